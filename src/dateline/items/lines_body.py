"""Which lines of a bare text are the article's, and which lines show another line's words again."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .furniture import furniture_kind
from .lines_announced import announced
from .lines_features import Line
from .lines_model import LinesModel, likeliest, of_english_dump
from .lines_small import MOST_LINES, all_of_one

#: Words below which a line that stands twice says nothing.
TELLING = 6
#: A page with so little prose shows nothing to tell it from: it is the article.
FEW = 2
#: Words from which a line that ends as a sentence does can be all that a text of so few lines says.
SENTENCE = 4
#: Words up to which a line with the words of furniture is furniture.
PROMPT = 25
#: Lines before an agency's sign-off that it brings back to the article at most.
SIGNED = 3
#: A line of so many words that holds so many of the article's other lines is the article once more, in one piece; lines are found by so
#: many of their first words.
GATHERED, HOLDS, OPENING = 60, 3, 6
_SIGN_OFF = re.compile(r"^\W{0,2}(?:additional )?(?:reporting|editing|writing) by\b", re.IGNORECASE)


def body_lines(lines: Sequence[Line], model: LinesModel, url: str | None = None) -> tuple[set[int], dict[int, int]]:
    """The article's lines, and every line that is shown again or cut short, by the line that has its words in full.

    A teaser that breaks off with "..." and its full text are one teaser, unless the full text is surely the article's: then the cut
    one is the article's own teaser. A line that breaks off alone is a teaser, unless it stands between two of the article's. Of lines
    of the body that are equal, the one among more of the body's lines stays, and those of a list.
    """
    if not lines:
        return set(), {}
    chance = model.probabilities(lines, url)
    # What its words name as furniture speaks to the reader, whatever stands around it.
    chance[[i for i, line in enumerate(lines) if line.size <= PROMPT and furniture_kind(line.text)]] = 0.0
    kept = likeliest(chance, lines)
    if not any(lines[i].is_prose for i in np.flatnonzero(kept).tolist()):
        kept[:] = False
        kept[_all_there_is(lines, chance)] = True
    if len(lines) <= MOST_LINES:
        kept[all_of_one(lines)] = True
    lists = announced(lines, chance, kept)
    if lists and of_english_dump(lines):
        kept[lists] = True
    _closed(lines, kept)
    gathered = _gathered(lines, kept)
    kept[list(gathered)] = False
    twins = cut_twins(lines)
    for short, full in list(twins.items()):
        if short == full and lines[short].cut and kept[short] and _around(kept, short, 1) == 2:
            twins.pop(short)
        elif short != full and kept[full] and _around(kept, full) >= 2:
            kept[short] = False
            twins.pop(full, None)
        else:
            kept[short] = kept[full] = False
    for same in _repeated(lines):
        inside = [i for i in same if kept[i]]
        if inside:
            best = max(inside, key=lambda i: (_around(kept, i), chance[i], -i))
            for i in same:
                if i != best and not (kept[i] and _listed(lines, kept, i)):
                    kept[i] = False
                    twins[i] = best
        else:
            for i in same[1:]:
                twins.setdefault(i, twins.get(same[0], same[0]))
                twins.setdefault(same[0], same[0])
    return set(np.flatnonzero(kept).tolist()), twins | gathered


def _all_there_is(lines: Sequence[Line], chance: NDArray[np.float64]) -> list[int]:
    """The prose of a text that has too little of it to tell an article from anything else; in a text of hardly a line a short sentence
    is prose: "The quake killed 12 people."."""
    possible = [i for i, line in enumerate(lines) if not line.cut and chance[i] > 0]
    prose = [i for i in possible if lines[i].is_prose]
    if not prose and len(lines) <= FEW:
        prose = [i for i in possible if lines[i].ends and lines[i].size >= SENTENCE]
    return prose if len(prose) <= FEW else []


def _gathered(lines: Sequence[Line], kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> dict[int, int]:
    """Kept lines that hold the words of several other kept lines, by the first of these."""
    inside = np.flatnonzero(kept).tolist()
    opening = {" ".join(lines[i].words[:OPENING]): i for i in reversed(inside) if lines[i].size >= OPENING}
    found: dict[int, int] = {}
    for i in inside:
        words = lines[i].words if lines[i].size >= GATHERED else []
        begun = {opening.get(" ".join(words[at : at + OPENING]), i) for at in range(len(words) - OPENING + 1)} - {i}
        held = {other for other in begun if lines[other].size < lines[i].size and lines[other].text in lines[i].text}
        if len(held) >= HOLDS:
            found[i] = min(held)
    return found


def _closed(lines: Sequence[Line], kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> None:
    """Where an agency signs off ("(Reporting by ...; editing by ...)"), an article ends: the prose from its last line on is its own."""
    for i, line in enumerate(lines):
        if not _SIGN_OFF.match(line.text):
            continue
        last = next((j for j in range(i - 1, max(-1, i - SIGNED - 2), -1) if kept[j]), None)
        if last is not None and all(other.is_prose and not other.cut for other in lines[last + 1 : i]):
            kept[last + 1 : i] = True


def cut_twins(lines: Sequence[Line]) -> dict[int, int]:
    """Lines that break off and begin another line, by the number of the full one; the full one maps to itself, as does a line that
    breaks off alone."""
    found: dict[int, int] = {}
    folded = sorted((line.text.casefold(), i) for i, line in enumerate(lines))
    texts = [text for text, _ in folded]
    for i, line in enumerate(lines):
        if not line.cut or line.size < 4 or line.quoted:
            continue
        stem = line.text.casefold().rstrip(".… ")
        full = _begun(stem, i, folded, texts)
        found[i] = full
        if full != i:
            found[full] = full
    return found


def _begun(stem: str, own: int, folded: Sequence[tuple[str, int]], texts: Sequence[str]) -> int:
    """The first line that begins with the stem and goes on, else `own`."""
    from bisect import bisect_left

    at = bisect_left(texts, stem)
    while at < len(texts) and texts[at].startswith(stem):
        text, number = folded[at]
        if number != own and len(text.rstrip(".… ")) > len(stem):
            return number
        at += 1
    return own


def _listed(lines: Sequence[Line], kept: np.ndarray[tuple[int], np.dtype[np.bool_]], i: int) -> bool:
    """Whether a line is no sentence and stands between two of the article's: a list may say the same under each of its heads."""
    return not (lines[i].is_prose or lines[i].cut) and _around(kept, i, 1) == 2


def _repeated(lines: Sequence[Line]) -> list[list[int]]:
    by_text: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if line.size >= TELLING and not line.cut:
            by_text.setdefault(line.text.casefold(), []).append(i)
    return [same for same in by_text.values() if len(same) > 1]


def _around(kept: np.ndarray[tuple[int], np.dtype[np.bool_]], i: int, reach: int = 3) -> int:
    """How many of the lines around one are kept."""
    return int(kept[max(0, i - reach) : i + reach + 1].sum()) - int(kept[i])
