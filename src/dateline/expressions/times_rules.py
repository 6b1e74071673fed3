"""The grammar of time expressions: patterns over the letters that `times_words` gives to words.

A rule is a name, letters and a pattern. All rules look at the text; of matches that overlap the longest stands, then the one of the earlier
rule. `plausible` takes out what only looks like a time: "Mrs May", "the Sunday Times", "2000 people".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .numbers import SMALL, TENS
from .quarters import plausible_quarter
from .spans import COUNTED, joined, spelled_abroad
from .times_words import DECADE_OF, HOLIDAY, UNIT, Token, unit

# A number: "two", "twenty-four", "2", "a", "a few", "several", "two and a half".
_NUM = r"(?:aQf?|Qf?|aH|a|[dcn](?:-?c){0,5}(?:iaH)?)"
_MOD = r"(?:A{1,3})?"
_PART = r"(?:[JK]-?f?D?)?"
_DAY = r"(?:[Ww]\.?,?(?:\(|D|f)?)?"
# "2025-ci ildə", "2025 года"; a weekday behind a date, as in Turkish and Kazakh, that opens no span ("3 May, Monday to Friday").
_YEAR = r"y(?:-_Y{1,2}|Y{0,2})"
_BEHIND = r"(?:,?[Ww](?!['AiPp-]))?"
_WHEN = r"(?:,?i?(?:W,?(?:[Mm]\.?d|[do][Mm]\.?)(?:,?y(?!-))?|[WT]|(?:[Mm]\.?d|(?<=i)[do][Mm]\.?)(?:,?y(?!-))?))?"
# The end of a span behind its start: "3 to 5", "3. bis zum 5.", "Monday 3 to Friday 7".
_TO = rf"(?:-|[ibzaA]{{1,2}}D?){_DAY}"

#: Name, letters of which every match has one, pattern.
RULES: tuple[tuple[str, frozenset[str], re.Pattern[str]], ...] = tuple(
    (name, frozenset(letters), re.compile(pattern))
    for name, letters, pattern in (
        ("iso", "I", r"I"),
        ("date", "Mm", rf"{_DAY}[do]\.?-?f?[Mm]\.?(?:,?f?{_YEAR})?"),
        ("date", "Mm", rf"[do]\.?-?f?[Mm]\.?(?:,?f?{_YEAR})?{_BEHIND}"),
        ("date", "Mm", r"(?:J-?)?(?:R{0,2}[Ww]\.?,?)?[Mm]\.?D?[do](?:,?y)?"),
        ("date", "Mm", rf"{_DAY}[do]\.?{_TO}[do]\.?f?[Mm]\.?(?:,?f?{_YEAR})?"),
        ("date", "Mm", rf"[Mm]\.?d{_TO}d(?:,?y)?"),
        ("date", "1", rf"1f?[Mm]\.?(?:,?f?{_YEAR})?"),
        ("nine-eleven", "d", r"d/d"),
        ("date", "Mm", r"y(?:-_)?Y{1,2}[do][Mm]"),
        ("date", "Mm", r"y(?:-_)?Y{1,2}[Mm]d(?:-_)?"),
        ("month", "Mm", rf"{_PART}A?[Mm]\.?(?:,|f|fD)?{_YEAR}"),
        ("month", "Mm", r"y(?:-_)?Y{1,2}[Mm]j?"),
        ("month", "j", r"[Mm]j"),
        ("month", "M", rf"{_PART}A?R{{0,2}}M\.?(?:fRU|RU)?"),
        ("month", "m", rf"{_PART}R{{0,2}}m(?:RU)?"),
        ("weekday", "W", r"(?:[JK]f?)?(?:D?R{1,2})?WP?"),
        ("weekday", "W", r"D?R{1,2}W"),
        ("weekday-time", "CpP", rf"A?(?:Cp?z?|[dc]pz?|P){_WHEN}"),
        ("weekday-set", "Wv", r"EWP?|v"),
        ("day", "T", r"[JK]?TP?|J?-?PT|DUBT"),
        ("day-part", "P", r"[JK]?[R]P|DP"),
        ("relative", "U", rf"{_PART}D?[Re]x?U(?:'?(?:D?x?o)?-?(?:U|k))?"),
        ("relative", "S", r"[JK]?-?RS"),
        ("relative", "U", r"[JK]f?i?D?x?U"),
        ("stretch", "uU", rf"(?:EfD)?D?[Re]A?{_NUM}x?[uU](?:is)?"),
        ("recent", "u", r"D?[Re]x?u(?:iu)?"),
        ("ago", "GK", rf"{_MOD}(?:{_NUM})?x?[uU](?:is)?[GK]"),
        ("ago-unit", "U", r"D?x?(?:U-[GK])(?:x?-?o?-?[Uk])?"),
        ("quarter", "UH", r"(?:(?:D|a|h)(?:y|x)?-?_?)?x?o-?[UH](?:f?(?:D?x?y|D?RU))?"),
        ("quarter", "U", r"DyU"),
        ("part-of-year", "4", rf"(?:1|[do]\.?|d-?_)4(?:,?f?D?{_YEAR})?"),
        ("part-of-year", "4", r"y(?:-_|'?_{1,2})?Y{0,2}(?:1|[do]\.?|d-_)4"),
        ("part-of-year", "5", r"5d(?:f?y)?|d5f?y|y5d"),
        ("first", "u", rf"D?o{_NUM}x?u"),
        ("the-unit", "U", r"[Dh]x?U"),
        ("duration", "uU", rf"{_MOD}D?{_NUM}A?x?-?[uU](?:-[Oq])?(?:is)?"),
        ("duration", "uU", rf"{_MOD}d[dc]?iA?{_NUM}x?[uU]"),
        ("holiday", "l", r"(?:(?:a|[dcn](?:-?c)?)[uU]B)?R?l[UWg]?y?"),
        ("duration", "U", r"aUiaH"),
        ("plural", "u", r"u"),
        ("set", "N", r"(?:N|[dc]N)[aE]U"),
        ("set", "E", rf"E(?:{_NUM})?x?(?:[uUPSM])"),
        ("adverb", "X", r"X"),
        ("decade", "9", r"D?(?:J-?)?9"),
        ("decade", "Z", r"Z[ydn]"),
        ("years", "y", r"y[-/][dn]"),
        ("year", "y", r"(?:Jf|J-?|D?x|DU|U)?y(?=[^-])"),
        ("year", "y", r"DyS?k"),
        ("year", "y", r"y-_Y"),
        ("spoken-year", "c", r"(?:DU|[Mm]|DSf|S)?(?:c{1,2}-?c{1,2}-?c?)"),
        ("season", "S", r"(?:D?J?R|D)?S(?:f?y|fRU|RU)?"),
        ("year-end", "U", r"A?U-?J"),
        ("now", "V", r"[AK]?V"),
        ("reference", "FR", r"(?:A?D_?[FR]|AF)(?![uUMWcdnSQaAxoPmHk'-])"),
    )
)
_ASKS = frozenset(
    [
        "in",
        "by",
        "since",
        "until",
        "till",
        "from",
        "of",
        "during",
        "before",
        "after",
        "for",
        "through",
        "between",
        "to",
        "late",
        "early",
        "mid",
        "last",
        "next",
        "this",
        "each",
        "every",
        "в",
        "с",
        "до",
        "к",
        "с",
        "im",
        "bis",
        "seit",
        "en",
        "desde",
        "hasta",
        "depuis",
    ]
)
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "theresa",
        "president",
        "minister",
        "sir",
        "lady",
        "lord",
        "general",
        "senator",
        "st",
        "judge",
        "professor",
        "frau",
        "herr",
        "monsieur",
        "madame",
        "señor",
        "señora",
    ]
)
_NAMES_AFTER = frozenset(
    [
        "times",
        "mail",
        "herald",
        "post",
        "telegraph",
        "mirror",
        "express",
        "independent",
        "mercury",
        "world",
        "sun",
        "star",
        "night",
        "school",
        "club",
        "lights",
        "league",
    ]
)
#: Behind a month: what happened in it once, and is called so ever since.
_ONCE = frozenset(["revolution", "uprising", "manifesto"])
#: Before a weekday: newspapers and a club that are called by it.
_PAPERS = re.compile(
    r"\b(?:(?:Mail|Independent|Scotland|Wales|Herald|Mirror) on|(?:Welt|Bild|NZZ|Berliner|Post|Tag) am|Sheffield) \Z"
)
#: Months and weekdays of languages that write them small: before a name they are one ("Julio Lima", "Domingo Rey").
_SMALL_ELSEWHERE = frozenset(["domingo", "julio", "abril", "agosto", "avril", "mayo", "enero", "août", "janvier"])
_NUMBERED = frozenset(
    [
        "article",
        "no",
        "number",
        "page",
        "resolution",
        "flight",
        "room",
        "boeing",
        "about",
        "than",
        "nearly",
        "over",
        "some",
        "least",
        "almost",
        "section",
        "chapter",
        "windows",
        "road",
        "street",
        "avenue",
        "highway",
        "of",
        "only",
    ]
)
_PLURAL_ASKS = frozenset(
    ["for", "in", "after", "over", "within", "past", "recent", "through", "of", "and", "next", "last", "coming", "during"]
)


def plausible(rule: str, found: Sequence[Token], before: Token | None, after: Token | None, text: str) -> bool:
    """Whether a match is a time. `before` and `after` are the tokens beside it."""
    ahead = before.word if before else ""
    behind = after.word if after else ""
    check = _CHECKS.get(rule)
    if rule == "decade":
        return _decade_of(found, ahead) if found[0].letter == "Z" else _decade(found, behind, text)
    if rule == "part-of-year":
        return plausible_quarter(found, ahead, text)
    if rule in ("weekday", "month") and _named(found, behind, after, text):
        return False
    if any(token.letter in "mM" for token in found) and rule in ("month", "date", "weekday-time") and ahead.rstrip(".") in TITLES:
        return False
    return check is None or check(found, ahead, behind, after)


def _named(found: Sequence[Token], behind: str, after: Token | None, text: str) -> bool:
    """ "The Mail on Sunday", "the October Revolution", "Julio Lima": a month or weekday alone that is part of a name."""
    if len(found) > 1:
        return False
    start = found[0].start
    if after is not None and after.title and (behind in _ONCE or found[0].word in _SMALL_ELSEWHERE):
        return True
    return found[0].letter == "W" and _PAPERS.search(text[max(0, start - 16) : start]) is not None


#: What a decade without its century follows: whose age it tells, or that it is "the" decade; the last one counts.
_OF_A_NUMBER = re.compile(
    r"\b(?:(?P<age>my|your|his|her|our|their|whose|teens)|(?P<decade>nineteen|eighteen|(?:19|20)\d0s|in (?:late|early|mid)|"
    r"the(?= (?:(?:late|early|mid|end|half|of|and|or|to|\d0s)[ -]?)*[‘’']?\Z)))\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\b(?:(?:low|upper|high) \Z|highs?\b|lows?\b|temperatures?\b)", re.IGNORECASE)
_BEFORE_DECADE = 40


def _decade_of(found: Sequence[Token], ahead: str) -> bool:
    """ "Les années 1990", "los años 90", "début des années 2000"; no "a los años 2003", no "trente années 90"."""
    word = found[1].word
    return len(word) in (2, 4) and word.endswith("0") and (len(word) == 4 or ahead in DECADE_OF[found[0].word].split())


def _decade(found: Sequence[Token], behind: str, text: str) -> bool:
    """ "The 1960s", "the sixties", "in the '60s and 70s", "'90s music"; no age ("in his early sixties", "late 20s to early 30s"), no
    temperature or share ("highs in the 60s"). Of 164 decades without a century in development texts 47 stand, six of them wrongly.
    "1990er", "1990-е"; "90er Jahre", "90-х годов", no days of a month ("в 20-х числах мая")."""
    word = found[-1].word
    if word[:4].isdigit():
        return True
    if word[0].isdigit() and not word.endswith("s"):
        return behind.startswith(("jahr", "год"))
    before = text[max(0, found[0].start - _BEFORE_DECADE) : found[0].start]
    before = before[max(before.rfind(". "), before.rfind("\n")) + 1 :]
    told = [match.lastgroup for match in _OF_A_NUMBER.finditer(before)]
    if _MEASURED.search(before):
        return False
    if found[0].letter == "D":
        return True
    return told[-1] == "decade" if told else word[0] in "'’" or (before[-1:] in "'’‘" and before != "")


def _nine_eleven(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    """ "9/11", the day of 2001; no part of a longer figure."""
    tight = found[0].end == found[1].start and found[1].end == found[2].start
    return tight and (found[0].word, found[2].word) == ("9", "11") and ahead not in ("/", "-") and behind not in ("/", "-", "%")


#: What goes by two years that it lies in.
_OF_YEARS = frozenset("season campaign term school academic fiscal budget financial winter year edition league cup".split())  # noqa: SIM905


def _years(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    """ "2024-25", "2024/25": a year and the next. Where it may be a month ("2011-12") a word such as "season" follows."""
    year, last = int(found[0].word), found[2].word
    tight = found[0].end == found[1].start and found[1].end == found[2].start
    if not tight or len(last) != 2 or int(last) != (year + 1) % 100 or behind in ("-", "/"):
        return False
    return int(last) > 12 or int(last) == 0 or found[1].word == "/" or behind in _OF_YEARS


def _date(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    days = [token for token in found if token.letter in "do"]
    if found[0].letter == "1":
        return spelled_abroad(found, ahead)
    if len(days) == 2 and not joined(found, ahead, behind):
        return False
    return (
        bool(days)
        and all(token.word[:1].isdigit() or found[0].letter in "mMWw" or _spelled(found, ahead) for token in days)
        and behind not in ("percent", "%", "million", "billion")
    )


def _spelled(found: Sequence[Token], ahead: str) -> bool:
    """ "The Fourth of July", "the first of June": no "first of May's reports", where the month is also a word, nor "twenty-first of"."""
    return found[0].letter == "o" and found[-1].letter == "M" and len(found) == 3 and (found[0].title or ahead == "the")


def _month(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    if any(token.letter in "yRKj" for token in found):
        return True
    month = next(token for token in found if token.letter in "mM")
    if not month.title:
        return month.letter == "M" and not month.word.isascii()
    if len(month.word) < 4 and month.word not in ("may", "mai"):
        return len(found) > 1 or (after is not None and after.word == ".")
    if month.word in ("april", "june", "august") and after is not None and after.title and ahead not in _ASKS:
        return False
    if month.letter == "m":
        if found[0].letter == "J" or (found[0].letter == "A" and len(found) > 1):
            return True
        if ahead not in _ASKS or ahead == "of":
            return False
        return not (after is not None and after.title and behind not in MONTHS_AFTER)
    return True


MONTHS_AFTER = frozenset(["when", "as", "the", "after", "but", "and"])


def _weekday(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    return not (after is not None and after.title and behind in _NAMES_AFTER) and ahead not in ("good", "black", "bloody", "ash")


def _year(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    if len(found) > 1:
        return True
    number = int(found[0].word)
    if behind in COUNTED or (ahead in _NUMBERED and not (ahead in ("of", "about", "than", "only") and 1900 <= number <= 2035)):
        return False
    return not (behind == "%" or ahead in ("/", "+") or (number < 1700 and ahead not in ("in", "of", "since")))


def _quarter(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    wanted = {unit(token.word) for token in found if token.letter in "UH"}
    if any(token.letter == "_" for token in found) and not (
        found[1].letter == "_" and found[1].word.isalpha() and found[0].letter in "Da"
    ):
        return False
    return bool(wanted & {"quarter", "century"}) or ("half" in wanted and (found[0].letter == "D" or len(found) > 3))


def _the_unit(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    if found[0].word not in ("the", "its"):
        return len(found) == 3 and found[-1].word == "year" and found[1].word == "fiscal"
    name = found[-1].word
    if name in ("quarter", "weekend") or (len(found) == 3 and name == "year"):
        return True
    return (
        name in ("year", "month", "week", "day", "decade")
        and ahead in ("for", "in", "of", "during", "over", "throughout", "through", "within")
        and behind not in ("of", "'", "to")
    )


def _plural(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    return ahead in _PLURAL_ASKS and behind not in ("of",) and unit(found[0].word) != "second"


def _duration(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    units = [token for token in found if token.letter in "uU"]
    name = unit(units[-1].word)
    if any(token.letter == "D" for token in found) and found[0].word != "the":
        return False
    if any(token.letter == "q" for token in found) or behind == "old":
        return False
    if name in ("weekend", "night") or (name == "quarter" and units[-1].letter == "U"):
        return False
    if found[0].letter == "a" and len(found) == 2:
        return name not in ("second", "day") or ahead in ("for", "in", "within", "once", "twice", "times", "than")
    if (
        units[-1].letter == "U"
        and len(found) > 1
        and found[-2].letter != "-"
        and found[0].letter in "dc"
        and found[0].word not in ("1", "one", "half")
    ):
        return True
    return True


def _spoken(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    words = [token.word for token in found if token.letter == "c"]
    return len(words) >= 2 and (
        (words[0] in ("nineteen", "eighteen") and words[1] in _SPOKEN_TENS)
        or (words[:2] == ["two", "thousand"] and found[0].letter in "DmMS")
    )


_SPOKEN_TENS = frozenset((*SMALL[10:], *TENS))


def _season(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    season = next(token for token in found if token.letter == "S")
    if season.title and after is not None and after.title:
        return False
    if len(found) == 1:
        return season.word in ("summer", "winter", "autumn") and ahead in (
            "in",
            "since",
            "during",
            "until",
            "by",
            "every",
            "each",
        )
    return (
        season.word not in ("fall", "spring")
        or found[0].letter in "RJ"
        or any(t.letter in "Ry" for t in found)
        or ahead in ("in", "since", "during", "until", "by")
    )


def _clock(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    first = next(token for token in found if token.letter in "CdcP")
    if first.letter == "C":
        return True
    if first.letter == "P":
        return (
            (first.word in ("overnight", "midnight") and len(found) == 1)
            or (first.word in ("noon", "midnight", "midday", "dawn") and len(found) > 1)
            or first.word == "noon"
        )
    return any((token.letter == "p" and token.word != "am") or (token.word == "am" and found[0].letter != "c") for token in found)


def _day_part(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    if found[0].letter == "D":
        return (
            found[0].word == "the"
            and found[-1].word in ("morning", "afternoon", "evening")
            and ahead in ("in", "during", "of", "for")
        )
    return not any(t.word in ("noon", "overnight", "nights") for t in found)


def _relative(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    relations = [token.word for token in found if token.letter in "Re" and token.word != "recent"]
    if not relations:
        return (
            found[-1].word in ("year", "month", "week", "day", "quarter", "decade", "century", "season")
            and any(t.letter == "D" for t in found)
            and (any(t.letter in "JK" for t in found))
        )
    if relations[0] == "that":
        return found[-1].word in ("year", "month", "week", "day", "quarter", "night") and ahead != "all"
    return not (relations[0] == "same" and found[0].letter != "D") and not (relations[0] == "past" and False)


def _day(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    """ "The day before yesterday", no "the night before yesterday"."""
    return all(token.word == "day" for token in found if token.letter == "U")


_IN_RAMADAN = frozenset(["during", "throughout", "before", "after", "of", "since", "until", "через", "во", "после", "до"])


def _holiday(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    """ "Easter Monday", no "Easter eggs"; "three days before Christmas", no "a month before Christmas"; "Ramadan 2024", "during Ramadan",
    not the name of a person."""
    at = next(number for number, token in enumerate(found) if token.letter == "l")
    if HOLIDAY[found[at].word] == "ramadan":
        return (len(found) > 1 or ahead in _IN_RAMADAN) and all(token.letter in "lRy" for token in found)
    beside = found[at + 1].letter if at + 1 < len(found) else ""
    counted = [unit(token.word) for token in found[:at] if token.letter in "uU"]
    return (beside == "W") == (found[at].word == "easter") and all(name in ("day", "week") for name in counted)


def _set(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    often = next((number for number, token in enumerate(found) if token.letter == "N"), None)
    if often is not None and (found[often].word == "times") != (often > 0):
        return False
    return found[-1].word not in ("second",) and not (found[0].word == "each" and found[-1].letter == "u")


def _reference(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    word = found[-1].word
    if word in ("moment", "present"):
        return (found[0].word in ("at", "up") and (word == "present") == (len(found) == 2)) or (
            word == "moment" and found[0].word == "at"
        )
    middle = [token.word for token in found[1:-1]]
    return (
        word in ("future", "past")
        and found[0].letter == "D"
        and found[0].word == "the"
        and (not middle or middle[0] in ("near", "foreseeable", "distant", "recent"))
    )


def _now(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    return found[-1].word not in ("current", "recent") and not (
        found[-1].word == "soon" and (ahead in ("as", "too", "how", "so") or behind in ("as", "after"))
    )


def _ago(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    return any(unit(token.word) in UNIT and token.letter in "uU" for token in found)


def _numeric(found: Sequence[Token], ahead: str, behind: str, after: Token | None) -> bool:
    return True


_CHECKS = {
    "date": _date,
    "nine-eleven": _nine_eleven,
    "years": _years,
    "month": _month,
    "weekday": _weekday,
    "year": _year,
    "quarter": _quarter,
    "the-unit": _the_unit,
    "plural": _plural,
    "duration": _duration,
    "spoken-year": _spoken,
    "season": _season,
    "weekday-time": _clock,
    "day-part": _day_part,
    "relative": _relative,
    "set": _set,
    "reference": _reference,
    "holiday": _holiday,
    "day": _day,
    "now": _now,
    "ago": _ago,
    "iso": _numeric,
}
