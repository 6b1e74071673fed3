"""Who takes part: the phrases around a trigger in the parse, as actors with entity, country and sector."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..knowledge import countries
from ..types import Actor, Entity, Item, Mention, Span, Statement
from .peoples import people_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_SECTORS: tuple[tuple[str, str], ...] = (
    ("COP", r"police|officers?|constabulary|gendarmes?"),
    ("MIL", r"army|troops?|soldiers?|military|navy|air force|forces|marines|servicem[ae]n"),
    ("JUD", r"court|judges?|prosecutors?|tribunal"),
    ("LEG", r"parliament|senate|lawmakers?|senators?|deputies|congress"),
    ("REB", r"rebels?|insurgents?|separatists?|guerrillas?"),
    ("UAF", r"militants?|gunm[ae]n|isis|islamic state|al-qaeda|militia|armed group|terrorists?|attackers?"),
    ("CRM", r"gangs?|cartels?|traffickers?|smugglers?|criminals?"),
    ("BUS", r"compan(?:y|ies)|corporation|firm|bank|airlines?|consortium|industry|businesses"),
    ("MED", r"hospitals?|doctors?|nurses?"),
    ("EDU", r"students?|teachers?|school|university|pupils"),
    ("LAB", r"workers|union|miners|drivers|strikers"),
    ("JRN", r"journalists?|reporters?|newspaper"),
    ("OPP", r"opposition"),
    ("REF", r"refugees?|migrants?|asylum seekers"),
    ("REL", r"church|priests?|imams?|bishops?"),
    ("ELI", r"former president|former minister"),
    ("PTY", r"party"),
    ("SOC", r"activists?|protesters?|demonstrators?|ngos?"),
    ("CVL", r"civilians?|residents?|people|villagers?|children|women|passengers?|citizens?|families"),
    (
        "GOV",
        r"president|administration|regime|leadership|white house|kremlin|premier|leader|minister|ministry|government|officials?|authorit(?:y|ies)|cabinet|chancellor|king|queen|governor|mayor|commission(?:er)?|state|embassy|ambassador|spokes\w+",
    ),
)
_SECTOR = tuple((code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for code, words in _SECTORS)
_PEOPLE = re.compile(
    r"\b(?:people|persons?|men|women|man|woman|children|child|boys?|girls?|students?|soldiers?|civilians?|officers?|workers?|passengers?|residents?|others|victims?|protesters?|suspects?|police|authorities|officials?|government|army|troops|forces|rebels?|gunm[ae]n|militants?|"
    r"company|corporation|administration|regime|leadership|guerrillas?|insurgents?|separatists?|settlers|hackers|refugees|tanks|helicopters|warships|aircraft|warplanes|migrants|elders|deputies|prisoners?|hostages?|demonstrators?|landowners|fundamentalists?|commission|court|parliament|ministry|minister|president|leaders?|sides|parties|countries|journalists?|activists?|teachers?|miners|drivers|farmers|crowds?|thousands|hundreds|dozens|diplomats?|ambassador|mayor|king|queen|prosecutors?|judges?|lawmakers?|senators?|settlers?|hostage-takers|kidnappers|peacekeepers?|inspectors?|observers?|delegations?|envoys?|chancellor|premier|spokes\w+|inmates|youths?|fishermen|sailors?|marines|navy|police\w+|nuns?|priests?|bishops?|clerics?|lawyers?|doctors?|nurses?|unions?|opposition|rebels|factions?|tribes\w*|clans?|movement|party|organi[sz]ations?|group|agency|fighters|dissidents?|militia\w*|paramilitar\w+|gangs?|smugglers|pirates|hijackers|warplanes|jets|gunboats)\b",
    re.IGNORECASE,
)


_ARMED = re.compile(
    r"\b(?:army|troops?|soldiers?|forces|marines|rebels?|insurgents?|separatists?|guerrillas?|militants?|gunm[ae]n|isis|islamic state|taliban|militia\w*|terrorists?|attackers?|assailants?|bombers?|tanks?|helicopters?|warplanes?|aircraft|jets|warships?|gunboats?|snipers?|gangs?|paramilitar\w+|police|commandos|settlers)\b",
    re.IGNORECASE,
)
_IDLE = frozenset({"BUS", "MED", "LAB", "EDU", "CVL", "JRN"})


#: Organisations of states, which PLOVER gives the code IGO in place of a country.
_STATES = (
    "united nations",
    "un",
    "u.n.",
    "european union",
    "eu",
    "european community",
    "nato",
    "african union",
    "arab league",
    "osce",
    "asean",
    "opec",
    "security council",
    "un security council",
    "u.n. security council",
    "international monetary fund",
    "imf",
    "world bank",
    "iaea",
    "world health organization",
    "who",
    "unhcr",
    "unicef",
    "commonwealth",
    "european commission",
    "international labor office",
    "ilo",
    "ecowas",
    "gulf cooperation council",
    "council of europe",
    "world trade organization",
    "wto",
    "international criminal court",
    "interpol",
    "organization of turkic states",
)


_ARTICLE = re.compile(r"^(?:the |an? |some |several |\d[\d,]* |two |three |four |five |ten )+")
_CLOSED = frozenset({"COP", "JUD", "LEG", "LAB", "OPP", "SOC", "EDU", "CVL", "REB", "UAF", "CRM", "MED", "JRN", "REL"})


def of_states(words: str) -> bool:
    """Whether the words begin with the name of an organisation of states."""
    bare = _ARTICLE.sub("", words.lower())
    return any(bare == name or bare.startswith((f"{name} ", f"{name}'", f"{name}’")) for name in _STATES)


def plover_country(actor: Actor) -> str | None:
    """The code that PLOVER gives: ISO 3166 alpha-3, or IGO for an organisation of states; None where the words show none."""
    if actor.entity is not None and actor.entity.type == "country" and len(actor.country or "") == 3:
        return actor.country
    if of_states(actor.text) or (
        actor.entity is not None and actor.entity.type == "organisation" and of_states(actor.entity.name)
    ):
        return "IGO"
    return actor.country


def placed(actor: Actor, country: str | None) -> Actor:
    """An official, an officer or a crowd without a country, of the country where the event is."""
    if (
        actor.country is not None
        or country is None
        or len(country) != 3
        or of_states(actor.text)
        or actor.sector in (None, "BUS", "UAF")
    ):
        return actor
    return replace(actor, country=country)


def at_home(actor: Actor, around: set[str]) -> Actor:
    """Police, judges, workers or rebels without a country, of the only country that the sentence names."""
    if actor.country is not None or len(around) != 1 or actor.sector not in _CLOSED:
        return actor
    return replace(actor, country=next(iter(around)))


def armed_words(words: str) -> bool:
    """Whether the words name somebody who bears arms."""
    return bool(_ARMED.search(words))


def public(actor: Actor) -> bool:
    """Whether somebody acts for a country or a sector of public life, not a firm, a school or a passer-by without a country."""
    if actor.sector in _IDLE and (actor.country is None or actor.sector == "BUS"):
        return False
    return bool(actor.country or actor.sector or of_states(actor.text))


class Phrases:
    """Looks up mentions by the tokens of one item."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.mentions = [m for m in item.mentions if m.type not in ("time", "medium")]

    def span_of(self, token: Token) -> Span:
        """The phrase of a token: its subtree up to the first relative clause, apposition or coordination."""
        left = min((t.idx for t in token.lefts), default=token.idx)
        left = min([left, *(t.idx for child in token.lefts for t in child.subtree)])
        end = token.idx + len(token.text)
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "in") and child.i == token.i + 1:
                end = max(
                    [
                        end,
                        *(
                            t.idx + len(t.text)
                            for t in child.subtree
                            if t.dep_ not in ("relcl", "acl", "punct") and t.head.dep_ not in ("relcl",)
                        ),
                    ][:12]
                )
                break
        return Span(left, end)

    def actor(self, token: Token) -> Actor | None:
        """The actor that a token heads; None where nothing in it can act."""
        span = self.span_of(token)
        own = Span(token.idx, token.idx + len(token.text))
        best = self._mention(own, span)
        words = span.of(self.item.text)
        if best is None and not _PEOPLE.search(words) and not of_states(words):
            return None
        entity = best.entity if best is not None and best.span.overlaps(own) else None
        known = people_in(words) or (
            people_in(entity.name) if entity and entity.type == "person" and not entity.country else None
        )
        if of_states(words) or ((beside := self._apposition(token)) and of_states(beside)):
            return Actor(span, words, entity, "IGO", sector(words, entity))
        if known is not None and (entity is None or entity.type != "country"):
            return Actor(span, words, entity, known.country, known.sector or sector(words, entity))
        country = entity.country if entity and entity.country and len(entity.country) == 3 else self._country(span)
        return Actor(span, words, entity, country, sector(words, entity))

    def _apposition(self, token: Token) -> str | None:
        """The words beside a name that say who it is: "Rosa Lind, the United Nations coordinator"."""
        found = next((c for c in token.children if c.dep_ == "appos"), None)
        return self.span_of(found).of(self.item.text) if found is not None else None

    def doc_token(self, token: Token, span: Span) -> Token | None:
        """The token that heads a span of the text."""
        found = token.doc.char_span(span.start, span.end, alignment_mode="expand")
        if found is None:
            return None
        root: Token = found.root
        return root

    def plain(self, mention: Mention) -> Actor:
        """An actor from a mention alone."""
        entity = mention.entity
        country = entity.country if entity and entity.country and len(entity.country) == 3 else None
        known = people_in(mention.text)
        if known is not None and (country is None or mention.type == "place"):
            return Actor(mention.span, mention.text, entity, known.country, known.sector)
        return Actor(mention.span, mention.text, entity, country, sector(mention.role or mention.text, entity))

    def countries(self, start: int, end: int) -> set[str]:
        """The countries that a stretch of the text names."""
        found = set()
        for mention in self.mentions:
            if start <= mention.span.start < end:
                known = people_in(mention.text)
                code = known.country if known else mention.entity.country if mention.entity else None
                if code and len(code) == 3 and code != "IGO":
                    found.add(code)
        return found

    def _mention(self, own: Span, span: Span) -> Mention | None:
        inside = [m for m in self.mentions if m.span.overlaps(own)] or [m for m in self.mentions if m.span.overlaps(span)]
        return max(inside, key=lambda m: (m.span.overlaps(own), len(m.span)), default=None)

    def _country(self, span: Span) -> str | None:
        for mention in self.mentions:
            if mention.span.overlaps(span) and mention.entity and mention.entity.country:
                return mention.entity.country
        words = span.of(self.item.text)
        named = next(
            (
                code
                for word in words.split()
                if word[:1].isupper()
                and (code := countries.by_demonym().get(word) or countries.by_demonym().get(word.removesuffix("s")))
            ),
            None,
        )
        if named:
            return named
        if re.search(r"\bthis country\b", words):
            before = [m for m in self.mentions if m.entity and m.entity.type == "country" and m.span.end <= span.start]
            return before[-1].entity.country if before and before[-1].entity else None
        return None


def sector(words: str, entity: Entity | None) -> str | None:
    """The PLOVER sector that the words show; a country or a person of an office acts for the government."""
    for code, pattern in _SECTOR:
        if pattern.search(words):
            return code
    if entity is not None and entity.type == "country":
        return "GOV"
    return "GOV" if entity is not None and entity.type == "person" and entity.country else None


def speakers_country(statement: Statement | None) -> Actor | None:
    """The country that a speaker acts for: "we", "negotiations are underway"."""
    if statement is None or statement.entity is None or statement.speaker is None or not statement.entity.country:
        return None
    code = statement.entity.country
    if code not in countries.countries():
        return None
    return Actor(statement.speaker.span, statement.speaker.text, statement.entity, code, "GOV")


def conjuncts(token: Token) -> list[Any]:
    """A token and those joined to it by "and"."""
    return [token, *token.conjuncts]
