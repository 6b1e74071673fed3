"""The two clocks of a page: when the article was written, when the page was captured, and why."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date

import pytest

import dateline
from dateline.dates.calendars import solar_hijri
from dateline.dates.candidates import unrepeated
from dateline.dates.fields import shown_evidence
from dateline.dates.holders import office_evidence
from dateline.dates.intervals import intersect, solve
from dateline.dates.offers import Candidate
from dateline.dates.quoting import quoted, sentence_start
from dateline.dates.resolving import when
from dateline.dates.solver import UNKNOWN
from dateline.dates.stamps import foreign_months, moment, month_first
from dateline.expressions.ages import age
from dateline.expressions.times import find
from dateline.site.evidence import reason_of
from dateline.types import DateEstimate, Evidence, Interval, Item
from training import months

WORDS = """<p>The agriculture minister of Moldova said on Thursday that vineyards in the south had lost a third of their harvest to
hail, and that the state would pay for new nets. He spoke to growers in a village hall that was full to the doors.</p>
<p>US President-elect Donald Trump was congratulated by the growers' union in a letter, the minister said, adding that
exports would not suffer.</p>
<p>Growers said that they had asked for nets for many years, and that the money would come too late for the old
vines on the southern slopes.</p>
<p>The union said it would meet again in the spring to see what had been built, and would invite the minister to walk the
rows with them.</p>"""


def page(head: str, words: str = WORDS, body: str = "") -> str:
    top = f"<html lang='en'><head><title>Hail takes a third</title>{head}</head><body>"
    return f"{top}<article><h1>Hail takes a third of the grapes</h1>{body}{words}</article></body></html>"


def published(content: str, **known: object) -> DateEstimate | None:
    article = dateline.read(content, media_type="text/html", facts=False, **known).article  # type: ignore[arg-type]
    assert article is not None
    return article.published


def meta(day: str) -> str:
    return f"<meta property='article:published_time' content='{day}T08:15:00+02:00'>"


def test_a_stated_day_is_taken_with_its_moment() -> None:
    found = published(page(meta("2024-12-05")))
    assert found is not None and found.day == date(2024, 12, 5)
    assert found.time is not None and found.time.tzinfo is not None and found.time.hour == 8
    assert any(e.used and e.kind == "meta-published" and e.where == "meta article:published_time" for e in found.evidence)
    assert not found.doubtful


def test_without_the_field_the_office_dates_the_text() -> None:
    found = published(page(""))
    assert found is None or (found.day is None and any(e.kind == "office" for e in found.evidence))


def test_a_forged_field_is_set_aside_and_said_to_be() -> None:
    found = published(page(meta("2022-03-01")))
    assert found is None or found.day != date(2022, 3, 1) or found.doubtful
    assert found is not None
    assert any(e.kind == "office" and e.used for e in found.evidence) or found.doubtful


def test_a_day_the_caller_knows_stands() -> None:
    found = published(page(meta("2024-12-05")), published_at=date(2024, 12, 4))
    assert found is not None and found.day == date(2024, 12, 4)


def test_never_after_the_capture() -> None:
    found = published(page(meta("2024-12-05")), captured_at=date(2024, 11, 20))
    assert found is None or found.latest <= date(2024, 11, 20)


def test_change_is_apart_from_publication() -> None:
    head = meta("2024-12-05") + "<meta property='article:modified_time' content='2024-12-09T10:00:00+02:00'>"
    article = dateline.read(page(head), media_type="text/html", facts=False).article
    assert article is not None and article.published is not None and article.modified is not None
    assert article.published.day == date(2024, 12, 5)
    assert article.modified.day == date(2024, 12, 9)


def test_a_page_without_any_date_has_none() -> None:
    plain = WORDS.replace("US President-elect Donald Trump was", "The mayor was").replace("on Thursday ", "")
    assert published(page("", plain)) is None


def test_dates_of_other_pages_are_no_evidence() -> None:
    rail = (
        "<aside>"
        + "".join(
            f"<div><a href='/n/{n}'>The harbour of a small town was closed for day {n} of works</a><span>{n} May 2025</span></div>"
            for n in (1, 2, 3)
        )
        + "</aside>"
    )
    found = published(page(meta("2024-12-05")).replace("</body>", rail + "</body>"))
    assert found is not None and found.day == date(2024, 12, 5)


def test_relative_times_follow_their_own_item() -> None:
    text = "At least three people died in a landslide on Sunday, the province said."
    (sunday,) = find(text)
    item = Item("i", "teaser", text, published=DateEstimate(date(2025, 12, 15), date(2025, 12, 16)))
    found = when(sunday, item)
    assert found is not None and found.day == date(2025, 12, 14) and found.evidence[0].where == sunday.span
    assert when(sunday, Item("j", "teaser", text)) is None


def test_a_vague_item_gives_a_vague_time() -> None:
    text = "The dam failed on Sunday."
    (sunday,) = find(text)
    found = when(sunday, Item("i", "article", text, published=DateEstimate(date(2025, 1, 1), date(2025, 1, 19))))
    assert found is not None and found.day is None and found.earliest == date(2024, 12, 29) and found.latest == date(2025, 1, 19)


def test_the_solver_sets_aside_what_contradicts() -> None:
    strong = Evidence("known", "given", "field", (Interval(date(2024, 1, 1), date(2024, 12, 31)),))
    weak = Evidence("http", "header", "field", (Interval(date(2020, 1, 1), date(2020, 1, 1)),))
    found = solve([weak, strong])
    assert found is not None and found.earliest == date(2024, 1, 1)
    assert [e.used for e in found.evidence] == [True, False] and "set aside" in found.evidence[1].note


def test_intervals_meet() -> None:
    a = (Interval(None, date(2020, 1, 5)), Interval(date(2021, 1, 1), None))
    b = (Interval(date(2020, 1, 1), date(2021, 6, 1)),)
    assert intersect(a, b) == (Interval(date(2020, 1, 1), date(2020, 1, 5)), Interval(date(2021, 1, 1), date(2021, 6, 1)))


def test_stamps() -> None:
    assert moment("2024-03-05T23:30:00Z") is not None
    assert moment("05/03/2024") == (date(2024, 3, 5), None)
    assert moment("05/03/2024", month_first=True) == (date(2024, 5, 3), None)
    assert moment("3. März 2024, 14:00") == (date(2024, 3, 3), None)
    assert moment("05.03.24") == (date(2024, 3, 5), None)
    assert moment("2024年3月5日") == (date(2024, 3, 5), None)
    assert moment("1709600000") is not None
    assert (
        moment("0001-01-01T00:00:00Z") is None
        and moment("9999-12-31") is None
        and moment("2024-02-31") is None
        and moment("soon") is None
    )
    assert month_first("https://example.com/a", "en", None) and not month_first("https://example.co.uk/a", "en", None)
    assert not month_first("https://example.com/a", "de", None) and not month_first("https://example.com/en", "en", "en-GB")


def test_ages() -> None:
    for text, least in (
        ("3 hours ago", 0),
        ("2 days ago", 2),
        ("1w ago", 7),
        ("vor 3 Tagen", 3),
        ("hace 2 días", 2),
        ("il y a 4 jours", 4),
        ("5 дней назад", 5),
        ("2 года назад", 730),
        ("3 год. тому", 0),
        ("il y a un an", 365),
        ("prieš 2 mėnesius", 60),
        ("hace 2 meses", 60),
        ("2 dk önce", 0),
        ("30 hours ago", 1),
        ("6日前", 6),
        ("3h", 0),
        ("2 minggu lalu", 14),
        ("3 mos. ago", 90),
        ("2 mnd geleden", 60),
    ):
        found = age(text)
        assert found is not None and found[0].days == least, text
    for text in ("in a while", "2 decades ago", "a step back", "02:45 min", "5 min read", "for 3 days", "A 3 day strike"):
        assert age(text) is None, text


def test_a_rail_dates_the_capture_and_not_the_article() -> None:
    article = "\n".join(
        [
            "The mayor of a town in the north said that the old ferry would sail again after two years of repairs in the yard.",
            "“We have waited long enough, and so have the islands,” the mayor said in a speech at the quay, with the crew beside him.",
            "The ferry was built in 1961 and carries forty cars. It has been out of service since May 2023 with cracks in its hull.",
            "The mayor said that the town would pay for the first year, and that the islands would pay for the years after it.",
        ]
    )
    rail = "\n".join(
        [
            "Syrian President Ahmad al-Sharaa received the head of a regional bank in the capital, the bank said in a statement.",
            "At least five people were hurt when a tram left its rails in a city in the east, police said on Monday (15 December).",
            "The government of the neighbouring country has signed an agreement on the transport of grain by river.",
        ]
    )
    found = dateline.read(f"{article}\n{rail}\n", media_type="text/plain", facts=False)
    dated = [i for i in found.items if i.published is not None and i.published.earliest == date(2025, 12, 15)]
    assert all("tram" in i.text for i in dated)
    written = found.article.published if found.article else None
    assert written is None or written.earliest < date(2025, 12, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "A bus and a tram collided in Tallinn. Mari Tamm reports for the Harbour News at Noon on Thursday, May 2, 2019.",
            date(2019, 5, 2),
            date(2019, 5, 2),
        ),
        (
            "A bus and a tram collided. Mari Tamm reports during the Harbour News Update at 10 a.m. on May 2, 2019.",
            date(2019, 5, 2),
            date(2019, 5, 2),
        ),
        ("By Mari Tamm Harbour Post May 2, 2019 TALLINN -- A bus and a tram collided.", date(2019, 5, 2), date(2019, 5, 2)),
        (
            "A bus and a tram collided. (Published Thursday, May 2, 2019) Two people were hurt.",
            date(2019, 5, 2),
            date(2019, 5, 2),
        ),
        ("A bus and a tram collided on May 2, 2019, the Harbour News reported.", date(2019, 4, 30), date(2029, 4, 27)),
    ],
)
def test_the_day_on_which_a_text_says_that_it_appeared(text: str, first: date, last: date) -> None:
    published = dateline.read(text, media_type="text/plain", facts=False).items[0].published
    assert published is not None and (published.earliest, published.latest) == (first, last)


def dated_text(text: str) -> DateEstimate | None:
    return dateline.read(text, media_type="text/plain", facts=False).items[0].published


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        (
            "A tram stands across the rails at Harbour Street on Monday, March 4, 2019. (Photo: Mari Tamm) Two people were hurt.",
            "picture",
            date(2019, 3, 4),
            date(2019, 3, 11),
        ),
        (
            (
                "Trams were late. Sorry for the wait. — Harbour Trams (@harbourtrams) March 4, 2019 Riders said that they had "
                "walked home instead of waiting at the stop in the rain."
            ),
            "post",
            date(2019, 3, 3),
            date(2019, 3, 11),
        ),
        (
            "At about 9:40 pm on Monday, March 4, 2019, officers were called to a tram depot. A window had been broken.",
            "report",
            date(2019, 3, 4),
            date(2019, 3, 11),
        ),
        (
            "Trams carried 90,000 riders over the summer, up from 60,000 in 2018, the operator said.",
            "compared",
            date(2018, 1, 1),
            date(2020, 12, 31),
        ),
        (
            "The operator bought ten trams in May 2018. They have carried more riders than the old ones did.",
            "recent-month",
            date(2018, 5, 1),
            date(2028, 4, 30),
        ),
        (
            "The first tram ran in 2014. The line was rebuilt in 2017, and riders walked.",
            "recent-years",
            date(2017, 1, 1),
            date(2026, 12, 31),
        ),
        (
            (
                "A tram left its rails on Harbour Street and two people were hurt, the operator said. Riders had to walk home in the "
                "rain. Copyright 2019 Harbour Post. All rights reserved. A second tram was stopped in time, the operator said, and "
                "nobody in it was hurt."
            ),
            "copyright",
            date(2017, 1, 1),
            date(2020, 12, 31),
        ),
    ],
)
def test_how_soon_after_what_it_tells_a_text_was_written(text: str, kind: str, first: date, last: date) -> None:
    found = dated_text(text)
    assert found is not None and any(e.kind == kind and e.used for e in found.evidence)
    assert found.earliest >= first and found.latest <= last


@pytest.mark.parametrize(
    "text",
    [
        "The line has been closed since May 2018, and riders walk.",
        "The operator agreed to buy ten trams in May 2018 at the latest.",
        "A tram left its rails on Tuesday, March 4, 2019, the operator said.",  # that day was a Monday
        "The first tram ran in 1961. The line was rebuilt in 2017, and riders walked.",
    ],
)
def test_what_says_nothing_of_the_week_or_the_ten_years(text: str) -> None:
    found = dated_text(text)
    assert found is None or not {e.kind for e in found.evidence if e.used} & {"picture", "report", "recent-month", "recent-years"}


def test_a_date_that_closes_a_text_is_its_day() -> None:
    text = (
        "Two people were hurt when a tram left its rails.\nThe operator has stopped the line.\nMore of the day City on 03/16/2018"
    )
    found = dateline.read(text, media_type="text/plain", facts=False).items[0].published
    assert found is not None and found.earliest <= date(2018, 3, 16) <= found.latest


def test_stamps_of_the_markup_do_not_outdo_the_field() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-12-05T08:15:00+02:00"}</script>'
    scripts = '<script>var ad = {"updatedAt": "2022-06-20T17:16:56Z", "createdAt": "2022-06-20T17:16:56Z"}</script>'
    found = published(page(head + scripts))
    assert found is not None and found.day == date(2024, 12, 5)


@pytest.mark.parametrize(
    "opening",
    ["<p>5.12.2024 - {}</p>", "<p>(05.12.2024) {}</p>", "<p>Chisinau, (5.12.2024). {}</p>"],
)
def test_a_date_may_open_one_of_the_first_paragraphs(opening: str) -> None:
    first = "Growers in the south have lost a third of their grapes to hail, and the state will pay for new nets in spring. " * 3
    found = published(page("", "<p>By Ion Rusu for the village paper</p>" + opening.format(first) + WORDS))
    assert found is not None and found.day == date(2024, 12, 5)


def test_a_sentence_and_a_quotation_are_looked_at_no_further_than_they_reach() -> None:
    text = "One. Two three\nfour five"
    assert [sentence_start(text, text.index(word)) for word in ("One", "Two", "three", "five")] == [0, 5, 5, 15]
    assert sentence_start("Treffen am Mi. 5. Februar", 18) == 0
    assert sentence_start("x" * 1000, 900) == 700
    assert quoted("“He said", 4) and not quoted("“He said” so", 10) and not quoted("“He\nsaid", 5)
    assert not quoted("“" + "word " * 10_000, 50_000)


@pytest.mark.parametrize(("place", "opens"), [("Soroca", True), ("Version 3", False)])
def test_a_version_is_no_place_of_filing(place: str, opens: bool) -> None:
    text = (
        f"{place}, 29 June 2007 – The rules of the growers' union tell who may use its nets and what is owed for them by others. "
    )
    found = published(page("", words=f"<p>{text * 3}</p>"))
    assert found is not None
    assert ("line-opens" in {piece.kind for piece in found.evidence}) is opens


def test_a_label_of_publication_counts_in_a_longer_line() -> None:
    line = "<p>Letzte Änderung: 6.12.2024 - 14:49:39 Erschienen am: 05.12.2024 Lesungen: 61 © bei der Autorin und bei der Zeitung, alle "
    found = published(
        page("").replace("</article>", f"</article><footer>{line}Rechte vorbehalten, auch die der Übersetzung</p></footer>")
    )
    assert found is not None and found.day == date(2024, 12, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14 Gennaio 2020", date(2020, 1, 14)),
        ("2 de novembro de 2020", date(2020, 11, 2)),
        ("2020. január 14.", date(2020, 1, 14)),
        ("11 lutego 2021 r.", date(2021, 2, 11)),
        ("১৮ ফেব্রুয়ারী ২০২০", date(2020, 2, 18)),
        ("٢٤ أبريل ٢٠٢٠", date(2020, 4, 24)),
        ("24 نيسان / أبريل 2020", date(2020, 4, 24)),
        ("3 may 2024", date(2024, 5, 3)),
        ("3 במאי 2024", date(2024, 5, 3)),
        ("26 | 01 | 2022", date(2022, 1, 26)),
        ("26 / 01 / 2022", date(2022, 1, 26)),
    ],
)
def test_months_of_other_languages(text: str, day: date) -> None:
    assert moment(text) == (day, None)


def test_the_table_of_months_is_what_its_program_gives() -> None:
    made = {name: number for number, names in months.months().items() for name in names}
    assert made == foreign_months() and len(made) > 700


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("۵ اردیبهشت ۱۳۹۹", date(2020, 4, 24)),
        ("2 تير 1399", date(2020, 6, 22)),
        ("۱۳۹۹/۱۲/۳۰", date(2021, 3, 20)),
        ("۱۲ حمل ۱۴۰۲", date(2023, 4, 1)),
        ("12 มกราคม 2567", date(2024, 1, 12)),
        ("๕ ม.ค. ๒๕๖๗", date(2024, 1, 5)),
        ("令和6年5月3日", date(2024, 5, 3)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("民國113年5月3日", date(2024, 5, 3)),
    ],
)
def test_other_calendars(text: str, day: date) -> None:
    assert moment(text) == (day, None)


def test_days_that_other_calendars_lack() -> None:
    assert moment("1400/12/30") is None and moment("1399/13/01") is None and moment("1300/01/01") is None
    assert solar_hijri(1403, 12, 30) == date(2025, 3, 20) and solar_hijri(1404, 1, 1) == date(2025, 3, 21)


@pytest.mark.parametrize("line", ["٢٤ أبريل ٢٠٢٠", "٢٤/٠٤/٢٠٢٠", "۲۴ آوریل ۲۰۲۰", "۲۰۲۰/۰۴/۲۴", "२४ अप्रैल २०२०", "२४-०४-२०२०"])
@pytest.mark.parametrize("markup", [True, False])
def test_digits_of_other_scripts(line: str, markup: bool) -> None:
    words = (
        "وقال الوزير إن مزارع الكروم في الجنوب خسرت ثلث محصولها بسبب البرد وإن الدولة ستدفع ثمن شباك جديدة للمزارعين في القرى."
    )
    if markup:
        found = published(
            f"<html><body><article><h1>{words[:40]}</h1><p>{line}</p>{f'<p>{words}</p>' * 5}</article></body></html>"
        )
    else:
        found = dateline.published(f"{words[:40]}\n{line}\n{words}\n{words}", media_type="text/plain")
    assert found is not None and found.day == date(2020, 4, 24)


def test_words_decide_between_two_readings() -> None:
    told = WORDS.replace("He spoke to", "The hail fell on 29 September 2024, he said. He spoke to")
    told = told.replace("US President-elect Donald Trump was", "The mayor was")
    found = published(page("", told, "<time>02/10/2024</time>"), url="https://news.example.com/hail")
    assert found is not None and found.day == date(2024, 10, 2)


def test_the_other_reading_of_a_date_is_not_read_again() -> None:
    named = [Candidate(date(2024, 10, 2), "time-first", "time[0]", "field", "02/10/2024")]
    once = unrepeated(named)
    assert [(c.swapped, c.day) for c in once] == [(False, date(2024, 10, 2)), (True, date(2024, 2, 10))]
    assert unrepeated(once) == once


def test_a_page_is_dated_without_its_items() -> None:
    content = page(meta("2024-12-05"))
    found, quick = dateline.published(content), dateline.published(content, quick=True)
    assert found is not None and quick is not None and found.day == quick.day == date(2024, 12, 5)
    assert found == quick and [e.where for e in quick.evidence if e.used] == ["meta article:published_time"]
    read = published(content)
    assert read is not None and read.day == found.day
    assert dateline.published(page(""), quick=True) is None


def test_a_page_without_an_article_is_dated_by_its_fields() -> None:
    content = f"<html><head><title>Film</title>{meta('2024-12-05')}</head><body><video src='a.mp4'></video>Sign in</body></html>"
    assert dateline.read(content, media_type="text/html", facts=False).article is None
    found = dateline.published(content, media_type="text/html")
    assert found is not None and found.day == date(2024, 12, 5)


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize(
    "body",
    [
        "<span class='post-date'>5. Dezember 2024</span>",
        "<p>Published 5 December 2024</p>",
        "<div class='info'><script>var a = '1 May 2020'</script>Chisinau, 5 Dec 2024, 10:15</div>",
    ],
)
def test_a_printed_date_beside_the_headline(body: str, quick: bool) -> None:
    found = dateline.published(page("", body=body), quick=quick)
    assert found is not None and found.day == date(2024, 12, 5)


def test_never_after_the_capture_at_a_glance_either() -> None:
    assert dateline.published(page(meta("2024-12-05")), captured_at=date(2024, 11, 20), quick=True) is None


@pytest.mark.parametrize(
    "body",
    [
        "<time datetime='2024-12-05T08:00'>two weeks ago</time>",
        "<span class='post-date'>5. Dezember 2024</span>",
        "<meta itemprop='datePublished' content='2024-12-05'>",
    ],
)
def test_names_of_tags_in_capitals_are_the_same_names(body: str) -> None:
    small = page("", body=body).replace("hail", "hail that was seen in İzmir")
    large = re.sub(r"</?[a-z]\w*|\b(?:class|datetime|itemprop|content)(?==)", lambda name: name[0].upper(), small)
    assert "<BODY" in large and "<ARTICLE" in large
    for quick in (True, False):
        assert dateline.published(large, quick=quick) == dateline.published(small, quick=quick)
    assert dateline.published(large, quick=True).day == date(2024, 12, 5)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("<head><meta name='date' content='2024-12-05'><body>", "<time"),
        ("<body>", "class='date "),
        ("<body><h1>", "<"),
        ("<body>", "<i itemprop='datePublished' "),
        ("<body>", "<script type='application/ld+json'>"),
        ("</script><body>", "<script type='application/ld+json'>"),
        ("<head>", "<meta content='12\""),
        ("<head>", "<meta content=\"12>"),
        ("<body>", "<p>3 May"),
        ("<HTML>", "<TIME CLASS="),
    ],
)
def test_broken_markup_costs_no_more_than_its_length(head: str, unit: str) -> None:
    assert cost(head + unit * 100_000) < 20, "what is quadratic takes minutes"


def cost(markup: str) -> float:
    """CPU seconds that the day of a page takes by its markup alone."""
    start = time.process_time()
    dateline.published(markup, media_type="text/html", quick=True)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Secretary of State Condoleezza Rice", date(2005, 1, 26), date(2009, 1, 20)),
        ("Attorney General Loretta Lynch", date(2015, 4, 27), date(2017, 1, 20)),
        ("But U.S. Attorney General Loretta Lynch", date(2015, 4, 27), date(2017, 1, 20)),
        ("When Attorney General Loretta Lynch", date(2015, 4, 27), date(2017, 1, 20)),
        ("British Prime Minister Gordon Brown", date(2007, 6, 27), date(2010, 5, 11)),
        ("French President Nicolas Sarkozy", date(2007, 5, 16), date(2012, 5, 15)),
    ],
)
def test_offices_whose_holders_terms_are_all_known_date_a_text(words: str, first: date, last: date) -> None:
    found = dated_text(f"{words} visited the tram works on Harbour Street on Monday and spoke to the people who build them.")
    assert found is not None and (found.earliest, found.latest) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "Attorney General Lynch",
        "Attorney General Mari Tamm",
        "Former Secretary of State Condoleezza Rice",
        "Alabama Attorney General Jeff Sessions",
        "Ala. Attorney General Jeff Sessions",
        "New York’s Attorney General Loretta Lynch",
        "Harbour County Attorney General Loretta Lynch",
        "Assistant Attorney General Loretta Lynch",
        "Loretta Lynch, the attorney general of Alabama,",
        "George Bush, president of Harbour College,",
    ],
)
def test_a_surname_alone_a_former_holder_or_an_office_of_a_state_dates_nothing(words: str) -> None:
    assert (
        dated_text(f"{words} visited the tram works on Harbour Street on Monday and spoke to the people who build them.") is None
    )


FIELD = "<meta property='article:published_time' content='{}T10:00:00Z'>"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Armenian Prime Minister Nikol Pashinyan", date(2019, 5, 6)),
        ("Austrian Chancellor Sebastian Kurz", date(2018, 10, 6)),
        ("Greek Prime Minister Alexis Tsipras", date(2015, 3, 6)),
        ("Nepali Prime Minister Sher Bahadur Deuba", date(2017, 10, 6)),
        ("Incoming German Chancellor Friedrich Merz", date(2025, 5, 2)),
        # Of him the table has only the last term, by its source: "2017-12-22".
        ("Montenegrin Prime Minister Milo Djukanovic", date(2010, 5, 6)),
    ],
)
def test_an_earlier_term_of_a_holder_does_not_contradict_a_stated_day(words: str, day: date) -> None:
    body = f"<article><h1>Bridge opens</h1><p>{words} opened a bridge on Harbour Street and spoke to the people there.</p></article>"
    markup = f"<html><head>{FIELD.format(day)}</head><body>{body}</body></html>"
    found = dateline.published(markup, media_type="text/html")
    assert found is not None and found.day == day and not found.doubtful


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("British Prime Minister Theresa May", date(2016, 7, 13), date(2019, 7, 24)),
        ("British Prime Minister Boris Johnson", date(2019, 7, 24), date(2022, 9, 6)),
        ("Turkish Prime Minister Binali Yildirim", date(2016, 5, 24), date(2018, 7, 9)),
        ("French President-elect Emmanuel Macron", date(2017, 5, 7), date(2017, 5, 13)),
        ("Austrian Chancellor Sebastian Kurz", date(2017, 12, 18), date(2021, 10, 11)),
    ],
)
def test_a_term_ends_with_its_last_day_not_with_the_next_holder_known(words: str, first: date, last: date) -> None:
    found = dated_text(f"{words} visited the tram works on Harbour Street on Monday and spoke to the people who build them.")
    assert found is not None and (found.earliest, found.latest) == (first, last)


def test_who_held_the_office_before_by_the_factbook_alone_may_have_held_it_earlier_still() -> None:
    text = "Serbian Prime Minister Ana Brnabic opened a bridge."
    (found,) = office_evidence(Item("x", "article", text, (text,), language="en"))
    assert found.allows[0].earliest is None


def test_a_person_in_an_office_is_one_piece_of_evidence_however_named() -> None:
    text = "Kazakh President Kassym-Jomart Tokayev opened a bridge in Astana.\nPresident Tokayev spoke to the workers of the bridge, too."
    notes = [e.note for e in office_evidence(Item("x", "article", text, tuple(text.split("\n")), language="en"))]
    assert len(notes) == 1 and notes[0].startswith("Kassym-Jomart Tokayev is President of Kazakhstan: 2019-03-20")


@pytest.mark.parametrize(
    "words",
    [
        "Ab dem 1. Januar 2022 beträgt die Höchstgrenze für Barzahlungen 1000 Euro, teilte das Ministerium mit.",
        "Der nächste Stammtisch findet am Mi. 5. Februar 2020 ab 19 Uhr im Hafencafé statt.",
        "The next meeting of the council takes place on 3 June 2021 in the harbour café.",
        "Следующее заседание по этому делу запланировано на 29 января 2026 года, сообщили в суде.",
        "Las obras del puerto durarán hasta el 3 de mayo de 2024, según el ayuntamiento de la ciudad.",
        "Under the U.S. plan the harbour will be dredged in part, the office said, by crews on May 3, 2024.",
        "The page was last reviewed May 3, 2024.",
    ],
)
def test_what_is_to_come_or_was_changed_is_not_told_as_past(words: str) -> None:
    article = dateline.read(words, media_type="text/plain", facts=False).items[0]
    assert article.published is None or not any(e.kind == "latest-past" for e in article.published.evidence)


def test_a_day_of_filing_in_a_line_of_its_own_dates_the_report_with_the_weekday_that_it_tells() -> None:
    text = (
        "JOHANNESBURG, August 8 (Harbour News) --\n\nPresident Bill Clinton on Saturday condemned the attack on the port, and officials"
        " of the state said that the harbour would stay closed for a week.\n\nShips wait outside, and the price of grain has risen."
    )
    article = dateline.read(text, media_type="text/plain", facts=False).article
    assert article is not None and article.published is not None
    # 8 August is a Saturday or a Sunday in 1993, 1998 and 1999, while he held the office.
    assert article.published.earliest == date(1993, 8, 8) and article.published.latest == date(1999, 8, 9)
    (filed,) = (e for e in article.published.evidence if e.kind == "dateline")
    (told,) = (e for e in article.published.evidence if e.kind == "filed-weekday")
    assert filed.used and told.used and "Saturday" in told.note


@pytest.mark.parametrize(
    "told", ["on Saturday, police said on Monday", "on Friday", "since Wednesday", "last Tuesday", "on Monday"]
)
@pytest.mark.parametrize("markup", [False, True])
def test_a_weekday_told_days_before_the_filing_contradicts_no_date_of_the_page(told: str, markup: bool) -> None:
    report = (
        f"CARDIFF, March 2 - A flood of the river has closed the old bridge at Newhaven {told}. The mayor has asked for help."
    )
    text = f"Flood closes bridge\n\n2 March 2026\n\n{report}\n"
    if markup:
        text = page(meta("2026-03-02"), f"<p>2 March 2026</p><p>{report}</p>")
    article = dateline.read(text, media_type="text/html" if markup else "text/plain", facts=False).article
    assert article is not None and article.published is not None
    assert article.published.day == date(2026, 3, 2) and not article.published.doubtful
    assert all(e.used for e in article.published.evidence if e.kind in ("dateline", "filed-weekday"))


def test_a_day_of_filing_of_another_month_still_contradicts_a_date() -> None:
    report = "CARDIFF, June 20 - A flood of the river has closed the old bridge on Friday. The mayor has asked for help."
    article = dateline.read(page(meta("2026-03-02"), f"<p>{report}</p>" * 4), media_type="text/html", facts=False).article
    assert article is not None and (article.published is None or article.published.doubtful or article.published.day is None)


def test_what_contradicts_the_day_of_the_page_is_named() -> None:
    report = "CARDIFF, June 20 - A flood of the river has closed the old bridge on Friday. The mayor has asked for help."
    fields = meta("2026-03-02")
    article = dateline.read(page(fields, f"<p>{report}</p>" * 4), media_type="text/html", facts=False).article
    assert article is not None and article.published is None
    (note,) = (note.text for note in article.notes if note.about == "published")
    assert "'June 20' contradicts the page, which states 2026-03-02" in note
    assert "2 March 2026" in reason_of(note) and "June 20" in reason_of(note)
    plain = dateline.read(page("", "<p>A flood has closed the old bridge. The mayor has asked for help.</p>" * 4), facts=False)
    assert plain.article is not None
    assert [note.text for note in plain.article.notes if note.about == "published"] == [f"not known: {UNKNOWN}"]


@pytest.mark.parametrize("words", ["a gas plant near the harbour", "a school named after bin Laden's victims"])
def test_english_words_that_look_like_german_verbs_plan_nothing(words: str) -> None:
    text = f"A fire at {words} killed three people on May 3, 2024, officials said."
    article = dateline.read(text, media_type="text/plain", facts=False).items[0]
    assert article.published is not None and any(e.kind == "latest-past" for e in article.published.evidence)


def test_the_day_until_which_a_film_can_be_seen_is_no_date_line() -> None:
    text = "The mayor said that the old ferry would sail again after two years of repairs. The islands have waited long enough."
    item = dateline.read(text, media_type="text/plain", facts=False).items[0]
    for line in ("Verfügbar bis 06.05.2024", "Available until 6 May 2024", "bis 06.05.2024", "Expires 6 May 2024"):
        assert not list(shown_evidence(replace(item, shown_date=line), None))
    shown = list(shown_evidence(replace(item, shown_date="Stand: 06.05.2024"), None))
    assert [piece.allows[0].earliest for piece in shown] == [date(2024, 5, 6)]


FACTS = " The council then spoke of the roads in the north, and members of all parties took part in the long debate that followed."


def test_the_year_in_which_it_was_said_is_not_to_come() -> None:
    found = dated_text("The plant will open in 2030, the minister said in 2021." + FACTS)
    assert found is None or found.latest > date(2021, 12, 31)


def test_the_dates_of_a_french_text_open_with_the_day() -> None:
    text = "Le décret a été signé le 03/05/2024 à Paris, selon le ministère. Le conseil a approuvé le budget après un long débat."
    (item,) = (i for i in dateline.read(text, media_type="text/plain").items if i.kind == "article")
    assert item.language == "fr" and [m.value for m in item.mentions if m.type == "time"] == ["2024-05-03"]
