"""Rows of bare page text cleaned to the article: what is left of other stories, what is lost of the article, and rows per CPU-second.
Peers: trafilatura and jusText, which are given the same lines as paragraphs of a page.

The set `lines`: pages flattened to their text. "stories kept" is the share of the teasers' words that the output still holds, "foreign"
the share of the output's words that are no body line (teasers and furniture; where the set has no headline label the page's own headline
counts as furniture, against every system alike), "article kept" the share of the body's words. The shipped model has learned from these
pages; the row "cross-validated" reads each page with one that has not seen its site, and is the one to quote. "keep all" is the input.
"two times": pages whose day of writing and of crawl are known, flagged from the text and the crawl's day alone.
"""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from dateline.cleaning import clean_row
from dateline.cleaning.article import size
from dateline.cleaning.clocks import MARGIN
from training.html_fold import fold

from .harness import Clock, Result, Row, data_file, f1, records
from .lines_pages import kept, model_of, read_lines

Lines = Sequence[tuple[str, str, str | None]]
System = Callable[[dict[str, Any]], list[str]]
_STOPLISTS = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch"}


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Cleans every page of the set as a row."""
    folder = data / "pages" / "lines"
    pages = list(itertools.islice(records(folder, "lines"), limit))
    systems: dict[str, System] = {"dateline": ours, "cross-validated": unseen, "keep all": everything}
    if peers:
        systems |= {"trafilatura": trafilatura, "jusText": justext}
    rows = []
    for name, system in systems.items():
        system(pages[0])
        with Clock() as clock:
            outputs = [system(page) for page in pages]
        speed = {"rows/cpu-s": len(pages) / max(1e-9, clock.seconds)} if name not in ("keep all", "cross-validated") else {}
        rows.append(Row(name, "lines", score(pages, outputs) | speed))
    rows.append(Row("lines", "what a page's text is", shares(pages)))
    truth = data_file(data / "pages" / "fundus_fixtures", "truth")
    days = {row["id"]: row for row in records(data / "pages" / "fundus_fixtures", "truth")}
    rows.append(Row("dateline", "two times", two_times(pages, days)))
    return Result("clean", rows, [data_file(folder, "lines"), truth])


def ours(page: dict[str, Any]) -> list[str]:
    """The whole of what `dateline clean` does with a row: article, labels, both clocks."""
    row = {"text": "\n".join(text for text, _, _ in page["lines"]), "url": page["url"]}
    return str(clean_row(row)["text"]).split("\n")


def unseen(page: dict[str, Any]) -> list[str]:
    """The lines that a model keeps which has not seen the page's site."""
    lines = [text for text, _, _ in page["lines"]]
    flags = kept(lines, read_lines(lines, page["url"], model_of(fold(page["site"]))))
    return [line for line, flag in zip(lines, flags, strict=True) if flag]


def everything(page: dict[str, Any]) -> list[str]:
    """The row as it was crawled."""
    return [text for text, _, _ in page["lines"]]


def trafilatura(page: dict[str, Any]) -> list[str]:
    """The peer at its defaults."""
    import trafilatura as peer

    return (peer.extract(_markup(page), url=page["url"], include_comments=False) or "").split("\n")


def justext(page: dict[str, Any]) -> list[str]:
    """The peer with the stop words of the page's language, English where it has none."""
    import justext as peer

    from dateline.language.detection import detect

    body = " ".join(text for text, label, _ in page["lines"] if label == "body")
    stop = peer.get_stoplist(_STOPLISTS.get(detect(body) or "", "English"))
    return [part.text for part in peer.justext(_markup(page), stop) if not part.is_boilerplate]


def _markup(page: dict[str, Any]) -> str:
    return "<html><body>" + "".join(f"<p>{escape(text)}</p>" for text, _, _ in page["lines"]) + "</body></html>"


def flags(lines: Lines, output: list[str]) -> list[bool]:
    """Which lines the output holds: by their words, each as often as it stands there; a body line first where words stand twice."""
    left = Counter(" ".join(line.split()) for line in output)
    found = [False] * len(lines)
    for i in sorted(range(len(lines)), key=lambda i: lines[i][1] != "body"):
        words = " ".join(lines[i][0].split())
        if left[words] > 0:
            left[words] -= 1
            found[i] = True
    return found


def score(pages: list[dict[str, Any]], outputs: list[list[str]]) -> dict[str, float]:
    """The figures over all pages, in words."""
    words: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for page, output in zip(pages, outputs, strict=True):
        for (text, label, _), flag in zip(page["lines"], flags(page["lines"], output), strict=True):
            total[label] += size(text)
            words[label] += size(text) * flag
    out = words.total() - words["headline"]
    _, recall, word = f1(words["body"], out, total["body"])
    return {
        "stories kept": words["teaser"] / total["teaser"],
        "foreign": (out - words["body"]) / out,
        "article kept": recall,
        "word F1": word,
    }


def shares(pages: list[dict[str, Any]]) -> dict[str, float]:
    """What the words of a page's text are: pooled over pages, and the middle page; and on how many pages other stories stand."""
    counts = []
    for page in pages:
        here: Counter[str] = Counter()
        for text, label, _ in page["lines"]:
            here[label] += size(text)
        counts.append(here)
    pooled = sum(counts, Counter[str]())
    stories = sorted(here["teaser"] / here.total() for here in counts)
    return {
        "article": (pooled["body"] + pooled["headline"]) / pooled.total(),
        "other stories": pooled["teaser"] / pooled.total(),
        "furniture": pooled["furniture"] / pooled.total(),
        "article, middle page": statistics.median((here["body"] + here["headline"]) / here.total() for here in counts),
        "stories, middle page": statistics.median(stories),
        "stories, 9 of 10 pages under": stories[len(stories) * 9 // 10],
        "pages with other stories": sum(share > 0 for share in stories) / len(stories),
        "pages": len(pages),
    }


def two_times(pages: list[dict[str, Any]], truth: dict[str, dict[str, Any]]) -> dict[str, float]:
    """The flag against the known days: two times where teasers stand on a page that was crawled more than MARGIN days after its article."""
    found: Counter[str] = Counter()
    for page in pages:
        known = truth.get(page["id"]) if page["ds"] == "fundus_fixtures" else None
        if not known or not known.get("date") or not known.get("crawl_date"):
            continue
        crawled = known["crawl_date"][:10]
        apart = (date.fromisoformat(crawled) - date.fromisoformat(known["date"][:10])).days
        gold = apart > MARGIN and any(label == "teaser" for _, label, _ in page["lines"])
        row = {"text": "\n".join(text for text, _, _ in page["lines"]), "url": page["url"], "date": crawled}
        flag = clean_row(row, removed=False)["dateline"]["two_times"]
        found["gold"] += gold
        found["flagged"] += flag
        found["both"] += gold and flag
        found["pages"] += 1
    precision, recall, _ = f1(found["both"], found["flagged"], found["gold"])
    return {"precision": precision, "recall": recall, "gold": found["gold"], "pages": found["pages"]}
