"""A small case made by hand: the affair of the Storfoss dam. Everybody and everything in it is invented."""

from collections.abc import Sequence
from typing import Any

from whence.model import (
    Assessment,
    Change,
    Claim,
    ClaimStatement,
    Conflict,
    Document,
    Evidence,
    Figure,
    Forecast,
    Gloss,
    Graph,
    Lineage,
    Mark,
    Place,
    Source,
    SourceRecord,
    Stance,
    Statement,
    Step,
    Voice,
    When,
    content_id,
    passage,
)
from whence.problems import Problem

AS_OF = "2025-02-15"

TEXTS: dict[str, tuple[str, str | None, str, str | None, str]] = {
    # report: language, outlet, title, published, text
    "nordtelegram.txt": (
        "nb",
        "Nordtelegram",
        "Vassdragsrådet bestiller 3.000 varslingskort",
        "2025-01-12",
        "Vassdragsrådet bestiller 3.000 varslingskort\n\n"
        "Nordelva vassdragsråd har lyst ut et oppdrag om å trykke 3.000 varslingskort til husstandene "
        "nedenfor Storfossdammen innen 15. mars, ifølge et rundskriv fra rådet.\n\n"
        "– Kortene er en del av den vanlige beredskapen, sier rådsleder Ragna Tveitdal.\n\n"
        "Tveitdal opplyser at høyst 1.200 mennesker bor nedenfor dammen.\n\n"
        "Les også: Ti råd om flom\n",
    ),
    "fjordposten.txt": (
        "nb",
        "Fjordposten",
        "Varsler til 3.000 hjem",
        "2025-01-13",
        "Varsler til 3.000 hjem\n\n"
        "3.000 evakueringsvarsler skal sendes ut innen 15. mars, har Nordelva vassdragsråd bestemt, skriver "
        "Nordtelegram.\n\n"
        "Ordfører Tove Askeland avviser at noen skal flyttes.\n\n"
        "– Ingen skal forlate hjemmet sitt, sier hun.\n",
    ),
    "kystavisen.txt": (
        "da",
        "Kystavisen",
        "Norsk dæmning: 3.000 får besked",
        "2025-01-14",
        "Norsk dæmning: 3.000 får besked\n\n"
        "3.000 evakueringsordrer skal sendes ud inden 15. marts, skriver norske Fjordposten ifølge "
        "Nordtelegram.\n\nFoto: Arkiv\n",
    ),
    "harbour-ledger.txt": (
        "en",
        "The Harbour Ledger",
        "Thousands ordered out below Norwegian dam",
        "2025-01-15",
        "Thousands ordered out below Norwegian dam\n\n"
        "More than 3,000 people below the Storfoss dam have been ordered from their homes by 15 March.\n\n"
        "The spillway will be repaired by 1 February, the water board's chair, Ragna Tveitdal, told the "
        "Ledger.\n",
    ),
    "elbkurier.txt": (
        "de",
        "Elbkurier",
        "Streit um den Storfoss-Damm",
        "2025-01-16",
        "Streit um den Storfoss-Damm\n\n"
        "Unterhalb des Damms leben mindestens 1.900 Menschen, sagte die Sprecherin der Bürgerinitiative "
        "Tallaget, Ingrid Moe.\n\n"
        "Moe warnte, im Frühjahr werde das Wasser steigen.\n",
    ),
    "crawl.jsonl#3": (
        "sv",
        None,
        "Dammen i Norge",
        None,
        "Dammen i Norge\n\nEnligt Nordtelegram ska 3 000 evakueringsvarningar skickas ut före den 15 mars.\n",
    ),
}


def build_documents() -> tuple[Document, ...]:
    """The six reports."""
    found = []
    for report, (language, outlet, title, published, text) in TEXTS.items():
        marks = []
        for kind, words in (("see_also", "Les også: Ti råd om flom"), ("photo", "Foto: Arkiv")):
            if (at := text.find(words)) >= 0:
                marks.append(Mark(kind=kind, start=at, end=at + len(words)))  # type: ignore[arg-type]
        when = None
        if published:
            when = When(
                edtf=published,
                start=published,
                end=published,
                granularity="day",
                role="publication",
                exact=published,
            )
        found.append(
            Document(
                id=content_id(report),
                report=report,
                text=text,
                sha256=content_id("bytes", report),
                language=language,
                language_confidence=0.99,
                outlet=outlet,
                title=title,
                published=when,
                marks=tuple(marks),
            )
        )
    return tuple(found)


