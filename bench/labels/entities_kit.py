"""Names to type and pronouns to resolve: lays them out for a labeller, and gathers the labels without any text.

    python -m bench.labels.entities_kit lay-out --what names --data DATA --out FOLDER     FOLDER lies outside the repository
    python -m bench.labels.entities_kit gather  --what names --data DATA --out FOLDER     writes bench/labels/entity_names.csv
    ... --what he                                                                         writes bench/labels/entity_he.csv
    gather --again                                                                        a second labelling: NAME_again.csv

The candidates do not come from the product: names are runs of capitalised words, pronouns and titles a list of words, both drawn in
the order of a hash. See README-entities.md beside this file.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..harness import records

HERE = Path(__file__).parent
#: Where the labels of each kind go, and how many candidates are laid out, at most so many a document. Works and projects are rare
#: among all names, so `names` ends with the titles: words in quotation marks with capitals, and names that end with a word like "Act".
LABELS = {"names": HERE / "entity_names.csv", "he": HERE / "entity_he.csv"}
COUNT = {"names": (620, 8), "titles": (90, 4), "he": (520, 40)}
#: What a name can be; "-" is none, "x" a span that is no whole name, "u" undecided.
TYPES = frozenset(
    ["person", "organisation", "place", "country", "nationality", "work", "project", "group", "medium", "-", "x", "u"]
)
_CAPITAL = r"[A-ZÀ-Þ][\w-]*(?:['’](?!s\b)\w+)?(?:\.(?=[A-Z]))?"
_NAME = re.compile(rf"\b{_CAPITAL}(?: (?:(?:of|for|the|and|de|al|bin|von|van) )?{_CAPITAL}){{0,6}}")
_LINK = r"(?:(?:a|an|and|at|by|for|from|in|is|of|on|or|the|to|with|[\d:&]+) )*"
_TITLES = re.compile(
    rf"[“\"‘](?P<quoted>{_CAPITAL}(?:,? {_LINK}{_CAPITAL}){{1,9}})[?!.,]?[”\"’]"
    rf"|\b(?P<ends>{_CAPITAL}(?: (?:(?:of|for|the|and|on) )?{_CAPITAL}){{0,5}} (?:Act|Agreement|Accord|Treaty|Bill|Plan|Project|Pipeline"
    r"|Program|Programme|Initiative|Partnership|Amendment|Report|Guide|Campaign|Mission|Challenge|Strategy|Review|Dam|Route))\b"
)
_SAYS = (
    r"(?:said|says|told|tells|added|adds|argue[sd]|claim(?:s|ed)|not(?:ed|es)|wrote|writes|tweeted|insist(?:s|ed)|believe[sd]?|thinks?"
    r"|thought|wants?|wanted|warn(?:s|ed)|explain(?:s|ed)|suggest(?:s|ed)|called|calls|asked|asks|promise[sd]|vow(?:s|ed)|pledged|urge[sd]"
    r"|plan(?:s|ned)|hope[sd]?|continued?|responded|replied|state[sd]|declare[sd]|announced|acknowledged|admit(?:s|ted)|pointed|knows?"
    r"|knew|felt|feels|recalled|recounted|described|denied|defended|criticized|praised|accused|complained|conceded|concluded|expect(?:s|ed)"
    r"|considers?|predicted|joked|quipped|boasted|bragged|referred|asserted|emphasized|stressed|reiterated|testified|proposed|expressed"
    r"|dismissed|mocked|supports?|supported|endorsed|refused|decided|signaled|cited|questioned|spoke|speaks|likes?|liked|loves?|loved)"
)
_TITLE = (
    r"(?:candidate|nominee|president|president-elect|senator|governor|secretary|minister|businessman|businesswoman|billionaire|mogul"
    r"|congressman|congresswoman|spokesman|spokeswoman|director|chairman|mayor|lawmaker|judge|attorney|lawyer|moderator|host|lady|general"
    r"|developer|Democrat|Republican|professor|strategist|father|mother)"
)
_HE = re.compile(
    rf"\b(?P<who>[Hh]e|[Ss]he|[Tt]he (?:[\w’'-]+ ){{0,2}}{_TITLE}) (?:\w+ ){{0,2}}{_SAYS}\b"
    rf"|\b{_SAYS} (?P<after>he|she)\b"
)


@dataclass(frozen=True)
class Candidate:
    """A span of a document of one set."""

    set: str
    id: str
    start: int
    end: int
    text: str

    @property
    def order(self) -> str:
        """A hash that depends on nothing but the place."""
        return hashlib.sha256(f"{self.set}|{self.id}|{self.start}".encode()).hexdigest()


def documents(what: str, data: Path) -> Iterator[tuple[str, str, str]]:
    """Set, id and text of the documents: PolNeAR dev for pronouns, that and TR-News dev for names."""
    for record in records(data / "statements" / "polnear", "dev"):
        yield "polnear", record["id"], record["text"]
    if what != "he":
        for record in records(data / "places" / "trnews", "documents"):
            yield "trnews", record["id"], record["text"]


def candidates(what: str, data: Path) -> list[Candidate]:
    """The spans to label, in the order of a hash; of names the titles last, those that no earlier span touches."""
    chosen = drawn(what, data)
    if what == "names":
        seen = {(c.id, at) for c in chosen for at in range(c.start, c.end)}
        chosen += [c for c in drawn("titles", data) if not any((c.id, at) in seen for at in range(c.start, c.end))]
    return chosen


def drawn(what: str, data: Path) -> list[Candidate]:
    """The spans of one kind, so many of all documents and of each."""
    count, a_document = COUNT[what]
    found: list[Candidate] = []
    for name, document, text in documents(what, data):
        own = [Candidate(name, document, *span, text) for span in spans(what, text)]
        found += sorted(own, key=lambda c: c.order)[:a_document]
    return sorted(found, key=lambda c: c.order)[:count]


def spans(what: str, text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every candidate: a capitalised run that does not open a sentence with a single word, a title, or a pronoun that
    speaks."""
    if what in ("he", "titles"):
        for match in (_HE if what == "he" else _TITLES).finditer(text):
            yield match.span(match.lastgroup or 0)
        return
    for match in _NAME.finditer(text):
        opens = not match.start() or text[: match.start()].rstrip(" “\"'‘")[-1:] in (".", "!", "?", "\n", ":", "")
        if len(match[0]) > 2 and not (opens and " " not in match[0]):
            yield match.span()


