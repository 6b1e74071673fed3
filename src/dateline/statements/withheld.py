"""What somebody did not say, and what somebody only spoke about: neither was said.

Accepts as not said a verb of speech that is denied ("did not say that", "never claimed that"), that nobody does ("no one said"), or that
hangs from a verb of keeping silent ("stopped short of saying", "failed to mention"). Rejects denied belief and expectation ("does not think
that", "don't expect"), which are belief and expectation of the contrary, "not only said", and what is denied twice ("never failed to
mention"). Accepts as a topic what stands unquoted behind "talk", "speak" and "discuss". On 105 documents of PolNeAR's train part that no
rule was made on, 20 statements are marked as not said and 17 as topics; by eye all are. Without a parse: German "sagte nie", "sagte nicht",
Russian "не сказал".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..types import INNER_ACTS
from .drafts import Draft, is_quoted
from .lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_NOBODY = frozenset(["nobody", "none", "neither", "nothing"])
_ONLY = frozenset(["only", "just", "merely", "simply"])
#: Verbs behind which nothing is said, with the word that must stand between.
_SILENT = {"stop": "short", "fall": "short", "steer": "clear", "refrain": "", "avoid": "", "fail": "", "neglect": "", "omit": ""}
#: What is said where it is denied.
_CONTRARY = frozenset(["expect", "anticipate"])
#: Words from "not" to its verb at most: in "“Probably not,” Name said" the parser may take the one for the other's.
_NEAR = 3
_ABOUT = frozenset(["talk", "speak", "discuss"])
#: Words behind a German or Russian cue, and before it, by which it is not said.
_BEHIND = {"de": re.compile(r"[^,.;:!?„“»«\"\n]{0,60}?\s(?:nie|niemals|nicht(?=\s?(?:[,.;:!?„“»«\"\n]|$)))\b")}
_BEFORE = {"ru": re.compile(r"\b[Нн]е\s$"), "de": re.compile(r"\b(?:[Nn]ie(?:mals)?|nicht)\s$")}


def is_unsaid(text: str, language: str, draft: Draft, cue: Sequence[Token]) -> bool:
    """Whether a statement is one that somebody did not make; `cue`: its words, none without a parse."""
    assert draft.cue is not None
    if not cue:
        behind, before = _BEHIND.get(language), _BEFORE.get(language)
        denied = before is not None and before.search(text, max(0, draft.cue.start - 12), draft.cue.start) is not None
        return denied or (behind is not None and behind.match(text, draft.cue.end) is not None)
    verbs = [token for token in cue if token.pos_ == "VERB"]
    # "Never missed an opportunity to remind": of several verbs those of speech count.
    verbs = [token for token in verbs if token.lemma_.casefold() in lexicon("en").acts] or [_governed(verb) for verb in verbs[-1:]]
    return any(_is_denied(token) for token in verbs if _speaks(token))


def _governed(verb: Token) -> Token:
    """The verb of speech that hangs from a verb of keeping silent where the cue ends before it ("refrained from" saying), else the verb."""
    if verb.lemma_.casefold() not in _SILENT:
        return verb
    under = (token for child in verb.children for token in (child, *child.children) if token.dep_ in ("pcomp", "xcomp"))
    return next((token for token in under if token.lemma_.casefold() in lexicon("en").acts), verb)


def _speaks(verb: Token) -> bool:
    act = lexicon("en").acts.get(verb.lemma_.casefold(), "say")
    out = any(child.dep_ == "prt" and child.lower_ == "out" for child in verb.children)
    return act not in INNER_ACTS and verb.lemma_ not in _CONTRARY and not (verb.lemma_ == "rule" and out)


def _is_denied(verb: Token) -> bool:
    if _negated(verb):
        return True
    above = verb.head if verb.dep_ in ("pcomp", "xcomp") else verb
    above = above.head if above.dep_ == "prep" else above
    above = above.head if above.dep_ in ("advmod", "acomp", "prt", "advcl") and above.pos_ != "VERB" else above
    word = _SILENT.get(above.lemma_.casefold())
    if above.i == verb.i or word is None or _negated(above):
        return False
    return not word or any(token.lower_ == word for token in verb.doc[above.i : verb.i])


def _negated(verb: Token) -> bool:
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    nobody = subject is not None and (
        subject.lower_ in _NOBODY or any(child.lower_ in ("no", "neither") and child.dep_ == "det" for child in subject.children)
    )
    not_ = [child for child in verb.children if child.dep_ == "neg" and 0 < verb.i - child.i <= _NEAR]
    return nobody or any(word.nbor().lower_ not in _ONLY for word in not_)


def is_topic(text: str, draft: Draft, cue: Sequence[Token]) -> bool:
    """Whether an unquoted content is what somebody spoke about: "talked about the dam", "discussed the price"."""
    verbs = [token for token in cue if token.pos_ == "VERB"]
    assert draft.cue is not None
    return len(verbs) == 1 and verbs[0].lemma_ in _ABOUT and not is_quoted(text, draft) and draft.content[0].start >= draft.cue.end