def build_statement(
    document: Document,
    content: str | Sequence[str],
    chain: Sequence[tuple[str, str, str, str]],
    *,
    cue: str | None = None,
    figures: Sequence[Figure] = (),
    times: Sequence[When] = (),
    attributed: bool = True,
    horizon: str = "present",
    rule: str = "made_by_hand",
    **stance: Any,
) -> Statement:
    """A statement whose words are looked up in the text. `chain` holds (name, source_id, role, mention)."""
    pieces = [content] if isinstance(content, str) else list(content)
    text = document.text

    def spot(words: str) -> Any:
        at = text.index(words)
        return passage(text, at, at + len(words))

    voices = []
    for name, source_id, role, mention in chain:
        spotted = spot(mention) if mention else None
        voices.append(
            Voice(
                name=name,
                source_id=source_id,
                role=role,  # type: ignore[arg-type]
                exact=mention,
                start=spotted.start if spotted else None,
                end=spotted.end if spotted else None,
            )
        )
    if document.outlet:
        voices.append(
            Voice(
                name=document.outlet,
                source_id=f"outlet:{document.outlet.lower()}",
                role="publisher" if voices else "origin",
                exact="",
                start=None,
                end=None,
            )
        )
    passages = tuple(spot(piece) for piece in pieces)
    return Statement(
        id=content_id(document.id, *(f"{p.start}-{p.end}" for p in passages)),
        document=document.id,
        report=document.report,
        language=document.language or "",
        content=passages,
        quotes=(),
        cue=spot(cue) if cue else None,
        chain=tuple(voices),
        alleged=(),
        stance=Stance(
            polarity=stance.pop("polarity", "affirmed"),
            commitment=stance.pop("commitment", "asserted"),
            horizon=horizon,  # type: ignore[arg-type]
            **stance,
        ),
        figures=tuple(figures),
        times=tuple(times),
        places=(Place(name="Storfoss", id="geonames:1", country="NO", exact="Storfoss", start=0, end=0),)
        if "Storfoss" in " ".join(pieces)
        else (),
        actors=(),
        concepts=(),
        event=None,
        rule=rule,
        evidence=(Evidence(kind="rule", why="made by hand for the tests"),),
        attributed=attributed,
    )


BOARD = ("Nordelva vassdragsråd", "name:nordelva", "origin")
AGENCY = ("Nordtelegram", "outlet:nordtelegram", "relay")
CHAIR = ("Ragna Tveitdal", "name:tveitdal", "origin")
MAYOR = ("Tove Askeland", "name:askeland", "origin")
MOE = ("Ingrid Moe", "name:moe", "origin")


def deadline(edtf: str, start: str, end: str, granularity: str, exact: str) -> When:
    """A deadline read from the text."""
    return When(
        edtf=edtf, start=start, end=end, granularity=granularity, role="deadline", exact=exact, span=(0, 1)
    )


MARCH = deadline("2025-03-15", "2025-03-15", "2025-03-15", "day", "15. mars")
FEBRUARY = deadline("2025-02-01", "2025-02-01", "2025-02-01", "day", "1 February")
SPRING = deadline("2025-21", "2025-03-01", "2025-05-31", "season", "im Frühjahr")


def _figure(low: float | None, high: float | None, approximator: str | None, unit: str, exact: str) -> Figure:
    return Figure(low=low, high=high, approximator=approximator, unit=unit, exact=exact, span=(0, 1))


