"""One sentence at a time: which cues it has, which rule reads each, and which drafts survive side by side."""

from whence.extract.asclauses import read_as_clause
from whence.extract.between import read_between
from whence.extract.clauses import in_relative, strip_end
from whence.extract.denials import denying, read_denial
from whence.extract.drafts import Draft
from whence.extract.genitives import cited_before
from whence.extract.hearsay import read_hearsay
from whence.extract.lexicon import C, Verb, Word
from whence.extract.mentions import analyse
from whence.extract.nouncues import read_noun
from whence.extract.phrases import CUE, phrase_after
from whence.extract.prepositions import read_attribution
from whence.extract.reading import Reading
from whence.extract.reporting import verb_cue_at
from whence.extract.shapes import clause_here
from whence.extract.spans import Mention
from whence.extract.spoken import quotation_before
from whence.extract.subordinate import up_to_main_verb, within_its_clause
from whence.extract.verbs import read_verb

NEG = int(C.NEG)

AS, COMP, REL = int(C.AS), int(C.COMP), int(C.REL)
LONGEST_SENTENCE_TOKENS = 400
"""What is longer is no sentence: it is read in stretches, so that time stays linear."""
INNER_KINDS = frozenset(("plan", "order", "believe", "perceive"))
"""What somebody wants or thinks is inside what another says of it."""
SPEECH = frozenset(("say", "tell"))
"""A verb of speech inside the object of another verb says more: "unveiled a plan that she said would cost nothing"."""
LONGEST_OWN_CLAUSE, LONGEST_SUBJECT = 12, 14
PUNCT, ADV, COORD = int(C.PUNCT), int(C.ADV), int(C.COORD)


def read_sentence(reading: Reading, sentence: int) -> list[Draft]:
    """The drafts of one sentence, in order of their cues. Nested attributions are left to the chain."""
    here = reading.sentences[sentence]
    first, last = here.first, here.last
    while first <= last and (reading.marked[first] or reading.tokens.words[first] in ("•", "*", "|")):
        first += 1
    while last > first and reading.marked[last]:
        last -= 1
    if first >= last:
        return []
    drafts: list[Draft] = []
    for start in range(first, last + 1, LONGEST_SENTENCE_TOKENS):
        drafts += read_range(reading, start, min(last, start + LONGEST_SENTENCE_TOKENS - 1), sentence)
    if not drafts and last - first < LONGEST_SENTENCE_TOKENS:
        hearsay = read_hearsay(reading, sentence=sentence, floor=first, ceiling=last)
        if hearsay is not None:
            drafts.append(hearsay)
    return drafts


def read_range(reading: Reading, first: int, last: int, sentence: int) -> list[Draft]:
    """The drafts among tokens `first` to `last`."""
    classes, lows, quote_of = reading.classes, reading.tokens.lows, reading.quote_of
    drafts: list[Draft] = []
    denies = denying(reading.lexicon)
    busy_until = -1
    floor = first
    behind = first
    reading.speaker = None
    for i in reading.cues_within(first, last):
        if i < behind:
            continue
        if classes[i] & AS and quote_of[i] < 0 and i > busy_until:
            reported = read_as_clause(reading, i, sentence=sentence, floor=floor, ceiling=last)
            if reported is not None:
                _settle(reading, drafts, reported)
                behind = reported.content[-1][1] > i and not _relays(reading, reported)
                busy_until = max(reported.span[1] if behind else reported.anchor, reported.anchor)
                behind = reported.anchor + 1
                continue
        if lows[i] in denies and quote_of[i] < 0 and (not drafts or drafts[-1].content):
            if not drafts:
                drafts += _rumour(reading, floor, i, last, sentence)
            denial = _denial(reading, drafts[-1], i, last) if drafts else None
            if denial is not None:
                drafts.append(denial)
                busy_until = max(busy_until, denial.span[1])
                behind = denial.span[1] + 1
                continue
        if not classes[i] & CUE or quote_of[i] >= 0 or i <= busy_until:
            continue
        if _inside_source(drafts, i) and not _reports_itself(reading, i):
            continue
        draft, width = _read_cue(reading, i, sentence=sentence, floor=floor, ceiling=last, lows=lows)
        behind = i + width
        if draft is None:
            continue
        within_its_clause(reading, draft, floor)
        up_to_main_verb(reading, draft)
        _cited_in_apposition(reading, draft)
        _settle(reading, drafts, draft)
        if draft.source is not None and draft.content and draft.rule not in ("citing", "noun_cue", "passive"):
            alone = draft.source.core[0] == draft.source.core[1]
            if not (alone and classes[draft.source.core[0]] & REL):
                reading.speaker = draft.source
        if draft.rule == "attribution" and draft.source is not None and not draft.direct:
            behind = max(behind, draft.source.core[1] + 1)
            continue
        if draft.frame == "np" and draft.rule == "noun_phrase" and draft.kind == "assert":
            behind = max(behind, draft.content[0][0])  # a noun cue inside: "welcomed X's promise that"
            continue
        reached = draft.span[1] if draft.content and draft.content[-1][1] >= i else i + width - 1
        busy_until = max(busy_until, reached)
    return drafts


