"""From a document to its drafts: sentence by sentence, then what only several sentences together tell."""

from bisect import bisect_left, insort

from whence.extract.clauses import strip_end
from whence.extract.colons import read_colon_quotation
from whence.extract.denials import denying, read_denial
from whence.extract.drafts import Draft
from whence.extract.inner import read_inner_inquit
from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.paragraphs import (
    following,
    neighbour,
    read_anaphor,
    read_dash_quote,
    read_headline,
    read_signature,
)
from whence.extract.phrases import bits_apart
from whence.extract.quotations import Quotation
from whence.extract.reading import Reading
from whence.extract.referring import read_referring
from whence.extract.sentences import read_sentence
from whence.extract.subjunctive import read_free_subjunctive

FIRST = int(C.FIRST)
LONGEST_HEADING_TOKENS = 24
LONGEST_PAUSE_TOKENS = 30
LONGEST_ADVERBIAL = 12
"""What may follow a reporting clause before its sentence ends: \", she added on Twitter in June.\""""
HEADLINE_TOKENS = 16
"""A headline's colon stands among so many tokens, a stamp before it included."""
GOING_ON = frozenset(
    (
        "mixed_quotation", "content_clause", "bare_clause", "inquit", "mid_inquit", "noun_phrase", "infinitive",
        "free_subjunctive", "passive",
    )
)  # fmt: skip
"""Rules of statements right behind which a bare quotation is the same speaker's."""
SAID = frozenset(("mixed_quotation", "content_clause", "bare_clause", "inquit"))
"""Those whose reporting clause serves for the quotation too."""
SAID_BEFORE = frozenset(("content_clause", "bare_clause", "inquit", "attribution", "direct_speech"))
"""Those whose content, without who said it, is what an anaphor points to."""
MOST_SENTENCES = 8
"""Sentences of one paragraph before the one that names their speaker."""
CLOSE_BY = 2
LONGEST_DENIAL = 20
"""Tokens of a sentence that denies the one before."""
MOST_PARAGRAPHS = 8
"""How many paragraphs one quotation goes on over, for its speaker to be looked for."""
NEARBY_DRAFTS = 12
"""How many drafts back an anaphor or a heading looks: enough for the sentences beside it, and bounded."""


def read_document(reading: Reading) -> list[Draft]:
    """All drafts of a document in order. Sourceless quotations are given their speaker (`speaker_of`) or dropped."""
    lexicon = reading.lexicon
    sentence_of: list[int] = []
    for number, sentence in enumerate(reading.sentences):
        sentence_of += [number] * (sentence.last + 1 - sentence.first)
    drafts: list[Draft] = []
    dashed = bytearray(len(reading.tokens))
    for number, quotation in enumerate(reading.quotations):
        if quotation.kind == "dash" and not reading.marked[quotation.first]:
            for i in range(quotation.open, quotation.close + 1):
                dashed[i] = 1
                if reading.quote_of[i] == number:
                    reading.quote_of[i] = -1
            spoken = read_dash_quote(reading, quotation, sentence_of)
            drafts.append(spoken)
            if spoken.rule == "dash_quote":
                drafts += _spoken_on(reading, spoken, quotation.last, sentence_of)
    drafts += _inner_inquits(reading, dashed, sentence_of)
    for number, sentence in enumerate(reading.sentences):
        if dashed[sentence.first]:
            continue
        if not _worth_reading(reading, sentence.first, sentence.last) and not lexicon.pack.has(
            "free_subjunctive"
        ):
            continue
        anaphor = read_anaphor(reading, number) or _denied(reading, number)
        if anaphor is not None:
            if anaphor.content:  # "Det oplyser politiet: …": what it points to stands behind its colon
                drafts.append(anaphor)
                continue
            content = neighbour(reading, number) or following(reading, number)
            said = _said_in(drafts, content) if content is not None else None
            if said is not None and anaphor.source is not None and anaphor.kind == "assert":
                if anaphor.media_verb or analyse(reading, *anaphor.source.core).kind == "outlet":
                    said.relays.append(anaphor.source)
                    said.why.append(("relay", "the sentence behind names who passed it on", anaphor.cue))
                    continue
            if content is not None:
                anaphor.content = said.content[:] if said is not None else [content]
                tail = len(drafts) - NEARBY_DRAFTS
                drafts[max(0, tail) :] = [d for d in drafts[max(0, tail) :] if not _weaker(d, content)]
                drafts.append(anaphor)
            continue
        found = read_sentence(reading, number)
        if lexicon.referring and not [d for d in found if d.rule != "hearsay"]:
            refers = read_referring(reading, number, drafts[-NEARBY_DRAFTS:])
            found = [refers] if refers is not None else found
        if lexicon.pack.has("free_subjunctive") and not [d for d in found if d.rule != "hearsay"]:
            goes_on = read_free_subjunctive(reading, number, drafts[-NEARBY_DRAFTS:])
            found = [goes_on] if goes_on is not None else found
        opening = _spoken_from(reading, number, found, drafts)
        if opening is not None:
            found.insert(0, opening)
        colon = read_colon_quotation(reading, number, found)
        if colon is not None:
            found.append(colon)
        if not found:
            headline = read_headline(reading, number) if not _marked(reading, sentence.last) else None
            found = [headline] if headline is not None else []
        drafts += found
    drafts = [d for d in drafts if d.rule != "citing" and not (d.rule == "hearsay" and not d.can_will)]
    _signatures(reading, drafts)
    drafts.sort(key=lambda draft: (draft.content[0][0] if draft.content else draft.anchor, draft.anchor))
    return _speakers(reading, drafts, sentence_of)


