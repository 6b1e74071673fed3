"""The office that stands beside a Russian name: "президент Казахстана Токаев", "Лавров, министр иностранных дел России,"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..language.russian import Word, forms
from ..tables import rows

#: Words that an office may run over before and after a name.
BEFORE, AFTER = 12, 8
_RUNS = ("NOUN", "PROPN", "ADJ", "ADP", "CCONJ", "NUM", "VERB")
_ENDS = (",", ".", ";", ":", "—", "–", "-", ")", "(")


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Words that open an office, in the nominative, to the office of the table of offices as English news calls it ("" for none)."""
    return {row["title"]: row["office"] for row in rows(__package__, "russian_titles.csv")}


def before(words: Sequence[Word], name: Word, text: str) -> tuple[str, str, str] | None:
    """The office that runs up to a name, as written, in the words of the table of offices, and its case: it opens with a title in the case
    and number of the name, and takes the adjectives before it in. Rejects what a comma or a finite verb parts from the name."""
    start = len(words)
    while start and _runs(words[start - 1]) and _touch(words, start - 1, name, text):
        start -= 1
    if start < len(words) and words[-1].pos in ("CCONJ", "ADP", "VERB"):
        return None
    for number in range(start, len(words)):
        office = _office(words[number])
        if office is None or words[number].number.startswith("plur") or not _agree(words[number], name):
            continue
        opens = number
        while opens > start and words[opens - 1].pos in ("ADJ", "VERB") and words[opens - 1].case == words[number].case != "":
            opens -= 1
        return text[words[opens].span.start : name.span.start].strip(' «"'), office, words[number].case
    return None


def after(words: Sequence[Word], text: str) -> tuple[str, str, str] | None:
    """The office between commas that follows a name; `words` are those after it."""
    if not words or words[0].text != ",":
        return None
    number = 1
    while number < len(words) and words[number].pos == "ADJ":
        number += 1
    office = _office(words[number]) if number < len(words) else None
    if office is None:
        return None
    end = next((n for n in range(number, len(words)) if words[n].text in _ENDS), len(words))
    return text[words[1].span.start : words[end - 1].span.end], office, ""


def _runs(word: Word) -> bool:
    """Whether an office may run over a word: no finite verb, which parts the office behind it from whom it tells of: "Токаев встретился с
    министром"; a participle does not."""
    return word.pos in _RUNS and (word.pos != "VERB" or any(form.part in ("ADJF", "PRTF") for form in forms(word.text)))


def _agree(word: Word, name: Word) -> bool:
    """Whether a title may be the name's by its case. Of a name from abroad the tagger mistakes the case ("министром Хаканом Фиданом"): what
    the dictionary knows of it counts, too."""
    if not word.case or not name.case or word.case == name.case:
        return True
    return any(form.case == word.case and form.known for form in forms(name.text))


def _touch(words: Sequence[Word], number: int, name: Word, text: str) -> bool:
    """Whether nothing but spaces and quotation marks stands between a word and the next."""
    following = words[number + 1] if number + 1 < len(words) else name
    return not re.search(r"[^ \u00a0«»\"]", text[words[number].span.end : following.span.start])


def _office(word: Word) -> str | None:
    lemma = next((form.lemma for form in forms(word.text) if form.lemma in titles()), None)
    return titles()[lemma] if lemma else None
