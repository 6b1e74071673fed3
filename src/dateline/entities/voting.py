"""One type for one name in an item: the mentions of a name vote, with the words around each and the gazetteer as witnesses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ..knowledge import countries, places
from ..knowledge.given_names import given_names
from ..knowledge.leaders import surnames
from ..knowledge.offices import fold
from ..knowledge.places import Place
from ..knowledge.titles import ANY_SHORTENED
from ..language.parsing import common_words
from ..types import Span
from .bodies import clubs
from .place_context import ENGLISH_SPEAKING
from .place_words import STREETS, SURELY_AFTER, SURELY_BEFORE
from .roles import role_of
from .shapes import ORGANISATION, SIDES, Name, is_word, no_towns

_HEADS = (
    r"(?:regional|municipal|man|men|woman|women|teen|teenager|couple|grandmother|grandfather|pensioner|villagers?|farmers?|resident|residents|native|boy|girl|family|police|mayor|council|firefighters?|airport|"
    r"area|suburbs?|city|downtown|neighbou?rhood|district|province|region|county|parish|township|highway|streets?|court|jail|prison|"
    r"schools?|hospitals?|officials?|authorities|voters|election|metro|waterfront|harbou?r|market|bazaar|border)"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|near|outside|around|across|throughout|downtown|central|northern|southern|eastern|western|north|south|east|west|"
    r"(?:city|town|village|province|region|port|district|island|capital|suburb|county|state|people|residents|University|City|Town|"
    r"mayor|Mayor) of|[Gg]reater|between|(?:born|live[sd]?|living|arrived|based|held|returned|travel(?:l?ed)?|north|south|east|west|"
    r"miles|outskirts|road|highway) (?:in|at|to|of|from)|captured|seized|shelled|bombed|besieged|retook|recaptured|liberated|reached|"
    r"visited|visiting|entered|visit to|flew to|flight to|trip to) (?:the )?$"
)
_PLACE_AFTER = re.compile(
    rf"-(?:based|area|born)\b| {_HEADS}\b|['’]s (?:\w+ )?(?:{_HEADS}|capital|mayor|suburbs)\b|, (?:[A-Z][a-z]{{1,4}}\.|[A-Z]\.[A-Z]\.)"
    r"| (?:was|were|had been|has been|is being) (?:bombed|shelled|besieged|liberated|recaptured|retaken|bombarded)\b"
)
_PERSON_AFTER = re.compile(r",? (?:said|says|told|added|who|argued|tweeted|himself|herself|Jr\.?|Sr\.?)\b|, \d\d,")
_PERSON_BEFORE = re.compile(rf"\b(?:{ANY_SHORTENED}|Miss|Sir|Lord|Lady|Judge)\.? $")
#: What the tagger takes towns for that it has not seen.
_TAKEN_FOR = ("person", "work", "group", "organisation")
_KINDS = ("organisation", "person", "work", "project", "group", "event", "nationality")


#: A party and those who belong to it: "the Fianna Fáil party".
_PARTY_AFTER = re.compile(r" (?:party|MPs?|MEPs?|TDs?)\b")
_LEGAL = re.compile(r",? (?:Inc|LLC|Ltd|Limited|Corp|Corporation|Company|plc|AG|GmbH|SA|NV|SE)\.?$")
#: Before and between places of one list.
_OPENS_LIST = re.compile(r"\b(?:in|to|from|between|near|across|outside|around|via) (?:the )?$")
_LIST = re.compile(r",? and |, ")
#: Buildings one goes to are places, unless they act; so are seats of power.
_BUILDING = re.compile(
    r" (?:Hospital|Church|Cathedral|Mosque|Synagogue|Temple|Airport|Cemetery|Prison|Station|Stadium|Arena|Hotel|Chapel|Abbey)$"
    r"|^(?:White House|Kremlin|Pentagon|Downing Street|Capitol Hill)$"
)
#: "The Martens were": the family of somebody.
_FAMILY, _MANY = re.compile(r"\b[Tt]he $"), re.compile(r" (?:were|are|have|had (?:both|each))\b|s?[’'] ")
#: Who fights is a body: "M23 rebels".
_REBELS = re.compile(r" (?:rebels?|fighters?|militants?|militia(?:men|s)?|insurgents?|guerrillas?|gunmen)\b")
_STREET = re.compile(rf" (?:{STREETS}|Ave\.?)$")
_HILL = re.compile(r" (?:Mountains?|River|Creek|Lake|Bay|Valley|Canyon|Glacier|Peninsula|Desert|Forest|Beach|Falls|Border)$")
_BORDER = re.compile(r" border")
_GOING = re.compile(r"\b(?:in|at|to|near|from|outside|inside|around|of) (?:the |an? |[A-Z]\w+[’']s )?$")


def vote(names: Sequence[Name], text: str) -> list[Name]:
    """The names with one type a name: the type that most of its mentions have; a part of a person's full name is that person; a town of
    the gazetteer that stands once where a place stands is a place throughout."""
    people = [name.span.of(text) for name in names if name.type == "person"]
    surnames = {words.split()[-1] for words in people if len(words.split()) > 1}
    firsts = {words.split()[0] for words in people if len(words.split()) > 1}
    calls = (firsts | surnames) - {name.span.of(text) for name in names if _stands_as_place(name, text)}
    called = {name.span.of(text) for name in names if (name.type == "person" and name.role) or role_of(text, name.span)}
    kinds = {words: _kind(words, group, text, surnames | called) for words, group in _groups(names, text).items()}
    kinds |= dict.fromkeys(_firms(names, kinds, text) - surnames - called, "organisation")
    kinds |= dict.fromkeys(_bodies(names, kinds, text) - surnames - called, "organisation")
    kinds |= dict.fromkeys(_listed_with_places(names, kinds, text) - surnames - called, "place")
    kinds |= dict.fromkeys(clubs(names, kinds, text) - surnames - called, "organisation")
    kinds |= dict.fromkeys(_of_its_countries(names, kinds, text) - surnames - called - calls, "place")
    return [
        replace(name, type=_own_kind(name, text, kinds[name.span.of(text)], surnames, called, people, calls)) for name in names
    ]


def _bodies(names: Sequence[Name], kinds: Mapping[str, str], text: str) -> set[str]:
    """What the tagger takes for somebody and a text calls a party or gives members of parliament, and no given name opens."""
    return {
        words
        for name in names
        if kinds[words := name.span.of(text)] in ("person", "place", "work")
        and name.trust < 0.7
        and _PARTY_AFTER.match(text, name.span.end)
        and fold(words.split()[0]) not in given_names()
        and not places.named(words)
    }


def _groups(names: Sequence[Name], text: str) -> dict[str, list[Name]]:
    groups: dict[str, list[Name]] = {}
    for name in names:
        groups.setdefault(name.span.of(text), []).append(name)
    return groups


def _kind(words: str, group: Sequence[Name], text: str, persons: set[str]) -> str:
    votes: dict[str, float] = {}
    for name in group:
        votes[name.type] = votes.get(name.type, 0.0) + name.trust
    kind = max(votes.items(), key=lambda pair: (pair[1], pair[0]))[0]
    if kind in _KINDS and max(name.trust for name in group) < 0.75 and words not in persons and _is_place(words, group, text):
        return "place"
    if (
        kind in ("person", "organisation")
        and words not in persons
        and max(n.trust for n in group) <= 0.5
        and (_is_city(words, group, text) or _is_home(words, group, text))
    ):
        return "place"
    if (
        kind in ("person", "organisation", "work", "nationality")
        and words not in persons
        and max(n.trust for n in group) <= 0.5
        and _lies_within(words, group, text)
    ):
        return "place"
    sure_of = max(name.trust for name in group)
    if (
        kind in ("person", "organisation", "work", "nationality")
        and words not in persons
        and sure_of < (0.78 if places.named(words) else 0.7)
    ):
        sure = sum(_surely(name, text) for name in group)
        return "place" if 2 * sure >= min(len(group), 4) else kind
    return kind


def _is_place(words: str, group: Sequence[Name], text: str) -> bool:
    """Whether a name that the tagger takes for something else is a town: the gazetteer knows it, and its mentions stand where places
    stand more often than where people stand."""
    if words in no_towns() or ORGANISATION.search(words) or len(words) < 3 or (len(words) == 3 and words.isupper()):
        return False
    known = [place for place in places.named(words) if not place.alias]
    if not known:
        return False
    for_place = sum(1 for name in group if _stands_as_place(name, text))
    return for_place > _for_person(group, text)


#: Words of reports in which a town's name is a club's.
SPORT = re.compile(
    r"\b(?:match|matches|goals?|league|cup|season|coach|striker|midfielder|defender|points|scored|club|clubs|"
    r"(?<!legal )(?<!rescue )(?<!medical )teams?|players?|fixture|"
    r"tournament|championship|quarterback|inning|playoffs?|derby|signing|transfer)\b",
    re.IGNORECASE,
)


_WITHIN = re.compile(
    r"\b(?:(?:[Rr]esidents|[Pp]eople|villages?|towns?|farms?|homes|houses|families|farmers|factory|school|hospital|born|live[sd]?|living|"
    r"shot|killed|arrested|held|opened|arrived) (?:in|of|near|at)|between) $"
)


def _lies_within(words: str, group: Sequence[Name], text: str) -> bool:
    """Whether a single word that no table knows stands where only places stand: "residents of Aktogai", "between Dostyk and". Rejects given
    names, surnames of leaders, plurals and what stands where people do. Rare: one hit in 1,700 development texts, right."""
    if " " in words or words.isupper() or len(words) < 4 or words.endswith("s"):
        return False
    if fold(words) in given_names() or words in no_towns() or words in surnames():
        return False
    if _for_person(group, text) or is_word(words, text):
        return False
    return any(_WITHIN.search(text[max(0, name.span.start - 40) : name.span.start]) for name in group)


#: "A lecturer from Nottingham": who is told of by where they come from.
_COMES_FROM = re.compile(r"\b(?:an?|the) (?:[a-z-]+ ){1,3}from $")
#: People of a town that somebody may come from.
_TOWN_OF_NOTE = 50_000


def _is_home(words: str, group: Sequence[Name], text: str) -> bool:
    """Whether somebody comes from a town of some size that the tagger takes for somebody or a body: "a lecturer from Nottingham"."""
    if (
        not _is_town(words)
        or words.isupper()
        or not any(p.population > _TOWN_OF_NOTE and not p.alias for p in places.named(words))
    ):
        return False
    return any(_COMES_FROM.search(text[max(0, name.span.start - 50) : name.span.start]) for name in group)


def _is_city(words: str, group: Sequence[Name], text: str) -> bool:
    """Whether a single word that the tagger alone takes for somebody is a city of its own name in a text that tells of no sport:
    "Almaty extends metro". Five hits in 1,700 development texts, all places."""
    if len(words) < 4 or words.isupper() or not _is_town(words) or _for_person(group, text) or SPORT.search(text):
        return False
    return any(
        p.population > (800_000 if p.alias else 300_000) and (p.kind == "city" or not p.alias) for p in places.named(words)
    )


def _surely(name: Name, text: str) -> bool:
    """Whether the words beside a name make a place of it, known or not."""
    before = text[max(0, name.span.start - 40) : name.span.start]
    if name.span.of(text).isupper() or ORGANISATION.search(name.span.of(text)):
        return False
    of_people = name.type == "nationality" and _BORDER.match(text, name.span.end)  # "the Canadian border"
    return bool(SURELY_BEFORE.search(before) or (SURELY_AFTER.match(text, name.span.end) and not of_people))


def _listed_with_places(names: Sequence[Name], kinds: Mapping[str, str], text: str) -> set[str]:
    """Words that stand in a list with a place that stands where places stand, and are one themselves by the gazetteer: "from Cape Town,
    Johannesburg and Durban"."""
    found: set[str] = set()
    inside = False
    for last, name in pairwise(names):
        words = name.span.of(text)
        if not _LIST.fullmatch(text[last.span.end : name.span.start]):
            inside = False
            continue
        is_place = kinds[last.span.of(text)] in ("place", "country") or last.span.of(text) in found
        inside = is_place and (inside or bool(_OPENS_LIST.search(text[max(0, last.span.start - 12) : last.span.start])))
        if inside and kinds[words] in ("person", "organisation", "work") and name.trust < 0.7 and _is_town(words):
            found.add(words)
    return found


