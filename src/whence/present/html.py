"""The brief as one HTML file: no request leaves it, and nothing in a report can become markup.

Jinja2 escapes everything. Style and script stand in the page, and the policy in its head allows exactly these
two by their hash; anything else, from wherever it came, the browser refuses to run, load or send.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from whence.present.views import BriefView
from whence.present.wording import has_marks

if TYPE_CHECKING:
    from jinja2 import Environment


def render_html(view: BriefView) -> str:
    """The page as a string of HTML."""
    style, script = _resource("brief.css"), _resource("brief.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src 'none'; base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template("brief.html.j2")
    return page.render(view=view, style=style, script=script, policy=policy)


@cache
def _resource(name: str) -> str:
    return (files("whence.present") / "templates" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("whence.present", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Only our own two resources pass through here: they stand in the page as they are, or their hash fails.
    environment.filters["as_is"] = Markup
    environment.tests["marked"] = has_marks
    return environment
