"""Tolls of another time, or taken back, are none of the news; nobody meets himself; countries before a comma act."""

from dataclasses import replace
from datetime import date, datetime

import facts_of
import pytest

import dateline
from dateline.stories.telling import told
from dateline.types import Entry


def read(text: str) -> dateline.Item:
    return facts_of.read(text, date(2026, 3, 4))


def owned(text: str) -> list[int]:
    """The numbers killed that events of today carry."""
    events = [e for e in read(text).events if not (e.when and e.when.latest < date(2026, 1, 1))]
    return sorted(int(f.lower or 0) for e in events for f in e.figures if f.what == "killed")


NEWS = "A bus fell into a ravine in Peru on Tuesday, killing 11 people. "


@pytest.mark.parametrize(
    "behind",
    [
        "In 2019 a bus fell into the same ravine and killed six people.",
        "More than 3,000 people died on the country's roads in 2023, according to official figures.",
        "Buses are old: some 400 people are killed in crashes each year.",
        "In May last year, nine people died on the same road.",
    ],
)
def test_tolls_of_other_times_belong_to_no_event_of_today(behind: str) -> None:
    assert owned(NEWS + behind) == [11]
    (history,) = [h for h in told("s", [read(NEWS + behind)], []).figures if h.what == "killed"]
    assert [step.lower for step in history.steps] == [11]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A bridge built in 1998 collapsed in Peru, killing 17 people.", 17),
        ("The flood, the deadliest in Peru since 2014, killed 37 people.", 37),
        ("An earthquake in Chile on Monday killed 8 people, in a region where a dam was opened in 2015.", 8),
        ("Three people died in a flood in Chile last week.", 3),
    ],
)
def test_what_a_time_says_of_other_things_leaves_a_toll_where_it_is(text: str, killed: int) -> None:
    assert owned(text) == [killed]


def test_a_correction_gives_the_figure_and_takes_the_old_one_back() -> None:
    notice = read(
        "Correction: Ferry fire\nAn earlier version of this article said that seven people had died in a ferry fire off Patras. "
        "In fact five people died in the fire."
    )
    assert [int(f.lower or 0) for e in notice.events for f in e.figures] == [5]
    (history,) = told("s", [notice], []).figures
    assert [step.lower for step in history.steps] == [5]


def test_an_earlier_report_that_nobody_corrects_keeps_its_figure() -> None:
    assert owned("A story published on Monday said that seven people had died in a fire at a hotel in Patras.") == [7]


def test_nobody_meets_himself() -> None:
    item = read(
        "Prime Minister Nikol Pashinyan of Armenia said the bridge would save an hour.\n"
        "Georgian Prime Minister Irakli Kobakhidze, who crossed the bridge on foot to meet him, thanked the engineers."
    )
    for event in item.events:
        sides = [{a.entity.id for a in side if a.entity} for side in (event.actors, event.recipients)]
        assert not sides[0] & sides[1]
    (met,) = [e for e in item.events if e.type == "CONSULT"]
    assert [a.entity.name for a in met.recipients if a.entity] == ["Nikol Pashinyan"]


@pytest.mark.parametrize(
    "text", ["Norway, Iceland reach deal over mackerel", "Turkey, Iraq sign water deal", "Chile, Peru sign trade deal"]
)
def test_both_countries_of_a_headline_act(text: str) -> None:
    (event,) = read(text).events
    assert len({a.country for a in event.actors}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Tom Lind bombed forward to kill the game before half-time.",
        "Lind attacked from the first minute of the second half and the equaliser came soon.",
        "The champions launched attack after attack in extra time.",
    ],
)
def test_play_is_no_violence(text: str) -> None:
    assert "ASSAULT" not in {e.type for e in read(text).events}


def test_violence_at_a_match_is_violence() -> None:
    events = read("Gunmen attacked fans in Lima before the second half, killing two people.").events
    assert "ASSAULT" in {e.type for e in events}


