"""Figures that are no toll: money, votes, turnout, participants, capacity."""

from __future__ import annotations

import pytest

from dateline import read
from dateline.events.amounts_finding import amounts
from dateline.events.figures import MOST, counts, pieces


def told(sentence: str) -> list[tuple[str, str, float | None, float | None, str]]:
    return [(a.what, a.unit, a.lower, a.upper, a.span.of(sentence)) for a in amounts(sentence, 0)]


@pytest.mark.parametrize(
    ("sentence", "unit", "lower", "upper", "words"),
    [
        ("The government approved a $2.5 billion loan.", "USD", 2.5e9, 2.5e9, "$2.5 billion"),
        ("The fine of €300,000 was paid.", "EUR", 300_000, 300_000, "€300,000"),
        ("The repairs cost at least 43 million kroner.", "kroner", 43e6, None, "at least 43 million kroner"),
        ("It lent 600 million Norwegian kroner.", "NOK", 6e8, 6e8, "600 million Norwegian kroner"),
        ("Damage was put at between 10 and 12 million pounds.", "GBP", 10e6, 12e6, "10 and 12 million pounds"),
        ("The bank offered $1bn-$1.5bn.", "USD", 1e9, 1.5e9, "$1bn-$1.5bn"),
        ("They pledged up to 50 million Australian dollars.", "AUD", None, 50e6, "up to 50 million Australian dollars"),
        ("The EUR 40 million contract was signed.", "EUR", 40e6, 40e6, "EUR 40 million"),
        ("Half a million euros were stolen.", "EUR", 5e5, 5e5, "Half a million euros"),
    ],
)
def test_money_has_its_currency_and_bounds(sentence: str, unit: str, lower: float, upper: float, words: str) -> None:
    assert told(sentence) == [("money", unit, lower, upper, words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Oil rose to $85 a barrel.",
        "He earns 500 dollars each week.",
        "The bomb weighed 1,200 pounds of explosives.",
        "The five won the cup.",
        "Exports fell by 12 per cent.",
        "In 2024 the team won 3-1.",
        "The country exported 500,000 barrels a day.",
        "Some 300 protesters were arrested on Monday.",
        "The team was voted the best of 2021.",
    ],
)
def test_rates_weights_scores_and_shares_of_other_things_are_no_amounts(sentence: str) -> None:
    assert told(sentence) == []


def test_votes_and_turnout() -> None:
    assert told("Parliament passed the bill by 64 votes to 30.") == [
        ("votes", "votes", 64, 64, "64"),
        ("votes", "votes", 30, 30, "30"),
    ]
    assert told("She won 54.3% of the vote on a turnout of almost 61 per cent.") == [
        ("votes", "per cent", 54.3, 54.3, "54.3% of the vote"),
        ("turnout", "per cent", None, 61, "almost 61 per cent"),
    ]
    assert told("The party received 1.2 million votes.") == [("votes", "votes", 1.2e6, 1.2e6, "1.2 million")]
    assert told("By noon 4,200 people had voted.") == [("votes", "people", 4200, 4200, "4,200")]


def test_participants() -> None:
    assert told("At least 2,000 workers at the mine went on strike.") == [
        ("participants", "people", 2000, None, "At least 2,000")
    ]
    assert told("Thousands of farmers and students took to the streets.") == [("participants", "people", 2000, None, "Thousands")]
    assert told("Unions put the turnout at 45,000.") == [("participants", "people", 45_000, 45_000, "45,000")]
    assert told("The rally drew 12,000 people.") == [("participants", "people", 12_000, 12_000, "12,000")]
    assert told("The summit was attended by 30 leaders.") == [("participants", "people", 30, 30, "30")]


def test_capacity_has_one_form_of_its_unit() -> None:
    assert told("The 1,200-megawatt plant opened.") == [("capacity", "MW", 1200, 1200, "1,200-megawatt")]
    assert told("The pipeline has a capacity of 500,000 barrels of oil per day.")[0][:4] == (
        "capacity",
        "barrels a day",
        5e5,
        5e5,
    )
    assert told("A 500-bed hospital was opened.") == [("capacity", "beds", 500, 500, "500-bed")]
    assert told("The ferry can carry 1,200 passengers.") == [("capacity", "passengers", 1200, 1200, "1,200 passengers")]


def test_a_page_gives_amounts_beside_tolls_with_their_giver_and_event() -> None:
    page = read(
        "About 20,000 people protested in Tbilisi on Sunday, and two policemen were injured.\n"
        "The damage will cost 3 million lari, the city council said.\n",
    )
    (item,) = page.items
    figures = {figure.what: figure for figure in item.figures}
    assert {what: (f.lower, f.unit) for what, f in figures.items()} == {
        "participants": (20_000, "people"),
        "injured": (2, "people"),
        "money": (3e6, "GEL"),
    }
    assert figures["money"].reported_by is not None
    (protest,) = [event for event in item.events if event.type == "PROTEST"]
    assert figures["participants"] in protest.figures


@pytest.mark.parametrize("words", ["5 votes ", "killed 5 ", "$5 ", "1,", "number of people killed ", "rally of 5 workers "])
def test_a_stretch_without_full_stops_is_read_in_parts(words: str) -> None:
    text = words * 400
    parts = list(pieces(text))
    assert "".join(part for part, _ in parts) == text
    assert all(len(part) <= MOST and text.startswith(part, start) for part, start in parts)
    assert all(0 <= a.span.start < a.span.end <= len(text) for a in amounts(text, 0))


def test_a_figure_behind_a_long_list_stands_where_it_stands() -> None:
    text = "and so on " * 200 + "14 people were killed and the damage was put at $3 million"
    assert [c.span.of(text) for c in counts(text, 0)] == ["14"]
    assert [a.span.of(text) for a in amounts(text, 0)] == ["$3 million"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The death toll from floods in the Moroccan city of Safi rose from 17 to 21 on Monday.", [("killed", 21)]),
        ("The toll rose from 9 to 12 after three of the injured died in hospital.", [("killed", 12)]),
        ("The toll from the quake, which hit at 6 in the morning, has risen to 1,200.", [("killed", 1200)]),
        ("Two soldiers and a civilian interpreter were killed in an ambush.", [("killed", 3)]),
        ("Two soldiers were killed and a civilian was injured.", [("killed", 2)]),
        ("Three men and two women died and 12 people were injured.", [("killed", 5), ("injured", 12)]),
        ("Five people, three of them children, died.", [("killed", 5)]),
        ("Of the five, three of them died.", [("killed", 3)]),
    ],
)
def test_those_who_are_counted_beside_others_count_and_parts_do_not(text: str, wanted: list[tuple[str, int]]) -> None:
    assert [(c.what, c.lower) for c in counts(text, 0)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("No one was injured in the fire.", [("injured", 0)]),
        ("No-one was injured in the fire.", [("injured", 0)]),
        ("A mother of 12 was killed in Brooklyn.", []),
        ("Two men, ages 47 and 48, were shot.", []),
        ("He is accused of letting off 13 shots in her death.", []),
        ("A magnitude-5.2 quake has injured three people.", [("injured", 3)]),
    ],
)
def test_numbers_that_count_nobody_hurt_are_no_toll(text: str, wanted: list[tuple[str, float]]) -> None:
    assert [(c.what, c.lower) for c in counts(text, 0)] == wanted
