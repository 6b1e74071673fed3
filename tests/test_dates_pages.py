"""Whole pages as sites write them: languages, calendars, time zones, changes, wrong fields, lines that count back from the capture."""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import pickle
import random
import tracemalloc
import weakref
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

import dateline
from dateline import later
from dateline.dates import excerpts, markup, markup_lines
from dateline.dates.choosing import AFTER_CHANGE, features
from dateline.dates.offers import Candidate
from dateline.items import html_cutting
from dateline.items.assembly import ADDED, TOLD, About, Run, draft
from dateline.items.cutting import cut
from dateline.pages.decode import document
from dateline.types import Page

DAY = date(2024, 5, 3)
WORDS = {
    "en": "Growers in the south have lost a third of their grapes to hail, and the state will pay for new nets, the minister said.",
    "fr": "Les viticulteurs du sud ont perdu un tiers de leur récolte à cause de la grêle, et l’État paiera de nouveaux filets.",
    "de": "Winzer im Süden haben ein Drittel ihrer Trauben durch Hagel verloren, und der Staat wird neue Netze bezahlen.",
    "es": "Los viticultores del sur han perdido un tercio de la cosecha por el granizo, y el Estado pagará nuevas redes.",
    "ru": "Виноградари на юге потеряли треть урожая из-за града, и государство оплатит новые сетки, сообщил министр.",
    "tr": "Güneydeki üreticiler dolu yüzünden üzümlerinin üçte birini kaybetti, devlet yeni ağların parasını ödeyecek.",
    "az": "Cənubda üzümçülər dolu səbəbindən məhsulun üçdə birini itirib, dövlət yeni torların pulunu ödəyəcək.",
    "kk": "Оңтүстіктегі жүзімшілер бұршақтан өнімнің үштен бірін жоғалтты, мемлекет жаңа торлардың ақысын төлейді.",
    "he": "הכורמים בדרום איבדו שליש מהיבול בגלל הברד, והמדינה תשלם על רשתות חדשות, אמר השר.",
    "fa": "تاکستان‌های جنوب یک سوم محصول خود را بر اثر تگرگ از دست داده‌اند و دولت هزینه تورهای تازه را می‌پردازد.",
    "th": "เกษตรกรทางใต้สูญเสียองุ่นหนึ่งในสามจากลูกเห็บ รัฐจะจ่ายค่าตาข่ายใหม่ รัฐมนตรีกล่าว",
    "ja": "南部のぶどう農家は雹で収穫の三分の一を失い、国が新しい網の費用を払うと大臣が述べた。",
    "ko": "남부 농가들이 우박으로 포도 수확의 3분의 1을 잃었으며 국가가 새 그물 비용을 지불할 것이라고 장관이 말했다.",
}
RAIL = "".join(
    f"<div><a href='/n{i}'>Story {i} about the tram works on Harbour Street</a> <span>{i} June 2025</span></div>"
    for i in range(1, 7)
)


def page(shown: str, head: str = "", language: str = "en", foot: str = "") -> str:
    words = WORDS[language[:2]]
    body = f"<h1>{words[:40]}</h1>{shown}" + f"<p>{words} {words}</p>" * 4
    return f"<html lang='{language}'><head>{head}</head><body><main><article>{body}</article></main>{foot}</body></html>"


