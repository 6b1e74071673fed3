"""Names before they are entities: what the tagger, the gazetteers and the patterns each propose, and which proposal wins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..knowledge import countries, places
from ..knowledge.offices import TITLES
from ..types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Words that make a capitalised phrase an organisation, by its last or first word.
_ORGANISATION = re.compile(
    r"\b(?:Ministry|Ministries|Agency|Airlines?|Airways|Bank|Board|Bureau|Cabinet|Chamber|Church|Club|Coalition|College|Commission|Committee|Company|Confederation|Congress|Consortium|Corporation|Corp|Council|Court|Department|"
    r"Federation|Force|Forces|Foundation|Fund|Government|Group|Guards?|Holding|Hospital|Inc|Institute|Institution|League|Ltd|Movement|Museum|Office|Organi[sz]ation|Parliament|Party|Police|Red Cross|Senate|Service|Society|"
    r"Trust|Union|United Nations|University|Watch|Navy|Army|Association|Authority|Alliance|House of Representatives|Assembly|News|Times|Post|Television|TV)\b"
)
_PROJECT = re.compile(
    r"\b(?:Route|Pipeline|Corridor|Canal|Railway|Bridge|Highway|Project|Initiative|Programme|Program|Plan|Dam|Plant|Tunnel|Road|Expressway|Line)\b(?: (?:for|of) [A-Z].*)?$"
)
_SMALL = r"(?:of|for|and|the|de|la|del|von|van|der|al|bin|&)"
_CAPITALISED = r"(?:[A-ZÀ-ÞƏİ][\w’'-]*|[A-Z]\.)"
_PROJECTS = re.compile(
    rf"\b(?:{_CAPITALISED} ){{1,5}}(?:Route|Pipeline|Corridor|Canal|Railway|Initiative)(?: for (?:{_CAPITALISED}|and|of|the)(?: (?:{_CAPITALISED}|and|of|the)){{0,8}}| {_CAPITALISED})?(?: \([A-Z]{{2,8}}\))?"
)
_ACRONYM = re.compile(rf"(?P<long>{_CAPITALISED}(?: (?:{_CAPITALISED}|{_SMALL})){{1,8}}) \((?P<short>[A-Z][A-Za-z]{{1,9}})\)")
_TITLE_WORDS = "|".join(
    sorted(
        {
            *TITLES,
            "foreign minister",
            "defence minister",
            "defense minister",
            "minister",
            "ambassador",
            "secretary",
            "commissioner",
            "governor",
            "mayor",
            "senator",
            "general",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "director",
            "chairman",
            "chief",
            "speaker",
            "mr",
            "mrs",
            "ms",
            "dr",
            "sir",
            "professor",
            "judge",
            "captain",
            "colonel",
            "leader",
            "premier",
        },
        key=len,
        reverse=True,
    )
)
_TITLE = re.compile(
    rf"^(?:(?:the|a|then|former|ex|late|acting|deputy|vice)[ -])*(?:[\w.’'-]+ ){{0,3}}?(?P<title>(?i:{_TITLE_WORDS}))\.? (?=[A-ZÀ-ÞƏİ])"
)
_WORK = re.compile(
    rf"^(?P<name>{_CAPITALISED}(?: (?:{_CAPITALISED}|{_SMALL})){{0,6}}) is (?:an?|the) (?:[\w-]+ ){{0,4}}(?:documentary|film|movie|novel|book|album|series|play|podcast|exhibition)\b",
    re.MULTILINE,
)
_REGION = re.compile(
    r"\b(?i:north|south|east|west|central|northern|southern|eastern|western|(?:south|north)-?(?:east|west)(?:ern)?)(?i:-central)? (?P<of>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
)
_NAMED_ORGANISATION = re.compile(
    rf"\b(?:newspaper|magazine|daily|weekly|broadcaster|news agency|agency|channel|outlet|website|company|firm|carrier|airline|operator|utility|charity|think tank|bank|network|portal|producer|giant) (?P<name>{_CAPITALISED}(?: {_CAPITALISED}){{0,3}})"
)
_SEQUENCE = re.compile(rf"\b{_CAPITALISED}(?: (?:{_CAPITALISED}|of|for|and|the)){{1,7}}")
_CAMEL = re.compile(r"\b[A-Z][a-z]+[A-Z][A-Za-z]*\b")
_PLACE_BEFORE = re.compile(r"\b(?:city|town|village|province|region|port|district|island|capital|suburb|state|county)(?: of)? $")
_IN_BEFORE = re.compile(r"\b(?:in|near|from|at|around|outside|to) (?:the )?$")
_KNOWN_ORGANISATIONS = {
    "EU": "European Union",
    "European Union": "European Union",
    "UN": "United Nations",
    "U.N.": "United Nations",
    "United Nations": "United Nations",
    "NATO": "NATO",
    "OSCE": "OSCE",
    "WHO": "World Health Organization",
    "IMF": "International Monetary Fund",
    "World Bank": "World Bank",
    "IAEA": "International Atomic Energy Agency",
    "OPEC": "OPEC",
    "ISIS": "ISIS",
    "Islamic State": "ISIS",
    "ISIL": "ISIS",
    "Daesh": "ISIS",
    "Hamas": "Hamas",
    "Hezbollah": "Hezbollah",
    "Taliban": "Taliban",
    "Al-Qaeda": "Al-Qaeda",
    "al-Qaeda": "Al-Qaeda",
    "Kremlin": "Kremlin",
    "White House": "White House",
    "Pentagon": "Pentagon",
    "FBI": "FBI",
    "CIA": "CIA",
    "Gazprom": "Gazprom",
    "Rosatom": "Rosatom",
    "Reuters": "Reuters",
    "AFP": "AFP",
    "TASS": "TASS",
    "Interpol": "Interpol",
    "ASEAN": "ASEAN",
    "African Union": "African Union",
    "Red Cross": "Red Cross",
    "UNICEF": "UNICEF",
    "UNESCO": "UNESCO",
    "UNHCR": "UNHCR",
    "Xinhua": "Xinhua",
    "European Commission": "European Commission",
    "CNN": "CNN",
    "BBC": "BBC",
    "Telegram": "Telegram",
    "Facebook": "Facebook",
}
_REGIONS = frozenset(
    [
        "South Caucasus",
        "North Caucasus",
        "Caucasus",
        "Central Asia",
        "Eastern Europe",
        "Western Europe",
        "Middle East",
        "Balkans",
        "Western Balkans",
        "Horn of Africa",
        "Sahel",
        "Gulf",
        "Persian Gulf",
        "Caspian Sea",
        "Black Sea",
        "Mediterranean",
        "Baltic Sea",
        "Red Sea",
        "Southeast Asia",
        "South Asia",
        "East Asia",
        "North Africa",
        "West Africa",
        "East Africa",
        "Latin America",
        "Central America",
        "North America",
        "South America",
        "Europe",
        "Asia",
        "Africa",
        "Antarctica",
        "Arctic",
        "Atlantic",
        "Pacific",
        "Gaza Strip",
        "West Bank",
        "Gaza",
        "Crimea",
        "Donbas",
        "Karabakh",
        "Nagorno-Karabakh",
        "Kurdistan",
        "Kashmir",
        "Scandinavia",
        "Maghreb",
        "Levant",
    ]
)
_TOKEN = re.compile(r"\w+")
_LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "NORP": "nationality",
    "FAC": "place",
    "WORK_OF_ART": "work",
    "PRODUCT": "work",
    "EVENT": "event",
    "LAW": "work",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A proposed name: span, type, and what is known from a table. Higher `trust` wins where proposals overlap."""

    span: Span
    type: str
    trust: float
    country: str | None = None
    canonical: str | None = None
    role: str | None = None


