"""What the content of a statement is: a quotation, a clause, an infinitive, or a mere phrase.

A clause has a finite verb with a subject that is not only told of a noun in it or of another verb. With it a user tells whole claims from
plans, requests and bare things: on GUM's news, which counts clauses and quotations only, 145 of 188 of these two are attributions and 12 of
61 of the rest; on PolNeAR's development part, which counts all, 1,115 of 1,205 and 442 of 574.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language.parsing import is_parsed
from ..language.tokens import is_finite
from ..types import Span, StatementForm, StatementKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_BESIDE = frozenset({"relcl", "acl", "advcl"})


def form_of(content: Sequence[Span], kind: StatementKind, parsed: Doc) -> StatementForm | None:
    """The form of a content; None for unquoted words without a parse."""
    if kind == "direct":
        return "quotation"
    if not is_parsed(parsed):
        return None
    tokens = [
        token
        for piece in content
        for token in parsed.char_span(piece.start, piece.end, alignment_mode="expand") or ()
        if not token.is_punct and not token.is_space
    ]
    places = {token.i for token in tokens}
    if any(_has_subject(token) and not _is_beside(token, places) for token in tokens):
        return "clause"
    begins = next((token for token in tokens if token.lower_ != "not"), None)
    return "infinitive" if begins is not None and begins.tag_ == "TO" else "phrase"


def _has_subject(token: Token) -> bool:
    """Whether a token is a finite verb with a subject."""
    return token.pos_ in ("VERB", "AUX") and is_finite(token) and any(child.dep_ in _SUBJECTS for child in token.children)


def _is_beside(token: Token, places: set[int]) -> bool:
    """Whether a verb only tells of something else in the content: "a plan" that nobody liked."""
    chain = (token, *token.ancestors)
    return any(above.dep_ in _BESIDE and above.i in places and above.head.i in places for above in chain)
