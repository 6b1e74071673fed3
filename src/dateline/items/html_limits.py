"""Shapes that the parser needs quadratic time for, found in the source before it is parsed."""

from __future__ import annotations

import re

from ..errors import TooDeep, TooLarge

#: Nesting of elements that stay open until they are closed. The deepest of 2,000 news pages had 130; the parser's time grows with the
#: square of it, 0.1 s at 10,000.
MAX_DEPTH = 10_000
#: Attributes of one tag. The parser compares each with all before it, 0.1 s for 10,000.
MAX_ATTRIBUTES = 10_000

_FEW_TAGS = 2 * MAX_DEPTH
_LONG = 2 * MAX_ATTRIBUTES
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_LONG}}}[^<>]*")
_NESTING = re.compile(
    r"<(/?)(div|section|article|main|aside|ul|ol|dl|blockquote|table|figure|form|center|details|fieldset|header|footer|nav|address|pre|button|object)\b",
    re.IGNORECASE,
)


def check(html: str, subject: str | None) -> None:
    """Raises TooDeep or TooLarge. Costs nothing to speak of on pages of usual size and shape."""
    if html.count("<") > _FEW_TAGS and _depth(html) > MAX_DEPTH:
        raise TooDeep(f"elements nested more than {MAX_DEPTH} deep; no reader shows such a page", subject=subject)
    if _has_gap(html):
        for tag in _LONG_TAG.finditer(html):
            if len(tag[0].split()) > MAX_ATTRIBUTES:
                raise TooLarge(f"more than {MAX_ATTRIBUTES} attributes on one tag", subject=subject)


def _depth(html: str) -> int:
    """The deepest nesting, every kind of element counted for itself, so that a foreign end tag closes nothing."""
    opened: dict[str, int] = {}
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


def _has_gap(html: str) -> bool:
    """Whether somewhere no tag begins or ends for a long stretch: a tag of MAX_ATTRIBUTES attributes is at least that long."""
    return any(
        html.find(">", start, start + MAX_ATTRIBUTES) < 0 and html.find("<", start, start + MAX_ATTRIBUTES) < 0
        for start in range(0, len(html) - MAX_ATTRIBUTES, MAX_ATTRIBUTES)
    )
