"""Who speaks: from the words of a source to a mention, its entity and its role.

Accepts names, pronouns that the entities stage resolved, roles with a name in apposition, what `references.py` resolves ("who", "it",
"the ministry"), and authorities, which belong to a state. Rejects nothing: a source that names nobody known is a mention of type group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..entities.ministries import authority, ministry
from ..entities.shapes import occupations
from ..expressions.located import Located
from ..language.parsing import is_parsed
from ..types import Entity, Item, Mention, Span, Statement
from .bare_authorities import PLACES, country_of
from .drafts import Draft
from .introductions import introduced
from .naming import government_of, speaking
from .references import again, goes_on, referred, thing, unnamed

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Groups that speak for a state: bare, they belong to the country that their item is about.
_STATE_WORDS = """
authority authorities official officials police government ministry military army prosecutor prosecutors court minister officer officers
firefighters rescuers troops lawmakers parliament president
"""
_OF_STATE = frozenset(_STATE_WORDS.split())
#: Who speaks for a state only where that is named: elsewhere for a company, a union, a campaign (6 of 6 in 315 documents).
_FOR_ANYBODY = frozenset(["spokesman", "spokeswoman", "spokesperson"])
#: Bodies that are no state's: "party officials".
_BODY_WORDS = """
party campaign company union club league team school university college church hospital bank airline association federation
democratic republican gop administration
"""
_BODIES = frozenset(_BODY_WORDS.split())
_OFFICE_WORDS = """
state government health security intelligence defence defense police military army navy law enforcement border customs immigration election
emergency rescue justice trade tax interior finance prison transport transportation energy education city county town fire traffic court
appeal appeals district circuit counterterrorism safety disaster weather aviation port labor labour treasury food drug park wildlife
foreign home prime cabinet riot
"""
_LOCAL_WORDS = """
county city town village port airport harbour harbor district regional provincial municipal metropolitan borough canton cantonal prefecture
council local
"""
#: Whose authorities are none of the state's: "the county government", "the regional health authority".
_LOCAL = frozenset(_LOCAL_WORDS.split())
#: These are a state's in a town as well.
_EVERYWHERE = frozenset({"police", "army", "military", "troops", "court", "prosecutor", "prosecutors", "minister", "president"})
#: What officials of a state deal with.
_OF_OFFICE = frozenset(_OFFICE_WORDS.split())
#: Authorities of which a state has several, told apart by the word before: "interior ministry", "supreme court".
_KINDS = ("ministry", "minister", "court")
_KIND_OF = re.compile(r"\b([a-z]+) (?:ministry|minister|court)$")
_NO_KINDS = frozenset(["the", "a", "an", "this", "that", "its", "his", "her", "their", "same", "local", "new", "former", "then"])
_DASHES = ("-", "–", "—", "―", "--")
#: Who leads something, beside the occupations.
_LEADING = frozenset(["head", "chief", "leader", "boss", "official", "officer", "director", "president", "minister", "mayor", "expert"])
#: What is nobody's work, though names are described so.
_ANYBODY_WORDS = "man woman boy girl mother father sister brother wife husband son daughter widow resident native"
_ANYBODY = frozenset(_ANYBODY_WORDS.split())
_THINGS = ("it", "they", "its", "their")


def speaker_of(
    item: Item, draft: Draft, parsed: Doc, before: Sequence[Statement], named: Located[Mention]
) -> tuple[Mention | None, Entity | None, str | None]:
    """The mention at the head of the source, its entity, and the role read beside the name; for a pronoun that means nobody with a name,
    whoever spoke last ("the union"). `before`: the statements found so far; `named`: the item's mentions."""
    mention, entity, role = _speaker_of(item, draft, parsed, before, named)
    if mention is not None and mention.entity is None and mention.type == "group" and role is None:
        role = _own_role(parsed, mention)
    if entity is None and draft.source is not None and draft.parent is None and (meant := unnamed(item, draft.source, before)):
        return meant, None, _own_role(parsed, meant)
    return mention, entity, role


