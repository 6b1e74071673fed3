"""From tagged spans to statements: each content points to its cue, each cue to its source.

The tagger's pointers choose among the cues and sources of the window. Two rules of the marks stand over them: content that covers most
of a quotation covers all of it, and quoted and unquoted pieces are never one content, the ones nearer to the cue stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..knowledge.titles import ANY_SHORTENED
from ..types import Span
from .decoding import Tag, best_labels, tags
from .drafts import Draft
from .marks import OPENING, Quotation
from .placing import crossing, shared
from .tagger import Tagged
from .tags import CONTENT, CUE, POINTER, SOURCE

#: A content that covers this share of a quotation covers all of it.
HALF = 0.5
#: A quotation on another line than its cue is a statement if it is longer than this.
LONG = 30
#: What a sentence end between costs, in log probability: from content to cue, from cue to source.
APART = (0.5, 1.0)
NOWHERE = 0.0
#: Words that are no content of their own beside a quotation.
_EMPTY = re.compile(
    r"(?:(?:the|an?|his|her|its|their|him|them|it|he|she|they|this|that|to|of|as|and|is|was)\b\s*){1,2}", re.IGNORECASE
)
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘'(]?[A-Z])")
_TITLE = re.compile(rf"\b(?:{ANY_SHORTENED}|St)\.?$")
_NAME_AFTER = re.compile(r"\.?(?:[ \xa0](?:[A-Z]\.|[A-Z][\w’'\-]+)){1,4}")
_ABBREVIATED = re.compile(rf"(?:\b(?:{ANY_SHORTENED}|St|Jr|Sr|No|vs|[A-Z])|\.[A-Z])$")


@dataclass(frozen=True)
class _Window:
    """The spans of one window with their characters."""

    tagged: Tagged
    found: Sequence[Tag]

    def span(self, tag: Tag) -> Span:
        words = self.tagged.window.words
        return Span(words[tag.first].start, words[tag.last].end)

    def of(self, role: int) -> list[Tag]:
        return [tag for tag in self.found if tag.role == role]

    def sure(self, tags: Sequence[Tag]) -> float:
        """The mean probability, over the words of some spans, that they have the spans' role. A word's scores are means over its
        pieces, so they are weighed against each other."""
        chances = []
        for tag in tags:
            each = np.exp(self.tagged.labels[tag.first : tag.last + 1])
            chances.append(each[:, 2 * tag.role - 1 : 2 * tag.role + 1].sum(axis=1) / each.sum(axis=1))
        return float(np.concatenate(chances).mean())


def tagger_drafts(text: str, windows: Sequence[Tagged], marks: Sequence[Quotation]) -> Iterator[Draft]:
    """The statements that the tagger sees, in order of windows."""
    stops = sentence_ends(text)
    lines = [[bool(tagged.window.features[n] & 2) for n in tagged.window.first] for tagged in windows]
    labelled = best_labels([(tagged.labels, opening) for tagged, opening in zip(windows, lines, strict=True)])
    for tagged, labels in zip(windows, labelled, strict=True):
        if any(labels):
            yield from _linked(text, _Window(tagged, list(tags(labels))), marks, stops)


def _linked(text: str, window: _Window, marks: Sequence[Quotation], stops: Sequence[int]) -> Iterator[Draft]:
    cues, sources, contents = window.of(CUE), window.of(SOURCE), window.of(CONTENT)
    cue_of = [_choice(window, 0, content, cues, stops) for content in contents]
    spans = [fitted(text, window.span(content), marks) for content in contents]
    cue_of = _of_one(spans, [len(window.span(content)) for content in contents], cue_of, marks)
    for number, cue in enumerate(cues):
        held = [n for n, chosen in enumerate(cue_of) if chosen == number and any(c.isalnum() for c in spans[n].of(text))]
        if not held:
            continue
        cue_span = window.span(cue)
        chosen_source = _choice(window, 1, cue, sources, stops)
        source = titled(text, window.span(sources[chosen_source])) if chosen_source is not None else None
        # An odd mark can make a quotation of what holds its own cue: there the tagger's words stand.
        apart = [span for span in (cue_span, source) if span is not None]
        own = [window.span(contents[n]) if any(map(spans[n].overlaps, apart)) else spans[n] for n in held]
        kept, split = _near(text, merged(own), cue_span, marks, stops)
        if kept:
            sure = round(window.sure([cue]) * window.sure([contents[n] for n in held]), 2)
            yield Draft(kept, cue_span, source, "tagger", sure)
        for span in split:
            # Who is named on a later line seldom speaks what stands before (none of 8 on development data).
            speaks = source if span.start > cue_span.start else _source_before(text, window, span, stops)
            yield Draft((span,), None, speaks, "tagger", 0.7)
    for span, chosen in zip(spans, cue_of, strict=True):
        if chosen is None and is_quoted(span, marks):
            yield Draft((span,), None, None, "tagger", 0.6)


def _source_before(text: str, window: _Window, quote: Span, stops: Sequence[int]) -> Span | None:
    """The source of the last cue before a quotation on its line: "Lind said that it was safe. “We tested it twice.”" """
    cues, sources = window.of(CUE), window.of(SOURCE)
    before = [cue for cue in cues if (end := window.span(cue).end) <= quote.start and "\n" not in text[end : quote.start]]
    chosen = _choice(window, 1, before[-1], sources, stops) if before else None
    return titled(text, window.span(sources[chosen])) if chosen is not None else None


def _of_one(
    spans: Sequence[Span], tagged: Sequence[int], cue_of: Sequence[int | None], marks: Sequence[Quotation]
) -> list[int | None]:
    """The cue of each content: of those that grew to hold the same quotation, the one that was tagged longest decides."""
    found = list(cue_of)
    for mine, span in enumerate(spans):
        same = [n for n, other in enumerate(spans) if span.contains(other) and other.contains(span)]
        if len(same) > 1 and is_quoted(span, marks):
            found[mine] = cue_of[max(same, key=lambda n: tagged[n])]
    return found


def _near(
    text: str, pieces: Sequence[Span], cue: Span, marks: Sequence[Quotation], stops: Sequence[int]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The pieces that are one content with the cue's, and quotations of other lines, which are statements of their own. What is not
    quoted stands on the line of its cue.

    Where quoted and unquoted pieces meet, those unquoted stay that share the sentence of the cue."""
    line = [text.count("\n", min(piece.start, cue.end), max(piece.start, cue.end)) == 0 for piece in pieces]
    here = [piece for piece, own in zip(pieces, line, strict=True) if own]
    if not here:
        return tuple(piece for piece in pieces if is_quoted(piece, marks)), ()
    split = tuple(p for p, own in zip(pieces, line, strict=True) if not own and is_quoted(p, marks) and len(p) > LONG)
    if cue.of(text).endswith(":") and any(piece.start >= cue.end for piece in here):
        here = [piece for piece in here if piece.start >= cue.end]
    if any(is_quoted(piece, marks) for piece in here):
        near = [p for p in here if is_quoted(p, marks) or (_breaks(stops, p, cue) == 0 and not _EMPTY.fullmatch(p.of(text)))]
        here = near or here
    else:
        # Of nine unquoted pieces in another sentence than their cue's, beside one in it, one was content on PolNeAR's and GUM's dev parts.
        here = [of_sentence(text, piece, cue, stops) for piece in here]
        here = [p for p in here if text[p.start] in OPENING or _breaks(stops, p, cue) == 0] or here
    return tuple(here), split


