"""Who takes part: the phrases around a trigger in the parse, as actors with entity, country and sector."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..entities.run_together import filed_before
from ..expressions.located import Located
from ..knowledge import countries
from ..types import Actor, Entity, Item, Mention, Span, Statement
from .peoples import people_in
from .run_in import MARKS, RUN_IN, behind_headline, closes_quotation, with_state
from .words import pattern, sectors, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_IDLE = frozenset({"BUS", "MED", "LAB", "EDU", "CVL", "JRN"})


#: Organisations of states, which PLOVER gives the code IGO in place of a country.


_ARTICLE = re.compile(r"^(?:the |an? |its |their |his |her |our |some |several |\d[\d,]* |two |three |four |five |ten )+")
_INDEFINITE = re.compile(r"an? ", re.IGNORECASE)
#: A body of several fields: "the Department of Roads and Parks".
_LONG_NAME = re.compile(r"^(?:\w+ )?\w+ (?:of|for) [^,]+ and ")
_CLOSED = frozenset({"COP", "JUD", "LEG", "LAB", "OPP", "SOC", "EDU", "CVL", "REB", "UAF", "CRM", "MED", "JRN", "REL"})


def of_states(phrase: str) -> bool:
    """Whether the words begin with the name of an organisation of states."""
    bare = _ARTICLE.sub("", phrase.lower())
    return any(bare == name or bare.startswith((f"{name} ", f"{name}'", f"{name}’")) for name in words("states"))


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


def armed_words(phrase: str) -> bool:
    """Whether the words name somebody who bears arms."""
    return bool(pattern("armed").search(phrase))


def public(actor: Actor) -> bool:
    """Whether somebody acts for a country or a sector of public life, not a firm, a school or a passer-by without a country."""
    if of_states(actor.text):
        return True
    if actor.sector in _IDLE and (actor.country is None or actor.sector == "BUS"):
        return False
    return bool(actor.country or actor.sector)


#: Different words of sport that make an article one of sport.
_SPORTING = 5


#: An initial that the parser takes for the end of a sentence: "nominated Tom S. Lind".
_INITIAL = re.compile(r" ?\. (?:[A-Z] ?\. )?[A-Z][a-zà-þ][\w’'-]+(?: [A-Z][a-zà-þ][\w’'-]+)?")
_ENDS_SHORT = re.compile(r" (?:[A-Z]|Dr|Mr|Mrs|Ms|Sen|Gov|Rep|Gen|Col|Lt|Sgt|Capt)$")


class Phrases:
    """Looks up mentions by the tokens of one item."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.mentions = [m for m in item.mentions if m.type not in ("time", "medium", "office")]
        self.located = Located((m.span, m) for m in self.mentions)
        self.statements = Located((content, s) for s in item.statements if s.act != "credit" for content in s.content)
        self.cues = Located((s.cue, s.cue) for s in item.statements if s.cue)

    @cached_property
    def sporting(self) -> bool:
        """Whether the item is about sport, where sides meet and threaten in play."""
        return len({found.lower() for found in pattern("sporting").findall(self.item.text)}) >= _SPORTING

    @cached_property
    def to_reader(self) -> float:
        """The share of "you" and "your" among the words of the item."""
        words = self.item.text.lower().split()
        return sum(word in ("you", "your") for word in words) / max(1, len(words))

    def over(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds a span."""
        holding = [s for s in self.statements.over(span) if any(c.contains(span) for c in s.content)]
        return min(holding, key=lambda s: sum(len(c) for c in s.content), default=None)

    def span_of(self, token: Token) -> Span:
        """The phrase of a token: what stands before it, and "of", "from", "in" after it, without clauses, appositions or coordination."""
        person = any(m.type == "person" for m in self.located.over(Span(token.idx, token.idx + len(token.text))))
        kept = [token, *_before(token), *([] if person and _tells_where(token) else _after(token))]
        first = behind_headline(token)
        kept = [t for t in kept if t.i >= first.i] if first is not None else [*kept, *_cut_off(min(kept, key=lambda t: t.i))]
        start = min(t.idx for t in kept)
        while start > 1 and self.item.text[start - 1] in "-\u2011":
            start = max(self.item.text.rfind(" ", 0, start - 1), self.item.text.rfind("\n", 0, start - 1)) + 1
        last = hyphened_on(token)
        kept += [last] if last is not None else []
        kept += _rest_of_name(max(kept, key=lambda t: t.i))
        end = max(t.idx + len(t.text) for t in kept)
        cut = max(self.item.text.rfind(dash, start, token.idx) for dash in (" - ", " — ", " – ", " / ", " > ", " | ", ": "))
        cut = -1 if cut >= 0 and _is_hyphen(token.doc, cut + 1) else cut
        start = cut + 3 if cut >= 0 and self.item.text[cut] == " " else cut + 2 if cut >= 0 else start
        short = token.pos_ == "PROPN" and _ENDS_SHORT.search(self.item.text, max(0, start - 1), end)
        end += closes_quotation(self.item.text, start, end)
        cut_name = _INITIAL.match(self.item.text, end) if short else None
        end = cut_name.end() if cut_name else end
        strange = RUN_IN.match(self.item.text, start, token.idx)
        start = strange.end() if strange else start
        town = filed_before(start, self.item.text)  # "WASHINGTON Barack Obama"
        start = town.end + 1 if town is not None and town.end < token.idx else start
        start = with_state(start, self.item.text)
        marked = MARKS.match(self.item.text, start, token.idx)
        return Span(marked.end() if marked else start, end)

    def anybody(self, token: Token) -> Actor | None:
        """The actor that a token heads, known to the tables or not; a pronoun stands for whom its mention names."""
        if token.pos_ == "PRON" or token.tag_ == "PRP":
            own = Span(token.idx, token.idx + len(token.text))
            mention = next((m for m in self.located.over(own) if m.span == own), None)
            return self.plain(mention) if mention is not None else Actor(own, token.text)
        known = self.actor(token)
        if known is not None:
            return known
        span = self.span_of(token)
        phrase = span.of(self.item.text)
        return Actor(span, phrase, None, self._country(span), sector(phrase, None))

    def beside(self, token: Token, trigger: Token) -> Actor | None:
        """As `anybody`; a trigger at the start of the phrase is no part of it: "murdered soldier Tom Lind"."""
        actor = self.anybody(token)
        end = trigger.idx + len(trigger.text) + len(trigger.whitespace_)
        if actor is None or not actor.span.start <= trigger.idx < end < actor.span.end:
            return actor
        span = Span(end, actor.span.end)
        return replace(actor, span=span, text=span.of(self.item.text))

    def actor(self, token: Token) -> Actor | None:
        """The actor that a token heads; None where nothing in it can act."""
        span = self.span_of(token)
        own = Span(token.idx, token.idx + len(token.text))
        best = self._mention(own, span)
        if best is not None and best.type == "organisation" and best.span.overlaps(own) and _LONG_NAME.search(best.text):
            span = Span(min(span.start, best.span.start), max(span.end, best.span.end))  # "the Department of Roads and Parks"
        phrase = span.of(self.item.text)
        if best is None and not pattern("people").search(phrase) and not of_states(phrase):
            return None
        entity = best.entity if best is not None and best.span.overlaps(own) else None
        known = people_in(phrase) or (
            people_in(entity.name) if entity and entity.type == "person" and not entity.country else None
        )
        if of_states(phrase) or ((beside := self._apposition(token)) and of_states(beside)):
            found = sector(phrase, entity)  # no workers' union is "the European Union", no firm "the World Bank"
            return Actor(span, phrase, entity, "IGO", None if found in ("LAB", "BUS") else found)
        if known is not None and known.titled and (land := self._land_before(span)) is not None:
            return Actor(span, phrase, entity, land, known.sector or sector(phrase, entity))
        if known is not None and (entity is None or entity.type != "country"):
            return Actor(span, phrase, entity, known.country, known.sector or sector(phrase, entity))
        country = entity.country if entity and entity.country and len(entity.country) == 3 else self._country(span)
        return Actor(span, phrase, entity, country or self._owners_country(token), sector(phrase, entity))

    def _land_before(self, span: Span) -> str | None:
        """The country that a phrase begins with: of "Iran's minister Abbas Lind" the name may be that of another country's leader."""
        first = next((m for m in self.located.over(span) if m.span.start >= span.start), None)
        opens = first is not None and first.span.start - span.start <= len("the ")
        known = opens and first is not None and first.type in ("country", "nationality") and first.entity is not None
        return first.entity.country if known and first is not None and first.entity is not None else None

    def _owners_country(self, token: Token) -> str | None:
        """The country of the subject before that "its" or "their" stands for: "Chad denied that its forces fled"."""
        if not any(c.lower_ in ("its", "their") and c.dep_ == "poss" for c in token.lefts):
            return None
        for verb in token.ancestors:
            owner = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < token.left_edge.i), None)
            if owner is not None and owner.tag_ != "PRP":
                named = self.actor(owner)
                return named.country if named is not None else None
        return None

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
        for mention in self.located.over(Span(start, end)):
            if start <= mention.span.start:
                known = people_in(mention.text)
                code = known.country if known else mention.entity.country if mention.entity else None
                if code and len(code) == 3 and code != "IGO":
                    found.add(code)
        return found

    def _mention(self, own: Span, span: Span) -> Mention | None:
        inside = self.located.over(own) or self.located.over(span)
        return max(inside, key=lambda m: (m.span.overlaps(own), len(m.span)), default=None)

    def _country(self, span: Span) -> str | None:
        for mention in self.located.over(span):
            if mention.entity and mention.entity.country:
                return mention.entity.country
        phrase = span.of(self.item.text)
        named = next(
            (
                code
                for word in phrase.split()
                if word[:1].isupper()
                and (code := countries.by_demonym().get(word) or countries.by_demonym().get(word.removesuffix("s")))
            ),
            None,
        )
        if named:
            return named
        if re.search(r"\bthis country\b", phrase):
            before = [m for m in self.mentions if m.entity and m.entity.type == "country" and m.span.end <= span.start]
            return before[-1].entity.country if before and before[-1].entity else None
        return None


