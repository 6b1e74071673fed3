"""Quotations whose speaker stands on a line of his own: a signature below ("— Ines Calder, mayor"), "From the union:" above.

Accepts a signature right below a quotation that is all of its line: a dash and a name of up to six words, with what that one is behind a
comma; "From X:", "Excerpts from a speech by X:", "Statement from the union:" above a quotation, where X has a capital or is a noun of
people or bodies. The line below such a line is a quotation without marks too, if it is a paragraph of eight words. Rejects lists (an
item with a small letter or a full stop inside) and headings ("From the archives:").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..types import Span
from .addressing import BODIES
from .deeds import people
from .drafts import Draft, trimmed
from .marks import OPENING, Quotation

_UPPER = "".join(chr(n) for n in range(0x41, 0x530) if chr(n).isupper())
_NAMED = rf"[{_UPPER}][\w.’'\-]{{0,60}}"
_SIGNED = re.compile(
    rf"\s{{0,9}}(?P<dash>[—–―-]{{1,2}})[ \xa0]{{0,9}}(?P<who>{_NAMED}(?: (?:(?:of|de|van|von|bin|al) )?{_NAMED}){{0,5}}"
    r"(?:,[^\n.!?:“”\"]{2,80})?)"
    r"[ \xa0]{0,9}(?=\n|$)"
)
_BLOCK_OF = re.compile(
    r"(?:From|Excerpts?|An? \w{2,20}|The (?:full )?\w{2,20}|Statement|Letter)(?: [^\n:“”\"]{0,60}?(?:from|of|by))? "
    rf"(?:(?P<name>(?:the )?{_NAMED}(?: (?:of |the )?{_NAMED}){{0,5}})|"
    r"(?P<noun>(?:the|an?|its|his|her|their) (?:[\w\-]{1,20} ){0,3}[\w\-]{1,20})):"
)
_LINE = re.compile(r"[^\n]+")
#: Words of a paragraph without marks that "From X:" quotes, at least.
_LEAST = 8


def signed_below(text: str, mark: Quotation) -> tuple[Span, Span] | None:
    """The dash and the words of a signature below a quotation that ends its line and begins it, or goes on from the line before."""
    alone = mark.start == text.rfind("\n", 0, mark.start) + 1 and text[mark.end : mark.end + 1] == "\n"
    signed = _SIGNED.match(text, mark.end) if alone and mark.closed else None
    if signed is None or "\n" not in text[mark.end : signed.start("dash")]:
        return None
    # "- Kettles" below a quotation is an item of a list.
    return (Span(*signed.span("dash")), Span(*signed.span("who"))) if " " in signed["who"] or signed["dash"] != "-" else None


def block_source(text: str, start: int, end: int) -> Span | None:
    """Who says what stands below a line, if the line tells so: "From the union:"."""
    line = trimmed(text, start, end, "")
    block = _BLOCK_OF.fullmatch(text, line.start, line.end) if line is not None else None
    if block is None or (block["noun"] and not _is_somebody(block["noun"])):
        return None
    return Span(*block.span("name" if block["name"] else "noun"))


def block_drafts(text: str) -> Iterator[Draft]:
    """The paragraphs without marks below "From X:", in order."""
    lines = list(_LINE.finditer(text))
    for above, below in pairwise(lines):
        if above.group().startswith("From ") and above.group().rstrip().endswith(":"):
            said = trimmed(text, *below.span(), "")
            source = block_source(text, *above.span())
            if source is not None and said is not None and said.of(text)[0] not in OPENING and len(said.of(text).split()) >= _LEAST:
                yield Draft((said,), None, source, "transcript", 0.7)


def _is_somebody(noun: str) -> bool:
    last = noun.split()[-1].casefold()
    return last in BODIES or last in people()
