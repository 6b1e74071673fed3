"""Who "he", "she" and "the senator" are.

Accepts personal pronouns of one person, and definite titles ("the president", "the South Carolina senator"). A title goes to the nearest
person before it whose role, description or office has that word; a pronoun, or a title that nobody bears, to the person before it who
stands out most: the subject of the clause it depends on, then subjects and speakers of the sentences just before, in the same paragraph
rather than further up, outside quotations if it is outside, and never of the other sex. Rejects a pronoun with nobody before it, and
titles that stand beside a name. Its measured error stands in docs/entities.md.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ..knowledge import countries
from ..knowledge.offices import TITLES, held, holder
from ..tables import rows
from ..types import Entity, Mention, Span
from .linking import entity_id
from .office_titles import fields_in, office_words
from .salience import SAYS, Layout, Seen, sexes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SEX = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_EITHER = re.compile(
    r"\b(?:he|him|his|she|her|himself|herself) ?(?:or|/) ?(?:he|him|his|hers?|she|himself|herself)\b", re.IGNORECASE
)
#: Offices of which everybody knows the one: "the president" is nobody of the text who is not told to hold it.
_OF_STATE = frozenset(["president", "pope", "king", "queen", "chancellor"])
_FURTHEST = 12
#: How many mentions back the subject of an object's verb may be.
_CLAUSE = 8
_SAME_AS = {"premier": "prime minister", "candidate": "nominee", "nominee": "candidate", "lawmaker": "senator", "pontiff": "pope"}


@cache
def _titles() -> dict[str, str]:
    """Heads of definite titles, offices and what news calls people on second mention, with the sex they give away (titles.csv)."""
    return {row["title"]: row["sex"] for row in rows(__package__, "titles.csv")}


@cache
def _trades() -> frozenset[str]:
    """The titles that whoever is called by another seldom has: a police commander is not "the captain"."""
    return frozenset(row["title"] for row in rows(__package__, "titles.csv") if row["trade"])


@cache
def _borne() -> frozenset[str]:
    """The titles that mean somebody who is called so, and nobody else who stands out: "the judge" is no accused. In 1,270 texts not looked
    at before, 12 of 13 were right; of some 20 others that whoever stood out would have got, half."""
    return frozenset(row["title"] for row in rows(__package__, "titles.csv") if row["borne"])


class Antecedents:
    """Pronouns and titles of one item, resolved in the order of the text, so that each may lean on those before."""

    def __init__(self, doc: Doc, text: str, mentions: list[Mention], day: date | None = None) -> None:
        self.doc, self.text, self.day = doc, text, day
        self.people = [m for m in mentions if m.type == "person" and m.entity is not None]
        self.names = [m.span for m in mentions]
        self.layout = Layout(doc, text)
        self.sex = sexes(text, self.people)
        self.counts = Counter(m.entity.id for m in self.people if m.entity)
        self.most = max(self.counts.values(), default=1)
        self.roles: dict[str, set[str]] = {}
        for mention in self.people:
            if mention.entity is not None:
                self.roles.setdefault(mention.entity.id, set()).add(mention.role or "")
        #: The persons so far, the last seen last.
        self.latest: dict[str, Entity] = {}

    def resolved(self) -> list[Mention]:
        """The pronouns and titles that mean a person of the item, as mentions of that person."""
        waiting = sorted((self.layout.seen(m) for m in self.people), key=lambda s: s.mention.span, reverse=True)
        before: list[Seen] = []
        found = []
        for token in self.doc:
            while waiting and waiting[-1].mention.span.end <= token.idx:
                self._see(waiting.pop(), before)
            mention = self._meant(token, before)
            if mention is not None:
                found.append(mention)
                self._see(self.layout.seen(mention), before)
            elif (unknown := self._unknown(token)) is not None:
                before.append(self.layout.seen(unknown))
        return found

    def _see(self, seen: Seen, before: list[Seen]) -> None:
        before.append(seen)
        if (entity := seen.mention.entity) is not None:
            self.latest.pop(entity.id, None)
            self.latest[entity.id] = entity

    def _meant(self, token: Token, before: list[Seen]) -> Mention | None:
        if token.lower_ in _SEX and before and not self._either(token):
            entity = self._best(token, before, _SEX[token.lower_])
            return self._mention(Span(token.idx, token.idx + len(token)), entity)
        if token.lower_ in _titles() and (start := self._opens(token)) is not None:
            return self._mention(Span(start, token.idx + len(token)), self._titled(token, start, before))
        return None

    def _unknown(self, token: Token) -> Mention | None:
        """The holder of an office whom nothing in the item names, whom a pronoun may mean: "The President was away. He". Nobody where
        a person so far may hold it by surname alone. In 420 texts with such words two pronouns are nobody by this, both rightly."""
        if token.lower_ not in _OF_STATE or (start := self._opens(token)) is None:
            return None
        if any(term.office.casefold() == token.lower_ for entity in self.latest.values() for term in held(entity.name)):
            return None
        span = Span(start, token.idx + len(token))
        return Mention(span, span.of(self.text), "person", None)

    def _either(self, token: Token) -> bool:
        """Whether a pronoun is one of "he or she", which is nobody."""
        at = token.idx
        return any(match.start() <= at < match.end() for match in _EITHER.finditer(self.text, max(0, at - 12), at + 14))

    def _titled(self, token: Token, start: int, before: list[Seen]) -> Entity | None:
        """The person whom a title means: who bears it, who held it on the day, or, as a subject of no field, who stands out most."""
        state, fields = self._state(start, token), fields_in(self.text[start : token.idx])
        entity = self._bearer(token, state, fields) or (self._in_office(token, state) if state else None)
        # "The chancellor's spokesman" is somebody else than the persons so far.
        owned = any(child.dep_ == "poss" for child in token.children)
        if entity is None and state is None and not (fields or owned) and before and token.dep_ in ("nsubj", "nsubjpass"):
            word = token.lower_
            if word in _OF_STATE or word in _borne():
                return None
            others = [s for s in before if s.mention.entity and not self._bears_another(s.mention.entity, word)]
            return self._best(token, others, _titles()[word])
        return entity

    def _mention(self, span: Span, entity: Entity | None) -> Mention | None:
        return Mention(span, span.of(self.text), "person", entity, None, None, True) if entity is not None else None

    def _opens(self, token: Token) -> int | None:
        """Where "the" of a definite title stands; None if the word is no head of one, or a name stands beside it."""
        first = self.doc[token.left_edge.i]
        owned = first.i + 1 < token.i and self.doc[first.i + 1].lower_ in ("'s", "’s") and first.text in countries.by_name()
        if not (first.lower_ == "the" or owned) or token.i - first.i > 6 or token.dep_ in ("appos", "compound", "attr", "oprd"):
            return None
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if after is not None and (after.lower_ in ("of", "for", "-", "’s", "'s", "and", "or") or after.text[:1].isupper()):
            return None
        if any(child.dep_ in ("appos", "relcl") for child in token.children):
            return None
        return int(first.idx)

    def _state(self, start: int, token: Token) -> str | None:
        """The country that a title names: "the Kazakh president", "Kazakhstan's president"."""
        words = re.sub(r"['’]s\b", "", self.text[start : token.idx]).split()
        return next((code for w in words if (code := countries.by_demonym().get(w) or countries.by_name().get(w))), None)

    def _in_office(self, token: Token, state: str) -> Entity | None:
        """Who held the office of a country on the day of the item, by the table of offices; None where the day or the holder is open."""
        title = (
            f"{token.nbor(-1).lower_} {token.lower_}" if token.i and token.nbor(-1).lower_ in ("prime", "vice") else token.lower_
        )
        if self.day is None or title not in TITLES:
            return None
        name = holder(TITLES[title], state, self.day)
        return Entity(entity_id("person", name), name, "person", state) if name else None

    def _bearer(self, token: Token, state: str | None, fields: frozenset[str]) -> Entity | None:
        """The nearest person before who has the title by role or office, and of the country or field if the title names one."""
        words = {token.lower_, _SAME_AS.get(token.lower_, token.lower_)}
        words |= {f"{token.nbor(-1).lower_} {token.lower_}"} if token.i and token.nbor(-1).lower_ in ("prime", "vice") else set()
        for entity in reversed(self.latest.values()):
            if fields and self._of_other_field(entity, fields):
                continue
            if state is not None and not self._is_of(entity, state):
                continue
            if self._holds(entity, words, state):
                return entity
        return None

    def _bears_another(self, entity: Entity, word: str) -> bool:
        """Whether a person of another office or trade cannot be meant by one: the foreign minister is not "the president", nor a police
        commander "the captain"."""
        others = (
            _titles().keys() | office_words() if word in _trades() else office_words() if word in office_words() else frozenset()
        )
        return any(others & set(re.findall(r"[\w-]+", role.casefold())) for role in self.roles.get(entity.id, ()))

    def _of_other_field(self, entity: Entity, fields: frozenset[str]) -> bool:
        """Whether a person's roles name fields of government and none of these: the foreign minister is not "the justice minister"."""
        own = frozenset[str]().union(*(fields_in(role) for role in self.roles.get(entity.id, ())))
        return bool(own) and not own & fields

    def _is_of(self, entity: Entity, state: str) -> bool:
        """Whether a person is not known to be of another country: by the table of offices, or the country in a role."""
        named = {
            code
            for role in self.roles.get(entity.id, ())
            for word in re.findall(r"[A-Z][\w-]+", role)
            if (code := countries.by_demonym().get(word) or countries.by_name().get(word))
        }
        return state in named or (not named and entity.country in (None, state))

    def _holds(self, entity: Entity, words: set[str], state: str | None) -> bool:
        roles = [role.casefold() for role in self.roles.get(entity.id, ())]
        if any(word in role for word in words for role in roles):
            return True
        if state is not None and "leader" in words and held(entity.name, country=state):
            return True
        return " " in entity.name and any(t.office.casefold() in words for t in held(entity.name))

    def _best(self, token: Token, before: list[Seen], sex: str) -> Entity | None:
        """The person who stands out most before a word, of a sex if one is wanted."""
        sentence, paragraph = self.layout.sentence(token.idx), self.layout.paragraph(token.idx)
        quoted = self.layout.quoted(token.idx)
        best: tuple[float, Entity | None] | None = None
        subjects = {s.mention.entity.id for s in before[-_CLAUSE:] if s.mention.entity and self._is_object_of(token, s)}
        for seen in reversed(before):
            entity = seen.mention.entity
            if entity is not None and entity.id in subjects:
                continue
            if sentence - seen.sentence > _FURTHEST and best is not None:
                break
            known = self.sex.get(entity.id) if entity else _titles()[seen.mention.text.split()[-1].casefold()]
            if (sex and known and known != sex) or self._is_object_of(token, seen):
                continue
            score = self._salience(token, seen, sentence, paragraph, quoted)
            score += 0.4 * (self.counts[entity.id] if entity else 1) / self.most
            score += 0.5 if sex and (known == sex or not entity) else 0.0
            if best is None or score > best[0]:
                best = (score, entity)
        return best[1] if best else None

    def _salience(self, token: Token, seen: Seen, sentence: int, paragraph: int, quoted: bool) -> float:
        score = -0.35 * min(sentence - seen.sentence, _FURTHEST) - 0.3 * min(paragraph - seen.paragraph, 4)
        score += 1.2 if seen.subject else 0.2 if seen.owner else 0.4
        score += 0.5 if seen.speaks else 0.0
        if seen.quoted and not quoted:
            score -= 1.2
        if seen.subject and not seen.mention.pronoun and (seen.sentence, seen.paragraph) == (sentence - 1, paragraph):
            score += 0.0 if quoted or seen.quoted else 0.6  # whom the sentence before is about
        if not quoted and token.dep_ == "nsubj" and token.head.lemma_ in SAYS and seen.speaks and not seen.quoted:
            score += 0.5
        if seen.verb is not None and any(a.i == seen.verb for a in token.ancestors):
            score += 0.8 if not quoted or seen.quoted else -1.0
        return score

    def _is_object_of(self, token: Token, seen: Seen) -> bool:
        """Whether the word is an object of the verb whose subject the person is: he does not hit himself."""
        return token.dep_ in ("dobj", "dative") and seen.verb == token.head.i and token.lower_ not in ("himself", "herself")
