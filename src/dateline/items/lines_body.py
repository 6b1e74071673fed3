"""Which prose lines of a bare text are the article's.

Every line gets a score against a candidate body: how much of its words and names the body's other lines share (leaving out the line
itself and its neighbours, or a rail of twins would vouch for itself), whether it continues another line, whether it reads like the
lead of a story of its own. The body is the run of lines with the greatest sum; the score is taken against the body found and the run
chosen anew until nothing changes, from several seeds. A run that a rail interrupts is joined; a run outside that does not read like
other stories is given back, so that plain prose loses nothing. docs/items-bare-text.md has the error rates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .lines_features import Line

#: Weights of the score; chosen by hand on the development pages, see docs/items-bare-text.md.
SHARED, BASE = 5.0, -1.15
CONTINUES, QUOTES, LEAD, CUT, SENTENCES, UNFOCUSED = 0.9, 0.7, -0.8, -4.0, 0.35, -0.6
#: A name in so many of the body's lines is what the article is about.
FOCUS = 0.3
SEED_WINDOW = 3
MOST_SEEDS = 12


@dataclass(frozen=True)
class Body:
    """Indexes of the article's lines among the prose lines, and the score of each prose line against them."""

    lines: frozenset[int]
    scores: tuple[float, ...]


def find_body(prose: Sequence[Line], barriers: frozenset[int] = frozenset()) -> Body:
    """The article among prose lines in page order. `barriers` are prose lines that follow a break (a prompt, a heading of a rail)."""
    if not prose:
        return Body(frozenset(), ())
    best: tuple[float, tuple[int, int]] | None = None
    for seed in _seeds(prose):
        total, run = _settle(prose, seed)
        if best is None or total > best[0]:
            best = (total, run)
    assert best is not None
    chosen = set(range(*best[1]))
    scores = _scores(prose, chosen)
    chosen = _without_interruptions(chosen, scores)
    chosen |= _second_run(chosen, scores)
    scores = _scores(prose, chosen)
    chosen |= _given_back(prose, chosen, scores, barriers)
    return Body(frozenset(chosen), tuple(_scores(prose, chosen)))


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
    chosen, run, total = seed, (0, 0), 0.0
    for _ in range(6):
        scores = _scores(prose, chosen)
        total, run = _best_run(scores)
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


def _without_interruptions(chosen: set[int], scores: Sequence[float]) -> set[int]:
    """Leaves out runs of three and more lines inside the body that speak strongly against it: a rail between two paragraphs."""
    kept = set(chosen)
    run: list[int] = []
    for i in [*sorted(chosen), -1]:
        if i >= 0 and scores[i] < -0.2:
            run.append(i)
            continue
        if len(run) >= 3 and sum(scores[j] for j in run) / len(run) < -0.6:
            kept -= set(run)
        run = []
    return kept


def _second_run(chosen: set[int], scores: Sequence[float]) -> set[int]:
    """Another run that clearly belongs to the body, beyond an interruption."""
    total, (start, end) = _best_run([-9.0 if i in chosen else score for i, score in enumerate(scores)])
    run = set(range(start, end)) - chosen
    return run if total > 1.2 and total / max(1, len(run)) > 0.6 else set()


def _given_back(prose: Sequence[Line], chosen: set[int], scores: Sequence[float], barriers: frozenset[int]) -> set[int]:
    """Runs outside the body that show no sign of being other stories."""
    back: set[int] = set()
    for run in _outside(len(prose), chosen):
        cut = any(prose[i].cut for i in run)
        signs = sum(prose[i].is_lead or prose[i].cut for i in run) + (run[0] in barriers)
        goes_on = prose[run[0]].continues or prose[run[0]].quoted
        mean = sum(scores[i] for i in run) / len(run)
        if cut or (signs >= 2 and mean < 0) or (run[0] in barriers and mean < 0.3 and not goes_on):
            continue
        if len(run) <= 2 or goes_on or mean > -0.35:
            back |= set(run)
    return back


def _outside(count: int, chosen: set[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in range(count):
        if i in chosen:
            continue
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
