"""dateline batch: many web-archive files, on all processors or on a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from ..batch.summary import Summary
    from ..errors import InputRefused


def command(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="FILE|FOLDER|URL...", help="WARC and WET files (plain, gzip, zstd), folders of them, addresses."),
    ],
    out: Annotated[
        str, typer.Option("-o", "--out", help="The folder that takes the tables; the same one goes on where it stopped.")
    ],
    workers: Annotated[int | None, typer.Option(help="Processes; as many as there are processors, if not said.")] = None,
    items_only: Annotated[bool, typer.Option("--items-only", help="Items and dates, no facts: about ten times as fast.")] = False,
    page_seconds: Annotated[float, typer.Option(help="CPU seconds after which a page is refused.")] = 60.0,
    split: Annotated[int, typer.Option(help="Records of a split.")] = 3000,
    engine: Annotated[str, typer.Option(help="local (processes of this machine) or spark.")] = "local",
    master: Annotated[
        str, typer.Option(help="spark: the master, such as spark://host:7077, yarn, k8s://https://host:443.")
    ] = "local[*]",
    setting: Annotated[list[str] | None, typer.Option(metavar="NAME=VALUE", help="spark: a setting; may be given again.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The counts as one JSON object.")] = False,
) -> None:
    """Read web-archive files to Parquet tables. Stop it or lose it at any time; the same call goes on.

    Example: dateline batch crawl/ -o tables --workers 8
    """
    from pathlib import Path

    from ..batch.needs import require_arrow, require_spark
    from ..errors import UsageError

    if engine not in ("local", "spark"):
        raise UsageError(f"--engine must be local or spark, got {engine!r}")
    require_spark() if engine == "spark" else require_arrow()
    if workers is not None and workers < 1:
        raise UsageError(f"--workers must be at least 1, got {workers}")

    from ..batch import local
    from ..batch.downloading import download
    from ..batch.folder import Folder
    from ..batch.inputs import files_of, is_address
    from ..batch.kernel import Reading
    from ..settings import load
    from ..sources.addresses import AddressRules
    from .output import EXIT_REFUSED, end_progress, progress

    settings = load()
    reading = Reading(facts=not items_only, seconds=page_seconds, max_bytes=settings.max_bytes)
    rules = AddressRules.allowing(settings.fetch_allow.split(","), "fetch_allow")
    try:
        folder = Path(out)
        fetched = download([name for name in paths if is_address(name)], Folder(folder), rules=rules, report=progress)
        files = files_of((name for name in paths if not is_address(name)), _all_of(fetched))
        if engine == "spark":
            from ..batch import spark

            chosen = [_setting(one) for one in setting or ()]
            summary = spark.run(files, folder, master=master, reading=reading, entries=split, settings=chosen, report=progress)
        else:
            summary = local.run(files, folder, workers=workers, reading=reading, entries=split, report=progress)
    finally:
        end_progress()
    show(summary, out, json)
    if summary.refused:
        raise typer.Exit(EXIT_REFUSED)


def _all_of(fetched: list[Path | InputRefused]) -> list[Path]:
    """What was fetched, where all of it was: a batch is of all its files, and one that is left out now would be another batch later."""
    from ..errors import InputRefused
    from .output import EXIT_REFUSED, end_progress, note

    refused = [error for error in fetched if isinstance(error, InputRefused)]
    if not refused:
        return [file for file in fetched if not isinstance(file, InputRefused)]
    end_progress()
    for error in refused:
        note(f"refused: {error}")
    note("nothing was read; the same call fetches what is missing, a call without these addresses reads the rest")
    raise typer.Exit(EXIT_REFUSED)


def _setting(given: str) -> tuple[str, str]:
    from ..errors import UsageError

    name, sign, value = given.partition("=")
    if not sign or not name:
        raise UsageError(f"--setting must be NAME=VALUE, got {given!r}")
    return name, value


def show(summary: Summary, out: str, json: bool) -> None:
    """The counts of a finished batch."""
    from json import dumps

    from .output import note, safe

    if json:
        print(dumps(summary.plain()))
        return
    print(
        safe(
            f"{summary.records} records = {summary.pages} pages + {summary.other} not news + {summary.duplicates} duplicates + "
            f"{summary.refused} refused\n{summary.items_seen} items = {summary.items} kept + {summary.items_again} seen again\n"
            + ", ".join(f"{count} {name}" for name, count in summary.rows.items())
            + f"\n{out}: digest {summary.digest}"
        )
    )
    if summary.refused:
        note(f"what was refused, where and why: {out}/refused")
