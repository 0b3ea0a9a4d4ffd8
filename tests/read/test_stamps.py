"""Days of publication: a month is a month, and a day that may be two days is neither."""

import pytest
from msgspec.structs import replace

from whence.languages.pack import pack
from whence.model import When
from whence.read.lines import lines
from whence.read.stamps import published, stated


def read(text: str, code: str, order: str | None = None) -> When | None:
    own = pack(code)
    if order is not None:
        own = replace(own, dates=replace(own.dates, numeric_order=order))
    return published(lines(text), own)


def test_a_month_is_a_month() -> None:
    text = "\n date 2032-02 The pier is closed."
    when = read(text, "en")
    assert when is not None
    assert (when.edtf, when.start, when.end, when.granularity) == (
        "2032-02",
        "2032-02-01",
        "2032-02-29",
        "month",
    )
    assert when.role == "publication"
    assert when.span is not None
    assert text[slice(*when.span)] == when.exact == "2032-02"


@pytest.mark.parametrize(
    ("line", "order", "edtf"),
    [
        ("03/02/2031", "dmy", "2031-02-03"),
        ("03.02.2031 14:30", "dmy", "2031-02-03"),
        ("03-02-2031, kl. 14.30", "dmy", "2031-02-03"),
        ("03/02/2031", "mdy", "2031-03-02"),
        ("03/02/2031", "", "2031"),
        ("03/03/2031", "", "2031-03-03"),
        ("03/22/2031", "", "2031-03-22"),
        ("22/03/2031", "mdy", "2031-03-22"),
        ("2031-02-03", "", "2031-02-03"),
        ("2031-02-03T14:30:00Z", "", "2031-02-03"),
        ("31/02/2031", "dmy", None),
        ("99/99/2031", "dmy", None),
        ("3/2/31", "dmy", None),
        ("3/4 of 2031", "dmy", None),
    ],
)
def test_a_date_on_a_line_of_its_own(line: str, order: str, edtf: str | None) -> None:
    text = f"Pier closed\n{line}\nThe board said so."
    when = read(text, "da", order)
    assert (when.edtf if when else None) == edtf
    if when is not None and when.span is not None:
        assert text[slice(*when.span)] == when.exact


def test_behind_its_word() -> None:
    when = read("Kajen lukket\nPubliceret: 03.02.2031\nRådet sagde det.", "da")
    assert when is not None
    assert when.edtf == "2031-02-03"


def test_a_date_inside_the_text_is_not_its_own() -> None:
    assert read("Kajen lukket\nDen lukkede 03.02.2031 efter stormen.", "da") is None
    below = "\n".join(["Rådet sagde nej."] * 20) + "\n03.02.2031"
    assert read(f"Kajen lukket\n{below}", "da") is None


@pytest.mark.parametrize(
    ("value", "edtf", "start", "granularity"),
    [
        ("2031", "2031", "2031-01-01", "year"),
        ("2031-02", "2031-02", "2031-02-01", "month"),
        ("2031-02-03", "2031-02-03", "2031-02-03", "day"),
        (" 2031-02-03 ", "2031-02-03", "2031-02-03", "day"),
        ("2031-02-03T23:30:00-02:00", "2031-02-04T01:30:00Z", "2031-02-04", "instant"),
        ("2031-02-03 10:00", "2031-02-03T10:00:00", "2031-02-03", "instant"),
    ],
)
def test_stated_in_a_record(value: str, edtf: str, start: str, granularity: str) -> None:
    when = stated(value)
    assert when is not None
    assert (when.edtf, when.start, when.granularity, when.span) == (edtf, start, granularity, None)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2031-13-01", "2031-02-30", "0000", "20310203x", "9" * 50]
)
def test_what_is_no_date(value: str) -> None:
    assert stated(value) is None


@pytest.mark.parametrize(
    ("code", "line", "edtf"),
    [
        ("en", "March 3, 2031", "2031-03-03"),
        ("en", "Published: 3 March 2031 at 2:30 pm", "2031-03-03"),
        ("da", "3. marts 2031 kl. 14.30", "2031-03-03"),
        ("nb", "Oppdatert 3. mars 2031", "2031-03-03"),
        ("sv", "3 mars 2031", "2031-03-03"),
        ("de", "Stand: 3. März 2031, 14:30 Uhr", "2031-03-03"),
        ("en", "The pier closed on March 3, 2031", None),
        ("en", "The March 2031 storm", None),
        ("da", "Stormen den 3. marts 2031", None),
    ],
)
def test_a_date_in_words(code: str, line: str, edtf: str | None) -> None:
    text = f"Westholm\n{line}\nXyz xyz."
    when = read(text, code)
    assert (when.edtf if when else None) == edtf
    if when is not None and when.span is not None:
        assert text[slice(*when.span)] == when.exact
