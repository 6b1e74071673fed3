"""Reports of one happening that differ on its place or its doer are told side by side; what only looks so is not."""

from __future__ import annotations

import pytest

import dateline
from bench.story_stream import stream
from dateline.knowledge.places import named
from dateline.stories.doers import differ, doers
from dateline.stories.telling import told
from dateline.stories.whereabouts import elsewhere
from dateline.types import Actor, Disagreement, Entity, Item, Span

SAFI = "Bus crash near Safi kills 12\nA bus fell into a ravine near Safi on Monday, killing 12 people, police said."
ARMY = "Army shells market in Aleppo\nThe army shelled the central market in Aleppo on Monday, killing 14 people, witnesses said."


def report(text: str, number: int) -> Item:
    address = f"https://post{number}.example/{number}"
    return dateline.read(text, media_type="text/plain", url=address, published_at="2026-03-10").items[0]


def clashes(*texts: str) -> list[Disagreement]:
    story = told("s", [report(text, number) for number, text in enumerate(texts)], [])
    return [clash for clash in story.disagreements if clash.kind in ("place", "actor")]


def test_two_towns_for_one_crash_and_two_sides_for_one_shelling() -> None:
    agadir = SAFI.replace("Safi", "Agadir").replace("police", "officials")
    (place,) = clashes(SAFI, agadir)
    assert (place.kind, place.about, place.one.says, place.other.says) == ("place", "accident", "Safi", "Agadir")
    assert "Safi" in place.one.report.quote and "Agadir" in place.other.report.quote
    rebels = "Rebels shell market in Aleppo\nRebels shelled the central market in Aleppo on Monday, killing 14 people, the government said."
    (actor,) = clashes(ARMY, rebels)
    assert actor.kind == "actor" and {actor.one.says.lower(), actor.other.says.lower()} == {"the army", "rebels"}


def test_one_report_with_two_speakers_who_blame_each_other() -> None:
    (clash,) = clashes(
        "The army said on Monday that rebels had shelled the central market in Aleppo. The rebels said the army shelled the market."
    )
    assert {(clash.one.says, clash.one.giver), (clash.other.says, clash.other.giver)} == {
        ("rebels", "army of Syria"),
        ("the army", "The rebels"),
    }


@pytest.mark.parametrize(
    "texts",
    [
        (SAFI, "Bus crash in Morocco\nA bus fell into a ravine in Morocco on Monday, killing 12 people."),
        (SAFI, "Bus from Safi crashes\nA bus from Safi crashed near Agadir on Monday, killing 12 people."),
        (SAFI, "Crashes\nA train derailed near Agadir on Monday, killing 3 people, the railway of Casablanca said."),
        (ARMY, "Market shelled\nThe central market in Aleppo was shelled on Monday, killing 14 people."),
        (ARMY, "Market shelled\nThe government shelled the central market in Aleppo on Monday, killing 14 people."),
        (ARMY, "Market shelled\nGunmen attacked the central market in Aleppo on Monday, killing 14 people."),
        (ARMY, "Fighting\nThe army shelled the market in Aleppo on Monday. Rebels shelled the market in Aleppo on Monday too."),
    ],
)
def test_what_only_looks_like_a_disagreement(texts: tuple[str, str]) -> None:
    assert clashes(*texts) == []


def place(name: str, country: str, kind: str) -> Entity:
    found = next(p for p in named(name) if p.country == country and p.kind == kind)
    return Entity(f"p{found.geonames_id}", found.name, "place", country, found.geonames_id, found.latitude, found.longitude)


def test_places_that_hold_each_other_or_are_near_are_no_two_places() -> None:
    osh, naryn, cusco = place("Osh", "KGZ", "city"), place("Naryn", "KGZ", "city"), place("Cusco", "PER", "city")
    province, region = place("Cusco", "PER", "state"), place("Tacna", "PER", "state")
    country = Entity("c", "Peru", "country", "PER")
    assert elsewhere(osh, naryn) and elsewhere(osh, cusco) and elsewhere(cusco, region)
    assert not elsewhere(cusco, province) and not elsewhere(cusco, country) and not elsewhere(osh, None)
    assert not elsewhere(place("Shaki", "AZE", "city"), place("Shaki", "AZE", "state")), "near, though of another code"
    assert not elsewhere(osh, Entity("u", "Osh valley", "place")), "nobody knows where that is"


def side(text: str, sector: str | None = None, country: str | None = None, type: str | None = None) -> tuple[Actor, ...]:
    return (Actor(Span(0, 1), text, Entity(text, text, type, country) if type else None, country, sector),)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (side("the army", "MIL", "SYR"), side("rebels", "REB"), True),
        (side("Israel", "GOV", "ISR", "country"), side("Iran", "GOV", "IRN", "country"), True),
        (side("Hamas", "UAF", "PSE", "organisation"), side("Islamic Jihad", "UAF", "PSE", "organisation"), True),
        (side("the army", "MIL", "SYR"), side("Damascus", "GOV", "SYR", "country"), False),
        (side("the army", "MIL"), side("the ministry of defence", "GOV", "SYR", "organisation"), False),
        (side("rebels", "REB"), side("the Northern Front", "REB", None, "organisation"), False),
        (side("the army", "MIL", "SYR"), side("gunmen", "UAF"), False),
        (side("the army", "MIL", "SYR"), side("боевики", "UAF"), False),
        (side("the army", "MIL", "SYR"), side("a man"), False),
        (side("the army", "MIL", "SYR"), (), False),
    ],
)
def test_sides_differ_where_both_are_known(one: tuple[Actor, ...], other: tuple[Actor, ...], differs: bool) -> None:
    assert differ(doers(one), doers(other)) is differs is differ(doers(other), doers(one))


def test_planted_disagreements_are_found_in_three_languages() -> None:
    items, planted = stream(80)
    by_id = {item.id: item for _, item in items}
    wanted = found = false = 0
    for truth in planted:
        story = told(truth.key, [by_id[id] for id in truth.items], [])
        for kind in ("place", "actor"):
            expected, got = truth.disagreements.count(kind), sum(clash.kind == kind for clash in story.disagreements)
            wanted, found, false = wanted + expected, found + min(expected, got), false + max(0, got - expected)
    assert wanted >= 15 and found >= 0.9 * wanted and false == 0
