"""The trained tagger: MiniLM tuned on PolNeAR, run by onnxruntime on one thread (docs/models/statement-tagger.md).

Weights are stored in eight bits and turned into 32-bit floats when the session starts; arithmetic is 32-bit float, windows are never
quantised by their content, and scores are rounded to 1/1024 before anything is decided, so results do not hang on the CPU or the batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .encoding import Window, windows
from .marks import Quotation
from .tags import LABELS, POINTER, POINTERS
from .wordpiece import WordPieces

Scores = NDArray[np.float32]
#: Pieces in one run of the session: small enough to stay in the cache.
BATCH_PIECES = 1024


@dataclass(frozen=True)
class Tagged:
    """One window with, for each word, log probabilities of the labels, and the vectors that point and are pointed at."""

    window: Window
    labels: Scores
    pointing: Scores

    def match(self, pointer: int, word: int) -> Scores:
        """How strongly each place points through a pointer at a word; row 0 of `pointing` is "nowhere" (see `places`)."""
        start = pointer * 2 * POINTER
        result: Scores = self.pointing[:, start : start + POINTER] @ self.pointing[word, start + POINTER : start + 2 * POINTER]
        return result


class Tagger:
    """The session and its vocabulary."""

    def __init__(self) -> None:
        import onnxruntime

        folder = resources.files(__package__)
        self.pieces = WordPieces(folder.joinpath("vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # By its path, not as bytes: the weights are then not copied once more while the session starts.
        with resources.as_file(folder / "tagger.onnx") as path:
            self._session: Any = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def tag(self, text: str, marks: Sequence[Quotation]) -> list[Tagged]:
        """Every window of a text with its scores, in order."""
        found = list(windows(text, self.pieces, marks=marks))
        results: dict[int, Tagged] = {}
        for group in _batches(found):
            for number, tagged in zip(group, self._run([found[n] for n in group]), strict=True):
                results[number] = tagged
        return [results[number] for number in range(len(found))]

    def _run(self, chosen: Sequence[Window]) -> Iterator[Tagged]:
        width = max(len(window.ids) for window in chosen) + 2
        ids = np.zeros((len(chosen), width), np.int64)
        features = np.zeros((len(chosen), width), np.int64)
        lengths = np.array([len(window.ids) + 2 for window in chosen], np.int32)
        for row, window in enumerate(chosen):
            count = len(window.ids)
            ids[row, 0], ids[row, count + 1] = self.pieces.start, self.pieces.end
            ids[row, 1 : count + 1] = window.ids
            features[row, 1 : count + 1] = window.features
        places = np.arange(width, dtype=np.int64)
        labels, pointing = self._session.run(
            ["labels", "pointing"], {"ids": ids, "features": features, "places": places, "lengths": lengths}
        )
        for row, window in enumerate(chosen):
            first = np.array(window.first, np.int64) + 1
            yield Tagged(window, _by_word(labels[row], first, len(window.ids)), pointing[row][np.concatenate(([0], first))])


def _batches(found: Sequence[Window]) -> Iterator[list[int]]:
    """Windows of like length together, so that little is spent on padding."""
    group: list[int] = []
    for number in sorted(range(len(found)), key=lambda n: (len(found[n].ids), n)):
        if group and (len(group) + 1) * (len(found[number].ids) + 2) > BATCH_PIECES:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _by_word(scores: Scores, first: NDArray[np.int64], count: int) -> Scores:
    """Log probabilities of a word's labels: the mean over its pieces, in which "begins" counts as "goes on" after the first."""
    rounded = np.round(scores[1 : count + 1] * 1024) / 1024
    top = rounded - rounded.max(axis=1, keepdims=True)
    logs = top - np.log(np.exp(top).sum(axis=1, keepdims=True))
    starts = first - 1
    sizes = np.diff(np.append(starts, count))
    own: Scores = logs[starts]
    several = np.nonzero(sizes > 1)[0]
    for word in several:
        rest = logs[starts[word] + 1 : starts[word] + sizes[word]]
        inner = np.logaddexp(rest[:, 1::2], rest[:, 2::2]).sum(axis=0)
        own[word, 0] = (own[word, 0] + rest[:, 0].sum()) / sizes[word]
        own[word, 1::2] = (own[word, 1::2] + inner) / sizes[word]
        own[word, 2::2] = (own[word, 2::2] + inner) / sizes[word]
    assert own.shape[1] == len(LABELS) and POINTERS == 2
    return own


@cache
def tagger() -> Tagger:
    """The tagger, loaded once a process."""
    return Tagger()
