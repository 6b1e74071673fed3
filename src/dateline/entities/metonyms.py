"""Metonyms: whether "Astana" is a city or a government: a capital that acts is its government, one where something happens is the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..knowledge import countries
from ..types import Entity, Span
from .linking import country_entity, entity_id

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TIES_WORDS = """
talk negotiation relation relationship tie link agreement deal treaty accord pact dispute tension conflict war dialogue contact
cooperation meeting summit rivalry trade row rift crisis exchange alliance partnership understanding friction standoff clash rapprochement
trust hostility difference confrontation friendship feud truce ceasefire diplomacy mediation discussion consultation
"""
#: What is between two governments; a plain, a road or a flight is between two cities.
_TIES = frozenset(_TIES_WORDS.split())
#: A city's business, not a state's: "Nairobi will close two avenues".
_OF_CITIES = re.compile(
    r"\b(?:avenues?|boulevards?|streets|bus(?:es)? (?:lanes?|routes?|lines?|stops?)|(?:electric|city|public) buses|trams?|"
    r"trolleybuses|metro|subway|city cent(?:re|er)|downtown|parking|"
    r"cycle (?:lanes?|paths?)|bike lanes?|pedestrians?|mayor|city (?:council|hall)|commuters|landfill|rubbish|sewers?)\b",
    re.IGNORECASE,
)
#: What a city does or undergoes by itself, where the verb has no object.
_HAPPENS_WORDS = """
sink flood fall grow shrink swelter freeze burn shake choke bake shiver tremble wake sleep bustle teem sprawl lie expand empty smell boom
swell
"""
_HAPPENS = frozenset(_HAPPENS_WORDS.split())
#: The same with an object.
_UNDERGOES = frozenset(["suffer", "host", "experience", "endure", "boast", "witness", "stage"])
#: What a state undergoes, not a city: "suffered a setback".
_OF_STATES = frozenset(
    ["setback", "defeat", "loss", "blow", "humiliation", "embarrassment", "reverse", "reversal", "failure", "rebuff", "casualty"]
)
#: What a city has, loses or sees.
_CITY_HAS_WORDS = """
people resident inhabitant population power electricity water heat heating light airport street suburb museum hotel restaurant weather
climate traffic temperature home house university port blackout outage flood flooding snow rain storm smog pollution crime shooting
protest blast explosion attack strike airstrike clash violence earthquake day night rainfall snowfall
"""
_CITY_HAS = frozenset(_CITY_HAS_WORDS.split())
_HAS = frozenset(["have", "lose", "see", "get", "need", "lack", "record", "register"])
#: What a city is: "Baku is hot", "went dark". What else somebody is, a state is: "is ready", "is an ally".
_BE = frozenset(["be", "become", "remain", "stay", "go", "look", "seem"])
_STATE_IS_WORDS = """
concerned ready willing keen determined prepared opposed committed eager reluctant unlikely likely angry furious adamant wary confident
worried serious right wrong unhappy nervous open set able unable sure certain aware alarmed unwilling silent guilty responsible hostile
friendly neutral optimistic cautious careful due free bound interested convinced disappointed satisfied grateful accountable complicit
sceptical skeptical firm
"""
_STATE_IS = frozenset(_STATE_IS_WORDS.split())
_PARTNER_WORDS = """
investor ally supporter backer partner signatory member mediator sponsor trader supplier buyer rival adversary guarantor party player
donor enemy friend creditor lender exporter importer aggressor victim target critic opponent champion proponent broker
"""
_PARTNER = frozenset(_PARTNER_WORDS.split())
#: What only somebody who acts has: "Beijing's decision".
_ACTS_WORDS = """
decision demand offer move refusal rejection response reaction stance position claim accusation allegation denial warning threat plea
request ultimatum insistence ambition retaliation aggression invasion diplomacy diplomat envoy ambassador negotiator backing pledge
promise willingness unwillingness reluctance bid proposal backtracking ally sanction
"""
_ACTS = frozenset(_ACTS_WORDS.split())
#: Brussels acts for the Union in an item that names it.
_UNION = Entity(entity_id("organisation", "European Union"), "European Union", "organisation")
_OF_UNION = re.compile(r"\b(?:EU|European (?:Union|Commission|Council|Parliament))\b")
#: What is done to somebody who acts: "accused Beijing", "Tehran was told".
_DONE_TO_WORDS = """
provide tell urge ask accuse warn supply give inform sanction pressure blame support help arm fund punish thank criticise criticize condemn
persuade convince assure reassure lobby anger surprise irritate alarm infuriate embarrass provoke
"""
_DONE_TO = frozenset(_DONE_TO_WORDS.split())
#: What is laid on a government, and the verb for it: "sanctions on Tehran".
_LAID_ON = frozenset(["sanction", "tariff", "pressure", "embargo", "impose", "slap"])


def metonym(doc: Doc, span: Span, entity: Entity, text: str) -> Entity | None:
    """The country whose government a capital stands for where it acts: the subject of a verb of will or speech,
    or given or told something."""
    code = countries.by_capital().get(span.of(text))
    if code is None or entity.country not in (code, None):
        return None  # Plymouth in England is no government of Montserrat's
    token = _root(doc, span)
    if token is None or (
        token.dep_ in ("pobj", "appos")
        and token.head.dep_ == "prep"
        and token.head.lower_ in ("in", "at", "near", "from", "around", "outside", "of", "through", "across")
    ):
        return None
    if _as_a_city(token) or _happens(token):
        return None
    governs = token.dep_ in ("nsubj", "agent", "dative") or (
        token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in _DONE_TO
    )
    if not (governs or _is_party(token) or _beside_one(token) or _owns_an_act(token)):
        return None
    return _UNION if code == "BEL" and _OF_UNION.search(text) else country_entity(code)


def _is_party(token: Token) -> bool:
    """Whether something is with, between, against or by a capital, or laid on it, or one that stands beside it."""
    if token.dep_ != "pobj":
        return False
    laid = token.head.lower_ == "on" and token.head.head.lemma_ in _LAID_ON
    return laid or (token.head.lower_ in ("with", "between", "against", "by") and token.head.head.pos_ in ("NOUN", "VERB"))


def _owns_an_act(token: Token) -> bool:
    """Whether what a capital has is what somebody does: "Beijing's decision". Rejects what cities have ("London's plan", "Moscow's mayor",
    "Tehran's air"). Of eight such words in 1,055 development texts, read
    while the list was made, seven were a state's, one a team's; on other texts it is not counted."""
    return token.dep_ == "poss" and token.head.lemma_ in _ACTS and not _OF_CITIES.search(token.sent.text)


def _happens(token: Token) -> bool:
    """Whether a capital is where something happens or what it is like: "Jakarta is sinking", "Kyiv suffered blackouts", "Cairo has 20
    million people", "London is expensive". Rejects what states undergo and are ("suffered a setback", "is ready", "is an ally")."""
    verb = token.head
    if token.dep_ != "nsubj":
        return False
    objects = {child.lemma_.casefold() for child in verb.children if child.dep_ in ("dobj", "attr")}
    if verb.lemma_ == "go" and any(child.lower_ in ("dark", "black", "quiet", "underwater") for child in verb.children):
        return True
    if verb.lemma_ in _HAPPENS:
        return not any(child.dep_ in ("dobj", "acomp", "oprd") for child in verb.children)
    if verb.lemma_ in _UNDERGOES:
        return not objects & _OF_STATES
    if verb.lemma_ in _HAS:
        heads = {
            word
            for child in verb.children
            if child.dep_ == "dobj" and not any(t.tag_ == "VB" for t in child.children)  # "60 days to respond"
            for word in (child.lemma_.casefold(), child.text.casefold())
        }
        return bool(heads & _CITY_HAS)
    if verb.lemma_ not in _BE or any(child.dep_ in ("dobj", "xcomp") for child in verb.children):
        return False
    likenesses = {child.lemma_.casefold() for child in verb.children if child.dep_ == "acomp"}
    told = objects | likenesses
    return bool(told) and not told & (_STATE_IS | _PARTNER) and not any(t.dep_ in ("xcomp", "ccomp") for t in verb.subtree)


def _beside_one(token: Token) -> bool:
    """Whether a capital stands beside another that acts: "Washington and Moscow welcomed it", "talks between Ankara and Athens"."""
    first = next((t for t in (token, *token.ancestors) if t.dep_ != "conj"), None) if token.dep_ == "conj" else None
    return (
        first is not None and first.text in countries.by_capital() and (first.dep_ in ("nsubj", "agent") or _is_party(first))
    )


def _as_a_city(token: Token) -> bool:
    """Whether a capital is the city: between it and another lies a road or a plain, or it sees to its streets."""
    first = next((t for t in (token, *token.ancestors) if t.dep_ != "conj"), token)
    if first.dep_ == "pobj" and first.head.lower_ == "between":
        return first.head.head.lemma_ not in _TIES
    return token.dep_ == "nsubj" and bool(_OF_CITIES.search(token.head.sent.text))


def _root(doc: Doc, span: Span) -> Any:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None and len(found) else None
