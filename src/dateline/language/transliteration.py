"""Names of other scripts in Latin letters, and the plain spelling in which different romanisations of one name agree.

Accepts Latin with any diacritics (Turkish, Azerbaijani, Kazakh, Uzbek and European ones by their own sound), Cyrillic of Russian,
Ukrainian, Belarusian, Kazakh, Kyrgyz, Uzbek, Tajik, Azerbaijani and Serbian, Arabic script of Arabic, Persian and Urdu. Any other
script is kept as it stands, and then agrees only with itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..tables import rows

_APOSTROPHES = re.compile(r"['’ʻʼ‘`´ʹ]")
#: Spellings to one sound each, in this order; capitals are sounds of their own (S = sh, C = ch, J = zh or j).
_SOUNDS = [
    (r"shch|sch|sh", "S"), (r"tsch|tch|ch", "C"), (r"dzh|dj|zh|j", "J"), (r"kh|x", "h"), (r"gh", "g"), (r"ph", "f"), (r"th", "t"),
    (r"ck|q|c(?![eiy])", "k"), (r"c", "s"), (r"tz|ts", "s"), (r"w", "v"), (r"ou|oo", "u"), (r"ee|ii", "i"), (r"dh", "d"), (r"ae|aa", "a"),
    (r"[iy]u", "u"), (r"[iy]o", "o"), (r"[iy]a", "a"), (r"[iy]e", "e"), (r"y", "i"), (r"h$", ""), (r"([a-zA-Z])\1+", r"\1"),
]  # fmt: skip
#: Letters with a stroke, which no accent parts, as printed without; đ is printed "dj" as it sounds.
_BARE = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "đ": "dj", "Đ": "Dj"})
_RULES = [(re.compile(pattern), sound) for pattern, sound in _SOUNDS]


def script(name: str) -> str:
    """latin, cyrillic, arabic, or other: the script of the name's first letter."""
    for char in name:
        if char.isalpha():
            word = unicodedata.name(char, "").split(" ")[0].casefold()
            return word if word in ("latin", "cyrillic", "arabic") else "other"
    return "other"


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """Letters whose sound their bare form would lose, in Latin letters (letters.csv; signs without a sound are empty)."""
    return {row["letter"]: row["latin"] for row in rows(__package__, "letters.csv")}


@lru_cache(maxsize=32768)
def romanised(name: str) -> str:
    """The name in plain lower-case Latin letters and spaces: "Тоқаев" gives "tokaev"."""
    out = []
    text = unicodedata.normalize("NFC", _APOSTROPHES.sub("", name)).lower()
    for char in text:
        known = _letters().get(char)
        if known is None:
            plain = unicodedata.normalize("NFKD", char)
            known = "".join(c for c in plain if not unicodedata.combining(c))
        out.append(known)
    return re.sub(r"[\W_]+", " ", "".join(out)).strip()


def without_accents(name: str) -> str:
    """The name as news prints it that drops accents: "Spajić" gives "Spajic". Other scripts than Latin stay."""
    if name.isascii() or script(name) != "latin":
        return name
    plain = unicodedata.normalize("NFKD", name)
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(_BARE)


@lru_cache(maxsize=32768)
def sounds(word: str) -> str:
    """One romanised word as a string of sounds, in which romanisations agree: "tokayev", "toqayev" and "tokaev" give "tokaev"."""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word
