"""Names are compared where they share a key, grouped without chains, and in time that grows with their number."""

import pickle
import random

from tests.link.pairing import blocks, same_pairs

from whence.languages.fold import fold_key
from whence.link.names.keys import Key, name_keys, node_of, spelling
from whence.link.names.pairs import NamePair, compare, group, same

SPELT = (
    ("Yevhen Shcherbytskyi", "Jevhen Sjtjerbytskyj"),
    ("Yevhen Shcherbytskyi", "Jewhen Schtscherbyzkyj"),
    ("Nikolai Homelsky", "Mykola Gomelskij"),
    ("Nikolai Petrovich Baranov", "Nikolai Baranov"),
    ("Oksana Dzhemileva", "Oksana Dschemilewa"),
    ("Pavel Resnikow", "Pavlo Reznikov"),
    ("Ilkka Räihä", "Ilkka Raiha"),
    ("Viktor Lis", "Wiktor Lisem"),
    ("the researcher Jonas Weidling", "Jonas Weidling"),
)


def _id(name: str) -> str:
    return f"name:{fold_key(name)}"


def _shared(a: tuple[Key, ...], b: tuple[Key, ...]) -> bool:
    answers = {key.key: key.answers for key in a}
    return any(key.key in answers and (key.answers or answers[key.key]) for key in b)


def test_spellings_of_one_name_share_a_key() -> None:
    for a, b in SPELT:
        assert _shared(name_keys(_id(a), a), name_keys(_id(b), b)), (a, b)


def test_surnames_of_another_fifth_consonant_do_not_meet() -> None:
    a, b, inflected = "Jonas Weldimark", "Jonas Weldimoss", "Jonasem Weldimarkem"
    assert not _shared(name_keys(_id(a), a), name_keys(_id(b), b))
    assert _shared(name_keys(_id(a), a), name_keys(_id(inflected), inflected))


def test_an_acronym_shares_a_key_with_the_outlet_it_stands_for() -> None:
    full, short = "Norwood Telegraph Bureau", "NTB"
    assert _shared(name_keys("outlet:norwood telegraph bureau", full), name_keys("name:ntb", short))
    assert not _shared(name_keys(_id(full), full), name_keys("name:ntb", short))
    person = name_keys("name:nina tessvik berdahl", "Nina Tessvik Berdahl")
    assert not _shared(name_keys("outlet:norwood telegraph bureau", full), person)


def test_outlets_that_merely_have_the_same_initials_do_not_meet() -> None:
    names = {
        "outlet:nordby kurant": "Nordby Kurant",
        "outlet:nakstad kringkasting": "Nakstad Kringkasting",
        "outlet:nk": "NK",
        "name:nk": "NK",
    }
    met = blocks(names).pairs
    assert ("outlet:nakstad kringkasting", "outlet:nordby kurant") not in met
    for full in ("outlet:nakstad kringkasting", "outlet:nordby kurant"):
        assert {(short, full) for short in ("name:nk", "outlet:nk")} <= {(b, a) for a, b in met} | set(met)


def test_many_pairs_are_the_same_where_each_of_them_is() -> None:
    spelt = [
        *SPELT,
        ("Nikolai Homelsky", "Pavel Homelsky"),
        ("Varde", "Wardeh"),
        ("Norwood News", "Norwood Post"),
    ]
    pairs = [(_id(a), a, _id(b), b) for a, b in spelt]
    pairs += [("outlet:varde", "Varde", "name:wardeh", "Wardeh")]
    one_by_one = [compare(*pair) for pair in pairs]
    assert {one.relation for one in one_by_one} == {"same", "apart", "open"}
    assert same(pairs) == [one if one.relation == "same" else None for one in one_by_one]


def test_bare_names_meet_outlets_only() -> None:
    names = {"name:varde": "Varde", "name:wardeh": "Wardeh", "outlet:varde": "Varde"}
    assert blocks(names).pairs == (("name:varde", "outlet:varde"), ("name:wardeh", "outlet:varde"))


