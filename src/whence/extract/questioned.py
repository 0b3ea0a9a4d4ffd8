"""Verbs of asking and telling in the passive, whose subject is whom somebody asked or told.

"Asked whether he would stay, Holk said …", "She was told by the board that …", "He was asked about the pier": who asks
is the agent where one is named, and nobody otherwise.
"""

from whence.extract.clauses import clause_end, complementiser, skip_modifiers
from whence.extract.drafts import Draft
from whence.extract.groups import is_be
from whence.extract.lexicon import C, Verb
from whence.extract.phrases import phrase_after
from whence.extract.reading import Reading
from whence.extract.shapes import clause_here, object_end
from whence.extract.spoken import quotation_after
from whence.extract.standing import likely_finite

ADV, NEG, AUX, MODAL, TIME = int(C.ADV), int(C.NEG), int(C.AUX), int(C.MODAL), int(C.TIME)
COORD, SUBORD, INFM, PUNCT, PREP = int(C.COORD), int(C.SUBORD), int(C.INFM), int(C.PUNCT), int(C.PREP)
DET, INTERROG, REL = int(C.DET), int(C.INTERROG), int(C.REL)
LONGEST_CLAUSE = 40
"""Tokens of a participle clause before the main one."""
SHORTEST_TOPIC = 2
TOUCHES = 3
TOLD = frozenset(("tell", "inform", "ask"))


def read_questioned(
    reading: Reading, verb: Verb, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of a participle of asking or telling whose subject is asked or told, or None."""
    told = "addressee" in verb.group.frames or verb.group.id in TOLD
    if not told or last >= ceiling:
        return None
    left, passive = first, False
    while left > floor and reading.classes[left - 1] & (ADV | NEG | AUX | MODAL):
        left -= 1
        if reading.classes[left] & NEG:
            return None
        passive = passive or is_be(reading, left)
    if not passive and not _opens_clause(reading, first, floor):
        return None
    draft = Draft(
        rule="passive",
        kind=verb.group.kind,
        sentence=sentence,
        anchor=first,
        cue=(left if passive else first, last),
        source=None,
        content=[],
        verb=verb.group.id,
    )
    draft.span = (first, last)
    token = _behind_agent(reading, draft, skip_modifiers(reading, last + 1, ceiling), ceiling)
    if token > ceiling:
        return None
    stop = ceiling if passive else _main_clause(reading, token, ceiling)
    return draft if _asked(reading, draft, verb, skip_modifiers(reading, token, stop), stop) else None


def _opens_clause(reading: Reading, first: int, floor: int) -> bool:
    """Whether a participle stands where its clause has no subject: "Asked …", "when asked …", "Holk, asked …, said"."""
    k = first - 1
    while k > floor and reading.classes[k] & ADV and not reading.classes[k] & (SUBORD | INTERROG):
        k -= 1
    if k < floor:
        return True
    if reading.classes[k] & (SUBORD | INTERROG) or (k == floor and reading.classes[k] & (COORD | ADV)):
        return True
    return reading.tokens.words[k] == "," and k > floor


def _behind_agent(reading: Reading, draft: Draft, token: int, ceiling: int) -> int:
    """The token behind the agent ("by reporters"), who becomes the source."""
    if token >= ceiling or reading.tokens.lows[token] not in reading.lexicon.agents:
        return token
    agent = phrase_after(reading, token + 1, ceiling=ceiling, apposition=False)
    if agent is None:
        return token
    draft.source = agent
    draft.why.append(("agent", "who did what the passive tells", agent.core))
    draft.span = (draft.span[0], agent.full[1])
    return skip_modifiers(reading, agent.core[1] + 1, ceiling)


def _main_clause(reading: Reading, token: int, ceiling: int) -> int:
    """The token before the comma that closes a participle clause; the first with a subject and its verb behind it."""
    words, commas = reading.tokens.words, []
    for k in range(token, min(ceiling - 1, token + LONGEST_CLAUSE)):
        if words[k] != "," or reading.quote_of[k] >= 0:
            continue
        commas.append(k)
        phrase = phrase_after(reading, k + 1, ceiling=ceiling)
        if phrase is None and likely_finite(reading, k + 1, opens=True):
            return k - 1  # "Holk, asked about the pier, said"
        behind = phrase.full[1] + 1 if phrase is not None else ceiling + 1
        while behind < ceiling and reading.classes[behind] & ADV:
            behind += 1
        if behind <= ceiling and likely_finite(reading, behind, opens=True):
            return k - 1
    return commas[0] - 1 if commas else ceiling


def _asked(reading: Reading, draft: Draft, verb: Verb, token: int, ceiling: int) -> bool:
    """Fills what was asked or told: a clause, a quotation, a topic, an infinitive; False where nothing is."""
    group, classes = verb.group, reading.classes
    if token >= ceiling:
        return False
    quotation = quotation_after(reading, token, ceiling, reach=TOUCHES) if "quote" in group.frames else None
    if quotation is not None:
        draft.direct, draft.content = True, [(quotation.open, quotation.close)]
        draft.span = (draft.span[0], quotation.close)
        return True
    opener = None
    if "clause" in group.frames:
        opener = complementiser(reading, token, ceiling, interrogative=True)
    about = reading.tokens.lows[token] in group.prepositions
    if about and draft.source is None and draft.cue is not None and draft.cue[0] < draft.anchor:
        return False  # "was asked about the pier": a topic, and nobody who asked
    if opener is None and about:
        end = object_end(reading, token + 1, clause_end(reading, token + 1, ceiling))
        if end - token < SHORTEST_TOPIC:
            return False  # "asked for comment"
        if draft.cue is not None and token == draft.cue[1] + 1:
            draft.cue = (draft.cue[0], token)
        draft.frame = "np"
        return _fill(draft, token + 1, end)
    if opener is not None:
        return _fill(draft, opener, clause_end(reading, opener, ceiling))
    if classes[token] & INFM and draft.anchor == draft.span[0] and draft.cue == (draft.anchor, draft.anchor):
        return _fill(draft, token, clause_end(reading, token, ceiling))
    end = clause_end(reading, token, ceiling)
    bare = "bare" in group.frames and not classes[token] & (PREP | PUNCT | SUBORD | COORD)
    return bare and clause_here(reading, token, end) and _fill(draft, token, end)


def _fill(draft: Draft, first: int, last: int) -> bool:
    draft.content = [(first, last)]
    draft.span = (draft.span[0], last)
    return last > first
