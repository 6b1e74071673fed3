"""The rules of the discussion: lengths, limits, and what is held for review."""

from __future__ import annotations

import re
from datetime import timedelta

from ..errors import UsageError

#: The longest comment, in characters.
LONGEST = 4_000
#: No reader writes more than so many comments in so long.
LIMITS = ((5, timedelta(minutes=10)), (40, timedelta(days=1)))
#: A reader is a newcomer until so many comments were published.
NEWCOMER = 3
#: Comments of these roles are published at once, blocked words aside.
AT_ONCE = frozenset({"editor", "moderator"})
#: From so many readers' reports on, a comment is out of sight until a moderator has decided.
HIDDEN_FROM = 3
#: More addresses than this, and a comment waits.
LINKS = 1
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


class RateLimited(UsageError):
    """A reader writes too much too fast; the site answers 429."""


def refused_because(text: str, *, newcomer: bool) -> str | None:
    """Why a reader's comment waits for a moderator; None where it does not."""
    if newcomer:
        return "newcomer"
    return "links" if len(_LINK.findall(text)) > LINKS else None