def stated(**fields: str) -> str:
    parts = ", ".join(f'"{name}": "{value}"' for name, value in fields.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {parts}}}</script>'


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fr", "<p>Publié le 3 mai 2024 à 14h05, mis à jour le 6 mai 2024</p>"),
        ("de", "<p class='info'>Stand: 03.05.2024, 10:15 Uhr</p>"),
        ("es", "<p>Madrid, 3 de mayo de 2024</p>"),
        ("ru", "<div class='date'>03.05.24, 14:20</div>"),
        ("tr", "<span>Giriş: 03 Mayıs 2024 - 14:20 Güncelleme: 04 Mayıs 2024 - 09:00</span>"),
        ("az", "<div>3 may 2024, 14:20</div>"),
        ("kk", "<div>2024 жылғы 3 мамыр</div>"),
        ("he", "<p>3 במאי 2024</p>"),
        ("fa", "<p>جمعه ۱۴ اردیبهشت ۱۴۰۳</p>"),
        ("th", "<time>3 พฤษภาคม 2567</time>"),
        ("ja", "<p>令和6年5月3日</p>"),
        ("ko", "<p>입력 2024.05.03. 오후 2:20</p>"),
        ("en-GB", "<p class='date'>03/05/2024</p>"),
        ("en-US", "<p class='date'>05/03/24</p>"),
        ("en", "<p>Friday, the 3rd of May, 2024</p>"),
        ("en", "<p>Last updated: May 3, 2024</p>"),
    ],
)
def test_printed_dates(language: str, shown: str, quick: bool) -> None:
    found = dateline.published(page(shown, language=language), media_type="text/html", quick=quick)
    assert found is not None and found.day == DAY


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    ("shown", "head"),
    [
        ("<p>3 May 2024</p>", stated(datePublished="1970-01-01T00:00:00Z")),
        ("", stated(datePublished="2024-05-03T00:30:00+13:00")),
        (
            "<p class='date'>May 3, 2024</p>",
            stated(datePublished="2024-05-03T23:30:00-05:00", dateModified="2024-05-04T04:30:00Z"),
        ),
        ("<p>Published 3 May 2024</p>", stated(datePublished="2031-05-03")),
    ],
)
def test_fields_that_mislead(shown: str, head: str, quick: bool) -> None:
    found = dateline.published(page(shown, head), media_type="text/html", quick=quick, captured_at=date(2024, 6, 1))
    assert found is not None and found.day == DAY


@pytest.mark.parametrize(
    ("line", "first"),
    [("5 hours ago", date(2024, 5, 2)), ("Yesterday, 14:05", date(2024, 5, 2)), ("Friday, 3 May", DAY), ("3 May, 14:05", DAY)],
)
def test_a_line_without_a_year_counts_back_from_a_known_capture(line: str, first: date) -> None:
    content = page(f"<p class='date'>{line}</p>")
    found = dateline.published(content, media_type="text/html", captured_at=DAY)
    assert found is not None and found.earliest == first and found.latest <= DAY
    assert [e.kind for e in found.evidence if e.used] == ["date-line"]
    assert dateline.published(content, media_type="text/html") is None


@pytest.mark.parametrize(
    "content",
    [
        page("", foot=f"<aside><h2>More stories</h2>{RAIL}</aside>"),
        page("", foot="<footer>© 2012-2024 The Harbour News</footer>"),
        page("<p>5月3日 14時20分</p>", language="ja"),
    ],
)
def test_what_is_no_day_of_the_article(content: str) -> None:
    for quick in (False, True):
        found = dateline.published(content, media_type="text/html", quick=quick)
        assert found is None or found.day is None


def test_a_change_alone_is_told_as_a_change() -> None:
    content = page("", "<meta property='article:modified_time' content='2024-05-03T10:00:00Z'>")
    article = dateline.read(content, media_type="text/html", facts=False).article
    assert article is not None and article.modified is not None and article.modified.day == DAY


def test_what_german_wikis_print_at_their_foot_is_a_change() -> None:
    content = page("", language="de", foot="<footer>Diese Seite wurde zuletzt am 3. Mai 2024 um 13:22 Uhr geändert.</footer>")
    found = dateline.read(content, media_type="text/html", facts=False).article
    assert found is not None and found.published is not None
    assert "line-updated" in {e.kind for e in found.published.evidence}


@pytest.mark.parametrize("cue", ["Der nächste Stammtisch findet am", "The next meeting takes place on"])
def test_a_date_of_what_is_announced_is_not_the_day_of_the_page(cue: str) -> None:
    found = dateline.published(page(f"<p>{cue} 3 May 2024.</p>"), media_type="text/html")
    assert found is None or found.day is None


def test_the_label_of_another_article_at_the_foot_does_not_date_this_one() -> None:
    other = "<div>Trams return to the harbour</div><div>von Mari · Published 6 April 2018 · 4</div>"
    field = "<meta property='article:published_time' content='2024-05-03T10:00:00Z'>"
    found = dateline.published(page("", field, foot="<p>Words.</p>" * 20 + other), media_type="text/html")
    assert found is not None and found.day == DAY


def test_offices_of_several_times_do_not_outweigh_a_stated_day() -> None:
    looks_back = "<p>President Nicolas Sarkozy and Federal Reserve Chairman Alan Greenspan were wrong, the author holds.</p>"
    field = "<meta property='article:published_time' content='2024-05-03T10:00:00Z'>"
    found = dateline.published(page("<p class='date'>3 May 2024</p>" + looks_back, field), media_type="text/html")
    assert found is not None and found.day == DAY


