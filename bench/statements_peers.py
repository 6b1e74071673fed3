"""Other programs on the same documents: textacy's quotations (by paragraph, as it raises an error on whole articles with an odd mark),
and every quoted run of five words or more. spaCy's parse is that of our own pipeline for both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dateline.language.parsing import english

from .harness import Row
from .statements_scoring import Attribution, Count, add, of_record

_MARKS = re.compile(r"[“\"]([^“”\"\n]{12,}?)[”\"]")


def peer_rows(documents: Sequence[dict[str, Any]], misses: list[str]) -> Iterator[Row]:
    """One row a peer; a peer that is not installed is one line."""
    yield _row("bare marks", documents, _marks)
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        misses.append("textacy is not installed: pip install -r bench/peers.txt")
        return

    failed = 0

    def textacy(text: str) -> list[Attribution]:
        nonlocal failed
        found = []
        for match in re.finditer(r"[^\n]+", text):
            try:
                quotes = list(direct_quotations(english()(match.group())))
            except ValueError:
                failed += 1
                continue
            for quote in quotes:
                spans = [(match.start() + part.start_char, match.start() + part.end_char) for part in (quote.content,)]
                speaker = tuple((match.start() + t.idx, match.start() + t.idx + len(t)) for t in quote.speaker)
                cue = tuple((match.start() + t.idx, match.start() + t.idx + len(t)) for t in quote.cue)
                found.append(Attribution(tuple(spans), (speaker[0][:1] + speaker[-1][1:],) if speaker else (), cue, "direct"))
        return found

    yield _row("textacy", documents, textacy)
    misses.append(f"textacy raised an error on {failed} paragraphs")


def _marks(text: str) -> list[Attribution]:
    return [Attribution((m.span(),), (), (), "direct") for m in _MARKS.finditer(text) if len(m.group(1).split()) >= 5]


def _row(name: str, documents: Sequence[dict[str, Any]], read: Callable[[str], list[Attribution]]) -> Row:
    count = Count()
    for record in documents:
        doc = english()(record["text"])

        def head(start: int, end: int, doc: Any = doc) -> int:
            span = doc.char_span(start, end, alignment_mode="expand")
            return int(span.root.idx) if span is not None and len(span) else start

        add(count, record["text"], read(record["text"]), of_record(record), head)
    return Row(name, "polnear", count.metrics())
