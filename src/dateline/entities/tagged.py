"""Names that spaCy's tagger finds, trimmed, and with the type that their words and what stands before them call for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ..knowledge import countries, places
from ..knowledge.given_names import given_names
from ..knowledge.leaders import surnames
from ..knowledge.offices import fold, held
from ..language.parsing import common_words
from ..tables import words as words_of
from ..types import Span
from .common_runs import type_of_run
from .headings import in_title_case, opens_only, without_words
from .peoples import is_people
from .run_together import filed_before
from .shapes import ORGANISATION, Name, has_buttons, is_given, is_word, no_towns, occupations
from .tagged_patterns import (
    AFTER_TITLE,
    BODY_BEFORE,
    BUILT,
    CAPITAL_WORD,
    COMMON_TAGS,
    COMPOUND_WORD,
    DIGIT,
    ELIDED,
    ENDS,
    HEADLINE_VERB,
    HONOURS,
    HYPHENATED_ON,
    IN_BEFORE,
    IN_COUNTRY,
    INITIAL,
    INSIDE_BEFORE,
    JOINING,
    LINE_PART,
    MONTHS,
    NAMES_IN_LIST,
    OF_STATE,
    ONLY_TITLE,
    PERSON_ENDS,
    PLACE_BEFORE,
    PORTFOLIO,
    PROJECT,
    SMALL_LAST,
    STATION,
    THING_LAST,
    TITLE,
    TOWN_OF_LIST,
    TRADE_LAST,
    TRAIL,
    VESSEL_BEFORE,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: People of a town that is no person by its name alone.
_FAR_TOWN = 10_000
#: People of a place that a word behind "in" is, whatever the tagger takes it for.
_GREAT = 100_000
#: First words of towns that are named for somebody.
_NAMES_TOO = frozenset(["general", "almirante", "doctor", "coronel", "presidente"])
_WEIGHED = ("person", "organisation", "work", "place")
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


def from_tagger(text: str, doc: Doc) -> list[Name]:
    found = []
    for start, end, kind in _lines(text, doc):
        if kind in ("person", "organisation") and (town := filed_before(start, text)) is not None and town.end < end:
            found.append(Name(town, "place", 0.8))
            start = town.end + 1
        words = text[start:end]
        for lead in ("the ", "The ", "a ", "Former ", "former "):
            if words.startswith(lead):
                start, words = start + len(lead), words[len(lead) :]
        if (small := SMALL_LAST.search(words)) and (kind == "person" or (kind == "work" and " " not in words[: small.start()])):
            end, words = start + small.start(), words[: small.start()]
        if trail := TRAIL.search(words):
            end, words = start + trail.start(), words[: trail.start()]
        if words.endswith("Post") and has_buttons(text) and text.startswith(" to ", end):
            words = words[:-4].rstrip()
            end = start + len(words)
        if kind != "work" and (cut := (PERSON_ENDS if kind == "person" else ENDS).search(words)) and cut.start() > 1:
            end, words = start + cut.start(), words[: cut.start()]
        if compound := COMPOUND_WORD.search(words):
            end, words = start + compound.start(), words[: compound.start()]
        if kind == "person":
            end -= len(words) - len(words := HONOURS.sub("", words))
            start, words = _from_capital(start, words)
        if kind in ("person", "organisation") and in_title_case(text, start):
            ahead, words = without_words(words, text)
            start, end = start + ahead, start + ahead + len(words)
        role = None
        if kind == "organisation" and _is_titled_person(words):
            kind = "person"
        if kind == "person" and (trade := _trade(words)):
            start, words = start + trade, words[trade:]
        if kind == "person" and (title := TITLE.match(words)):
            role = words[: title.end()].strip()
            start += title.end()
            words = words[title.end() :]
        if len(words) < 2 or not words[0].isalnum() or (words.islower() and words not in countries.by_demonym()):
            continue
        if kind == "person" and (owner := re.search(r"['’]s (?=[A-Z][^'’]*$)", words)):
            start, words = start + owner.end(), words[owner.end() :]
        if (
            _is_sentence(words)
            or (kind == "person" and DIGIT.search(words))
            or (kind in ("person", "place") and _is_trade(words))
            or _is_common(doc, start, start + len(words))
            or _is_word(kind, words, start, text)
            or ONLY_TITLE.fullmatch(words)
            or (kind == "person" and INITIAL.fullmatch(words))
            or words in ("X", "X.")
            or _is_no_name(kind, words)
            or (kind in ("person", "work") and opens_only(words, text))
            or (kind == "person" and _is_of_country(words))
            or PORTFOLIO.match(text, start, end + len(" Ministers"))
            or OF_STATE.search(text, max(0, start - len("Secretary of the ")), end)
            or (kind == "organisation" and NAMES_IN_LIST.search(words) and not ORGANISATION.search(words))
        ):
            continue
        if " and the " in words and kind == "organisation":
            end = start + words.index(" and the ")
            words = text[start:end]
        if kind != "place" and (towns := _towns(words, start, text)):
            found += towns
            continue
        if kind == "person" and role is None:
            run = type_of_run(words, text, start, end)
            if run is None:
                continue
            kind = run
        kind = retype(kind, words, text[max(0, start - 40) : start])
        kind = "place" if kind == "person" and role is None and _is_far_town(words) else kind
        if kind == "nationality" and not is_people(words):
            continue
        found.append(Name(Span(start, end), kind, _trust(kind, words), None, None, role))
    return found


_NUMBER = re.compile(r"[\d.,]+")
_VITAMIN = re.compile(r"B(?:[1-35-79]|12)|D[23]")


def _is_of_country(words: str) -> bool:
    """Whether two words are a country with something before it, and no person: "Nazi Germany", not "Kathy Ireland"."""
    first, _, last = words.rpartition(" ")
    return bool(first) and last in countries.by_name() and not is_given(first.split()[0]) and not held(words)


def _is_no_name(kind: str, words: str) -> bool:
    """Whether the tagger took a number ("3080") or a vitamin ("B12") for a name. A work may be called by a number ("1984"), a party by a
    letter and one ("D66"). Not measured apart."""
    return _VITAMIN.fullmatch(words) is not None or (kind != "work" and _NUMBER.fullmatch(words) is not None)


def _from_capital(start: int, words: str) -> tuple[int, str]:
    """A person's name without the word in small letters that the tagger took with it: "rang Taylor"; "al-Assad" and "de la Cruz" stay."""
    first, _, rest = words.partition(" ")
    verb = first.isalpha() and first.islower() and first not in JOINING and rest[:1].isupper() and len(first) > 3
    return (start + len(first) + 1, rest) if verb else (start, words)


