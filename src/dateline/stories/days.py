"""When an item was published, for stories: days known too vaguely order nothing."""

from __future__ import annotations

from ..types import DateEstimate, Item
from .similarity import LONGEST


def known(item: Item) -> DateEstimate | None:
    """The days of publication where they are known to within LONGEST; None else: "some time after 2019" is no place in a story."""
    days = item.published
    return days if days is not None and (days.latest - days.earliest).days <= LONGEST else None
