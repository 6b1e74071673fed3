"""Metonyms: whether "Astana" is a city or a government."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..knowledge import countries
from ..types import Entity, Span
from .linking import country_entity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TIES_WORDS = """
talk negotiation relation relationship tie link agreement deal treaty accord pact dispute tension conflict war dialogue contact cooperation
meeting summit rivalry trade row rift crisis exchange alliance partnership understanding friction standoff clash rapprochement trust
hostility difference confrontation friendship feud truce ceasefire diplomacy mediation discussion consultation
"""
#: What is between two governments; a plain, a road or a flight is between two cities.
_TIES = frozenset(_TIES_WORDS.split())
#: A city's business, not a state's: "Nairobi will close two avenues".
_OF_CITIES = re.compile(
    r"\b(?:avenues?|boulevards?|streets|bus(?:es)? (?:lanes?|routes?|lines?|stops?)|(?:electric|city|public) buses|trams?|"
    r"trolleybuses|metro|subway|city cent(?:re|er)|downtown|parking|"
    r"cycle (?:lanes?|paths?)|bike lanes?|pedestrians?|mayor|city (?:council|hall)|commuters|landfill|rubbish|sewers?)\b",
    re.IGNORECASE,
)


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
    if _as_a_city(token):
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
    return country_entity(code) if governs or with_party or _beside_one(token) else None


def _beside_one(token: Token) -> bool:
    """Whether a capital stands beside another that acts: "Washington and Moscow welcomed it"."""
    first = next((t for t in token.ancestors if t.dep_ != "conj"), None) if token.dep_ == "conj" else None
    return first is not None and first.dep_ in ("nsubj", "agent") and first.text in countries.by_capital()


def _as_a_city(token: Token) -> bool:
    """Whether a capital is the city: between it and another lies a road or a plain, or it sees to its streets."""
    first = next((t for t in (token, *token.ancestors) if t.dep_ != "conj"), token)
    if first.dep_ == "pobj" and first.head.lower_ == "between":
        return first.head.head.lemma_ not in _TIES
    return token.dep_ == "nsubj" and bool(_OF_CITIES.search(token.head.sent.text))


def _root(doc: Doc, span: Span) -> Any:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None and len(found) else None
