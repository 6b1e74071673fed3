"""Stories of a batch: windows of days that overlap, joined where they share an article; copies follow their originals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from bench.stories import b_cubed
from bench.story_stream import stream
from dateline.batch.rows import page_rows
from dateline.batch.schema import ROWS
from dateline.batch.windows import STEP, WINDOW, articles_of, group, joined, stories, windows_of
from dateline.stories.clustering import story_id
from dateline.types import DateEstimate, Item, Page


def table_of(items: list[Item]) -> pa.Table:
    rows: list[dict[str, Any]] = [
        row for item in items for row in page_rows(Page(item.text, (), (item,))) if row["kind"] == "item"
    ]
    return pa.Table.from_pylist(rows, ROWS)


def found(items: list[Item]) -> dict[str, dict[str, Any]]:
    held: dict[int, list[Item]] = {}
    for item in items:
        assert item.published
        for window in windows_of(item.published.latest):
            held.setdefault(window, []).append(item)
    tables = [group(articles_of(table_of(inside)), window) for window, inside in held.items()]
    return {row["item"]: row for row in stories(pa.concat_tables(tables)).to_pylist()}


def test_days_within_a_step_share_a_window() -> None:
    for start in range(40):
        one = date(2031, 3, 1) + timedelta(days=start)
        assert len(windows_of(one)) == WINDOW // STEP
        for apart in range(STEP + 1):
            assert set(windows_of(one)) & set(windows_of(one + timedelta(days=apart)))
        assert not set(windows_of(one)) & set(windows_of(one + timedelta(days=WINDOW)))


def test_planted_stories_are_found_in_any_order_and_copies_belong_to_them() -> None:
    planted, truth = stream(24)
    items = [item for _, item in planted]
    original = max((item for item in items if item.kind == "article"), key=lambda item: len(item.text))
    assert original.published
    later = original.published.latest + timedelta(days=2)
    copy = replace(original, id="f" * 24, revision="f" * 24, published=DateEstimate(later, later))
    rows = found([*items, copy])
    articles = {item.id for item in items if item.kind == "article"}
    assert set(rows) == articles | {copy.id}
    assert rows[copy.id]["story"] == rows[original.id]["story"] and rows[copy.id]["copy_of"] in articles
    gold = {id: one.key for one in truth for id in one.items if id in articles}
    assert b_cubed([rows[id]["story"] for id in gold], list(gold.values()))[2] > 0.9
    assert found([copy, *items[::-1]]) == rows
    for story in {row["story"] for row in rows.values()}:
        inside = sorted((row["day"], row["item"]) for row in rows.values() if row["story"] == story)
        assert story == story_id(inside[0][1])


def test_parties_are_joined_through_others() -> None:
    firsts = {f"{n}:a": (date(2031, 3, 1) + timedelta(days=n), f"item-{n}") for n in range(5)}
    pairs = [("3:a", "2:a"), ("1:a", "0:a"), ("2:a", "1:a")]
    expected = {f"{n}:a": story_id("item-0") for n in range(4)} | {"4:a": story_id("item-4")}
    assert joined(pairs, firsts) == joined(pairs[::-1], firsts) == expected
