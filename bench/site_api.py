"""The whole API under schemathesis: seeded requests that the description allows and forbids, over an archive of the sample pages.

`--limit` is the number of cases asked for (2,000 if not said); `--data` is not read. A fault is a server error, or an answer that the
description does not give: status, type of content, schema, a wrong value that is taken. A cursor is the one value that the description
cannot tell right from wrong, so well-formed requests may be refused with 400.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok

import dateline
from dateline.site.answers import GIVES
from dateline.site.app import create_app

from .harness import Result, Row

CASES = 2_000
#: Share of the cases whose parameters of the path name what the archive holds: random ones would only ever find nothing.
KNOWN = 0.5


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Asks every operation as often as any other, `limit` times in all."""
    samples = [Path(str(path)) for path in sorted((files("dateline") / "samples" / "pages").iterdir(), key=str)]
    with tempfile.TemporaryDirectory() as folder, dateline.open_archive(Path(folder) / "news.db") as archive:
        for path in samples:
            for page in dateline.read_path(str(path)):
                archive.add(page)
        count, misses = fuzz(create_app(archive), known(archive), limit or CASES)
    metrics = {name: float(count[name]) for name in ("cases", "answered", "faults", "server errors")}
    return Result("site_api", [Row("dateline", "api", metrics)], samples, misses)


def known(archive: dateline.Archive) -> dict[str, list[dict[str, str]]]:
    """Parameters of paths that lead somewhere, by path."""
    items = archive.items(limit=20).items
    captures = [id for item in items[:5] for id, _ in archive.captures(item.id)]
    return {
        "/item/{id}.json": [{"id": item.id} for item in items],
        "/item/{id}/changes.json": [{"id": item.id} for item in items],
        "/comments/{about}/{id}.json": [{"about": "item", "id": item.id} for item in items],
        "/capture/{id}.json": [{"id": id} for id in captures],
        "/story/{id}.json": [{"id": story.id} for story in archive.stories(limit=20)],
        "/entity/{id}.json": [{"id": entity.id} for entity, _ in archive.entities(limit=20)],
        "/section/{genre}.json": [{"genre": genre} for genre in ("opinion", "documentary", "interview", "live")],
        "/pair/{first}/{second}.json": [{"first": "MAR", "second": "ESP"}, {"first": "KAZ", "second": "AZE"}],
    }


def fuzz(app: Any, places: dict[str, list[dict[str, str]]], cases: int) -> tuple[Counter[str], list[str]]:
    """Counts of cases, of those answered with 200, of faults and of server errors; and a line a fault."""
    count: Counter[str] = Counter()
    misses: list[str] = []
    found = schemathesis.openapi.from_asgi("/api", app).get_all_operations()
    operations = [result.ok() for result in found if isinstance(result, Ok)]
    for number, operation in enumerate(operations):
        share = cases // len(operations) + (number < cases % len(operations))
        while share > 0:  # hypothesis ends early where an operation has few different requests
            asked = _asked(operation, places.get(operation.path, []), share, count, misses, number + count["cases"])
            share -= max(asked, 1)
    assert len(operations) >= len(GIVES)
    return count, misses


def _asked(operation: Any, places: list[dict[str, str]], share: int, count: Counter[str], misses: list[str], number: int) -> int:
    asked = 0

    def ask(case: schemathesis.Case[Any]) -> None:
        nonlocal asked
        asked += 1
        if places and asked % 2 < 2 * KNOWN:
            case.path_parameters = places[asked % len(places)]
        answer = case.call()
        count.update({"cases": 1, "answered": int(answer.status_code == 200), "server errors": int(answer.status_code >= 500)})
        try:
            case.validate_response(answer, excluded_checks=[schemathesis.checks.positive_data_acceptance])
        except FailureGroup as group:
            count["faults"] += 1
            misses.append(f"{case.method} {case.formatted_path} {case.query}: {'; '.join(f.title for f in group.exceptions)}")

    limits = settings(
        max_examples=share, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    seed(number)(limits(given(case=operation.as_strategy())(ask)))()
    return asked
