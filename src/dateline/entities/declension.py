"""Russian names in the nominative: "Токаева" is "Токаев", "Верховного Суда" is "Верховный Суд".

A word of a name may be a form of several names ("Вовка" of "Вовк" or of "Вовка"): the forms in which an item uses the name decide, then
the case and gender that the tagger read, then the dictionary's order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ..language.russian import Form, Word, forms

#: A word that the dictionary only guesses at has many readings; those past these tell nothing.
_MOST = 12
_DECLINED = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|ем|ым|е)$")


class Nominatives:
    """The nominatives of the persons of one item, in which every form of a name is a witness to the others."""

    def __init__(self, people: Sequence[Sequence[Word]]) -> None:
        self.surfaces = {word.text for words in people for word in words}
        self.witnesses: dict[str, set[str]] = defaultdict(set)
        for words in people:
            for word in words:
                for name in {form.nominative for form in self._forms(word)} | self._bare(word):
                    self.witnesses[name].add(word.text)

    @staticmethod
    def _forms(word: Word) -> list[Form]:
        return [form for form in forms(word.text)[:_MOST] if form.number != "plur" and form.part in ("NOUN", "ADJF")]

    def _bare(self, word: Word) -> set[str]:
        """The word as it stands, where that may be a nominative, and without the ending of a man's surname where the item has that."""
        bare = _DECLINED.sub("", word.text)
        found = {word.text} if word.case in ("nomn", "") else set()
        return found | ({bare} if bare != word.text and word.gender != "femn" and bare in self.surfaces else set())

    def name(self, words: Sequence[Word]) -> str:
        """A person's name, every word of it by itself."""
        gender = next((word.gender for word in words if word.gender), "")
        return joined(words, [self._word(word, gender) for word in words])

    def _word(self, word: Word, gender: str) -> str:
        scores: dict[str, float] = {word.text: 0.0}
        for place, form in enumerate(self._forms(word)):
            scores[form.nominative] = max(scores.get(form.nominative, 0.0), self._fit(form, word, gender, place))
        for bare in self._bare(word):
            scores[bare] = max(scores.get(bare, 0.0), 1.5 + len(self.witnesses[bare]))
        return max(scores.items(), key=lambda pair: (pair[1], pair[0] == word.text, pair[0]))[0]

    def _fit(self, form: Form, word: Word, gender: str, place: int) -> float:
        agrees = (form.case == word.case) + 0.5 * (form.gender == gender or not form.gender)
        return agrees + 0.5 * form.personal + len(self.witnesses[form.nominative]) - 0.05 * place


def phrase(words: Sequence[Word]) -> str:
    """An organisation or a place: the adjectives that open it and the noun that they belong to in the nominative, the rest as it stands.
    Names that the dictionary lacks are left as they stand."""
    head = next((number for number, word in enumerate(words) if word.pos in ("NOUN", "PROPN")), None)
    written = joined(words, [word.text for word in words])
    if head is None or (words[head].text.isupper() and len(words[head].text) < 5):
        return written
    opening = words[:head]
    noun = _noun(words[head], known=not opening)
    if noun is None or any(word.pos not in ("ADJ", "DET", "VERB") or word.case != words[head].case for word in opening):
        return written
    return joined(
        words, [*(_adjective(word, noun) for word in opening), noun.nominative, *(word.text for word in words[head + 1 :])]
    )


def _noun(word: Word, *, known: bool) -> Form | None:
    options = [form for form in forms(word.text)[:_MOST] if form.part == "NOUN" and (form.known or not known)]
    number = word.number[:4]

    def fit(form: Form) -> float:
        return (form.case == word.case) + 0.6 * (form.number == number) + 0.4 * (form.gender == word.gender)

    return max(options, key=fit, default=None)


def _adjective(word: Word, noun: Form) -> str:
    options = [f for f in forms(word.text) if f.part in ("ADJF", "PRTF")]
    agreeing = [f for f in options if f.case == noun.case and f.number == noun.number]
    exact = [f for f in agreeing if f.gender == noun.gender] or agreeing or options
    return exact[0].nominative if exact else word.text


def joined(words: Sequence[Word], texts: Sequence[str]) -> str:
    """The texts with a space where the words have one between them."""
    out = ""
    for number, (word, text) in enumerate(zip(words, texts, strict=True)):
        gap = number and word.span.start > words[number - 1].span.end
        out += (" " if gap else "") + text
    return out
