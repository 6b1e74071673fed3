"""What tells an article's block from the rest: a row of numbers a block.

Length and links, punctuation, tags and flags of the elements around it, statistics of what those elements hold, repetition of shapes,
likeness to the page's title, description and JSON-LD body, class words as log-odds counted by site, and the neighbours of all these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiled import built
from .html_blocks import BODY_PROP, FLAGS, HIDDEN, OTHER_TAG, TAG_NUMBERS, Walk, class_parts, class_words

#: Columns of a row: words, and the share of characters inside links.
WORDS, DENSITY = 1, 2
#: Columns of a block's context.
CONTEXT = 19
Array = NDArray[np.float32]
Whole = NDArray[np.int64]

BODY_NAMES = ("article", "body", "content", "entry", "post", "story", "text", "paragraph", "copy", "detail", "main")
OTHER_NAMES = (
    "comment",
    "related",
    "share",
    "social",
    "promo",
    "newsletter",
    "caption",
    "credit",
    "sidebar",
    "widget",
    "footer",
    "nav",
    "menu",
    "teaser",
    "recommend",
    "author",
    "byline",
    "tag",
    "meta",
    "advert",
    "copyright",
    "cookie",
    "consent",
    "banner",
    "subscribe",
    "popular",
    "read-more",
    "readmore",
    "bio",
    "breadcrumb",
    "gallery",
    "listen",
    "hidden",
    "sponsor",
    "trending",
    "disclaimer",
    "paywall",
    "login",
)
KIND_NUMBERS: dict[str, int] = {
    "related-heading": 1,
    "comment-prompt": 2,
    "newsletter": 3,
    "paywall": 3,
    "app-promo": 3,
    "share-bar": 5,
    "author-bio": 6,
}
_SENTENCE = re.compile(r"[.!?。！？।]")
_ENDS = frozenset(".!?…。！？؟।։:")
_QUOTES = re.compile('["“„«「]')
_FLAG_BITS = np.array([*FLAGS.values(), HIDDEN, BODY_PROP])
_CONTAINING = np.isin(np.arange(OTHER_TAG + 1), [TAG_NUMBERS["p"], TAG_NUMBERS["li"], TAG_NUMBERS["blockquote"]])


@dataclass(frozen=True)
class Hints:
    """What the head of a page says of its article."""

    title: str = ""
    description: str = ""
    body: str = ""


Triple = tuple[float, float, float]
_NOTHING: Triple = (0.0, 0.0, 0.0)
Levels = tuple[Triple, Triple, Triple]
_NO_LEVELS: Levels = (_NOTHING, _NOTHING, _NOTHING)


@dataclass(frozen=True)
class ClassOdds:
    """Log-odds of class words for the block's own element, the one around it, and those further out, by word."""

    words: Mapping[str, Triple]
    _seen: dict[str, Levels] = field(default_factory=dict, compare=False, repr=False)

    def of(self, classes: Sequence[str]) -> list[Levels]:
        """For each class or id, on each level, highest, lowest and sum over its words that are known there."""
        if _compiled_features is None:
            return self.plain_of(classes)
        seen = self._seen
        if len(seen) > 20_000:
            seen.clear()
        for words in classes:
            if words not in seen:
                seen[words] = self.table.levels(words) or _NO_LEVELS
        return [seen[words] for words in classes]

    @cached_property
    def table(self) -> Any:
        """The same, compiled: a table to look words up in."""
        return _compiled_features.Odds(self.words)

    def plain_of(self, classes: Sequence[str]) -> list[Levels]:
        """The same in plain Python."""
        seen = self._seen
        if len(seen) > 20_000:
            seen.clear()
        unseen = [words for words in classes if words not in seen]
        known = self.words.get
        rows: dict[str, Triple] = {}
        at = 0
        for word in class_parts("\n".join(unseen)) if unseen else ():
            if word == "\n":
                seen[unseen[at]] = _levels(list(rows.values())) if rows else _NO_LEVELS
                rows = {}
                at += 1
            elif (row := known(word)) is not None:
                rows[word] = row
        return [seen[words] for words in classes]


