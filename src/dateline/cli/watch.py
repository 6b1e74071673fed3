"""dateline watch: fetches what is due, for ever or once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from asyncio import Task

    from ..sources.following import Tally


def command(
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The counts of every round as a JSON line.")] = False,
    once: Annotated[bool, typer.Option("--once", help="One round, for cron.")] = False,
    contact: Annotated[str, typer.Option(help="An address told to the hosts, so that they can reach you.")] = "",
) -> None:
    """Watch the followed sources: fetch what is due, politely, read it and keep it. Stop it at any time and start it again. With --once,
    exit status 3 says that sources or addresses gave no page.

    Example: dateline watch --once --contact https://example.org/about
    """
    import asyncio

    from ..archive import open_archive
    from ..settings import load
    from ..sources.addresses import AddressRules
    from ..sources.fetching import Fetcher
    from ..sources.following import Follower, shown, watch
    from .inputs import archive_there
    from .output import EXIT_REFUSED, note

    async def run() -> bool:
        """Whether a single round left something refused."""
        _stop_kindly(asyncio.current_task())
        settings = load(archive=archive_there(archive, made_by="dateline follow ADDRESS"))
        rules = AddressRules.allowing(settings.fetch_allow.split(","), "fetch_allow")
        with open_archive(settings.archive) as record:
            if not record.sources():
                note("nothing is followed; begin with: dateline follow https://...")
            async with Fetcher(rules=rules, contact=contact) as fetcher:
                follower = Follower(record, fetcher, say=note, keep_bytes=settings.keep_bytes)
                try:
                    if once:
                        tally = await follower.round()
                        _report(tally, json)
                        if not tally.sources and not tally.pages and (due := record.next_due()) is not None:
                            note(f"nothing was due; the next is at {shown(due)}")
                        return bool(tally.refused)
                    await watch(follower, lambda tally: _report(tally, json))
                except asyncio.CancelledError:
                    note("stopped; what was read is kept, the rest is due when it is started again")
                finally:
                    follower.close()
        return False

    if asyncio.run(run()):
        raise typer.Exit(EXIT_REFUSED)


def _stop_kindly(task: Task[bool] | None) -> None:
    """Ctrl-C, and what ends a service, stop the task at its next pause; a second one ends the process at once."""
    import asyncio
    import signal

    loop = asyncio.get_running_loop()

    def stop() -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        if task is not None:
            task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)


def _report(tally: Tally, json: bool) -> None:
    from json import dumps

    counts = {
        "sources": tally.sources,
        "found": tally.found,
        "pages": tally.pages,
        "unchanged": tally.unchanged,
        "refused": tally.refused,
        "new": len(tally.items.new),
        "revised": len(tally.items.revised),
    }
    print(dumps(counts) if json else ", ".join(f"{count} {name}" for name, count in counts.items()), flush=True)
