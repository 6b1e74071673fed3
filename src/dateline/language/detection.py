"""Which language a text is in (ISO 639-1), by py3langid, with the script as a check on short texts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ..remembering import remembered

#: Letters; below this a text does not say its language.
SHORTEST = 20
_LETTERS = re.compile(r"[^\W\d_]")
# Letters that one of the languages alone has, for short lines in languages that share a script.
_TELLING = (("az", "əƏ"), ("kk", "ұқҰҚ"), ("uk", "їєґЇЄҐ"), ("tg", "ҷӣӯҶ"), ("ka", "აბგდევ"), ("hy", "աբգդեզ"))
#: Cyrillic letters that Kazakh lacks: Tajik, Uzbek, Bashkir and Tatar have them beside letters that they share with it.
_NOT_KAZAKH = frozenset("ҳҲўЎӯӮҷҶӣҡҠҙҘҫҪҗҖ")
#: The detector's names of a variety, to the language as pages declare it.
_VARIETIES = {
    "wuu": "zh", "yue": "zh", "arz": "ar", "ary": "ar", "uzs": "uz", "sdh": "ku", "gug": "gn", "ltg": "lv", "pcm": "en",
}  # fmt: skip
#: Languages in which most of the world's news are written. Of a short line the detector takes any of its 140 languages for as likely as
#: another: one that is not among these has to be so much likelier, and English is so much likelier where one of its own words stands there.
#: Of 2,200 headlines of development pages in 30 languages .96 are told right in place of .92, of English ones .98 in place of .90.
_NEWS = (
    "ar az be bg bn bs ca cs da de el en es et fa fi fr he hi hr hu hy id is it ja ka kk ko ky lt lv mk mn ms nl no pl pt ro ru sk sl sq "
    "sr sv ta te tg th tr uk ur uz vi zh"
)
_OF_NEWS = frozenset(_NEWS.split())
_OTHER, _ENGLISH_WORD = 0.3, 3.0


# Words that English alone has among the languages in its script: where one word in seven of a text is one
# of these, the detector's model need not be loaded.
_ENGLISH = re.compile(r"\b(?:the|of|and|to|that|with|was|were|said|have|has|from|which|this|they|their|would|been|after)\b")
_SURE = 0.14
#: Words that a language alone has: none is frequent in another language of the detector. Where a page declares the language and six in a
#: hundred words of a text are such, the detector is not asked: of texts in 56 other languages none had three in a hundred.
_OWN_WORDS = {
    "en": "the of and that with was were said has from which this they their would been after his its had who when",
    "de": "und das nicht ist auch für eine einen einem einer wird wurde sind sich auf aber zur beim werden haben hat über nach wie",
    "fr": "les dans pour avec cette sont été aux une sur qui par leur ont ses ces",
    "es": "las los y fue también según pero más sus hay muy esta han",
    "it": "il della nel gli più anche sono dei delle nella degli dal alla questo",
    "pt": "em um uma não com são pelo pela também até seu sua",
    "nl": "een niet zijn voor werd ook wordt naar bij heeft deze hij",
}
_OWN = {language: frozenset(words.split()) for language, words in _OWN_WORDS.items()}
#: Words. A shorter text is left to the detector.
_FEWEST_WORDS = 40
_SURE_OF_DECLARED = 0.06
#: What a page declares is impossible where the detector gives it less, on a text of so many letters.
_IMPOSSIBLE, _LONG = 0.01, 80


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
        if sum(map(sample.count, own)) * 40 >= len(letters) and not (language == "kk" and _NOT_KAZAKH & set(sample)):
            return language
    words = sample.count(" ") + 1
    if words >= _FEWEST_WORDS and len(_ENGLISH.findall(sample)) >= _SURE * words:
        return "en"
    return _asked(sample, declared, long=len(letters) >= _LONG)


def _asked(sample: str, declared: str | None, *, long: bool) -> str:
    """What the detector says, or what the page declares where the detector is unsure and holds that for possible."""
    shares: dict[str, float] = {}
    for name, share in _identifier().rank(sample):
        language = _VARIETIES.get(str(name), str(name))
        shares[language] = shares.get(language, 0.0) + float(share)
    if declared is None and not long:
        english = _ENGLISH_WORD if _ENGLISH.search(sample.lower()) else 1.0
        return max(shares, key=lambda name: shares[name] * (name in _OF_NEWS or _OTHER) * (english if name == "en" else 1.0))
    language = max(shares, key=shares.__getitem__)
    if declared is None or declared == language or (long and shares[language] >= 0.95):
        return language
    return language if long and shares.get(declared, 1.0) < _IMPOSSIBLE else declared


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


@remembered(4096)
def other_language(line: str, language: str) -> bool:
    """Whether a line of an English item is surely in another language: a page may mix them. Lines under 40 letters are left alone."""
    if language != "en" or _TELLS_ENGLISH.search(line) or len(_LETTERS.findall(line)) < _LONG_LINE:
        return False
    found, probability = _identifier().classify(line)
    return str(found) != "en" and float(probability) > 0.9
