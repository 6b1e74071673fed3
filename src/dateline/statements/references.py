"""Whom a source means that names nobody itself: "who", "the coach, Name, ...", a surname in capitals, "the ministry", "the company", "it".

Accepts a relative pronoun (the name it stands for), a description that the name follows between commas, a surname of a person of the item,
"the" and the head noun of an organisation named before ("the church" after "Church of Scientology", "the department" after "Justice
Department"), "the company" where one company is named most, "the city" for the nearest town, never a region,
"the country" for the nearest. Rejects descriptions with more words than that ("the Norwegian company"), indefinite ones ("a company"), and
nouns that no name before has for its head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..entities.bodies import COMPANIES, company, head_nouns
from ..entities.locating import candidates
from ..expressions.located import Located
from ..knowledge.given_names import sex_of
from ..types import Entity, Item, Mention, Span, Statement
from .beside import PRONOUNS
from .deeds import people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVE = ("who", "which", "that", "whom")
_DEFINITE = re.compile(r"(?:the|this|that) ([\w\-]+)", re.IGNORECASE)
_TOWNS, _STATES = frozenset(["city", "town", "village", "municipality"]), frozenset(["country", "kingdom", "republic", "nation"])
_SEX = {"er": "m", "он": "m", "она": "f"}
#: What a pronoun stands for, and where the first noun of a speaker ends.
_KINDS = {"he": "person", "she": "person", "it": "body", "they": "several"}
_HEAD = re.compile(r",| (?:of|in|from|for|at|on|with|close|who|which|that|near) ")
_PLURALS = frozenset(["police", "people", "men", "women", "children", "firefighters"])
#: How far back "it" may look for an organisation that stands as a subject, in characters.
_NEAR = 300
#: How many statements before are looked through for the one that was spoken last.
_LAST = 8


def referred(item: Item, source: Span, parsed: Doc | None) -> Mention | None:
    """The mention that a source without a name of its own stands for, placed at the source; None if nobody can be told."""
    words = source.of(item.text).rstrip(" ,")
    if words.casefold() in _RELATIVE:
        found = _relative(item, source, parsed)
    else:
        found = _apposed(item, source) or _surname(item, words) or _described(item, source, words)
    return Mention(source, source.of(item.text), found.type, found.entity, None, found.role, True) if found is not None else None


def _relative(item: Item, source: Span, parsed: Doc | None) -> Mention | None:
    """ "Devocht, who said": the name right before; else what the verb of the relative clause hangs from."""
    near = [
        m
        for m in item.mentions
        if m.entity and m.type not in ("time", "office") and item.text[m.span.end : source.start] in (" ", ", ")
    ]
    if near:
        return near[-1]
    span = parsed.char_span(source.start, source.end, alignment_mode="expand") if parsed is not None else None
    token: Token | None = span.root if span is not None and len(span) else None
    above = next((t for t in token.ancestors if t.dep_ == "relcl"), None) if token is not None else None
    return _at(item, above.head.idx) if above is not None else None


def _at(item: Item, place: int) -> Mention | None:
    """What is mentioned at a place of the text."""
    held = (
        m
        for m in item.mentions
        if m.entity is not None and m.type not in ("time", "office") and m.span.start <= place < m.span.end
    )
    return max(held, key=lambda m: (m.type == "person", len(m.span)), default=None)


def _apposed(item: Item, source: Span) -> Mention | None:
    """ "According to the team's coach, Name, ...": the name right after the comma that ends the source."""
    end = source.end
    if item.text[end - 1] != "," and item.text[end : end + 1] != ",":
        return None
    for mention in item.mentions:
        named = mention.type == "person" and mention.entity is not None and not mention.pronoun
        if named and item.text[end : mention.span.start] in (" ", ", ") and mention.span.start > end:
            return mention if item.text[mention.span.end : mention.span.end + 1] in (",", ".", ":", "") else None
    return None


def _surname(item: Item, words: str) -> Mention | None:
    """A name that the entities stage passed over: the one person of the item whose last or, failing that, first name it is, or the whole
    one in capitals."""
    if not words[:1].isupper() or (" " in words and not words.isupper()):
        return None
    name, whole = words.casefold(), " " in words
    persons = (m for m in item.mentions if m.type == "person" and m.entity)
    known = [(m, m.entity.name.casefold()) for m in persons if m.entity]
    own = [m for m, held in known if (held if whole else held.split()[-1]) == name]
    own = own or [m for m, held in known if " " in held and held.split()[0] == name]
    return own[0] if len({m.entity for m in own}) == 1 else None


def _described(item: Item, source: Span, words: str) -> Mention | None:
    match = _DEFINITE.fullmatch(words)
    if match is None:
        return None
    noun = match[1].casefold()
    before = [m for m in item.mentions if m.entity is not None and not m.pronoun and m.span.end <= source.start]
    if noun in _TOWNS or noun in _STATES:
        kind = "place" if noun in _TOWNS else "country"
        near = (m for m in reversed(before) if m.entity and m.type == kind and m.entity.type == kind)
        return next((m for m in near if kind == "country" or (m.entity and _is_town(m.entity))), None)
    bodies = [m for m in before if m.type == "organisation"]
    named = [m for m in bodies if m.entity and noun in head_nouns(m.entity.name)]
    if named or noun not in COMPANIES:
        return named[-1] if named else None
    meant = company(bodies, item.text)
    return next((m for m in reversed(bodies) if m.entity == meant), None) if meant else None


def _is_town(entity: Entity) -> bool:
    """Whether a place is a town of the gazetteer, not a region, state or county."""
    own = (entity.latitude, entity.longitude)
    return any(place.kind == "city" and (place.latitude, place.longitude) == own for place in candidates(entity.name))


def again(item: Item, source: Span, before: Sequence[Statement]) -> Mention | None:
    """ "Добавила она": in languages without a parse, the person who spoke last within 600 characters, if the sex fits or is unknown."""
    words = source.of(item.text).casefold()
    if item.language == "en" or words not in PRONOUNS.get(item.language or "", ()):
        return None
    for statement in reversed(before):
        speaker, entity = statement.speaker, statement.entity
        if speaker is not None and entity is not None and entity.type == "person":
            near = 0 <= source.start - speaker.span.end < 600
            fits = words not in _SEX or sex_of(entity.name) in (None, "", _SEX[words])
            return Mention(source, source.of(item.text), "person", entity, pronoun=True) if near and fits else None
    return None


def goes_on(item: Item, source: Span, meant: Mention, before: Sequence[Statement], named: Located[Mention]) -> Mention | None:
    """ "The spokesman, Name, said that the president was ill. He added ...": who has just spoken goes on, although the pronoun was taken
    for a person who is named only in what he said, or whom this paragraph does not name. None where that is not so, or the sex does not
    fit."""
    sex = {"he": "m", "she": "f"}.get(source.of(item.text).casefold())
    spoken = [s for s in before[-_LAST:] if s.cue is not None and s.cue.end < source.start and s.parent is None]
    last = max(spoken, key=lambda s: s.cue.start if s.cue else 0, default=None)
    if sex is None or last is None or last.cue is None or last.entity in (None, meant.entity) or last.entity.type != "person":
        return None
    line = Span(item.text.rfind("\n", 0, source.start) + 1, source.start)
    apart = not any(m.entity == meant.entity for m in named.over(line)) and not any(p.contains(source) for p in last.content)
    if line.contains(last.cue) and apart and sex_of(last.entity.name) in (None, "", sex):
        return Mention(source, source.of(item.text), "person", last.entity, pronoun=True)
    between = Span(min(last.cue.start, last.content[0].start), source.start)
    inside = [m.span for m in named.over(between) if m.entity == meant.entity and not m.pronoun]
    told = bool(inside) and any(piece.contains(inside[-1]) for piece in last.content)
    if not told or "\n" in item.text[last.cue.end : source.start] or sex_of(last.entity.name) not in (None, "", sex):
        return None
    return Mention(source, source.of(item.text), "person", last.entity, pronoun=True)


def unnamed(item: Item, source: Span, before: Sequence[Statement]) -> Mention | None:
    """ "The union said it had done nothing. It added ...": whoever spoke last without a name of its own, if number and kind fit, on
    this line or the one before."""
    word = source.of(item.text).casefold()
    spoken = [s for s in before[-_LAST:] if s.cue is not None and s.cue.end < source.start and s.parent is None]
    last = max(spoken, key=lambda s: s.cue.start if s.cue else 0, default=None)
    if word not in _KINDS or last is None or last.cue is None or last.speaker is None:
        return None
    group = last.speaker if last.speaker.type == "group" and last.entity is None and not last.speaker.pronoun else None
    near = item.text[last.cue.end : source.start].count("\n") <= 1 and source.start - last.cue.end < _NEAR
    inside = any(piece.contains(source) for piece in last.content)
    return group if group is not None and near and not inside and _kind(group.text) == _KINDS[word] else None


def _kind(words: str) -> str:
    """Whether a noun phrase is of several, of one person, or of a body: by its last word before "of", "in", "from" or a comma."""
    noun = _HEAD.split(words.casefold(), maxsplit=1)[0].split()[-1:]
    head = noun[0] if noun else ""
    if head in _PLURALS or (head.endswith("s") and not head.endswith(("ss", "us", "is"))):
        return "several"
    return "person" if head in people() or head.endswith(("man", "woman", "person")) else "body"


def _others(source: Span, speaker: Mention, parsed: Doc | None) -> bool:
    """Whether "they" may be others than who spoke: people without a name who do something in between ("police said the men had run")."""
    if parsed is None:
        return False
    between = parsed.char_span(speaker.span.end, source.start, alignment_mode="expand")
    return any(t.tag_ == "NNS" and t.dep_ in ("nsubj", "nsubjpass") and t.idx >= speaker.span.end for t in between or ())


def thing(item: Item, source: Span, before: Sequence[Statement], parsed: Doc | None) -> Entity | None:
    """Whom "it" or "they" means: the organisation, country or group that spoke last within 600 characters; for "it", else an
    organisation that stands as a subject just before. After a group that has no entity ("researchers") nobody."""
    they = source.of(item.text).casefold() == "they"
    for statement in reversed(before):
        if statement.speaker is None or statement.speaker.pronoun or (statement.entity and statement.entity.type == "person"):
            continue
        near = 0 <= source.start - statement.speaker.span.end < 600
        return statement.entity if near and not (they and _others(source, statement.speaker, parsed)) else None
    if source.of(item.text).casefold() not in ("it", "its") or parsed is None:
        return None
    for mention in reversed(item.mentions):
        if mention.type == "organisation" and 0 <= source.start - mention.span.end < _NEAR and not mention.pronoun:
            span = parsed.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if span is not None and span.root.dep_ in ("nsubj", "nsubjpass"):
                return mention.entity
    return None
