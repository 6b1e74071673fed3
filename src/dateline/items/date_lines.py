"""Date lines: blocks that are a date and nothing else, in the words of the languages that news is read in."""

from __future__ import annotations

import re

from ..compiled import built
from ..expressions.ages import LONGER, NUMBER_WORD, age
from ..expressions.ages import PATTERN as AGE
from ..remembering import remembered
from ..tables import plain_case

compiled_text = built(__package__, "compiled_text")
#: Characters.
LONGEST = 80
#: How the names of months begin: few letters of a line are told apart name by name.
_INITIALS = "acdefghijklmnopstwyşабвгджиклмностфчшяқათმიოსნდαιφμοσνδيفمأإسندजफमअसनदا"
_MONTH = (
    rf"(?=[{_INITIALS}]){LONGER}(?:jan|feb|fev|fév|mar|mär|maa|apr|avr|abr|abril|may|mai|mag|maj|jun|juin|giu|jul|juil|lug|aug|août|ago|sep|set|oct|okt|ott|out|nov|dec|dez|déc|dic|des"
    r"|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру"
    r"|styc|lut|kwi|maja|czer|lip|sier|wrz|paź|lis|grud|yan|fevr|iyun|iyul|avq|sent|oktyabr|noyabr|dekabr|қаң|ақп|нау|сәу|мам|мау|шіл|там|қыр|қаз|қар|жел"
    r"|იან|თებ|მარ|აპრ|მაი|ივნ|ივლ|აგვ|სექ|ოქტ|ნოე|დეკ|ιαν|φεβ|μαρ|απρ|μα[ιΐί]|ιουν|ιουλ|αυγ|σεπ|οκτ|νοε|δεκ|يناير|فبراير|مارس|أبريل|ابريل|إبريل|مايو|يوني[وه]"
    r"|يولي[وه]|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر|जनवरी|फ़?रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|सितम्बर|अक्टूबर|अक्तूबर|नवंबर|दिसंबर)[^\W\d]{0,9}\.?"
)
#: Behind a number that counts from a name like a month's: "Mary 30 minutes ago", "Jana 20 May 2021", "Marta 14:05", "Sergej 11.08.2022".
_NO_DAY = (
    rf"(?!:\d|\d|[./-]\d{{1,2}}[./-]| ?(?:min|h\b|hours?|hrs?|days?|weeks?|months?|years?"
    r"|час|минут|дн|день|недел|мес|stunde|tag|woche|monat|jahr"
    rf"|heure|jour|semaine|mois|hora|d[ií]a|semana|ora\b|ore\b|giorn|dakika|saat|gün|hafta|timer?\b|timm|dag|uge|uke|veck)"
    rf"| (?:de )?{_MONTH})"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?[ .\-/]{{1,3}}(?:de |of )?{_MONTH},?(?:[ \-/.]{{1,3}}(?:de |del )?\d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}{_NO_DAY}(?:st|nd|rd|th)?,?(?: \d{{4}})?"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|\d{4}년 ?\d{1,2}월 ?\d{1,2}일)"
)
#: How long a film runs or reading takes, which is no time of day.
_RUNS = (
    r"(?:\d{1,3}:)?\d{1,3}(?::\d\d)? ?(?:min|mins|minutes?|minuten|minut[oi]s?|минут[аы]?|мин|хв|dk|dakika|sec|sek)\b\.?"
    r"(?: (?:read|watch|lesezeit|de lectura|de lecture|di lettura|читання|чтения))?"
)
_CLOCK = (
    rf"(?!{_RUNS})\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?: ?[ap]\.?m\.?)?(?: ?(?:uhr|uur|h|kl|uhr\.|[a-z]{{2,4}}|[صم]\b))?"
    r"|\d{1,2}[時时]\d{1,2}分"
)
_AGO = (
    rf"(?:{AGE}"
    r"|yesterday|today|gestern|heute"
    r"|hoy|ayer|hier|aujourd'hui"
    r"|сегодня|вчера|bugün|dünən)"
)
_LABEL = (
    r"(?:(?:first |last |article )?(?:published|updated|posted|modified|created|date|added|stand|aktualisiert|veröffentlicht|erschienen"
    r"|publié|mis à jour|modifié|publicado"
    r"|actualizado|pubblicato|aggiornato|publicerad|uppdaterad|publisert|oppdatert"
    r"|опубликовано|обновлено|yayın\w*|güncel\w*"
    r"|diperbarui|giriş(?: tarihi)?|oluşturulma(?: tarihi)?|atualizado|opublikowano|aktualizacja"
    r"|опубліковано|оновлено|δημοσιεύ\w{3,9}|ενημερώ\w{3,9}|გამოქვეყნ\w{3,9}"
    r"|प्रकाशित|अपडेटेड|نشر|آخر تحديث|发布时间|更新时间|时间|公開|更新|配信|zuletzt \w{3,15}|入力|수정|등록|발행일?)"
    r"(?: (?:on|at|am|le|el|il|:))?\W{0,3})"
)
_DIGIT = re.compile(r"\d")
_WEEKDAY = r"(?:[^\W\d]{2,12}\.?(?:,|\s) ?)"
_LINE = re.compile(
    rf"^\W{{0,3}}{_LABEL}?{_WEEKDAY}?(?:{_DAY}|{_AGO}|{_CLOCK})"
    rf"(?:[\s,|•·\u2013\u2014@/-]{{0,4}}(?:at |um |kl\.? |à |às |a las |alle |ore |klo )?"
    rf"(?:{_CLOCK}|{_DAY}|{_AGO}|{_RUNS}|\(?(?-i:[A-Z]{{2,4}})\b(?:[+-]\d{{1,2}})?\)?|{_LABEL})){{0,4}}\W{{0,4}}$",
    re.IGNORECASE,
)