def test_a_number_that_opens_a_name_in_an_address_is_no_day() -> None:
    found = dateline.published(page(""), url="https://example.org/2024/05/3-questions-to-growers", media_type="text/html")
    assert found is None or found.day is None


def card(number: int, line: str, title: str = "Ferry line across the sound adds a night service") -> str:
    headline = f"<h3><a href='/news/story-{number}-of-the-harbour'>{title} {number}</a></h3>"
    return f"<div class='card'><div class='info'>{line}</div>{headline}</div>"


def rail_days(cards: str, shown: str = "2 June 2025", **known: object) -> list[tuple[date, date] | None]:
    read = dateline.read(page(f"<p>{shown}</p>", foot=f"<aside>{cards}</aside>"), media_type="text/html", facts=False, **known)  # type: ignore[arg-type]
    teasers = [item for item in read.items if item.kind == "teaser"]
    return [(item.published.earliest, item.published.latest) if item.published else None for item in teasers]


def test_a_card_is_dated_by_a_line_that_holds_more_than_the_date() -> None:
    lines = (
        "<span>Sport</span> <span>04.06.2025</span> <span>02:45 min</span>",
        "<span>3 June 2025</span><span>Harbourtown</span><span>Sound</span>",
        "<span>01:10 min</span></div><div>Panorama 01.06.2025 21:16",
        "<time datetime='2025-06-03T18:00:00Z'>vor 28 Minuten</time>",
    )
    days = [date(2025, 6, 4), date(2025, 6, 3), date(2025, 6, 1), date(2025, 6, 3)]
    assert rail_days("".join(card(n, line) for n, line in enumerate(lines))) == [(day, day) for day in days]


@pytest.mark.parametrize(
    "line",
    [
        "Pasaulyje prieš 36 min.",
        "1 HR ago 4 mins read",
        "Vor 1 Std.",
        "2 ore fa",
        "3小时前",
        "för 2 timmar sedan",
        "5 годин тому",
    ],
)
def test_a_card_that_counts_back_is_dated_where_the_capture_is_known(line: str) -> None:
    captured = date(2025, 6, 5)
    assert rail_days(card(1, line), captured_at=captured) == [(date(2025, 6, 4), captured)]
    assert rail_days(card(1, line)) == [None]


def test_a_card_counts_back_from_the_newest_of_its_rail() -> None:
    assert rail_days(card(1, "5 June 2025") + card(2, "1 month ago")) == [
        (date(2025, 6, 5), date(2025, 6, 5)),
        (date(2025, 4, 4), date(2025, 5, 7)),
    ]


def test_a_rail_whose_dates_end_before_the_article_says_nothing_of_its_undated_cards() -> None:
    old = card(1, "17 March 2025") + card(2, "24 February 2025")
    assert rail_days(old + card(3, "prieš 24 min.") + card(4, "Harbour"), shown="31 March 2025")[2:] == [None, None]
    assert rail_days(old + card(4, "Harbour"), shown="16 March 2025")[2:] == [(date(2025, 3, 16), date(2025, 3, 18))]


def test_days_printed_beside_old_stories_say_nothing_of_those_that_are_hours_old() -> None:
    cards = card(1, "12 June 2025") + card(2, "3 hours ago") + card(3, "Harbour")
    assert rail_days(cards, shown="1 June 2025")[1:] == [None, None]
    assert rail_days(cards, captured_at=date(2025, 6, 20))[1] == (date(2025, 6, 19), date(2025, 6, 20))


def test_compiled_excerpts_are_the_plain_ones() -> None:
    if excerpts.compiled_excerpts is None:
        pytest.skip("not compiled here")
    compiled = excerpts.compiled_excerpts
    pieces = [
        "class=",
        '"',
        "'",
        "date",
        " ",
        ">",
        "x" * 118,
        "y" * 41,
        "é",
        "class",
        "=",
        "class='time'",
        'class="by line"',
        "PUBLİ",
    ]
    pieces += ["2024-05-0", "3", "19", "99-12-31", "-", "20", "٣", "1", "2019-1", "İ", "Autho", "R", "<", "<b>", "</p"]
    pieces += ["<script>", "<SVG x>", "<span>", "\xa0", "\n", "w" * 395, f"<i {'z' * 1499}>", f"<i {'z' * 1497}>", "</svg>", "日"]
    pieces += ["</script>"]
    draw = random.Random(11)
    for _ in range(6000):
        content = "".join(draw.choice(pieces) for _ in range(draw.randrange(14)))
        for most in (1, 400):
            assert compiled.stamps(content, most) == excerpts.stamps(content, most), repr(content)
        named = compiled.named(content, 0, excerpts._NAMES)
        assert named is None or named == list(excerpts.named_elements(content, 0)), repr(content)
        for most in (80, 400, 4000):
            start = draw.randrange(9)
            words = compiled.words(content, start, start + most, most)
            assert words is None or words == excerpts.words(content, start, start + most, most), repr(content)


