"""Search queries: words, "phrases", prefix*, -not; nothing a person types is an error of the database."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TERM = re.compile(r'(?P<not>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its words in order, whether the last is a prefix, whether it must not stand in the text."""

    words: tuple[str, ...]
    prefix: bool = False
    negated: bool = False


def terms(query: str) -> tuple[Term, ...]:
    """The terms of a query, at most 20; characters that are of no word only separate."""
    found = []
    for match in _TERM.finditer(query[:500]):
        body = match["phrase"] if match["phrase"] is not None else match["word"] or ""
        words = tuple(_WORD.findall(body))
        if words:
            found.append(Term(words, body.endswith("*"), bool(match["not"])))
    return tuple(found[:20])


def fts5(query: str) -> str | None:
    """The query for SQLite's FTS5; None where it has no word that must stand in the text."""
    wanted = [_quoted(t) for t in terms(query) if not t.negated]
    unwanted = [_quoted(t) for t in terms(query) if t.negated]
    if not wanted:
        return None
    return " AND ".join(wanted) + "".join(f" NOT {term}" for term in unwanted)


def tsquery(query: str) -> str | None:
    """The query for PostgreSQL's to_tsquery('simple')."""
    parts = []
    for term in terms(query):
        words = [f"'{word}'" for word in term.words]
        if term.prefix:
            words[-1] += ":*"
        body = "(" + " <-> ".join(words) + ")"
        parts.append(f"!{body}" if term.negated else body)
    return " & ".join(parts) if any(not t.negated for t in terms(query)) else None


def _quoted(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")


def snippet(text: str, query: str, width: int = 220) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a text around the first words found, and where in it the words stand."""
    words = sorted({word for term in terms(query) if not term.negated for word in term.words}, key=len, reverse=True)
    if not words:
        return text[:width], ()
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)
    first = pattern.search(text)
    start = max(0, (first.start() if first else 0) - width // 3)
    start = 0 if start < 20 else text.rfind(" ", 0, start) + 1
    part = text[start : start + width]
    return part, tuple(match.span() for match in pattern.finditer(part))
