"""How alike two statements are: a table of named evidence, and what it makes of them.

Each line of the table adds or takes away a weight of `weights.toml` and says why in words. What the sum makes
of two statements depends on the voices and their stance: the same claim, its denial, a contradiction, a rival
figure, or nothing. What this module refuses to do: it never says that two statements are the same because
they share names and numbers of a case; the figures have to be about the same thing, and different numbers
keep claims apart unless one wording was demonstrably made from the other.
"""

from typing import NamedTuple

from rapidfuzz import fuzz

from whence.link.statements.features import Features, overlap, related_units, same_value, size, times_meet
from whence.link.statements.senses import alike
from whence.model import Evidence, Figure, Relation
from whence.settings import settings


class Context(NamedTuple):
    """What is known about the two documents: how sure their sentences are aligned (0: not; 1: sure), whether
    either sentence is aligned elsewhere, whether one document credits or was made from the other, which was
    certainly published first (-1: the first; 1: the second; 0: not known), whether they share telling anchors
    (`near`), and how many days there are at least between their publication (None: not known)."""

    aligned: float = 0.0
    elsewhere: bool = False
    derived: bool = False
    earlier: int = 0
    near: bool = False
    days: int | None = None


class Verdict(NamedTuple):
    """What two statements are to each other. `apart`: never in one claim, not even through others."""

    relation: Relation | None
    score: float
    evidence: tuple[Evidence, ...]
    apart: bool = False


class _Table:
    """Evidence with weights, summed; only the sum where the evidence is not `told`."""

    def __init__(self, told: bool) -> None:
        self.score = 0.0
        self.told = told
        self.evidence: list[Evidence] = []

    def add(self, kind: str, weight: float, why: str, exact: str = "") -> None:
        if weight:
            self.score += weight
            if self.told:
                self.evidence.append(Evidence(kind=kind, why=f"{why} ({weight:+.2f})", exact=exact))


def compare(a: Features, b: Features, context: Context, *, told: bool = True) -> Verdict:
    """The verdict on two statements. Symmetric. Where it is not `told` the evidence is left out."""
    w = settings().claims
    table = _Table(told)
    same_document = a.statement.document == b.statement.document
    strangers = not (same_document or context.aligned or context.derived)
    own = not (a.statement.attributed and b.statement.attributed)
    figures = _figures(a, b, table, strangers=strangers)
    times = _times(a, b, table)
    concepts = _concepts(a, b, table)
    names = _anchors(a, b, table)
    words = _wording(a, b, table, strangers=strangers)
    if a.origin == b.origin and not a.origin.startswith("unnamed:"):
        table.add("origin", w.same_origin, "the same origin", a.statement.chain[0].name)
    elif a.voices & b.voices or a.alleged & b.alleged:
        table.add("voice", w.shared_voice, "a voice in common")
    if context.aligned:
        one_language = a.statement.language == b.statement.language
        nothing = one_language and words < w.words_floor_share and not concepts and figures != "same"
        weight = w.aligned * context.aligned * (w.aligned_alone_share if nothing else 1.0)
        table.add("aligned", round(weight, 3), "their sentences are aligned in the lineage of the documents")
    elif context.derived:
        table.add("lineage", w.derived, "one report was made from, or credits, the other")
    if context.elsewhere:
        table.add("lineage", -w.aligned_elsewhere, "one of them is aligned with another sentence")
    if a.statement.stance.polarity == b.statement.stance.polarity == "negated" and concepts:
        table.add("polarity", w.both_negated, "both are negated")
    score = round(max(0.0, min(1.0, table.score)), 4)
    proof = tuple(table.evidence)
    one, other = a.statement.stance, b.statement.stance
    if figures == "rival" and context.aligned < 1:
        rival = times != "apart" and _same_subject(a, b, context) and _same_matter(a, b)
        return Verdict("rival" if rival else None, max(score, w.rival_floor), proof, apart=True)
    if one.denial != other.denial:
        verdict = Verdict(None, score, proof, apart=True)
        return _denial(a, b, context, verdict, same_figure=figures == "same", concepts=concepts)
    if one.polarity != other.polarity and not context.aligned:
        stages = {c for c in a.concepts & b.concepts if c.startswith("stage:")}
        if context.near and stages and a.events & b.events:
            score += w.denial_event + (w.other_time if times == "apart" else 0.0)
        opposed = a.origin != b.origin and not one.denial and score >= w.contradiction_score
        if opposed and (a.events & b.events or words >= w.same_words_share):
            return Verdict("contradiction", min(1.0, score), proof, apart=True)
        return Verdict(None, score, proof, apart=same_document)
    if same_document:
        telling = figures == "same" and (times == "same" or concepts >= 0.5)
        if words < w.same_document_words_share and not telling:
            return Verdict(None, score, proof, apart=figures not in ("one side", "same"))
    sense = 0.0 if own else _sense(a, b, table)
    if strangers and not own:
        _apart(a, b, context, table, pinned=times == "same" or figures == "same")
    score = round(max(0.0, min(1.0, table.score)), 4)
    proof = tuple(table.evidence)
    if figures == "one side" and not context.aligned and words < w.same_words_share:
        score -= w.figure_missing
    one_voice = context.derived and a.origin == b.origin and concepts >= 0.5
    found_again = sense >= w.same_sense_share and (concepts > 0 or names > 0 or times == "same")
    two_languages = strangers and not own and a.statement.language != b.statement.language
    both = concepts > 0 and names > 0 and not two_languages
    near = words >= w.same_words_share or both or one_voice or found_again
    something = (
        concepts > 0 or names > 0 or times == "same" or context.derived or sense >= w.sense_floor_share
    )
    basis = bool(context.aligned) or near or (figures == "same" and something)
    if not basis:
        return Verdict(None, score, proof)
    return Verdict("same" if score >= w.same_score else None, round(score, 4), proof)


