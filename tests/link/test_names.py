"""Which voices are one source, and which must stay two."""

from tests.link.build import report, say
from tests.link.linking import link

from whence.link.names.keys import name_keys
from whence.link.names.pairs import NamePair
from whence.link.names.sources import Mention, known, sources
from whence.model import Source, Statement

PAIR = (
    ("The plan costs 700 euros, said Ilkka Räihä. The bridge opens on 4 May in Varde with 300 guests.", "en"),
    ("Planen koster 700 euro, sagde Ilka Rejha. Broen åbner den 4. maj i Varde med 300 gæster.", "da"),
)


def _sources(*pairs: tuple[str, str]) -> tuple[Source, ...]:
    """Sources of statements `(text, origin)`, each in a report of its own."""
    documents, statements = [], []
    for number, (content, origin) in enumerate(pairs):
        shown = origin.rpartition(":")[2]
        document = report(f"r{number}", f"{content}, said {shown}.")
        documents.append(document)
        statements.append(say(document, content, origin))
    graph, _ = link(documents, statements)
    return graph.sources


def _one(found: tuple[Source, ...], *names: str) -> bool:
    return any(set(names) <= set(source.variants) for source in found)


def test_spellings_of_one_person_are_one_source_with_evidence() -> None:
    found = _sources(("Snow fell", "Yevhen Shcherbytskyi"), ("Rain fell", "Jevhen Sjtjerbytskyj"))
    assert _one(found, "Yevhen Shcherbytskyi", "Jevhen Sjtjerbytskyj")
    (source,) = found
    assert source.kind == "person"
    assert source.evidence[0].kind == "name"
    assert "same given name" in source.evidence[0].why


def test_one_surname_and_two_given_names_never_meet() -> None:
    found = _sources(
        ("Snow fell", "Mykola Baranov"), ("Rain fell", "Mykhailo Baranov"), ("Hail fell", "Nikolai Baranov")
    )
    assert _one(found, "Mykola Baranov", "Nikolai Baranov")
    assert not _one(found, "Mykola Baranov", "Mykhailo Baranov")


def test_bare_surnames_say_nothing_between_documents() -> None:
    found = _sources(("Snow fell", "Lukasjov"), ("Rain fell", "Lukashov"))
    assert len(found) == 2


def test_unnamed_groups_are_never_merged() -> None:
    found = _sources(("Snow fell", "unnamed:many experts"), ("Rain fell", "unnamed:many experts"))
    assert len(found) == 2
    assert {source.kind for source in found} == {"unnamed"}


def test_institutions_are_one_by_what_they_are_and_whose() -> None:
    found = _sources(
        ("Snow fell", "General Staff of the Velmian Army"),
        ("Rain fell", "Velmian General Staff"),
        ("Hail fell", "Drosk General Staff"),
    )
    assert _one(found, "General Staff of the Velmian Army", "Velmian General Staff")
    assert len(found) == 2


def test_a_translation_merges_what_stands_in_aligned_sentences() -> None:
    documents, statements = [], []
    for number, (text, language) in enumerate(PAIR):
        document = report(f"r{number}", text, language=language)
        name = "Ilkka Räihä" if language == "en" else "Ilka Rejha"
        content = text.partition(",")[0]
        documents.append(document)
        statements.append(say(document, content, name, figures=[(700, 700, "money_euro")]))
    graph, _ = link(documents, statements)
    assert [e.kind for e in graph.lineage] == ["translation"]
    assert _one(graph.sources, "Ilkka Räihä", "Ilka Rejha")


def test_every_id_of_a_statement_is_an_alias_of_one_source() -> None:
    document = report("r", "Snow fell, said Ada Brem to Varde Post.", outlet="Varde Post")
    statement: Statement = say(document, "Snow fell", "Ada Brem")
    graph, _ = link([document], [statement])
    aliases = [alias for source in graph.sources for alias in source.aliases]
    assert sorted(aliases) == sorted({voice.source_id for voice in statement.chain})


def test_a_source_is_shown_in_latin_letters_where_one_report_spells_it_so() -> None:
    cyrillic = known("name:ида холк", [Mention("name:ида холк", "Ида Холк", "Ида Холк", 9)])
    latin = known("name:ida holk", [Mention("name:ida holk", "Ida Holk", "Ida Holk", 1)])
    pair = NamePair("name:ida holk", "name:ида холк", 1.0, "name", "they sound alike")
    made, _ = sources({cyrillic.id: [cyrillic], latin.id: [latin]}, [pair])
    assert [(one.name, one.variants) for one in made] == [("Ida Holk", ("Ida Holk", "Ида Холк"))]


def test_a_state_is_called_by_its_name_and_not_by_its_people() -> None:
    state = known(
        "territory:UA",
        [
            Mention("territory:UA", "Ukrainian", "Ukrainian", 3),
            Mention("territory:UA", "Ukraine", "Ukraine", 1),
        ],
    )
    made, _ = sources({state.id: [state]}, [])
    assert [one.name for one in made] == ["Ukraine"]


def test_a_name_that_reads_alike_both_ways_has_each_key_once() -> None:
    for name in ("Martinsen Martin", "Petra Peter", "Andersen Holk Anders"):
        keys = [one.key for one in name_keys(f"name:{name.lower()}", name)]
        assert keys == sorted(set(keys))