def _spoken_from(reading: Reading, number: int, found: list[Draft], drafts: list[Draft]) -> Draft | None:
    """The sentences of a paragraph before the one that a dash and who spoke end, where something shows that they are
    speech: "I nie wiemy o niczym. Co stało się z promem? +Zatonął+ – napisał Lis". Without such a sign they may be
    the reporter's."""
    here = reading.sentences[number]
    first = reading.paragraphs[here.paragraph][0]
    if (
        not found
        or found[0].rule not in ("inquit", "direct_speech")
        or first >= here.first
        or not reading.lexicon.dashes
    ):
        return None
    said = found[0]
    assert said.cue is not None
    if said.direct and not _between_signs(reading, said.content[0][0]):
        return None  # its own marks say where speech begins
    if said.content[0][0] != here.first or not bits_apart(reading, said.content[-1][1] + 1):
        return None
    begins = bisect_left(reading.sentence_starts, first)
    if number - begins > MOST_SENTENCES or any(d.sentence >= begins for d in drafts[-NEARBY_DRAFTS:]):
        return None
    shown = any(
        (reading.classes[k] & FIRST and reading.quote_of[k] < 0) or _between_signs(reading, k)
        for k in range(first, said.content[-1][1] + 1)
    )
    if not shown:
        return None
    draft = Draft(
        rule="continuation",
        kind="assert",
        sentence=begins,
        anchor=first,
        cue=said.cue,
        source=said.source,
        content=[(first, here.first - 1)],
        verb=said.verb,
        direct=True,
        speaker_of=said,
    )
    draft.span = (first, here.first - 1)
    return draft


def _between_signs(reading: Reading, token: int) -> bool:
    number = reading.quote_of[token]
    return number >= 0 and reading.quotations[number].kind == "sign"


def _denied(reading: Reading, number: int) -> Draft | None:
    """A sentence that only denies the one before: "The mayor denied this."."""
    here = reading.sentences[number]
    if here.last - here.first > LONGEST_DENIAL:
        return None
    if denying(reading.lexicon).isdisjoint(reading.tokens.lows[here.first : here.last + 1]):
        return None
    return read_denial(reading, here.first, here.last, sentence=number)


def _inner_inquits(reading: Reading, dashed: bytearray, sentence_of: list[int]) -> list[Draft]:
    """Reporting clauses inside the marks, where the language has them; elsewhere where the closing mark was lost:
    "“The weir is old, explains X."."""
    styled = reading.lexicon.pack.has("inquit_in_quotation")
    found: list[Draft] = []
    for quotation in reading.quotations:
        skipped = quotation.kind == "dash" or reading.marked[quotation.first] or dashed[quotation.first]
        if skipped or (quotation.closed and not styled):
            continue
        within = read_inner_inquit(reading, quotation, sentence_of)
        if within is not None and (styled or len(within.content) == 1):
            found.append(within)
    return found


