"""Figures of people in a sentence: killed, injured, missing, arrested, displaced ..., with their bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..expressions.located import Located
from ..expressions.numbers import QUANTITY, quantity, value
from ..expressions.times import TimeExpression, find
from ..types import Span

_EFFECTS: tuple[tuple[str, str, str], ...] = (
    (
        "killed",
        r"killed|shot dead|shot to death|dead|died|killing|deaths?|fatalit(?:y|ies)|lives|perished|drowned|slain",
        r"kill(?:s|ed|ing)?|claim(?:s|ed|ing) the lives of|death of|deaths of|left|leaving",
    ),
    (
        "injured",
        r"shot(?! dead| to death| and killed| down| at)|injured|wounded|hurt|injur(?:y|ies)|hospitali[sz]ed",
        r"injur(?:e|es|ed|ing)|wound(?:s|ed|ing)?|hurt(?:ing)?",
    ),
    ("missing", r"missing|unaccounted for", r"missing"),
    ("arrested", r"arrested|detained|in custody", r"arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?"),
    ("displaced", r"displaced|homeless", r"displac(?:e|es|ed|ing)"),
    ("evacuated", r"evacuated", r"evacuat(?:e|es|ed|ing)"),
    ("infected", r"infected|cases", r"infect(?:s|ed|ing)"),
    ("rescued", r"rescued", r"rescu(?:e|es|ed|ing)"),
)
_NOUNS = r"(?:[\w.’'-]+(?: |(?=,))){0,5}?"
_BETWEEN = r"(?:,? (?:including|among them|most(?:ly)?|many|some|(?:[a-z]+ )?of (?:them|whom))[^.;]{0,60}?,)?"
_AUX = (
    r"(?:(?:have|has|had|were|was|are|is|been|being|be|also|reportedly|remain(?:ed|s)?|left|confirmed|feared|"
    r"in total|so far|have also|people) ){0,4}"
)
_AND = re.compile(
    (
        r"^(?:,)?\s?and (?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|"
        r"\d+) (?P<of>(?:[a-z-]+ ){0,3}?(?:soldiers?|civilians?|interpreters?|officers?|children|child|women|woman|men|"
        r"man|people|others?|police\w*|workers?|passengers?|students?|journalists?|drivers?|translators?|guards?|"
        r"bystanders?|teachers?|doctors?))\b"
    ),
    re.IGNORECASE,
)
_TOLL = re.compile(
    rf"\b(?:death )?toll\b[^.;]{{0,40}}?\b(?:from (?P<was>\d[\d,]*) )?(?:to|at|of|reached|is|was) {QUANTITY}", re.IGNORECASE
)
_ROSE = (
    r"(?:rose|risen|rises|climbed|climbs|grown|grew|increased|jumped|went up|fallen|fell|dropped|lowered|raised)(?: \w+)?"
    r"(?: from \d[\d,]*)? to"
)
#: "The death toll from floods in the Moroccan city of Safi rose from 17 to 21": a verb that says so may stand further off.
_TOLL_FAR = re.compile(
    rf"\b(?:death )?toll\b[^.;]{{0,100}}?\b(?:{_ROSE}|(?:stands|stood|standing) at|reached|reaches) {QUANTITY}", re.IGNORECASE
)
#: "The number of people killed in Sunday's flood has risen to 14"; "from 9 to 14" gives the new number.
_NUMBER_OF = re.compile(
    r"\bnumbers? of (?:(?:people|persons|those|victims|the|confirmed) )*"
    r"(?P<word>killed|dead|deaths|fatalities|injured|wounded|injuries|missing|displaced|evacuated|infected|arrested|detained)\b[^.;]{0,80}?\b"
    rf"(?:{_ROSE}|"
    rf"reached|reaches|stands at|stood at|is|was|at) {QUANTITY}",
    re.IGNORECASE,
)
#: What follows is told of the others alone: "killing two soldiers and a child was injured".
_OTHERWISE = re.compile(r"\s{0,9}(?:were |was )?(?:injur|wound|hurt|missing|arrest|detain)")
#: "Five people, three of them children, died": three says who they were.
_ASIDE = re.compile(r"of (?:them|whom) [^,]*$")
#: "Four of the injured", "two of those missing": a part of a figure, of which something else is told.
_PART = re.compile(r"\s?of (?:the|those|these|its|their)\s?", re.IGNORECASE)
_NOT_PEOPLE = re.compile(
    (
        r"\b(?:per ?cent|percent|%|years?|days?|hours?|weeks?|months?|minutes?|km|kilomet\w+|miles?|met(?:er|re)s?|"
        r"million dollars|billion|dollars|euros|acres|hectares|homes|houses|buildings|vehicles|cars|drones|missiles|"
        r"cattle|animals|flights|points|goals|degrees|MW|(?:gun)?shots|bullets|rounds|counts|charges|votes|games|yards)\b"
    ),
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\bno\s?[- ]\s?$", re.IGNORECASE)
#: Before a number that says no toll: children of somebody, ages, the strength of a quake.
_NO_TOLL = re.compile(
    r"\b(?:(?:(?:mother|father|mum|mom|dad|parents?) of|aged?|ages|aged between) |magnitude[ -](?:of )?(?:\d\.)?|\d\.)$",
    re.IGNORECASE,
)
_ANY = re.compile("|".join(f"{a}|{b}" for _, a, b in _EFFECTS) + r"|toll|casualt", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|without) (?:casualties|injuries or deaths|deaths or injuries)\b", re.IGNORECASE)

_CLAUSE = re.compile(r"\b(?:after|as|when|while|since|because|before|but|though)\b", re.IGNORECASE)

#: Nobody is missing any more: "the last two of the missing were found dead", "all the missing have been found".
_ALL_FOUND = re.compile(
    r"\b(?:the last (?:[\w-]+ )?(?:of (?:the|those) )?|all (?:of )?(?:the |those )?)(?P<word>missing)(?: (?!w)[\w-]+){0,2} "
    r"(?:was|were|have been|has been|had been) (?:found|recovered|located|accounted for)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=32)
def _pattern(words: str, number_first: bool) -> re.Pattern[str]:
    """Compiled when a sentence first asks for it: these patterns are large, and most pages need few of them."""
    if number_first:
        return re.compile(rf"\b{QUANTITY}\s(?P<of>{_NOUNS}){_BETWEEN}\s?{_AUX}(?P<word>{words})\b", re.IGNORECASE)
    return re.compile(
        rf"\b(?P<word>{words}) (?:all (?:the )?|(?:a |its |the |all its )?crew of )?{QUANTITY}(?P<of>(?: (?!and\b)[\w.’'-]+){{0,4}})",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Count:
    """A figure as read: what, bounds, where the number stands, where the word that says what."""

    what: str
    lower: float | None
    upper: float | None
    span: Span
    word: Span


#: Characters: longer stretches without a full stop are lists or tables; the patterns, which look ahead, read them part by part.
MOST = 800


def pieces(sentence: str) -> Iterator[tuple[str, int]]:
    """A sentence with where it starts; one over MOST characters in parts that end at a space, so that time grows with length alone."""
    start = 0
    while len(sentence) - start > MOST:
        space = sentence.rfind(" ", start + MOST // 2, start + MOST)
        end = space + 1 if space >= 0 else start + MOST
        yield sentence[start:end], start
        start = end
    yield sentence[start:], start


def counts(sentence: str, offset: int, times: Located[TimeExpression] | None = None) -> list[Count]:
    """The figures of a sentence that starts at `offset` of a text in which its spans and `times` count; without these, its own are looked
    for. The nearest reading of each number wins."""
    if times is None:
        times = Located((t.span.shifted(offset), replace(t, span=t.span.shifted(offset))) for t in find(sentence))
    return [count for piece, start in pieces(sentence) for count in _counts(piece, offset + start, times)]


def _counts(sentence: str, offset: int, times: Located[TimeExpression]) -> list[Count]:
    if not _ANY.search(sentence):
        return []
    tolls = (*_tolls(sentence), *_numbers_of(sentence))
    after = (count for count in _after(sentence) if not _of_a_toll(count, tolls, sentence))
    read = (*tolls, *after, *_before(sentence), *_none(sentence))
    days = _days(sentence, offset, times) if read else []
    found = [told for count in read if not any(count.span.overlaps(day) for day in days) and (told := _said(count, sentence))]
    chosen: list[Count] = []
    for count in sorted(found, key=lambda c: (abs(c.span.end - c.word.start), c.span.start)):
        if not any(count.span.overlaps(other.span) for other in chosen) and not any(
            o.what == count.what and o.word == count.word for o in chosen
        ):
            chosen.append(count)
    ordered = sorted(chosen, key=lambda c: c.span)
    return [Count(c.what, c.lower, c.upper, c.span.shifted(offset), c.word.shifted(offset)) for c in ordered]


def _of_a_toll(count: Count, tolls: Sequence[Count], sentence: str) -> bool:
    """Whether a number is that of a toll, and the word behind it stands in another clause: "the toll rose to 12 after three of the
    injured died"."""
    behind = sentence[count.span.end : count.word.start]
    return any(count.span.overlaps(toll.span) for toll in tolls) and _CLAUSE.search(behind) is not None


