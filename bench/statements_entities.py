"""Whether the entity that a statement was given is the one that spoke, by GUM's coreference.

A record names each speaker by one mention of its chain, title, article and all ("Executive director of the Dallas chapter ... Alia
Salem", "The U.S. Department of Agriculture"). The entity is right if it has that name or that of the linked Wikipedia page (without
article, capitals and accents), or if a place where its own name (a person's last name too) stands is a mention of the chain: of the same
type, inside it, and its head, or its end after a title. The chain's mentions that a record shows are its name and the sources of all its
attributions. A pronoun, or a description that was given no entity, is right only by its name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dateline.types import Entity, Mention, Span, Statement

_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_HANGS = re.compile(r"(?:\b(?:of|for|at|in|from|to|by|with|on|and)(?: the| an?)?|['’]s?)\s*$", re.IGNORECASE)
_KINDS = {"person": ("person",), "organization": ("organisation", "group", "work"), "place": ("place", "country")}
Head = Callable[[int, int], int]


def right_entity(
    statement: Statement, truth: Mapping[str, Any], text: str, chain: Sequence[Span], mentions: Sequence[Mention], head: Head
) -> bool:
    """Whether the statement's entity is the speaker of `truth`; `chain` holds the mentions that are known of that speaker."""
    names = {_plain(truth["name"]), _plain((truth.get("wikipedia") or "").replace("_", " "))} - {""}
    entity = statement.entity
    if entity is None:
        return statement.speaker is not None and _plain(statement.speaker.text) in names
    if _plain(entity.name) in names:
        return True
    own = [m.span for m in mentions if m.entity == entity and not m.pronoun and _names(entity, m.text)]
    kinds = _KINDS.get(truth["type"], ())
    return entity.type in kinds and any(_is_mention(span, around, text, head) for span in own for around in chain)


def chains(record: Mapping[str, Any]) -> dict[str, list[Span]]:
    """The known mentions of each speaker of a record, by chain."""
    found: dict[str, list[Span]] = {}
    for one in record["attributions"]:
        truth = one.get("speaker_entity")
        if truth:
            spans = found.setdefault(truth["chain"], list(_places(record["text"], truth["name"])))
            spans += [Span(start, end) for start, end in one["source"]]
    return found


def _places(text: str, name: str) -> Iterator[Span]:
    for match in re.finditer(re.escape(name), text):
        yield Span(*match.span())


def _is_mention(span: Span, around: Span, text: str, head: Head) -> bool:
    if not around.contains(span):
        return False
    if span.start <= head(around.start, around.end) < span.end:
        return True
    return span.end == around.end and not _HANGS.search(text[around.start : span.start])


def _names(entity: Entity, words: str) -> bool:
    own, name = _plain(words), _plain(entity.name)
    return own == name or (entity.type == "person" and name.endswith(" " + own))


def _plain(name: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _ARTICLE.sub("", letters.casefold().replace("’", "'")).strip()
