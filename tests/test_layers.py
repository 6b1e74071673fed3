"""Imports run only forward: a stage imports from stages above it and from the shared records."""

import ast
from pathlib import Path

import dateline

ROOT = Path(dateline.__file__).parent
# The order of docs/design.md. What stands on one line is one room.
ORDER = [
    {"compiled", "types", "errors", "ids", "later", "records", "remembering", "rules", "settings", "tables"},
    {"knowledge"},
    {"language"},
    {"expressions"},
    {"pages"},
    {"items"},
    {"dates"},
    {"entities"},
    {"statements"},
    {"events"},
    {"reading"},
    {"cleaning"},
    {"store"},
    {"identity"},
    {"stories"},
    {"archive"},
    {"export"},
    {"samples"},
    {"sources", "batch"},
    {"alerts"},
    {"site"},
    {"cli"},
]
RANK = {name: i for i, names in enumerate(ORDER) for name in names}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    package = ("dateline", *path.relative_to(ROOT).parts[:-1])
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                base = package[: len(package) - node.level + 1]
                full = (*base, *(node.module or "").split(".")) if node.module else base
                names = [(*full, alias.name) for alias in node.names] if len(full) == 1 else [full]
            else:
                names = [tuple((node.module or "").split("."))]
        elif isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        else:
            continue
        found |= {name[1] for name in names if name[0] == "dateline" and len(name) > 1}
    return found


def test_imports_run_forward() -> None:
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        here = room(path)
        if here == "__init__" or path.name == "__main__.py":
            continue
        assert here in RANK, f"{path.relative_to(ROOT)} stands in no room of the plan"
        wrong += [f"{path.relative_to(ROOT)} imports {name}" for name in imported(path) if RANK.get(name, -1) > RANK[here]]
    assert not wrong, "\n".join(wrong)


def test_modules_stay_small() -> None:
    long = [f"{p.relative_to(ROOT)}: {n}" for p in ROOT.rglob("*.py") if (n := len(p.read_text().splitlines())) > 600]
    assert not long, long
