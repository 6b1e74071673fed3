"""Persons whom words tell apart: who is described before or after the name, and who cannot be the one meant.

Accepts a description of two words or more that ends in one person's noun and stands beside exactly one name of the item ("Australian woman
claims" over "Name, an Australian woman"). Rejects a person for "he" or "she" whom the quoted words name: nobody speaks of himself so
who has not just spoken, and the last other person named before is meant, if the sex fits. On 315 documents (PolNeAR's train part,
dev pages) there are seven of both: five are given the right name, two rightly none; the last two conditions were added for two that
were wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..expressions.located import Located
from ..knowledge.given_names import sex_of
from ..types import Item, Mention, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ARTICLE = re.compile(r"\A(?:an?|the) ", re.IGNORECASE)
_SEX = {"he": "m", "she": "f"}
#: How far before the words of somebody who is only called "he" the name may stand, in characters.
_NEAR = 400


def introduced(item: Item, source: Span, parsed: Doc | None) -> Mention | None:
    """The one person whom the words of a source describe beside the name, before it or after it, placed at the source."""
    span = parsed.char_span(source.start, source.end, alignment_mode="expand") if parsed is not None else None
    words = _ARTICLE.sub("", source.of(item.text), 1)
    if span is None or " " not in words or span.root.tag_ != "NN" or span.root.i != span.end - 1:
        return None
    behind = re.compile(rf", (?:an?|the) {re.escape(words)}(?![\w’'\-])", re.IGNORECASE)
    lower = words.casefold() + " "
    found = {
        mention.entity: mention
        for mention in item.mentions
        if mention.type == "person" and mention.entity and not mention.pronoun
        if ((after := behind.match(item.text, mention.span.end)) and not source.overlaps(Span(*after.span())))
        or item.text[max(0, mention.span.start - len(lower)) : mention.span.start].casefold() == lower
    }
    meant = next(iter(found.values()), None) if len(found) == 1 else None
    return meant and Mention(source, source.of(item.text), "person", meant.entity, None, meant.role)


def other_speaker(
    item: Item, speaker: Mention, content: Sequence[Span], before: Sequence[Statement], named: Located[Mention]
) -> Mention:
    """Who speaks some quoted words: the person whom "he" or "she" was taken for, unless the words name that one, who has not just spoken;
    then the last other person named before, else a person without entity."""
    names = (m for m in named.over(*content) if m.entity == speaker.entity and not m.pronoun)
    if not speaker.pronoun or speaker.type != "person" or speaker.entity is None or next(names, None) is None:
        return speaker
    start = min(speaker.span.start, content[0].start)
    spoken = [s for s in before if s.cue is not None and s.cue.end <= start and s.parent is None]
    if spoken and max(spoken, key=lambda s: s.cue or s.content[0]).entity == speaker.entity:
        return speaker
    sex = _SEX.get(speaker.text.casefold())
    for mention in reversed(item.mentions):
        near = 0 <= start - mention.span.end < _NEAR and mention.type == "person" and not mention.pronoun
        owns = item.text.startswith(("'s", "’s"), mention.span.end)
        if near and not owns and mention.entity is not None and mention.entity != speaker.entity:
            fits = sex is not None and sex_of(mention.entity.name) in (None, "", sex)
            return replace(speaker, entity=mention.entity if fits else None, role=None)
    return replace(speaker, entity=None, role=None)
