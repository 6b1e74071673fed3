"""Packed bodies (gzip, deflate, brotli, zstd) unpacked within a limit, so that a bomb costs no more memory than the limit."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import zstandard

from ..errors import NotText, TooLarge

#: What a request may say that it accepts: the encodings that `inflate` undoes.
ACCEPTED = "gzip, deflate, br, zstd"
_STEP = 1 << 16
_MOST_LAYERS = 3


class Broken(NotText):
    """The body is not packed as its header says, or is cut."""


def inflate(body: bytes, encoding: str, max_bytes: int) -> bytes:
    """The body without the encodings of a Content-Encoding header, undone last to first.

    Never holds more than `max_bytes` of output and one step. Raises TooLarge over the limit, Broken where the data are not so packed,
    NotText for an encoding that is not known or more than three of them.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in ("", "identity")]
    if len(names) > _MOST_LAYERS:
        raise NotText(f"packed {len(names)} times; at most {_MOST_LAYERS} are undone")
    for name in reversed(names):
        body = _joined(_steps(body, name), max_bytes)
    return body


def _joined(parts: Iterator[bytes], max_bytes: int) -> bytes:
    out = bytearray()
    try:
        for part in parts:
            out += part
            if len(out) > max_bytes:
                raise TooLarge(f"unpacks to more than the limit of {max_bytes / 1e6:.0f} MB")
    except (zlib.error, zstandard.ZstdError) as error:
        raise Broken(f"the body is not packed as its header says ({error})") from error
    return bytes(out)


def _steps(body: bytes, name: str) -> Iterator[bytes]:
    if name in ("gzip", "x-gzip", "deflate"):
        return _zlib_steps(body, name)
    if name == "br":
        return _brotli_steps(body)
    if name == "zstd":
        return _zstd_steps(body)
    raise NotText(f"content encoding {name[:30]!r} is not undone; known are {ACCEPTED}")


def _zlib_steps(body: bytes, name: str) -> Iterator[bytes]:
    # Servers send both zlib's wrapping and bare deflate under the name deflate.
    wrapped = 47 if name != "deflate" or body[:1] == b"\x78" else -15
    while body:
        state = zlib.decompressobj(wrapped)
        while not state.eof:
            out = state.decompress(body, _STEP)
            if not out and not state.unconsumed_tail and not state.eof:
                raise zlib.error("cut")
            body = state.unconsumed_tail
            yield out
        body = state.unused_data if state.unused_data[:2] == b"\x1f\x8b" else b""


def _brotli_steps(body: bytes) -> Iterator[bytes]:
    import brotli

    state = brotli.Decompressor()
    try:
        yield state.process(body, output_buffer_limit=_STEP)
        while not state.is_finished():
            out = state.process(b"", output_buffer_limit=_STEP)
            if not out:
                raise zlib.error("cut")
            yield out
    except brotli.error as error:
        raise zlib.error(str(error)) from error


def _zstd_steps(body: bytes) -> Iterator[bytes]:
    # RFC 9659: on the web a window is at most 8 MB.
    stream = zstandard.ZstdDecompressor(max_window_size=2**23).stream_reader(io.BytesIO(body), read_across_frames=True)
    while out := stream.read(_STEP):
        yield out
