"""Pages that show several stories in full: each is an item, and none is the page's article."""

from __future__ import annotations

import pytest

import dateline

TRAM = (
    "A bus and a tram collided at the corner of Narva Street on Tuesday and put 14 people into hospital, police in Tallinn said.",
    "The tram had left its stop against a red light, said Mari Tamm, who leads the board. She said that its driver was new.",
)
HALL = (
    "The market hall of Riga opens again on Saturday, two years after a fire that destroyed its roof, the council said on Monday.",
    "Eighty traders will return at first. The repair cost 12 million euros and was paid by the city and by an insurer.",
)
FERRY = (
    "A crossing to Helsinki costs nine euros from June for those who walk on board, the line said on Tuesday in Tallinn.",
    "It wants to win back travellers who fly. Last year one million fewer passengers took the ferry than in 2019.",
)

#: What each story goes on with; no story's paragraph is a near copy of another's.
MORE = (
    "The council will vote on the plan in June, and shops near the site may ask for help until the end of the year.",
    "Residents had asked for the change since 2019, when two people were hurt at the same place on a wet evening in May.",
    "A hearing will be held on 12 June in the town hall, and anybody may send questions to the clerk before then, she added.",
)
TRAM, HALL, FERRY = (
    (*story, *(f"{opening} {paragraph}" for paragraph in MORE))
    for story, opening in ((TRAM, "After the crash:"), (HALL, "For the hall:"), (FERRY, "At the harbour:"))
)


def post(headline: str, link: str, paragraphs: tuple[str, ...]) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    title = f'<a href="{link}">{headline}</a>' if link else headline
    return f"<article><h2>{title}</h2>{text}</article>"


def read(body: str) -> dateline.Page:
    html = f"<html><head><title>Harbour blog</title></head><body><main>{body}</main></body></html>"
    return dateline.read(html, url="https://harbourblog.example/", media_type="text/html", facts=False)


def test_stories_shown_in_full_are_items_with_their_text() -> None:
    page = read(
        post("Tram crash in Tallinn puts 14 in hospital", "/2024/05/07/tram-crash", TRAM)
        + post("Riga market hall opens again", "/2024/05/06/market-hall", HALL)
        + post("Ferries to Helsinki become cheaper", "/2024/05/05/ferries-cheaper", FERRY)
    )
    assert page.article is None
    assert [item.paragraphs for item in page.items] == [TRAM, HALL, FERRY]


@pytest.mark.parametrize("links", [("", "", ""), ("/2024/05/07/tram-crash", "", "")])
def test_parts_of_one_story_under_headings_are_its_article(links: tuple[str, str, str]) -> None:
    parts = zip(("What happened in Narva Street", "What it has to do with the hall", "What the ferries say"), links, strict=True)
    page = read("".join(post(head, link, text) for (head, link), text in zip(parts, (TRAM, HALL, FERRY), strict=True)))
    assert page.article is not None


def test_a_story_with_another_below_it_keeps_its_article() -> None:
    long = (*TRAM, *(f"{paragraph} The board said so on day {day} too." for day in (1, 2, 3, 4) for paragraph in TRAM))
    page = read(
        post("Tram crash in Tallinn", "/2024/05/07/tram-crash", long)
        + post("Riga market hall opens", "/2024/05/06/hall", HALL[:1])
    )
    assert page.article is not None and page.article.paragraphs[0] == TRAM[0]
