"""Who is meant by the day of an item, and names that stand beside others."""

from __future__ import annotations

import pytest

from dateline.entities.roles import role_of
from dateline.expressions.filing import FILED_TOWN
from dateline.reading import read
from dateline.types import Span


@pytest.mark.parametrize(
    ("year", "name"),
    [("1997", "Heydar Aliyev"), ("2015", "Ilham Aliyev")],
)
def test_of_father_and_son_the_day_of_the_item_chooses(year: str, name: str) -> None:
    text = f"BAKU, 3 January {year} - President Aliyev received guests on Friday. Aliyev said that a bridge would be built."
    (item,) = (item for item in read(text).items if item.kind == "article")
    assert {m.entity.name for m in item.mentions if m.text == "Aliyev" and m.entity} == {name}


def test_without_a_day_father_and_son_stay_a_surname() -> None:
    text = "President Aliyev received guests. He said that a bridge would be built near the port of the town."
    (item,) = (item for item in read(text).items if item.kind == "article")
    assert {m.entity.name for m in item.mentions if m.text == "Aliyev" and m.entity} == {"Aliyev"}


def test_korea_is_the_southern_one_and_law_and_justice_a_party() -> None:
    text = "SEOUL, 2 July 2024 - The minister said that Korea wanted ships. Law and Justice, a party of Poland, agreed with him."
    (item,) = (item for item in read(text).items if item.kind == "article")
    found = {m.text: m.entity for m in item.mentions if m.entity}
    assert found["Korea"].country == "KOR" and found["Korea"].type == "country"
    assert found["Law and Justice"].type == "organisation"


def test_a_title_between_two_names_is_that_of_the_second() -> None:
    text = "He took money from Anna Lind, Judge Rosa Paredes ruled."
    at = text.index("Anna Lind")
    assert role_of(text, Span(at, at + len("Anna Lind"))) is None
    text = "He took money from Anna Lind, mayor of Lyon, and left."
    assert role_of(text, Span(at, at + len("Anna Lind"))) == "mayor of Lyon"


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("PARIS, 7 février 2024 - Le maire a parlé.", "PARIS"),
        ("BERLIN, 5. Juni 2024 - Die Stadt baut.", "BERLIN"),
        ("BOGOTÁ, 8 de agosto de 2024 - La ciudad crece.", "BOGOTÁ"),
    ],
)
def test_a_report_is_filed_in_other_languages_too(text: str, town: str) -> None:
    (found,) = FILED_TOWN.finditer(text)
    assert found["town"] == town
