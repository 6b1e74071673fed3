"""Search queries: words, "phrases", prefix*, -not; nothing a person types is an error of the database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .words import wanted

#: Characters and terms of a query that count.
LONGEST_QUERY, MOST_TERMS = 500, 20
_TERM = re.compile(r'(?P<not>-)?(?:"(?P<phrase>[^"]*)"?(?P<star>\*)?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"＊": "*", "−": "-"})


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its words in order, folded; whether the last is a prefix, whether it must not stand in the text."""

    words: tuple[str, ...]
    prefix: bool = False
    negated: bool = False


@lru_cache(maxsize=256)
def terms(query: str) -> tuple[Term, ...]:
    """The terms of a query, at most 20; characters that are of no word only separate."""
    found = []
    for match in _TERM.finditer(query[:LONGEST_QUERY].translate(_QUOTES)):
        body = match["phrase"] if match["phrase"] is not None else match["word"] or ""
        parts, begins = wanted(body)
        star = bool(match["star"]) or body.endswith("*")
        if parts:
            found.append(Term(tuple(parts), star or begins, bool(match["not"])))
    return tuple(dict.fromkeys(found[:MOST_TERMS]))


def searchable(query: str) -> bool:
    """Whether the query has a word that must stand in the text."""
    return any(not term.negated for term in terms(query))


def fts5(query: str, tags: Sequence[Sequence[int]] = ()) -> str | None:
    """The query for SQLite's FTS5, with one tag of each group; None where it has no word that must stand in the text."""
    found = terms(query)
    if not searchable(query):
        return None
    body = " AND ".join(_in_text(t) for t in found if not t.negated)
    groups = " AND ".join("(" + " OR ".join(f'"{tag}"' for tag in group) + ")" for group in tags)
    body += f" AND tags : ({groups})" if groups else ""
    return f"({body})" + "".join(f" NOT {_in_text(t)}" for t in found if t.negated)


def tsquery(query: str, tags: Sequence[Sequence[int]] = ()) -> str | None:
    """The same as text of a PostgreSQL tsquery, which no parser of language touches."""
    if not searchable(query):
        return None
    parts = []
    for term in terms(query):
        words = [f"'{word}'" for word in term.words]
        if term.prefix:
            words[-1] += ":*"
        body = "(" + " <-> ".join(words) + ")"
        parts.append(f"!{body}" if term.negated else body)
    parts += ["(" + " | ".join(f"'#{tag}'" for tag in group) + ")" for group in tags]
    return " & ".join(parts)


def _in_text(term: Term) -> str:
    """A term for FTS5, looked for in headline and text. Tags are digits: only a term of digits could be found among them, and naming the
    columns has FTS5 take the positions of every item apart, which costs as much as ranking."""
    return ("{head body} : " if "".join(term.words).isdecimal() else "") + _quoted(term)


def _quoted(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + ("*" if term.prefix else "")


def stands(here: Sequence[str], term: Term) -> bool:
    """Whether the words of a term stand in a text, given as its words, one after the other."""
    *first, last = term.words
    size = len(term.words)
    for end in range(size, len(here) + 1):
        word = here[end - 1]
        if (word == last or (term.prefix and word.startswith(last))) and list(here[end - size : end - 1]) == first:
            return True
    return False