def hyphened_on(token: Token) -> Token | None:
    """The last word of "mother-in-law" and "commander-in-chief", of which the parse makes five."""
    rest = token.doc[token.i + 1 : token.i + 5]
    held = len(rest) > 3 and [rest[0].text, rest[2].text] == ["-", "-"] and rest[1].lower_ in ("in", "at")
    return rest[3] if held and not any(t.whitespace_ for t in (token, *rest[:3])) else None


#: Tokens of a list of names within one phrase.
_LIST = 9
#: Characters of a phrase with such a list.
_LONG_LIST = 78


def _is_hyphen(doc: Doc, at: int) -> bool:
    """Whether what stands at an offset joins two words, though with a space at either side: "his half - brothers"."""
    found = doc.char_span(at, at + 1)
    if found is None or found.start == 0 or found[0].tag_ not in ("HYPH", "JJ"):
        return False
    before = found[0].nbor(-1)
    return before.dep_ in ("amod", "nummod", "npadvmod", "advmod") and before.head.i > found.start and not before.text.isupper()


def _rest_of_name(last: Token) -> list[Token]:
    """What stands behind a word in the name of a body, where the parse ties it to another ("the Senate and House of Representatives") or
    behind "for" ("the Club for Growth PAC")."""
    rest = last.doc[last.i + 1 : last.i + 6]
    if len(rest) < 2 or last.ent_type_ != "ORG" or not last.is_title or rest[0].lower_ not in ("of", "for"):
        return []
    named = next((n for n, t in enumerate(rest) if t.ent_iob_ != "I" or (n and not t.text[:1].isupper())), len(rest))
    return list(rest[:named]) if named > 1 else []


