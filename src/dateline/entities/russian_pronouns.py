"""Who "он", "она" and "президент" are on Russian pages.

Accepts "он" and "она" as subjects of people's verbs, or right after a sentence whose subject is a person and that has no other subject of
that gender; "по его словам"; and a bare title in the nominative ("министр") that a person before bears as role. A pronoun goes to the
person before it who stands out most: in the nominative, first in the sentence, near, often named, outside quotations, and never of the
other sex. Rejects pronouns inside quotations, those far from every person, and titles that go on ("министр обороны"). Its measured error
stands in docs/entities.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.russian import Word, forms, sentences, tagged
from ..tables import words as words_of
from ..types import Entity, Mention, Span
from .russian_offices import titles

_SEX = {"он": "masc", "она": "femn", "его": "masc", "её": "femn", "ее": "femn"}
#: What follows "по его".
_WORDS = ("словам", "мнению", "данным", "информации", "оценке", "утверждению", "версии")
_QUOTED = re.compile(r"«[^»\n]*»?|\"[^\"\n]*\"|“[^”\n]*”?|„[^“\n]*“")
#: How many sentences a pronoun looks back, and how many words lie between it and its verb.
_FURTHEST, _VERB = 3, 4
_SHORTEST_QUOTE = 20


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention of a person: its sentence, whether it is in the nominative, opens its sentence, and stands in a quotation."""

    mention: Mention
    entity: Entity
    sentence: int
    subject: bool
    opens: bool
    quoted: bool


