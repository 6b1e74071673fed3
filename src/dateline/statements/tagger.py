"""The trained tagger: MiniLM tuned on PolNeAR, run by onnxruntime on one thread (docs/models/statement-tagger.md).

Weights are stored in eight bits and turned into 32-bit floats when the session starts; arithmetic is 32-bit float, windows are never
quantised by their content, and scores are rounded to 1/1024 before anything is decided, so results do not hang on the CPU.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .encoding import Window, windows
from .marks import Quotation
from .tags import LABELS, POINTERS
from .wordpiece import WordPieces

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Tagged:
    """One window with, for each word, log probabilities of the labels, and the vectors that point and are pointed at."""

    window: Window
    labels: Scores
    pointing: Scores


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
        """Every window of a text with its scores, in order. One window a run: what a run computes then stays in the processor's cache,
        which is a fifth faster than eight windows at once, and nothing hangs on what else is read."""
        return [self._run(window) for window in windows(text, self.pieces, marks=marks)]

    def _run(self, window: Window) -> Tagged:
        count = len(window.ids)
        labels, pointing = self._session.run(
            ["labels", "pointing"],
            {
                "ids": np.array([[self.pieces.start, *window.ids, self.pieces.end]], np.int64),
                "features": np.array([[0, *window.features, 0]], np.int64),
                "places": np.arange(count + 2, dtype=np.int64),
                "lengths": np.array([count + 2], np.int32),
            },
        )
        first = np.array(window.first, np.int64) + 1
        return Tagged(window, _by_word(labels[0], first, count), pointing[0][np.concatenate(([0], first))])


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