_OWN_PREPOSITIONS = frozenset({"of", "from", "in", "like"})


#: What stands before a noun without being part of its phrase: "neither Chile", "not only Chile".
_NO_PART_BEFORE = frozenset({"relcl", "advcl", "cc", "punct", "conj", "prep", "mark", "preconj", "neg"})
_LIMITING = frozenset({"how", "neither", "not", "only", "just", "even", "also", "especially", "particularly"})


def _before(token: Token) -> list[Token]:
    """What stands before a noun in its phrase, on the same line; without what a clause or a list puts there."""
    found: list[Token] = []
    for child in reversed(list(token.lefts)):
        if child.lower_ in ("a", "an") and token.tag_ == "NNS" and child.i + 1 == token.i:
            continue  # "a miners' strike"
        if child.lower_ == "both" and child.i == token.left_edge.i and any(c.dep_ == "cc" for c in token.children):
            continue  # "both Chile and Peru", not "both men"
        if child.dep_ in _NO_PART_BEFORE or child.lower_ in _LIMITING or "\n" in token.doc[child.i : token.i].text:
            continue
        found += list(child.subtree)
    return [t for t in found if "\n" not in token.doc[t.i : token.i].text]


def _cut_off(first: Token) -> list[Token]:
    """A name before a phrase that the parse ties to nothing: "TSU law students"."""
    before = first.nbor(-1) if first.i else None
    alone = before is not None and before.pos_ == "PROPN" and before.dep_ == "dep" and before.ent_type_ in ("ORG", "GPE", "NORP")
    return [before] if before is not None and alone and before.head.i > first.i else []


