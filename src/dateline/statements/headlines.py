"""Headlines that begin with what is said: ‘We will not pay’: Calder rejects toll plan.

Accepts a line of a quotation, a colon, and then a person, or a body or people with a verb of speech, or a body alone ("‘A welcome
surprise’: Harbour Bank"). Rejects quotations of one word and, of two to eight, titles of works ("‘The Last Ferry’: Tom Lind on his film"),
whose thing is named ("Calder's plan"), lines that end in a full stop, and long lines. Of some 90 lines of dev pages with a quotation and a
colon 16 fit; by eye all 16 are spoken by whom they name, but the rule was made after a look at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..entities.shapes import occupations
from ..language.parsing import is_parsed
from ..types import INNER_ACTS, Mention, Span
from .addressing import names_somebody
from .clauses import np_span
from .deeds import people
from .drafts import Draft
from .lexicon import lexicon
from .marks import Quotation
from .placing import Placing
from .quotes import UNCAPITALISED

if TYPE_CHECKING:
    from spacy.tokens import Doc

_COLON = re.compile(r":[ \xa0]{1,3}(?=\S)")
_OWNS = re.compile(r"['’]s\b|['’](?=\s)|-")
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_PRONOUN = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Ii]t|[Hh]e|[Ss]he|[Tt]hey|[Nn]ot|[Ii]ch|[Ww]ir|[Ss]ie|[Ee]r|[Ee]s)\b")
#: The longest headline, in characters, and the words of a title, of a work or of a person, at most.
_LONGEST, _TITLE = 220, 4


def headed(text: str, drafts: Sequence[Draft], marks: Sequence[Quotation], names: Sequence[Mention], parsed: Doc) -> list[Draft]:
    """With the quotations that headlines begin with, each a statement of its own; what the rest of the line reports stays one."""
    found = Placing(drafts)
    for mark, colon, end in _headlines(text, marks):
        own = Span(mark.start, mark.end)
        held = found.touching((own,))
        named = _speaker(text, colon.end, end, names, parsed)
        source = named or next((found[n].source for n in held if _goes_on(found[n], colon)), None)
        if source is None or _OWNS.match(text, source.end) or any(found[n].by == "transcript" for n in held):
            continue
        for n in held:
            rest = tuple(piece for piece in found[n].content if not piece.overlaps(own))
            if rest and found[n].cue is not None:
                found.put(n, replace(found[n], content=rest))
            else:
                found.drop((n,))
        found.add(Draft((own,), Span(colon.start, colon.start + 1), source, "layout", 0.9))
    return list(found)


def _headlines(text: str, marks: Sequence[Quotation]) -> Iterator[tuple[Quotation, Span, int]]:
    """The quotations that open a headline, with the colon behind and the end of the line."""
    for mark in marks:
        start = text.rfind("\n", 0, mark.start) + 1
        end = text.find("\n", mark.end)
        end = len(text) if end < 0 else end
        colon = _COLON.match(text, mark.end, end)
        whole = mark.closed and mark.words(text) > 1 and not _is_name(text[mark.inner_start : mark.inner_end])
        opens = not text[start : mark.start].strip() and end - start < _LONGEST and text[:end].rstrip()[-1] != "."
        if colon and opens and whole:
            yield mark, Span(*colon.span()), end


def _is_name(words: str) -> bool:
    """Whether up to four words with capitals on all but small ones name a work, not somebody's words of himself ("I Have Lost All")."""
    found = [word.group() for word in _WORD.finditer(words)]
    plain = any(word[0].islower() and word not in UNCAPITALISED for word in found)
    return len(found) <= _TITLE and not plain and _PRONOUN.search(words) is None


def _goes_on(draft: Draft, colon: Span) -> bool:
    return draft.cue is not None and draft.source is not None and draft.source.start == colon.end and draft.cue.start >= draft.source.end


def _speaker(text: str, start: int, end: int, names: Sequence[Mention], parsed: Doc) -> Span | None:
    """Who speaks a headline whose rest stands between two places."""
    first = next((n.span for n in names if n.type == "person" and start <= n.span.start < end), None)
    title = text[start : first.start].split() if first is not None else []
    known = occupations() | people()
    if first is not None and (not title or (len(title) < _TITLE and title[-1].casefold() in known)):
        return Span(start, first.end)
    whole = next((n.span for n in names if n.span.start == start and not text[n.span.end : end].strip()), None)
    if whole is not None or not is_parsed(parsed):
        return whole
    words = parsed.char_span(start, end, alignment_mode="expand")
    for token in words or ():
        if token.dep_ == "nsubj" and token.left_edge.idx == start and names_somebody(token):
            act = lexicon("en").acts.get(token.head.lemma_.casefold(), "do")
            return np_span(token) if act not in INNER_ACTS and token.head.i > token.i else None
    return None
