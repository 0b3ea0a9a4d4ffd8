"""What stands between a verb and the subject behind it: times and places, channels, and whom one told."""

from whence.extract.clauses import opens_infinitive, skip_modifiers
from whence.extract.lexicon import C, Verb
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at
from whence.extract.told import MARKS, is_media
from whence.languages.outlets import outlet_kind

TITLE = int(C.TITLE)
DET = int(C.DET)
PREP = int(C.PREP)
COMP = int(C.COMP)
SUBORD = int(C.SUBORD)
REL = int(C.REL)
ADV = int(C.ADV)
PUNCT = int(C.PUNCT)
CAP = int(C.CAP)
TIME = int(C.TIME)
VAGUE = int(C.VAGUE)

FARTHEST_NAME = 14
LONGEST_OUTLET_NAME = 3
LONGEST_INSERTION = 9


def behind_circumstances(reading: Reading, start: int, ceiling: int) -> int:
    """The token behind the times, adverbs and channels that stand between a verb and its subject: "podał w piątek
    zarząd", "poinformowała w komunikacie firma"."""
    classes, lexicon, lows = reading.classes, reading.lexicon, reading.tokens.lows
    k = start
    while k <= ceiling:
        bits = classes[k]
        if bits & TIME or (bits & ADV and not bits & (DET | VAGUE)) or lows[k] in lexicon.objective:
            k += 1
            continue
        width = _channel_width(reading, k, ceiling) if bits & PREP else told_before(reading, k, ceiling)
        if not width:
            return _given_name(reading, k, ceiling) or k if bits & PREP else k
        k += width
    return start


def outlet_between(reading: Reading, first: int, last: int) -> Phrase | None:
    """The outlet that was told, between a verb and its subject, without a preposition: "powiedział PAP rzecznik"."""
    if not reading.lexicon.oblique:
        return None
    for k in range(first, last + 1):
        width = outlet_width(reading, k, last) or _media_width(reading, k, last)
        if width:
            return Phrase((k, k + width - 1), (k, k + width - 1))
    return None


def outlet_width(reading: Reading, token: int, ceiling: int) -> int:
    """How many tokens the name of a known outlet has that begins at a token; 0 where none begins."""
    if token > ceiling or not reading.classes[token] & CAP:
        return 0
    for width in range(LONGEST_OUTLET_NAME, 0, -1):
        last = token + width - 1
        if last <= ceiling and outlet_kind(reading.tokens.slice(token, last).strip(MARKS)):
            return width
    return 0


def _media_width(reading: Reading, token: int, ceiling: int) -> int:
    """How many tokens a noun for an outlet has with its name, in the case of whom one tells: "powiedział | agencji
    Północ | wojewoda"; 0 where none begins."""
    lexicon, lows, classes = reading.lexicon, reading.tokens.lows, reading.classes
    if token >= ceiling or not lexicon.oblique.word(lows[token]) or not is_media(reading, token):
        return 0
    last = token
    while last < ceiling and classes[last + 1] & CAP and lows[last + 1] not in lexicon.given:
        last += 1
    return last - token + 1 if last > token or classes[token + 1] & CAP else 0


def told_before(reading: Reading, token: int, ceiling: int) -> int:
    """The width of an outlet's name with the subject right behind it."""
    article = (
        int(bool(reading.classes[token] & DET and reading.lexicon.dative_endings)) if token < ceiling else 0
    )
    width = outlet_width(reading, token + article, ceiling) or _media_width(reading, token, ceiling)
    behind = token + article + width
    if not width or behind > ceiling:
        return 0
    if article:  # "erősítette meg | az MTI-nek | a rendőrség"
        dative = reading.tokens.lows[behind - 1].endswith(reading.lexicon.dative_endings)
        return width + 1 if dative and reading.classes[behind] & (DET | CAP) else 0
    noun = reading.lexicon.nouns.word(reading.tokens.lows[behind])
    named = bool(reading.classes[behind] & (CAP | TITLE))
    return width if named or (noun is not None and noun.kind in ("role", "group")) else 0