def of_sentence(text: str, piece: Span, cue: Span, stops: Sequence[int]) -> Span:
    """An unquoted piece before its cue without the rest of the sentence before, in whose midst it begins."""
    inside = [stop for stop in stops[bisect_left(stops, piece.start) : bisect_left(stops, piece.end)] if stop < cue.start]
    opens = (
        text[: piece.start].rstrip()[-1:] in ("", "\n", ".", "!", "?", "”", '"')
        or "\n" in text[max(0, piece.start - 1) : piece.start]
    )
    if not inside or opens or piece.end > cue.start:
        return piece
    start = inside[-1] + 1
    while start < piece.end and not text[start].isalnum():
        start += 1
    return Span(start, piece.end) if start < piece.end else piece


def _breaks(stops: Sequence[int], a: Span, b: Span) -> int:
    """How many sentence ends stand between two spans."""
    low, high = (a.end, b.start) if a.end <= b.start else (b.end, a.start)
    return max(0, bisect_left(stops, high) - bisect_left(stops, low - 2))


def sentence_ends(text: str) -> list[int]:
    """Where sentences end, by their marks: abbreviations, initials and small letters after a stop are no end."""
    return [m.start() for m in _STOP.finditer(text) if not _ABBREVIATED.search(text, max(0, m.start() - 6), m.start())]


def _choice(window: _Window, pointer: int, tag: Tag, targets: Sequence[Tag], stops: Sequence[int]) -> int | None:
    """Which of the targets the words of a span point to; None for nowhere. Sentence ends between cost `APART` each."""
    if not targets:
        return None
    at = pointer * 2 * POINTER
    vectors = window.tagged.pointing
    asking = vectors[tag.first + 1 : tag.last + 2, at : at + POINTER]
    keys = vectors[:, at + POINTER : at + 2 * POINTER]
    places = [0, *(target.first + 1 for target in targets)]
    scores: NDArray[Any] = np.round((asking @ keys[places].T).astype(np.float64), 3)
    scores -= scores.max(axis=1, keepdims=True)
    logs = (scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))).mean(axis=0)
    own = window.span(tag)
    logs[0] += NOWHERE
    for number, target in enumerate(targets, 1):
        logs[number] -= APART[pointer] * min(_breaks(stops, own, window.span(target)), 3)
    best = int(logs.argmax())
    return best - 1 if best else None


def fitted(text: str, span: Span, marks: Sequence[Quotation]) -> Span:
    """The span, grown or cut to the quotations that it crosses, its marks included."""
    start, end = span.start, span.end
    for mark in crossing(marks, start, end):
        if mark.start >= end or mark.end <= start or (start <= mark.start and end >= mark.end):
            continue
        shared = min(end, mark.end) - max(start, mark.start)
        inside = start >= mark.start and end <= mark.end
        size = mark.end - mark.start
        if shared >= HALF * size:
            start, end = min(start, mark.start), max(end, mark.end)
        elif not inside and start < mark.start and mark.start - start > shared:
            end = mark.start
        elif not inside and end > mark.end and end - mark.end > shared:
            start = mark.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else span


def titled(text: str, source: Span) -> Span:
    """A source cut off after an abbreviated title ("Rep.") goes on to the name."""
    if not _TITLE.search(text, max(0, source.end - 6), source.end):
        return source
    name = _NAME_AFTER.match(text, source.end)
    return Span(source.start, name.end()) if name else source


def merged(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, overlapping ones made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def is_quoted(span: Span, marks: Sequence[Quotation]) -> bool:
    """Whether at least nine tenths of the span stand in quotations."""
    return shared((span,), marks) >= 0.9 * len(span)
