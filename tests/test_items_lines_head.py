"""The head of an article in bare text: its headline among the site's lines, byline, day and caption; titles that a heading announces."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.items import lines_headline
from dateline.items.lines_features import line_of
from dateline.items.lines_headline import WEIGHTS, headline_columns, headline_of, possible_headlines

BODY = (
    "TALLINN, Estonia — A bus and a tram collided at the corner of Narva Street on Tuesday and put 14 people into hospital, police said.",
    "The tram had left its stop against a red light, said Mari Tamm, who leads the board. She said that its driver was new.",
    "Two passengers of the bus are in a grave condition. The others were able to go home in the afternoon, the hospital said.",
    "Trams on Narva Street ran again from three o'clock. The board wants to change the lights at the corner before the winter.",
    "It was the third crash there this year. In March a cyclist was hurt when a lorry turned, and in June a car hit the stop.",
)
SITE = ("Harbour Post", "Estonia Latvia Lithuania", "Sport")
HEADLINE = "Tallinn tram crash: 14 in hospital after lights were passed"
RAIL = (
    "Latest news",
    "Riga market hall opens again 3 May 2024",
    "Ferry line to Helsinki cuts its fares 2 May 2024",
    "Old customs house becomes a school 1 May 2024",
)


def read(*lines: str) -> dateline.Page:
    return dateline.read("\n".join(lines), media_type="text/plain", facts=False)


def test_the_headline_is_the_line_that_tells_what_the_body_tells() -> None:
    article = read(*SITE, HEADLINE, "Mari Tamm, Tallinn", "Tuesday, 7 May 2024", *BODY, *RAIL).article
    assert article is not None and article.headline == HEADLINE
    assert article.published is not None and article.published.day == date(2024, 5, 7), "not a day of the rail"
    assert article.paragraphs == BODY, "what stands over the headline is the site's"


def test_a_byline_with_a_day_and_a_caption_stand_between_headline_and_body() -> None:
    caption = "Firemen beside the tram on Narva Street on Tuesday. Photo: Harbour Post"
    page = read(*SITE, HEADLINE, "By Liis Kask | May 7, 2024, 6:40 p.m.", caption, *BODY, *RAIL)
    article = page.article
    assert article is not None and article.headline == HEADLINE and article.authors == ("Liis Kask",)
    assert article.published is not None and article.published.day == date(2024, 5, 7)
    assert caption not in article.text
    assert {block.role for block in page.blocks if block.item == article.id} == {"headline", "byline", "caption", "paragraph"}


def test_titles_below_read_also_are_teasers_inside_the_article() -> None:
    titles = ("Lira slides to a record low as the bank waits", "Ferry crews begin a strike of two days")
    page = read(*SITE, HEADLINE, *BODY[:3], "Read also", *titles, *BODY[3:])
    assert page.article is not None and page.article.paragraphs == BODY
    assert [item.headline for item in page.items if item.kind == "teaser"] == list(titles)


SHORT = """Tram strike halts Tallinn
TALLINN, May 7, 2024 - Tram drivers stopped work on Tuesday over night shifts, their union said.
The strike will last until Thursday and touches three of the four lines in the city.
Drivers in the depot said that they had waited for talks since the winter.

Brand in Rostocker Halle
Bei einem Brand in einer Lagerhalle sind am Montag zwei Feuerwehrleute verletzt worden.
Die Halle brannte aus. Der Schaden wird auf drei Millionen Euro geschätzt.
Die Ursache ist nach Angaben der Polizei noch unklar.