def propose(text: str, doc: Doc) -> list[Name]:
    """The names of a text, none overlapping, in order."""
    proposed = [*_from_tables(text), *_from_patterns(text), *_from_tagger(text, doc)]
    chosen: list[Name] = []
    for name in sorted(proposed, key=lambda n: (-n.trust, -len(n.span), n.span.start)):
        if not any(name.span.overlaps(other.span) for other in chosen):
            chosen.append(name)
    return sorted(chosen, key=lambda n: n.span)


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], dict[str, tuple[str, str | None, str | None]]]:
    known: dict[str, tuple[str, str | None, str | None]] = {}
    for name, code in countries.by_name().items():
        known[name] = ("country", code, countries.countries()[code].name)
    for name, code in countries.by_demonym().items():
        known.setdefault(name, ("nationality", code, countries.countries()[code].name))
    for name, full in _KNOWN_ORGANISATIONS.items():
        known[name] = ("organisation", None, full)
    for name in _REGIONS:
        known[name] = ("place", None, name)
    longest: dict[str, int] = {}
    for name in known:
        first = _TOKEN.match(name)
        if first and name[:1].isupper():
            longest[first[0]] = max(longest.get(first[0], 0), len(_TOKEN.findall(name)))
    return longest, known


def _known(text: str) -> Iterator[tuple[int, int, tuple[str, str | None, str | None]]]:
    """Names of the tables in a text, the longest at each place: (start, end, what the table says)."""
    longest, known = _table()
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    number = 0
    while number < len(tokens):
        start, end = tokens[number]
        step = 1
        for count in range(min(longest.get(text[start:end], 0), len(tokens) - number), 0, -1):
            stop = tokens[number + count - 1][1]
            for end in (stop + 1, stop) if text[stop : stop + 1] == "." else (stop,):
                entry = known.get(text[start:end])
                if (
                    entry is not None
                    and not re.match(r"’?-[A-Z]", text[end : end + 3])
                    and text[start - 1 : start] not in ("-", "’", "'", "")
                ):
                    yield start, end, entry
                    step = count
                    break
                if entry is not None and start == 0:
                    yield start, end, entry
                    step = count
                    break
            else:
                continue
            break
        number += step