def _spoken_on(reading: Reading, spoken: Draft, last: int, sentence_of: list[int]) -> list[Draft]:
    """The sentences behind the reporting clause of a dash paragraph: the speaker goes on."""
    words = reading.tokens.words
    first = spoken.span[1] + 1
    while first <= last and not words[first][0].isalnum() and reading.quote_of[first] < 0:
        first += 1
    if last - first < 1:
        return []
    end = strip_end(reading, first, last)
    draft = Draft(
        rule="continuation",
        kind="assert",
        sentence=sentence_of[first],
        anchor=first,
        cue=spoken.cue,
        source=spoken.source,
        content=[(first, end)],
        verb=spoken.verb,
        direct=True,
        speaker_of=spoken,
    )
    draft.span = (first, last)
    return [draft]


def _said_in(drafts: list[Draft], content: tuple[int, int]) -> Draft | None:
    """The attributed statement inside the sentence that an anaphor points to, if there is one."""
    if not drafts or not drafts[-1].content or drafts[-1].source is None:
        return None
    last = drafts[-1]
    inside = content[0] <= last.content[0][0] and last.content[-1][1] <= content[1] + 1
    return last if inside and last.rule in SAID_BEFORE else None


def _weaker(draft: Draft, content: tuple[int, int]) -> bool:
    """Whether a draft inside an anaphor's content is only what that content says."""
    weak = draft.rule in ("hearsay", "headline", "noun_phrase", "infinitive")
    return weak and draft.content[0][0] <= content[1] and draft.content[-1][1] >= content[0]


def _worth_reading(reading: Reading, first: int, last: int) -> bool:
    return (
        reading.holds_cue_word(first, last)
        or reading.next_colon(first, first + HEADLINE_TOKENS - 1) is not None
    )


def _marked(reading: Reading, token: int) -> bool:
    return bool(reading.marked[token])


def _signatures(reading: Reading, drafts: list[Draft]) -> None:
    used = {piece[0] for draft in drafts for piece in draft.content}
    for quotation in reading.quotations:
        if quotation.kind != "dash" and quotation.open not in used:
            signed = read_signature(reading, quotation)
            if signed is not None:
                drafts.append(signed)


def _speakers(reading: Reading, drafts: list[Draft], sentence_of: list[int]) -> list[Draft]:
    """Quotations that go on behind a reporting clause, bare quotations, and quote headings get their speaker."""
    covered = bytearray(len(reading.tokens))
    for draft in drafts:
        for first, last in draft.content:
            behind = min(last + 1, len(covered))
            covered[first:behind] = b"\1" * (behind - first)
    direct = [d for d in drafts if d.source is not None and (d.direct or d.rule in GOING_ON)]
    direct.sort(key=_span_end)
    result = list(drafts)
    for quotation in reading.quotations:
        if (
            quotation.kind in ("dash", "single")
            or covered[quotation.first]
            or reading.marked[quotation.first]
        ):
            continue
        opener = reading.sentences[sentence_of[quotation.open]]
        paragraph = reading.paragraphs[quotation.paragraph]
        behind_colon = quotation.open > opener.first and reading.tokens.words[quotation.open - 1] == ":"
        if quotation.open != opener.first and quotation.open != paragraph[0] and not behind_colon:
            continue
        closes = (
            quotation.close >= paragraph[1] - 1
            or quotation.close >= reading.sentences[sentence_of[quotation.close]].last - 1
        )
        if not closes or quotation.last - quotation.first < 2:
            continue
        speaker = _speaker_before(reading, direct, quotation.open, quotation.paragraph)
        if not quotation.closed:
            speaker = _speaker_behind(reading, direct, quotation) or speaker
        if speaker is None:
            continue
        draft = Draft(
            rule="continuation",
            kind="assert",
            sentence=sentence_of[quotation.open],
            anchor=quotation.open,
            cue=speaker.cue if speaker.direct or speaker.rule in SAID else None,
            source=speaker.source,
            content=[(quotation.open, quotation.close)],
            verb=speaker.verb,
            direct=True,
            speaker_of=speaker,
        )
        draft.span = (quotation.open, quotation.close)
        result.append(draft)
        insort(direct, draft, key=_span_end)
    result += _spoken_before(reading, result, covered, sentence_of)
    result.sort(key=lambda draft: (draft.content[0][0], draft.anchor))
    kept: list[Draft] = []
    for number, draft in enumerate(result):
        if draft.rule == "dash_heading":
            nearby = result[max(0, number - NEARBY_DRAFTS) : number + NEARBY_DRAFTS]
            speaker = _heading_speaker(reading, draft, nearby)
            if speaker is None:
                continue
            draft.speaker_of, draft.source = speaker, speaker.source
            draft.cue, draft.verb = None, speaker.verb
        kept.append(draft)
    return kept


