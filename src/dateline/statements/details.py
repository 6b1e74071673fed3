"""What makes a draft a statement: its speaker, kind, act, addressee, medium, and when it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..dates.resolving import when as when_meant
from ..expressions.times import find as find_times
from ..ids import digest
from ..knowledge import countries
from ..language.parsing import is_parsed
from ..types import DateEstimate, Entity, Item, Mention, Span, StatementKind
from .drafts import Draft, length, overlap
from .lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc


_TELLING = frozenset(["tell", "inform", "assure", "remind", "urge", "warn", "ask", "notify", "brief"])
#: Groups that speak for a state: bare, they belong to the country that their item is about.
_STATE_WORDS = """
authority authorities official officials police government ministry military army prosecutor prosecutors court minister officer officers
firefighters rescuers troops lawmakers parliament president spokesman spokeswoman spokesperson
"""
_OF_STATE = frozenset(_STATE_WORDS.split())


def kind_of(text: str, content: Sequence[Span], marks: Sequence[Span]) -> StatementKind:
    """Direct if at least nine tenths of the content's characters are quoted, mixed if at least eight are, else indirect."""
    quoted = overlap(content, marks)
    if quoted >= 0.9 * length(content):
        return "direct"
    return "mixed" if quoted >= 8 else "indirect"


def speaker_of(item: Item, draft: Draft, parsed: Doc) -> tuple[Mention | None, Entity | None, str | None]:
    """The mention at the head of the source, its entity, and the role read beside the name."""
    source = draft.source
    if source is None:
        return None, None, None
    head = head_of(parsed, source)
    inside = [m for m in item.mentions if m.type not in ("time", "medium") and m.span.overlaps(source)]
    at_head = [m for m in inside if head is not None and m.span.start <= head < m.span.end]
    people = [m for m in inside if m.type == "person" and m.entity]
    named = at_head or (people[:1] if people else [])
    if named:
        mention = max(named, key=lambda m: (m.entity is not None, m.type == "person", len(m.span)))
        return mention, mention.entity, mention.role or _role_before(item.text, source, mention)
    words = source.of(item.text)
    if words.split()[-1].casefold() in _OF_STATE and (state := _state_of(item, draft, inside)):
        return Mention(source, words, "group", state), state, None
    lone = inside[0].entity if len(inside) == 1 and inside[0].span == source else None
    return Mention(source, words, "group"), lone, None


def _state_of(item: Item, draft: Draft, inside: Sequence[Mention]) -> Entity | None:
    """The authorities of the country named in the source, else of the one named most in the content, else in the item."""
    assert draft.source is not None
    for mentions in (
        inside, [m for m in item.mentions if any(m.span.overlaps(c) for c in draft.content)], item.mentions,
    ):
        codes = [m.entity.country for m in mentions if m.entity and m.entity.country and m.type in ("place", "country", "nationality")]
        if len(set(codes)) > 1 and mentions is inside:
            return None
        if codes:
            code = max(sorted(set(codes)), key=codes.count)
            noun = draft.source.of(item.text).split()[-1].casefold()
            return Entity(digest("entity", "group", noun, code), f"{noun} of {countries.countries()[code].name}", "group", code)
    return None


def _role_before(text: str, source: Span, mention: Mention) -> str | None:
    """"The commissioner, Name": what stands before the comma is the role."""
    before = text[source.start : mention.span.start].rstrip()
    return before.rstrip(",").strip() if before.endswith(",") and 3 < len(before) < 80 else None


def head_of(parsed: Doc, source: Span) -> int | None:
    """Where the head word of a source begins."""
    if not is_parsed(parsed):
        return None
    span = parsed.char_span(source.start, source.end, alignment_mode="expand")
    return span.root.idx if span is not None and len(span) else None


