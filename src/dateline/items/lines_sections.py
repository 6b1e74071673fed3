"""Bare text that holds several stories in full: each headline with all the prose below it is one item."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from .lines_features import Line

#: Words of a headline over one of several stories.
_SHORTEST, _LONGEST = 4, 16
#: The most names that two of three stories and more have in common, as a share of those of the one with fewer. Two stories have none: of
#: 303 articles of development pages, flattened, a share would have parted one, none parts none, and so it is with the 316 pages of `lines`.
#: (Of pages made of two, three and four such articles it tells 5 to 7 in 60: lists and subheadings inside of them hide the rest.)
_SHARED = 0.2
#: Days and months as `Line.names` cuts them.
_DAYS = frozenset(
    "monday tuesday wednesd thursda friday saturda sunday january februar "  # noqa: SIM905
    "march april may june july august septemb october novembe decembe".split()
)


def headed_runs(lines: Sequence[Line], roles: Mapping[int, str]) -> list[range]:
    """The lines of each story, its headline first, where all prose of the page stands so: two stories and more, each under a headline, one
    of several lines at least, and no line that breaks off. Rejects lists of leads, of which one has no headline, and pages of one story."""
    texts = [i for i, role in roles.items() if role == "teaser-text"]
    if any(lines[i].cut for i in texts):
        return []
    runs: list[range] = []
    for i in sorted(texts):
        if runs and runs[-1].stop == i:
            runs[-1] = range(runs[-1].start, i + 1)
        elif roles.get(i - 1) == "teaser-headline":
            runs.append(range(i - 1, i + 1))
        else:
            return []
    return runs if len(runs) > 1 and any(len(run) > 2 for run in runs) else []


def tells_several(lines: Sequence[Line], article: Collection[int]) -> bool:
    """Whether what reads like one article is several stories in full (`told_in_runs`)."""
    return bool(told_in_runs(lines, article))


def told_in_runs(lines: Sequence[Line], article: Collection[int]) -> list[range]:
    """The lines of each story, its headline first, where what reads like one article is several stories in full: all its prose stands under
    headlines, two lines and more under each, which share more words with their own story than with any other, and two stories have no names
    in common, three and more few, days and months apart. Else none: articles with subheadings name again what the whole is about."""
    runs: list[range] = []
    for i in sorted(article):
        if not lines[i].is_prose:
            continue
        if runs and runs[-1].stop == i:
            runs[-1] = range(runs[-1].start, i + 1)
            continue
        # Most pages are told by their first line of prose.
        if not i or not _heads(lines[i - 1]) or (runs and (len(runs[-1]) < 2 or runs[-1].stop != i - 1)):
            return []
        runs.append(range(i, i + 1))
    if len(runs) < 2 or len(runs[-1]) < 2:
        return []
    heads = [lines[run.start - 1] for run in runs]
    words = [frozenset().union(*(lines[i].content for i in run)) for run in runs]
    names = [frozenset().union(*(lines[i].names for i in (run.start - 1, *run))) - _DAYS for run in runs]
    most = _SHARED if len(runs) > 2 else 0
    apart = all(_few(names[i] & names[j], names[i], names[j], most) for i in range(len(runs)) for j in range(i))
    headed = apart and all(
        len(head.content & words[i]) > max(len(head.content & words[j]) for j in range(len(runs)) if j != i)
        for i, head in enumerate(heads)
    )
    return [range(run.start - 1, run.stop) for run in runs] if headed else []


def _heads(line: Line) -> bool:
    return _SHORTEST <= line.size <= _LONGEST and not (line.is_prose or line.ends or line.cut)


def _few(shared: Collection[str], one: Collection[str], other: Collection[str], most: float) -> bool:
    return min(len(one), len(other)) > 0 and len(shared) <= most * min(len(one), len(other))
