"""Correcting one fact, one name, or the item itself: a form with the fields that can be changed, a button that takes the fact out, and a
form that says that the item means another person of that name. Notes on an item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from fastapi import Depends, FastAPI, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from ..archive import Archive
from ..archive.corrections import LONGEST_CALLED
from ..errors import UsageError
from ..store.corrections_values import MENTION_TYPES
from ..store.values import ACTS, EVENT_TYPES
from ..types import Certainty, DateEstimate, Entity, Event, Figure, Genre, Item, Mention, Span, Statement, StatementKind
from . import access
from .languages import N_
from .routing import NOTHING, Answer, both

Place = Annotated[str | None, Query(pattern=r"^[0-9]{1,9}-[0-9]{1,9}$", description="Where a name stands: START-END")]
Fact = Annotated[str | None, Query(max_length=100, description="The id of a statement, event or figure")]
Record = Item | Mention | Statement | Event | Figure


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form: `kind` is choice, entity, day, number or words; `value` what it holds now, `choices` what it can hold."""

    name: str
    label: str
    kind: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()


async def filled(request: Request) -> dict[str, str]:
    """The form as it was sent, texts alone."""
    return {name: value for name, value in (await request.form()).items() if isinstance(value, str)}


Filled = Annotated[dict[str, str], Depends(filled)]


def register(app: FastAPI, archive: Archive) -> None:
    """Adds the form of corrections, and notes, to a site."""

    def correct(request: Request, id: str, fact: Fact = None, span: Place = None) -> Answer:
        """One fact, name or item with the fields that can be corrected."""
        item = archive.item(id)
        if item is None or not request.state.visitor.edits:
            return NOTHING
        record = target(item, fact, span)
        if record is None:
            return NOTHING
        fields = fields_of(item, record)
        values = {"item": item, "fields": fields, "fact": fact, "span": span, "quote": words_of(item, record), "record": record}
        values |= {"person": person_of(record), "longest_called": LONGEST_CALLED}
        return "correct.html", values, [{"name": f.name, "value": f.value} for f in fields]

    both(app, "/item/{id}/correct", correct)

    @app.post("/item/{id}/correct", include_in_schema=False)
    def keep(request: Request, id: str, form: Filled) -> Response:
        who = access.demand(request, form.get("token", ""), to="edit")
        item = archive.item(id)
        fact, span = form.get("fact") or None, form.get("span") or None
        record = target(item, fact, span) if item is not None else None
        if item is None or record is None:
            raise UsageError("there is no such fact any more; go back and reload the page", subject=id)
        place = span_of(span)
        if form.get("action") == "reject":
            archive.reject(id, fact=fact, span=place, by=who.name or "", why=form.get("why", ""))
        elif form.get("action") == "namesake":
            person = person_of(record)
            if person is None:
                raise UsageError("names no person whom another may be called like", subject=id)
            archive.namesake(id, person.id, form.get("called", ""), by=who.name or "", why=form.get("why", ""))
        else:
            changes = changed(fields_of(item, record), by_name(archive, form))
            archive.correct(id, changes, fact=fact, span=place, by=who.name or "", why=form.get("why", ""))
        return RedirectResponse(f"/item/{id}", 303)

    @app.post("/item/{id}/note", include_in_schema=False)
    def note(
        request: Request,
        id: str,
        text: Annotated[str, Form(max_length=20_000)] = "",
        token: Annotated[str, Form(max_length=100)] = "",
    ) -> Response:
        who = access.demand(request, token, to="edit")
        archive.note(id, text, by=who.name or "")
        return RedirectResponse(f"/item/{id}#notes", 303)


def span_of(words: str | None) -> Span | None:
    """A span from "120-134"."""
    if words is None or not re.fullmatch(r"[0-9]{1,9}-[0-9]{1,9}", words):
        return None
    start, end = words.split("-")
    return Span(int(start), int(end))


def target(item: Item, fact: str | None, span: str | None) -> Record | None:
    """What is corrected: the fact of an id, the name at a place, else the item."""
    if fact is not None:
        facts: tuple[Record, ...] = (*item.statements, *item.events, *item.figures)
        return next((f for f in facts if not isinstance(f, Item | Mention) and f.id == fact), None)
    if span is not None:
        return next((m for m in item.mentions if m.span == span_of(span)), None)
    return item


