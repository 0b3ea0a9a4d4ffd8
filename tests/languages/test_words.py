"""Word lists: exact words, stems, tails, and what a compound with endings holds."""

from whence.languages.words import WordMap


def test_what_stands_inside_a_word_is_found_behind_stems_and_tails() -> None:
    words = WordMap([("-miniszter-", "minister"), ("-miniszterelnök-", "prime"), ("alminiszter", "deputy")])
    assert words.word("külügyminiszterének") == "minister"
    assert words.word("exminiszterelnöknek") == "prime"
    assert words.word("alminiszter") == "deputy"
    assert words.word("miniszter") is None, "the beginning is what a stem is for"


def test_an_entry_of_several_words_holds_stems_too() -> None:
    words = WordMap(
        [("министерств- обороны", "defence"), ("министерств-", "ministry"), ("железн- дорог-", "railway")]
    )
    assert words.at(["министерству", "обороны"], 0) == ("defence", 2)
    assert words.at(["министерству", "финансов"], 0) == ("ministry", 1)
    assert words.at(["на", "железной", "дороге"], 1) == ("railway", 3)
    assert words.at(["железная"], 0) is None
