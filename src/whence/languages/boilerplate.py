"""What a pack knows about boilerplate: the words by which `read` marks what is no reporting.

Words only. What a photo credit or a comment form looks like on the page is code in `read/marks.py`, once for
all languages. All entries are lower case; a line or a tail of a line is compared with them in lower case.
"""

from whence.languages.words import Strict


class BoilerplateExample(Strict, frozen=True, kw_only=True):
    """A text and every stretch of it that must be marked, with its kind: `marked` holds [kind, words]."""

    text: str
    marked: tuple[tuple[str, str], ...]
    published: str | None = None
    """The EDTF date that its stamp gives, where it has one."""


class BoilerplateWords(Strict, frozen=True, kw_only=True):
    """Markers by kind. `*_prefixes` begin a line; `*_lines` are whole lines; `*_phrases` stand anywhere in
    one."""

    photo_prefixes: tuple[str, ...]
    """Before a credit, at the start of a line or behind its caption: "photo:", "foto:"."""
    see_also_prefixes: tuple[str, ...]
    """"see also", "læs også", "siehe auch"."""
    related_prefixes: tuple[str, ...]
    """Before the title of another report: "video:", "gallery:", "watch:"."""
    related_lines: tuple[str, ...] = ()
    """Headings of such lists: "related articles", "most read". Up to two words may stand before them."""
    comment_lines: tuple[str, ...]
    """Whole lines of a comment form: "leave a reply"."""
    comment_phrases: tuple[str, ...]
    """"your email address will not be published"."""
    byline_prefixes: tuple[str, ...]
    """Before an author's name at the start of a line: "by", "av", "von". A colon may follow."""
    promotion_phrases: tuple[str, ...]
    """"subscribe to our newsletter"."""
    section_lines: tuple[str, ...]
    """A site's sections, as whole lines: "world", "udland", "politics"."""
    section_words: tuple[str, ...] = ()
    """Words that a line of labels is made of: "home", "page", "politics"."""
    date_prefixes: tuple[str, ...]
    """Before a date that stands on a line of its own: "published", "updated"."""
    age_units: tuple[str, ...]
    """Units in "132 weeks ago": minutes, weeks."""
    age_words: tuple[str, ...]
    """What makes a number and a unit an age: "ago", "siden", "vor"."""
    examples: tuple[BoilerplateExample, ...]
