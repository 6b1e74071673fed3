"""The shape of unquoted content: within the paragraph of its cue, whole sentences beside it, no place and day of filing before it.

The tagger labels words, so a content may run from a headline into the paragraph below, begin with "TANGIER (Wire) -", take the first
words of the next sentence, a subject of another verb, or the one who speaks. What is quoted keeps its marks and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..expressions.filing import FILED_WORDS
from ..types import Span
from .clauses import names_occasion
from .drafts import Draft, length, trimmed
from .lexicon import ASKING, TELLING
from .marks import DOUBLE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

#: Characters of a line in which its words of filing stand.
_FILED = 160
#: A piece in another sentence than its cue is content where it covers this share of that sentence; less is a stray word or two.
SHARE = 0.5
#: A quotation that is a sentence of its own: a capital, four words or more, and a comma or what ends a sentence before its last mark; of
#: fewer words, a comma, or a question or an exclamation.
_WHOLE = re.compile(r"(?:[\"“”„«]|'')[A-Z0-9]\S*(?:(?: \S+){2} [^\n]*[,.?!]|(?: \S+){0,2}[,?!])(?:[\"”“»]|'')")
#: What is no part of unquoted content at its edges.
_EDGES = " \t\n\r\xa0,;:–—-(["
_MARKS = re.compile(rf"[{DOUBLE}]|''|(?<!\w)[‘']")

#: Whom something is told, and the words before the occasion of it.
_TOLD = frozenset(["him", "her", "them", "me", "us", "you", "it"])
_AT = frozenset(["in", "during", "on", "by", "via"])


def shaped(text: str, draft: Draft, doc: Doc | None = None) -> Draft:
    """The draft with each unquoted piece of its content cut to what it may hold; the draft itself where nothing would be left."""
    if draft.by != "tagger" or draft.cue is None:
        return draft
    pieces = [kept for piece in draft.content if (kept := _piece(text, piece, draft.cue)) is not None]
    source = draft.source
    if doc is not None:
        pieces = [_without_told(text, doc, piece, draft.cue) for piece in pieces]
    if doc is not None and len(pieces) > 1:
        pieces = _whole_sentences(text, doc, pieces, draft.cue)
        speaking = next((p for p in pieces if source is None and _speaks(text, doc, p, draft.cue)), None)
        source = source or speaking
        pieces = _belonging(text, doc, [p for p in pieces if p != speaking], draft.cue, source)
    if doc is not None and len(pieces) == 1 and (subject := _subject_inside(text, doc, pieces[0], draft.cue)):
        before = trimmed(text, pieces[0].start, subject.start)
        pieces, source = ([before], subject) if before else (pieces, source)
    if doc is not None and pieces:
        pieces[-1] = _finished(doc, pieces[-1], draft.cue)
        source = _after(text, source, pieces[-1])
    if doc is not None and pieces:
        pieces = [plain(text, doc, piece) for piece in pieces]
        pieces[-1] = _without_occasion(text, doc, pieces[-1], draft.cue)
    return replace(draft, content=tuple(pieces), source=source) if pieces else draft


def _without_told(text: str, doc: Doc, piece: Span, cue: Span) -> Span:
    """A piece right behind its cue without whom something was told: "told her" and "told the Harbour Post" the bridge was unsafe."""
    span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
    if span is None or len(span) < 3 or not 0 <= piece.start - cue.end <= 1 or doc[span.start - 1].lemma_ not in TELLING:
        return piece
    told = next((t for t in doc[span.start - 1].children if t.dep_ in ("dobj", "dative") and t.left_edge.i == span.start), None)
    clause = told is not None and any(t.dep_ == "ccomp" and t.left_edge.i > told.i for t in doc[span.start - 1].children)
    after = told.right_edge.i + 1 if told is not None and clause else span.start + 1
    goes_on = span[1].pos_ in ("DET", "PRON", "PROPN", "SCONJ") or span[1].lower_ in ("that", "to")
    if after >= span.end or not (clause or (span[0].lower_ in _TOLD and goes_on)):
        return piece
    return trimmed(text, doc[after].idx, piece.end) or piece


def _subject_inside(text: str, doc: Doc, piece: Span, cue: Span) -> Span | None:
    """The subject of the cue where the content runs into it: "sixty were injured, hospitals in" both towns reported."""
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    subject = next((t for word in span or () for t in word.children if t.dep_ == "nsubj" and t.i < word.i), None)
    if subject is None or not piece.start < subject.idx < piece.end or _quoted(text, piece):
        return None
    whole = Span(subject.left_edge.idx, cue.start)
    comma = text[: whole.start].rstrip().endswith(",")
    return trimmed(text, whole.start, whole.end) if comma and piece.start < whole.start and piece.end <= cue.start else None


def _finished(doc: Doc, piece: Span, cue: Span) -> Span:
    """A piece that breaks off behind a preposition, with the words that it stands before: "in Bab Taza, south of" the town."""
    span = doc.char_span(piece.start, piece.end)
    if span is None or span[-1].pos_ not in ("ADP", "DET") or span[-1].dep_ == "prt" or piece.end > cue.start:
        return piece
    end = span.end
    while end < len(doc) and doc[end].pos_ in ("DET", "ADJ", "NUM", "NOUN", "PROPN") and doc[end].idx < cue.start:
        end += 1
    stopped = end > span.end and end < len(doc) and doc[end].text == "," and doc[end].idx < cue.start
    return Span(piece.start, doc[end - 1].idx + len(doc[end - 1])) if stopped else piece


def plain(text: str, doc: Doc, piece: Span) -> Span:
    """A piece without the commas at its edges and without the "that" that only ties it to its cue."""
    if _quoted(text, Span(piece.start, min(piece.start + 1, piece.end))) or _quoted(text, Span(piece.end - 1, piece.end)):
        return piece
    kept = _without_ties(text, doc, trimmed(text, piece.start, piece.end, _EDGES) or piece)
    first = doc.char_span(kept.start, kept.start + 4) if text[kept.start : kept.start + 4].casefold() == "that" else None
    ties = first is not None and (first[0].dep_ == "mark" or (first[0].tag_ == "IN" and len(kept.of(text).split()) > 3))
    if ties and len(kept) > 5:
        return trimmed(text, kept.start + 4, kept.end) or kept
    return kept


def _without_occasion(text: str, doc: Doc, piece: Span, cue: Span) -> Span:
    """A content without a verb, up to where it is told on what occasion that was said: "condolences" in a phone call with a colleague."""
    span = doc.char_span(piece.start, piece.end)
    if span is None or piece.start < cue.end or _has_verb(span) or _quoted(text, piece):
        return piece
    for token in span[1:]:
        if token.lower_ in _AT and names_occasion(token):
            return trimmed(text, piece.start, token.idx) or piece
    return piece


def _without_ties(text: str, doc: Doc, piece: Span) -> Span:
    """A piece without a bracket that closes nothing and without the words at its end that begin what comes after it."""
    words = piece.of(text)
    if words.endswith(")") and "(" not in words:
        return trimmed(text, piece.start, piece.end - 1, _EDGES) or piece
    span = doc.char_span(piece.start, piece.end)
    if span is not None and len(span) > 3 and _begins_more(span[-1], piece.end):
        return trimmed(text, piece.start, span[-1].idx, _EDGES) or piece
    return piece


def _begins_more(last: Token, end: int) -> bool:
    """Whether a word ties what stands behind it: "and", "which", "in" before its noun."""
    cut = last.pos_ == "ADP" and any(child.dep_ == "pobj" and child.idx >= end for child in last.children)
    return cut or last.pos_ in ("CCONJ", "SCONJ") or last.tag_ in ("WDT", "WP")


def _after(text: str, source: Span | None, piece: Span) -> Span | None:
    """The source without the words that now end the content."""
    if source is None or not source.start < piece.end < source.end:
        return source
    return trimmed(text, piece.end, source.end)


def _quoted(text: str, piece: Span) -> bool:
    return _MARKS.search(text, max(0, piece.start - 1), piece.end) is not None


def _piece(text: str, piece: Span, cue: Span) -> Span | None:
    """A piece without the lines that the cue does not stand in, and without the words of filing."""
    if _quoted(text, piece):
        return piece
    start, end = piece.start, piece.end
    if "\n" in piece.of(text):
        line_start, line_end = text.rfind("\n", 0, cue.start) + 1, text.find("\n", cue.end)
        inside = max(start, line_start), min(end, line_end if line_end >= 0 else len(text))
        start, end = inside if inside[0] < inside[1] else (start, piece.start + piece.of(text).index("\n"))
    line = text.rfind("\n", 0, start) + 1
    if (filed := FILED_WORDS.match(text, line, line + _FILED)) and filed.end() > start:
        start = filed.end()
        if start >= end:
            return None
    return trimmed(text, start, end) if (start, end) != (piece.start, piece.end) else piece


def _whole_sentences(text: str, doc: Doc, pieces: Sequence[Span], cue: Span) -> list[Span]:
    """The pieces without those that hold less than half of a sentence which is not the cue's, as long as something else is left."""
    kept = []
    for piece in pieces:
        span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
        sentence = span[0].sent if span else None
        apart = sentence is not None and not sentence.start_char <= cue.start < sentence.end_char and not _quoted(text, piece)
        if not apart or sentence is None or length([piece]) >= SHARE * (sentence.end_char - sentence.start_char):
            kept.append(piece)
    return kept or list(pieces)


