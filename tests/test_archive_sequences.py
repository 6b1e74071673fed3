"""Whatever comes in whatever order: an archive is whole, what follows from its records is what they tell, an export makes it again, and
the order of arrival leaves no mark."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select

import dateline
from dateline.export import json_lines
from dateline.ids import digest
from dateline.store import copy_marks, rebuilding, tagging
from dateline.store.queries import one_item
from dateline.store.stories_tables import story_items, story_terms
from dateline.stories.archived import found_by, row_of
from dateline.stories.members import member_of
from dateline.types import Actor, DateEstimate, Entity, Event, Evidence, Interval, Item, Mention, Page, Piece, Span, Statement
from tests.test_search import opened

ROSA, JO, PORTUGAL, SPAIN = (
    Entity(digest("entity", type, name), name, type, country)
    for name, type, country in (
        ("Rosa Quintela", "person", "PRT"),
        ("Jo Ade", "person", None),
        ("Portugal", "country", "PRT"),
        ("Spain", "country", "ESP"),
    )
)
DAY = date(2025, 3, 1)
WORDS = ("flood", "river", "мост", "北京市", "talks", "vote", ROSA, JO, PORTUGAL, SPAIN)


def item(name: str, version: int, captured: int) -> Item:
    """An item of a name in one of its versions; what it says of its day may differ by capture."""
    draw, chosen = random.Random(f"{name}/{version}"), random.Random(f"{name}/{version}/{captured}")
    text, mentions = "", []
    for word in draw.choices(WORDS, k=draw.randint(4, 16)):
        words = word.name if isinstance(word, Entity) else word
        if isinstance(word, Entity):
            mentions.append(Mention(Span(len(text), len(text) + len(words)), words, word.type, word))
        text += words + draw.choice("  \n")
    text = text.strip()
    people = [m for m in mentions if m.type == "person" and m.span.end < len(text)]
    countries = [m for m in mentions if m.type == "country"]
    day = DAY + timedelta(chosen.randint(0, 60))
    outlet, url = ("Douro Post", "Gone Gazette")[name > "d"], f"https://{name}.example/"
    # An article's address may first be seen under a teaser; readers comment.
    kind: Any = "comment" if name == "f" else "teaser" if name < "c" and version == 0 else "article"
    return Item(
        digest("item", url),
        kind,
        text,
        tuple(text.split("\n")),
        url=url,
        outlet=outlet,
        language="en",
        authors=("A. Reader",),
        revision=digest("revision", name, text),
        published=DateEstimate(day, day + timedelta(chosen.choice((0, 9)))) if chosen.random() < 0.8 else None,
        pieces=(Piece("paragraph", Span(0, len(text)), Span(0, len(text))),),
        mentions=tuple(mentions),
        statements=tuple(
            Statement(digest("s", name, version, m.span.start), "indirect", "say", (Span(m.span.end, len(text)),), m, m.entity)
            for m in people
        ),
        events=tuple(
            Event(
                digest("e", name, version, a.span.start),
                "CONSULT",
                a.span,
                "asserted",
                0.7,
                actors=(Actor(a.span, a.text, a.entity, a.entity and a.entity.country),),
                recipients=(Actor(b.span, b.text, b.entity, b.entity and b.entity.country),),
            )
            for a, b in pairwise(countries)
        ),
    )


def page(number: int) -> Page:
    """A page of two items, captured on a day of its own."""
    draw = random.Random(number)
    found, text = [], ""
    for name in draw.sample("abcdef", 2):
        one = item(name, draw.randint(0, 2), number)
        found.append(
            replace(one, pieces=(Piece("paragraph", Span(0, len(one.text)), Span(0, len(one.text)).shifted(len(text))),))
        )
        text += one.text + "\n"
    day = DAY + timedelta(100 + number)
    captured = DateEstimate(day, day, (Evidence("known", "given", "field", (Interval(day, day),)),))
    return Page(text, (), tuple(found), found[0].url, found[0].outlet, "en", captured, digest=digest("page", number))


def add(archive: dateline.Archive, draw: random.Random) -> None:
    archive.add([page(draw.randint(0, 99)) for _ in range(draw.randint(1, 3))], group=draw.random() < 0.7)


def take_in(archive: dateline.Archive, draw: random.Random) -> None:
    with TemporaryDirectory() as folder, made("sqlite", Path(folder)) as other:
        add(other, draw)
        if draw.random() < 0.3:
            other.correct(_any_item(other, draw).id, {"published": "2024-12-31"})
        elif draw.random() < 0.3:
            other.forget(item=_any_item(other, draw).id)
        lines = list(json_lines.lines(other.rows()))
    archive.take_in(json_lines.rows(lines))


def correct(archive: dateline.Archive, draw: random.Random) -> None:
    one = _any_item(archive, draw)
    for mention in one.mentions[:1]:
        if draw.random() < 0.5:
            archive.reject(one.id, span=mention.span)
    archive.correct(one.id, {"published": draw.choice(("2024-12-31", None))})


def undo(archive: dateline.Archive, draw: random.Random) -> None:
    for correction in archive.corrections(undone=False)[:1]:
        archive.undo(correction.id)


def reread(archive: dateline.Archive, draw: random.Random) -> None:
    """As if newer rules found no statements, or all."""
    with pytest.MonkeyPatch.context() as patch:
        kept = draw.random() < 0.5
        patch.setattr("dateline.reading.add_facts", lambda items: [_read(one, kept) for one in items])
        list(archive.reread(everything=True))


def _read(bare: Item, statements: bool) -> Item:
    full = next(i for n in "abcdef" for v in range(3) if (i := item(n, v, 0)).revision == bare.revision)
    facts = {name: getattr(full, name) for name in ("mentions", "events", "figures")}
    return replace(bare, statements=full.statements if statements else (), **facts)


def forget(archive: dateline.Archive, draw: random.Random) -> None:
    what = ({"item": _any_item(archive, draw).id}, {"outlet": "Gone Gazette"}, {"person": JO.id}, {"comments_by": "A. Reader"})
    archive.forget(**draw.choice(what), ahead=True)


def _any_item(archive: dateline.Archive, draw: random.Random) -> Item:
    return draw.choice(archive.items(limit=50).items)


@contextmanager
def made(kind: str, folder: Path) -> Iterator[dateline.Archive]:
    """An archive that need not outlive a crash."""
    with contextmanager(opened)(kind, folder) as archive:
        if kind == "sqlite":
            event.listen(archive._engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF").close())
        yield archive


STEPS: tuple[Callable[[dateline.Archive, random.Random], None], ...] = (add, add, take_in, correct, undo, reread, forget)


def follows(archive: dateline.Archive) -> dict[str, Any]:
    """What an archive says beside its records, without numbers of arrival."""
    found = archive.facets(query="")
    told = {name: sorted((c.value, c.name, c.items) for c in counts) for name, counts in found.values.items()}
    with archive._reading() as connection:
        codes = connection.exec_driver_sql("SELECT items.id, codes FROM indexed JOIN items USING (number)").all()
        values = dict(connection.exec_driver_sql("SELECT code, value FROM tags").all())  # type: ignore[arg-type]
        held = [row[0] for row in connection.exec_driver_sql("SELECT item FROM story_items ORDER BY item")]
        alike = {id: _alike(connection, id) for id in held}
    return {
        "tags": sorted((id, sorted(values[code] for code in tagging.unpacked(bytes(held)))) for id, held in codes),
        "alike": alike,
        "facets": told,
        "items": sorted((one.id, one.revision, str(one.published)) for one in archive.items(limit=99).items),
        "words": {word: sorted(hit.item.id for hit in archive.search(word)) for word in ("flood", "мост", "北京", "quintela")},
        "statements": sorted((one.id, s.id) for one, s in archive.statements(limit=500)),
        "events": sorted((one.id, e.id) for one, e in archive.events(limit=500)),
    }


def _alike(connection: Connection, id: str) -> list[str]:
    """The items that share words with an item, by its marks."""
    found = copy_marks.sharing(connection, one_item(connection, id).text, 2**30, 50)  # type: ignore[union-attr]
    ids = dict(connection.exec_driver_sql("SELECT number, id FROM items").all())  # type: ignore[arg-type]
    return sorted(ids[number] for number in found)


def members_are_of_their_items(connection: Connection) -> None:
    """Holds the members of stories against what their items make of them."""
    for row in connection.execute(select(story_items)).all():
        item = one_item(connection, row.item)
        assert item is not None
        member = member_of(item, row.number)
        assert row_of(member).items() <= row._asdict().items()
        terms = connection.execute(select(story_terms.c.term).where(story_terms.c.number == row.number)).scalars()
        assert set(terms) == set(found_by(member))


def whole(archive: dateline.Archive, path: Path) -> None:
    """Holds an archive against its own check, what its records tell, and one that is made of its export."""
    list(archive.group())
    assert archive.check() == ()
    with archive._reading() as connection:
        members_are_of_their_items(connection)
    told = follows(archive)
    with archive._writing() as connection:
        rebuilding.rebuild(connection)
    assert follows(archive) == told and archive.check() == ()
    lines = list(json_lines.lines(archive.rows()))
    path.mkdir()
    with made("sqlite", path) as copy:
        copy.take_in(json_lines.rows(lines))
        assert copy.digest() == archive.digest() and list(json_lines.lines(copy.rows())) == lines
        assert follows(copy) == told and copy.check() == ()


@pytest.mark.parametrize(("kind", "examples"), [("sqlite", 7), ("postgresql", 1)])
def test_whatever_is_done_to_an_archive(kind: str, examples: int, tmp_path: Path) -> None:
    @settings(
        max_examples=examples, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(st.sampled_from(range(len(STEPS))), min_size=4, max_size=9), st.integers(0, 2**32))
    def holds(steps: list[int], seed: int) -> None:
        draw = random.Random(seed)
        folder = Path(mkdtemp(dir=tmp_path))
        with made(kind, folder) as archive:
            for step in (0, *steps):
                if STEPS[step] not in (add, take_in) and not archive.items(limit=1).items:
                    continue
                STEPS[step](archive, draw)
            whole(archive, folder / str(draw.random()))

    holds()


def test_the_order_of_arrival_leaves_no_mark(tmp_path: Path) -> None:
    @settings(max_examples=4, deadline=None, derandomize=True)
    @given(st.lists(st.integers(0, 99), min_size=3, max_size=8), st.randoms(use_true_random=False))
    def equal(numbers: list[int], draw: random.Random) -> None:
        found = []
        for _ in range(2):
            folder = Path(mkdtemp(dir=tmp_path))
            with made("sqlite", folder) as archive:
                for number in numbers:
                    archive.add(page(number))
                found.append((archive.digest(), follows(archive)))
            draw.shuffle(numbers)
        assert found[0] == found[1]

    equal()
