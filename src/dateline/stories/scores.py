"""PLOVER 2.0 scores of event types and modes, from -10 (conflict) to 10 (cooperation): facts of its manual, which prints 3 for ACCUSE
where all its modes are negative; -3 is used."""

from __future__ import annotations

from types import MappingProxyType

TYPES = MappingProxyType(
    {
        "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5.0, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10.0, "RETREAT": 6.5, "REQUEST": 0.0,
        "ACCUSE": -3.0, "REJECT": -2.0, "THREATEN": -3.5, "PROTEST": -5.0, "SANCTION": -6.0, "MOBILIZE": -5.5, "COERCE": -7.0,
        "ASSAULT": -9.0,
    }
)  # fmt: skip
MODES = MappingProxyType(
    {
        ("CONSULT", "visit"): 4.0, ("CONSULT", "third-party"): 1.0, ("CONSULT", "multilateral"): 4.0, ("CONSULT", "phone"): 1.5,
        ("RETREAT", "withdraw"): 8.0, ("RETREAT", "disarm"): 10.0, ("RETREAT", "ceasefire"): 7.5, ("RETREAT", "resign"): 4.5,
        ("REQUEST", "assist"): 0.5, ("REQUEST", "change"): -1.0, ("REQUEST", "yield"): -1.0, ("ACCUSE", "disapprove"): -2.0,
        ("ACCUSE", "investigate"): -3.5, ("ACCUSE", "allege"): -3.5, ("REJECT", "assist"): -1.5, ("PROTEST", "riot"): -7.0,
    }
)  # fmt: skip


def score(type: str, mode: str | None) -> float | None:
    """The score of an event; None for types that have no actor, which say nothing of cooperation."""
    return MODES.get((type, mode or ""), TYPES.get(type))
