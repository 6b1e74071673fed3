"""Names to entities within one item: one person for "Kassym-Jomart Tokayev", "Tokayev" and "President Tokayev"; places with points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..ids import digest
from ..knowledge import countries
from ..knowledge.given_names import given_names, sex_of
from ..knowledge.offices import TITLES, Term, country_of, fold, held, skeleton
from ..knowledge.places import Place
from ..language.palladius import pinyin
from ..language.transliteration import romanised, script
from ..types import DateEstimate, Entity, Item
from .locating import UNLISTED, locate
from .shapes import Name

#: What belongs to a surname: "von der Leyen" is the last name of Ursula von der Leyen.
_PARTICLES = frozenset(
    ["von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "bin", "ibn", "al", "ter", "ten", "zu"]
)

#: What tells of which sex the person is whose surname follows.
_COURTESY = re.compile(r"\b(Mr|Mrs|Ms|Miss)\.? $")
_SEX = {"Mr": "m", "Mrs": "f", "Ms": "f", "Miss": "f"}


_VOWELS = str.maketrans("eo", "au")
_STOPS = re.compile(r"^[gqk]h?")


def respelt(word: str) -> str:
    """A word of a name as the romanisations of Arabic and Persian share it: "Gaddafi", "Qaddafi" and "Kadhafi", "Hussein" and
    "Hussain", "Haniyeh" and "Haniya"; and "Həsənov" is "Hasanov"."""
    word = _STOPS.sub("k", word.replace("dh", "d").replace("gh", "g").replace("ə", "a"))
    return word[:1] + skeleton(word)[1:].translate(_VOWELS).removesuffix("h")


def entity_id(kind: str, name: str, country: str | None = None) -> str:
    """Type and folded name; a place adds its country, since towns share names."""
    return digest("entity", kind, fold(name), country or "" if kind == "place" else "")


def country_entity(code: str) -> Entity:
    """The entity of a country."""
    country = countries.countries()[code]
    return Entity(entity_id("country", country.name), country.name, "country", code, None, country.latitude, country.longitude)


def link(names: list[Name], text: str, item: Item | None = None) -> list[Entity]:
    """The entity of each name, in order. `item` tells the outlet, which says where its towns lie."""
    located = locate(names, text, item)
    persons = [name for name in names if name.type == "person"]
    days = item.published if item is not None and persons else None
    people = People([*(name.called(text) for name in persons), *_officials(persons, text, days)], days)
    entities = [_entity(name, text, people, located.get(number)) for number, name in enumerate(names)]
    known = {e.id: e.country for e in entities if e.type == "person" and e.country}
    return [replace(e, country=known[e.id]) if e.type == "person" and e.id in known else e for e in entities]


def _officials(persons: list[Name], text: str, days: DateEstimate | None) -> Iterator[str]:
    """The full names of those whom an item calls by office and surname, where one person of that surname held it, or on the item's days:
    Barack Obama of "President Obama", though the item names Michelle Obama in full."""
    for name in persons:
        words = name.called(text)
        if " " not in words and (title := _title(name)) and script(words) == "latin":
            terms = held(words, title)
            alone = len({term.name for term in terms}) == 1
            called = terms[0].name if alone else _in_office(terms, days) if len({t.country for t in terms}) == 1 else None
            if called is not None and fold(called).split()[-1:] == [fold(words)]:
                yield called


def _title(name: Name) -> str | None:
    """The title of the table of offices in the role beside a name, the longest."""
    return next((t for t in sorted(TITLES, key=len, reverse=True) if name.role and t in name.role.casefold()), None)


class People:
    """The names of the persons of one item, in the order of the text."""

    def __init__(self, names: Iterable[str], days: DateEstimate | None = None) -> None:
        self.by_last: dict[str, list[tuple[str, list[str]]]] = {}
        self.by_sound: dict[tuple[str, str], list[str]] = {}
        self.by_first: dict[str, list[str]] = {}
        self.spelt: dict[str, list[str]] = {}
        self.full: dict[str, str] = {}
        #: The days of the item, where they are known: of father and son in one office they choose.
        self.days = days
        self.often = Counter(names)
        for name in self.often:
            self.spelt.setdefault(fold(name), []).append(name)
            if words := fold(name).split():
                self.by_last.setdefault(skeleton(words[-1]), []).append((name, words))
                if len(words) > 1:
                    self.by_first.setdefault(words[0], []).append(name)
                    for first in ("", respelt(words[0])):
                        self.by_sound.setdefault((first, respelt(words[-1])), []).append(name)

    def full_name(self, name: str) -> str:
        """The longest name in the item that this one is the last word of, or the first and last of; an initial may stand for the first.
        Of several people of one surname it is the one who is named in full most often, or else first.
        A first name alone is the one person of the item who has it; a name without accents is the one that the item has with them."""
        if name not in self.full:
            best = self._fullest(name)
            self.full[name] = self._otherwise_spelt(name) or best if best == name else best
        return self.full[name]

    def _otherwise_spelt(self, name: str) -> str | None:
        """The name in full that the item has most often in another spelling, by the sounds that romanisations confuse: Muammar Gaddafi of
        "Qaddafi", Mohammed bin Salman of "Muhammad bin Salman". Rejects short words, given names alone and what two people may be."""
        words = fold(name).split()
        if not words or len(words[-1]) < 5 or (len(words) == 1 and words[0] in given_names()):
            return None
        first = respelt(words[0]) if len(words) > 1 else ""
        alike = self.by_sound.get((first, respelt(words[-1])), [])
        if first:
            alike = [n for n in alike if fold(n).split()[1:-1] == words[1:-1] and sex_of(n) in (sex_of(name), None)]
        elif len({respelt(fold(other).split()[0]) for other in alike}) != 1:
            return None
        best = max(alike, key=lambda other: (bool(held(other)), self.often[other]), default=name)
        return best if fold(best) != fold(name) else None

    def of_sex(self, name: str, sex: str) -> str:
        """The full name as `full_name` has it, but of the person of that surname and of this sex, if given names tell: "Mrs Simons" beside
        Philip and Ninette Simons. The bare surname where all who bear it are of the other sex."""
        best = self.full_name(name)
        if sex_of(best) in (None, sex):
            return best
        alike = self.namesakes(name)
        fitting = [other for other in alike if sex_of(other) == sex] or [other for other in alike if sex_of(other) is None]
        return max(fitting, key=lambda other: self.often[other]) if fitting else name

    def namesakes(self, name: str) -> list[str]:
        """The names in full that end as a name does."""
        words = fold(name).split()
        return [other for other, own in self.by_last.get(skeleton(words[-1]), []) if len(own) > 1] if words else []

    def _meant(self, parts: list[str]) -> list[tuple[str, list[str]]]:
        """The names with the last word of this one; of a surname alone those of one person."""
        alike = self.by_last.get(skeleton(parts[-1]), [])
        full = [(self.often[other], words[0][:3]) for other, words in alike if len(words) > 1 and words[0] not in _PARTICLES]
        if len(parts) > 1 or not full:
            return alike
        counts = Counter[str]()
        for often, first in full:
            counts[first] += often
        first = max(counts, key=lambda one: counts[one])
        return [(other, words) for other, words in alike if len(words) == 1 or words[0][:3] == first]

    def _fullest(self, name: str) -> str:
        parts = fold(name).split()
        while len(parts) > 1 and parts[0] in _PARTICLES:
            parts = parts[1:]
        if not parts:
            return name
        best, most = name, len(fold(name).split())
        for other, words in self._meant(parts):
            if len(parts) > 1 and " " not in name and len(words) > most and words[-len(parts) :] == parts:
                best, most = other, len(words)  # "Zuma-Sambudla" of "Duduzile Zuma-Sambudla"
            spelt_out = best == name and len(parts) == len(words) and len(parts[0]) == 1 < len(words[0])
            if (len(words) > most or spelt_out) and (len(parts) == 1 or words[0].startswith(parts[0][:3])):
                best, most = other, len(words)
        best = next((other for other in self.spelt.get(fold(best), ()) if not other.isascii()), best)
        firsts = self.by_first.get(parts[0], [])
        return firsts[0] if best == name and len(parts) == len(firsts) == 1 else best


def _entity(name: Name, text: str, people: People, place: Place | None) -> Entity:
    words = name.called(text)
    if name.type in ("country", "nationality") and (place is None or place.kind == "country"):
        code = name.country or countries.by_demonym().get(words) or countries.by_name().get(words)
        called = name.canonical or words  # "Texans" and "a Texan" are one group
        return country_entity(code) if code else Entity(entity_id("group", called), called, "group")
    if name.type in ("place", "country"):
        return place_entity(words, name, place)
    if name.type == "person":
        return person_entity(words, name, text, people)
    canonical = name.canonical or words
    return Entity(entity_id(name.type, canonical), name.shown or canonical, name.type)


def place_entity(words: str, name: Name, place: Place | None) -> Entity:
    """A place of the gazetteer with its point, a country, a part of a country without a point, or a bare name."""
    if name.country and countries.by_name().get(words) != name.country:
        return Entity(entity_id("place", words, name.country), words, "place", name.country)
    if place is None:
        return Entity(entity_id("place", words), words, "place")
    if place.kind == "country":
        return country_entity(place.country)
    if place.kind == UNLISTED:
        return Entity(entity_id("place", words, place.country), words, "place", place.country)
    called = shown_name(words, place)
    wide = place.kind in ("region", "continent") and not place.country  # the Sahel is no point in the desert
    at = (None, None) if wide else (place.latitude, place.longitude)
    return Entity(entity_id("place", place.name, place.country), called, "place", place.country or None, place.geonames_id, *at)


def shown_name(words: str, place: Place) -> str:
    """The gazetteer's name of a place, where the words only abbreviate it, shout, or are in another script; else the words: news says
    Palmyra, not Tadmur."""
    if script(words) != "latin" == script(place.name):
        return place.name
    shouted = words.isupper() and len(words) > 3
    return place.name if "." in words[2:] or len(words) < 4 else words.title() if shouted else words


def _in_office(terms: Sequence[Term], days: DateEstimate | None) -> str | None:
    """The one holder of some terms of a surname; of father and son who held an office the one in office on the days of the item: "President
    Aliyev" in 1997 is Heydar. None where the days are those of both."""
    if len({fold(term.name)[:3] for term in terms}) > 1:
        if days is None:
            return None
        terms = [t for t in terms if (t.start is None or t.start <= days.latest) and (t.end is None or t.end >= days.earliest)]
    return terms[0].name if terms and len({fold(term.name)[:3] for term in terms}) == 1 else None


def person_entity(words: str, name: Name, text: str, people: People) -> Entity:
    """A person by the fullest name in the item; one known only by surname and office by the table of offices."""
    sex = _SEX.get(courtesy[1]) if (courtesy := _COURTESY.search(text, max(0, name.span.start - 6), name.span.start)) else None
    best = people.of_sex(words, sex) if sex and " " not in words else people.full_name(words)
    title = _title(name)
    if title and " " not in words and " " in best and not held(best, title):
        best = next((other for other in people.namesakes(words) if held(other, title)), best)
    latin = best if best.isascii() else pinyin(best) or romanised(best) if script(best) == "cyrillic" else best
    terms = held(latin, title) if title else held(latin) if len(best.split()) > 1 else ()
    if (
        len(best.split()) == 1
        and terms
        and len({term.name.split()[-1] for term in terms}) == 1
        and len({t.country for t in terms}) == 1
    ):
        best = _in_office(terms, people.days) or best
    country = country_of(terms) or name.country
    return Entity(entity_id("person", best), best, "person", country)
