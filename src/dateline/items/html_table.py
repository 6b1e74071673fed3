"""The rows of a page's blocks that the model reads: columns without a model and class words, in one array."""

from __future__ import annotations

import numpy as np

from ..compiled import built
from .html_blocks import Walk
from .html_features import (
    BODY_NAMES,
    DENSITY,
    KIND_NUMBERS,
    OTHER_NAMES,
    WORDS,
    Array,
    ClassOdds,
    Hints,
    Places,
    asked,
    class_columns,
    columns,
    enough,
)

compiled_features = built(__package__, "compiled_features")
#: Columns without a model, and those of class words.
COLUMNS, CLASS_COLUMNS = 110, 12


def features(page: Walk, hints: Hints, odds: ClassOdds) -> tuple[Array, Places]:
    """A row a block, and the places. The page must have at least one block."""
    return plain_features(page, hints, odds) if compiled_features is None else fast_features(page, hints, odds)


def plain_features(page: Walk, hints: Hints, odds: ClassOdds) -> tuple[Array, Places]:
    """The rows by numpy alone."""
    rows, places = columns(page, hints)
    table = np.empty((COLUMNS + CLASS_COLUMNS, len(rows)), np.float32)
    table[:COLUMNS] = rows.T
    table[COLUMNS:] = class_columns(page, odds, asked(rows[:, DENSITY], rows[:, WORDS])).T
    return table.T, places


def fast_features(page: Walk, hints: Hints, odds: ClassOdds) -> tuple[Array, Places]:
    """The same, compiled: in C, of which an array's step costs more than the work on a page's few hundred blocks."""
    count, size = len(page.blocks), len(page.parents)
    table = np.empty((COLUMNS + CLASS_COLUMNS, count), np.float32)
    blocks, groups = np.empty((7, count + 1)), np.empty((4, count), np.intp)
    wanted = np.empty(count, np.uint8)
    names = (page.named(BODY_NAMES).tobytes(), page.named(OTHER_NAMES).tobytes())
    filling = compiled_features.Table(page, table, blocks, groups, np.empty((10, size), np.intp), np.empty((6, size + 1)), *names)
    filling.asked(wanted)
    kinds = [KIND_NUMBERS.get(kind, 4) if kind else 0 for kind in page.kinds]
    title = frozenset(hints.title.lower().split())
    body = compiled_features.Triples(hints.body) if enough(hints.body) else None
    filling.fill(title, hints.description.lower(), body, page.lower, page.stories, kinds, wanted)
    filling.classes(COLUMNS, wanted, filling.used(wanted), page.names, odds.table, np.empty((12, size + 1)))
    return table.T, Places(blocks[0, :count], (groups[0], groups[1], groups[2], groups[3]))