def _days(sentence: str, offset: int, times: Located[TimeExpression]) -> list[Span]:
    """The days and hours of a sentence, those of its words of filing among them, whose numbers count nobody: the 17 of "LIMA, Feb 17 -
    Mudslides killed 11", of "17 Feb: two killed"."""
    found = (t.span.shifted(-offset) for t in times.over(Span(offset, offset + len(sentence))) if t.type in ("DATE", "TIME"))
    return [span for span in found if re.search(r"[^\W\d]", sentence[max(0, span.start) : span.end])]


def _said(count: Count, sentence: str) -> Count | None:
    """A count as the words before it have it: "no one" is none, a "mother of 12" and "ages 47 and 48" count nobody hurt, nor does
    the 5.2 of a quake."""
    if any(bound is not None and not float(bound).is_integer() for bound in (count.lower, count.upper)):
        return None
    before = sentence[max(0, count.span.start - 30) : count.span.start]
    if _NOBODY.search(before) and count.span.of(sentence).lower() == "one":
        return replace(count, lower=0, upper=0)
    return None if _NO_TOLL.search(before) else count


def _after(sentence: str) -> Iterator[Count]:
    for what, after, _ in _EFFECTS:
        if not re.search(rf"\b(?:{after})\b", sentence, re.IGNORECASE):
            continue
        pattern = _pattern(after, True)
        at = 0
        while (match := pattern.search(sentence, at)) is not None:
            at = match.start() + 1
            size = quantity(match)
            between = sentence[match.start() : match.start("word")]
            if (
                size is None
                or _NOT_PEOPLE.search(match["of"] or "")
                or _PART.fullmatch(match["of"] or "")
                or (_ASIDE.match(match["of"] or "") and "," in between)
                or _year(match, sentence)
                or (what == "infected" and match["word"].lower() == "cases" and "infect" not in sentence.lower())
            ):
                continue
            others = [w for w, a, _ in _EFFECTS if w != what and re.search(rf"\b(?:{a})\b", between)]
            if others or (size.span.end and re.search(r"[;:]", between)):
                continue
            joined = _and_inside(match["of"] or "")
            if joined:
                at = match.start("of") + len(match["of"]) - len(joined.string) + joined.end("n")
            more = _more(joined)
            yield Count(what, _plus(size.lower, more), _plus(size.upper, more), size.span, Span(*match.span("word")))