def _tells_where(token: Token) -> bool:
    """Whether "in" or "of" follows a name: "met Tom Lind in Lima", "warned Tom Lind of a strike"."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return token.pos_ == "PROPN" and following is not None and following.lower_ in ("in", "of")


def _after(token: Token) -> list[Token]:
    """A preposition right after a noun with its own phrase: "of the national bank"."""
    child = next(
        (
            c
            for c in token.rights
            if c.i == token.i + 1 or (c.dep_ == "appos" and c.left_edge.i == token.i + 1 and not token.nbor(1).is_punct)
        ),
        None,
    )
    if child is not None and child.dep_ == "appos" and child.pos_ == "PROPN" and "\n" not in token.doc[token.i : child.i].text:
        return [child, *_before(child)]  # "soldier Tom Lind"
    if child is not None and child.lower_ == "for" and token.lower_.startswith("spokes"):
        return [child, *(t for c in child.rights if c.dep_ == "pobj" for t in (c, *_before(c)))]
    speaks = child is not None and child.lower_ == "at" and token.lower_.startswith("spokes")
    if child is None or child.dep_ != "prep" or (child.lower_ not in _OWN_PREPOSITIONS and not speaks):
        return []
    noun = next((c for c in child.rights if c.dep_ == "pobj"), None)
    if child.lower_ == "like" and (noun is None or noun.ent_type_ not in ("PERSON", "ORG", "GPE") or token.pos_ != "NOUN"):
        return []  # only "leaders like Tom Lind"
    if noun is not None and noun.lower_ == "those":  # "families of those who fled"
        told = [t for c in noun.rights if c.dep_ in ("acl", "relcl") for t in c.subtree]
        return (
            [child, noun, *told] if len(told) < _LIST and not any(t.is_punct or "\n" in t.text for t in told) else [child, noun]
        )
    if noun is not None and child.lower_ == "in" and noun.ent_type_ not in ("GPE", "LOC"):
        return []
    first = next((t for t in (token, *token.ancestors) if t.dep_ != "conj"), token)
    charged = first.dep_ in ("dobj", "nsubjpass") and first.head.lemma_ in words("with_of")
    if charged and child.lower_ == "of" and noun is not None and noun.ent_type_ not in ("GPE", "LOC", "ORG", "NORP"):
        return []  # "accused the couple of theft", not "the mayor of Lima"
    if noun is not None and (beside := _listed_names(token, noun)):
        return [child, noun, *_before(noun), *beside]
    if noun is None or noun.is_punct or "\n" in token.doc[token.i : noun.i].text or noun.ent_type_ in ("DATE", "TIME"):
        return []
    return [child, noun, *_before(noun), *_after(noun)]


def _listed_names(token: Token, noun: Token) -> list[Token]:
    """The names after the first of a list that tells more of several: "the campaigns of Ann Lind and Tom Lind", "embassies in Chad and
    Peru"; what several people are of is given one by one."""
    kind = noun.ent_type_
    like = noun.head.lower_ == "like" and kind in ("ORG", "PERSON", "GPE")
    if token.tag_ != "NNS" or ((noun.head.lower_, kind) not in (("of", "PERSON"), ("in", "GPE")) and not like):
        return []
    named = [t for t in noun.conjuncts if t.i > noun.i and t.ent_type_ == kind]
    if not named or named[-1].i - noun.i >= _LIST or named[-1].idx + len(named[-1]) - token.left_edge.idx > _LONG_LIST:
        return []
    return list(token.doc[noun.i + 1 : named[-1].i + 1])


def sector(phrase: str, entity: Entity | None) -> str | None:
    """The PLOVER sector that the words show; a country or a person of an office acts for the government."""
    for code, found in sectors():
        if found.search(phrase):
            return code
    if entity is not None and entity.type == "country":
        return "GOV"
    return "GOV" if entity is not None and entity.type == "person" and entity.country else None


def distinct(actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Everybody once: who is named twice on a side is one, and nobody acts towards themselves."""
    kept = _once(actors, ())
    return kept, _once(recipients, tuple(a for a in kept if not _INDEFINITE.match(a.text)))  # "a man shot a man"


def _once(side: tuple[Actor, ...], taken: tuple[Actor, ...]) -> tuple[Actor, ...]:
    kept: list[Actor] = []
    for actor in side:
        if not any(_is_same(actor, other) for other in (*taken, *kept)):
            kept.append(actor)
    return tuple(kept)


def _is_same(one: Actor, other: Actor) -> bool:
    """The same words, or one entity of which one name is part of the other: "Biden", "President Biden". Two officials of one country are
    two, and so are a name and a pronoun: who "she" is may be read wrongly."""
    same = one.entity is None or other.entity is None or one.entity.id == other.entity.id
    if _ARTICLE.sub("", one.text.lower()) == _ARTICLE.sub("", other.text.lower()):
        return same
    words = [set(a.text.lower().split()) for a in (one, other)]
    person = one.entity is not None and one.entity.type in ("person", "organisation")
    return same and other.entity is not None and person and (words[0] <= words[1] or words[1] <= words[0])


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
