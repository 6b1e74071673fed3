"""The pages of the site over hand-made items: search by tabs, narrowing, feeds, pairs, sections, caching, errors."""

from __future__ import annotations

import ast
import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Match, Route

import dateline
from dateline.archive import Archive
from dateline.cli.view import figure_text
from dateline.dates.fields import CAPTURE_KNOWN
from dateline.dates.notes import SENTENCES, say
from dateline.dates.solver import _beside
from dateline.site import charts, finding, languages, wording
from dateline.site.app import create_app
from dateline.site.evidence import bare, note_of, noted, pattern_of
from dateline.site.facts import spelt
from dateline.site.rendering import bounds, day, lead_of, link, side_says, tolls
from dateline.types import (
    Actor,
    Block,
    Citation,
    DateEstimate,
    Entity,
    Event,
    Evidence,
    Figure,
    FigureHistory,
    FigureStep,
    Interval,
    Item,
    Mention,
    Page,
    Piece,
    Side,
    Span,
    Statement,
    Story,
    StoryEntry,
)

DAY = date(2025, 3, 4)
LAND = Entity("land-a", "Kenya", "country", "KEN")
OTHER = Entity("land-b", "Uganda", "country", "UGA")
PERSON = Entity("person-a", "Achieng Odero", "person", "KEN")


def made(number: int, headline: str, body: str, **values: object) -> Item:
    """An item with two pieces, dated by a printed line."""
    text = f"{headline}\n{body}"
    where = (Span(0, len(headline)), Span(len(headline) + 1, len(text)))
    pieces = (Piece("headline", where[0], where[0]), Piece("paragraph", where[1], where[1]))
    proof = Evidence("line-date", Span(0, 4), "page", (Interval(DAY, DAY),))
    basis = {"outlet": "Rift Courier", "language": "en", "revision": f"r{number}", "published": DateEstimate(DAY, DAY, (proof,))}
    return Item(f"item{number}", "article", text, (body,), headline, pieces=pieces, **(basis | values))  # type: ignore[arg-type]


def page_of(item: Item) -> Page:
    """A page that holds one item."""
    blocks = tuple(Block(piece.page_span, piece.role, item.id) for piece in item.pieces)
    return Page(item.text, blocks, (item,), outlet=item.outlet, digest=f"digest{item.id}")


def lake() -> Item:
    """An item with a statement, an event of two countries and a figure."""
    item = made(
        1,
        "Ferry to cross the lake",
        "“Uganda is our neighbour,” Achieng Odero said. At least 40 people sailed after the talks.",
        url="https://rift.example/1",
    )
    at = item.text.index
    words = Span(at("“Uganda"), at(" Achieng"))
    speaker = Mention(Span(at("Achieng"), at(" said")), "Achieng Odero", "person", PERSON)
    named = Mention(Span(at("Uganda"), at(" is our")), "Uganda", "country", OTHER)
    statement = Statement("s1", "direct", "say", (words,), speaker, PERSON)
    thought = Statement("s2", "indirect", "believe", (words,), speaker, PERSON)
    talks = Span(at("talks"), at("talks") + 5)
    event = Event(
        "e1", "CONSULT", talks, "asserted", 0.9, actors=(Actor(talks, "Kenya", LAND, "KEN"), Actor(talks, "Uganda", OTHER, "UGA"))
    )
    figure = Figure("f1", Span(at("At least"), at(" people")), "participants", 40, None)
    facts = {
        "mentions": (speaker, named, Mention(talks, "Kenya", "country", LAND)),
        "statements": (statement, thought),
        "events": (event,),
        "figures": (figure,),
    }
    return made(1, item.headline or "", item.paragraphs[0], url=item.url, **facts)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    archive = dateline.open_archive(tmp_path_factory.mktemp("pages") / "news.db")
    opinion = made(
        2,
        "Who owns the shore",
        "Every town by the water answers that question once in a generation.",
        genre="opinion",
        outlet="Shore Review",
    )
    archive.add([page_of(lake()), page_of(opinion)])
    return TestClient(create_app(archive))


