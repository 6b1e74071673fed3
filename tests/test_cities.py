"""A city is no state where it sees to its own, or lies at an end of a road; bodies of towns and regions are not the state's."""

from datetime import date

import pytest

import dateline
from dateline.reading import add_facts


def read(text: str) -> dateline.Item:
    day = date(2025, 3, 4)
    item = dateline.Item("i", "article", text, (text,), language="en", published=dateline.DateEstimate(day, day))
    return next(add_facts((item,)))


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("The flood plains between Vienna and Budapest have lost a third of their area.", "Vienna", False),
        ("Talks between Vienna and Budapest on the dam have failed.", "Vienna", True),
        ("Oslo will close three streets in the city centre to private cars.", "Oslo", False),
        ("Oslo has rejected the demand of the fishermen.", "Oslo", True),
    ],
)
def test_a_capital_is_a_city_or_a_state(text: str, name: str, state: bool) -> None:
    assert [m.metonym for m in read(text).mentions if m.text == name] == [state]


@pytest.mark.parametrize(
    ("speaker", "state"),
    [
        ("the county government", False),
        ("the port authority", False),
        ("the regional health authority", False),
        ("the health ministry", True),
        ("the government", True),
    ],
)
def test_bodies_of_towns_and_regions_are_not_the_states(speaker: str, state: bool) -> None:
    (said,) = read(f"Two bridges in Peru will stay shut until Sunday, {speaker} said on Monday.").statements
    assert (said.entity is not None) == state


def test_a_route_between_two_countries_says_not_whose_ministry_speaks() -> None:
    item = read(
        "Kazakhstan opened a second track on Monday, and trains in Kazakhstan run again.\n"
        "Talks about a direct train from Urumqi to Astana are under way, the ministry said."
    )
    assert [s.entity.country for s in item.statements if s.entity] == ["KAZ"]
