"""Reported speech told by its mood alone: "… Er sei nicht dort gewesen." goes on from whoever spoke before.

The subjunctive of reported speech is said by somebody. Who it is, is looked for from near to far: the statement of the
sentence before, the last one of the paragraph, the end of the paragraph before, then the subject of the sentence
before, where that is somebody who speaks. Where none of them is there, the statement has no source. Forms that also
serve for what is merely imagined ("hätten", "würden") go on only from a statement right before.
"""

from whence.extract.clauses import strip_end
from whence.extract.drafts import Draft
from whence.extract.groups import is_be
from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at
from whence.extract.subjects import clause_subject

FIN, REL, SUBORD, COMP, PREP = int(C.FIN), int(C.REL), int(C.SUBORD), int(C.COMP), int(C.PREP)
SUBJUNCTIVE, CAP, DET = int(C.SUBJUNCTIVE), int(C.CAP), int(C.DET)
FARTHEST_SPEAKER = 4
"""Sentences between a statement and one that goes on from it in the subjunctive, in one paragraph."""
SPEAKERS = frozenset(("person", "role", "organisation"))


def read_free_subjunctive(reading: Reading, sentence: int, drafts: list[Draft]) -> Draft | None:
    """The draft of a sentence whose main verb stands in the subjunctive of reported speech, or None."""
    here = reading.sentences[sentence]
    if reading.quote_of[here.first] >= 0 or reading.marked[here.first]:
        return None
    finite = main_verb(reading, here.first, here.last)
    if finite is None:
        return None
    strong = bool(reading.classes[finite] & SUBJUNCTIVE)
    if not strong and reading.tokens.lows[finite] not in reading.lexicon.past_subjunctives:
        return None
    before = _speaker(reading, sentence, drafts, far=strong)
    if before is None and not strong:
        return None
    draft = Draft(
        rule="free_subjunctive",
        kind="assert",
        sentence=sentence,
        anchor=finite,
        cue=None,
        source=None,
        content=[(here.first, strip_end(reading, here.first, here.last))],
        verb="say",
        speaker_of=before,
    )
    draft.span = (here.first, here.last)
    draft.why.append(("subjunctive", "reported speech goes on in the subjunctive", (finite, finite)))
    if before is not None:
        draft.kind = before.kind if before.kind in ("assert", "believe") else "assert"
        draft.cue, draft.source, draft.verb = before.cue, before.source, before.verb
        return draft
    if reading.sentences[sentence - 1].paragraph == here.paragraph and sentence > 0:
        earlier = reading.sentences[sentence - 1]
        phrase = clause_subject(reading, earlier.last, earlier.first)
        if phrase is not None and _could_speak(reading, phrase):
            draft.source = phrase
            draft.why.append(("source", "the subject of the sentence before", phrase.core))
            return draft
    draft.reporter_hedge = True
    return draft


def _could_speak(reading: Reading, phrase: Phrase) -> bool:
    """A person, an institution, or a bare name; not one of whom a passive tells."""
    kind = analyse(reading, *phrase.core).kind
    verb = phrase.full[1] + 1
    if verb < len(reading.tokens) and is_be(reading, verb):
        return False
    named = kind == "name" and not reading.classes[phrase.core[0]] & DET
    return kind in SPEAKERS or named


def main_verb(reading: Reading, first: int, last: int) -> int | None:
    """The finite verb of the main clause: clauses that a relative or subordinating word opens are passed over."""
    classes, words, quote_of = reading.classes, reading.tokens.words, reading.quote_of
    k = first
    while k <= last:
        opens = k == first or words[k - 1] == ","
        if opens and _subordinate(reading, k, last):
            closing = _clause_closes(reading, k, last)
            if closing is None:
                return None
            k = closing
            continue
        if quote_of[k] < 0 and classes[k] & FIN and finite_at(reading, k):
            return k
        k += 1
    return None


def _subordinate(reading: Reading, token: int, last: int) -> bool:
    bits = reading.classes[token]
    if token > 0 and reading.tokens.words[token - 1] == ",":
        if bits & (REL | COMP):
            return True
        if bits & PREP and token < last and reading.classes[token + 1] & REL:
            return True
    return bool(bits & SUBORD) and not bits & PREP


def _clause_closes(reading: Reading, token: int, last: int) -> int | None:
    """The token behind the comma that closes a clause which ends with its verb."""
    for k in range(token + 1, last):
        if reading.tokens.words[k] == "," and finite_at(reading, k - 1):
            return k + 1
    return None


def _speaker(reading: Reading, sentence: int, drafts: list[Draft], *, far: bool) -> Draft | None:
    """The statement that the sentence goes on from. `drafts` are those nearby, in order."""
    here = reading.sentences[sentence]
    candidates = [d for d in drafts if d.span[1] < here.first and d.source is not None and d.sentence >= 0]
    if not candidates:
        return None
    before = max(candidates, key=lambda d: d.span[1])
    distance = sentence - before.sentence
    same = reading.sentences[before.sentence].paragraph == here.paragraph
    if distance <= 1 and same:
        return before
    if not far:
        return None
    if same:
        return before if distance <= FARTHEST_SPEAKER else None
    opens = sentence == 0 or reading.sentences[sentence - 1].paragraph != here.paragraph
    return before if opens and distance <= 1 else None
