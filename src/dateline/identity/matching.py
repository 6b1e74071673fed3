"""Whether two entities are one: a score for two names in any script, and a verdict of three outcomes from name, type, country and role."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations
from typing import Literal, Protocol

from ..language.palladius import pinyin
from ..language.transliteration import romanised, script, sounds, without_accents
from .spelling import likeness, same_given_name

Verdict = Literal["same", "unsure", "different"]
# Words that do not tell names of people apart.
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "bint",
        "von",
        "van",
        "der",
        "den",
        "de",
        "da",
        "di",
        "del",
        "della",
        "dos",
        "du",
        "la",
        "le",
        "as",
        "ad",
        "ash",
        "an",
        "ar",
        "at",
        "az",
        "es",
        "ul",
        "ud",
        "abu",
        "the",
        "of",
        "and",
    ]
)
_HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "sheikh",
        "shaikh",
        "sheik",
        "prince",
        "princess",
        "king",
        "queen",
        "ayatollah",
        "imam",
        "hojjatoleslam",
        "general",
        "gen",
        "col",
        "colonel",
        "president",
    ]
)
_SUFFIX = re.compile(r"\b(jr|sr|junior|senior|i{1,3}|iv|vi{0,3}|ix|x|xi{1,3}|xiv|xvi?)\b\.?$")
_ORGANISATION_NOISE = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "inc",
        "ltd",
        "llc",
        "corp",
        "corporation",
        "company",
        "co",
        "plc",
        "sa",
        "ag",
        "jsc",
        "ojsc",
        "group",
    ]
)
_FEMALE = re.compile(r"(?:ov|ev|in|sk)a(?:ia)?$")
#: Scores at and above which two names are one, and under which they are two.
SAME, DIFFERENT = 0.86, 0.72
#: The score of names that are one in pinyin.
_CHINESE = 0.97


class Named(Protocol):
    """What `match` reads of an entity; `dateline.Entity` has it. A `role` is read too where there is one."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def country(self) -> str | None: ...