def test_unnamed_sources_are_one_node_only_where_their_words_name_somebody() -> None:
    assert node_of("unnamed:doc:a source", "unnamed: a source") is None
    words = "unnamed: the researcher Jonas Weidling"
    assert node_of("unnamed:one:x", words) == node_of("unnamed:two:x", words) is not None
    assert node_of("name:jonas weidling", "Jonas Weidling") == "name:jonas weidling"


def test_a_name_is_compared_by_a_spelling_that_no_count_decides() -> None:
    assert (
        spelling(["MARA LIND", "Mara Lind", "Mara Lind"])
        == spelling(["Mara Lind", "MARA LIND"])
        == "Mara Lind"
    )


def test_comparisons_are_symmetric_and_can_be_sent_to_another_process() -> None:
    for a, b in (*SPELT, ("Mykola Baranov", "Mykhailo Baranov")):
        there, back = compare(_id(a), a, _id(b), b), compare(_id(b), b, _id(a), a)
        assert (there.relation, there.score, there.kind) == (back.relation, back.score, back.kind)
        assert pickle.loads(pickle.dumps(there)) == there
    assert pickle.loads(pickle.dumps((compare, name_keys, group)))


def test_another_given_name_is_known_to_be_apart_and_another_surname_is_open() -> None:
    assert compare("name:a", "Mykola Baranov", "name:b", "Mykhailo Baranov").relation == "apart"
    assert compare("name:a", "Mykola Baranov", "name:b", "Mykola Gerasimov").relation == "open"
    assert (
        compare("org:general_staff:BY", "General Staff", "org:general_staff:UA", "General Staff").relation
        == "apart"
    )


def test_a_negative_blocks_whatever_pairs_say() -> None:
    names = {"name:a": "Mykola Baranov", "name:b": "Nikolai Petro Baranov", "name:c": "Mykhailo Baranov"}
    pairs = [NamePair("name:a", "name:b", 1.0, "name", ""), NamePair("name:b", "name:c", 0.9, "name", "")]
    found = group(names, pairs)
    assert found.groups == (("name:a", "name:b"), ("name:c",))
    assert [pair.b for pair in found.used] == ["name:b"]


def test_an_initial_stands_for_the_one_full_name_that_there_is() -> None:
    names = {"name:a": "Ada Brem", "name:b": "A. Brem"}
    pairs = same_pairs(blocks(names).pairs, names)
    assert group(names, pairs).groups == (("name:a", "name:b"),)
    names["name:c"] = "Anton Brem"
    pairs = same_pairs(blocks(names).pairs, names)
    assert len(pairs) == 2
    assert len(group(names, pairs).groups) == 3


def test_a_surname_that_stands_first_shares_a_key() -> None:
    for a, b in (("Kovács János", "János Kovács"), ("Дронов Николай Петрович", "Nikolai Dronov")):
        names = {_id(a): a, _id(b): b}
        assert len(same_pairs(blocks(names).pairs, names)) == 1


def test_a_chain_of_names_is_no_source() -> None:
    names = {f"name:{n}": f"Ada {word}" for n, word in enumerate(("Brem", "Lund", "Torv", "Kosk"))}
    pairs = [NamePair(f"name:{n}", f"name:{n + 1}", 0.9, "name", "") for n in range(3)]
    assert max(map(len, group(names, pairs).groups)) < 4


def test_groups_depend_on_no_order() -> None:
    spelt = sorted({name for pair in SPELT for name in pair} | {"Mykola Baranov", "Mykhailo Baranov"})
    names = {_id(name): name for name in spelt}
    pairs = same_pairs(blocks(names).pairs, names)
    first = group(names, pairs)
    for seed in range(5):
        mixed = random.Random(seed)
        again = list(names.items())
        mixed.shuffle(again)
        other = blocks(dict(again))
        turned = same_pairs([(b, a) for a, b in other.pairs], dict(again))
        mixed.shuffle(turned)
        assert other == blocks(names)
        assert group(dict(again), turned) == first


def test_a_key_of_too_many_names_is_skipped_and_said() -> None:
    letters = "abcdefghijklmnopqrst"
    names = {f"name:{a}{b}": f"Ivan Petrov{a}{b}" for a in letters for b in letters}
    found = blocks(names)
    assert found.skipped
    assert all(size > 150 for _, size in found.skipped)
    assert len(found.pairs) < 150 * len(names)