def test_compiled_looks_at_tags_are_the_plain_ones() -> None:
    if excerpts.compiled_excerpts is None:
        pytest.skip("not compiled here")
    compiled = excerpts.compiled_excerpts
    pieces = ["<time", "<h1>", "<meta ", "<link ", "<script ", "<style>", "<title>", "<html ", "<base ", "<metal", "<b", "</", "<!", ">"]
    pieces += ["itemprop", "itemprop='date", "ld+json", "ld+", "canonical", "og:url", "og:title", "12", "7", "٣", "é", "日", " "]
    pieces += ['"', "'", "=", "a > b", "</script", "</title", "</style", "<sc", "<svg>", "--"]
    pieces += ["x" * 158, "<title", "<script>", "1 May 2024"]
    draw = random.Random(12)
    for _ in range(6000):
        content = "".join(draw.choice(pieces) for _ in range(draw.randrange(16)))
        at, end = draw.randrange(9), draw.randrange(90)
        assert compiled.marks(content, at) == excerpts.marks(content, at), repr(content)
        assert compiled.head(content, end) == list(markup.head(content, end)), repr((content, end))
        assert compiled.texts(content, at) == markup_lines.texts(content, at), repr(content)


@pytest.mark.parametrize(
    ("shown", "cut"),
    [
        ("<p>By Jane Doe | 4 March 2021</p>", False),
        ("<p>4 March 2021</p><p>9 May 2021</p>", True),
        ("", True),
    ],
)
def test_a_page_is_cut_only_where_its_markup_leaves_a_doubt(monkeypatch: pytest.MonkeyPatch, shown: str, cut: bool) -> None:
    done: list[bool] = []
    real = html_cutting.draft_html
    monkeypatch.setattr(html_cutting, "draft_html", lambda *args, **names: [done.append(names["ask"]), real(*args, **names)][1])
    found = dateline.published(page(shown), url="https://example.org/local/vines")
    assert done == [False] * cut
    assert cut or (found is not None and found.day == date(2021, 3, 4))


def test_the_month_in_the_address_makes_no_day_of_the_head_of_the_site_the_article_s() -> None:
    head = "<header><div>Wednesday, 29 November 2023</div><a href='/'>Home</a> <a href='/sport'>Sport</a></header><main>"
    found = dateline.published(page("").replace("<main>", head), url="https://news.example/2023/11/vines")
    assert found is not None and (found.earliest, found.latest) == (date(2023, 11, 1), date(2023, 11, 30))


def test_a_field_with_a_sign_that_closes_a_tag_in_it() -> None:
    head = '<meta name="description" content="Vines > olives"><meta data-a="12 > 3" property="article:published_time" content="2021-03-04">'
    found = dateline.published(page("", head), url="https://example.org/local/vines", quick=True)
    assert found is not None and found.day == date(2021, 3, 4)


def test_line_ends_of_another_system_change_no_date() -> None:
    shown = "<p>By Jane Doe\n| 4 March\n2021</p>\n<p>Updated\n9 May 2021</p>\n"
    whole = page(shown, '<meta name="author"\ncontent="Jane Doe">\n')
    for quick in (False, True):
        assert dateline.published(whole, quick=quick) == dateline.published(whole.replace("\n", "\r\n"), quick=quick)


LATE = f"""<title>Harbour to be dredged</title><meta property="article:published_time" content="2025-03-04T10:00:00Z">
<h1>Harbour to be dredged</h1>{"<p>The harbour of Sumqayit will be dredged over the summer, the port said on Monday, 3 March 2025.</p>" * 9}
<aside><div><a href="/2025/03/02/ferry-is-late-again">Ferry is late again for a third day</a></div></aside>"""


