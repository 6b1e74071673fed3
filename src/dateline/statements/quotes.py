"""Direct speech by its marks: which quotations are speech, which cue and speaker stand beside them, which run on.

Accepts quotations of four words or more, shorter ones beside a cue; „A“, sagte X / X said: “A” / “A” said X. “B” / “A” — Name / Name: “A”;
a line that is all quotation after a line that quotes goes on from it. Rejects scare quotes, titles and nicknames: short quotations
without a cue beside them. Works on marks and word lists alone; where there is a parse, the subject is read off it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..language.parsing import is_parsed
from ..types import Mention, Span
from .beside import speaker_beside, subject_before
from .blocks import block_source, signed_below
from .clauses import np_span, subject_of
from .drafts import Draft, trimmed
from .lexicon import NAMING, Lexicon, lexicon
from .marks import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"[^\W\d_][\w’'\-]*")
_SENTENCE_END = re.compile(r"(?<!\b[A-ZА-ЯÄÖÜ])(?<!\bDr)[.!?…](?=[\s\"”»“]|$)")
_DASH_NAME = re.compile(r"\s{0,9}[—–―-]{1,2}\s{0,9}([A-Z](?:[^\n.!?\"“”]|(?<=[A-Z])\.){2,80})\.?\s*$")
# Every run of a pattern has a bound, and no two parts of it can share characters: so a page of one letter costs no more than any other.
_NAMED = r"[A-Z][\w.’'\-]{0,60}"
_COLON_NAME = re.compile(rf"({_NAMED}(?:\s{{1,9}}{_NAMED}){{0,4}}\s{{0,9}}(?:,[^:\n\"“”]{{0,60}})?):\s*$")
#: Nobody is named with "heißt es".
_IT_SAYS = frozenset(word.casefold() for word in ("heißt", "hieß"))
_ABOUT = re.compile(r"(?:spricht|sprach|sprachen)\s(?:\w{1,20}\s)?über\b")
#: Turkish and Azerbaijani "so", which tells of speech only with a name beside it.
_SO = frozenset(["diye", "deyə"])
#: A work or an occasion right before a quotation, which is its title.
_TITLED = re.compile(
    r"(?:\b\w*(?:buch|film|lied|roman|album|serie|festival|ausstellung|song)e?s?|"
    r"\b(?:книг|фильм|фестивал|роман|песн|спектакл|выставк|сериал|альбом)\w{0,4})\s$",
    re.IGNORECASE,
)
#: Russian marks close behind the author's words, too: «A, — said Name. — B».
_INSERTED = re.compile(r"(?<=[^\W\d_])(?P<before>[\"”»]?[,?!…]|[?!…][\"”»])\s[—–-]\s(?P<clause>[а-яё][^\n]{3,220}?)[.,]\s[—–-]\s(?=\S)")
SPEECH_WORDS = 4
_UNCAPITALISED_WORDS = "a an the and or but nor of in on at to for from by with as into over via vs de la le du der und"
#: Words without a capital inside an English title.
UNCAPITALISED = frozenset(_UNCAPITALISED_WORDS.split())
#: "I" and "I'm" have their capital everywhere.
_FIRST_PERSON = re.compile(r"I(?:[’']|$)")
#: Words of the author before the verb of speech: "the minister added", of three or four.
_NEAR_OPENING = 4
#: Characters of a speaker between "in the words of" and a quotation.
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class _Found:
    cue: Span | None
    source: Span | None
    sure: bool = False


def quote_drafts(
    text: str, marks: Sequence[Quotation], language: str, parsed: Doc | None = None, names: Sequence[Mention] = ()
) -> Iterator[Draft]:
    """Statements that quotation marks show, in order. `names`: the persons, organisations and countries that the text names."""
    words = lexicon(language)
    doc = parsed if parsed is not None and is_parsed(parsed) else None
    last: Draft | None = None
    last_line_end = -1
    for line in _lines(text, marks):
        start, end, here = line
        drafts: list[Draft] = []
        spoken = start
        for position, mark in enumerate(here):
            before = Span(spoken, mark.start)
            after = Span(mark.end, here[position + 1].start if position + 1 < len(here) else end)
            draft = _one(text, mark, before, after, words, language, doc, names)
            if draft is None and last is not None and _is_line(text, mark, start, end):
                draft = Draft((Span(mark.start, mark.end),), None, None, "mark", 0.5)
            if draft is None:
                spoken = spoken if language != "en" and mark.words(text) < SPEECH_WORDS else mark.end
                continue
            spoken = mark.end
            if drafts and language != "en" and _is_second_half(text, drafts[-1], draft):
                drafts[-1] = replace(drafts[-1], content=(*drafts[-1].content, *draft.content))
                continue
            if draft.source is None and (named := _named_before(text, before, names)) is not None:
                draft = replace(draft, source=named)
            if draft.cue is None and draft.source is None and drafts and _goes_on(text, drafts[-1], mark):
                drafts[-1] = replace(drafts[-1], content=(*drafts[-1].content, Span(mark.start, mark.end)))
                continue
            drafts.append(draft)
        bare = drafts and drafts[0].cue is None and drafts[0].source is None and not text[start : here[0].start].strip()
        bare = bare and (not text[here[0].end : end].strip() or not _runs_on(text, here[0].end, end))
        if bare and last is not None and text[last_line_end:start].count("\n") <= 2:
            drafts[0] = replace(drafts[0], source=last.source, by="continuation")
        for draft in drafts:
            if draft.cue is not None or draft.source is not None or draft.content[0].end - draft.content[0].start > 40:
                yield draft
        last = drafts[-1] if drafts else None
        last_line_end = end


def _is_line(text: str, mark: Quotation, start: int, end: int) -> bool:
    """Whether a quotation of two words or more is all of its line and ends as a sentence does: it goes on from the line before."""
    alone = not text[start : mark.start].strip() and not text[mark.end : end].strip()
    return alone and not mark.single and mark.words(text) > 1 and text[mark.inner_end - 1] in ".?!…"


def _named_before(text: str, before: Span, names: Sequence[Mention]) -> Span | None:
    """The person whom the sentence that ends in a colon before a quotation names first: "Leiter Robert Weiss beschreibt die Lage so:"."""
    head = text[before.start : before.end].rstrip()
    if not head.endswith(":"):
        return None
    stops = [match.end() for match in _SENTENCE_END.finditer(text, before.start, before.start + len(head))]
    sentence = Span(max([before.start, *stops]), before.end)
    return next((name.span for name in names if name.type == "person" and sentence.contains(name.span)), None)


def _lines(text: str, marks: Sequence[Quotation]) -> Iterator[tuple[int, int, list[Quotation]]]:
    """The lines that hold quotations, with them."""
    at = 0
    while at < len(marks):
        start = text.rfind("\n", 0, marks[at].start) + 1
        end = text.find("\n", marks[at].start)
        end = len(text) if end < 0 else end
        here = []
        while at < len(marks) and marks[at].start < end:
            here.append(marks[at])
            at += 1
        yield start, end, here


def _one(
    text: str, mark: Quotation, before: Span, after: Span, words: Lexicon, language: str, doc: Doc | None, names: Sequence[Mention]
) -> Draft | None:
    """One quotation as a statement, if it is speech."""
    count = mark.words(text)
    if count == 0 or (language in ("de", "ru") and _TITLED.search(text[max(0, mark.start - 40) : mark.start])):
        return None
    if language == "ru" and (parted := _around_author(text, mark, words)) is not None:
        return parted
    found = _beside(text, mark, before, after, words, language, doc)
    content = (Span(mark.start, mark.end),)
    if found.cue is not None or found.source is not None:
        if language != "en" and count < 3 and not _is_told_short(text, mark, found, names):
            return None
        if found.sure or (found.cue is not None and not found.cue.of(text)[0].isalpha()):
            return Draft(content, found.cue, found.source, "dash", 0.9)
        if is_title(text, mark, found.cue, found.source, language) and not (language == "de" and _is_sentence(text, mark)):
            return None
        # A short quotation that no comma or colon sets apart is a title or a scare quote as often as speech.
        apart = (
            count >= 5
            or text[mark.inner_end - 1] in ",.?!…"
            or text[max(0, mark.start - 3) : mark.start].rstrip()[-1:] in (",", ":")
        )
        return Draft(content, found.cue, found.source, "mark", 0.9 if apart else 0.4)
    return Draft(content, None, None, "mark", 0.5) if count >= SPEECH_WORDS + 2 and not mark.single else None


def _is_second_half(text: str, first: Draft, draft: Draft) -> bool:
    """Whether a quotation goes on in the sentence of the one before it, with the same cue: „A“, sagte X, „B“."""
    between = text[first.content[-1].end : draft.content[0].start]
    within = ":" not in between and _SENTENCE_END.search(between) is None
    return within and draft.cue is not None and draft.cue == first.cue and first.content[-1].end <= draft.cue.start


def _is_told_short(text: str, mark: Quotation, found: _Found, names: Sequence[Mention]) -> bool:
    """Whether a quotation of a word or two is speech: a person who is named speaks, and a comma, a colon or a dash sets it apart, or the
    verb stands right behind it ("Kazanacağız" dedi Name)."""
    if found.source is None or not any(n.type == "person" and n.span.overlaps(found.source) for n in names):
        return False
    if text[max(0, mark.start - 3) : mark.start].rstrip()[-1:] == ":":
        return True
    apart = text[mark.inner_end - 1] in ",?!…" or text[mark.end : mark.end + 3].lstrip()[:1] in (",", "–", "—")
    return found.cue is not None and mark.end < found.cue.start and (apart or text[mark.end : found.cue.start].isspace())


def _around_author(text: str, mark: Quotation, words: Lexicon) -> Draft | None:
    """A Russian quotation with the author's words inside its marks: its two parts, with the verb and the speaker that stand between."""
    inserted = _INSERTED.search(text, mark.inner_start, mark.inner_end)
    clause = Span(*inserted.span("clause")) if inserted is not None else None
    found = _cue_in(text, clause, words, "ru", None, nearest_end=False) if clause is not None else _Found(None, None)
    # The verb opens the clause or stands right behind its subject; farther on it is one of the speech itself.
    if inserted is None or clause is None or found.cue is None or len(text[clause.start : found.cue.start].split()) > _NEAR_OPENING:
        return None
    return Draft((Span(mark.start, inserted.end("before")), Span(inserted.end(), mark.end)), found.cue, found.source, "mark", 0.9)


