"""Reporting verbs: one form of a verb read to a draft, or to nothing."""

from whence.extract.adverbials import opened_by_adverbials
from whence.extract.agents import read_agent
from whence.extract.beside import quoted_inside, told_before, told_behind, voices_beside
from whence.extract.brackets import bracketed_object, bracketed_participle, clause_behind, late_infinitive
from whence.extract.drafts import Draft
from whence.extract.dropped import dropped_subject, stands_first
from whence.extract.farspeaker import SHORTEST_APART, far_speaker, opening_speaker, set_apart
from whence.extract.frames import content_after
from whence.extract.gaps import read_gap
from whence.extract.groups import Group, is_be, particle_closes, verb_group
from whence.extract.inquits import content_before
from whence.extract.lexicon import C, Verb
from whence.extract.mentions import analyse, is_person
from whence.extract.narrators import SPOKEN
from whence.extract.passives import read_passive
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.plurals import could_be_verb
from whence.extract.postponed import outlet_between
from whence.extract.purposes import read_purpose
from whence.extract.questioned import read_questioned
from whence.extract.quotations import MARKS
from whence.extract.quoted import read_quoted
from whence.extract.reading import Reading
from whence.extract.reporting import verb_cue_at
from whence.extract.shapes import negated_between
from whence.extract.spans import Phrase
from whence.extract.spoken import (
    add_second_half,
    behind_speech,
    is_embedded,
    make_direct,
    opening_of,
    quotation_after,
    quotation_before,
)
from whence.extract.standing import finite_at, has_finite, likely_finite
from whence.extract.subjects import clause_subject, subject
from whence.extract.walking import is_participle

DET, POSS = int(C.DET), int(C.POSS)
SUBORD = int(C.SUBORD)
PREP = int(C.PREP)
COMP = int(C.COMP)
NEG = int(C.NEG)
COORD = int(C.COORD)
REL = int(C.REL)
COMP, FIN, PUNCT = int(C.COMP), int(C.FIN), int(C.PUNCT)
PRON = int(C.PRON)
CAP = int(C.CAP)
AUX = int(C.AUX)
ADV = int(C.ADV)
TIME = int(C.TIME)
PUNCT = int(C.PUNCT)
LONGEST_SUBJECT = 6
GENERIC = int(C.GENERIC)


