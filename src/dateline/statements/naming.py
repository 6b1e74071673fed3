"""Which of the names in the words of a speaker is the one that speaks.

Accepts the name at the head, a person in apposition ("the mayor, Name,"), and the person whose name ends the words behind what he is
("Harbour Party leader Name"), though the parser may take the party for the head. Rejects whose friend, lawyer, campaign or government
speaks ("Name's lawyer", "the Name administration", "Name aides") and who only stands in a clause beside ("voters who backed Name");
with a work ("Name's letter") the person speaks. On 370 documents (PolNeAR's and GUM's development parts, dev pages) 50 of 2,700 speakers
changed by this, all but three for the better.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..entities.ministries import authority
from ..language.parsing import is_parsed
from ..types import Entity, Mention, Span
from .lexicon import NAMING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_WORK_WORDS = """
statement letter email e-mail memo message tweet post blog article column op-ed essay book memoir novel report study research paper
analysis survey review speech address remark remarks comment comments word words testimony account answer argument claim interview
announcement warning decision lawsuit petition complaint proposal plan ad
"""
#: What a person says something with.
WORKS = frozenset(_WORK_WORDS.split())
_GOVERNMENTS = frozenset(["administration", "government", "regime", "cabinet"])
#: Without a parse, what stands behind whose it is: German "Tom Linds neuem Buch".
_OWNED = re.compile(r"\s(?:[a-zäöüß]{2,20}\s){0,2}[A-ZÄÖÜ][\w\-]{2,30}")
_OWNER = re.compile(r"(?:['’‘]s|(?<=s)['’‘])(?=\s)")
#: What may stand between "of" and the name it belongs to: "the government of Egyptian President" Name.
_TITLES = ("compound", "amod", "det", "nmod")


def speaking(text: str, source: Span, inside: Sequence[Mention], parsed: Doc) -> Mention | None:
    """The name that speaks among the mentions inside some words; None if nobody there is named."""
    words = parsed.char_span(source.start, source.end, alignment_mode="expand") if is_parsed(parsed) else None
    head = words.root.idx if words else None
    if words is None:
        inside = [m for m in inside if not (m.type == "person" and m.text.endswith("s") and _OWNED.match(text, m.span.end, source.end))]
    people = [m for m in inside if m.type == "person" and m.entity and not (words and _is_beside(text, words, m, inside))]
    at_head = [m for m in inside if head is not None and m.span.start <= head < m.span.end and m.type != "nationality"]
    headed = any(m.type == "person" and m in people for m in at_head)
    if words and not headed and (last := _behind_office(text, source, words, people)):
        return last
    whole = [m for m in inside if m.span.contains(source)]
    meant = at_head or people[:1] or whole
    return max(meant, key=lambda m: (m.entity is not None, m.type == "person", len(m.span))) if meant else None


def government_of(source: Span, inside: Sequence[Mention], parsed: Doc) -> Entity | None:
    """The government that is called after a person: "the Name administration" of the person's country; None if that is not known."""
    words = parsed.char_span(source.start, source.end, alignment_mode="expand") if is_parsed(parsed) else None
    if not words or words.root.lemma_.casefold() not in _GOVERNMENTS:
        return None
    codes = {m.entity.country for m in inside if m.type == "person" and m.entity and m.entity.country}
    return authority("government", codes.pop()) if len(codes) == 1 else None


def _behind_office(text: str, source: Span, words: SpacySpan, people: Sequence[Mention]) -> Mention | None:
    """The person whose name ends the words, right behind a noun: "Harbour Party leader Name"."""
    last = people[-1] if people else None
    if last is None or last.pronoun or text[last.span.end : source.end].strip(" ,"):
        return None
    before = next((token for token in reversed(words) if token.idx < last.span.start and not token.is_space), None)
    return (
        last if before is not None and before.pos_ in ("NOUN", "PROPN") and before.idx + len(before) < last.span.start else None
    )


def _is_beside(text: str, words: SpacySpan, mention: Mention, inside: Sequence[Mention]) -> bool:
    """Whether a person is named only to tell whose friend, lawyer or campaign the words mean, or in a clause beside."""
    if words.root.lemma_.casefold() in WORKS:
        return False
    if _OWNER.match(text, mention.span.end):
        return True
    named = words.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if not named or words.root.i in range(named.start, named.end):
        return False
    return _describes(named.root, words) or _belongs(named, words, inside)


def _describes(name: Token, words: SpacySpan) -> bool:
    """Whether a name stands before a noun ("the Name campaign") or in a clause that tells of one ("voters who backed Name")."""
    if name.dep_ in ("compound", "poss", "nmod") and name.head.pos_ == "NOUN" and name.head.i > name.i:
        return True
    above = next((token for token in name.ancestors if token.dep_ in ("relcl", "acl") and token in words), None)
    return above is not None and above.lemma_ not in NAMING


def _belongs(named: SpacySpan, words: SpacySpan, inside: Sequence[Mention]) -> bool:
    """Whether a name hangs from a preposition before it or before its title: "supporters of Mr. Name". In "ambassador to the United States
    Name" another name stands between."""
    of = named.root.head
    if named.root.dep_ != "pobj" or not words.start <= of.i < named.start or of.lower_ in ("including", "like"):
        return False
    between = words.doc[of.i + 1 : named.start]
    others = any(m.span.start <= token.idx < m.span.end for token in between for m in inside if m.type != "nationality")
    return not others and all(token.dep_ in _TITLES for token in between)