_compiled_features = built(__package__, "compiled_features")


def _levels(rows: list[Triple]) -> Levels:
    own, outer, further = rows[0]
    levels = (own, own, own), (outer, outer, outer), (further, further, further)
    for row in rows[1:]:
        a, b, c = levels
        levels = _with(a, row[0]), _with(b, row[1]), _with(c, row[2])
    return levels


def _with(level: Triple, value: float) -> Triple:
    """Highest, lowest and sum with one more value; 0 is none."""
    if not value:
        return level
    high, low, total = level
    if not high and not low:
        return value, value, value
    return value if value > high else high, value if value < low else low, total + value


@dataclass(frozen=True)
class Places:
    """Where blocks stand: length in characters, and the numbers of element, the one around it, the one around that, and shape."""

    length: NDArray[np.float64]
    groups: tuple[Whole, Whole, Whole, Whole]


def _table(found: Sequence[NDArray[Any] | float], count: int) -> Array:
    """Columns, blocks of columns and single values side by side: a row a block. Lies in memory column by column, as trees read it."""
    width = sum([part.shape[1] if isinstance(part, np.ndarray) and part.ndim == 2 else 1 for part in found])
    table = np.empty((width, count), np.float32)
    at = 0
    for part in found:
        if isinstance(part, np.ndarray) and part.ndim == 2:
            table[at : at + part.shape[1]] = part.T
            at += part.shape[1]
        else:
            table[at] = part
            at += 1
    return table.T


def context(places: Places, likely: NDArray[np.float64]) -> Array:
    """What a first guess says of the blocks around each block: the neighbours, the rest of the same element, of the two around it and of
    the same shape, how much of the article lies before and after, and the distance to its first and last sure block."""
    count = len(likely)
    weight = np.minimum(places.length, 600.0)
    mass = likely * weight
    total = max(1.0, mass.sum())
    padded = np.zeros(count + 6)
    padded[3:-3] = likely
    found = [padded[start : start + count] for start in (0, 1, 2, 4, 5, 6)]
    for number, group in enumerate(places.groups):
        held, length = np.bincount(group, mass), np.bincount(group, weight)
        rest = length[group] - weight
        found.append(np.where(rest > 0, (held[group] - mass) / np.maximum(rest, 1e-9), -1.0))
        if number in (1, 2):
            found.append(held[group] / total)
    sums = np.concatenate([[0.0], np.cumsum(mass)])
    lengths = np.concatenate([[0.0], np.cumsum(weight)])
    number_of = np.arange(count)
    low, high = np.maximum(0, number_of - 6), np.minimum(count, number_of + 7)
    sure = np.flatnonzero((likely > 0.7) & (places.length > 80))
    first, last = (sure[0], sure[-1]) if len(sure) else (0, 0)
    found += [
        sums[:-1] / total,
        1 - sums[1:] / total,
        (sums[high] - sums[low]) / np.maximum(1.0, lengths[high] - lengths[low]),
        number_of - first,
        number_of - last,
        total,
        likely,
    ]
    return _table(found, count)


def context_of(places: Places, likely: NDArray[np.float64], wanted: Whole) -> Array:
    """The context of the wanted blocks, compiled where it is: each step over a page's few hundred blocks costs an array in numpy."""
    if _compiled_features is None:
        return context(places, likely)[wanted]
    table = np.empty((CONTEXT, len(wanted)), np.float32)
    mass = likely * np.minimum(places.length, 600.0)
    total = max(1.0, float(mass.sum()))
    _compiled_features.context(likely, mass, total, places.length, places.groups, wanted, table)
    return table.T


def columns(page: Walk, hints: Hints) -> tuple[Array, Places]:
    """The columns that need no model, and the places."""
    found, places = _columns(page, hints)
    return _table(found, len(page.blocks)), places


