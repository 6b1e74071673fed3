"""A body found by rules: what the learned model takes as one of its features.

Every prose line gets a score against a candidate body: how much of its words and names the body's other lines share (leaving out the
line itself and its neighbours), whether it continues another line, whether it reads like the lead of a story of its own. The body is
the run of lines with the greatest sum; the score is taken against the body found and the run chosen anew until nothing changes, from
several seeds. Alone this keeps .924 of the words' F1 and 33 % of teasers' texts, but it is never taken in by a rail that hangs
together, since a rail's lines open stories.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .lines_features import Line

#: Weights of the score; chosen by hand on the development pages, see docs/items-bare-text.md.
SHARED, BASE = 5.0, -1.15
CONTINUES, QUOTES, LEAD, CUT, SENTENCES, UNFOCUSED = 0.9, 0.7, -0.8, -4.0, 0.35, -0.6
#: A name in so many of the body's lines is what the article is about.
FOCUS = 0.3
SEED_WINDOW = 3
MOST_SEEDS = 6
MOST = 400


def rule_columns(lines: Sequence[Line]) -> list[list[float]]:
    """For each line: whether the rules' body holds it, its score against that body (-3 for what is no prose), how far it stands
    before the body's first line and after its last, and the mean score of the three prose lines from it on. More than `MOST` prose
    lines are not weighed against each other."""
    at = [i for i, line in enumerate(lines) if line.is_prose and line.size <= 400][:MOST]
    rows = [[0.0, -3.0, 0.0, 0.0, -3.0] for _ in lines]
    if not at:
        return rows
    prose = [lines[i] for i in at]
    best: tuple[float, tuple[int, int]] | None = None
    for seed in _seeds(prose):
        total, run = _settle(prose, seed)
        if best is None or total > best[0]:
            best = (total, run)
    assert best is not None
    start, end = best[1]
    scores = _scores(prose, set(range(start, end)))
    for k, i in enumerate(at):
        ahead = scores[k : k + 3]
        rows[i] = [
            float(start <= k < end),
            scores[k],
            float(max(0, min(30, start - k))),
            float(max(0, min(30, k - end + 1))),
            sum(ahead) / len(ahead),
        ]
    return rows


def _seeds(prose: Sequence[Line]) -> list[set[int]]:
    """Windows of consecutive lines that share most among themselves, and the whole."""
    windows = []
    for start in range(max(1, len(prose) - SEED_WINDOW + 1)):
        window = set(range(start, min(len(prose), start + SEED_WINDOW)))
        names = Counter(word for i in window for word in prose[i].content | prose[i].names)
        shared = sum(count - 1 for count in names.values()) + sum(prose[i].continues + prose[i].quoted for i in window)
        windows.append((shared / len(window), -start, window))
    windows.sort(key=lambda row: row[:2], reverse=True)
    return [window for *_, window in windows[:MOST_SEEDS]] + [set(range(len(prose)))]


def _settle(prose: Sequence[Line], seed: set[int]) -> tuple[float, tuple[int, int]]:
    chosen, run = seed, (0, 0)
    for _ in range(6):
        scores = _scores(prose, chosen)
        run = _best_run(scores)[1]
        if set(range(*run)) == chosen:
            break
        chosen = set(range(*run))
    scores = _scores(prose, set(range(*run)))
    inside = sum(scores[run[0] : run[1]])
    return inside - 0.3 * (sum(scores) - inside), run


def _scores(prose: Sequence[Line], chosen: set[int]) -> list[float]:
    """The score of every line against the chosen ones."""
    counts = Counter(word for i in chosen for word in prose[i].content)
    names = Counter(word for i in chosen for word in prose[i].names)
    return [_score(prose, i, chosen, counts, names) for i in range(len(prose))]


def _score(prose: Sequence[Line], i: int, chosen: set[int], counts: Counter[str], names: Counter[str]) -> float:
    line = prose[i]
    near = [prose[j] for j in ((i - 1, i, i + 1) if len(chosen) > 4 else (i,)) if j in chosen]
    shared = weight = 0.0
    for own, pool, kind in ((line.content, counts, 0), (line.names, names, 1)):
        for word in own:
            others = pool[word] - sum(word in (other.names if kind else other.content) for other in near)
            value = 1.0 + kind
            weight += value
            if others > 0:
                shared += value * (1.0 if others > 1 or len(chosen) < 8 else 0.6)
    share = shared / (weight + 2.0)
    score = BASE + SHARED * share
    if line.quoted:
        score += QUOTES
    elif line.continues:
        score += CONTINUES
    if line.is_lead:
        score += LEAD
    if line.cut:
        score += CUT
    score += SENTENCES * min(2, line.sentences - 1)
    if len(chosen) > 3 and not (line.quoted or line.continues or line.refers_back or _in_focus(line, near, chosen, names)):
        score += UNFOCUSED
    return score


def _in_focus(line: Line, near: list[Line], chosen: set[int], names: Counter[str]) -> bool:
    """Whether the line has one of the names that run through the body's other lines; true where no name does."""
    others = len(chosen) - len(near)
    counts = {name: count - sum(name in other.names for other in near) for name, count in names.items()}
    focal = {name for name, count in counts.items() if count >= max(2, FOCUS * others)}
    return not focal or bool(focal & (line.names | line.content))


def _best_run(scores: Sequence[float]) -> tuple[float, tuple[int, int]]:
    """The contiguous run with the greatest sum (Kadane)."""
    best, best_run, total, start = float("-inf"), (0, 0), 0.0, 0
    for i, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, i
        total += score
        if total > best:
            best, best_run = total, (start, i + 1)
    return best, best_run