def test_search_has_a_tab_for_every_kind_of_fact(client: TestClient) -> None:
    found = {tab: client.get("/search.json", params={"q": "talks", "tab": tab}).json() for tab in finding.TABS}
    assert {tab: len(told.get("hits", ())) for tab, told in found.items()} == {
        "items": 1,
        "statements": 0,
        "events": 1,
        "figures": 1,
        "entities": 0,
    }
    assert all(told["items"] == 1 and told["exact"] and told["facets"]["outlet"] for told in found.values())
    assert found["events"]["address"] == "q=talks&tab=events"
    statements = client.get("/search.json", params={"q": "neighbour", "tab": "statements"}).json()
    assert len(statements["hits"]) == 2
    assert len(client.get("/search.json", params={"q": "achieng", "tab": "entities"}).json()["hits"]) == 1
    first = client.get("/search.json", params={"q": "the", "limit": 1}).json()
    assert first["next"] and client.get("/search.json", params={"q": "the", "limit": 1, "cursor": first["next"]}).json()["hits"]
    assert client.get("/search.json", params={"q": "the", "cursor": first["next"] + "A"}).status_code == 400
    assert 'name="captured_since"' in client.get("/search?q=talks").text
    assert "Ferry to cross" not in client.get("/search", params={"q": "neighbour", "outlet": "Shore Review"}).text


def test_a_search_of_filters_alone_lists_what_has_them(client: TestClient) -> None:
    def found(**values: str) -> dict[str, Any]:
        return dict(client.get("/search.json", params=values).json())

    hits = found(country="UGA")["hits"]
    assert [hit["item"]["id"] for hit in hits] == ["item1"] and hits[0]["snippet"].startswith("“Uganda is our neighbour")
    assert [hit["item"]["id"] for hit in found(genre="opinion")["hits"]] == ["item2"] and found(genre="opinion")["items"] == 1
    assert len(found(tab="events", type="CONSULT")["hits"]) == len(found(tab="figures", what="participants")["hits"]) == 1
    assert len(found(tab="statements", about="land-b", act="say")["hits"]) == 1
    first = found(kind="article", limit="1")
    assert found(kind="article", limit="1", cursor=first["next"])["hits"] != first["hits"]
    text = client.get("/search?country=UGA").text
    assert "Ferry to cross" in text and "Who owns" not in text and "Search: Uganda" in text and "/search.atom?country=UGA" in text
    assert "Search: Uganda" in client.get("/search?entity=land-b").text
    assert "No event fits." in client.get("/search?tab=events&type=CONSULT&country=KEN&until=2020-01-01").text
    assert not found()["hits"] and "big-find" in client.get("/search?q=&country=").text


def test_empty_fields_of_a_form_mean_nothing(client: TestClient) -> None:
    assert client.get("/search?q=talks&since=&until=&kind=").status_code == 200
    assert client.get("/said?since=2025-03-05").text.count('class="quote"') == 0
    assert client.get("/said?since=2025-03-04").text.count('class="quote"') == 1


def test_beliefs_are_shown_when_asked_for(client: TestClient) -> None:
    assert [row["statement"]["act"] for row in client.get("/said.json").json()["statements"]] == ["say"]
    assert [row["statement"]["act"] for row in client.get("/said.json?act=believe").json()["statements"]] == ["believe"]


def test_said_is_narrowed_by_person_subject_and_words(client: TestClient) -> None:
    def found(**values: str) -> int:
        return len(client.get("/said.json", params=values).json()["statements"])

    assert found(person="person-a") == found(about="land-b") == found(q="neighbour") == 1
    assert found(person="land-a") == found(about="person-a") == found(q="elephant") == 0
    assert found(person="Achieng Odero") == found(about="Uganda") == 1
    assert client.get("/said.json?person=Nobody").status_code == 400
    assert "What Achieng Odero said about Uganda" in client.get("/said?person=person-a&about=land-b").text


def test_wrong_values_are_told_and_never_fail(client: TestClient) -> None:
    for path in ("/said.json?since=yesterday", "/items.json?until=2025-13-40", f"/search.json?q={'x' * 500}"):
        answer = client.get(path)
        assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json", path
    for query in ('"', "NEAR(", "*", "-", "a AND", "title:", "^", "(", "'; DROP TABLE items", "%", "𝕏"):
        for tab in finding.TABS:
            assert client.get("/search", params={"q": query, "tab": tab}).status_code == 200, (query, tab)
    assert client.get("/search", params={"q": "\x00"}).status_code == 400
    for path in ("/item/x", "/capture/x", "/entity/x", "/section/x", "/pair/KEN/KEN", "/pair/KEN/XXX", "/entity/x.atom"):
        assert client.get(path).status_code == 404, path