В Нарве открыли новую школу
НАРВА, 3 сентября — В Нарве во вторник открыли школу на 600 мест, сообщили в мэрии.
Школу построили за два года на средства города.
На открытие приехал министр образования."""


@pytest.mark.parametrize("text", SHORT.split("\n\n"))
def test_a_short_text_under_a_headline_is_one_article(text: str) -> None:
    page = read(text)
    headline, *paragraphs = text.split("\n")
    assert page.article is not None and page.article.headline == headline and list(page.article.paragraphs) == paragraphs


def test_short_leads_of_several_stories_are_no_article() -> None:
    page = read(
        "Tram strike halts Tallinn",
        "Tram drivers stopped work over night shifts, their union said.",
        "Olive growers in Andalusia expect the smallest crop since 1995.",
        "A stolen statue went back to Ephesus after ninety years abroad.",
    )
    assert page.article is None and len(page.items) == 3


def test_a_row_of_sections_is_no_teaser() -> None:
    page = read("Home News Politics Business Sport Opinion Subscribe", HEADLINE, *BODY)
    assert [item.kind for item in page.items] == ["article"]


def test_a_headline_that_the_site_shows_twice_is_the_articles_both_times() -> None:
    page = read(*SITE, HEADLINE, *("Share", "Print"), HEADLINE, "Tuesday, 7 May 2024", *BODY, *RAIL)
    assert page.article is not None and page.article.headline == HEADLINE
    assert [item.headline for item in page.items if item.kind == "teaser"].count(HEADLINE) == 0


def test_the_headline_is_found_far_above_the_body_by_the_address() -> None:
    between = [
        "Photo gallery",
        "1 of 12",
        "Back to gallery",
        "Comments",
        "Facebook",
        "Twitter",
        "Email",
        "Print",
        "Save",
        "5 min read",
    ]
    text = "\n".join((*SITE, "Week of the trams", HEADLINE, *between, *BODY))
    page = dateline.read(text, url="https://harbourpost.example/tallinn-tram-crash-lights", media_type="text/plain", facts=False)
    assert page.article is not None and page.article.headline == HEADLINE


def test_the_title_of_a_story_that_stands_before_an_article_is_not_possible() -> None:
    lead = "Riga's old market hall opens again on Saturday, two years after a fire, the council says."
    lines = [line_of(text) for text in ("Riga market hall opens again after two years", lead, HEADLINE, *BODY)]
    assert possible_headlines(lines, [None] * len(lines), range(3, len(lines)), 3, ()) == [2]


def test_of_two_possible_headlines_the_one_that_the_trees_take_is_the_standfirst(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {0: {"share": 3.0}, 1: {"share": 1.0}, 2: {"share": 4.0}}
    monkeypatch.setattr(lines_headline, "headline_columns", lambda *_: rows)
    assert headline_of([], [0, 1, 2], [3, 4], 3) == 2
    assert headline_of([], [0, 1, 2], [2, 3, 4], 3) == 0


@pytest.mark.parametrize("url", ["https://harbourpost.example/tram", None])
def test_every_column_of_a_headline_has_a_weight(url: str | None) -> None:
    lines = [line_of(text) for text in (HEADLINE, *BODY)]
    columns = headline_columns(lines, [0], range(1, len(lines)), 1, url)
    assert list(columns[0]) == list(WEIGHTS)


def test_titles_with_the_label_of_a_genre_are_teasers_between_paragraphs() -> None:
    view = "View: Why Riga needs a ring road"
    text = "Riga's planners have put off the ring road for a decade, and the city's air pays for it, writes Juris Ozols..."
    watch = "Watch: Storm floods the old port of Haapsalu"
    page = read(HEADLINE, *BODY[:2], view, text, watch, *BODY[2:])
    assert page.article is not None and page.article.paragraphs == BODY
    assert [(item.headline, item.genre, item.paragraphs) for item in page.items if item.kind == "teaser"] == [
        (view, "opinion", (text,)),
        (watch, "video", ()),
    ]


@pytest.mark.parametrize(
    "headline", ["Opinion: Tallinn must change the lights on Narva Street", "Live: Tram crash in Tallinn puts 14 in hospital"]
)
def test_a_label_over_the_body_is_of_its_headline(headline: str) -> None:
    article = read(*SITE, headline, "By Liis Kask", *BODY).article
    assert article is not None and article.headline == headline and article.paragraphs == BODY


def test_a_line_is_signed_where_a_name_with_a_capital_follows() -> None:
    body = (
        "The harbour of the small place was rebuilt over two years, and the first boats came in on Monday, the mayor said.\n\n"
        "More boats will come in the spring, and the fishermen hope for a good year after the storms of the winter.\n"
    )
    (item,) = dateline.read(f"By the sea a town waits\n\n{body}", facts=False).items
    assert item.headline == "By the sea a town waits"
    norwegian = (
        "Havnen åpner igjen mandag\nAv Kari Moe\n\nHavnen i den lille byen åpner igjen på mandag etter to år med arbeid, sier ordføreren "
        "til avisen, og båtene kommer tilbake.\n\nFlere båter kommer til våren, og fiskerne håper på et godt år etter vinterens stormer.\n"
    )
    assert [item.authors for item in dateline.read(norwegian, facts=False).items] == [("Kari Moe",)]
