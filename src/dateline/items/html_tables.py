"""Tables inside an article: results, timetables, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .html_blocks import FLAGS, Walk

#: Rows of a table that have two cells and more; the share of its characters that links hold at most; words of prose, which no cell has.
_ROWS, _LINKED, _PROSE = 2, 0.3, 40
_ELSEWHERE = FLAGS["nav"] | FLAGS["footer"] | FLAGS["aside"] | FLAGS["form"] | FLAGS["dialog"]


def table_lines(page: Walk, body: list[int], others: Iterable[int] = ()) -> set[int]:
    """The blocks of the tables that stand between the first and the last block of a body and hold words and figures rather than links: two
    rows and more with two cells each. Rejects a table that holds a block of the body, which sets out the page, and one that leads to
    another story, shows a line of the site or has prose in a cell."""
    taken = set(body).union(others)
    tables: dict[int, list[int]] = {}
    for i in range(body[0] + 1, body[-1]):
        flags = page.flags(i)
        if flags & FLAGS["table"] and not flags & _ELSEWHERE and i not in taken:
            tables.setdefault(_outermost(page, i), []).append(i)
    if not tables:
        return set()
    elements = [page.blocks[i].element for i in body]
    found: set[int] = set()
    for table, lines in tables.items():
        if any(table <= element < page.ends[table] for element in elements) or not _is_of_figures(page, lines):
            continue
        found.update(lines)
    return found


def _outermost(page: Walk, i: int) -> int:
    return [number for number in page.around(page.blocks[i].element, 60) if page.name(number)[0] == "table"][-1]


def _is_of_figures(page: Walk, lines: list[int]) -> bool:
    if any(page.stories[i] is not None or page.kinds[i] or page.blocks[i].size >= _PROSE for i in lines):
        return False
    length, linked = sum(len(page.blocks[i].text) for i in lines), sum(page.blocks[i].linked for i in lines)
    cells = {cell for i in lines for cell in page.around(page.blocks[i].element, 8) if page.name(cell)[0] in ("td", "th")}
    rows = Counter(page.parents[cell] for cell in cells)
    return linked <= _LINKED * length and sum(count > 1 for count in rows.values()) >= _ROWS
