"""How the examples of a pack are executed: what its author states against what `extract` finds.

The comparison forgives what an author of a pack should not have to know: quotation marks, closing
punctuation, capitals, a complementiser before the content, an apposition behind the origin, auxiliaries
around the cue. Everything else must come out as stated, and nothing that is not stated may be found.
"""

import re

from whence.extract import extract
from whence.languages.pack import Example, Expected, pack
from whence.model import Document, Statement

STANCE = ("polarity", "commitment", "horizon", "denial", "condition", "reporter_hedge")


def words(text: str) -> list[str]:
    """The words of a text, lower case, without any mark."""
    return re.findall(r"\w+", text.lower())


def found_in(text: str, code: str) -> list[Statement]:
    """The attributed statements of a text, read as a report in this language."""
    document = Document(id="d", report="r", text=text, sha256="", language=code, language_confidence=1.0)
    statements, _ = extract(document)
    return [one for one in statements if one.attributed]


def differences(code: str, example: Example) -> list[str]:
    """Everything in which an example does not come out as stated; empty where it does."""
    left = found_in(example.text, code)
    wrong = []
    for expected in example.statements:
        match = next((one for one in left if _same_content(code, expected, one)), None)
        if match is None:
            wrong.append(f"not found: {expected.content!r}")
            continue
        left.remove(match)
        wrong += [f"{expected.content!r}: {text}" for text in _compare(expected, match)]
    beside = [one for one in left if one.within is None]  # what another is said to have said may go unstated
    return [*wrong, *(f"found beside it, by rule {one.rule}: {one.wording!r}" for one in beside)]


def _same_content(code: str, expected: Expected, found: Statement) -> bool:
    want, got = words(expected.content), words(found.wording)
    openers = [words(one) for one in pack(code).grammar.complementisers]
    return got == want or any(got == opener + want for opener in openers)


def _compare(expected: Expected, found: Statement) -> list[str]:
    wrong = []
    origin = found.chain[0].exact
    if not _begins(words(origin), words(expected.origin)) or bool(expected.origin) != bool(origin):
        wrong.append(f"origin is {origin!r}, not {expected.origin!r}")
    if expected.cue is not None:
        cue = found.cue.exact if found.cue else ""
        if not _holds(words(cue), words(expected.cue)):
            wrong.append(f"cue is {cue!r}, not {expected.cue!r}")
    relays = [one.exact for one in found.chain if one.role == "relay"]
    for name, want, got in (
        ("relays", expected.relays, relays),
        ("alleged", expected.alleged, [one.exact for one in found.alleged]),
    ):
        if want is not None and not (
            len(want) == len(got) and all(_begins(words(g), words(w)) for w, g in zip(want, got, strict=True))
        ):
            wrong.append(f"{name} are {got}, not {list(want)}")
    for axis in STANCE:
        value = getattr(expected, axis)
        if value is not None and getattr(found.stance, axis) != value:
            wrong.append(f"{axis} is {getattr(found.stance, axis)}, not {value}")
    if expected.channel is not None and found.chain[0].channel != expected.channel:
        wrong.append(f"channel is {found.chain[0].channel}, not {expected.channel}")
    return wrong


def _begins(long: list[str], short: list[str]) -> bool:
    return long[: len(short)] == short


def _holds(long: list[str], short: list[str]) -> bool:
    return any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))