def test_dates_are_read_when_they_are_asked_for() -> None:
    page = dateline.read(LATE, url="https://echo.example/2025/03/04/harbour-to-be-dredged", facts=False)
    assert object.__getattribute__(page, "_later") is not None
    article, teaser = page.items
    with pytest.raises(AttributeError):
        object.__getattribute__(article, "published")
    assert article.published and article.published.day == date(2025, 3, 4)
    assert teaser.published and teaser.published.day == date(2025, 3, 2)
    assert object.__getattribute__(article, "published") is article.published
    with pytest.raises(AttributeError, match="publisher"):
        getattr(article, "publisher")  # noqa: B009


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda page: pickle.loads(pickle.dumps(page)), dataclasses.replace])
def test_a_page_whose_dates_were_not_asked_for_is_like_any_other(way: Callable[[Page], Page]) -> None:
    read = partial(dateline.read, LATE, url="https://echo.example/2025/03/04/harbour-to-be-dredged", facts=False)
    asked = read()
    assert asked.captured is not None and all(item.published for item in asked.items)
    assert way(read()) == asked
    assert hash(read()) == hash(asked)
    assert repr(read()) == repr(asked)
    assert dataclasses.asdict(read()) == dataclasses.asdict(asked)


def test_pages_whose_dates_were_not_asked_for_let_their_markup_go_but_for_the_last_few() -> None:
    held = [f"{LATE}<!-- {'x' * 300_000}{n} -->" for n in range(12)]
    digests = [hashlib.sha256(content.encode()).hexdigest() for content in held]
    tracemalloc.start()
    try:
        pages = [dateline.read(content.encode(), facts=False) for content in held]
        assert tracemalloc.get_traced_memory()[0] < 3_200_000
    finally:
        tracemalloc.stop()
    assert all(page.article and page.article.published for page in pages)
    assert [page.digest for page in pages] == digests


def test_the_digest_is_worked_out_when_it_is_asked_for_and_no_date_with_it() -> None:
    page = dateline.read(LATE.encode(), facts=False)
    for name in ("digest", "captured"):
        with pytest.raises(AttributeError):
            object.__getattribute__(page, name)
    assert page.digest == hashlib.sha256(LATE.encode()).hexdigest()
    with pytest.raises(AttributeError):
        object.__getattribute__(page, "captured")
    assert dateline.read("\ufeff" + LATE, facts=False).digest == hashlib.sha256(("\ufeff" + LATE).encode()).hexdigest()


def test_ids_genres_and_the_text_of_record_are_worked_out_when_they_are_asked_for_and_no_date_with_them() -> None:
    url = "https://echo.example/2025/03/04/harbour-to-be-dredged"
    page = dateline.read(LATE, url=url, facts=False)
    article, teaser = page.items
    assert article.headline == "Harbour to be dredged" and len(article.paragraphs) == 9 and teaser.url
    for record, names in ((page, ("text", "blocks", "language")), (article, ADDED), (teaser, ADDED)):
        for name in names:
            with pytest.raises(AttributeError):
                object.__getattribute__(record, name)
    whole = cut(document(LATE, url=url))
    assert teaser.id == whole.items[1].id
    assert page.language == whole.language == "en"
    assert (page.text, page.blocks) == (whole.text, whole.blocks)
    for item, other in zip(page.items, whole.items, strict=True):
        with pytest.raises(AttributeError):
            object.__getattribute__(item, "published")
        assert item.language == "en"
        assert [getattr(item, name) for name in (*ADDED, *TOLD[:-1])] == [getattr(other, name) for name in (*ADDED, *TOLD[:-1])]
    read = dateline.read(LATE, url=url, facts=False)
    assert read.items[0].published and read == page


def test_the_entries_of_a_live_page_are_those_of_its_whole_cut() -> None:
    told = "".join(
        f"<h3>{hour}:15</h3><p>The council of Brno went on with its debate on the tram line to the harbour until {hour + 1} o'clock.</p>"
        for hour in range(8, 14)
    )
    content = f"<title>Debate on the tram line</title><h1>Debate on the tram line</h1><main>{told}</main>"
    article = dateline.read(content, url="https://echo.example/debate-on-the-tram-line", facts=False).article
    assert article is not None
    with pytest.raises(AttributeError):
        object.__getattribute__(article, "entries")
    shown = [(entry.span, entry.shown) for entry in cut(document(content, url=article.url)).items[0].entries]
    assert len(shown) == 6 and [(entry.span, entry.shown) for entry in article.entries] == shown


