"""dateline alerts: tells people what is new in what they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ..alerts.sending import Sender
    from ..archive import Archive
    from ..settings import Settings

#: Seconds between two rounds.
PAUSE = 60


def command(
    archive: Annotated[str | None, typer.Option(help="The archive: a path or a postgresql:// URL.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Every try as a JSON line.")] = False,
    once: Annotated[bool, typer.Option("--once", help="One round, for cron.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Only list the saved searches and how their last delivery went.")] = False,
    allow: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER:PORT", help="A private address that webhooks may reach, as 127.0.0.1:9000; may be repeated."
        ),
    ] = None,
) -> None:
    """Send what is new in saved searches, dossiers and stories: webhooks and e-mail, each thing once, failures again later.

    Searches are saved on the site, under Following. Example: dateline alerts --once
    """
    import time

    from ..archive import open_archive
    from ..settings import load
    from .inputs import archive_there
    from .output import EXIT_REFUSED

    settings = load(archive=archive_there(archive))
    with open_archive(settings.archive) as record:
        if list_:
            _list(record, json)
            return
        sender = sender_of(settings, allow or [])
        while True:
            failed = _round(record, sender, json)
            if once:
                raise typer.Exit(EXIT_REFUSED if failed else 0)
            time.sleep(PAUSE)


def sender_of(settings: Settings, allow: list[str]) -> Sender:
    """How alerts leave, by the settings. Raises UsageError for a private address that is not NUMBER:PORT."""
    from ..alerts.mail import Mailbox
    from ..alerts.sending import Sender
    from ..sources.addresses import AddressRules

    rules = AddressRules.allowing([*allow, *settings.alerts_allow.split(",")], "--allow")
    box = None
    if settings.smtp_host and settings.smtp_sender:
        box = Mailbox(
            settings.smtp_host,
            settings.smtp_port,
            settings.smtp_sender,
            settings.smtp_safety,
            settings.smtp_user,
            settings.smtp_password,
        )
    return Sender(box, rules, settings.site_url)


def _round(record: Archive, sender: Sender, json: bool) -> int:
    """Tells how each try went; the number of those that failed."""
    from .output import as_json, note, safe

    failed = tried = 0
    for search, delivery in sender.round(record):
        tried += 1
        failed += delivery.state != "sent"
        told = {"saved": search.name, "id": delivery.id, "channel": delivery.channel, "items": len(delivery.items)}
        told |= {"state": delivery.state, "attempts": delivery.attempts} | ({"error": delivery.error} if delivery.error else {})
        if json:
            print(as_json(told), flush=True)
        else:
            print(safe(f"{search.name}: {len(delivery.items)} new by {delivery.channel}: {_state(delivery)}"), flush=True)
    if not tried:
        note("nothing new to send")
    return failed


def _state(delivery: Any) -> str:
    if delivery.state == "sent":
        return "sent"
    again = f", again after {delivery.due[:16].replace('T', ' ')} UTC" if delivery.state == "waiting" else ""
    return f"{delivery.state}: {delivery.error or 'not tried yet'}{again}"


def _list(record: Archive, json: bool) -> None:
    from .output import as_json, safe

    for search in record.saved_searches():
        last = record.deliveries(search.id, limit=1)
        told = {name: getattr(search, name) for name in ("id", "owner", "name", "about", "asked", "webhook", "email", "rhythm")}
        how = _state(last[0]) if last else "nothing sent yet"
        if json:
            print(as_json({name: value for name, value in told.items() if value is not None} | {"last": how}))
        else:
            to = ", ".join(part for part in (search.webhook, search.email) if part) or "feed only"
            print(safe(f"{search.id}  {search.owner}  {search.name}  {search.rhythm}  {to}  {how}"))
