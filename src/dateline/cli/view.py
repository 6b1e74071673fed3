"""A page as a person reads it on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ..stories.figures import bounds, vague
from ..types import INNER_ACTS, Actor, DateEstimate, Event, Evidence, Figure, Item, Page, Statement
from .output import safe

WIDTH = 110


def page_lines(page: Page, *, beliefs: bool = False) -> Iterator[str]:
    """The page, its items and their facts; statements of belief and intention where they are asked for."""
    yield f"{page.outlet or 'unknown outlet'}  {page.url or ''}".rstrip()
    captured = f"captured {day(page.captured)}" if page.captured else "day of the capture not known"
    parts = (counted(len(page.items), "item"), counted(len(page.furniture), "line of furniture", "lines of furniture"))
    yield f"{', '.join(parts)}, language {page.language or 'not known'}, {captured}"
    for item in page.items:
        yield ""
        yield from item_lines(item, beliefs=beliefs)


def item_lines(item: Item, *, beliefs: bool = False, ids: bool = False) -> Iterator[str]:
    """One item: headline, date with its reasons, text, statements, events, figures of no event; with `ids` those of facts, by which they are corrected."""
    kind = item.kind if item.genre == "news" else f"{item.kind}, {item.genre}"
    yield f"── {kind} · {day(item.published)}" + (f" · {', '.join(item.authors)}" if item.authors else "")
    if item.headline:
        yield f"   {safe(item.headline)}"
    yield from dict.fromkeys(map(_reason, item.published.evidence if item.published else ()))
    for note in item.notes:
        yield f"   {note.about}: {safe(note.text)}"
    for paragraph in item.paragraphs:
        yield from textwrap.wrap(safe(paragraph), WIDTH, initial_indent="   ", subsequent_indent="   ")
    for statement in item.statements:
        if statement.act in INNER_ACTS and not beliefs:
            continue
        who = statement.entity.name if statement.entity else statement.speaker.text if statement.speaker else "nobody named"
        who = " and ".join([who, *(mention.text for mention in statement.joint)])
        words = " … ".join(span.of(item.text) for span in statement.content)
        yield from textwrap.wrap(
            safe(f"said  {who} ({', '.join(manner(statement))}): {words}" + (f" [{statement.id}]" if ids else "")),
            WIDTH,
            initial_indent="   • ",
            subsequent_indent="     ",
        )
    for event in item.events:
        trigger = f"“{event.trigger.of(item.text)}”" + (f" [{event.id}]" if ids else "")
        yield from textwrap.wrap(
            safe(f"event {event_text(event, item.text)} · {trigger}"), WIDTH, initial_indent="   ▸ ", subsequent_indent="     "
        )
    told = {figure.id for event in item.events for figure in event.figures}
    for figure in item.figures:
        if figure.id not in told:
            yield from textwrap.wrap(
                safe(
                    f"figure {figure_text(figure, item.text)} · “{figure.span.of(item.text)}”"
                    + (f" [{figure.id}]" if ids else "")
                ),
                WIDTH,
                initial_indent="   ▸ ",
                subsequent_indent="     ",
            )


def event_text(event: Event, text: str) -> str:
    """What an event is, who did it to whom, where, when and to how many, as far as it is known; `text` is the item's."""
    parts = [
        event.type + (f"/{event.mode}" if event.mode else ""),
        event.certainty,
        " → ".join(", ".join(map(party, side)) for side in (event.actors, event.recipients) if side),
        f"in {event.place.text}" if event.place else "",
        day(event.when) if event.when else "",
        "; ".join(dict.fromkeys(figure_text(figure, text) for figure in event.figures)),
    ]
    return " · ".join(part for part in parts if part)


def manner(statement: Statement) -> Iterator[str]:
    """Act and kind of a statement, whom it is told, where, when, and whether it stands inside another: as far as the words say so."""
    yield statement.act
    yield statement.kind
    if told := statement.addressee:
        yield f"to {told.entity.name if told.entity else told.text}"
    if statement.medium is not None:
        yield statement.medium.value or statement.medium.text
    if statement.when is not None:
        yield day(statement.when)
    if statement.parent is not None:
        yield "inside another"


def _reason(evidence: Evidence) -> str:
    """Why, or why not: the kind of evidence in words, what it says, how often such evidence was right."""
    from ..site.evidence import proof_of
    from ..site.wording import evidence_name

    proof = proof_of(evidence)
    said = "; ".join(filter(None, (proof.stated, proof.said, proof.measured)))
    return f"   {'because of' if evidence.used else 'not'} {evidence_name(evidence.kind)}" + (f": {safe(said)}" if said else "")


def toll(lower: float | None, upper: float | None) -> str:
    """Bounds of a count of people: "at least 37", "nobody"."""
    return "nobody" if upper == 0 else bounds(lower, upper)


def party(actor: Actor) -> str:
    """A person by name, not as "he"; others as the text has them."""
    return actor.entity.name if actor.entity and actor.entity.type == "person" else actor.text


def day(estimate: DateEstimate | None) -> str:
    """A day, an interval, or "date not known"."""
    if estimate is None:
        return "date not known"
    text = str(estimate.day) if estimate.day else f"{estimate.earliest} to {estimate.latest}"
    return text + (" (in doubt)" if estimate.doubtful else "")


def figure_text(figure: Figure, text: str) -> str:
    """ "killed at least 37", "injured dozens (at least 24)", "money 17,700,000,000 EUR", "votes 277"."""
    number = toll(figure.lower, figure.upper) if figure.unit == "people" else bounds(figure.lower, figure.upper)
    if words := vague(figure, text):
        number = f"{words} ({number})"
    return f"{figure.what} {number}" + (f" {figure.unit}" if figure.unit not in ("people", figure.what) else "")


def counted(count: int, thing: str, things: str | None = None) -> str:
    """ "1 outlet", "2,000 outlets"."""
    return f"{count} {thing}" if count == 1 else f"{count:,} {things or thing + 's'}"
