"""Whether a sentence tells a day as past, where that shows in single words, and whether a text names a later year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..expressions.times import TimeExpression
from ..types import Item
from .quoting import sentence_start
from .years import year_to_come

__all__ = ["BEFORE_COMING", "names_later_year", "shows_past"]

#: What is announced with day, month and year lies at most so far ahead on most pages.
BEFORE_COMING = timedelta(370)
#: Words of the past by language. Of full dates in English only what speaks against them is looked at (`words.past_dates`).
_PAST = {
    "en": r"said|told|was|were|has|have|had|did|began|won|lost|fell|rose|made|found|came|went|took|became|left|met|held|led|shot|bought|"
    r"brought|saw|gave|got|built|sold|sent|spent|broke|drove|fought|grew|heard|knew|paid|ran|spoke|stood|wrote|struck|\w{2,}ed|since",
    "de": r"wurden?|waren?|hatten?|worden|gewesen|kam(?:en)?|ging(?:en)?|gab(?:en)?|starb(?:en)?|begann(?:en)?|fand(?:en)?|"
    r"lie(?:ß|ss)(?:en)?|(?:hat|haben|ist|sind) [^.!?\n]{0,80}?(?:ge\w{2,}(?:t|en)|(?:be|er|ver|ent|zer)\w{3,}t|\w{3,}iert)|"
    r"\w{2,}(?:[gkhbf]|[^aeiou]l|hr|rn|an)te",
    "fr": r"a(?:vait|vaient)?|ont|était|étaient|fut|furent|\w{3,}(?:aient|èrent)|est (?:né|mort|venu|devenu|parti|sorti)e?",
    "es": r"fue(?:ron)?|había[n]?|ha[n]?|era[n]?|estaba[n]?|\w{3,}(?:ó|aron|ieron|aba|aban)",
    "it": r"è stat[oa]|sono stat[ie]|ha(?:nno)?|aveva(?:no)?|era(?:no)?|fu(?:rono)?|\w{3,}(?:ò|arono|irono)",
    "pt": r"foi|foram|era[m]?|havia[m]?|tinha[m]?|\w{3,}(?:ou|aram|eram|iram)",
    "nl": r"werd(?:en)?|was|waren|had(?:den)?|heeft|hebben|is (?:ge|ver|be)\w+",
    "ru": r"был[аио]?|\w{3,}(?:лся|лась|лись|лось|л|ла|ли|ло)",
    "uk": r"бу(?:в|ла|ло|ли)|\w{3,}(?:вся|лася|лися|лось|ла|ли|ло|ав|ив)",
    "tr": r"\w{2,}(?:dı|di|du|dü|tı|ti|tu|tü|mıştı|mişti|ndı|ndi)(?:lar|ler)?",
    "az": r"\w{2,}(?:dı|di|du|dü|mışdır|mişdir|muşdur|müşdür|ıb|ib|ub|üb)",
}
_WORDS = {language: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for language, words in _PAST.items()}
#: Characters behind a date in which its sentence goes on.
_BEHIND = 160
_ENDS = re.compile(r"[.!?] |\n")
_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d-])")


def shows_past(item: Item, told: TimeExpression) -> bool:
    """Whether the sentence of a day, month or year that is not planned tells of the past by its words; a full date in English does."""
    language = (item.language or "en").split("-")[0]
    if language == "en" and told.kind in ("date", "iso", "weekday-time"):
        return True
    words = _WORDS.get(language)
    if words is None:
        return False
    ends = _ENDS.search(item.text, told.span.end, told.span.end + _BEHIND)
    end = ends.start() if ends else told.span.end + _BEHIND
    return words.search(item.text, sentence_start(item.text, told.span.start), end) is not None


def names_later_year(text: str, latest: TimeExpression) -> bool:
    """Whether a text names a year after that of its latest date, before those that it says will come: it tells of a later time, or may."""
    first = latest.days.earliest if latest.days else None
    later = {int(match[0]) for match in _YEAR.finditer(text)} if first else set()
    later = {year for year in later if first and year > first.year}
    return bool(later) and min(later) < (year_to_come(text) or date.max.year)
