"""More pages to learn bare text from: HTML pages flattened and labelled by the package's own reader of HTML.

Their labels are silver: the reader keeps the article of such pages with an F1 of .94 to .97 (see docs/accuracy.md). Pages that the set
`lines` holds too are left out, so are pages whose article has fewer than three paragraphs. None of them ever measures anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.harness import records
from bench.lines_pages import BODY
from bench.prose_pages import Source, size
from dateline.items.cut import Cut
from dateline.items.html_cutting import cut_html
from dateline.items.lines_features import stems
from dateline.language.detection import detect
from dateline.pages.decode import document
from training.html_fold import fold

SETS = ("htmldate_eval", "trafilatura_eval", "fundus_fixtures")
#: Roles that count as body here: the truth of the set `lines` has subheadings among the paragraphs.
KEPT = BODY | {"subheading"}
#: Words of a teaser's text that can stand in a rail of prose.
TEASER = (12, 60)
MOST_LINES = 400

#: Texts of real teasers, by fold and language.
Teasers = dict[tuple[int, str | None], list[str]]


def silver(data: Path, *, without: set[str]) -> tuple[list[Source], Teasers]:
    """The pages, and the teasers' texts that stand on them; `without` are addresses to leave out."""
    found: list[Source] = []
    teasers: Teasers = defaultdict(list)
    for name in SETS:
        for record in records(data / "pages" / name, "pages"):
            if record["url"] in without:
                continue
            without.add(record["url"])
            cut = cut_html(document(record["html"], url=record["url"], media_type="text/html"))
            page = _source(record["id"], record["url"], record["site"], cut)
            if page is not None:
                found.append(page)
                teasers[page.fold, page.language] += _texts(cut)
    return found, {key: sorted(set(texts)) for key, texts in teasers.items()}


def _source(name: str, url: str, site: str, cut: Cut) -> Source | None:
    lines = tuple(_labelled(cut))
    body = tuple(text for text, label in lines if label == "body")
    if len(body) < 3 or len(lines) > MOST_LINES:
        return None
    headline = next((text for text, label in lines if label == "headline"), None)
    own = frozenset(stem for text in body for stem in stems(text))
    return Source(name, site, url, lines, body, headline, detect(" ".join(body)), fold(site), own)


def _labelled(cut: Cut) -> Iterator[tuple[str, str]]:
    article = next((item.id for item in cut.items if item.kind == "article"), None)
    for block in cut.blocks:
        text = " ".join(block.span.of(cut.text).split())
        own = article is not None and block.item == article
        if text:
            yield text, "body" if own and block.role in KEPT else "headline" if own and block.role == "headline" else "other"


def _texts(cut: Cut) -> list[str]:
    kinds = {item.id: item.kind for item in cut.items}
    found = []
    for block in cut.blocks:
        text = " ".join(block.span.of(cut.text).split())
        teaser = block.item is not None and kinds.get(block.item) == "teaser" and block.role == "teaser-text"
        if teaser and TEASER[0] <= size(text) <= TEASER[1]:
            found.append(text)
    return found
