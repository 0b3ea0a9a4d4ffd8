"""Why two names are one source or are not: the comparison that decides, opened up."""

from collections.abc import Collection

from whence.explanation import Measure
from whence.languages.fold import name_similarity
from whence.link.institutions import institution, same_institution
from whence.link.name_keys import name_keys
from whence.link.name_pairs import bare, is_outlet, other_person
from whence.model import Evidence


def compared(
    a: str, names_a: Collection[str], b: str, names_b: Collection[str]
) -> tuple[list[Evidence], list[Evidence], list[Measure]]:
    """What speaks for two ids being one source, what against it, and what was measured."""
    one, other = (max(names, key=lambda name: (len(name), name)) for names in (names_a, names_b))
    one, other = one.removeprefix("unnamed: "), other.removeprefix("unnamed: ")
    mine: list[Evidence] = []
    theirs: list[Evidence] = []
    first, second = institution(a, one), institution(b, other)
    if first is not None and second is not None:
        if same_institution(first, second):
            what = first.concept.replace("_", " ")
            mine.append(Evidence(kind="institution", why=f"both are the {what} of the same state or place"))
        else:
            theirs.append(
                Evidence(kind="institution", why="two institutions, or not known to belong to the same")
            )
    for key, name in ((a, one), (b, other)):
        if key.startswith("unnamed:") and institution(key, f"unnamed: {name}") is None:
            why = f"“{name}” is a group without a name: two are never merged by wording alone"
            theirs.append(Evidence(kind="unnamed", why=why))
    found = name_similarity(one, other)
    measures = [
        Measure(what="how alike the names sound (score)", value=round(found.score, 2), needed=found.threshold)
    ]
    proof = Evidence(kind="name", why=found.why or "no words to compare")
    (mine if found.same else theirs).append(proof)
    if other_person(one, other):
        theirs.append(Evidence(kind="blocked", why="one surname with two given names: two people"))
    if (bare(a, one) or bare(b, other)) and not is_outlet(a, b):
        why = "a name of one word is no evidence between reports, unless aligned sentences show it"
        theirs.append(Evidence(kind="blocked", why=why))
    keys = [{found.key for found in name_keys(key, name)} for key, name in ((a, one), (b, other))]
    if not keys[0] & keys[1] and not mine:
        theirs.insert(
            0, Evidence(kind="never compared", why="no word of one sounds like a word of the other")
        )
    return mine, theirs, measures
