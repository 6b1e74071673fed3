"""How a try to deliver went."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """`error` is None where it was delivered; `for_good`: it will never be taken; `wait`: seconds that the receiver asks for."""

    error: str | None
    for_good: bool = False
    wait: float = 0.0


DELIVERED = Outcome(None)
