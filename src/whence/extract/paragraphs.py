"""Rules that look beyond one sentence: dash quotes, headlines, anaphors, quotations that go on."""

from whence.extract.adverbials import adverbials_right
from whence.extract.agents import behind_times
from whence.extract.beside import attribution_width, voices_beside
from whence.extract.clauses import strip_end
from whence.extract.drafts import Draft
from whence.extract.groups import Group, perfect_at
from whence.extract.institutions import institution_at
from whence.extract.lexicon import C, Verb, Word
from whence.extract.mentions import analyse
from whence.extract.phrases import COMP, CUE, DEMO, FIN, PUNCT, phrase_after, phrase_before
from whence.extract.postponed import behind_circumstances
from whence.extract.quotations import Quotation
from whence.extract.reading import Reading
from whence.extract.reporting import verb_cue_at
from whence.extract.spans import Phrase
from whence.extract.standing import has_finite, is_attribution, likely_finite
from whence.extract.subjects import subject
from whence.extract.verbs import read_verb

DET = int(C.DET)
TIME = int(C.TIME)

CAP, COORD, ADV, AUX, PREP, PRON = int(C.CAP), int(C.COORD), int(C.ADV), int(C.AUX), int(C.PREP), int(C.PRON)
CLITIC = int(C.CLITIC)
LONGEST_HEADLINE_SOURCE = 6
LONGEST_ANAPHOR = 30
LONGEST_ANAPHOR_SUBJECT = 10
HEADLINE_REACH = 1500
LONGEST_SENTENCE_TOKENS = 400
SHORTEST_SAYING = 3
BESIDE = 3
"""Tokens between a name and the cue that makes it a speaker in the text below a headline."""
INQUIT_MARKS = frozenset((",", "?", "!", "…", "...", "–", "—"))


def read_dash_quote(reading: Reading, quotation: Quotation, sentence_of: list[int]) -> Draft:
    """A paragraph of direct speech behind a dash: its reporting clause, if it has one, divides it."""
    words, classes, lows = reading.tokens.words, reading.classes, reading.tokens.lows
    first, last = quotation.first, quotation.last
    for i in range(first + 1, last + 1):
        if not classes[i] & CUE:
            continue
        perfect = any((said := perfect_at(reading, k)) and said[1] == i for k in range(max(first, i - 3), i))
        for entry, cue in reading.lexicon.cues.get(lows[i], ()):
            if not isinstance(cue, Verb) or tuple(lows[i : i + len(entry)]) != entry:
                continue
            if cue.form != "finite" and not (perfect and cue.form == "participle"):
                continue
            if not {"inquit", "quote"} & set(cue.group.frames):
                continue
            sentence = sentence_of[i]
            floor = max(first, reading.sentences[sentence].first, i - LONGEST_SENTENCE_TOKENS)
            ceiling = min(last, reading.sentences[sentence].last, i + LONGEST_SENTENCE_TOKENS)
            opener = _inquit_opener(reading, i, floor)
            if opener is None:
                continue
            draft = read_verb(
                reading, cue, i, i + len(entry) - 1, sentence=sentence, floor=opener + 1, ceiling=ceiling
            ) or _bare_inquit(reading, cue, i, i + len(entry) - 1, sentence, opener, ceiling)
            if draft is None or draft.source is None:
                continue
            draft.rule, draft.direct, draft.frame = "dash_quote", True, ""
            end = opener - 1 if words[opener] not in ("?", "!", "…", "...") else opener
            draft.content = [(first, max(first, end))]
            behind = draft.span[1] + 1
            if behind + 1 < ceiling and words[behind] in reading.lexicon.dashes:
                draft.content.append((behind + 1, strip_end(reading, behind + 1, ceiling)))
            draft.span = (first, ceiling)
            return draft
    draft = Draft(
        rule="dash_heading",
        kind="assert",
        sentence=sentence_of[first],
        anchor=first,
        cue=None,
        source=None,
        content=[(first, strip_end(reading, first, last))],
        direct=True,
    )
    draft.span = (first, last)
    return draft


