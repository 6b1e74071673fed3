"""Rails to learn from, made otherwise than those of `bench prose`.

Teasers are first sentences, middles and openings of paragraphs as well as leads; twins are neighbouring paragraphs from anywhere
in a story, or the two halves of one; cuts fall by characters; headlines and section words may stand between; a rail may interrupt
the body; real teasers of other pages may stand among them; articles may be short, and paragraphs run together. Some pages are the
article alone: plain prose has no rail.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from bench.prose_pages import MODES, Source, chosen, size

_SENTENCE = re.compile(r"(?<=[.!?])[\"”]? +(?=[A-ZÀ-ÞА-Я\"“„])")
_HEADINGS = {"en": ("Related", "More from us", "Read next", "Most read"), "de": ("Mehr zum Thema", "Meistgelesen")}

Rows = list[tuple[str, bool]]


Teasers = Mapping[tuple[int, str | None], Sequence[str]]
#: Share of a rail's places that real teasers take, where there are some.
REAL = 0.35


def training_pages(
    pages: Sequence[Source], *, seed: int, each: int = 4, teasers: Teasers | None = None
) -> list[tuple[Source, Rows]]:
    """Some pages a source: (source, rows of text and whether it is the article's); `teasers` are real ones to mix in."""
    by_pool: dict[tuple[int, str | None], list[Source]] = defaultdict(list)
    for page in pages:
        if len(page.body) >= 3:
            by_pool[page.fold, page.language].append(page)
    rng = random.Random(seed)
    found: list[tuple[Source, Rows]] = []
    for page in pages:
        if len(page.body) < 3:
            continue
        pool = [other for other in by_pool[page.fold, page.language] if other.id != page.id]
        found.append((page, [(text, True) for text in _shortened(page.body, rng)]))
        if len(pool) < 4:
            continue
        for number in range(each):
            real = (teasers or {}).get((page.fold, page.language), ())
            found.append((page, _made(page, pool, MODES[(number + len(found)) % 3], rng, real)))
    return found


def _shortened(body: Sequence[str], rng: random.Random) -> list[str]:
    lines = [text for text in body if size(text) >= 4]
    if len(lines) > 8 and rng.random() < 0.5:
        many = rng.randint(4, 12)
        start = rng.choice([0, 0, rng.randint(0, max(0, len(lines) - many))])
        lines = lines[start : start + many]
    if rng.random() < 0.25:
        return _joined(lines, rng)
    return lines


def _joined(lines: list[str], rng: random.Random) -> list[str]:
    out: list[str] = []
    for text in lines:
        if out and rng.random() < 0.4:
            out[-1] += " " + text
        else:
            out.append(text)
    return out


def _made(page: Source, pool: list[Source], mode: str, rng: random.Random, real: Sequence[str]) -> Rows:
    dump = rng.random() < 0.3
    around = [(text, label) for text, label in page.lines if label == "body" or (size(text) >= 6 and rng.random() < 0.7)]
    if dump:
        body: Rows = [(text, label == "body") for text, label in around]
    else:
        body = [(text, True) for text in _shortened(page.body, rng)]
    rail: Rows = [(text, False) for text in _rail(chosen(page, pool, mode, rng, rng.randint(3, 16)), rng, real)]
    where = [i for i, (_, own) in enumerate(body) if own]
    first, last = where[0], where[-1] + 1
    place = rng.random()
    if place < 0.45:
        rows = body[:last] + rail + body[last:]
    elif place < 0.65:
        rows = body[:first] + rail + body[first:]
    elif place < 0.85:
        at = rng.randint(0, len(rail))
        rows = body[:first] + rail[:at] + body[first:last] + rail[at:] + body[last:]
    else:
        middle = rng.randint(first + 1, last) if last - first > 1 else last
        at = rng.choice([0, rng.randint(0, len(rail))])
        rows = body[:middle] + rail[at:] + body[middle:last] + rail[:at] + body[last:]
    return rows


def _rail(others: list[Source], rng: random.Random, real: Sequence[str]) -> list[str]:
    rail: list[str] = []
    headed, twinned = rng.random() < 0.25, rng.random() < 0.6
    if others and rng.random() < 0.15:
        rail.append(rng.choice(_HEADINGS.get(others[0].language or "", _HEADINGS["en"])))
    share = REAL if len(real) >= 20 and rng.random() < 0.7 else 0.0
    for other in others:
        if rng.random() < share:
            rail.append(rng.choice(real))
            continue
        if headed and other.headline:
            rail.append(other.headline)
        start = rng.choice([0, 0, 0, rng.randint(0, len(other.body) - 1)])
        text = other.body[start]
        sentences = _SENTENCE.split(text)
        style = rng.random()
        if style < 0.3:
            text = sentences[0]
        elif style < 0.45:
            keep = rng.randint(90, 170)
            text = text[:keep].rsplit(" ", 1)[0] + rng.choice(["...", " ...", "…", " …"]) if len(text) > keep else text
        rail.append(text)
        if style < 0.5 and rng.random() < 0.1:
            rail.insert(rng.randint(0, len(rail)), other.body[start])
        if twinned and rng.random() < 0.5:
            if style < 0.15 and len(sentences) > 1:
                rail.append(" ".join(sentences[1:]))
            else:
                rail += other.body[start + 1 : start + 1 + rng.choice([1, 1, 2, 3])]
    return [text for text in rail if size(text) >= 4]
