"""Attribution without a verb: "according to X", "ifølge X", "X zufolge", before, behind or inside its content."""

from functools import cache

from whence.extract.agents import given_by
from whence.extract.beside import quoted_by
from whence.extract.clauses import clause_end, in_relative, strip_end
from whence.extract.drafts import Draft
from whence.extract.genitives import genitive_before
from whence.extract.lexicon import C, Word
from whence.extract.mentions import EVIDENCE, analyse
from whence.extract.phrases import COORD, PUNCT, SUBORD, phrase_after, phrase_before
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.spoken import quotation_before
from whence.extract.standing import finite_at, has_finite, head_after
from whence.extract.viewpoints import viewpoint
from whence.languages.outlets import outlet_kind

AUX = int(C.AUX)
GENITIVE = int(C.GENITIVE)
MODAL = int(C.MODAL)
POSS = int(C.POSS)
PRON = int(C.PRON)

TIME = int(C.TIME)
DET, CAP, VAGUE = int(C.DET), int(C.CAP), int(C.VAGUE)
INTERROG = int(C.INTERROG)
ADV, COMP, PREP, REL = int(C.ADV), int(C.COMP), int(C.PREP), int(C.REL)
LONGEST_SOURCE_TAIL = 14
LONGEST_RELATIVE = 22
SHORTEST_ABBREVIATION = 2