def _trade(words: str) -> int:
    """How long the trade is that the tagger took for the first of a person's names: "Novelist Jo Watson"."""
    first, _, rest = words.partition(" ")
    return len(first) + 1 if " " in rest and first.casefold() in occupations() else 0


def _is_trade(words: str) -> bool:
    """Whether the words say what somebody is, not who: "Girl Scout"."""
    first, _, last = words.rpartition(" ")
    return (
        bool(first)
        and last.casefold() in occupations()
        and fold(first.split()[0]) not in given_names()
    )


@lru_cache(maxsize=1)
def _no_organisations() -> frozenset[str]:
    """Capitals that name nobody: "SSH", "PTSD"."""
    return words_of(__package__, "no_organisations.txt")


def _is_word(kind: str, words: str, start: int, text: str) -> bool:
    """Whether a single word that the tagger takes for a name is a word like others: it opens a line or sentence, or shouts, and the text
    has it in small letters too; or it is an account or a hashtag."""
    king = kind == "person" and " " in words  # Charles III
    if text[start - 1 : start] in ("@", "#") or (words.split()[-1] in _no_organisations() and not king):
        return True
    if words in MONTHS and not _is_surname(words, text):
        return True
    if kind not in ("person", "organisation", "work", "place") or not words.isalpha():
        return False
    opens = re.search(r"(?:^|[.!?:;\n“\"•*(/–—-] ?)$", text[max(0, start - 2) : start]) is not None
    return (opens or (words.isupper() and len(words) > 2)) and is_word(words, text)


@lru_cache(maxsize=8)
def _is_surname(month: str, text: str) -> bool:
    """Whether a month stands somewhere behind a name or title, with no day after it: "Theresa May"."""
    return re.search(rf"(?:[A-Z][\w.]+|Mrs?\.?|Ms\.?) {month}\b(?! \d)", text.replace(f"In {month}", "")) is not None


