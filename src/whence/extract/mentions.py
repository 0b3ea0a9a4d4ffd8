"""What a mention is by its own words: pronoun, person, outlet, institution, document, unnamed group, state."""

from whence.extract.drafts import Draft
from whence.extract.lexicon import C, Noun, T
from whence.extract.naming import agency_heads, naming_words, without_genitive
from whence.extract.phrases import PARTICLES
from whence.extract.reading import Reading
from whence.extract.spans import Mention, Phrase
from whence.extract.titles import (
    SHORTEST_ACRONYM,
    name_behind_office,
    name_behind_role,
    trailing_name,
    without_acronym,
)
from whence.languages.outlets import outlet_kind

CAP, DET, POSS, PREP, PRON, REL = int(C.CAP), int(C.DET), int(C.POSS), int(C.PREP), int(C.PRON), int(C.REL)
TITLE, VAGUE, PUNCT, FIRST, COORD = int(C.TITLE), int(C.VAGUE), int(C.PUNCT), int(C.FIRST), int(C.COORD)
NOUN = int(T.NOUN)
PRONOUN, DETERMINER = PRON | POSS, DET | POSS
FUNCTION_WORD = DET | PRON | PREP | VAGUE | COORD
STANDING_FOR = PRONOUN | REL
GENERIC, CUE = int(C.GENERIC), int(C.CUE)
GENERIC_ORGANISATIONS = frozenset(
    ("ministry", "company", "party", "union", "organisation", "government_office")
)

EVIDENCE = "evidence"
"""The concept of what somebody knows something from, which the packs list under documents."""
AGENCY = "news_agency"
WRITINGS = frozenset(("letter", "report", "statement"))


def bare_name(reading: Reading, name: str) -> str:
    """A name without its possessive ending, also the plain -s of the Nordic languages and German, where the text
    has the bare form too."""
    bare = without_genitive(name)
    if (
        bare != name
        or not reading.lexicon.pack.has("genitive_s_without_apostrophe")
        or not bare.endswith("s")
    ):
        return bare
    return bare[:-1] if bare.split()[-1][:-1].lower() in reading.inner_capitals else bare


def analyse(reading: Reading, first: int, last: int) -> Mention:
    """The mention at tokens `first` to `last` by its own words, before the document is asked. Remembered."""
    if reading.dropped and first == last and first in reading.dropped:
        return Mention(first, last, "pronoun", None, None, "", None)
    found = reading.mentions.get((first, last))
    if found is None:
        found = reading.mentions[first, last] = _analyse(reading, first, last)
    return found


def is_writing(reading: Reading, first: int, last: int) -> bool:
    """Whether a mention is a text in which somebody judges ("the statement called the claim a lie"), no picture."""
    mention = analyse(reading, first, last)
    return mention.kind == "document" and mention.concept in WRITINGS


