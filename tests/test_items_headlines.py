"""The headline of a page that shows none: its title without the name of the site."""

from __future__ import annotations

import pytest

import dateline

TEXT = "".join(
    f"<p>The slipway at Ramsgate will be closed to small craft until Easter, the harbour board of the town said {when}.</p>"
    for when in ("on Monday after a long debate", "once more on Tuesday", "again in a letter to its readers", "in the end")
)


@pytest.mark.parametrize(
    ("title", "rights", "headline"),
    [
        ("Slipway to close for winter - The Harbour Post", "© 2006 Harbour Post Ltd", "Slipway to close for winter"),
        ("Slipway to close for winter - The Harbour Post", "© 2006 Echo Ltd", "Slipway to close for winter - The Harbour Post"),
        ("Thanet Echo: Slipway to close for winter", "", "Slipway to close for winter"),
        ("Thanet: Slipway to close for winter", "", "Thanet: Slipway to close for winter"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_headline(title: str, rights: str, headline: str) -> None:
    html = f'<html lang="en"><head><title>{title}</title></head><body><div>{TEXT}</div><div>{rights}</div></body></html>'
    page = dateline.read(html, url="https://thanetecho.example/news/2006/03/14/story-4417", media_type="text/html", facts=False)
    assert page.article is not None and page.article.headline == headline
