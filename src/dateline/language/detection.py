"""Which language a text is in (ISO 639-1), by py3langid, with the script as a check on short texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
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
#: Languages in which most of the world's news are written. The detector takes any of its 140 languages for as likely as another; one that
#: is not among these has to be so much likelier, which few words make it by chance.
_NEWS_LANGUAGES = (
    "ar az be bg bn bs ca cs da de el en es et fa fi fr he hi hr hu hy id is it ja ka kk ko ky lt lv mk mn ms nl no pl pt ro ru sk sl sq "
    "sr sv ta te tg th tr uk ur uz vi zh"
)
_NEWS = frozenset(_NEWS_LANGUAGES.split())
_OTHER = 0.3
#: A language that is not among them and has less than this is none: letters without words (a text in the wrong encoding) are like many.
_FAINT = 0.3
#: Words that a language alone has: none is frequent in another language of the detector. Where six in a hundred words of a text are such,
#: and its page declares no other, the detector is not asked: of texts in 56 other languages none had three in a hundred, and of 2,311
#: development texts with so many the detector said otherwise of four, all of them in two languages.
_OWN_WORDS = {
    "en": "the of and that with was were said has from which this they their would been after his its had who when",
    "de": "und das nicht ist auch für eine einen einem einer wird wurde sind sich auf aber zur beim werden haben hat über nach wie",
    "fr": "les dans pour avec cette sont été aux une sur qui par leur ont ses ces",
    "es": "las los y fue también según pero más sus hay muy esta han",
    "it": "il della nel gli più anche sono dei delle nella degli dal alla questo",
    "pt": "em um uma não com são pelo pela também até seu sua",
    "nl": "een niet zijn voor werd ook wordt naar bij heeft deze hij",
}
_OWNER = {word: language for language, words in _OWN_WORDS.items() for word in words.split()}
#: Words. A shorter text is left to the detector.
_FEWEST_WORDS = 40
_SURE = 0.06
#: What a page declares is impossible where the detector gives it less. It is not asked about a declared text of fewer letters than these.
_IMPOSSIBLE, _LONG = 0.05, 80


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_modelpath(MODEL_DIR / MODEL_FILE, norm_probs=True)


def detect(text: str, *, hint: str | None = None, ask: bool = True) -> str | None:
    """The language of a text, or None where it has too few letters.

    `hint` is what the page declares ("en-GB"): it decides on texts of fewer than 80 letters, and on others where the detector holds it for
    possible. Without `ask` the detector, which takes half a second to load, is left out: what is declared stands.

    Short lines without a hint, right: of 2,595 English headlines of a set that had no say in the rule .988 (the detector alone .884); of
    341 sentences in 64 languages .886 (.868). Of 11,373 headlines of development pages, which had one, as their pages declare them: of
    English ones .980 (.874), of those in 25 other languages .957 (.945; worst are Bosnian with .61 and Indonesian with .84).
    """
    declared = re.split(r"[-_]", hint.strip().lower())[0] if hint else None
    declared = declared if declared and len(declared) == 2 else None
    sample = text[:3000]
    told = _by_own_words(sample)
    if told and declared in (None, told):
        return told
    letters = _LETTERS.findall(sample)
    if len(letters) < SHORTEST:
        return declared
    for language, own in _TELLING:
        if sum(map(sample.count, own)) * 40 >= len(letters) and not (language == "kk" and _NOT_KAZAKH & set(sample)):
            return language
    if not ask:
        return told or declared
    return declared if declared and len(letters) < _LONG else _asked(sample, declared)


def _by_own_words(text: str) -> str | None:
    """The language that so many words of a text are of that it is surely in it."""
    words = text.lower().split()
    if len(words) < _FEWEST_WORDS:
        return None
    owners = Counter(filter(None, map(_OWNER.get, words)))
    language, count = max(owners.items(), key=lambda owner: owner[1], default=("", 0))
    return language if count >= _SURE * len(words) else None


def _asked(sample: str, declared: str | None) -> str | None:
    """What a page declares, where the detector holds that for possible; else the likeliest language, those of news before others; None
    where it is like nothing."""
    shares: dict[str, float] = defaultdict(float)
    for name, share in _identifier().rank(sample):
        shares[_VARIETIES.get(str(name), str(name))] += float(share)
    if declared and shares[declared] >= _IMPOSSIBLE:
        return declared
    found = max(shares, key=lambda name: shares[name] * (1.0 if name in _NEWS else _OTHER))
    return found if found in _NEWS or shares[found] >= _FAINT else None


#: Letters. A shorter line is left alone.
_LONG_LINE = 40


@remembered(4096)
def other_language(line: str, language: str) -> bool:
    """Whether a line of an English item is surely in another language: a page may mix them. Lines under 40 letters are left alone, and
    those with a word that English alone has. Of 3,970 lines of English development pages seven are told to be in another language, of
    1,735 of German ones nine in ten."""
    if (
        language != "en"
        or len(_LETTERS.findall(line)) < _LONG_LINE
        or any(_OWNER.get(word) == "en" for word in line.lower().split())
    ):
        return False
    found, probability = _identifier().classify(line)
    return str(found) != "en" and float(probability) > 0.9
