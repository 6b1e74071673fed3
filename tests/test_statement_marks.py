"""Quotation marks: what stands inside, in every style, whole or mutilated."""

from __future__ import annotations

import pytest

from dateline.statements.marks import quotations
from tests.growing import grows_with_its_length


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will build it,” she said. “By June.”", ["We will build it,", "By June."]),
        ('"We will build it," she said. "By June."', ["We will build it,", "By June."]),
        ("„Wir bauen das“, sagte sie.", ["Wir bauen das"]),
        ("„Wir bauen das”, sagte sie.", ["Wir bauen das"]),
        ("»Wir bauen das«, sagte sie.", ["Wir bauen das"]),
        ("«Мы построим», — сказала она.", ["Мы построим"]),
        ("She said: ''We will build it.''", ["We will build it."]),
        ("``We will build it,'' she said.", ["We will build it,"]),
        ("‘We will build it,’ she said, and the council’s plan stands.", ["We will build it,"]),
        ("He said 'we will build it' and left.", ["we will build it"]),
        ("“He told me ‘never again’ and left,” she said.", ["He told me ‘never again’ and left,"]),
    ],
)
def test_styles(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers' union and the nurses’ union met.",
        "It isn't the council's; 'tis ours.",
        "A 6'2\" guard, a 5\" pipe and a 10' wall.",
        "Rock ’n’ roll",
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    assert inner(text) == []


def test_a_quotation_opens_again_in_every_paragraph() -> None:
    text = "“One thing is sure, she said.\n“Another is not.\n“The third is over,” she said.\nNobody answered."
    found = quotations(text)
    assert [q.closed for q in found] == [False, False, True]
    assert [q.continues for q in found] == [False, True, True]


def test_a_quotation_that_never_closes_ends_with_its_line() -> None:
    text = "“This never closes, she said.\nThe next line is plain."
    assert inner(text) == ["This never closes, she said."]


def test_an_odd_mark_before_whole_quotations_is_skipped() -> None:
    text = '"It began badly. She said “it was over” and then “it was not” again.'
    assert inner(text) == ["it was over", "it was not"]


def test_a_stray_closing_mark_is_nothing() -> None:
    assert inner("Nothing was said here.” The end.") == []


@pytest.mark.parametrize("sign", ["“", "”", '"', "'", "„", "«", "''", "a'", " '", "“a\n"])
def test_long_runs_take_linear_time(sign: str) -> None:
    assert grows_with_its_length(quotations, sign, 60_000)
