"""Names of Russian text: slovnet's tagger for persons, organisations and places, with the nominative of
each; adjectives and peoples of countries by a table and titles of works by their marks, which need no extra.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ..knowledge import countries, places
from ..knowledge.offices import held
from ..language.russian import Word, available, forms, tagged
from ..language.transliteration import romanised
from ..tables import rows
from ..tables import words as words_of
from ..types import Span
from . import russian_offices
from .declension import Nominatives, phrase
from .russian_works import russian_works
from .shapes import Name
from .tabled import from_tables

_TYPES = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_TRUST = 0.82
_ADJECTIVE = r"(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)"
_NOUN = r"(?:а|у|ом|е|ы|и|ов|ам|ами|ах)?"


def names_of_russian(text: str) -> list[Name]:
    """Every name; without the extra only those of the tables."""
    found = [*from_tables(text), *_peoples(text), *russian_works(text)]
    if available():
        found += _tagged(text)
    return found


@lru_cache(maxsize=1)
def _people_pattern() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for all adjectives and peoples, with the countries of its groups in order."""
    parts, codes = [], []
    for row in rows(__package__, "russian_peoples.csv"):
        options = [row["adjective"] + _ADJECTIVE]
        people = row["people"]
        if people.endswith(("анин", "янин")):
            options.append(people[:-2] + r"(?:ин(?:а|у|ом|е)?|е|ам|ами|ах)?")
        elif people.endswith("ец"):
            options.append(people[:-2] + r"(?:ец|ц(?:а|у|ем|ом|е|ы|ев|ам|ами|ах))")
        elif people:
            options.append(people + _NOUN)
        parts.append(f"({'|'.join(options)})")
        codes.append(row["country"])
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-]| язык)", re.IGNORECASE), tuple(codes)


def _peoples(text: str) -> Iterator[Name]:
    pattern, codes = _people_pattern()
    for match in pattern.finditer(text):
        code = codes[(match.lastindex or 1) - 1]
        yield Name(Span(*match.span()), "nationality", 0.75, code, countries.countries()[code].name)


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, str | None, str | None]]:
    """Names of countries and well-known organisations in Russian, in the nominative: type, country, canonical name."""
    return {
        row["name"]: (row["type"], row["country"] or None, row["canonical"] or None)
        for row in rows(__package__, "russian_names.csv")
    }


def _tagged(text: str) -> Iterator[Name]:
    names: list[Name] = []
    shorts: dict[str, str] = {}
    for name in _single(text):
        if long := _long(names[-2:], name.span, text):
            shorts[name.span.of(text)] = long
        names.append(name)
    official = {n.canonical: n.nominative for n in names if n.type == "person" and n.canonical and n.nominative}
    for name in names:
        if name.span.of(text) not in shorts:
            yield _as_official(name, official)
    for short, long in shorts.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text):
            yield Name(Span(*match.span()), "organisation", _TRUST, None, long, None, long)


def _as_official(name: Name, official: Mapping[str, str]) -> Name:
    """A person under the name that the table of offices has for one so called in this item; others as they are."""
    if name.type != "person":
        return name
    return replace(name, canonical=None, nominative=official.get(name.nominative or "", name.nominative))


def _single(text: str) -> Iterator[Name]:
    """The names that the tagger finds, each by itself. A person whom the table of offices knows has its spelling as nominative, and
    what the text calls him as canonical name."""
    spans, words = tagged(text)
    starts = [word.span.start for word in words]
    parts = [(part, "ORG" if number else tag) for span, tag in spans for number, part in enumerate(_parts(span, text))]
    found = [(span, tag, words[bisect_left(starts, span.start) : bisect_left(starts, span.end)]) for span, tag in parts]
    nominatives = Nominatives([within for _, tag, within in found if tag == "PER"])
    for span, tag, within in found:
        if not within or span.of(text) in _listed() or _opens_a_name(tag, within, text):
            continue
        if street := _street(text[max(0, span.start - 12) : span.start]):
            yield Name(span, "place", _TRUST, None, None, None, f"{street} {span.of(text)}")
        elif tag == "PER":
            yield _person(span, words, starts, text, nominatives)
        else:
            yield _other(span, _TYPES[tag], phrase(within), span.of(text))


#: Words for streets in every case, up to what stands behind them, and what they are called.
_STREETS = re.compile(
    r"(?<!\w)(?:(улиц|ул\.)|(проспект|пр-т)|(бульвар)|(площад)|(переул)|(шоссе)|(набережн)|(микрорайон|мкр))\w{0,3}\.? [«„]?$",
    re.IGNORECASE,
)
_STREET_NAMES = ("улица", "проспект", "бульвар", "площадь", "переулок", "шоссе", "набережная", "микрорайон")


def _street(before: str) -> str | None:
    """What kind of street a name is that stands behind such a word: "на улице Ленина" is no town of that name, and nobody."""
    match = _STREETS.search(before)
    return _STREET_NAMES[match.lastindex - 1] if match and match.lastindex else None


def _opens_a_name(tag: str, within: Sequence[Word], text: str) -> bool:
    """Whether what the tagger takes for a person is the adjective of a club: "Алматинский «Кайрат»"."""
    adjective = any(form.part == "ADJF" for form in forms(within[0].text)[:1])
    return tag == "PER" and len(within) == 1 and adjective and text[within[0].span.end : within[0].span.end + 2] == " «"


