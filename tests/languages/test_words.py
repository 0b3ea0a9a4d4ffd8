"""Word lists: exact words, stems, tails, and what a compound with endings holds."""

from whence.languages.words import WordMap


def test_what_stands_inside_a_word_is_found_behind_stems_and_tails() -> None:
    words = WordMap([("-miniszter-", "minister"), ("-miniszterelnök-", "prime"), ("alminiszter", "deputy")])
    assert words.word("külügyminiszterének") == "minister"
    assert words.word("exminiszterelnöknek") == "prime"
    assert words.word("alminiszter") == "deputy"
    assert words.word("miniszter") is None, "the beginning is what a stem is for"