def _from_tables(text: str) -> list[Name]:
    found = []
    for start, end, (kind, code, canonical) in _known(text):
        trust = 0.75 if kind in ("country", "nationality", "place") else 0.8
        if (
            kind == "country"
            and text[start:end] == "Georgia"
            and re.search(r"\b(?:Atlanta|Savannah|U\.S\. state|state of)\b", text)
        ):
            continue
        found.append(Name(Span(start, end), kind, trust, code, canonical))
    for match in _REGION.finditer(text):
        code = countries.by_name().get(match["of"])
        if code:
            found.append(Name(Span(*match.span()), "place", 0.85, code, match[0]))
    return found


def _from_patterns(text: str) -> list[Name]:
    found = [Name(Span(*m.span("name")), "work", 0.95) for m in _WORK.finditer(text)]
    for match in _PROJECTS.finditer(text):
        words = match[0].split()
        drop = len(words[0]) + 1 if words[0] in ("The", "A", "This") else 0
        if not _ORGANISATION.search(match[0]):
            found.append(Name(Span(match.start() + drop, match.end()), "project", 0.9))
    for match in _ACRONYM.finditer(text):
        initials = "".join(word[0] for word in match["long"].split() if word[0].isupper())
        if initials.endswith(match["short"].upper()[:6]) and _ORGANISATION.search(match["long"]):
            start = match.start("long") + (4 if match["long"].startswith("The ") else 0)
            found.append(Name(Span(start, match.end("long")), "organisation", 0.9))
            found.append(Name(Span(*match.span("short")), "organisation", 0.9, None, text[start : match.end("long")]))
    for match in _NAMED_ORGANISATION.finditer(text):
        found.append(Name(Span(*match.span("name")), "organisation", 0.85))
    found += [Name(Span(*match.span()), "organisation", 0.5) for match in _CAMEL.finditer(text)]
    for match in _SEQUENCE.finditer(text):
        last = list(_ORGANISATION.finditer(match[0]))
        if last and last[-1].end() > len(match[0].split()[0]):
            start = match.start() + (4 if match[0].startswith(("The ", "the ")) else 0)
            end = match.start() + (
                last[-1].end() if not match[0][last[-1].end() :].startswith((" of ", " for ")) else len(match[0])
            )
            while text[start:end].endswith((" of", " for", " and", " the")):
                end = text.rindex(" ", start, end)
            found.append(Name(Span(start, end), "organisation", 0.82))
    return found


def _from_tagger(text: str, doc: Doc) -> list[Name]:
    found = []
    for entity in doc.ents:
        kind = _LABELS.get(entity.label_)
        if kind is None or "\n" in entity.text:
            continue
        start, end = entity.start_char, entity.end_char
        words = text[start:end]
        for lead in ("the ", "The ", "a "):
            if words.startswith(lead):
                start, words = start + len(lead), words[len(lead) :]
        if words.endswith(("'s", "’s")):
            end, words = end - 2, words[:-2]
        role = None
        if kind == "person" and (title := _TITLE.match(words)):
            role = words[: title.end()].strip()
            start += title.end()
            words = words[title.end() :]
        if len(words) < 2 or not words[0].isalnum() or (words.islower() and kind != "nationality"):
            continue
        kind = retype(kind, words, text[max(0, start - 40) : start])
        found.append(Name(Span(start, end), kind, 0.6 if len(words.split()) > 1 else 0.5, None, None, role))
    return found


def retype(kind: str, words: str, before: str = "") -> str:
    """The tagger's type, corrected by what the words are."""
    if kind == "person" and len(words.split()) == 1 and places.named(words) and places.named(words)[0].population > 500_000:
        return "place"
    if kind in ("person", "organisation", "work", "nationality") and (
        _PLACE_BEFORE.search(before) or (_IN_BEFORE.search(before) and places.named(words) and kind == "person")
    ):
        return "place"
    if kind in ("person", "place", "work") and _ORGANISATION.search(words) and len(words.split()) > 1:
        return "organisation"
    if kind == "organisation" and _PROJECT.search(words) and not _ORGANISATION.search(words):
        return "project"
    if kind == "event":
        return "work" if words.istitle() and len(words.split()) > 2 else "group"
    return kind