def act_of(item: Item, draft: Draft, parsed: Doc) -> str:
    """The act that the cue's words show; "say" where no list holds them."""
    if draft.cue is None:
        return "say"
    words = lexicon(item.language or "en")
    if is_parsed(parsed):
        span = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
        for token in span or ():
            act = words.acts.get(token.lemma_.casefold()) or words.nouns.get(token.lemma_.casefold())
            if act and token.pos_ not in ("AUX", "ADP", "DET"):
                return act
        return "say"
    for word in re.findall(r"\w+", draft.cue.of(item.text).casefold()):
        if word in words.acts:
            return words.acts[word]
    return "say"


def when_of(item: Item, draft: Draft, parsed: Doc) -> DateEstimate | None:
    """The time that stands with the cue, outside the content: "said on Monday"."""
    if draft.cue is None:
        return None
    area = _reporting_area(item.text, draft)
    for expression in find_times(area.of(item.text)):
        span = expression.span.shifted(area.start)
        if not any(span.overlaps(c) for c in draft.content):
            for whole in find_times(item.text):
                if whole.span == span:
                    return when_meant(whole, item)
    return None


def _reporting_area(text: str, draft: Draft) -> Span:
    """From the cue to the content or the end of the sentence after it."""
    assert draft.cue is not None
    start = draft.cue.start
    end = len(text)
    for mark in re.finditer(r"[.!?](?=\s|$)|\n", text[start : start + 250]):
        end = start + mark.start()
        break
    else:
        end = min(end, start + 250)
    following = [c.start for c in draft.content if c.start >= draft.cue.end]
    return Span(start, min([end, *following]))


def addressee_and_medium(item: Item, draft: Draft, parsed: Doc) -> tuple[Mention | None, Mention | None]:
    """Who was told, and where it was said: read off the words between cue, content and the end of the sentence."""
    if draft.cue is None:
        return None, None
    area = _reporting_area(item.text, draft)
    words = lexicon(item.language or "en")
    medium = _medium(item, area, words.media)
    addressee: Mention | None = None
    if is_parsed(parsed):
        addressee = _told(item, draft, parsed)
    if addressee is None and medium is not None:
        addressee = _outlet_of(item, medium, area)
    return addressee, medium


def _medium(item: Item, area: Span, media: Any) -> Mention | None:
    text = area.of(item.text)
    best: tuple[int, int, str] | None = None
    for match in re.finditer(r"\b(?:in|on|via|at|during|through|by)\s+(?:[\w’'\-]+\s+){0,4}?([\w\-]+(?:\s[\w\-]+)?)", text[:200]):
        for size in (2, 1):
            phrase = " ".join(match.group(1).split()[:size]).casefold()
            if phrase in media:
                end = match.start(1) + len(phrase)
                if best is None or match.start() < best[0]:
                    best = (match.start(), end, media[phrase])
    if best is None:
        return None
    start = best[0] + len(text[best[0] :].split(None, 1)[0]) + 1
    span = Span(area.start + start, area.start + best[1])
    return Mention(span, span.of(item.text), "medium", None, best[2])


def _outlet_of(item: Item, medium: Mention, area: Span) -> Mention | None:
    """The outlet that an interview was given to: "with local newspaper X", "to X"."""
    following = item.text[medium.span.end : area.end]
    if not re.match(r"\s+(?:with|to|for|by)\b", following):
        return None
    for mention in item.mentions:
        if mention.type in ("organisation", "person", "work") and medium.span.end <= mention.span.start < area.end:
            return mention
    return None


def _told(item: Item, draft: Draft, parsed: Doc) -> Mention | None:
    assert draft.cue is not None
    span = parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")
    for token in span or ():
        for child in token.children:
            if child.dep_ in ("dobj", "dative") and token.lemma_ in _TELLING:
                target = Span(child.left_edge.idx, child.idx + len(child))
                if not any(target.overlaps(c) for c in draft.content):
                    held = next((m for m in item.mentions if m.span.overlaps(target) and m.type != "time"), None)
                    return held or Mention(target, target.of(item.text), "group")
    return None
