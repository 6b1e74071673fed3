"""Guides and blogs to learn lists from: HTML pages with their text known, flattened by the package's own reader.

A line is the article's where the known text has it in the same order, or holds it whole. Pages of which less than `COVERED` of the text
is found, or which are longer than `MOST_LINES`, are left out, so are those that other sets hold. None of them measures
the reading of bare text.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from bench.harness import records
from bench.prose_pages import Source
from dateline.items.html_cutting import cut_html
from dateline.items.lines_features import stems
from dateline.language.detection import detect
from dateline.pages.decode import document
from training.html_fold import fold

#: Share of a text that must be found in a page's lines, lines that a page may have, lines of the article that it must have.
COVERED, MOST_LINES, FEWEST = 0.85, 600, 3
#: Characters from which a line that the text holds anywhere, below its first line, is the article's.
TELLING = 80
_BULLETS = "•-*– "


def guides(data: Path, *, without: set[str]) -> list[Source]:
    """The pages of the set `wcxb_articles` whose addresses are not in `without`."""
    folder = data / "pages" / "wcxb_articles"
    truth = {record["id"]: record["body"] for record in records(folder, "truth")}
    made = (_source(record, truth[record["id"]]) for record in records(folder, "pages") if record["url"] not in without)
    return [page for page in made if page is not None]


def _source(record: dict[str, Any], text: str) -> Source | None:
    cut = cut_html(document(record["html"], url=record["url"], media_type="text/html"))
    blocks = [block for block in (" ".join(block.span.of(cut.text).split()) for block in cut.blocks) if block]
    known = [line for line in map(_folded, text.split("\n")) if line]
    own = _own([_folded(block) for block in blocks], known)
    body = tuple(block for block, ours in zip(blocks, own, strict=True) if ours)
    found = len(" ".join(map(_folded, body))) / max(1, len(" ".join(known)))
    if found <= COVERED or len(body) < FEWEST or len(blocks) > MOST_LINES:
        return None
    lines = tuple((block, "body" if ours else "other") for block, ours in zip(blocks, own, strict=True))
    words = frozenset(stem for line in body for stem in stems(line))
    site = record["site"]
    return Source(record["id"], site, record["url"], lines, body, None, detect(" ".join(body)), fold(site), words)


def _folded(text: str) -> str:
    return " ".join(text.split()).lstrip(_BULLETS).casefold()


def _own(blocks: Sequence[str], known: Sequence[str]) -> list[bool]:
    """Which blocks are lines of the text, in its order, or long and held by it."""
    own = [False] * len(blocks)
    for same in SequenceMatcher(None, blocks, known, autojunk=False).get_matching_blocks():
        own[same.a : same.a + same.size] = [True] * same.size
    if True not in own:
        return own
    first, whole = own.index(True), " ".join(known)
    return [
        ours or (i >= first and len(block) >= TELLING and block in whole)
        for i, (ours, block) in enumerate(zip(own, blocks, strict=True))
    ]
