"""Names before they are entities: what the tagger, the tables and the patterns each propose, and which proposal wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .patterned import from_patterns
from .shapes import Name
from .tabled import from_tables
from .tagged import from_tagger

if TYPE_CHECKING:
    from spacy.tokens import Doc


def propose(text: str, doc: Doc) -> list[Name]:
    """The names of a text, none overlapping, in order."""
    proposed = [*from_tables(text), *from_patterns(text), *from_tagger(text, doc)]
    chosen: list[Name] = []
    for name in sorted(proposed, key=lambda n: (-n.trust, -len(n.span), n.span.start)):
        if not any(name.span.overlaps(other.span) for other in chosen):
            chosen.append(name)
    return sorted(chosen, key=lambda n: n.span)