def _is_sentence(text: str, mark: Quotation) -> bool:
    """Whether a German quotation of many capitals is a sentence of its own: it opens one, and a comma and the verb follow."""
    head = text[max(0, mark.start - 3) : mark.start].rstrip()
    return text[mark.end : mark.end + 1] == "," and head[-1:] in ("", ".", "!", "?", ":", "“", "«", "\n")


def is_title(text: str, mark: Quotation, cue: Span | None = None, source: Span | None = None, language: str = "en") -> bool:
    """Whether a quotation is the title of a work or a show: two to eight words, the long ones all with a capital, and no comma or colon
    that sets it apart before it. English titles have capitals on all but small words: so "This is not a war" is none, nor is a sentence
    of its own with its cue or the cue's subject right behind it ("Thank God," said Name)."""
    words = [word.group() for word in _WORD.finditer(text, mark.inner_start, mark.inner_end)]
    long = [word for word in words if len(word) > 3]
    apart = text[max(0, mark.start - 3) : mark.start].rstrip()[-1:] in (",", ":", "")
    if not 2 <= len(words) <= 8 or not long or not words[0][0].isupper() or not all(w[0].isupper() for w in long):
        return False
    return not apart and not (language == "en" and (_has_small(words) or _is_told(text, mark, cue, source)))


