"""From drafts to statements: one proposition each, with its chain, stance and what is inside it."""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import structs

from whence.extract.attributes import is_addressed
from whence.extract.drafts import Draft
from whence.extract.events import event_of
from whence.extract.hearsay import hedge_tokens
from whence.extract.inside import Inside
from whence.extract.lexicon import C, T
from whence.extract.mentions import analyse
from whence.extract.narrators import narrator
from whence.extract.nesting import levels, opening
from whence.extract.phrases import phrase_after
from whence.extract.quotations import MARKS, SIGNS
from whence.extract.reading import Reading
from whence.extract.spans import Phrase, Range
from whence.extract.stance import stance
from whence.extract.standing import has_finite
from whence.extract.voices import Voices
from whence.languages.outlets import outlet_source
from whence.model import Document, Evidence, Passage, Statement, Voice, content_id, passage

AUX = int(C.AUX)
CAP = int(C.CAP)
DET = int(C.DET)
PREP = int(C.PREP)
PRON = int(C.PRON)

PUNCT, COMP, CHANNEL = int(C.PUNCT), int(C.COMP), int(T.CHANNEL)
MEDIA = frozenset(("outlet",))
LONGEST_FRAGMENT_TOKENS = 3
CHANNEL_REACH = 60
LONGEST_LOST_ATTRIBUTION = 6


def assemble(reading: Reading, drafts: list[Draft], inside: Inside) -> list[Statement]:
    """The statements of a document's drafts, in order, without repeats."""
    voices = Voices(reading, publisher=_publisher(reading.document))
    chains: dict[int, tuple[list[Voice], str]] = {}
    statements: list[Statement] = []
    seen: set[str] = set()
    previous: tuple[list[Voice], str] | None = None
    for draft in drafts:
        nested = _through_media(reading, draft, voices)
        draft = nested or draft
        if draft.speaker_of is not None and id(draft.speaker_of) in chains:
            built = chains[id(draft.speaker_of)]
        else:
            made = _chain(reading, draft, voices, previous)
            if made is None:
                continue
            built = made
        if draft.mention is not None:
            built = _mentioned(reading, draft.mention, *built)
        chains[id(draft)] = built
        if draft.source is not None:
            previous = built
        for content in _propositions(reading, draft):
            if all(_marks_only(reading, piece) for piece in content):
                continue  # table rules, bullets: nothing is said
            for statement in _said(reading, draft, content, built[0], voices, inside):
                if statement.id not in seen:
                    seen.add(statement.id)
                    statements.append(statement)
    return statements


def _through_media(reading: Reading, draft: Draft, voices: Voices) -> Draft | None:
    """ "The Post reports that officials said that …": the outlet relays, what the officials said is the content."""
    if draft.source is None or not draft.content or draft.direct or draft.rule == "anaphor":
        return None
    if voices.kind_of(draft.source) != "outlet" and not draft.media_verb:
        return None
    if voices.kind_of(draft.source) in ("person", "role", "group", "organisation", "pronoun", "state"):
        return None
    inner = opening(reading, draft, draft.content[0])
    if inner is None or inner.source is None or not inner.content:
        return None
    if inner.rule == "noun_phrase" or inner.kind in ("plan", "order", "perceive", "believe", "fear"):
        return None
    inner.relays = [*inner.relays, draft.source, *draft.relays]
    inner.behind = [*inner.behind, *draft.behind]
    inner.why.append(("relay", "an outlet that reports what another said", draft.cue))
    inner.relay_cues += [draft.cue] if draft.cue is not None else []
    inner.reporter_hedge = inner.reporter_hedge or draft.reporter_hedge
    return inner


