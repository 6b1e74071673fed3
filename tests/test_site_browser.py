"""The site in a real browser: nothing of a page runs, nothing overflows, facts and words light each other, no script is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with Chromium() as found:
        yield found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with dateline.open_archive(tmp_path_factory.mktemp("browser") / "news.db") as archive:
        archive.add(page_of(lake()))
        with Served(archive) as address:
            yield address


PATHS = (
    "/",
    "/stories",
    "/items",
    "/map",
    "/removal",
    "/share",
    "/moderation",
    "/audit",
    "/login",
    "/item/item1",
    "/search?q=talks",
    "/said",
    "/events",
    "/figures",
    "/entities",
    "/pairs",
    "/pair/KEN/UGA",
    "/entity/person-a",
    "/outlets",
    "/quarantine",
    "/nothing",
)


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_no_page_is_wider_than_the_window(browser: Chromium, site: str, width: int) -> None:
    for dark in (False, True):
        browser.look(width=width, dark=dark)
        for path in PATHS:
            browser.visit(site + path)
            assert browser.run("document.documentElement.scrollWidth <= innerWidth"), (path, width)
            assert not [m for m in browser.seen if m.get("method") == "Runtime.exceptionThrown"], path
            assert browser.run("document.querySelectorAll('main').length == 1 && document.querySelectorAll('h1').length == 1"), (
                path
            )


def test_facts_and_words_light_each_other(browser: Chromium, site: str) -> None:
    browser.look(width=1280)
    browser.visit(f"{site}/item/item1")
    browser.press("j")
    assert browser.run("document.activeElement.id") == "s1"
    assert browser.run("[...document.querySelectorAll('.text .lit')].map(e => e.textContent).join('').includes('neighbour')")
    browser.run("document.querySelector('.text [data-f~=f1]').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))")
    assert browser.run("document.querySelector('#f1').classList.contains('lit')")
    browser.run("document.querySelector('#keys').click()")
    browser.press("j")
    assert browser.run("localStorage.getItem('keys')") == "off"
    browser.run("localStorage.clear()")


def test_without_scripts_every_page_reads_and_the_form_works(browser: Chromium, site: str) -> None:
    browser.look(width=1280, scripts=False)
    for path in PATHS:
        assert browser.run("1") == 1
        browser.visit(site + path)
        tree = browser.ask("DOM.getDocument", depth=1)["root"]["nodeId"]
        main = browser.ask("DOM.querySelector", nodeId=tree, selector="main h1")["nodeId"]
        assert main, path
    browser.look(width=1280)


def test_no_payload_runs(browser: Chromium, tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 300
    browser.look(width=1280)
    with dateline.open_archive(tmp_path / "news.db") as archive:
        items = [
            made(
                n,
                payload,
                f"{payload} was said to have happened by the lake.",
                outlet=payload,
                authors=(payload,),
                url=f"javascript:{RUNS}//{n}",
            )
            for n, payload in enumerate(PAYLOADS)
        ]
        archive.add([page_of(item) for item in items])
        with Served(archive) as address:
            paths = ["/", "/items", "/outlets", "/search?q=lake", *(f"/item/item{n}" for n in range(0, len(PAYLOADS), 11))]
            cursor = archive.items(limit=30).next
            while cursor:
                paths.append(f"/items?cursor={cursor}")
                cursor = archive.items(limit=30, cursor=cursor).next
            for path in paths:
                browser.visit(address + path)
                assert browser.run("window.ran") is None, path
                assert not browser.run(
                    "document.querySelector('main img, main script, main iframe, main svg:not([role=img]), main object, "
                    "a[href^=javascript i]')"
                ), path
