"""Reading comments, accounts and the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from . import discussion_schema as tables
from .discussion_rules import HIDDEN_FROM
from .discussion_writing import Comment


@dataclass(frozen=True, slots=True)
class User:
    """An account: `role` is reader, editor or moderator; the password's argon2 hash stays in the store."""

    name: str
    role: str
    created: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit trail."""

    number: int
    at: str
    actor: str
    action: str
    subject: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A request to take something out of sight."""

    id: str
    number: int
    about: str
    reason: str
    contact: str
    state: str
    created: str


def _with_reports() -> tuple[Select[Any], Any]:
    count = select(tables.reports.c.comment, func.count().label("n")).group_by(tables.reports.c.comment).subquery("counted")
    joined = tables.comments.outerjoin(count, count.c.comment == tables.comments.c.id)
    reports = func.coalesce(count.c.n, 0)
    return select(tables.comments, reports.label("reports")).select_from(joined), reports


def visible(connection: Connection, about: str, target: str, reader: str | None, after: int, limit: int) -> tuple[Comment, ...]:
    """The comments that a reader sees under something, oldest first: published ones, and their own that are held."""
    query, reports = _with_reports()
    c = tables.comments.c
    seen = (c.state == "published") | ((c.state == "reported") & (reports < HIDDEN_FROM))
    if reader is not None:
        seen = seen | (c.author == reader)
    rows = connection.execute(
        query.where(c.about == about, c.target == target, c.number > after, seen).order_by(c.number).limit(limit)
    )
    return tuple(Comment(**row._mapping) for row in rows)


def queue(connection: Connection, name: str, after: int, limit: int) -> tuple[Comment, ...]:
    """A moderators' queue in the order of arrival: held (newcomers aside), newcomers, reported."""
    query, _ = _with_reports()
    c = tables.comments.c
    wanted = {
        "newcomers": (c.state == "held") & (c.reason == "newcomer"),
        "held": (c.state == "held") & (c.reason != "newcomer"),
        "reported": c.state == "reported",
    }[name]
    rows = connection.execute(query.where(wanted, c.number > after).order_by(c.number).limit(limit))
    return tuple(Comment(**row._mapping) for row in rows)


def queue_sizes(connection: Connection) -> dict[str, int]:
    """How many comments wait in each queue."""
    c = tables.comments.c
    rows = connection.execute(select(c.state, c.reason, func.count().label("n")).group_by(c.state, c.reason)).all()
    return {
        "newcomers": sum(r.n for r in rows if r.state == "held" and r.reason == "newcomer"),
        "held": sum(r.n for r in rows if r.state == "held" and r.reason != "newcomer"),
        "reported": sum(r.n for r in rows if r.state == "reported"),
    }


def one_comment(connection: Connection, id: str) -> Comment | None:
    """A comment by id."""
    query, _ = _with_reports()
    row = connection.execute(query.where(tables.comments.c.id == id)).first()
    return Comment(**row._mapping) if row else None