def test_of_items_with_one_address_the_longest_stays_and_takes_the_others_pieces_and_date() -> None:
    told = [
        (1, "teaser-headline", "Ferry is late"),
        (2, "teaser-headline", "Ferry is late again for a third day"),
        (2, "teaser-text", "It waits for a part from Oslo."),
        (3, "teaser-headline", "Ferry late"),
        (4, "teaser-headline", "Market moves to the square"),
    ]
    runs = {number: Run(text, role, group) for number, (group, role, text) in enumerate(told)}
    ferry = "https://echo.example/ferry"
    days = {1: "2 March 2025", 3: "3 March 2025"}
    about = {n: About("teaser", url=ferry if n < 4 else None, shown_date=days.get(n)) for n in range(1, 5)}
    found = draft(runs, about, lambda: list(runs.values())).cut()
    assert [(item.headline, item.shown_date) for item in found.items] == [
        ("Ferry is late again for a third day", "2 March 2025"),
        ("Market moves to the square", None),
    ]
    first = found.items[0]
    assert [piece.page_span.of(found.text) for piece in first.pieces] == [told[n][2] for n in (1, 2, 0, 3)]
    end = len(first.text)
    assert [(piece.span.start, piece.span.end) for piece in first.pieces[2:]] == [(end, end)] * 2
    assert [block.item for block in found.blocks] == [first.id] * 4 + [found.items[1].id]


def test_a_page_of_two_million_characters_is_not_held() -> None:
    content = frozenset({1})
    seen = weakref.ref(content)
    once = later.held(partial(len, content), 2_000_001)
    del content
    assert seen() is None and once() == 1


def test_what_nobody_wants_any_more_is_not_worked_out() -> None:
    done: list[int] = []
    kept = later.held(partial(done.append, 1), 10)
    for _ in range(20):
        later.held(partial(done.append, 2), 10)
    assert done == [1]
    kept()
    assert done == [1]


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/local/2024-05/03/c_12.htm", DAY),
        ("/n1/2024/0503/c10-40.html", DAY),
        ("/n1/2024/0503", DAY),
        ("/n1/2024/1303/c10-40.html", None),
        ("/n1/2024-05/index.html", None),
    ],
)
def test_an_address_may_write_the_year_or_the_day_apart(path: str, day: date | None, quick: bool) -> None:
    found = dateline.published(page(""), url=f"https://news.example{path}", media_type="text/html", quick=quick)
    assert (found.day if found else None) == day


def test_a_day_after_the_last_change_is_no_day_of_publication() -> None:
    found = features(
        [
            Candidate(date(2024, 5, 3), "line-updated", "x", "page", "3 May 2024"),
            Candidate(date(2024, 5, 20), "line-first-paragraph", "x", "page", "20 May 2024"),
            Candidate(date(2024, 5, 2), "line-first-paragraph", "x", "page", "2 May 2024"),
        ]
    )
    assert [day.day for day, kinds in found.items() if AFTER_CHANGE in kinds] == [20]
    stated_day = features(
        [
            Candidate(date(2024, 5, 3), "json-ld-modified", "x", "field", "2024-05-03"),
            Candidate(date(2024, 5, 20), "json-ld-published", "x", "field", "2024-05-20"),
        ]
    )
    assert not any(AFTER_CHANGE in kinds for kinds in stated_day.values())


def test_a_day_of_a_reader_s_comment_is_none_of_the_page() -> None:
    comments = "".join(f"<div class='comment'><b>Ion Rusu</b> says: {n} May 2024<p>The nets came too late.</p></div>" for n in (4, 5))
    found = dateline.published(page("", foot=f"<div id='comments'><h3>Comments</h3>{comments}</div>"), media_type="text/html")
    assert found is None or found.day is None
    assert found is None or not any(e.kind == "line-comment" for e in found.evidence)


def test_a_day_said_again_behind_the_headline_counts_once() -> None:
    once, twice = (
        dateline.published(page("".join(["<p>Updated: 3 May 2024</p>", "<p>Story filed. Updated: 3 May 2024</p>"][:n])), quick=True)
        for n in (1, 2)
    )
    kinds = [{e.kind for e in found.evidence if e.kind.startswith("headline-")} for found in (once, twice) if found is not None]
    assert len(kinds) == 2 and kinds[0] == kinds[1] == {"headline-updated-first"}


STORIES = ("Storm shuts the harbour for a second day", "Football club names a trainer for the season", "Bakery shuts after a century")
OWN = "<p class='date'>4 March 2021</p>"


def stories(*days: int) -> str:
    """A rail of dated stories of November 2023."""
    cards = (
        f"<li class='teaser'><a href='/news/{'-'.join(title.lower().split())}-482{i}'><h3>{title}</h3></a>"
        f"<time datetime='2023-11-{day}'>{day} November 2023</time><p>The report tells of many who took part in it.</p></li>"
        for i, (day, title) in enumerate(zip(days, [f"{one} {n}" for n in "abc" for one in STORIES], strict=False))
    )
    return f"<aside class='latest'><h2>Latest news</h2><ul>{''.join(cards)}</ul></aside>"


