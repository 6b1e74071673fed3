"""What tells an article's block from the rest: a row of numbers a block.

Length and links, punctuation, tags and flags of the elements around it, statistics of what those elements hold, repetition of shapes,
likeness to the page's title, description and JSON-LD body, class words as log-odds counted by site, and the neighbours of all these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .html_blocks import BODY_PROP, FLAGS, HIDDEN, OTHER_TAG, TAG_NUMBERS, Element, Walk, class_words

Array = NDArray[np.float32]
Whole = NDArray[np.int64]

_BODY_NAME = re.compile(r"article|body|content|entry|post|story|text|paragraph|copy|detail|main", re.IGNORECASE)
_OTHER_NAME = re.compile(
    r"comment|related|share|social|promo|newsletter|caption|credit|sidebar|widget|footer|nav|menu|teaser|recommend|author|byline|tag|meta|advert|ads?\b"
    r"|copyright|cookie|consent|banner|subscribe|popular|read-?more|bio|breadcrumb|gallery|listen|hidden|sponsor|trending|disclaimer|paywall|login",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?。！？।]")
_ENDS = frozenset(".!?…。！？؟।։:")
_QUOTES = re.compile("[\"“„«「]")
_FLAG_BITS = np.array([*FLAGS.values(), HIDDEN, BODY_PROP])
_CONTAINING = np.array([TAG_NUMBERS["p"], TAG_NUMBERS["li"], TAG_NUMBERS["blockquote"]])


@dataclass(frozen=True)
class Hints:
    """What the head of a page says of its article."""

    title: str = ""
    description: str = ""
    body: str = ""


@dataclass(frozen=True)
class ClassOdds:
    """Log-odds of class words for the block's own element, the one around it, and those further out, by word."""

    levels: tuple[Mapping[str, float], Mapping[str, float], Mapping[str, float]]

    def of(self, level: int, words: str) -> tuple[float, float, float]:
        """Highest, lowest and sum over the words that are known."""
        known = self.levels[level]
        values = [known[word] for word in class_words(words) if word in known]
        return (max(values), min(values), sum(values)) if values else (0.0, 0.0, 0.0)


@lru_cache(maxsize=50_000)
def _name_kinds(words: str) -> tuple[int, int]:
    return int(_BODY_NAME.search(words) is not None), int(_OTHER_NAME.search(words) is not None)


def features(page: Walk, hints: Hints, odds: ClassOdds) -> Array:
    """A row a block. The page must have at least one block."""
    return np.column_stack([*columns(page, hints), class_columns(page, odds)]).astype(np.float32)


def columns(page: Walk, hints: Hints) -> list[NDArray[np.float64]]:
    blocks, elements = page.blocks, page.elements
    count = len(blocks)
    el = np.array([block.element for block in blocks])
    length = np.array([len(block.text) for block in blocks], float)
    words = np.array([block.text.count(" ") + 1 for block in blocks], float)
    words = np.where(length / words > 12, length / 6, words)
    density = np.minimum(1.0, np.array([block.linked for block in blocks]) / length)
    good = (words >= 8) & (density < 0.4)
    parent = np.array([element.parent for element in elements])
    tag = np.array([TAG_NUMBERS.get(element.tag, OTHER_TAG) for element in elements])
    flags = np.array([element.flags for element in elements])
    depth = np.array([element.depth for element in elements])
    kinds = np.array([_name_kinds(element.words) if element.words else (0, 0) for element in elements])
    outer = np.maximum(parent, 0)
    total, linked, held, prose, proses = _sums(el, parent, np.stack([length, density * length, np.ones(count), words * good, good * 1.0]))
    all_prose = max(1.0, prose[0])
    down = _downward(elements, kinds, prose >= 0.5 * all_prose)
    inside = _inside(elements, int(np.argmax(np.where(prose >= 0.55 * all_prose, depth, -1))))
    own = np.where(np.isin(tag[el], _CONTAINING), outer[el], el)
    direct = np.bincount(own, words * good, len(elements))
    most_direct = max(1.0, direct.max())
    shape = _shapes(elements, el.tolist())
    alike = np.bincount(shape)
    alike_prose = np.bincount(shape, words * (density < 0.4))
    text = _text_columns(page, hints, words)
    number = np.arange(count)
    p = outer[el]
    g = outer[p]
    gg = outer[g]
    headline = _headline(tag[el], text[:, 15])
    found = [
        length, words, density, text, tag[el], tag[p], tag[g], depth[el], (flags[el][:, None] & _FLAG_BITS) > 0, kinds[el], kinds[p], down[el], inside[el],
        prose[p] / all_prose, prose[g] / all_prose, prose[gg] / all_prose, proses[p], proses[g],
        linked[p] / np.maximum(1, total[p]), linked[g] / np.maximum(1, total[g]), linked[gg] / np.maximum(1, total[gg]), held[p], held[g],
        prose[p] / np.maximum(1, held[p]), prose[g] / np.maximum(1, held[g]), alike[shape], alike_prose[shape] / all_prose,
        alike_prose[shape] / alike[shape], number / count, np.cumsum(length) / length.sum(), number - headline if headline >= 0 else np.full(count, -999),
        number - int(np.argmax(good)), direct[own] / most_direct, np.full(count, count), np.full(count, all_prose), np.full(count, most_direct / all_prose),
    ]
    return [*found, _neighbours(words, density, tag[el], text[:, 4], shape, p), _window(words * good, good * 1.0, density)]