def read_verb(
    reading: Reading, verb: Verb, first: int, last: int, *, sentence: int, floor: int, ceiling: int
) -> Draft | None:
    """The draft of one form of a reporting verb, or None where it is no cue here."""
    if verb.group.id == "cite" and verb.form == "participle":
        return read_quoted(reading, verb, first, last, sentence=sentence, floor=floor, ceiling=ceiling)
    group = verb_group(reading, verb, first, last, floor=floor)
    if group is None:
        if verb.form == "infinitive":
            return read_purpose(reading, verb, first, last, sentence=sentence, floor=floor, ceiling=ceiling)
        if verb.form != "participle":
            return None
        where = {"sentence": sentence, "floor": floor, "ceiling": ceiling}
        passive = read_passive(reading, verb, first, last, **where)
        if passive is None and "np" in verb.group.frames:
            passive = read_agent(reading, verb, first, last, **where)
        return passive or read_questioned(reading, verb, first, last, **where)
    close = None
    if verb.group.particle and verb.form == "finite":
        close = particle_closes(reading, group, ceiling)
        if close is None:
            return None
        group.negated = group.negated or negated_between(reading, max(group.last + 1, close - 2), close)
    if verb.form == "gerund" and group.first == first and not group.contracted:
        return _gerund(reading, group, sentence=sentence, floor=floor, ceiling=ceiling)
    told = told_before(reading, group.first, floor)
    found = subject(
        reading, group, floor=group.first if told else floor, ceiling=ceiling if close is None else close - 1
    )
    if told is not None and (found is None or not found[1] or not is_person(reading, found[0])):
        told = None
        found = subject(reading, group, floor=floor, ceiling=ceiling if close is None else close - 1)
    alone = dropped_subject(reading, group, floor=floor, ceiling=ceiling) if found is None else None
    if found is None and alone is not None:
        found = alone, False, group.last
    if found is None:
        far = far_speaker(reading, group, floor=floor, ceiling=ceiling)
        if far is None:
            return None
        found = far, False, group.last
    phrase, inverted, end = found
    if verb.form == "finite" and reading.lexicon.tells_apart and _is_noun(reading, first):
        return None
    if not inverted and phrase.full[0] > floor + SHORTEST_APART:
        phrase = set_apart(reading, group, floor) or phrase
    speaks_on = inverted and _speaks_on(reading, phrase)
    if speaks_on:
        phrase, end = Phrase(phrase.core, phrase.core), max(group.last, phrase.core[1])
    if group.first == first and not could_be_verb(reading, verb, first, last, phrase):
        return None
    nobody = reading.classes[phrase.core[0]] | (
        reading.classes[phrase.full[0] - 1] if phrase.full[0] > floor else 0
    )
    if nobody & NEG and reading.lexicon.pack.has("postposed_subject"):
        return None  # "ningún responsable confirmó", "ni la policía ni la fiscalía"
    owned = not inverted and reading.tokens.lows[phrase.core[1]].endswith("'s")
    if owned and reading.tokens.lows[first] in reading.lexicon.noun_verbs:
        return None  # "the counsel's report on": a noun
    relative = False
    if phrase.core[0] == phrase.core[1]:
        only = phrase.core[0]
        relative = bool(
            reading.classes[only] & REL and only > floor and reading.tokens.words[only - 1] == ","
        )
        expletive = reading.tokens.lows[only] in reading.lexicon.expletives and not relative
        somebody = behind_speech(reading, only) and reading.tokens.lows[first] not in verb.group.infinitive
        unnamed = reading.classes[only] & GENERIC and not somebody
        if expletive or (unnamed and not _one_of_them(reading, verb, first, only)):
            return None
        if verb.group.kind == "plan" and only > floor and reading.classes[only] & PRON:
            if not reading.classes[only - 1] and not inverted:
                return None  # "the forces they intend to send": a contact relative
    if close is not None:
        end = max(end, close)
    draft = Draft(
        rule="verb",
        kind=verb.group.kind,
        sentence=sentence,
        anchor=first,
        cue=(group.first, group.last),
        source=phrase,
        content=[],
        verb=verb.group.id,
        media_verb=verb.group.media,
        negated=group.negated,
    )
    if inverted and (medium := outlet_between(reading, group.last + 1, phrase.full[0] - 1)) is not None:
        draft.told.append(medium)
        draft.why.append(("relay", "whom the speaker told", medium.core))
    if told is not None:
        draft.told.append(told)
        draft.why.append(("relay", "whom the speaker told", told.core))
    left = group.first if group.brace is None else group.brace
    going_on = reading.tokens.lows[group.first] in reading.lexicon.going_on and phrase.full[1] < left - 1
    if phrase.full[0] < left and not reading.classes[left - 1] & COORD and not going_on:
        left = phrase.full[0]
    elif inverted and reading.lexicon.adverbials_before_verb:
        left = told.core[0] if told else opened_by_adverbials(reading, left, floor)
    if inverted and phrase.core[0] > group.last + 1 and reading.lexicon.pack.has("postposed_subject"):
        voices_beside(reading, draft, group.last, phrase.core[0] - 1)  # "a dit à Radio X le ministre"
    end = voices_beside(reading, draft, max(end, group.last), ceiling)
    quoted_inside(reading, draft)
    draft.can_will = None
    if verb.group.id == "read":
        kind = analyse(reading, *phrase.core).kind
        quoted = kind == "unknown" and quotation_after(reading, end + 1, ceiling, reach=1)
        if kind != "document" and not quoted:
            return None
    if verb.group.id == "cite":
        cited = phrase_after(reading, end + 1, ceiling=ceiling, oblique=True)
        if cited is None:
            return None
        draft.behind.append(cited)
        draft.why.append(("citing", "names the voice behind", cited.core))
        end = cited.full[1]
        saying = end + 1 + bool(end + 3 < ceiling and reading.classes[end + 1] & int(C.AS))
        saying = saying if saying + 1 < ceiling else ceiling
        if (said := verb_cue_at(reading, saying)) is not None and said.form == "gerund":
            end, group.verb = saying, said  # "quoted him as saying that"
    braced = inverted or group.brace is not None
    if braced and group.negated and draft.kind == "assert" and verb.form == "infinitive":
        return None  # "…, wil de woordvoerder niet bevestigen": nothing was said
    draft.span = (left, end)
    frames = verb.group.frames
    paragraph = reading.sentences[sentence].paragraph
    if "quote" in frames or "inquit" in frames:
        quotation = quotation_before(reading, left, paragraph)
        if quotation is not None and quotation.close < floor:
            quotation = None  # it ended a sentence of its own
        if quotation is not None and not is_embedded(reading, quotation, floor):
            make_direct(reading, draft, quotation, "direct_speech")
            draft.content = [(opening_of(reading, quotation, floor), quotation.close)]
            end = told_behind(reading, draft, end, ceiling)
            draft.span = (draft.span[0], max(draft.span[1], end))
            add_second_half(reading, draft, end, ceiling)
            return draft
    if inverted and "inquit" in frames and _around_colon(reading, left, end, floor, ceiling):
        if content_before(reading, draft, left, end, floor, ceiling):
            return draft
    behind = reading.tokens.words[group.last + 1] if group.last + 1 < ceiling else ""
    if group.brace is not None and behind == "," and {"infinitive", "object_infinitive"} & set(frames):
        if late_infinitive(reading, draft, group.last + 2, ceiling):
            return draft
    if (
        group.brace is not None
        and first == last
        and "np" in frames
        and not clause_behind(reading, group.last + 1, ceiling)
    ):
        if bracketed_participle(reading, draft, group, inverted):
            return draft
    if left > floor + 1 and left - 1 in reading.stray_marks and "quote" in frames:
        draft.rule, draft.direct = "direct_speech", True
        draft.content, draft.span = [(floor, left - 1)], (floor, end)
        return draft
    late = close is not None and {"infinitive", "object_infinitive"} & set(frames) and close + 2 < ceiling
    if late and close is not None and reading.tokens.words[close + 1] == ",":
        if late_infinitive(reading, draft, close + 2, ceiling):
            return draft
    if close is not None and "np" in frames and bracketed_object(reading, draft, group, close, inverted):
        return draft
    may_open = alone is None or stands_first(reading, left, floor)
    direct = not inverted or reading.lexicon.pack.has("inverted_statement")
    opens_clause = end < ceiling and bool(reading.classes[end + 1] & COMP)
    direct = direct or (opens_clause and reading.lexicon.pack.has("postposed_subject"))
    if read_gap(reading, draft, group, end + 1, floor, ceiling):
        return draft
    if may_open and not speaks_on and (direct or end == ceiling or reading.tokens.words[end + 1] == ":"):
        if content_after(reading, draft, group, end + 1, ceiling):
            if relative and not draft.direct and draft.rule != "mid_inquit":
                _close_insertion(reading, draft)
            return None if _shows_speech(reading, draft, floor) else draft
    if inverted and "np" in frames and _object_before(reading, draft, left, floor):
        return draft
    closes = "inquit" in frames or (  # "…, survey finds"
        "evidence" in frames and analyse(reading, *phrase.core).kind == "document"
    )
    if closes and content_before(reading, draft, left, end, floor, ceiling):
        return draft
    return None