def _inquit_opener(reading: Reading, verb: int, floor: int) -> int | None:
    """The mark that divides direct speech from ", sier X" or ", X sier"; the subject may stand between."""
    words, classes = reading.tokens.words, reading.classes
    for k in range(verb - 1, max(floor, verb - 7) - 1, -1):
        if words[k] in INQUIT_MARKS or words[k] in reading.lexicon.dashes:
            return k
        if classes[k] & (COMP | FIN) and not classes[k] & (AUX | CAP):
            return None
    return None


def _bare_inquit(
    reading: Reading, cue: Verb, first: int, last: int, sentence: int, opener: int, ceiling: int
) -> Draft | None:
    """ ", sier X" where no other frame of the verb fits: the subject right behind the verb."""
    group = Group(cue, first, last, negated=cue.negated)
    found = subject(reading, group, floor=opener + 1, ceiling=ceiling)
    if found is None:
        return None
    phrase, _, end = found
    draft = Draft(
        rule="dash_quote",
        kind=cue.group.kind,
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=phrase,
        content=[],
        verb=cue.group.id,
        media_verb=cue.group.media,
    )
    draft.span = (first, voices_beside(reading, draft, max(end, last), ceiling))
    return draft


def read_headline(reading: Reading, sentence: int) -> Draft | None:
    """ "Holk: …" in a headline: a short noun phrase, a colon, what it says."""
    here = reading.sentences[sentence]
    words, classes = reading.tokens.words, reading.classes
    first, last = here.first, here.last
    while first < last and (reading.marked[first] or _leads_name(reading, first)):
        first += 1
    colon = next(
        (k for k in range(first + 1, min(last, first + LONGEST_HEADLINE_SOURCE) + 1) if words[k] == ":"), None
    )
    if colon is None or colon >= last - 1 or not classes[first] & CAP:
        return None
    quoted = reading.quote_of[colon + 1] >= 0
    if not quoted and words[last] in (".", "?"):
        return None  # a sentence of the text, or what it is about: "Ferry line: Who pays?"
    if quoted and _is_title(reading, colon + 1, last):
        return None
    phrase = phrase_after(reading, first, ceiling=colon - 1, apposition=False)
    if phrase is None:
        return None
    if phrase.core[1] != colon - 1:
        if not quoted or not classes[phrase.core[1] + 1] & PREP:
            return None
    elif any(not classes[k] & CAP for k in range(first + 1, colon)) and not reading.lexicon.nouns.at(
        reading.tokens.lows, colon - 1
    ):
        return None
    if not quoted and not _speaks_in_headline(reading, phrase, colon, last):
        return None  # a topic, not a speaker: "Drevonia: bridge closed"
    draft = Draft(
        rule="headline",
        kind="assert",
        sentence=sentence,
        anchor=colon,
        cue=(colon, colon),
        source=phrase,
        content=[(colon + 1, strip_end(reading, colon + 1, last))],
        direct=True,
    )
    draft.span = (first, last)
    return draft


def _is_title(reading: Reading, opening: int, last: int) -> bool:
    """Whether the words in marks behind a colon are a name with more behind it: "Ice hockey: “Varde Stars” 5-3 …"."""
    quotation = reading.quotations[reading.quote_of[opening]]
    return quotation.last - quotation.first < SHORTEST_SAYING and quotation.close < last - 1


def _leads_name(reading: Reading, token: int) -> bool:
    """An adverb before the speaker: "Dazu Brehmer: …"."""
    bits = reading.classes[token]
    return bool(bits & ADV) and not bits & (PREP | DET) and bool(reading.classes[token + 1] & CAP)


def _speaks_in_headline(reading: Reading, phrase: Phrase, colon: int, last: int) -> bool:
    """Whether what stands before a headline's colon is somebody, and what stands behind it is said: a clause whose
    speaker reports elsewhere in the text, or behind a dash."""
    mention = analyse(reading, *phrase.core)
    if mention.kind not in ("person", "name", "role", "organisation", "outlet"):
        return False
    words = reading.tokens.words
    if words[colon + 1] in reading.lexicon.dashes:
        return True
    if mention.kind == "role" and last - colon >= SHORTEST_SAYING:
        return True
    if not has_finite(reading, colon + 1, last):
        return False
    alone = len(reading.paragraphs) == 1
    if mention.kind == "outlet" or (mention.kind == "person" and alone):
        return True
    low = reading.tokens.lows[phrase.core[1]]
    below = range(last + 1, min(len(words), last + HEADLINE_REACH))
    return any(reading.tokens.lows[k] == low and _reports_beside(reading, k) for k in below)


