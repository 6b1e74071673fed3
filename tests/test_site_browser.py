"""The site in a real browser, over the samples: every page is photographed at three widths, tried by keyboard alone, read without scripts,
its forms sent; axe-core finds no fault; no payload runs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.archive import Archive
from dateline.reading import read_document
from dateline.samples import documents
from dateline.types import Entity, Mention, Span
from docs.pictures import Served
from tests.chromium import BINARY, Chromium
from tests.test_site_pages import lake, made, page_of

pytestmark = pytest.mark.skipif(BINARY is None, reason="no chromium on this machine")

RUNS = "window.ran=1"
ELEMENTS = (
    "<script>{0}</script>",
    "<img src=x onerror={0}>",
    "<svg onload={0}>",
    "<svg><script>{0}</script></svg>",
    "<body onload={0}>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<input autofocus onfocus={0}>",
    "<details open ontoggle={0}>",
    "<video><source onerror={0}></video>",
    "<a href=javascript:{0}>x</a>",
    "<math><a xlink:href=javascript:{0}>x</a></math>",
    "<object data='javascript:{0}'></object>",
    "<meta http-equiv=refresh content='0;url=javascript:{0}'>",
    "<base href='javascript:{0}//'>",
    "<link rel=stylesheet href='data:text/css,*'><style onload={0}></style>",
    "<form action=javascript:{0}><button autofocus>x</button></form>",
)
BREAKS = (
    "",
    '">',
    "'>",
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "<!--",
    "-->",
    "]]>",
    "{{{{7*7}}}}",
    "{{% raw %}}",
    "\u2028",
    "\u202e",
    "<<",
    "&lt;",
    "%3C",
    "\x0b",
    "</q>",
    '" onmouseover="window.ran=1" x="',
)
PAYLOADS = [f"{cut.format()}{element.format(RUNS)}" for cut in BREAKS for element in ELEMENTS]


#: A text as somebody pastes it.
SHARED = (
    "The harbour is open\n\nShips sailed again from the harbour of Poti on Tuesday after nine days of storm, the port authority said.\n\n"
    "“Nobody slept, and nobody was hurt,” said Nino Beridze, who leads the authority. About 40 ships had waited outside.\n\n"
    "The ferry to Varna leaves on Wednesday, she said, one day later than planned.\n"
)
#: axe-core's script, where it is installed: `npm install axe-core` in any folder, and its axe.min.js named here.
AXE = Path(os.environ.get("DATELINE_TEST_AXE", "no axe-core here"))
#: No page is heavier than this, in bytes.
HEAVIEST = 150_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as found:
        yield found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with dateline.open_archive(tmp_path_factory.mktemp("browser") / "news.db") as opened:
        opened.add([read_document(document) for document in documents()])
        yield opened


@pytest.fixture(scope="module")
def site(archive: Archive) -> Iterator[str]:
    with Served(archive) as address:
        yield address


@pytest.fixture(scope="module")
def pages(archive: Archive) -> dict[str, str]:
    """Every kind of page, by name, with the path of one that is full and, where there is one, of one that is empty."""
    items = archive.items(limit=200).items
    flood = next(i.id for i in items if (i.headline or "").startswith("Flash flood kills at least nine"))
    story = next(s.id for s in archive.stories(least=2) if s.figures)
    people = [e.id for e, _ in archive.entities(type="person", limit=200) if not archive.dossier(e.id).withheld]
    fact = archive.item(flood)
    revised = next(i.id for i in items if len(archive.revisions(i.id)) > 1)
    assert fact is not None
    return {
        "today": "/",
        "stories": "/stories",
        "story": f"/story/{story}",
        "latest": "/items",
        "reader": f"/item/{flood}",
        "changes": f"/item/{revised}/changes",
        "correct": f"/item/{flood}/correct?fact={fact.figures[0].id}",
        "capture": f"/capture/{archive.captures(flood)[0][0]}",
        "dossier": f"/entity/{people[0]}",
        "country": f"/entity/{archive.entities(type='country', limit=1)[0][0].id}",
        "place": f"/entity/{archive.entities(type='place', limit=1)[0][0].id}",
        "pairs": "/pairs",
        "pair": "/pair/ISL/NOR?month=2025-03",
        "map": "/map",
        "said": "/said",
        "said-empty": "/said?q=zzzz",
        "events": "/events",
        "figures": "/figures",
        "names": "/entities",
        "search": "/search?q=flood",
        "search-empty": "/search",
        "opinion": "/section/opinion",
        "documentaries": "/section/documentary",
        "outlets": "/outlets",
        "quarantine": "/quarantine",
        "corrections": "/corrections",
        "starred": "/starred",
        "following": "/following",
        "sources": "/sources",
        "moderation": "/moderation",
        "audit": "/audit",
        "share": "/share",
        "removal": "/removal",
        "login": "/login",
        "missing": "/nothing",
    }


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_every_page_is_photographed_and_no_wider_than_the_window(
    browser: Chromium, site: str, pages: dict[str, str], width: int
) -> None:
    browser.look(width=width, dark=width == 1280)
    browser.visit("about:blank")
    blank = len(browser.picture())
    for name, path in pages.items():
        browser.visit(site + path)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        assert not [m for m in browser.seen if m.get("method") == "Runtime.exceptionThrown"], name
        assert browser.run("document.querySelectorAll('main').length == 1 && document.querySelectorAll('h1').length == 1"), name
        assert len(browser.picture()) > blank + 8_000, name


def test_no_page_is_wider_at_twice_the_size_of_letters(browser: Chromium, site: str, pages: dict[str, str]) -> None:
    browser.look(width=1280)
    for name, path in pages.items():
        browser.visit(site + path)
        browser.run("document.documentElement.style.fontSize = '200%'")
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), name


@pytest.mark.skipif(not AXE.is_file(), reason="no axe-core here: name its axe.min.js in DATELINE_TEST_AXE")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Chromium, site: str, pages: dict[str, str], dark: bool) -> None:
    script = AXE.read_text(encoding="utf-8")
    browser.look(width=1280, dark=dark)
    found: dict[str, Any] = {}
    for name, path in pages.items():
        browser.visit(site + path)
        browser.ask("Runtime.evaluate", expression=script)
        told = browser.run(
            "axe.run({resultTypes: ['violations']}).then((found) => JSON.stringify(found.violations.map((v) => [v.id, v.impact, "
            "v.nodes.slice(0, 3).map((node) => node.html.slice(0, 200))])))"
        )
        faults = [fault for fault in json.loads(told) if fault[1] in ("serious", "critical")]
        found |= {name: faults} if faults else {}
    assert found == {}


def test_every_page_is_used_by_keyboard_alone(browser: Chromium, site: str, pages: dict[str, str]) -> None:
    browser.look(width=1280)
    for name, path in pages.items():
        browser.visit(site + path)
        browser.press("Tab")
        assert browser.run("document.activeElement.className") == "skip", name
        assert browser.run("document.activeElement.getBoundingClientRect().top >= 0"), name
        browser.press("Enter")
        assert browser.run("location.hash") == "#main", name
        for _ in range(6):
            browser.press("Tab")
            # Where the focus is, it is seen: inside the window, with an outline, and nothing lies over it.
            seen = browser.run(
                "(() => { const e = document.activeElement, r = e.getBoundingClientRect(); const x = r.left + Math.min(r.width / 2, 8), "
                "y = r.top + Math.min(r.height / 2, 8); const over = document.elementFromPoint(x, y); return e === document.body || "
                "(getComputedStyle(e).outlineStyle != 'none' && r.bottom > 0 && r.top < innerHeight && "
                "(!over || e.contains(over) || over.contains(e))); })()"
            )
            assert seen, (name, browser.run("document.activeElement.outerHTML.slice(0, 200)"))


def test_the_keys(browser: Chromium, site: str, pages: dict[str, str]) -> None:
    browser.look(width=1280)
    browser.visit(site + "/items")
    browser.press("j")
    browser.press("n")
    second = browser.run("document.activeElement.getAttribute('href')")
    assert second == browser.run("document.querySelectorAll('[data-keys] > .row h2 a')[1].getAttribute('href')")
    for key, there in (("o", second), ("p", None), ("n", second)):
        browser.seen.clear()
        browser.press(key)
        browser.loaded()
        assert there is None or browser.run("location.pathname") == there, key
    for keys, path in (("gs", "/said"), ("gm", "/map"), ("gc", "/corrections"), ("gt", "/")):
        browser.seen.clear()
        for key in keys:
            browser.press(key)
        browser.loaded()
        assert browser.run("location.pathname") == path
    story = "[...document.querySelectorAll('[data-keys] > .row')].findIndex((row) => row.querySelector('h2 a[href^=\"/story/\"]'))"
    for _ in range(browser.run(story) + 1):
        browser.press("j")
    href = browser.run("document.activeElement.getAttribute('href')")
    assert href.startswith("/story/"), "the row of a story is the story, not its latest report"
    browser.press("/")
    assert browser.run("document.activeElement.id") == "q"
    browser.press("s")
    assert browser.run("document.activeElement.value") == "s"
    browser.visit(site + "/said")
    browser.press("?")
    assert browser.run("document.querySelector('#help').open")
    browser.press("Escape")
    assert not browser.run("document.querySelector('#help').open")
    browser.run("document.querySelector('#keys').click()")
    browser.press("?")
    assert not browser.run("document.querySelector('#help').open") and browser.run("localStorage.getItem('keys')") == "off"
    browser.run("localStorage.clear()")


def test_on_a_phone_no_word_of_a_table_is_cut_and_no_search_fills_the_window(browser: Chromium, site: str, archive: Archive) -> None:
    browser.look(width=390)
    president = archive.entity_named("Sadyr Japarov")
    browser.visit(f"{site}/entity/{president}")
    lines = (
        "(() => { const cell = document.querySelector('#terms + table td'); const range = document.createRange(); "
        "range.selectNodeContents(cell); return [cell.textContent, range.getClientRects().length] })()"
    )
    assert browser.run(lines) == ["Kyrgyzstan", 1]
    browser.visit(f"{site}/search?q={'flood+' * 60}")
    assert browser.run("document.querySelector('h1').getBoundingClientRect().height") < 150


def test_facts_and_words_light_each_other(browser: Chromium, site: str, pages: dict[str, str]) -> None:
    browser.look(width=1280)
    browser.visit(site + pages["reader"])
    browser.press("j")
    assert browser.run("document.activeElement.id") == "s1"
    assert browser.run("[...document.querySelectorAll('.text .lit')].some(e => e.dataset.f.split(' ').includes('s1'))")
    browser.run("document.querySelector('.text [data-f~=f1]').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))")
    assert browser.run("document.querySelector('#f1').classList.contains('lit')")
    browser.run("document.querySelector('#see-figure').click()")
    assert browser.run("getComputedStyle(document.querySelector('.text .f-figure:not(.lit)')).boxShadow") == "none"


def test_a_selected_paragraph_is_what_a_comment_is_about(
    browser: Chromium, site: str, archive: Archive, pages: dict[str, str]
) -> None:
    """A triple click ends before the first word of the next line, and the labels of facts are no words of the text."""
    item = archive.item(pages["reader"].removeprefix("/item/"))
    assert item is not None
    browser.look(width=1280)
    browser.visit(site + pages["reader"])
    for end in ("second, 0", "first, first.childNodes.length"):
        browser.run(
            "(() => { const [first, second] = document.querySelectorAll('.text p[data-at]'); const range = document.createRange(); "
            f"range.setStart(first, 0); range.setEnd({end}); getSelection().removeAllRanges(); getSelection().addRange(range); "
            "return new Promise((done) => setTimeout(done, 100)) })()"
        )
        start, last = browser.run(
            "[...document.querySelectorAll('.write [type=hidden]')].slice(1, 3).map((field) => Number(field.value))"
        )
        assert item.text[start:last] == item.paragraphs[0] and not browser.run("document.querySelector('#about-words').hidden")


def test_a_star_by_key_is_kept(browser: Chromium, site: str) -> None:
    browser.look(width=1280)
    browser.visit(site + "/items")
    browser.press("j")
    browser.press("f")
    until = "new Promise(done => { const look = () => document.querySelector('.row.starred') ? done(1) : setTimeout(look, 20); look(); })"
    assert browser.run(until) == 1
    browser.visit(site + "/starred")
    assert browser.run("document.querySelectorAll('[data-keys] > .row').length") == 1


def test_without_scripts_every_page_reads(browser: Chromium, site: str, pages: dict[str, str]) -> None:
    browser.look(width=1280, scripts=False)
    for name, path in pages.items():
        browser.visit(site + path)
        assert "<h1" in browser.html().partition("<main")[2], name
        assert browser.node("main h1") and browser.node("footer"), name
    browser.look(width=1280)


def test_without_scripts_every_form_works(browser: Chromium, site: str, archive: Archive, pages: dict[str, str]) -> None:
    browser.look(width=1280, scripts=False)
    reader = site + pages["reader"]

    def filled(page: str, button: str, within: str = "main", **fields: str) -> str:
        browser.visit(page)
        for name, words in fields.items():
            browser.type(f"{within} [name={name}]", words)
        browser.send(button)
        return browser.html()

    browser.visit(site)
    browser.type("#q", "mackerel")
    browser.send("#q")
    assert "mackerel" in browser.html().partition("<main")[2]
    browser.visit(site)
    browser.send("[name=theme][value=dark]")
    assert 'data-theme="dark"' in browser.html()
    browser.send("[name=theme][value=auto]")
    browser.send("[name=language][value=az]")
    assert 'lang="az"' in browser.html()
    browser.send("[name=language][value=en]")
    assert "Sverre Lunde" in filled(site + "/said", "main [name=q]", q="stop Icelandic ships")
    assert "Bergen" in filled(site + "/entities", "main [name=name]", name="Bergen")
    assert "A first word." in filled(reader, ".write button", ".write", text="A first word.")
    assert "A second word." in filled(site + pages["story"], ".write button", text="A second word.")
    filled(reader, "[data-mark=starred]")
    browser.visit(site + "/starred")
    assert pages["reader"] in browser.html()
    browser.visit(site + pages["correct"])
    browser.type("main [name=lower]", "7")
    browser.type("main [name=why]", "seen on film")
    browser.send("main [value=change]")
    browser.visit(site + "/corrections")
    assert "seen on film" in browser.html()
    browser.send("main form[action='/undo'] button")
    assert archive.corrections(limit=1)[0].undone
    pair = [e.id for e, _ in archive.entities(type="person", limit=2)]
    archive.judge(pair[0], pair[1], "not-same")
    browser.visit(site + "/corrections")
    browser.send("main form[action='/judge'] [value=undo]")
    assert not archive.judgements()
    browser.visit(reader)
    browser.ask("DOM.setAttributeValue", nodeId=browser.node("#notes details"), name="open", value="")
    browser.type("#notes textarea", "Ask the ministry.")
    browser.send("#notes details button")
    assert "Ask the ministry." in browser.html()
    assert "Your request was kept" in filled(site + "/removal", "main button", about="/item/1", reason="It names my child.")
    assert "The harbour is open" in filled(site + "/share", "main button", body=SHARED)
    browser.visit(site + "/outlets")
    browser.send("main form button")
    assert archive.free_outlets()
    browser.visit(site + pages["map"])
    browser.send(".controls a")
    assert "zoom=2" in browser.run("location.href")
    browser.look(width=1280)


def payloads() -> list[dateline.Item]:
    """An item for every payload, which stands in its title, text, author, outlet, address, a name and what is said of it."""
    found = []
    for n, payload in enumerate(PAYLOADS):
        body = f"{payload} was said to have happened by the lake, {payload} said."
        item = made(n, payload, body, outlet=payload, authors=(payload,), section=payload, url=f"javascript:{RUNS}//{n}")
        who = Entity(f"who{n}", payload, "person", "KEN")
        span = Span(len(payload) + 1, 2 * len(payload) + 1)
        mention = Mention(span, payload, "person", who, role=payload)
        said = replace(lake().statements[0], id=f"said{n}", content=(span,), speaker=mention, entity=who, role=payload)
        found.append(replace(item, mentions=(mention,), statements=(said,), kind="teaser" if n % 2 else "article"))
    return found


def test_no_payload_runs(browser: Chromium, tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 300
    browser.look(width=1280)
    with dateline.open_archive(tmp_path / "news.db") as archive:
        archive.add([page_of(item) for item in payloads()])
        for n, payload in enumerate(PAYLOADS[:16]):
            archive.comment("item0", f"{payload} {n}", author=f"user{n}", role="moderator")
            archive.note("item0", payload, by=payload)
            archive.correct("item0", {"section": f"{payload}{n}"}, by=payload, why=payload)
        with Served(archive) as address:
            paths = [
                "/",
                "/stories",
                "/outlets",
                "/entities",
                "/said",
                "/corrections",
                "/map",
                "/pairs",
                "/search?q=lake",
                "/audit",
            ]
            paths += [f"/item/item{n}" for n in range(0, len(PAYLOADS), 40)]
            paths += [
                "/entity/who0",
                "/item/item0/correct",
                "/capture/digestitem0",
                "/items?limit=160&kind=article",
                "/items?limit=160&kind=teaser",
            ]
            for path in paths:
                browser.visit(address + path)
                assert browser.run("window.ran") is None, path
                came_through = browser.run(
                    "[...document.querySelectorAll('main img, main script, main iframe, main svg:not([role]), main object, main style, "
                    "main base, main video, main math, main meta, [href^=javascript i], [action^=javascript i], [onload], [onerror], "
                    "[onmouseover], [onfocus], [ontoggle]')].map(e => e.outerHTML.slice(0, 200))"
                )
                assert came_through == [], path


def test_no_page_is_heavy_and_first_paint_waits_for_no_script(site: str, pages: dict[str, str]) -> None:
    from urllib.error import HTTPError
    from urllib.request import urlopen

    for name, path in pages.items():
        try:
            with urlopen(site + path) as answer:
                policy, body = answer.headers["Content-Security-Policy"], answer.read()
        except HTTPError as error:
            policy, body = error.headers["Content-Security-Policy"], error.read()
        assert len(body) < HEAVIEST, (name, len(body))
        assert "unsafe" not in policy and "script-src 'self'" in policy, name
        text = body.decode()
        assert text.count("<script") == 1 and '<script type="module"' in text and "style=" not in text.partition("<body")[2], name


def test_a_word_without_end_widens_no_page(browser: Chromium, archive: Archive, site: str) -> None:
    word = "unbroken" * 60
    text = f"A word without end\n\nThe port of Poti said on 3 March 2026 that the ship {word} was safe in its harbour again.\n"
    added = archive.add(dateline.read(text, url="https://words.example/1", captured_at="2026-03-03")).new[0]
    paths = (f"/item/{added}", f"/capture/{archive.captures(added)[0][0]}", f"/item/{added}/correct", "/items", "/search?q=Poti")
    for width in (360, 1280, 2560):
        browser.look(width=width)
        for path in paths:
            browser.visit(site + path)
            assert browser.run("document.documentElement.scrollWidth <= innerWidth"), (path, width)
