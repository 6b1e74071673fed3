"""Rails to learn from, made otherwise than those of `bench prose`.

Teasers are first sentences, middles and openings of paragraphs as well as leads; twins are neighbouring paragraphs from anywhere
in a story, or the two halves of one; cuts fall by characters; headlines and section words may stand between; a rail may interrupt
the body; real teasers of other pages may stand among them; articles may be short, and paragraphs run together. Some pages are the
article alone: plain prose has no rail.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from bench.prose_pages import MODES, Source, chosen, size

_SENTENCE = re.compile(r"(?<=[.!?])[\"”]? +(?=[A-ZÀ-ÞА-Я\"“„])")
_HEADINGS = {"en": ("Related", "More from us", "Read next", "Most read"), "de": ("Mehr zum Thema", "Meistgelesen")}

Rows = list[tuple[str, bool]]


Teasers = Mapping[tuple[int, str | None], Sequence[str]]
#: Hard rails, on the article's own subject, as often as the two others together.
_MODES = (*MODES, "same topic")
#: Share of the pages on which other prose of the page (captions, notes, appeals) stands around the article and its first and last
#: paragraphs are where they were.
AROUND = 0.55
#: Share of a rail's places that real teasers take, where there are some.
REAL = 0.35


def training_pages(
    pages: Sequence[Source], *, seed: int, each: int = 4, teasers: Teasers | None = None, on_topic: bool = False
) -> list[tuple[Source, Rows]]:
    """Some pages a source: (source, rows of text and whether it is the article's); `teasers` are real ones to mix in; `on_topic`: names
    of the article are put into lines of its rail."""
    by_pool = _pools(pages)
    rng = random.Random(seed)
    found: list[tuple[Source, Rows]] = []
    for page in pages:
        if len(page.body) < 3:
            continue
        pool = [other for other in by_pool[page.fold, page.language] if other.id != page.id]
        found.append((page, [(text, True) for text in _shortened(page.body, rng)]))
        if len(pool) < 4:
            continue
        for _ in range(each):
            real = (teasers or {}).get((page.fold, page.language), ())
            mode = rng.choice(_MODES)
            found.append((page, _made(page, pool, mode, rng, real, on_topic)))
    return found


def _pools(pages: Sequence[Source]) -> dict[tuple[int, str | None], list[Source]]:
    """The pages with an article of three paragraphs and more, by fold and language: a rail's leads come from one such pool."""
    found: dict[tuple[int, str | None], list[Source]] = defaultdict(list)
    for page in pages:
        if len(page.body) >= 3:
            found[page.fold, page.language].append(page)
    return found


def fronts(pages: Sequence[Source], *, seed: int, teasers: Teasers | None = None) -> list[tuple[Source, Rows]]:
    """Pages that are leads and teasers alone, one for every third source: they have no article."""
    by_pool = _pools(pages)
    rng = random.Random(seed)
    found: list[tuple[Source, Rows]] = []
    for page in pages[::3]:
        pool = [other for other in by_pool[page.fold, page.language] if other.id != page.id]
        if len(pool) >= 4:
            real = (teasers or {}).get((page.fold, page.language), ())
            rail = _rail(chosen(page, pool, rng.choice(_MODES), rng, rng.randint(4, 16)), rng, real, twins=False)
            found.append((page, [(text, False) for text in rail]))
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


def _made(page: Source, pool: list[Source], mode: str, rng: random.Random, real: Sequence[str], on_topic: bool) -> Rows:
    if rng.random() < AROUND:
        long = rng.choice([6, 6, 8])
        around = [(text, label) for text, label in page.lines if label == "body" or (size(text) >= long and rng.random() < 0.7)]
        body: Rows = [(text, label == "body") for text, label in around]
    else:
        body = [(text, True) for text in _shortened(page.body, rng)]
    rail: Rows = [(text, False) for text in _rail(chosen(page, pool, mode, rng, rng.choice(_LENGTHS)), rng, real)]
    if rng.random() < 0.25:
        rng.shuffle(rail)
    topic = _topic(page.body) if on_topic else []
    if topic and rng.random() < 0.6:
        rail = [(_on_topic(text, rng.choice(topic), rng) if rng.random() < 0.5 else text, own) for text, own in rail]
    where = [i for i, (_, own) in enumerate(body) if own]
    pieces = _places(where, rng)
    cuts = sorted(rng.randint(0, len(rail)) for _ in pieces[1:])
    rows: Rows = []
    before = 0
    for place, start, end in zip(pieces, [0, *cuts], [*cuts, len(rail)], strict=True):
        rows += body[before:place] + rail[start:end]
        before = place
    return rows + body[before:]


def _runs(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names of a line stand: runs of capitalised words (ends exclusive); a lone first word may be none."""
    found: list[tuple[int, int]] = []
    for i, word in enumerate(words):
        if not (word[:1].isupper() and len(word) > 3):
            continue
        if found and found[-1][1] == i and words[i - 1][-1:].isalnum():
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return [run for run in found if run != (0, 1)]


def _topic(body: Sequence[str]) -> list[str]:
    """The last words of the three names that most paragraphs of a story hold."""
    counts: Counter[str] = Counter()
    for text in body:
        words = text.split()
        counts.update({words[end - 1].strip(_MARKS).removesuffix("’s").removesuffix("'s") for _, end in _runs(words)})
    return [name for name, many in counts.most_common(3) if many > 1 and name.isalpha()]


def _on_topic(text: str, name: str, rng: random.Random) -> str:
    """A line of another story with one of its names put out for a name of this one: a rail on the article's own subject, of which there
    are too few to find."""
    words = text.split()
    runs = _runs(words)
    if not runs:
        return text
    start, end = rng.choice(runs)
    last = words[end - 1]
    kept = re.search(r"(?:['’]s)?[^\w'’]*$", last)
    return " ".join([*words[:start], name + (kept.group() if kept else ""), *words[end:]])


_MARKS = "\"'“”‘’„«»()[].,:;!?…-–—"
#: Stories that a rail shows.
_LENGTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16)


def _places(where: Sequence[int], rng: random.Random) -> list[int]:
    """Where in a page the parts of a rail stand; `where` are the places of the article's lines: after it, before it, around it, inside
    it (as often behind one of the first three paragraphs as anywhere), or here and there."""
    first, last = where[0], where[-1] + 1
    inside = rng.choice([rng.choice(where[1:4]), rng.choice(where[1:])]) if len(where) > 1 else last
    draw = rng.random()
    if draw < 0.35:
        return [last]
    if draw < 0.5:
        return [first]
    if draw < 0.65:
        return [first, last]
    if draw < 0.83:
        return [inside]
    if draw < 0.93:
        return [inside, last]
    return sorted({first, inside, rng.choice(where), last})


def _rail(others: list[Source], rng: random.Random, real: Sequence[str], twins: bool = True) -> list[str]:
    rail: list[str] = []
    headed, twinned = rng.random() < 0.25, rng.random() < 0.6 and twins
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
