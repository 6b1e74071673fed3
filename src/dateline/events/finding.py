"""The events and figures of one item: triggers from the lexicon, parties and place from the parse, certainty from the words around."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ..expressions.located import Located
from ..expressions.times import TimeExpression, find
from ..ids import fact_id
from ..language.detection import other_language
from ..language.parsing import is_parsed
from ..types import Event, Figure, Item, Span
from .amounts_finding import amounts
from .by_noun import by_noun, counted_before
from .by_verb import by_adjective, by_verb
from .certainty import background, certainty
from .checks import complete, fits
from .confidence import shown, weighed
from .contexts import between_states, contexts_of
from .doubles import without_doubles
from .drafts import Draft
from .earlier import earlier_time
from .figures import counts
from .general import as_a_kind, of_nobody_nowhere
from .leads import dated_by_leads
from .lexicon import lexicon
from .merging import merged, with_figures
from .parties import Phrases, distinct, public, speakers_country
from .peoples import people_in
from .placing import parties_at, place_of
from .roles import filled
from .selves import without_selves
from .syntax import line_of
from .timing import time_of
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


#: PLOVER counts what a party says it will do as agreeing or threatening.
_KIND_ACTS = frozenset({"AID", "COOPERATE", "CONCEDE", "RETREAT", "SUPPORT", "CONSULT"})


_HARSH_ACTS = frozenset({"COERCE", "SANCTION", "ASSAULT", "PROTEST"})


def find_events(item: Item, parsed: Doc) -> tuple[tuple[Event, ...], tuple[Figure, ...]]:
    """Events in order of their triggers, and every figure. Without a parse there are figures of no event, and no events."""
    times = _times(item)
    figures = _figures(Phrases(item), parsed, times)
    if not is_parsed(parsed):
        return (), tuple(figures)
    events = merged([event for event, _ in told(item, parsed, times)], item.text)
    events = [event for event in events if event.confidence >= shown(event) and not of_nobody_nowhere(event)]
    events = dated_by_leads(with_figures(events, figures, item, parsed), item, times, parsed)
    return tuple(sorted(events, key=lambda e: e.trigger)), tuple(figures)


def told(item: Item, parsed: Doc, times: Located[TimeExpression] | None = None) -> list[tuple[Event, Draft]]:
    """Every event of a parsed item before merging, however sure, with the draft that it was read as."""
    phrases = Phrases(item)
    times = _times(item) if times is None else times
    drafts = [draft for token in parsed if (draft := draft_of(token, phrases, item)) is not None]
    drafts = [draft for draft in drafts if not other_language(draft.token.sent.text, item.language or "en")]
    drafts = without_doubles(drafts)
    triggers = {draft.token.i for draft in drafts}
    found = [(event_of(draft, item, phrases, times, triggers), draft) for draft in drafts]
    return [(event, draft) for event, draft in found if complete(draft) and not as_a_kind(event, draft)]


def _times(item: Item) -> Located[TimeExpression]:
    return Located((t.span, t) for t in find(item.text, language=item.language or "en") if t.type in ("DATE", "TIME"))


def _figures(phrases: Phrases, parsed: Doc, times: Located[TimeExpression]) -> list[Figure]:
    found = []
    for sentence in parsed.sents:
        tolls = counts(sentence.text, sentence.start_char, times)
        found += [_figure(phrases, c.span, c.what, c.lower, c.upper, "people") for c in tolls]
        if phrases.item.language not in (None, "en"):
            continue
        for amount in amounts(sentence.text, sentence.start_char, [c.span for c in tolls]):
            found.append(_figure(phrases, amount.span, amount.what, amount.lower, amount.upper, amount.unit))
    return found


def _figure(phrases: Phrases, span: Span, what: str, lower: float | None, upper: float | None, unit: str) -> Figure:
    id = fact_id("figure", span.start, span.end, what)
    return Figure(id, span, what, lower, upper, unit, phrases.over(span))


def draft_of(token: Token, phrases: Phrases, item: Item) -> Draft | None:
    lemma = token.lemma_.lower()
    known = lexicon()
    if token.pos_ == "ADJ" and lemma in known.adjectives and token.dep_ in ("acomp", "ROOT", "amod", "oprd"):
        for rule in known.adjectives[lemma]:
            draft = by_adjective(token, rule, phrases)
            if draft is not None and fits(draft, item, phrases):
                return draft
    elif _as_noun(token) and token.lower_ in known.nouns:
        for rule in known.nouns[token.lower_]:
            draft = by_noun(token, rule, phrases, item)
            if draft is not None and fits(draft, item, phrases):
                return draft
    elif token.pos_ == "VERB" and lemma in known.verbs:
        for rule in known.verbs[lemma]:
            draft = by_verb(token, rule, phrases)
            if draft is not None and fits(draft, item, phrases):
                return draft
    elif token.pos_ in ("NOUN", "PROPN") and lemma in known.nouns and not _part_of_name(token, phrases):
        for rule in known.nouns[lemma]:
            draft = by_noun(token, rule, phrases, item)
            if draft is not None and fits(draft, item, phrases):
                return draft
    return None


def _as_noun(token: Token) -> bool:
    """A noun that the tagger takes for a verb: "killed by Russian shelling", "the bombing"."""
    before = any(c.dep_ in ("det", "amod", "poss", "compound", "nmod") and c.i < token.i for c in token.children)
    before |= token.dep_ == "pcomp" and token.head.lower_ == "in" and bool(counted_before(token))
    return token.tag_ == "VBG" and before and not any(c.dep_ in ("nsubj", "dobj", "aux") for c in token.children)


def _part_of_name(token: Token, phrases: Phrases) -> bool:
    span = Span(token.idx, token.idx + len(token.text))
    return any(
        m.span.contains(span) and m.type in ("organisation", "work", "project", "person") for m in phrases.located.over(span)
    )


def event_of(draft: Draft, item: Item, phrases: Phrases, times: Located[TimeExpression], triggers: set[int]) -> Event:
    token = draft.token
    span = Span(token.idx, token.idx + len(token.text))
    filled(draft, phrases)
    over = phrases.over(span)
    sure = certainty(token, over)
    kind = _intended(draft, sure)
    plan = token.tag_ == "VB" and token.head.pos_ == "NOUN"  # "Chile opposed a plan to build": not its own
    if draft.rule.type == "BUILD" and not draft.actors and not plan and (mine := speakers_country(over)) is not None:
        draft.actors = [mine]
    when = earlier_time(token, item, times) or time_of(token, phrases, times, over)
    old = bool(when and item.published and when.latest < item.published.earliest - timedelta(120))
    place = place_of(draft, phrases, triggers)
    known = people_in(place.text) if place else None
    where = known.country if known else place.entity.country if place and place.entity else None
    if draft.rule.type == "DEATH":
        draft.recipients = []
    doers, others = parties_at(draft, where, place, phrases)
    actors, recipients = distinct(doers, without_selves(doers, others, kind, phrases))
    mode = draft.rule.mode if kind == draft.rule.type else None
    event = Event(
        fact_id("event", kind, span.start, span.end),
        kind,
        span,
        sure,
        0.0,
        mode,
        contexts_of(line_of(token).of(item.text), kind, mode, between_states(kind, actors, recipients)),
        actors,
        recipients,
        place,
        when,
        (),
        over,
        (span,),
        background(token, old),
    )
    return weighed(event, draft, phrases)


def _intended(draft: Draft, sure: str) -> str:
    """The type of an act that a party says it will do; every other act keeps its own."""
    kind = draft.rule.type
    if sure != "planned" or draft.kind != "verb" or not any(public(a) for a in draft.actors) or draft.rule.mode == "resign":
        return kind
    token = draft.token
    if token.dep_ == "ccomp" and token.head.lemma_ == "want":
        return kind  # "Chile wants Peru to extradite him": Peru promises nothing
    if kind in _HARSH_ACTS and token.head.lemma_ == "announce" and any(c.lower_ == "would" for c in token.children):
        return kind  # "announced it would bar them": decided, no longer threatened
    if kind == "SUPPORT" and draft.token.lemma_ in words("kind_words"):
        return kind  # "wanted to thank the residents" promises nothing
    return "AGREE" if kind in _KIND_ACTS else "THREATEN" if kind in _HARSH_ACTS else kind