def _columns(page: Walk, hints: Hints) -> tuple[list[NDArray[Any] | float], Places]:
    blocks = page.blocks
    count = len(blocks)
    el = np.array([block.element for block in blocks])
    length = np.array([len(block.text) for block in blocks], float)
    spaced = np.array([block.text.count(" ") for block in blocks], float) + 1
    words = np.where(length / spaced > 12, length / 6, spaced).astype(float)
    density = np.array([block.density for block in blocks], float)
    good = (words >= 8) & (density < 0.4)
    parent = np.array(page.parents)
    ends = np.array(page.ends)
    looks = np.array(page.looks)
    tag = np.array([TAG_NUMBERS.get(name, OTHER_TAG) for name, _ in page.names])[looks]
    flags = np.array(page.handed)
    depth = np.array(page.depths)
    kinds = np.stack([page.named(BODY_NAMES), page.named(OTHER_NAMES)], axis=1).astype(float)[looks]
    outer = np.maximum(parent, 0)
    total, linked, held, prose, proses = _sums(
        el, ends, np.stack([length, density * length, np.ones(count), words * good, good * 1.0])
    )
    all_prose = max(1.0, prose[0])
    down = _downward(parent, ends, depth, kinds, prose >= 0.5 * all_prose)
    top = int(np.argmax(np.where(prose >= 0.55 * all_prose, depth, -1)))
    inside = (el >= top) & (el < ends[top])
    own = np.where(_CONTAINING[tag[el]], outer[el], el)
    direct = np.bincount(own, words * good, len(parent))
    most_direct = max(1.0, direct.max())
    shape = np.unique(looks[el] * len(looks) + looks[outer[el]], return_inverse=True)[1]
    alike = np.bincount(shape)
    alike_prose = np.bincount(shape, words * (density < 0.4))
    titles = _title_shares(page, hints.title, words)
    text = _text_columns(page, hints, asked(density.astype(np.float32), words.astype(np.float32)), titles)
    number = np.arange(count)
    p = outer[el]
    g = outer[p]
    gg = outer[g]
    headline = _headline(tag[el], titles)
    share = np.stack([prose / all_prose, linked / np.maximum(1, total)])
    of_p, of_g, of_gg = share[:, p], share[:, g], share[:, gg]
    counts = np.stack([proses, held, prose / np.maximum(1, held)])
    held_p, held_g = counts[:, p], counts[:, g]
    repeats, prose_alike = alike[shape], alike_prose[shape]
    found: list[NDArray[Any] | float] = [
        length,
        words,
        density,
        text,
        tag[el],
        tag[p],
        tag[g],
        depth[el],
        (flags[el][:, None] & _FLAG_BITS) > 0,
        kinds[el],
        kinds[p],
        down[el],
        inside,
        of_p[0],
        of_g[0],
        of_gg[0],
        held_p[0],
        held_g[0],
        of_p[1],
        of_g[1],
        of_gg[1],
        held_p[1],
        held_g[1],
        held_p[2],
        held_g[2],
        repeats,
        prose_alike / all_prose,
        prose_alike / repeats,
        number / count,
        np.cumsum(length) / length.sum(),
        number - headline if headline >= 0 else -999,
        number - int(np.argmax(good)),
        direct[own] / most_direct,
        count,
        all_prose,
        most_direct / all_prose,
    ]
    around = [_neighbours(words, density, tag[el], text[:, 4], shape, p), _window(words * good, good.astype(float), density)]
    around.append(_marks(page, words, density, good, shape, alike))
    return [*found, *around], Places(length, (el, p, g, shape))