def _given_name(reading: Reading, preposition: int, ceiling: int) -> int | None:
    """A full name in the form that subjects have, behind a prepositional phrase: "stwierdził w telewizji Jan Lis"."""
    classes, lexicon, lows = reading.classes, reading.lexicon, reading.tokens.lows
    for k in range(preposition + 2, min(ceiling, preposition + FARTHEST_NAME)):
        if classes[k] & (PUNCT | COMP | REL | SUBORD) or finite_at(reading, k) or reading.quote_of[k] >= 0:
            return None
        given = lows[k] in lexicon.masculine_given or lows[k] in lexicon.feminine_given
        if given and classes[k] & classes[k + 1] & CAP and not classes[k - 1] & (CAP | PREP):
            return k
    return None


def _channel_width(reading: Reading, preposition: int, ceiling: int) -> int:
    """How many tokens a prepositional phrase has that names a channel or a document ("w komunikacie prasowym")."""
    lexicon, lows = reading.lexicon, reading.tokens.lows
    if preposition >= ceiling:
        return 0
    whole = lexicon.channels.at(lows, preposition)
    inner = lexicon.channels.at(lows, preposition + 1)
    noun = lexicon.nouns.at(lows, preposition + 1)
    end = 0
    if whole is not None:
        end = whole[1]
    elif inner is not None:
        end = inner[1]
    elif noun is not None and noun[0].kind == "document":
        end = noun[1]
    while (
        end and end <= ceiling and not reading.classes[end] and lows[end].endswith(lexicon.attribute_endings)
    ):
        if lexicon.nouns.word(lows[end]):
            break
        end += 1
    return end - preposition if end else 0


def is_addressee(reading: Reading, verb: Verb, phrase: Phrase) -> bool:
    """Whether a phrase behind the verb is whom one told, by a form that no subject has ("powiedział dziennikarzom")."""
    lexicon = reading.lexicon
    if not lexicon.oblique:
        return False
    first, last = phrase.core
    lows = reading.tokens.lows
    head = first if lexicon.nouns.word(lows[first]) or reading.classes[first] & CAP else min(last, first + 1)
    if lexicon.oblique.word(lows[first]) or lexicon.oblique.word(lows[head]):
        return True
    tells = verb.group.id in ("say", "tell") and not verb.group.media
    told = (
        tells and lexicon.pro_drop and not lexicon.dative_endings
    )  # where whom one tells has an ending: no subject
    return told and analyse(reading, first, last).kind == "outlet"


def behind_times_and_places(reading: Reading, token: int, ceiling: int) -> int:
    """Where a postposed subject begins: "a annoncé | lundi | à la presse | le ministre"."""
    classes = reading.classes
    start = _behind_inserted(reading, skip_modifiers(reading, token, ceiling), ceiling)
    if (
        start < ceiling
        and classes[start] & PREP
        and not classes[start] & DET
        and not opens_infinitive(reading, start)
    ):
        place = phrase_after(reading, start + 1, ceiling=ceiling, apposition=False)
        if place is not None and place.core[1] < ceiling:
            behind = skip_modifiers(reading, place.core[1] + 1, ceiling)
            if behind <= ceiling and classes[behind] & (DET | CAP) and not classes[behind] & PUNCT:
                return behind
    return start


def _behind_inserted(reading: Reading, comma: int, ceiling: int) -> int:
    """The first token behind a time and a place between commas: "a déclaré, | lundi 4 mai à la presse, | le ministre";
    the comma itself where there is none."""
    words, classes = reading.tokens.words, reading.classes
    if comma + 2 > ceiling or words[comma] != "," or not classes[comma + 1] & (TIME | PREP):
        return comma
    for k in range(comma + 1, min(ceiling - 1, comma + LONGEST_INSERTION) + 1):
        if words[k] == ",":
            return k + 1 if classes[k + 1] & (DET | CAP) else comma
        if classes[k] & (PUNCT | COMP | REL | SUBORD) or finite_at(reading, k) or reading.quote_of[k] >= 0:
            break
    return comma


def told_at(reading: Reading, article: int, ceiling: int) -> bool:
    """Whether a name in the case of whom one tells ends behind an article."""
    endings, k = reading.lexicon.dative_endings, article + 1
    while k < ceiling and k - article < LONGEST_OUTLET_NAME and reading.classes[k + 1] & CAP:
        k += 1
    return bool(endings and reading.classes[k] & CAP) and reading.tokens.lows[k].endswith(endings)