def lay_out(what: str, data: Path, out: Path) -> None:
    """Writes FOLDER/labels.tsv: number, an empty column for the label, the span in [[ ]] with what stands around it."""
    out.mkdir(parents=True, exist_ok=True)
    before, after = (700, 160) if what == "he" else (160, 120)
    lines = ["number\tlabel\tcontext"]
    for number, found in enumerate(candidates(what, data), 1):
        text, start, end = found.text, found.start, found.end
        context = f"{text[max(0, start - before) : start]}[[{text[start:end]}]]{text[end : end + after]}"
        lines.append(f"{number}\t\t{' '.join(context.replace(chr(10), ' / ').split())}")
    (out / "labels.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} laid out in {out / 'labels.tsv'}", file=sys.stderr)


def gather(what: str, data: Path, out: Path, again: bool = False) -> None:
    """Writes the labels as set, id, start, end, label; of `he` the label is the offsets of the person's name, START-END, or `-`."""
    with (out / "labels.tsv").open(encoding="utf-8") as file:
        filled = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    found = candidates(what, data)
    if len(filled) != len(found):
        raise SystemExit(f"labels.tsv has {len(filled)} lines, {len(found)} were laid out: a line was added or lost")
    into = LABELS[what].with_stem(LABELS[what].stem + "_again") if again else LABELS[what]
    with into.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["set", "id", "start", "end", "label"])
        for row, candidate in zip(filled, found, strict=True):
            if row[1].strip():
                label = read_label(what, row[1].strip(), candidate, int(row[0]))
                writer.writerow([candidate.set, candidate.id, candidate.start, candidate.end, label])


def read_label(what: str, label: str, candidate: Candidate, number: int) -> str:
    """A type as it stands; the name of a person as the offsets of its first place in the document, or of the last before the pronoun."""
    if what == "names":
        if label not in TYPES:
            raise SystemExit(f"line {number}: label {label!r} is none of {', '.join(sorted(TYPES))}")
        return label
    if label in ("-", "u"):
        return label
    at = candidate.text.rfind(label, 0, candidate.start)
    at = at if at >= 0 else candidate.text.find(label)
    if at < 0:
        raise SystemExit(f"line {number}: {label!r} does not stand in the document; write the name as the text has it")
    return f"{at}-{at + len(label)}"


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.labels.entities_kit", description=__doc__)
    parser.add_argument("step", choices=("lay-out", "gather"))
    parser.add_argument("--what", choices=tuple(LABELS), required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--again", action="store_true", help="gather a second labelling of some spans, to measure agreement")
    args = parser.parse_args()
    if args.step == "lay-out":
        lay_out(args.what, args.data, args.out)
    else:
        gather(args.what, args.data, args.out, args.again)
    return 0


if __name__ == "__main__":
    sys.exit(main())