def _own_role(parsed: Doc, mention: Mention) -> str | None:
    """What somebody without a name is, if the words tell: "a spokesman for the ministry" is a spokesman, "the finance minister" that."""
    span = parsed.char_span(mention.span.start, mention.span.end, alignment_mode="expand") if is_parsed(parsed) else None
    if not span or span.root.tag_ != "NN" or span.root.lower_ not in (occupations() | _LEADING) - _ANYBODY:
        return None
    first = span.root
    while first.i > span.start and first.nbor(-1).pos_ in ("NOUN", "PROPN"):
        first = first.nbor(-1)
    return parsed.text[first.idx : span.root.idx + len(span.root)]


def _speaker_of(
    item: Item, draft: Draft, parsed: Doc, before: Sequence[Statement], named: Located[Mention]
) -> tuple[Mention | None, Entity | None, str | None]:
    source = draft.source
    if source is None:
        return None, None, None
    inside = [m for m in named.over(source) if m.type not in ("time", "medium", "office")]
    mention = speaking(item.text, source, inside, parsed)
    if mention is not None:
        mention = (goes_on(item, source, mention, before, named) if mention.pronoun else None) or mention
        signed = draft.cue is not None and draft.cue.of(item.text) in _DASHES
        behind = _role_behind(item.text, source, mention) if signed else None
        return mention, mention.entity, mention.role or _role_before(item.text, source, mention) or behind
    if government := government_of(source, inside, parsed):
        return Mention(source, source.of(item.text), "group", government), government, None
    words = source.of(item.text)
    doc = parsed if is_parsed(parsed) else None
    if words.casefold() in _THINGS and (entity := thing(item, source, before, doc)):
        return Mention(source, words, entity.type, entity, pronoun=True), entity, None
    if found := referred(item, source, doc) or again(item, source, before) or introduced(item, source, doc):
        return found, found.entity, found.role
    of_state = _speaks_for_a_state(parsed, source, words, inside)
    own = _owners(item, source, doc) if of_state and words.split()[0].casefold() in ("its", "their") else []
    if of_state and (state := _state_of(item, draft, own or inside, before, named, parsed)):
        return Mention(source, words, "group", state), state, None
    return Mention(source, words, "group"), None, None


def first_person(item: Item, draft: Draft, parent: Statement) -> Mention | None:
    """ "“I think it was late,” she said": who says so thinks so; "we" is the body or state that speaks."""
    words = draft.source.of(item.text) if draft.source else ""
    speaker = parent.speaker
    if draft.source is None or speaker is None or words.casefold() not in ("i", "we"):
        return None
    entity = speaker.entity if words.casefold() == "i" or speaker.type != "person" else None
    return Mention(draft.source, words, speaker.type if entity else "group", entity, pronoun=True)


def nested_subject(item: Item, draft: Draft, parsed: Doc) -> Mention | None:
    """ "The children it alleges were taken": "it" is the organisation or country that acts in the clause around it."""
    if draft.source is None or draft.source.of(item.text).casefold() not in _THINGS:
        return None
    span = parsed.char_span(draft.source.start, draft.source.end, alignment_mode="expand")
    token = span.root if span is not None and len(span) else None
    for above in token.ancestors if token is not None else ():
        for child in above.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.idx < draft.source.start:
                for mention in item.mentions:
                    named = mention.span.start <= child.idx < mention.span.end
                    if named and mention.entity and mention.type in ("organisation", "country", "place", "group"):
                        return replace(mention, span=draft.source, text=draft.source.of(item.text), pronoun=True, metonym=False)
    return None


def _speaks_for_a_state(parsed: Doc, source: Span, words: str, inside: Sequence[Mention]) -> bool:
    last = words.split()[-1].casefold()
    states = [m.span for m in inside if m.type in PLACES and m.entity and m.entity.country]
    return (last in _OF_STATE or (last in _FOR_ANYBODY and bool(states))) and not _of_another(parsed, source, states)


