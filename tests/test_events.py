"""Every example of the lexicon gives its event, no counterexample does; figures keep their bounds."""

from datetime import date

import pytest

import dateline
from dateline.events.lexicon import lexicon
from dateline.reading import add_facts


def read(text: str) -> dateline.Item:
    day = date(2025, 3, 4)
    item = dateline.Item("i", "article", text, (text,), language="en", published=dateline.DateEstimate(day, day))
    return next(add_facts((item,)))


def test_examples() -> None:
    missed = [(kind, text) for kind, text in lexicon().examples if kind not in {e.type for e in read(text).events}]
    assert not missed, missed


def test_counterexamples() -> None:
    wrong = [(kind, text) for kind, text in lexicon().counters if kind in {e.type for e in read(text).events}]
    assert not wrong, wrong


@pytest.mark.parametrize(
    ("text", "what", "lower", "upper"),
    [
        ("At least 37 people were killed in floods in the province of Loja on Monday.", "killed", 37, None),
        ("Up to 200 people were injured when a stand collapsed at the stadium in Quito.", "injured", None, 200),
        ("Gunmen killed two soldiers and a civilian interpreter near the town of Palmas.", "killed", 3, 3),
        ("The death toll rose from 17 to 21 after the crash of a bus near Cusco.", "killed", 21, 21),
        ("Dozens were injured in the earthquake that struck the region on Sunday.", "injured", 24, None),
        ("Police arrested fourteen people after a riot in the city of Lima on Friday.", "arrested", 14, 14),
        ("At least 17 people, including students, were killed after a bus fell off a cliff.", "killed", 17, None),
        ("Three people were killed and 20 others injured in a crash on the motorway.", "injured", 20, 20),
    ],
)
def test_figures(text: str, what: str, lower: float | None, upper: float | None) -> None:
    assert (what, lower, upper) in {(f.what, f.lower, f.upper) for f in read(text).figures}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Chile and Peru have signed a new trade agreement.", "asserted"),
        ("Chile and Peru have not signed the trade agreement.", "negated"),
        ("Chile and Peru will sign a trade agreement in May.", "planned"),
        ("Chile and Peru may sign a trade agreement in May.", "possible"),
        ("Chile and Peru have signed a trade agreement, the minister of Chile said on Monday.", "reported"),
    ],
)
def test_certainty(text: str, certainty: str) -> None:
    assert [e.certainty for e in read(text).events if e.type == "AGREE"] == [certainty]


def test_an_accident_is_no_assault() -> None:
    item = read("A bus with forty passengers crashed into a truck near Arequipa, killing eleven people, police said.")
    assert {e.type for e in item.events} == {"ACCIDENT"}
    assert not item.events[0].actors


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shares in Lima ended higher on Friday after a broad rally led by investors in mining.", "PROTEST"),
        ("We thank the people of Peru for the patience that our people have demonstrated.", "PROTEST"),
        ("A wildfire in the north of Chile has burned 90 homes.", "COERCE"),
        ("The officer accidentally shot himself in the foot near the police station.", "ASSAULT"),
        ("The law of Chad sets a life sentence for those who kill soldiers.", "ASSAULT"),
        ("Police raided a farm near Lima after a tip-off and found two rifles.", "ASSAULT"),
        ("A reader sent the picture to police in Lima.", "MOBILIZE"),
    ],
)
def test_words_in_another_sense(text: str, kind: str) -> None:
    assert kind not in {e.type for e in read(text).events}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("President Maria Rojas of Chad came under pressure to arrest Omar Diallo and send him to the court.", "possible"),
        ("The minister of Peru was forced to resign on Monday.", "asserted"),
        ("Warrants for the arrest of two former ministers of Chad were issued on Monday.", "possible"),
    ],
)
def test_what_is_only_aimed_at(text: str, certainty: str) -> None:
    found = {e.certainty for e in read(text).events if e.type in ("COERCE", "RETREAT")}
    assert found == {certainty}
