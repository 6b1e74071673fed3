"""What looks like an accident and is none: a fire that is set, the blast of a bomb, the crash of a market.

Accepts as deeds a fire beside words of arson in its sentence, and a blast beside words of bombs in its sentence or elsewhere in its
line, or in a text that names bombs twice; as money a crash beside words of markets, with neither vehicles nor harm. Rejects arson and
bombs that are ruled out, what bursts by itself ("a gas explosion"), and a bomb that has victims of its own in another sentence. Blasts
of bombs told as accidents were three of 136 wrong events of 568 before this (docs/events.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .drafts import Draft
from .syntax import children, subjects
from .words import pattern

if TYPE_CHECKING:
    from spacy.tokens import Token


#: A text that names bombs so many times tells of bombings.
_OFTEN = 2


def is_no_accident(draft: Draft, sentence: str) -> bool:
    """Whether a trigger of accidents tells of a deed or of money. What is denied or ruled out ("no sign of arson") makes no deed of it."""
    token = draft.token
    if draft.kind == "noun" and token.dep_ == "dobj" and token.head.lemma_ == "set":
        return True  # "set fire to cars"
    if any(c.lemma_ in ("set", "light") and children(c, "nsubjpass", "auxpass") for c in children(token, "relcl", "acl")):
        return True  # "the fire, which was set on Friday"
    if token.dep_ == "pobj" and token.head.lower_ == "on" and token.head.head.lemma_ == "set":
        return True  # "set their bank on fire"
    if token.lemma_ == "fire":
        return bool(pattern("arson").search(sentence)) and not pattern("unproved").search(sentence)
    if token.lemma_ in ("explosion", "blast", "explode"):
        return _of_bomb(token, sentence)
    return token.lemma_ == "crash" and _of_market(token, sentence)


def _of_bomb(token: Token, sentence: str) -> bool:
    """A blast that its own sentence gives to a bomb, or that the rest of the line ascribes to one. A bomb with
    victims of its own in another sentence is another happening."""
    named = [*token.lefts, *(t for s in subjects(token) for t in s.subtree)]
    if any(pattern("bursting").fullmatch(t.text) for t in named):
        return False
    if pattern("bombed").search(sentence):
        return not pattern("unproved").search(sentence)
    text = token.doc.text
    line = text[text.rfind("\n", 0, token.idx) + 1 :].partition("\n")[0]
    told_often = len(pattern("bombed").findall(text)) >= _OFTEN and not pattern("unproved").search(sentence)
    return told_often or any(_names_the_bomb(said) for said in line.split(". "))


def _names_the_bomb(said: str) -> bool:
    """ "The bombers fled", "a suicide bomber blew himself up"; not a bomb that is denied, nor one that has victims of its own."""
    own_victims = pattern("hurt").search(said) and not pattern("the_bombers").search(said)
    return bool(pattern("bombed").search(said)) and not own_victims and not pattern("unproved").search(said)


def _of_market(token: Token, sentence: str) -> bool:
    """Prices fall: the word of a market stands right before the crash, or in a sentence with neither vehicles nor harm."""
    before = " ".join(t.text for t in token.lefts)
    if pattern("market").search(before) or "market" in before.lower().split():
        return True
    harm = pattern("vehicle").search(sentence) or pattern("hurt").search(sentence)
    return bool(pattern("market").search(sentence)) and not harm
