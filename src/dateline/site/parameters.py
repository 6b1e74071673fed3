"""What the parameters of the API mean, by name, and the values that they may have."""

from __future__ import annotations

from typing import Any

from ..store.addresses import TABS
from ..store.finding import ORDERS
from ..store.values import KNOWN

ABOUT = {
    "kind": "Of items: article, teaser, comment; of statements: direct, indirect, mixed",
    "genre": "The genre of an item",
    "outlet": "The outlet's name, letter by letter, as /outlets.json lists it",
    "language": "The code of a language: en, ru, tr",
    "country": "A country: its code (ISO 3166 alpha-3) or its name",
    "event": "A type of event that an item tells",
    "id": "The id of a record",
    "figure": "A figure of the story, as killed-people",
    "about": "The id of an entity that is spoken of (of /said its name too), or what is followed or commented on",
    "name": "Words of a name, or their beginnings",
    "tab": "What is looked for",
    "order": "best: how well they fit; newest: by day",
    "entity": "The id of an entity that is named; of statements, of who speaks",
    "act": "What a statement does",
    "form": "What the content of a statement is",
    "type": "A type of event (DISASTER) or of entity (person, organisation, place, country)",
    "certainty": "How an event is told; happened: asserted or reported; all (of /events alone, which shows what happened else): everything",
    "what": "What a figure counts: killed, injured, arrested, money",
    "person": "The id or the name of an entity that speaks",
    "who": "A speaker who is no known entity, in the words of the text",
    "medium": "Where it was said: interview, or the words that name it",
    "first": "A country's code (ISO 3166 alpha-3)",
    "second": "Another country's code",
    "part": "A part of the page",
    "revision": "The id of a revision of the item",
}
_VALUES = {**KNOWN, "tab": TABS, "order": ORDERS}
#: Values that one path takes beside those of the record.
_MORE = {("/events.json", "certainty"): ("all",)}


def described(path: str, parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter of a path of the description with what it means, and the values that it may have where they are few; an empty one
    says nothing."""
    name = parameter["name"]
    if name in ABOUT and "description" not in parameter:
        parameter["description"] = ABOUT[name]
    choices = parameter["schema"].get("anyOf", [])
    if name in _VALUES and parameter["in"] == "query":
        values = [*_VALUES[name], *_MORE.get((path, name), ()), ""]
        parameter["schema"]["anyOf"] = [
            choice | {"enum": values} if choice.get("type") == "string" else choice for choice in choices
        ]
    return parameter
