"""Names of German, French, Spanish, Turkish and Azerbaijani texts, which have neither a parse nor a tagger: by titles and tables.

Accepts persons after a title ("Außenminister Johann Wadephul", "la maire de Paris, Anne Hidalgo", "Xarici işlər naziri Ceyhun
Bayramov"), countries by their CLDR name in the language, well-known organisations and places (other_names.csv), great towns of the
gazetteer after a preposition or before a Turkish case ending, and organisations by the word that opens or ends them. Azerbaijani case
endings are taken off names of the tables. Rejects everything else: most organisations, persons without a title or a given name of the
table, and towns of less than 50,000 people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale

from ..knowledge import countries, places
from ..knowledge.given_names import given_names
from ..knowledge.offices import country_of, fold, held
from ..tables import rows
from ..types import Span
from .shapes import Name

LANGUAGES = frozenset(["de", "fr", "es", "tr", "az"])
#: People of a town that is one wherever its name stands so.
_TOWN = 50_000
#: Titles that are no office.
_COURTESIES = frozenset(
    ["Herr", "Herrn", "Frau", "Dr.", "M.", "MM.", "Mme", "Mlle", "Me", "Dr", "Sr.", "Sra.", "don", "doña", "Prof. Dr."]
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞƏİĞŞĆČŠŽŁŚŹŻŘĐ]"
_WORD = rf"{_CAPITAL}[\w-]*"
_PARTICLE = r"(?:von|van|der|de|del|la|Le|bin|al)"
_NAME = rf"{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,3}}"
#: What may stand between a title and the name: "ministre des Affaires étrangères", "maire de Paris,".
_FIELD = {
    "de": rf"(?: (?:von|der|des|für|in) (?:der |die |das )?{_WORD},)?",
    "fr": r"(?: [a-zà-ÿ-]{4,14})?(?: (?:d[eu]|des|de la|de l[’'])[^\n,.à]{2,40}?)?,?",
    "es": r"(?: [a-zà-ÿ-]{4,14})?(?: (?:de|del|de la|de los)[^\n,.]{2,40}?)?,?",
    "tr": "",
    "az": "",
}
#: Before a town that is gone to or from.
_BEFORE_TOWN = {
    "de": r"(?:[Ii]n|[Nn]ach|[Aa]us|[Bb]ei|[Vv]on|[Ss]tadt)",
    "fr": r"(?:[Àà]|[Dd]e|[Vv]ers|[Dd]epuis|[Pp]our)",
    "es": r"(?:[Ee]n|[Dd]e|[Aa]|[Dd]esde|[Hh]acia)",
}
#: What a case adds to a Turkish name after an apostrophe and to an Azerbaijani name without one.
_TURKISH_CASE = r"['’](?:d[ae]n?|t[ae]n?|y?[aeıiuü]|n[ıiuü]n|[ıiuü]n)(?!\w)"
_AZERBAIJANI_CASE = re.compile(
    r"(?:d[aə]n?|n[ıiuü]n|y?[aə]|n?[ıiuü]|[ıiuü]n|l[aə]|nda|ndə|dakı|dəki|-n?[ıiuü]n|-d[aə]n?|-[aə]|-la|-lə)$"
)
_BODIES = {
    "de": rf"(?:(?:Universität|Landgericht|Amtsgericht|Oberlandesgericht|Staatsanwaltschaft|Polizeipräsidium|Ministerium|Klinikum) {_WORD}"
    rf"|{_WORD}(?: (?:{_WORD}|&)){{0,3}} (?:AG|GmbH|SE|KG|e\.V\.))(?!\w)",
    "fr": rf"(?:Université|Ministère|Parti|Conseil|Cour|Tribunal|Banque|Fédération|Commission|Agence|Institut)"
    rf"(?: [a-zéèê]+)? (?:d[eu] |des |de la |de l[’'])?{_WORD}(?: (?:d[eu] )?{_WORD}){{0,3}}",
    "es": rf"(?:Universidad|Ministerio|Partido|Consejo|Tribunal|Banco|Federación|Comisión|Agencia|Instituto|Ayuntamiento)"
    rf"(?: (?:de |del |de la )?{_WORD}){{1,4}}",
    "tr": rf"(?:{_WORD} ){{1,5}}(?:Üniversitesi|Partisi|Bakanlığı|Bankası|Belediyesi|Mahkemesi|Müdürlüğü|Kurumu|Derneği|Vakfı|Federasyonu|"
    r"Başsavcılığı|Meclisi|Komisyonu|Holding|Ajansı|Emniyeti|Valiliği)",
    "az": rf"(?:{_WORD} ){{1,5}}(?:Universiteti|Partiyası|Nazirliyi|Bankı|Məhkəməsi|Agentliyi|Federasiyası|Komitəsi|Xidməti|Fondu|Şirkəti|"
    r"Akademiyası|Komissiyası)|Ali Məhkəmə|Konstitusiya Məhkəməsi",
}


#: A field of government whose noun has a capital too: "ministre de la".
_OPEN_FIELD = re.compile(r"(?:\bd[eu]|\bdes|\bla|\bdel|\blos|\bl[’'])$")


def names_of_other(text: str, language: str) -> Iterator[Name]:
    """Every name that titles and tables give away, with trust as the other finders give it."""
    people = list(_people(text, language))
    yield from (*people, *_known(text, language), *_towns(text, language))
    for match in re.finditer(rf"(?<![\w-]){_BODIES[language]}", text):
        # A body that a person speaks at begins after his name.
        start = max([match.start(), *(p.span.end + 1 for p in people if p.span.overlaps(Span(*match.span())))])
        if start < match.end():
            yield Name(Span(start, match.end()), "organisation", 0.84)


@lru_cache(maxsize=1)
def _titles() -> dict[str, dict[str, str]]:
    """Titles by language (other_titles.csv), to the office of the table of offices as English news calls it, empty for none."""
    found: dict[str, dict[str, str]] = {}
    for row in rows(__package__, "other_titles.csv"):
        found.setdefault(row["language"], {})[row["title"]] = row["office"]
    return found


@lru_cache(maxsize=8)
def _titled(language: str) -> re.Pattern[str]:
    titles = "|".join(re.escape(title) for title in sorted(_titles()[language], key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<title>{titles})(?P<field>{_FIELD[language]}) (?P<name>(?:{_CAPITAL}\. ?){{0,2}}{_NAME})")


def _people(text: str, language: str) -> Iterator[Name]:
    for match in _titled(language).finditer(text):
        known = _before_a_town(match, text) if language == "tr" else match["name"]
        if match["title"] in _COURTESIES:
            known = known.split(".")[0]  # "Herr K. Er": the initial is the surname.
        name, skipped = _from_given_name(_up_to_a_place(known, language), match["field"])
        if match["field"].strip() and " " not in name:
            continue
        name = _without_case(name, text) if language == "az" else name
        office, start = _titles()[language][match["title"]], match.start("name") + len(skipped)
        country = country_of(held(_plain(name), office)) if office and " " in name else None
        role = (
            None
            if match["title"] in _COURTESIES
            else (match["title"] + match["field"] + (f" {skipped}" if skipped else "")).rstrip(" ,")
        )
        yield Name(Span(start, start + len(name)), "person", 0.81, country, None, role)


def _from_given_name(name: str, field: str) -> tuple[str, str]:
    """A name of three words and more from the given name of the table on, and what of the field of government stands before it: "le
    ministre de la Santé Olivier Véran"."""
    words = name.split(" ")
    if len(words) < 3 or not _OPEN_FIELD.search(field):
        return name, ""
    first = next((n for n, word in enumerate(words[1:-1], 1) if fold(word) in given_names()), 0)
    skipped = " ".join(words[:first]) + " "
    return name[len(skipped) :], skipped


