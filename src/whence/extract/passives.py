"""Reporting verbs in the passive: "the firm was urged by the union to …", "wurde betont, der Kai sei sicher".

With an agent ("by X", "von X") the agent speaks. Without one, and where the clause has no subject of its own, nobody
is named as speaking, and the statement has no source.
"""

from whence.extract.brackets import late_infinitive
from whence.extract.clauses import clause_end, complementiser, content_looks_like_clause, skip_modifiers
from whence.extract.drafts import Draft
from whence.extract.groups import brace_of, is_be
from whence.extract.lexicon import C, Verb
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.shapes import clause_here
from whence.extract.spans import Phrase
from whence.extract.spoken import make_direct, quotation_after

ADV, NEG, AUX, PREP, TIME = int(C.ADV), int(C.NEG), int(C.AUX), int(C.PREP), int(C.TIME)
COORD, COMP, PUNCT = int(C.COORD), int(C.COMP), int(C.PUNCT)
INFM, SUBJUNCTIVE = int(C.INFM), int(C.SUBJUNCTIVE)
SAYING = frozenset(("assert", "deny", "predict", "believe", "fear", "order", "ask"))
LONGEST_AGENT = 10


def read_passive(
    reading: Reading, verb: Verb, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of a participle in a passive, or None where nobody speaks by it."""
    if verb.group.kind not in SAYING or last >= ceiling:
        return None
    brace = _be_before(reading, first, floor)
    if brace is None:
        return None
    draft = Draft(
        rule="passive",
        kind=verb.group.kind,
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=None,
        content=[],
        verb=verb.group.id,
        media_verb=verb.group.media,
    )
    agent, behind = _agent(reading, brace + 1, first, last, ceiling)
    if agent is not None:
        draft.source = agent
        draft.span = (first, max(last, agent.full[1]))
        draft.why.append(("agent", "who did what the passive tells", agent.core))
    elif _told(reading, draft, verb, brace, floor):
        draft.span = (first, last)
    elif not _nobody(reading, brace, first, floor):
        return None
    else:
        draft.rule, draft.reporter_hedge, draft.span = "hearsay", True, (first, last)
    return draft if _content(reading, draft, verb, behind, ceiling) else None


def _be_before(reading: Reading, first: int, floor: int) -> int | None:
    """The auxiliary of the passive: right before the participle, or where its bracket opens."""
    k, brace = first, None
    while k > floor and reading.classes[k - 1] & (ADV | NEG | AUX | TIME):
        k -= 1
        if is_be(reading, k) or (brace is not None and reading.classes[k] & AUX):
            brace = k  # "has been told", "are now being told"
    if brace is not None:
        return brace
    brace = brace_of(reading, first, floor)
    return brace if brace is not None and is_be(reading, brace) else None


def _agent(reading: Reading, start: int, first: int, last: int, ceiling: int) -> tuple[Phrase | None, int]:
    """Who did it, between auxiliary and participle or right behind; and the token behind all of it."""
    lows, agents = reading.tokens.lows, reading.lexicon.agents
    for k in (*range(start, first), last + 1):
        if lows[k] not in agents or k >= ceiling:
            continue
        phrase = phrase_after(reading, k + 1, ceiling=first - 1 if k < first else ceiling, apposition=False)
        if phrase is None or phrase.core[1] - phrase.core[0] > LONGEST_AGENT:
            continue
        if (
            analyse(reading, *phrase.core).kind in ("unknown", "document")
            or lows[k] in reading.lexicon.expletives
        ):
            continue
        return phrase, (phrase.core[1] if k > last else last) + 1
    return None, last + 1


def _nobody(reading: Reading, brace: int, first: int, floor: int) -> bool:
    """Whether the clause has no subject of its own: nothing stands between but adverbials, or "it"."""
    classes, lows = reading.classes, reading.tokens.lows
    before = brace - 1
    if not reading.lexicon.pack.has("inverted_statement"):
        alone = before >= floor and (
            before == floor or bool(classes[before - 1] & (ADV | COORD | COMP | PUNCT))
        )
        return alone and lows[before] in reading.lexicon.neuter  # "It has been suggested that"
    opens = before >= floor and (
        lows[before] in reading.lexicon.expletives or bool(classes[floor] & (ADV | PREP | TIME))
    )
    k = brace + 1
    while k < first:
        k = skip_modifiers(reading, k, first - 1)
        if k >= first:
            break
        if lows[k] in reading.lexicon.expletives or classes[k] & (AUX | NEG):
            k += 1
        elif classes[k] & PREP:
            inside = phrase_after(reading, k + 1, ceiling=first - 1, apposition=False)
            if inside is None:
                return False
            k = inside.core[1] + 1
        else:
            return False
    return opens


def _told(reading: Reading, draft: Draft, verb: Verb, brace: int, floor: int) -> bool:
    """Whether the passive's subject is whom somebody told: "Islanders were told that …", "have been urged to leave".
    Nobody named speaks."""
    frames = set(verb.group.frames)
    urged = (
        "object_infinitive" in frames and verb.group.kind in ("order", "ask") and reading.lexicon.tells_apart
    )
    if not urged and not {"addressee", "quote"} <= frames:
        return False
    whom = phrase_before(reading, brace - 1, floor=floor)
    if whom is None:
        return False
    draft.told.append(whom)
    return True


def _content(reading: Reading, draft: Draft, verb: Verb, token: int, ceiling: int) -> bool:
    """The clause or infinitive behind: "…, dass", "…, der Kai sei sicher", "…, den Kai zu räumen", "to clear it"."""
    frames, words = set(verb.group.frames), reading.tokens.words
    if token >= ceiling:
        return False
    opener = complementiser(reading, token, ceiling, interrogative=True) if "clause" in frames else None
    if opener is not None:
        draft.content = [(opener, clause_end(reading, opener, ceiling))]
    elif words[token] == "," and reading.quote_of[token + 1] < 0:
        start = token + 1
        plans = bool({"infinitive", "object_infinitive"} & frames)
        if plans and draft.source is not None and late_infinitive(reading, draft, start, ceiling):
            draft.rule = "passive"
            return True
        end = clause_end(reading, start, ceiling)
        told = any(reading.classes[k] & SUBJUNCTIVE for k in range(start, end + 1))
        if "bare" not in frames or not told or not content_looks_like_clause(reading, start, end):
            return False
        draft.content = [(start, end)]
    elif (draft.source or draft.told) and "object_infinitive" in frames and reading.classes[token] & INFM:
        draft.content = [(token, clause_end(reading, token, ceiling))]
        draft.rule = "passive" if draft.source is not None else "infinitive"
    elif "addressee" in frames and "quote" in frames:
        quotation = quotation_after(reading, token, ceiling, reach=1)
        if quotation is not None:
            make_direct(reading, draft, quotation, draft.rule)
        elif "bare" in frames and clause_here(reading, token, end := clause_end(reading, token, ceiling)):
            draft.content = [(token, end)]
        else:
            return False
    else:
        return False
    draft.span = (draft.span[0], draft.content[0][1])
    return draft.content[0][1] > draft.content[0][0]