def _trust(kind: str, words: str) -> float:
    """More for names of several words; a given name with a surname is a person even where either is a country ("Michael
    Jordan"), and a nationality that opens an organisation belongs to it ("American Registry")."""
    parts = words.split()
    if kind == "person" and _is_called(words) and not countries.by_name().get(words) and not _is_thing(parts):
        return 0.77
    if kind == "organisation" and len(parts) > 2 and _ends_with_country(parts):
        return 0.76
    if (
        kind == "organisation"
        and len(parts) > 1
        and parts[0] in countries.by_demonym()
        and all(p[0].isupper() for p in parts[1:])
    ):
        return 0.76
    return 0.6 if len(words.split()) > 1 else 0.5


def _is_thing(parts: Sequence[str]) -> bool:
    """Whether the second of three words is no name: "Royal Dutch Shell", "Jefferson National Forest"; not "Jordan De Goey"."""
    return len(parts) == 3 and (parts[1] in countries.by_demonym() or parts[1].casefold() in common_words())


def _ends_with_country(parts: Sequence[str]) -> bool:
    """Whether words with capitals alone end with the country of which they are the branch: "Arriva Buses Wales"."""
    first, last = parts[0], parts[-1]
    stated = last in countries.by_name() and first not in countries.by_name() and first not in countries.by_demonym()
    return stated and not is_given(first) and all(part[0].isupper() and part.isalnum() for part in parts)


