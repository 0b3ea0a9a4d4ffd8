"""Further voices at a verb: "siger ifølge Reuters", "told RND", "siger X til Ritzau"."""

from whence.extract.attributes import is_addressed
from whence.extract.clauses import skip_modifiers
from whence.extract.drafts import Draft
from whence.extract.lexicon import C, T, Word
from whence.extract.mentions import analyse
from whence.extract.phrases import _is_channel, phrase_after
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import is_attribution, quoting_agent
from whence.extract.told import is_media, told_name_at
from whence.languages.outlets import outlet_kind

DET = int(C.DET)
PREP = int(C.PREP)
COMP = int(C.COMP)
ADV = int(C.ADV)
PRON = int(C.PRON)
CAP = int(C.CAP)
TIME = int(C.TIME)
CHANNEL = int(T.CHANNEL)
LONGEST_OUTLET = 5
LONGEST_TOLD = 8
"""An outlet with its noun and the marks about its name, in tokens."""
LONGEST_DESCRIPTION = 16
"""Tokens that describe a cited voice: "who asked not to be named"."""


def voices_beside(reading: Reading, draft: Draft, end: int, ceiling: int) -> int:
    """ "siger ifølge Reuters", "siger X ifølge bureauet", "X, der er general, ifølge Y": voices at the verb."""
    classes, words = reading.classes, reading.tokens.words
    assert draft.source is not None
    k = end + 1
    if (
        draft.cue is not None
        and draft.source.full[1] > draft.cue[1]
        and draft.source.core[1] < draft.source.full[1]
    ):
        k = draft.source.full[1] + 1
    for _ in range(3):
        probe = k
        while (
            probe <= ceiling
            and (classes[probe] & (TIME | ADV) or words[probe] == ",")
            and reading.quote_of[probe] < 0
        ):
            probe += 1
        if probe <= ceiling and classes[probe] & PREP and not is_attribution(reading, probe):
            told = _told(reading, probe, ceiling)
            if told is not None:
                draft.told.append(told)
                draft.why.append(("relay", "whom the speaker told", told.core))
                end, k = told.full[1], told.full[1] + 1
                continue
        final = reading.lexicon.pack.has("verb_final_clauses") and probe <= ceiling and classes[probe] & DET
        if final or _dative_at(reading, probe, ceiling):
            dative = _told(reading, probe - 1, ceiling)  # "sagte X der Agentur"
            if dative is not None:
                draft.told.append(dative)
                draft.why.append(("relay", "whom the speaker told", dative.core))
                end, k = dative.full[1], dative.full[1] + 1
                continue
        relay = quoted_by(reading, probe, ceiling) if probe > k else None
        if relay is not None:
            draft.relays.append(relay)
            draft.why.append(("relay", "who quoted the speaker", relay.core))
            end, k = relay.full[1], relay.full[1] + 1
            continue
        if probe > ceiling or not is_attribution(reading, probe):
            return k - 1 if k - 1 > end else end
        width = attribution_width(reading, probe)
        phrase = phrase_after(reading, probe + width, ceiling=ceiling, oblique=True)
        if phrase is None:
            return end
        if phrase.full[1] > phrase.core[1] + 1 and classes[phrase.core[1] + 2] & COMP:
            phrase = Phrase(
                phrase.core, phrase.core
            )  # "said, as quoted by the Post, | that": the clause of the verb
        if probe > k and words[probe - 1] == ",":
            phrase = _closed(reading, phrase, ceiling)
        draft.behind.append(phrase)
        draft.why.append(("attribution", "a voice beside the verb", (probe, phrase.core[1])))
        draft.relay_cues.append((probe, probe + width - 1))
        end = phrase.full[1]
        k = end + 1
    return end


def _closed(reading: Reading, phrase: Phrase, ceiling: int) -> Phrase:
    """A voice cited between commas runs to the second, what describes it included: "says, citing people whom it does
    not name, | that", "asegura, citando fuentes que no identifica, | que"."""
    first = phrase.core[1] + 1
    for k in range(first, min(ceiling, first + LONGEST_DESCRIPTION)):
        if reading.quote_of[k] >= 0:
            return phrase
        if reading.tokens.words[k] == ",":
            described = k > first and reading.classes[k + 1] & COMP
            return Phrase(phrase.core, (phrase.full[0], k - 1)) if described else phrase
    return phrase


def _dative_at(reading: Reading, token: int, ceiling: int) -> bool:
    """Whether a name in the case of whom somebody tells begins at the token, behind its article ("az MTI-nek")."""
    endings = reading.lexicon.dative_endings
    lows, classes = reading.tokens.lows, reading.classes
    if token <= ceiling and is_addressed(reading, token):
        return True
    if token <= ceiling and reading.lexicon.oblique and classes[token] & CAP:
        if outlet_kind(reading.tokens.words[token]) is not None:
            return True  # "powiedział Nowak PAP": foreign names take no ending
    if token <= ceiling and reading.lexicon.oblique.word(lows[token]) and is_media(reading, token):
        return True  # "powiedział Nowak | agencji Północ"
    if not endings or token > ceiling:
        return False
    if told_name_at(reading, token, ceiling):
        return True
    return any(
        lows[k].endswith(endings) and classes[k] & CAP
        for k in range(token, min(ceiling, token + LONGEST_OUTLET) + 1)
        if all(classes[j] & (CAP | DET) for j in range(token, k + 1))
    )


