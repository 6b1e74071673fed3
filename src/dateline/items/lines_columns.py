"""The features of every line of a bare text: its shape, its words against the rest of the page, its place.

Cohesion is measured against a dense core (the six consecutive prose lines that share most), never against the longest run: a rail of
leads stands inside that run. A line and its neighbours are left out when the line is compared, or two lines of one teaser would vouch
for each other.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .furniture import furniture_kind
from .lines_cohesion import rule_columns
from .lines_features import Line

Array = NDArray[np.float32]
#: Words of a line that counts as prose here.
LONG = 8
CORE = 6
#: Buckets of the table of document frequencies.
BUCKETS = 1 << 15
#: Lines farther apart are not compared: a bound on memory.
MOST_WORDS = 20_000

_CALLS = re.compile(
    r"\b(?:subscribe|sign ?up|newsletters?|cookies?|click|read more|privacy|follow us|comments?|share|log ?in|sign ?in|download|app|"
    r"advertis\w{0,8}|terms|account|e-?mail|copyright|rights reserved|register|abonn\w{0,8}|anmelden|inscri\w{0,8}|suscr\w{0,8}|datenschutz|"  # noqa: E501
    r"conditions|policy|membership|support us|donate|whatsapp|telegram|facebook|twitter|instagram|youtube|google|inbox|join|reporter|"
    r"editor|journalist|correspondent)\b",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"getty|reuters/|ap photo|\bphoto ?:|photo by|\(photo|image ?:|credit ?:|courtesy|picture ?:|foto ?:|photograph|via ap|/ ?ap\b|/ ?afp|"
    r"shutterstock|file photo|pictured|\bposes\b|\bdpa\b|фото ?:",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b\d{1,3} ?(?:h|hrs?|mins?|m|hours?|days?|minutes?|weeks?)(?: ago)?\b|vor \d|il y a|hace \d|\b\d{1,2}[:.]\d\d\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.? \d{1,2}|\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"  # noqa: E501
    r"\d{4}-\d\d-\d\d|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_BY = re.compile(r"^(?:by|von|par|por|da|di|written by|text|автор)\b[: ]", re.IGNORECASE)
_MORE = re.compile(
    r"read more|also read|read also|related|more from|most read|trending|see also|recommended|latest|mehr zum|lesen sie|à lire|lire aussi|leer más|"  # noqa: E501
    r"more on|you may|up next|popular|top stories|editor.?s.? pick|don.?t miss|more stories|what to read|читайте также",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:he|she|his|her|they|it|this|these|that|but|however|also|meanwhile|according|added|er|sie|ihr|aber|auch|dies\w{0,2}|il|elle|ils|cette|ce|mais|"
    r"aussi|él|ella|este|esta|pero|también|он|она|они|также|но)\b",
    re.IGNORECASE,
)
_US = re.compile(r"\b(?:I|we|you|your|our|us)\b")
_SAID = re.compile(r"\b(?:said|says|told|added)\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"\b[A-Z][a-z]{1,20} [A-Z][a-z]{1,20}")
_STEM = re.compile(r"[^\W_]{4,}")
_WIDE_PAIR = re.compile(r"(?=([\u3040-\u9fff\uac00-\ud7af]{2}))")


def stems(text: str) -> set[str]:
    """Words of four letters and more, cut to six; overlapping pairs of characters in scripts without spaces."""
    return {word.casefold()[:6] for word in _STEM.findall(text)} | set(_WIDE_PAIR.findall(text))


def bucket(stem: str) -> int:
    """Where a stem's document frequency stands in the table."""
    return crc32(stem.encode()) % BUCKETS


