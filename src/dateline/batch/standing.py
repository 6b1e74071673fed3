"""How a batch stands, told from its folder alone: while it runs, after it was stopped, when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import UsageError
from .folder import Folder, read_json
from .planning import stored
from .summary import Summary, counted


@dataclass(frozen=True, slots=True)
class Standing:
    """`state`: done; or, where it is not: reading, or writing (all splits are done, the tables are not). `splits_done` of `splits` are in
    the ledger; `summary` counts what they hold (duplicates among pages are told apart when all is read). `at_work`: a batch holds
    the folder now."""

    state: str
    at_work: bool
    splits: int
    splits_done: int
    records: int
    summary: Summary
    refusals: Mapping[str, int] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        counts = self.summary.plain()
        return {
            "state": self.state,
            "at_work": self.at_work,
            "splits": self.splits,
            "splits_done": self.splits_done,
            "records_of_all": self.records,
            **{name: value for name, value in counts.items() if name != "splits"},
            "adds_up": self.summary.adds_up,
            "refusals": dict(self.refusals),
        }


def standing(out: Path) -> Standing:
    """How the batch in a folder stands. Raises UsageError where there is none."""
    folder = Folder(out)
    plan = stored(folder)
    if plan is None:
        raise UsageError("holds no batch", subject=str(out))
    lines = [read_json(path) for split in plan.splits if (path := folder.ledger(split.number)).exists()]
    done = folder.success.exists()
    summary = Summary(**read_json(folder.summary)) if done else counted(lines)
    state = "done" if done else "writing" if len(lines) == len(plan.splits) else "reading"
    return Standing(state, _at_work(folder), len(plan.splits), len(lines), plan.total, summary, _why(folder, done))


def _at_work(folder: Folder) -> bool:
    try:
        with folder.held():
            return False
    except UsageError:
        return True


def _why(folder: Folder, done: bool) -> dict[str, int]:
    """The rules that refused, by how often; known when the batch is done."""
    if not done:
        return {}
    from collections import Counter

    import pyarrow.parquet as pq

    from .digests import files_of

    found: Counter[str] = Counter()
    for path, _ in files_of(folder.out, "refused"):
        found.update(pq.read_table(path, columns=["error"])["error"].to_pylist())
    return dict(found.most_common())