def _one_of_them(reading: Reading, verb: Verb, first: int, only: int) -> bool:
    """Whether "one" said something once, and is one of those named before: "“We had no notice,” said one"."""
    once = reading.tokens.lows[first] not in reading.lexicon.present_forms
    return bool(reading.classes[only] & DET) and once and verb.group.id in SPOKEN


def _is_noun(reading: Reading, token: int) -> bool:
    """Whether a word that is a noun too has an article: "one of the states suing it"."""
    noun = reading.tokens.lows[token] in reading.lexicon.noun_verbs
    return noun and not finite_at(reading, token) and bool(reading.classes[token - 1] & (DET | POSS))


def _speaks_on(reading: Reading, phrase: Phrase) -> bool:
    """ "…, mener Pia Holm, der afviser, at …": the relative clause behind the subject reports something else."""
    last = phrase.full[1]
    if last <= phrase.core[1] or last + 2 >= len(reading.classes):
        return False
    behind = last + 2 if reading.tokens.words[last + 1] == "," else last + 1
    return bool(reading.classes[behind] & COMP) and verb_cue_at(reading, last) is not None


def _around_colon(reading: Reading, left: int, end: int, floor: int, ceiling: int) -> bool:
    """ "Die Fähre sei voll, so Ek weiter: „…“": what stands before is said too, and the quotation goes on from it."""
    words, classes = reading.tokens.words, reading.classes
    while end < ceiling and classes[end + 1] & ADV:
        end += 1
    main = left - 2 > floor and words[left - 1] == "," and not classes[floor] & SUBORD
    if not main or end >= ceiling or words[end + 1] != ":":
        return False
    return has_finite(reading, floor, left - 2) and not finite_at(reading, left - 2)


