"""Boilerplate is marked by its kind and never cut; what only looks like it stays unmarked."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.languages.pack import codes, pack
from whence.read.marks import mark_boilerplate


def marked(text: str, code: str) -> list[tuple[str, str]]:
    marks = mark_boilerplate(text, [pack(code), *(pack(other) for other in codes() if other != code)])
    assert list(marks) == sorted(marks, key=lambda m: m.start)
    assert all(a.end <= b.start for a, b in pairwise(marks))
    return [(m.kind, text[m.start : m.end]) for m in marks]


def test_a_stamp_before_real_text_is_marked_alone() -> None:
    text = " date 2031-06 The harbour board has closed the old pier.\n\nIt said so on Monday."
    assert marked(text, "en") == [("stamp", "date 2031-06")]


def test_a_stamp_before_a_section_label_is_marked_as_a_line() -> None:
    text = " date 2031-06-08 Home news\n\nPier closed\n\nThe board said so."
    assert marked(text, "en") == [("stamp", "date 2031-06-08 Home news")]


def test_the_title_again() -> None:
    text = (
        "Old pier closed after storm\n\nOld \n\nOld pier closed after storm\n\nThe board said so on Monday."
    )
    assert marked(text, "en") == [("repeated_title", "Old pier closed after storm")]
    stamped = " date 2031-06 Old pier closed after storm\nOld pier closed after storm\nThe board said so."
    assert ("repeated_title", "Old pier closed after storm") in marked(stamped, "en")


def test_a_caption_goes_with_its_credit_but_a_paragraph_does_not() -> None:
    caption = "The old pier in Westholm. © Ellis Crane / Tidewater"
    assert marked(f"Title\n{caption}\nText.", "en") == [("photo", caption)]
    paragraph = "The board met for a very long time. " * 10
    assert marked(f"Title\n{paragraph}(Photo: Ellis Crane)\nText.", "en") == [
        ("photo", "(Photo: Ellis Crane)")
    ]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "Photo: the minister said on Monday that she had never seen the picture before."),
        ("en", "By Monday the board had closed the pier."),
        ("en", "By the harbour, nobody was surprised"),
        ("en", "“We will see also what the others do,” said Moira Tansley."),
        ("de", "Die Zeitung Bild: „Der Hafen bleibt zu“, sagte die Sprecherin."),
        ("de", "Von Westholm bis Norrvik war die Straße gesperrt"),
        ("da", "Af frygt for stormen blev færgen i havn"),
        ("nb", "Av hensyn til været gikk ikke fergen"),
        ("sv", "Av rädsla för stormen stannade färjan"),
        ("da", "Der gik 3 uger siden mødet."),
        ("en", "The politics of the pier are old news."),
        ("en", "He named the video: it was from 2029, she said, and it showed the pier before the storm."),
    ],
)
def test_prose_stays(code: str, line: str) -> None:
    assert marked(f"Old pier closed\n\n{line}\n\nThat is all for now.", code) == []


def test_the_foot_of_a_page() -> None:
    text = (
        "Old pier closed\n\nThe board said so.\n\nThe mayor did not.\n\nNobody else spoke.\n\n"
        "Rory Quillfeather\n\nRory Quillfeather\n\n“Lover of piers. Certified walker of dogs.”\n\n"
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *"
    )
    assert [kind for kind, _ in marked(text, "en")] == ["author_blurb"] * 3 + ["comment_form"] * 2


def test_the_head_of_a_page() -> None:
    text = "Kajen stängd\n\nTove Lindmark\n\nför 3 veckor sedan\n|\n04/05/2031\nUtrikes\n\nRådet säger nej.\n"
    assert marked(text, "sv") == [
        ("byline", "Tove Lindmark"),
        ("stamp", "för 3 veckor sedan"),
        ("stamp", "|"),
        ("stamp", "04/05/2031"),
        ("stamp", "Utrikes"),
    ]


def test_a_name_on_a_line_of_its_own_is_no_byline_without_the_dates() -> None:
    assert marked("Kajen stängd\n\nRådet säger nej.\n\nTove Lindmark\n\nHon är borgmästare.", "sv") == []


def test_initials_at_the_end() -> None:
    assert marked("Pier zu\n\nDas Amt bestätigte es. (hea)", "de") == [("byline", "(hea)")]


def test_software_speaks_another_language_than_the_report() -> None:
    text = "Kajen stängd\n\nRådet säger nej.\n\nLeave a Reply"
    assert marked(text, "sv") == [("comment_form", "Leave a Reply")]


@pytest.mark.parametrize(
    "text", ["", "\n", "|", "©", "date 2031-06", "Photo:", "By", "\u2028", "(", "date " * 5_000]
)
def test_odd_texts(text: str) -> None:
    for code in codes():
        marked(text, code)
    mark_boilerplate(text, [])


PIECES = st.sampled_from(
    [
        *(
            " date 2031-06 ",
            "date 2031-06-08",
            "03/02/2031",
            "3 weeks ago",
            "|",
            "Home",
            "By ",
            "(hea)",
            "“Lover.”",
        ),
        *(
            "Photo: ",
            "© ",
            "Ellis Crane",
            "Foto: Bent Myrseth / NTB",
            "Pier closed after storm",
            "The board said. ",
        ),
        *("See also ", "Leave a Reply", "video:", " ", "\n", "\n\n", "\r\n", "\u2028", "İ", "ẞ"),
    ]
)


def test_a_stamp_and_a_credit_on_one_line() -> None:
    text = " date 2031-06 The old pier. Photo: Ellis Crane\n\nIt is closed."
    assert marked(text, "en") == [("stamp", "date 2031-06"), ("photo", "The old pier. Photo: Ellis Crane")]


def test_offsets_fit_where_lower_case_is_longer() -> None:
    text = "Title\nİİİİ in the harbour. Photo: Ellis Crane\nText."
    assert marked(text, "en") == [("photo", "İİİİ in the harbour. Photo: Ellis Crane")]
    long = "İ" * 301
    assert marked(f"Title\n{long} Photo: Ellis Crane\nText.", "en") == [("photo", "Photo: Ellis Crane")]


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(codes()))
def test_marks_lie_in_the_text_and_apart(text: str, code: str) -> None:
    for kind, exact in marked(text, code):
        assert kind
        assert exact == exact.strip() != ""
