"""Which language a text is in (ISO 639-1), by py3langid, with the script as a check on short texts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

#: Letters; below this a text does not say its language.
SHORTEST = 20
_LETTERS = re.compile(r"[^\W\d_]")
# Letters that one of the languages alone has, for short lines in languages that share a script.
_TELLING = (("az", "əƏ"), ("kk", "ңұқғһәӘҢҰҚҒҺ"), ("uk", "їєґЇЄҐ"), ("tg", "ҷӣӯҶ"), ("ka", "აბგდევ"), ("hy", "աբգդեզ"))


# Words that English alone has among the languages in its script: where one word in seven of a text is one
# of these, the detector's model need not be loaded.
_ENGLISH = re.compile(r"\b(?:the|of|and|to|that|with|was|were|said|have|has|from|which|this|they|their|would|been|after)\b")
_SURE = 0.14
#: Words that a language alone has among those that are close to it. Where a page declares the language and one word in twelve of a text
#: is one of its, the detector is not asked: on the development pages it never said otherwise, whichever of these was declared.
_OWN_WORDS = {
    "en": "the of and to that with was were said have has from which this they their would been after for are by at it be not on as "
    "his her its will",
    "de": "und der das dem des nicht ist auch für eine einen einem wird wurde sind mit sich auf aber bei zum zur",
    "fr": "les des est une dans pour qui avec cette sont été aux par sur du et",
    "es": "el los las y del una por para como más pero fue también según",
    "it": "di che il della del nel alla gli più anche sono dei delle",
    "pt": "em um uma não com ao são mais pelo pela foi também os dos",
    "nl": "het een niet zijn voor met werd ook aan wordt naar van",
}
_OWN = {language: frozenset(words.split()) for language, words in _OWN_WORDS.items()}
#: Words. A shorter text is left to the detector.
_FEWEST_WORDS = 40
_SURE_OF_DECLARED = 0.08


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_modelpath(MODEL_DIR / MODEL_FILE, norm_probs=True)


def detect(text: str, *, hint: str | None = None) -> str | None:
    """The language of a text, or None where it has too few letters.

    `hint` is what the page declares ("en-GB"): it decides where the detector is unsure, and is overruled where the detector is sure.
    """
    declared = re.split(r"[-_]", hint.strip().lower())[0] if hint else None
    declared = declared if declared and len(declared) == 2 else None
    sample = text[:3000]
    if declared in _OWN and _reads_like(sample, _OWN[declared]):
        return declared
    letters = _LETTERS.findall(sample)
    if len(letters) < SHORTEST:
        return declared
    for language, own in _TELLING:
        if sum(sample.count(letter) for letter in own) * 40 >= len(letters):
            return language
    words = sample.count(" ") + 1
    if words >= _FEWEST_WORDS and len(_ENGLISH.findall(sample)) >= _SURE * words:
        return "en"
    language, probability = _identifier().classify(sample)
    if declared and declared != language and (float(probability) < 0.95 or len(letters) < 80):
        return declared
    return str(language)


def _reads_like(text: str, own: frozenset[str]) -> bool:
    """Whether so many words of a text are those of one language that it is surely in it."""
    words = text.lower().split()
    return len(words) >= _FEWEST_WORDS and sum(map(own.__contains__, words)) >= _SURE_OF_DECLARED * len(words)


#: Words that only English has among the languages in its script, beside those above: a line with one of them is English.
_TELLS_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|that|with|were|said|have|has|had|from|which|this|they|their|would|been|after|for|by|as|is|it|his|her|who|"
    r"at|on|over|into|amid|will|not|out|how|why|what|when|[a-z]+[’']s|[a-z]+ing)\b",
    re.IGNORECASE,
)
_LONG_LINE = 40


@lru_cache(maxsize=4096)
def other_language(line: str, language: str) -> bool:
    """Whether a line of an English item is surely in another language: a page may mix them. Lines under 40 letters are left alone."""
    if language != "en" or _TELLS_ENGLISH.search(line) or len(_LETTERS.findall(line)) < _LONG_LINE:
        return False
    found, probability = _identifier().classify(line)
    return str(found) != "en" and float(probability) > 0.9
