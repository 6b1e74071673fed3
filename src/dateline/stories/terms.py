"""What a text is about, as weighted terms: stems, names and numbers, the rarer in news at large the heavier.

A term is the first five letters of a word, once more where the word has a capital (names weigh double), or a whole number; in scripts
without spaces a pair of characters. Its weight is (1 + ln tf) * ln((1 + N) / (1 + df)), df out of a table of some ten thousand news
texts that ships as hashes and rounded logarithms (background.npz; `training/story_background.py` makes it). These texts are English and
Russian, to which "deutlich mehr" would be as rare as a name: for other languages a second table says which terms are common (common.npz,
`training/story_common.py`). So a vector depends on its text and language alone: not on what else an archive holds, nor on the order in
which it came.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

STEM = 5
#: Characters that count twice: headline and lead tell what is new, the rest what was before. On the development side of ECB+ .926 without,
#: .933 to .942 with 200 to 600.
OPENING = 300
#: Terms kept of a text, the heaviest; characters read of it.
MOST_TERMS, MOST_CHARACTERS = 150, 6000
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# fmt: off
_STOP = frozenset(
    (
        "the", "a", "an", "and", "or", "of", "to", "in", "on", "at", "for", "with", "by", "from", "is", "are", "was",
        "were", "be", "been", "has", "have", "had", "it", "its", "this", "that", "as", "his", "her", "he", "she",
        "they", "their", "but", "not", "will", "would", "said", "says", "say", "after", "over", "new", "who", "which",
        "about", "и", "в", "во", "на", "с", "со", "по", "к", "о", "об", "от", "до", "за", "из", "у", "не", "что",
        "как", "это", "его", "её", "их", "для", "при",
    )
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Vector:
    """Hashed terms in rising order with their weights; of length one, or empty. `size` counts the distinct terms of the text."""

    terms: NDArray[np.uint32]
    weights: NDArray[np.float32]
    size: int

    def heaviest(self, count: int) -> list[int]:
        """The terms that say most of the text, heaviest first."""
        order = np.lexsort((self.terms, -self.weights))[:count]
        return [int(term) for term in self.terms[order]]

    def packed(self) -> bytes:
        """The vector as bytes: half-precision weights behind the terms."""
        return self.size.to_bytes(4, "little") + self.terms.tobytes() + self.weights.astype(np.float16).tobytes()


def unpacked(data: bytes) -> Vector:
    """The inverse of `packed`, to the precision of the halves."""
    count = (len(data) - 4) // 6
    terms = np.frombuffer(data, np.uint32, count, 4)
    weights = np.frombuffer(data, np.float16, count, 4 + 4 * count).astype(np.float32)
    return Vector(terms, weights, int.from_bytes(data[:4], "little"))


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two vectors."""
    common, left, right = np.intersect1d(a.terms, b.terms, assume_unique=True, return_indices=True)
    return float(a.weights[left] @ b.weights[right]) if len(common) else 0.0


def weigh(text: str, language: str | None = None) -> Vector:
    """The vector of a text: headline and body, each on lines of its own. `language` is ISO 639-1."""
    counts = term_counts(text[:MOST_CHARACTERS]) + term_counts(text[:OPENING])
    if not counts:
        return Vector(np.zeros(0, np.uint32), np.zeros(0, np.float32), 0)
    hashes = np.array(sorted(counts), np.uint32)
    weights = np.array([1 + math.log(counts[int(term)]) for term in hashes]) * rarity(hashes, language)
    if len(hashes) > MOST_TERMS:
        kept = np.sort(np.lexsort((hashes, -weights))[:MOST_TERMS])
        hashes, weights = hashes[kept], weights[kept]
    norm = float(np.linalg.norm(weights)) or 1.0
    return Vector(hashes, (weights / norm).astype(np.float32), len(counts))


def term_counts(text: str) -> Counter[int]:
    """The hashed terms of a text with their counts."""
    found: Counter[int] = Counter()
    for match in _WORD.finditer(text):
        word = match[0]
        folded = word.casefold()
        if _UNSPACED.search(word):
            found.update(crc32(b"c" + word[i : i + 2].encode()) for i in range(max(1, len(word) - 1)))
        elif folded not in _STOP and (len(folded) > 1 or folded.isdigit()):
            stem = (folded if folded.isdigit() else folded[:STEM]).encode("utf-8", "surrogatepass")
            found[crc32(b"w" + stem)] += 1
            if word[0].isupper():
                found[crc32(b"n" + stem)] += 1
    return found


@lru_cache(maxsize=1)
def _background() -> tuple[NDArray[np.uint32], NDArray[np.float64], float]:
    with resources.files(__package__).joinpath("background.npz").open("rb") as file:
        table = np.load(file)
        hashes = np.cumsum(table["steps"], dtype=np.uint32)
        return hashes, np.expm1(table["levels"] / 16.0), float(table["texts"])


@lru_cache(maxsize=8)
def _common(language: str) -> tuple[NDArray[np.uint32], NDArray[np.float64]] | None:
    """The common terms of a language and the rarity of each; None for English, and where nothing is known."""
    with resources.files(__package__).joinpath("common.npz").open("rb") as file:
        table = np.load(file)
        if f"{language}_steps" not in table:
            return None
        return np.cumsum(table[f"{language}_steps"], dtype=np.uint32), table[f"{language}_levels"] / 16.0


def rarity(hashes: NDArray[np.uint32], language: str | None = None) -> NDArray[np.float64]:
    """ln((1 + N) / (1 + df)) of hashed terms in news at large; less where the language has the term more often."""
    known, frequencies, texts = _background()
    found: NDArray[np.float64] = np.log((1 + texts) / (1 + _looked_up(hashes, known, frequencies, 0.0)))
    common = _common(language) if language else None
    return found if common is None else np.minimum(found, _looked_up(hashes, *common, np.inf))


def _looked_up(
    hashes: NDArray[np.uint32], known: NDArray[np.uint32], values: NDArray[np.float64], missing: float
) -> NDArray[np.float64]:
    at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.where(known[at] == hashes, values[at], missing)
