"""What came of a batch, in counts that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Summary:
    """`records` = `pages` + `other` (no news) + `duplicates` + `refused`; `items_seen` = `items` + `items_again` (the same text of an item
    on another page). `rows` counts each published table; `digest` is over their content; `why_other` says what was no news."""

    records: int = 0
    pages: int = 0
    other: int = 0
    duplicates: int = 0
    refused: int = 0
    items_seen: int = 0
    items: int = 0
    items_again: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""
    why_other: Mapping[str, int] = field(default_factory=dict)
    files: int = 0
    splits: int = 0
    seconds: float = 0.0

    @property
    def adds_up(self) -> bool:
        """Whether every record and every item is accounted for."""
        return (
            self.records == self.pages + self.other + self.duplicates + self.refused
            and self.items_seen == self.items + self.items_again
        )

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def counted(ledger: Iterable[Mapping[str, Any]], rows: Mapping[str, int] | None = None, **more: Any) -> Summary:
    """The summary of splits' lines in the ledger; with the rows of the published tables, duplicates among the pages are known."""
    total: Counter[str] = Counter()
    why: Counter[str] = Counter()
    splits = 0
    for line in ledger:
        splits += 1
        total.update({name: line[name] for name in ("entries", "page", "other", "duplicate", "refused", "item")})
        why.update(line["why_other"])
    pages = rows["pages"] if rows is not None else total["page"]
    items = rows["items"] if rows is not None else total["item"]
    return Summary(
        records=total["entries"],
        pages=pages,
        other=total["other"],
        duplicates=total["duplicate"] + total["page"] - pages,
        refused=total["refused"],
        items_seen=total["item"],
        items=items,
        items_again=total["item"] - items,
        rows=dict(rows or {}),
        why_other=dict(why.most_common()),
        splits=splits,
        **more,
    )
