"""An event in the making: the rule that fired, the word that fired it, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..types import Actor
from .lexicon import Rule


@dataclass
class Draft:
    """An event in the making."""

    rule: Rule
    token: Any
    kind: str
    actors: list[Actor] = field(default_factory=list)
    recipients: list[Actor] = field(default_factory=list)
    #: Whether the recipients are only the first party named under the trigger, tied to it by no grammar of its own.
    guessed: bool = False
