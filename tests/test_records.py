"""Records survive the way to JSON and back."""

import json

import dateline
from dateline.records import from_plain, to_plain
from dateline.types import Figure, Page, Span

TEXT = """Bridge opens after two years of work
LIMA, 3 March 2025 - The new bridge over the river Rimac was opened on Monday, the mayor said.
“We waited a long time for this day,” Mayor Rosa Quispe told reporters. At least 300 people came.
"""


def test_a_page_survives_json() -> None:
    page = dateline.read(TEXT, url="https://diario.example/bridge", media_type="text/plain")
    assert from_plain(Page, json.loads(json.dumps(to_plain(page)))) == page


def test_open_bounds_survive() -> None:
    figure = Figure("f", Span(0, 3), "killed", 37.0, None)
    assert from_plain(Figure, to_plain(figure)) == figure