def _of_another(parsed: Doc, source: Span, states: Sequence[Span]) -> bool:
    """ "Scientology officials", "party officials": a name that is no place or the kind of body says whose they are."""
    span = parsed.char_span(source.start, source.end, alignment_mode="expand") if is_parsed(parsed) else None
    names = [t.idx for t in span or () if t.pos_ == "PROPN" and t.text[:1].isupper()]
    # "Zoo officials", "company officials" are not a state's; "health officials", "government officials" are.
    whose = [
        token for token in span or () if token.dep_ == "compound" and token.pos_ == "NOUN" and token.head.lower_ in _OF_STATE
    ]
    if _is_local(source.of(parsed.text).casefold().split()):
        return True
    if any(token.lower_ in _BODIES for token in span or ()) or any(token.lower_ not in _OF_OFFICE for token in whose):
        return True
    return any(not any(state.start <= at < state.end for state in states) for at in names)


def _is_local(words: Sequence[str]) -> bool:
    """Whether an authority is a town's, a port's or a region's."""
    return not _EVERYWHERE.intersection(words) and not _LOCAL.isdisjoint(words)


def _owners(item: Item, source: Span, parsed: Doc | None) -> list[Mention]:
    """Whose "its foreign ministry" is: the first country that acts in the sentence, before the source; none without a parse."""
    span = parsed.char_span(source.start, source.end, alignment_mode="expand") if parsed is not None else None
    if parsed is None or not span:
        return []
    before = Span(span.root.sent.start_char, source.start)
    for mention in item.mentions:
        if mention.type == "country" and not mention.pronoun and before.contains(mention.span):
            named = parsed.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if named and named.root.dep_ in ("nsubj", "nsubjpass"):
                return [mention]
    return []


def _state_of(
    item: Item, draft: Draft, inside: Sequence[Mention], before: Sequence[Statement], named: Located[Mention], parsed: Doc
) -> Entity | None:
    """The authorities of the country named in the source, else of the one that `bare_authorities` finds, else of the one named most in the
    content, or in the item."""
    assert draft.source is not None
    words = draft.source.of(item.text)
    if not any(m.type in PLACES for m in inside) and (code := country_of(item, draft.source, draft.content, named, parsed)):
        return _authority(words, code, before)
    for mentions in (inside, named.over(*draft.content), item.mentions):
        codes = [m.entity.country for m in mentions if m.entity and m.entity.country and m.type in PLACES]
        if len(set(codes)) > 1 and mentions is inside:
            return None
        most = [code for code in sorted(set(codes)) if codes.count(code) == max(map(codes.count, codes))]
        if len(most) > 1 and mentions is not item.mentions:
            continue  # "a train from Urumqi to Astana"
        if most:
            return _authority(words, most[0], before)
    return None


def _authority(words: str, code: str, before: Sequence[Statement]) -> Entity:
    """ "The interior ministry" of a country; "the ministry" after it is the same one."""
    match = _KIND_OF.search(words)
    noun = ministry(words) or (match[0] if match and match[1] not in _NO_KINDS else words.split()[-1].casefold())
    whole = authority(noun, code)
    for statement in reversed(before if noun in _KINDS else ()):
        if statement.entity and statement.entity.type == "group" and statement.entity.name.endswith(f" {whole.name}"):
            return statement.entity
    return whole


def _role_before(text: str, source: Span, mention: Mention) -> str | None:
    """ "The commissioner, Name": what stands before the comma is the role."""
    before = text[source.start : mention.span.start].rstrip()
    return before.rstrip(",").strip() if before.endswith(",") and 3 < len(before) < 80 else None


def _role_behind(text: str, source: Span, mention: Mention) -> str | None:
    """ "— Name, harbour master": what a signature has behind the comma, if it begins small or names an occupation."""
    behind = text[mention.span.end : source.end]
    role = behind[1:].strip() if behind.startswith(",") else ""
    words = role.casefold().split()
    return role if words and (role[0].islower() or not occupations().isdisjoint(words)) else None