@lru_cache(maxsize=32768)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, romanised: without titles, particles and what stands after a comma or in brackets."""
    plain = re.sub(r"\([^)\n]{0,200}\)|,.*", "", name)
    words = romanised(re.sub(r"\b(?:[Aa]bd|عبد)[ -]?(?:[uae]l)?[ -]?(?=ال|[A-Z])", "abd ", plain)).split()
    if script(name) == "arabic":
        words = [re.sub(r"^al(?=\w{3})", "", word) for word in words]
    kept = [word for word in words if word not in _PARTICLES] or words
    return tuple(word for word in kept if word not in _HONORIFICS) if len(kept) > 2 else tuple(kept)


def name_score(a: str, b: str) -> float:
    """0 to 1: how surely two names of people name one, by spelling alone; 1 for equal names. In any order of words and any script.

    Every word of the shorter name must sound like one of the longer; a middle name or patronymic on one side only costs little, a
    surname or given name alone gives at most .75, an initial for a name at most .8, differing middle initials, numerals and "Jr"
    at most .6. A Chinese name in Russian letters is read as pinyin. Accents may sound ("ć" as "ch") or be left out.
    """
    plain = without_accents(a), without_accents(b)
    score = _name_score(a, b) if plain == (a, b) else max(_name_score(a, b), _name_score(*plain))
    return score if score >= _CHINESE or not _same_in_pinyin(a, b) else _CHINESE


def _same_in_pinyin(a: str, b: str) -> bool:
    """Whether one of two names is Chinese in Russian letters and both are one in pinyin: "Си Цзиньпин", "Xi Jinping"."""
    one, other = pinyin(a), pinyin(b)
    if one is None and other is None:
        return False
    left, right = ("".join(words_of(name)) for name in (one or a, other or b))
    return left == right


def _name_score(a: str, b: str) -> float:
    left, right = words_of(a), words_of(b)
    if not left or not right:
        return 0.0
    one, other = _suffix(left), _suffix(right)
    cap = 1.0 if one[1] == other[1] else 0.6 if one[1] and other[1] else 0.8
    initials = [{word for word in words[1:] if len(word) == 1} for words in (one[0], other[0])]
    if initials[0] != initials[1] and all(initials):
        cap = min(cap, 0.6)
    short, long = sorted((one[0], other[0]), key=len)
    if not short:
        return 0.0
    bare = "arabic" in (script(a), script(b))
    return round(min(cap, _aligned(short[:5], long[:6], bare)), 3)


def _suffix(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    if len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        return words[:-1], words[-1].replace("junior", "jr").replace("senior", "sr")
    return words, ""


def _aligned(short: tuple[str, ...], long: tuple[str, ...], bare: bool) -> float:
    """The best score over the ways to lay the words of the shorter name on those of the longer: in order, or turned round."""
    best = 0.0
    for turned in (short, (*short[1:], short[0]), (short[-1], *short[:-1])):
        best = max(best, _in_order(turned, long, bare) - (0.0 if turned == short else 0.02))
    joined = _likeness("".join(short), "".join(long), bare)
    return max(best, joined - 0.02 if len(short) != len(long) and len(short) > 1 else 0.0)


def _in_order(short: tuple[str, ...], long: tuple[str, ...], bare: bool) -> float:
    best = 0.0
    for places in _rising(len(short), len(long)):
        scores = [_word(word, long[at], bare, first=at == 0) for word, at in zip(short, places, strict=True)]
        lowest = min(scores)
        score = 0.5 * lowest + 0.5 * sum(scores) / len(scores)
        left_out = [at for at in range(len(long)) if at not in places]
        if len(short) == 1 and len(long) > 1:
            score = min(0.75, score - 0.2)
        else:
            score -= sum(0.03 if 0 < at < len(long) - 1 else 0.08 for at in left_out)
        best = max(best, score)
    return best


@lru_cache(maxsize=64)
def _rising(count: int, total: int) -> tuple[tuple[int, ...], ...]:
    return tuple(p for p in permutations(range(total), count) if list(p) == sorted(p))


def _word(left: str, right: str, bare: bool, *, first: bool) -> float:
    """One word against one: given names may be one name in two languages, an initial may stand for a name."""
    if left == right:
        return 1.0
    if len(left) == 1 or len(right) == 1:
        return 0.8 if left[0] == right[0] and len(left) != len(right) else 0.0
    return _likeness(left, right, bare)


@lru_cache(maxsize=65536)
def _likeness(left: str, right: str, bare: bool) -> float:
    one, other = sounds(left), sounds(right)
    if same_given_name(one, other):
        return 0.97
    if bool(_FEMALE.search(one)) != bool(_FEMALE.search(other)) and one.rstrip("a") == other.rstrip("a"):
        return 0.5
    return likeness(one, other, bare=bare)


def match(a: Named, b: Named) -> Verdict:
    """Same, unsure or different. Types that cannot be one, two GeoNames ids, two countries of places are different, and so is a person
    whom somebody told apart in brackets; namesakes of two countries are at most unsure; a name that the other only abbreviates is unsure.
    Its error stands in docs/entities.md."""
    if a.type != b.type and not {a.type, b.type} <= {"place", "country"}:
        return "different" if "person" in (a.type, b.type) else "unsure" if name_score(a.name, b.name) >= SAME else "different"
    if a.type == "person":
        return _person(a, b)
    ids = getattr(a, "geonames_id", None), getattr(b, "geonames_id", None)
    if all(ids):
        return "same" if ids[0] == ids[1] else "different"
    if a.type in ("place", "country") and a.country and b.country and a.country != b.country:
        return "different"
    return _other(a, b)


#: By what words people told a namesake apart: "Rosa Lind (a farmer)".
_CALLED = re.compile(r" \(([^()]{1,80})\)$")


def _person(a: Named, b: Named) -> Verdict:
    called = [words[1] if (words := _CALLED.search(x.name)) else None for x in (a, b)]
    if called[0] != called[1]:
        return "different"
    score = name_score(a.name, b.name)
    if score < DIFFERENT:
        return "different"
    apart = bool(a.country and b.country and a.country != b.country)
    if score < SAME:
        return "different" if apart else "unsure"
    roles = [getattr(x, "role", None) for x in (a, b)]
    if apart:
        return "unsure" if roles[0] and roles[0] == roles[1] else "different" if score < 0.95 else "unsure"
    return "same"


def _other(a: Named, b: Named) -> Verdict:
    left, right = (tuple(word for word in romanised(x.name).split() if word not in _ORGANISATION_NOISE) for x in (a, b))
    if left == right:
        return "same" if left else "unsure"
    initials = ["".join(word[0] for word in words) for words in (left, right)]
    if ("".join(left), initials[1]) == (initials[1], "".join(left)) or "".join(right) == initials[0]:
        return "unsure"
    if sorted(map(sounds, left)) == sorted(map(sounds, right)):
        return "same" if a.country == b.country else "unsure"
    return "unsure" if name_score(a.name, b.name) >= 0.92 else "different"