def _clause_start(reading: Reading, token: int, floor: int) -> int | None:
    """Where the clause of a verb begins, behind the mark that parts it from what stands before; None without one."""
    first = token
    while first > floor and token - first < LONGEST_SUBJECT:
        if reading.tokens.words[first - 1] in (",", ";", "–", "—"):
            return first
        first -= 1
    return None


def _rumour(reading: Reading, floor: int, token: int, last: int, sentence: int) -> list[Draft]:
    """The hearsay before a clause with a verb of denying, where that clause denies it: "X is said to have fled, | but
    the office denied this"."""
    first = _clause_start(reading, token, floor)
    if (
        first is None
        or first - 2 <= floor
        or read_denial(reading, first, last, sentence=sentence, beside=True) is None
    ):
        return []
    hearsay = read_hearsay(reading, sentence=sentence, floor=floor, ceiling=first - 2, denied=True)
    return [] if hearsay is None else [hearsay]


def _denial(reading: Reading, before: Draft, token: int, last: int) -> Draft | None:
    """ "…, but the mayor denied this": the statement before is what is denied, and ends before the clause."""
    if before.rule in ("citing", "noun_phrase", "infinitive"):
        return None
    first = _clause_start(reading, token, before.content[0][0])
    if first is None:
        return None
    clause = before.content[-1]
    denial = read_denial(reading, first, last, sentence=before.sentence, beside=True)
    if denial is None or first <= before.anchor <= denial.span[1] or before.content[0][0] >= first - 2:
        return None
    if clause[1] >= first:
        before.content = [*before.content[:-1], (clause[0], strip_end(reading, clause[0], first - 1))]
        before.span = (before.span[0], min(before.span[1], first - 1))
    denial.content = before.content[:]
    return denial


def _relays(reading: Reading, draft: Draft) -> bool:
    """Whether an outlet reports before its content, which may be what another said: "As X writes, Y said that …"."""
    if draft.source is None:
        return False
    mention = analyse(reading, *draft.source.core)
    return mention.kind == "outlet" or _named_agency(draft, mention)


def _named_agency(draft: Draft, mention: Mention) -> bool:
    """ "As the agency R reports": an organisation by its name, with a verb of passing on."""
    reports = draft.rule == "as_clause" and draft.media_verb
    return reports and mention.kind == "organisation" and mention.name_span is not None


def _cited_in_apposition(reading: Reading, draft: Draft) -> None:
    """ "Aftonbladet, som hänvisar till X": a voice that the clause describing the source names behind it."""
    if draft.source is None or draft.source.core == draft.source.full:
        return
    lows = reading.tokens.lows
    last = draft.source.full[1]
    for k in range(draft.source.core[1] + 1, last):
        for entry, cue in reading.lexicon.beginning.at(lows, k) if reading.classes[k] & CUE else ():
            cites = (isinstance(cue, Word) and cue.family == "citing") or (
                isinstance(cue, Verb) and cue.group.id == "cite"
            )
            phrase = phrase_after(reading, k + len(entry), ceiling=last, oblique=True) if cites else None
            if phrase is None or any(
                phrase.core[0] <= one.core[1] and one.core[0] <= phrase.core[1] for one in draft.relays
            ):
                continue
            cited = analyse(reading, *draft.source.core).kind != "outlet"
            if cited and analyse(reading, *phrase.core).kind == "outlet":
                draft.relays.append(phrase)  # "people on whom the Post relies": the outlet passed it on
                draft.why.append(("relay", "who relies on the speaker", phrase.core))
            else:
                draft.behind.append(phrase)
                draft.why.append(("citing", "names the voice behind", phrase.core))
            return