def _reports_beside(reading: Reading, name: int) -> bool:
    """Whether a verb of speech stands beside a name: "Holk said", "a déclaré Holk"."""
    beside = range(max(0, name - BESIDE), min(len(reading.classes), name + BESIDE))
    verbs = (verb_cue_at(reading, k) for k in beside if reading.classes[k] & (CUE | AUX))
    return any(verb is not None and {"quote", "inquit"} & set(verb.group.frames) for verb in verbs)


def read_signature(reading: Reading, quotation: Quotation) -> Draft | None:
    """A quotation signed behind a dash: “…” — Name."""
    words, classes = reading.tokens.words, reading.classes
    mark = quotation.close + 1
    end = reading.paragraphs[quotation.paragraph][1]
    if mark >= end or words[mark] not in ("–", "—", "―", "-", "--") or not classes[mark + 1] & CAP:
        return None
    phrase = phrase_after(reading, mark + 1, ceiling=end)
    if phrase is None or end - phrase.full[1] > 1:
        return None
    draft = Draft(
        rule="signature",
        kind="assert",
        sentence=-1,
        anchor=mark,
        cue=(mark, mark),
        source=phrase,
        content=[(quotation.open, quotation.close)],
        direct=True,
    )
    draft.span = (quotation.open, phrase.full[1])
    return draft


def read_anaphor(reading: Reading, sentence: int) -> Draft | None:
    """ "Det skriver X." / "Das berichtet X." / "That is according to X.": the content is the sentence before.

    Also the passive "It is being written by X". The content is left empty; who calls fills it.
    """
    here = reading.sentences[sentence]
    first, last = here.first, here.last
    colon = reading.next_colon(first + 2, min(last - 2, first + LONGEST_ANAPHOR))
    if colon is not None and reading.quote_of[colon + 1] < 0:
        pointing = _pointing(reading, sentence, first, colon - 1)
        if pointing is not None:
            pointing.content = [(colon + 1, strip_end(reading, colon + 1, last))]
            return pointing
    return None if last - first > LONGEST_ANAPHOR else _pointing(reading, sentence, first, last)


def _pointing(reading: Reading, sentence: int, first: int, last: int) -> Draft | None:
    classes, lows, words = reading.classes, reading.tokens.lows, reading.tokens.words
    k = _behind_demonstrative(reading, first)
    if k is None:
        return _verb_first_anaphor(reading, sentence, first, last)
    while k <= last and classes[k] & (ADV | CLITIC):
        k += 1
    if k > last:
        return None
    perfect = perfect_at(reading, k)
    if perfect is not None:
        phrase = phrase_after(reading, _subject_start(reading, perfect[2] + 1, last), ceiling=last)
        if phrase is not None and _ends_anaphor(reading, perfect[0], phrase, last):
            return _anaphor(reading, perfect[0], (first, perfect[2]), phrase, sentence, last)
    for entry, verb in reading.lexicon.cues.get(lows[k], ()):
        width = len(entry)
        if not isinstance(verb, Verb) or verb.form != "finite" or tuple(lows[k : k + width]) != entry:
            continue
        start = _subject_start(reading, k + width, last)
        phrase = institution_at(reading, start, last) or phrase_after(reading, start, ceiling=last)
        if phrase is None or not _ends_anaphor(reading, verb, phrase, last):
            continue
        return _anaphor(reading, verb, (first, k + width - 1), phrase, sentence, last)
    return (
        _passive_anaphor(reading, sentence, first, k, last)
        or _copula_anaphor(reading, sentence, first, k, last, words)
        or _stated_anaphor(reading, sentence, first, k, last)
        or _subject_first_anaphor(reading, sentence, first, k, last)
    )


