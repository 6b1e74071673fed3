"""Figures that somebody gives with a verb that else is no speech: "Rescuers put the toll at 37".

Accepts "put" with a subject, a noun of amounts for its object and a number behind "at". Rejects all else ("put the car at risk", "the
clock was put at 12"). The tagger passes over such sentences; in PolNeAR, GUM and dev pages there are too few to count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..types import Span
from .clauses import np_span, subject_of
from .drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AMOUNT_WORDS = """
toll number figure cost estimate total count value damage price loss size share rate population chance odds lead tally bill casualty support
strength budget growth inflation turnout deficit debt revenue worth
"""
_PUT = re.compile(r"\bput(?:s|ting)?\b")
#: What may be put at a number.
_AMOUNTS = frozenset(_AMOUNT_WORDS.split())


def estimate_drafts(doc: Doc) -> Iterator[Draft]:
    """The figures that a text says somebody puts at a number, in order."""
    for match in _PUT.finditer(doc.text):
        span = doc.char_span(*match.span())
        if span is None or span[0].pos_ != "VERB" or span[0].tag_ == "VB":
            continue
        verb = span[0]
        amount = next((child for child in verb.children if child.dep_ == "dobj" and child.lemma_.casefold() in _AMOUNTS), None)
        number = _number_behind(verb, amount) if amount is not None else None
        subject = subject_of(verb) if number is not None else None
        if amount is not None and number is not None and subject is not None and subject.i < verb.i:
            content = Span(amount.left_edge.idx, number.idx + len(number))
            yield Draft((content,), Span(verb.idx, verb.idx + len(verb)), np_span(subject), "figure", 0.8)


def _number_behind(verb: Token, amount: Token) -> Token | None:
    """What stands behind "at", if it is or holds a number."""
    ties = (child for token in (verb, amount) for child in token.children if child.lower_ == "at" and child.i > amount.i)
    held = (child for tie in ties for child in tie.children if child.dep_ == "pobj")
    return next((noun for noun in held if noun.like_num or any(token.like_num for token in noun.lefts)), None)
