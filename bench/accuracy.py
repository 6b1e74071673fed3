"""Writes docs/accuracy.md, and the table of the README, from bench/results/*.json, the lines that the benchmarks printed.

python -m bench.accuracy
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

from .harness import FLOORS

ROOT = Path(__file__).parent
RESULTS, GOALS, PAGE = ROOT / "results", ROOT / "goals.json", ROOT.parent / "docs" / "accuracy.md"

HEAD = """# Accuracy

Every figure here was printed by a benchmark of this project; `python -m bench.accuracy` writes the page from those lines. Ours stand
beside the peers', measured in the same run, and beside the goal, met or missed. The data are not part of the project; each figure holds
for the data whose digest is named. `bench/floors.json` pins floors that a change may not fall below. A line is of the state in which its
benchmark was last run, which may be older than the code beside it: `git log -1 -- bench/results/NAME.json` tells when it was kept.
"""

README, BEGIN, END = ROOT.parent / "README.md", "<!-- figures: python -m bench.accuracy -->", "<!-- end of figures -->"
#: What the README shows: in words, the benchmark, its data and figure, our row, and whether less is better.
SHOWN = (
    ("other stories left in the text of a flattened page", "clean", "lines", "stories kept", "cross-validated", True),
    ("foreign text left in it", "clean", "lines", "foreign", "cross-validated", True),
    ("the article's text on the pages of fundus, F1", "html", "fundus_fixtures", "f1", "cross-validated", False),
    ("pages dated wrong", "dates", "htmldate_eval", "wrong", "dateline", True),
    ("places found: of them right, of every one found", "places", "lgl", "right all", "dateline", False),
    ("statements with speaker and words, F1", "statements", "polnear", "e2e", "dateline", False),
    ("copies among news texts, F1", "copies", "near_duplicates", "f1", "dateline", False),
    ("stories of a stream, B-cubed F1", "stories", "ecbplus", "f1", "dateline", False),
)


def main() -> None:
    """Writes the page and the table."""
    goals = json.loads(GOALS.read_text(encoding="utf-8"))
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    parts = [HEAD]
    for path in sorted(RESULTS.glob("*.json")):
        result = json.loads(path.read_text(encoding="utf-8"))
        parts += section(result, goals.get(result["benchmark"], {}), result["benchmark"] in floors)
    PAGE.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")


def table() -> str:
    """The README's table: ours beside a peer's, from the same runs."""
    out = ["| | Dateline | best of the peers in the same run |", "|---|---:|---|"]
    for words, name, data, key, own, fewer in SHOWN:
        rows = {
            row["system"]: row
            for row in json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))["rows"]
            if row["data"] == data
        }
        others = {
            system: row[key]
            for system, row in rows.items()
            if key in row and system not in ("dateline", "dateline quick", "dateline read", "cross-validated", "keep all")
        }
        best = (min if fewer else max)(others, key=lambda system: others[system])
        out.append(f"| {words} | {cell(rows[own][key])} | {cell(others[best])} ({best}) |")
    return "\n".join(out)


def section(result: dict[str, Any], goals: dict[str, dict[str, float]], pinned: bool) -> list[str]:
    """One benchmark: what it measures, a table a data set, the goals missed."""
    name = result["benchmark"]
    about = (importlib.import_module(f"bench.{name}").__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
    out = [f"\n## {name}\n", about, f"\nData {result['digest']}{', in the gate' if pinned else ''}.\n"]
    for data in dict.fromkeys(row["data"] for row in result["rows"]):
        rows = [row for row in result["rows"] if row["data"] == data]
        names = list(dict.fromkeys(key for row in rows for key in row if key not in ("system", "data")))
        out.append(f"| {data or name} | " + " | ".join(names) + " |")
        out.append("|---|" + "---:|" * len(names))
        out += [f"| {row['system']} | " + " | ".join(cell(row.get(key)) for key in names) + " |" for row in rows]
        goal = [bound(goals, f"{data}.{key}") for key in names]
        if any(goal):
            out.append("| *goal* | " + " | ".join(goal) + " |")
        out.append("")
    missed = list(misses(result, goals))
    if missed:
        out.append("Missed: " + "; ".join(missed) + ".")
    return out


def cell(value: float | None) -> str:
    """A figure as the page shows it."""
    if value is None:
        return ""
    return (
        str(int(value))
        if float(value).is_integer() and abs(value) > 1
        else f"{value:.3f}"
        if abs(value) < 100
        else f"{value:.0f}"
    )


def bound(goals: dict[str, dict[str, float]], key: str) -> str:
    """A goal as the page shows it."""
    if key in goals.get("at_least", {}):
        return f"≥ {goals['at_least'][key]:g}"
    return f"≤ {goals['at_most'][key]:g}" if key in goals.get("at_most", {}) else ""


def misses(result: dict[str, Any], goals: dict[str, dict[str, float]]) -> list[str]:
    """The goals that our figures miss, as phrases; where there is a cross-validated row, it is the one that is held against the goal."""
    judged = {row["data"] for row in result["rows"] if row["system"] == "cross-validated"}
    own = [row for row in result["rows"] if row["system"] == ("cross-validated" if row["data"] in judged else "dateline")]
    ours = {f"{row['data']}.{key}": value for row in own for key, value in row.items() if key not in ("system", "data")}
    found = []
    for side, sign in (("at_least", "≥"), ("at_most", "≤")):
        for key, goal in goals.get(side, {}).items():
            value = ours.get(key)
            if value is not None and (value < goal if side == "at_least" else value > goal):
                found.append(f"{key} {value:.3f} (goal {sign} {goal:g})")
    return found


if __name__ == "__main__":
    main()
