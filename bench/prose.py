"""Plain prose with a rail that looks like it: the article's lines of pages made from the set `lines` (see bench/prose_pages.py).

`rail kept`: the share of the rail's lines that the article keeps. `clean whole`: pages without a line of the rail in the article and
without a line of the body lost; `clean end`: without a line of the rail and with the body's last three lines. The row "cross-validated"
reads every page with a model that has seen neither its site nor those of its rail.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from .harness import Result, Row, data_file, f1, records
from .lines_pages import kept, model_of, read_lines, size
from .prose_pages import RailPage, inside_pages, rail_pages, sources


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores the independent, the twin and the inside version, English and other pages; `limit` counts pages of the set `lines`."""
    folder = data / "pages" / "lines"
    pages = sources(list(records(folder, "lines")))[:limit]
    rows = []
    versions = {
        "independent": rail_pages(pages, twins=False),
        "twins": rail_pages(pages, twins=True),
        "inside": inside_pages(pages),
    }
    for version, made in versions.items():
        for name in ("dateline", "cross-validated"):
            outputs = [(page, _read(page, name != "dateline")) for page in made]
            for group, wanted in (("english", True), ("other", False)):
                chosen = [row for row in outputs if (row[0].source.language == "en") == wanted]
                if chosen:
                    rows.append(Row(name, f"{version} {group}", score(chosen)))
    return Result("prose", rows, [data_file(folder, "lines")])


def _read(page: RailPage, unseen: bool) -> list[bool]:
    return kept(page.lines, read_lines(page.lines, None, model_of(page.source.fold) if unseen else None))


def score(pages: list[tuple[RailPage, list[bool]]]) -> dict[str, float]:
    """All figures of some pages."""
    counts: Counter[str] = Counter()
    for page, output in pages:
        rows = list(zip(page.lines, page.body, page.rail, output, strict=True))
        for text, body, rail, out in rows:
            words = size(text)
            counts.update(gold=words * body, out=words * out, both=words * (body and out), rail=rail, leaked=rail and out)
        clean = not any(rail and out for _, _, rail, out in rows)
        body_kept = [out for _, body, _, out in rows if body]
        counts.update(
            pages=1,
            clean=clean,
            whole=all(body_kept),
            clean_whole=clean and all(body_kept),
            clean_end=clean and all(body_kept[-3:]),
        )
    n = counts["pages"]
    return {
        "rail kept": counts["leaked"] / max(1, counts["rail"]),
        "clean whole": counts["clean_whole"] / n,
        "clean end": counts["clean_end"] / n,
        "clean": counts["clean"] / n,
        "whole": counts["whole"] / n,
        "word F1": f1(counts["both"], counts["out"], counts["gold"])[2],
        "pages": n,
    }
