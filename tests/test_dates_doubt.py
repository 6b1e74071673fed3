"""Days that a page states and its words, its links or its capture do not bear out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import dateline
from dateline.dates.holders import office_evidence
from dateline.knowledge import countries
from dateline.knowledge.offices import held, holder
from dateline.pages.decode import document
from dateline.reading import read_document
from dateline.types import DateEstimate, Field, Item, Page, Span

WORDS = (
    "The harbour board of Lisbon said that dredging of the eastern basin would go on, and that two ferries would use the old quay.",
    "Fishers had asked for a longer pier for years. The board said that the money would come from the ministry, which liked the plans.",
    "The union of pilots said it would look at the plans again, and that it wanted the channel to be marked with lights at night.",
)
RAIL = "<aside><h2>More news</h2>{}</aside>".format(
    "".join(
        f"<div class='card'><h3><a href='/news/{n}'>A ferry of the northern line was late for the {n}th time</a></h3>"
        f"<p>Travellers waited on the quay for hours.</p><time datetime='2025-12-{n}'>{n} December 2025</time></div>"
        for n in (11, 12, 13, 14, 15)
    )
)


def page(*words: str, head: str = "", rail: str = "", **known: object) -> Page:
    paragraphs = "".join(f"<p>{one}</p>" for one in words)
    return dateline.read(
        f"<html lang='en'><head><title>Dredging goes on</title>{head}</head><body><main><article><h1>Dredging goes on in the basin</h1>"
        f"{paragraphs}</article></main>{rail}</body></html>",
        url="https://example.org/news/dredging",
        media_type="text/html",
        facts=False,
        **known,  # type: ignore[arg-type]
    )


def published(*words: str, **other: str) -> DateEstimate | None:
    article = page(*words, **other).article
    assert article is not None
    return article.published


def bare(*words: str) -> DateEstimate | None:
    article = dateline.read("\n\n".join(words), media_type="text/plain", facts=False).article
    assert article is not None
    return article.published


def meta(day: str, name: str = "article:published_time") -> str:
    return f"<meta property='{name}' content='{day}T08:15:00+00:00'>"


def aside(found: DateEstimate | None, kind: str) -> bool:
    return found is not None and any(e.kind == kind and not e.used for e in found.evidence)


LAST_YEAR = "The board recalled last year's storms. The eastern quay was damaged in October 2024, and has been closed since."


def test_a_forged_day_of_the_year_before_is_in_doubt() -> None:
    forged, true = published(*WORDS, LAST_YEAR, head=meta("2024-11-20")), published(*WORDS, LAST_YEAR, head=meta("2025-02-20"))
    assert true is not None and true.day == date(2025, 2, 20) and not true.doubtful
    assert aside(forged, "year-reference") and forged is not None and forged.doubtful


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The harbour was hit in the floods that followed the Key Bridge collapse, an engineer said.", "happening"),
        ("The new quay was opened on 3 July 2025, when the mayor cut a ribbon.", "latest-past"),
    ],
)
def test_a_day_before_what_is_told_is_in_doubt(words: str, kind: str) -> None:
    found = published(*WORDS, words, head=meta("2023-05-03"))
    assert found is None or (aside(found, kind) and found.doubtful) or found.day != date(2023, 5, 3)
    later = published(*WORDS, words, head=meta("2025-08-03"))
    assert later is not None and later.day == date(2025, 8, 3) and not later.doubtful


def _year_reference(text: str) -> set[int]:
    dated = bare(text)
    found = list(dated.evidence) if dated else []
    return {i.earliest.year for e in found if e.kind == "year-reference" for i in e.allows if i.earliest}


def test_last_year_goes_with_its_own_sentence_first() -> None:
    text = "\n\n".join(WORDS)
    assert _year_reference(f"{text}\n\nThe quay was damaged last year, as the pier had been in October 2024.") == {2025}
    assert _year_reference(f"{text}\n\n{LAST_YEAR}") == {2025}
    # A month further off is of another time, and a year in the same sentence says which one is meant.
    far = "The voters of the port agreed in August 2007. The board looked for money. The bank was asked. A pier was lost last year."
    assert _year_reference(f"{text}\n\n{far}") == set()
    other = "The pier was lost last year, as the mole had been by 1998. The quay was damaged in October 2004."
    assert _year_reference(f"{text}\n\n{other}") == set()


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Storm floods the old harbour (29 November 2023)",
        "Related: Storm floods the old harbour, 29 November 2023",
        "Lesen Sie auch: Sturm überflutet den alten Hafen (29. November 2023)",
        "Lire aussi : La tempête inonde le vieux port (29 novembre 2023)",
        "Читайте также: Буря затопила старый порт (29 ноября 2023)",
    ],
)
def test_a_line_that_leads_to_another_story_dates_nothing(line: str) -> None:
    assert published(WORDS[0], line, *WORDS[1:]) is None
    assert published(*WORDS, line) is None
    assert bare(*WORDS, line) is None
    # The same day in a sentence of the article's own still counts.
    assert bare(*WORDS, "The storm flooded the old harbour on 29 November 2023.") is not None


@pytest.mark.parametrize("rail", ["", RAIL])
@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2025-12-15T08:00:00+01:00"}</script>',
        "<meta itemprop='dateModified' content='2025-12-15'>",
    ],
)
def test_the_day_of_a_change_is_not_that_of_publication(head: str, rail: str) -> None:
    article: Item | None = page(*WORDS, head=head, rail=rail).article
    assert article is not None and article.published is None
    assert article.modified is not None and article.modified.day == date(2025, 12, 15)


def test_a_day_far_ahead_needs_something_that_shows_such_a_capture() -> None:
    head = meta("2028-03-05")
    for article in (page(*WORDS, head=head).article, page(*WORDS, head=head, rail=RAIL).article):
        assert article is not None and article.published is not None and article.published.doubtful
        assert any(note.about == "published" and "2028-03-05" in note.text for note in article.notes)
    for known in ({"captured_at": date(2028, 3, 6)}, {"published_at": date(2028, 3, 5)}):
        article = page(*WORDS, head=head, **known).article
        assert article is not None and article.published is not None
        assert article.published.day == date(2028, 3, 5) and not article.published.doubtful
    quick = dateline.published(f"<html><head>{head}</head><body><h1>Dredging</h1></body></html>", media_type="text/html", quick=True)
    assert quick is not None and quick.doubtful


def served(head: str, *words: str) -> DateEstimate:
    """The article of a page that the server changed on 5 February 2025."""
    content = f"<html lang='en'><head>{head}</head><body><h1>Dredging</h1>{''.join(f'<p>{one}</p>' for one in words)}</body></html>"
    made = replace(document(content), fields=(Field("HTTP Last-Modified", "Wed, 05 Feb 2025 10:00:00 GMT"),))
    article = read_document(made, facts=False).article
    assert article is not None and article.published is not None
    return article.published


def test_the_last_change_of_the_file_is_weak_evidence() -> None:
    true, forged = (served(meta(day), *WORDS) for day in ("2025-02-04", "2025-06-04"))
    assert not true.doubtful and forged.doubtful
    assert any(e.kind == "http-modified" and e.used and e.where == "HTTP Last-Modified" for e in true.evidence)
    found = served("", *WORDS, "The pier was lost in May 2024.")
    assert (found.earliest, found.latest) == (date(2024, 5, 1), date(2025, 2, 6))


MENU = "<nav><a href='/'>Home</a><a href='/world'>World</a><a href='/sport'>Sport</a><a href='/sea'>The sea</a></nav>"
TODAY = "<div class='{}'>Wednesday, 29 November 2023</div>"


@pytest.mark.parametrize(
    "top",
    [
        "<header>" + TODAY.format("line") + MENU + "</header><article><h1>Dredging goes on</h1>",
        "<article>" + TODAY.format("line") + MENU + "<h1>Dredging goes on</h1>",
        "<article>" + TODAY.format("topbar") + "<h1>Dredging goes on</h1>",
        "<article><h1>Dredging goes on</h1>" + TODAY.format("current-date"),
    ],
)
def test_the_day_in_the_head_of_the_site_is_that_of_the_capture(top: str) -> None:
    for head, doubtful in (("", None), (meta("2022-05-05"), False), (meta("2024-05-05"), True)):
        content = f"<html lang='en'><head>{head}</head><body>{top}{''.join(f'<p>{one}</p>' for one in WORDS)}</article></body></html>"
        read = dateline.read(content, url="https://example.org/news/dredging", media_type="text/html", facts=False)
        assert read.captured is not None and read.captured.earliest == date(2023, 11, 29)
        shown = [e.where.of(read.text) for e in read.captured.evidence if e.kind == "masthead" and isinstance(e.where, Span)]
        assert len(shown) == 1 and "29 November 2023" in shown[0]
        assert read.article is not None
        found = read.article.published
        assert (found is None) if doubtful is None else (found is not None and found.doubtful is doubtful)


def test_a_date_line_over_the_headline_is_still_the_articles() -> None:
    top = "<article>" + TODAY.format("entry-meta") + "<h1>Dredging goes on</h1>"
    content = f"<html lang='en'><body>{top}{''.join(f'<p>{one}</p>' for one in WORDS)}</article></body></html>"
    found = dateline.published(content, media_type="text/html")
    assert found is not None and found.day == date(2023, 11, 29)


@pytest.mark.parametrize("line", ["Copyright 2019 Harbour Post. All rights reserved.", "© 2019 Harbour Post", "(c) Harbour Post 2015-2019"])
def test_a_copyright_year_dates_a_bare_text(line: str) -> None:
    found = bare(*WORDS, line)
    assert found is not None and (found.earliest, found.latest) == (date(2017, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("name", "office", "country", "last"),
    [
        ("Karen Karapetyan", "prime minister", "ARM", date(2018, 5, 8)),
        ("Almazbek Atambayev", "president", "KGZ", date(2017, 11, 24)),
        ("Najib Mikati", "prime minister", "LBN", date(2025, 2, 8)),
        ("Najib Razak", "prime minister", "MYS", date(2018, 5, 10)),
        ("Barack Obama", "president", "USA", date(2017, 1, 20)),
        ("Donald Trump", "president-elect", "USA", date(2025, 1, 19)),
    ],
)
def test_a_term_lasts_through_its_last_day(name: str, office: str, country: str, last: date) -> None:
    assert max(term.end for term in held(name, office, country) if term.end) == last
    item = Item("i", "article", f"{countries.countries()[country].name} {office.capitalize()} {name} arrived in Lisbon.", language="en")
    assert max(i.latest for e in office_evidence(item) for i in e.allows if i.latest) == last


def test_on_the_day_of_a_change_the_new_holder_counts() -> None:
    days = (date(2017, 1, 19), date(2017, 1, 20))
    assert [holder("President", "USA", day) for day in days] == ["Barack Obama", "Donald Trump"]