def _object_before(reading: Reading, draft: Draft, left: int, floor: int) -> bool:
    """ "Etu informatsiyu oproverg Genshtab": the object before the verb is the content."""
    if not reading.lexicon.pack.has("object_first") or left - 1 < floor:
        return False
    first = left
    while first > floor and not reading.classes[first - 1] & (PUNCT | COMP | REL | FIN | TIME):
        first -= 1
    while first < left and reading.classes[first] & (ADV | COORD):
        first += 1
    if first >= left or reading.classes[first] & (PREP | PRON):
        return False
    draft.rule, draft.frame, draft.content = "noun_phrase", "np", [(first, left - 1)]
    draft.span = (first, draft.span[1])
    return True


def _gerund(reading: Reading, group: Group, *, sentence: int, floor: int, ceiling: int) -> Draft | None:
    """ "…, saying that": the subject is the subject of the clause before."""
    words, classes = reading.tokens.words, reading.classes
    before = group.first - 1
    if before < floor:
        return None
    document = None
    while before > floor and classes[before] & ADV and not classes[before] & (PREP | CAP):
        before -= 1  # ", essentially saying"
    marked = words[before] in MARKS and words[before - 1] in (",", "?", "!")
    with_subject = _with_subject(reading, before, floor) or _blamed(reading, before, floor)
    with_subject = with_subject or _seen(reading, before, floor)
    if with_subject is None and not (
        marked or words[before] in (",", "–", "—", "―", "--") or classes[before] & (COORD | PREP | ADV | TIME)
    ):
        noun = reading.lexicon.nouns.word(reading.tokens.lows[before])
        if noun is not None and noun.kind == "document":
            document = phrase_before(reading, before, floor=floor)  # "a letter saying that"
        elif (heard := _heard(reading, before, floor)) is not None:
            with_subject = heard
        elif group.verb.group.id == "say" and not classes[before] & (DET | GENERIC):
            # "Holk sent a letter to the board saying"
            document = opening_speaker(reading, floor, group.first) or clause_subject(reading, before, floor)
        if document is None and with_subject is None:
            return None
    phrase = with_subject or reading.speaker or clause_subject(reading, before, floor) or document
    if phrase is None and (words[before] == "," or classes[before] & PREP):
        phrase = opening_speaker(reading, floor, before + 1)
    if phrase is None and before == floor:
        phrase = _main_subject(reading, group.last + 1, ceiling)
    if phrase is None or _nobody(reading, phrase):
        return None
    draft = Draft(
        rule="participle_clause",
        kind=group.verb.group.kind,
        sentence=sentence,
        anchor=group.first,
        cue=(group.first, group.last),
        source=phrase,
        content=[],
        verb=group.verb.group.id,
        media_verb=group.verb.group.media,
    )
    draft.span = (group.first, group.last)
    if not content_after(reading, draft, group, group.last + 1, ceiling):
        return None
    if phrase.core[0] > group.last:
        draft.content = [(draft.content[0][0], min(draft.content[0][1], phrase.full[0] - 2))]
    elif words[before] == "," and phrase.full[1] + 1 in (before, before + 1) and not draft.direct:
        _close_insertion(reading, draft)
    return draft


def _nobody(reading: Reading, phrase: Phrase) -> bool:
    """Whether a subject is a word that means nobody in particular: "there"."""
    first, last = phrase.core
    return first == last and reading.tokens.lows[first] in reading.lexicon.pack.pronouns.expletive


