"""Kinds of furniture by their words: what a line of a site, not of a story, is for.

The kinds stand in furniture.csv, in order: the first whose pattern is found names the kind. `longest` is in words: a longer line is
prose, whatever it mentions. `openings` are the first three letters of words without which the pattern cannot match; most lines are
settled by them alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

from ..compiled import built
from ..remembering import remembered
from ..tables import plain_case, rows

#: Characters of a line that are looked at.
_LONGEST_LINE = 600
#: From here on the letters are those of Chinese, Japanese and Korean.
_FEW_SPACES = "\u3000"
#: The first three letters of each word, and nothing for the end of a line. The one sign among the openings is read as a word.
_WORD = re.compile(r"(\w{1,3})\w*|\n")
#: What a pattern is made of: escapes, sets, and single characters.
_PARTS = re.compile(r"\\.|\[[^\]]*\]|.", re.DOTALL)
#: Escapes; what stands before the first word of a pattern; a group of words that is no part of a longer one.
_ESCAPE = re.compile(r"\\.")
_OPENED = re.compile(r"(?:\^\\W\*|\^|\\b)(?=[\w(])")
_GROUP = re.compile(r"\(\?:([^()]*)\)(?![?*{\w\[(])")
_SIGN, _SIGN_WORD = "©", " 00c "
#: What stands for more than itself in a pattern, and what makes the character before it one that may be missing.
_SPECIAL, _MAYBE = frozenset(".^$*+?{}[]|()\\"), ("?", "*", "{")


def _read() -> tuple[tuple[tuple[str, int, str, str], ...], dict[str, int]]:
    """The alternatives of all patterns, each with the letters that it cannot do without, and for each opening a bit for each of those that
    hold it."""
    kinds: list[tuple[str, int, str, str]] = []
    by_opening: dict[str, int] = {}
    for row in rows(__package__, "furniture.csv"):
        openings = row["openings"].split()
        for part in alternatives(row["pattern"]):
            held = _first(part, openings) or _within(part, openings)
            for opening in held or openings:
                by_opening[opening] = by_opening.get(opening, 0) | 1 << len(kinds)
            kinds.append((row["kind"], int(row["longest"]), part, needed(part)))
    return tuple(kinds), by_opening


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


def _first(pattern: str, openings: Sequence[str]) -> list[str]:
    """The openings of the words with which an alternative begins, where each of these words has one of three letters; else none."""
    opened = _OPENED.match(pattern)
    if opened is None:
        return []
    group = _GROUP.match(pattern, opened.end())
    first = alternatives(group[1]) if group else [pattern[opened.end() :]]
    starts = [word.lower()[:3] for word in first]
    return list(dict.fromkeys(starts)) if all(start in openings and start.isalpha() and len(start) == 3 for start in starts) else []


def _within(pattern: str, openings: Sequence[str]) -> list[str]:
    """The openings with which any word of an alternative begins."""
    words = _ESCAPE.sub(" ", pattern.lower())
    return [opening for opening in openings if re.search(rf"(?<!\w){re.escape(opening)}", words)]


def needed(pattern: str) -> str:
    """The longest run of ASCII characters that stands, in lower case, in every line in which an alternative is found, unless the line has
    letters that are like those of ASCII; empty where none is told by a look outside of its brackets."""
    runs, depth = [""], 0
    parts = _PARTS.findall(pattern)
    for part, after in zip(parts, [*parts[1:], ""], strict=True):
        depth += (part in "({") - (part in ")}")
        if depth or part in _SPECIAL or len(part) > 1 or not part.isascii() or after.startswith(_MAYBE):
            runs.append("")
        else:
            runs[-1] += part.lower()
    return max(runs, key=len)


_KINDS, _BY_OPENING = _read()
_BY_OPENING[_SIGN_WORD.strip()] = _BY_OPENING.pop(_SIGN)
_WANTED = _BY_OPENING.keys() | {""}
_LONGEST = max(kind[1] for kind in _KINDS)
#: For each number of words up to that a bit for each alternative that takes lines of so many.
_TAKING = [sum(1 << number for number, kind in enumerate(_KINDS) if words <= kind[1]) for words in range(_LONGEST + 1)]


@lru_cache(maxsize=4096)
def _chosen(possible: int) -> tuple[int, ...]:
    """The numbers of the alternatives whose bits these are."""
    numbers = []
    while possible:
        lowest = possible & -possible
        numbers.append(lowest.bit_length() - 1)
        possible ^= lowest
    return tuple(numbers)


@lru_cache(maxsize=512)
def _finder(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """What finds a pattern in a line. Compiled when a line first opens like its kind: most pages have few kinds."""
    found = re.compile(pattern, re.IGNORECASE)
    # A search would look for the beginning of the line at each of its characters.
    return found.match if pattern.startswith("^") else found.search


@remembered(4096)
def furniture_kind(line: str) -> str | None:
    """The kind of furniture that a line's words show, or None: the words alone do not say that it is furniture."""
    return furniture_kinds([line.replace("\n", " ")])[0]


def furniture_kinds(lines: Sequence[str], lower: Sequence[str] | None = None) -> list[str | None]:
    """The kinds of the lines of one page, none of which has a line break. One scan over all of them finds the few that may have a kind.
    `lower` holds the lines in lower case, where they are at hand."""
    found: list[str | None] = [None] * len(lines)
    short = [line[:_LONGEST_LINE] if line.count(" ") < _LONGEST else "" for line in lines]
    possible = 0
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
            found[at] = _kind(short[at], possible)
            possible = 0
        at += 1
    return found


def openings(text: str, wanted: Collection[str]) -> list[str]:
    """The openings of words that are wanted, in order, and "" for each line break."""
    words = _WORD.findall(text)
    if max(text) >= _FEW_SPACES:
        words = [_opening(word, wanted) if word >= _FEW_SPACES else word for word in words]
    return list(filter(wanted.__contains__, words))


compiled_text = built(__package__, "compiled_text")
_FILTER = None if compiled_text is None else compiled_text.filter_of(_WANTED)


def _openings(text: str) -> list[str]:
    found: list[str] = openings(text, _WANTED) if compiled_text is None else compiled_text.openings(text, _WANTED, _FILTER)
    return found


def _opening(word: str, wanted: Collection[str]) -> str:
    """The opening that a word in a script with few spaces starts with, which may be shorter than three letters."""
    return next((start for start in (word, word[:2], word[:1]) if start in wanted), word)


def _kind(line: str, possible: int) -> str | None:
    """The kind of a line, of the alternatives whose bits these are. Most that could be are of shorter lines."""
    possible &= _TAKING[min(line.count(" ") + 1, _LONGEST)]
    if not possible:
        return None
    lower, plain = line.lower(), plain_case(line)
    for number in _chosen(possible):
        kind, _, pattern, letters = _KINDS[number]
        if (not plain or letters in lower) and _finder(pattern)(line):
            return kind
    return None
