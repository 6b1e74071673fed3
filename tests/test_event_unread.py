"""Parties and places of events as local news writes them: found wrong where articles that nobody had looked at were read."""

from __future__ import annotations

import pytest
from facts_of import events_of, read

from dateline.entities.run_together import filed_before, is_road
from dateline.entities.shapes import Name
from dateline.events.doers import doers_of
from dateline.language.parsing import english
from dateline.types import Span


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("In June, the senator called on fellow Republicans to unendorse Carl Lind after the mogul claimed that a judge was unfit.",
         "REQUEST", ["the senator"], ["fellow Republicans"]),
        ("Chile filed a separate complaint for relief against the Justice Department on Monday.",
         "ACCUSE", ["Chile"], ["the Justice Department"]),
        (("The men were arrested in Lima on Dec. 31, 2005, three days after authorities said Brown and Jordan shot accomplice Vanessa "
             "Hankins, 26, of Lima, on a sidewalk on the near east side of the city."),
         "ASSAULT", ["Brown", "Jordan"], ["accomplice Vanessa Hankins"]),
        ("Lind doubts the consensus that Russia hacked into the emails of the Labour National Committee.",
         "COERCE", ["Russia"], ["the Labour National Committee"]),
        ("WASHINGTON Barack Obama pardoned two prisoners on Wednesday, officials said.", "CONCEDE", ["Barack Obama"], ["two prisoners"]),
    ],
)  # fmt: skip
def test_parties(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = events_of(text, kind)
    assert [[one.text for one in side] for event in found[:1] for side in (event.actors, event.recipients)] == [
        actors,
        recipients,
    ]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        (
            "The company Alstom will build a pilot plant to capture gas at its power station in South Charleston.",
            "BUILD",
            "South Charleston",
        ),
        ("Wesley Brookes was arrested Wednesday at a residence off of U.S. 79, police said.", "COERCE", None),
        ("WASHINGTON The president pardoned two prisoners on Wednesday and police arrested a guard.", "COERCE", "WASHINGTON"),
    ],
)
def test_places(text: str, kind: str, place: str | None) -> None:
    found = events_of(text, kind)
    assert found and (found[0].place.text if found[0].place else None) == place


def test_who_is_railed_against_for_doing_it_does_it() -> None:
    doc = english()("Officials railed against voters for refusing to wait. Officials were praised for refusing to wait.")
    assert [[doer.text for doer in doers_of(token)] for token in doc if token.text == "refusing"] == [["voters"], ["Officials"]]


def test_a_rate_is_no_event_and_neither_is_who_resigns_himself() -> None:
    assert not events_of("We have about 54 crashes on that road each year which result in 47 injuries.")
    assert events_of("Two people died in two crashes near Lima on Monday.", "ACCIDENT")
    assert not events_of("Rosa Silver says she has more or less resigned herself to renting.")


def test_the_number_of_a_road_is_no_country() -> None:
    for text, road in (
        ("on U.S. 79 near", True),
        ("on US-24 near", True),
        ("on U.S. Route 1 near", True),
        ("with U.S. 10 million", False),
    ):
        end = text.index("S", 4) + (2 if "U.S." in text else 1)
        assert is_road(Name(Span(text.index("U"), end), "country", 1.0), text) == road, text
    assert not [m for m in read("He was found on U.S. 79 near the lake.").mentions if m.type == "country"]


@pytest.mark.parametrize(
    ("text", "town"),
    [("WASHINGTON Barack Obama said", "WASHINGTON"), ("NEW YORK The mayor said", "NEW YORK"), ("OBAMA Is Back", None)],
)
def test_a_town_in_capitals_opens_a_report_without_a_mark(text: str, town: str | None) -> None:
    found = filed_before(0, text)
    assert (found.of(text) if found else None) == town
    assert filed_before(4, f"and {text}") is None


@pytest.mark.parametrize(
    ("later", "place"),
    [
        ("Tom Lind, 40, was arrested later on two counts of robbery, police said.", "DAYTONA BEACH"),
        ("Tom Lind was arrested later in Lima, police said.", "Lima"),
        ("Tom Lind was arrested in 2016 on two counts of robbery, police said.", None),
    ],
)
def test_what_a_later_sentence_tells_without_a_place_was_in_the_town_of_the_report(later: str, place: str | None) -> None:
    text = f"DAYTONA BEACH — A shop on the pier was robbed of four watches on Monday, its owner said. {later}"
    found = [e.place and e.place.text for e in events_of(text) if e.type == "COERCE"]
    assert found == [place]
