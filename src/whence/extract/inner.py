"""Reporting clauses inside the quotation marks: « Le pont, a dit le maire, est fermé ».

Some national styles do not close the marks for the reporting clause. It stands behind a comma or a dash, opens with
its verb, and ends at the next comma, dash, full stop, or with the quotation.
"""

from whence.extract.beside import voices_beside
from whence.extract.drafts import Draft
from whence.extract.groups import perfect_at
from whence.extract.lexicon import C, Verb
from whence.extract.phrases import phrase_after
from whence.extract.postponed import behind_times_and_places
from whence.extract.quotations import Quotation
from whence.extract.reading import Reading
from whence.extract.reporting import verb_cue_at
from whence.extract.spans import Phrase
from whence.extract.standing import finite_at

CAP = int(C.CAP)
PRON = int(C.PRON)

ADV, CLITIC, AUX, DET = int(C.ADV), int(C.CLITIC), int(C.AUX), int(C.DET)
OPENERS = frozenset((",", "–", "—", "―", "-", "?", "!", "…", "..."))
CLOSERS = frozenset((",", "–", "—", "―", "-", ".", "»", "”", '"', ":"))
LONGEST_INQUIT = 30
LONGEST_QUOTATION_TOKENS = 400
DASHES = frozenset(("–", "—", "―", "-"))


def read_inner_inquit(reading: Reading, quotation: Quotation, sentence_of: list[int]) -> Draft | None:
    """The draft of the first reporting clause inside a quotation, or None where there is none."""
    words = reading.tokens.words
    stop = min(quotation.last, quotation.first + LONGEST_QUOTATION_TOKENS)
    for mark in range(quotation.first + 1, stop):
        if words[mark] not in OPENERS:
            continue
        found = _reporting(reading, mark + 1, stop)
        if found is None:
            continue
        verb, first, last, source = found
        end = _clause_end(reading, source.full[1] + 1, stop, dash=words[mark] in DASHES)
        if end is None:
            continue
        draft = Draft(
            rule="inner_inquit",
            kind=verb.group.kind,
            sentence=sentence_of[mark],
            anchor=first,
            cue=(first, last),
            source=source,
            content=[(quotation.open, mark if words[mark] in ("?", "!") else mark - 1)],
            verb=verb.group.id,
            media_verb=verb.group.media,
            direct=True,
        )
        stops = words[end] == "." or (words[end] in DASHES and words[end + 1] == ".")
        if words[end] in DASHES and stops:
            end += 1  # "- ha detto X -. Ma …"
        if end + 1 < quotation.last:
            draft.content.append((end + 1, quotation.close))
            if not stops and words[end] in (",", *DASHES):
                draft.rule = "split_quotation"
        draft.span = (quotation.open, quotation.close)
        if source.core[0] > last + 1:
            voices_beside(reading, draft, last, source.core[0] - 1)
        voices_beside(reading, draft, source.full[1], end)
        return draft
    return None


def _reporting(reading: Reading, token: int, stop: int) -> tuple[Verb, int, int, Phrase] | None:
    """A reporting verb that opens a clause at the token with its subject behind: the verb, its tokens, the subject."""
    classes = reading.classes
    k = token
    while (
        k < stop and classes[k] & (ADV | CLITIC) and not classes[k] & AUX and verb_cue_at(reading, k) is None
    ):
        k += 1
    if k >= stop:
        return None
    verb = verb_cue_at(reading, k)
    if verb is None or verb.form == "gerund" or not {"inquit", "quote"} & set(verb.group.frames):
        return None
    if verb.form == "participle":
        perfect = perfect_at(reading, k)
        if perfect is None:
            return None
        verb, first, last = perfect
        hung = next((j for j in range(k + 1, first) if reading.is_enclitic(j)), None)
        if hung is not None:
            return verb, k, last, Phrase((hung, hung), (hung, max(hung, last)))
    else:
        lows = reading.tokens.lows
        last = k - 1 + next(len(entry) for entry, cue in reading.lexicon.cues.get(lows[k], ()) if cue is verb)
    behind = last + 1
    if behind <= stop and reading.is_enclitic(behind):
        return verb, k, last, Phrase((behind, behind), (behind, behind))
    behind = behind_times_and_places(reading, behind, stop)
    dash = next((j for j in range(behind, stop + 1) if reading.tokens.words[j] in DASHES), stop + 1)
    source = phrase_after(reading, behind, ceiling=dash - 1)
    if (
        source is None
        or (classes[source.core[0]] & PRON and reading.tokens.words[token - 1] not in DASHES)
        or any(finite_at(reading, j) and not classes[j] & CAP for j in range(*source.core))
    ):
        return None
    return verb, k, last, source


def _clause_end(reading: Reading, token: int, stop: int, *, dash: bool) -> int | None:
    """The mark that ends the reporting clause, or None where another verb stands before it."""
    words, classes = reading.tokens.words, reading.classes
    for k in range(token, min(stop + 1, token + LONGEST_INQUIT) + 1):
        if words[k] in CLOSERS and not (dash and words[k] == ","):
            return k
        if finite_at(reading, k) and not classes[k] & CAP and not dash:
            return None
    return None