def test_a_page_held_already_is_not_sent_again(client: TestClient) -> None:
    for path in ("/", "/index.json", "/item/item1", "/search.atom?q=talks"):
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert again.status_code == 304 and not again.content, path


def test_feeds_are_well_formed(client: TestClient) -> None:
    for path in ("/search.atom?q=talks", "/entity/land-a.atom"):
        answer = client.get(path)
        root = ElementTree.fromstring(answer.content)
        entries = root.findall("{http://www.w3.org/2005/Atom}entry")
        assert answer.headers["content-type"].startswith("application/atom+xml") and len(entries) == 1, path
    feed = client.get("/search.feed?q=talks").json()
    assert feed["version"].endswith("1.1") and feed["items"][0]["date_published"] == "2025-03-04T00:00:00Z"


def test_a_pair_has_its_events_and_what_one_says_of_the_other(client: TestClient) -> None:
    assert client.get("/pairs.json").json() == [{"pair": ["KEN", "UGA"], "facts": 3, "events": 1, "statements": 2, "mean": 2.5}]
    found = client.get("/pair/UGA/KEN.json").json()
    assert len(found["events"]) == 1 and len(found["said"]) == 2
    assert found["months"] == [{"month": "2025-03", "up": 2.5, "down": 0.0, "events": 1}]
    assert "Kenya" in client.get("/pair/UGA/KEN?month=2025-03").text
    assert "Nothing on record joins the two" in client.get("/pair/UGA/KEN?month=2024-03").text
    assert "Kenya" in client.get("/pair/UGA/KEN").text


def test_months_without_a_fact_stand_in_the_row() -> None:
    assert charts.every_month(["2025-02", "2024-11"]) == ["2024-11", "2024-12", "2025-01", "2025-02"]
    drawn = charts.bars([("2024-11", 5.0, -10.0, 3), ("2025-01", 2.5, 0.0, 1)])
    assert [(b.month, b.good, b.bad) for b in drawn] == [("2024-11", 40.0, 80.0), ("2024-12", 0.0, -0.0), ("2025-01", 20.0, 0.0)]


def test_a_section_holds_its_genre_alone(client: TestClient) -> None:
    text = client.get("/section/opinion").text
    assert "Who owns the shore" in text and "Ferry to cross" not in text


def test_the_reader_quotes_the_line_that_dates(client: TestClient) -> None:
    text = client.get("/item/item1").text
    assert "The date line of the article" in text and ">Ferr</q>" in text
    assert "““" not in text


def test_the_dossier_names_who_stands_beside(client: TestClient) -> None:
    beside = client.get("/entity/land-a.json").json()["beside"]
    assert {row["entity"]["name"] for row in beside} == {"Achieng Odero", "Uganda"}


def test_a_private_person_has_no_dossier_and_no_pair(client: TestClient) -> None:
    assert "No dossier is made of this person" in client.get("/entity/person-a").text
    assert not client.get("/entity/person-a.json").json()["said"]
    assert client.get("/pair/person-a/person-b").status_code == 404


def test_words_for_people() -> None:
    assert wording.evidence_name("line-near-headline-bare") == "a line near the article"
    assert wording.evidence_name("quite-new") == "quite-new"
    assert bare("“Sail on,”") == "Sail on" and bare("that it sailed") == "that it sailed"
    assert link("javascript:alert(1)") is None and link("data:text/html,x") is None and link("https://a.example/") is not None
    assert bounds(Figure("f", Span(0, 1), "killed", 3, None)) == "at least 3"
    assert day(DateEstimate(date(2024, 12, 30), date(2025, 1, 2))) == "30 December 2024 – 2 January 2025"
    short = made(3, "a", "4 March")
    assert lead_of(short) == "4 March"


