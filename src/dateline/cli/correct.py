"""dateline correct: a person's correction of a fact."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ..store.corrections_records import Correction


def command(
    item: Annotated[str | None, typer.Argument(help="The item's id.")] = None,
    fact: Annotated[str | None, typer.Option(help="The id of a statement, event or figure of the item.")] = None,
    span: Annotated[str | None, typer.Option(help="START-END of a mention in the item's text.")] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="A field and its new value; nothing after = empties it."),
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="Take the fact or the mention out.")] = False,
    namesake: Annotated[
        str | None, typer.Option(metavar="WHO", help="The item means another person of this name (or id); with --called.")
    ] = None,
    called: Annotated[str | None, typer.Option(help='Words that tell the namesake apart, such as "farmer of Leeds".')] = None,
    why: Annotated[str, typer.Option(help="The reason, kept with the correction.")] = "",
    by: Annotated[str | None, typer.Option(help="Who corrects; your account's name if not said.")] = None,
    undo: Annotated[str | None, typer.Option(help="The id of a correction to take back.")] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="List corrections, the latest first; of one item where it is named.")
    ] = False,
    limit: Annotated[int, typer.Option(help="How many to list.")] = 50,
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON; lists as JSON Lines.")] = False,
) -> None:
    """Correct a fact, a mention, or the item itself where neither is named. It holds on every re-run, until it is undone.

    Example: dateline correct 0f3a5c... --fact 77ab01... --set act=deny --set when=2025-03-02 --why "see the video"
    """
    from ..archive import open_archive
    from ..errors import UsageError
    from .inputs import archive_there
    from .output import note
    from .people import name_of

    with open_archive(archive_there(archive)) as record:
        if list_:
            for correction in record.corrections(item=item, limit=limit):
                _show(correction, json or not sys.stdout.isatty())
            return
        if undo is not None:
            note("taken back" if record.undo(undo, by=name_of(by), why=why) else "was taken back before")
            return
        if item is None or (reject, bool(set_), namesake is not None).count(True) != 1 or (namesake is None) != (called is None):
            ways = "--set FIELD=VALUE, --reject or --namesake WHO --called WORDS"
            raise UsageError(f"give an item and one of {ways}; or --list; or --undo ID")
        if namesake is not None and called is not None:
            who = record.entity_named(namesake)
            _show(record.namesake(item, who, called, by=name_of(by), why=why), json)
            return
        place = span_of(span)
        if reject:
            made = record.reject(item, fact=fact, span=place, by=name_of(by), why=why)
        else:
            made = record.correct(item, _changes(set_ or []), fact=fact, span=place, by=name_of(by), why=why)
        _show(made, json)


def span_of(words: str | None) -> tuple[int, int] | None:
    """A span as it is given on the command line: 120-134."""
    from ..errors import UsageError

    if words is None:
        return None
    start, _, end = words.partition("-")
    if not (start.isdecimal() and end.isdecimal()):
        raise UsageError(f"must be START-END, such as 120-134, got {words!r}", subject="--span")
    return int(start), int(end)


def _changes(given: list[str]) -> dict[str, Any]:
    """FIELD=VALUE; a value is JSON where it can be, else words."""
    from json import loads

    from ..errors import UsageError

    found: dict[str, Any] = {}
    for words in given:
        name, sign, value = words.partition("=")
        if not sign or not name:
            raise UsageError(f"must be FIELD=VALUE, got {words!r}", subject="--set")
        try:
            found[name] = loads(value) if value else None
        except ValueError:
            found[name] = value
    return found


def _short(value: Any) -> str:
    """A value of the record in a line: a day, an interval, words, a name; never its evidence."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_short, value))
    if not isinstance(value, dict):
        return "nothing" if value is None else str(value)
    if value.get("earliest") or value.get("latest"):
        return " to ".join(dict.fromkeys(str(value[end]) for end in ("earliest", "latest") if value.get(end)))
    return str(value.get("text") or value.get("name") or ", ".join(f"{name} {_short(part)}" for name, part in value.items()))


def _show(correction: Correction, json: bool) -> None:
    from .output import as_json, safe

    if json:
        print(as_json(correction))
        return
    state = "undone" if correction.undone else "in force" if correction.applied else "its words are gone"
    changes = "; ".join(
        f"{name}: {_short(correction.was.get(name))} → {_short(value)}" for name, value in correction.changes.items()
    )
    parts = (correction.id, correction.at[:10], correction.by, correction.about, correction.action, changes, correction.why)
    print(safe("  ".join(part for part in (*parts, f"“{correction.anchor.quote}”", f"({state})") if part)))
