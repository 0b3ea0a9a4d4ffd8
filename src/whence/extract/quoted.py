"""The passive of quoting: "X was quoted by Y as saying that …": X is the origin, Y passed it on."""

from whence.extract.clauses import clause_end
from whence.extract.drafts import Draft
from whence.extract.groups import brace_of, is_be
from whence.extract.lexicon import C, Verb
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.reporting import verb_cue_at
from whence.extract.spoken import quotation_before
from whence.extract.standing import has_finite

ADV, NEG, AUX, COMP = int(C.ADV), int(C.NEG), int(C.AUX), int(C.COMP)
SUBJUNCTIVE = int(C.SUBJUNCTIVE)
LONGEST_QUOTED_LINK = 4
"""Tokens between the participle (or its agent) and the content: "as having said that"."""


def read_quoted(
    reading: Reading, verb: Verb, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The passive of quoting: "X was quoted by Y as saying that": X is the origin, Y passed it on."""
    k = first
    while k > floor and reading.classes[k - 1] & (ADV | NEG | AUX):
        k -= 1
    if k == first or not any(is_be(reading, j) for j in range(k, first)):
        quoted = _behind_quotation(reading, verb, first, last, sentence=sentence, floor=floor)
        return quoted or _before_clause(
            reading, verb, first, last, sentence=sentence, floor=floor, ceiling=ceiling
        )
    source = phrase_before(reading, k - 1, floor=floor)
    if source is None:
        return None
    draft = Draft(
        rule="quoted",
        kind="assert",
        sentence=sentence,
        anchor=first,
        cue=(k, last),
        source=source,
        content=[],
        verb=verb.group.id,
    )
    token = last + 1
    if token < ceiling and reading.tokens.lows[token] in reading.lexicon.agents:
        agent = phrase_after(reading, token + 1, ceiling=ceiling, apposition=False)
        if agent is None:
            return None
        draft.relays.append(agent)
        token = agent.core[1] + 1
    for j in range(token, min(ceiling, token + LONGEST_QUOTED_LINK) + 1):
        said = verb_cue_at(reading, j)
        opens = bool(reading.classes[j] & COMP) or (said is not None and said.form == "gerund")
        if opens and j < ceiling and reading.tokens.lows[j + 1] in reading.lexicon.agents:
            return _said_before(reading, draft, j + 1, floor, ceiling)
        if opens and j < ceiling:
            start = j if reading.classes[j] & COMP else j + 1
            draft.content = [(start, clause_end(reading, start, ceiling))]
            draft.span = (source.full[0], draft.content[0][1])
            return draft
    return None


def _said_before(reading: Reading, draft: Draft, agent: int, floor: int, ceiling: int) -> Draft | None:
    """ "“…,” X was quoted as saying | by Y": the words stand before, and who quoted them behind."""
    relay = phrase_after(reading, agent + 1, ceiling=ceiling, apposition=False)
    assert draft.source is not None
    if relay is None:
        return None
    draft.relays.append(relay)
    left = draft.source.full[0]
    quotation = quotation_before(reading, left, reading.sentences[draft.sentence].paragraph)
    if quotation is not None:
        draft.content, draft.direct = [(quotation.open, quotation.close)], True
    elif left - 2 > floor and reading.tokens.words[left - 1] == "," and has_finite(reading, floor, left - 2):
        draft.content = [(floor, left - 2)]
    else:
        return None
    draft.span = (draft.content[0][0], relay.core[1])
    return draft


def _before_clause(
    reading: Reading, verb: Verb, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """ "X wurde von Y mit den Worten zitiert, die Brücke sei gesperrt": a clause in the subjunctive, or with its
    complementiser, behind the bracket of the passive."""
    brace = brace_of(reading, first, floor)
    start = last + 2
    if (
        brace is None
        or not is_be(reading, brace)
        or start >= ceiling
        or reading.tokens.words[last + 1] != ","
    ):
        return None
    source = phrase_before(reading, brace - 1, floor=floor)
    end = clause_end(reading, start, ceiling)
    told = reading.classes[start] & COMP or any(
        reading.classes[k] & SUBJUNCTIVE for k in range(start, end + 1)
    )
    if source is None or not told:
        return None
    draft = Draft(
        rule="quoted",
        kind="assert",
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=source,
        content=[(start, end)],
        verb=verb.group.id,
    )
    _note_agent(reading, draft, brace + 1, first - 1)
    draft.span = (source.full[0], end)
    return draft


def _note_agent(reading: Reading, draft: Draft, start: int, last: int) -> None:
    """Who quoted it, inside the bracket of the passive."""
    for k in range(start, last):
        if reading.tokens.lows[k] in reading.lexicon.agents:
            agent = phrase_after(reading, k + 1, ceiling=last, apposition=False)
            if agent is not None:
                draft.relays.append(agent)
                return


def _behind_quotation(
    reading: Reading, verb: Verb, first: int, last: int, *, sentence: int, floor: int
) -> Draft | None:
    """ "…“, wird X (von Y) zitiert": the bracket of the passive holds who said it, and who passed it on."""
    brace = brace_of(reading, first, floor)
    if brace is None or not is_be(reading, brace):
        return None
    quotation = quotation_before(reading, brace, reading.sentences[sentence].paragraph)
    source = phrase_after(reading, brace + 1, ceiling=first - 1, apposition=False)
    if quotation is None or source is None:
        return None
    draft = Draft(
        rule="quoted",
        kind="assert",
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=source,
        content=[(quotation.open, quotation.close)],
        verb=verb.group.id,
        direct=True,
    )
    _note_agent(reading, draft, source.core[1] + 1, first - 1)
    draft.span = (quotation.open, last)
    return draft
