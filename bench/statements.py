"""Statements against PolNeAR, GUM news, German Wikinews and sentences without any attribution.

`--data` is the folder that holds `statements` (and `pages`, for the sentences of bench/labels/statements.csv). A document is read as one
item, as published. PolNeAR's types count only two shapes of quotation marks, our kinds any shape and what a transcript's layout shows. So
its types are counted in two further ways: "..., ''...'' too" types its contents by the same rule with these marks as well, "..., types by
its marks" types our contents by its rule. The data's README says that both sides are filtered by `type` and defines `type` by the share
of a content's characters in quotation marks; which marks count, and whether a prediction is typed by that rule or by its own word, it
does not say. `by_set_marks` gives 2,178 of the 2,192 true contents of the dev part (19,580 of 19,664 of train) the type that they have.
So both ways are printed; "..., types by its marks" is the one that types both sides by one rule. On PolNeAR claims inside claims do not
count: it has none by design. Rows `polnear` and its types, `gum_news`, `wikinews_de`, `none` (share of sentences that wrongly get a
statement), `speed` (words per CPU-second of this stage alone, of spaCy's small pipeline in the same run, and their ratio).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.entities.finding import find_mentions
from dateline.language.parsing import is_parsed, parse
from dateline.statements.finding import find_statements
from dateline.types import Item, Statement

from .harness import Clock, Result, Row, data_file, records
from .labels.statements_kit import LABELS, text_of
from .statements_entities import chains, right_entity
from .statements_scoring import Attribution, Count, Spans, add, by_all_marks, by_set_marks, of_record

TYPES = ("direct", "mixed", "indirect")
#: The forms that GUM counts; a row of its own counts ours of these alone.
CLAIMS = ("quotation", "clause")
#: Further ways to type the attributions of PolNeAR: for ours, for the true ones.
TYPED = {
    "''...'' too": (by_all_marks, by_all_marks),
    "types by its marks": (by_set_marks, lambda text, one: one),
}
#: The part of the data; a release runs the held-out side by giving its folder as --data, with the same names or these.
PARTS = ("dev", "test")


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores every set that is there; `limit` counts documents of each."""
    folder = data / "statements"
    rows: list[Row] = []
    files: list[Path] = []
    misses: list[str] = []
    clock = {"words": 0.0, "statements": 0.0, "parse": 0.0}
    for name, language in (("polnear", "en"), ("gum_news", "en"), ("wikinews_de", "de")):
        files.append(_file(folder / name))
        documents = list(records(folder / name, files[-1].name.split(".")[0]))[:limit]
        rows += _rows(name, language, documents, clock, misses)
        if peers and name == "polnear":
            from .statements_peers import peer_rows

            rows += peer_rows(documents, misses)
    rows += _none(data, limit, files)
    if clock["statements"]:
        ours, spacy = clock["words"] / clock["statements"], clock["words"] / clock["parse"]
        rows.append(Row("dateline", "speed", {"words": ours, "spacy": spacy, "ratio": ours / spacy}))
    return Result("statements", rows, files, misses)


def _file(folder: Path) -> Path:
    for part in PARTS:
        try:
            return data_file(folder, part)
        except FileNotFoundError:
            continue
    return data_file(folder, PARTS[0])


