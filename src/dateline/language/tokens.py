"""Questions to single tokens of an English parse that more than one stage asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Tags of the forms that a clause of its own has: "closed", "closes", "close", "may".
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_finite(verb: Token) -> bool:
    """Whether a verb or an auxiliary at it is finite: "closed", "has closed"."""
    return verb.tag_ in FINITE or any(child.tag_ in FINITE for child in verb.children if child.dep_ in ("aux", "auxpass"))


def on_one_line(one: Token, other: Token) -> bool:
    """Whether no line ends between two tokens: headline, standfirst and paragraphs are lines, and the parser reads over their ends
    ("NORLAND MOTORS" above "Norland is hoping")."""
    first, last = sorted((one.i, other.i))
    return not any("\n" in token.text for token in one.doc[first:last])
