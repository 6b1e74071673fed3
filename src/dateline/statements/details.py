"""The kind of a statement and its act: how its content stands in quotation marks, and what the words of its cue do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language.parsing import is_parsed
from ..types import INNER_ACTS, Item, Span, StatementKind
from .deeds import convenes, does, in_other_sense, is_somebody
from .drafts import Draft, length
from .lexicon import Lexicon, lexicon
from .placing import shared
from .withheld import is_topic, is_unsaid

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_PLEA = re.compile(r"\bple(?:ad(?:s|ed|ing)?|d)\s(?P<denied>not\s)?guilty\b", re.IGNORECASE)
#: "Called on the president to resign", "called for calm": a demand.
_CALLS = frozenset(["on", "for", "upon"])
_PLACES = frozenset(["in", "on", "at", "during", "by", "via", "to", "after", "before"])
_ASKED = re.compile(r"\b(?:about|as to)\b")


def kind_of(text: str, content: Sequence[Span], marks: Sequence[Span]) -> StatementKind:
    """Direct if at least nine tenths of the content's characters are quoted ("that" before them aside), mixed if at least eight are,
    else indirect."""
    first, *others = content
    if text[first.start : first.start + 5].casefold() == "that " and len(first) > 5:
        content = (Span(first.start + 5, first.end), *others)
    quoted = shared(content, marks)
    if quoted >= 0.9 * length(content):
        return "direct"
    return "mixed" if quoted >= 8 else "indirect"


def act_of(item: Item, draft: Draft, parsed: Doc) -> str:
    """The act that the cue's words show; "unsaid" where somebody did not say so, "discuss" where he only spoke about it."""
    act = _act_told(item, draft, parsed)
    if draft.cue is None or act in INNER_ACTS:
        return act
    span = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand") if is_parsed(parsed) else None
    cue = list(span or ())
    if is_unsaid(item.text, item.language or "en", draft, cue):
        return "unsaid"
    return "discuss" if is_topic(item.text, draft, cue) else act


def _act_told(item: Item, draft: Draft, parsed: Doc) -> str:
    """The act by the words alone. Where no list holds them it is "do" for a verb with a mere thing ("signed the treaty"), else
    "say"; who agrees to do something intends it, and whose picture it is has the act "credit"."""
    if draft.cue is None or draft.by == "credit":
        return "say" if draft.cue is None else "credit"
    words = lexicon(item.language or "en")
    if not is_parsed(parsed):
        found = (words.acts.get(word) for word in re.findall(r"\w+", draft.cue.of(item.text).casefold()))
        return next((act for act in found if act), "say")
    span = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    acts = [act for token in span or () if not _is_beside(token) and (act := _act_of_word(token, words))]
    if (not acts or convenes(draft, parsed) or in_other_sense(draft, parsed)) and does(item.text, draft, parsed):
        return "do"
    if plea := _PLEA.search(item.text, draft.cue.start, draft.cue.end + len(" not guilty")):
        return "deny" if plea["denied"] else "say"
    if acts == ["say"] and span is not None and span.root.lemma_ == "agree" and _is_to_do(draft, parsed):
        return "intend"
    act = next((act for act in acts if act != "say"), "say")
    return "say" if act == "doubt" and span is not None and _questions_somebody(item, draft, span) else act


def _questions_somebody(item: Item, draft: Draft, cue: SpacySpan) -> bool:
    """Whether somebody is asked, not doubted: "questioned the minister about it", unlike "questioned the plan"."""
    first = draft.content[0]
    person = any(
        m.type == "person" and m.span.start == first.start and item.text[m.span.end : m.span.end + 1] not in ("'", "’")
        for m in item.mentions
    )
    asked = any(child.dep_ in ("dobj", "nsubjpass") and is_somebody(child) for child in cue.root.children)
    about = asked and _ASKED.search(item.text, cue.end_char, draft.content[-1].end) is not None
    return cue.root.lemma_ == "question" and (person or about)


def _is_beside(token: Token) -> bool:
    """Whether a noun of a cue tells where something was said, not what was done: "assured him in a phone call"."""
    return token.pos_ == "NOUN" and token.dep_ == "pobj" and token.head.lower_ in _PLACES


def _act_of_word(token: Token, words: Lexicon) -> str | None:
    lemma = token.lemma_.casefold()
    after = token.nbor().lower_ if token.pos_ == "VERB" and token.i + 1 < len(token.doc) else ""
    if (lemma == "call" and after in _CALLS) or (lemma == "put" and after == "it"):
        return "demand" if lemma == "call" else "say"
    return words.acts.get(lemma) if token.pos_ in ("VERB", "ADJ") else words.nouns.get(lemma) if token.pos_ == "NOUN" else None


def _is_to_do(draft: Draft, parsed: Doc) -> bool:
    """Whether a content is an infinitive."""
    first = parsed.char_span(draft.content[0].start, draft.content[0].end, alignment_mode="expand")
    return first is not None and len(first) > 1 and first[0].tag_ == "TO" and first[1].tag_ in ("VB", "RB")