def read_attribution(
    reading: Reading, word: Word, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of an attribution word at tokens `first` to `last`, or None."""
    phrase: Phrase | None
    owner = next((k for k in range(first, last + 1) if reading.classes[k] & POSS), None)
    if owner is not None:  # "in his view", "jego zdaniem"
        phrase = Phrase((owner, owner), (owner, owner))
        left, right = first, last
        if reading.tokens.lows[owner] in reading.lexicon.pack.pronouns.reflexive:
            phrase = phrase_before(reading, first - 1, floor=floor)
            if phrase is None:
                return None
    elif word.family == "attribution_owned":
        phrase = viewpoint(reading, word, first, floor)
        if phrase is None:
            return None
        left, right = phrase.full[0] - 1, last
    elif word.family == "attribution_after":
        if word.heads is not None and not word.heads.word(reading.tokens.lows[first - 1]):
            return None
        if reading.lexicon.genitive_endings:
            phrase = genitive_before(reading, first - 1, floor)
        else:
            phrase = phrase_before(reading, first - 1, floor=floor)
        if phrase is None:
            phrase = _dropped_owner(reading, first, last) or _governed(reading, first - 1, floor - 1)
        if phrase is None:
            return None
        phrase = _titled(reading, phrase, floor)
        left, right = min(phrase.full[0], first), last
        if word.heads is not None:
            phrase = _owner_of(reading, phrase, first - 1)
    elif word.heads is not None:
        head = head_after(reading, word, last + 1)
        if head is None:
            return None
        phrase = phrase_after(reading, last + 1, ceiling=ceiling, oblique=True)
        if phrase is None or phrase.core[1] < head:
            phrase = Phrase((last + 1, head), (last + 1, head))
        giver = given_by(reading, phrase, ceiling)
        left, right = first, (giver or phrase).full[1]
        phrase = giver or _owner_of(reading, phrase, head)
    else:
        initial = not has_content(reading, floor, first - 1)
        phrase = phrase_after(reading, last + 1, ceiling=ceiling, oblique=True)
        if initial and (phrase is None or not _could_speak(reading, phrase)):
            phrase = _heavy(reading, last + 1, ceiling)
        phrase = _governed(reading, last + 1, ceiling) or phrase
        if phrase is None or reading.quote_of[phrase.core[0]] >= 0:
            return None
        if not _could_speak(reading, phrase):
            return None
        giver = given_by(reading, phrase, ceiling)
        phrase = giver or _short(reading, phrase, ceiling, initial=initial)
        if not initial:
            phrase = _owned_only(reading, phrase)
        left, right = first, phrase.full[1]
        if initial and giver is None and quoted_by(reading, right + 1, ceiling) is None:
            right = _up_to_verb(reading, right, ceiling)
            if right != phrase.full[1]:
                phrase = Phrase(phrase.core, (phrase.full[0], right))
        if right + 2 <= ceiling and reading.tokens.words[right + 2] == "," and _plain(reading, right + 1):
            right += 1  # "etter det X erfarer,"
    if _in_force(reading, phrase):
        return None
    draft = Draft(
        rule="attribution",
        kind="assert",
        sentence=sentence,
        anchor=first,
        cue=(first, last),
        source=phrase,
        content=[],
        verb=word.id,
    )
    relay = quoted_by(reading, right + 1, ceiling)
    if relay is not None:
        draft.relays.append(relay)
        draft.why.append(("relay", "who quoted the speaker", relay.core))
        right = relay.core[1]
    draft.span = (left, right)
    quotation = quotation_before(reading, left, reading.sentences[sentence].paragraph)
    if quotation is not None and quotation.close + 3 > left and quotation.open <= floor:
        draft.content = [(quotation.open, quotation.close)]
        draft.direct = True
        draft.span = (quotation.open, right)
        return draft
    start = floor
    words, classes = reading.tokens.words, reading.classes
    if (
        (left > floor and classes[left - 1] & (COORD | SUBORD) and not _particle(reading, left - 1))
        or left <= floor
        or not has_content(reading, floor, left - 1)
    ):
        return _initial(reading, draft, right, ceiling)
    end = left - 1
    while end > start and words[end] in (",", "–", "—", "("):
        end -= 1
    if word.family == "attribution" and word.heads is None and right == phrase.full[1]:
        phrase = draft.source = _whole(reading, phrase, ceiling)
        right = phrase.full[1]
    behind = right + 1
    while behind <= ceiling and words[behind] in (",", "–", "—", ")"):
        behind += 1
    if (
        behind < ceiling
        and not classes[behind] & PUNCT
        and (not classes[behind] & (COORD | SUBORD) or classes[behind] & (PREP | TIME))
    ):
        tail = (behind, strip_end(reading, behind, clause_end(reading, behind, ceiling)))
        if in_relative(reading, left):
            stop = next((k - 1 for k in range(behind, tail[1]) if words[k] == ","), tail[1])
            start, end, tail = (
                left - 1,
                left - 1,
                (behind, stop),
            )  # "the report, which according to X came in May, …"
        draft.content = [(start, end), tail] if tail[1] >= tail[0] else [(start, end)]
    else:
        draft.content = [(start, end)]
    draft.span = (start, max(right, draft.content[-1][1]))
    return draft


def _titled(reading: Reading, phrase: Phrase, floor: int) -> Phrase:
    """A name with its role before a comma, both of which open the clause: "A miniszter szóvivője, Kovács Ilona"."""
    comma = phrase.full[0] - 1
    if comma <= floor or reading.tokens.words[comma] != "," or not reading.classes[phrase.core[1]] & CAP:
        return phrase
    if has_finite(reading, floor, comma):
        return phrase
    role = phrase_before(reading, comma - 1, floor=floor)
    if role is None or has_content(reading, floor, role.full[0] - 1):
        return phrase
    whose = analyse(reading, *role.core).kind == "role"
    return Phrase(phrase.core, (role.full[0], phrase.full[1])) if whose else phrase


def _in_force(reading: Reading, phrase: Phrase) -> bool:
    """Whether the head of a source is a law or a rule, which is what holds and nobody's word: "enligt en ny lag"."""
    first, last = phrase.core
    norms, lows, classes = reading.lexicon.pack.sources.norms, reading.tokens.lows, reading.classes
    bounds = PREP if reading.lexicon.pack.has("capitalised_nouns") else PREP | CAP
    stop = next((k for k in range(first + 1, last + 1) if classes[k] & bounds), last + 1)
    held = [k for k in range(first, stop) if lows[k] in norms or lows[k].endswith(_tails(norms))]
    return bool(held) and analyse(reading, first, last).kind in ("unknown", "document", "name")


@cache
def _tails(norms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(norm[1:] for norm in norms if norm.startswith("-")) or ("\0",)


def _whole(reading: Reading, phrase: Phrase, ceiling: int) -> Phrase:
    """A source behind its content runs on to the next mark: "a copy of the letter obtained by the Post".

    Not where the verb stands second, nor up to a time, a conjunction or a verb of its own.
    """
    classes, words = reading.classes, reading.tokens.words
    if reading.lexicon.pack.has("inverted_statement") or not reading.lexicon.tells_apart:
        return phrase
    last = phrase.full[1]
    stop = PUNCT | COMP | TIME | REL | COORD | PRON
    while last < ceiling and last - phrase.full[0] < LONGEST_SOURCE_TAIL:
        bits = classes[last + 1]
        timed = bits & PREP and last + 2 <= ceiling and classes[last + 2] & TIME
        if words[last + 1] == "." and len(words[last]) <= SHORTEST_ABBREVIATION and last + 1 < ceiling:
            last += 1
            continue
        if bits & stop or timed or (bits & SUBORD and not bits & PREP) or reading.quote_of[last + 1] >= 0:
            break
        if bits & (AUX | MODAL):
            return phrase
        last += 1
    return Phrase(phrase.core, (phrase.full[0], last))


def _particle(reading: Reading, token: int) -> bool:
    """A conjunction that is an adverb inside a clause: "gibt es aber laut Ek"."""
    return bool(reading.classes[token] & ADV) and reading.tokens.words[token - 1] not in (",", ";", "–")


def _heavy(reading: Reading, first: int, ceiling: int) -> Phrase | None:
    """A source with more before its noun than an adjective ("laut einer am Dienstag verbreiteten Erklärung der Werft
    wurden …"): where the verb stands second, it runs up to the verb."""
    classes = reading.classes
    if (
        not reading.lexicon.pack.has("inverted_statement")
        or first > ceiling
        or not classes[first] & (DET | VAGUE)
    ):
        return None
    for k in range(first + 2, min(ceiling, first + LONGEST_SOURCE_TAIL) + 1):
        if classes[k] & PUNCT or reading.quote_of[k] >= 0:
            return None
        if finite_at(reading, k):
            return Phrase((first, k - 1), (first, k - 1))
    return None


def _owned_only(reading: Reading, phrase: Phrase) -> Phrase:
    """Inside a clause a preposition behind the source mostly goes on with the clause ("hält den Weg laut Ek für
    begehbar"), unless it names the owner ("laut einem Sprecher von Ek")."""
    if not reading.lexicon.pack.has("inverted_statement"):
        return phrase
    first, last = phrase.core
    for k in range(first + 1, last + 1):
        if reading.classes[k] & PREP and reading.tokens.lows[k] not in reading.lexicon.owners:
            if reading.classes[k] & (DET | CAP):
                continue
            core = (first, k - 1)
            return Phrase(core, core)
    return phrase


def _dropped_owner(reading: Reading, first: int, last: int) -> Phrase | None:
    """ "Elmondása szerint": whose account it is only its ending tells; the cue's first word stands for him."""
    endings = reading.lexicon.pack.grammar.possessed_endings
    if last == first or not endings or not reading.lexicon.pack.has("pro_drop"):
        return None
    if not reading.tokens.lows[first].endswith(endings):
        return None
    reading.dropped[first] = None
    return Phrase((first, first), (first, first))


def _governed(reading: Reading, token: int, bound: int) -> Phrase | None:
    """A pronoun in the form that stands beside the cue alone: "according to them", "ihnen zufolge"; no possessive."""
    if token == bound or token < 0 or token >= len(reading.classes):
        return None
    if reading.tokens.lows[token] not in reading.lexicon.governed:
        return None
    owns = reading.classes[token] & (POSS | DET) and not reading.classes[token + 1] & (PUNCT | AUX)
    return None if owns else Phrase((token, token), (token, token))


def _up_to_verb(reading: Reading, last: int, ceiling: int) -> int:
    """The end of the source where more than its noun phrase stands before the content.

    "Ifølge en måling med 4.000 adspurgte er …" (where the verb stands second it runs up to the verb) and
    "According to papers filed at the court, …" (up to a comma that no finite verb precedes).
    """
    second = reading.lexicon.pack.has("inverted_statement") and not reading.lexicon.genitive_attributes
    described = _relative_end(reading, last + 1, ceiling) if second else None
    if described is not None:
        return described
    for k in range(last + 1, min(ceiling, last + LONGEST_SOURCE_TAIL) + 1):
        if reading.tokens.words[k] == ",":
            behind = k + 1 <= ceiling and (finite_at(reading, k + 1) or not second)
            return k - 1 if behind else last
        if reading.classes[k] & COMP:
            return last
        if finite_at(reading, k):
            return k - 1 if second else last
    return last


def _relative_end(reading: Reading, first: int, ceiling: int) -> int | None:
    """The end of a relative clause that describes the source, before the comma and the verb that stands second:
    "Ifølge to personer med indsigt, som avisen har talt med, | er …"; None where there is none."""
    classes, words = reading.classes, reading.tokens.words
    relative = None
    for k in range(first, min(ceiling - 1, first + LONGEST_RELATIVE) + 1):
        if relative is None:
            if finite_at(reading, k) or (classes[k] & COMP and not classes[k] & REL):
                return None
            relative = k if classes[k] & REL and (words[k - 1] == "," or not classes[k] & PREP) else None
        elif words[k] == "," and finite_at(reading, k + 1):
            return k - 1 if has_finite(reading, relative + 1, k - 1) else None
    return None


def _owner_of(reading: Reading, phrase: Phrase, head: int) -> Phrase:
    """Whose words they are ("seiner Meinung", "Lees Worten", "Angaben des Amtes"), else the phrase itself."""
    classes, lows = reading.classes, reading.tokens.lows
    first, last = phrase.core
    if classes[first] & POSS:
        return Phrase((first, first), (first, first))
    if last > head and classes[head + 1] & (GENITIVE | PREP):
        start = head + 2 if classes[head + 1] & PREP else head + 1
        return Phrase((start, last), (start, phrase.full[1])) if start <= last else phrase
    noun = reading.lexicon.nouns.word(lows[head])
    plain = noun is None or noun.concept == EVIDENCE
    if last > head and reading.lexicon.genitive_attributes and plain:
        return Phrase((head + 1, last), (head + 1, max(last, phrase.full[1])))
    if head > first and classes[head - 1] & CAP and lows[head - 1].endswith(("s", "'")):
        return Phrase((first, head - 1), (first, head - 1))
    return phrase


def _could_speak(reading: Reading, phrase: Phrase) -> bool:
    """Where nouns are capitalised a source holds a capital or is a pronoun ("laut hupend" is none)."""
    if not reading.lexicon.pack.has("capitalised_nouns"):
        return True
    classes = reading.classes
    if reading.tokens.lows[phrase.core[0]] in reading.lexicon.governed:
        return True
    if outlet_kind(reading.tokens.slice(*phrase.core)) is not None:
        return True
    return any(classes[k] & (CAP | PRON) for k in range(phrase.core[0], phrase.core[1] + 1))


def _plain(reading: Reading, token: int) -> bool:
    """A lower-case word that opens nothing: the verb of "etter det X erfarer,"."""
    return reading.tokens.words[token].islower() and not reading.classes[token] & (PREP | COMP | COORD | REL)


def has_content(reading: Reading, first: int, last: int) -> bool:
    """Whether anything but adverbs, conjunctions and marks stands there."""
    skip = ADV | COORD | SUBORD | PUNCT
    return any(not reading.classes[i] & skip for i in range(first, last + 1))


def _short(reading: Reading, phrase: Phrase, ceiling: int, *, initial: bool) -> Phrase:
    """At the start of a sentence a comma behind the source closes it, unless a second comma ends an apposition."""
    if phrase.core == phrase.full:
        return phrase
    words = reading.tokens.words
    last = phrase.full[1]
    closed = last < ceiling and words[last + 1] in (",", "–", "—")
    if last + 2 < ceiling and reading.classes[last + 2] & COORD and not reading.classes[last + 2] & CAP:
        closed = False  # "Pasak X, tiltas uždarytas, | tačiau …": what stands between the commas is a clause
    opener = phrase.core[1] + 2
    if initial and reading.lexicon.pack.has("postnominal_adjectives") and reading.classes[opener] & DET:
        closed = False  # "Selon Radio X, les avocats …": there appositions have no article
    if initial and reading.classes[opener] & DET and not _names(reading, phrase.core):
        closed = False  # "According to the minister, the gunman, who was there, …"
    if not reading.classes[opener] & REL and has_finite(reading, opener, last):
        closed = False  # "According to Holk, the gunman chose his day after the vote that Ek won, …"
    return phrase if closed or not initial else Phrase(phrase.core, phrase.core)


def _names(reading: Reading, core: tuple[int, int]) -> bool:
    return any(reading.classes[k] & CAP for k in range(core[0], core[1] + 1))


def _initial(reading: Reading, draft: Draft, right: int, ceiling: int) -> Draft | None:
    """ "According to X, the bridge is closed." and, with inversion, "Ifølge X er broen lukket."."""
    words = reading.tokens.words
    start = right + 1
    while start <= ceiling and words[start] in (",", ":"):
        start += 1
    start = _clause_told(reading, draft, start, ceiling) or _behind_relative(reading, start, ceiling)
    if start >= ceiling:
        return None
    last = clause_end(reading, start, ceiling)
    if last <= start:
        return None
    draft.content = [(start, last)]
    draft.span = (draft.span[0], last)
    return draft


def _clause_told(reading: Reading, draft: Draft, start: int, ceiling: int) -> int | None:
    """The complementiser behind a cue that is a clause itself, and behind all of its source: "Det går fram av et
    utkast til rapporten, som avisen har sett, | at brua skal rives"; None for other cues."""
    assert draft.cue is not None
    first, last = draft.cue
    verbal = has_finite(reading, first, last) or reading.tokens.lows[first] in reading.lexicon.expletives
    if first == last or not verbal or draft.source is None:
        return None
    for k in range(start, min(ceiling - 1, start + LONGEST_RELATIVE) + 1):
        if (
            reading.classes[k] & COMP
            and not reading.classes[k] & (REL | INTERROG)
            and reading.quote_of[k] < 0
        ):
            last = k - 1
            while last > draft.source.full[1] and reading.classes[last] & PUNCT:
                last -= 1
            draft.source = Phrase(draft.source.core, (draft.source.full[0], max(draft.source.full[1], last)))
            return k
    return None


def _behind_relative(reading: Reading, start: int, ceiling: int) -> int:
    """Where content begins behind a relative clause that still describes the source: "Podle zdroje, na který se
    odvolává deník, | byl most prodán"."""
    classes, words = reading.classes, reading.tokens.words
    if start >= ceiling:
        return start
    pronoun = start + 1 if classes[start] & PREP else start
    if words[start - 1] != "," or not classes[pronoun] & REL or classes[pronoun] & COMP:
        return start
    for k in range(pronoun + 1, min(ceiling - 1, start + LONGEST_RELATIVE) + 1):
        if words[k] == ",":
            return k + 1 if has_finite(reading, pronoun, k) else start
    return start
