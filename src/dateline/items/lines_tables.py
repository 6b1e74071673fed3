"""Tables whose cells bare text has one a line: results, timetables, figures between two paragraphs of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .date_lines import is_date_line, tells_day
from .lines_features import Line

#: Lines of a table at least, words of a cell at most, and the share of the cells that have figures, where a colon announces them less.
_FEWEST, _CELL, _FIGURES, _ANNOUNCED = 6, 5, 0.4, 1 / 6
_COLONS = (":", "：")
_DIGIT = re.compile(r"(?<![^\W\d_])\d")
#: A cell that has a figure and a unit at most ("3-1", "14:30", "12 %", "40 km"), and the share of the cells that are such ones.
_BARE = re.compile(r"[\W_]{0,3}\d(?:[\d\W_]|[^\W\d_]{1,3}(?![^\W\d_])){0,20}")
_BARE_SHARE = 1 / 6
#: An entry of a list of contents.
_COUNTED = re.compile(r"(\d{1,2})[.)]? [^\W\d]")


def table_lines(lines: Sequence[Line], roles: Sequence[str | None]) -> set[int]:
    """The lines of tables: six and more in a row of five words at most, two in five with figures (a sixth behind a colon), none a sentence,
    a day or furniture by its words, between two lines of prose. Rejects menus, which have no figures, lists of contents, which count, and
    rails, whose headlines are longer and whose days are told. On the blocks of 1,718 development pages, written one a line, 20 of the 21
    that it finds between lines of an article are the article's."""
    found: set[int] = set()
    start: int | None = None
    for i, line in enumerate(lines):
        if not roles[i] and line.size <= _CELL and not line.ends and not line.cut and not line.is_prose:
            start = i if start is None else start
            continue
        if start is not None and line.is_prose and start and (share := _opens(lines, roles, start)) and _is_table(lines[start:i], share):
            found.update(range(start, i))
        start = None
    return found


def _opens(lines: Sequence[Line], roles: Sequence[str | None], start: int) -> float:
    """The share of figures that a table has behind the line before it: prose, or words that announce it ("The results:"); 0 behind others.
    """
    before = lines[start - 1]
    if before.is_prose:
        return _ANNOUNCED if before.text.endswith(_COLONS) or lines[start].text.endswith(_COLONS) else _FIGURES
    announced = before.text.endswith(_COLONS) and not roles[start - 1]
    return _ANNOUNCED if announced and start > 1 and lines[start - 2].is_prose else 0.0


def _is_table(cells: Sequence[Line], share: float) -> bool:
    figures = sum(_DIGIT.search(cell.text) is not None for cell in cells)
    told = any(is_date_line(cell.text) and tells_day(cell.text) for cell in cells)
    counted = [match[1] for cell in cells if (match := _COUNTED.match(cell.text)) is not None]
    if counted[:3] == ["1", "2", "3"]:
        return False
    bare = sum(_BARE.fullmatch(cell.text) is not None for cell in cells)
    return len(cells) >= _FEWEST and figures >= share * len(cells) and bare >= _BARE_SHARE * len(cells) and not told
