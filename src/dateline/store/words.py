"""Words as the index holds them: case, accents and forms of letters folded, so that one spelling finds the others.

Both databases index these words and nothing else, and a query is folded in the same way: the same hits on both. Scripts that put no
spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) and Korean, which hangs endings on them, are cut into overlapping
pairs of characters, each run closed by its last character alone: 北京市 is indexed as 北京, 京市, 市. Two characters or more are then found
as a phrase wherever they stand, one as the beginning of a pair.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from functools import lru_cache
from operator import add

from ..compiled import built

#: Raised when the folding changes: the index of an older archive is made again then.
FOLDING = 1
#: Characters of a word, words of a text that are indexed. PostgreSQL holds at most one megabyte of words an item.
LONGEST, MOST_WORDS = 64, 60_000

# Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic, the Arabic stretch, invisible characters. The sign of й is no
# accent; the vowel signs of India and Thailand, and the voicing of Japanese, are letters.
_ACCENTS = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff]"
)
_LETTERS = {
    "ı": "i",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
    "ə": "e",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ٱ": "ا",
} | {chr(zero + n): str(n) for zero in (0x660, 0x6F0, 0x966, 0x9E6) for n in range(10)}
_OF_LETTERS = re.compile(f"[{''.join(_LETTERS)}]")
#: Dashes, quotation marks and spaces, which stand in no word.
_SIGNS = re.compile("[\u00a0\u00ab\u00bb\u2000-\u200a\u2010-\u2027\u2030-\u203a\u20ac]")
#: Han, kana (half-width ones stand only in texts that are not folded), Hangul, Thai, Lao, Burmese, Khmer.
_PAIRED = (
    "\u3005-\u3007\u3041-\u3096\u3099-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uac00-\ud7a3\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0eda\u0edc-\u0edf\u1000-\u1049\u1050-\u109d\u1780-\u17d3\U00020000-\U0003134f"
)
compiled_words = built(__package__, "compiled_words")
_ASCII_WORD, _ASCII_RUN = re.compile("[0-9a-z]+"), re.compile("[0-9A-Za-z]+")


_HAS_PAIRED = re.compile(f"[{_PAIRED}]")


@lru_cache(maxsize=1)
def _marks() -> str:
    """The characters of marks, which are no word characters to `re`."""
    ranges = ((0x300, 0x1E00), (0x20D0, 0x2100), (0xA66F, 0xABF0), (0xFE20, 0xFE30))
    return "".join(chr(c) for low, high in ranges for c in range(low, high) if unicodedata.category(chr(c)).startswith("M"))


@lru_cache(maxsize=1)
def _kinds() -> bytes:
    """For characters by number: 1 a mark, 2 of a paired script, 3 a sign that stands in no word, 0 any other."""
    table = bytearray(0x31350)
    for kind, characters in enumerate((_marks(), _PAIRED, _SIGNS.pattern[1:-1]), 1):
        for low, high in re.findall("(?s)(.)(?:-(.))?", characters):
            end = ord(high or low) + 1
            table[ord(low) : end] = bytes([kind]) * (end - ord(low))
    return bytes(table)


@lru_cache(maxsize=1)
def _unpaired() -> re.Pattern[str]:
    """Runs of letters, digits and marks in a text without paired scripts and underlines."""
    return re.compile(f"[\\w{_marks()}]+")


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    """Runs of a paired script, or of letters, digits and marks of any other."""
    return re.compile(f"(?P<paired>[{_PAIRED}]+)|(?:(?![{_PAIRED}])(?:[^\\W_]|[{_marks()}]))+")


def folded(text: str) -> str:
    """A text in small letters without accents: İstanbul and ISTANBUL are istanbul, Ё is е, ß is ss, Ə is e."""
    if text.isascii():
        return text.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    return _OF_LETTERS.sub(_letter, unicodedata.normalize("NFC", bare))


def _letter(match: re.Match[str]) -> str:
    return _LETTERS[match[0]]


def words(text: str) -> list[str]:
    """The words of a text, in order, as the index holds them."""
    return cut(folded(text))


def cut(flat: str) -> list[str]:
    """The words of a text that is folded."""
    found: list[str] = plain_cut(flat) if compiled_words is None else compiled_words.cut(flat, _kinds(), LONGEST, MOST_WORDS)
    return found


def plain_cut(flat: str) -> list[str]:
    """The same in plain Python."""
    if flat.isascii():
        found = _ASCII_WORD.findall(flat)
    elif _HAS_PAIRED.search(flat) is None:
        found = _unpaired().findall(flat.replace("_", " "))
    else:
        found = [word for match in _runs().finditer(flat) for word in _cut(match[0], match["paired"] is not None)]
    return [word[:LONGEST] for word in found[:MOST_WORDS]]


def spaced(text: str) -> str:
    """A text that SQLite's tokenizer for ASCII cuts into its `words`. It folds and cuts plain ASCII as they do."""
    if compiled_words is None:
        return plain_spaced(text)
    plain = compiled_words.simple(text, _kinds())
    short = plain is not None and compiled_words.has_short_words(plain, LONGEST)
    return _spaced(text, plain if short else None, compiled_words.has_paired(text, _kinds()))


