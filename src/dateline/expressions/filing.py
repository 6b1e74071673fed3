"""The words of filing that open a report: "BAKU, 3 January (Agency) — ", "TBILISI, Georgia (AP) — ", "OSLO -- ".

Six readings of them, for they are met from as many sides: as a town in a running text, as what stands behind a known place, as a day,
right behind a day, as what is no part of a sentence, and of a day whether it is theirs.
Each says what it accepts; they share the shapes of days. No reading tells a town from any other word in capitals: who asks looks it up.
"""

from __future__ import annotations

import re

from ..types import Span

#: "3 January", "Jan. 3".
_DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})"
#: The same in other languages, with its year: "7 février 2024", "5. Juni 2024", "12 de septiembre de 2023".
_DAY_ABROAD = r"\d{1,2}(?:\.|er)? (?:de )?[^\W\d_]{3,10}(?: de)? \d{4}"
_DAY_OF_YEAR = rf"(?:, (?:{_DAY_ABROAD}|{_DAY}(?:,? \d{{4}})?))"

#: A town in capitals, groups `town`, `day`, `end` (dash, stop or colon) and `line` (set where it opens one), before a sentence:
#: "TBILISI, Georgia (AP) — A court", "BAKU, 3 January 2025. Twelve"; a dash or "_" may also end the line.
FILED_TOWN = re.compile(
    r"(?:(?P<line>^)|(?<=[.!?\n”\"] ))(?P<town>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]{2,}(?: [A-Z][A-ZÀ-ÖØ-Þ.’'-]+){0,3})"
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
    rf"(?P<day>{_DAY_OF_YEAR})?,? ?(?:\([A-Za-z /.-]{{2,24}}\) ?)?(?P<end>—|–|-{{1,2}}|\x97|_|[.:])(?= ?[A-Z“\"]|(?<![.:])\n[A-Z“\"])",
    re.MULTILINE,
)
#: What stands behind a place that opens a line and makes words of filing of it: " (AP) - ", ", 20 May 2025 — ", ", Peru, May 20: ".
BEHIND_PLACE = re.compile(
    rf"(?:, (?:[A-Z][\w.]+ ?){{1,3}})?(?:{_DAY_OF_YEAR}\.(?= )|{_DAY_OF_YEAR}?"
    r"(?: /[^/\n]{2,30}/\.?(?=\s)|(?: \([A-Z][\w ,./-]{1,24}\))?(?::| ?[—–]| ?--?(?=\s)| ?_(?=\s))))"
)
#: A place and a day that open a body, groups `day` and `y`: "BAKU, 3 January (Agency) -", "Lima (May 20, 2025):".
FILED_DAY = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þa-z .,'’-]{2,40}(?:,| \()\s*(?P<day>\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})"
    r"(?:,? (?P<y>20\d\d|19\d\d))?\)?"
    r"(?: \([A-Za-z ]{2,20}\))?\s*[-–—:]"
)
#: A place and a dash right behind a day: "May 2, 2019" OSLO --.
BEHIND_DAY = re.compile(r"\s[A-Z]{3,20}(?: [A-Z]{3,20})?(?:, [A-Z][\w.]{1,12})?(?: \([A-Z][\w ]{1,20}\))? ?(?:--|–|—) ?")
#: All that stands before the sentence: "TANGIER (Strait Observer) - ", "BAKU, 3 January, AZERTAC — ", "Minsk, 11 September 2025: ",
#: "MINSK, September 11 /TASS/. ".
_PLACE_AND_DAY = rf"[A-Z][\w.'’ -]{{1,40}}(?:, [A-Z][\w.'’ -]{{1,30}})?, {_DAY}(?:,? \d{{4}})?"
FILED_WORDS = re.compile(
    r"(?:[A-Z][A-Z.'’]{2}[\w.'’ ,/]{0,60}(?:\([^()\n]{2,40}\))?|[A-Z][\w.'’ ,/]{1,60}\([^()\n]{2,40}\))\s?(?:[–—]|--?)\s"
    rf"|{_PLACE_AND_DAY}(?: ?/[^/\n]{{2,30}}/)?(?:\s?(?:[–—]|--?)|:|(?<=/)\.)\s"
    rf"|(?=[A-Z]{{3}}){_PLACE_AND_DAY}\. "
)
#: How far into its line a day of filing stands, and a town before it.
_INTO_LINE, _BEFORE_DAY = 60, 80


def of_filing(time: Span, text: str) -> bool:
    """Whether a day stands in the words of filing of its line: that of an event only where its sentence gives no other time."""
    start = text.rfind("\n", 0, time.start) + 1
    if time.start - start <= _INTO_LINE and (filed := FILED_DAY.match(text[start : time.end + 60])):
        return time.start < start + filed.end()
    towns = FILED_TOWN.finditer(text, max(start, time.start - _BEFORE_DAY), time.end + 60)
    return any(town.start() < time.start < town.end() for town in towns)
