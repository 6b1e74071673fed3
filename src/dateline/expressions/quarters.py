"""Quarters and halves of a year in other languages than English, and by their number: "im dritten Quartal 2023", "во втором квартале 2021
года", "2024 yılının ikinci çeyreğinde", "Q3 2023", "H1 2024"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

__all__ = ["HALF", "ORDINALS_ABROAD", "QUARTER", "Word", "plausible_quarter", "quarter_parts", "year_beside"]


class Word(Protocol):
    """What a token says (`times_words.Token`, which reads the words below)."""

    word: str
    letter: str
    start: int
    end: int
    title: bool


#: Words for a quarter and for a half, with the endings that a year asks for.
_QUARTERS = (
    "quartal quartals quartale trimestre квартал квартала квартале кварталу кварталом çeyrek çeyreği çeyreğinde çeyreğinin çeyreğine "
    "çeyreğinden rüb rübü rübün rübündə rübünün тоқсан тоқсаны тоқсанда тоқсанында тоқсанының"
)
_HALVES = (
    "halbjahr halbjahres halbjahrs semestre полугодие полугодия полугодии полугодию yarıyıl yarıyılı yarıyılında yarısı yarısında "
    "yarısının"
)
QUARTER, HALF = frozenset(_QUARTERS.split()), frozenset(_HALVES.split())
_STEMS = {
    1: "ersten erste erster erstes premier primer primero первый первого первом первым первому первое ilk birinci бірінші i",
    2: "zweiten zweite zweiter zweites deuxième segundo второй второго втором вторым второму второе ikinci екінші ii",
    3: "dritten dritte dritter drittes troisième tercer tercero третий третьего третьем третьим третьему третье üçüncü үшінші iii",
    4: "vierten vierte vierter viertes quatrième cuarto четвертый четвёртый четвертого четвёртого четвертом четвёртом четвертым "
    "четвёртым четвертому четвёртому dördüncü төртінші iv",
}
#: Value of an ordinal word of these languages; Roman numbers are in the list.
ORDINALS_ABROAD = {word: number for number, words in _STEMS.items() for word in words.split()}

#: Without a year: what a Russian town has as blocks of houses stands in the nominative, what is of pregnancies in no year.
_BLOCK, _PREGNANCY = frozenset(["квартал"]), re.compile(r" (?:de (?:la )?(?:grossesse|embarazo|gestación)|беременности)\b")
_BEFORE_NUMBER = frozenset(["in", "for", "of", "during", "by", "since", "im", "en"])
_YEAR_BEHIND = re.compile(
    r" (?:(?P<last>des (?:Vorjahres|(?:vergangenen|vorigen|letzten) Jahres)|de l[’']an(?:née)? (?:dernière?|passée?|précédente?)|"
    r"del año (?:pasado|anterior)|(?:прошлого|минувшего|прошедшего|предыдущего) года)|"
    r"(?P<this>(?:dieses|des laufenden) Jahres|de cette année|de este año|del (?:presente|corriente) año|"
    r"(?:этого|текущего|нынешнего) года)|"
    r"(?P<next>(?:des (?:kommenden|nächsten)|nächsten) Jahres|de l[’']année prochaine|del (?:próximo año|año (?:próximo|que viene))|"
    r"(?:следующего|будущего) года))\b"
)
_YEAR_BEFORE = re.compile(
    r"(?:(?P<last>geçen yılın|ötən ilin|keçən ilin|өткен жылдың|былтырғы)|(?P<this>bu yılın|bu ilin|биылғы|осы жылдың)|"
    r"(?P<next>gelecek yılın|önümüzdeki yılın|gələn ilin|келесі жылдың)) \Z",
    re.IGNORECASE,
)
_STEP = {"last": "-1", "this": "0", "next": "1"}


def quarter_parts(found: Sequence[Word]) -> dict[str, str]:
    """The unit, its number and the year that the words say; empty where they are none: a fifth quarter, "Q 3" with a space, "h" small."""
    named = next((token.word for token in found if token.letter == "4"), None)
    if named is not None:
        unit, number = "half" if named in HALF else "quarter", _number(found)
    else:
        at = next(place for place, token in enumerate(found) if token.letter == "5")
        beside = found[at + 1] if at + 1 < len(found) and found[at + 1].letter == "d" else found[at - 1]
        if not found[at].title or (found[at].end != beside.start and beside.end != found[at].start):
            return {}
        unit, number = "half" if found[at].word == "h" else "quarter", int(beside.word)
    if not 1 <= number <= (2 if unit == "half" else 4):
        return {}
    year = next((token.word for token in found if token.letter == "y"), None)
    return {"u": unit, "o": str(number)} | ({"y": year} if year else {})


def _number(found: Sequence[Word]) -> int:
    token = next(token for token in found if token.letter in "1od")
    return ORDINALS_ABROAD.get(token.word) or int("".join(char for char in token.word if char.isdigit()) or 0) or 2


def plausible_quarter(found: Sequence[Word], ahead: str, text: str) -> bool:
    """Whether the words name a part of a year. Without a year no block of houses, no third of a pregnancy, and of numbers only quarters
    behind a preposition ("in Q3"; "Audi Q3" is a car)."""
    parts = quarter_parts(found)
    if not parts or text[found[-1].end : found[-1].end + 1].isalnum():  # "2020 H1B"
        return False
    if "y" in parts:
        return True
    if found[0].letter == "5" or found[-1].letter == "5":
        return parts["u"] == "quarter" and found[0].letter == "5" and ahead in _BEFORE_NUMBER
    return found[-1].word not in _BLOCK and _PREGNANCY.match(text, found[-1].end) is None


def year_beside(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """How many years off the year is that the words beside a quarter name ("des Vorjahres", "прошлого года", "geçen yılın"), and the
    span with them."""
    if match := _YEAR_BEHIND.match(text, end):
        return _STEP[match.lastgroup or ""], start, match.end()
    if match := _YEAR_BEFORE.search(text[max(0, start - 20) : start]):
        return _STEP[match.lastgroup or ""], start - len(match[0]), end
    return None