def _firms(names: Sequence[Name], kinds: Mapping[str, str], text: str) -> set[str]:
    """Words that open the name of a firm with its legal form, and what the item calls by them: "Coinbase" and "Coinbase Pro" after
    "Coinbase Global, Inc."."""
    firsts = {
        name.span.of(text).split()[0] for name in names if name.type == "organisation" and _LEGAL.search(name.span.of(text))
    }
    firsts = {first for first in firsts if fold(first) not in given_names() and len(first) > 3 and not places.named(first)}
    return {words for words, kind in kinds.items() if kind in ("person", "place") and words.split()[0] in firsts}


def _of_its_countries(names: Sequence[Name], kinds: Mapping[str, str], text: str) -> set[str]:
    """Single words that the tagger takes for persons or the like and that are towns of a country which the item names, or of which it names
    another town: "Lastovo" beside Croatia and Split. Not where a person stands, nor of an English-speaking country, whose towns bear the
    names of people ("Welch" and "Webster" were right in fewer than half of 31 hits). Of the other hits in 900 news texts that had no say
    11 of 13 are right; a boat named for a town is not told apart."""
    known = [countries.by_demonym().get(words) or countries.by_name().get(words) for words in kinds]
    towns = [places.named(words) for words, kind in kinds.items() if kind == "place"]
    home = {code for code in (*known, *(name.country for name in names)) if code}
    home |= {found[0].country for found in towns if found and not found[0].alias}
    home -= ENGLISH_SPEAKING
    odd = {
        words for words, kind in kinds.items() if kind in _TAKEN_FOR and " " not in words and len(words) > 3 and _is_town(words)
    }
    odd = {words for words in odd if any(_is_meant(p, words, home) for p in places.named(words))}
    groups = _groups([name for name in names if name.span.of(text) in odd], text)
    return {words for words, group in groups.items() if max(n.trust for n in group) < 0.75 and not _for_person(group, text)}