def _stated_anaphor(reading: Reading, sentence: int, first: int, token: int, last: int) -> Draft | None:
    """ "Ob etom govoritsya v svodke Genshtaba.": an impersonal verb, and where it stands."""
    lows = reading.tokens.lows
    for entry, cue in reading.lexicon.cues.get(lows[token], ()) if reading.classes[token] & CUE else ():
        behind = token + len(entry)
        if not isinstance(cue, Word) or cue.family != "impersonal" or tuple(lows[token:behind]) != entry:
            continue
        if behind >= last or not reading.classes[behind] & PREP:
            return None
        phrase = phrase_after(reading, behind + 1, ceiling=last, oblique=True)
        if phrase is None:
            return None
        draft = Draft(
            rule="anaphor",
            kind="assert",
            sentence=sentence,
            anchor=token,
            cue=(first, behind - 1),
            source=phrase,
            content=[],
            verb="hearsay",
        )
        draft.span = (first, phrase.full[1])
        return draft
    return None


def _subject_first_anaphor(
    reading: Reading, sentence: int, first: int, token: int, last: int
) -> Draft | None:
    """ "Erről a vámhivatal számolt be.", "Tai policija patvirtino.": the subject stands before the verb."""
    if not reading.lexicon.adverbials_before_verb:
        return None
    lows = reading.tokens.lows
    start = adverbials_right(reading, token, last)
    for k in range(start + 1, min(last, start + LONGEST_ANAPHOR_SUBJECT) + 1):
        if reading.classes[k] & PUNCT:
            return None
        for entry, verb in reading.lexicon.cues.get(lows[k], ()) if reading.classes[k] & CUE else ():
            width = len(entry)
            if (
                not isinstance(verb, Verb)
                or verb.form != "finite"
                or tuple(lows[k : k + width]) != entry
                or not {"clause", "quote", "inquit"} & set(verb.group.frames)
            ):
                continue
            phrase = phrase_before(reading, k - 1, floor=start)
            ends = all(reading.classes[j] & (PUNCT | ADV | TIME) for j in range(k + width, last + 1))
            if phrase is not None and phrase.core[0] == start and ends:
                return _anaphor(reading, verb, (first, k + width - 1), phrase, sentence, last)
    return None


def _behind_demonstrative(reading: Reading, first: int) -> int | None:
    """The token behind what points to the sentence before: "Det …", "O tym …", or None."""
    hit = reading.lexicon.demonstratives.at(reading.tokens.lows, first)
    if hit is not None:
        return hit[1]
    return first + 1 if reading.classes[first] & DEMO else None


def _subject_start(reading: Reading, token: int, ceiling: int) -> int:
    """Where the subject of an anaphor begins: "Poinformował o tym | w piątek | rzecznik"."""
    free = reading.lexicon.pro_drop or reading.lexicon.pack.has("postposed_subject")
    return behind_circumstances(reading, token, ceiling) if free else token


def _verb_first_anaphor(reading: Reading, sentence: int, first: int, last: int) -> Draft | None:
    """ "Poinformował o tym zarząd portu.", "Napsal to dnes list X.": the verb stands before what points back."""
    lexicon, lows = reading.lexicon, reading.tokens.lows
    if not (lexicon.demonstratives and lexicon.pro_drop) or not reading.classes[first] & CUE:
        return None
    for entry, verb in lexicon.cues.get(lows[first], ()):
        width = len(entry)
        if not isinstance(verb, Verb) or verb.form != "finite" or tuple(lows[first : first + width]) != entry:
            continue
        behind = _behind_demonstrative(reading, first + width) if first + width < last else None
        if behind is None:
            continue
        phrase = phrase_after(reading, _subject_start(reading, behind, last), ceiling=last)
        if phrase is not None and _ends_anaphor(reading, verb, phrase, last):
            return _anaphor(reading, verb, (first, behind - 1), phrase, sentence, last)
    return None


def _anaphor(
    reading: Reading, verb: Verb, cue: tuple[int, int], phrase: Phrase, sentence: int, last: int
) -> Draft:
    draft = Draft(
        rule="anaphor",
        kind=verb.group.kind,
        sentence=sentence,
        anchor=cue[1],
        cue=cue,
        source=phrase,
        content=[],
        verb=verb.group.id,
        media_verb=verb.group.media,
    )
    draft.span = (cue[0], voices_beside(reading, draft, phrase.full[1], last))
    return draft


