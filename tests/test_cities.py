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
        ("Jakarta is sinking by several centimetres a year.", "Jakarta", False),
        ("Kyiv suffered blackouts on Tuesday.", "Kyiv", False),
        ("Kyiv suffered a setback on Tuesday.", "Kyiv", True),
        ("Havana went dark on Friday.", "Havana", False),
        ("Moscow lost power on Friday.", "Moscow", False),
        ("Moscow lost the war on Friday.", "Moscow", True),
        ("Cairo has 20 million people.", "Cairo", False),
        ("Tehran has 60 days to respond.", "Tehran", True),
        ("London is expensive.", "London", False),
        ("Beijing is concerned about the vote.", "Beijing", True),
        ("Beijing is the largest investor in the port.", "Beijing", True),
        ("Tehran is ready to talk.", "Tehran", True),
        ("Nairobi grew by a third.", "Nairobi", False),
        ("Moscow grew impatient with the talks.", "Moscow", True),
        ("Paris will host the summit next year.", "Paris", False),
        ("Beijing's decision angered the growers.", "Beijing", True),
        ("Moscow’s refusal to sign angered the growers.", "Moscow", True),
        ("Beijing's suburbs were shut.", "Beijing", False),
        ("Oslo's decision to close two streets in the city centre angered shops.", "Oslo", False),
        ("Beijing was accused of spying.", "Beijing", True),
        ("Baghdad was bombed on Monday.", "Baghdad", False),
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