class Words:
    """The words of a page's lines as weights, and running sums over its prose lines."""

    def __init__(self, lines: Sequence[Line], rarity: Array) -> None:
        own = [stems(line.text) for line in lines]
        self.rarity = rarity
        counts = Counter(word for words in own for word in words)
        # A word that stands in one line compares with nothing, but weighs in that line.
        kept = {word: i for i, word in enumerate(sorted(word for word, n in counts.items() if n > 1)[:MOST_WORDS])}
        weight = np.array([rarity[bucket(word)] for word in kept], dtype=np.float32)
        self.total = np.array([sum(float(rarity[bucket(w)]) for w in words) for words in own], dtype=np.float32)
        self.matrix = np.zeros((len(lines), len(kept)), dtype=np.float32)
        for i, words in enumerate(own):
            for word in words:
                if word in kept:
                    self.matrix[i, kept[word]] = 1
        self.weight = weight
        names = sorted({name for line in lines for name in line.names})
        at = {name: i for i, name in enumerate(names)}
        self.names = np.zeros((len(lines), len(names)), dtype=np.float32)
        for i, line in enumerate(lines):
            self.names[i, [at[name] for name in line.names]] = 1
        self.long = np.array([line.size >= LONG for line in lines])
        self.at = np.flatnonzero(self.long)
        self.order = np.concatenate(([0], np.cumsum(self.long)))[:-1]
        self.word_sums = _sums(self.matrix[self.at])
        self.name_sums = _sums(self.names[self.at])
        weighted = self.matrix[self.at] * np.sqrt(weight)
        norm = np.sqrt(np.maximum(1.0, self.total[self.at]))
        self.similar = (weighted @ weighted.T) / np.outer(norm, norm)
        np.fill_diagonal(self.similar, 0)

    def rarity_of(self, stem: str) -> float:
        """How much a stem weighs."""
        return float(self.rarity[bucket(stem)])

    def between(self, low: NDArray[np.int64], high: NDArray[np.int64], minus: NDArray[np.int64] | None = None) -> Array:
        """For each line, the share of its words, of its names, and the number of names that the prose lines from `low` to `high`
        (numbers among prose lines, exclusive) hold too; `minus` leaves out prose lines next to it."""
        columns = []
        for matrix, sums, weight, total in (
            (self.matrix, self.word_sums, self.weight, self.total),
            (self.names, self.name_sums, None, None),
        ):
            counts = sums[high] - sums[low]
            if minus is not None:
                near_low, near_high = np.clip(self.order - minus, low, high), np.clip(self.order + 1 + minus, low, high)
                near_high = np.maximum(near_low, np.where(self.long, near_high, np.clip(self.order + minus, low, high)))
                counts = counts - (sums[near_high] - sums[near_low])
            shared = matrix * (counts > 0)
            if weight is not None and total is not None:
                columns.append((shared @ weight) / np.maximum(1e-6, total))
            else:
                hits = shared.sum(1)
                columns += [hits / np.maximum(1, matrix.sum(1)), hits]
        empty = high <= low
        return np.where(empty[:, None], np.float32(-1), np.stack(columns, 1)).astype(np.float32)

    def core(self, lines: Sequence[Line]) -> tuple[int, int]:
        """The six consecutive prose lines that share most, as numbers among prose lines (end exclusive)."""
        best, where = -1.0, (0, min(CORE, len(self.at)))
        goes_on = [lines[i].continues or lines[i].quoted or lines[i].refers_back for i in self.at.tolist()]
        for x in range(max(1, len(self.at) - CORE + 1)):
            part = self.similar[x : x + CORE, x : x + CORE]
            size = len(part)
            if size < 2:
                continue
            value = float(part.sum()) / max(4, size - 1) + 0.3 * sum(goes_on[x : x + size]) / size
            value += 0.002 * sum(min(60, lines[i].size) for i in self.at[x : x + size].tolist()) / size
            if value > best:
                best, where = value, (x, x + size)
        return where


def _sums(matrix: Array) -> NDArray[np.int32]:
    return np.concatenate((np.zeros((1, matrix.shape[1]), np.int32), np.cumsum(matrix, axis=0, dtype=np.int32)))


def shape(line: Line) -> list[float]:
    """What the line shows by itself."""
    text, words = line.text, line.text.split()
    many, letters = max(1, len(words)), max(1, sum(c.isalpha() for c in line.text))
    calls = len(_CALLS.findall(text))
    return [
        math.log1p(line.size),
        math.log1p(len(text)),
        len(text) / many,
        line.ends,
        line.cut,
        text.endswith(":"),
        sum(w[:1].isupper() for w in words) / many,
        sum(c.isupper() for c in text) / letters,
        sum(c.isdigit() for c in text) / max(1, len(text)),
        sum(not c.isalnum() and not c.isspace() for c in text) / max(1, len(text)),
        text.count(","),
        text.count("|"),
        line.sentences,
        text[:1].islower(),
        line.quoted,
        text[:1].isdigit(),
        text[:1] in "-–•*·(",
        any(c in text for c in '"“„«'),
        sum(len(w) <= 3 for w in words) / many,
        sum(w.islower() for w in words) / many,
        furniture_kind(text) is not None,
        calls,
        bool(_PHOTO.search(text)),
        bool(_AGO.search(text)),
        bool(_DATE.search(text)),
        bool(_WEEKDAY.search(text)),
        bool(_BY.match(text)),
        bool(_MORE.search(text)),
        "©" in text,
        "@" in text or "http" in text or "www" in text,
        len(_BACK.findall(text)),
        bool(_US.search(text)),
        bool(_SAID.search(text)),
        line.is_lead,
        line.continues,
        line.refers_back,
        len(line.names),
        len(_FULL_NAME.findall(text)),
    ]