def build_statements(documents: Sequence[Document]) -> dict[str, Statement]:
    """All statements by a short name."""
    by = {d.report: d for d in documents}
    nt, fp, ky = by["nordtelegram.txt"], by["fjordposten.txt"], by["kystavisen.txt"]
    hl, ek, cr = by["harbour-ledger.txt"], by["elbkurier.txt"], by["crawl.jsonl#3"]
    return {
        "cards": build_statement(
            nt,
            "Nordelva vassdragsråd har lyst ut et oppdrag om å trykke 3.000 varslingskort til husstandene "
            "nedenfor Storfossdammen innen 15. mars",
            [(*BOARD, "rådet")],
            cue="ifølge",
            figures=[_figure(3000, 3000, None, "card", "3.000")],
            times=[MARCH],
        ),
        "routine": build_statement(
            nt,
            "– Kortene er en del av den vanlige beredskapen",
            [(*CHAIR, "rådsleder Ragna Tveitdal")],
            cue="sier",
        ),
        "most": build_statement(
            nt,
            "at høyst 1.200 mennesker bor nedenfor dammen",
            [(*CHAIR, "Tveitdal")],
            cue="opplyser",
            figures=[_figure(None, 1200, "at_most", "person", "høyst 1.200")],
        ),
        "notices": build_statement(
            fp,
            "3.000 evakueringsvarsler skal sendes ut innen 15. mars",
            [(*BOARD, "Nordelva vassdragsråd"), (*AGENCY, "Nordtelegram")],
            cue="skriver",
            horizon="future",
            figures=[_figure(3000, 3000, None, "warning", "3.000")],
            times=[MARCH],
        ),
        "denied": build_statement(
            fp,
            "at noen skal flyttes",
            [(*MAYOR, "Ordfører Tove Askeland")],
            cue="avviser",
            denial=True,
            polarity="negated",
            horizon="future",
        ),
        "nobody": build_statement(
            fp,
            "– Ingen skal forlate hjemmet sitt",
            [(*MAYOR, "hun")],
            cue="sier",
            horizon="future",
            polarity="negated",
        ),
        "orders": build_statement(
            ky,
            "3.000 evakueringsordrer skal sendes ud inden 15. marts",
            [
                (*BOARD, ""),
                (*AGENCY, "Nordtelegram"),
                ("Fjordposten", "outlet:fjordposten", "relay", "norske Fjordposten"),
            ],
            cue="skriver",
            horizon="future",
            figures=[_figure(3000, 3000, None, "order", "3.000")],
            times=[MARCH],
        ),
        "people": build_statement(
            hl,
            "More than 3,000 people below the Storfoss dam have been ordered from their homes by 15 March",
            [],
            attributed=False,
            figures=[_figure(3000, None, "more_than", "person", "More than 3,000")],
            times=[MARCH],
        ),
        "spillway": build_statement(
            hl,
            "The spillway will be repaired by 1 February",
            [(*CHAIR, "Ragna Tveitdal")],
            cue="told",
            horizon="future",
            times=[FEBRUARY],
        ),
        "least": build_statement(
            ek,
            "Unterhalb des Damms leben mindestens 1.900 Menschen",
            [(*MOE, "Ingrid Moe")],
            cue="sagte",
            figures=[_figure(1900, None, "at_least", "person", "mindestens 1.900")],
        ),
        "rise": build_statement(
            ek,
            "im Frühjahr werde das Wasser steigen",
            [(*MOE, "Moe")],
            cue="warnte",
            horizon="future",
            times=[SPRING],
        ),
        "varning": build_statement(
            cr,
            "3 000 evakueringsvarningar skickas ut före den 15 mars",
            [("Nordtelegram", "outlet:nordtelegram", "origin", "Nordtelegram")],
            cue="Enligt",
            horizon="future",
            figures=[_figure(3000, 3000, None, "warning", "3 000")],
            times=[MARCH],
        ),
    }


def _change(kind: str, before: str, after: str, was: str, now: str, why: str) -> Change:
    return Change(
        kind=kind,  # type: ignore[arg-type]
        before=before,
        after=after,
        before_exact=was,
        after_exact=now,
        why=why,
    )


