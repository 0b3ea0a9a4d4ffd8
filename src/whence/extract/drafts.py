"""A draft: what a rule has found, in tokens, before voices are resolved and offsets are made."""

from msgspec import Struct

from whence.extract.spans import Phrase, Range


class Draft(Struct):
    """All ranges are token indexes, inclusive.

    `relays` stand outward in order; `behind` are voices named behind the speaker ("citing X", "ifølge X" beside
    a verb), whose place in the chain depends on who they are. `anchor` is the token that the draft hangs on.
    """

    rule: str
    kind: str
    sentence: int
    anchor: int
    cue: Range | None
    source: Phrase | None
    content: list[Range]
    verb: str = ""
    media_verb: bool = False
    negated: bool = False
    told: list[Phrase] = []
    relays: list[Phrase] = []
    behind: list[Phrase] = []
    alleged: list[Phrase] = []
    relay_cues: list[Range] = []
    """The cues of those who passed it on, where they have one: "X said, *according to* Y"."""
    span: Range = (0, 0)
    reporter_hedge: bool = False
    direct: bool = False
    can_will: bool | None = True
    """Whether the source is somebody who can want or demand (no document, no unknown thing); None: not asked yet."""
    frame: str = ""
    mention: Phrase | None = None
    """What points to the voice, where that is not the source's own words ("demnach")."""
    speaker_of: "Draft | None" = None
    why: list[tuple[str, str, Range | None]] = []