def _has_small(words: Sequence[str]) -> bool:
    """Whether a word has no capital that has one in an English title, or none but the first has: "We met on Sunday", "Come on"."""
    plain = any(word[0].islower() and word not in UNCAPITALISED for word in words)
    return plain or not any(word[0].isupper() and not _FIRST_PERSON.match(word) for word in words[1:])


def _is_told(text: str, mark: Quotation, cue: Span | None, source: Span | None) -> bool:
    """Whether a quotation opens its sentence, ends as speech does, and has the cue or the cue's subject right behind it. Rejects "On an
    episode of “The Lind Show,” the minister said"."""
    behind = mark.end + text[mark.end : mark.end + 1].isspace()
    told = cue is not None and (cue.start == behind or (source is not None and source.start == behind and source.end <= cue.start))
    opens = text[max(0, mark.start - 3) : mark.start].rstrip()[-1:] in ("", *".?!…”\"")
    return told and opens and text[mark.inner_end - 1] in ",.?!…"


def _beside(text: str, mark: Quotation, before: Span, after: Span, words: Lexicon, language: str, doc: Doc | None) -> _Found:
    stop = _SENTENCE_END.search(text, after.start, after.end)
    tail = Span(after.start, stop.start() if stop else after.end)
    head_start = before.start
    if not text[before.start : before.end].strip() and text[: before.start].rstrip()[-1:] == ":":
        # The line before ends in a colon: its last sentence introduces this line.
        before = Span(text.rfind("\n", 0, len(text[: before.start].rstrip())) + 1, before.end)
        head_start = before.start
    for match in _SENTENCE_END.finditer(text, before.start, max(before.start, before.end - 2)):
        head_start = match.end()
    head = Span(head_start, before.end)
    last = text[mark.inner_end - 1] if mark.inner_end > mark.inner_start else ""
    if (
        last in ",?!…–—-"
        or text[mark.end : mark.end + 1] in (",", "–", "—")
        or (language != "en" and _runs_on(text, mark.end, after.end))
    ):
        found = _cue_in(text, tail, words, language, doc, nearest_end=False)
        if found.cue is not None:
            opens = found.source is None and language in ("az", "tr")
            return replace(found, source=subject_before(text, head)) if opens else found
    if text[head.start : head.end].rstrip()[-1:] in (",", ":", "t") or mark.words(text) < 8 or language != "en":
        found = _cue_in(text, head, words, language, doc, nearest_end=True)
        if found.cue is None and language == "en":
            found = _phrase_before(text, head, words)
        if found.cue is not None:
            return found
    dash = _DASH_NAME.match(text, mark.end, after.end)
    if dash and (mark.words(text) >= SPEECH_WORDS or (mark.words(text) > 1 and last in ".?!…")):
        return _Found(trimmed(text, mark.end, dash.start(1), " \t\xa0"), trimmed(text, dash.start(1), dash.end(1)))
    if (signed := signed_below(text, mark)) is not None and (mark.words(text) >= SPEECH_WORDS or last in ".?!…"):
        return _Found(*signed)
    if (block := block_source(text, head.start, head.end)) is not None:
        return _Found(None, block, sure=True)
    colon = _COLON_NAME.search(text[head.start : head.end])
    if colon and colon.start() == len(text[head.start : head.end]) - len(text[head.start : head.end].lstrip()):
        return _Found(None, Span(head.start + colon.start(1), head.start + colon.end(1)))
    return _Found(None, None)