def is_person(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase names a person or somebody's office."""
    return analyse(reading, *phrase.core).kind in ("person", "name", "role")


def is_somebody(reading: Reading, start: int, owner: Mention) -> bool:
    """Whether evidence is of an institution that is named or has its article ("dati del ministero"); "informazioni di
    intelligence" only tell of what kind it is."""
    named = owner.name or owner.territory is not None
    return bool(named or (reading.classes[start - 1] | reading.classes[start]) & DET)


def can_will(reading: Reading, draft: Draft) -> bool:
    """Whether a draft's source is somebody who can want or demand: asked only where it decides."""
    if draft.can_will is None:
        assert draft.source is not None
        draft.can_will = analyse(reading, *draft.source.core).kind not in ("unknown", "document")
    return draft.can_will


def _analyse(reading: Reading, first: int, last: int) -> Mention:
    classes, lows, words = reading.classes, reading.tokens.lows, reading.tokens.words
    if first == last and (bits := classes[first]) & STANDING_FOR:
        if bits & REL and not bits & CAP:
            return Mention(first, last, "relative", None, None, "", None)
        if bits & PRONOUN and not reading.lexicon.nouns.word(lows[first]):
            return Mention(first, last, "pronoun", None, None, "", None)
        if bits & POSS:
            return Mention(first, last, "pronoun", None, None, "", None)
    if first == last and lows[first] in reading.lexicon.governed:
        return Mention(first, last, "pronoun", None, None, "", None)  # "according to them"
    start = first
    while start < last and classes[start] & DETERMINER and not (classes[start] & CAP and start > first):
        if _given(reading, start) and classes[start] & CAP and classes[start + 1] & CAP:
            break  # "Hans Ek" is a man
        start += 1
    whole = without_genitive(reading.tokens.slice(first, last))
    bare = whole if start == first else without_genitive(reading.tokens.slice(start, last))
    if outlet_kind(whole):
        return Mention(first, last, "outlet", None, None, whole, (start, last))
    if bare is not whole and outlet_kind(bare):
        return Mention(first, last, "outlet", None, None, bare, (start, last))
    tells, traits = naming_words(reading.lexicon), reading.traits
    telling = [i for i in range(start, last + 1) if traits[i] & NOUN or tells[lows[i]] is not None]
    if telling and classes[start] & classes[last] & CAP and _is_outlet_name(reading, start, last):
        return Mention(first, last, "outlet", None, None, bare, (start, last))
    hits, territory, covered = _nouns(reading, start, last) if telling else ([], None, set[int]())
    name_span = _name(reading, start, last, covered)
    if name_span and hits and _common_genitive(reading, hits, *name_span):
        name_span = None
    head = _head(reading, hits, start, last) if hits else None
    if name_span and head is not None and head.kind == "role":
        name_span = name_behind_role(reading, hits, head, name_span) or name_span
        name_span = without_acronym(reading, hits, name_span)
    name = bare_name(reading, reading.tokens.slice(*name_span)) if name_span else ""
    plain = head is None or head.kind == "document"
    if name_span and name_span[0] == name_span[1] and plain and _merely_opens(reading, name_span[0], last):
        name_span, name = None, ""
    if (
        name_span
        and hits
        and (_belongs_to_other(reading, hits, name_span[0]) or _acted_on(reading, hits, name_span[0]))
    ):
        name_span, name = None, ""
    if name_span and name != bare and outlet_kind(name):
        return Mention(first, last, "outlet", head.concept if head else None, territory, name, name_span)
    if head is not None:
        if head.kind == "media":
            return Mention(first, last, "outlet", head.concept, territory, name, name_span)
        if head.kind == "role" and name_span and _owns(reading, name_span[1], hits):
            return Mention(first, last, "role", head.concept, territory, "", None)  # "Ottesen's spokesman"
        if head.kind == "role" and name_span and _is_attribute(reading, first, name_span[1], last):
            return Mention(first, last, "role", head.concept, territory, "", None)  # "a Tull professor"
        tail = None
        if head.kind == "role" and not name:
            tail = trailing_name(reading, start, last)
            tail = tail or name_behind_office(reading, hits, head, start, last)
        if tail is not None:
            named = bare_name(reading, reading.tokens.slice(*tail))
            return Mention(first, last, "person", head.concept, territory, named, tail)
        if head.kind == "role":
            return Mention(
                first, last, "person" if name else "role", head.concept, territory, name, name_span
            )
        if head.kind == "organisation":
            if name_span and lows[name_span[0] - 1] in agency_heads(reading.lexicon):
                if not classes[name_span[0] - 1] & CAP:  # "l'agence Nordépêche", but "la Agencia Tributaria"
                    return Mention(first, last, "outlet", AGENCY, territory, name, name_span)
            return Mention(first, last, "organisation", head.concept, territory, name, name_span)
        if head.kind == "group":
            tail = trailing_name(reading, start, last) or _surname_behind(reading, first, last)
            if tail is not None and _is_one_of(reading, hits, tail[0]):
                named = bare_name(reading, reading.tokens.slice(*tail))
                return Mention(first, last, "person", None, territory, named, tail)
            return Mention(first, last, "group", head.concept, territory, name, name_span)
        return Mention(first, last, "document", head.concept, territory, name, name_span)
    if name_span and _is_attribute(reading, first, name_span[1], last):
        return Mention(first, last, "unknown", None, territory, "", None)  # "one Holk supporter"
    if name_span:
        if telling and _holds_media_head(reading, *name_span) and not _given(reading, name_span[0]):
            return Mention(first, last, "outlet", None, territory, name, name_span)
        if (
            name_span[0] == name_span[1]
            and name_span[0] == start + 1
            and territory is not None
            and not _given(reading, name_span[0])
        ):
            # "norske Fjordbladet", "Sweden's Sjöstadsbladet": an adjective of nationality before a bare name
            return Mention(first, last, "outlet", None, territory, name, name_span)
        person = name_span[1] > name_span[0] and (_given(reading, name_span[0]) or not classes[first] & DET)
        return Mention(first, last, "person" if person else "name", None, territory, name, name_span)
    if territory is not None and _only_territory(reading, start, last):
        return Mention(first, last, "state", None, territory, bare, (start, last))
    if classes[first] & VAGUE or (
        start < len(words)
        and lows[last].endswith(reading.lexicon.pack.grammar.plural_endings)
        and start == first
        and (classes[last] & CAP or not reading.lexicon.pack.has("capitalised_nouns"))
    ):
        return Mention(first, last, "group", None, territory, "", None)
    return Mention(first, last, "unknown", None, territory, "", None)


def _merely_opens(reading: Reading, token: int, last: int) -> bool:
    """Whether a word has its capital from the sentence alone: a common noun, or what stands before one in lower case
    ("New intelligence suggests") and is written with a capital nowhere else."""
    if reading.is_common(token):
        return True
    if reading.tokens.words[token][:SHORTEST_ACRONYM].isupper() and token == last:
        return False  # "KRP:n mukaan"
    lexicon, low = reading.lexicon, reading.tokens.lows[token]
    if token not in reading.sentence_openers or token == last or lexicon.pack.has("capitalised_nouns"):
        return False
    known = low in reading.inner_names or low in lexicon.given or outlet_kind(reading.tokens.words[token])
    behind = reading.tokens.words[token + 1]
    return (
        not known
        and not low.endswith(("'s", "’s"))
        and not reading.classes[token + 1] & ~CUE
        and behind.isalpha()
    )


def _is_attribute(reading: Reading, first: int, name: int, last: int) -> bool:
    """Whether a name that ends at `name` describes the noun behind it, of which an indefinite article or a number tells
    that it is somebody else: "one Holk supporter", "a Tull professor"."""
    lexicon, classes = reading.lexicon, reading.classes
    plain = not lexicon.pack.has("capitalised_nouns") and not lexicon.pack.has("postnominal_adjectives")
    if not plain or name >= last or classes[last] & CAP:
        return False
    low = reading.tokens.lows[first]
    opens = low in lexicon.pack.grammar.indefinite_articles or classes[first] & (VAGUE | GENERIC)
    return bool(opens) and not any(classes[k] & PREP for k in range(name, last + 1))


def _belongs_to_other(reading: Reading, hits: list[tuple[int, int, Noun]], name: int) -> bool:
    """Whether a name is that of a genitive and not of the head: "press-sluzhba | gubernatora Ivana Petrova"."""
    lexicon = reading.lexicon
    if not lexicon.pack.has("genitive_attributes") or len(hits) < 2:
        return False
    beside = next((hit for hit in hits[1:] if hit[1] == name - 1 and hit[2].kind == "role"), None)
    if beside is None or lexicon.cases.is_nominative(reading.tokens.lows[beside[0]]):
        return False
    return lexicon.cases.is_nominative(reading.tokens.lows[hits[0][0]])


def _acted_on(reading: Reading, hits: list[tuple[int, int, Noun]], name: int) -> bool:
    """Whether a participle behind the head stands before the name: "a lawyer representing | Holk" is not Holk."""
    if not hits or hits[0][1] + 1 >= name:
        return False
    return is_gerund(reading, hits[0][1] + 1)


def is_gerund(reading: Reading, token: int) -> bool:
    """Whether a participle that has its own object may stand there: "authorities | investigating the fire"."""
    endings = reading.lexicon.pack.grammar.gerund_endings
    return bool(endings) and not reading.classes[token] and reading.tokens.lows[token].endswith(endings)


def _is_outlet_name(reading: Reading, first: int, last: int) -> bool:
    """Whether a stretch whose ends have capitals is a run of them that holds an outlet's head word ("Daily Post",
    "Elbkurier") and no person's name or role."""
    lexicon, lows = reading.lexicon, reading.tokens.lows
    classes = reading.classes
    if _given(reading, first):
        return False
    if last > first + 1 and not all(classes[k] & CAP for k in range(first + 1, last)):
        return False
    if not _holds_media_head(reading, first, last):
        return False
    roles = [
        noun
        for k in range(first, last + 1)
        if (noun := lexicon.nouns.word(lows[k])) and noun.kind in ("role", "group")
    ]
    return not roles and (
        last > first or not lexicon.nouns.word(lows[last]) or not lexicon.pack.has("capitalised_nouns")
    )


def _holds_media_head(reading: Reading, first: int, last: int) -> bool:
    tells = naming_words(reading.lexicon)
    for low in reading.tokens.lows[first : last + 1]:
        word = tells[low]
        if word is not None and word.media:
            return True
    return False


def _is_one_of(reading: Reading, hits: list[tuple[int, int, Noun]], name: int) -> bool:
    """Whether a person's name stands right behind a noun that may be singular or plural: "der Forscher | Jonas Holk".
    Where genitives stand behind their head, the name may be whose people they are."""
    if reading.lexicon.pack.has("genitive_attributes"):
        return False
    return any(hit[1] + 1 == name for hit in hits) and not reading.classes[name - 1] & (PREP | COORD)


def _surname_behind(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """A surname at the end, where nouns have capitals and the article tells of one: "der Ermittler | Holk"."""
    classes, pack = reading.classes, reading.lexicon.pack
    alone = pack.has("capitalised_nouns") and classes[first] & DET and last > first + 1
    if (
        not alone
        or not classes[last] & CAP
        or reading.is_common(last)
        or reading.lexicon.nouns.word(reading.tokens.lows[last])
    ):
        return None
    return (last, last)


def _owns(reading: Reading, last: int, hits: list[tuple[int, int, Noun]]) -> bool:
    """Whether a name is the owner of the role behind it: "Ottesen's spokesman", "Holks talsmand"."""
    low = reading.tokens.lows[last]
    bare = reading.lexicon.pack.has("genitive_s_without_apostrophe") and low.endswith("s")
    return (low.endswith(("'s", "s'")) or bare) and any(
        hit[0] > last and hit[2].kind == "role" for hit in hits
    )


def _common_genitive(reading: Reading, hits: list[tuple[int, int, Noun]], first: int, last: int) -> bool:
    """A genitive that opens a sentence right before a role or an institution is no name: "Gynybos ministras"."""
    endings = reading.lexicon.genitive_endings
    if first != last or not endings or first not in reading.sentence_openers:
        return False
    beside = any(hit[0] == last + 1 and hit[2].kind in ("role", "organisation") for hit in hits)
    return beside and reading.tokens.lows[first].endswith(endings) and not _given(reading, first)


def _given(reading: Reading, token: int) -> bool:
    return reading.tokens.lows[token] in reading.lexicon.given


def _nouns(
    reading: Reading, first: int, last: int
) -> tuple[list[tuple[int, int, Noun]], str | None, set[int]]:
    """Head nouns with their tokens, the territory of adjectives and names, and the tokens these cover."""
    lows, classes, traits = reading.tokens.lows, reading.classes, reading.traits
    lexicon = reading.lexicon
    tells = naming_words(lexicon)
    hits: list[tuple[int, int, Noun]] = []
    covered: set[int] = set()
    territory: str | None = None
    i = first
    while i <= last:
        word = tells[lows[i]]
        if word is None and not traits[i] & NOUN:
            i += 1
            continue
        hit = lexicon.nouns.at(lows, i) if traits[i] & NOUN else None
        if hit is None and word is not None and word.noun is not None:
            hit = word.noun, i + 1
        if hit is not None and _is_proper(reading, i, hit[0]):
            hits.append((i, i, hit[0]))
            i += 1
            continue
        if hit is not None and hit[1] - 1 <= last and not (_in_name(reading, i, first, last)):
            hits.append((i, hit[1] - 1, hit[0]))
            covered.update(range(i, hit[1]))
            i = hit[1]
            continue
        if word is not None:
            code = word.demonym
            if code is None and classes[i] & CAP and not (i > first and _given(reading, i - 1)):
                code = word.territory
                if code is None and word.opens is not None and i < last:
                    code = tells.two(word.opens, lows[i + 1])
            if code is not None:
                territory = territory or code
                covered.add(i)
        i += 1
    return hits, territory, covered


def _is_proper(reading: Reading, token: int, noun: Noun) -> bool:
    """A media noun with a capital inside a sentence is an outlet's name ("norske Fjordbladet")."""
    if (
        noun.kind != "media"
        or not reading.classes[token] & CAP
        or reading.lexicon.pack.has("capitalised_nouns")
    ):
        return False
    if noun.concept == "media" and reading.tokens.words[token].isupper():
        return False  # "polskie SMI": the letters of "the media"
    return token not in reading.sentence_openers


def _in_name(reading: Reading, token: int, first: int, last: int) -> bool:
    """A role word inside a run of capitals behind a given name is part of the name ("Karl Major")."""
    if not reading.classes[token] & CAP or token == first:
        return False
    return _given(reading, token - 1) and bool(reading.classes[token - 1] & CAP)


def _name(reading: Reading, first: int, last: int, covered: set[int]) -> tuple[int, int] | None:
    """The first run of capitalised tokens that no noun, title or territory covers."""
    classes, words, lows = reading.classes, reading.tokens.words, reading.tokens.lows
    best: tuple[int, int] | None = None
    i = first
    while i <= last:
        if not classes[i] & CAP or not _is_name_token(reading, i, covered):
            inside = classes[i] & PREP and i not in covered  # "Westland member of parliament Ida Holk"
            if inside and (best is not None or _has_head(reading, first, i - 1)):
                break
            i += 1
            continue
        end = i
        while end < last:
            nxt = end + 1
            if _is_name_token(reading, nxt, covered):
                end = nxt
            elif (lows[nxt] in PARTICLES and nxt < last and classes[nxt + 1] & CAP) or (
                words[nxt] == "." and len(words[end]) == 1 and nxt < last and classes[nxt + 1] & CAP
            ):
                end = nxt + 1
            else:
                break
        alone = end == i and i > first and reading.lexicon.pack.has("capitalised_nouns")
        common = alone and classes[i - 1] & (DET | POSS | VAGUE) and not _given(reading, i)
        adjective = alone and not classes[i - 1] & (CAP | TITLE) and words[i - 1][0].islower()
        if not common and not adjective and (best is None or end - i > best[1] - best[0]):
            best = (i, end)
        i = end + 1
    return best


def _has_head(reading: Reading, first: int, last: int) -> bool:
    """Whether a common noun stands there: what follows its preposition is not its name ("a doctor from X")."""
    skip = DET | POSS | VAGUE | PREP | PUNCT
    return any(
        not reading.classes[k] & (skip | CAP) or reading.lexicon.nouns.word(reading.tokens.lows[k])
        for k in range(first, last + 1)
    )


def _is_name_token(reading: Reading, token: int, covered: set[int]) -> bool:
    bits = reading.classes[token]
    if not bits & CAP or token in covered or bits & TITLE:
        return False
    if not bits & FUNCTION_WORD:
        return True
    return (token > 0 and bool(reading.classes[token - 1] & CAP) and not bits & PREP) or _given(
        reading, token
    )


def _head(reading: Reading, hits: list[tuple[int, int, Noun]], first: int, last: int) -> Noun:
    """The head noun of some: the last one before the first preposition ("press secretary" of "White House press
    secretary of the party"); a role beats the institution it stands beside."""
    if reading.lexicon.pack.has("genitive_attributes"):
        return hits[0][2]  # genitives stand behind their head
    stop = next((k for k in range(first + 1, last + 1) if reading.classes[k] & PREP), last + 1)
    before = [hit for hit in hits if hit[0] < stop]
    if not before:
        return hits[0][2]
    role = next((hit for hit in reversed(before) if hit[2].kind in ("role", "group")), None)
    return (role or before[-1])[2]


def _only_territory(reading: Reading, first: int, last: int) -> bool:
    return last - first <= 1