@pytest.mark.parametrize("number", [2, 3, 6])
def test_rail_above_the_headline(number: int) -> None:
    rail = stories(*range(29, 29 - number, -1))
    found = dateline.read(page("").replace("<main>", f"{rail}<main>"), url="https://example.org/local/vines", facts=False)
    assert found.article is not None and found.article.published is None
    own = dateline.read(page(OWN).replace("<main>", f"{rail}<main>"), url="https://example.org/local/vines", facts=False)
    assert own.article is not None and own.article.published is not None
    assert (own.article.published.day, own.article.shown_date) == (date(2021, 3, 4), "4 March 2021")
    days = [item.published.day for item in own.items if item.kind == "teaser" and item.published]
    assert days == [date(2023, 11, 29 - n) for n in range(number)]


def test_rail_of_many_days_below() -> None:
    found = dateline.published(page("", foot=stories(29, 28, 27, 26, 25, 24, 23)), url="https://example.org/local/vines")
    assert found is None


@pytest.mark.parametrize("entry", ["<b>Joe</b> {}", "<div class='comment-author'>Joe Miller</div>{}"])
def test_days_of_comments_are_none_of_the_article(entry: str) -> None:
    shown = entry.format("<time datetime='2021-03-05'>5 March 2021</time>")
    part = f"<div class='comment'>{shown}<p>Great news for the whole of the old town, I say.</p></div>"
    foot = f"<section class='comments'><h2>Comments</h2>{part}</section>"
    assert dateline.published(page("", foot=foot), url="https://example.org/local/vines") is None


@pytest.mark.parametrize("today", ["<span class='today'>Wednesday, 29 November 2023</span>", "<div>Wednesday, November 29, 2023</div>"])
@pytest.mark.parametrize("around", ["<header>{}<a href='/'>Home</a> <a href='/sport'>Sport</a></header>"])
@pytest.mark.parametrize(("shown", "day"), [(OWN, date(2021, 3, 4)), ("", None)])
def test_day_in_the_head_of_the_site(today: str, around: str, shown: str, day: date | None) -> None:
    html = page(shown).replace("<main>", f"{around.format(today)}<main>")
    found = dateline.published(html, url="https://example.org/local/vines")
    assert (found and found.day) == day


def test_day_over_the_headline_in_the_head_of_the_article() -> None:
    html = page("").replace("<article>", "<article><header><div><a href='/sport'>Sport</a></div><p>4 March 2021</p></header>")
    found = dateline.read(html, url="https://example.org/local/vines", facts=False).article
    assert found is not None and (found.shown_date, found.published and found.published.day) == ("4 March 2021", date(2021, 3, 4))


@pytest.mark.parametrize(
    "other",
    [
        '{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"datePublished": "2023-11-29"}}]}',
        '{"@type": "Event", "name": "Fair", "startDate": "2024-05-01", "endDate": "2024-05-02"}',
    ],
)
@pytest.mark.parametrize("quick", [False, True])
def test_other_nodes_of_json_ld(other: str, quick: bool) -> None:
    head = f'<script type="application/ld+json">{other}</script>'
    assert dateline.published(page("", head), url="https://example.org/local/vines", quick=quick) is None


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Updated: 6 May 2023 | Published: 4 May 2023"),
        ("en", "Updated: 6 May 2023, 12:00 | Published: 4 May 2023, 10:00"),
        ("en", "Updated 6 May 2023 · First published 4 May 2023"),
        ("en", "Last updated 6 May 2023. Originally published 4 May 2023"),
        ("en", "Published 4 May 2023, updated 6 May 2023"),
        ("en", "6 May 2023 (first published 4 May 2023)"),
        ("de", "Aktualisiert am 06.05.2023, veröffentlicht am 04.05.2023"),
        ("fr", "Mis à jour le 6 mai 2023, publié le 4 mai 2023"),
        ("ru", "Обновлено 6 мая 2023, опубликовано 4 мая 2023"),
    ],
)
@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("line", ["<p class='date'>{}</p>", "<p>{}</p>"])
def test_the_label_before_each_date_of_a_line(language: str, shown: str, quick: bool, line: str) -> None:
    found = dateline.published(page(line.format(shown), language=language), url="https://example.org/local/vines", quick=quick)
    assert found is not None and found.day == date(2023, 5, 4)