def _cue_in(text: str, area: Span, words: Lexicon, language: str, doc: Doc | None, *, nearest_end: bool) -> _Found:
    if doc is not None:
        return _cue_by_parse(area, words, doc, nearest_end=nearest_end)
    phrase = _phrase_cue(text, area, words)
    if phrase is not None:
        return phrase
    best: _Found | None = None
    by_so: _Found | None = None
    for match in _WORD.finditer(text, area.start, min(area.end, area.start + 400)):
        if words.says(text, match, area.end) and not _means_else(text, match, area):
            cue = Span(match.start(), match.end())
            nobody = match.group().casefold() in _IT_SAYS
            found = _Found(cue, None if nobody else speaker_beside(text, area, cue, language, opens=nearest_end))
            if match.group().casefold() in _SO:
                by_so = found if found.source is not None else by_so
                continue
            if best is None or nearest_end or (best.source is None and found.source is not None):
                best = found
            if not nearest_end and best.source is not None:
                return best
    return best or by_so or _Found(None, None)


def _means_else(text: str, verb: re.Match[str], area: Span) -> bool:
    """Whether a German verb says nothing here: in "besser als befürchtet", or in "spricht über den Hafen" without a colon."""
    compared = text[max(0, verb.start() - 4) : verb.start()] == "als "
    about = _ABOUT.match(text, verb.start()) is not None and not text[: area.end].rstrip().endswith(":")
    return compared or about


def _phrase_cue(text: str, area: Span, words: Lexicon) -> _Found | None:
    """ "..., so X" and "laut X": the phrase right before a name."""
    for phrase in words.phrases:
        match = re.compile(rf"\b{re.escape(phrase)}\s+", re.IGNORECASE).search(text, area.start, min(area.end, area.start + 200))
        if match is None or (phrase == "so" and text[area.start : match.start()].strip()[-1:] not in ("", ",", "–", "-")):
            continue
        source = speaker_beside(text, area, Span(match.start(), match.end() - 1), "")
        if source is not None and source.start >= match.end() - 1:
            return _Found(Span(match.start(), match.start() + len(phrase)), source)
    return None


def _phrase_before(text: str, head: Span, words: Lexicon) -> _Found:
    """ "In the words of the prosecutor, Name, “...”": all between the phrase and the quotation names the speaker."""
    lower = text[head.start : head.end].casefold()
    for phrase in words.phrases:
        at = lower.rfind(f"{phrase} ")
        source = (
            trimmed(text, head.start + at + len(phrase), head.end) if at >= 0 and lower.rstrip().endswith((",", ":")) else None
        )
        if source is not None and len(source) <= _LONGEST_NAME:
            return _Found(Span(head.start + at, head.start + at + len(phrase)), source)
    return _Found(None, None)


def _cue_by_parse(area: Span, words: Lexicon, doc: Doc, *, nearest_end: bool) -> _Found:
    span = doc.char_span(area.start, area.end, alignment_mode="contract")
    best: _Found | None = None
    for token in span or ():
        named = token.lemma_ in NAMING and any(child.dep_ == "auxpass" for child in token.children)
        if token.pos_ in ("VERB", "AUX") and token.lemma_.casefold() in words.quoting and not named:
            subject = subject_of(token)
            inside = subject is not None and area.start <= subject.idx < area.end
            best = _Found(Span(token.idx, token.idx + len(token)), np_span(subject) if inside and subject is not None else None)
            if not nearest_end:
                return best
    return best or _Found(None, None)


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether the sentence goes on after a quotation: a comma, a dash or a small letter follows."""
    following = text[start : min(end, start + 4)].lstrip()
    return following[:1] in ("", ",", "–", "—", "-") or following[:1].islower()


def _goes_on(text: str, draft: Draft, mark: Quotation) -> bool:
    """Whether a quotation without cue belongs to the statement before it: only its reporting clause stands between."""
    return mark.start - draft.content[-1].end < 160
