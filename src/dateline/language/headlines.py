"""Headlines whose verb the parser took for a noun: "Norway and Iceland sign fishing deal", "Cities urge boycott of meat firms".

The model is trained on running text, in which "sign fishing deal" is a run of nouns. A short line without a finite verb is read once more
with "will" before each bare form that follows a plural or names joined by "and" or a comma; where that makes it the verb of the line,
with a subject and an object, the second reading stands.

Of 4,335 English headlines and titles of development pages and streams ten are read so, eight of them rightly ("Jaguars unveil plan", and
wrongly "prostitution sting near ..."). A list of verbs that came before this found none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from typing import TYPE_CHECKING

from .tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: Tags that the model gives to a verb which it takes for a noun or its like.
_MISTAKEN = frozenset({"NN", "VB", "JJ", "NNP", "VBN", "IN", "RB"})
_PLURAL = frozenset({"NNS", "NNPS"})
#: What may stand before the verb: names and people, each with what describes them.
_SUBJECT = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "DT", "PRP$", "POS", "CC", ",", "``", "''"})
#: Tokens of a headline; forms that are tried in one.
_SHORTEST, _LONGEST, _TRIED = 3, 18, 2


def mend_headlines(doc: Doc, parse: Callable[[str], Doc], verbs: Container[str]) -> Doc:
    """Mends such lines of a parsed text, in place. `parse` reads a line as the text was read; `verbs` are all that are known."""
    for sentence in doc.sents:
        tokens = [token for token in sentence if not token.is_space]
        if _SHORTEST <= len(tokens) <= _LONGEST and tokens[-1].text not in ".!?" and not any(t.tag_ in FINITE for t in tokens):
            for at in [at for at in _forms(tokens) if tokens[at].text in verbs][:_TRIED]:
                if again := _read_again(sentence, tokens[at], parse):
                    _take_over(sentence, tokens[at], again)
                    break
    return doc


def _forms(tokens: Sequence[Token]) -> Iterator[int]:
    """The numbers of the tokens that may be the verb: bare forms behind a plural, or behind names that are joined."""
    for at in range(1, len(tokens) - 1):
        token, before = tokens[at], tokens[at - 1]
        if token.tag_ not in _MISTAKEN or not token.text.isalpha() or not token.is_lower or token.text != token.lemma_.lower():
            continue
        joined = before.tag_ in ("NN", "NNP") and any(t.lower_ in ("and", ",") for t in tokens[:at])
        if (joined or before.tag_ in _PLURAL) and all(t.tag_ in _SUBJECT for t in tokens[:at]):
            yield at


def _read_again(sentence: Span, form: Token, parse: Callable[[str], Doc]) -> Doc | None:
    """The line with "will" before the form, where that makes the form its verb, with a subject before and an object behind it. The comma
    between two names is the "and" that headlines leave out."""
    cut = form.idx - sentence.start_char
    before = sentence.text[:cut]
    if before.count(",") == 1 and " and " not in before:
        before = before.replace(",", " and")
    again = parse(f"{before}will {sentence.text[cut:]}")
    at = form.i - sentence.start + 1
    if len(again) != len(sentence) + 1 or again[at].text != form.text:
        return None
    verb = again[at]
    around = {child.dep_ for child in verb.children}
    return again if verb.dep_ == "ROOT" and verb.tag_ == "VB" and {"nsubj", "dobj"} <= around else None


def _take_over(sentence: Span, form: Token, again: Doc) -> None:
    """The tags, heads and roles of the second reading, without its "will"."""
    skipped = form.i - sentence.start
    read = [token for token in again if token.i != skipped]
    place = {token.i: mine for token, mine in zip(read, sentence, strict=True)}
    for token, mine in zip(read, sentence, strict=True):
        mine.tag_, mine.pos_, mine.lemma_ = token.tag_, token.pos_, token.lemma_
        mine.head, mine.dep_ = place.get(token.head.i, form), token.dep_
    form.tag_ = "VBP"