def _sums(el: Whole, ends: Whole, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each row of values a block, the sum over all blocks that each element holds at any depth."""
    running = np.zeros((len(values), len(ends) + 1))
    np.cumsum([np.bincount(el, row, len(ends)) for row in values], axis=1, out=running[:, 1:])
    sums: NDArray[np.float64] = running[:, ends] - running[:, :-1]
    return sums


def _downward(parent: Whole, ends: Whole, depth: Whole, kinds: Whole, holds: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each element: elements around it with a body's name, with another's name, steps to the nearest of these, steps to the element
    that holds half the prose."""
    count = len(parent)
    opened = np.zeros((2, count + 1))
    opened[:, :-1] = kinds.T
    for row, kind in zip(opened, kinds.T, strict=True):
        row -= np.bincount(ends, kind, count + 1)
    other = np.where(kinds[:, 1] > 0, depth, -99)
    half = np.where(holds, depth, -1)
    others, halves = other.tolist(), half.tolist()
    for number, outer in enumerate(parent.tolist()):
        if outer >= 0:
            if others[number] < others[outer]:
                others[number] = others[outer]
            if halves[number] < halves[outer]:
                halves[number] = halves[outer]
    steps = np.minimum(99, depth - np.array(others))
    return np.column_stack([np.cumsum(opened, axis=1)[:, :-1].T, steps, depth - np.array(halves)])


def asked(density: NDArray[Any], words: NDArray[Any]) -> NDArray[np.bool_]:
    """The blocks that the model looks at: all but short links."""
    found: NDArray[np.bool_] = (density <= 0.9) | (words >= 5)
    return found


def _title_shares(page: Walk, title: str, words: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of a block's words that the title has; 0 for long blocks."""
    named = set(title.lower().split())
    return np.array(
        [
            len(named.intersection(lower.split())) / size if size < 40 else 0.0
            for lower, size in zip(page.lower, words.tolist(), strict=True)
        ]
    )


def _ends_sentence(text: str) -> bool:
    return text[-1] in _ENDS or text.rstrip("\"'”’»」)] ")[-1:] in _ENDS


def _text_columns(page: Walk, hints: Hints, wanted: NDArray[np.bool_], titles: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the words of the wanted blocks show; of the others only the ends."""
    description = hints.description.lower()
    body = triples(hints.body)
    times = Counter([block.text for block in page.blocks])
    rows: list[float] = []
    for i in np.flatnonzero(wanted).tolist():
        block, lower = page.blocks[i], page.lower[i]
        text = block.text
        length = len(text)
        first = text[0]
        commas, ends, quotes, marks, address = _signs(text)
        rows += (
            block.link_count,
            block.bold / length,
            block.italic / length,
            commas,
            0,
            text[-1] == ":",
            first.isupper(),
            first.islower(),
            ends if length > 60 else 0,
            quotes,
            marks,
            address,
            times[text],
            length < 80 and text.isupper(),
            first.isdigit(),
            0,
            length > 25 and lower[:40] in description,
            bool(block.times),
            _in_body(lower, body),
        )
    table = np.zeros((len(page.blocks), 19))
    table[wanted] = np.array(rows, float).reshape(-1, 19)
    table[:, 4] = [_ends_sentence(block.text) for block in page.blocks]
    table[:, 15] = titles
    return table


def signs(text: str) -> tuple[int, int, bool, bool, bool]:
    """Commas, ends of sentences, whether there are quotation marks, a sign of copyright or a bar, an address."""
    commas = text.count(",")
    if not text.isascii():
        commas += text.count("،") + text.count("、")
    ends = len(_SENTENCE.findall(text))
    return commas, ends, _QUOTES.search(text) is not None, "©" in text or "|" in text, "@" in text or "http" in text


_compiled_text = built(__package__, "compiled_text")
_signs = _compiled_text.signs if _compiled_text is not None else signs


#: Words. A body of fewer says nothing of what is in it.
_FEWEST = 20


def enough(body: str) -> bool:
    """Whether a body has words enough to tell which blocks are in it."""
    return len(body) >= 2 * _FEWEST - 1 and len(body.split(None, _FEWEST - 1)) == _FEWEST


def triples(body: str) -> frozenset[tuple[str, str, str]] | None:
    """The word triples of a body, if it has enough words."""
    parts = body.lower().split()
    return frozenset(zip(parts, parts[1:], parts[2:], strict=False)) if len(parts) >= _FEWEST else None


def _in_body(lower: str, body: frozenset[tuple[str, str, str]] | None) -> float:
    """The share of word triples that the body of the JSON-LD has; -1 without one or for fewer than three words."""
    if body is None:
        return -1.0
    parts = lower.split()
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


def _marks(
    page: Walk, words: NDArray[np.float64], density: NDArray[np.float64], good: NDArray[np.bool_], shape: Whole, alike: Whole
) -> NDArray[np.float64]:
    """Links to other stories and lines of the site: on the block, on all of its shape, and on the way to it."""
    story = np.array([link is not None for link in page.stories], float)
    opens = np.array([block.opens_linked for block in page.blocks], float) * story
    kind = np.array([KIND_NUMBERS.get(kind, 4) if kind else 0 for kind in page.kinds])
    heads = (kind == 1) | (kind == 2)
    rail = story * (density > 0.5) * (words >= 4)
    number = np.arange(len(words))
    last_head = np.maximum.accumulate(np.where(heads, number, -1))
    started = np.maximum.accumulate(good)
    return np.column_stack(
        [
            story,
            opens,
            np.bincount(shape, story)[shape] / alike[shape],
            np.bincount(shape, opens)[shape] / alike[shape],
            kind,
            np.where(last_head >= 0, np.minimum(99, number - last_head), 99),
            np.cumsum(heads * started),
            np.cumsum(rail * started),
            np.cumsum(rail[::-1])[::-1],
        ]
    )


def _window(prose: NDArray[np.float64], good: NDArray[np.float64], density: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(prose)
    low, high = np.maximum(0, np.arange(count) - 5), np.minimum(count, np.arange(count) + 6)
    sums = np.zeros((3, count + 1))
    np.cumsum(np.stack([prose, good, density]), axis=1, out=sums[:, 1:])
    spread = sums[:, high] - sums[:, low]
    spread[2] /= high - low
    return spread.T


def class_columns(page: Walk, odds: ClassOdds, wanted: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
    """Highest, lowest and sum of the log-odds on three levels, and over all of them; 0 for blocks that are not wanted."""
    numbers = np.flatnonzero(wanted).tolist() if wanted is not None else list(range(len(page.blocks)))
    held = [page.blocks[i].element for i in numbers]
    looks, parents = page.looks, page.parents
    around = _around(held, parents)
    used = sorted({looks[number] for number in around})
    words = page.names
    levels: list[Levels] = [_NO_LEVELS] * len(words)
    for look, known in zip(used, odds.of([words[look][1] for look in used]), strict=True):
        levels[look] = known
    up = _downward_odds(around, parents, [levels[look][2] for look in looks])
    table = np.zeros((len(page.blocks), 12))
    rows: list[tuple[float, ...]] = []
    seen: dict[int, tuple[float, ...]] = {}
    for number in held:
        row = seen.get(number)
        if row is None:
            outer = parents[number]
            beyond = parents[outer] if outer >= 0 else -1
            a = levels[looks[number]][0]
            b = levels[looks[outer]][1] if outer >= 0 else _NOTHING
            c = up[beyond] if beyond >= 0 else _NOTHING
            row = seen[number] = (*a, *b, *c, min(a[1], b[1], c[1]), max(a[0], b[0], c[0]), a[2] + b[2] + c[2])
        rows.append(row)
    if rows:
        table[numbers] = rows
    return table


def _around(held: Sequence[int], parents: Sequence[int]) -> list[int]:
    """These elements and all around them, in document order."""
    found: set[int] = set()
    for number in held:
        while number >= 0 and number not in found:
            found.add(number)
            number = parents[number]
    return sorted(found)


def _downward_odds(numbers: Sequence[int], parents: Sequence[int], own: Sequence[Triple]) -> dict[int, Triple]:
    """For each of these elements highest, lowest and sum of its own odds and those around it."""
    up: dict[int, Triple] = {-1: own[0]}
    for number in numbers:
        above, here = up[parents[number]], own[number]
        if number == 0 or (here is _NOTHING and above[0] >= 0 >= above[1]):
            up[number] = above
            continue
        high, low, total = here
        up[number] = (high if high > above[0] else above[0], low if low < above[1] else above[1], above[2] + total)
    return up


def class_places(page: Walk, i: int) -> set[tuple[int, str]]:
    """The class words around a block with their level: what log-odds are counted over."""
    found: set[tuple[int, str]] = set()
    for level, number in enumerate(page.around(page.blocks[i].element, 200)):
        found.update((min(level, 2), word) for word in class_words(page.name(number)[1]))
    return found