def _spoken_before(
    reading: Reading, drafts: list[Draft], covered: bytearray, sentence_of: list[int]
) -> list[Draft]:
    """Paragraphs of one quotation whose speaker only the last names: each is left open and the next opens anew."""
    opens = {draft.content[0][0]: draft for draft in drafts if draft.direct and draft.content}
    found: list[Draft] = []
    for quotation in reversed(reading.quotations):
        if (
            quotation.closed
            or quotation.kind == "dash"
            or quotation.open in opens
            or covered[quotation.first]
        ):
            continue
        if quotation.paragraph + 1 >= len(reading.paragraphs) or reading.marked[quotation.first]:
            continue
        speaker = opens.get(reading.paragraphs[quotation.paragraph + 1][0])
        if speaker is None or speaker.source is None:
            continue
        draft = Draft(
            rule="continuation",
            kind="assert",
            sentence=sentence_of[quotation.open],
            anchor=quotation.open,
            cue=speaker.cue,
            source=speaker.source,
            content=[(quotation.open, quotation.close)],
            verb=speaker.verb,
            direct=True,
            speaker_of=speaker.speaker_of or speaker,
        )
        draft.span = (quotation.open, quotation.close)
        opens[quotation.open] = draft
        found.append(draft)
    return found


def _speaker_before(reading: Reading, direct: list[Draft], token: int, paragraph: int) -> Draft | None:
    """The speaker of the direct speech right before: in the same paragraph, or at the end of the one before.

    `direct` is sorted by the end of each statement.
    """
    k = bisect_left(direct, token, key=_span_end)
    if k == 0:
        return None
    best = direct[k - 1]
    if not best.direct and best.rule not in SAID and token - best.span[1] > CLOSE_BY and k > 1:
        best = direct[k - 2]  # a mere object between a speaker and what goes on tells nothing
    start = reading.paragraphs[paragraph][0]
    if best.span[1] >= start:
        pause = (
            LONGEST_PAUSE_TOKENS if best.direct else LONGEST_ADVERBIAL if best.rule == "inquit" else CLOSE_BY
        )
        near = token - best.span[1] <= pause
        return best if near else None
    if not best.direct or paragraph == 0:
        return None
    before = reading.paragraphs[paragraph - 1]
    return best if best.span[1] >= before[0] and before[1] - best.span[1] <= LONGEST_PAUSE_TOKENS else None


def _speaker_behind(reading: Reading, direct: list[Draft], quotation: Quotation) -> Draft | None:
    """Who speaks in a quotation that its paragraph does not close: whoever is named in one of the next paragraphs,
    each of which opens with a mark again."""
    opens = {one.open: one for one in reading.quotations if one.paragraph > quotation.paragraph}
    for number in range(
        quotation.paragraph + 1, min(len(reading.paragraphs), quotation.paragraph + MOST_PARAGRAPHS)
    ):
        following = opens.get(reading.paragraphs[number][0])
        if following is None:
            return None
        named = next((d for d in direct if d.direct and d.content[0][0] == following.open), None)
        if named is not None or following.closed:
            return named
    return None


def _span_end(draft: Draft) -> int:
    return draft.span[1]


def _heading_speaker(reading: Reading, heading: Draft, drafts: list[Draft]) -> Draft | None:
    """A quote used as a heading belongs to the next speaker whose words it repeats; else a dash quote goes on."""
    first, last = heading.content[0]
    words = {low for low in reading.tokens.lows[first : last + 1] if len(low) > 2}
    short = (
        last - first <= LONGEST_HEADING_TOKENS
        and reading.tokens.words[min(last + 1, len(reading.tokens.words) - 1)] != "."
    )
    if short and words:
        for draft in drafts:
            if (
                draft.rule in ("dash_quote", "direct_speech")
                and draft.content[0][0] > last
                and draft.source is not None
            ):
                theirs = {low for a, b in draft.content for low in reading.tokens.lows[a : b + 1]}
                if len(words & theirs) >= max(2, 0.6 * len(words)):
                    return draft
    before = [d for d in drafts if d.rule == "dash_quote" and d.span[1] < first]
    if before and not short:
        latest = max(before, key=lambda d: d.span[1])
        if first - latest.span[1] <= 4:
            return latest
    return None
