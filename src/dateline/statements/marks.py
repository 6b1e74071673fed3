"""Quotation marks: which characters of a text stand inside quotations.

Accepts “ ” „ « » ‹ › ‘ ’ ‚ 「 」 " ' '' `` in any mixture. Rejects apostrophes, plural possessives, inches and feet. A quotation never
runs past the end of its line: one that is left open ends there (`closed` is false) and, where the next line opens again with the same
mark or goes on to a stray closing mark, that line's quotation says `continues`. Up to `_WAITING` lines without any mark may stand between
it and the line that begins with the end of a quotation: they are quoted too. One odd mark spoils at most its own line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[“”„‟«»‹›‘’‚「」『』\"']|``")
_OPENS = {"“": "”", "„": "“", "‟": "”", "「": "」", "『": "』", "``": "''"}
_SINGLE = frozenset("‘’‚'‹›")
#: Signs that are never an apostrophe, and the same as tokens, with those that may be one.
DOUBLE = '"“”„«»'
TOKENS = frozenset([*DOUBLE, "''", "``", "‘", "’", "'"])
#: Signs that may open a quotation.
OPENING = "“”„‟«»‹›‘‚「『\"'`"
#: Lines without a mark that may stand between a line that leaves a quotation open and the one that closes it.
_WAITING = 3
#: Quotations inside quotations beyond this depth are odd marks.
_DEEPEST = 4
_BEFORE_OPEN = frozenset("([{—–-/:;,.…>")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One outermost quotation: marks included in `start` and `end`, left out of `inner_start` and `inner_end`."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    single: bool = False
    closed: bool = True
    continues: bool = False

    def words(self, text: str) -> int:
        """How many words it holds."""
        return len(text[self.inner_start : self.inner_end].split())


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    inner: int
    single: bool
    continues: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """All outermost quotations of a text, in order, each within one line."""
    found: list[Quotation] = []
    left_open: str | None = None
    waiting: list[Quotation] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start and not text[start:end].isspace():
            before = len(found)
            then = _line(text, start, end, left_open, found)
            if then is None and left_open is not None and len(found) == before and len(waiting) < _WAITING:
                first, last = _bare(text, start, end)
                waiting.append(Quotation(first, last, first, last, False, False, True))
            else:
                if waiting and left_open is not None and len(found) > before and _ends(text, found[before], left_open):
                    found[before:before] = waiting
                left_open, waiting = then, []
        start = end + 1
    return tuple(found)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A line without white space at its edges."""
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _ends(text: str, mark: Quotation, left_open: str) -> bool:
    """Whether a line begins with the end of a quotation that a line above left open with a mark of the same kind."""
    return mark.continues and mark.start == mark.inner_start and _fits(left_open, text[mark.inner_end : mark.end], False)


def _line(text: str, start: int, end: int, left_open: str | None, found: list[Quotation], skipped: int = -1) -> str | None:
    """Reads one line; returns the mark that it leaves open. A mark that never closes around others that do is odd and is skipped, once."""
    stack: list[_Open] = []
    before = len(found)
    pairs = 0
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    seen = start
    reverse = _reversed_guillemets(text, start, end)
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if at < seen or at == skipped:
            continue
        if mark == "'" and text.startswith("''", at):
            mark = "''"
        seen = at + len(mark)
        role = _role(text, at, mark, start, end, stack, reverse)
        if role == "open":
            single = mark in _SINGLE
            if len(stack) < _DEEPEST:
                stack.append(_Open(mark, at, seen, single, at == first and left_open == mark))
        elif role == "close":
            if not stack:
                if left_open is not None and not _found_on_line(found, start):
                    found.append(Quotation(first, seen, first, at, mark in _SINGLE, True, True))
                continue
            while len(stack) > 1 and not _fits(stack[-1].mark, mark, reverse):
                stack.pop()
            top = stack.pop()
            pairs += not top.single
            if not stack:
                found.append(Quotation(top.start, seen, top.inner, at, top.single, True, top.continues))
    doubles = [entry for entry in stack if not entry.single]
    if doubles:
        entry = doubles[0]
        if pairs and len(found) == before and skipped < 0 and not entry.continues:
            return _line(text, start, end, left_open, found, entry.start)
        found.append(Quotation(entry.start, end, entry.inner, end, False, False, entry.continues))
        return entry.mark
    return None


def _found_on_line(found: list[Quotation], start: int) -> bool:
    """Whether the last quotation stands on the line that begins at `start`."""
    return bool(found) and found[-1].start >= start


def _reversed_guillemets(text: str, start: int, end: int) -> bool:
    """Whether the line quotes »so« and not «so»: its first guillemet decides."""
    match = re.compile("[«»]").search(text, start, end)
    return match is not None and match.group() == "»" and match.end() < end and not text[match.end()].isspace()


def _role(text: str, at: int, mark: str, start: int, end: int, stack: list[_Open], reverse: bool) -> str:
    """ "open", "close" or "none"."""
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark)] if at + len(mark) < end else " "
    opened = stack[-1].mark if stack else ""
    if mark in "«»‹›":
        return "open" if (mark in "«‹") != reverse else "close"
    if mark in ("”", "」", "』"):
        # Swedish and Finnish papers open with the closing mark too.
        return "open" if not stack and _opens_here(before, after) else "close"
    if mark in ("“", "‟"):
        return "close" if any(entry.mark in ("„", "‚") for entry in stack) else "open"
    if mark in ("„", "「", "『", "``", "‚"):
        return "open" if not after.isspace() else "none"
    if mark == "‘":
        return "close" if opened == "‚" else ("open" if _opens_here(before, after) else "none")
    if mark == "’":
        return "close" if opened in ("‘", "’") and not after.isalnum() and not before.isspace() else "none"
    if mark == "'":
        if opened == "'" and not after.isalnum() and not before.isspace():
            return "close"
        return (
            "open"
            if opened != "'" and _opens_here(before, after) and after.isalnum() and _closes_later(text, at, end)
            else "none"
        )
    return _straight(mark, before, after, opened, bool(stack))


def _straight(mark: str, before: str, after: str, opened: str, stacked: bool) -> str:
    """The role of " and '', which have one shape for both ends."""
    is_open = opened == mark or (mark == "''" and opened == "``")
    if _opens_here(before, after) and not is_open:
        return "open"
    if is_open:
        # `"A" "B"`: after a space and before a word the mark opens; the earlier one was never closed.
        return "close"
    if stacked:
        return "none" if before.isspace() else "close"
    if before.isdigit() or (before.isspace() and after.isspace()):
        return "none"
    return "close"


def _opens_here(before: str, after: str) -> bool:
    return (before.isspace() or before in _BEFORE_OPEN or before in "“„«\"‘'") and not after.isspace()


def _closes_later(text: str, at: int, end: int) -> bool:
    """Whether a straight single mark can close within the next 400 characters: else it is an apostrophe ('tis)."""
    return re.compile(r"\S'(?!\w)").search(text, at + 1, min(end, at + 400)) is not None


def _fits(opening: str, closing: str, reverse: bool) -> bool:
    pairs = {"‘": "’", "‚": "‘", "'": "'", "''": "''", '"': '"', "«": "»", "»": "«", "‹": "›", "›": "‹", "”": "”", **_OPENS}
    return pairs.get(opening) == closing or (opening == "„" and closing in '“”"') or (opening == "``" and closing == '"')
