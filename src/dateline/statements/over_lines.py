"""Quotations that run over the ends of lines: who speaks the lines that name nobody.

Accepts quotations that end open before a line that opens again, or goes on to a mark that closes. Rejects lines with a cue of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..types import Span
from .drafts import Draft
from .linking import merged
from .marks import OPENING, Quotation
from .placing import Placing


def opened(text: str, drafts: Sequence[Draft], marks: Sequence[Quotation]) -> list[Draft]:
    """With the quotations that end open before a line that opens again: where nobody is named, whoever speaks that line speaks them."""
    found = Placing(drafts)
    for mark, following in reversed(list(pairwise(marks))):
        if mark.closed or not following.continues or text[mark.end : following.start].count("\n") > 2:
            continue
        span = Span(mark.start, mark.end)
        own, then = found.touching((span,)), found.touching((Span(following.start, following.end),))
        speaks = next((source for n in then if (source := found[n].source)), None)
        if speaks is None or any(found[n].cue or (found[n].source and found[n].by != "continuation") for n in own):
            continue
        found.drop(own)
        found.add(Draft((span,), None, speaks, "continuation", 0.5))
    return list(found)


def run_on(text: str, drafts: Sequence[Draft], marks: Sequence[Quotation]) -> list[Draft]:
    """With the quotations that run over the end of a line without a mark there: the words on the next line are the same statement's, and
    so are those on the line before of one whose cue stands where it closes."""
    found = Placing(drafts)
    pairs = [
        (Span(mark.start, mark.end), Span(following.start, following.end))
        for mark, following in pairwise(marks)
        if not mark.closed and following.continues and text[following.start] not in OPENING
    ]
    for own, rest in (*pairs, *((rest, own) for own, rest in reversed(pairs))):
        speaks, then = found.touching((own,)), found.touching((rest,))
        told = len(speaks) == 1 and (rest.start > own.start or found[speaks[0]].cue is not None)
        if told and all(found[n].cue is None for n in then) and not set(speaks) & set(then):
            found.put(speaks[0], replace(found[speaks[0]], content=tuple(merged([*found[speaks[0]].content, rest]))))
            found.drop(then)
    return list(found)


def carried(text: str, drafts: Sequence[Draft], marks: Sequence[Quotation]) -> list[Draft]:
    """With the quotations behind one that ends open: a line that opens again and has no cue and no speaker of its own is spoken by whoever
    speaks the line before it, whomever the tagger found elsewhere. So is a line that is all quotation and has no speaker yet, below
    another such line."""
    found = Placing(drafts)
    for mark, following in pairwise(marks):
        goes_on = not mark.closed and following.continues
        if text[mark.end : following.start].count("\n") > 2 or not (goes_on or _below(text, mark, following)):
            continue
        span = Span(following.start, following.end)
        before, own = found.touching((Span(mark.start, mark.end),)), found.touching((span,))
        speaks = next((source for n in before if (source := found[n].source) and found[n].parent is None), None)
        held = any(_is_own(text, found[n], span) if goes_on else _speaks(found[n]) for n in own)
        if speaks is None or held or any(found[n].source == speaks or n in before for n in own):
            continue
        found.drop(own)
        found.add(Draft((span,), None, speaks, "continuation", 0.6))
    return list(found)


def _below(text: str, mark: Quotation, following: Quotation) -> bool:
    """Whether two quotations are all of two lines, the one below the other."""
    return (
        text[mark.end : following.start].isspace()
        and "\n" in text[mark.end : following.start]
        and all(
            text[max(0, one.start - 1) : one.start] in ("", "\n") and text[one.end : one.end + 1] in ("", "\n")
            for one in (mark, following)
        )
    )


def _speaks(draft: Draft) -> bool:
    return draft.cue is not None or draft.source is not None


def _is_own(text: str, draft: Draft, line: Span) -> bool:
    """Whether a draft has a cue, or a speaker on the line of its quotation."""
    if draft.cue is not None or draft.source is None:
        return draft.cue is not None
    low, high = sorted((draft.source.start, line.start))
    return "\n" not in text[low:high]
