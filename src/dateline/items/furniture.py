"""Kinds of furniture by their words: what a line of a site, not of a story, is for.

The kinds stand in furniture.csv, in order: the first whose pattern is found names the kind. `longest` is in words: a longer line is
prose, whatever it mentions. `openings` are the first three letters of words without which the pattern cannot match; most lines are
settled by them alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from ..compiled import built
from ..remembering import remembered
from ..tables import rows

#: Characters of a line that are looked at.
_LONGEST_LINE = 600
#: From here on the letters are those of Chinese, Japanese and Korean.
_FEW_SPACES = "\u3000"
#: The first three letters of each word, and nothing for the end of a line. The one sign among the openings is read as a word.
_WORD = re.compile(r"(\w{1,3})\w*|\n")
#: What a pattern is made of: escapes, sets, and single characters.
_PARTS = re.compile(r"\\.|\[[^\]]*\]|.", re.DOTALL)
_SIGN, _SIGN_WORD = "©", " 00c "


def _read() -> tuple[tuple[tuple[str, int, str], ...], dict[str, frozenset[int]]]:
    """The alternatives of all patterns, and for each opening the numbers of those that hold it."""
    kinds: list[tuple[str, int, str]] = []
    by_opening: dict[str, set[int]] = {}
    for row in rows(__package__, "furniture.csv"):
        openings = row["openings"].split()
        for part in alternatives(row["pattern"]):
            held = [opening for opening in openings if opening in part.lower()]
            for opening in held or openings:
                by_opening.setdefault(opening, set()).add(len(kinds))
            kinds.append((row["kind"], int(row["longest"]), part))
    return tuple(kinds), {opening: frozenset(numbers) for opening, numbers in by_opening.items()}


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, those within brackets left whole."""
    found, depth = [""], 0
    for part in _PARTS.findall(pattern):
        depth += (part == "(") - (part == ")")
        if part == "|" and not depth:
            found.append("")
        else:
            found[-1] += part
    return found


_KINDS, _BY_OPENING = _read()
_BY_OPENING[_SIGN_WORD.strip()] = _BY_OPENING.pop(_SIGN)
_WANTED = _BY_OPENING.keys() | {""}
_LONGEST = max(longest for _, longest, _ in _KINDS)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a line first opens like its kind: most pages have few kinds."""
    return re.compile(pattern, re.IGNORECASE)


@remembered(4096)
def furniture_kind(line: str) -> str | None:
    """The kind of furniture that a line's words show, or None: the words alone do not say that it is furniture."""
    return furniture_kinds([line.replace("\n", " ")])[0]


def furniture_kinds(lines: Sequence[str], lower: Sequence[str] | None = None) -> list[str | None]:
    """The kinds of the lines of one page, none of which has a line break. One scan over all of them finds the few that may have a kind.
    `lower` holds the lines in lower case, where they are at hand."""
    found: list[str | None] = [None] * len(lines)
    short = [line[:_LONGEST_LINE] if line.count(" ") < _LONGEST else "" for line in lines]
    possible: set[int] = set()
    at = 0
    if lower is None:
        text = "\n".join(short).lower()
    else:
        text = "\n".join([low[:_LONGEST_LINE] if line else "" for line, low in zip(short, lower, strict=True)])
    if _SIGN in text:
        text = text.replace(_SIGN, _SIGN_WORD)
    text += "\n"
    for opening in _openings(text):
        if opening:
            possible |= _BY_OPENING[opening]
            continue
        if possible:
            found[at] = _kind(short[at], sorted(possible))
            possible = set()
        at += 1
    return found


def openings(text: str, wanted: Collection[str]) -> list[str]:
    """The openings of words that are wanted, in order, and "" for each line break."""
    words = _WORD.findall(text)
    if max(text) >= _FEW_SPACES:
        words = [_opening(word) if word >= _FEW_SPACES else word for word in words]
    return list(filter(wanted.__contains__, words))


compiled_text = built(__package__, "compiled_text")
_FILTER = None if compiled_text is None else compiled_text.filter_of(_WANTED)


def _openings(text: str) -> list[str]:
    found: list[str] | None = None if compiled_text is None else compiled_text.openings(text, _WANTED, _FILTER)
    return openings(text, _WANTED) if found is None else found


def _opening(word: str) -> str:
    """The opening that a word in a script with few spaces starts with, which may be shorter than three letters."""
    return next((start for start in (word, word[:2], word[:1]) if start in _WANTED), word)


def _kind(line: str, possible: Sequence[int]) -> str | None:
    words = line.count(" ") + 1
    for number in possible:
        kind, longest, pattern = _KINDS[number]
        if words <= longest and _compiled(pattern).search(line):
            return kind
    return None
