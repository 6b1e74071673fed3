"""Several statements that the tagger made one: a second verb that shares the speaker, or another's verb between two pieces.

"He said that he would order a review and warned against sabotage" is two statements, and in "praised the plan, while critics fear a delay"
a delay is not praised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ..language.tokens import FINITE, is_finite
from ..types import Span
from .drafts import Draft, trimmed
from .lexicon import lexicon
from .marks import DOUBLE, Quotation
from .placing import crossing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
#: Verbs of intention that share a speaker with one of speech.
_WISHES = frozenset(["intend", "plan", "want", "aim", "expect"])
_DASHES = ("-", "--", "–", "—")
#: What opens a clause beside another, also behind a dash.
_BESIDE = frozenset(
    ["but", "and", "though", "although", "while", "even", "as", "when", "because", "who", "which", "where", "since"]
)
#: Words of a first piece that can be a content alone.
_CLAUSE = 3


def parted(text: str, doc: Doc, draft: Draft, marks: Sequence[Quotation]) -> list[Draft]:
    """The draft up to a second verb of speech that its speaker shares, and a second draft from there; else the draft alone."""
    if draft.by != "tagger" or draft.cue is None or draft.source is None or draft.content[0].start < draft.cue.end:
        return [draft]
    verb = _cue_verb(doc, draft.cue)
    for number, piece in enumerate(draft.content):
        span = doc.char_span(piece.start, piece.end, alignment_mode="expand")
        for token in span or ():
            joiner = _joiner(token, verb)
            if joiner is None or joiner.idx <= piece.start or crossing(marks, token.idx, token.idx + 1):
                continue
            before = trimmed(text, piece.start, joiner.idx)
            after = trimmed(text, cue_end(token), piece.end)
            if before and after:
                first, second = (*draft.content[:number], before), (after, *draft.content[number + 1 :])
                cue = Span(token.idx, cue_end(token))
                return [replace(draft, content=first), *parted(text, doc, replace(draft, content=second, cue=cue), marks)]
    return _parted_between(text, doc, draft, verb)


def _parted_between(text: str, doc: Doc, draft: Draft, verb: Token | None) -> list[Draft]:
    """The same where the second verb stands between two pieces: "said [the bridge was old] and called [it a danger]"."""
    for number, (piece, following) in enumerate(pairwise(draft.content), 1):
        gap = doc.char_span(piece.end, following.start, alignment_mode="contract")
        words = [token for token in gap or () if not token.is_space and not token.is_punct]
        if not words or words[0].lower_ not in ("and", "but") or not piece.start >= (draft.cue.end if draft.cue else 0):
            continue
        second = next((token for token in words[1:3] if _is_second(token, verb)), None)
        if second is not None and words[-1].i - second.i <= 2:
            cue = Span(
                second.idx, words[-1].idx + len(words[-1]) if words[-1].pos_ in ("ADP", "ADV", "PART") else cue_end(second)
            )
            return [replace(draft, content=draft.content[:number]), replace(draft, content=draft.content[number:], cue=cue)]
    return [draft]


def _cue_verb(doc: Doc, cue: Span) -> Token | None:
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    return next((token for token in span or () if token.tag_ in FINITE and token.pos_ == "VERB"), None)


def _joiner(token: Token, verb: Token | None) -> Token | None:
    """The "and" or "but" before a second verb of the same speaker, where what it is joined to has another form or tells what something
    is ("would order a review and warned")."""
    lemma = token.lemma_.casefold()
    if token.dep_ != "conj" or (lemma not in lexicon("en").plain and lemma not in _WISHES) or not _is_second(token, verb):
        return None
    first = token.head
    state = first.lemma_ == "be" or any(child.dep_ == "auxpass" for child in first.children)
    # "said the police found her and told her to leave": a verb of the same form before it may be the one that it is joined to.
    same = verb is None or any(other.tag_ == token.tag_ and other.dep_ != "aux" for other in token.doc[verb.i + 1 : token.i])
    if same and not state:
        return None
    return next((child for child in first.children if child.dep_ == "cc" and child.i < token.i), None)


def _is_second(token: Token, verb: Token | None) -> bool:
    """Whether a token is a verb of speech without a subject, in the form of the cue's."""
    own = any(child.dep_ in (*_SUBJECTS, "aux") for child in token.children)
    like = token.tag_ == "VBD" if verb is None else token.tag_ == verb.tag_
    return token.pos_ == "VERB" and like and token.lemma_.casefold() in lexicon("en").acts and not own


