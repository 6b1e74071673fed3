"""What a correction may change, and the form in which its values are kept: whatever they name is resolved when the correction is made,
so that laying it over another reading needs no look-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from ..errors import UsageError
from ..records import to_plain
from ..types import Certainty, Entity, Genre, Item, Mention, Span, StatementKind
from .values import ACTS, EVENT_TYPES

Lookup = Callable[[str], Entity | None]
Normal = Callable[[str, Any, Item, Lookup], Any]
MENTION_TYPES = ("person", "organisation", "place", "country", "nationality", "office", "work", "project", "medium", "group")


def normal_changes(about: str, changes: Mapping[str, Any], item: Item, lookup: Lookup) -> dict[str, Any]:
    """The changes as they are kept. Raises UsageError for a field that cannot be changed or a value that it cannot have."""
    if not changes:
        raise UsageError("a correction changes something: name a field and its value", subject=about)
    known = FIELDS[about]
    unknown = sorted(set(changes) - set(known))
    if unknown:
        raise UsageError(f"has no field {unknown[0]!r} to correct; there are {', '.join(known)}", subject=about)
    return {name: known[name](name, value, item, lookup) for name, value in changes.items()}


def present(about: str, record: Any, names: Mapping[str, Any]) -> dict[str, Any]:
    """The values that fields have now, as plain values."""
    return {name: to_plain(getattr(record, name)) for name in names}


def _one_of(choices: Callable[[], tuple[str, ...]], *, empty: bool = False) -> Normal:
    def check(name: str, value: Any, _: Item, __: Lookup) -> Any:
        if value in choices() or (empty and value is None):
            return value
        raise UsageError(f"must be one of {', '.join(choices())}, got {value!r}", subject=name)

    return check


def _words(name: str, value: Any, _: Item, __: Lookup) -> Any:
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    raise UsageError(f"must be words, or nothing, got {value!r}", subject=name)


def _list_of_words(name: str, value: Any, _: Item, __: Lookup) -> Any:
    if isinstance(value, list | tuple) and all(isinstance(part, str) and part.strip() for part in value):
        return list(value)
    raise UsageError(f"must be a list of words, got {value!r}", subject=name)


def _days(name: str, value: Any, _: Item, __: Lookup) -> Any:
    """A day, a pair of days, or nothing."""
    if value is None:
        return None
    pair = value if isinstance(value, list | tuple) else (value, value)
    try:
        earliest, latest = (day if isinstance(day, date) else date.fromisoformat(str(day)) for day in pair)
    except ValueError as error:
        raise UsageError(f"must be a day like 2025-12-31 or a pair of days, got {value!r}", subject=name) from error
    if earliest > latest:
        raise UsageError(f"the first day is after the last, got {value!r}", subject=name)
    return [earliest.isoformat(), latest.isoformat()]


def _number(name: str, value: Any, _: Item, __: Lookup) -> Any:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value if value is None else float(value)
    raise UsageError(f"must be a number, or nothing where the bound is open, got {value!r}", subject=name)


def _entity(name: str, value: Any, _: Item, lookup: Lookup) -> Any:
    """An entity's id, or nothing."""
    if value is None:
        return None
    found = lookup(value) if isinstance(value, str) else None
    if found is None:
        raise UsageError(f"must be the id of an entity of this archive, got {value!r}", subject=name)
    return to_plain(found)


def _named(name: str, value: Any, item: Item, lookup: Lookup) -> Any:
    """Who or what: an entity's id, a span of the item's text (start and end), or both as {"span": ..., "entity": ...}; or nothing."""
    if value is None:
        return None
    given = value if isinstance(value, Mapping) else {"entity": value} if isinstance(value, str) else {"span": value}
    if not given or set(given) - {"span", "entity"}:
        raise UsageError(f"must be an entity's id, a span, or an object of both, got {value!r}", subject=name)
    kept: dict[str, Any] = {}
    if "span" in given:
        span = _whole_words(name, span_in(name, given["span"], item.text), item.text)
        kept |= {"span": [span.start, span.end], "text": span.of(item.text)}
        held = next((m for m in item.mentions if m.span == span and m.entity), None)
        kept |= {"entity": to_plain(held.entity)} if held else {}
    if given.get("entity") is not None:
        kept["entity"] = _entity(name, given["entity"], item, lookup)
        kept |= {} if "span" in kept else _first_named(item, given["entity"])
    return kept


def _first_named(item: Item, entity: str) -> dict[str, Any]:
    """The first words of the item that name an entity, if any do."""
    names: list[Mention] = [m for m in item.mentions if m.entity is not None and m.entity.id == entity and not m.pronoun]
    return {"span": [names[0].span.start, names[0].span.end], "text": names[0].text} if names else {}


def _several(name: str, value: Any, item: Item, lookup: Lookup) -> Any:
    if not isinstance(value, list | tuple):
        raise UsageError(f"must be a list, got {value!r}", subject=name)
    return [_named(name, part, item, lookup) for part in value]


def _place(name: str, value: Any, item: Item, lookup: Lookup) -> Any:
    kept = _named(name, value, item, lookup)
    if kept is not None and "entity" not in kept:
        raise UsageError("must name an entity: an id, or words that are a mention", subject=name)
    return kept


def _in_a_word(pair: str) -> bool:
    """Whether two characters stand in one word: of digits and of letters with capitals; other scripts may have no spaces."""
    return all(char.isdigit() or char.lower() != char.upper() for char in pair)


def _whole_words(name: str, span: Span, text: str) -> Span:
    """A span that cuts no word. Raises UsageError, which names the limits of the words, for one that does."""
    start, end = span.start, span.end
    while start > 0 and _in_a_word(text[start - 1 : start + 1]):
        start -= 1
    while end < len(text) and _in_a_word(text[end - 1 : end + 1]):
        end += 1
    if (start, end) != (span.start, span.end):
        raise UsageError(
            f"cuts a word; {text[start:end]!r} stands at [{start}, {end}], got [{span.start}, {span.end}]", subject=name
        )
    return span


def span_in(name: str, value: Any, text: str) -> Span:
    """A span that lies in a text. Raises UsageError."""
    try:
        start, end = (value.start, value.end) if isinstance(value, Span) else map(int, value)
    except (TypeError, ValueError) as error:
        raise UsageError(f"must be a start and an end, got {value!r}", subject=name) from error
    if not 0 <= start < end <= len(text):
        raise UsageError(f"the span {start}-{end} lies outside of the text, which has {len(text)} characters", subject=name)
    return Span(start, end)


FIELDS: dict[str, dict[str, Normal]] = {
    "item": {
        "published": _days,
        "genre": _one_of(lambda: get_args(Genre)),
        "authors": _list_of_words,
        "section": _words,
    },
    "mention": {"type": _one_of(lambda: MENTION_TYPES), "entity": _entity, "role": _words},
    "statement": {
        "speaker": _named,
        "addressee": _named,
        "act": _one_of(lambda: ACTS),
        "kind": _one_of(lambda: get_args(StatementKind)),
        "role": _words,
        "when": _days,
    },
    "event": {
        "type": _one_of(lambda: EVENT_TYPES),
        "mode": _words,
        "certainty": _one_of(lambda: get_args(Certainty)),
        "actors": _several,
        "recipients": _several,
        "place": _place,
        "when": _days,
    },
    "figure": {"lower": _number, "upper": _number, "what": _words, "unit": _words},
}
