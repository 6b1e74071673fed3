"""Chinese names in Cyrillic letters as pinyin: "Си Цзиньпин" is Xi Jinping.

Russian writes Chinese syllables by the rules of Palladius, which are regular: a final "нь" is n, a bare "н" is ng. Ukrainian and
Bulgarian rules differ and are not read.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Initials, those before и, я, е, ю apart (ц is q there, else c).
_INITIALS = {
    "б": "b", "п": "p", "м": "m", "ф": "f", "д": "d", "т": "t", "н": "n", "л": "l", "г": "g", "к": "k", "х": "h", "чж": "zh",
    "ч": "ch", "ш": "sh", "ж": "r", "цз": "z", "ц": "c", "с": "s",
}  # fmt: skip
_SOFT = {"цз": "j", "ц": "q", "с": "x"}
#: Finals behind an initial.
_FINALS = {
    "а": "a", "ай": "ai", "ань": "an", "ан": "ang", "ао": "ao", "э": "e", "эй": "ei", "энь": "en", "эн": "eng", "оу": "ou",
    "у": "u", "уа": "ua", "уай": "uai", "уань": "uan", "уан": "uang", "уй": "ui", "уэй": "ui", "ой": "ui", "унь": "un", "ун": "ong",
    "о": "uo", "ы": "i", "и": "i", "инь": "in", "ин": "ing", "я": "ia", "янь": "ian", "ян": "iang", "яо": "iao", "е": "ie",
    "ю": "iu", "юй": "u", "юань": "uan", "юнь": "un", "юн": "iong", "юэ": "ue",
}  # fmt: skip
#: Syllables without an initial, and those with в.
_ALONE = {
    "а": "a", "ай": "ai", "ань": "an", "ан": "ang", "ао": "ao", "э": "e", "энь": "en", "эр": "er", "оу": "ou", "и": "yi", "инь": "yin",
    "ин": "ying", "я": "ya", "янь": "yan", "ян": "yang", "яо": "yao", "е": "ye", "ю": "you", "юй": "yu", "юань": "yuan", "юнь": "yun",
    "юн": "yong", "юэ": "yue", "у": "wu", "ва": "wa", "вай": "wai", "вань": "wan", "ван": "wang", "вэй": "wei", "вэнь": "wen",
    "вэн": "weng", "во": "wo",
}  # fmt: skip
_LABIAL = frozenset("бпмф")
_CYRILLIC = re.compile(r"[а-яё]{1,24}")


@lru_cache(maxsize=1)
def _syllables() -> dict[str, str]:
    made = dict(_ALONE)
    for initial, sound in _INITIALS.items():
        for final, rest in _FINALS.items():
            soft = _SOFT.get(initial, sound) if final[0] in "июяе" else sound
            made[initial + final] = soft + ("o" if final == "о" and initial in _LABIAL else rest)
    return made


@lru_cache(maxsize=8192)
def pinyin(name: str) -> str | None:
    """A Chinese name of two or three words in Cyrillic letters, in pinyin without tones; None for any other name. Each word must be made
    of whole syllables, one or two to a word, which few Russian names are ("Ли Дин")."""
    words = name.casefold().split()
    if len(words) not in (2, 3):
        return None
    read = [_read(word) for word in words]
    return " ".join(word.capitalize() for word in read if word) if all(read) else None


def _read(word: str) -> str | None:
    """One word of at most two syllables, the longest first syllable that leaves a whole one or nothing."""
    if _CYRILLIC.fullmatch(word) is None:
        return None
    known = _syllables()
    for cut in range(min(len(word), 6), 0, -1):
        first, rest = known.get(word[:cut]), word[cut:].removeprefix("ъ")
        if first and not rest:
            return first
        if first and rest in known:
            return first + known[rest]
    return None
