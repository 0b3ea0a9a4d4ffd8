"""Who speaks where a quotation leaves no doubt that somebody does, and the subject does not stand beside the verb.

“…,” the cousin, referred to by his surname Wu, said. / Holt, of the analysts RSM said: “…” / He called her and said,
“…” / Another commented: “…”. A reporting verb that touches a quotation has a speaker; what opens its clause is one
where no other clause stands between.
"""

from whence.extract.groups import Group
from whence.extract.lexicon import C
from whence.extract.mentions import analyse
from whence.extract.phrases import phrase_after, phrase_before
from whence.extract.quotations import MARKS
from whence.extract.reading import Reading
from whence.extract.spans import Phrase
from whence.extract.spoken import quotation_after
from whence.extract.standing import finite_at

CAP = int(C.CAP)

ADV, COORD, COMP, SUBORD = int(C.ADV), int(C.COORD), int(C.COMP), int(C.SUBORD)
DET, VAGUE, PRON, REL, GENERIC = int(C.DET), int(C.VAGUE), int(C.PRON), int(C.REL), int(C.GENERIC)
FARTHEST = 24
"""Tokens between the opening of the clause and its verb."""
TOUCHES = 3
SHORTEST_APART = 3
"""Tokens between the verb and a quotation behind it: ", " or ":" or "on Friday:"."""
SPEAKERS = frozenset(
    ("person", "name", "role", "organisation", "outlet", "group", "pronoun", "document", "state")
)


def far_speaker(reading: Reading, group: Group, *, floor: int, ceiling: int) -> Phrase | None:
    """The phrase that opens the clause of a verb beside a quotation, or None where it cannot be its subject."""
    if group.verb.form != "finite" or "quote" not in group.verb.group.frames:
        return None
    apart = set_apart(reading, group, floor)
    if apart is not None:
        return apart
    described = _behind_relative(reading, group, floor)
    if described is not None:
        return described
    opens = _clause_opening(reading, group, floor)
    behind_speech = opens is not None
    if opens is None:
        if quotation_after(reading, group.last + 1, ceiling, reach=TOUCHES) is None:
            return None
        opens = floor
    classes = reading.classes
    while opens < group.first and classes[opens] & (ADV | COORD) and not classes[opens] & (DET | PRON):
        opens += 1
    if not 0 < group.first - opens <= FARTHEST or classes[opens] & (COMP | SUBORD | REL) & ~DET:
        return None
    if opens == group.first - 1 and classes[opens] & (DET | VAGUE) and not classes[opens] & GENERIC:
        return Phrase((opens, opens), (opens, opens))
    phrase = phrase_after(reading, opens, ceiling=group.first - 1)
    if phrase is None or not (behind_speech or analyse(reading, *phrase.core).kind in SPEAKERS):
        return None
    goes_on = bool(classes[group.first - 1] & COORD) or reading.tokens.words[group.first - 1] == ","
    between = any(
        finite_at(reading, k) and reading.quote_of[k] < 0 for k in range(phrase.full[1] + 1, group.first)
    )
    return phrase if goes_on or not between else None


def _behind_relative(reading: Reading, group: Group, floor: int) -> Phrase | None:
    """ "Holk, who had told the crowd that “a bomb went off,” | said": what a relative clause describes that ends in a
    quotation."""
    last = group.first - 1
    if last <= floor or reading.quote_of[last] < 0 or not reading.lexicon.tells_apart:
        return None
    quotation = reading.quotations[reading.quote_of[last]]
    if quotation.close != last or reading.tokens.words[quotation.last] != ",":
        return None
    for k in range(quotation.open - 1, max(floor, quotation.open - FARTHEST), -1):
        if reading.quote_of[k] >= 0 or reading.tokens.words[k] in (".", ";", ":"):
            return None
        if reading.tokens.words[k] == "," and reading.classes[k + 1] & REL:
            head = phrase_before(reading, k - 1, floor=floor)
            return None if head is None else Phrase(head.core, (head.full[0], last))
    return None


def opening_speaker(reading: Reading, floor: int, gerund: int) -> Phrase | None:
    """ "The firm cut 300 jobs, adding that", "Holk, saying that …, left": who opens a sentence whose verb no list
    knows."""
    phrase = phrase_after(reading, floor, ceiling=gerund - 1, apposition=False)
    if phrase is None:
        return None
    behind = phrase.core[1] + 1
    if reading.tokens.words[behind] == "," and behind != gerund - 1:
        return None
    return phrase if analyse(reading, *phrase.core).kind in SPEAKERS else None


def set_apart(reading: Reading, group: Group, floor: int) -> Phrase | None:
    """ "Ida Holk, 68, an electrician at the yard said": a person opens the sentence, commas set apart what she is, and
    the verb follows without another clause between."""
    if not SHORTEST_APART <= group.first - floor <= FARTHEST or group.verb.group.kind != "assert":
        return None
    if not reading.classes[floor] & CAP:
        return None
    phrase = phrase_after(reading, floor, ceiling=group.first - 1, apposition=False)
    if phrase is None or reading.tokens.words[phrase.core[1] + 1] != ",":
        return None
    inner = range(phrase.core[1] + 1, group.first)
    if any(finite_at(reading, k) or reading.classes[k] & (COMP | SUBORD | REL) for k in inner):
        return None
    if any(finite_at(reading, k) for k in range(floor, phrase.core[1] + 1)):
        return None  # "Holk Hid Past Debts, Former Aide Says"
    return phrase if analyse(reading, *phrase.core).kind == "person" else None


def _clause_opening(reading: Reading, group: Group, floor: int) -> int | None:
    """The token behind the quotation that ends before the verb's clause, or None where there is none."""
    for k in range(group.first - 1, max(floor, group.first - FARTHEST) - 1, -1):
        number = reading.quote_of[k]
        if number < 0:
            continue
        quotation = reading.quotations[number]
        if quotation.close != k or quotation.kind == "dash":
            return None
        if (
            reading.tokens.words[quotation.last] not in (",", ".", "?", "!")
            and reading.tokens.words[k + 1] != ","
        ):
            continue  # “Wu” is a name, and no speech
        opens = k + 1
        while opens < group.first and (
            reading.tokens.words[opens] == "," or reading.tokens.words[opens] in MARKS
        ):
            opens += 1
        return opens
    return None