_SHAPE = 38
_NEAR = (0, 1, 3, 4, 6, 14, 20, 21, 22, 24, 27, 34, 38, 40)
_NEAR_COHESION = (_SHAPE + 12, _SHAPE + 24, _SHAPE + 27, _SHAPE + 36, _SHAPE + 51, _SHAPE + 52)


def columns(lines: Sequence[Line], words: Words, url: str | None = None) -> Array:
    """One row a line: shape, repetition, place, cohesion, the words of the page's address, the rules' body, and some of these of the
    three lines before and after."""
    base = np.array([shape(line) for line in lines], dtype=np.float32)
    rules = np.array(rule_columns(lines), dtype=np.float32)
    rows = np.hstack([base, _places(lines, words), _cohesion(lines, words), rules, _address(lines, words, url)]).astype(
        np.float32
    )
    near = (*_NEAR, *_NEAR_COHESION)
    return np.hstack([rows, *(_shifted(rows[:, near], by) for by in (-3, -2, -1, 1, 2, 3))])


def _shifted(rows: Array, by: int) -> Array:
    out = np.full_like(rows, -1)
    if abs(by) < len(rows):
        if by < 0:
            out[-by:] = rows[:by]
        else:
            out[:-by] = rows[by:]
    return out


def _places(lines: Sequence[Line], words: Words) -> Array:
    """Twelve columns: repetition, the main run, distances."""
    count = len(lines)
    low = [line.text.casefold() for line in lines]
    same = Counter(low)
    openings = Counter(" ".join(text.split()[:5]) for text in set(low) if len(text.split()) >= 5)
    first, last = _main_run(lines)
    letters = np.cumsum([len(text) for text in low])
    longest = max(line.size for line in lines)
    run = _runs(words.long)
    rows = []
    heading = None
    for i, text in enumerate(low):
        if lines[i].size <= 8 and _MORE.search(text):
            heading = i
        rows.append(
            [
                min(5, same[text]),
                openings.get(" ".join(text.split()[:5]), 0) > 1,
                i / count,
                letters[i] / max(1, letters[-1]),
                min(40, max(-40, i - first)),
                min(40, max(-40, i - last)),
                first <= i < last,
                lines[i].size / max(1, longest),
                run[i],
                min(99, i - heading) if heading is not None else 99,
                len(words.at) / count,
                min(200, len(words.at)),
            ]
        )
    return np.array(rows, dtype=np.float32)


def _main_run(lines: Sequence[Line]) -> tuple[int, int]:
    best, where, total, start = 0.0, (0, 0), 0.0, 0
    for i, line in enumerate(lines):
        prose = (line.size >= 10 and line.ends) or line.size >= 20
        if total <= 0:
            total, start = 0.0, i
        total += min(line.size, 60) - 6 if prose else (-8 if line.size < 10 else -2)
        if total > best:
            best, where = total, (start, i + 1)
    return where


def _runs(long: NDArray[np.bool_]) -> list[int]:
    """The length of the run of prose lines (or, negative, of other lines) that each line is in."""
    edges = np.flatnonzero(np.diff(long.astype(np.int8))) + 1
    out: list[int] = []
    for part in np.split(long, edges):
        size = min(60, len(part))
        out += [size if part[0] else -size] * len(part)
    return out


def _cohesion(lines: Sequence[Line], words: Words) -> Array:
    """Cohesion with prose lines before, after, all but the neighbours, the core; new names; the step in topic at the line."""
    count, prose = len(lines), len(words.at)
    x = words.order
    after = np.minimum(x + words.long, prose)
    zero, end = np.zeros(count, np.int64), np.full(count, prose)
    first, last = words.core(lines)
    core = words.between(
        np.full(count, first), np.full(count, last), np.where((x >= first) & (x < last) & (last - first > 4), 1, 0)
    )
    parts = [
        words.between(np.maximum(0, x - 4), x),
        words.between(after, np.minimum(prose, after + 4)),
        words.between(zero, np.maximum(0, x - 1)),
        words.between(np.minimum(prose, after + 1), end),
        words.between(zero, end, np.ones(count, np.int64)),
        core,
        words.between(np.maximum(0, x - 1), x),
        words.between(after, np.minimum(prose, after + 1)),
    ]
    run_first, run_last = (int(words.long[:at].sum()) for at in _main_run(lines))
    parts.append(words.between(np.full(count, run_first), np.full(count, run_last), np.zeros(count, np.int64)))
    parts.append(parts[4][:, :1] * words.total[:, None])
    parts.append(parts[-2][:, :1] * words.total[:, None])
    known = words.between(zero, x)[:, 2:3]
    extra = np.stack(
        [
            (x >= first) & (x < last),
            np.clip(x - first, -60, 60),
            np.clip(x - last + 1, -60, 60),
            words.names.sum(1) - np.maximum(0, known[:, 0]),
        ],
        1,
    )
    return np.hstack([*parts, extra, _steps(words)]).astype(np.float32)


