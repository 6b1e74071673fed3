"""The language detector's model, unpacked and packed again for speed: python -m training.language_detector writes
language/detector.zst from the file that py3langid brings (LZMA, half a second to unpack), and its licence beside it. What is written
says of which file it is, so that another version of py3langid is never read with it."""

from __future__ import annotations

import io
import json
import lzma
import zlib
from importlib.metadata import files
from pathlib import Path

import numpy as np
import zstandard
from py3langid.langid import MODEL_DIR, MODEL_FILE

OUT = Path(__file__).parents[1] / "src" / "dateline" / "language" / "detector.zst"
NAMES = ("ptc", "pc", "nextmove", "nextmove_row", "out_feat")


def main() -> None:
    """Writes both files."""
    source = (MODEL_DIR / MODEL_FILE).read_bytes()
    with np.load(io.BytesIO(lzma.decompress(source)), allow_pickle=False) as data:
        arrays = {name: data[name].astype(data[name].dtype.newbyteorder("<")) for name in NAMES}
        classes = data["classes"].tolist()
    packed = {name: zstandard.ZstdCompressor(level=19).compress(one.tobytes()) for name, one in arrays.items()}
    told = {
        "of": zlib.crc32(source),
        "classes": classes,
        "arrays": [[name, one.dtype.str, list(one.shape), len(packed[name])] for name, one in arrays.items()],
    }
    OUT.write_bytes(json.dumps(told).encode() + b"\n" + b"".join(packed.values()))
    licence = next(file for file in files("py3langid") or () if file.name == "LICENSE")
    OUT.with_name("detector-licence.txt").write_text(licence.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