def _told(reading: Reading, preposition: int, ceiling: int) -> Phrase | None:
    """The outlet behind a preposition at the verb: "siger X til Ritzau", "said X in an interview with Y"."""
    start = preposition + 1
    for k in range(start, min(ceiling, start + LONGEST_OUTLET)):
        channel = reading.lexicon.channels.at(reading.tokens.lows, k) if reading.traits[k] & CHANNEL else None
        if channel is not None and channel[0] == "interview":
            start = channel[1]
            break
    while start <= ceiling and reading.classes[start] & PREP:
        start += 1
    phrase = phrase_after(reading, start, ceiling=ceiling, apposition=False, oblique=True)
    if phrase is None or phrase.core[1] - phrase.core[0] > LONGEST_OUTLET:
        return None
    mention = analyse(reading, *phrase.core)
    return phrase if mention.kind == "outlet" and mention.name else None


def quoted_by(reading: Reading, token: int, ceiling: int) -> Phrase | None:
    """ "according to a diplomat quoted by X": who quoted the source passed it on."""
    agent = quoting_agent(reading, token) if token + 1 < ceiling else None
    return None if agent is None else phrase_after(reading, agent + 1, ceiling=ceiling, apposition=False)


def told_before(reading: Reading, verb: int, floor: int) -> Phrase | None:
    """ "…“, – BNS | sakė merė X": an outlet between direct speech and the verb is whom the speaker told, where times
    and addressees stand before the verb and the subject behind it. Its name may have marks of its own."""
    if not reading.lexicon.adverbials_before_verb:
        return None
    for k in range(verb - 1, max(floor, verb - 1 - LONGEST_TOLD), -1):
        if reading.tokens.words[k - 1] in (",", *reading.lexicon.dashes) and reading.quote_of[k - 1] < 0:
            outlet = analyse(reading, k, verb - 1)
            return Phrase((k, verb - 1), (k, verb - 1)) if outlet.kind == "outlet" else None
    return None


def quoted_inside(reading: Reading, draft: Draft) -> None:
    """ "X, quoted by Reuters, said": who quoted the source stands in what is set apart behind its name."""
    assert draft.source is not None
    core, full = draft.source.core, draft.source.full
    if full[1] <= core[1] + 2:
        return
    relay = quoted_by(reading, core[1] + 2, full[1])
    if relay is not None:
        draft.relays.append(relay)
        draft.why.append(("relay", "who quoted the speaker", relay.core))


def told_behind(reading: Reading, draft: Draft, end: int, ceiling: int) -> int:
    """ "…, Holk told Reuters": whom the speaker told is kept; gives the last token of what belongs to the verb."""
    if draft.verb != "tell":
        return end
    told = phrase_after(reading, end + 1, ceiling=ceiling, apposition=False)
    if told is None:
        return end
    draft.told.append(told)
    return voices_beside(reading, draft, told.core[1], ceiling)


def attribution_width(reading: Reading, token: int) -> int:
    lows = reading.tokens.lows
    for words, cue in reading.lexicon.cues.get(lows[token], ()):
        if (
            isinstance(cue, Word)
            and cue.family in ("attribution", "citing")
            and tuple(lows[token : token + len(words)]) == words
        ):
            return len(words)
    return 1


def keep_addressee(reading: Reading, draft: Draft, first: int, opener: int) -> None:
    """Whoever was told ("told Meridian Radio that") is kept: an outlet there is a relay."""
    start = first
    while start < opener - 1 and not reading.classes[start] & CAP:
        if not reading.classes[start] & (PREP | PRON | DET):
            break
        start += 1
    phrase = phrase_after(reading, start, ceiling=opener - 1, oblique=True)
    if (
        phrase is not None
        and draft.kind == "assert"
        and not _is_channel(reading, phrase.core[0], phrase.core[1])
        and (draft.verb == "tell" or analyse(reading, *phrase.core).kind == "outlet")
    ):
        draft.told.append(phrase)


def addressee_end(reading: Reading, draft: Draft, first: int, last: int) -> int | None:
    """Behind "told", the addressee stands before the clause: "told reporters the bridge was closed"."""
    if draft.verb != "tell":
        return None
    phrase = phrase_after(reading, first, ceiling=last, apposition=False)
    if phrase is None:
        return None
    draft.told.append(phrase)
    return skip_modifiers(reading, phrase.core[1] + 1, last)