def _sums(el: Whole, parent: Whole, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each row of values a block, the sum over all blocks that each element holds at any depth."""
    own = np.stack([np.bincount(el, row, len(parent)) for row in values], axis=1)
    parents = parent.tolist()
    sums = own.tolist()
    for i in range(len(parents) - 1, 0, -1):
        inner = sums[i]
        if inner[2]:
            outer = sums[parents[i]]
            outer[0] += inner[0]
            outer[1] += inner[1]
            outer[2] += inner[2]
            outer[3] += inner[3]
            outer[4] += inner[4]
    return np.array(sums).T


def _downward(elements: list[Element], kinds: Whole, holds: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each element: elements around it with a body's name, with another's name, steps to the nearest of these, steps to the element
    that holds half the prose."""
    rows: list[tuple[int, int, int, int]] = []
    for element, (is_body, is_other), half in zip(elements, kinds.tolist(), holds.tolist(), strict=True):
        if element.parent < 0:
            rows.append((is_body, is_other, 0 if is_other else 99, 0))
            continue
        above = rows[element.parent]
        steps = 0 if is_other else min(99, above[2] + 1)
        rows.append((above[0] + is_body, above[1] + is_other, steps, 0 if half else above[3] + 1))
    return np.array(rows, float)


def _inside(elements: list[Element], top: int) -> NDArray[np.float64]:
    inside = [False] * len(elements)
    inside[top] = True
    for i in range(top + 1, len(elements)):
        inside[i] = inside[elements[i].parent]
    return np.array(inside, float)


def _shapes(elements: list[Element], el: list[int]) -> Whole:
    """A number for each kind of place: tag and class of the element and of the one around it."""
    numbers: dict[tuple[str, str, str, str], int] = {}
    found = []
    for i in el:
        element = elements[i]
        outer = elements[max(0, element.parent)]
        found.append(numbers.setdefault((element.tag, element.words, outer.tag, outer.words), len(numbers)))
    return np.array(found)


def _text_columns(page: Walk, hints: Hints, words: NDArray[np.float64]) -> NDArray[np.float64]:
    title = set(hints.title.lower().split())
    description = hints.description.lower()
    body = _triples(hints.body)
    times: dict[str, int] = {}
    for block in page.blocks:
        times[block.text] = times.get(block.text, 0) + 1
    rows = []
    for block, size in zip(page.blocks, words.tolist(), strict=True):
        text = block.text
        length = len(text)
        last = text[-1]
        title_share = len(title.intersection(text.lower().split())) / size if size < 40 else 0.0
        rows.append((
            block.link_count, block.bold / length, block.italic / length, text.count(",") + text.count("،") + text.count("、"),
            last in _ENDS or text.rstrip("\"'”’»」)] ")[-1:] in _ENDS, last == ":", text[0].isupper(), text[0].islower(),
            len(_SENTENCE.findall(text)) if length > 60 else 0, _QUOTES.search(text) is not None, "©" in text or "|" in text,
            "@" in text or "http" in text, times[text], length < 80 and text.isupper(), text[0].isdigit(), title_share,
            length > 25 and text[:40].lower() in description, bool(block.times), _in_body(text, body),
        ))
    return np.array(rows, float)


def _triples(body: str) -> frozenset[tuple[str, str, str]] | None:
    parts = body.lower().split()
    return frozenset(zip(parts, parts[1:], parts[2:], strict=False)) if len(parts) >= 20 else None


def _in_body(text: str, body: frozenset[tuple[str, str, str]] | None) -> float:
    """The share of word triples that the body of the JSON-LD has; -1 without one or for fewer than three words."""
    if body is None:
        return -1.0
    parts = text.lower().split()
    if len(parts) < 3:
        return -1.0
    return sum(map(body.__contains__, zip(parts, parts[1:], parts[2:], strict=False))) / (len(parts) - 2)


def _headline(tag: Whole, title_share: NDArray[np.float64]) -> int:
    """The number of the block that is the headline: the h1 most like the title, an h1, a block like the title; -1 without any."""
    h1 = tag == TAG_NUMBERS["h1"]
    for wanted in (h1 & (title_share > 0.5), h1, title_share > 0.7):
        if wanted.any():
            return int(np.argmax(wanted))
    return -1


def _neighbours(
    words: NDArray[np.float64], density: NDArray[np.float64], tag: Whole, ends: NDArray[np.float64], shape: Whole, parent: Whole
) -> NDArray[np.float64]:
    """Words, links, tag and ending of the two blocks before and after, and whether their shape and parent are the block's."""
    count = len(words)
    base = np.full((count + 4, 6), -1.0)
    base[2:-2, :4] = np.column_stack([words, density, tag, ends])
    base[2:-2, 4] = shape
    base[2:-2, 5] = parent
    found = []
    for start in (0, 1, 3, 4):
        part = base[start : start + count]
        found += [part[:, :4], part[:, 4:] == base[2:-2, 4:]]
    return np.column_stack(found)


def _window(prose: NDArray[np.float64], good: NDArray[np.float64], density: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(prose)
    low, high = np.maximum(0, np.arange(count) - 5), np.minimum(count, np.arange(count) + 6)
    sums = np.zeros((3, count + 1))
    np.cumsum(np.stack([prose, good, density]), axis=1, out=sums[:, 1:])
    spread = sums[:, high] - sums[:, low]
    spread[2] /= high - low
    return spread.T


def class_columns(page: Walk, odds: ClassOdds) -> NDArray[np.float64]:
    """Highest, lowest and sum of the log-odds on three levels, and over all of them."""
    nothing = (0.0, 0.0, 0.0)
    elements = page.elements
    up: list[tuple[float, float, float]] = []
    for element in elements:
        own = odds.of(2, element.words) if element.words else nothing
        above = up[element.parent] if element.parent >= 0 else nothing
        up.append((max(above[0], own[0]), min(above[1], own[1]), above[2] + own[2]) if element.parent >= 0 else own)
    seen: dict[int, tuple[float, ...]] = {}
    rows = []
    for block in page.blocks:
        row = seen.get(block.element)
        if row is None:
            element = elements[block.element]
            outer = element.parent
            further = elements[outer].parent if outer >= 0 else -1
            a = odds.of(0, element.words) if element.words else nothing
            b = odds.of(1, elements[outer].words) if outer >= 0 and elements[outer].words else nothing
            c = up[further] if further >= 0 else nothing
            row = seen[block.element] = (*a, *b, *c, min(a[1], b[1], c[1]), max(a[0], b[0], c[0]), a[2] + b[2] + c[2])
        rows.append(row)
    return np.array(rows)


def class_places(page: Walk, i: int) -> set[tuple[int, str]]:
    """The class words around a block with their level: what log-odds are counted over."""
    found: set[tuple[int, str]] = set()
    for level, number in enumerate(page.around(page.blocks[i].element, 200)):
        found.update((min(level, 2), word) for word in class_words(page.elements[number].words))
    return found

