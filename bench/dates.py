"""Publication days of web pages: right, wrong, not known, and whether the truth lies in the stated interval. "dateline" is
`dateline.published`, "dateline read" what `read(..., facts=False)` says, "dateline quick" the markup alone. Peer: htmldate. The weights of
evidence were fitted on these pages; by five folds over sites `python -m training.date_trust --data DIR --report` gives htmldate_eval .933
right and .029 wrong, fundus_fixtures .986 and .010.
Some truths are slips or another reading of the page: docs/dates.md lists them. "documents": texts without metadata; "bodies": the
articles of the dated pages as such texts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import dateline
from dateline.types import DateEstimate

from .harness import Clock, Result, Row, data_file, records

#: Characters of the shortest article whose words are dated alone.
_SHORTEST = 200


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """htmldate_eval, fundus_fixtures and, from text alone, times/documents."""
    rows, files = [], []
    bodies: list[dict[str, Any]] = []
    for name in ("htmldate_eval", "fundus_fixtures"):
        folder = data / "pages" / name
        files += [data_file(folder, "pages"), data_file(folder, "truth")]
        pairs = [
            (p, t)
            for p, t in itertools.islice(zip(records(folder, "pages"), records(folder, "truth"), strict=True), limit)
            if isinstance(t.get("date"), str)
        ]
        truths = [date.fromisoformat(t["date"][:10]) for _, t in pairs]
        bodies += _bodies(pairs)
        for quick in (False, True):
            with Clock() as clock:
                found = [dateline.published(p["html"], url=p["url"], media_type="text/html", quick=quick) for p, _ in pairs]
            system = "dateline quick" if quick else "dateline"
            rows.append(Row(system, name, {**days(found, truths), "pages/cpu-s": len(pairs) / clock.seconds}))
        with Clock() as clock:
            found = [published(dateline.read(p["html"], url=p["url"], media_type="text/html", facts=False)) for p, _ in pairs]
        rows.append(Row("dateline read", name, {**days(found, truths), "pages/cpu-s": len(pairs) / clock.seconds}))
        if peers:
            for fast in (True, False):
                with Clock() as clock:
                    peer = [htmldate(p, fast) for p, _ in pairs]
                rows.append(
                    Row(
                        f"htmldate {'fast' if fast else 'extensive'}",
                        name,
                        {**days(peer, truths), "pages/cpu-s": len(pairs) / clock.seconds},
                    )
                )
    folder = data / "times" / "documents"
    files.append(data_file(folder, "documents"))
    rows.append(Row("dateline", "documents", from_text(list(itertools.islice(records(folder, "documents"), limit)))))
    rows.append(Row("dateline", "bodies", from_text(bodies)))
    return Result("dates", rows, files)


def _bodies(pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> list[dict[str, Any]]:
    """The articles of dated pages as texts without metadata: what our own reader takes for their paragraphs."""
    found = []
    for page, truth in pairs:
        article = dateline.read(page["html"], url=page["url"], media_type="text/html", facts=False).article
        if article is not None and len(article.text) > _SHORTEST:
            found.append({"text": "\n\n".join(article.paragraphs), "date": truth["date"], "stated": False})
    return found


def published(page: dateline.Page) -> DateEstimate | None:
    """The article's date, or the first item's that has one."""
    items = [page.article] if page.article else list(page.items)
    return next((item.published for item in items if item and item.published), None)


def htmldate(page: dict[str, Any], fast: bool) -> DateEstimate | None:
    """The peer's day."""
    from htmldate import find_date

    found = find_date(page["html"], url=page["url"], original_date=True, extensive_search=not fast)
    return DateEstimate(date.fromisoformat(found), date.fromisoformat(found)) if found else None


def days(found: list[DateEstimate | None], truths: list[date]) -> dict[str, float]:
    """Shares of all pages."""
    right = sum(e is not None and e.day == t for e, t in zip(found, truths, strict=True))
    wrong = sum(e is not None and e.day is not None and e.day != t for e, t in zip(found, truths, strict=True))
    stated = [(e, t) for e, t in zip(found, truths, strict=True) if e is not None]
    inside = sum(e.earliest <= t <= e.latest for e, t in stated)
    return {
        "right": right / len(truths),
        "wrong": wrong / len(truths),
        "interval": (len(stated) - right - wrong) / len(truths),
        "not known": 1 - len(stated) / len(truths),
        "inside": inside / max(1, len(stated)),
    }


def from_text(documents: list[dict[str, Any]]) -> dict[str, float]:
    """Documents without any metadata."""
    found = [published(dateline.read(d["text"], media_type="text/plain", facts=False)) for d in documents]
    truths = [date.fromisoformat(d["date"][:10]) for d in documents]
    stated = [(e, t) for e, t in zip(found, truths, strict=True) if e is not None]
    widths = [(e.latest - e.earliest).days for e, _ in stated]
    metrics = {
        "inside": sum(e.earliest <= t <= e.latest for e, t in stated) / max(1, len(stated)),
        "answered": len(stated) / len(truths),
    }
    for name, width in (("< 10 years", 3652), ("< 1 year", 366), ("< 1 month", 31), ("< 1 week", 7)):
        metrics[name] = sum(w <= width for w in widths) / len(truths)
    if full := [(e, t) for e, t, d in zip(found, truths, documents, strict=True) if d["stated"]]:
        metrics["stated right"] = sum(e is not None and e.day == t for e, t in full) / len(full)
    return metrics
