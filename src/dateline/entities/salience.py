"""How much a mention of a person stands out where a pronoun looks back: its place in the sentence, whether it speaks, whether it stands in
a quotation, and the sex that its words give away."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..knowledge.given_names import sex_of
from ..tables import words
from ..types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: Verbs whose subject speaks or thinks, by lemma.
SAYS = words(__package__, "verbs_of_speech.txt")
_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?|''[^\n]*?''")
_MALE = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Father|Brother|Congressman|congressman|chairman|spokesman|businessman|actor|husband|father|son|"
    r"brother|policeman|fisherman)\.? (?:[A-Z][\w.]+ )?$"
)
_FEMALE = re.compile(
    r"\b(?:Ms|Mrs|Miss|Dame|Lady|Queen|Princess|Baroness|Sister|Congresswoman|congresswoman|chairwoman|spokeswoman|businesswoman|actress|"
    r"wife|mother|daughter|sister|policewoman|first lady)\.? (?:[A-Z][\w.]+ )?$"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention of a person as a pronoun sees it; `verb` is the word whose subject it is."""

    mention: Mention
    sentence: int
    paragraph: int
    subject: bool
    speaks: bool
    owner: bool
    quoted: bool
    verb: int | None


class Layout:
    """Sentences, paragraphs and quotations of a text."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.doc = doc
        self.sentences = [sentence.start_char for sentence in doc.sents]
        self.paragraphs = [match.end() for match in re.finditer(r"\n+", text)]
        self.quotes = [match.span() for match in _QUOTED.finditer(text) if match.end() - match.start() > 20]
        self._starts = [start for start, _ in self.quotes]

    def sentence(self, at: int) -> int:
        """The number of the sentence at an offset."""
        return bisect_right(self.sentences, at) - 1

    def paragraph(self, at: int) -> int:
        """The number of the paragraph at an offset."""
        return bisect_right(self.paragraphs, at)

    def quoted(self, at: int) -> bool:
        """Whether an offset lies within a quotation of some length."""
        number = bisect_right(self._starts, at) - 1
        return number >= 0 and at < self.quotes[number][1]

    def seen(self, mention: Mention) -> Seen:
        """A mention with what makes it stand out."""
        root = self.root(mention)
        if root is not None and root.dep_ == "appos":
            root = root.head  # "his son Flávio said"
        at = mention.span.start
        subject = root is not None and root.dep_ in ("nsubj", "nsubjpass")
        head = root.head if root is not None else None
        speaks = (subject and head is not None and head.lemma_ in SAYS) or (
            root is not None
            and root.dep_ == "pobj"
            and head is not None
            and head.lower_ == "to"
            and head.head.lower_ == "according"
        )
        owner = root is not None and root.dep_ == "poss"
        verb = head.i if subject and head is not None else None
        return Seen(mention, self.sentence(at), self.paragraph(at), subject, speaks, owner, self.quoted(at), verb)

    def root(self, mention: Mention) -> Token | None:
        """The head word of a mention."""
        span = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        return span.root if span is not None and len(span) else None


#: Countries whose people have the family's name first, so that the first word tells no sex: "Kim Jong Un".
_SURNAME_FIRST = frozenset(["CHN", "TWN", "KOR", "PRK", "VNM"])


def sexes(text: str, people: Sequence[Mention]) -> dict[str, str]:
    """`m` or `f` by entity, where a title, a description or the given name of any mention tells."""
    found: dict[str, str] = {}
    for mention in people:
        if mention.entity is None or mention.entity.id in found:
            continue
        before = text[max(0, mention.span.start - 40) : mention.span.start]
        if _FEMALE.search(before):
            found[mention.entity.id] = "f"
        elif _MALE.search(before):
            found[mention.entity.id] = "m"
    for mention in people:
        if mention.entity is None or mention.entity.country in _SURNAME_FIRST:
            continue
        if sex := sex_of(mention.entity.name) or sex_of(mention.text):
            found.setdefault(mention.entity.id, sex)
    return found
