"""The learned part of reading bare text: boosted trees over line features, twice, then the likeliest blocks; numpy alone.

The second trees see what the first think of all lines; of dumps both guesses count. On pages of prose alone third trees see where each
line stands among the guesses for its own page (lines_standing.py), and theirs counts; in English fourth trees set doubtful lines against
the body that these guesses give (lines_against.py). The article is then the set of lines that is
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
from .lines_against import THRESHOLD, against_columns
from .lines_blocks import blocks
from .lines_columns import OWN, again, columns
from .lines_features import Line
from .lines_kin import kin_columns
from .lines_lexicon import COUNT as WORDS
from .lines_lexicon import lexicon_columns, slots
from .lines_lists import COUNT as LISTS
from .lines_lists import beside, list_columns
from .lines_shape import COUNT as SHAPE
from .lines_standing import SECOND, STANDING, SUREST, odds_of, standing_columns
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
#: A page of prose alone has fewer than one short line in so many; so few of them are prompts, no menu.
SHORT, PROMPTS = 8, 3
#: What the fourth trees' log-odds gain: they count a line of another story as more than twice as bad as a line lost, so that their even
#: odds are too strict (training/lines_fourth.py).
LENIENT = 0.9
#: Characters of prose by which a page's language is told.
TOLD_BY = 3000
#: Lines read at once; a longer page is read in parts, so that time and memory grow with its length alone.
PART = 1500
#: Trees that look at every line, and the chance below which the others, and the second round, do not look again.
OPENING, HOPELESS = 30, 0.01


Chances = NDArray[np.float64]


@dataclass(frozen=True)
class LinesModel:
    """Two rounds of trees for dumps of whole pages and for pages of prose alone, third ones for either (`stretch`, `standing`), fourth
    ones for English prose (`against`; a model in training has none of these yet), how rare each bucket of words is, and what words say
    of the lines that they stand in."""

    dumps: tuple[Trees, Trees]
    prose: tuple[Trees, Trees]
    standing: Trees | None
    stretch: Trees | None
    against: Trees | None
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
            rows = self.standing_rows(lines, words, url)
            chance = self.standing_chance(rows)
            return self._against(lines, words, chance, rows) if _hoped(rows) else chance
        chance, rows = self.stretch_rows(lines, words, url)
        if self.stretch is not None and _english(lines):
            hopeful = np.flatnonzero(chance > HOPELESS)
            chance[hopeful] = chances(self.stretch, rows[hopeful])
        return chance

    def standing_chance(self, rows: Array) -> Chances:
        """What the third trees think of a page of prose, or the second where they have no hope."""
        if self.standing is None:
            raise ValueError("a model without third trees reads no page of prose: run training.lines_third")
        if not _hoped(rows):
            return np.asarray(1 / (1 + np.exp(-rows[:, SECOND].astype(float))))
        return chances(self.standing, rows)

    def _against(self, lines: Sequence[Line], words: Words, chance: Chances, rows: Array) -> Chances:
        """The chances, those of doubtful lines of English prose by the fourth trees."""
        if self.against is None or not len(words.at) or not _english(lines):
            return chance
        table, doubtful = self.against_rows(lines, words, chance, rows)
        at = words.at[doubtful]
        if len(at):
            score = self.against.scores(table[doubtful], 0, self.against.count).astype(float)
            found = 1 / (1 + np.exp(-score - LENIENT))
            # What is no sentence and stands beside a day, a section or a prompt may be another story's headline: it is not brought in.
            first = int(np.argmax(chance > THRESHOLD))
            titles = np.array([i > first and not lines[i].ends and _beside_short(lines, i) for i in at.tolist()])
            chance = chance.copy()
            chance[at] = np.where(titles, np.minimum(found, chance[at]), found)
        return chance

    @staticmethod
    def against_rows(lines: Sequence[Line], words: Words, chance: Chances, rows: Array) -> tuple[Array, NDArray[np.bool_]]:
        """What the fourth trees look at, one row a line of prose, and which of these lines are doubtful; `rows`: what the third saw."""
        lexicon = rows[words.at, STANDING : STANDING + WORDS]
        return against_columns(lines, words, chance, rows[words.at, SECOND], lexicon, rows[:, -SHAPE:])

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


def _beside_short(lines: Sequence[Line], i: int) -> bool:
    return any(line.size < LONG for line in lines[max(0, i - 1) : i + 2])


def _hoped(rows: Array) -> bool:
    """Whether the surest run of a page of prose is sure enough for an article."""
    return bool(rows[:, SUREST].max() >= HOPED)


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
    return blocks(likely, *(ours if _english(lines) else others))


def of_english_dump(lines: Sequence[Line]) -> bool:
    """Whether a page has menus and links left and is in English."""
    return not of_prose(lines) and _english(lines)


def _english(lines: Sequence[Line]) -> bool:
    prose = [line.text for line in lines if line.is_prose]
    return detect("\n".join(prose)[:TOLD_BY]) == "en"


def from_arrays(arrays: Any) -> LinesModel:
    """A model from the arrays of its file (see training/lines.py)."""
    dumps, prose = ((trees_of(arrays, f"{kind}_first_"), trees_of(arrays, f"{kind}_second_")) for kind in ("dumps", "prose"))
    rarity, lexicon = (arrays[name].astype(np.float32) / 16 for name in ("rarity", "lexicon"))
    standing, stretch, against = (
        trees_of(arrays, f"{kind}_") if f"{kind}_roots" in arrays else None for kind in ("prose_third", "dumps_third", "prose_fourth")
    )
    return LinesModel(dumps, prose, standing, stretch, against, rarity, lexicon)


@lru_cache(maxsize=1)
def shipped() -> LinesModel:
    """The model of the package: `lines.npz` beside this file."""
    with files(__package__).joinpath("lines.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return from_arrays(arrays)
