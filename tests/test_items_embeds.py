"""Posts of social networks inside an article belong to it, but are no paragraphs."""

from __future__ import annotations

import pytest

import dateline

PARAGRAPHS = (
    "The mayor of Porto said on Monday that he would not sign the plan for the port of Leixoes, which the ministry had presented.",
    "The plan would close two docks and move three hundred workers to Sines, according to a letter that the paper has seen.",
    "The minister answered within the hour, and the board of the port asked both sides to meet before the end of the month.",
)
WORDS = "The docks are not for sale, and we will talk to every worker before anything is decided."
NETWORKS = (
    "twitter-tweet",
    "instagram-media",
    "tiktok-embed",
    "fb-xfbml-parse-ignore",
    "text-post-media",
    "bluesky-embed",
    "mastodon-embed",
)


def read(quoted: str, paragraphs: tuple[str, ...] = PARAGRAPHS) -> dateline.Page:
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in paragraphs)
    body = f"<h1>Mayor rejects plan for the port</h1>{first}{quoted}{''.join(rest)}"
    html = f"<html><head><title>Mayor rejects plan for the port</title></head><body><article>{body}</article></body></html>"
    return dateline.read(html, url="https://douropost.example/2024/03/05/port-plan", media_type="text/html", facts=False)


def roles(page: dateline.Page) -> dict[str, str]:
    return {block.span.of(page.text): block.role for block in page.blocks}


@pytest.mark.parametrize("network", NETWORKS)
def test_a_post_is_shown_by_the_article_and_none_of_its_paragraphs(network: str) -> None:
    signed = '&mdash; Ana Lima (@analima) <a href="#">March 4, 2024</a>'
    page = read(f'<blockquote class="{network} tw-align-center"><p>{WORDS}</p>{signed}</blockquote>')
    article = page.article
    assert article is not None and article.paragraphs == PARAGRAPHS
    assert {block.item for block in page.blocks if block.role == "post"} == {article.id}
    assert roles(page)[WORDS] == "post"


def test_a_quotation_in_the_text_stays_in_it() -> None:
    page = read(f"<blockquote><p>{WORDS}</p></blockquote>")
    assert page.article is not None and WORDS in page.article.paragraphs and roles(page)[WORDS] == "quote"


def test_a_report_told_by_its_posts_keeps_them() -> None:
    posts = "".join(
        f'<blockquote class="twitter-tweet"><p>{where}: {WORDS} Others have not read what the board wrote to {where}.</p></blockquote>'
        for where in ("Porto", "Sines", "Lisbon")
    )
    page = read(posts)
    assert page.article is not None and sum("have not read" in paragraph for paragraph in page.article.paragraphs) == 3
