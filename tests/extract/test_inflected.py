"""Names and roles in other cases resolve to the mention they are a form of."""

import pytest
from tests.packs_examples import found_in

CASES = {
    "ru": (
        "Порт посетила Инна Тополева. По словам Тополевой, кран сломан. «Мы его починим», — сказала Тополева.",
        "Инна Тополева",
    ),
    "uk": (
        "До порту приїхав Ілля Кравець. За словами Кравця, кран зламаний. «Ми його полагодимо», — сказав Кравець.",
        "Ілля Кравець",
    ),
    "be": (
        "У порт прыехаў Ілья Рагоўскі. Паводле слоў Рагоўскага, кран зламаны. «Мы яго паправім», — сказаў Рагоўскі.",
        "Ілья Рагоўскі",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_a_surname_in_another_case_is_the_same_person(code: str) -> None:
    text, name = CASES[code]
    origins = {statement.chain[0].name for statement in found_in(text, code)}
    assert origins == {name}


def test_a_full_name_in_another_case_is_the_same_person() -> None:
    text = (
        "Со слов Лукаша Смирного, порт закроют. Лукаш Смирный заявил, что ремонт начнётся в мае. "
        "По данным Лукаша Смирного, он займёт год."
    )
    found = found_in(text, "ru")
    assert len(found) == 3
    assert {statement.chain[0].name for statement in found} == {"Лукаш Смирный"}


def test_a_woman_is_no_other_case_of_a_man() -> None:
    text = "Александр Рогов сказал, что кран сломан. Александра Рогова сказала, что кран исправен."
    names = [statement.chain[0].name for statement in found_in(text, "ru")]
    assert names == ["Александр Рогов", "Александра Рогова"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "ru",
            "Министерство обороны Дании отвергло обвинения. В министерстве обороны сообщили, что флот в порту.",
        ),
        (
            "uk",
            "Міністерство оборони Данії відкинуло звинувачення. У міністерстві оборони повідомили, що флот у порту.",
        ),
        (
            "be",
            "Міністэрства абароны Даніі адкінула абвінавачанні. У міністэрстве абароны паведамілі, што флот у порце.",
        ),
    ],
)
def test_an_institution_in_another_case_is_the_one_before(code: str, text: str) -> None:
    sources = {statement.chain[0].source_id for statement in found_in(text, code)}
    assert sources == {"org:defence_ministry:DK"}


def test_words_with_an_inner_apostrophe_are_one_word() -> None:
    for mark in "'’ʼ":
        found = found_in(f"Об{mark}єднання рибалок заявило, що п{mark}ять човнів зникли.", "uk")
        assert len(found) == 1
        assert found[0].figures[0].low == 5