def _before(sentence: str) -> Iterator[Count]:
    for what, _, before in _EFFECTS:
        if not re.search(rf"\b(?:{before}) ", sentence, re.IGNORECASE):
            continue
        for match in _pattern(before, False).finditer(sentence):
            size = quantity(match)
            if match["word"].lower() in ("left", "leaving"):
                continue
            if size is None or _NOT_PEOPLE.search(match["of"] or "") or _year(match, sentence):
                continue
            tail = sentence[match.end("of") :]
            joined = _AND.match(tail)
            if joined and _OTHERWISE.match(tail, joined.end()):
                joined = None
            more = _more(joined or _and_inside(match["of"] or ""))
            yield Count(what, _plus(size.lower, more), _plus(size.upper, more), size.span, Span(*match.span("word")))


def _more(joined: re.Match[str] | None) -> float:
    """How many are told beside a number: the interpreter of "two soldiers and a civilian interpreter"."""
    return (joined and value(joined["n"])) or 0


def _plus(bound: float | None, more: float) -> float | None:
    return None if bound is None else bound + more


def _and_inside(words: str) -> re.Match[str] | None:
    at = words.find(" and ")
    return _AND.match(words[at:].lstrip()) if at >= 0 else None


def _tolls(sentence: str) -> Iterator[Count]:
    for match in list(_TOLL_FAR.finditer(sentence)) or _TOLL.finditer(sentence):
        size = quantity(match)
        if size is not None and not _year(match, sentence):
            what = "injured" if re.search(r"injur\w{1,5} toll", match[0]) else "killed"
            yield Count(what, size.lower, size.upper, size.span, Span(match.start(), match.start() + 4))


def _numbers_of(sentence: str) -> Iterator[Count]:
    for match in _NUMBER_OF.finditer(sentence):
        size = quantity(match)
        if size is not None and not _year(match, sentence):
            what = next(w for w, after, _ in _EFFECTS if re.fullmatch(after, match["word"], re.IGNORECASE))
            yield Count(what, size.lower, size.upper, size.span, Span(*match.span("word")))


def _none(sentence: str) -> Iterator[Count]:
    for match in _NONE.finditer(sentence):
        for what in ("killed", "injured"):
            yield Count(what, 0, 0, Span(match.start() + (what == "injured"), match.end()), Span(*match.span()))
    for match in _ALL_FOUND.finditer(sentence):
        yield Count("missing", 0, 0, Span(*match.span("word")), Span(*match.span("word")))


def _year(match: re.Match[str], sentence: str) -> bool:
    """Whether the number is a year, an age or a day of a month."""
    number = match.groupdict().get("number") or ""
    start = match.start("number") if number else 0
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return True
    after = sentence[match.end("number") if number else 0 :][:12]
    if re.match(r"-(?:year|month|day|week)-?|\s?(?:a\.m|p\.m|pm|am)\b|:\d\d", after):
        return True
    return bool(
        re.search(
            r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|aged|age)\s$",
            sentence[max(0, start - 12) : start],
        )
    )
