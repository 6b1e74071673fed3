"""What readers follow: saved searches, what is new in them, and what was sent about it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select

from ..errors import UsageError
from ..ids import digest
from ..store import alerts_records as records
from ..store import alerts_tables as tables
from ..store import queries, schema
from ..store.alerts_matching import fits, names
from ..store.alerts_records import Delivery, SavedSearch
from ..store.discussion_writing import stamp
from ..store.identities import group
from ..store.stories_tables import story_items, story_moves
from ..store.values import checked
from ..types import Item
from .opened import Opened

ABOUT = ("search", "entity", "story")
#: What a saved search may narrow by, beside its words.
FILTERS = ("kind", "genre", "outlet", "language", "country", "event", "since", "until")
RHYTHMS = {"at once": timedelta(0), "daily": timedelta(days=1), "weekly": timedelta(days=7)}
#: One reader keeps no more than this many.
MOST = 100
#: Items that arrived are read so many at a time.
WINDOW = 500
#: The wait after the first failure, in seconds, doubled each time up to a day; after the last try a delivery is given up.
FIRST_WAIT, TRIES = 300, 12


class Alerts(Opened):
    """Saved searches and their deliveries. `at` is for tests: the moment, now if not said."""

    def save_search(
        self,
        name: str,
        *,
        owner: str,
        about: str = "search",
        asked: dict[str, str],
        webhook: str | None = None,
        email: str | None = None,
        rhythm: str = "at once",
        at: datetime | None = None,
    ) -> SavedSearch:
        """Saves a search (`asked`: "q" and filters as in `search`), a dossier or a story ("id"); what is there already counts as known.

        Asked for once more, letter by letter, it is the one that is kept. Raises UsageError for what cannot be followed.
        """
        _checked(name, about, asked, rhythm)
        asked = {part: checked(part, value) if value and about == "search" else value for part, value in asked.items()}
        moment = stamp(at or datetime.now(UTC))
        row: dict[str, Any] = {
            "id": digest("saved", owner, about, records.canonical(asked), name, moment, webhook or "", email or "", rhythm),
            "owner": owner,
            "name": name.strip(),
            "about": about,
            "asked": records.canonical(asked),
            "webhook": webhook or None,
            "email": email or None,
            "key": secrets.token_hex(32),
            "rhythm": rhythm,
            "looked": moment,
            "created": moment,
        }
        with self._writing() as connection:
            if (kept := _same(connection, row)) is not None:
                return kept
            held = connection.execute(select(func.count()).where(tables.saved_searches.c.owner == owner)).scalar_one()
            if held >= MOST:
                raise UsageError(f"one reader keeps at most {MOST} saved searches; delete one first", subject=owner)
            row["mark"] = _last(connection)
            connection.execute(insert(tables.saved_searches), [row])
            found = records.searches(connection, tables.saved_searches.c.id == row["id"])[0]
            if about == "story":
                _see(connection, found, _of_story(connection, found))
        return found

    def saved_searches(self, *, owner: str | None = None) -> tuple[SavedSearch, ...]:
        """Saved searches, oldest first; of one reader where `owner` is given."""
        with self._reading() as connection:
            return records.searches(connection, *([tables.saved_searches.c.owner == owner] if owner is not None else []))

    def drop_search(self, id: str, *, owner: str | None = None) -> bool:
        """Deletes a saved search with its deliveries; False where there is none (of that reader)."""
        c = tables.saved_searches.c
        with self._writing() as connection:
            mine = [c.id == id, *([c.owner == owner] if owner is not None else [])]
            if connection.execute(select(c.id).where(*mine)).first() is None:
                return False
            records.drop(connection, [id])
        return True

    def collect_alerts(self, *, at: datetime | None = None) -> int:
        """Looks for what is new in every saved search whose time has come, and makes deliveries of it; how many.

        That items were looked at and what is to be sent are kept in one transaction, so that nothing is sent twice or left out.
        """
        moment = at or datetime.now(UTC)
        due = [
            search
            for search in self.saved_searches()
            if (search.webhook or search.email) and moment >= datetime.fromisoformat(search.looked) + RHYTHMS[search.rhythm]
        ]
        last, new = self._arrived([search for search in due if search.about != "story"])
        return sum(self._keep(search, new.get(search.id, []), last, moment) for search in due)

    def _arrived(self, searches: Sequence[SavedSearch]) -> tuple[int, dict[str, list[str]]]:
        """The number of the last item, and for every search what arrived since its mark, in order of arrival; each item is read once."""
        found: dict[str, list[str]] = {search.id: [] for search in searches}
        with self._reading() as connection:
            last = _last(connection)
            ones = {s.id: group(connection, s.asked["id"]) for s in searches if s.about == "entity"}
            for start in range(min((search.mark for search in searches), default=last), last, WINDOW):
                for number, item in _window(connection, start, min(start + WINDOW, last)):
                    for search in searches:
                        if number > search.mark and (
                            names(item, ones[search.id]) if search.id in ones else fits(item, search.asked)
                        ):
                            found[search.id].append(item.id)
        return last, found

    def _keep(self, search: SavedSearch, new: list[str], last: int, moment: datetime) -> int:
        here = tables.saved_searches.c.id == search.id
        with self._writing() as connection:
            now = records.searches(connection, here)
            if not now or (now[0].looked, now[0].mark) != (
                search.looked,
                search.mark,
            ):  # deleted, or another process looked meanwhile
                return 0
            if search.about == "story":
                new = _of_story(connection, search)
                _see(connection, search, new)
            connection.execute(tables.saved_searches.update().where(here).values(mark=last, looked=stamp(moment)))
            channels = [name for name, to in (("webhook", search.webhook), ("email", search.email)) if to and new]
            rows = [_waiting(search, channel, new, moment) for channel in channels]
            if rows:
                connection.execute(insert(tables.deliveries), rows)
        return len(rows)

    def due_deliveries(self, *, at: datetime | None = None, limit: int = 100) -> tuple[tuple[SavedSearch, Delivery], ...]:
        """What is to be sent now, oldest first, each with its saved search."""
        c = tables.deliveries.c
        wanted = select(tables.deliveries).where(c.state == "waiting", c.due <= stamp(at or datetime.now(UTC)))
        with self._reading() as connection:
            found = records.deliveries(connection, wanted.order_by(c.due, c.created, c.id).limit(limit))
            by_id = {search.id: search for search in records.searches(connection)}
        return tuple((by_id[delivery.search], delivery) for delivery in found)

    def settle_delivery(
        self, id: str, *, error: str | None = None, for_good: bool = False, wait: float = 0.0, at: datetime | None = None
    ) -> Delivery:
        """Keeps how a try went: sent where there is no error; else tried again later (after `wait` seconds at least), or given up after
        the last try or where it failed `for_good`."""
        moment, c = at or datetime.now(UTC), tables.deliveries.c
        with self._writing() as connection:
            (held,) = records.deliveries(connection, select(tables.deliveries).where(c.id == id))
            tries = held.attempts + 1
            state = "sent" if error is None else "given up" if for_good or tries >= TRIES else "waiting"
            later = moment + timedelta(seconds=max(wait, min(86_400.0, FIRST_WAIT * 2.0 ** (tries - 1))))
            values = {"state": state, "attempts": tries, "error": error, "due": stamp(later if state == "waiting" else moment)}
            values["settled"] = stamp(moment) if state != "waiting" else None
            connection.execute(tables.deliveries.update().where(c.id == id).values(**values))
            return records.deliveries(connection, select(tables.deliveries).where(c.id == id))[0]

    def deliveries(self, search: str, *, limit: int = 20) -> tuple[Delivery, ...]:
        """What was sent about a saved search, or failed, or waits; latest first."""
        c = tables.deliveries.c
        query = select(tables.deliveries).where(c.search == search).order_by(c.created.desc(), c.channel).limit(limit)
        with self._reading() as connection:
            return records.deliveries(connection, query)

    def items_named(self, ids: Sequence[str]) -> tuple[Item, ...]:
        """Items by their ids, in that order; those that were forgotten are left out."""
        with self._reading() as connection:
            found = [queries.one_item(connection, id) for id in ids]
        return tuple(item for item in found if item is not None)


def _same(connection: Connection, row: dict[str, Any]) -> SavedSearch | None:
    """The search that is kept with the same words and the same way out, if one is: a form may be sent twice."""
    c = tables.saved_searches.c
    alike = ("owner", "name", "about", "asked", "webhook", "email", "rhythm")
    same = records.searches(connection, *(c[name].is_not_distinct_from(row[name]) for name in alike))
    return same[0] if same else None


def _checked(name: str, about: str, asked: dict[str, str], rhythm: str) -> None:
    if not 1 <= len(name.strip()) <= 100 or not name.isprintable():
        raise UsageError(f"a saved search has a name of 1 to 100 printable characters, got {name[:120]!r}")
    if about not in ABOUT:
        raise UsageError(f"what is followed is one of {', '.join(ABOUT)}, got {about!r}")
    if rhythm not in RHYTHMS:
        raise UsageError(f"rhythm must be one of {', '.join(RHYTHMS)}, got {rhythm!r}")
    known = ("q", *FILTERS) if about == "search" else ("id",)
    wrong = sorted(set(asked) - set(known))
    if wrong or not any(asked.values()):
        raise UsageError(f"a {about} is asked for by {', '.join(known)}, got {', '.join(wrong) or 'nothing'}")
    if any(len(value) > 400 for value in asked.values()):
        raise UsageError("a search has at most 400 characters")
    for day in (asked.get("since"), asked.get("until")):
        try:
            date.fromisoformat(day or "2000-01-01")
        except ValueError as error:
            raise UsageError(f"a day is written YYYY-MM-DD, got {day!r}") from error


def _last(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(schema.items.c.number), 0))).scalar_one())


def _window(connection: Connection, start: int, end: int) -> Iterator[tuple[int, Item]]:
    """The items that arrived after one number up to another, in order."""
    number = schema.items.c.number
    query = select(number, schema.revisions.c.data).join(schema.revisions, schema.revisions.c.id == schema.items.c.revision)
    for row in connection.execute(query.where(number > start, number <= end).order_by(number)):
        yield row.number, queries.item_of(row.data)


def _of_story(connection: Connection, search: SavedSearch) -> list[str]:
    """The items of a story that were not seen in it."""
    id = search.asked["id"]
    for _ in range(8):  # a story that was merged goes on under another id
        moved = connection.execute(select(story_moves.c.into).where(story_moves.c.story == id)).first()
        id = moved.into if moved else id
    known = select(tables.saved_seen.c.item).where(tables.saved_seen.c.search == search.id)
    here = (story_items.c.story == id, story_items.c.item.not_in(known))
    return [row.item for row in connection.execute(select(story_items.c.item).where(*here).order_by(story_items.c.number))]


def _see(connection: Connection, search: SavedSearch, items: list[str]) -> None:
    if items:
        connection.execute(insert(tables.saved_seen), [{"search": search.id, "item": item} for item in items])


def _waiting(search: SavedSearch, channel: str, items: list[str], moment: datetime) -> dict[str, Any]:
    at = stamp(moment)
    return {
        "id": digest("delivery", search.id, channel, at, *items),
        "search": search.id,
        "channel": channel,
        "items": json.dumps(items),
        "state": "waiting",
        "attempts": 0,
        "due": at,
        "created": at,
    }