def _denial(
    a: Features, b: Features, context: Context, verdict: Verdict, *, same_figure: bool, concepts: float
) -> Verdict:
    """Whether the one that denies denies what the other says: nobody denies himself, what is not said yet, or
    what itself says no."""
    w = settings().claims
    other = b.statement.stance if a.statement.stance.denial else a.statement.stance
    if other.polarity == "negated" or other.condition:
        return verdict
    if a.origin == b.origin or context.earlier == (-1 if a.statement.stance.denial else 1):
        return verdict
    same_document = a.statement.document == b.statement.document
    event = bool(a.events & b.events)
    topic = bool(_topics(a) & _topics(b)) and concepts >= w.denial_topic_share
    if not event and not same_figure and not (same_document and topic):
        return verdict
    score = verdict.score + (w.denial_event if event or (same_document and topic) else 0.0)
    score += w.denial_same_document if same_document else w.denial_near if context.near else 0.0
    return verdict._replace(relation="denial" if score >= w.denial_score else None, score=min(1.0, score))


def _same_matter(a: Features, b: Features) -> bool:
    """Whether two figures belong to one event or topic; two voices of one report may share plain words."""
    if a.events & b.events or _topics(a) & _topics(b):
        return True
    same_document = a.statement.document == b.statement.document
    return same_document and a.origin != b.origin and len(a.content & b.content) >= 2


def _figures(a: Features, b: Features, table: _Table, *, strangers: bool) -> str:
    """same | overlap | rival | one side | none; adds its line."""
    w = settings().claims
    if not a.figures or not b.figures:
        return "none" if not a.figures and not b.figures else "one side"
    pairs = [(x, y) for x in a.figures for y in b.figures if related_units(x.unit, y.unit)]
    best = max(((x, y) for x, y in pairs if same_value(x, y)), key=lambda p: size(p[0]), default=None)
    if best is not None:
        x, y = best
        weight = w.same_figure if _telling(x) and _telling(y) else w.same_small_figure
        unit = "" if x.unit == y.unit else f", counted as {x.unit or 'nothing'} and as {y.unit or 'nothing'}"
        table.add("figure", weight, f"the same figure{unit}", f"{x.exact} / {y.exact}")
        return "same"
    if any(overlap(x, y) for x, y in pairs):
        table.add("figure", w.overlapping_figure, "figures that can both be true")
        return "overlap"
    rivals = [(x, y) for x, y in pairs if x.unit == y.unit and x.unit is not None and _comparable(x, y)]
    if rivals:
        x, y = rivals[0]
        table.add("figure", -w.other_figure, f"another number of {x.unit}", f"{x.exact} / {y.exact}")
        return "rival"
    table.add("figure", -w.other_figure / (1 if strangers else 2), "other figures")
    return "other"


def _telling(figure: Figure) -> bool:
    """Whether a number is rare enough to tell: 50,000 is; 2, "millions" and 35 per cent are not."""
    if figure.approximator == "vague" or figure.unit == "percent":
        return False
    return size(figure) >= settings().claims.telling_figure


def _comparable(x: Figure, y: Figure) -> bool:
    """Whether two numbers may measure one thing: none is an increment, and neither dwarfs the other."""
    if "increment" in (x.approximator, y.approximator):
        return False
    small, large = sorted((size(x), size(y)))
    return large <= settings().claims.rival_ratio * max(small, 1.0)


def _times(a: Features, b: Features, table: _Table) -> str:
    """same | apart | none; adds its line."""
    w = settings().claims
    if not a.times or not b.times:
        return "none"
    meets = [(times_meet(x, y), x, y) for x in a.times for y in b.times]
    hit = next(((x, y) for met, x, y in meets if met), None)
    if hit is not None:
        table.add("time", w.same_time, "the same time", f"{hit[0].exact} / {hit[1].exact}")
        return "same"
    if all(met is False for met, _, _ in meets):
        table.add("time", -w.other_time, "another time", f"{a.times[0].exact} / {b.times[0].exact}")
        return "apart"
    return "none"