class RussianAntecedents:
    """The pronouns and titles of one Russian item; `mentions` are its names."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.words = tagged(text)[1]
        self.starts = [word.span.start for word in self.words]
        self.sentences = sentences(text)
        self.quotes = [m.span() for m in _QUOTED.finditer(text) if m.end() - m.start() > _SHORTEST_QUOTE]
        self.people = [self._seen(m, m.entity) for m in mentions if m.type == "person" and m.entity]
        self.names = [m.span for m in mentions if m.type != "time"]
        self.counts = Counter(seen.entity.id for seen in self.people)
        self.sex = self._sexes()
        self.titles = self._titles()

    def resolved(self) -> Iterator[Mention]:
        """A mention of a person for every pronoun and title that means one of the item."""
        for number, word in enumerate(self.words):
            entity = None if self._quoted(word.span.start) else self._meant(number, word)
            if entity is not None:
                mention = Mention(word.span, word.text, "person", entity, pronoun=True)
                self.people = sorted([*self.people, self._seen(mention, entity)], key=lambda seen: seen.mention.span)
                yield mention

    def _meant(self, number: int, word: Word) -> Entity | None:
        low = word.text.casefold()
        if low in ("он", "она"):
            return self._subject(number, _SEX[low])
        if low in _SEX:
            after = self.words[number + 1].text if number + 1 < len(self.words) else ""
            before = self.words[number - 1].text.casefold() if number else ""
            return self._best(word.span.start, _SEX[low]) if before == "по" and after in _WORDS else None
        if word.number.startswith("sing") and (word.case == "nomn" or self._told(number)):
            return self._bearer(number)
        return None

    def _seen(self, mention: Mention, entity: Entity) -> _Seen:
        words = self._within(mention.span)
        subject = bool(words) and words[-1].case == "nomn"
        at = mention.span.start
        return _Seen(mention, entity, self._sentence(at), subject, self._opens(mention), self._quoted(at))

    def _opens(self, mention: Mention) -> bool:
        """Whether a person opens a sentence, alone or behind his office: "Премьер-министр Олжас Бектенов поручил"."""
        at = self.sentences[self._sentence(mention.span.start)] if self.sentences else 0
        before = self.text[at : mention.span.start].strip()
        return before in ("", mention.role or "")

    def _within(self, span: Span) -> list[Word]:
        return list(self.words[bisect_right(self.starts, span.start - 1) : bisect_right(self.starts, span.end - 1)])

    def _sentence(self, at: int) -> int:
        return bisect_right(self.sentences, at) - 1

    def _quoted(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.quotes)

    def _sexes(self) -> dict[str, str]:
        """The sex of each person by the gender that most words of his names have."""
        votes: dict[str, Counter[str]] = {}
        for seen in self.people:
            genders = (word.gender for word in self._within(seen.mention.span) if word.gender in ("masc", "femn"))
            votes.setdefault(seen.entity.id, Counter()).update(genders)
        return {who: found.most_common(1)[0][0] for who, found in votes.items() if found}

    def _titles(self) -> dict[str, set[str]]:
        """The titles that open the roles of each person: "министр" of "министр обороны"."""
        found: dict[str, set[str]] = {}
        for seen in self.people:
            own = (_title_of(part.strip("«»,.")) for part in (seen.mention.role or "").split())
            found.setdefault(seen.entity.id, set()).update([title for title in own if title][:1])
        return found

    def _subject(self, number: int, sex: str) -> Entity | None:
        """Whom "он" or "она" means, if it is a person at all."""
        best = self._best(self.words[number].span.start, sex)
        if best is None or self._does(number) or self._alone(number, sex):
            return best
        return None

    def _does(self, number: int) -> bool:
        """Whether what the pronoun does is what people do."""
        around = self.words[max(0, number - 2) : number + _VERB + 1]
        return any(word.text.casefold().startswith(_stems()) for word in around if word.pos in ("VERB", "ADJ", "AUX"))

    def _alone(self, number: int, sex: str) -> bool:
        """Whether the only subject of this gender in the sentence before is a person."""
        here = self._sentence(self.words[number].span.start)
        before = [w for w in self.words[:number] if self._sentence(w.span.start) == here - 1]
        nouns = [w for w in before if w.pos in ("NOUN", "PROPN") and w.case == "nomn" and w.gender == sex]
        people = [seen.mention.span for seen in self.people if seen.subject and seen.sentence == here - 1]
        return bool(people) and all(any(span.overlaps(w.span) for span in people) or self._title(w) for w in nouns)

    def _best(self, at: int, sex: str) -> Entity | None:
        """The person of a sex before a place who stands out most."""
        here, most = self._sentence(at), max(self.counts.values(), default=1)
        scores: dict[Entity, float] = {}
        for seen in self.people:
            if seen.mention.span.end > at or here - seen.sentence > _FURTHEST or self.sex.get(seen.entity.id, sex) != sex:
                continue
            score = 1.2 * seen.subject + 0.6 * seen.opens - 0.5 * (here - seen.sentence) - 1.2 * seen.quoted
            score += 0.4 * self.counts[seen.entity.id] / most
            scores[seen.entity] = max(score, scores.get(seen.entity, score))
        return max(scores.items(), key=lambda pair: pair[1])[0] if scores else None

    def _bearer(self, number: int) -> Entity | None:
        """The nearest person before who bears a title that stands alone."""
        word = self.words[number]
        title = self._title(word)
        if title is None or any(span.overlaps(word.span) for span in self.names) or not self._bare(number):
            return None
        here = self._sentence(word.span.start)
        bearers = [
            (seen.subject - 0.5 * (here - seen.sentence), seen.entity)
            for seen in self.people
            if seen.mention.span.end <= word.span.start and title in self.titles.get(seen.entity.id, ())
        ]
        return max(bearers, key=lambda pair: pair[0])[1] if bearers else None

    def _told(self, number: int) -> bool:
        """Whether a title in the genitive is the one who says: "по словам министра"."""
        return self.words[number].case == "gent" and number > 1 and self.words[number - 1].text in _WORDS

    def _title(self, word: Word) -> str | None:
        return _title_of(word.text) if word.pos == "NOUN" else None

    def _bare(self, number: int) -> bool:
        """Whether nothing qualifies the title: no adjective before, no name, noun or adjective in another case after."""
        before = self.words[number - 1] if number else None
        after = self.words[number + 1] if number + 1 < len(self.words) else None
        if before is not None and (before.pos in ("ADJ", "DET", "ADP") or before.text in ("-", "как")):
            return False
        return (
            after is None
            or after.pos not in ("NOUN", "PROPN", "ADJ", "ADP")
            or after.span.start > self.words[number].span.end + 1
        )


def _title_of(word: str) -> str | None:
    """The lemma of a word that is a title."""
    return next((form.lemma for form in forms(word) if form.lemma in titles()), None)


def _stems() -> tuple[str, ...]:
    """How verbs begin whose subject is a person."""
    return tuple(sorted(words_of(__package__, "russian_verbs.txt")))