def _speaks(text: str, doc: Doc, piece: Span, cue: Span) -> bool:
    """Whether a piece is the subject of the cue: "..., hospitals in the town reported"."""
    span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
    return (
        span is not None and span.root.dep_ == "nsubj" and cue.start <= span.root.head.idx < cue.end and not _quoted(text, piece)
    )


def _belonging(text: str, doc: Doc, pieces: Sequence[Span], cue: Span, source: Span | None) -> list[Span]:
    """The pieces without the subjects of verbs that are neither content nor cue ("Spain offered help, and a team is expected"), without
    what the speaker did when speaking ("..., she said as she opened it"), whom the cue tells something and what the cue is joined to
    ("she rang and said that"), and whom it was said to in a call."""
    kept, whole_quotes = [], [piece for piece in pieces if _WHOLE.fullmatch(piece.of(text))]
    for piece in pieces:
        span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
        root = span.root if span is not None and len(span) else None
        subject = root is not None and root.dep_ in ("nsubj", "nsubjpass") and root.pos_ in ("NOUN", "PROPN", "PRON")
        held = root is not None and any(other.start <= root.head.idx < other.end for other in (*pieces, cue))
        beside = root is not None and (_while_speaking(root, cue) or _is_told(root, cue) or _joined_to(doc, piece, cue, root))
        scrap = span is not None and (_is_scrap(span, source) or (whole_quotes and _adds_nothing(span, cue, whole_quotes[0])))
        stray = ((subject or (root is not None and (_is_met(root) or _is_cited(root)))) and not held) or beside or scrap
        if not stray or _quoted(text, piece):
            kept.append(piece)
    return kept or list(pieces)