def _inside_source(drafts: list[Draft], token: int) -> bool:
    """Whether the token stands in what describes a source ("…, who asked not to be named")."""
    for draft in drafts:
        source = draft.source
        if source is not None and source.core[1] < token <= source.full[1]:
            return True
    return False


def _reports_itself(reading: Reading, token: int) -> bool:
    """ "…, säger X, som förnekar att …": a verb behind a relative pronoun with a clause of its own."""
    behind = token + 1
    if behind + 1 >= len(reading.classes) or not reading.classes[token - 1] & REL:
        return False
    if reading.tokens.words[behind] == ",":
        behind += 1
    verb = verb_cue_at(reading, token)
    if verb is None or reading.classes[behind] & COMP:
        return verb is not None
    bare = reading.lexicon.tells_apart and "bare" in verb.group.frames
    last = min(len(reading.classes) - 1, behind + LONGEST_OWN_CLAUSE)
    return bare and not reading.classes[behind] & PUNCT and clause_here(reading, behind, last)


def _read_cue(
    reading: Reading, i: int, *, sentence: int, floor: int, ceiling: int, lows: list[str]
) -> tuple[Draft | None, int]:
    if i in reading.compound_cues:
        compound = reading.compound_cues[i]
        return read_noun(reading, compound, i, i, sentence=sentence, floor=floor, ceiling=ceiling), 1
    for entry, cue in reading.lexicon.beginning.at(lows, i):
        width = len(entry)
        end = i + width - 1
        if end > ceiling:
            continue
        draft: Draft | None = None
        if isinstance(cue, Verb):
            if i in reading.capital_nouns:
                continue
            draft = read_verb(reading, cue, i, end, sentence=sentence, floor=floor, ceiling=ceiling)
        elif cue.family in ("fixed", "adverb", "passive", "impersonal"):
            return None, width
        elif cue.family in ("attribution", "attribution_after", "attribution_owned"):
            draft = read_attribution(reading, cue, i, end, sentence=sentence, floor=floor, ceiling=ceiling)
        elif cue.family == "attribution_between":
            draft = read_between(reading, cue, i, end, sentence=sentence, floor=floor, ceiling=ceiling)
        elif cue.family == "noun":
            draft = read_noun(reading, cue, i, end, sentence=sentence, floor=floor, ceiling=ceiling)
        elif cue.family in ("citing", "citing_after"):
            draft = _citing(reading, cue, i, end, sentence, floor, ceiling)
        if draft is not None:
            return draft, width
    return None, 1


