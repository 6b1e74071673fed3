"""What the words of a text without fields say of its day: years to come, accounts, its own address, and what only looks like the past."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.dates.words import past_dates
from dateline.expressions.times import find
from dateline.types import DateEstimate, Item

LONG = (
    "A man was hurt when he fell from a wall on Quay Street on Tuesday evening, the police said. He had tried to reach his cat, which sat "
    "on the roof of the old customs house. Neighbours called an ambulance, and the cat came down by itself."
)


def dated(text: str) -> DateEstimate | None:
    """When a bare text was written."""
    return dateline.read(text, media_type="text/plain", facts=False).items[0].published


def kinds(found: DateEstimate | None) -> set[str]:
    """The kinds of evidence that were used."""
    return {e.kind for e in found.evidence if e.used} if found else set()


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("The harbour board expects to finish the new quay in 1997, its chairman said.", "to-come-year", 1988, 1997),
        ("Tallinn will open a second tram depot by the end of 2014, the council decided on Monday.", "to-come-year", 2005, 2014),
        ("In the 1988 third quarter, the ferry line earned $3 million. It carried fewer cars this time.", "account", 1987, 1990),
        ("The yard lost $3 million. In fiscal 2011, it had earned $5 million.", "account", 2010, 2013),
        ("A man was found dead in Haapsalu on Monday. It was the third homicide of 2014 there.", "counted", 2014, 2015),
        (
            f"{LONG} (Source: Harbour Wire © Tallinn Harbour Post 2014. All rights reserved.)",
            "copyright",
            2012,
            2015,
        ),
    ],
)
def test_years_without_a_day(text: str, kind: str, first: int, last: int) -> None:
    found = dated(text)
    assert found is not None and kind in kinds(found)
    assert (found.earliest, found.latest) == (date(first, 1, 1), date(last, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "The ferry line sold bonds that will be due in 2019, its bank said.",
        "He will be released in 2038, the judge said, when the sentence ends.",
        "“We will open the depot in 2014,” he had promised.",
        "In 2005 the council had said that it would open a depot.",
        "The depot that was planned in 2005 will open, the council said.",
    ],
)
def test_years_that_say_nothing_of_now(text: str) -> None:
    assert not kinds(dated(text)) & {"to-come-year", "account", "counted"}


def test_a_round_year_to_come_only_ends() -> None:
    found = dated("The city plans to halve its emissions by 2030. Its port was flooded in May 2021.")
    assert found is not None and found.latest <= date(2030, 12, 31) and found.earliest == date(2021, 5, 1)


def test_the_address_that_a_text_gives_for_itself() -> None:
    found = dated(f"{LONG} Read or Share this story: https://www.harbourpost.example/story/news/2018/03/10/man-hurt/")
    assert found is not None and (found.earliest, found.latest) == (date(2018, 3, 9), date(2018, 3, 11))


def test_what_is_announced_in_german_is_not_past() -> None:
    announced = dated("Das Museum lädt Besucher am 27. Februar 2015 in die Stadthalle ein, Karten sind an der Kasse zu haben.")
    assert announced is None or announced.earliest <= date(2014, 2, 27)
    happened = dated("Bei einem Brand in der Stadthalle wurden am 27. Februar 2015 drei Menschen verletzt.")
    assert happened is not None and happened.earliest == date(2015, 2, 25)


def test_a_text_that_names_a_later_year_is_not_of_its_latest_day() -> None:
    text = "The mill burned down on June 3, 1993. {} Its last worker, who kept the keys, died this week."
    assert "latest-past-reach" in kinds(dated(text.format("")))
    assert "latest-past-reach" not in kinds(dated(text.format("The museum in its place won a prize for 2024.")))


@pytest.mark.parametrize(
    "text",
    [
        "Le vent a soufflé à 195 km/h cette nuit, plus que le précédent record qui datait du 2 février 1988. Dix villes sont touchées.",
        "El barril cerró hoy en 18 dólares, su cotización más baja desde el 6 de marzo de 2002. Así lo dijo el banco.",
        "The airline has a new date for joining the alliance: March 31, 2021. The carrier had planned it earlier.",
    ],
)
def test_a_day_inside_a_sentence_is_no_date_line(text: str) -> None:
    found = dated(text)
    assert found is None or found.earliest != found.latest


def test_a_picture_s_day_with_its_photographer() -> None:
    found = dated(
        "The president speaks to soldiers in Orleans, France, January 16, 2020. Jean Morel/Pool via Wire\n\nPARIS – Protesters gathered."
    )
    assert found is None or found.day is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Estonia lost 40 per cent of its rye harvest to drought in 2018, the ministry said.", True),
        ("The choir moved to Lisbon in 2018 and still sings there.", True),
        ("The yard hopes to launch in 2018, its chairman said.", False),
    ],
)
def test_what_was_done_to_somebody_in_a_year_is_past(words: str, told: bool) -> None:
    item = Item("x", "article", words, (words,), language="en")
    assert bool(list(past_dates(item, find(words)))) is told