def _before_a_town(match: re.Match[str], text: str) -> str:
    """The surname alone that a town with a case ending follows: "Cumhurbaşkanı Erdoğan Bakü'de"."""
    first, _, last = match["name"].rpartition(" ")
    town = first and re.compile(_TURKISH_CASE).match(text, match.end()) and (last in _tables("tr") or _is_town(last))
    return first if town else match["name"]


def _up_to_a_place(name: str, language: str) -> str:
    """A name without the place that follows it where the verb comes last: "Hakan Fidan Moskova'ya gitti"."""
    words = name.split(" ")
    for number in range(2, len(words)):
        bare = _AZERBAIJANI_CASE.sub("", words[number]) if language == "az" else words[number]
        if {words[number], bare} & _tables(language).keys() or _is_town(words[number]) or _is_town(bare):
            return " ".join(words[:number])
    return name


def _is_town(word: str) -> bool:
    return any(place.population >= _TOWN for place in places.named(word))


def _without_case(name: str, text: str) -> str:
    """An Azerbaijani name without a case ending, where the text has it without one too, or its surname ends as surnames do."""
    bare = _AZERBAIJANI_CASE.sub("", name)
    if bare == name or len(bare) < 4:
        return name
    ends = re.search(r"(?:[oe]v|yev|lı|li|lu|lü|zadə|oğlu|an|[oe]va)$", bare) and not re.search(r"(?:[oe]va|zadə|l[ıiuü])$", name)
    return bare if ends or re.search(rf"\b{re.escape(bare)}(?!\w)", text) else name