def cue_end(verb: Token) -> int:
    """The end of a verb with the particle or preposition right behind it that its content hangs from: "called on", "warned against"."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    taken = after if after.head == verb and after.dep_ in ("prep", "prt") and after.lower_ != "as" else verb
    return int(taken.idx + len(taken))


def of_cue(doc: Doc, draft: Draft) -> Draft:
    """The draft without a second piece that another verb, with a subject of its own, holds between the two."""
    if draft.by != "tagger" or draft.cue is None or len(draft.content) != 2 or draft.content[0].start < draft.cue.end:
        return draft
    piece, following = draft.content
    gap = doc.char_span(piece.end, following.start, alignment_mode="contract")
    first, second = (doc.char_span(part.start, part.end, alignment_mode="expand") for part in draft.content)
    if not gap or not first or not second or any(mark in following.of(doc.text) for mark in DOUBLE) or "\n" in gap.text:
        return draft
    goes_on = len(first) < _CLAUSE or _explains(gap) or (first.root.dep_ in _SUBJECTS and first.root.head in gap)
    return replace(draft, content=(piece,)) if not goes_on and any(_holds(verb, gap, second) for verb in gap) else draft


def _explains(gap: SpacySpan) -> bool:
    """Whether what stands between two pieces goes on with the first: "a plan" that "he calls mad", "one reason: the fear of", "the bill -
    the one that", "waited, standing beside"."""
    words = [token for token in gap if not token.is_punct and not token.is_space]
    opens = gap[0].text
    if not words:
        return True
    dash = opens in _DASHES and words[0].lower_ not in _BESIDE
    return opens == ":" or dash or words[0].lower_ == "that" or words[0].tag_ == "VBG"


def _holds(verb: Token, gap: SpacySpan, span: SpacySpan) -> bool:
    """Whether a finite verb of a gap, whose subject stands there too, is what the words behind the gap hang from."""
    if verb.pos_ not in ("VERB", "AUX") or not is_finite(verb):
        return False
    subject = any(child.dep_ in _SUBJECTS and gap.start <= child.i < gap.end for child in verb.children)
    return subject and verb in span.root.ancestors


def resumed(text: str, doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """With a quotation that goes on behind what the speaker did meanwhile ("“This,” said Lind, pointing at it, “is where it began”") as one
    statement: the second part begins small, and its cue is a participle beside the first one's."""
    kept: list[Draft] = []
    for draft in drafts:
        last = kept[-1] if kept else None
        if last is not None and _resumes(text, doc, last, draft):
            kept[-1] = replace(last, content=(*last.content, *draft.content))
        else:
            kept.append(draft)
    return kept


def _resumes(text: str, doc: Doc, first: Draft, second: Draft) -> bool:
    if first.cue is None or second.cue is None or first.source is None or first.source != second.source:
        return False
    before, after = first.content[-1], second.content[0]
    between = text[before.end : after.start]
    quoted = text[before.end - 1] in DOUBLE and text[after.start] in DOUBLE and text[after.start + 1 : after.start + 2].islower()
    cue = doc.char_span(second.cue.start, second.cue.end, alignment_mode="expand")
    beside = before.end <= first.cue.start < second.cue.start < after.start and cue is not None and cue[0].tag_ == "VBG"
    return quoted and beside and "\n" not in between and text[before.end - 2 : before.end - 1] == ","