def _citing(
    reading: Reading, word: Word, first: int, last: int, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """ "…, citing X": carries only the voice behind; `_settle` hangs it on the draft before it."""
    if word.family == "citing_after":
        phrase = cited_before(reading, first - 1, floor)
    else:
        phrase = phrase_after(reading, last + 1, ceiling=ceiling, oblique=True)
    if phrase is None or (word.family == "citing" and analyse(reading, *phrase.core).kind == "unknown"):
        return None  # "citing security concerns": a reason, nobody
    draft = Draft(
        rule="citing",
        kind="assert",
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=phrase,
        content=[],
        verb=word.id,
    )
    draft.span = (min(first, phrase.full[0]), max(last, phrase.full[1]))
    return draft


def _settle(reading: Reading, drafts: list[Draft], draft: Draft) -> None:
    """Adds a draft, or hangs its voice on the one it belongs to ("…, skriver X, melder Y"; "…, citing Y")."""
    if draft.rule == "citing":
        if drafts and draft.source is not None:
            if all(one.core != draft.source.core for one in drafts[-1].behind):
                drafts[-1].behind.append(draft.source)
            drafts[-1].why.append(("citing", "names the voice behind", draft.span))
        elif draft.source is not None:
            drafts.append(draft)
        return
    if drafts and draft.source is not None:
        before = drafts[-1]
        if before.rule == "citing" and before.source is not None and draft.content:
            drafts.pop()
            draft.behind.append(before.source)
            drafts.append(draft)
            return
        inner = bool(before.content) and before.content[0][0] <= draft.anchor <= before.content[-1][1]
        if before.frame == "np" and before.kind == "assert" and inner:
            carried = draft.cue is not None and before.cue is not None and draft.cue[0] <= before.cue[0]
            spoken = draft.verb in SPEECH and draft.rule in ("mid_inquit", "bare_clause", "content_clause")
            for_it = draft.anchor - 1
            if spoken and reading.tokens.lows[for_it] in reading.lexicon.blame_prepositions:
                if for_it > before.content[0][0]:
                    before.content = [(before.content[0][0], for_it - 1)]  # "attacked Holk | for saying that"
                    before.span = (before.span[0], for_it - 1)
                    drafts.append(draft)
                    return
            if spoken or (draft.rule == "noun_cue" and (draft.frame != "np" or carried)):
                drafts[-1] = draft
            return
        if (
            draft.direct
            and before.direct
            and draft.content == before.content
            and not _is_outlet(reading, draft)
        ):
            drafts[-1] = draft  # "they deny it: “…”, X said"
            return
        again = _quoted_again(reading, before, draft)
        if again is not None:
            draft.content, draft.direct = [again], True
            before.content = [(before.content[0][0], again[0] - 1)]
            before.span = (before.span[0], again[0] - 1)
            drafts.append(draft)
            return
        unsourced = before.source is None and before.rule != "passive"
        if draft.rule == "inquit" and unsourced and before.span[1] < draft.anchor:
            if not _denied_noun(reading, before) and _touches(reading, before.span[1] + 1, draft):
                draft.content = before.content
            drafts[-1] = draft
            return
        if (
            draft.rule == "inquit"
            and before.span[1] < draft.anchor
            and _touches(reading, before.span[1] + 1, draft)
        ):
            if not _is_outlet(reading, draft):
                drafts[-1] = draft  # "X plans to sell, Y said": what X plans is what Y said
                if before.rule == "as_clause" and before.source is not None and _is_outlet(reading, before):
                    draft.behind.append(before.source)  # "As X reports, …, said Y"
                return
            before.relays.append(draft.source)
            before.content += [piece for piece in draft.content[1:] if piece[0] > before.content[-1][1]]
            before.why.append(("relay", "a second reporting clause behind the first", draft.cue))
            _keep_cue(before, draft)
            before.span = (before.span[0], draft.span[1])
            return
        if draft.rule == "attribution" and _told_of(reading, before, draft):
            drafts[-1] = draft
            return
        if draft.rule == "attribution" and _covers(before, draft) and in_relative(reading, draft.anchor):
            return  # "said that the report, which according to Y came in May, …": what Y said of it only
        if draft.rule in ("attribution",) and _covers(before, draft):
            before.behind.append(draft.source)
            before.why.append(("attribution", "a voice beside the verb", draft.cue))
            _keep_cue(before, draft)
            return
        reported = before.rule in ("attribution", "as_clause")
        if reported and before.content and draft.content and draft.rule not in ("attribution", "as_clause"):
            inner = before.content[0][0] <= draft.anchor <= before.content[-1][1]
            if inner:
                if not _speaks_for_itself(reading, before, draft):
                    return
                drafts.pop()
                assert before.source is not None
                draft.behind.append(before.source)
                draft.why.append(("attribution", "a voice before the verb", before.cue))
                _keep_cue(draft, before)
                drafts.append(draft)
                return
        if draft.content and before.content and draft.content[0][0] <= before.anchor <= draft.content[-1][1]:
            # the second reaches back over the first: "X says Y, he added" keeps both only where they differ
            if _covers_clause(reading, before, draft):
                drafts[-1] = draft
                return
            if draft.rule in ("inquit", "attribution") and not draft.direct:
                draft.content = _behind(reading, before, draft)
                if not draft.content:
                    return
    drafts.append(draft)


def _quoted_again(reading: Reading, before: Draft, draft: Draft) -> tuple[int, int] | None:
    """The quotation at the end of a clause that the same speaker's second cue stands behind: "Holk said he was glad
    because | “nobody was hurt,” he said"; or None."""
    clause = before.rule in ("bare_clause", "content_clause") and len(before.content) == 1
    if not clause or draft.rule != "inquit" or draft.source is None or before.source is None:
        return None
    who = draft.source.core
    same = reading.tokens.lows[who[1]] == reading.tokens.lows[before.source.core[1]]
    if not same and not reading.classes[who[0]] & int(C.PRON):
        return None
    first, last = before.content[0]
    left = min(draft.source.full[0], draft.anchor)
    quotation = quotation_before(reading, left, reading.sentences[draft.sentence].paragraph)
    if quotation is None or not first + 1 < quotation.open <= last:
        return None
    return quotation.open, quotation.close


def _keep_cue(draft: Draft, other: Draft) -> None:
    """Keeps the cue of a voice that another draft has taken over."""
    if other.cue is not None:
        draft.relay_cues.append(other.cue)


def _told_of(reading: Reading, before: Draft, draft: Draft) -> bool:
    """ "Holk plans to leave, according to the report": what Holk plans, thinks or fears is what the report says."""
    inner = before.kind in INNER_KINDS or before.kind == "fear" or before.frame == "np"
    if not inner or before.source is None or not draft.content or draft.cue is None:
        return False
    if _is_outlet(reading, draft):
        return False  # an outlet passes on what Holk himself expects
    behind = draft.cue[0] > before.anchor and reading.tokens.words[draft.cue[0] - 1] == ","
    return behind and draft.content[0][0] <= before.source.full[0]


def _covers_clause(reading: Reading, before: Draft, draft: Draft) -> bool:
    """Whether a reporting clause tells a whole sentence of which the draft before read only a relative clause."""
    if draft.rule != "inquit" or before.source is None or _is_outlet(reading, draft):
        return False
    first, last = before.source.core
    return first == last and bool(reading.classes[first] & REL) and first > draft.content[0][0]


def _is_outlet(reading: Reading, draft: Draft) -> bool:
    assert draft.source is not None
    return draft.media_verb or analyse(reading, *draft.source.core).kind == "outlet"


def _speaks_for_itself(reading: Reading, outer: Draft, inner: Draft) -> bool:
    """Whether the voice inside "according to X, Y said …" is the origin: only where X is an outlet, which relays.

    A person or an institution that says what another said is the origin itself, the other is alleged.
    """
    if outer.source is None or inner.source is None or inner.rule == "infinitive":
        return False
    if inner.frame == "np" and inner.kind not in ("deny", "predict", "fear"):
        return False
    mention = analyse(reading, *outer.source.core)
    bare = mention.kind == "name" and mention.first == mention.last
    return (
        mention.kind == "outlet"
        or _named_agency(outer, mention)
        or (bare and analyse(reading, *inner.source.core).kind in ("person", "role", "group"))
    )


def _denied_noun(reading: Reading, draft: Draft) -> bool:
    """ "There was no truth in reports that …": the words before the noun belong to what is said."""
    first = reading.sentences[draft.sentence].first
    return any(reading.classes[k] & NEG for k in range(first, draft.anchor))


def _behind(reading: Reading, before: Draft, draft: Draft) -> list[tuple[int, int]]:
    """Content reaching back over an earlier cue keeps only what stands behind that cue's statement."""
    kept = [piece for piece in draft.content if piece[0] > before.span[1]]
    if (
        not kept
        and draft.rule == "inquit"
        and before.content
        and before.source is not None
        and draft.source is not None
    ):
        before.relays.append(draft.source)
        before.why.append(("relay", "a reporting clause around the statement", draft.cue))
        _keep_cue(before, draft)
    return kept


def _touches(reading: Reading, token: int, draft: Draft) -> bool:
    """Whether only marks and conjunctions stand between a statement and the reporting clause behind it."""
    assert draft.source is not None
    assert draft.cue is not None
    stop = min(draft.source.full[0], draft.cue[0])
    return all(reading.classes[k] & (PUNCT | ADV | COORD) for k in range(token, stop))


def _covers(before: Draft, draft: Draft) -> bool:
    """Whether an attribution word stands inside or right behind what another draft already reads."""
    return before.rule != "attribution" and before.span[0] <= draft.anchor <= before.span[1] + 3


__all__ = ["read_range", "read_sentence"]
