"""The plan of a batch: which files, which splits, how they are read. A batch that is started again must find the same."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError
from .folder import Folder, read_json, write_json
from .inputs import fingerprint
from .kernel import Reading
from .splits import Split

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """`files` are (path, fingerprint), `entries` how many a split has."""

    files: tuple[tuple[str, str], ...]
    facts: bool
    seconds: float
    max_bytes: int
    entries: int
    splits: tuple[Split, ...] = ()

    @property
    def reading(self) -> Reading:
        """How pages are read."""
        return Reading(facts=self.facts, seconds=self.seconds, max_bytes=self.max_bytes)

    @property
    def total(self) -> int:
        """Entries in all."""
        return sum(split.entries for split in self.splits)


def wanted(files: list[Path], reading: Reading, entries: int) -> Plan:
    """The plan of a call, without its splits."""
    if not 0 < reading.seconds <= 86_400:
        raise UsageError(f"--page-seconds must be above 0 and at most a day, got {reading.seconds:g}")
    if entries < 1:
        raise UsageError(f"--split must be at least 1, got {entries}")
    named = tuple((str(path), fingerprint(path)) for path in files)
    return Plan(named, reading.facts, reading.seconds, reading.max_bytes, entries)


def numbered(found: dict[int, list[Split]]) -> tuple[Split, ...]:
    """The splits of all files in order, numbered through."""
    from dataclasses import replace

    ordered = [split for file in sorted(found) for split in found[file]]
    return tuple(replace(split, number=number) for number, split in enumerate(ordered))


def stored(folder: Folder, asked: Plan | None = None) -> Plan | None:
    """The plan of a batch that was begun in a folder, None where there is none. Raises UsageError where another was asked for."""
    if not folder.plan.is_file():
        return None
    value = read_json(folder.plan)
    if value.get("version") != _VERSION:
        raise UsageError("was made by another version of Dateline; give another folder", subject=str(folder.out))
    found = _plan(value)
    for name, one, other in _differences(found, asked) if asked is not None else ():
        raise UsageError(f"holds a batch with other {name} ({one}, now {other}); give another folder", subject=str(folder.out))
    return found


def keep(folder: Folder, plan: Plan) -> None:
    """Writes the plan."""
    write_json(folder.plan, {"version": _VERSION, **asdict(plan)})


def _plan(value: dict[str, Any]) -> Plan:
    return Plan(
        files=tuple((path, mark) for path, mark in value["files"]),
        splits=tuple(Split(**split) for split in value["splits"]),
        **{name: value[name] for name in ("facts", "seconds", "max_bytes", "entries")},
    )


def _differences(found: Plan, asked: Plan) -> list[tuple[str, object, object]]:
    if found.files != asked.files:
        return [("files", f"{len(found.files)} of them", f"{len(asked.files)}, or changed ones")]
    names = {"facts": "facts", "seconds": "--page-seconds", "max_bytes": "max_bytes", "entries": "--split"}
    pairs = [(label, getattr(found, name), getattr(asked, name)) for name, label in names.items()]
    return [pair for pair in pairs if pair[1] != pair[2]]