STAMP = '<meta property="article:published_time" content="{}">'


@pytest.mark.parametrize("captured", ["2023-12-05", "2023-12-05T20:00:00+00:00", "2023-12-06T06:00:00+10:00"])
@pytest.mark.parametrize("quick", [False, True])
def test_a_stamp_of_a_zone_ahead_of_the_capture(captured: str, quick: bool) -> None:
    head = STAMP.format("2023-12-06T02:00:00+10:00")
    found = dateline.published(page("", head), url="https://example.org/a", captured_at=captured, quick=quick)
    assert found is not None and (found.day, found.doubtful) == (date(2023, 12, 6), False)
    read = dateline.read(page("", head), url="https://example.org/a", captured_at=captured, facts=False)
    assert read.captured is not None and not read.captured.doubtful and read.captured.day == date.fromisoformat(captured[:10])


@pytest.mark.parametrize("stamp", ["2023-12-06T20:00:00+00:00", "2023-12-06T02:00:00", "2024-06-01"])
def test_a_stamp_after_the_capture_is_told(stamp: str) -> None:
    head = STAMP.format(stamp)
    none = dateline.read(page("", head), url="https://example.org/a", captured_at="2023-12-05", facts=False).article
    assert none is not None and none.published is None and any(stamp in note.text for note in none.notes if note.about == "published")
    own = dateline.read(page(OWN, head), url="https://example.org/a", captured_at="2023-12-05", facts=False).article
    assert own is not None and own.published is not None and own.published.day == date(2021, 3, 4)
    assert [e.note.partition(";")[0] for e in own.published.evidence if e.kind == "meta-published" and not e.used] == [stamp]


@pytest.mark.parametrize(
    ("field", "shown", "doubtful"),
    [
        ("2023-11-29", OWN, True),
        ("2023-11-29", "<p class='byline'>By Anna Holm, 4 March 2021</p>", True),
        ("2021-03-04", OWN, False),
        ("2021-03-04", "<p class='date'>Updated: 29 November 2023</p>", False),
    ],
)
def test_a_printed_day_far_from_the_field(field: str, shown: str, doubtful: bool) -> None:
    found = dateline.published(page(shown, STAMP.format(field)), url="https://example.org/local/vines")
    assert found is not None and found.day is not None and found.doubtful == doubtful


def test_a_printed_day_speaks_against_field_and_address() -> None:
    found = dateline.published(page(OWN, STAMP.format("2023-11-29")), url="https://example.org/2023/11/29/vines")
    assert found is not None and (found.day, found.doubtful) == (date(2023, 11, 29), True)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("2021-03-20", ""),  # less than a month
        ("2023-11-29", '<meta property="article:modified_time" content="2021-03-04T10:00:00Z">'),  # the printed day is that of a change
    ],
)
def test_a_printed_day_that_says_nothing_against_the_field(field: str, more: str) -> None:
    address = f"https://example.org/{field.replace('-', '/')}/vines"
    found = dateline.published(page(OWN, STAMP.format(field) + more), url=address)
    assert found is not None and (found.day, found.doubtful) == (date.fromisoformat(field), False)


def test_the_hour_of_a_comment_is_not_the_article_s() -> None:
    text = "".join(
        f"<p>The city of Novi Sad will close the harbour bridge for six weeks, the mayor's office said, reason {n}.</p>"
        for n in range(5)
    )
    comment = (
        '<li class="comment"><footer><b class="fn">Ana</b> <time datetime="2025-03-12T10:05:00+01:00">March 12, 2025</time></footer>'
        "<p>Six weeks? They said so the last time, and it took a year.</p></li>"
    )
    body = f"<article><h1>Novi Sad closes bridge</h1><p>{{}}</p>{text}</article><ol class='comment-list'>{comment * 2}</ol>"

    def read(day: str) -> dateline.DateEstimate | None:
        page = f"<html><title>Novi Sad closes bridge</title><body>{body.format(day)}</body></html>"
        found = dateline.read(page, url="https://danubepost.example/news/bridge", media_type="text/html", facts=False).article
        return found.published if found else None

    shown, stamped = read("12 March 2025"), read('<time datetime="2025-03-12T08:30:00+01:00">12 March 2025</time>')
    assert shown is not None and (str(shown.earliest), shown.time) == ("2025-03-12", None)
    assert stamped is not None and stamped.time is not None and stamped.time.hour == 8