def _address(lines: Sequence[Line], words: Words, url: str | None) -> Array:
    """The share of a line's words that the page's address has, and the reverse; -1 without an address."""
    slug = stems(re.sub(r"[-_/.]", " ", urlsplit(url).path)) if url else set()
    if not slug:
        return np.full((len(lines), 2), -1, dtype=np.float32)
    rows = []
    for line, total in zip(lines, words.total.tolist(), strict=True):
        shared = slug & stems(line.text)
        rows.append([sum(words.rarity_of(word) for word in shared) / max(1e-6, total), len(shared) / len(slug)])
    return np.array(rows, dtype=np.float32)


def _steps(words: Words) -> Array:
    """For each line: mean likeness of the prose lines before it with those from it on, within each side, with all, with its best."""
    rows = np.full((len(words.order), 6), -1, dtype=np.float32)
    similar = words.similar
    prose = len(words.at)
    if not prose:
        return rows
    mean, best = similar.mean(1), similar.max(1)
    for line, x in enumerate(words.order):
        before, after = slice(max(0, x - 4), x), slice(x, min(prose, x + 4))
        if x > 0 and x < prose:
            rows[line, 0] = similar[before, after].mean()
        if x > 1:
            rows[line, 1] = similar[before, before].mean()
        if prose - x > 1:
            rows[line, 2] = similar[after, after].mean()
        if words.long[line]:
            far = similar[x].copy()
            far[max(0, x - 2) : x + 3] = 0
            rows[line, 3:] = mean[x], best[x], far.max()
    return rows


def again(words: Words, likely: NDArray[np.float64], lines: Sequence[Line]) -> Array:
    """What the first guess of all lines says of each: cohesion with the likely body but for the line and its neighbours, the guesses
    around it, the share of likely body near it, and where it stands against the likely block."""
    count, chance = len(lines), likely.astype(np.float32)
    long = chance * words.long
    rows = [_soft(words.matrix, words.weight, words.total, long), _soft(words.names, None, None, long)]
    weight = np.minimum([line.size for line in lines], 40).astype(np.float32) + 1e-3
    start, end = _likely_block(chance, weight)
    sums, weights = np.concatenate(([0], np.cumsum(chance * weight))), np.concatenate(([0], np.cumsum(weight)))
    at = np.arange(count)
    for reach in (2, 5, 15, 40):
        low, high = np.maximum(0, at - reach), np.minimum(count, at + reach + 1)
        rows.append((sums[high] - sums[low]) / (weights[high] - weights[low]))
    rows += [
        sums[1:] / max(1e-6, sums[-1]),
        chance,
        (chance > 0.5).sum() * np.ones(count),
        np.clip(at - start, -50, 50),
        np.clip(at - end, -50, 50),
        ((at >= start) & (at < end)).astype(np.float32),
    ]
    rows += [_shifted(chance[:, None], by)[:, 0] for by in (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6)]
    prose = chance[words.at]
    for by in (-3, -2, -1, 1, 2, 3):
        spread = _shifted(prose[:, None], by)[:, 0] if len(prose) else prose
        column = np.full(count, -1, np.float32)
        column[words.at] = spread
        rows.append(column)
    return np.stack(rows, 1).astype(np.float32)


def _soft(matrix: Array, weight: Array | None, total: Array | None, chance: Array) -> Array:
    """The share of each line's words that likely body lines hold, but for the line and those next to it."""
    held = chance[:, None] * matrix
    around = held.copy()
    around[1:] += held[:-1]
    around[:-1] += held[1:]
    rest = np.minimum(1.0, held.sum(0)[None, :] - around)
    share = matrix * rest
    if weight is None or total is None:
        return np.asarray(share.sum(1) / np.maximum(1, matrix.sum(1)), dtype=np.float32)
    return np.asarray((share @ weight) / np.maximum(1e-6, total), dtype=np.float32)


def _likely_block(chance: Array, weight: Array) -> tuple[int, int]:
    best, where, total, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate((chance - 0.4) * weight):
        if total <= 0:
            total, start = 0.0, i
        total += float(value)
        if total > best:
            best, where = total, (start, i + 1)
    return where
