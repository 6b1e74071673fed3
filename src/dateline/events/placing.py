"""Where an event was: the place that its own sentence gives, and the parties that belong there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..types import Actor, Item, Mention
from .drafts import Draft
from .parties import Phrases, at_home, placed

if TYPE_CHECKING:
    from spacy.tokens import Token


#: Acts in another country are acts towards it, where no party of it is named.
_DONE_THERE = frozenset(
    {"CONCEDE", "MOBILIZE", "COERCE", "THREATEN", "SANCTION", "RETREAT", "AID", "ASSAULT", "AGREE", "REJECT", "ACCUSE"}
)


def parties_at(
    draft: Draft, where: str | None, place: Mention | None, phrases: Phrases
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Parties without a country take that of the place; those whom police or judges deal with, else, that of the police."""
    actors = tuple(placed(a, where) for a in draft.actors)
    police = next((a.country for a in actors if a.sector in ("COP", "JUD") and a.country), None)
    recipients = tuple(placed(placed(a, where), police) for a in draft.recipients)
    if (
        place is not None
        and where
        and draft.rule.type in _DONE_THERE
        and not any(a.country for a in recipients)
        and where not in {a.country for a in actors}
    ):
        recipients = (*recipients, phrases.plain(place))
    if all(a.country for a in (*actors, *recipients)):
        return actors, recipients
    around = phrases.countries(draft.token.sent.start_char, draft.token.sent.end_char)
    return tuple(at_home(a, around) for a in actors), tuple(at_home(a, around) for a in recipients)


_PLACED = re.compile(
    r"\b(?P<word>in|near|at|off|outside|around|across|over|through|hit|struck|from|of)\b(?P<between>(?: [\w’'-]+){0,6}) $"
)


_BREAKS = re.compile(r" (?:about|with|for|to|by|on|and|between|against|who|which|that|after|before|since|during|[12]\d{3})\b")


_STAFF = re.compile(
    r"\b(?:company|people|president|minister|government|officials?|authorities|ministry|leader|crew|ambassador) (?:of|from|in)(?: the)? $"
)


def place_of(token: Token, item: Item, triggers: set[int]) -> Mention | None:
    """The place of the event: after a preposition of place, in its own sentence, under no other trigger, nearest to this one."""
    start, end = token.sent.start_char, token.sent.end_char
    best: tuple[int, Mention] | None = None
    for mention in item.mentions:
        if mention.type not in ("place", "country") or mention.metonym or not start <= mention.span.start < end:
            continue
        before = item.text[max(start, mention.span.start - 60) : mention.span.start]
        match = _PLACED.search(before)
        if (
            match is None
            or _BREAKS.search(match["between"])
            or _STAFF.search(before)
            or _owner(token, mention, triggers) not in (token.i, None)
        ):
            continue
        owned = item.text[mention.span.end : mention.span.end + 2] in ("'s", "’s")
        cost = (
            abs(mention.span.start - token.idx)
            + (60 if mention.type == "country" else 0)
            + (80 if owned else 0)
            - (40 if match["word"] in ("in", "near", "at", "off") else 0)
        )
        if mention.type == "place" and mention.entity is not None and mention.entity.country is None:
            cost += 80
        if best is None or cost < best[0]:
            best = (cost, mention)
    return best[1] if best else None


def _owner(trigger: Token, mention: Mention, triggers: set[int]) -> int | None:
    """The number of the trigger that a place stands under in the parse; None where it stands under none."""
    found = trigger.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if found is None:
        return None
    return next((a.i for a in found.root.ancestors if a.i in triggers), None)
