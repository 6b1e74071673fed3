"""The article of an HTML page: what above, in and below its text is none of it."""

from __future__ import annotations

import pytest

import dateline
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