def _close_insertion(reading: Reading, draft: Draft) -> None:
    """ "Holk, saying that nobody was told, | left": behind the comma the verb of the subject before goes on."""
    first, last = draft.content[-1]
    opens = DET | PRON | CAP | PREP | COORD | REL | SUBORD | TIME | PUNCT | COMP | NEG
    for k in range(first + 1, last):
        if reading.tokens.words[k] != "," or reading.quote_of[k] >= 0:
            continue
        verb = k + 1
        while verb < last and reading.classes[verb] & ADV and not reading.classes[verb] & opens:
            verb += 1
        if not reading.classes[verb] & opens and likely_finite(reading, verb, opens=True):
            draft.content = [(first, k - 1)]
            draft.span = (draft.span[0], k - 1)
            return


def _blamed(reading: Reading, before: int, floor: int) -> Phrase | None:
    """Who is blamed or praised for what he says: "attacked Holk for saying"."""
    if reading.tokens.lows[before] not in reading.lexicon.blame_prepositions:
        return None
    if reading.tokens.lows[before - 1] in reading.lexicon.objective:
        return Phrase((before - 1, before - 1), (before - 1, before - 1))
    blamed = phrase_before(reading, before - 1, floor=floor)
    if blamed is None or blamed.core[0] <= floor:
        return None
    return blamed if reading.classes[blamed.core[0]] & (DET | CAP | PRON) else None


def _heard(reading: Reading, last: int, floor: int) -> Phrase | None:
    """Who stands right before a participle and is heard or seen: "heard him saying", "a recording of Holk saying"."""
    named = reading.classes[last] & CAP and not reading.classes[last] & (DET | TIME)
    if not named and reading.tokens.lows[last] not in reading.lexicon.objective:
        return None
    first = last
    while first > floor and reading.classes[first - 1] & CAP and last - first < LONGEST_SUBJECT:
        first -= 1
    if first <= floor:
        return None
    verb = verb_cue_at(reading, first - 1)
    perceived = verb is not None and (verb.group.kind == "perceive" or verb.group.id in ("show", "cite"))
    owned = reading.tokens.lows[first - 1] in reading.lexicon.owners
    return Phrase((first, last), (first, last)) if perceived or owned else None


def _seen(reading: Reading, participle: int, floor: int) -> Phrase | None:
    """ "An officer was heard telling them that": the subject of a passive right before the participle of speech."""
    be = participle - 1
    while be > floor and reading.classes[be] & ADV:
        be -= 1
    if be <= floor or not is_be(reading, be) or not is_participle(reading, participle):
        return None
    while be > floor + 1 and reading.classes[be - 1] & AUX:
        be -= 1
    return phrase_before(reading, be - 1, floor=floor)


def _shows_speech(reading: Reading, draft: Draft, floor: int) -> bool:
    """ "The video shows Holk saying that …": what is shown is that somebody speaks, and his words are the statement."""
    seen = draft.kind == "perceive" or draft.verb == "show"
    if not seen or draft.rule == "content_clause" or not reading.lexicon.tells_apart:
        return False
    first, last = draft.content[0]
    for k in reading.cues_within(first + 1, last):
        verb = verb_cue_at(reading, k)
        if verb is not None and verb.form == "gerund" and verb.group.id in ("say", "tell"):
            return _heard(reading, k - 1, floor) is not None
    return False


def _with_subject(reading: Reading, last: int, floor: int) -> Phrase | None:
    """ "…, with many saying that": a participle that has its subject beside it, behind a preposition."""
    classes, lows = reading.classes, reading.tokens.lows
    for k in range(last - 1, max(floor, last - LONGEST_SUBJECT) - 1, -1):
        if lows[k] in reading.lexicon.absolute:
            return Phrase((k + 1, last), (k + 1, last))
        if classes[k] & (PUNCT | PREP | COORD) or finite_at(reading, k):
            return None
    return None


def _main_subject(reading: Reading, first: int, ceiling: int) -> Phrase | None:
    """ "After saying her foot was swollen, she left": the subject behind the comma that closes the clause."""
    words = reading.tokens.words
    for k in range(first, ceiling):
        closes = words[k] == "," or (reading.quote_of[k] >= 0 and words[k + 1] in MARKS and words[k] == ",")
        if not closes:
            continue
        start = k + 2 if words[k + 1] in MARKS else k + 1
        phrase = phrase_after(reading, start, ceiling=ceiling, apposition=False)
        if phrase is not None and phrase.core[1] < ceiling and likely_finite(reading, phrase.core[1] + 1):
            return phrase
    return None
