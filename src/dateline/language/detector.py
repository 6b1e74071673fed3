"""The language detector, loaded from a copy of its model that is unpacked in a quarter of the time (see training/language_detector.py)."""

from __future__ import annotations

import json
import zlib
from array import array
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import zstandard
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

#: Letters for arrays of the standard library, by the bytes of a number.
_CODES = {2: "H", 4: "I"}


def identifier(packed: bytes | None = None) -> Any:
    """The detector. The copy serves where it is of the very file that py3langid brings; otherwise that file is read."""
    source = Path(MODEL_DIR) / MODEL_FILE
    packed = files(__package__).joinpath("detector.zst").read_bytes() if packed is None else packed
    head, _, body = packed.partition(b"\n")
    told = json.loads(head)
    if told["of"] != zlib.crc32(source.read_bytes()):
        return LanguageIdentifier.from_modelpath(source, norm_probs=True)
    arrays: dict[str, Any] = {}
    at = 0
    for name, kind, shape, length in told["arrays"]:
        # Each by itself: what is kept of one does not hold the others.
        arrays[name] = np.frombuffer(zstandard.ZstdDecompressor().decompress(body[at : at + length]), kind).reshape(shape)
        at += length
    return LanguageIdentifier(
        arrays["ptc"],
        arrays["pc"],
        told["classes"],
        _numbers(arrays["nextmove"]),
        arrays["out_feat"].tolist(),
        norm_probs=True,
        tk_row=_numbers(arrays["nextmove_row"]),
    )


def _numbers(given: Any) -> array[int]:
    """An array of the standard library, of which one number is read faster than of numpy's."""
    found = array(_CODES[given.itemsize])
    found.frombytes(given.astype(given.dtype.newbyteorder("="), copy=False).data.cast("B"))
    return found
