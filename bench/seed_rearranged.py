"""The acceptance page in 30 other orders: the checks of items, furniture and paragraphs of `bench seed`, counted on each.

Five pages each with the rail first, between the article's second and third paragraph, shuffled, with a headline before the article,
without the prompts, and with line breaks lost inside the article (neighbouring paragraphs run together) or lines broken at 80 columns.
`--data` is the folder with page.txt and expected.yaml.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.items.cut import Cut
from dateline.items.lines_cutting import cut_lines
from dateline.pages.decode import document

from .harness import Result, Row

HEADLINES = (
    "Tokayev says Kazakhstan is ready to help resolve global challenges",
    "Kazakhstan ready to support international peace, Tokayev says",
    "Tokayev: Kazakhstan does not ask to be called a mediator",
    "Kazakh president on Trump, Putin and a nuclear power plant",
    "Kazakhstan may build a second nuclear power plant, says Tokayev",
)


@dataclass(frozen=True)
class Part:
    """A line of the page made: its text, and the lines of the original that it holds (none: it is new)."""

    text: str
    lines: frozenset[int]


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Cuts every page and counts the checks that are right."""
    source = (data / "page.txt").read_text(encoding="utf-8").split("\n")
    truth = yaml.safe_load((data / "expected.yaml").read_text(encoding="utf-8"))
    misses: list[str] = []
    totals: dict[str, list[int]] = {}
    for name, number, parts, wrapped in made(source, truth):
        text = "\n\n".join(textwrap.fill(part.text, 80) for part in parts) if wrapped else "\n".join(part.text for part in parts)
        cut = cut_lines(document(text, url=truth["source"]["url"], media_type="text/plain"))
        checks = list(score(cut, parts, truth))
        count = totals.setdefault(name, [0, 0])
        count[0] += sum(right for _, right in checks)
        count[1] += len(checks)
        misses += [f"MISS {name} {number}: {what}" for what, right in checks if not right]
    rows = [Row("dateline", name, {"right": right, "of": of, "share": right / of}) for name, (right, of) in totals.items()]
    right, of = (sum(pair[k] for pair in totals.values()) for k in (0, 1))
    rows.append(Row("dateline", "all", {"right": right, "of": of, "share": right / of}))
    return Result("seed_rearranged", rows, [data / "page.txt", data / "expected.yaml"], misses)


def made(source: list[str], truth: dict[str, Any]) -> Iterator[tuple[str, int, list[Part], bool]]:
    """(kind, number, parts, whether lines are broken at a width)."""
    parts = [Part(text, frozenset({number})) for number, text in enumerate(source, 1) if text.strip()]
    body = set(truth["items"][0]["lines"])
    article = [part for part in parts if part.lines <= body]
    prompts = [part for part in parts if part.lines <= set(truth["furniture"])]
    rest = [part for part in parts if part not in article and part not in prompts]
    top, rail = rest[:2], rest[2:]
    makers: dict[str, Callable[[random.Random, int], list[Part]]] = {
        "rail first": lambda rng, n: _order(rail, rng, n) + top + article + prompts,
        "rail inside": lambda rng, n: top + article[:2] + _order(rail, rng, n) + article[2:] + prompts,
        "rail shuffled": lambda rng, n: top + article + _order(rail, rng, n + 1) + prompts,
        "headline": lambda rng, n: [*top, Part(HEADLINES[n], frozenset()), *article, *_order(rail, rng, n), *prompts],
        "no prompts": lambda rng, n: top + article + _order(rail, rng, n),
        "breaks lost": lambda rng, n: top + (_joined(article, rng) if n < 3 else article) + _order(rail, rng, n) + prompts,
    }
    for name, maker in makers.items():
        for number in range(5):
            yield name, number, maker(random.Random(number), number), name == "breaks lost" and number >= 3


def _order(rail: list[Part], rng: random.Random, number: int) -> list[Part]:
    out = list(rail)
    if number:
        rng.shuffle(out)
    return out


def _joined(article: list[Part], rng: random.Random) -> list[Part]:
    out: list[Part] = []
    for part in article:
        if out and rng.random() < 0.4:
            out[-1] = Part(f"{out[-1].text} {part.text}", out[-1].lines | part.lines)
        else:
            out.append(part)
    return out


def score(cut: Cut, parts: list[Part], truth: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """(what, right) of every check."""
    whole = len(cut.blocks) == len(parts)
    held: dict[str, set[int]] = {}
    roles: dict[int, str] = {}
    for block, part in zip(cut.blocks, parts, strict=False):
        if block.item is not None:
            held.setdefault(block.item, set()).update(part.lines)
        else:
            roles |= dict.fromkeys(part.lines, block.role)
    there = frozenset[int]().union(*(part.lines for part in parts))
    for expected in truth["items"]:
        lines = set(expected["lines"])
        item = next((item for item in cut.items if whole and held.get(item.id) == lines), None)
        yield f"{expected['id']} has its lines", item is not None
        yield f"{expected['id']} is of kind {expected['kind']}", item is not None and item.kind == expected["kind"]
        yield f"{expected['id']} is of genre {expected['genre']}", item is not None and item.genre == expected["genre"]
    for line, role in truth["furniture"].items():
        if line in there:
            yield f"line {line} is {role}", roles.get(line) == role
    article = next((item for item in cut.items if item.kind == "article"), None)
    for line in truth["items"][0]["lines"]:
        yield f"the article holds line {line}", article is not None and line in held.get(article.id, set())
    yield "no item beyond those listed", len(cut.items) <= len(truth["items"])
