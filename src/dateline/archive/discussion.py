"""What readers do: accounts, comments, moderation, the audit trail, requests for removal."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from ..errors import UsageError
from ..ids import digest
from ..store import discussion_queries as queries
from ..store import discussion_schema as tables
from ..store import discussion_writing as writing
from ..store import schema
from ..store.alerts_records import drop_all
from ..store.discussion_queries import Deed, Removal, User
from ..store.discussion_rules import look
from ..store.discussion_writing import Comment, next_number, record, stamp
from ..store.marks_tables import marks
from .opened import Opened

ROLES = ("reader", "editor", "moderator")


def _now(at: datetime | None) -> datetime:
    return at or datetime.now(UTC)


class Discussion(Opened):
    """Readers' words and what is done about them. `at` is for tests: the moment, now if not said."""

    def secret(self) -> bytes:
        """The key that signs this site's sessions, made when first asked for."""
        with self._reading() as connection:
            row = connection.execute(select(schema.settings.c.value).where(schema.settings.c.name == "site-secret")).first()
        if row is None:
            with self._writing() as connection:
                values = {"name": "site-secret", "value": secrets.token_hex(32)}
                known = connection.execute(select(schema.settings.c.value).where(schema.settings.c.name == "site-secret")).first()
                if known is None:
                    connection.execute(schema.settings.insert(), [values])
                return bytes.fromhex(known.value if known else values["value"])
        return bytes.fromhex(row.value)

    def add_user(self, name: str, role: str, password: str, *, at: datetime | None = None) -> User:
        """Adds an account, or gives one that is there a new role and password. `password` is its argon2 hash."""
        if role not in ROLES:
            raise UsageError(f"role must be one of {', '.join(ROLES)}, got {role!r}")
        if not 2 <= len(name) <= 40 or not name.isprintable() or name != " ".join(name.split()):
            raise UsageError(f"a name has 2 to 40 printable characters without spaces around them, got {name!r}")
        moment = _now(at)
        values = {"role": role, "password": password}
        with self._writing() as connection:
            others = connection.execute(select(tables.users.c.name).where(tables.users.c.name != name)).scalars()
            alike = next((other for other in others if look(other) == look(name)), None)
            if alike is not None:
                raise UsageError(f"could be taken for the account {alike!r}; choose a name that looks different", subject=name)
            if connection.execute(select(tables.users).where(tables.users.c.name == name)).first():
                connection.execute(tables.users.update().where(tables.users.c.name == name).values(**values))
            else:
                connection.execute(tables.users.insert(), [{"name": name, "created": stamp(moment), **values}])
            record(connection, moment, "operator", f"account as {role}", name)
        return User(name, role, stamp(moment))

    def remove_user(self, name: str, *, at: datetime | None = None) -> bool:
        """Takes an account out with its comments, marks and saved searches; False where there is none."""
        with self._writing() as connection:
            gone = connection.execute(tables.users.delete().where(tables.users.c.name == name)).rowcount
            own = select(tables.comments.c.id).where(tables.comments.c.author == name)
            connection.execute(tables.reports.delete().where(tables.reports.c.comment.in_(own)))
            connection.execute(tables.comments.delete().where(tables.comments.c.author == name))
            drop_all(connection, name)
            connection.execute(marks.delete().where(marks.c.reader == name))
            if gone:
                record(connection, _now(at), "operator", "account removed", name)
        self._fold()
        return bool(gone)

    def user(self, name: str) -> tuple[User, str] | None:
        """An account and the hash of its password."""
        with self._reading() as connection:
            row = connection.execute(select(tables.users).where(tables.users.c.name == name)).first()
        return (User(row.name, row.role, row.created), row.password) if row else None

    def users(self) -> tuple[User, ...]:
        """Every account, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(tables.users).order_by(tables.users.c.name))
            return tuple(User(row.name, row.role, row.created) for row in rows)

    def comment(
        self,
        target: str,
        text: str,
        *,
        author: str,
        role: str = "reader",
        about: str = "item",
        span: tuple[int, int] | None = None,
        revision: str | None = None,
        at: datetime | None = None,
    ) -> Comment:
        """Adds a comment under an item or a story, on a span of an item's revision where one is given.

        A newcomer's comment is held for review. Raises UsageError for what cannot be a comment, RateLimited for a flood.
        """
        where: dict[str, Any] = {}
        with self._writing() as connection:
            if span is not None and about == "item":
                where = {"start": span[0], "end": span[1], **self._quoted(connection, target, span, revision)}
            moment = _now(at)
            return writing.post(connection, author=author, role=role, about=about, target=target, text=text, at=moment, **where)

    @staticmethod
    def _quoted(connection: Any, item: str, span: tuple[int, int], revision: str | None) -> dict[str, str]:
        from ..store.queries import one_item

        found = one_item(connection, item, revision)
        if found is None or not 0 <= span[0] < span[1] <= len(found.text):
            raise UsageError(f"the span {span[0]}-{span[1]} lies outside of the text")
        return {"quote": found.text[span[0] : span[1]][:300], "revision": found.revision}

    def comments(
        self, target: str, *, about: str = "item", reader: str | None = None, after: int = 0, limit: int = 200
    ) -> tuple[Comment, ...]:
        """The comments that a reader sees under an item or a story, oldest first; `after` is the number of the last one seen."""
        with self._reading() as connection:
            return queries.visible(connection, about, target, reader, after, limit)

    def one_comment(self, id: str) -> Comment | None:
        """A comment by id, whatever its state."""
        with self._reading() as connection:
            return queries.one_comment(connection, id)

    def comment_queue(self, name: str, *, after: int = 0, limit: int = 50) -> tuple[Comment, ...]:
        """A moderators' queue: "newcomers", "held" or "reported", oldest first; `after` is the number of the last one seen."""
        if name not in ("newcomers", "held", "reported"):
            raise UsageError(f"a queue is newcomers, held or reported, got {name!r}")
        with self._reading() as connection:
            return queries.queue(connection, name, after, limit)

    def queue_sizes(self) -> dict[str, int]:
        """How many comments wait in each queue."""
        with self._reading() as connection:
            return queries.queue_sizes(connection)

    def report_comment(self, id: str, *, reporter: str, reason: str = "", at: datetime | None = None) -> bool:
        """Objects to a published comment, once a reader."""
        with self._writing() as connection:
            return writing.report(connection, id, reporter=reporter, reason=reason, at=_now(at))

    def decide_comments(self, ids: Sequence[str], action: str, *, actor: str, at: datetime | None = None) -> int:
        """Publishes, holds or deletes comments; says how many there were. What is deleted is gone, its words nowhere kept."""
        with self._writing() as connection:
            done = writing.decide(connection, ids, action=action, actor=actor, at=_now(at))
        if action == "delete" and done:
            self._fold()
        return done

    def blocked_words(self) -> tuple[str, ...]:
        """The words that hold a comment back."""
        with self._reading() as connection:
            return tuple(row.word for row in connection.execute(select(tables.blocked.c.word).order_by(tables.blocked.c.word)))

    def block_words(self, words: Sequence[str], *, actor: str, at: datetime | None = None) -> None:
        """Sets the words that hold a comment back."""
        wanted = sorted({word.strip().casefold() for word in words if word.strip()})
        with self._writing() as connection:
            connection.execute(tables.blocked.delete())
            if wanted:
                connection.execute(tables.blocked.insert(), [{"word": word} for word in wanted])
            record(connection, _now(at), actor, "blocked words", str(len(wanted)))

    def free_outlets(self) -> frozenset[str]:
        """The outlets whose texts may be shown whole to anybody."""
        with self._reading() as connection:
            return frozenset(row.outlet for row in connection.execute(select(tables.free_outlets)))

    def show_whole(self, outlet: str, free: bool, *, actor: str, at: datetime | None = None) -> None:
        """Marks an outlet as free to show, or takes the mark away."""
        here = tables.free_outlets.c.outlet == outlet
        with self._writing() as connection:
            connection.execute(tables.free_outlets.delete().where(here))
            if free:
                connection.execute(tables.free_outlets.insert(), [{"outlet": outlet}])
            record(connection, _now(at), actor, "shown whole" if free else "shown as snippets", outlet)

    def audit(self, *, before: int | None = None, limit: int = 100) -> tuple[Deed, ...]:
        """The audit trail, latest first; `before` is the number of the last line seen."""
        query = select(tables.audit).order_by(tables.audit.c.number.desc()).limit(limit)
        if before is not None:
            query = query.where(tables.audit.c.number < before)
        with self._reading() as connection:
            return tuple(Deed(**row._mapping) for row in connection.execute(query))

    def ask_removal(self, about: str, reason: str, contact: str, *, at: datetime | None = None) -> Removal:
        """Keeps a request to take something out of sight, for the operator."""
        about, reason, contact = about.strip(), reason.strip(), contact.strip()
        if not about or not reason or max(len(about), len(reason), len(contact)) > 2_000:
            raise UsageError("a request needs an address and a reason, each of at most 2,000 characters")
        moment = _now(at)
        with self._writing() as connection:
            number = next_number(connection, tables.removals.c.number)
            row = {"id": digest("removal", about, reason, stamp(moment)), "number": number, "about": about}
            row |= {"reason": reason, "contact": contact, "state": "open", "created": stamp(moment)}
            known = connection.execute(select(tables.removals).where(tables.removals.c.id == row["id"])).first()
            if known is None:
                connection.execute(tables.removals.insert(), [row])
            record(connection, moment, "visitor", "asked for removal", str(row["id"]))
        return Removal(**row)  # type: ignore[arg-type]

    def removals(self) -> tuple[Removal, ...]:
        """Requests for removal, latest first."""
        with self._reading() as connection:
            rows = connection.execute(select(tables.removals).order_by(tables.removals.c.number.desc()))
            return tuple(Removal(**row._mapping) for row in rows)
