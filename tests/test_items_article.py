"""The article of an HTML page: what above, in and below its text is none of it."""

from __future__ import annotations

import pytest

import dateline
from dateline.items.genres import genre_of
from dateline.types import Item

ARTICLE = "".join(
    f"<p>The ferry terminal of the old harbour is to be rebuilt at last, the council of the town said {when}.</p>"
    for when in ("on Monday after a long debate", "once more on Tuesday", "again in a letter to its readers", "in the end")
)


def article(above: str = "", below: str = "") -> Item:
    html = f'<html lang="en"><body><main><h1>Ferry terminal to be rebuilt</h1>{above}<div>{ARTICLE}</div>{below}</main></body></html>'
    found = dateline.read(html, url="https://echo.example/2024/02/13/ferry", media_type="text/html", facts=False).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 19.06.2023, 12:52 | 3 minutes",
        "VON ANNA BERG am 21. April 2020",
        "28. Jan. 2022 Anna Berg",
        "The old harbour of the town on Monday. Photo: Ann Bell/Reuters",
        "Senasis uostas / A. Bell/LRT nuotr.",
    ],
)
def test_lines_that_sign_and_captions_are_no_standfirst(line: str) -> None:
    found = article(f'<p class="lead">{line}</p>')
    assert found.standfirst != line and line not in found.paragraphs


def test_a_lead_is_a_standfirst() -> None:
    lead = "Nine years after the storm of 2015 the town finds the money."
    assert article(f'<p class="lead">{lead}</p>').standfirst == lead


@pytest.mark.parametrize("heading", ["References", "More on this:", "Where can I get more info?"])
def test_a_heading_that_ends_the_text_is_none_of_it(heading: str) -> None:
    assert heading not in article(below=f"<h2>{heading}</h2>").text


@pytest.mark.parametrize(
    ("language", "headline", "paragraphs"),
    [
        ("zh", "贵阳新大桥通车",
         ["贵阳市政府周三宣布，横跨南明河的新大桥已于3月4日上午正式通车，耗资9亿元。",
         "“我们等了整整六年，”居民王芳说。"]),
        ("ja", "富山県で新しい橋が開通",
         ["富山市の神通川にかかる新しい橋が4日に開通し、市民およそ300人が式典に参加した。",
         "市長は「6年間待った」と述べた。"]),
        ("th", "เปิดสะพานใหม่ที่น่าน",
         ["ผู้ว่าราชการจังหวัดน่านเปิดสะพานใหม่ข้ามแม่น้ำน่านเมื่อวันพุธหลังก่อสร้างมานานหกปี",
         "ชาวบ้านราวสามร้อยคนร่วมพิธีเปิดและกล่าวว่ารอคอยสะพานนี้มานานมาก"]),
    ],
)  # fmt: skip
def test_a_short_article_is_measured_in_characters_where_words_are_not_spaced(
    language: str, headline: str, paragraphs: list[str]
) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = dateline.read(
        f"<html lang={language}><title>{headline}</title><body><article><h1>{headline}</h1>{text}</article></body></html>",
        facts=False,
    )
    (item,) = page.items
    assert item.headline == headline and list(item.paragraphs) == paragraphs


BODY = (
    "<p>The old harbour of Tartu opens to swimmers on Monday after six years of work, the city council said on Friday.</p>"
    "<p>Lifeguards will watch the water from nine in the morning until eight in the evening, and a ticket costs four euros.</p>"
)


def story(*, above: str = "", below: str = "", head: str = "", body: str = BODY, title: str = "Harbour opens to swimmers") -> str:
    return (
        f"<html lang=en><head><title>{title}</title>{head}</head><body><header><a href='/'>THE EMAJÕGI POST</a></header><article>{above}"
        f"<h1>Harbour opens to swimmers</h1>{below}{body}</article></body></html>"
    )


