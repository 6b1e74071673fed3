"""Who says something together with the speaker: "X and Y said in a joint statement".

Accepts names, and nouns of people or bodies ("X and the ministry"), that stand in the words of a source side by side with the speaker's:
joined to it by the parse, or with "and" and an office between ("Mayor X and Finance Minister Y", "X, the mayor of Y, and Z"), in other
languages with "und", "и" or "ve" alone. Rejects names in what describes the speaker ("X, mayor of Y and Z"), whose lawyers speak ("lawyers
for X and Y"), pronouns, other names of one entity, and credits. Of 24 on 105 documents of PolNeAR's train part,
read by eye while the rule was made, 22 are right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..expressions.located import Located
from ..language.parsing import is_parsed
from ..types import Item, Mention, Span
from .addressing import names_somebody
from .clauses import np_span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_KINDS = ("person", "organisation", "country", "group")
_BETWEEN = re.compile(r"\s(?:und|sowie|и|ve|və|ilə|ile)\s")
#: What stands between two speakers with offices: ", the mayor of Tangier, and", "and Finance Minister".
_AND = re.compile(
    r"(?:,\s(?:(?:the|an?)\s)?[^,]{3,60},|,)?\s(?:and|&)\s(?:the\s)?(?:(?!of\b|for\b|in\b|with\b|by\b|to\b)[\w.’'\-]{2,20}\s){0,4}(?:,\s)?"
)
_BOTH = re.compile(r"\s(?:and|und|и|ve)\s(?:the\s|die\s|der\s)?")
#: Before whom only others speak.
_FOR = re.compile(r"\b(?:for|of|to)\s(?:both\s)?$")


def together(item: Item, source: Span | None, speaker: Mention | None, parsed: Doc, named: Located[Mention]) -> tuple[Mention, ...]:
    """The others who speak, in order of the text."""
    if source is None or speaker is None or speaker.pronoun or not source.overlaps(speaker.span):
        return ()
    source = _whole(item.text, source, named)
    inside = (m for m in named.over(source) if m.type in _KINDS and not m.pronoun and source.contains(m.span))
    others = [m for m in inside if not m.span.overlaps(speaker.span)]
    if _FOR.search(item.text, source.start, min([speaker.span.start, *(m.span.start for m in others)])):
        return ()
    if is_parsed(parsed):
        joined = _by_parse(parsed, source, speaker, others)
    else:
        # "Der Vorsitzende des Verbands in Deutschland, Max Lind": what a name of another kind tells is beside.
        joined = _by_words(item.text, _BETWEEN, speaker, [m for m in others if m.type == speaker.type])
    seen = {speaker.entity.id} if speaker.entity is not None else set()
    found = []
    for mention in joined:
        key = mention.entity.id if mention.entity is not None else mention.text
        if key not in seen:
            found.append(mention)
            seen.add(key)
    return tuple(found)


def _whole(text: str, source: Span, named: Located[Mention]) -> Span:
    """The words of a source with a name that opens the sentence before them: "Pakistan and" India said."""
    for mention in named.over(Span(max(0, source.start - len(" and the ") - 1), source.start)):
        before = text[max(0, mention.span.start - 2) : mention.span.start].rstrip(" ")
        opens = before[-1:] in ("", "\n", ".", "”", '"')
        if mention.span.end < source.start and opens and _BOTH.fullmatch(text, mention.span.end, source.start):
            return Span(mention.span.start, source.end)
    return source


def _by_parse(parsed: Doc, source: Span, speaker: Mention, others: Sequence[Mention]) -> list[Mention]:
    own = _root(parsed, speaker.span)
    beside = {token.i: token for token in own.conjuncts if source.start <= token.idx < source.end} if own is not None else {}
    roots = [(m, root) for m in others if (root := _root(parsed, m.span)) is not None]
    named = [m for m, root in roots if root.i in beside or (root.dep_ == "appos" and root.head.i in beside)]
    named += [m for m in _by_words(parsed.text, _AND, speaker, others) if m not in named]
    held = [m.span for m in (speaker, *named)]
    nouns = [token for token in beside.values() if token.pos_ == "NOUN" and names_somebody(token)]
    phrases = [np_span(noun) for noun in nouns if not any(span.overlaps(np_span(noun)) for span in held)]
    return sorted([*named, *(Mention(span, span.of(parsed.text), "group") for span in phrases)], key=lambda m: m.span)


def _root(parsed: Doc, span: Span) -> Token | None:
    words = parsed.char_span(span.start, span.end, alignment_mode="expand")
    return words.root if words else None


def _by_words(text: str, between: re.Pattern[str], speaker: Mention, others: Sequence[Mention]) -> list[Mention]:
    """Those that follow the speaker, and each other, or precede him, with certain words between."""
    after, last = [], speaker
    for mention in others:
        if mention.span.start > last.span.end and between.fullmatch(text, last.span.end, mention.span.start):
            after.append(mention)
            last = mention
    before, first = [], speaker
    for mention in reversed(others):
        if mention.span.end < first.span.start and between.fullmatch(text, mention.span.end, first.span.start):
            before.append(mention)
            first = mention
    return [*reversed(before), *after]
