"""One graph, however a case came to be: all at once, one by one, in any order, with reports that go and judgements."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from bench.reports import Report, reports, statements
from tests.link.build import report

from whence.extract import extract
from whence.link.blocks import candidates as blocks
from whence.link.blocks.prints import Space
from whence.model import Graph, encode
from whence.pipeline import Case, linking
from whence.problems import Problem, RunAborted
from whence.settings import Blocks
from whence.store import Store

COUNT = 40
ALL = 10**9


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits so small that blocks fill up, leaders are displaced and the best of an item are more than are kept."""

    def limits(space: Space) -> Blocks:
        given = kept(space)
        return msgspec.structs.replace(given, cap_items=5, leaders=2, hot_items=12, best_items=3)

    kept = blocks.limits
    monkeypatch.setattr(blocks, "limits", limits)


class Linking:
    """How a case is linked: by its changes alone, or as a whole; how often as a whole, and how often that was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch, self.times, self.asked = monkeypatch, 0, 0
        as_it_is = linking.bulk

        def bulk(*given: Any) -> tuple[Problem, ...]:
            self.times += 1
            return as_it_is(*given)

        monkeypatch.setattr(linking, "bulk", bulk)

    def live(self) -> None:
        self._patch.setattr(linking, "FEW", ALL)

    def whole(self) -> None:
        self._patch.setattr(linking, "FEW", -1)
        self._patch.setattr(linking, "FEW_OF", ALL)


@pytest.fixture
def how(monkeypatch: pytest.MonkeyPatch) -> Linking:
    made = Linking(monkeypatch)
    made.live()
    return made


@contextmanager
def opened(folder: Path) -> Iterator[Case]:
    with Case(Store.open(folder, create=True)) as case:
        yield case


def put(case: Case, report: Report) -> None:
    case._store.add_document(report.document)
    case._store.put_statements(report.document.id, "k", statements(report))


def whole(case: Case, how: Linking) -> Graph:
    """The graph of a case that is linked as a whole, whatever was there."""
    times = how.times
    how.whole()
    case._store._connection.execute("DELETE FROM derived")
    graph = case._graph()
    how.live()
    assert (how.times, how.asked) == (times + 1, times)
    how.asked = how.times
    return graph


def same(a: Graph, b: Graph) -> None:
    """Asserts that two graphs are the same, part by part."""
    for part in ("lineage", "sources", "ties", "families"):
        ours, theirs = ([encode(one) for one in getattr(graph, part)] for graph in (a, b))
        assert ours == theirs, part


def checked(case: Case, how: Linking) -> None:
    """Asserts that the case as it was changed has the graph, the problems and the tables of one that is linked as a
    whole."""
    live, problems, tables = case._graph(), set(case.problems()), filed(case)
    same(live, whole(case, how))
    assert problems == set(case.problems())
    for name, rows in filed(case).items():
        assert tables[name] == rows, name


def filed(case: Case) -> dict[str, set[tuple[object, ...]]]:
    """What the linked tables hold, but for records whose order within means nothing."""
    columns = {
        "link_texts": "document, text, day",
        "link_twins": "head, twin",
        "link_items": "space, item, document, day, whole",
        "link_keys": "space, key, day, item, weight, whole",
        "link_counts": "space, key, n",
        "link_pairs": "space, one, other, score",
        "link_cuts": "space, item, score",
        "link_talks": "one, other, a, b",
        "link_related": "one, other, record",
        "link_bearings": "document, key, record",
        "link_mentions": "document, source, words, times",
        "link_words": "source, words, times",
        "link_nodes": "source, node, spelling",
        "link_name_keys": "key, node, answers",
        "link_sources": "alias, source, record",
        "link_compared": "a, b, one, other, tied, echo, echoed, permille, record",
        "link_said": "item, document, attributed, keys",
        "link_told": "item, document, attributed, record",
        "link_parts": "item, document, part, claim",
        "link_settled": "part, record",
        "link_claims": "claim, part",
        "link_credits": "source, target, claim, record",
        "link_kins": "document, kin, head",
        "link_lines": "source, target, kind, event, record",
    }
    connection = case._store._connection
    return {name: set(connection.execute(f"SELECT {of} FROM {name}")) for name, of in columns.items()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_by_one_in_any_order_is_all_at_once(tmp_path: Path, how: Linking, seed: int) -> None:
    made = list(reports(seed, 0, COUNT))
    random.Random(seed).shuffle(made)
    with opened(tmp_path) as case:
        for report in made:
            put(case, report)
            case._link()
        assert case._graph().lineage
        checked(case, how)


@pytest.mark.parametrize("seed", [4, 5])
def test_many_at_once_are_one_by_one(tmp_path: Path, how: Linking, seed: int) -> None:
    with opened(tmp_path) as case:
        for number, report in enumerate(reports(seed, 0, COUNT)):
            put(case, report)
            if number % 7 == 0:
                case._link()
        checked(case, how)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_reports_come_and_go(tmp_path: Path, how: Linking, seed: int) -> None:
    draw = random.Random(seed)
    made = list(reports(seed, 0, COUNT))
    out, inside = made[COUNT // 2 :], made[: COUNT // 2]
    with opened(tmp_path) as case:
        for report in inside:
            put(case, report)
        whole(case, how)
        for step in range(COUNT):
            if draw.random() < 0.5 and inside:
                report = inside.pop(draw.randrange(len(inside)))
                case._store.remove(report.document.id)
                out.append(report)
            elif out:
                report = out.pop(draw.randrange(len(out)))
                put(case, report)
                inside.append(report)
            case._link()
            if step % 8 == 7:
                checked(case, how)


TOLD = (
    ("2031-04-02", "Nordby mayor Lena Krag said that taxes would rise."),
    ("2031-04-09", "The mayor of Nordby said that rents would fall."),
    ("2031-05-30", "The mayor of Nordby said that nobody would move."),
    ("2031-04-07", "Karl Brand, mayor of Nordby, said that nobody would pay."),
    ("2031-04-11", "Nordby mayor L. Krag said that prices would fall."),
    ("2032-04-11", "Ada Holk, mayor of Nordby, said that the bridge would open."),
    ("2032-04-12", "The mayor of Nordby said that the bridge would close."),
    ("2031-04-02", "The Nordby Ferry Workers Union (NFWU) said it would strike."),
    ("2031-04-05", "The NFWU said the strike was over."),
    ("2033-04-05", "The Northern Farm Women Union (NFWU) said it would march."),
    ("2031-04-02", "Belarusian strongman Oleg Baran said that taxes would rise."),
    ("2031-04-03", "The Belarusian strongman said that prices would fall."),
    ("2035-04-03", "The Belarusian strongman said that rents would fall."),
)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_reports_tell_of_who_is_who_comes_and_goes(tmp_path: Path, how: Linking, seed: int) -> None:
    draw = random.Random(seed)
    made = [
        msgspec.structs.replace(
            report(f"r{at}", text, published=day), sha256=sha256(text.encode("utf-8")).hexdigest()
        )
        for at, (day, text) in enumerate(TOLD)
    ]
    out, inside = made[:], made[:0]
    kinds: set[int] = set()
    with opened(tmp_path) as case:
        for step in range(3 * len(made)):
            if inside and (not out or draw.random() < 0.4):
                document = inside.pop(draw.randrange(len(inside)))
                case._store.remove(document.id)
                out.append(document)
            else:
                document = out.pop(draw.randrange(len(out)))
                case._store.add_document(document)
                case._store.put_statements(document.id, "k", extract(document)[0])
                inside.append(document)
            case._link()
            kinds.add(
                sum(proof.kind in ("role", "alias") for s in case._graph().sources for proof in s.evidence)
            )
            if step % 6 == 5:
                checked(case, how)
    assert len(kinds) > 2


def test_a_source_is_called_what_most_reports_call_it(tmp_path: Path, how: Linking) -> None:
    called = ["Zofia Łasik", "Zofia Lasik", "Zofia Lasik", "Zofia Łasik", "Zofia Łasik"]
    with opened(tmp_path) as case:
        shown = []
        for at, name in enumerate(called):
            document = report(
                f"r{at}", f"{name} said that pier {at} would open.", published=f"2031-04-0{at + 1}"
            )
            document = msgspec.structs.replace(document, sha256=sha256(document.text.encode()).hexdigest())
            case._store.add_document(document)
            case._store.put_statements(document.id, "k", extract(document)[0])
            case._link()
            checked(case, how)
            shown += [one.name for one in case._graph().sources if one.name.startswith("Zofia")]
        assert shown == ["Zofia Łasik", "Zofia Lasik", "Zofia Lasik", "Zofia Lasik", "Zofia Łasik"]


def test_reports_without_keys_come_and_go(tmp_path: Path, how: Linking) -> None:
    texts = {"a": "", "b": "Zut.", "c": "Mwen la jodi a, li bon anpil pou nou tout isit la."}
    with opened(tmp_path) as case:
        given = [
            msgspec.structs.replace(
                report(name, text, language="ht"), sha256=sha256(text.encode()).hexdigest()
            )
            for name, text in texts.items()
        ]
        for document in given:
            case._store.add_document(document)
            case._store.put_statements(document.id, "k", [])
        whole(case, how)
        for document in given:
            case._store.remove(document.id)
            case._link()
            checked(case, how)
            case._store.add_document(document)
            case._store.put_statements(document.id, "k", [])
            case._link()
            checked(case, how)


@pytest.mark.parametrize("seed", [1, 2])
def test_statements_are_read_anew(tmp_path: Path, how: Linking, seed: int) -> None:
    draw = random.Random(seed)
    made = list(reports(seed, 0, COUNT))
    with opened(tmp_path) as case:
        for report in made:
            put(case, report)
        whole(case, how)
        for _ in range(COUNT // 2):
            report = draw.choice(made)
            said = statements(report)
            kept = draw.sample(said, draw.randint(0, len(said)))
            case._store.put_statements(report.document.id, "k", sorted(kept, key=lambda s: s.id))
            case._link()
        checked(case, how)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_older_copies_take_the_place_of_the_first(tmp_path: Path, how: Linking, seed: int) -> None:
    draw = random.Random(seed)
    made = list(reports(1, 0, 400))
    copies = [one for one in made if one.truth.kind == "copy"]
    families = {one.truth.made_from for one in copies[:6]}
    kept = [one for one in made if one.number in families or one.truth.made_from in families]
    kept += [one for one in made[:20] if one not in kept]
    draw.shuffle(kept)
    with opened(tmp_path) as case:
        for report in kept:
            put(case, report)
            case._link()
        checked(case, how)
        draw.shuffle(kept)
        for report in kept[: len(kept) // 2]:
            case._store.remove(report.document.id)
            case._link()
        checked(case, how)


@pytest.mark.parametrize("seed", [1, 2, 3, 6])
def test_judgements_touch_only_what_they_are_about(tmp_path: Path, how: Linking, seed: int) -> None:
    draw = random.Random(seed)
    made = list(reports(seed, 0, COUNT + 10))
    with opened(tmp_path) as case:
        for report in made[:COUNT]:
            put(case, report)
        whole(case, how)
        waiting = made[COUNT:]
        numbers: list[int] = []
        for step in range(30):
            if numbers and draw.random() < 0.25:
                case.undo(numbers.pop(draw.randrange(len(numbers))), by="Ida Holk")
            elif waiting and draw.random() < 0.2:
                put(case, waiting.pop())
            elif draw.random() < 0.1:
                case._store.remove(draw.choice(case.documents()).id)
            elif (judged := decided(case, draw)) is not None:
                numbers.append(judged)
            case._link()
            if step % 10 == 9:
                checked(case, how)
        assert len(case.judgements()) > 10


@pytest.mark.parametrize("decision", ["accept", "reject"])
def test_what_a_person_says_of_reports_of_one_event_takes_the_place_of_what_was_found(
    tmp_path: Path, how: Linking, decision: Literal["accept", "reject"]
) -> None:
    with opened(tmp_path) as case:
        for report in reports(3, 0, COUNT):
            put(case, report)
        line = next(one for one in whole(case, how).lineage if one.kind == "same_event")
        case.judge(decision, (line.source_document, line.target_document), by="Ida Holk", why="as told")
        case._link()
        checked(case, how)


def decided(case: Case, draw: random.Random) -> int | None:
    """One judgement on things drawn from the case, its number; None where the case refuses it."""
    near: list[tuple[str, ...]]
    far: list[tuple[str, ...]]
    kind = draw.choice(["document", "statement", "statement", "source"])
    graph = case._graph()
    if kind == "document":
        near = [(e.source_document, e.target_document) for e in graph.lineage]
        far = [tuple(one.id for one in draw.sample(case.documents(), 2))]
    elif kind == "statement":
        near = [(tie.a, tie.b) for tie in graph.ties] + [(tie.a,) for tie in graph.ties]
        said = [one.id for one in case.statements()]
        far = [tuple(draw.sample(said, 2)), tuple(draw.sample(said, 1))]
    else:
        near = [tuple(draw.sample(one.aliases, 2)) for one in graph.sources if len(one.aliases) > 1]
        ids = [one.id for one in graph.sources]
        far = [tuple(draw.sample(ids, 2))]
    things = draw.choice(near if near and draw.random() < 0.6 else far)
    alone = len(things) == 1
    decision = draw.choice(["accept", "reject"] if alone else ["same", "different", "accept", "reject"])
    try:
        return case.judge(decision, things, by="Ida Holk", why="as told").number  # type: ignore[arg-type]
    except RunAborted:
        return None
