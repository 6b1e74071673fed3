"""Shapes that the parser needs quadratic time for, found in the source before it is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import TooDeep, TooLarge
from ..pages.decode import compiled_bytes

#: Nesting of elements that stay open until they are closed. The deepest of 2,000 news pages had 130; the parser's time grows with the
#: square of it, 0.1 s at 10,000.
MAX_DEPTH = 10_000
#: Attributes of one tag. The parser compares each with all before it, 0.1 s for 10,000.
MAX_ATTRIBUTES = 10_000

_FEW_TAGS = 2 * MAX_DEPTH
_LONG = 2 * MAX_ATTRIBUTES
_NESTING = re.compile(
    rb"<(/?)(div|section|article|main|aside|ul|ol|dl|blockquote|table|figure|form|center|details|fieldset|header|footer|nav|address|pre|button|object)\b",
    re.IGNORECASE,
)


def _count(html: bytes, byte: int) -> int:
    found: int = html.count(byte) if compiled_bytes is None else compiled_bytes.count(html, byte)
    return found


def check(html: bytes, subject: str | None) -> None:
    """Raises TooDeep or TooLarge; `html` is the page in UTF-8. Costs nothing to speak of on pages of usual size and shape."""
    if _count(html, ord("<")) > _FEW_TAGS and _depth(html) > MAX_DEPTH:
        raise TooDeep(f"elements nested more than {MAX_DEPTH} deep; no reader shows such a page", subject=subject)
    for tag in _long_tags(html):
        if len(tag.split()) > MAX_ATTRIBUTES:
            raise TooLarge(f"more than {MAX_ATTRIBUTES} attributes on one tag", subject=subject)


def _depth(html: bytes) -> int:
    """The deepest nesting, every kind of element counted for itself, so that a foreign end tag closes nothing."""
    opened: dict[bytes, int] = {}
    depth = deepest = 0
    for match in _NESTING.finditer(html):
        name = match[2].lower()
        held = opened.get(name, 0)
        if not match[1]:
            opened[name] = held + 1
            depth += 1
            deepest = max(deepest, depth)
        elif held:
            opened[name] = held - 1
            depth -= 1
    return deepest


def _long_tags(html: bytes) -> Iterator[bytes]:
    """Tags of 20,000 bytes and more. Each fills a stretch of half of that, at a multiple of it, where no tag begins or ends."""
    done = closing = 0
    for start in range(0, len(html) - MAX_ATTRIBUTES, MAX_ATTRIBUTES):
        if (
            start < done
            or html.find(b">", start, start + MAX_ATTRIBUTES) >= 0
            or html.find(b"<", start, start + MAX_ATTRIBUTES) >= 0
        ):
            continue
        first = html.rfind(b"<", done, start)
        if closing < start:
            closing = html.find(b">", start)
            closing = closing if closing >= 0 else len(html)
        opening = html.find(b"<", start, closing)
        done = opening if opening >= 0 else closing
        if first >= 0 and html.find(b">", first, start) < 0 and html[first + 1 : first + 2].isalpha() and done - first > _LONG:
            yield html[first:done]
