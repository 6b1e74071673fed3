"""Posts of social networks shown inside an article: somebody else's words, which are no paragraph of it."""

from __future__ import annotations

from .html_blocks import FLAGS, Walk

#: Class names that the networks' own code for embedding gives to its `blockquote`: X, Instagram, TikTok, Facebook, Threads, Bluesky,
#: Mastodon, Reddit (from their public guides to embedding).
_NETWORKS = (
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "fb-xfbml-parse-ignore",
    "text-post-media",
    "bluesky-embed",
    "mastodon-embed",
    "reddit-embed",
    "reddit-card",
)
#: Posts that hold at least this share of the words tell the report: they are its text.
_TOLD_BY_POSTS = 1 / 3


def shown_posts(page: Walk, first: int, last: int) -> set[int]:
    """The blocks of such posts from one block to another; none where they tell the report. Of ten development pages with known text
    that show some, the text leaves them out on seven; of the other three one is told by its posts (the share was set with it in view)."""
    quoted = [i for i in range(first, last + 1) if page.flags(i) & FLAGS["blockquote"]]
    posts = {i for i in quoted if _is_post(page, i)}
    words = sum(page.blocks[i].size for i in posts)
    return posts if words < _TOLD_BY_POSTS * sum(page.blocks[i].size for i in range(first, last + 1)) else set()


def _is_post(page: Walk, i: int) -> bool:
    names = (page.name(n) for n in page.around(page.blocks[i].element))
    return any(tag == "blockquote" and any(network in words for network in _NETWORKS) for tag, words in names)
