"""Headlines whose verb the parser took for a noun: "Norway and Iceland sign fishing deal".

The model is trained on running text, in which "sign fishing deal" is a run of nouns. A short line without any finite verb, in which one
of the bare forms below stands between plural names or people and a noun, is a headline in the present tense: the form becomes its verb,
what stands before it the subject, the noun the object.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Forms that are seldom a noun before another noun.
_BARE = frozenset(
    {
        "approve",
        "arrest",
        "attack",
        "ban",
        "condemn",
        "detain",
        "expel",
        "ink",
        "ratify",
        "reject",
        "reopen",
        "resume",
        "seal",
        "seize",
        "sign",
    }
)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_OF_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "VBG", "DT", "PRP$"})
_LONGEST = 18


def mend_headlines(doc: Doc) -> Doc:
    """Mends such lines of a parsed text, in place."""
    for sentence in doc.sents if any(token.lower_ in _BARE for token in doc) else ():
        tokens = [token for token in sentence if not token.is_space]
        if 3 <= len(tokens) <= _LONGEST and tokens[-1].text not in ".!?" and not any(token.tag_ in _FINITE for token in tokens):
            verb = next((n for n, token in enumerate(tokens) if n and token.text in _BARE and token.tag_ != "VBN"), None)
            if verb is not None:
                _mend(tokens, verb)
    return doc


def _mend(tokens: Sequence[Token], at: int) -> None:
    verb, parts, joints = tokens[at], _subjects(tokens[:at]), [t for t in tokens[:at] if t.lower_ in ("and", ",")]
    thing = _object(tokens[at + 1 :])
    if thing is None or not parts or not (len(parts) > 1 or parts[0][-1].tag_ in ("NNS", "NNPS")):
        return
    root = next((token for token in tokens if token.head == token), verb)
    first, *others = (part[-1] for part in parts)
    verb.head, verb.dep_, verb.tag_, verb.pos_ = verb, "ROOT", "VBP", "VERB"
    thing.head, thing.dep_ = verb, "dobj"
    first.head, first.dep_ = verb, "nsubj"
    for other in others:
        other.head, other.dep_ = first, "conj"
    for joint in joints:
        joint.head, joint.dep_ = first, "cc" if joint.lower_ == "and" else "punct"
    for part in parts:
        for token in part[:-1]:
            token.head, token.dep_ = part[-1], "compound"
    moved = {verb, thing, first}
    for token in tokens[at + 1 :]:
        if token not in moved and (token.head == first or token.head.i < verb.i):
            token.head = verb
    if root not in moved and root.head == root:
        root.head, root.dep_ = verb, "dep"


def _subjects(tokens: Sequence[Token]) -> list[list[Token]]:
    """The names or people before the verb, each as its tokens; none where anything else stands there."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.lower_ in ("and", ","):
            parts.append([])
        elif token.pos_ == "PROPN" or token.tag_ in ("NNS", "NNPS", "NN", "JJ"):
            parts[-1].append(token)
        else:
            return []
    return parts if all(parts) and all(part[-1].pos_ == "PROPN" or part[-1].tag_ == "NNS" for part in parts) else []


def _object(tokens: Sequence[Token]) -> Token | None:
    """The noun that ends the run of nouns behind the verb."""
    found = None
    for token in tokens:
        if token.tag_ not in _OF_NOUNS:
            break
        found = token if token.tag_.startswith("NN") else found
    return found
