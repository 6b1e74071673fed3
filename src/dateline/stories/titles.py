"""Headlines freed of what the site adds to them: its name, a section, a label.

Accepts a last part after a bar, or after a dash or colon between blanks, of at most four words that names the outlet, its domain or
ends in a domain; after a bar any short part; before a colon a prompt ("Les også: ..."). Rejects a part that would leave less than three
words: "Peru - Chile" stays whole.
"""

from __future__ import annotations

import re

from ..items.furniture import furniture_kind

_BAR = re.compile(r"\s{1,9}[|»•]\s{1,9}|\s{0,9}\|\s{0,9}")
_DASH = re.compile(r"\s{1,9}[-–—:]\s{1,9}")
_DOMAIN = re.compile(r"\b[\w-]+\.(?:com|org|net|info|news|co|tv|ru|kz|az|ge|uz|kg|example|[a-z]{2})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_AFFIX_WORDS, _LEFT_WORDS = 4, 3


def bare_title(title: str, outlet: str | None = None) -> str:
    """The headline without affixes; without any, the headline as it is."""
    prompt, colon, rest = title.partition(":")
    if colon and len(_WORD.findall(rest)) >= _LEFT_WORDS and furniture_kind(prompt) == "related-heading":
        title = rest.strip()
    parts = _BAR.split(title.strip())
    if len(parts) > 1:
        longest = max(parts, key=lambda part: len(_WORD.findall(part)))
        if len(_WORD.findall(longest)) >= _LEFT_WORDS:
            title = longest
    for separator in reversed(list(_DASH.finditer(title))):
        head, tail = title[: separator.start()], title[separator.end() :]
        if len(_WORD.findall(head)) >= _LEFT_WORDS and _is_outlet(tail, outlet):
            title = head
    for separator in _DASH.finditer(title):
        head, tail = title[: separator.start()], title[separator.end() :]
        if len(_WORD.findall(tail)) >= _LEFT_WORDS and outlet and _folded(head) == _folded(outlet):
            return tail
    return title


def _is_outlet(words: str, outlet: str | None) -> bool:
    if len(_WORD.findall(words)) > _AFFIX_WORDS + 2:
        return False
    return bool(_DOMAIN.search(words)) or bool(outlet and _folded(words) and _folded(words) in (_folded(outlet), _core(outlet)))


def _folded(words: str) -> str:
    return "".join(_WORD.findall(words.casefold())).removeprefix("the")


def _core(outlet: str) -> str:
    """ "steppeobserver" of "www.steppeobserver.example"."""
    parts = [part for part in outlet.casefold().split(".") if part != "www"]
    return _folded(parts[0] if len(parts) > 1 else outlet)
