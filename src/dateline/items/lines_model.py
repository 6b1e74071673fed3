"""The learned part of reading bare text: boosted trees over line features, twice, then the likeliest blocks; numpy alone.

The second trees see what the first think of all lines; of dumps both guesses count. On pages of prose alone third trees see where each
line stands among the guesses for its own page (lines_standing.py), and theirs counts. The article is then the set of lines that is
likeliest as a whole when every change between article and anything else has a price: a lone doubtful line does not break a body, a rail
starts where all that follows speaks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..language.detection import detect
from .lines_columns import OWN, again, columns
from .lines_features import Line
from .lines_kin import kin_columns
from .lines_lexicon import COUNT as WORDS
from .lines_lexicon import lexicon_columns, slots
from .lines_lists import COUNT as LISTS
from .lines_lists import beside, list_columns
from .lines_shape import COUNT as SHAPE
from .lines_standing import SECOND, SUREST, odds_of, standing_columns
from .lines_stretch import stretch_columns
from .lines_words import LONG, Array, Words
from .trees import Trees, trees_of

#: Price of a change and threshold, for dumps of pages and for pages of prose alone, in English and in other languages; chosen by cross-
#: validation over the sites of the development pages (docs/items-bare-text.md). Of furniture in other languages the trees for dumps know
#: fewer words, so a line must say more for itself, and their third trees were no gain.
DUMPS, DUMPS_ELSE, PROSE, PROSE_ELSE = (0.0, 0.5), (0.0, 0.65), (1.0, 0.45), (0.7, 0.4)
#: Mean odds of a page's surest run below which the second trees' guess counts: the third know pages with an article alone, and of leads
#: without one they make up an article.
HOPED = -1.0
#: Bound of a line's log-odds.
BOUND = 4.0
#: A page of prose alone has fewer than one short line in so many; so few of them are prompts, no menu.
SHORT, PROMPTS = 8, 3
#: Characters of prose by which a page's language is told.
TOLD_BY = 3000
#: Lines read at once; a longer page is read in parts, so that time and memory grow with its length alone.
PART = 1500
#: Trees that look at every line, and the chance below which the others, and the second round, do not look again.
OPENING, HOPELESS = 30, 0.01


Chances = NDArray[np.float64]


@dataclass(frozen=True)
class LinesModel:
    """Two rounds of trees for dumps of whole pages and for pages of prose alone, third ones for either (`stretch`, `standing`; a model in
    training has none yet), how rare each bucket of words is, and what words say of the lines that they stand in."""

    dumps: tuple[Trees, Trees]
    prose: tuple[Trees, Trees]
    standing: Trees | None
    stretch: Trees | None
    rarity: Array
    lexicon: Array

    def probabilities(self, lines: Sequence[Line], url: str | None = None) -> NDArray[np.float64]:
        """For each line the probability that it is the article's; `url` is the page's address."""
        prose = of_prose(lines)
        parts = [self._part(lines[at : at + PART], url, prose) for at in range(0, len(lines), PART)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _part(self, lines: Sequence[Line], url: str | None, prose: bool) -> NDArray[np.float64]:
        words = Words(lines, self.rarity)
        if prose:
            if self.standing is None:
                raise ValueError("a model without third trees reads no page of prose: run training.lines_third")
            rows = self.standing_rows(lines, words, url)
            if rows[:, SUREST].max() < HOPED:
                return np.asarray(1 / (1 + np.exp(-rows[:, SECOND].astype(float))))
            return chances(self.standing, rows)
        chance, rows = self.stretch_rows(lines, words, url)
        if self.stretch is not None and _english(lines):
            hopeful = np.flatnonzero(chance > HOPELESS)
            chance[hopeful] = chances(self.stretch, rows[hopeful])
        return chance

    def stretch_rows(self, lines: Sequence[Line], words: Words, url: str | None) -> tuple[Chances, Array]:
        """(chances of the lines of a dump by the first two trees, what the third trees look at)."""
        rows = dump_columns(lines, words, url, self.lexicon)
        guesses = _twice(self.dumps, rows, lambda likely: dump_again(words, likely, lines))
        around = stretch_columns(lines, words, guesses)
        kin = kin_columns(lines, (odds_of(guesses[0]) + odds_of(guesses[1])) / 2)
        return _between(*guesses), np.hstack([around, rows[:, :OWN], rows[:, -LISTS - WORDS :], kin])

    def standing_rows(self, lines: Sequence[Line], words: Words, url: str | None) -> Array:
        """What the third trees look at: the lines of a page of prose as the first two see them."""
        rows = columns(lines, words, url)
        guesses = _twice(self.prose, rows, lambda likely: again(words, likely, lines))
        return standing_columns(lines, words, guesses, self.lexicon, rows[:, :SHAPE])


def _twice(trees: tuple[Trees, Trees], rows: Array, more: Callable[[Chances], Array]) -> tuple[Chances, Chances]:
    """What the first and the second trees think of lines; the second see `more` of the first guess, and look at hopeful lines alone."""
    first = chances(trees[0], rows)
    second, hopeful = first.copy(), np.flatnonzero(first > HOPELESS)
    if len(hopeful):
        second[hopeful] = chances(trees[1], np.hstack([rows, more(first)])[hopeful])
    return first, second


def _between(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chances whose log-odds are the mean of two: of dumps both guesses together were better than either."""
    odds = [np.log(chance / (1 - chance)) for chance in (np.clip(guess, 1e-4, 1 - 1e-4) for guess in (one, other))]
    out: NDArray[np.float64] = 1 / (1 + np.exp(-(odds[0] + odds[1]) / 2))
    return out


