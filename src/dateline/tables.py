"""The packaged tables as they stand in their files: rows of CSV, words of a list, entries of YAML. Nothing is kept: who asks keeps it.

And how a word is looked up that a pattern found where case does not count: such a pattern takes "ı" and "İ" for "i", and small letters do
not, so that "mıllıons" is found and stands in no table.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, TypeVar

Cell = TypeVar("Cell")
#: Letters that a pattern without case takes for others, and small letters do not.
_ODD = re.compile("[İıſ\u212a]")


def rows(package: str, name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file of a package, by the names in its first line. A row without a cell for every name is an error."""
    with (files(package) / name).open(encoding="utf-8") as lines:
        table = csv.reader(lines)
        names = next(table)
        for row in table:
            yield dict(zip(names, row, strict=True))


def words(package: str, name: str) -> frozenset[str]:
    """The words of a text file of a package, one a line or several."""
    return frozenset((files(package) / name).read_text(encoding="utf-8").split())


def entries(package: str, name: str) -> Any:
    """What a YAML file of a package holds, by the loader in C where there is one: it takes a tenth of the time."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((files(package) / name).read_text(encoding="utf-8"), Loader=loader)


def cell(table: Mapping[str, Cell], word: str) -> Cell | None:
    """What a table of small letters holds of a word that a pattern found without case; None of one with an "ı" for an "i"."""
    return table.get(word.casefold())


def plain_case(text: str) -> bool:
    """Whether a pattern without case finds in a text no more than it does in its small letters: none of the odd letters stands in it."""
    return text.isascii() or _ODD.search(text) is None
