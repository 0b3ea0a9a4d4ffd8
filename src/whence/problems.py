"""Every way in which things go wrong, once: code, meaning, remedy.

A `Problem` is recorded, counted and shown; the rest of the run goes on. `ItemFailed` is raised where one item
cannot go on (its Problem is recorded by the stage), `RunAborted` where nothing can.
"""

from typing import NamedTuple

from whence.model import Record


class Kind(NamedTuple):
    """What a problem's code means and what to do about it."""

    meaning: str
    remedy: str


CATALOGUE: dict[str, Kind] = {
    "missing": Kind("there is no such file or folder", "check the path; a glob may have matched nothing"),
    "unreadable": Kind("the file cannot be opened", "check its permissions"),
    "empty": Kind("the file holds no text", "nothing to read; remove it from the list"),
    "no_reports": Kind("the folder holds no reports", "give a folder with .txt or .jsonl files"),
    "invalid_utf8": Kind(
        "the bytes are not UTF-8", "convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT"
    ),
    "mojibake": Kind(
        "the text was decoded wrongly before it reached us (Ã¸ for ø)", "capture it again from the source"
    ),
    "binary": Kind("the file is binary (NUL bytes)", "give plain text or JSONL"),
    "unsupported_format": Kind("this format is not supported yet", "save it as plain text (.txt) first"),
    "too_large": Kind("the file is larger than the limit", "split it, one report a file or JSONL line"),
    "long_line": Kind("a line is longer than the limit", "it was read, but check that it is a report"),
    "broken_line": Kind("a JSONL line is not a JSON object with a text", "mend or remove that line"),
    "bad_field": Kind(
        "a JSONL field has a wrong type or value", "it was ignored; the rest of the record was read"
    ),
    "right_to_left": Kind(
        "the text is written right to left", "no pack for its language yet; it is stored unread"
    ),
    "unsupported_language": Kind("there is no pack for this language", "add one: docs/03-add-a-language.md"),
    "unknown_language": Kind(
        "the language cannot be told", "name it: --language CODE, or `language` in the JSONL record"
    ),
    "unbalanced_quotes": Kind(
        "quotation marks do not pair", "they were read as far as they pair; check the text around them"
    ),
    "duplicate": Kind("the same document was given before", "stored once, with one more capture"),
    "capped": Kind("a limit was reached and something was skipped", "see the limits in docs/06-formats.md"),
    "interrupted": Kind(
        "an earlier run was stopped before it ended", "run `whence add` again; it goes on from there"
    ),
    "case_locked": Kind("another process is writing to this case", "wait for it, then run again"),
    "unwritable": Kind("the case cannot be written", "check the free space and the permissions"),
    "case_version": Kind("the case was written by another version", "use that version, or make a new case"),
    "not_a_case": Kind("the folder is not a case", "make one: whence add --case FOLDER FILE…"),
    "not_found": Kind(
        "nothing in the case has this name",
        "list what is there: whence documents --case FOLDER; or claims, sources, judge list",
    ),
    "ambiguous": Kind(
        "several things in the case have this name", "give more of it, or an id of those named"
    ),
    "orphaned_judgement": Kind(
        "what a person judged is not in the case as it was",
        "it does nothing until the report is there again; judge anew, or take it back: whence judge undo NUMBER",
    ),
    "blocked_judgement": Kind(
        "judgements on several pairs cannot all hold",
        "those that keep apart stand; take back the one that is wrong: whence judge undo NUMBER",
    ),
    "not_comparable": Kind(
        "there is nothing to explain between these two",
        "give two reports, two statements or claims, or two names",
    ),
    "bad_judgement": Kind("this cannot be judged so", "see what can: whence judge --help"),
    "engine_missing": Kind(
        "the engine for many reports is not installed",
        "Spark: pip install 'whence[spark]', and Java 17 or newer (apt-get install default-jre-headless)",
    ),
    "engine_failed": Kind(
        "the engine for many reports stopped",
        "see the cause: memory or disk ran out, or else please report it",
    ),
    "bulk_damaged": Kind(
        "the bulk tables are damaged", "remove the folder and run again: they are made from the case"
    ),
    "bad_pack": Kind("a language pack does not fit the schema", "mend the key that is named"),
    "bad_outlets": Kind(
        "the table of outlets does not fit the schema",
        "mend the entry or key that is named; the form is in docs/06-formats.md",
    ),
    "too_little": Kind(
        "there is too little to learn words from",
        "add reports together with their translations, then run `whence learn` again",
    ),
    "bad_learned": Kind(
        "what the case taught of words cannot be read",
        "take it back: whence learn --undo; the next `whence learn` makes it anew",
    ),
    "bad_option": Kind("an option has a value that cannot be used", "see --help for what it takes"),
}


class Problem(Record, frozen=True):
    """Something that could not be read, parsed or decided.

    `where` is the report (or case) concerned, `detail` the particular cause, `line` a line number (from 1),
    `start` an offset in code points.
    """

    code: str
    where: str
    detail: str = ""
    line: int | None = None
    start: int | None = None
    schema: int = 1

    @property
    def meaning(self) -> str:
        """What the code means."""
        return CATALOGUE[self.code].meaning

    @property
    def remedy(self) -> str:
        """What a person can do about it."""
        return CATALOGUE[self.code].remedy

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.line is not None else self.where
        detail = f" ({self.detail})" if self.detail else ""
        return f"{place}: {self.meaning}{detail}. {self.remedy[0].upper()}{self.remedy[1:]}."


class ItemFailed(Exception):
    """This item cannot go on; the run does."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class RunAborted(Exception):
    """Nothing can go on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