def test_what_is_offered_is_no_party() -> None:
    (event,) = read("Bolivia has offered to send divers to Brazil.").events
    assert [a.text for a in event.recipients] == ["Brazil"]


@pytest.mark.parametrize("text", ["Hundreds of students protested in front of the Norwegian embassy in Lima on Monday."])
def test_what_stands_in_front_of_a_building_is_in_its_town(text: str) -> None:
    (event,) = [e for e in read(text).events if e.type == "PROTEST"]
    assert event.place is not None and event.place.text == "Lima"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "TANGIER - At least 19 people have been killed in flash floods after rain in the northern province of Safi on Sunday.",
            "Safi",
        ),
        ("TANGIER - At least 19 people have been killed in flash floods, a minister in Rabat said on Sunday.", "TANGIER"),
    ],
)
def test_a_report_filed_elsewhere_is_of_the_only_place_it_names(text: str, place: str) -> None:
    (event,) = [e for e in read(text).events if e.type == "DISASTER"]
    assert event.place is not None and event.place.text == place


FLOOD = "A flood hit Safi in Morocco on Sunday. "


@pytest.mark.parametrize(
    ("text", "differ"),
    [
        (
            "Officials said on Monday that the flood killed 17 people. Police said on Tuesday that the flood killed 37 people.",
            False,
        ),
        (
            "Officials said on Monday that the flood killed 37 people. Police said on Tuesday that the flood killed 17 people.",
            True,
        ),
        (
            "Officials said on Tuesday that the flood killed 17 people. Police said on Tuesday that the flood killed 37 people.",
            True,
        ),
    ],
)
def test_a_toll_that_rose_from_day_to_day_in_one_report_is_no_disagreement(text: str, differ: bool) -> None:
    assert bool(told("s", [read(FLOOD + text)], []).disagreements) is differ


def live(first: str, second: str, hours: tuple[int, int]) -> dateline.Item:
    """A live page of two entries under a headline."""
    lines = [FLOOD + first, FLOOD + second]
    text = "\n".join(["Flood in Safi", *lines])
    day, found = date(2026, 3, 4), []
    for line, hour in zip(lines, hours, strict=True):
        start = text.index(line)
        shown = dateline.DateEstimate(day, day, time=datetime(2026, 3, 4, hour))
        found.append(Entry(dateline.Span(start, start + len(line)), f"{hour}:00", shown))
    return replace(read(text), entries=tuple(found))


def test_each_entry_of_a_live_page_has_its_own_toll() -> None:
    page = live("The flood killed 17 people.", "The flood killed 37 people.", (11, 13))
    steps = [[(s.lower, s.superseded) for s in told("s", [p], []).figures[0].steps] for p in (page, replace(page, entries=()))]
    assert steps == [[(17, True), (37, False)], [(37, False)]]


@pytest.mark.parametrize(("hours", "differ"), [((11, 13), False), ((13, 11), True)])
def test_a_toll_that_rose_from_hour_to_hour_of_a_live_page_is_no_disagreement(hours: tuple[int, int], differ: bool) -> None:
    page = live("Officials said that the flood killed 17 people.", "Police said that the flood killed 37 people.", hours)
    assert bool(told("s", [page], []).disagreements) is differ


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Prime Minister Keir Starmer is to visit Paris on Monday.", "AGREE"),
        ("Two men are to be sentenced in Paris on Monday for theft.", "SANCTION"),
        ("President Dina Boluarte will travel to Santiago on Monday to meet President Gabriel Boric.", "AGREE"),
    ],
)
def test_what_is_arranged_is_to_come(text: str, kind: str) -> None:
    page = dateline.read(f"Published 14 March 2025\n\nLONDON - {text}\n")
    (event,) = [e for item in page.items for e in item.events if e.type == kind]
    assert event.certainty == "planned"
    assert event.when is not None and event.when.day == date(2025, 3, 17)
