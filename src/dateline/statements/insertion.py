"""Who speaks where the reporting clause stands between a subject and its verb: "The bridge, said Lind, was never tested".

Accepts a verb of speech behind a noun phrase and a comma, then a noun phrase up to the next comma, then a finite verb. Rejects all else
("He paused, said goodbye, and left"), and what stands in quotation marks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.tokens import FINITE
from ..types import Span
from .drafts import Draft, trimmed
from .lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Words of a noun phrase, and how many of them at most.
_NAMING, _MOST = ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART", "ADP"), 12
_NOUNS = ("NOUN", "PROPN", "PRON")


def inserted(text: str, doc: Doc, draft: Draft) -> Draft:
    """The draft with the speaker behind its cue, and with the subject before it as the first piece of its content."""
    cue, source = draft.cue, draft.source
    if draft.by != "tagger" or cue is None or source is None or len(draft.content) != 1 or draft.content[0].start < cue.end:
        return draft
    span = doc.char_span(cue.start, cue.end)
    verb = span[0] if span is not None and len(span) == 1 else None
    speaker, subject = (_behind(verb), _before(verb)) if verb is not None else (None, None)
    rest = trimmed(text, speaker.end, draft.content[0].end) if speaker is not None else None
    if speaker is None or subject is None or rest is None or not (source.overlaps(subject) or source.overlaps(speaker)):
        return draft
    return replace(draft, source=speaker, content=(subject, rest))


def _behind(verb: Token) -> Span | None:
    """The noun phrase between a verb of speech and the next comma, behind which a finite verb goes on."""
    words, doc = lexicon("en"), verb.doc
    if verb.tag_ not in FINITE or verb.lemma_.casefold() not in words.plain | words.quoting:
        return None
    end = verb.i + 1
    while end < len(doc) and end - verb.i <= _MOST and doc[end].pos_ in _NAMING:
        end += 1
    goes_on = end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].tag_ in FINITE
    named = end > verb.i + 1 and doc[end - 1].pos_ in _NOUNS and doc[verb.i + 1].pos_ != "ADP"
    return Span(doc[verb.i + 1].idx, doc[end - 1].idx + len(doc[end - 1])) if goes_on and named else None


def _before(verb: Token) -> Span | None:
    """The noun phrase that opens the verb's sentence and ends in a comma right before the verb."""
    doc, comma = verb.doc, verb.i - 1
    start = comma
    while start > verb.sent.start and comma - start < _MOST and doc[start - 1].pos_ in _NAMING:
        start -= 1
    opens = start == verb.sent.start and comma > 0 and doc[comma].text == "," and start < comma
    if not opens or doc[comma - 1].pos_ not in _NOUNS or doc[start].pos_ == "ADP":
        return None
    return Span(doc[start].idx, doc[comma - 1].idx + len(doc[comma - 1]))
