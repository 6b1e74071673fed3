"""Kinds of furniture by their words: what a line of a site, not of a story, is for.

The kinds stand in furniture.csv, in order: the first whose pattern is found names the kind. `longest` is in words: a longer line is
prose, whatever it mentions. `openings` are the first three letters of words without which the pattern cannot match; most lines are
settled by them alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from operator import or_

from ..compiled import built
from ..remembering import remembered
from ..tables import plain_case, rows

#: Characters of a line that are looked at.
_LONGEST_LINE = 600
#: From here on the letters are those of Chinese, Japanese and Korean.
_FEW_SPACES = "\u3000"
#: The first three letters of each word; one sign is an opening, too.
_WORD = re.compile(r"(\w{1,3})\w*")
#: What a pattern is made of: escapes, sets, and single characters.
_PARTS = re.compile(r"\\.|\[[^\]]*\]|.", re.DOTALL)
#: Escapes; what stands before the first word of a pattern; a group of words that is no part of a longer one.
_ESCAPE = re.compile(r"\\.")
_OPENED = re.compile(r"(?:\^\\W\*|\^|\\b)(?=[\w(])")
_GROUP = re.compile(r"\(\?:([^()]*)\)(?![?*{\w\[(])")
_BOUND = re.compile(r"\^(?:\\W\*)?")
_SIGN = "©"
_DOT = "\u0307"
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


def begins(pattern: str) -> frozenset[str]:
    """The letters, three at most, with one of which a line begins behind its signs wherever an alternative is found that is bound to the
    beginning; none where it is not, or where its own beginning tells nothing (a number, any word)."""
    bound = _BOUND.match(pattern)
    return _begins(pattern[bound.end() :]) if bound else frozenset()


def _begins(pattern: str) -> frozenset[str]:
    found: set[str] = set()
    for option in alternatives(pattern):
        group = _closed(option) if option.startswith("(?:") else 0
        first = _begins(option[3 : group - 1]) if group else _letters(option)
        if not first:
            return frozenset()
        found |= first
        if group and option.startswith(("?", "*", "{0"), group):
            rest = _begins(option[group + 1 :]) if option[group] == "?" else frozenset()
            if not rest:
                return frozenset()
            found |= rest
    return frozenset(found)


def _letters(option: str) -> frozenset[str]:
    """The letters that an option without a group before them begins with."""
    parts, letters = _PARTS.findall(option), ""
    for part, after in zip(parts[:3], [*parts[1:4], ""], strict=False):
        if not part.isalpha() or after.startswith(_MAYBE):
            break
        letters += part.lower()
    return frozenset({letters} - {""})


def _closed(pattern: str) -> int:
    """Where the group ends that a pattern opens with."""
    at = depth = 0
    for part in _PARTS.findall(pattern):
        at += len(part)
        depth += (part == "(") - (part == ")")
        if not depth:
            break
    return at


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


_KINDS, _EVERY_OPENING = _read()


def _bound() -> dict[str, int]:
    """For each beginning of a line a bit for each alternative that is bound to it."""
    found: dict[str, int] = {}
    for number, (_, _, pattern, _) in enumerate(_KINDS):
        for letters in begins(pattern):
            found[letters] = found.get(letters, 0) | 1 << number
    return found


_BY_BEGINNING = _bound()
_ANYWHERE = ~reduce(or_, _BY_BEGINNING.values())
_BY_OPENING = {opening: bits & _ANYWHERE for opening, bits in _EVERY_OPENING.items() if bits & _ANYWHERE}
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
    """The kinds of the lines of one page, none of which has a line break. A look at how words open finds the few that may have a kind.
    `lower` holds the lines in lower case, where they are at hand."""
    found: list[str | None] = [None] * len(lines)
    lower = [line.lower() for line in lines] if lower is None else lower
    # The Turkish capital of i has two characters in lower case, of which the second parts a word.
    lower = [line.replace(_DOT, "") if _DOT in line else line for line in lower]
    for i, possible in _looked_at(lines, lower):
        found[i] = _kind(lines[i][:_LONGEST_LINE], possible)
    return found


def looked_at(lines: Sequence[str], lower: Sequence[str]) -> list[tuple[int, int]]:
    """The lines that may have a kind, with a bit for each alternative that may be in them: a word opens as it asks, or, where it is bound
    to the beginning, the first word does; it takes lines of so many words, and the letters that it needs are there."""
    found = []
    for i, (line, low) in enumerate(zip(lines, lower, strict=True)):
        if not line or low.count(" ") >= _LONGEST:
            continue
        text = low[:_LONGEST_LINE]
        words = _WORD.findall(text)
        possible = _BY_OPENING.get(_SIGN, 0) if _SIGN in text else 0
        for word in words:
            possible |= _BY_OPENING.get(_opening(word), 0)
        if words:
            possible |= reduce(or_, [_BY_BEGINNING.get(words[0][:size], 0) for size in range(1, len(words[0]) + 1)])
        if possible and (possible := _left(line[:_LONGEST_LINE], text, possible)):
            found.append((i, possible))
    return found


def _left(line: str, lower: str, possible: int) -> int:
    """What is left of these alternatives in a line of so many words, with these letters."""
    possible &= _TAKING[min(line.count(" ") + 1, _LONGEST)]
    if possible and plain_case(line):
        for number in _chosen(possible):
            if _KINDS[number][3] not in lower:
                possible ^= 1 << number
    return possible


def _opening(word: str) -> str:
    """The opening that a word of three letters at most starts with, which is shorter in some scripts with few spaces."""
    starts = (word, word[:2], word[:1]) if word >= _FEW_SPACES else (word,)
    return next((start for start in starts if start in _BY_OPENING), "")


compiled_text = built(__package__, "compiled_text")
_COMPILED = (
    None
    if compiled_text is None
    else compiled_text.Openings(_BY_OPENING, _BY_BEGINNING, _TAKING, [letters for *_, letters in _KINDS], plain_case)
)


def _looked_at(lines: Sequence[str], lower: Sequence[str]) -> list[tuple[int, int]]:
    if _COMPILED is None:
        return looked_at(lines, lower)
    found: list[tuple[int, int]] = _COMPILED.looked_at(lines, lower, _LONGEST, _LONGEST_LINE)
    return found


def _kind(line: str, possible: int) -> str | None:
    """The kind of a line, of the alternatives whose bits these are."""
    return next((_KINDS[number][0] for number in _chosen(possible) if _finder(_KINDS[number][2])(line)), None)
