"""The acceptance page against its truth: one line a miss, N of M.

`--data` is a folder with page.txt and expected.yaml. Every check reads only the public API. A statement counts as whole when its
speaker, kind, cue, start, end and whatever else the truth names are right; an event when type, actors, place, time, certainty and
figures are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

import dateline
from dateline.types import Actor, DateEstimate, Event, Figure, Item, Mention, Page, Span, Statement

from .harness import Result, Row


@dataclass
class Sheet:
    """The checks so far: (group, what, right)."""

    checks: list[tuple[str, str, bool]] = field(default_factory=list)

    def check(self, group: str, what: str, right: object) -> bool:
        self.checks.append((group, what, bool(right)))
        return bool(right)

    def right(self, group: str | None = None) -> tuple[int, int]:
        rows = [ok for name, _, ok in self.checks if group in (None, name)]
        return sum(rows), len(rows)


class Reading:
    """A read page with line numbers: the page's text lines are matched to the lines of the file by their words."""

    def __init__(self, page: Page, source: str) -> None:
        self.page = page
        self.lines = source.split("\n")
        self.starts: list[tuple[int, int]] = []
        cursor = 0
        for number, line in enumerate(self.lines, 1):
            at = page.text.find(line.strip(), cursor)
            if at >= 0 and line.strip():
                self.starts.append((at, number))
                cursor = at + len(line.strip())

    def line(self, page_offset: int) -> int:
        return next((number for start, number in reversed(self.starts) if start <= page_offset), 0)

    def line_of(self, item: Item, span: Span) -> int:
        where = item.locate(span)
        return self.line(where[0].start) if where else 0

    def lines_of(self, item: Item) -> list[int]:
        return sorted(
            {
                number
                for piece in item.pieces
                for start, number in self.starts
                if piece.page_span.start <= start < piece.page_span.end or start == piece.page_span.start
            }
            | {self.line(piece.page_span.start) for piece in item.pieces}
        )


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Reads the page with its address and scores it."""
    source = (data / "page.txt").read_text(encoding="utf-8")
    truth = yaml.safe_load((data / "expected.yaml").read_text(encoding="utf-8"))
    page = dateline.read(source, url=truth["source"]["url"], media_type="text/plain")
    sheet = score(Reading(page, source), truth)
    right, total = sheet.right()
    metrics: dict[str, float] = {"right": right, "of": total, "share": right / total}
    for group in dict.fromkeys(name for name, _, _ in sheet.checks):
        metrics[group] = sheet.right(group)[0]
    misses = [f"MISS {group}: {what}" for group, what, ok in sheet.checks if not ok] + [f"{right} of {total}"]
    return Result("seed", [Row("dateline", "seed", metrics)], [data / "page.txt", data / "expected.yaml"], misses)


def score(reading: Reading, truth: dict[str, Any]) -> Sheet:
    """All checks on one read page."""
    sheet = Sheet()
    found = items(sheet, reading, truth)
    dates(sheet, reading, truth, found)
    statements(sheet, reading, truth)
    events(sheet, reading, truth)
    entities(sheet, reading, truth)
    return sheet


def items(sheet: Sheet, reading: Reading, truth: dict[str, Any]) -> dict[str, Item]:
    """Lines, kind and genre of every item, and the furniture."""
    found: dict[str, Item] = {}
    for expected in truth["items"]:
        name = expected["id"]
        item = next((i for i in reading.page.items if reading.lines_of(i) == expected["lines"]), None)
        if sheet.check("items", f"{name} has lines {expected['lines']}", item) and item:
            found[name] = item
        sheet.check("items", f"{name} is of kind {expected['kind']}", item and item.kind == expected["kind"])
        sheet.check("items", f"{name} is of genre {expected['genre']}", item and item.genre == expected["genre"])
        if "headline_line" in expected:
            line = reading.lines[expected["headline_line"] - 1]
            sheet.check("items", f"{name} has its headline", item and item.headline and item.headline in line)
    roles = {reading.line(block.span.start): block.role for block in reading.page.furniture}
    for line, role in truth["furniture"].items():
        sheet.check("furniture", f"line {line} is {role}", roles.get(line) == role)
    article = reading.page.article
    for line in truth["items"][0]["lines"]:
        held = article and reading.lines[line - 1].strip() in article.text
        sheet.check("paragraphs", f"the article holds line {line}", held)
    sheet.check("items", "no item beyond those listed", len(reading.page.items) <= len(truth["items"]))
    return found


def inside(estimate: DateEstimate | None, bounds: list[str]) -> bool:
    """Whether the estimate lies inside the interval."""
    low, high = (date.fromisoformat(day) for day in bounds)
    return estimate is not None and low <= estimate.earliest and estimate.latest <= high


def dates(sheet: Sheet, reading: Reading, truth: dict[str, Any], found: dict[str, Item]) -> None:
    """The two clocks."""
    article, captured = reading.page.article, reading.page.captured
    published = article.published if article else None
    sheet.check("dates", f"article inside {truth['items'][0]['published']}", inside(published, truth["items"][0]["published"]))
    sheet.check("dates", "article's date has used evidence", published and any(e.used for e in published.evidence))
    sheet.check("dates", f"captured inside {truth['rail']['shown']}", inside(captured, truth["rail"]["shown"]))
    low, high = truth["rail"]["newer_than_article_by_days"]
    gap = captured.earliest - published.earliest if captured and published else timedelta()
    sheet.check("dates", "the rail is newer than the article by about a year", low - 35 <= gap.days <= high + 35)
    for name, item in found.items():
        if item.kind == "teaser" and item.published:
            early = item.published.latest < date.fromisoformat(truth["items"][0]["published"][1])
            sheet.check("dates", f"{name} is not dated with the article's clock", not early)


def words(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.replace("’", "'")).casefold().split())


def within(needle: str, text: str) -> bool:
    return f" {words(needle)} " in f" {words(text)} "


def statements(sheet: Sheet, reading: Reading, truth: dict[str, Any]) -> None:
    """Every statement of the truth, whole."""
    everything = [
        (reading.line_of(item, s.content[0]), item, s) for item in reading.page.items for s in item.statements if s.content
    ]
    for expected in truth["statements"]:
        here = [(item, s) for line, item, s in everything if line == expected["line"]]
        label = f"line {expected['line']} {expected.get('cue') or '(no cue)'}"
        best: list[str] | None = None
        for item, statement in here:
            wrong = list(faults(expected, item, statement))
            best = wrong if best is None or len(wrong) < len(best) else best
        sheet.check("statements", f"{label}: {'; '.join(best) if best else 'not found'}", best == [])


def faults(expected: dict[str, Any], item: Item, statement: Statement) -> Iterator[str]:
    """What is wrong with a statement, measured by one of the truth."""
    text = item.text
    cue = statement.cue.of(text) if statement.cue else ""
    content = " ".join(span.of(text) for span in statement.content)
    if (expected.get("cue") or "") != cue and not (expected.get("cue") and within(expected["cue"], cue)):
        yield f"cue is {cue!r}"
    if statement.kind != expected["kind"]:
        yield f"kind is {statement.kind}"
    if not named(expected["speaker"], statement.speaker, statement):
        yield f"speaker is {statement.speaker}"
    if "country" in expected and not (statement.entity and statement.entity.country == COUNTRY[expected["country"]]):
        yield f"country is {statement.entity and statement.entity.country}"
    if "role" in expected and not (statement.role and words(expected["role"]) in words(statement.role)):
        yield f"role is {statement.role!r}"
    if "content_starts" in expected and not words(content).removeprefix("that ").startswith(words(expected["content_starts"])):
        yield f"content starts {content[:40]!r}"
    if "content_ends" in expected and not words(content).endswith(words(expected["content_ends"])):
        yield f"content ends {content[-40:]!r}"
    if "medium" in expected and not (statement.medium and expected["medium"] in (statement.medium.value, statement.medium.text)):
        yield f"medium is {statement.medium}"
    if "addressee" in expected and not any(
        m and within(expected["addressee"], m.text) for m in (statement.addressee, statement.medium)
    ):
        yield f"addressee is {statement.addressee}"
    if "when" in expected and not (statement.when and statement.when.day == date.fromisoformat(str(expected["when"]))):
        yield f"when is {statement.when and statement.when.day}"
    if "nested_in" in expected:
        parent = statement.parent
        if not (
            parent and parent.speaker and expected["nested_in"] in (parent.entity.name if parent.entity else parent.speaker.text)
        ):
            yield "parent is missing"


def named(expected: str, mention: Mention | None, statement: Statement) -> bool:
    if mention is None:
        return False
    names = [mention.text, mention.entity.name if mention.entity else "", statement.entity.name if statement.entity else ""]
    return any(within(expected, name) for name in names)


COUNTRY = {"Colombia": "COL", "Morocco": "MAR"}


def events(sheet: Sheet, reading: Reading, truth: dict[str, Any]) -> None:
    """Every event that is not optional, and none beyond those listed."""
    everything = [(reading.line_of(item, e.trigger), item, e) for item in reading.page.items for e in item.events]
    claimed: set[str] = set()
    for expected in truth["events"]:
        best: list[str] | None = None
        for _, item, event in ((n, i, e) for n, i, e in everything if n == expected["line"] and e.type in expected["type"]):
            wrong = list(event_faults(expected, item, event))
            claimed.add(event.id)
            best = wrong if best is None or len(wrong) < len(best) else best
        if not expected.get("optional"):
            label = f"line {expected['line']} {'/'.join(expected['type'])}"
            sheet.check("events", f"{label}: {'; '.join(best) if best else 'not found'}", best == [])
    extra = [
        f"line {line} {e.type} {e.trigger.of(item.text)!r}"
        for line, item, e in everything
        if e.id not in claimed and line not in (1, 2, 18)
    ]
    sheet.check("events", f"no event beyond those listed: {extra}", not extra)


def event_faults(expected: dict[str, Any], item: Item, event: Event) -> Iterator[str]:
    """What is wrong with an event, measured by one of the truth."""
    parties = [*event.actors, *event.recipients]
    for actor in expected.get("actors", []):
        if not any(is_party(actor, party) for party in parties):
            yield f"{actor} is missing among {[p.text for p in parties]}"
    if "where" in expected:
        place = event.place
        name, _, country = expected["where"].partition(",")
        wanted = name.split()[-1]
        if not (
            place and wanted in place.text and (not country or place.entity is None or place.entity.country == country.strip())
        ):
            yield f"place is {place}"
    if "when" in expected and not when_right(expected["when"], event.when):
        yield f"when is {event.when and (event.when.earliest, event.when.latest)}"
    if expected.get("negated") and event.certainty != "negated":
        yield f"certainty is {event.certainty}"
    if expected.get("certainty") == "possible" and event.certainty not in ("possible", "planned"):
        yield f"certainty is {event.certainty}"
    match = re.match(r"(?:reported|claimed)-by (.+)", str(expected.get("certainty", "")))
    if match and not (
        event.reported_by and event.reported_by.speaker and (named(match[1], event.reported_by.speaker, event.reported_by))
    ):
        yield "the statement it hangs on is missing"
    for what, value in expected.get("figures", {}).items():
        if what != "detail" and not any(figure_right(what, value, figure) for figure in event.figures):
            got = [(f.what, f.lower, f.upper) for f in event.figures]
            yield f"figures are {got}, not {what} {value}"


def is_party(expected: str, party: Actor) -> bool:
    """ "Name (CODE)", "CODE", or a name; a country code alone asks for the country."""
    match = re.fullmatch(r"(.*?)\s*\(([A-Z]{3})\)", expected)
    name, country = (match[1], match[2]) if match else (expected, None)
    if re.fullmatch(r"[A-Z]{3}", expected):
        return party.country == expected
    entity_name = party.entity.name if party.entity else ""
    right = any(within(name.removeprefix("a ").split()[-1], text) for text in (party.text, entity_name))
    return right and (country is None or party.country == country or party.country is None)


def when_right(expected: object, got: DateEstimate | None) -> bool:
    if expected == "ongoing":
        return True
    if got is None:
        return False
    if isinstance(expected, list):
        return inside(got, [str(day) for day in expected])
    if isinstance(expected, date):
        return got.day == expected
    value = str(expected)
    if re.fullmatch(r"\d{4}-\d\d", value):
        return got.earliest.isoformat()[:7] == value == got.latest.isoformat()[:7]
    return got.day is not None and got.day.isoformat() == value


def figure_right(what: str, value: object, figure: Figure) -> bool:
    tests: dict[str, Callable[[], bool]] = {
        "dozens": lambda: figure.lower is not None and 12 <= figure.lower <= 36 and figure.upper != figure.lower,
    }
    if figure.what != what:
        return False
    if isinstance(value, str) and value in tests:
        return tests[value]()
    if isinstance(value, str) and value.startswith(">="):
        return figure.lower == float(value[2:]) and figure.upper is None
    return figure.lower == figure.upper == float(str(value))


def entities(sheet: Sheet, reading: Reading, truth: dict[str, Any]) -> None:
    """People, organisations, metonyms, places, and what is none."""
    mentions = [(reading.line_of(item, m.span), m) for item in reading.page.items for m in item.mentions]
    for kind, wanted in (("person", truth["entities"]["people"]), ("organisation", truth["entities"]["organisations"])):
        for name, aliases in wanted.items():
            own = [m for _, m in mentions if m.type == kind and m.entity and words(m.entity.name) == words(name)]
            outlet = kind == "organisation" and words(reading.page.outlet or "") == words(name)
            sheet.check("entities", f"{kind} {name}", own or outlet)
            for alias in aliases:
                known = any(
                    m.entity and words(m.entity.name) == words(name) and (words(m.text) in words(alias)) for _, m in mentions
                )
                sheet.check("entities", f"{alias!r} is {name}", known)
    for name, meaning in truth["entities"]["countries_by_metonym"].items():
        line = re.search(r"line (\d+)", meaning)
        own = [
            m
            for n, m in mentions
            if m.text == name and line and n == int(line[1]) and m.entity and m.entity.country == meaning[:3]
        ]
        sheet.check("entities", f"{name} stands for {meaning[:3]}", any(m.metonym for m in own))
    for name, country in truth["entities"]["places"].items():
        own = [m for _, m in mentions if name.split()[-1] in m.text and m.entity and m.entity.country == country]
        sheet.check("entities", f"place {name} in {country}", own)
    wrong = [m.text for _, m in mentions if "Shadow Trade" in m.text and m.type in ("organisation", "person", "place")]
    sheet.check("entities", f"a title is no organisation {wrong}", not wrong)
    people = [m.text for _, m in mentions if "Trump Route" in m.text and m.type == "person"]
    people += [m.text for n, m in mentions if n == 19 and m.type == "person" and "Trump" in m.text]
    sheet.check("entities", f"a project is no person {people}", not people)
