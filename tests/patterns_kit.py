"""Every regular expression of the package: those compiled at import and while some samples are read, and literals in the source."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
from itertools import islice
from pathlib import Path
from typing import Any

_USES = {"compile", "search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn"}


def literals(root: Path) -> set[tuple[str, int, str]]:
    """(pattern, flags, place) of the patterns that stand as literals in calls of `re`; flags are those that stand beside them."""
    found = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _USES):
                continue
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args):
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                flags = sum(
                    int(getattr(re, a.attr))
                    for n in [*node.args[1:], *(k.value for k in node.keywords)]
                    for a in ast.walk(n)
                    if isinstance(a, ast.Attribute) and isinstance(a.value, ast.Name) and a.value.id == "re" and a.attr.isupper()
                )
                found.add((first.value, flags, f"{path.relative_to(root)}:{node.lineno}"))
    return found


def compiled() -> set[tuple[str, int, str]]:
    """(pattern, flags, place) of everything that the package has compiled: every module is imported, some samples are read."""
    found: set[tuple[str, int, str]] = set()
    inner: Any = re._compile  # type: ignore[attr-defined]

    def recorded(pattern: Any, flags: int) -> Any:
        frame = sys._getframe(2)
        made = inner(pattern, flags)
        name = frame.f_code.co_filename
        if f"{'dateline'}/" in name.rpartition("src/")[2] and isinstance(made.pattern, str | bytes):
            text = made.pattern if isinstance(made.pattern, str) else made.pattern.decode("latin-1")
            found.add((text, made.flags & ~re.UNICODE, f"{name.rpartition('dateline/')[2]}:{frame.f_lineno}"))
        return made

    re._compile = recorded  # type: ignore[attr-defined]
    import dateline
    from dateline.reading import read_document
    from dateline.samples import documents

    for module in pkgutil.walk_packages(dateline.__path__, "dateline."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for document in islice(documents(), 3):
        read_document(document)
    return found


if __name__ == "__main__":
    everything = compiled()
    import dateline

    root = Path(dateline.__file__).parent
    known = {pattern for pattern, _, _ in everything}
    everything |= {row for row in literals(root) if row[0] not in known}
    print(json.dumps(sorted(everything)))
