"""python -m bench NAME --data DIR [--limit N] [--peers]; `gate` in the place of NAME runs every benchmark that has floors."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path

from .harness import FLOORS, Result, below_floor, json_line, show


def run(name: str, data: Path, limit: int | None, peers: bool) -> Result:
    """Runs one benchmark by name."""
    start = time.perf_counter()
    result: Result = importlib.import_module(f"bench.{name}").run(data, limit=limit, peers=peers)
    result.seconds = time.perf_counter() - start
    return result


def gate(shared: Path) -> int:
    """Runs every benchmark that has floors; 1 if a figure is under its floor or the data are not those of the floors."""
    failures: list[str] = []
    for name, pinned in json.loads(FLOORS.read_text()).items():
        result = run(name, shared / pinned["data"], pinned.get("limit"), peers=False)
        print(f"{name}: {result.seconds:.0f} s  {json_line(result)}", flush=True)
        if result.digest != pinned["digest"]:
            failures.append(f"{name}: the data's digest is {result.digest}, the floors were pinned on {pinned['digest']}")
        failures += below_floor(result, pinned.get("limit"))
    print("\n".join(failures) or "gate: every figure at or above its floor", file=sys.stderr)
    return 1 if failures else 0


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", help="a module of bench/, or gate")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the groups of data (gate: its parent)")
    parser.add_argument("--limit", type=int, default=None, help="score the first N records of each set")
    parser.add_argument("--peers", action="store_true", help="run the peers in the same run")
    args = parser.parse_args()
    if args.name == "gate":
        return gate(args.data)
    result = run(args.name, args.data, args.limit, args.peers)
    print(show(result), file=sys.stderr)
    print(json_line(result))
    failures = below_floor(result, args.limit)
    print("\n".join(failures), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