def _is_meant(place: Place, words: str, home: set[str]) -> bool:
    """Whether a place is meant by a name that it has, or may have besides others, where its country is one of these."""
    return place.country in home and (not place.alias or place.population > 100_000)


def _for_person(group: Sequence[Name], text: str) -> int:
    """How many mentions of a name stand where people stand."""
    return sum(
        1
        for name in group
        if _PERSON_AFTER.match(text, name.span.end) or _PERSON_BEFORE.search(text[max(0, name.span.start - 12) : name.span.start])
    )


def _is_town(words: str) -> bool:
    """Whether the gazetteer knows the words, and they are not first of all something else."""
    known = fold(words) not in given_names() and words not in no_towns() and not ORGANISATION.search(words)
    return known and bool(places.named(words))


def _stands_as_place(name: Name, text: str) -> bool:
    before = text[max(0, name.span.start - 40) : name.span.start]
    return bool(_PLACE_BEFORE.search(before) or _PLACE_AFTER.match(text, name.span.end))


def _own_kind(name: Name, text: str, kind: str, surnames: set[str], called: set[str], people: list[str], calls: set[str]) -> str:
    words = name.span.of(text)
    if (
        words in SIDES
        and kind in ("person", "place")
        and text[max(0, name.span.start - 4) : name.span.start].casefold() == "the "
    ):
        return "group"  # the West is nobody called West
    if (
        words in surnames
        and _FAMILY.search(text[max(0, name.span.start - 5) : name.span.start])
        and _MANY.match(text, name.span.end)
    ):
        return "group"
    if kind == "country" and name.country and countries.by_name().get(words) == name.country and fold(words) not in given_names():
        return kind  # Germany is no surname of "Nazi Germany"
    if kind in ("place", "country", "organisation", "nationality") and name.trust < 0.8 and _is_of_person(words, surnames, calls):
        return "person"
    if words in surnames and kind in ("place", "organisation", "work", "nationality") and name.trust < 0.9:
        return "person"
    if kind in ("person", "place", "work") and _REBELS.match(text, name.span.end) and not places.named(words):
        return "organisation"
    if kind in ("person", "organisation", "work") and name.trust < 0.75 and _is_hill(words):
        return "place"
    if kind in ("organisation", "person", "work", "project") and name.trust < 0.9 and _STREET.search(words):
        return "place"
    if kind == "organisation" and _BUILDING.search(words) and _GOING.search(text[max(0, name.span.start - 24) : name.span.start]):
        return "place"
    people_of = {words[:-1], words.removesuffix("es")} & surnames - {words}
    the = text[max(0, name.span.start - 4) : name.span.start].casefold() == "the "
    if (
        people_of
        and name.trust < 0.75
        and (kind in ("organisation", "place", "work") or (kind == "person" and the and " " not in words))
    ):
        # "The Harrises": a family.
        return "group"
    last = words.split()[-1]
    if (
        kind in ("organisation", "work", "place")
        and name.trust < 0.75
        and 2 <= len(words.split()) <= 4
        and (words in called or last in called or last in people)
    ):
        return "person"
    return kind


