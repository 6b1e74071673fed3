"""Elections and happenings of one name: who ran for president from when to when, and the days of attacks and disasters.

The tables are ours, a row a campaign or a happening with its source (candidates.csv, happenings.csv); to renew them, add rows. They hold
what is called by one name everywhere, and by that name only afterwards: a name that two happenings share is left out, as is a vote that was
called so before its day. Names of storms are those that were retired. Of a candidate all campaigns stand there, or none.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ..tables import rows
from ..types import Interval


@lru_cache(maxsize=1)
def campaigns() -> dict[str, tuple[Interval, ...]]:
    """The campaigns for president by the candidate's name."""
    found: dict[str, tuple[Interval, ...]] = {}
    for row in rows(__package__, "candidates.csv"):
        campaign = Interval(date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
        found[row["name"]] = (*found.get(row["name"], ()), campaign)
    return found


@lru_cache(maxsize=1)
def happenings() -> dict[str, date]:
    """The day by the name, in lower case."""
    table = rows(__package__, "happenings.csv")
    return {name.casefold(): date.fromisoformat(row["day"]) for row in table for name in row["names"].split(";")}


@lru_cache(maxsize=1)
def marks() -> frozenset[str]:
    """A word of every name, without which a text holds none of them."""
    table = rows(__package__, "happenings.csv")
    names = (name.split() for row in table for name in row["names"].split(";"))
    return frozenset(max((w for w in words if not w.islower()), key=len) for words in names)


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """Any name of a happening."""
    names = sorted(happenings(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
