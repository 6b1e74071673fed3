"""What is kept from page to page has a bound of memory, whatever the pages hold."""

from __future__ import annotations

import tracemalloc

import pytest

from dateline.dates import stamps
from dateline.items import furniture, html_links, html_tags, lines_features, lines_lexicon, lines_words
from dateline.language import detection
from dateline.remembering import LONGEST, remembered


def test_short_texts_are_worked_out_once_and_long_ones_each_time() -> None:
    seen: list[str] = []

    @remembered(10)
    def length(text: str, *, more: int = 0) -> int:
        """How long."""
        seen.append(text)
        return len(text) + more

    short, long = "a" * LONGEST, "a" * (LONGEST + 1)
    assert [length(short), length(short), length(short, more=1)] == [LONGEST, LONGEST, LONGEST + 1]
    assert [length(long), length(long)] == [LONGEST + 1, LONGEST + 1]
    assert seen == [short, short, long, long]
    assert length.__doc__ == "How long."


def test_a_function_of_one_text_keeps_short_ones_too() -> None:
    seen: list[str] = []

    @remembered(10)
    def length(text: str) -> int:
        """How long."""
        seen.append(text)
        return len(text)

    short, long = "a" * LONGEST, "a" * (LONGEST + 1)
    assert [length(short), length(short), length(long), length(long)] == [LONGEST, LONGEST, LONGEST + 1, LONGEST + 1]
    assert seen == [short, long, long]
    assert length.__doc__ == "How long."


@pytest.mark.parametrize("letter", ["a", "я ", "5 "])
def test_no_cache_takes_hold_of_long_texts(letter: str) -> None:
    first, *kept = (tracked(f"{letter * 8_000}{number}") for number in range(4))
    assert sum(kept) < 8_000, f"and what is loaded at first, {first}"


def tracked(text: str) -> int:
    """Bytes that are held after every function that keeps results has read a text of 8,000 characters or more."""
    read("Bakü'deki depoda çıkan yangında iki itfaiyeci yaralandı ve ağır hasar oluştu, 12 May 2024.")
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        read(f"{text} 12 May 2024")
        return tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()


def read(text: str) -> None:
    line = lines_features.Line(text)
    lines_lexicon.slots(line)
    for stem in list(line.stems)[:5]:
        lines_words.bucket(stem)
    html_tags.look("div", f' id="{text}"')
    furniture.furniture_kind(line.text)
    html_links.site(f"https://{text}.example/page")
    stamps.shown_days(line.text)
    detection.other_language(line.text, "en")
