"""Who did it, behind a participle: what "was criticised by | the mayor", information "provided by | the police"."""

from whence.extract.drafts import Draft
from whence.extract.groups import is_be
from whence.extract.lexicon import C, Verb
from whence.extract.mentions import EVIDENCE, analyse
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at
from whence.extract.walking import is_participle

ADV, NEG, AUX, MODAL, TIME = int(C.ADV), int(C.NEG), int(C.AUX), int(C.MODAL), int(C.TIME)
PRON, REL, DET = int(C.PRON), int(C.REL), int(C.DET)
CUE = int(C.CUE)
NUMBER, PUNCT, COMP = int(C.NUMBER), int(C.PUNCT), int(C.COMP)
FARTHEST_AGENT = 7
FARTHEST_GIVER = 9
GIVERS = ("person", "name", "role", "organisation", "group", "state")
"""Outlets are left out: what is "obtained by" or "seen by" one was given by somebody else."""
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


def given_by(reading: Reading, phrase: Phrase, ceiling: int) -> Phrase | None:
    """Who gave what a source's words call information or reports: "informations communiquées devant la presse par | le
    ministre". None where it says of nobody that he gave it."""
    said = analyse(reading, *phrase.core)
    if not reading.lexicon.agents or not (said.kind == "unknown" or said.concept == EVIDENCE):
        return None  # a contract signed by somebody is no word of his
    classes, lows = reading.classes, reading.tokens.lows
    given = False
    for k in range(phrase.core[0], min(ceiling, phrase.core[0] + FARTHEST_GIVER)):
        if classes[k] & (PUNCT | COMP | REL) or finite_at(reading, k) or reading.quote_of[k] >= 0:
            return None
        given = given or _tells_what_was_done(reading, k)
        if given and lows[k] in reading.lexicon.agents:
            giver = phrase_after(reading, k + 1, ceiling=ceiling, oblique=True)
            if giver is None or analyse(reading, *giver.core).kind not in GIVERS:
                return None
            return Phrase(giver.core, (phrase.full[0], giver.full[1]))
    return None


def _tells_what_was_done(reading: Reading, token: int) -> bool:
    """Whether a word may be a past participle in any gender and case, where an agent follows."""
    low, bits = reading.tokens.lows[token], reading.classes[token]
    if is_participle(reading, token):
        return True
    if bits & ~CUE or reading.lexicon.nouns.word(low):
        return False
    return reading.lexicon.genitive_attributes or low.endswith(
        reading.lexicon.pack.hearsay.participle_endings or "\0"
    )
