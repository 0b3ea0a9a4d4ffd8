"""The days on which a document may have been published."""

from datetime import date
from typing import Protocol

from whence.model import Document, When


class Dated(Protocol):
    """What has a time of publication: `model.Document`, or as much of it."""

    @property
    def published(self) -> When | None: ...


def first_day(document: Dated) -> int | None:
    """The first day on which a document may have been published, as a proleptic ordinal."""
    when = document.published
    return None if when is None or when.start is None else date.fromisoformat(when.start).toordinal()


def day_within(document: Document, days: int) -> int | None:
    """The first day on which a document may have been published, where it is one of so many: not for a mere month."""
    first, last = first_day(document), last_day(document)
    return first if first is not None and last is not None and last - first < days else None


def last_day(document: Dated) -> int | None:
    """The last day on which a document may have been published, as a proleptic ordinal."""
    when = document.published
    return None if when is None or when.end is None else date.fromisoformat(when.end).toordinal()
