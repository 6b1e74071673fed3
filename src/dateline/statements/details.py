"""What else makes a draft a statement: kind, act, addressee, medium, and when it was said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..dates.resolving import when as when_meant
from ..expressions.located import Located
from ..expressions.times import TimeExpression
from ..expressions.times import find as find_times
from ..language.parsing import is_parsed
from ..types import DateEstimate, Item, Mention, Span, StatementKind
from .clauses import np_span
from .deeds import convenes, does, in_other_sense, is_somebody
from .drafts import Draft, length
from .lexicon import ASKING, Lexicon, lexicon
from .placing import crossing, shared

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_PLACED = re.compile(r"\b(?:in|on|via|at|during|through|by)\s+(?=(?P<words>(?:[\w’'\-]+\s+){0,5}[\w’'\-]+))", re.IGNORECASE)
_WORD = re.compile(r"[\w’'\-]+")
_PLEA = re.compile(r"\bple(?:ad(?:s|ed|ing)?|d)\s(?P<denied>not\s)?guilty\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:about|as to)\b")
_END = re.compile(r"[.!?](?=[\s”\"]|$)|\n")
_PAUSE = re.compile(rf"[,;:]|{_END.pattern}")
_LOWER_WORDS = "post statement report address letter article column speech briefing interview memo television radio broadcast"
#: Media that are such only in small letters.
_LOWER = frozenset(_LOWER_WORDS.split())
#: How far after its cue a statement's circumstances are looked for, in characters.
_REACH = 250


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
    """The act that the cue's words show. Where no list holds them it is "do" for a verb with a mere thing ("signed the treaty"), else
    "say"; who agrees to do something intends it."""
    if draft.cue is None:
        return "say"
    words = lexicon(item.language or "en")
    if not is_parsed(parsed):
        found = (words.acts.get(word) for word in re.findall(r"\w+", draft.cue.of(item.text).casefold()))
        return next((act for act in found if act), "say")
    span = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    acts = [act for token in span or () if (act := _act_of_word(token, words))]
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


def _act_of_word(token: Token, words: Lexicon) -> str | None:
    lemma = token.lemma_.casefold()
    return words.acts.get(lemma) if token.pos_ in ("VERB", "ADJ") else words.nouns.get(lemma) if token.pos_ == "NOUN" else None


def _is_to_do(draft: Draft, parsed: Doc) -> bool:
    """Whether a content is an infinitive."""
    first = parsed.char_span(draft.content[0].start, draft.content[0].end, alignment_mode="expand")
    return first is not None and len(first) > 1 and first[0].tag_ == "TO" and first[1].tag_ in ("VB", "RB")


class Circumstances:
    """Addressee, medium and time of the statements of one item: read off the words between cue, content and the end of the sentence."""

    def __init__(self, item: Item, parsed: Doc, named: Located[Mention]) -> None:
        self.item = item
        self.named = named
        self.parsed = parsed
        self.words = lexicon(item.language or "en")

    @cached_property
    def _times(self) -> Mapping[Span, TimeExpression]:
        return {expression.span: expression for expression in find_times(self.item.text)}

    @cached_property
    def _time_spans(self) -> tuple[Span, ...]:
        return tuple(self._times)

    def when(self, draft: Draft) -> DateEstimate | None:
        """The time that stands with the cue, outside the content: "said on Monday"."""
        area = self._area(draft)
        if area is None or not any(mention.type == "time" for mention in self.named.over(area)):
            return None
        for span in crossing(self._time_spans, area.start, area.end):
            if area.contains(span) and not any(span.overlaps(c) for c in draft.content):
                found = when_meant(self._times[span], self.item)
                if found is not None:
                    return found
        return None

    def addressee_and_medium(self, draft: Draft) -> tuple[Mention | None, Mention | None]:
        """Who was told, and where it was said."""
        area = self._area(draft)
        if area is None:
            return None, None
        medium = self._medium(area)
        if medium is None and (behind := self._behind(draft, area)) is not None:
            area, medium = behind, self._medium(behind)
        addressee = self._told(draft) if is_parsed(self.parsed) else None
        if addressee is None and medium is not None:
            addressee = self._outlet(medium, area)
        return addressee, medium

    def _area(self, draft: Draft) -> Span | None:
        """From the cue to the content or the end of the sentence after it."""
        if draft.cue is None:
            return None
        text = self.item.text
        stop = _END.search(text, draft.cue.end, draft.cue.start + _REACH)
        end = stop.start() if stop else min(len(text), draft.cue.start + _REACH)
        following = [c.start for c in draft.content if c.start >= draft.cue.end]
        return Span(draft.cue.start, max(draft.cue.end, min([end, *following])))

    def _behind(self, draft: Draft, area: Span) -> Span | None:
        """What stands behind a content up to a comma or the sentence's end: "announced a new bridge" in an interview."""
        last = draft.content[-1]
        if (
            last.start < area.end
            or "\n" in self.item.text[area.end : last.end]
            or _END.search(self.item.text, area.end, last.end)
        ):
            return None
        stop = _PAUSE.search(self.item.text, last.end, last.end + _REACH)
        return Span(last.end, stop.start() if stop else min(len(self.item.text), last.end + _REACH))

    def _medium(self, area: Span) -> Mention | None:
        media: Mapping[str, str] = self.words.media
        for match in _PLACED.finditer(self.item.text, area.start, area.end):
            words = list(_WORD.finditer(self.item.text, *match.span("words")))
            for first, last in ((n, m) for n in range(min(len(words), 5)) for m in (n + 1, n) if m < len(words)):
                span = Span(words[first].start(), words[last].end())
                named = span.of(self.item.text)
                # "The Post" and the "Autumn Statement" are names.
                if named.casefold() in media and not (named[0].isupper() and named.casefold() in _LOWER):
                    return Mention(span, named, "medium", None, media[named.casefold()])
        return None

    def _outlet(self, medium: Mention, area: Span) -> Mention | None:
        """The outlet that an interview was given to: "with local newspaper X", "to X"."""
        if not re.match(r"\s{1,9}(?:with|to|for|by)\b", self.item.text[medium.span.end : area.end]):
            return None
        inside = (m for m in self.item.mentions if medium.span.end <= m.span.start < area.end)
        return next((m for m in inside if m.type in ("organisation", "person", "work")), None)

    def _told(self, draft: Draft) -> Mention | None:
        assert draft.cue is not None
        span = self.parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
        for token in span or ():
            if token.lemma_ not in ASKING:
                continue
            if token.tag_ == "VBN" and (asked := next((c for c in token.children if c.dep_ == "nsubjpass"), None)) is not None:
                return self._held(np_span(asked))
            for child in token.children:
                target = Span(child.left_edge.idx, child.idx + len(child))
                apart = "," in self.item.text[token.idx : child.left_edge.idx]
                if (
                    child.dep_ in ("dobj", "dative")
                    and child.tag_ not in ("WP", "WDT")
                    and not apart
                    and not any(target.overlaps(c) for c in draft.content)
                ):
                    return self._held(target)
        return None

    def _held(self, target: Span) -> Mention:
        """What is named in some words, else a mention of type group at them."""
        held = (m for m in self.named.over(target) if m.type not in ("time", "nationality", "office"))
        return next(held, None) or Mention(target, target.of(self.item.text), "group")
