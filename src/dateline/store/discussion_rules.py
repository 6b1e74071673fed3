"""The rules of the discussion: lengths, limits, and what is held for review."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta

from ..errors import UsageError

#: The longest comment, in characters.
LONGEST = 4_000
#: No reader writes more than so many comments in so long.
LIMITS = ((5, timedelta(minutes=10)), (40, timedelta(days=1)))
#: No reader objects to more than so many comments in so long: a few could silence a discussion.
OBJECTIONS = (20, timedelta(days=1))
#: A reader is a newcomer until so many comments were published.
NEWCOMER = 3
#: Comments of these roles are published at once, blocked words aside.
AT_ONCE = frozenset({"editor", "moderator"})
#: From so many readers' reports on, a comment is out of sight until a moderator has decided.
HIDDEN_FROM = 3
#: More addresses than this, and a comment waits.
LINKS = 1
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


#: Letters and digits that look like Latin letters, with these.
_ALIKE = str.maketrans("аеорсухіјѕԁһкмтвнαορνικτυıɡ01", "aeopcyxijsdhkmtbhaopviktuigol")


class RateLimited(UsageError):
    """A reader writes too much too fast; the site answers 429."""


def refused_because(text: str, *, newcomer: bool) -> str | None:
    """Why a reader's comment waits for a moderator; None where it does not."""
    if newcomer:
        return "newcomer"
    return "links" if len(_LINK.findall(text)) > LINKS else None


def look(name: str) -> str:
    """What a name looks like at a glance: two accounts of one look could be taken for each other."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = (c for c in plain if not unicodedata.combining(c) and c.isalnum())
    return "".join(letters).translate(_ALIKE).replace("l", "i")
