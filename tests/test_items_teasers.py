"""Teasers on HTML pages: what stands beside a headline is no part of it, and headlines of scripts that set no spaces are headlines."""

from __future__ import annotations

import pytest

import dateline
from dateline.items.genres import genre_of
from dateline.types import Item, Page

ARTICLE = "".join(
    f"<p>The ferry terminal of the old harbour is to be rebuilt at last, the council of the town said {when}.</p>"
    for when in ("on Monday after a long debate", "once more on Tuesday", "again in a letter to its readers", "in the end")
)


def read(rail: str) -> Page:
    html = f'<html lang="en"><body><main><h1>Ferry terminal to be rebuilt</h1>{ARTICLE}</main>{rail}</body></html>'
    return dateline.read(html, url="https://echo.example/2024/02/13/ferry", media_type="text/html", facts=False)


def teasers(rail: str) -> list[Item]:
    return list(read(rail).of_kind("teaser"))


LINK = '<a href="/2024/02/12/harbour-dredged-at-last">Harbour dredged at last, says council</a>'


@pytest.mark.parametrize(
    "before", ["<b>Lesen Sie auch:</b> ", "Read also: ", "<strong>Lire aussi :</strong> ", "<span>Читайте также:</span> "]
)
def test_a_prompt_before_the_link_is_no_part_of_the_headline(before: str) -> None:
    page = read(f"<div>{before}{LINK}</div>")
    (teaser,) = page.of_kind("teaser")
    assert teaser.headline == "Harbour dredged at last, says council"
    assert [block.role for block in page.furniture] == ["related-heading"]


@pytest.mark.parametrize("before", ["<span>11:20</span> ", "12 February 2024 ", "<i>3 hours ago</i> | "])
def test_a_time_or_a_day_before_the_link_is_the_date_that_the_teaser_shows(before: str) -> None:
    (teaser,) = teasers(f"<div><div>{before}{LINK}</div></div>")
    assert teaser.headline == "Harbour dredged at last, says council"
    assert teaser.shown_date is not None and teaser.shown_date[:2] in before


@pytest.mark.parametrize(
    ("behind", "shown"),
    [
        (" 12/02/2024", "12/02/2024"),
        ("12:40", "12:40"),
        (" | 3 hours ago", "3 hours ago"),
        ('<time datetime="2024-02-12">12 February</time>', "12 February"),
        (' <a href="#c" title="12 February 2024">2 days ago</a>', "2 days ago"),
    ],
)
def test_a_day_or_an_age_behind_the_link_is_the_date_that_the_teaser_shows(behind: str, shown: str) -> None:
    (teaser,) = teasers(f"<div><p>{LINK}{behind}</p></div>")
    assert teaser.headline == "Harbour dredged at last, says council"
    assert teaser.shown_date == shown


def test_a_day_within_the_links_of_a_headline_is_of_it() -> None:
    (teaser,) = teasers(f"<div><p>{LINK} <a href='/2024/02/12/harbour-dredged-at-last'>on 3 May</a></p></div>")
    assert teaser.headline == "Harbour dredged at last, says council on 3 May"


def test_a_headline_without_spaces_ends_before_the_day() -> None:
    (teaser,) = teasers('<ul><li><a href="/2024/02/12/gang">三坊七巷夜游专线本周六开通</a>2024-02-12</li></ul>')
    assert (teaser.headline, teaser.shown_date) == ("三坊七巷夜游专线本周六开通", "2024-02-12")


def test_words_of_a_sentence_before_a_link_stay_with_it() -> None:
    page = read(f"<p>For more see {LINK}</p>")
    assert "For more see Harbour dredged at last, says council" in page.text


def test_a_headline_without_spaces_is_one_from_eight_characters_on() -> None:
    entries = ("广州白云站本月完成扩建", "地铁票价明年不再上涨", "南山区新增两所小学", "本市今冬首场降雪将至")
    rail = "".join(f'<li><a href="/2024/02/1{n}/t{n}.html">{words}</a></li>' for n, words in enumerate(entries))
    assert [item.headline for item in teasers(f"<ul>{rail}</ul>")] == list(entries)
    menu = "".join(
        f'<li><a href="/2024/02/1{n}/t{n}.html">{words}</a></li>' for n, words in enumerate(("首页新闻", "体育频道", "财经"))
    )
    assert not teasers(f"<ul>{menu}</ul>")


@pytest.mark.parametrize(
    ("headline", "genre"),
    [
        ("【评论】地铁不能只算经济账", "opinion"),
        ("视频：新线首班车驶出车站", "video"),
        ("Liveblog: Alle Entwicklungen zum Hochwasser", "live"),
        ("[Opinion] Why the ferry matters", "opinion"),
        ("رأي | حدود الصبر", "opinion"),
        ("分析師稱股市將回升", "news"),
        ("En directo: el puerto de Cádiz reabre tras el temporal", "live"),
        ("Тікелей эфир: Астанада үкімет отырысы өтіп жатыр", "live"),
        ("Талдау: Ақтау порты не үшін кеңейді", "analysis"),
        ("Söyleşi: Limanın eski kaptanı anlatıyor", "interview"),
        ("مقابلة: مدير ميناء صفاقس", "interview"),
        ("专访：青岛港的老船长", "interview"),
        ("Gastbeitrag: Die Fähre gehört allen", "opinion"),
        ("Gastkommentar | Der Hafen braucht Geduld", "opinion"),
        ("Édito : le port de Dieppe mérite mieux", "opinion"),
        ("Éditorial | Le silence de la mairie", "opinion"),
        ("Bildergalerie: Der Sturm an der Küste", "gallery"),
        ("Diaporama : la tempête vue du phare", "gallery"),
        ("Фотогалерея: шторм в Балтийске", "gallery"),
    ],
)
def test_labels_of_other_languages_tell_the_genre(headline: str, genre: str) -> None:
    assert genre_of(headline, None, headline) == genre


@pytest.mark.parametrize(
    ("rail", "count"),
    [
        ('<h3>More stories</h3><ul><li><a href="/a/1">Harbour dredged at last, says council</a></li></ul>', 1),
        ('<div><h2><a href="/node/12">Harbour dredged at last, says council</a></h2><p>The dredging took a year.</p></div>', 1),
        ('<p><a href="/?p=71">Harbour of the old town dredged at last, says its council</a></p>', 1),
        ('<h3>More stories</h3><ul><li><a href="/section/567">World press on the harbour</a></li></ul>', 0),
        ('<h3>More stories</h3><ul><li><a href="https://shop.echo.example/a/1">Harbour dredged at last, says council</a></li></ul>', 0),
        ('<nav><ul><li><a href="/a/1">Harbour dredged at last, says council</a></li></ul></nav>', 0),
    ],
)
def test_a_short_number_is_a_story_where_the_link_is_shown_as_one(rail: str, count: int) -> None:
    assert len(teasers(rail)) == count


def test_the_name_of_the_site_is_no_part_of_the_one_story_behind_a_box() -> None:
    card = '<div class="lead"><a href="/news/24370011.canal-basin-drained-after-crack"><h2>Canal basin drained after crack</h2></a></div>'
    html = f'<html lang="en"><body><header><h1>Severn Advertiser</h1><p>Thursday 6 June 2024</p></header>{card}</body></html>'
    page = dateline.read(html, url="https://severn.example/", media_type="text/html", facts=False)
    assert [(item.headline, item.text, item.shown_date) for item in page.of_kind("teaser")] == [
        ("Canal basin drained after crack", "Canal basin drained after crack", None)
    ]
