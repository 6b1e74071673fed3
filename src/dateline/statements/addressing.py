"""Whom a statement is told: the object of its verb, or whom it is said "to".

Accepts whom somebody tells, asks, urges or warns ("told reporters", "asked residents to leave": they stand in the content as well, as on
PolNeAR), the subject of such a verb in the passive, and behind "to" a name or a noun of people or bodies ("said to reporters", "speaking
to the council"). Rejects things that are asked or ordered ("asked a question", "ordered the gate to be shut").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..types import Mention, Span
from .clauses import np_span
from .deeds import is_somebody
from .lexicon import ASKING, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DIRECTING_WORDS = "ask urge warn advise order beg instruct encourage implore request press invite challenge remind caution"
#: Verbs of which whom they ask to do something is the object, or by the parse the subject of what is to be done.
DIRECTING = frozenset(_DIRECTING_WORDS.split())
_SAYING_WORDS = """
say reply explain announce write complain confirm admit confess report speak talk respond suggest mention repeat insist appeal apologize
apologise testify declare promise describe add indicate address
"""
#: Verbs that take whom something is said to behind "to".
SAYING = frozenset(_SAYING_WORDS.split())
_BODY_WORDS = """
union council parliament court congress committee television radio channel station newspaper paper agency broadcaster company government
ministry board jury judge assembly commission crowd audience public nation network magazine outlet website panel club party police
"""
#: Bodies and outlets that are told something.
BODIES = frozenset(_BODY_WORDS.split())
_NAMED = ("organisation", "person", "work")
#: How far above a verb of speaking its cue's verb may stand.
_DEEP = 3


def told_by(text: str, verb: Token, *, in_content: Callable[[Token], bool]) -> Token | None:
    """The head of whom a verb of a cue addresses; None if nobody. `in_content`: whether a word is part of what is said."""
    lemma = verb.lemma_.casefold()
    if verb.tag_ == "VBN" and lemma in ASKING and (asked := next((c for c in verb.children if c.dep_ == "nsubjpass"), None)):
        return asked
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.tag_ not in ("WP", "WDT") and not _apart(text, verb, child):
            # In "asked how she reads the news" the parser may take the news for whom is asked.
            meant = lemma != "ask" or names_somebody(child) or child.tag_ in ("NNP", "NNPS")
            if lemma in ASKING and meant and not in_content(child) and not _turned(verb, child):
                return child
            if (lemma in DIRECTING and _to_do(verb) and _can_do(child)) or (lemma == "promise" and child.dep_ == "dative"):
                return child
        if child.dep_ in ("ccomp", "xcomp") and lemma in DIRECTING:
            subject = next((c for c in child.children if c.dep_ == "nsubj" and verb.i < c.i < child.i), None)
            to = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
            if subject is not None and to and not any(c.dep_ == "auxpass" for c in child.children):
                return subject
    if lemma == "call" and (found := behind_to(verb, frozenset({"on", "upon"}))) is not None:
        return found
    if lemma in SAYING and (found := behind_to(verb, frozenset({"to"}))) is not None and not in_content(found):
        return found
    return None


def behind_to(word: Token, ties: frozenset[str]) -> Token | None:
    """Somebody behind a preposition of a word: "to reporters", "with the council"."""
    for child in word.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in ties and child.i > word.i:
            for held in child.children:
                if held.dep_ == "pobj" and names_somebody(held):
                    return held
    return None


def names_somebody(noun: Token) -> bool:
    """Whether a noun is of people, of a body, or a name of such."""
    lemma = noun.lemma_.casefold()
    known = lemma in BODIES or lemma in lexicon("en").reporters or noun.lower_ in lexicon("en").reporters
    return is_somebody(noun) or known or noun.ent_type_ in ("PERSON", "ORG", "NORP")


#: Verbs of speaking whose participle hangs from a cue: "speaking to reporters, she said".
SPEAKING = frozenset(["speak", "talk", "write", "address", "brief", "tell", "appear"])


def speaking_verbs(start: int, cue: Token) -> list[Token]:
    """The participles of speaking before a cue that hang from its verb: "Speaking to reporters in Oslo, she said"."""
    doc = cue.doc
    return [
        token
        for token in doc[start : cue.i]
        if token.tag_ == "VBG"
        and token.lemma_ in SPEAKING
        and any(above.i == cue.i for above in list(token.ancestors)[:_DEEP])
    ]


def mention_of(head: Token, named: Callable[[Span], list[Mention]]) -> Mention:
    """What is named at a noun, else a mention of type group of its whole phrase."""
    target = Span(head.left_edge.idx, head.idx + len(head))
    # "Local newspaper Tiber Courier": the name stands behind what it is; in "told reporters he would sue" a pronoun begins what is told.
    near = (m for m in named(Span(target.end, target.end + 2)) if m.span.start == target.end + 1)
    behind = [m for m in near if m.type in _NAMED and not m.pronoun]
    if head.pos_ == "NOUN" and behind and head.doc.text[target.end] == " ":
        return behind[0]
    held = [m for m in named(target) if m.type not in ("time", "nationality", "office", "place") and not m.span.end < head.idx]
    whole = np_span(head) if head.dep_ == "nsubjpass" else target
    return next(iter(held), None) or Mention(whole, whole.of(head.doc.text), "group")


def _apart(text: str, verb: Token, child: Token) -> bool:
    """Whether a word stands before a verb, or behind a comma."""
    return child.i < verb.i or "," in text[verb.idx : child.left_edge.idx]


def _turned(verb: Token, child: Token) -> bool:
    """Whether what stands behind a verb speaks: "“Why?” asked the judge"."""
    subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    before = verb.nbor(-1).text if verb.i else ""
    return not subject and verb.lemma_ == "ask" and before in ('"', "”", "''", "’", "'", "»", "“")


def _to_do(verb: Token) -> bool:
    """Whether a verb says what is to be done or is the case: "urged him to resign", "warned drivers that"."""
    return any(
        child.dep_ in ("xcomp", "ccomp", "advcl", "relcl") and not any(c.dep_ == "auxpass" for c in child.children)
        for child in verb.children
    )


def _can_do(noun: Token) -> bool:
    return names_somebody(noun) or noun.tag_ in ("NNS", "NNP", "NNPS")


def verb_of(doc: Doc, cue: Span) -> Token | None:
    """The verb of a cue, its last one."""
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    verbs = [token for token in span or () if token.pos_ == "VERB"]
    return verbs[-1] if verbs else None
