"""The versions of the rules, stage by stage: which version read what is kept with every reading.

A number is raised when its stage reads something else from the same input: facts of the archive that an older version read are then
read again by `dateline reread`. Changes of speed or form leave it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: In the order in which they work: a stage that is read again is followed by all after it.
VERSIONS: Mapping[str, int] = MappingProxyType({"pages": 1, "items": 5, "dates": 4, "entities": 5, "statements": 4, "events": 3})
STAGES = tuple(VERSIONS)
#: Stages that read the text of an item; those before them need the bytes of the page.
OF_TEXT = ("entities", "statements", "events")


def in_force(*, facts: bool = True) -> tuple[str, ...]:
    """The rules that read a page now, as "stage version"; without facts only those up to the dates."""
    return tuple(f"{stage} {version}" for stage, version in VERSIONS.items() if facts or stage not in OF_TEXT)


def versions(rules: tuple[str, ...]) -> dict[str, int]:
    """The inverse of `in_force`: stage to version; a stage that is missing has not read."""
    return {stage: int(version) for stage, version in (rule.split(" ") for rule in rules)}


def older(rules: tuple[str, ...], stage: str | None = None) -> tuple[str, ...]:
    """The stages, or the one named, of which a newer version is there than the one that read."""
    held = versions(rules)
    return tuple(name for name, version in VERSIONS.items() if held.get(name, 0) < version and stage in (None, name))