def dump_columns(lines: Sequence[Line], words: Words, url: str | None, lexicon: Array) -> Array:
    """The features of lines of a dump: those of prose, lists and comments, what the lexicon says."""
    return np.hstack([columns(lines, words, url), list_columns(lines), lexicon_columns(lexicon, map(slots, lines))])


def dump_again(words: Words, likely: NDArray[np.float64], lines: Sequence[Line]) -> Array:
    """What the first guess of all lines of a dump says of each."""
    return np.hstack([again(words, likely, lines), beside(words, likely, lines)])


def of_prose(lines: Sequence[Line]) -> bool:
    """Whether a page is prose alone: fewer than one of its lines in `SHORT` has less than eight words or, on a page of a few lines, at
    most `PROMPTS` and fewer than a third. With more of them menus and links are left, and the trees for dumps know such pages better."""
    short = sum(line.size < LONG for line in lines)
    return short * SHORT < len(lines) or (short <= PROMPTS and short * 3 < len(lines))


def chances(trees: Trees, rows: Array) -> NDArray[np.float64]:
    """Probabilities of rows by one round of trees; a row that the first of them leave no hope is left at that."""
    many = trees.count
    score = trees.scores(rows, 0, min(OPENING, many)).astype(float)
    left = np.flatnonzero(score > np.log(HOPELESS / (1 - HOPELESS)))
    if len(left) and many > OPENING:
        score[left] += trees.scores(rows[left], OPENING, many)
    out: NDArray[np.float64] = 1 / (1 + np.exp(-score))
    return out


def likeliest(likely: NDArray[np.float64], lines: Sequence[Line]) -> NDArray[np.bool_]:
    """The lines of the likeliest body: each counts with its log-odds against a threshold, each change has its price."""
    ours, others = (PROSE, PROSE_ELSE) if of_prose(lines) else (DUMPS, DUMPS_ELSE)
    return _blocks(likely, *(ours if _english(lines) else others))


def of_english_dump(lines: Sequence[Line]) -> bool:
    """Whether a page has menus and links left and is in English."""
    return not of_prose(lines) and _english(lines)


def _english(lines: Sequence[Line]) -> bool:
    prose = [line.text for line in lines if line.is_prose]
    return detect("\n".join(prose)[:TOLD_BY]) == "en"


def _blocks(likely: NDArray[np.float64], price: float, threshold: float) -> NDArray[np.bool_]:
    chance = np.clip(likely, 1e-4, 1 - 1e-4)
    odds = np.clip(np.log(chance / (1 - chance)) - np.log(threshold / (1 - threshold)), -BOUND, BOUND)
    outside, inside = 0.0, -price
    came: list[tuple[bool, bool]] = []
    for value in odds.tolist():
        enter, leave = outside - price > inside, inside - price > outside
        outside, inside = (inside - price if leave else outside), (outside - price if enter else inside) + value
        came.append((not enter, leave))
    state = inside > outside
    kept = np.zeros(len(came), dtype=bool)
    for i in range(len(came) - 1, -1, -1):
        kept[i] = state
        state = came[i][0] if state else came[i][1]
    return kept


def from_arrays(arrays: Any) -> LinesModel:
    """A model from the arrays of its file (see training/lines.py)."""
    dumps, prose = ((trees_of(arrays, f"{kind}_first_"), trees_of(arrays, f"{kind}_second_")) for kind in ("dumps", "prose"))
    rarity, lexicon = (arrays[name].astype(np.float32) / 16 for name in ("rarity", "lexicon"))
    standing, stretch = (
        trees_of(arrays, f"{kind}_third_") if f"{kind}_third_roots" in arrays else None for kind in ("prose", "dumps")
    )
    return LinesModel(dumps, prose, standing, stretch, rarity, lexicon)


@lru_cache(maxsize=1)
def shipped() -> LinesModel:
    """The model of the package: `lines.npz` beside this file."""
    with files(__package__).joinpath("lines.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return from_arrays(arrays)
