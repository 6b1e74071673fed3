"""Metonyms: whether "Astana" is a city or a government."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..knowledge import countries
from ..types import Entity, Span
from .linking import country_entity

if TYPE_CHECKING:
    from spacy.tokens import Doc


def metonym(doc: Doc, span: Span, entity: Entity, text: str) -> Entity | None:
    """The country whose government a capital stands for where it acts: the subject of a verb of will or speech,
    or given or told something."""
    code = countries.by_capital().get(span.of(text))
    if code is None or entity.country not in (code, None):
        return None  # Plymouth in England is no government of Montserrat's
    token = _root(doc, span)
    if token is None or (
        token.dep_ in ("pobj", "appos")
        and token.head.dep_ == "prep"
        and token.head.lower_ in ("in", "at", "near", "from", "around", "outside", "of", "through", "across")
    ):
        return None
    governs = token.dep_ in ("nsubj", "agent", "dative") or (
        token.dep_ == "dobj"
        and token.head.lemma_
        in (
            "provide",
            "tell",
            "urge",
            "ask",
            "accuse",
            "warn",
            "supply",
            "give",
            "inform",
            "sanction",
            "pressure",
            "blame",
            "support",
        )
    )
    with_party = (
        token.dep_ == "pobj"
        and token.head.lower_ in ("with", "between", "against", "by", "to")
        and token.head.head.pos_ in ("NOUN", "VERB")
        and token.head.lower_ != "to"
    )
    return country_entity(code) if governs or with_party else None


def _root(doc: Doc, span: Span) -> Any:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None and len(found) else None