def _parts(span: Span, text: str) -> Iterator[Span]:
    """The names within what the tagger takes for one: what stands in quotation marks without its legal form, and the short names that
    brackets add ("Исламское государство» (ИГ, ИГИЛ)")."""
    words = span.of(text)
    opened = re.match(r"(?:[\w.]{1,12} ){1,3}[«\"„“](?=\w)", words)
    start = opened.end() if opened else 0
    end = next((m.start() for m in re.finditer(r"[»”\"]| ?\(", words) if m.start() > start), len(words))
    yield Span(span.start + start, span.start + end)
    for short in re.finditer(r"\b[А-ЯЁ]{2,8}\b", words[end:]):
        yield Span(span.start + end + short.start(), span.start + end + short.end())


def _long(last: Sequence[Name], short: Span, text: str) -> str | None:
    """The organisation among the last names that a short name in brackets behind it stands for, with the place between them, if its
    letters are initials of theirs, in order."""
    name = next((name for name in reversed(last) if name.type == "organisation"), None)
    between = text[name.span.end : short.start] if name else ""
    behind = re.fullmatch(r"(?P<place>(?: [А-ЯЁ][\w-]+){0,2})»? ?\((?:[А-ЯЁ]+, )?", between)
    if name is None or behind is None or not short.of(text).isupper():
        return None
    long = name.called(text) + behind["place"]
    initials = iter(word[0].upper() for word in re.findall(r"\w+", long))
    return long if all(any(initial == letter for initial in initials) for letter in short.of(text)) else None


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return words_of(__package__, "no_organisations.txt")


def _other(span: Span, kind: str, name: str, words: str) -> Name:
    """A place, country or organisation, with what the tables say of its nominative."""
    if name in _known():
        kind, country, canonical = _known()[name]
        return Name(span, kind, _TRUST, country, canonical, None, canonical or name)
    if kind == "place" and (code := countries.by_name().get(name)):
        return Name(span, "country", _TRUST, code, None, None, name)
    if kind == "place":
        name = _of_gazetteer(name, words)
    return Name(span, kind, _TRUST, None, None, None, name)


def _of_gazetteer(name: str, words: str) -> str:
    """A town that the dictionary lacks in the nominative that the gazetteer has: "Шымкент" for "Шымкенте", "Рудный" for "Рудном", which
    is a greater town than what the dictionary makes of it."""
    if declined := _AS_ADJECTIVE.fullmatch(words):
        options = [declined["stem"] + ending for ending in ("ый", "ий", "ой", "ая", "ое")]
        best = max(options, key=_people_of)
        if _people_of(best) > max(_people_of(name), _TOWN):
            return best
    bare = re.sub(r"(?:ом|ем|ой|ей|а|у|е|ы|и)$", "", name)
    if bare == name or places.named(name):
        return name
    return next((other for other in (bare, bare + "а", bare + "ь", bare + "я") if places.named(other)), name)


#: A town whose name is declined like an adjective, and its people.
_AS_ADJECTIVE = re.compile(r"(?P<stem>[А-ЯЁ][а-яё-]{2,})(?:ом|ым|ого|ому|им|его|ему|ой|ую)")
_TOWN = 5_000


def _people_of(town: str) -> int:
    """The people of the greatest town whose name this is in Russian."""
    return max((place.population for place in places.named(town)), default=0)


def _person(span: Span, words: Sequence[Word], starts: Sequence[int], text: str, nominatives: Nominatives) -> Name:
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    found = russian_offices.before(words[max(0, first - russian_offices.BEFORE) : first], words[first], text)
    found = found or russian_offices.after(words[last : last + russian_offices.AFTER], text)
    role, office, case = found or (None, "", "")
    own = words[first:last]
    if case and own[0].case != case:  # the tagger mistook the name's case, which is that of its title
        own = [replace(word, case=case) for word in own]
    name = nominatives.name(own)
    known = _by_office(name, role, office)
    return Name(span, "person", _TRUST, _of_office(name, role, office), name if known else None, role, known or name)


def _by_office(name: str, role: str | None, office: str) -> str | None:
    """The name in the table of offices of one known by surname and an office that no two people of that surname held."""
    if role is None or not office or " " in name:
        return None
    code = next((code for word in role.split() if (code := _country_of(word))), None)
    terms = held(romanised(name), office, code)
    return terms[0].name if terms and len({(t.name.split()[-1], t.country) for t in terms}) == 1 else None


def _of_office(name: str, role: str | None, office: str) -> str | None:
    """The country that a role names, of one whose surname the table has for its office: "Президент Турции Реджеп Тайип Эрдоган"."""
    code = next((code for word in (role or "").split() if (code := _country_of(word))), None)
    return code if office and code and held(romanised(name.split()[-1]), office, code) else None


def _country_of(word: str) -> str | None:
    pattern, codes = _people_pattern()
    if match := pattern.fullmatch(word):
        return codes[(match.lastindex or 1) - 1]
    names = (word, *(form.nominative for form in forms(word)))
    return next(
        (code for name in names if (code := countries.by_name().get(name) or (_known().get(name) or ("", None))[1])), None
    )