def _lines(text: str, doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Start, end and type of what the tagger found; what it drew over several lines, or over a dash, line by line."""
    for entity in doc.ents:
        kind = _LABELS.get(entity.label_)
        if kind is not None:
            for part in LINE_PART.finditer(entity.text):
                start, end = entity.start_char + part.start(), entity.start_char + part.end()
                end += _hyphenated(text, start, end) if kind in ("person", "place") else 0
                if (elided := ELIDED.match(text, end)) and places.named(text[start : elided.end()]):
                    end, kind = elided.end(), "place"
                if kind == "person" and (built := BUILT.match(text, end)):
                    end, kind = built.end(), "place"
                elif kind == "person" and AFTER_TITLE.search(text, max(0, start - 30), start):
                    end = _surname_end(doc, end)
                yield start, end, kind


def _surname_end(doc: Doc, end: int) -> int:
    """Where a person's name ends: behind the proper noun that the parse hangs it from and the tagger left out ("Espen Barth" Eide)."""
    last = doc.char_span(max(0, end - 1), end, alignment_mode="expand")
    if last is None or not len(last) or last[-1].i + 1 >= len(doc):
        return end
    token, after = last[-1], doc[last[-1].i + 1]
    joined = token.dep_ == "compound" and token.head.i == after.i and after.tag_ == "NNP" and not after.ent_type_
    plain = after.text.isalpha() and after.text.istitle() and len(after) > 2 and not ORGANISATION.search(after.text)
    return after.idx + len(after) if joined and plain and doc.text[after.idx - 1] == " " else end


def _hyphenated(text: str, start: int, end: int) -> int:
    """How much longer a hyphenated name is than what the tagger found of it: "Kara" of "Kara-Shoro", but not "Russia" of "Russia-Turkey",
    nor two names that the text has apart."""
    rest = HYPHENATED_ON.match(text, end)
    if rest is None:
        return 0
    first, last = text[start:end], rest[0][1:]
    if any(part in countries.by_name() or part in countries.by_demonym() or len(part) < 3 for part in (first, last)):
        return 0
    return 0 if CAPITAL_WORD.findall(last)[0] in _words_apart(text) else len(rest[0])


@lru_cache(maxsize=4)
def _words_apart(text: str) -> frozenset[str]:
    """The words with a capital of a text that stand behind no hyphen, without "'s"."""
    return frozenset(CAPITAL_WORD.findall(text))


def _most(words: str) -> int:
    """The people of the largest place that is called so."""
    return max((p.population for p in places.named(words) if not p.alias), default=0)


def _is_great(words: str) -> bool:
    """Whether a single word in small letters but for its first is a great town or region, under any of its names: "Andijan"."""
    one = " " not in words and not words.isupper() and words not in no_towns() and fold(words) not in given_names()
    return one and any(p.population > _GREAT and (p.kind == "city" or not p.alias) for p in places.named(words))


def _is_far_town(words: str) -> bool:
    """Whether two words and more that no given name opens are a town: "Kiryat Shmona", "Khan Younis". Rare: one hit in 450 news texts that
    had no say, right ("Fort Lee"); a person whose two names are a town's too is lost where no title stands before."""
    first, _, rest = words.partition(" ")
    if not rest or fold(first) in given_names() or fold(first) in _NAMES_TOO:
        return False
    return any(p.population > _FAR_TOWN for p in places.named(words))


def _is_common(doc: Doc, start: int, end: int) -> bool:
    """Whether a single word that opens its sentence is no proper noun by its part of speech: "Commuters who use it"."""
    span = doc.char_span(start, end)
    return span is not None and len(span) == 1 and bool(span[0].is_sent_start) and span[0].tag_ in COMMON_TAGS


def _towns(words: str, start: int, text: str) -> list[Name]:
    """The places of a list that the tagger took for one name: "Kotor and Tivat", "from Split to Brač and Hvar"; none where a part is no
    place, after "from" where none is, or a word makes an organisation of it."""
    parts = list(TOWN_OF_LIST.finditer(words))
    if len(parts) < 2 or ORGANISATION.search(words):
        return []
    known = [bool(places.named(part["town"])) for part in parts]
    route = " to " in words and text[max(0, start - 5) : start] == "from " and any(known)
    if not (all(known) or (route and all(part["town"][0].isupper() and " " not in part["town"] for part in parts))):
        return []
    return [Name(Span(start + part.start("town"), start + part.end("town")), "place", 0.6) for part in parts]


def _is_sentence(words: str) -> bool:
    """Whether the tagger took part of a sentence or headline for a title: small words that join no names, or a verb in capitals."""
    if len(words.split()) > 5 and HEADLINE_VERB.search(words):
        return True
    return sum(1 for word in words.split() if word.islower() and word not in JOINING) > 1


def _is_called(words: str) -> bool:
    """Whether the words are two or three with a given name first: "Megyn Kelly"."""
    parts = words.split()
    known = 2 <= len(parts) <= 3 and fold(parts[0]) in given_names() and not _is_of_country(words)
    return known and all(p[0].isupper() and p.isalpha() for p in parts) and not THING_LAST.search(words)


def _is_titled_person(words: str) -> bool:
    """Whether the words are a title and a person: "Kazakh President Kassym-Jomart Tokayev", whom the table of offices or a given name
    knows; not "General Motors", "Justice Department"."""
    title = TITLE.match(words)
    if title is None or ORGANISATION.search(words):
        return False
    name = words[title.end() :]
    return " " in name and (bool(held(name)) or (name.count(" ") == 1 and _is_called(name)))


def _is_acronym(words: str) -> bool:
    """Whether a word in capitals is no name that a headline shouts: "PSPC", not "MACRON", "KATE"."""
    short = words.isalpha() and words.isupper() and 2 < len(words) < 7
    return short and words.title() not in surnames() and fold(words) not in given_names()


def retype(kind: str, words: str, before: str = "") -> str:
    """The tagger's type, corrected by what the words are."""
    people = _most(words) if kind in _WEIGHED else 0
    if kind == "person" and len(words.split()) == 1 and people > 500_000:
        return "place"
    if kind == "person" and " " not in words and (of := IN_COUNTRY.search(before)) and of["of"] in countries.by_name():
        return "place"
    if kind == "person" and BUILT.search(words):
        return "place"  # Charles de Gaulle Airport
    if kind == "person" and _is_acronym(words):
        return "organisation"  # "PSPC spokesperson"
    if kind in ("person", "work", "nationality") and BODY_BEFORE.search(before):
        return "organisation"
    if kind in ("person", "organisation", "work", "nationality") and (
        PLACE_BEFORE.search(before)
        or (IN_BEFORE.search(before) and ((kind == "person" and people > 15_000) or (kind == "work" and people > 1_000)))
    ):
        return "place"
    if kind in ("organisation", "work", "place") and not ORGANISATION.search(words) and _is_called(words) and not people:
        return "person"
    if kind in ("organisation", "work") and words in surnames():
        return "person"
    if kind == "nationality" and words not in countries.by_demonym() and _is_great(words):
        return "place"
    if kind in ("person", "organisation", "work") and INSIDE_BEFORE.search(before) and _is_great(words):
        return "place"
    if kind in ("person", "place") and STATION.search(words):
        return "organisation"
    if kind in ("person", "organisation") and VESSEL_BEFORE.search(before):
        return "work"
    if kind == "person" and TRADE_LAST.search(words) and fold(words.split()[0]) not in given_names():
        return "organisation"
    if kind in ("person", "place", "work") and ORGANISATION.search(words) and len(words.split()) > 1:
        return "organisation"
    if kind == "organisation" and PROJECT.search(words) and not ORGANISATION.search(words):
        return "project"
    return kind