def _chain(
    reading: Reading, draft: Draft, voices: Voices, previous: tuple[list[Voice], str] | None
) -> tuple[list[Voice], str] | None:
    channel = _channel(reading, draft)
    document = reading.document
    if draft.source is None:
        origin = Voice(
            name="unnamed: unstated",
            source_id=f"unnamed:{document.id}:unstated",
            role="origin",
            exact="",
            start=None,
            end=None,
        )
        return _published(voices, [origin]), "unstated"
    behind = list(draft.behind)
    speaker = draft.source
    if (behind or draft.relays) and voices.is_evidence(speaker):
        # "New data suggest that …, officials said": what somebody has as evidence says nothing by itself
        draft.alleged.append(speaker)
        speaker, *rest = behind or draft.relays
        if behind:
            behind = rest
        else:
            draft.relays = rest
    kind = voices.kind_of(speaker)
    relays: list[Phrase] = []
    media_speaker = kind == "outlet" or (draft.media_verb and kind in ("name", "unknown") and bool(behind))
    personal = kind in ("person", "role", "pronoun") or (kind == "organisation" and not draft.media_verb)
    if behind and _citing(draft) and personal:
        draft.alleged += behind  # a person or an institution is the origin; whom it cites is alleged
        behind = []
    quoted = any(why == "relay" for why, _, _ in draft.why)
    sourced = draft.rule == "attribution" and not quoted and kind in ("group", "unknown", "document")
    if sourced and draft.relays and voices.kind_of(draft.relays[0]) not in ("outlet", "name"):
        # "According to his sources, …, the politician said": who says so is the origin
        draft.alleged.append(speaker)
        speaker, *draft.relays = draft.relays
        kind = voices.kind_of(speaker)
        media_speaker = kind == "outlet"
    if behind and (media_speaker or _citing(draft)):
        origin_phrase, *rest = behind
        relays = [*rest, speaker]
    else:
        origin_phrase = speaker
        relays = behind
    told = [
        phrase
        for phrase in [*draft.told, *_interviewers(reading, draft)]
        if _is_medium(draft, phrase, voices)
    ]
    relays = [*told, *relays]  # whom the speaker told is nearest to the speaker
    stray = _unattached_outlet(reading, draft)
    if stray is not None and not relays:
        relays.append(stray)
        draft.why.append(("relay", "an outlet that stands unattached before the speaker", stray.core))
    relays += draft.relays
    made = voices.voice(
        origin_phrase,
        "origin",
        channel=channel,
        media=draft.media_verb and origin_phrase == speaker and kind == "name",
    )
    made = made or narrator(reading, draft, origin_phrase)
    if made is None:
        return None
    origin, origin_kind = made
    if origin_phrase == draft.source:
        voices.spoke(origin.source_id, draft)
    chain = [origin]
    for phrase in dict.fromkeys(relays):
        relay = voices.voice(phrase, "relay", media=True)
        if relay is not None and all(relay[0].source_id != voice.source_id for voice in chain):
            chain.append(relay[0])
    alone = origin_phrase.core[0]
    pronoun = origin_phrase.core[1] == alone and (reading.classes[alone] & PRON or alone in reading.dropped)
    if (
        pronoun
        and draft.direct
        and len(chain) == 1
        and previous is not None
        and previous[0][0].source_id == origin.source_id
    ):
        chain += [voice for voice in previous[0][1:] if voice.role == "relay"]
    return _published(voices, chain), origin_kind


def _mentioned(reading: Reading, mention: Phrase, chain: list[Voice], kind: str) -> tuple[list[Voice], str]:
    """The chain with its origin mentioned elsewhere: by an adverb that points back to it."""
    start, end = reading.tokens.starts[mention.core[0]], reading.tokens.ends[mention.core[1]]
    origin = structs.replace(chain[0], start=start, end=end, exact=reading.text[start:end])
    return [origin, *chain[1:]], kind


def _unattached_outlet(reading: Reading, draft: Draft) -> Phrase | None:
    """An outlet right before the subject at the start of a sentence: what is left of a lost "according to"."""
    if draft.source is None or draft.sentence < 0:
        return None
    first = reading.sentences[draft.sentence].first
    last = draft.source.full[0] - 1
    while last > first and reading.classes[last] & AUX:
        last -= 1
    if not first <= last < first + LONGEST_LOST_ATTRIBUTION or not reading.classes[last] & CAP:
        return None
    for start in range(first, last + 1):
        if reading.classes[start] & CAP and analyse(reading, start, last).kind == "outlet":
            return Phrase((start, last), (start, last))
    return None


def _is_medium(draft: Draft, phrase: Phrase, voices: Voices) -> bool:
    """Whether who was told is an outlet; behind "told" a bare word that names nobody else in the text is one."""
    kind = voices.kind_of(phrase)
    return kind == "outlet" or (kind == "name" and draft.verb == "tell" and phrase.core[0] == phrase.core[1])


