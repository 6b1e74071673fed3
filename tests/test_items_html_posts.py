"""HTML pages with several stories in full, and who signs: names beside a day, accounts, names in dispute."""

from __future__ import annotations

import pytest

import dateline
from dateline.types import Page

STORIES = {
    "Novi Sad closes harbour bridge": [
        "The city of Novi Sad will close the harbour bridge for six weeks from Monday, the mayor's office said on Wednesday.",
        "Engineers found cracks in two of its piers, and lorries must take the ring road until the work is done, officials said.",
        "The bridge was built in 1978 and carries some 30,000 vehicles a day, twice as many as it was designed for then.",
    ],
    "Zagreb opens its new tram line": [
        "The first tram on the line to the airport left the main station of Zagreb at five in the morning on Tuesday.",
        "It took 38 minutes to the airport, the operator ZET said, four fewer than the bus needs in the morning traffic.",
    ],
    "Vienna bans fireworks in the inner city": [
        "Nobody may light fireworks inside of the Ring on New Year's Eve, the council of Vienna decided on Monday by 61 votes to 39.",
        "Police will check bags at the stations of the underground, and who is caught pays up to 3,600 euros, the city said.",
    ],
}
HEADLINE, PARAGRAPHS = next(iter(STORIES.items()))


def read(body: str, head: str = "") -> Page:
    page = f"<html><head><title>Danube Post</title>{head}</head><body>{body}</body></html>"
    return dateline.read(page, url="https://danubepost.example/2025/03/", media_type="text/html", facts=False)


def story(opens: str, closes: str, headline: str, *, linked: bool = True, under: str = "") -> str:
    address = f"/2025/03/12/{headline.lower().replace(' ', '-')}"
    title = f'<a href="{address}">{headline}</a>' if linked else headline
    return f"{opens}<h2>{title}</h2>{under}{''.join(f'<p>{text}</p>' for text in STORIES[headline])}{closes}"


def article(under: str, head: str = "") -> dateline.Item:
    found = read(f"<article><h1>{HEADLINE}</h1>{under}{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article>", head).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("opens", "closes", "linked"),
    [
        ("<article>", "</article>", True),
        ('<div class="post">', "</div>", True),
        ('<div class="entry" id="post-17">', "</div>", True),
        ('<div class="post">', "</div>", False),
        ("", "", False),
    ],
)
def test_several_stories_in_full_are_items_and_no_article(opens: str, closes: str, linked: bool) -> None:
    page = read("<h1>Danube Post</h1>" + "".join(story(opens, closes, headline, linked=linked) for headline in STORIES))
    assert page.article is None and [item.headline for item in page.items] == list(STORIES)
    for item, texts in zip(page.items, STORIES.values(), strict=True):
        assert item.kind == "teaser" and all(text in item.text for text in texts)
        assert (item.url is not None) == linked


def test_a_story_of_many_paragraphs_is_whole() -> None:
    long = "".join(f"<p>Paragraph {number} tells of the bridge at Novi Sad and of the ships below.</p>" for number in range(30))
    posts = (
        f'<div class="post"><h2><a href="/2025/03/{n}/bridge-{n}-of-novi-sad">Bridge {n} of Novi Sad</a></h2>{long}</div>'
        for n in (1, 2)
    )
    items = read("".join(posts)).items
    assert [item.text.count("Paragraph") for item in items] == [30, 30]


def test_posts_of_a_forum_are_one_page() -> None:
    posts = (
        f'<div class="post"><h3><a href="/members/2025/{name}">{name}</a></h3><p>{text}</p></div>'
        for name, texts in zip(("Dragan17", "ana_p", "milos"), STORIES.values(), strict=True)
        for text in texts
    )
    assert not {item.headline for item in read("".join(posts)).items} & {"Dragan17", "ana_p", "milos"}


def test_related_stories_between_paragraphs_do_not_part_an_article() -> None:
    related = [
        f'<h3><a href="/2025/03/11/{headline.lower().replace(" ", "-")}">{headline}</a></h3>' for headline in list(STORIES)[1:]
    ]
    page = read(
        f"<article><h1>{HEADLINE}</h1><p>{PARAGRAPHS[0]}</p>{related[0]}<p>{PARAGRAPHS[1]}</p>{related[1]}<p>{PARAGRAPHS[2]}</p></article>"
    )
    assert page.article is not None and all(text in page.article.text for text in PARAGRAPHS)


