"""Dossiers and pairs page by page: nothing lost, nothing twice; what is counted without making records is what the records say."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import dateline
from bench.archive_items import World, Writer
from dateline.archive import Archive
from dateline.archive.dossiers import _roles
from dateline.archive.offices_held import other_holder, terms_of
from dateline.cli.dossier_view import dossier_lines
from dateline.errors import UsageError
from dateline.site.today import told
from dateline.store import glances, records_store, schema
from dateline.types import Actor, DateEstimate, Entity, Event, Item, Span

CHAD, PERU = Entity("country-chad", "Chad", "country", "TCD"), Entity("country-peru", "Peru", "country", "PER")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    writer = Writer(World.make())
    opened = dateline.open_archive(str(tmp_path_factory.mktemp("dossiers") / "a.db"))
    for _ in range(25):
        page = writer.page()
        opened.add(replace(page, items=tuple(replace(i, pieces=(), entries=()) for i in page.items), blocks=()))
    return opened


def test_a_dossier_goes_on_page_by_page(archive: Archive) -> None:
    entity = next(e.id for e, n in archive.entities(type="country", limit=5) if n > 8)
    whole, pages, cursor = archive.dossier(entity, limit=500), [], None
    assert whole.next is None
    while not pages or cursor:
        pages.append(archive.dossier(entity, limit=3, cursor=cursor))
        cursor = pages[-1].next
    assert len(pages) > 2 and not any(page.roles or page.names or page.companions or page.stories for page in pages[1:])
    for part in ("about", "events"):
        assert [row for page in pages for row in getattr(page, part)] == list(getattr(whole, part))
    with pytest.raises(UsageError, match="cursor"):
        archive.dossier(entity, limit=4, cursor=pages[0].next)


def test_names_and_companions_are_counted_as_the_records_have_them(archive: Archive) -> None:
    with archive._reading() as connection:
        records = [bytes(row.data) for row in connection.execute(schema.revisions.select())]
    for data in records:
        item = records_store.item_of(data)
        for entity in {m.entity for m in item.mentions if m.entity is not None}:
            look = glances.glance(data, frozenset({entity.id}))
            own = [m for m in item.mentions if m.entity == entity]
            assert (look.outlet, look.entities) == (item.outlet, {m.entity.id: m.entity for m in item.mentions if m.entity})
            assert [(n.text, n.role) for n in look.own] == [(m.text, m.role) for m in own]
            assert [n.plain for n in look.own] == [not m.pronoun and not m.metonym and m.type != "nationality" for m in own]


def test_two_countries_go_on_page_by_page_and_a_month_has_all_its_events(tmp_path: Path) -> None:
    with dateline.open_archive(str(tmp_path / "a.db")) as archive:
        plain = dateline.read("Aid for Peru\nChad sent aid to Peru on Monday after weeks of talks about rice and fuel.\n")
        for n in range(12):
            archive.add(replace(plain, url=f"https://a.example/{n}", items=(aid(plain.items[0], n),)))
        found = [archive.pair("TCD", "PER", limit=5)]
        while found[-1].next:
            found.append(archive.pair("TCD", "PER", limit=5, cursor=found[-1].next))
        assert [len(page.events) for page in found] == [5, 5, 2]
        days = [e.day for page in found for e in reversed(page.events)]
        assert len(set(days)) == 12 and days == sorted(days, reverse=True)  # type: ignore[type-var]
        assert archive.pair_months("TCD", "PER") == found[0].months and sum(month[3] for month in found[0].months) == 12
        january = archive.pair("TCD", "PER", since=date(2030, 1, 1), until=date(2030, 1, 31), limit=5)
        assert {e.day.month for e in january.events if e.day} == {1}


def aid(item: Item, n: int) -> Item:
    """An item that tells of one event, on a day of its own."""
    day = date(2030, 1, 3) + timedelta(days=9 * n)
    when = DateEstimate(day, day)
    chad, peru = (Actor(Span(0, 3), name, entity, entity.country) for name, entity in (("Chad", CHAD), ("Peru", PERU)))
    event = Event(f"e{n}", "AID", Span(0, 3), "asserted", 0.9, actors=(chad,), recipients=(peru,))
    return replace(item, id=f"aid-{n}", revision=f"aid-{n}-1", published=when, events=(event,), statements=(), figures=())


def test_a_vague_date_is_neither_the_newest_day_nor_the_freshest_report(tmp_path: Path) -> None:
    plain = dateline.read("Aid for Peru\nChad sent aid to Peru after weeks of talks about rice and fuel.\n").items[0]
    known = replace(plain, id="known", revision="known-1", published=DateEstimate(date(2030, 3, 1), date(2030, 3, 1)))
    vague = replace(plain, id="vague", revision="vague-1", published=DateEstimate(date(2029, 1, 1), date(2033, 1, 1)))
    rows = told([vague, known], {}, {})
    assert [row.lead.id for row in rows] == ["known", "vague"] and rows[0].weight > 10 * rows[1].weight
    with dateline.open_archive(str(tmp_path / "a.db")) as archive:
        assert archive.newest_day() is None
        archive.add(replace(dateline.read("Nothing."), url="https://a.example/v", items=(vague,)))
        assert archive.newest_day() is None
        archive.add(replace(dateline.read("Nothing."), url="https://a.example/k", items=(known,)))
        assert archive.newest_day() == date(2030, 3, 1)


def test_roles_that_differ_in_capitals_are_one() -> None:
    spelt = ("President", "president", "president", "former president")
    looks = [(n, glances.Glance(None, {}, (glances.Naming("Rosa", role, True),))) for n, role in enumerate(spelt, 1)]
    assert [(role.role, role.items) for role in _roles(looks, CHAD)] == [("former president", 1), ("president", 3)]


def test_a_role_that_the_table_of_offices_contradicts_names_its_holder() -> None:
    merkel, nazarbayev = Entity("m", "Angela Merkel", "person", "DEU"), Entity("n", "Nursultan Nazarbayev", "person", "KAZ")
    day = date(2025, 3, 4)
    assert other_holder(merkel, "French President", day, day) == "Emmanuel Macron"
    assert other_holder(nazarbayev, "President", day, day) == "Kasym-Zhomart Tokayev"
    assert other_holder(nazarbayev, "president of Kazakhstan", date(2015, 1, 1), day) is None
    assert other_holder(nazarbayev, "former president", day, day) is None
    assert other_holder(Entity("x", "Rosa Lind", "person", "DEU"), "President", day, day) is None
    assert other_holder(merkel, "French President", None, None) is None


def test_the_terms_of_a_holder_of_office_are_told_as_one_where_they_follow_on() -> None:
    terms = terms_of(Entity("o", "Barack Obama", "person", "USA"))
    assert ("President", date(2009, 1, 20), date(2017, 1, 20)) in [(t.office, t.first, t.last) for t in terms]
    assert terms_of(Entity("r", "Rosa", "person")) == ()


def test_a_dossier_shows_what_items_and_the_table_of_offices_say(tmp_path: Path) -> None:
    text = "Talks in Lima\n\nLIMA, March 4, 2025 - French President Angela Merkel met ministers in Lima on Tuesday. Angela Merkel said so."
    with dateline.open_archive(str(tmp_path / "a.db")) as archive:
        archive.add(dateline.read(text, url="https://one.example/a", published_at="2025-03-04"))
        who = next(entity for entity, _ in archive.entities(type="person") if entity.name == "Angela Merkel")
        dossier = archive.dossier(who.id)
    assert [(role.role, role.holder) for role in dossier.roles] == [("French President", "Emmanuel Macron")]
    assert [term.office for term in dossier.terms] == ["Chancellor"]
    lines = list(dossier_lines(dossier))
    assert any("by the table of offices it was Emmanuel Macron" in line for line in lines)


def test_an_item_of_no_day_shows_the_conflict_of_all_its_days(tmp_path: Path) -> None:
    text = (
        "New plant opens\n\nKazakh President Nursultan Nazarbayev opened a plant near Almaty. The plant was begun in 2021 and finished in "
        "May 2023, said Nazarbayev. It employs 400 people."
    )
    with dateline.open_archive(str(tmp_path / "a.db")) as archive:
        archive.add(dateline.read(text, url="https://one.example/a"))
        who = next(entity for entity, _ in archive.entities(type="person") if entity.name == "Nursultan Nazarbayev")
        (role,) = archive.dossier(who.id).roles
    assert (role.role, role.first, role.last, role.holder) == ("Kazakh President", None, None, "Kasym-Zhomart Tokayev")


def test_terms_are_of_one_man_and_roles_of_other_letters_are_none() -> None:
    from dateline.archive.offices_held import other_holder, terms_of
    from dateline.types import Entity

    def person(name: str, country: str | None = "USA") -> Entity:
        return Entity("x", name, "person", country)

    assert terms_of(person("George Bush")) == ()
    assert [(t.office, t.first and t.first.year, t.last and t.last.year) for t in terms_of(person("George W. Bush"))] == [
        ("President", 2001, 2009)
    ]
    assert terms_of(person("John Howard", None)) == ()
    days = date(2015, 3, 1), date(2017, 3, 1)
    assert other_holder(person("Ann Bell", "GBR"), "Prime Minister of Britain", *days) is None  # Cameron, then May
    assert other_holder(person("Ann Bell", "GBR"), "Prime Minister of Britain", days[0], days[0]) == "David Cameron"
    assert other_holder(person("Ann Bell", "GBR"), "Prime M\u0131nister of Britain", *days) is None