def build_assessment(documents: Sequence[Document], made: dict[str, Statement]) -> Assessment:
    """The claims, forecasts and sources of the case, as of `AS_OF`."""
    by = {d.id: d for d in documents}

    def member(name: str) -> ClaimStatement:
        one = made[name]
        return ClaimStatement(id=one.id, report=one.report, content=one.wording, attributed=one.attributed)

    def step(name: str, previous: str | None, *changes: Change) -> Step:
        one = made[name]
        document = by[one.document]
        return Step(
            statement=one.id,
            report=one.report,
            content=one.wording,
            previous=made[previous].id if previous else None,
            outlet=document.outlet,
            language=one.language,
            published=document.published.edtf if document.published else None,
            changes=changes,
        )

    def conflict(kind: str, name: str, other: str, who: str, why: str) -> Conflict:
        return Conflict(
            kind=kind,  # type: ignore[arg-type]
            statement=made[name].id,
            other=made[other].id,
            report=made[other].report,
            content=made[other].wording,
            who=who,
            other_claim=None,
            why=why,
            evidence=(Evidence(kind="tie", why=why),),
        )

    echo = ("cards", "notices", "varning", "orders", "people")

    def claim(key: str, names: Sequence[str], english: str, **rest: Any) -> Claim:
        first = made[names[0]]
        return Claim(
            id=content_id("claim", key),
            gloss=Gloss(wording=first.wording, language=first.language, english=english),
            statements=tuple(member(n) for n in names),
            **{
                "origins": (),
                "outlets": tuple(
                    dict.fromkeys(o for n in names if (o := by[made[n].document].outlet) is not None)
                ),
                "languages": tuple(sorted({made[n].language for n in names})),
                "ladder": tuple(step(n, None) for n in names),
                "rivals": (),
                "denials": (),
                **rest,
            },
        )

    claims = (
        claim(
            "routine",
            ["routine"],
            "Ragna Tveitdal: routine preparedness",
            origins=("Ragna Tveitdal",),
        ),
        claim(
            "echo",
            echo,
            "Nordelva vassdragsråd: 3,000 cards or orders, by 15 March 2025",
            origins=("Nordelva vassdragsråd",),
            ladder=(
                step("cards", None),
                step(
                    "notices",
                    "cards",
                    _change("unit", "card", "warning", "varslingskort", "evakueringsvarsler", "unit"),
                    _change("stage", "print", "send out", "trykke", "sendes ut", "an earlier stage"),
                ),
                step("varning", "notices"),
                step(
                    "orders",
                    "notices",
                    _change("unit", "warning", "order", "evakueringsvarsler", "evakueringsordrer", "unit"),
                ),
                step(
                    "people",
                    "orders",
                    _change("number", "3,000", "more than 3,000", "3.000", "More than 3,000", "bounds"),
                    _change("unit", "order", "person", "evakueringsordrer", "people", "unit"),
                    _change("stage", "send out", "ordered out", "sendes ud", "have been ordered", "done"),
                    _change("attribution_lost", "Nordelva vassdragsråd", "nobody", "", "", "no voice left"),
                ),
            ),
            denials=(
                conflict(
                    "denial", "notices", "denied", "Tove Askeland", "denies that anybody is to be moved"
                ),
            ),
        ),
        claim(
            "below",
            ["most"],
            "Ragna Tveitdal: at most 1,200 people live below the dam",
            origins=("Ragna Tveitdal",),
            rivals=(
                conflict(
                    "rival_figure",
                    "most",
                    "least",
                    "Ingrid Moe",
                    "at most 1,200 against at least 1,900: the two cannot both hold",
                ),
            ),
        ),
        claim(
            "spillway",
            ["spillway"],
            "Ragna Tveitdal: repair, by 1 February 2025",
            origins=("Ragna Tveitdal",),
        ),
        claim("rise", ["rise"], "Ingrid Moe: the water rises in spring 2025", origins=("Ingrid Moe",)),
        claim(
            "nobody",
            ["nobody"],
            "Tove Askeland: nobody leaves",
            origins=("Tove Askeland",),
        ),
    )

    def forecast(key: str, name: str, state: str, who: str, when: When | None) -> Forecast:
        one = made[name]
        return Forecast(
            id=content_id("forecast", key),
            claim=content_id("claim", key),
            statement=one.id,
            report=one.report,
            content=one.wording,
            who=(who,),
            deadline=when,
            state=state,  # type: ignore[arg-type]
            as_of=AS_OF,
            outcome=None,
            evidence=(Evidence(kind="deadline", why="read from the words"),),
        )

    forecasts = (
        forecast("echo", "notices", "open", "Nordelva vassdragsråd", MARCH),
        forecast("spillway", "spillway", "past", "Ragna Tveitdal", FEBRUARY),
        forecast("rise", "rise", "open", "Ingrid Moe", SPRING),
        forecast("nobody", "nobody", "open", "Tove Askeland", None),
    )

    def source(key: str, name: str, kind: str, as_origin: int, as_relay: int) -> SourceRecord:
        return SourceRecord(
            id=key,
            name=name,
            kind=kind,  # type: ignore[arg-type]
            variants=(name,),
            statements=as_origin + as_relay,
            as_origin=as_origin,
            as_relay=as_relay,
            documents=tuple(d.report for d in documents[:2]),
            forecasts={"past": 1} if key == CHAIR[1] else {},
            grade="F",
        )

    sources = (
        source(BOARD[1], BOARD[0], "organisation", 3, 0),
        source(CHAIR[1], CHAIR[0], "person", 3, 0),
        source(MAYOR[1], MAYOR[0], "person", 2, 0),
        source(MOE[1], MOE[0], "person", 2, 0),
        source(AGENCY[1], AGENCY[0], "outlet", 1, 2),
    )
    return Assessment(claims=claims, forecasts=forecasts, sources=sources)


def build_graph(documents: Sequence[Document]) -> Graph:
    """Lineage between the reports; families and ties are left out, since no view reads them."""
    by = {d.report: d for d in documents}

    def edge(source: str, target: str, kind: str, known: bool, score: float, why: str) -> Lineage:
        return Lineage(
            source=source,
            target=target,
            source_document=by[source].id,
            target_document=by[target].id,
            kind=kind,  # type: ignore[arg-type]
            direction_known=known,
            score=score,
            evidence=(Evidence(kind="citation", why=why),),
        )

    return Graph(
        lineage=(
            edge(
                "nordtelegram.txt", "fjordposten.txt", "cites", True, 0.95, "Fjordposten names Nordtelegram"
            ),
            edge("fjordposten.txt", "kystavisen.txt", "rewrite", True, 0.9, "Kystavisen names Fjordposten"),
        ),
        sources=tuple(
            Source(id=s[1], name=s[0], kind="person", variants=(s[0],), aliases=(s[1],), evidence=())
            for s in (CHAIR, MAYOR, MOE)
        ),
        ties=(),
        families=(),
    )


PROBLEMS = (
    Problem(code="unsupported_format", where="annex.pdf", detail="PDF"),
    Problem(code="broken_line", where="crawl.jsonl", line=7, detail="unexpected end of data"),
)
