"""Claims that somebody else denies in the same breath: "accused Lind of fraud, a charge he denies", "..., a claim that Tehran rejected".

Accepts a noun of claiming behind a comma, in apposition to what was said before it, with a relative clause whose verb denies and has a
subject, and ", which he denies". What was said is then said by the one and denied by the other. Rejects such nouns elsewhere ("the
charge he denies is old"). Rare: one in 380 documents of PolNeAR, GUM and dev pages, where it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..types import Span
from .clauses import np_span
from .drafts import Draft, trimmed
from .lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAIM = re.compile(r"\b(?:claim|allegation|accusation|charge|assertion|suggestion|criticism)s?\b|(?<=, )which\b")
_DENYING = frozenset(["deny", "reject", "dispute", "dismiss", "refute", "contest", "contradict"])
_SUBJECTS = ("nsubj", "nsubjpass")


def countered(text: str, doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with one for whoever made the claim and one for whoever denies it."""
    found = list(drafts)
    for noun, verb, denies in _denials(text, doc):
        place, cue = noun.left_edge.idx, Span(verb.idx, verb.idx + len(verb))
        own = next((n for n, draft in enumerate(found) if _is_of(doc, draft, noun, cue)), None)
        other = next((n for n, draft in enumerate(found) if draft.cue and draft.cue.overlaps(cue)), None)
        if own is not None:
            claim = _cut(text, found[own], place)
            found[own] = claim
            denial = Draft(claim.content, cue, np_span(denies), "clause", claim.confidence)
            found = [draft for n, draft in enumerate(found) if n != other] + [denial]
        elif other is not None and (claim_of := _reported(doc, found[other])) is not None:
            found.append(claim_of)
    return found


def _denials(text: str, doc: Doc) -> Iterator[tuple[Token, Token, Token]]:
    """The nouns of claiming behind a comma, the verbs that deny them, and who does."""
    for match in _CLAIM.finditer(text):
        span = doc.char_span(*match.span())
        if span is None or span[0].left_edge.i == 0 or doc[span[0].left_edge.i - 1].text != ",":
            continue
        noun = span[0]
        if noun.lower_ == "which":
            if noun.dep_ == "dobj" and noun.head.lemma_ in _DENYING and (denies := _subject(noun.head)) is not None:
                yield noun, noun.head, denies
            continue
        verb = next((child for child in noun.children if child.dep_ == "relcl" and child.lemma_ in _DENYING), None)
        subject = _subject(verb) if verb is not None else None
        apposed = noun.dep_ in ("appos", "npadvmod", "dobj", "conj", "dep")
        if verb is not None and subject is not None and subject.lower_ not in ("that", "which", "who") and apposed:
            yield noun, verb, subject


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _is_of(doc: Doc, draft: Draft, noun: Token, cue: Span) -> bool:
    """Whether a draft's content stands before a noun in its sentence, with its cue."""
    if draft.cue is None or draft.cue.overlaps(cue) or draft.by not in ("tagger", "mark"):
        return False
    start = noun.sent.start_char
    return all(start <= at < noun.left_edge.idx for at in (draft.cue.start, draft.content[0].start))


def _cut(text: str, draft: Draft, place: int) -> Draft:
    """The draft without what stands from a place on."""
    pieces = [trimmed(text, piece.start, min(piece.end, place)) for piece in draft.content if piece.start < place]
    kept = tuple(piece for piece in pieces if piece is not None)
    return replace(draft, content=kept) if kept else draft


def _reported(doc: Doc, denial: Draft) -> Draft | None:
    """The claim whose content was given to the denial alone: the verb of speech that has it for its clause, and that verb's subject."""
    span = doc.char_span(denial.content[0].start, denial.content[-1].end, alignment_mode="expand")
    verb = span.root.head if span is not None and len(span) and span.root.dep_ == "ccomp" else None
    if verb is None or verb.lemma_.casefold() not in lexicon("en").plain:
        return None
    subject = _subject(verb)
    cue = Span(verb.idx, verb.idx + len(verb))
    if subject is None or (denial.cue is not None and cue.overlaps(denial.cue)):
        return None
    return replace(denial, cue=cue, source=np_span(subject))
