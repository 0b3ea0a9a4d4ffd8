"""Passives whose subject is what is said and whose agent says it: "the toll was criticised by the mayor"."""

from whence.extract.drafts import Draft
from whence.extract.groups import is_be
from whence.extract.lexicon import C, Verb
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.walking import is_participle

ADV, NEG, AUX, MODAL, TIME = int(C.ADV), int(C.NEG), int(C.AUX), int(C.MODAL), int(C.TIME)
PRON, REL, DET = int(C.PRON), int(C.REL), int(C.DET)
NUMBER = int(C.NUMBER)
FARTHEST_AGENT = 7
SPEAKERS = ("person", "name", "role", "organisation", "group", "outlet", "state")


def behind_times(reading: Reading, token: int, last: int) -> int:
    """The first token behind times and adverbs, their commas and numbers: "on Sunday, December 12, | by"."""
    classes, words = reading.classes, reading.tokens.words
    k = token
    while k <= last:
        timed = bool(classes[k - 1] & (TIME | NUMBER)) or words[k - 1][0].isdigit()
        if not classes[k] & (ADV | TIME) and not (timed and (words[k] == "," or words[k][0].isdigit())):
            break
        k += 1
    return k


def read_agent(
    reading: Reading, verb: Verb, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of a participle whose agent follows, or None. What it is about stands before it."""
    classes, lows = reading.classes, reading.tokens.lows
    agent = behind_times(reading, last + 1, min(ceiling, last + FARTHEST_AGENT))
    if agent >= ceiling or lows[agent] not in reading.lexicon.agents:
        return None
    source = phrase_after(reading, agent + 1, ceiling=ceiling)
    if source is None or analyse(reading, *source.core).kind not in SPEAKERS:
        return None
    left = first
    passive = negated = False
    while left > floor and classes[left - 1] & (ADV | NEG | AUX | MODAL):
        left -= 1
        passive = passive or is_be(reading, left)
        negated = negated or bool(classes[left] & NEG)
    if negated or (left < first and not passive):
        return None
    content = phrase_before(reading, left - 1, floor=floor)
    alone = content is not None and content.core[0] == content.core[1]
    if alone and content is not None and is_participle(reading, content.core[0]):
        return None  # "that it had been mined | was dismissed by"
    if content is None or (classes[content.core[0]] & (PRON | REL) and not classes[content.core[0]] & DET):
        return None
    draft = Draft(
        rule="passive",
        kind=verb.group.kind,
        sentence=sentence,
        anchor=first,
        cue=(left if passive else first, agent),
        source=source,
        content=[content.core],
        verb=verb.group.id,
        media_verb=verb.group.media,
    )
    draft.frame = "np"
    draft.span = (content.full[0], source.full[1])
    return draft
