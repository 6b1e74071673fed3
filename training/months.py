"""Names of months in the languages that the grammar of time expressions does not know: python -m training.months writes
dates/months.csv from Unicode CLDR, as Babel carries it. A name that means two months ("listopad") is left out."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from babel import Locale

from dateline.expressions.times import MONTH

OUT = Path(__file__).parents[1] / "src" / "dateline" / "dates" / "months.csv"
LANGUAGES = (
    "af ar az be bg bn bs ca cs da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ka kk lt lv mk ms mt nb nl pl pt ro ru sk "
    "sl sq sr sv sw tr uk ur uz"
)


def months() -> dict[int, list[str]]:
    """Lower-case names by the number of the month, those of the grammar left out."""
    meant: defaultdict[str, set[int]] = defaultdict(set)
    for code in LANGUAGES.split():
        for widths in Locale.parse(code).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in widths[width].items():
                    meant[name.lower().rstrip(".")].add(number)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(meant):
        one = len(meant[name]) == 1 and name not in MONTH
        if one and len(name) > 2 and " " not in name and not any(char.isdigit() for char in name):
            found[min(meant[name])].append(name)
    return found


def main() -> None:
    """Writes the table."""
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["month", "names"])
        writer.writerows([number, " ".join(names)] for number, names in sorted(months().items()))


if __name__ == "__main__":
    main()