def _rows(
    name: str, language: str, documents: Sequence[dict[str, Any]], clock: dict[str, float], misses: list[str]
) -> Iterator[Row]:
    counts = {kind: Count() for kind in ("all", *TYPES)}
    further = {(kind, how): Count() for how in TYPED for kind in ("direct", "indirect")} if name == "polnear" else {}
    claims = Count()
    extras: list[tuple[Statement, dict[str, Any]]] = []
    right: list[bool] = []
    for record in documents:
        text = record["text"]
        statements, item, head, lost = _read(record["id"], text, language, clock)
        misses += [f"LOST {name} {record['id']}: {lost}"] if lost else []
        if name == "polnear":
            statements = tuple(s for s in statements if s.parent is None)
        ours, gold = [predicted(s) for s in statements], of_record(record)
        for kind, count in counts.items():
            add(count, text, [a for a in ours if kind in ("all", a.type)], [a for a in gold if kind in ("all", a.type)], head)
        _add_otherwise_typed(further, text, ours, gold, head)
        add(claims, text, [a for a in ours if a.extra.form in CLAIMS], gold, head)
        matched = counts["all"].pairs[len(extras) :]
        extras += [(a.extra, g.extra) for a, g in matched]
        known = chains(record)
        for said, truth in ((a.extra, g.extra.get("speaker_entity")) for a, g in matched):
            if truth:
                right.append(right_entity(said, truth, text, known[truth["chain"]], item.mentions, head))
    metrics = counts["all"].metrics()
    if name == "gum_news":
        metrics["entity"] = _share(right)
    if name == "wikinews_de":
        metrics["addressee"] = _share([bool(s.addressee) == bool(g.get("addressee")) for s, g in extras])
    yield Row("dateline", name, metrics)
    if name == "gum_news":
        yield Row("dateline", f"{name}, quotations and clauses", claims.metrics())
    for kind in TYPES:
        yield Row("dateline", f"{name}-{kind}", counts[kind].metrics())
    for (kind, how), count in further.items():
        yield Row("dateline", f"{name}-{kind}, {how}", count.metrics())


def _add_otherwise_typed(
    further: dict[tuple[str, str], Count],
    text: str,
    ours: list[Attribution],
    gold: list[Attribution],
    head: Callable[[int, int], int],
) -> None:
    for (kind, how), count in further.items():
        mine, true = ([typed(text, a) for a in side] for typed, side in zip(TYPED[how], (ours, gold), strict=True))
        add(count, text, [a for a in mine if a.type == kind], [a for a in true if a.type == kind], head)


def predicted(statement: Statement) -> Attribution:
    """A statement as the scorer wants it."""
    speaker: Spans = ((statement.speaker.span.start, statement.speaker.span.end),) if statement.speaker else ()
    source: Spans = ((words.start, words.end),) if (words := statement.speaker_words) else speaker
    cue: Spans = ((statement.cue.start, statement.cue.end),) if statement.cue else ()
    return Attribution(tuple((s.start, s.end) for s in statement.content), source, cue, statement.kind, statement)


def _read(
    name: str, text: str, language: str, clock: dict[str, float]
) -> tuple[tuple[Statement, ...], Item, Callable[[int, int], int], str | None]:
    """Reads a text as one item; a raise is counted as a lost document."""
    item = Item(name, "article", text, language=language)
    with Clock() as parsing:
        doc = next(iter(parse([item])))
    item = replace(item, mentions=find_mentions(item, doc))
    lost = None
    with Clock() as reading:
        try:
            statements = find_statements(item, doc)
        except Exception as error:
            statements, lost = (), repr(error)
    if language == "en":
        clock["words"] += len(text.split())
        clock["parse"] += parsing.seconds
        clock["statements"] += reading.seconds

    def head(start: int, end: int) -> int:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return start
        return int(span.root.idx) if is_parsed(doc) else max(start, int(span[-1].idx))

    return statements, item, head, lost


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def _none(data: Path, limit: int | None, files: list[Path]) -> Iterator[Row]:
    """Sentences labelled as holding no attribution, each read alone."""
    if not LABELS.exists():
        return
    with LABELS.open(encoding="utf-8") as lines:
        wanted = [row for row in csv.DictReader(lines) if row["label"] == "n"][:300]
    texts: dict[tuple[str, str], str] = {}
    for name in sorted({row["set"] for row in wanted}):
        files.append(data_file(data / "pages" / name, "truth"))
        for record in records(data / "pages" / name, "truth"):
            texts[name, record["id"]] = text_of(record)
    clock = {"words": 0.0, "statements": 0.0, "parse": 0.0}
    got = [
        bool(_read("none", texts[row["set"], row["id"]][int(row["start"]) : int(row["end"])], "en", clock)[0])
        for row in wanted[:limit]
    ]
    yield Row("dateline", "none", {"sentences": len(got), "false": _share(got)})
