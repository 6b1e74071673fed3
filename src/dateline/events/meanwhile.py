"""Places told in a clause of the same moment: "died while climbing to a hut on Mount Lind", "was arrested when he arrived in Lima".

Accepts a place in a clause right under the trigger that "while", "when", "as" or, but for an arrest, "after" opens. Rejects what stands
in a clause of another verb further in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .drafts import Draft
from .syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Types whose clause of the same moment says where, and the words that open it.
_SAME_MOMENT = {
    "DEATH": frozenset({"while", "when", "as", "after"}),
    "ASSAULT": frozenset({"while", "when", "as", "after"}),
    "ACCIDENT": frozenset({"while", "when", "as", "after"}),
    "COERCE": frozenset({"while", "when"}),
}


#: Steps of the parse from a place up to its clause.
_FAR = 8


def meanwhile_place(holder: Token, draft: Draft) -> int | None:
    """Steps from what a place is tied to up to a clause of the same moment: "died while climbing to a hut on Mount Lind", "died after
    being taken to a hospital in Lima"; None where there is none."""
    words_of = _SAME_MOMENT.get(draft.rule.type, frozenset())
    if not words_of or draft.kind != "verb":
        return None
    token, steps = holder, 0
    while steps < _FAR and token != draft.token and token.head != token:
        clause = token.pos_ in ("VERB", "AUX") and token.dep_ in ("advcl", "pcomp")
        if clause:
            opens = {c.lower_ for c in children(token, "mark", "advmod")} | (
                {token.head.lower_} if token.dep_ == "pcomp" else set()
            )
            above = token.head.head if token.dep_ == "pcomp" else token.head
            under = draft.token in (above, above.head if above.dep_ == "conj" else above)  # "was shot and killed after"
            return steps + 3 if under and opens & words_of else None
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("xcomp", "conj"):  # "while she tried to climb through a window in Lima"
            return None
        token, steps = token.head, steps + 1
    return None