def _is_hill(words: str) -> bool:
    """Whether a name ends as those of mountains and waters do, and is not that of Michael Bay."""
    return bool(_HILL.search(words)) and (words.count(" ") > 1 or fold(words.split()[0]) not in given_names())


def _is_of_person(words: str, surnames: set[str], calls: set[str]) -> bool:
    """Whether a name is the first or last name of somebody in the item whom it may mean: it never stands where a place does."""
    return words in calls and (fold(words) in given_names() or words in surnames)


#: What an organisation or building does that is of the town it is named for, unlike "New York Times", "Bank of America".
_LOCAL = re.compile(
    r"\b(?:Police|Sheriff|Fire|County|City|Council|Court|Hospital|School|High|Department|University|College|Airport|Coroner|Jail|Prison|"
    r"Detention|Center|Centre|Community|Commission|Public|Museum|Library|Church|Cemetery|Club|Arena|Stadium|Township|District|Chamber|"
    r"Mayor|Prosecutor|Attorney|Magistrates|Crown|Festival|Hotel|Park|Parks|State|Legislature|House|Senate|Assembly|Government|National|"
    r"Medical|Health|Board|Association|Foundation|Memorial|Rotary|Symphony|Theatre|Theater|Supreme|Ministry|Parliament|Army|Navy|"
    r"Republican|Democratic|Division|Service|Society|Regional|Elementary|Middle|Volunteer|Convention|Conservation)\b"
)
_OF_PLACE = re.compile(
    r"\b(?:University|City|Republic|Bank|Parliament|Government) of (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})$"
)
#: "Clive Palmer’s Dinosaur Park" is no park of the town Clive.
_OWNED = re.compile(r"\b[A-Z][\w-]{0,30} [A-Z][\w-]{0,30}[’']s ")
_FIRST_WORDS = re.compile(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'-]+){0,3}")


def inside(names: Sequence[Name], text: str) -> list[Name]:
    """The places that organisations, works and projects are named for: "Mansfield" of "Mansfield Police Department", "Virginia" of
    "University of Virginia"; not "New York" of "New York Times"."""
    found = []
    for name in names:
        words = name.span.of(text)
        if name.type not in ("organisation", "work", "project", "person") or not _LOCAL.search(words):
            continue
        if name.type == "person" and words.endswith(" Parks"):
            continue
        if (span := _first_place(words)) and (name.type != "person" or _LOCAL.search(words[span[1] :])):
            found.append(Name(Span(name.span.start + span[0], name.span.start + span[1]), "place", 0.7))
        elif (tail := _OF_PLACE.search(words)) and places.named(tail[1]):
            found.append(Name(Span(name.span.start + tail.start(1), name.span.start + tail.end(1)), "place", 0.7))
    return found


def _first_place(words: str) -> tuple[int, int] | None:
    """The longest run of first words that is a place of some size and leaves a word over."""
    match = _FIRST_WORDS.match(words)
    if match is None or _OWNED.match(words):
        return None
    parts = match[0].split()
    if ORGANISATION.fullmatch(parts[0]):
        return None
    for count in range(len(parts), 0, -1):
        candidate = " ".join(parts[:count]).removesuffix("’s").removesuffix("'s")
        if candidate in countries.by_demonym():
            return None  # the Canadian Medical Association is of Canada, not of Canadian, Texas
        if len(candidate) < len(words) and candidate not in no_towns() and _some_size(candidate):
            return (0, len(candidate)) if candidate.casefold() not in common_words() or _is_city_of_note(candidate) else None
    return None


def _is_city_of_note(words: str) -> bool:
    """Whether a common word is a town of some note: "Reading" University, not the "Tower" Medical Group."""
    return any(p.population > _TOWN_OF_NOTE and not p.alias for p in places.named(words))


def _some_size(words: str) -> bool:
    full = places.abbreviations().get(words, words) if "." in words else words
    return any(p.population >= 3000 and not p.alias for p in places.named(full))
