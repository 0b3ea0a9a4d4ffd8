"""What each language pack covers, and what its examples prove when they are read."""

from collections import Counter
from collections.abc import Iterable, Sequence

from whence.languages.pack import Example, Pack, codes, pack
from whence.model import Document, Record, Statement
from whence.pipeline import extract


class Proof(Record, frozen=True):
    """Examples of one group: how many hold statements, how many must hold none."""

    positive: int
    negative: int


class PackCoverage(Record, frozen=True):
    """One pack. All numbers are counts.

    `verb_groups`, `verb_forms`, `attribution_words`, `noun_cues`, `hearsay_words`, `source_words` (roles,
    organisations, media, documents, groups, channels) and `concept_words` count entries: a stem or a tail is one
    entry, whatever it fits. `proofs` counts examples by the group of the pack that they prove; `statements` is how
    many statements they hold together; `constructions` counts these by the rule that reads them, `states` by what
    the examples state of them beside content and origin. `other_examples` are those of sentences, dates, numbers,
    names, identification and boilerplate.
    """

    code: str
    name: str
    native: str
    status: str
    phenomena: tuple[str, ...]
    verb_groups: int
    verb_forms: int
    attribution_words: int
    noun_cues: int
    hearsay_words: int
    source_words: int
    concept_words: int
    examples: int
    statements: int
    proofs: dict[str, Proof]
    constructions: dict[str, int]
    states: dict[str, int]
    other_examples: dict[str, int]
    schema: int = 1


def coverage(languages: Sequence[str] = ()) -> list[PackCoverage]:
    """The packs, or those of these languages, by code. Raises `KeyError` where a language has no pack."""
    return [covered(pack(code)) for code in (sorted(set(languages)) or codes())]


def covered(source: Pack) -> PackCoverage:
    """What one pack covers; its examples are read."""
    sources, hearsay = source.sources, source.hearsay
    found = [one for example in source.examples for one in _read(source.code, example)]
    return PackCoverage(
        code=source.code,
        name=source.name,
        native=source.native,
        status=source.status,
        phenomena=source.phenomena,
        verb_groups=len(source.verbs),
        verb_forms=sum(
            len(form)
            for one in source.verbs
            for form in (one.finite, one.participle, one.infinitive, one.gerund)
        ),
        attribution_words=sum(len(one.forms) for one in source.attribution),
        noun_cues=sum(len(one.forms) for one in source.noun_cues),
        hearsay_words=sum(
            map(
                len,
                (hearsay.adverbs, hearsay.modals, hearsay.passives, hearsay.impersonal, hearsay.adjectives),
            )
        ),
        source_words=sum(
            _entries(table)
            for table in (
                sources.roles,
                sources.organisations,
                sources.media,
                sources.documents,
                sources.groups,
                source.channels,
            )
        ),
        concept_words=sum(
            _entries(table)
            for table in (
                source.concepts.units,
                source.concepts.events,
                source.concepts.stages,
                source.concepts.topics,
            )
        ),
        examples=len(source.examples),
        statements=sum(len(one.statements) for one in source.examples),
        proofs=_proofs(source.examples),
        constructions=_counts(one.rule for one in found),
        states=_counts(state for one in source.examples for state in _states(one)),
        other_examples={
            "sentences": len(source.sentences.examples),
            "dates": len(source.dates.examples),
            "numbers": len(source.numbers.examples),
            "names": len(source.names.examples),
            "identify": len(source.identify.examples),
            "boilerplate": len(source.boilerplate.examples),
        },
    )


def _entries(table: dict[str, tuple[str, ...]]) -> int:
    return sum(map(len, table.values()))


def _counts(names: Iterable[str]) -> dict[str, int]:
    """Most frequent first, then by name."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _proofs(examples: Sequence[Example]) -> dict[str, Proof]:
    positive = Counter(one.group for one in examples if one.statements)
    negative = Counter(one.group for one in examples if not one.statements)
    return {
        group: Proof(positive=positive[group], negative=negative[group])
        for group in sorted(positive | negative)
    }


def _read(code: str, example: Example) -> list[Statement]:
    document = Document(
        id="example", report="example", text=example.text, sha256="", language=code, language_confidence=1.0
    )
    statements, _ = extract(document)
    return [one for one in statements if one.attributed]


def _states(example: Example) -> list[str]:
    """What an example states of its statements beside content and origin, where it is not the plain case."""
    found: list[str] = []
    for one in example.statements:
        named = {
            "no source": not one.origin,
            "relay": bool(one.relays),
            "alleged voice": bool(one.alleged),
            "negated": one.polarity == "negated",
            "hedged": one.commitment == "hedged",
            "questioned": one.commitment == "questioned",
            "future": one.horizon == "future",
            "denial": bool(one.denial),
            "condition": bool(one.condition),
            "reporter's hedge": bool(one.reporter_hedge),
            "channel": one.channel is not None,
            "several pieces": " … " in one.content,
        }
        found += [name for name, here in named.items() if here]
    return found
