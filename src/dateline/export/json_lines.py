"""An archive as JSON Lines: a first line that names the format, then a line a row; an archive can be rebuilt from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import InputRefused

FORMAT = "dateline archive"
VERSION = 1


def lines(rows: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """The lines, without their ends."""
    yield json.dumps({"format": FORMAT, "version": VERSION})
    for table, row in rows:
        yield json.dumps({"table": table, "row": row}, ensure_ascii=False, separators=(",", ":"))


def rows(given: Iterable[str], *, subject: str = "import") -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of such lines. Raises InputRefused with the number of the line."""
    for number, line in enumerate(given, 1):
        try:
            value = json.loads(line)
            if number == 1:
                if value.get("format") != FORMAT or value["version"] > VERSION:
                    raise InputRefused(f"line 1: is no {FORMAT} of version {VERSION} or older", subject=subject)
                continue
            yield str(value["table"]), dict(value["row"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputRefused(f"line {number}: is no row of an exported archive", subject=subject) from error