def _plain(name: str) -> str:
    """The letters of Azerbaijani and Turkish that no accent explains as English news writes them."""
    return name.translate(str.maketrans("əƏıİ", "aAiI"))


@lru_cache(maxsize=8)
def _tables(language: str) -> dict[str, tuple[str, str | None, str | None]]:
    """Names to type, country and canonical name: countries as CLDR calls them in the language, and other_names.csv."""
    by_code = countries.by_alpha_2()
    found: dict[str, tuple[str, str | None, str | None]] = {
        name: ("country", by_code[code], countries.countries()[by_code[code]].name)
        for code, name in Locale(language).territories.items()
        if code in by_code
    }
    for row in rows(__package__, "other_names.csv"):
        if row["language"] == language:
            found[row["name"]] = (row["type"], row["country"] or None, row["canonical"] or None)
    return found


@lru_cache(maxsize=8)
def _table_pattern(language: str) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_tables(language), key=len, reverse=True))
    ending = {"de": "s?", "az": r"(?:(?:d[aə]n?|n[ıiuü]n|y[aə]|n[ıiuü]|[ıiuü]n|l[aə]|[aə]|-[ıiuü]n|-d[aə]n?|-[aə])\b)?"}
    return re.compile(rf"(?<![\w-])(?P<name>{names}){ending.get(language, '')}(?![\w-])")


def _known(text: str, language: str) -> Iterator[Name]:
    for match in _table_pattern(language).finditer(text):
        kind, country, canonical = _tables(language)[match["name"]]
        # The words are the name alone: what a case adds is left out.
        yield Name(Span(*match.span("name")), kind, 0.83, country if kind == "country" else None, canonical)


def _towns(text: str, language: str) -> Iterator[Name]:
    for match in _town_pattern(language).finditer(text):
        whole, first = match["town"], match["town"].split(" ")[0]
        # "a Martín Guzmán" is said to a person, and "CFK" is nobody's town.
        person = first != whole and fold(first) in given_names()
        # "al Manchester United" plays; in German every noun has a capital.
        for town in (whole,) if person or (first != whole and language in ("es", "fr")) else (whole, first):
            if _is_town(town) and not (town.isupper() and len(town) < 5):
                start = match.start("town")
                yield Name(Span(start, start + len(town)), "place", 0.7)
                break


@lru_cache(maxsize=8)
def _town_pattern(language: str) -> re.Pattern[str]:
    if language == "tr":
        return re.compile(rf"(?<![\w-])(?P<town>{_WORD}){_TURKISH_CASE}")
    if language == "az":
        return re.compile(rf"(?<![\w-])(?P<town>{_CAPITAL}[\w-]*?)(?:d[aə]n?|y?[aə]|n[ıiuü]n)(?![\w-])")
    return re.compile(rf"(?<!\w){_BEFORE_TOWN[language]} (?P<town>{_WORD}(?: {_WORD})?)(?![\w-])")