def plain_spaced(text: str) -> str:
    """The same in plain Python."""
    plain = simple(text)
    short = plain is not None and _has_short_words(plain)
    return _spaced(text, plain if short else None, _HAS_PAIRED.search(text) is not None)


def _spaced(text: str, plain: str | None, paired: bool) -> str:
    if plain is not None and len(plain) < MOST_WORDS:
        return plain
    if len(text) < MOST_WORDS and not paired:
        # No folding reaches over a space, and texts repeat most of their words.
        whole = " ".join(filter(None, map(_one_chunk, text.split())))
        if whole.count(" ") < MOST_WORDS:
            return whole
    return " ".join(words(text))


@lru_cache(maxsize=65_536)
def _one_chunk(chunk: str) -> str:
    """What stands between two spaces, as the index holds it."""
    return " ".join(words(chunk))


def _has_short_words(text: str) -> bool:
    """Whether no run without spaces is longer than a word may be: from space to space in the longest steps that show it."""
    at, end = 0, len(text) - LONGEST
    while at < end:
        space = text.rfind(" ", at, at + LONGEST + 1)
        if space < 0:
            return max(map(len, text.split()), default=0) <= LONGEST
        at = space + 1
    return True


def _cut(run: str, paired: bool) -> list[str]:
    return [*map(add, run, run[1:]), run[-1]] if paired else [run]


def wanted(text: str) -> tuple[list[str], bool]:
    """The words to look for, as a phrase, and whether the last one is only the beginning of a word by its script: a single
    character of a paired one."""
    found = words(text)
    last = next(iter(deque(_runs().finditer(folded(text)), maxlen=1)), None)
    if last is None or last["paired"] is None:
        return found, False
    # The closing character stands in the index only where a run ends.
    return (found, True) if len(last[0]) == 1 else (found[:-1], False)


def simple(text: str) -> str | None:
    """A text of ASCII and signs, these as spaces, of the same length; None of any other."""
    plain = text if text.isascii() else _SIGNS.sub(" ", text)
    return plain if plain.isascii() else None


def located(text: str) -> list[tuple[str, int, int]]:
    """(word as the index holds it, start, end) of the words of a text; positions count its own code points, before folding."""
    plain = simple(text)
    if plain is not None:
        return [(m[0].lower()[:LONGEST], m.start(), m.end()) for m in _ASCII_RUN.finditer(plain)]
    found = []
    for match in _runs().finditer(text):
        start = match.start()
        if match["paired"] is None:
            found.append((_one_word(match[0]), start, match.end()))
        else:
            found += _pairs(match[0], start)
    return found


@lru_cache(maxsize=32_768)
def _one_word(run: str) -> str:
    """A run of letters as the index holds it; texts repeat most of their words."""
    flat = folded(run)
    parts = words(flat)
    return parts[0] if len(parts) == 1 else flat[:LONGEST]


#: A character with the marks that follow it.
_CLUSTER = re.compile("(?s).[\uff9e\uff9f\u3099\u309a]*")


def _pairs(run: str, at: int) -> list[tuple[str, int, int]]:
    """The pairs of a run of a paired script, each where its two characters stand."""
    parts = [(c, at + m.start(), at + m.end()) for m in _CLUSTER.finditer(run) for c in folded(m[0])]
    ends = [*parts[1:], parts[-1]] if parts else []
    return [
        (c + (d if i < len(parts) - 1 else ""), a, end)
        for i, ((c, a, _), (d, _, end)) in enumerate(zip(parts, ends, strict=True))
    ]