def is_date_line(text: str) -> bool:
    """Whether a line is a date or a time and nothing else, perhaps with a word such as "Updated" before it."""
    return (len(text) <= LONGEST and _DIGIT.search(text) is not None and _is_line(text)) or (
        len(text) <= _LONGEST_BARE and text.lower() in _BARE
    )


@remembered(4096)
def _is_line(text: str) -> bool:
    return _LINE.match(text) is not None


def bears_date(text: str) -> bool:
    """Whether a short line on the card of a story is its date beside a section, a place or a running time ("Sport 05.08.2024 02:45 min",
    "Lietuvoje prieš 36 min.", "26.04.2024 Chemnitz"). A day without a year bears no more than one other word, an age one before it and
    two after it; an age of years is what a headline tells of, and two words and a colon before a day are a title ("The Crossword: 24 April
    2023"). On 140 pages that no rule was made on, 47 of 55 such lines were the date of their story; three of the others are titles of that
    kind, which were accepted then; "28.10.2025, Köln" is the day of a meeting, "Protokoll der Sitzung vom 10. Oktober 2019" a title."""
    if len(text) > LONGEST or text.count(" ") > _MOST_BORNE or not _counts(text):
        return False
    return _bears(text)


@remembered(4096)
def _bears(text: str) -> bool:
    match = _BORNE.match(text)
    if match is None:
        return False
    opening = text[: match.start("day")]
    before, after = len(opening.split()), len(match["rest"].split())
    if before > 1 and ":" in opening:
        return False
    old = age(match["day"])
    if old is not None:
        counted = match["count"] is not None
        return after <= 2 and (counted or (before <= 1 and old[0].days < _YEAR))
    return before + after <= (_MOST_OTHERS if _HAS_YEAR.search(match["day"]) else 1)


def tells_day(text: str) -> bool:
    """Whether a date line tells a day rather than only a time of day."""
    return _TELLS.search(text) is not None


def moment_within(text: str) -> tuple[int, int] | None:
    """Where the first day or age of a line stands, with its weekday before and its time of day after it; None where the line has none."""
    return _within(text) if _counts(text) else None


@remembered(4096)
def _within(text: str) -> tuple[int, int] | None:
    match = _WITHIN.search(text)
    return match.span() if match is not None else None


def _counts(text: str) -> bool:
    """Whether a line has a number, without which there is no day and no age in it: most lines have none."""
    told = None if compiled_text is None else compiled_text.counts(text)
    return counts(text) if told is None else bool(told)


def counts(text: str) -> bool:
    """The same in plain Python."""
    return _DIGIT.search(text) is not None or not plain_case(text) or NUMBER_WORD.search(text.lower()) is not None


_TIME = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?(?: (?:uhr|uur|hrs?|horas|h)\b)?(?!\w|:\w)"
_WITHIN = re.compile(
    rf"(?:(?<![\w:.]){_TIME}[\s,|/\u2013\u2014-]{{1,4}})?"
    r"(?:(?<!\w)(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|[^\W\d]{2,9}(?:day|tag|woch|di|dì|edi|che|ing))\.?,? )?"
    rf"(?:(?<!\d)(?=\d){_DAY}|(?<!\w)(?:{_DAY}|{AGE}))(?=\D|$|\d{{1,2}}:\d\d)"
    rf"(?:[\s,|•·\u2013\u2014@/-]{{0,4}}(?:at |um |kl\.? |à |a las |às |alle |ore |klo )?{_TIME})?",
    re.IGNORECASE,
)
_MOST_BORNE, _MOST_OTHERS, _YEAR = 9, 4, 365
_BORNE = re.compile(
    rf"^(?P<count>\d{{1,6}} (?:points?|comments?|replies|views?|likes?|shares?)\W{{1,3}})?"
    rf"(?:[^\W\d][^\s,|•·\u2013\u2014-]*[ ,|•·\u2013\u2014-]{{1,3}}){{0,4}}?\W{{0,3}}(?P<day>{_DAY}|{AGE})"
    rf"(?:[\s,|•·\u2013\u2014@/-]{{0,4}}(?:{_RUNS}|{_CLOCK})){{0,2}}"
    r"(?P<rest>(?:[\s,|•·\u2013\u2014/-]{1,3}[^\W\d][^\s\d]*){0,4})\W{0,3}$",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_TELLS = re.compile(rf"{_DAY}|{_AGO}", re.IGNORECASE)
_BARE = frozenset(
    {"yesterday", "today", "gestern", "heute", "hoy", "ayer", "hier", "aujourd'hui", "сегодня", "вчера", "bugün", "just now"}
)
_LONGEST_BARE = max(map(len, _BARE))