def test_every_kind_of_evidence_has_a_name() -> None:
    root = Path(dateline.__file__).parent
    table = [row.split(",")[0] for row in (root / "dates/trust.csv").read_text(encoding="utf-8").splitlines()[1:]]
    kinds = {kind.removeprefix("words ").removeprefix("changed ") for kind in table if not kind.startswith("(")}
    for path in (root / "dates").glob("*.py"):
        kinds |= set(re.findall(r'\b(?:Evidence|piece)\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8")))
    kinds |= set(CAPTURE_KNOWN)
    assert len(kinds) > 100 and sorted(kind for kind in kinds if wording.evidence_name(kind) == kind) == []


def sentences_of(source: str) -> list[str]:
    """The fixed parts of a module's f-strings that are words in a row."""
    strings = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    parts = (part.value for one in strings for part in one.values if isinstance(part, ast.Constant))
    fixed = (part.strip("; ") for part in parts if isinstance(part, str))
    return [part for part in fixed if re.fullmatch(r"[:\w' ]+(?:[;:,] [\w' ]+)*", part) and part.count(" ") > 1]


def test_no_rule_of_dates_tells_a_sentence_that_stands_in_no_table() -> None:
    """Sentences would stand in f-strings; those of `notes` are filled in by `say`."""
    assert sentences_of('note = f"the day told first is {day}; {more}"') == ["the day told first is"]
    modules = sorted((Path(dateline.__file__).parent / "dates").glob("*.py"))
    assert modules and [told for path in modules for told in sentences_of(path.read_text(encoding="utf-8"))] == []


def test_every_template_is_escaped(tmp_path: Path) -> None:
    bad = '"><img src=x onerror=alert(1)>'
    item = made(4, bad, bad * 2, url="javascript:alert(1)", outlet=bad, authors=(bad,), section=bad, language=bad)
    with dateline.open_archive(tmp_path / "news.db") as archive:
        archive.add(page_of(item))
        site = TestClient(create_app(archive))
        for path in (
            "/",
            "/item/item4",
            "/outlets",
            "/search?q=onerror",
            f"/search?q={bad}",
            f"/entities?name={bad}",
            f"/?outlet={bad}",
        ):
            text = site.get(path).text
            assert "<img src=x" not in text and 'href="javascript' not in text, path


def test_what_the_solver_notes_is_told_in_the_readers_language() -> None:
    note = "4 March 2025; right on 1520 of 1537 development pages; set aside: other days are better supported"
    proof = Evidence("line-date", Span(0, 4), "page", (Interval(DAY, DAY),), used=False, note=note)
    assert note_of(proof).startswith("4 March 2025; right on 1,520 of 1,537 pages tried; set aside: other")
    languages.use("ru")
    try:
        assert "на 1 520 из 1 537" in note_of(proof).replace("\u00a0", " ") and "другие дни" in note_of(proof)
        held = replace(proof, kind="office", note="Sadyr Japarov is President of KGZ: 2021-01-28 to now")
        assert note_of(held) == "Sadyr Japarov: президент, Киргизия, с 28 января 2021 г."
        past = replace(proof, kind="latest-past", note="'10 July 2025' is told as past")
        assert note_of(past) == "о «10 July 2025» говорится как о прошлом"
        solved = _beside(replace(made(9, "Ferry runs", "Again."), kind="teaser", shown_date="3 hours ago"), DAY)
        assert solved.note.endswith("'3 hours ago' counts back from it")
        assert note_of(solved) == "самая новая дата в боковой ленте — 4 марта 2025 г.; от неё отсчитано «3 hours ago»"
        languages.use("az")
        assert note_of(solved) == "yan lentdəki ən yeni tarix 4 mart 2025; “3 hours ago” ondan geriyə sayılır"
    finally:
        languages.use("en")


@pytest.mark.parametrize("key", SENTENCES)
@pytest.mark.parametrize("code", ["ru", "az"])
def test_every_sentence_of_the_solver_is_told_in_the_readers_language(key: str, code: str) -> None:
    parts = {"words": 'in "old" May', "others": "it's 2024", "when": "9 May", "year": 2025, "years": "2018 to 2024", "day": DAY}
    parts |= {"first": DAY, "last": DAY, "right": 5, "pages": 1537, "reason": "the page states another day", "address": "2025/03"}
    parts |= {"note": say("filed", when="9 May"), "name": "Rosa Quintela", "office": "President", "country": "KGZ"}
    english = say(key, **parts, terms="2021-01-28 to now")
    assert pattern_of(english) == SENTENCES[key]
    languages.use(code)
    try:
        told = noted(english)
    finally:
        languages.use("en")
    assert told != english and "2025-03-04" not in told and ('in "old" May' in told) == ("%(words)s" in SENTENCES[key])


def test_the_api_is_a_page_for_readers_and_a_description_for_programs(client: TestClient) -> None:
    page = client.get("/api", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html") and "Accept" in page.headers["vary"]
    for path in client.get("/api").json()["paths"]:
        assert f"<code>{path}</code>" in page.text, path
    for name in client.get("/api.json").json()["components"]["schemas"]:
        assert f'id="{name}"' in page.text, name
    assert "integer, 1 to 200" in page.text and "<code>next</code> of the answer before" in page.text
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    assert "`" not in main and "<script" not in main
    russian = client.get("/api", headers={"Accept": "text/html", "Accept-Language": "ru"}).text
    assert '<th scope="col">Параметр</th>' in russian and 'class="address" lang' not in russian


def test_own_words_stand_in_quotation_marks_and_reported_ones_do_not(tmp_path: Path) -> None:
    item = made(7, "Minister on the lake", "Achieng Odero said the lake is calm. “It is calm,” she said.")
    at = item.text.index
    speaker = Mention(Span(at("Achieng"), at(" said the")), "Achieng Odero", "person", PERSON)
    cue = Span(at("said the"), at(" the lake is"))
    statements = (
        Statement("s1", "indirect", "say", (Span(at("the lake is"), at(". “It")),), speaker, PERSON, cue=cue),
        Statement("s2", "direct", "say", (Span(at("“It is"), at(" she said")),), speaker, PERSON, cue=cue),
    )
    item = made(7, item.headline or "", item.paragraphs[0], mentions=(speaker,), statements=statements)
    with dateline.open_archive(tmp_path / "a.db") as archive:
        archive.add(page_of(item))
        text = TestClient(create_app(archive)).get("/said").text
    assert '<q dir="auto" lang="en">It is calm</q>' in text
    assert '<span dir="auto" lang="en">the lake is calm</span>' in text
    assert text.count('title="say">said</span>') == 2


def test_a_speaker_who_is_no_more_than_a_pronoun_is_not_set_in_bold_and_a_colon_is_no_verb(tmp_path: Path) -> None:
    first = made(
        8,
        "Minister on the lake",
        f"{'The ferry crossed the lake again. ' * 12}Achieng Odero: the lake is calm. It said that nobody was hurt.",
    )
    at = first.text.index
    speaker = Mention(Span(at("Achieng"), at(": the")), "Achieng Odero", "person", PERSON)
    pronoun = Mention(Span(at("It said"), at(" said that")), "It", "organisation")
    statements = (
        Statement(
            "s1",
            "indirect",
            "say",
            (Span(at("the lake is"), at(". It")),),
            speaker,
            PERSON,
            cue=Span(at(": the"), at(" the lake")),
        ),
        Statement("s2", "indirect", "say", (Span(at("that nobody"), at(" was hurt")),), pronoun),
    )
    item = made(8, first.headline or "", first.paragraphs[0], mentions=(speaker, pronoun), statements=statements)
    with dateline.open_archive(tmp_path / "a.db") as archive:
        archive.add(page_of(item))
        client = TestClient(create_app(archive))
        said, today = client.get("/said").text, client.get("/").text
    assert said.count('class="quote"') == 2 and said.count('<p class="meta"><b>') == 1 and "<bdi>It</bdi></b>" not in said
    assert 'title="say"' not in said
    assert '>Achieng Odero</a>:</span> <span dir="auto" lang="en">the lake is calm</span>' in today


def test_a_side_of_a_disagreement_speaks_the_readers_language() -> None:
    cite = Citation("item1", Span(0, 4), "Ferr")
    sides = [
        Side(says, None, cite)
        for says in ("at least 19 killed", "1,200 missing", "17 to 21 injured", "it did not", "The dam held")
    ]
    languages.use("ru")
    try:
        told = [side_says(side).replace("\u00a0", " ") for side in sides]
    finally:
        languages.use("en")
    assert told == ["погибшие: не менее 19", "пропавшие: 1 200", "раненые: от 17 до 21", "этого не было", "The dam held"]
    assert [side_says(side) for side in sides] == [side.says for side in sides]


def test_plans_stand_apart_from_what_happened(tmp_path: Path) -> None:
    plain = made(6, "Bridge to come", "The bridge opened. A tunnel is to be built by 2031. A ferry may sail.")
    at = plain.text.index
    days = {"planned": DateEstimate(date(2031, 1, 1), date(2031, 12, 31), ())}
    events = tuple(
        Event(f"e{n}", "BUILD", Span(at(word), at(word) + len(word)), told, 0.9, when=days.get(told))  # type: ignore[arg-type]
        for n, (word, told) in enumerate((("opened", "reported"), ("built", "planned"), ("sail", "possible")), 1)
    )
    with dateline.open_archive(tmp_path / "a.db") as archive:
        archive.add(page_of(made(6, plain.headline or "", plain.paragraphs[0], events=events)))
        client = TestClient(create_app(archive))
        told = {
            asked: [row["event"]["certainty"] for row in client.get("/events.json", params={"certainty": asked}).json()["events"]]
            for asked in ("", "happened", "planned", "reported", "all")
        }
        mapped = client.get("/events?certainty=planned").text
    assert told == {
        "": ["reported"],
        "happened": ["reported"],
        "planned": ["planned"],
        "reported": ["reported"],
        "all": ["planned", "reported", "possible"],
    }
    assert '<time datetime="2031-12-31">2031</time>' in mapped


def test_a_list_that_found_nothing_has_no_way_to_narrow_it(client: TestClient) -> None:
    for full, empty in (("/said", "/said?q=zzzz"), ("/search?q=talks", "/search?q=zzzz")):
        assert 'href="#narrow"' in client.get(full).text and 'id="narrow"' in client.get(full).text
        assert 'href="#narrow"' not in client.get(empty).text, empty


def test_a_search_is_ordered_ranged_and_tells_copies_once(tmp_path: Path) -> None:
    words = "The ferry crossed the lake on Monday with forty people aboard, and the harbour office counted them all twice over."
    with dateline.open_archive(tmp_path / "a.db") as archive:
        archive.add([page_of(made(n, "Ferry crosses", words, outlet=f"Paper {n}")) for n in (1, 2)])
        copied = set(archive.originals(["item1", "item2"]).values())
        text = TestClient(create_app(archive)).get("/search?q=ferry").text
    assert len(copied) == 1 and text.count('<li class="row">') == 1 and "the same words in" in text
    assert "since=2025-03-04&amp;until=2025-03-04" in text and "order=newest" in text and "data-save" in text


def test_a_long_text_lists_its_first_facts_and_all_on_request(tmp_path: Path) -> None:
    sentence = "At least 40 people sailed across the lake and the harbour office counted them again. "
    body = sentence * 200
    at = len("Ferry list\n")
    figures = tuple(
        Figure(f"f{n}", Span(at + n * len(sentence), at + n * len(sentence) + 11), "participants", 40, None) for n in range(200)
    )
    where = body.index("harbour") + at
    named = (Mention(Span(where, where + 7), "harbour", "organisation"),)
    with dateline.open_archive(tmp_path / "a.db") as archive:
        archive.add(page_of(made(9, "Ferry list", body, figures=figures, mentions=named)))
        client = TestClient(create_app(archive))
        first, whole = client.get("/item/item9").text, client.get("/item/item9?facts=all").text
        assert client.get("/item/item9?facts=some").status_code == 422
    assert 'id="f50"' in first and 'id="f51"' not in first and "All 200" in first and 'data-f="n1"' not in first
    assert 'id="f200"' in whole and "All 200" not in whole and 'data-f="n1"' in whole


def test_a_long_history_shows_its_changes() -> None:
    steps = tuple(FigureStep(float(n // 4), float(n // 4), f"giver {n}", DAY, ()) for n in range(160))
    history = FigureHistory("killed", "people", steps)
    short = charts.thinned(history)
    assert [s.lower for s in short.steps] == [0.0, *map(float, range(25, 40))]
    assert charts.thinned(replace(history, steps=steps[:16])).steps == steps[:16]


def test_a_long_story_is_paged_and_nothing_of_it_is_out_of_reach(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    items = tuple(made(n, f"Report {n}", f"The lake rose again on day {n}.", outlet=f"Paper {n}") for n in range(70))
    cited = tuple(Citation(item.id, Span(0, 6), "Report", item.outlet, item.published) for item in items)
    timeline = tuple(StoryEntry("DISASTER", "asserted", cited if n == 64 else cited[:1], place=f"Shore {n}") for n in range(65))
    steps = tuple(FigureStep(float(n), float(n), f"giver {n}", DAY, cited[:1]) for n in range(130))
    told = Story("story1", "The lake", items, timeline=timeline, figures=(FigureHistory("killed", "people", steps),))
    monkeypatch.setattr(Archive, "story", lambda self, id: told if id == "story1" else None)
    page = client.get("/story/story1").text
    found = set(re.findall(r"Shore \d+<", page))
    links = [html.unescape(link) for link in re.findall(r'href="(/story/story1\?[^"]+)"', page)]
    assert len(found) == 60 and links == [
        "/story/story1?part=timeline&page=2",
        "/story/story1?figure=killed-people",
        "/story/story1?part=reports&page=2",
    ]
    rest = client.get(links[0]).text
    assert found | set(re.findall(r"Shore \d+<", rest)) == {f"Shore {n}<" for n in range(65)}
    assert "/story/story1?entry=65" in rest and "All 70 reports of it" in rest and "61 to 65 of 65" in rest
    reports = [client.get(f"/story/story1?entry=65&page={page}").text.count("/item/item") for page in (1, 2)]
    history = [set(re.findall(r"giver \d+", client.get(f"{links[1]}&page={page}").text)) for page in (1, 2)]
    assert reports == [60, 10] and [len(givers) for givers in history] == [120, 10] and len(history[0] | history[1]) == 130
    assert client.get(links[2]).text.count("/item/item") == 10
    for wrong in ("entry=66", "figure=hurt-people", "part=timeline&page=3"):
        assert client.get(f"/story/story1?{wrong}").status_code == 404, wrong


def test_a_place_in_the_words_makes_no_pair_of_countries() -> None:
    from dateline.archive.pairs import spoken_of

    port = Entity("port-a", "Entebbe", "place", "UGA")
    item = lake()
    statement = item.statements[0]
    assert spoken_of(item, statement) == {("KEN", "UGA")}
    placed = made(
        1, item.headline or "", item.paragraphs[0], mentions=(Mention(item.mentions[1].span, "Entebbe", "place", port),)
    )
    assert spoken_of(placed, statement) == set()


def test_times_are_told_in_words() -> None:
    told = {
        "2025-11-21": "21 November 2025",
        "2025-11-21TNI": "21 November 2025, night",
        "2025-11": "November 2025",
        "2025": "2025",
        "PT1H": "1 hour",
        "P2D": "2 days",
        "PT30M": "30 minutes",
        "P3M": "3 months",
        "PRESENT_REF": "",
        "XXXX-WXX-5": "",
        "2024-WI": "winter 2024",
        "2025-W12": "2025-W12",
        "2025-02-31": "2025-02-31",
    }
    assert {value: languages.time_name(value) for value in told} == told


def test_no_page_takes_the_address_of_another(client: TestClient) -> None:
    routes = [route for route in client.app.routes if isinstance(route, Route)]  # type: ignore[attr-defined]
    for route in routes:
        scope = {
            "type": "http",
            "path": re.sub(r"\{\w+\}", "x", route.path),
            "method": min(route.methods or {"GET"}),
            "headers": [],
        }
        first = next(other for other in routes if other.matches(scope)[0] is Match.FULL)
        assert first.path == route.path


def test_a_search_of_words_that_must_not_be_there_says_what_it_needs(client: TestClient) -> None:
    assert "A search needs a word beside those" in client.get("/search?q=-flood").text
    assert "A search needs a word beside those" not in client.get("/search?q=nowhere+-flood").text
    assert "<code>storm -flood</code>" in client.get("/search?q=-flood").text  # no sample that finds nothing
    assert "<code>flood -storm</code>" in client.get("/search?q=-storm").text


def test_a_search_that_finds_nothing_names_whom_it_may_mean(client: TestClient) -> None:
    shown = client.get("/search?q=Achieng+Oderro").text
    assert 'Is one of these meant? <a href="/entity/person-a"' in shown
    for other in ("zzzz", "Achieng+Oderro*", "-Oderro", "Achieng+Oderro+and+many+more", "Achieng+Odero"):
        assert "Is one of these meant?" not in client.get(f"/search?q={other}").text, other


def test_codes_of_countries_are_taken_in_small_letters(client: TestClient) -> None:
    assert client.get("/pair/uga/Ken.json").json() == client.get("/pair/UGA/KEN.json").json()
    assert client.get("/pair/ken/KEN").status_code == 404


def test_a_label_of_a_chart_covers_no_point() -> None:
    """Of two figures of one day the higher one has its label; that of the lower one would lie on the higher one's point."""
    days = (date(2025, 11, 9), date(2025, 11, 10), date(2025, 11, 10), date(2025, 11, 13))
    steps = tuple(FigureStep(n, n, "giver", d, ()) for n, d in zip((19.0, 21.0, 26.0, 28.0), days, strict=True))
    drawn = charts.chart(FigureHistory("killed", "people", steps))
    assert drawn is not None
    assert [(mark.label, mark.shown) for mark in drawn.marks] == [("19", 2), ("21", 0), ("26", 2), ("28", 2)]


def test_whom_one_told_stands_beside_the_word_by_which_it_was_told(tmp_path: Path) -> None:
    item = lake()
    said = replace(item.statements[0], addressee=Mention(Span(0, 5), "Ferry", "organisation"))
    with dateline.open_archive(tmp_path / "a.db") as archive:
        archive.add(page_of(replace(item, statements=(said,))))
        shown = TestClient(create_app(archive)).get("/said").text
    first, second = re.findall(r'<p class="meta">.*?</p>', shown[shown.index('<li class="row">') :])[:2]
    assert "to Ferry" in first and "to Ferry" not in second


def test_the_facts_of_an_item_come_before_what_readers_say(client: TestClient) -> None:
    shown = client.get("/item/item1").text
    assert shown.index("</article>") < shown.index('id="why"') < shown.index('id="discussion"')


def test_a_vague_word_is_shown_as_it_stands_with_what_it_is_taken_for() -> None:
    text = "Dozens were injured, 24 of them badly, at least 3 of these children."
    dozens, exact, least = (
        Figure("f", Span(text.index(words), text.index(words) + len(words)), "injured", lower, upper)
        for words, lower, upper in (("Dozens", 24, None), ("24", 24, 24), ("at least 3", 3, None))
    )
    assert tolls((dozens, exact, least), text=text) == ["dozens (at least 24) injured", "24 injured", "at least 3 injured"]
    assert figure_text(dozens, text) == "injured dozens (at least 24)"


def test_one_speaker_has_one_spelling_on_a_page() -> None:
    item = lake()
    spellings = ("Ana Kovac", "Ana Kovač")
    rows = [(item, replace(item.statements[0], entity=replace(PERSON, name=name))) for name in spellings]
    assert {statement.entity.name for _, statement in spelt(rows) if statement.entity} == {"Ana Kovač"}
    rows.append((item, replace(item.statements[0], entity=replace(PERSON, name="Ana Kovac"))))
    assert {statement.entity.name for _, statement in spelt(rows) if statement.entity} == {"Ana Kovac"}


def test_a_live_page_does_not_lead_with_its_farewell() -> None:
    farewell = "We are closing this page for tonight. The wind has dropped everywhere but in the bay. Good night to all of you."
    item = lake()
    live = replace(item, genre="live", text=f"{farewell}\n{item.text}", paragraphs=(farewell, *item.paragraphs))
    by = len(farewell) + 1
    event = replace(item.events[0], trigger=Span(item.events[0].trigger.start + by, item.events[0].trigger.end + by))
    live = replace(live, events=(event,), statements=())
    assert lead_of(live) == item.paragraphs[0] and lead_of(replace(live, genre="news")) == farewell
    assert lead_of(replace(live, events=())) == farewell


def test_who_was_told_stands_behind_its_verb(tmp_path: Path) -> None:
    body = "“The ferry sails,” Achieng Odero told reporters. “It is safe,” Odero said to residents."
    item = made(7, "Ferry to cross the lake", body)
    at = item.text.index

    def of(number: int, words: str, cue: str, whom: str) -> Statement:
        content, verb, told = (Span(at(part), at(part) + len(part)) for part in (words, cue, whom))
        return Statement(f"s{number}", "direct", "say", (content,), cue=verb, addressee=Mention(told, whom, "group"))

    statements = (of(1, "“The ferry sails,”", "told", "reporters"), of(2, "“It is safe,”", "said", "residents"))
    archive = dateline.open_archive(tmp_path / "news.db")
    archive.add([page_of(made(7, "Ferry to cross the lake", body, statements=statements))])
    with TestClient(create_app(archive)) as site:
        said, read = site.get("/said").text, site.get("/item/item7").text
    for page in (said, read):
        assert ">reporters</span>" in page and ">to residents</span>" in page and "to reporters" not in page
