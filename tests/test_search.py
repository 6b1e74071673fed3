"""Search: any script, phrases, prefixes, negation, filters, three clocks, facets, facts, cursors, addresses; the same on both databases."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

import dateline
from dateline.errors import UsageError
from dateline.events import lexicon as events
from dateline.ids import digest
from dateline.site import wording
from dateline.statements import lexicon as statements
from dateline.store import facet_counting, facts_writing, postings, tagging, values, word_tables
from dateline.store import finding as search
from dateline.store import words as words_of_texts
from dateline.store.addresses import Search
from dateline.store.facts_writing import places_of
from dateline.store.filters import Filter
from dateline.store.rebuilding import rebuild
from dateline.store.tags_tables import indexed
from dateline.store.words import spaced, words
from dateline.types import Actor, DateEstimate, Entity, Event, Evidence, Figure, Interval, Item, Mention, Page, Span, Statement
from tests.databases import postgresql

ROSA = Entity("rosa", "Rosa Quintela", "person", "PRT")
PORTUGAL = Entity("country-PRT", "Portugal", "country", "PRT")
TEXTS = {
    "bridge": "Bridge opens in Porto\nThe new bridge over the Douro was opened, Rosa Quintela said. At least 300 people came to Portugal.",
    "flood": "Floods close roads\nFlooding closed the bridge for a day. The mayor spoke of don't-cross signs.",
    "turkish": "DİYARBAKIR'da ışık\nİstanbul ve IĞDIR belediyesi açıklama yaptı.",
    "azeri": "Əliyev Bakıda\nPrezident İlham Əliyev görüş keçirib.",
    "russian": "Ёлка на площади\nМэр города сообщил о празднике в Йошкар-Оле.",
    "arabic": "قُتِلَ شخصان\nقالت الحكومة في إيران إن المحادثات مستمرة ٢٠٢٥.",
    "chinese": "北京市举行会议\n外交部发言人在北京表示，双方同意扩大贸易合作2025年。",
    "japanese": "東京タワーで抗議\n政府は新しいｴﾈﾙｷﾞｰ政策を発表した。",
    "thai": "กรุงเทพมหานครน้ำท่วม\nนายกรัฐมนตรีแถลงข่าว",
    "korean": "서울에서 회담\n대통령이 부산을 방문했다.",
    "hindi": "दिल्ली में बैठक\nप्रधानमंत्री ने कहा।",
    "german": "Straßen gesperrt\nMÜNCHEN meldet Hochwasser, naïve Café-Gäste.",
    "hebrew": "שָׁלוֹם בירושלים\nראש הממשלה אמר.",
}
#: (query, the texts that it finds).
CASES = [
    ("bridge", "bridge flood"),
    ("bridge douro", "bridge"),
    ("BRIDGE", "bridge flood"),
    ('"opens in porto"', "bridge"),
    ('"porto the"', ""),
    ("“opens in Porto”", "bridge"),
    ("floo*", "flood"),
    ('"closed the bri"*', "flood"),
    ("bridge -douro", "flood"),
    ('bridge -"new bridge"', "flood"),
    ("-bridge", ""),
    ("don't", "flood"),
    ("istanbul", "turkish"),
    ("İSTANBUL", "turkish"),
    ("diyarbakir", "turkish"),
    ("ışık", "turkish"),
    ("isik igdir", "turkish"),
    ("əliyev", "azeri"),
    ("eliyev bakida", "azeri"),
    ("елка", "russian"),
    ("ЁЛКА", "russian"),
    ("йошкар*", "russian"),
    ("иошкар*", ""),
    ("قتل", "arabic"),
    ("ايران 2025", "arabic"),
    ("北京", "chinese"),
    ("北京市", "chinese"),
    ("京市", "chinese"),
    ("京", "chinese japanese"),
    ("东京", ""),
    ("贸易合作2025", "chinese"),
    ("-北京 政府", "japanese"),
    ("東京", "japanese"),
    ("タワー", "japanese"),
    ("エネルギー", "japanese"),
    ("กรุงเทพ", "thai"),
    ("น้ำท่วม", "thai"),
    ("서울", "korean"),
    ("부산*", "korean"),
    ("दिल्ली", "hindi"),
    ("दिल", ""),
    ("strassen munchen", "german"),
    ("Naive CAFÉ", "german"),
    ("שלום", "hebrew"),
]


def item(name: str, text: str, day: date | None, outlet: str = "Douro Post", **more: object) -> Item:
    head = text.split("\n")[0]
    values: dict[str, object] = {
        "headline": head,
        "outlet": outlet,
        "url": f"https://x.example/{name}",
        "language": "en",
        "published": DateEstimate(day, day) if day else None,
        "revision": digest("revision", name, text),
    }
    return Item(digest("item", name), "article", text, **{**values, **more})  # type: ignore[arg-type]


def page(one: Item, captured: date = date(2025, 6, 1)) -> Page:
    seen = DateEstimate(captured, captured, (Evidence("known", "given", "field", (Interval(captured, captured),)),))
    return Page(one.text, (), (one,), url=one.url, outlet=one.outlet, captured=seen, digest=digest(one.id))


def with_facts() -> Item:
    text = TEXTS["bridge"]
    mayor = Mention(Span(text.index("Rosa"), text.index(" said")), "Rosa Quintela", "person", ROSA)
    land = Mention(Span(text.index("Portugal"), text.index("Portugal") + 8), "Portugal", "country", PORTUGAL)
    content = Span(text.index("The new bridge"), text.index(", Rosa"))
    said = Statement("said", "indirect", "say", (content,), mayor, ROSA)
    when = DateEstimate(date(2025, 2, 20), date(2025, 2, 20))
    event = Event("opened", "COOPERATE", Span(text.index("opened"), text.index(", Rosa")), "asserted", 0.9, when=when)
    figure = Figure("came", Span(text.index("300"), text.index("300") + 3), "participants", 300.0, None)
    facts = {"mentions": (mayor, land), "statements": (said,), "events": (event,), "figures": (figure,)}
    return item("bridge", text, date(2025, 3, 3), **facts)


def opened(kind: str, path: Path) -> Iterator[dateline.Archive]:
    if kind.startswith("sqlite"):
        with pytest.MonkeyPatch.context() as changed, dateline.open_archive(path / "news.db") as archive:
            if kind == "sqlite, cut":
                changed.setattr(word_tables, "SPAN", 4)
            yield archive
        return
    with postgresql() as address, dateline.open_archive(address) as archive:
        yield archive


@pytest.fixture(scope="module", params=["sqlite", "sqlite, cut", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dateline.Archive]:
    for found in opened(request.param, tmp_path_factory.mktemp("search")):
        rest = [name for name in TEXTS if name != "bridge"]
        pages = [page(item(name, TEXTS[name], date(2025, 1, 1) + timedelta(n), name)) for n, name in enumerate(rest)]
        found.add([page(with_facts(), date(2025, 3, 4)), *pages])
        wide = DateEstimate(date(2019, 12, 30), date(2020, 2, 2))
        undated = item("undated", "A film without a day\nIt is about lighthouses.", None, "Shore Review", genre="documentary")
        uncertain = item("uncertain", "Lighthouses of winter\nA walk.", None, "Shore Review", published=wide)
        found.add([page(undated), page(uncertain)])
        yield found


NAMES = {digest("item", name): name for name in (*TEXTS, "undated", "uncertain")}


def names(hits: object) -> str:
    return " ".join(sorted(NAMES[hit.item.id] for hit in hits))  # type: ignore[attr-defined]


def fires(numbers: range) -> list[Page]:
    """Pages of one item each, the odd ones with the word in the headline."""
    day = date(2025, 1, 1)
    heads = {n: f"Fire number{n}" if n % 2 else f"Report number{n}" for n in numbers}
    return [page(item(f"fire{n}", f"{head}\nA fire burned in {n}.", day, f"Outlet{n % 3}")) for n, head in heads.items()]


def test_a_headline_alone_comes_after_the_reports(tmp_path: Path) -> None:
    day = date(2025, 1, 1)
    report = "Rain in the north\nThe flood of Thursday filled cellars, and the flood of Friday the market."
    with dateline.open_archive(tmp_path / "news.db") as archive:
        archive.add([page(item("report", report, day, "Quay Post")), page(item("alone", "Who pays for the flood", day, "Quay Post"))])
        assert [hit.item.text.split()[0] for hit in archive.search("flood")] == ["Rain", "Who"]


def test_the_index_is_cut_by_order_of_arrival(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    with dateline.open_archive(path) as archive:
        archive.add(fires(range(1, 8)))
        with archive._writing() as connection:
            connection.exec_driver_sql("DELETE FROM settings WHERE name = 'schema.word_tables'")
    monkeypatch.setattr(word_tables, "SPAN", 3)
    # One that holds more than a table now does, as an earlier version made it.
    with dateline.open_archive(path) as archive:
        assert not list(tmp_path.glob("*.bak")) and tables(archive) == ["words"]
        archive.add(fires(range(8, 13)))
        assert tables(archive) == ["words", "words_8", "words_11"]
        found = [hit.item.headline for hit in archive.search("fire", limit=50)]
        assert len(found) == 12 and all(str(head).startswith("Fire") for head in found[:6])
        assert archive.facets(query="fire").total == 12 and archive.facets(query="fire", outlet="Outlet1").total == 4
        # A revision of what is in the first table stays there.
        new = item("fire2", "Report number2\nNothing more is known.", date(2025, 1, 2), "Outlet2")
        assert archive.add(page(new, date(2025, 6, 2))).revised
        assert tables(archive) == ["words", "words_8", "words_11"]
        assert archive.facets(query="fire").total == 11 and names_of(archive, "known") == [new.id]
        archive.forget(outlet="Outlet0")
        assert archive.facets(query="fire").total == 7 and archive.check() == ()
        with archive._writing() as connection:
            rebuild(connection)
        assert archive.facets(query="fire").total == 7 and archive.check() == () and len(tables(archive)) == 4


def test_the_last_to_come_in_are_ranked_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for span in (100, 4):
        monkeypatch.setattr(word_tables, "SPAN", span)
        monkeypatch.setattr(search, "RANKED", 5)
        monkeypatch.setattr(facet_counting, "COUNTED", 5)
        with dateline.open_archive(tmp_path / f"{span}.db") as archive:
            archive.add(fires(range(1, 21)))
            assert {str(hit.item.headline).split("number")[1] for hit in archive.search("fire")} == {"16", "17", "18", "19", "20"}
            counted = archive.facets(query="fire")
            assert (counted.total, counted.exact) == (5, False)
            assert {c.value: c.items for c in counted["outlet"]} == {"Outlet0": 1, "Outlet1": 2, "Outlet2": 2}
            assert len(list(archive.matching("fire"))) == 20


def tables(archive: dateline.Archive) -> list[str]:
    with archive._reading() as connection:
        return [name for _, name in word_tables.parts(connection)]


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_words_of_every_script(archive: dateline.Archive, query: str, expected: str) -> None:
    hits = archive.search(query)
    assert names(hits) == expected
    for hit in hits:
        assert hit.item.text[hit.start : hit.start + len(hit.snippet)] == hit.snippet
        assert hit.marks and all(0 <= a < b <= len(hit.snippet) for a, b in hit.marks)
    assert names(archive.search(query, order="newest")) == expected
    assert archive.facets(query=query).total == len(hits)


def test_marks_stand_on_the_words(archive: dateline.Archive) -> None:
    for query, expected in (
        ("京市", ["京市"]),
        ("istanbul", ["İstanbul"]),
        ("floo*", ["Floods", "Flooding"]),
        ("서울", ["서울"]),
    ):
        (hit,) = archive.search(query)
        assert [hit.snippet[a:b] for a, b in hit.marks] == expected


INJECTIONS = [
    '"',
    "NEAR(",
    "*",
    "a AND OR",
    "x:y",
    "(",
    "-",
    "'; DROP TABLE items",
    "\x00",
    "NOT",
    "^a",
    "{a b}",
    "a:*",
    "<->",
    "!",
    "&|",
]


@pytest.mark.parametrize(
    "query", [*INJECTIONS, "\\", "'", "𝕏", "x" * 5000, "a " * 5000, '"' * 500, "\ud800", "%", "a\u0301" * 50]
)
def test_no_query_is_an_error(archive: dateline.Archive, query: str) -> None:
    archive.search(query)
    archive.facets(query=query)
    for look in (archive.statements, archive.events, archive.figures):
        look(query=query)
    archive.entities(name=query)
    archive.items(outlet=query, entity=query)
    with pytest.raises(UsageError, match="country must be"):
        archive.items(country=query)


def test_filters_and_three_clocks(archive: dateline.Archive) -> None:
    def found(**wanted: object) -> list[str]:
        listed = [NAMES[i.id] for i in archive.items(limit=100, **wanted).items]  # type: ignore[arg-type]
        assert names(archive.search("bridge", **wanted)) == " ".join(sorted({"bridge", "flood"} & set(listed)))  # type: ignore[arg-type]
        return listed

    assert found(outlet="Douro Post") == ["bridge"] and found(entity="rosa") == ["bridge"] and found(country="PRT") == ["bridge"]
    assert found(event="COOPERATE", outlet="Douro Post") == ["bridge"] and found(event="COOPERATE", outlet="flood") == []
    assert found(outlet="nobody") == [] and found(genre="documentary") == ["undated"]
    assert found(since=date(2025, 3, 3)) == ["bridge"] and found(published_until=date(2025, 1, 1)) == ["flood", "uncertain"]
    assert found(since=date(2020, 1, 10), until=date(2020, 1, 12)) == ["uncertain"]
    assert found(outlet="Shore Review", since=date(2019, 1, 1), until=date(2019, 12, 31)) == ["uncertain"]
    assert found(outlet="Shore Review", until=date(2019, 12, 1)) == []
    assert found(happened_since=date(2025, 2, 20), happened_until=date(2025, 2, 20)) == ["bridge"]
    assert found(happened_since=date(2025, 2, 21)) == [] and found(happened_until=date(2025, 1, 1)) == []
    assert found(captured_until=date(2025, 3, 4)) == ["bridge"] and "bridge" not in found(captured_since=date(2025, 3, 5))
    assert found(captured_since=date(2025, 3, 1), captured_until=date(2025, 3, 31), outlet="Douro Post") == ["bridge"]
    assert found()[-1] == "undated"
    with pytest.raises(UsageError, match="since must not be after"):
        archive.items(since=date(2025, 1, 2), until=date(2025, 1, 1))


def test_facets(archive: dateline.Archive) -> None:
    found = archive.facets(query="bridge")
    assert found.total == 2 and found.exact
    assert [(c.value, c.items) for c in found["outlet"]] == [("Douro Post", 1), ("flood", 1)]
    assert [(c.value, c.name) for c in found["person"]] == [("rosa", "Rosa Quintela")]
    assert [c.value for c in found["month"]] == ["2025-01", "2025-03"] and [(c.value, c.items) for c in found["year"]] == [
        ("2025", 2)
    ]
    assert [c.value for c in found["country"]] == ["PRT"] and [c.value for c in found["event"]] == ["COOPERATE"]
    everything = archive.facets()
    assert everything.total == len(TEXTS) + 2
    assert archive.facets(outlet="Douro Post").total == 1 and archive.facets(since=date(2025, 3, 1)).total == 1
    narrowed = archive.facets(genre="documentary")
    assert narrowed.total == 1 and not narrowed["month"]
    assert sum(n for _, n in archive.facets("kind")) == everything.total


def test_facts_by_their_own_words(archive: dateline.Archive) -> None:
    assert [s.id for _, s in archive.statements(query="bridge")] == ["said"]
    assert [s.id for _, s in archive.statements(query="quintela", act="say", kind="indirect", entity="rosa")] == ["said"]
    assert not archive.statements(query="people") and not archive.statements(query="bridge -new")
    assert [e.id for _, e in archive.events(query="douro", type="COOPERATE")] == ["opened"]
    assert [f.id for _, f in archive.figures(query="people portugal", what="participants")] == ["came"]
    assert not archive.figures(query="opens") and not archive.events(since=date(2025, 3, 1))
    assert archive.events(happened_until=date(2025, 2, 20), outlet="Douro Post") and not archive.events(outlet="flood")
    assert archive.statements(published_since=date(2025, 3, 3)) and not archive.statements(captured_since=date(2025, 4, 1))


def test_a_search_is_counted_with_what_it_finds(archive: dateline.Archive) -> None:
    for asked in ("q=bridge", "q=bridge&tab=statements", "q=douro&tab=events", "q=people&tab=figures", "q=rosa&tab=entities"):
        for more in ("", "&outlet=Douro Post", "&since=2025-01-01", "&country=PRT", "&entity=rosa", "&kind=indirect"):
            search = Search.parse(asked + more)
            rows, counted = archive.find_counted(search, limit=5, most=7)
            assert rows == archive.find(search, limit=5)
            assert counted == archive.facets(query=search.query, most=7, **search.filter.keywords)


def test_places_of_facts_are_the_same_from_their_items(archive: dateline.Archive) -> None:
    with archive._reading() as connection:
        c = indexed.c
        for kind, token, count in (
            (postings.STATEMENT, "s", c.statements),
            (postings.EVENT, "e", c.events),
            (postings.FIGURE, "f", c.figures),
        ):
            query = select(c.number, c.day, count, c.statements, c.days)
            rows = [tuple(row) for row in connection.execute(query)]
            places = list(connection.execute(postings.places(connection, [[token]])).scalars())
            assert places and sorted(places_of(rows, kind).tolist()) == sorted(places)
        assert places_of([], postings.EVENT).tolist() == []


def test_entities_by_the_words_of_their_names(archive: dateline.Archive) -> None:
    assert [(e.id, n) for e, n in archive.entities(name="quint rosa")] == [("rosa", 1)]
    assert not archive.entities(name="uintela") and not archive.entities(type="organisation")
    assert [e.id for e, _ in archive.entities(country="PRT", type="country")] == ["country-PRT"]


def test_cursors(archive: dateline.Archive) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        rows = archive.search("a*", limit=1, cursor=cursor)
        seen += [hit.item.id for hit in rows]
        cursor = rows.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == archive.facets(query="a*").total > 2
    first = archive.items(limit=2)
    assert first.next is not None
    second = archive.items(limit=2, cursor=first.next)
    assert not {i.id for i in first.items} & {i.id for i in second.items}
    tampered = first.next[:-2] + ("AA" if first.next[-2:] != "AA" else "BB")
    for wrong in (tampered, "", "nonsense", "ä", first.next + "A", "A" * 4000):
        for look in (archive.items, archive.statements, archive.events, archive.figures, archive.entities):
            with pytest.raises(UsageError, match="cursor"):
                look(cursor=wrong)
        with pytest.raises(UsageError, match="cursor"):
            archive.search("bridge", cursor=wrong)
    with pytest.raises(UsageError, match="cursor"):
        archive.items(outlet="Douro Post", cursor=first.next)
    for limit in (0, -1, 10**9):
        with pytest.raises(UsageError, match="between 1 and 500"):
            archive.search("bridge", limit=limit)
    with pytest.raises(UsageError, match="best or newest"):
        archive.search("bridge", order="random")


def test_pages_of_entities_and_facts_follow_each_other(archive: dateline.Archive) -> None:
    first = archive.entities(limit=1)
    assert first.next and archive.entities(limit=1, cursor=first.next)[0] != first[0]
    assert archive.statements(limit=1).next is None


def test_an_address_keeps_a_search(archive: dateline.Archive) -> None:
    search = Search.of({"q": "  bridge   douro* ", "tab": "items", "outlet": "Douro Post", "since": "2025-01-01"})
    assert search.address == "q=bridge+douro%2A&since=2025-01-01&outlet=Douro+Post" or "outlet=Douro+Post" in search.address
    assert Search.parse(search.address) == search and Search.parse("?" + search.address).address == search.address
    assert names(archive.find(search)) == "bridge"
    for tab, key in (("statements", "act"), ("events", "certainty"), ("figures", "what"), ("entities", "type")):
        value = {"act": "say", "certainty": "happened"}.get(key, "x")
        one = Search.of({"q": "bridge", "tab": tab, key: value, "captured_since": "2025-01-01"})
        assert Search.parse(one.address) == one
        archive.find(one)
    assert [e.id for e, _ in archive.find(Search.parse("tab=entities&q=rosa&type=person"))] == ["rosa"]
    # Of filters alone: what has them, newest first, whose pages follow each other.
    alone = Search.parse("kind=article")
    hits = archive.find(alone)
    assert [hit.item.id for hit in hits] == [one.id for one in archive.items(kind="article").items] and not hits[0].marks
    assert hits[0].item.text[hits[0].start :].startswith(hits[0].snippet)
    first = archive.find(alone, limit=1)
    assert archive.find(alone, limit=1, cursor=first.next)[0].item == hits[1].item
    for wrong in ("tab=x", "since=yesterday", "order=up", "color=red", "q=" + "x" * 600, "&".join(f"a{n}=1" for n in range(50))):
        with pytest.raises(UsageError):
            Search.parse(wrong)


def test_values_that_cannot_be_are_told_and_clear_ones_taken(archive: dateline.Archive) -> None:
    assert list(archive.items(country="portugal")) == list(archive.items(country="PRT").items) and archive.items(country="PT")
    assert archive.entities(country="portugal", type="country") == archive.entities(country="PRT", type="country")
    with pytest.raises(UsageError, match="country must be"):
        archive.entities(country="Turkland")
    assert Search.parse("tab=events&type=cooperate&country=portugal").address == "tab=events&country=PRT&type=COOPERATE"
    assert Search.parse("event=disaster&kind=Article").filter == Filter(event="DISASTER", kind="article")
    wrong = {"kind": "foo", "genre": "foo", "country": "Turkland", "event": "FOO", "act": "foo", "certainty": "foo"}
    for name, value in wrong.items():
        with pytest.raises(UsageError, match=rf"{name} must be .*got '{value}'"):
            Search.parse(f"{name}={value}")
    with pytest.raises(UsageError, match="event type must be one of AGREE"):
        Search.parse("tab=events&type=foo")
    assert archive.items(published_since="2025-01-01").items == archive.items(published_since=date(2025, 1, 1)).items  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="published_since must be a date or ISO 8601"):
        archive.items(published_since="x")  # type: ignore[arg-type]
    told = (events.lexicon().verbs, events.lexicon().nouns, events.lexicon().adjectives)
    assert set(values.EVENT_TYPES) == set(wording.EVENTS) == {r.type for rules in told for found in rules.values() for r in found}
    assert set(values.ACTS) == {*statements.lexicon("en").acts.values(), "do", "credit", "discuss", "unsaid"}


def test_a_revision_leaves_the_index(archive: dateline.Archive) -> None:
    old = item("edited", "Harbour fire\nThe warehouse burned.", date(2025, 5, 5), "Edited", mentions=())
    archive.add(page(old))
    assert names_of(archive, "warehouse") == [old.id]
    new = item("edited", "Harbour fire\nThe depot burned.", date(2025, 5, 6), "Edited Again")
    archive.add(page(new, date(2025, 6, 2)))
    assert names_of(archive, "warehouse") == [] and names_of(archive, "depot") == [old.id]
    assert not archive.facets(outlet="Edited").total and archive.facets(outlet="Edited Again").total == 1
    assert archive.check() == ()
    archive.forget(item=old.id)
    assert names_of(archive, "depot") == [] and archive.check() == ()
    assert "Edited Again" not in [value for value, _ in archive.facets("outlet")]


def names_of(archive: dateline.Archive, query: str) -> list[str]:
    return [hit.item.id for hit in archive.search(query)]


def test_words_longer_than_the_index_holds_are_cut_alike() -> None:
    assert words("A" * 200) == ["a" * 64]
    assert words("ﬁne ２０２４ e\u0301te\u0301") == ["fine", "2024", "ete"]


def test_compiled_looks_at_words_are_the_plain_ones() -> None:
    if words_of_texts.compiled_words is None:
        pytest.skip("the package was built without a C compiler")
    signs = (
        "“Non”, dit-elle — 3 € «x»",
        "a" * 64,
        "a" * 65,
        "a" * 64 + "\n" + "b" * 65,
        "x " * 60_001,
        "é " * 60_001,
        "中" * 60_001,
    )
    scripts = (
        "İstanbul'da Işık_gölge",
        "й и\u0306 é\u0301 ١٢٣",
        "北京市 rain 2024、東京タワー",
        "ประเทศไทย ๓",
        "ﾃﾞｰﾀ 한국어",
        "a_b\u3099c",
        "",
    )
    for text in (*signs, *scripts, " ".join((*signs[:3], *scripts))):
        assert spaced(text) == words_of_texts.plain_spaced(text)
        for flat in (words_of_texts.folded(text), text):
            assert words_of_texts.cut(flat) == words_of_texts.plain_cut(flat)


def test_compiled_looks_at_facts_are_the_plain_ones() -> None:
    if tagging.compiled_facts is None:
        pytest.skip("the package was built without a C compiler")
    span, day = Span(0, 5), date(2025, 1, 2)
    one, same, other = (
        Entity("rosa", name, "person", country) for name, country in (("Rosa", None), ("Rose", "PRT"), ("R", "ESP"))
    )
    town = Entity("porto", "Porto", "city", "PRT")
    named = tuple(Mention(span, "a", "person", entity) for entity in (one, None, town, same, one, other, same))
    actors = tuple(Actor(span, "a", None, country) for country in ("TUR", None, "PRT", "ESP", "PRT"))
    known = DateEstimate(day, date(2025, 1, 9))
    events = [
        Event("e", "MEET", span, certainty, 0.9, actors=actors[:n], recipients=actors[m:], when=when)
        for certainty, n, m, when in (
            ("asserted", 5, 5, known),
            ("reported", 1, 2, None),
            ("asserted", 4, 2, known),
            ("negated", 2, 2, None),
            ("asserted", 1, 5, None),
            ("planned", 2, 1, None),
        )
    ]
    said = (Statement("s", "direct", "say", (span,), entity=town, when=known), Statement("t", "direct", "say", (span,)))
    facts = {"mentions": named, "statements": said, "events": tuple(events)}
    for published in (None, known, DateEstimate(day, day)):
        for each in (facts, {}):
            found = Item("a", "article", "Rosa met", outlet="Echo", published=published, **each)  # type: ignore[arg-type]
            entities = tagging.entities_of(found)
            assert list(entities.items()) == list(tagging.plain_entities_of(found).items())
            assert tagging.tags_of(found, entities.values()) == tagging.plain_tags_of(found, entities.values())
            assert facts_writing._days_of(found) == facts_writing._plain_days_of(found)
    for event in events:
        assert list(facts_writing.between(event)) == list(facts_writing.plain_between(event))


def test_pairs_of_countries(archive: dateline.Archive) -> None:
    text = "Envoys meet\nTestland envoys met those of Otherland."
    one, other = (Mention(Span(12, 20), "Testland", "country"), Mention(Span(39, 48), "Otherland", "country"))
    from dateline.types import Actor

    parties = {"actors": (Actor(one.span, one.text, None, "TST"),), "recipients": (Actor(other.span, other.text, None, "OTH"),)}
    events = (
        Event("met", "CONSULT", Span(28, 31), "asserted", 0.9, **parties),
        Event("not", "ASSAULT", Span(28, 31), "negated", 0.9, **parties),
    )
    added = archive.add(page(item("pair", text, date(2024, 7, 1), "Pairs", events=events)))
    for a, b in (("TST", "OTH"), ("OTH", "TST")):
        pair = archive.pair(a, b)
        assert [(e.by, e.to, e.score) for e in pair.events] == [("TST", "OTH", 2.5)] and pair.months == (
            ("2024-07", 2.5, 0.0, 1),
        )
    assert not archive.pair("TST", "OTH", since=date(2024, 8, 1)).months
    archive.forget(item=added.new[0])
    assert not archive.pair("TST", "OTH").months and archive.check() == ()


def test_an_archive_of_the_first_version_gets_the_index(tmp_path: Path) -> None:
    import pysqlite3

    path = tmp_path / "old.db"
    with dateline.open_archive(path) as archive:
        archive.add(page(with_facts()))
    with pysqlite3.connect(path) as raw:
        for table in ("happened", "pair_months", "postings", "tags", "indexed", "name_words", "words"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("CREATE TABLE mentions (entity TEXT, item TEXT)")
        raw.execute("CREATE TABLE statements (item TEXT, id TEXT)")
        raw.execute("CREATE VIRTUAL TABLE words USING fts5(text, item UNINDEXED)")
        raw.execute("UPDATE settings SET value = '1' WHERE name = 'schema'")
    with dateline.open_archive(path) as archive:
        assert (
            archive.check() == ()
            and archive.statements(query="bridge", entity="rosa")
            and archive.facets(query="bridge").total == 1
        )
    assert (tmp_path / "old.db.before-2.bak").exists()


def test_the_command(tmp_path: Path) -> None:
    import json

    from typer.testing import CliRunner

    from dateline.cli.app import app

    path = str(tmp_path / "news.db")
    with dateline.open_archive(path) as archive:
        archive.add([page(with_facts()), page(item("flood", TEXTS["flood"], date(2025, 1, 2)))])

    def run(*arguments: str) -> list[str]:
        done = CliRunner().invoke(app, ["search", *arguments, "--archive", path, "--json"])
        assert done.exit_code == 0, done.output
        return done.stdout.splitlines()

    assert [json.loads(line)["headline"] for line in run("bridge -douro")] == ["Floods close roads"]
    assert json.loads(run("bridge", "--newest")[0])["headline"] == "Bridge opens in Porto"
    assert json.loads(run("quintela", "--statements", "--act", "say")[0])["statement"]["id"] == "said"
    assert json.loads(run("--events", "--type", "COOPERATE")[0])["event"]["id"] == "opened"
    assert json.loads(run("--figures", "--what", "participants")[0])["figure"]["lower"] == 300
    assert json.loads(run("rosa", "--entities")[0])["items"] == 1
    assert json.loads(run("bridge", "--facets")[0])["total"] == 2
    assert json.loads(run("--facets")[0])["total"] == 2
    assert run("bridge", "--statements", "--keep") == ["q=bridge&tab=statements"]
    assert len(run("--address", "q=bridge&tab=statements")) == 1
    assert len(run("--captured-until", "2025-06-01", "--limit", "1")) == 1
    for wrong in (["--statements", "--events"], ["--since", "soon"], ["bridge", "--cursor", "x"], ["bridge", "--limit", "0"], []):
        assert CliRunner().invoke(app, ["search", *wrong, "--archive", path]).exit_code != 0


def test_what_was_said_about_somebody_by_the_command(tmp_path: Path) -> None:
    import json

    from typer.testing import CliRunner

    from dateline.cli.app import app

    text = "Ferry waits\nPortugal has to wait, Rosa Quintela said."
    land, mayor = Mention(Span(12, 20), "Portugal", "country", PORTUGAL), Mention(Span(34, 47), "Rosa Quintela", "person", ROSA)
    said = Statement("waits", "indirect", "say", (Span(12, 32),), mayor, ROSA)
    path = str(tmp_path / "news.db")
    with dateline.open_archive(path) as archive:
        archive.add(page(item("ferry", text, date(2025, 3, 3), mentions=(land, mayor), statements=(said,))))

    def run(about: str) -> list[str]:
        done = CliRunner().invoke(app, ["search", "--statements", "--about", about, "--archive", path, "--json"])
        assert done.exit_code == 0, done.output
        return [json.loads(line)["statement"]["id"] for line in done.stdout.splitlines() if line.startswith("{")]

    assert run("portugal") == ["waits"] and run("Rosa Quintela") == []


_WORDS = "aZ9 _-.\n\u00a0\u2019\u201c\u2014\u2026\u00ad\u200b\u2060\u0301é\u0130\u0131łЙи\u0306´℃\u200d½²"


@given(st.one_of(st.text(st.sampled_from(letters), max_size=160) for letters in (_WORDS, f"{_WORDS}北京かｴﾞ가ไ")))
def test_words_as_sqlite_cuts_them(text: str) -> None:
    """Plain text goes to SQLite's tokenizer as it is; what that makes of it is what PostgreSQL is given."""
    cut = [word.lower() for word in re.findall("[0-9A-Za-z\x80-\U0010ffff]+", spaced(text))]
    assert cut == words(text)
