"""Somebody that a document names, as far as reading has come."""

from whence.extract.spans import Range

UNSTATED = "unnamed: unstated"
"""Somebody of whom the text does not tell who it is: "who", "him"."""


class Entity:
    """Somebody that the document names: the fullest name, the kind, and where the last mention stood."""

    __slots__ = (
        "concept",
        "gender",
        "kind",
        "last",
        "media",
        "name",
        "plural",
        "source_id",
        "span",
        "spoke",
        "territory",
    )

    def __init__(self, name: str, kind: str, source_id: str, last: int) -> None:
        self.name = name
        self.kind = kind
        self.source_id = source_id
        self.last = last
        self.concept: str | None = None
        self.territory: str | None = None
        self.gender: str | None = None
        self.media = False
        self.plural: bool | None = None
        self.span: Range | None = None
        """The last mention by words of its own."""
        self.spoke: Range | None = None
        """Its last statement, as an origin."""
