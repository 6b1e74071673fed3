"""What "there" means behind an event: the place that its line named last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Mention, Span
from .parties import Phrases
from .syntax import line_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def there(trigger: Token, triggers: set[int]) -> Token | None:
    """The "there" that a trigger, or a clause on it, ends in: "after an earthquake killed 19 people there"."""
    for token in trigger.sent:
        if token.i > trigger.i and token.lower_ == "there" and token.dep_ == "advmod":
            above = next((t for t in token.ancestors if t.i in triggers or t == trigger.head), None)
            if above is not None and (above == trigger or (above == trigger.head and above.i not in triggers)):
                return token
    return None


def named_last(word: Token, phrases: Phrases) -> Mention | None:
    """The place that the line named last before "there"; None where it names none."""
    before = Span(line_of(word).start, word.idx)
    places = [m for m in phrases.located.over(before) if m.type in ("place", "country") and not m.metonym]
    return next((m for m in reversed(places) if m.span.end <= word.idx), None)
