"""Whether an event happened: asserted, reported, planned, possible, negated; and whether it is background."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..types import Certainty, Item, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSIBLE = {"may", "might", "could", "would", "can"}
_POSSIBLE_HEADS = {
    "possibility",
    "risk",
    "threat",
    "chance",
    "fear",
    "potential",
    "danger",
    "likelihood",
    "prospect",
    "suspicion",
}
_POSSIBLE_VERBS = {"consider", "fear", "suspect", "discuss", "explore", "mull", "contemplate", "threaten"}
_PLANNED_VERBS = {
    "plan",
    "intend",
    "expect",
    "schedule",
    "prepare",
    "propose",
    "want",
    "hope",
    "aim",
    "seek",
    "decide",
    "agree",
    "promise",
    "pledge",
    "vow",
    "urge",
    "call",
    "demand",
    "set",
    "ask",
    "order",
    "request",
    "offer",
}
_NEGATING = {"deny", "refuse", "fail", "prevent", "avoid", "avert", "cancel", "postpone", "rule"}
_NO = {"no", "not", "n't", "never", "neither", "nobody", "without", "none"}
_PAST = re.compile(
    r"\b(?:last (?:year|month)|in (?:19|20)\d\d|(?:\d+|two|three|four|five|ten|several|many) (?:years|decades) ago|anniversary|years earlier|previously|former|since (?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def certainty(trigger: Token, statement: Statement | None) -> Certainty:
    """The certainty of an event. Negation wins over possibility, this over plans, these over who says it."""
    if _negated(trigger):
        return "negated"
    chain = [trigger, *list(trigger.ancestors)[:4]]
    for distance, token in enumerate(chain):
        if (
            distance
            and token.dep_ in ("ROOT", "ccomp", "conj", "relcl")
            and token.pos_ == "VERB"
            and token.lemma_ in _POSSIBLE_VERBS
            and distance <= 2
        ):
            return "possible"
        if any(child.dep_ == "aux" and child.lower_ in _POSSIBLE for child in token.children) and (
            distance == 0 or _bears(chain, distance)
        ):
            return "possible"
        if distance and token.lemma_ in _POSSIBLE_HEADS:
            return "possible"
        if (
            any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") for child in token.children)
            and distance <= 1
        ):
            return "possible"
        if any(child.dep_ == "aux" and child.lower_ in ("will", "shall", "'ll") for child in token.children) and (
            distance == 0 or _bears(chain, distance)
        ):
            return "planned"
        if (
            distance
            and token.lemma_ in _PLANNED_VERBS
            and chain[distance - 1].dep_ in ("xcomp", "advcl")
            and chain[distance - 1].tag_ == "VB"
        ):
            return "planned"
        if token.dep_ in ("ROOT", "ccomp", "relcl"):
            break
    if trigger.sent.text.rstrip().endswith("?"):
        return "possible"
    return "reported" if statement is not None else "asserted"


def _bears(chain: list[Token], distance: int) -> bool:
    """Whether a verb above a nominal trigger carries it: "talks will begin"."""
    return chain[distance - 1].dep_ in ("nsubj", "nsubjpass", "dobj") and chain[distance - 1] is chain[0]


def _negated(token: Token) -> bool:
    if any(child.dep_ == "neg" or child.lower_ in ("no", "never", "without") for child in token.children):
        return True
    head = token.head
    if token.dep_ in ("dobj", "nsubj", "nsubjpass") and any(child.dep_ == "neg" for child in head.children):
        return token.pos_ == "NOUN"
    if token.dep_ == "pobj" and head.lower_ == "without":
        return True
    if head.lemma_ in _NEGATING and head is not token and token.dep_ in ("dobj", "xcomp", "ccomp", "pcomp", "prep"):
        return not any(child.dep_ == "neg" for child in head.children)
    return (
        token.dep_ == "conj"
        and head is not token
        and token.pos_ == "VERB"
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
        and any(c.dep_ == "neg" for c in head.children)
    )


def statement_over(item: Item, span: Span) -> Statement | None:
    """The innermost statement whose content holds a span."""
    over = [s for s in item.statements if any(c.contains(span) for c in s.content)]
    return min(over, key=lambda s: sum(len(c) for c in s.content), default=None)


def background(trigger: Token, when_is_old: bool) -> bool:
    """Told as background: past perfect, an anniversary, a year gone."""
    if when_is_old:
        return True
    return any(child.dep_ == "aux" and child.lower_ == "had" for child in trigger.children) or (
        bool(_PAST.search(trigger.sent.text)) and trigger.dep_ in ("relcl", "advcl", "acl")
    )
