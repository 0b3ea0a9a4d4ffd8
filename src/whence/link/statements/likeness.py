"""How alike two statements are: a table of named evidence, and what it makes of them.

Each line of the table adds or takes away a weight of `weights.toml` and says why in words. What the sum makes
of two statements depends on the voices and their stance: the same claim, its denial, a contradiction, a rival
figure, or nothing. What this module refuses to do: it never says that two statements are the same because
they share names and numbers of a case; the figures have to be about the same thing, and different numbers
keep claims apart unless one wording was demonstrably made from the other. What adds to the score here is bounded in
`likely`, before two statements are compared.
"""

from typing import NamedTuple

from whence.link.statements.evidence import (
    Context,
    Line,
    Table,
    by_concepts,
    by_figures,
    by_names,
    by_times,
    by_wording,
    written,
)
from whence.link.statements.features import Features
from whence.link.statements.independent import independent
from whence.link.statements.senses import alike
from whence.model import Evidence, Relation
from whence.settings import settings


class Verdict(NamedTuple):
    """What two statements are to each other. `apart`: never in one claim, not even through others."""

    relation: Relation | None
    score: float
    lines: tuple[Line, ...]
    apart: bool = False

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What speaks for it and against it, in words."""
        return written(self.lines)


def compare(a: Features, b: Features, context: Context, *, whole: bool = True) -> Verdict:
    """The verdict on two statements. Symmetric. `whole`: with score and evidence also where they are nothing to each
    other, or only `apart`; else that is looked for first, and what it rests on is left out."""
    w = settings().claims
    table = Table()
    same_document = a.statement.document == b.statement.document
    strangers = not (same_document or context.aligned or context.derived)
    own = not (a.statement.attributed and b.statement.attributed)
    figures = by_figures(a, b, table, strangers=strangers)
    one, other = a.statement.stance, b.statement.stance
    agreed = one.denial == other.denial and one.polarity == other.polarity and figures != "rival"
    if strangers and agreed:
        return _told_again(a, b, context, whole=whole)
    if not (whole or agreed) and (early := _not_opposed(a, b, context, figures)) is not None:
        return early
    times = by_times(a, b, table)
    concepts = by_concepts(a, b, table)
    names = by_names(a, b, table)
    words = by_wording(a, b, table, strangers=strangers)
    if a.origin == b.origin and not a.origin.startswith("unnamed:"):
        table.add("origin", w.same_origin, "the same origin", a.statement.chain[0].name)
    elif a.voices & b.voices or a.alleged & b.alleged:
        table.add("voice", w.shared_voice, "a voice in common")
    if context.aligned:
        shared = words if a.statement.language == b.statement.language else _shared_sense(a, b)
        floor = w.words_floor_share if a.statement.language == b.statement.language else w.sense_floor_share
        nothing = shared < floor and not concepts and not names and figures != "same" and times != "same"
        weight = w.aligned * context.aligned * (w.aligned_alone_share if nothing else 1.0)
        table.add("aligned", round(weight, 3), "their sentences are aligned in the lineage of the documents")
    elif context.derived:
        table.add("lineage", w.derived, "one report was made from, or credits, the other")
    if context.elsewhere:
        table.add("lineage", -w.aligned_elsewhere, "one of them is aligned with another sentence")
    if a.statement.stance.polarity == b.statement.stance.polarity == "negated" and concepts:
        table.add("polarity", w.both_negated, "both are negated")
    score = round(max(0.0, min(1.0, table.score)), 4)
    proof = tuple(table.lines)
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
    score = round(max(0.0, min(1.0, table.score)), 4)
    proof = tuple(table.lines)
    if figures == "one side" and not context.aligned and words < w.same_words_share:
        score -= w.figure_missing
    one_voice = context.derived and a.origin == b.origin and concepts >= 0.5
    found_again = sense >= w.same_sense_share and (concepts > 0 or names > 0 or times == "same")
    near = words >= w.same_words_share or (concepts > 0 and names > 0) or one_voice or found_again
    something = (
        concepts > 0 or names > 0 or times == "same" or context.derived or sense >= w.sense_floor_share
    )
    basis = bool(context.aligned) or near or (figures == "same" and something)
    if not basis:
        return Verdict(None, score, proof)
    return Verdict("same" if score >= w.same_score else None, round(score, 4), proof)


def _told_again(a: Features, b: Features, context: Context, *, whole: bool) -> Verdict:
    """Whether two statements are one claim though neither report was made from the other."""
    table = Table()
    same = independent(a, b, context, table, whole=whole)
    score = round(max(0.0, min(1.0, table.score)), 4)
    return Verdict("same" if same else None, score, tuple(table.lines))


def _not_opposed(a: Features, b: Features, context: Context, figures: str) -> Verdict | None:
    """The verdict, without what it rests on, on two statements that do not agree where it is certain that neither
    denies, contradicts or rivals the other; None where it is not. `figures`: what theirs are to each other."""
    one, other = a.statement.stance, b.statement.stance
    same_document = a.statement.document == b.statement.document
    if figures == "rival" and context.aligned < 1:
        rival = _same_subject(a, b, context) and _same_matter(a, b)
        return None if rival else Verdict(None, 0.0, (), apart=True)
    if one.denial != other.denial:
        matter = same_document or figures == "same" or not a.events.isdisjoint(b.events)
        return None if matter and _may_deny(a, b, context) else Verdict(None, 0.0, (), apart=True)
    if one.polarity == other.polarity or context.aligned:
        return None
    matter = a.statement.language == b.statement.language or not a.events.isdisjoint(b.events)
    if a.origin != b.origin and not one.denial and matter:
        return None
    return Verdict(None, 0.0, (), apart=same_document)


def _denial(
    a: Features, b: Features, context: Context, verdict: Verdict, *, same_figure: bool, concepts: float
) -> Verdict:
    """Whether the one that denies denies what the other says."""
    w = settings().claims
    if not _may_deny(a, b, context):
        return verdict
    same_document = a.statement.document == b.statement.document
    event = bool(a.events & b.events)
    topic = bool(_topics(a) & _topics(b)) and concepts >= w.denial_topic_share
    if not event and not same_figure and not (same_document and topic):
        return verdict
    score = verdict.score + (w.denial_event if event or (same_document and topic) else 0.0)
    score += w.denial_same_document if same_document else w.denial_near if context.near else 0.0
    return verdict._replace(relation="denial" if score >= w.denial_score else None, score=min(1.0, score))


def _may_deny(a: Features, b: Features, context: Context) -> bool:
    """Nobody denies himself, what is not said yet, or what itself says no."""
    other = b.statement.stance if a.statement.stance.denial else a.statement.stance
    if other.polarity == "negated" or other.condition:
        return False
    return a.origin != b.origin and context.earlier != (-1 if a.statement.stance.denial else 1)


def _same_matter(a: Features, b: Features) -> bool:
    """Whether two figures belong to one event or topic; two voices of one report may share plain words."""
    if a.events & b.events or _topics(a) & _topics(b):
        return True
    same_document = a.statement.document == b.statement.document
    return same_document and a.origin != b.origin and len(a.content & b.content) >= 2


def _sense(a: Features, b: Features, table: Table) -> float:
    """The likeness of what is said where the languages are two, as far as word tables tell; adds its line."""
    w = settings().claims
    if a.statement.language == b.statement.language:
        return 0.0
    share = _shared_sense(a, b)
    if share > w.sense_floor_share:
        weight = w.sense * (share - w.sense_floor_share) / (1 - w.sense_floor_share)
        table.add("meaning", round(weight, 3), "the words of one may mean those of the other")
    return share


def _shared_sense(a: Features, b: Features) -> float:
    """How alike two senses are, 0 to 1, less where there are few words to be alike."""
    fewer = min(len(a.content), len(b.content))
    return alike(a.sense, b.sense) * min(1.0, fewer / settings().claims.fewest_words)


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