def _interviewers(reading: Reading, draft: Draft) -> list[Phrase]:
    """The outlet of "In an interview with X, …" before the subject, or between it and its verb."""
    if draft.source is None or draft.sentence < 0:
        return []
    start = max(reading.sentences[draft.sentence].first, draft.source.full[0] - CHANNEL_REACH // 3)
    stretches = [(start, draft.source.full[0] - 1)]
    if draft.cue is not None and draft.source.full[1] + 1 < draft.cue[0]:
        stretches.append((draft.source.full[1] + 1, draft.cue[0] - 1))
    for first, last in stretches:
        for k in reading.rare(CHANNEL, first, last - 1):
            phrase = _interviewer(reading, k, last)
            if phrase is not None:
                return [phrase]
    return []


def _interviewer(reading: Reading, token: int, last: int) -> Phrase | None:
    """The outlet that an interview at a token was given to: behind a preposition, or in the dative."""
    lows = reading.tokens.lows
    hit = reading.lexicon.channels.at(lows, token)
    if hit is None or hit[0] != "interview" or hit[1] > last:
        return None
    behind = hit[1]
    if reading.classes[behind] & PREP:
        behind += 1
    elif not is_addressed(reading, behind):
        return None
    phrase = phrase_after(reading, behind, ceiling=last, apposition=False, oblique=True)
    return phrase if phrase is not None and analyse(reading, *phrase.core).kind == "outlet" else None


def _citing(draft: Draft) -> bool:
    return any(kind == "citing" for kind, _, _ in draft.why)


def _publisher(document: Document) -> Voice | None:
    """The voice of the document's outlet, or None where none is known."""
    if document.outlet is None:
        return None
    return Voice(
        name=document.outlet,
        source_id=outlet_source(document.outlet, document.url),
        role="publisher",
        exact="",
        start=None,
        end=None,
    )


def _published(voices: Voices, chain: list[Voice]) -> list[Voice]:
    publisher = voices.publisher
    if publisher is None or chain[0].source_id == publisher.source_id:
        return chain
    return [*[voice for voice in chain if voice.source_id != publisher.source_id], publisher]


def _channel(reading: Reading, draft: Draft) -> str | None:
    """Where it was said, by a channel word in the sentence outside the content."""
    sentence = reading.sentences[draft.sentence] if draft.sentence >= 0 else None
    if sentence is None:
        return None
    start = max(sentence.first, draft.anchor - CHANNEL_REACH)
    for i in reading.rare(CHANNEL, start, min(sentence.last, draft.anchor + CHANNEL_REACH)):
        if any(first <= i <= last for first, last in draft.content):
            continue
        hit = reading.lexicon.channels.at(reading.tokens.lows, i)
        if hit is not None:
            return hit[0]
    return None


def _propositions(reading: Reading, draft: Draft) -> list[list[Range]]:
    """Direct speech falls into its sentences, one statement each; other content is one."""
    if not draft.direct:
        return [draft.content]
    found: list[list[Range]] = []
    for first, last in draft.content:
        pieces: list[Range] = []
        for sentence in _sentences_between(reading, first, last):
            pieces.append((max(first, sentence[0]), min(last, sentence[1])))
        merged: list[Range] = []
        for piece in pieces:
            if (merged and (_marks_only(reading, piece) or _is_fragment(reading, piece))) or (
                merged and _marks_only(reading, merged[-1])
            ):
                merged[-1] = (merged[-1][0], piece[1])
            else:
                merged.append(piece)
        whole = [[piece] for piece in merged]
        if draft.rule in ("split_quotation", "dash_quote") and found and whole:
            found[-1] = [*found[-1], *whole.pop(0)]
        found += whole
    return found


def _sentences_between(reading: Reading, first: int, last: int) -> list[Range]:
    starts = reading.sentence_starts
    k = max(0, bisect_right(starts, first) - 1)
    found: list[Range] = []
    while k < len(reading.sentences) and reading.sentences[k].first <= last:
        found.append((reading.sentences[k].first, reading.sentences[k].last))
        k += 1
    return found


def _is_fragment(reading: Reading, piece: Range) -> bool:
    """A few words without a verb ("None whatsoever.") belong to the sentence before."""
    return piece[1] - piece[0] < LONGEST_FRAGMENT_TOKENS and not has_finite(reading, *piece)


def _marks_only(reading: Reading, piece: Range) -> bool:
    for word in reading.tokens.words[piece[0] : piece[1] + 1]:
        if word.isalnum() or any(map(str.isalnum, word)):
            return False
    return True


def _said(
    reading: Reading, draft: Draft, content: list[Range], chain: list[Voice], voices: Voices, inside: Inside
) -> Iterator[Statement]:
    """The statement, and those inside it: what its origin says that another said."""
    found = [voice[0] for phrase in draft.alleged if (voice := voices.voice(phrase, "origin")) is not None]
    inside_it, inner = levels(reading, draft, content[0], voices, origin=chain[0])
    opens = max((level.alleged for level in inside_it), key=len, default=()) if inner is not None else ()
    outer = _statement(reading, draft, content, chain, inside, inner)
    yield structs.replace(outer, alleged=(*found, *opens)) if found or opens else outer
    for level in (one for one in inside_it if one.said):
        one = _statement(reading, level.draft, level.draft.content, chain, inside, None)
        if one.content != outer.content:
            yield structs.replace(one, alleged=(*found, *level.alleged), within=outer.id)


def _statement(
    reading: Reading,
    draft: Draft,
    content: list[Range],
    chain: list[Voice],
    inside: Inside,
    inner: Range | None,
) -> Statement:
    document, text = reading.document, reading.text
    starts, ends = reading.tokens.starts, reading.tokens.ends
    passages = tuple(passage(text, starts[first], ends[last]) for first, last in content)
    cue = None
    if draft.cue is not None:
        cue = passage(text, starts[draft.cue[0]], ends[draft.cue[1]])
    draft.reporter_hedge = draft.reporter_hedge or _hedged(reading, draft, content)
    concepts = inside.concepts(content)
    times, places = inside.times_in(content), inside.places(content)
    identity = ";".join(f"{piece.start}-{piece.end}" for piece in passages)
    return Statement(
        id=content_id(document.id, identity, chain[0].source_id),
        document=document.id,
        report=document.report,
        language=reading.lexicon.code,
        content=passages,
        quotes=_quotes(reading, content),
        cue=cue,
        chain=tuple(chain),
        alleged=(),
        stance=stance(reading, draft, content, inner, times=times),
        figures=inside.figures(content),
        times=times,
        places=places,
        actors=inside.actors(content, places),
        concepts=concepts,
        event=event_of(concepts),
        proposition=proposition(reading, content),
        rule=draft.rule,
        evidence=_evidence(reading, draft, chain),
    )


def proposition(reading: Reading, content: list[Range]) -> str:
    """The content without what only opens and closes it: complementiser, quotation marks, dashes, a last comma."""
    pieces: list[str] = []
    for number, (first, last) in enumerate(content):
        while first < last and _opens_only(reading, first, number == 0):
            first += 1
        while last > first and (_is_mark(reading, last) or reading.tokens.words[last] in ",;:."):
            last -= 1
        pieces.append(reading.tokens.slice(first, last))
    return " … ".join(pieces)


def _is_mark(reading: Reading, token: int) -> bool:
    word = reading.tokens.words[token]
    return word in MARKS or (word in SIGNS and reading.quote_of[token] >= 0)


def _opens_only(reading: Reading, token: int, leading: bool) -> bool:
    word = reading.tokens.words[token]
    if _is_mark(reading, token) or word in reading.lexicon.dashes or word in ",;:":
        return True
    bits = reading.classes[token]
    return leading and bool(bits & COMP) and not bits & (DET | PRON)


def _hedged(reading: Reading, draft: Draft, content: list[Range]) -> bool:
    """Whether a mark of hearsay stands in the statement's own words, its cue or between them."""
    first = min([content[0][0], draft.span[0] if draft.span[0] > content[0][0] - 40 else content[0][0]])
    last = max(content[-1][1], draft.span[1] if draft.span[1] < content[-1][1] + 40 else content[-1][1])
    sourced = draft.source is not None
    backshifted = draft.rule in (
        "content_clause",
        "bare_clause",
    )  # "a dit qu'il serait parti": a tense, no hedge
    return any(
        not (sourced and word.family == "impersonal") and not (backshifted and word.family == "conditional")
        for _, _, word in hedge_tokens(reading, first, last)
    )


def _quotes(reading: Reading, content: list[Range]) -> tuple[Passage, ...]:
    """Stretches in quotation marks inside the content, without the marks."""
    starts, ends, text = reading.tokens.starts, reading.tokens.ends, reading.text
    found: list[Passage] = []
    for first, last in content:
        i = first if max(reading.quote_of[first : last + 1], default=-1) >= 0 else last + 1
        while i <= last:
            number = reading.quote_of[i]
            if number < 0:
                i += 1
                continue
            quotation = reading.quotations[number]
            begin, end = max(quotation.first, first), min(quotation.last, last)
            if begin <= end:
                found.append(passage(text, starts[begin], ends[end]))
            i = max(i + 1, quotation.close + 1)
    return tuple(found)


def _evidence(reading: Reading, draft: Draft, chain: list[Voice]) -> tuple[Evidence, ...]:
    starts, ends, text = reading.tokens.starts, reading.tokens.ends, reading.text
    found: list[Evidence] = []

    def put(kind: str, why: str, span: Range | None) -> None:
        if span is None:
            found.append(Evidence(kind=kind, why=why))
        else:
            start, end = starts[span[0]], ends[span[1]]
            found.append(Evidence(kind=kind, why=why, exact=text[start:end], start=start, end=end))

    if draft.cue is not None:
        put("cue", f"{draft.kind}: {draft.verb}", draft.cue)
    if draft.source is not None:
        put("source", f"resolves to {chain[0].name}", draft.source.full)
    for kind, why, span in draft.why:
        put(kind, why, span)
    if any(voice.role == "relay" for voice in chain):
        for span in dict.fromkeys(draft.relay_cues):
            put("relay_cue", "the cue of who passed it on", span)
    if draft.speaker_of is not None:
        put("speaker", "goes on from the speaker beside it", draft.speaker_of.cue)
    return tuple(found)
