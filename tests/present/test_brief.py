"""The brief: what it counts, what it cites, and that nothing in a report can become markup."""

import html
import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from msgspec.structs import replace
from rich.console import Console
from tests.present.fixture import (
    AS_OF,
    PROBLEMS,
    build_assessment,
    build_documents,
    build_graph,
    build_statements,
)

from whence.model import Assessment, Claim, Document, Gloss, Graph, content_id
from whence.pipeline import Holdings
from whence.present.brief import brief_view
from whence.present.html import render_html
from whence.present.markdown import render_markdown
from whence.present.terminal import print_brief
from whence.present.views import BriefView

TITLE = "Are people below the Storfoss dam being moved?"
VOID = {"meta", "link", "br", "img", "input", "path", "rect", "line"}


def holdings() -> Holdings:
    documents = build_documents()
    made = build_statements(documents)
    return Holdings(
        documents=documents,
        statements=tuple(made.values()),
        graph=build_graph(documents),
        assessment=build_assessment(documents, made),
        problems=PROBLEMS,
        as_of=AS_OF,
    )


@pytest.fixture(scope="module")
def view() -> BriefView:
    return brief_view(holdings(), title=TITLE)


class Page(HTMLParser):
    """Collects ids, links, tags and the text outside style and script; checks that tags close in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        named = dict(attrs)
        if named.get("id"):
            self.ids.append(named["id"] or "")
        if tag == "a":
            self.links.append(named.get("href") or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.words += data


def hostile(text: str) -> Holdings:
    """A case of one report whose every field is `text`."""
    document = Document(
        id=content_id("x"),
        report=text,
        text=text,
        sha256="0",
        language=None,
        language_confidence=0.0,
        outlet=text,
        title=text,
        url=text,
    )
    base = holdings()
    claim = Claim(
        id="c",
        gloss=Gloss(wording=text, language="en", english=text),
        statements=(),
        origins=(text,),
        outlets=(text,),
        languages=("en",),
        ladder=(),
        rivals=(),
        denials=(),
    )
    return Holdings(
        documents=(document,),
        statements=(),
        graph=Graph(lineage=(), sources=(), ties=(), families=()),
        assessment=Assessment(claims=(claim,), forecasts=(), sources=()),
        problems=base.problems,
        as_of=AS_OF,
    )


def test_most_repeated_claim_comes_first_and_minor_ones_fold(view: BriefView) -> None:
    assert view.claims[0].counts == (
        "at most 1 independent origin · 4 outlets and 1 page of unknown outlet · 4 languages"
    )
    assert {line.who for line in view.lines} == {"Tove Askeland", "Ragna Tveitdal"}


def test_lead_says_what_was_found_and_cites_it(view: BriefView) -> None:
    text = " ".join(sentence.text for sentence in view.lead)
    assert "they go back to at most one independent origin: Nordelva vassdragsråd" in text
    assert "Tove Askeland denies it" in text
    assert "at most 1,200" in text
    assert "at least 1,900" in text
    assert all(sentence.cites for sentence in view.lead)


def test_ladder_folds_what_repeats_and_marks_what_changed(view: BriefView) -> None:
    ladder = view.claims[0].ladder
    assert [step.outlet for step in ladder] == [
        "Nordtelegram",
        "Fjordposten",
        "Kystavisen",
        "The Harbour Ledger",
    ]
    assert [echo.outlet for echo in ladder[1].echoes] == ["crawl.jsonl#3 (outlet unknown)"]
    assert "".join(piece.text for piece in ladder[1].wording) == ladder[1].words.text
    assert [piece.text for piece in ladder[1].wording if piece.kind == "new"] == [
        "evakueringsvarsler",
        "sendes ut",
    ]
    assert not ladder[-1].attributed


def test_chain_is_drawn_from_the_origin_and_leads_nowhere_back(view: BriefView) -> None:
    drawing = view.claims[0].wide
    assert drawing is not None
    place = {node.full: node.x for node in drawing.nodes}
    assert place["Nordelva vassdragsråd"] < place["Nordtelegram"] < place["Fjordposten"] < place["Kystavisen"]
    assert [node.full for node in drawing.nodes if node.role == "origin"] == ["Nordelva vassdragsråd"]
    assert sum(edge.dashed for edge in drawing.edges) == 1


def test_segments_give_the_documents_back(view: BriefView) -> None:
    texts = {one.id: one.text for one in build_documents()}
    for document in view.documents:
        assert "".join(segment.text for segment in document.segments) == texts[document.id]


def test_denial_is_shown_with_the_words_around_it(view: BriefView) -> None:
    denial = view.claims[0].denials[0]
    assert (
        denial.right.before + denial.right.words.text == "Ordfører Tove Askeland avviser at noen skal flyttes"
    )


def test_a_conflict_is_shown_once() -> None:
    base = holdings()
    by = {one.id: one for one in base.assessment.claims}
    rise = by[content_id("claim", "rise")]
    # With two statements each, neither is only one page's answer to the other.
    below = by[content_id("claim", "below")]
    below = replace(below, statements=below.statements + rise.statements)
    other = replace(by[content_id("claim", "echo")], denials=())
    there = replace(below.rivals[0], other_claim=other.id)
    back = replace(there, statement=there.other, other=there.statement, other_claim=below.id)
    claims = (replace(below, rivals=(there,)), replace(other, rivals=(back,)))
    view = brief_view(replace(base, assessment=replace(base.assessment, claims=claims)), title=TITLE)
    number = {one.id: one.n for one in view.claims}
    first, second = sorted((below.id, other.id), key=number.__getitem__)
    assert [len(view.claims[number[key] - 1].rivals) for key in (first, second)] == [1, 0]
    assert view.claims[number[second] - 1].see == (number[first],)
    assert f'href="#c{number[first]}">claim {number[first]}</a>' in render_html(view)


def test_a_long_ladder_folds_and_keeps_its_numbers() -> None:
    base = holdings()
    echo = next(one for one in base.assessment.claims if one.id == content_id("claim", "echo"))
    first, second = echo.ladder[0], echo.ladder[1]
    held = {one.id: one for one in base.statements}
    copies = [replace(held[second.statement], id=f"copy{n}") for n in range(12)]
    steps = [replace(second, statement=one.id) for one in copies]
    claim = replace(echo, ladder=(first, *steps))
    page = Page(
        render_html(
            brief_view(
                replace(
                    base,
                    statements=(*base.statements, *copies),
                    assessment=replace(base.assessment, claims=(claim,)),
                ),
                title=TITLE,
            )
        )
    )
    assert page.open == []
    assert "6 more steps" in page.words
    assert [value for name, value in page.attributes if name == "value"] == [str(n) for n in range(1, 14)]


def test_every_link_of_the_page_leads_to_a_passage(view: BriefView) -> None:
    page = Page(render_html(view))
    assert len(page.ids) == len(set(page.ids))
    assert page.open == []
    assert page.links
    for link in page.links:
        assert link.startswith("#")
        assert link[1:] in page.ids


def test_page_loads_nothing_and_says_so_to_the_browser(view: BriefView) -> None:
    text = render_html(view)
    page = Page(text)
    assert not {"img", "link", "iframe", "object", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name in ("src", "style") or name.startswith("on")]
    assert "url(" not in text.replace("url(#tip", "")
    policy = html.unescape(re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[0])
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</title></style><svg onload=alert(1)>",
        "{{ 7 * 7 }} {% raw %}",
        "هذا خبر عاجل ‮ abc",
        "X" * 300,
        "a\x00b\x1b[31mc",
        "javascript:alert(1)",
    ],
)
def test_hostile_text_stays_text(text: str) -> None:
    view = brief_view(hostile(text), title=text)
    rendered = render_html(view)
    page = Page(rendered)
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert page.open == []
    assert "\x00" not in rendered
    assert "<script>alert" not in render_markdown(view)
    out = StringIO()
    print_brief(view, Console(file=out, width=60))
    assert "\x1b" not in out.getvalue()


def test_empty_case_says_so() -> None:
    empty = Holdings(
        documents=(),
        statements=(),
        graph=Graph(lineage=(), sources=(), ties=(), families=()),
        assessment=Assessment(claims=(), forecasts=(), sources=()),
        problems=(),
        as_of=AS_OF,
    )
    view = brief_view(empty, title="Nothing yet")
    assert [sentence.text for sentence in view.lead] == ["This case holds no reports yet."]
    assert "nothing in this case is attributed to anybody" in Page(render_html(view)).words
    assert "None: everything that was given could be read" in render_markdown(view)


def test_same_case_gives_the_same_page(view: BriefView) -> None:
    assert render_html(view) == render_html(brief_view(holdings(), title=TITLE))


def test_markdown_notes_all_have_their_passage(view: BriefView) -> None:
    text = render_markdown(view)
    used = set(re.findall(r"\[\^(\d+)\]", text))
    assert used == set(re.findall(r"^\[\^(\d+)\]:", text, flags=re.MULTILINE))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_terminal_fits_its_width(view: BriefView, width: int) -> None:
    out = StringIO()
    print_brief(view, Console(file=out, width=width))
    assert max(len(line) for line in out.getvalue().splitlines()) <= min(width, 100)
    assert "at most 1 independent origin" in out.getvalue()