def test_a_card_whose_day_names_the_author() -> None:
    under = '<div class="meta">March 12, 2025 by Milena Jovic</div>'
    items = read("".join(story('<div class="post">', "</div>", headline, under=under) for headline in STORIES)).items
    assert {item.authors for item in items} == {("Milena Jovic",)}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Par Claire Dubois - Publié le 12 mars 2025 à 10:05", ("Claire Dubois",)),
        ("Publié le 12 mars 2025 par Claire Dubois", ("Claire Dubois",)),
        ("door Jan de Vries op 12 maart 2025", ("Jan de Vries",)),
        ("Mittwoch, 12. März 2025 von Hans Meier", ("Hans Meier",)),
        ("By Milena Jovic, last updated on March 12, 2025", ("Milena Jovic",)),
        ("Pressemitteilung Aktuell 12. März 2025", ()),  # a section beside a day
    ],
)
def test_a_line_above_the_text_signs(line: str, names: tuple[str, ...]) -> None:
    assert article(f'<p class="meta">{line}</p>').authors == names


def test_an_account_yields_to_a_byline_and_another_name_is_kept_in_a_note() -> None:
    def stated(name: str) -> str:
        return f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {{"@type": "Person", "name": "{name}"}}}}</script>'

    shown = '<p class="byline">By Milena Jovic</p>'
    assert article(shown, stated("admin")).authors == ("Milena Jovic",)
    assert article("", stated("admin")).authors == ("admin",)
    disputed = article(shown, stated("Petar Ilic"))
    assert disputed.authors == ("Petar Ilic",)
    assert [note.text for note in disputed.notes if note.about == "authors"] == ["the page shows: Milena Jovic"]
    assert not [note for note in article(shown, stated("Milena Jovic")).notes if note.about == "authors"]


RAIL = "".join(
    f'<li><a href="/2025/03/{n}/story-{n}-of-the-day">Story {n} tells of the port and its ships</a></li>' for n in range(10, 18)
)
QUAKE = "An earthquake of magnitude 4.1 was felt in Baku on Tuesday evening, the seismological service said."


def short(body: str, address: str = "https://danubepost.example/2025/03/12/quake-felt-in-baku") -> Page:
    page = f"<html><head><title>Quake felt in Baku - Danube Post</title></head><body>{body}<ul>{RAIL}</ul></body></html>"
    return dateline.read(page, url=address, media_type="text/html", facts=False)


def test_a_report_of_one_sentence_is_an_article() -> None:
    under = f'<div class="date">12 March 2025</div><p>By Milena Jovic</p><div><p>{QUAKE}</p></div><h3>Latest</h3>'
    found = short(f"<h1>Quake felt in Baku</h1>{under}")
    assert found.article is not None and found.article.text.split("\n") == ["Quake felt in Baku", QUAKE]
    assert found.article.shown_date == "12 March 2025" and found.article.authors == ("Milena Jovic",)
    assert [item.kind for item in found.items].count("teaser") == 8


@pytest.mark.parametrize(
    ("body", "address"),
    [
        (f"<h1>Quake felt in Baku</h1><p>{QUAKE}</p>", "https://danubepost.example/world"),  # a section
        (f"<h2>Quake felt in Baku</h2><p>{QUAKE}</p>", "https://danubepost.example/2025/03/12/quake-felt-in-baku"),  # no h1
        (
            "<h1>Quake felt in Baku</h1><p>Watch the pictures</p>",
            "https://danubepost.example/2025/03/12/quake-felt-in-baku",
        ),  # no sentence
        (
            f"<h1>Quake felt in Baku</h1><h3>Weather</h3><p>{QUAKE}</p>",
            "https://danubepost.example/2025/03/12/quake-felt-in-baku",
        ),
    ],
)
def test_a_sentence_elsewhere_is_no_article(body: str, address: str) -> None:
    assert short(body, address).article is None
