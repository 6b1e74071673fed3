"""What a word tells beside others: bombs and gas, arson and none, markets and roads, recognition, days that belong to others."""

from datetime import date

import pytest
from facts_of import read


def days(text: str, kind: str) -> list[tuple[date | None, date | None] | None]:
    return [(e.when.earliest, e.when.latest) if e.when else None for e in read(text).events if e.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Police arrested a woman in Quito on Monday, four days after the robbery.", "COERCE", date(2025, 3, 3)),
        ("Gunmen killed six guards in Chad on Sunday, a week after a raid that killed two.", "ASSAULT", date(2025, 3, 2)),
        ("The miners marched in La Paz on Friday, three years after the strike.", "PROTEST", date(2025, 2, 28)),
        ("Train crash kills 8 in Chile\nEight people died when a train left the rails on Sunday.", "ACCIDENT", date(2025, 3, 2)),
        (
            "Train crash kills 8 in Chile\nIn Santiago the train crash stopped all traffic on Sunday.",
            "ACCIDENT",
            date(2025, 3, 2),
        ),
    ],
)
def test_an_event_keeps_its_own_day(text: str, kind: str, day: date) -> None:
    assert days(text, kind) == [(day, day)]


@pytest.mark.parametrize(
    "lead",
    [
        "The station in the valley will stay shut until Friday, the mayor of the town said.",
        "The railway has used this line since February 3, the mayor of the town said.",
        "The mayor of the town opened a new school for girls on Sunday.",
    ],
)
def test_days_of_other_things_in_a_lead_date_no_headline(lead: str) -> None:
    assert days(f"Train crash kills 8 in Chile\n{lead}", "ACCIDENT") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "A gas explosion wrecked a shop in Quito on Monday, injuring two people.\nPeople thought of a car bomb at first.",
        "An explosion killed two people at a mine in Quito on Monday. A car bomb killed four people in Chad on Sunday.",
        "A fire killed two people at a hotel in Quito. Her last film had bombed at the box office.",
        "Police saw no evidence of arson in the fire that killed two people in Quito.",
        "A fire killed two people in Quito on Monday, and the police ruled out arson.",
        "A truck crash beside the stock exchange in Quito injured four people on Monday.",
        "A plane crash killed two investors in Quito on Monday.",
    ],
)
def test_an_accident_stays_one(text: str) -> None:
    assert [e.type for e in read(text).events].count("ACCIDENT") == 1


@pytest.mark.parametrize(
    "text",
    [
        "An explosion killed two people at a hotel in Quito on Monday, and an explosive device was found.",
        "An explosion killed two people at a hotel in Quito. The suicide attack was the second in May.",
        "An explosion killed two people at a hotel in Quito. Police found parts of a home-made bomb.",
        "An explosion killed two people at a hotel in Quito in what the mayor called a terror attack.",
        "An arsonist lit the fire that killed two people in Quito.",
        "Two people died in a fire in Quito that was deliberately lit.",
        "Two people died in a fire in Quito that was set intentionally.",
        "The stock market crash killed off many of the shops in Quito.",
    ],
)
def test_a_deed_or_a_market_is_no_accident(text: str) -> None:
    assert "ACCIDENT" not in {e.type for e in read(text).events}


def test_a_toll_stays_with_its_own_blast() -> None:
    text = "A car bomb killed a mayor in Quito in 1992. On Monday, a gas explosion in Quito killed six people."
    assert {e.type: [f.lower for f in e.figures] for e in read(text).events} == {"ASSAULT": [], "ACCIDENT": [6]}


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Chile warned US over copper tariffs.", "THREATEN", ["Chile"], ["US"]),
        ("The nurse was kidnapped and then freed by police in Quito.", "ASSAULT", [], ["The nurse"]),
        ("The mayor was criticized and later thanked by Tom Lind.", "ACCUSE", [], ["The mayor"]),
        ("A court in Quito jailed four nurses on fraud charges on Monday.", "SANCTION", ["A court in Quito"], ["four nurses"]),
        ("Kenya jailed three farmers awaiting appeal in Nairobi.", "SANCTION", ["Kenya"], ["three farmers"]),
        ("Chile blamed the attack on the village on Peru.", "ACCUSE", ["Chile"], ["Peru"]),
        ("Kenya blamed the raid on the bridge on Chad.", "ACCUSE", ["Kenya"], ["Chad"]),
        ("A missile strike on a residential block killed guards.", "ASSAULT", [], ["a residential block", "guards"]),
        ("A shooting on the northern highway wounded a guard.", "ASSAULT", [], ["a guard"]),
        ("Kenya condemned the violence against nurses in Chad.", "ACCUSE", ["Kenya"], ["Chad"]),
        ("Police are investigating a complaint against Tom Lind.", "ACCUSE", ["Police"], ["Tom Lind"]),
        ("Chile is fully prepared to hold talks with Peru.", "AGREE", ["Chile"], ["Peru"]),
        ("Chad is fully ready to attack Kenya.", "THREATEN", ["Chad"], ["Kenya"]),
        ("Tom Lind held a rally in Quito on Sunday against the mayor.", "PROTEST", ["Tom Lind"], []),
        ("Kenya recognized Maria Rojas on Monday.", "SUPPORT", ["Kenya"], ["Maria Rojas"]),
    ],
)
def test_who_is_meant(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = [([a.text for a in e.actors], [a.text for a in e.recipients]) for e in read(text).events if e.type == kind]
    assert found == [(actors, recipients)]


def test_a_day_is_no_place() -> None:
    text = "The case was heard in District Court on Monday, where a judge jailed Maria Rojas for two years."
    assert [e.place.text if e.place else None for e in read(text).events if e.type == "SANCTION"] == [None]
