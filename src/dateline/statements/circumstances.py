"""Addressee, medium and time of a statement: read off the words around its cue.

Accepts what stands between cue, content and the end of the sentence ("told reporters on Monday", "wrote on Telegram that"), right behind
the content, and before the cue what opens its clause or stands between commas ("In a statement on Monday, the port said", "Speaking to
reporters in Oslo, she said", "Brandt, in a letter to the union, said"). Rejects media that something is said about ("spoke on the
report"), media of other clauses, and names ("the Post").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ..dates.resolving import when as when_meant
from ..expressions.located import Located
from ..expressions.times import TimeExpression
from ..expressions.times import find as find_times
from ..language.parsing import is_parsed
from ..language.tokens import FINITE, is_finite
from ..types import DateEstimate, Item, Mention, Span
from .addressing import SPEAKING, behind_to, mention_of, speaking_verbs, told_by, verb_of
from .drafts import Draft
from .lexicon import lexicon
from .placing import crossing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: What a medium hangs from, by language.
_TIED = {
    "en": "in|on|via|at|during|through|by|took to",
    "de": "in|im|auf|bei|per|via|während",
    "ru": "в|во|на|через|по|из",
}
_PLACED = {
    language: re.compile(rf"\b(?P<tie>{ties})\s+(?=(?P<words>(?:[\w’'\-]+\s+){{0,5}}[\w’'\-]+))", re.IGNORECASE)
    for language, ties in _TIED.items()
}
_WORD = re.compile(r"[\w’'\-]+")
#: A sentence's end, behind which a quotation may close: also „…“ and »…« in German, «…» in Russian, ‘…’; "the U.S.’s" ends none.
_END = re.compile(r"(?<!\bM[rs])(?<!\b[DS][rt])(?<!\bMrs)[.!?](?=[\s”\"“»«‘]|’(?!\w)|$)|\n")
_PAUSE = re.compile(rf"[,;:]|{_END.pattern}")
_LOWER_WORDS = "post statement report address letter article column speech briefing interview memo television radio broadcast"
#: Media that are such only in small letters.
_LOWER = frozenset(_LOWER_WORDS.split())
_TIE_WORDS = "of to with for from after before about against over that who which and as into"
#: Words that a medium does not stand behind: "in the wake of the report"; "in the text of the letter" is one.
_TIES = frozenset(_TIE_WORDS.split())
_PART_WORDS = "text copy transcript draft course first second series part end couple number string"
_PART_OF = frozenset(_PART_WORDS.split())
#: What is said "on" these is about them.
_ABOUT = frozenset(["interview", "statement", "press conference", "speech", "letter", "report", "article"])
#: What is said "by" these is said with them; "by the report" names who speaks.
_WITH = frozenset(["letter", "phone call", "telegram"])
#: What may stand between a medium and whom it was given to: "in an interview on Sunday with state television".
_GIVEN = re.compile(
    r"(?:\s(?:on|this|last|late|early|published|aired|broadcast|recorded|conducted|given)\b[^,.;:\n]{0,40}?)?\s{1,9}(?:with|to|for|by)\b"
)
#: How far from its cue a statement's circumstances are looked for, in characters.
_REACH = 250
#: Characters from a Russian verb to whom it tells something, and what may stand between: "агентству".
_NEAR, _FEW_WORDS = 30, re.compile(r"\s(?:[а-яё]{3,20}\s)?[«\"]?")
#: What opens a clause or stands apart in it.
_OPENS = frozenset([",", "–", "—", "-", "(", '"', "“", "”", "''", "’", "‘", "»", "«"])
_CLOSES = frozenset(['"', "”", "''", "’", "»"])


class Circumstances:
    """Addressee, medium and time of the statements of one item."""

    def __init__(self, item: Item, parsed: Doc, named: Located[Mention]) -> None:
        self.item = item
        self.named = named
        self.parsed = parsed
        self.words = lexicon(item.language or "en")
        self.placed = _PLACED.get(item.language or "en", _PLACED["en"])

    @cached_property
    def _times(self) -> Mapping[Span, TimeExpression]:
        return {expression.span: expression for expression in find_times(self.item.text)}

    @cached_property
    def _time_spans(self) -> tuple[Span, ...]:
        return tuple(self._times)

    def when(self, draft: Draft) -> DateEstimate | None:
        """The time that stands with the cue, outside the content: "said on Monday", "On Monday, she said". Who spoke in the past did so
        before the day of writing, whatever is to come in what was said."""
        verb = verb_of(self.parsed, draft.cue) if draft.cue is not None and is_parsed(self.parsed) else None
        ahead = False if verb is not None and _in_the_past(verb) else None
        for area in (self._area(draft), *self._before(draft)):
            if area is None or not any(mention.type == "time" for mention in self.named.over(area)):
                continue
            behind = draft.cue is not None and area.start >= draft.cue.start
            for span in crossing(self._time_spans, area.start, area.end):
                apart = area.contains(span) and not any(span.overlaps(c) for c in draft.content) and not self._of_thing(span)
                if apart and (behind or (verb is not None and self._hangs(span, verb))):
                    found = when_meant(self._times[span], self.item, ahead=ahead)
                    if found is not None:
                        return found
        return None

    def _of_thing(self, span: Span) -> bool:
        """Whether a time belongs to a thing: "Monday's crash"."""
        return self.item.text[span.end : span.end + 2] in ("'s", "’s")

    def _hangs(self, time: Span, verb: Token) -> bool:
        """Whether a time before the cue is that of speaking: "On Monday, she said", "in a statement on Monday"."""
        span = self.parsed.char_span(time.start, time.end, alignment_mode="expand")
        for above in span.root.ancestors if span else ():
            if above.i == verb.i:
                return True
            medium = above.lemma_.casefold() in self.words.media
            speaks = above.tag_ == "VBG" and above.lemma_ in SPEAKING
            if above.lower_ not in ("on", "in", "at", "during", "late", "early") and not medium and not speaks:
                return False
        return False

    def addressee_and_medium(self, draft: Draft) -> tuple[Mention | None, Mention | None]:
        """Who was told, and where it was said."""
        if draft.cue is None:
            return None, None
        medium, area = None, None
        for area in self._areas(draft):
            if (medium := self._medium(area, draft)) is not None:
                break
        addressee = self._told(draft) if is_parsed(self.parsed) else self._told_in_russian(draft)
        if addressee is not None and (occasion := self._occasion(addressee)) is not None:
            addressee, medium = None, medium or occasion
        if addressee is None and medium is not None and area is not None:
            addressee = self._outlet(medium, area)
        return addressee, medium

    def _areas(self, draft: Draft) -> Iterator[Span]:
        area = self._area(draft)
        if area is not None:
            yield area
            if (behind := self._behind(draft, area)) is not None:
                yield behind
        yield from self._before(draft)

    def _area(self, draft: Draft) -> Span | None:
        """From the cue to the content or the end of the sentence after it."""
        if draft.cue is None:
            return None
        text = self.item.text
        stop = _END.search(text, draft.cue.end, draft.cue.start + _REACH)
        end = stop.start() if stop else min(len(text), draft.cue.start + _REACH)
        following = [c.start for c in draft.content if c.start >= draft.cue.end]
        return Span(draft.cue.start, max(draft.cue.end, min([end, *following])))

    def _behind(self, draft: Draft, area: Span) -> Span | None:
        """What stands behind a content up to a comma or the sentence's end: "announced a new bridge" in an interview."""
        last = draft.content[-1]
        if (
            last.start < area.end
            or "\n" in self.item.text[area.end : last.end]
            or _END.search(self.item.text, area.end, last.end)
        ):
            return None
        stop = _PAUSE.search(self.item.text, last.end, last.end + _REACH)
        return Span(last.end, stop.start() if stop else min(len(self.item.text), last.end + _REACH))

    def _before(self, draft: Draft) -> Iterator[Span]:
        """What stands before the cue in its sentence, without the content and the speaker."""
        if draft.cue is None:
            return
        text, end = self.item.text, draft.cue.start
        stops = [match.end() for match in _END.finditer(text, max(0, end - _REACH), end)]
        said = [piece.end for piece in draft.content if piece.end <= end]
        start = max([max(0, end - _REACH), *stops, *said])
        cuts = sorted((c.start, c.end) for c in (draft.source, *draft.content) if c is not None and start < c.end and c.start < end)
        for first, last in (*cuts, (end, end)):
            if first > start:
                yield Span(start, first)
            start = max(start, last)

    def _medium(self, area: Span, draft: Draft) -> Mention | None:
        media: Mapping[str, str] = self.words.media
        assert draft.cue is not None
        before = area.end <= draft.cue.start
        for match in self.placed.finditer(self.item.text, area.start, area.end):
            if before and not self._opens(match.start(), area, draft.cue):
                continue
            words = list(_WORD.finditer(self.item.text, *match.span("words")))
            for first, last in ((n, m) for n in range(min(len(words), 5)) for m in (n + 1, n) if m < len(words)):
                if first and words[first - 1].group().casefold() in _TIES and not (first > 1 and words[first - 2].group() in _PART_OF):
                    break
                span = Span(words[first].start(), words[last].end())
                named = span.of(self.item.text)
                kind = media.get(named.casefold())
                # "The Post" and the "Autumn Statement" are names.
                if kind is None or (self.words.reporters and named[0].isupper() and named.casefold() in _LOWER):
                    continue
                tie = match["tie"].casefold()
                if not (tie == "on" and kind in _ABOUT) and not (tie == "by" and kind not in _WITH) and span.end <= area.end:
                    return Mention(span, named, "medium", None, kind)
        return None

    def _opens(self, at: int, area: Span, cue: Span) -> bool:
        """Whether a preposition before a cue tells of it: it opens the clause or stands apart, and no other verb stands between."""
        if not is_parsed(self.parsed):
            return not self.item.text[area.start : at].strip()
        span = self.parsed.char_span(at, at + 1, alignment_mode="expand")
        verb = verb_of(self.parsed, cue)
        if not span or verb is None:
            return False
        first = self.parsed.char_span(area.start, area.end, alignment_mode="expand")
        spoken = speaking_verbs(first.start, verb) if first else []
        before = span[0].nbor(-1) if span[0].i else None
        opens = before is None or before.is_space or span[0].is_sent_start or before.text in _OPENS or before.idx < area.start
        if not opens and not any(spoke.i < span[0].i for spoke in spoken) and not self._is_time(before):
            return False
        quoted = self.parsed[first.start : before.i] if first and before is not None and before.text in _CLOSES else ()
        if any(token.tag_ in FINITE for token in quoted):
            return False  # "Wrote “...” on Telegram and told the Harbour Post": the medium of the verb before.
        return not any(
            is_finite(token) and token.pos_ in ("VERB", "AUX") and token.dep_ not in ("relcl", "acl", "aux", "auxpass")
            for token in self.parsed[span[0].i : verb.i]
        )

    def _is_time(self, token: Token | None) -> bool:
        return token is not None and bool(crossing(self._time_spans, token.idx, token.idx + len(token)))

    def _outlet(self, medium: Mention, area: Span) -> Mention | None:
        """Who an interview was given to: "with local newspaper X", "to X"; whom a letter was written to."""
        given = _GIVEN.match(self.item.text, medium.span.end, area.end)
        if given is None:
            return None
        if is_parsed(self.parsed):
            tie = self.parsed.char_span(given.end() - 1, given.end(), alignment_mode="expand")
            if tie is not None and len(tie) and (found := behind_to(tie[0].head, frozenset({tie[0].lower_}))) is not None:
                return self._held(found)
        inside = (m for m in self.item.mentions if given.end() <= m.span.start < min(area.end, given.end() + 40))
        return next((m for m in inside if m.type in ("organisation", "person", "work")), None)

    def _told(self, draft: Draft) -> Mention | None:
        assert draft.cue is not None
        text = self.item.text
        span = self.parsed.char_span(draft.cue.start, draft.cue.end, alignment_mode="expand")

        def inside(token: Token) -> bool:
            return any(Span(token.idx, token.idx + len(token)).overlaps(piece) for piece in draft.content)

        for token in span or ():
            if token.pos_ not in ("VERB", "AUX"):
                continue
            found = told_by(text, token, in_content=inside)
            if found is not None and not (draft.source and draft.source.start <= found.idx < draft.source.end):
                return self._held(found)
        verb = verb_of(self.parsed, draft.cue)
        for area in self._before(draft) if verb is not None else ():
            first = self.parsed.char_span(area.start, area.end, alignment_mode="expand")
            for spoke in speaking_verbs(first.start, verb) if first and verb is not None else ():
                found = behind_to(spoke, frozenset({"to", "with"})) or next((c for c in spoke.children if c.dep_ == "dobj"), None)
                if found is not None and not inside(found):
                    return self._held(found)
        return None

    def _told_in_russian(self, draft: Draft) -> Mention | None:
        """The body right behind a Russian verb with which somebody else speaks: "сообщил ТАСС губернатор Name", "Name сообщил ТАСС"."""
        if self.item.language != "ru" or draft.cue is None or draft.source is None:
            return None
        behind = Span(draft.cue.end, min(len(self.item.text), draft.cue.end + _NEAR))
        for mention in self.named.over(behind):
            between = self.item.text[draft.cue.end : mention.span.start]
            apart = not any(mention.span.overlaps(span) for span in (draft.source, *draft.content))
            if mention.type == "organisation" and apart and _FEW_WORDS.fullmatch(between):
                return mention
        return None

    def _held(self, head: Token) -> Mention:
        return mention_of(head, lambda span: self.named.over(span))

    def _occasion(self, addressee: Mention) -> Mention | None:
        """ "Told a news conference" names no one but the occasion."""
        if addressee.type != "group":
            return None
        words = list(_WORD.finditer(addressee.text))
        for count in (2, 1):
            named = " ".join(word.group() for word in words[-count:])
            kind = self.words.media.get(named.casefold())
            if kind in ("press conference", "speech"):
                return Mention(addressee.span, addressee.text, "medium", None, kind)
        return None


def _in_the_past(verb: Token) -> bool:
    """Whether somebody has spoken already: "told", "has said", "says"; not "will say"."""
    helping = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    ahead = helping & {"will", "’ll", "'ll", "would", "shall", "may", "might", "could", "should", "to", "going"}
    return not ahead and verb.tag_ in ("VBD", "VBN", "VBZ", "VBP")