def _ends_anaphor(reading: Reading, verb: Verb, phrase: Phrase, last: int) -> bool:
    """Whether nothing behind the subject would be content: no clause, no finite verb ("It said X would …")."""
    behind = phrase.full[1] + 1
    if verb.group.particle and verb.group.particle not in reading.tokens.lows[phrase.core[1] + 1 : last + 1]:
        return False
    if not {"clause", "bare", "quote", "inquit"} & set(verb.group.frames):
        return False
    return behind > last or not (reading.classes[behind] & COMP or likely_finite(reading, behind))


def _passive_anaphor(reading: Reading, sentence: int, first: int, token: int, last: int) -> Draft | None:
    """ "It is being written by X", "Det blev oplyst af X", "This was stated on Monday by X", "This is said in the
    report"."""
    classes, lows = reading.classes, reading.tokens.lows
    k = token
    while k <= last and (lows[k] in reading.lexicon.be_forms or classes[k] & AUX):
        k += 1
    if k == token or k > last or not classes[k] & CUE:
        return None
    for entry, cue in reading.lexicon.cues.get(lows[k], ()):
        if isinstance(cue, Verb) and cue.form == "participle" and tuple(lows[k : k + len(entry)]) == entry:
            by = behind_times(reading, k + len(entry), last)
            if by <= last and (lows[by] in reading.lexicon.agents or classes[by] & PREP):
                phrase = phrase_after(reading, by + 1, ceiling=last)
                written = phrase is not None and analyse(reading, *phrase.core).kind == "document"
                if phrase is not None and (written or lows[by] in reading.lexicon.agents):
                    draft = Draft(
                        rule="anaphor",
                        kind=cue.group.kind,
                        sentence=sentence,
                        anchor=k,
                        cue=(first, by),
                        source=phrase,
                        content=[],
                        verb=cue.group.id,
                        media_verb=cue.group.media,
                    )
                    draft.span = (first, phrase.full[1])
                    return draft
    return None


def _copula_anaphor(
    reading: Reading, sentence: int, first: int, token: int, last: int, words: list[str]
) -> Draft | None:
    """ "That's according to X"."""
    classes = reading.classes
    k = token
    while k <= last and classes[k] & (AUX | ADV):
        k += 1
    if k > last or not is_attribution(reading, k):
        return None
    width = attribution_width(reading, k)
    phrase = phrase_after(reading, k + width, ceiling=last)
    if phrase is None:
        return None
    draft = Draft(
        rule="anaphor",
        kind="assert",
        sentence=sentence,
        anchor=k,
        cue=(first, k + width - 1),
        source=phrase,
        content=[],
        verb="according_to",
    )
    draft.span = (first, phrase.full[1])
    return draft


def neighbour(reading: Reading, sentence: int) -> tuple[int, int] | None:
    """The content of an anaphor: the sentence before it (a headline's part behind a colon), not boilerplate."""
    words = reading.tokens.words
    here = reading.sentences[sentence]
    for number in range(sentence - 1, max(-1, sentence - 4), -1):
        before = reading.sentences[number]
        if here.paragraph - before.paragraph > 2:
            return None
        first, last = before.first, before.last
        while first <= last and reading.marked[first]:
            first += 1
        if first >= last or reading.marked[last]:
            continue
        last = strip_end(reading, first, last)
        colon = next((k for k in range(first, last) if words[k] == ":"), None)
        if colon is not None and last - colon > 3 and has_finite_or_number(reading, colon + 1, last):
            first = colon + 1
        return (first, last)
    return None


def following(reading: Reading, sentence: int) -> tuple[int, int] | None:
    """The content of an anaphor that opens a text: the sentence behind it in the same paragraph."""
    if sentence + 1 >= len(reading.sentences):
        return None
    here, behind = reading.sentences[sentence], reading.sentences[sentence + 1]
    if behind.paragraph != here.paragraph or reading.marked[behind.first]:
        return None
    return (behind.first, strip_end(reading, behind.first, behind.last))


def has_finite_or_number(reading: Reading, first: int, last: int) -> bool:
    """A headline's second half is a claim where it has a verb or a figure."""
    return has_finite(reading, first, last) or any(
        reading.tokens.words[k][0].isdigit() for k in range(first, last + 1)
    )
