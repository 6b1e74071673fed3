"""The two clocks of a page: when the article was written, when the page was captured, and why."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.dates.intervals import intersect, solve
from dateline.dates.resolving import when
from dateline.dates.stamps import age, moment, month_first
from dateline.expressions.times import find
from dateline.types import DateEstimate, Evidence, Interval, Item

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
    ):
        found = age(text)
        assert found is not None and found[0].days == least, text
    assert age("in a while") is None


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
        ("By Mari Tamm Harbour Post May 2, 2019 TALLINN -- A bus and a tram collided.", date(2019, 5, 2), date(2019, 5, 2)),
        (
            "A bus and a tram collided. (Published Thursday, May 2, 2019) Two people were hurt.",
            date(2019, 5, 2),
            date(2019, 5, 2),
        ),
        ("A bus and a tram collided on May 2, 2019, the Harbour News reported.", date(2019, 4, 30), date(2023, 5, 2)),
    ],
)
def test_the_day_on_which_a_text_says_that_it_appeared(text: str, first: date, last: date) -> None:
    published = dateline.read(text, media_type="text/plain", facts=False).items[0].published
    assert published is not None and (published.earliest, published.latest) == (first, last)
