"""Comments and what is done about them, inside an open transaction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from ..errors import UsageError
from ..ids import digest
from . import discussion_schema as tables
from .discussion_rules import AT_ONCE, LIMITS, LONGEST, NEWCOMER, OBJECTIONS, RateLimited, refused_because

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment on an item or a story (`about`, `target`), perhaps on a span of an item's revision, whose words are `quote`.

    `state`: held (seen by its author and moderators), published, reported (published, and someone objects); `reason`: why it is held.
    `reports` counts the readers who object.
    """

    id: str
    number: int
    about: str
    target: str
    author: str
    text: str
    state: str
    created: str
    reason: str | None = None
    revision: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    reports: int = 0


def stamp(at: datetime) -> str:
    """A moment as the tables keep it."""
    return at.isoformat(timespec="seconds")


def next_number(connection: Connection, column: Any) -> int:
    """The next number in the order of arrival."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


def record(connection: Connection, at: datetime, actor: str, action: str, subject: str) -> None:
    """One line of the audit trail: who did what to which record; never the words of a reader."""
    row = {"at": stamp(at), "actor": actor, "action": action, "subject": subject}
    connection.execute(tables.audit.insert(), [{"number": next_number(connection, tables.audit.c.number), **row}])


def post(
    connection: Connection, *, author: str, role: str, about: str, target: str, text: str, at: datetime, **where: Any
) -> Comment:
    """Adds a comment: published, or held with the reason. Raises UsageError for an empty or endless one, RateLimited for a flood."""
    text = "\n".join(line.strip() for line in text.strip().splitlines())
    if not text or len(text) > LONGEST:
        raise UsageError(f"a comment must have 1 to {LONGEST} characters, got {len(text)}")
    _lock(connection)
    _within_limits(connection, author, text, at)
    reason = _held_because(connection, author, role, text)
    number = next_number(connection, tables.comments.c.number)
    values = {
        "id": digest("comment", author, stamp(at), str(number)),
        "number": number,
        "about": about,
        "target": target,
        "author": author,
        "text": text,
        "state": "held" if reason else "published",
        "reason": reason,
        "created": stamp(at),
        **where,
    }
    connection.execute(tables.comments.insert(), [values])
    record(connection, at, author, "held" if reason else "published", values["id"])
    return Comment(**values)


def _lock(connection: Connection) -> None:
    """One writer at a time, so that limits and numbers hold: SQLite's transaction is exclusive already."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("LOCK TABLE reader_comments IN SHARE ROW EXCLUSIVE MODE")


def _within_limits(connection: Connection, author: str, text: str, at: datetime) -> None:
    c = tables.comments.c
    own = select(func.count()).where(c.author == author)
    for most, span in LIMITS:
        written = connection.execute(own.where(c.created > stamp(at - span))).scalar_one()
        if written >= most:
            raise RateLimited(f"no more than {most} comments in {_spoken(span)}; try again later", subject=author)
    if connection.execute(own.where(c.text == text, c.created > stamp(at - timedelta(days=1)))).scalar_one():
        raise RateLimited("the same comment was sent already", subject=author)


def _spoken(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"


def _held_because(connection: Connection, author: str, role: str, text: str) -> str | None:
    words = {word.casefold() for word in _WORD.findall(text)}
    stops = {row.word for row in connection.execute(select(tables.blocked.c.word))}
    if words & stops:
        return "blocked word"
    if role in AT_ONCE:
        return None
    c = tables.comments.c
    passed = select(func.count()).where(c.author == author, c.state == "published")
    known = connection.execute(passed).scalar_one() >= NEWCOMER
    return refused_because(text, newcomer=not known)


def report(connection: Connection, id: str, *, reporter: str, reason: str, at: datetime) -> bool:
    """Objects to a published comment, once a reader; False where there is no such comment."""
    row = connection.execute(select(tables.comments).where(tables.comments.c.id == id)).first()
    if row is None or row.state == "held":
        return False
    r = tables.reports.c
    known = select(tables.reports).where(r.comment == id, r.reporter == reporter)
    if connection.execute(known).first() is None:
        most, span = OBJECTIONS
        lately = select(func.count()).where(r.reporter == reporter, r.created > stamp(at - span))
        if connection.execute(lately).scalar_one() >= most:
            raise RateLimited(f"no more than {most} objections in {_spoken(span)}; try again later", subject=reporter)
        values = {"comment": id, "reporter": reporter, "reason": reason[:500], "created": stamp(at)}
        connection.execute(tables.reports.insert(), [values])
        connection.execute(tables.comments.update().where(tables.comments.c.id == id).values(state="reported"))
        record(connection, at, reporter, "reported", id)
    return True


def decide(connection: Connection, ids: Sequence[str], *, action: str, actor: str, at: datetime) -> int:
    """What a moderator does with comments: "publish" (reports are dropped), "hold" or "delete" (rows and reports are gone)."""
    if action not in ("publish", "hold", "delete"):
        raise UsageError(f"action must be publish, hold or delete, got {action!r}")
    done = 0
    for id in dict.fromkeys(ids):
        here = tables.comments.c.id == id
        if connection.execute(select(tables.comments.c.id).where(here)).first() is None:
            continue
        if action != "hold":
            connection.execute(tables.reports.delete().where(tables.reports.c.comment == id))
        if action == "delete":
            connection.execute(tables.comments.delete().where(here))
        else:
            state = {"publish": "published", "hold": "held"}[action]
            connection.execute(
                tables.comments.update().where(here).values(state=state, reason=None if action == "publish" else "a moderator")
            )
        record(connection, at, actor, action, id)
        done += 1
    return done