def _while_speaking(root: Token, cue: Span) -> bool:
    """Whether a piece is what the speaker did when speaking: "..., she said as she opened it", "Knowing the price," she said."""
    before = root.idx < cue.start and root.tag_ == "VBG" and not any(child.dep_ == "nsubj" for child in root.children)
    return root.dep_ == "advcl" and (before or root.idx > cue.end) and cue.start <= root.head.idx < cue.end


def _is_scrap(span: SpacySpan, source: Span | None) -> bool:
    """Whether a piece is a word or two that say nothing alone ("when", "an exotic"), or tells who the speaker is
    ("Name, the mayor, said")."""
    kinds = [token.pos_ for token in span]
    if kinds == ["DET", "ADJ"] or (len(kinds) == 1 and kinds[0] in ("ADV", "SCONJ", "CCONJ", "DET", "ADP")):
        return True
    root = span.root
    return root.dep_ == "appos" and source is not None and source.start <= root.head.idx < source.end


def _is_met(root: Token) -> bool:
    """Whether a piece is whom something is held with: "discussed the war" in a call with "his counterpart"."""
    return root.dep_ == "pobj" and root.head.lower_ == "with" and root.head.head.pos_ == "NOUN"


def _is_cited(root: Token) -> bool:
    """Whether a piece is from whom something is known: "state media reported," citing "the ministry"."""
    return root.dep_ == "dobj" and root.head.tag_ == "VBG" and root.head.lemma_ in ("cite", "quote")


def _adds_nothing(span: SpacySpan, cue: Span, quote: Span) -> bool:
    """Whether unquoted words beside a whole quotation are none of it: they have no verb ("“...,” he said of" the plan), or stand behind
    the cue that follows it ("“...,” she said at a meeting on" what was planned)."""
    behind = quote.end <= cue.start and span.start_char >= cue.end
    return behind or not _has_verb(span)


def _has_verb(span: SpacySpan) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in span)


def _is_told(root: Token, cue: Span) -> bool:
    """Whether a piece is whom the cue tells something ("told" him "to leave"), or a clause about that one."""
    root = root.head if root.dep_ == "relcl" else root
    telling = root.dep_ in ("dobj", "dative", "nsubjpass") and root.head.lemma_ in (
        ASKING if root.dep_ == "nsubjpass" else TELLING
    )
    return telling and cue.start <= root.head.idx < cue.end


def _joined_to(doc: Doc, piece: Span, cue: Span, root: Token) -> bool:
    """Whether a piece is or belongs to the verb that the cue is joined to: "summoned the ambassador" and told him that."""
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    verb = span.root if span is not None and len(span) else None
    if verb is None or verb.dep_ != "conj" or piece.end > cue.start:
        return False
    return piece.start <= verb.head.idx < piece.end or (root.dep_ == "dobj" and root.head == verb.head)