def person_of(record: Record) -> Entity | None:
    """The person of a name, or who speaks in a statement, whom somebody else may be called like."""
    entity = record.entity if isinstance(record, Mention | Statement) else None
    return entity if entity is not None and entity.type == "person" else None


def words_of(item: Item, record: Record) -> str:
    """The words that a record stands on."""
    if isinstance(record, Statement):
        return " … ".join(s.of(item.text) for s in record.content)
    if isinstance(record, Event):
        return record.trigger.of(item.text)
    if isinstance(record, Mention | Figure):
        return record.span.of(item.text)
    return ""


def fields_of(item: Item, record: Record) -> list[FormField]:
    """The fields of a record that a form can change."""
    who = tuple((e.id, e.name) for e in entities_of(item))
    if isinstance(record, Statement):
        return [
            FormField("speaker", N_("Who"), "entity", record.entity.id if record.entity else "", who),
            _choice("act", N_("What they do"), record.act, ACTS),
            _choice("kind", N_("How"), record.kind, get_args(StatementKind)),
            FormField("when", N_("When"), "day", days_as_text(record.when)),
        ]
    if isinstance(record, Event):
        return [
            _choice("type", N_("What"), record.type, EVENT_TYPES),
            _choice("certainty", N_("Certainty"), record.certainty, get_args(Certainty)),
            FormField("when", N_("When"), "day", days_as_text(record.when)),
        ]
    if isinstance(record, Figure):
        return [
            FormField("lower", N_("At least"), "number", as_text(record.lower)),
            FormField("upper", N_("At most"), "number", as_text(record.upper)),
            FormField("what", N_("Of what"), "words", record.what),
            FormField("unit", N_("Unit"), "words", record.unit),
        ]
    if isinstance(record, Mention):
        return [
            FormField("entity", N_("Who or where"), "entity", record.entity.id if record.entity else "", who),
            _choice("type", N_("Type"), record.type, MENTION_TYPES),
            FormField("role", N_("Role"), "words", record.role or ""),
        ]
    return [
        FormField("published", N_("Published"), "day", days_as_text(record.published)),
        _choice("genre", N_("Genre"), record.genre, get_args(Genre)),
        FormField("section", N_("Section"), "words", record.section or ""),
    ]


def _choice(name: str, label: str, value: str, choices: tuple[str, ...]) -> FormField:
    return FormField(name, label, "choice", value, tuple((c, c) for c in dict.fromkeys((value, *choices))))


def entities_of(item: Item) -> list[Entity]:
    """Everybody and everything that an item names, each once, by name."""
    found = {m.entity.id: m.entity for m in item.mentions if m.entity is not None}
    return sorted(found.values(), key=lambda e: (e.name, e.id))


def days_as_text(estimate: DateEstimate | None) -> str:
    """ "2025-12-31", or two days with a space between them."""
    if estimate is None:
        return ""
    return str(estimate.earliest) if estimate.earliest == estimate.latest else f"{estimate.earliest} {estimate.latest}"


def as_text(number: float | None) -> str:
    """A number as a form holds it."""
    return "" if number is None else f"{number:.10g}"


def by_name(archive: Archive, form: Mapping[str, str]) -> dict[str, str]:
    """The form with the entity that was typed in place of the one that was chosen. Raises UsageError where none or several are meant."""
    typed = {name: form.get(f"{name}-typed", "").strip() for name in ("speaker", "entity")}
    return {**form, **{name: archive.entity_named(words) for name, words in typed.items() if words}}


def changed(fields: list[FormField], form: Mapping[str, str]) -> dict[str, Any]:
    """The fields that a form says otherwise than the record."""
    return {f.name: value_of(f, form[f.name].strip()) for f in fields if f.name in form and form[f.name].strip() != f.value}


def value_of(field: FormField, text: str) -> Any:
    """A field's value from what was typed. Raises UsageError for what is no number."""
    if not text:
        return None
    if field.kind == "day":
        parts = text.split()
        return parts[0] if len(parts) == 1 else parts[:2]
    if field.kind == "number":
        try:
            return float(text.replace(",", ""))
        except ValueError as error:
            raise UsageError(f"must be a number, got {text[:40]!r}", subject=field.name) from error
    return text