def article_of(page: str, url: str | None = None) -> Item:
    return next(item for item in dateline.read(page, url=url, facts=False).items if item.kind == "article")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p class=ep-by>Liis Tamm, Tartu</p>", ("Liis Tamm",)),
        ("<p class=byline>Guest author: Liis Tamm</p>", ("Liis Tamm",)),
        ("<p>Source: Emajõgi News Agency</p>", ()),
    ],
)
def test_a_line_that_names_who_wrote_it_or_whose_report_it_is_is_no_paragraph(line: str, authors: tuple[str, ...]) -> None:
    item = article_of(story(below=line))
    assert len(item.paragraphs) == 2 and item.authors == authors


def test_a_paragraph_that_opens_with_source_is_text() -> None:
    line = "<p>Source: the council, which published the numbers of the last six years on its site on Thursday evening.</p>"
    assert len(article_of(story(below=line)).paragraphs) == 3


def test_the_name_of_the_site_opens_no_headline() -> None:
    page = story(title="THE EMAJÕGI POST - Swimmers are let into the old harbour").replace(
        "<h1>Harbour opens to swimmers</h1>", ""
    )
    assert article_of(page).headline == "Swimmers are let into the old harbour"
    other = page.replace("THE EMAJÕGI POST - ", "Tartu - ")
    assert article_of(other).headline == "Tartu - Swimmers are let into the old harbour"


@pytest.mark.parametrize(
    ("page", "genre"),
    [
        (story(), "news"),
        (story(above="<p class=kicker>Opinion</p>"), "opinion"),
        (story(title="Analysis: Harbour opens to swimmers"), "analysis"),
        (story(above="<p>Video</p>"), "news"),
        (
            story(below="<p>The swimmer Liis Tamm on cold water, fear and the winter in Tartu. Interview: Jaan Kask</p>"),
            "interview",
        ),
        (
            story(
                body="<p><b>The Post:</b> You swim in winter. Why?</p><p><b>Liis Tamm:</b> Because the water is quiet then, and I am.</p>"
                "<p><b>The Post:</b> Were you ever afraid?</p><p><b>Liis Tamm:</b> Once, under the ice, when I lost the rope.</p>"
            ),
            "interview",
        ),
        (story(body=BODY + "<p>The mayor: a swimmer herself.</p><p>The price: four euros.</p>"), "news"),
    ],
)
def test_the_genre_is_told_by_a_label_over_the_headline_or_by_the_turns_of_an_interview(page: str, genre: str) -> None:
    assert article_of(page).genre == genre


@pytest.mark.parametrize(
    ("end", "noted"),
    [
        ("</article></body></html>", False),
        ("</article>", False),
        ("", False),
        ("<p>Buses run every ten minutes.", False),
        ("<p>Buses run every ten min", True),
        ("<aside class='te", True),
    ],
)
def test_a_page_that_breaks_off_in_the_middle_says_so(end: str, noted: bool) -> None:
    item = article_of(story().removesuffix("</article></body></html>") + end)
    assert any("breaks off" in note.text for note in item.notes) is noted


def test_links_count_from_the_address_that_a_page_names_as_its_own_where_none_is_given() -> None:
    card = "<aside><h3><a href='/news/2025/03/04/council-votes-for-a-bridge'>Council votes for a second bridge</a></h3></aside>"
    named = "<link rel=canonical href='https://emajogi.example/news/2025/03/07/harbour-opens'>"
    page = story(head=named).replace("</body>", card + "</body>")
    urls = [item.url for item in dateline.read(page, facts=False).items if item.kind == "teaser"]
    assert urls == ["https://emajogi.example/news/2025/03/04/council-votes-for-a-bridge"]


def test_turns_named_by_one_letter_are_those_of_an_interview() -> None:
    turns = ["Q: Is the dam at Tolno safe?", "A: Yes, no crack goes through it.", "Q: Why does it leak?", "A: The lake was high."]
    assert genre_of("The engineer of the dam", None, "\n".join(turns)) == "interview"
    assert genre_of("The engineer of the dam", None, "\n".join([*turns[:2], "The lake was high."])) == "news"
