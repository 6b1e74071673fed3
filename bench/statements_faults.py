"""Texts with mutilated quotation marks: no text may be lost over them.

10,000 stretches of PolNeAR, GUM news, German Wikinews, the Russian sentences of adaq and the dev pages, drawn from a fixed seed around a
quotation mark; a third of the marks of each are dropped, doubled, exchanged for one of another kind, or set apart by spaces or a new
line, and some texts get marks that open and never close, or one quotation inside another. "lost" are texts on which the statements
stage raises an error; "faults" are statements without content or with a span that lies outside of the text, is empty or out of order, or
does not cite its words; "over budget" are texts that cost this stage more than half a CPU second and 20 ms a kB. All three must be 0.
`--limit` is the number of texts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

from dateline.entities.finding import find_mentions
from dateline.language.detection import detect
from dateline.language.parsing import parse
from dateline.statements.finding import find_statements
from dateline.types import Item, Statement

from .harness import Clock, Result, Row, data_file, records
from .labels.statements_kit import SETS, text_of

TEXTS, AT_ONCE = 10_000, 200
#: CPU seconds that a text may cost: as in bench/fuzz.py.
BASE, PER_CHARACTER = 0.5, 20e-6
#: How long a stretch may be, most of them short: what goes wrong does so around a mark.
LONGEST = (120, 120, 240, 240, 240, 400, 1200)
ONCE_IN, ADDED_IN = 3, 4
_MARK = re.compile(r"[“”„‟«»‹›‘’‚\"']|''|``")
_OTHERS = ('"', "'", "“", "”", "„", "«", "»", "‹", "›", "‘", "’", "''", "``", "「", "」")
_OPENING = ('"', "“", "„", "«", "‘", "''")


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Reads as many mutilated texts as `limit` says."""
    texts, files = quoting(data)
    figures = {"texts": 0, "statements": 0, "lost": 0, "faults": 0, "over budget": 0, "slowest ms": 0.0}
    misses: list[str] = []
    made = mutilated(texts, limit or TEXTS)
    while some := list(islice(made, AT_ONCE)):
        for item, doc in zip(some, parse(some), strict=True):
            ready = replace(item, mentions=find_mentions(item, doc))
            found: Sequence[Statement] = ()
            with Clock() as clock:
                try:
                    found = find_statements(ready, doc)
                except Exception as error:
                    figures["lost"] += 1
                    misses.append(f"LOST {item.text[:200]!r}: {error!r}")
            wrong = [fault for one in found for fault in faults(one, item.text)]
            misses += [f"FAULT {item.text[:200]!r}: {fault}" for fault in wrong]
            figures["texts"] += 1
            figures["statements"] += len(found)
            figures["faults"] += len(wrong)
            figures["over budget"] += clock.seconds > BASE + PER_CHARACTER * len(item.text)
            figures["slowest ms"] = max(figures["slowest ms"], 1000 * clock.seconds)
    return Result("statements_faults", [Row("dateline", "mutilated marks", figures)], files, misses)


def quoting(data: Path) -> tuple[list[tuple[str, str]], list[Path]]:
    """Every text of the data that holds a quotation mark, with its language, and the files that they come from."""
    found, files = [], []
    for name, language in (("polnear", "en"), ("gum_news", "en"), ("wikinews_de", "de"), ("adaq", "ru")):
        files.append(data_file(data / "statements" / name, "dev"))
        found += [
            (r["text"], language) for r in records(data / "statements" / name, "dev") if r.get("lang", language) == language
        ]
    for name in SETS:
        files.append(data_file(data / "pages" / name, "truth"))
        found += [(text, detect(text) or "en") for text in map(text_of, records(data / "pages" / name, "truth"))]
    return [one for one in found if _MARK.search(one[0])], files


def mutilated(texts: Sequence[tuple[str, str]], count: int, seed: int = 20250303) -> Iterator[Item]:
    """So many items, each a stretch of one of the texts around a mark, with some of its marks mutilated."""
    chosen = random.Random(seed)
    for number in range(count if texts else 0):
        text, language = chosen.choice(texts)
        mark = chosen.choice(list(_MARK.finditer(text)))
        longest = chosen.choice(LONGEST)
        start = max(0, mark.start() - chosen.randrange(longest))
        worse = _MARK.sub(lambda match: _worse(match.group(), chosen), text[start : start + longest])
        yield Item(f"mutilated-{number}", "article", _added(worse, chosen), language=language)


def _worse(mark: str, chosen: random.Random) -> str:
    if chosen.randrange(ONCE_IN):
        return mark
    return chosen.choice(("", mark * 2, chosen.choice(_OTHERS), f"\n{mark}", f" {mark} ", f"{mark}\n"))


def _added(text: str, chosen: random.Random) -> str:
    """The text, in one case of a few with a mark more that nothing closes, or with all of it inside a quotation."""
    what = chosen.randrange(2 * ADDED_IN)
    if what == 0:
        place = chosen.randrange(len(text) + 1)
        return text[:place] + chosen.choice(_OPENING) + text[place:]
    return f"{chosen.choice(_OPENING)}{text}{chosen.choice(_OTHERS)}" if what == 1 else text


def faults(statement: Statement, text: str) -> Iterator[str]:
    """What is wrong with the places of a statement."""
    if not statement.content:
        yield "no content"
    named = [m for m in (statement.speaker, statement.addressee, statement.medium, *statement.joint) if m is not None]
    spans = [*statement.content, *(s for s in (statement.cue, statement.speaker_words) if s), *(m.span for m in named)]
    yield from (f"{span} is no place of the text" for span in spans if not 0 <= span.start < span.end <= len(text))
    yield from (f"{m.span} is not {m.text!r}" for m in named if text[m.span.start : m.span.end] != m.text)
    pieces = statement.content
    yield from (f"{b} begins before {a} ends" for a, b in pairwise(pieces) if b.start < a.end)
    yield from ("a piece without a letter or digit" for piece in pieces if not any(c.isalnum() for c in piece.of(text)))
