"""Passives whose subject is what is said and whose agent says it: "the toll was criticised by the mayor"."""

from whence.extract.drafts import Draft
from whence.extract.groups import is_be
from whence.extract.lexicon import C, Verb
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.reading import Reading

ADV, NEG, AUX, MODAL, TIME = int(C.ADV), int(C.NEG), int(C.AUX), int(C.MODAL), int(C.TIME)
PRON, REL, DET = int(C.PRON), int(C.REL), int(C.DET)
FARTHEST_AGENT = 4
SPEAKERS = ("person", "name", "role", "organisation", "group", "outlet", "state")


def read_agent(
    reading: Reading, verb: Verb, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of a participle whose agent follows, or None. What it is about stands before it."""
    classes, lows = reading.classes, reading.tokens.lows
    agent = last + 1
    while agent <= min(ceiling, last + FARTHEST_AGENT) and classes[agent] & (ADV | TIME):
        agent += 1
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
