"""The words of filing that open a report, by each of the readings that stages have of them."""

import pytest

import dateline
from dateline.expressions.filing import BEHIND_DAY, BEHIND_PLACE, FILED_DAY, FILED_TOWN, FILED_WORDS, of_filing
from dateline.types import Span


@pytest.mark.parametrize(
    ("text", "town", "day"),
    [
        ("TBILISI, Georgia (AP) — A court ruled.", "TBILISI", None),
        ("BAKU, 3 January 2025. Twelve people", "BAKU", ", 3 January 2025"),
        ("It rained. SAN PEDRO, May 20: The bridge", "SAN PEDRO", ", May 20"),
        ("NAIROBI, Kenya (AP) _\nA court ruled.", "NAIROBI", None),
    ],
)
def test_a_town_with_its_day(text: str, town: str, day: str | None) -> None:
    found = FILED_TOWN.search(text)
    assert found is not None and (found["town"], found["day"]) == (town, day)


@pytest.mark.parametrize(
    "behind",
    [
        " /TASS/. ",
        ", Azerbaijan, January 3. ",
        " (AP) - ",
        ", 20 May 2025 — ",
        ", Peru, May 20: ",
        " — ",
        " (AP)_ ",
        " (January 16, 2014) – ",
    ],
)
def test_what_stands_behind_a_place(behind: str) -> None:
    found = BEHIND_PLACE.match(behind)
    assert found is not None and found[0].strip() == behind.strip()


def test_no_words_of_filing() -> None:
    assert BEHIND_PLACE.match(", where a court sat") is None
    assert FILED_WORDS.match("Norland said on Monday that it was so") is None
    assert FILED_TOWN.search("Norland, 3 May. The court sat.") is None
    assert FILED_TOWN.search("NAIROBI.\nThe court sat.") is None


@pytest.mark.parametrize(
    ("body", "day", "year"), [("BAKU, 3 January (Agency) - A", "3 January", None), ("Lima (May 20, 2025): A", "May 20", "2025")]
)
def test_the_day_of_filing(body: str, day: str, year: str | None) -> None:
    found = FILED_DAY.match(body)
    assert found is not None and (found["day"], found["y"]) == (day, year)


def test_a_place_behind_a_day_and_all_words_of_filing() -> None:
    assert BEHIND_DAY.match(" OSLO -- The ferry")
    for words in ("TANGIER (Strait Observer) - ", "BAKU, 3 January, AZERTAC — "):
        found = FILED_WORDS.match(words + "The ferry sank")
        assert found is not None and found[0] == words


@pytest.mark.parametrize(
    ("text", "day", "filed"),
    [
        ("It rained.\nBAKU, 3 January (Agency) - A court ruled.", "3 January", True),
        ("It rained. SAN PEDRO, May 20: The bridge fell.", "May 20", True),
        ("BAKU, 3 January (Agency) - A court ruled on 2 January.", "2 January", False),
        ("A court in Baku ruled on 3 January: nobody came.", "3 January", False),
    ],
)
def test_whether_a_day_is_that_of_filing(text: str, day: str, filed: bool) -> None:
    assert of_filing(Span(text.index(day), text.index(day) + len(day)), text) is filed


@pytest.mark.parametrize(
    "opening",
    [
        "MINSK, Sept 11 - ",
        "MINSK, Sept. 11, 2025 (Reuters) — ",
        "Minsk, 11 September - ",
        "Minsk, Belarus, 11 September 2025: ",
        "MINSK, September 11 /TASS/. ",
        "BAKU, Azerbaijan, January 3. ",
    ],
)
def test_words_of_filing_are_no_part_of_what_is_said(opening: str) -> None:
    match = FILED_WORDS.match(opening + "Norland released ten prisoners")
    assert match is not None and match[0] == opening
    item = dateline.read(f"{opening}Belarus released 31 prisoners on Thursday, officials said.").items[0]
    (statement,) = item.statements
    assert [piece.of(item.text) for piece in statement.content] == ["Belarus released 31 prisoners on Thursday"]
