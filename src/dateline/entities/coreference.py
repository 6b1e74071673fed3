"""Pronouns, roles and metonyms: who "he" is, what a person is called, whether "Astana" is a city or a government."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..knowledge import countries
from ..types import Entity, Mention, Span
from .linking import country_entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

_HE = {"he", "him", "his", "himself"}
_SHE = {"she", "her", "hers", "herself"}
_FEMALE = re.compile(
    r"\b(?:Ms|Mrs|Miss|Queen|spokeswoman|chairwoman|congresswoman|actress|Princess|Lady|Baroness|mother|wife|daughter|sister)\b"
)
_FEMALE_NAMES = frozenset(
    [
        "tatyana",
        "maria",
        "anna",
        "olga",
        "elena",
        "svetlana",
        "natalia",
        "irina",
        "ursula",
        "angela",
        "giorgia",
        "claudia",
        "theresa",
        "hillary",
        "nancy",
        "kamala",
        "melania",
        "michelle",
        "laura",
        "sarah",
        "emma",
        "julia",
        "kate",
        "mary",
        "elizabeth",
        "margaret",
        "susan",
        "linda",
        "karen",
        "lisa",
        "jennifer",
        "jessica",
        "amy",
        "rachel",
        "rebecca",
        "hannah",
        "sophie",
        "charlotte",
        "alice",
        "jane",
        "helen",
        "christine",
        "catherine",
        "marine",
        "annalena",
        "sanna",
        "kaja",
        "mette",
        "erna",
        "dilma",
        "cristina",
        "aung",
        "sheikh",
        "leyla",
        "mehriban",
        "aysel",
        "gulnara",
        "dinara",
        "aigul",
        "saule",
        "zhanna",
        "marina",
        "yulia",
        "victoria",
    ]
)


def metonym(doc: Doc, span: Span, entity: Entity, text: str) -> Entity | None:
    """The country whose government a capital stands for where it acts: the subject of a verb of will or speech,
    or given or told something."""
    code = countries.by_capital().get(span.of(text))
    if code is None:
        return None
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


def pronouns(doc: Doc, text: str, mentions: list[Mention]) -> list[Mention]:
    """Third-person singular pronouns as mentions of the person meant: the subject or speaker of the sentences before, of the gender."""
    people = [m for m in mentions if m.type == "person" and m.entity]
    if not people:
        return []
    gender = _genders(text, people)
    found: list[Mention] = []
    for token in doc:
        lower = token.lower_
        if lower not in _HE and lower not in _SHE:
            continue
        wanted = "f" if lower in _SHE else "m"
        best = _antecedent(doc, text, token, people, found, gender, wanted)
        if best is not None:
            span = Span(token.idx, token.idx + len(token.text))
            found.append(Mention(span, token.text, "person", best, None, None, True))
    return found


def _antecedent(
    doc: Doc, text: str, token: Any, people: list[Mention], before: list[Mention], gender: dict[str, str], wanted: str
) -> Entity | None:
    counts: dict[str, int] = {}
    for mention in people:
        if mention.entity:
            counts[mention.entity.id] = counts.get(mention.entity.id, 0) + 1
    most = max(counts.values())
    best: tuple[float, Entity] | None = None
    paragraph = text.rfind("\n", 0, token.idx) + 1
    for mention in (*people, *before):
        if mention.span.start >= token.idx or mention.entity is None or gender.get(mention.entity.id, wanted) != wanted:
            continue
        distance = text.count(".", mention.span.end, token.idx) + 2 * text.count("\n", mention.span.end, token.idx)
        root = _root(doc, mention.span)
        subject = root is not None and root.dep_ in ("nsubj", "nsubjpass")
        score = (
            (1.5 if subject else 0.0)
            + 0.8 * counts.get(mention.entity.id, 0) / most
            - 0.25 * min(distance, 12)
            + (0.4 if mention.span.start >= paragraph else 0.0)
        )
        score += 0.5 if mention.pronoun else 0.0
        if best is None or score >= best[0]:
            best = (score, mention.entity)
    return best[1] if best else None


def _genders(text: str, people: list[Mention]) -> dict[str, str]:
    found: dict[str, str] = {}
    for mention in people:
        if mention.entity is None:
            continue
        before = text[max(0, mention.span.start - 25) : mention.span.start]
        first = mention.entity.name.split()[0].casefold()
        if _FEMALE.search(before) or first in _FEMALE_NAMES:
            found[mention.entity.id] = "f"
    return found


def _root(doc: Doc, span: Span) -> Any:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None and len(found) else None
