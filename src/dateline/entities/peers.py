"""Persons who are called by a title and the place that it names: "the Duchess of Cambridge"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..knowledge import places
from ..types import Span
from .shapes import Name

_PEER = re.compile(
    r"(?<![\w-])(?:Duke|Duchess|Prince|Princess|Earl|Countess|Marquess|Marchioness|Viscount|Viscountess|Baroness) of "
    r"(?P<of>[A-Z][\w’'-]{2,20}(?: and [A-Z][\w’'-]{2,20})?)(?![\w-]| [A-Z]|[’']s [A-Z])"
)


def peers(text: str) -> Iterator[Name]:
    """Peers by title and place. Rejects what is no place ("Prince of Darkness"), and a longer name ("Prince of Wales Hospital", "the
    Duke of Edinburgh's Award")."""
    for match in _PEER.finditer(text):
        if all(places.named(part.removesuffix("'s").removesuffix("’s")) for part in match["of"].split(" and ")):
            end = match.end() - (2 if match["of"].endswith(("'s", "’s")) else 0)
            yield Name(Span(match.start(), end), "person", 0.83)
