"""Who stands behind one relay: an outlet that is said to have told a claim, and the nameless voices it had it from.

What a dozen reports have from one paper was told by that paper once, whether they write "officials", "sources" or
nothing before its name: it is one origin, as many as its best version names. What this module refuses to do: a voice
with a name is its own origin, whoever passed it on; and of two nameless voices in one report neither is the other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from whence.assess.case import UNNAMED, Case
from whence.model import Statement, Voice


class Relays:
    """The attributed statements of a claim by who passed them on. `voiced`: in the order of the ladder."""

    def __init__(self, case: Case, voiced: Sequence[Statement]) -> None:
        self._case = case
        self._passed: dict[str, Statement] = {}
        self._behind: dict[str, str] = {}
        by_relay: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        for statement in voiced:
            for voice in statement.chain[1:]:
                if voice.role == "relay":
                    self._passed.setdefault(case.source(voice.source_id), statement)
            relay = self._relay(statement)
            if relay is not None:
                self._behind[statement.id] = relay
                by_relay[relay][statement.document].append(statement)
        self._best = {relay: _best(case, documents) for relay, documents in by_relay.items()}

    def told(self, statement: Statement) -> tuple[str, Statement] | None:
        """Where the origin is an outlet that another statement names as relay: why it is none, and that statement."""
        told = self._passed.get(self._case.source(statement.chain[0].source_id))
        if told is None or told.document == statement.document:
            return None
        why = f"{self._case.called(statement)} had it from {self._case.called(told)}, as {told.report} says"
        return why, told

    def behind(self, statement: Statement) -> tuple[str, Statement] | None:
        """Where a nameless origin is one that another report's relay had it from: why, and the statement there."""
        relay = self._behind.get(statement.id)
        if relay is None or self._best[relay].document == statement.document:
            return None
        best = self._best[relay]
        return (
            f"{self._case.called(statement)} is who {self._named(relay)} had it from, as in {best.report}",
            best,
        )

    def _relay(self, statement: Statement) -> str | None:
        """Who first passed on what a nameless voice said: a relay with a name, or else the outlet that published it."""
        if not _nameless(statement.chain[0]):
            return None
        return next((self._case.source(v.source_id) for v in statement.chain[1:] if not _nameless(v)), None)

    def _named(self, source: str) -> str:
        found = self._case.source_of.get(source)
        return source if found is None else found.name


def _best(case: Case, documents: Mapping[str, Sequence[Statement]]) -> Statement:
    """Of the versions of what one relay told, the one that names most voices; of those, the first."""
    voices = {key: {case.source(s.chain[0].source_id) for s in found} for key, found in documents.items()}
    most = max(len(found) for found in voices.values())
    return next(found[0] for key, found in documents.items() if len(voices[key]) == most)


def _nameless(voice: Voice) -> bool:
    return voice.source_id.startswith(UNNAMED)
