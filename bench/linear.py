"""That time and memory grow with the length of a text and with nothing else, whatever the text is made of.

`python -m bench.linear` extracts texts of 1 kB to 10 MB, made of one hard thing repeated (quotation marks, commas,
reporting verbs, brackets, combining characters, one endless word, digits, dashes, newlines …), in several packs,
and prints the processor time of each, the peak memory, and the exponent of the growth from 100 kB on (1 is
linear). Every text is read in a process of its own. Exit status 1 where an exponent is above the floor.
"""

import argparse
import json
import math
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from whence.extract import extract
from whence.languages.pack import codes, pack
from whence.model import Document

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
FITTED_FROM = 100_000
"""Below, what does not grow (tables that are filled once) hides what does."""
MOST_EXPONENT = 1.2
PACKS = 3
"""So many packs are measured unless others are named, taken from the list of all at equal distances."""

NAMES = "Ida Holk Ottesen Northwire "


def _verbs(code: str) -> str:
    forms = [form for group in pack(code).verbs for form in group.finite[:1]]
    return " ".join(forms) + " "


def _function_words(code: str) -> str:
    grammar = pack(code).grammar
    words = (*grammar.complementisers, *grammar.coordinators, *grammar.relatives, *grammar.subordinators)
    return " ".join((*words, *pack(code).pronouns.demonstrative, *grammar.prepositions)) + " "


def _cues(code: str) -> str:
    own = pack(code)
    forms = [form for group in own.attribution for form in group.forms[:2]]
    forms += [form for cue in own.noun_cues for form in cue.forms[:1]]
    forms += [*own.hearsay.adverbs, *own.hearsay.modals, *own.hearsay.impersonal]
    return " ".join(f"{form} {NAMES}" for form in forms)


def _marks(code: str) -> str:
    """Words between all marks of the language, none of them paired as it should be."""
    return "".join(f'{mark}Ida "Holk, ' for mark in "“”„«»‘’‚‹›") + _verbs(code)


def _says(code: str) -> str:
    """ "says that", in the words of the pack."""
    own = pack(code)
    verb = next(group.finite[0] for group in own.verbs if "clause" in group.frames and group.finite)
    return f"{verb} {next(iter(own.grammar.complementisers), '')}"


def _statements(code: str) -> str:
    return f"Ida Holk {_says(code)} 300 Ottesen {_verbs(code)[:20]}. "


def _pronouns(code: str) -> str:
    own = pack(code).pronouns
    return "".join(f"{word.title()} {_says(code)} Kyiv 3. " for word in (*own.masculine[:2], *own.plural[:2]))


def _institutions(code: str) -> str:
    forms = [form for forms in pack(code).sources.organisations.values() for form in forms[:1]]
    return "".join(f"{form} {_says(code)} Holk. " for form in forms)


def _anaphors(code: str) -> str:
    words = pack(code).pronouns.demonstrative
    return "".join(f"{word.title()} {_verbs(code).split()[0]} Ida Holk. " for word in words) or NAMES


def _dash_quotes(code: str) -> str:
    return f"– Ida Holk 3 Ottesen, {_verbs(code).split()[0]} Kyiv Northwire. Ida Holk.\n"


def _many(made: Callable[[int], str], size: int) -> str:
    kept: list[str] = []
    total = number = 0
    while total < size:
        kept.append(made(number))
        total += len(kept[-1])
        number += 1
    return "".join(kept)[:size]


def _name(number: int) -> str:
    return "Ab" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


MANY: dict[str, Callable[[str, int], str]] = {
    "names, each another one": lambda _, n: f"Ida {_name(n)} ",
    "speakers, each another one": lambda code, n: f"{_name(n)} {_says(code)} Kyiv 3. ",
    "speakers with two names": lambda code, n: (
        f"Ida {_name(2 * n)} {_says(code)} Kyiv. {_name(2 * n + 1)} {_says(code)} {n}. "
    ),
    "words, each another one": lambda _, n: f"{_name(n).lower()} ",
    "outlets, each another one": lambda code, n: f"“{_name(n)} Times” {_says(code)} {_name(n)}. ",
}
"""The n-th piece of a text that never repeats itself."""