def _concepts(a: Features, b: Features, table: _Table) -> float:
    """The share of concepts in common; adds its line."""
    counted = {f"unit:{figure.unit}" for figure in (*a.figures, *b.figures)}  # the figures have said that
    mine, theirs = a.concepts - counted, b.concepts - counted
    shared = mine & theirs
    if not shared:
        return 0.0
    share = 2 * len(shared) / (len(mine) + len(theirs))
    weight = settings().claims.concepts * share * min(1.0, (1 + len(shared)) / 3)
    table.add(
        "concept",
        round(weight, 3),
        "the same concepts",
        ", ".join(sorted(c.partition(":")[2] for c in shared)),
    )
    return share


def _anchors(a: Features, b: Features, table: _Table) -> float:
    """The share of names, places and borrowed words in common; adds its line."""
    if a.named_keys.isdisjoint(b.named_keys):
        return 0.0
    met = missed = 0.0
    words: list[str] = []
    for mine, keys in ((a, b.named_keys), (b, a.named_keys)):
        for anchor in mine.named:
            if anchor.keys.isdisjoint(keys):
                missed += anchor.missed
            else:
                met += anchor.met
                words += [anchor.exact] if mine is a else []
    if met == 0.0:
        return 0.0
    share = met / (met + missed) * min(1.0, met / 2 / 2)
    table.add(
        "name", round(settings().claims.names * share, 3), "names and words in common", ", ".join(words)
    )
    return share


def _wording(a: Features, b: Features, table: _Table, *, strangers: bool) -> float:
    """The likeness of the words themselves where the language is the same; adds its line."""
    w = settings().claims
    if a.statement.language != b.statement.language:
        return 0.0
    shorter = min(len(a.words.split()), len(b.words.split()))
    if shorter < w.fewest_words:
        share = 1.0 if a.words == b.words else 0.0
    else:
        share = fuzz.ratio(a.ordered, b.ordered, score_cutoff=100 * w.words_floor_share) / 100
        fewer = min(len(a.content), len(b.content))
        if fewer >= w.fewest_words:
            share = max(share, 0.95 * len(a.content & b.content) / fewer)
        if strangers:
            share = min(share, alike(a.sense, b.sense))
    if share > w.words_floor_share:
        weight = w.wording * (share - w.words_floor_share) / (1 - w.words_floor_share)
        table.add("wording", round(weight, 3), f"{share:.0%} of the wording is the same")
    return share


def _sense(a: Features, b: Features, table: _Table) -> float:
    """The likeness of what is said where the languages are two, as far as word tables tell; adds its line."""
    w = settings().claims
    if a.statement.language == b.statement.language:
        return 0.0
    fewer = min(len(a.content), len(b.content))
    share = alike(a.sense, b.sense) * min(1.0, fewer / w.fewest_words)
    if share > w.sense_floor_share:
        weight = w.sense * (share - w.sense_floor_share) / (1 - w.sense_floor_share)
        table.add("meaning", round(weight, 3), "the words of one may mean those of the other")
    return share


def _apart(a: Features, b: Features, context: Context, table: _Table, *, pinned: bool) -> None:
    """What tells whether two reports of which neither was made from the other speak of one affair; adds its lines.

    Independent reports of an event come within days. `pinned`: a time or a figure says which affair it is, whenever it
    is told. Else who foretells something and who says that it has happened make two claims.
    """
    w = settings().claims
    if context.days is not None:
        if context.days < w.fresh_days and a.origin != b.origin:
            table.add("published", w.fresh, "published within the same days")
        elif context.days > w.stale_days and not pinned:
            table.add("published", -w.stale, "published long apart")
    if a.spoken_of and b.spoken_of and a.spoken_of.isdisjoint(b.spoken_of):
        table.add("name", -w.other_names, "other names")
    if not pinned and {a.statement.stance.horizon, b.statement.stance.horizon} == {"past", "future"}:
        table.add("horizon", -w.other_horizon, "one foretells, the other tells what has happened")


def _topics(a: Features) -> frozenset[str]:
    return frozenset(concept for concept in a.concepts if concept.startswith("topic:"))


def _same_subject(a: Features, b: Features, context: Context) -> bool:
    """Whether both speak of the same state, place or person first; the speaker himself counts.

    "The Russians mobilise 200,000, perhaps from Belarus" is no rival of Belarus's 50,000. Where one names
    nobody, the reports have to tell of one affair and the statements of one topic.
    """
    if a.statement.document == b.statement.document or a.origin in b.subjects or b.origin in a.subjects:
        return True
    mine, theirs = _first_name(a), _first_name(b)
    if mine and theirs:
        return bool(mine & theirs)
    return context.near and bool(_topics(a) & _topics(b))


def _first_name(a: Features) -> frozenset[str]:
    """The keys of the first name or territory in a statement."""
    named = (anchor.keys for anchor in a.named if any(key[0] in "nt" for key in anchor.keys))
    return next(named, frozenset())
