"""Which of the tagger's drafts are kept: it learned from political reporting, where nearly every sentence attributes something.

Elsewhere it takes "the table shows its strength" or "you'll notice the difference" for speech. A draft without quoted words must be
likely enough: the probability of its cue times that of its content, as the tagger gives them. A cue that holds no word of speech,
belief or intention (cues.yaml) must be likelier, and likelier still without a speaker; what the writer or the reader wants or thinks
("I", "we", "you") is nobody's statement. On the development part of PolNeAR this costs 1.3 points of overlap and nothing end to end;
on news of another kind (GUM) and on sentences without any attribution it leaves out a third of the false ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..types import INNER_ACTS, Span
from .drafts import Draft, overlap
from .lexicon import lexicon
from .marks import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: The least probability of an unquoted draft whose cue holds a word of speech, of one whose cue holds none, and of belief, intention or
#: an unknown cue without a speaker.
KNOWN, UNKNOWN, UNSPOKEN = 0.45, 0.6, 0.75
#: Characters in quotation marks from which a draft quotes.
QUOTES = 8
#: The writer and the reader.
_WRITERS = frozenset({"i", "we", "you", "one", "us"})


def believed(text: str, draft: Draft, marks: Sequence[Quotation], parsed: Doc | None) -> bool:
    """Whether a draft of the tagger is likely enough to be a statement; one that quotes is."""
    if draft.cue is None or overlap(draft.content, (Span(mark.start, mark.end) for mark in marks)) >= QUOTES:
        return True
    acts = _acts(text, draft.cue, parsed)
    if draft.confidence < (KNOWN if acts else UNKNOWN):
        return False
    if acts - INNER_ACTS:
        return True
    if draft.source is None:
        return draft.confidence >= UNSPOKEN
    return draft.source.of(text).casefold() not in _WRITERS


def _acts(text: str, cue: Span, parsed: Doc | None) -> frozenset[str]:
    """The acts that the words of a cue name."""
    words = lexicon("en")
    lower = cue.of(text).casefold()
    if any(phrase in lower for phrase in words.phrases):
        return frozenset({"say"})
    span = parsed.char_span(cue.start, cue.end, alignment_mode="expand") if parsed is not None else None
    lemmas = [token.lemma_.casefold() for token in span] if span is not None else lower.split()
    found = (words.acts.get(lemma) or words.nouns.get(lemma) for lemma in lemmas)
    return frozenset(act for act in found if act)