KINDS: dict[str, Callable[[str], str]] = {
    "quotation marks": lambda _: '"',
    "quotation marks of all kinds": lambda _: "“ ”„ «'» ‘’ ",
    "quotations that do not pair": _marks,
    "commas": lambda _: ", ",
    "full stops": lambda _: ". ",
    "reporting verbs": _verbs,
    "cues and names": _cues,
    "names": lambda _: NAMES,
    "statements": _statements,
    "surnames": lambda code: f"Ida Holk {_says(code)} Kyiv. Holk {_says(code)} Ottesen. ",
    "pronouns": _pronouns,
    "institutions": _institutions,
    "anaphors": _anaphors,
    "dash quotes": _dash_quotes,
    "function words": _function_words,
    "brackets": lambda _: "(",
    "brackets and colons": lambda code: f"Ida ({NAMES[:8]}: [ {_verbs(code)[:20]}) ",
    "combining characters": lambda _: "\u0301",
    "letters with combining characters": lambda _: "e\u0301\u0323 ",
    "one endless word": lambda _: "a",
    "one endless name": lambda _: "Aa-",
    "apostrophes": lambda _: "d'l'",
    "letters and dots": lambda _: "a.B.",
    "digits": lambda _: "9",
    "groups of digits": lambda _: "1 000.000,",
    "dates": lambda _: "31.12. 3 2022-01-01 ",
    "dashes": lambda _: "– ",
    "hyphens": lambda _: "-",
    "newlines": lambda _: "\n",
    "lines": lambda _: "– Ida:\n",
    "prose": lambda code: "\n\n".join(example.text for example in pack(code).examples) + "\n\n",
}


def text_of(kind: str, code: str, size: int) -> str:
    """A text of so many characters of one kind."""
    if kind in MANY:
        return _many(partial(MANY[kind], code), size)
    piece = KINDS[kind](code)
    return (piece * (size // len(piece) + 1))[:size]


def document(text: str, code: str) -> Document:
    """A document as reading makes it, without what reading itself would refuse or mark."""
    return Document(
        id="d",
        report="bench",
        text=text,
        sha256="",
        language=code,
        language_confidence=1.0,
        outlet="Lock Gazette",
    )


def measure(kind: str, code: str, size: int) -> tuple[float, int, int]:
    """Processor seconds, peak memory in kilobytes and number of statements of one extraction in a new process."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        status = 1
        try:
            one = document(text_of(kind, code, size), code)
            begin = time.process_time()
            found = len(extract(one)[0])
            os.write(write_end, f"{time.process_time() - begin} {found}".encode())
            status = 0
        finally:
            os._exit(status)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        answer = pipe.read().split()
    _, status, usage = os.wait4(child, 0)
    if status or len(answer) != 2:
        raise RuntimeError(f"{kind}, {code}, {size:,}: the extraction failed")
    return float(answer[0]), usage.ru_maxrss, int(answer[1])


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """The slope of time over size, both as logarithms: 1 is linear, 2 is quadratic."""
    points = [(math.log(n), math.log(max(s, 1e-6))) for n, s in zip(sizes, seconds, strict=True)]
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread


def growth(kind: str, code: str, sizes: list[int]) -> dict[str, Any]:
    """The measurements of one kind of text in one pack."""
    seconds: list[float] = []
    peak = found = 0
    for size in sizes:
        took, peak, found = measure(kind, code, size)
        seconds.append(took)
    fitted = [n for n in sizes if n >= FITTED_FROM]
    return {
        "text": kind,
        "pack": code,
        "seconds": {str(n): round(s, 4) for n, s in zip(sizes, seconds, strict=True)},
        "statements": found,
        "peak_megabytes": round(peak / 1024),
        "exponent": round(exponent(fitted, seconds[-len(fitted) :]), 2) if len(fitted) > 1 else None,
    }


def chosen_packs(asked: str | None) -> list[str]:
    """The packs to measure."""
    if asked == "all":
        return list(codes())
    if asked:
        return asked.split(",")
    step = max(1, len(codes()) // PACKS)
    return list(codes()[::step][:PACKS])


def main() -> int:
    """Measures what was asked for and prints one JSON line for each text and pack."""
    parser = argparse.ArgumentParser(description="That time grows with the length of a text only.")
    parser.add_argument("--packs", help='codes, comma between them, or "all"')
    parser.add_argument("--texts", help="kinds of text, comma between them")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="the longest text in characters")
    asked = parser.parse_args()
    sizes = [size for size in SIZES if size <= asked.largest]
    kinds = asked.texts.split(",") if asked.texts else [*KINDS, *MANY]
    worst = 0.0
    for code in chosen_packs(asked.packs):
        extract(document(text_of("prose", code, 20_000), code))  # fills the tables that a run fills once
        for kind in kinds:
            result = growth(kind, code, sizes)
            worst = max(worst, result["exponent"] or 0.0)
            print(json.dumps(result), flush=True)
    print(json.dumps({"worst_exponent": worst, "most_exponent": MOST_EXPONENT}))
    return int(worst > MOST_EXPONENT)


if __name__ == "__main__":
    sys.exit(main())
