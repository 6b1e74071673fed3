"""dateline judge: whether two entities are one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..archive import Archive

WORDS = ("same", "not-same", "unsure")


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="A same|not-same|unsure B",
            help="Two entities by id, name in quotes, or a part of a name that no other has; and the judgement.",
        ),
    ] = None,
    why: Annotated[str, typer.Option(help="The reason, kept with the judgement.")] = "",
    by: Annotated[str | None, typer.Option(help="Who judges; your account's name if not said.")] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back the latest judgement on A and B, or one on stories by its id.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the judgements in force, on names and on stories.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="List pairs that wait for a judgement, the most alike first.")] = False,
    limit: Annotated[int, typer.Option(help="How many to list.")] = 50,
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON; lists as JSON Lines.")] = False,
) -> None:
    """Judge whether two entities are one. It holds on every re-run, over anything that names suggest, until it is undone.

    Example: dateline judge "Токаев" same "Kassym-Jomart Tokayev" --why "same office, same day"
    """
    from ..archive import open_archive
    from ..errors import UsageError
    from .inputs import archive_there
    from .people import name_of

    given = words or []
    if sum((undo, list_, unsure)) > 1 or ((list_ or unsure) and given):
        raise UsageError("give A same|not-same|unsure B, or --undo A B, or --list, or --unsure")
    with open_archive(archive_there(archive)) as record:
        if list_ or unsure:
            _list(record, limit, json or not sys.stdout.isatty(), unsure)
        elif undo:
            if len(given) not in (1, 2):
                raise UsageError("--undo needs two entities, or the id of a judgement on stories")
            _undo(record, given, name_of(by), why, json)
        elif len(given) == 3 and given[1] in WORDS:
            _judge(record, given, name_of(by), why, json)
        else:
            raise UsageError(f"wanted: A {'|'.join(WORDS)} B; got {' '.join(given) or 'nothing'}")


def _judge(record: Archive, given: list[str], by: str, why: str, json: bool) -> None:
    from typing import cast

    from ..identity.judging import Verdict
    from .output import as_json, safe

    left, right = record.entity_named(given[0]), record.entity_named(given[2])
    made = record.judge(left, right, cast("Verdict", given[1]), by=by, why=why)
    # A part of a name may have led to either: both are told whole.
    names = [entity.name if (entity := record.entity(id)) else id for id in (left, right)]
    print(as_json(made) if json else safe(f"{given[0]} and {given[2]}: {made.verdict}" + _whole(given, names)))


def _whole(given: list[str], names: list[str]) -> str:
    return f" ({names[0]}, {names[1]})" if [given[0], given[2]] != names else ""


def _undo(record: Archive, given: list[str], by: str, why: str, json: bool) -> None:
    from ..errors import UsageError
    from .output import as_json, safe

    if len(given) == 1:
        undone = record.undo(given[0], by=by, why=why)
    else:
        left, right = (record.entity_named(name) for name in given)
        undone = record.unjudge(left, right, by=by, why=why)
    if not undone:
        raise UsageError("no such judgement is in force; see `dateline judge --list`", subject=", ".join(given))
    print(as_json({"undone": True}) if json else safe(f"{' and '.join(given)}: taken back"))


def _list(record: Archive, limit: int, json: bool, unsure: bool) -> None:
    from .output import as_json, safe

    if unsure:
        for pair in record.unsure(limit=limit):
            shown = f"{pair.score:.2f}  {pair.left.name} ({pair.left.id})  ?  {pair.right.name} ({pair.right.id})"
            print(as_json(pair) if json else safe(shown))
        return
    for made in record.judgements(limit=limit):
        left, right = (f"{one.name} ({id})" if (one := record.entity(id)) else id for id in (made.left, made.right))
        shown = f"{made.at:%Y-%m-%d}  {left}  {made.verdict}  {right}  {made.by}  {made.why}"
        print(as_json(made) if json else safe(shown.rstrip()))
    for told in record.story_judgements(limit=limit):
        about = f'headline "{told.headline}"' if told.kind == "headline" else f"{told.kind}  {' '.join(told.others)}"
        shown = f"{told.at[:10] or 'day unknown'}  {told.item}  {about}  {told.by}  {told.why}".rstrip()
        print(as_json(told) if json else safe(f"{shown}  ({told.id})"))
