"""The words that times are made of, each with one letter for its class: the grammar of `times_rules` is written over these letters.

English, and for explicit dates the months of Russian, Turkish, Azerbaijani, Kazakh, French, German and Spanish. To add a language,
add its months (every case ending that a date uses), its weekdays, and the particles that stand between day, month and year.
"""

from __future__ import annotations

import re

from ..compiled import built
from .numbers import SMALL, TENS
from .quarters import HALF, ORDINALS_ABROAD, QUARTER

_MONTHS = {
    1: "january jan januar jänner janvier enero январь января январе yanvar yanvarda yanvarın ocak ocak'ta қаңтар қаңтарда",
    2: "february feb febr februar février fevrier febrero февраль февраля феврале fevral fevralda fevralın şubat ақпан ақпанда",
    3: "march mar märz marz mars marzo март марта марте mart martda martın наурыз наурызда",
    4: "april apr avril abril апрель апреля апреле aprel apreldə aprelin nisan сәуір сәуірде",
    5: "may mai mayo май мая мае mayda mayın mayıs мамыр мамырда",
    6: "june jun juni juin junio июнь июня июне iyun iyunda iyunun haziran маусым маусымда",
    7: "july jul juli juillet julio июль июля июле iyul iyulda iyulun temmuz шілде шілдеде",
    8: "august aug août aout agosto август августа августе avqust avqustda avqustun ağustos тамыз тамызда",
    9: "september sept sep septembre septiembre setiembre сентябрь сентября сентябре sentyabr sentyabrda sentyabrın "
    "eylül қыркүйек қыркүйекте",
    10: "october oct oktober okt octobre octubre октябрь октября октябре oktyabr oktyabrda oktyabrın ekim қазан қазанда",
    11: "november nov novembre noviembre ноябрь ноября ноябре noyabr noyabrda noyabrın kasım қараша қарашада",
    12: "december dec dezember dez décembre decembre diciembre декабрь декабря декабре dekabr dekabrda dekabrın "
    "aralık желтоқсан желтоқсанда",
}
#: Months with the endings that a year or "month" before them asks for in Azerbaijani and Kazakh ("2024-cü ilin mayında").
_OF_A_YEAR = {
    1: "yanvardan yanvarında yanvarından қаңтары қаңтарында қаңтарынан",
    2: "fevraldan fevralında fevralından ақпаны ақпанында ақпанынан",
    3: "martdan martında martından наурызы наурызында наурызынан",
    4: "apreldən aprelində aprelindən сәуірі сәуірінде сәуірінен",
    5: "maydan mayında mayından мамыры мамырында мамырынан",
    6: "iyundan iyununda iyunundan маусымы маусымында маусымынан",
    7: "iyuldan iyulunda iyulundan шілдесі шілдесінде шілдесінен",
    8: "avqustdan avqustunda avqustundan тамызы тамызында тамызынан",
    9: "sentyabrdan sentyabrında sentyabrından қыркүйегі қыркүйегінде қыркүйегінен",
    10: "oktyabrdan oktyabrında oktyabrından қазаны қазанында қазанынан",
    11: "noyabrdan noyabrında noyabrından қарашасы қарашасында қарашасынан",
    12: "dekabrdan dekabrında dekabrından желтоқсаны желтоқсанында желтоқсанынан",
}
#: Number of a month by its name, in lower case.
MONTH = {name: number for table in (_MONTHS, _OF_A_YEAR) for number, names in table.items() for name in names.split()}
_ENGLISH_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "febr",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
    ]
)
_ABBREVIATED = "jan jän janv feb febr févr fév mar apr avr abr jun jul juil ago aug sep sept set oct okt nov dec dez déc dic"
#: Names of months that are cut short: a full stop behind one is its own.
ABBREVIATED = frozenset(_ABBREVIATED.split())
#: Names of months that are also words or names: they count beside a number, or where a preposition asks for a time.
_DOUBTFUL_MONTHS = frozenset(
    [
        "may",
        "march",
        "mar",
        "mars",
        "marz",
        "mart",
        "mai",
        "mayo",
        "ocak",
        "ekim",
        "kasım",
        "nisan",
        "jul",
        "jun",
        "dec",
        "jan",
        "abril",
        "marzo",
        "juni",
        "juli",
        "okt",
        "dez",
        "set",
        "қараша",
        "қазан",
        "маусым",
        *_OF_A_YEAR[6].split(),
        *_OF_A_YEAR[10].split(),
        *_OF_A_YEAR[11].split(),
    ]
)

_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
#: Number of a weekday by its name in lower case, Monday is 0.
WEEKDAY = (
    {name: number for number, name in enumerate(_WEEKDAYS)}
    | {name[:3]: number for number, name in enumerate(_WEEKDAYS)}
    | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
)
_FOREIGN_WEEKDAYS = (
    "montag lundi lunes понедельник pazartesi дүйсенбі",
    "dienstag mardi martes вторник salı сейсенбі",
    "mittwoch mercredi miércoles среда среду çarşamba сәрсенбі",
    "donnerstag jeudi jueves четверг perşembe бейсенбі",
    "freitag vendredi viernes пятница пятницу cuma жұма",
    "samstag sonnabend samedi sábado суббота субботу cumartesi сенбі",
    "sonntag dimanche domingo воскресенье pazar жексенбі",
)
WEEKDAY |= {name: number for number, names in enumerate(_FOREIGN_WEEKDAYS) for name in names.split()}
_DOUBTFUL_WEEKDAYS = frozenset(["sun", "sat", "mon", "wed", "fri", "mar", "среда", "pazar", "cuma"])

#: Value of a number word.
NUMBER = (
    {word: n for n, word in enumerate(SMALL)}
    | {word: 20 + 10 * n for n, word in enumerate(TENS)}
    | {"hundred": 100, "thousand": 1000, "dozen": 12}
)
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
#: Value of an ordinal word.
ORDINAL = {word: n + 1 for n, word in enumerate(_ORDINALS)} | {"thirtieth": 30}
#: Value of a day of the month that other languages write in full: "primero de mayo", "premier mai", "девятого мая".
_RUSSIAN_DAYS = (
    "первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого "
    "тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого девятнадцатого двадцатого"
)
FIRST_OF_MONTH = {"primero": 1, "uno": 1, "premier": 1, "ersten": 1} | {
    word: number + 1 for number, word in enumerate(_RUSSIAN_DAYS.split())
}
#: Code of a unit in a TIMEX3 duration.
UNIT = {
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "weekend": "WE",
    "night": "TNI",
    "fortnight": "F",
    "millennium": "ML",
    "second": "TS",
}
_PLURALS = {"centuries": "century", "millennia": "millennium"} | {
    unit + "s": unit for unit in UNIT if unit not in ("century", "millennium")
}
#: Code of a part of the day.
DAY_PART = {
    "morning": "MO",
    "mornings": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "evenings": "EV",
    "night": "NI",
    "nights": "NI",
    "overnight": "NI",
    "noon": "12:00",
    "midday": "MI",
    "midnight": "24:00",
    "lunchtime": "MI",
    "dawn": "MO",
    "dusk": "EV",
}
#: Code of a season.
SEASON = {"spring": "SP", "summer": "SU", "summers": "SU", "autumn": "FA", "fall": "FA", "winter": "WI", "winters": "WI"}
_DECADES = {
    "twenties": "2",
    "thirties": "3",
    "forties": "4",
    "fifties": "5",
    "sixties": "6",
    "seventies": "7",
    "eighties": "8",
    "nineties": "9",
}
DECADE = _DECADES
#: Holidays of a fixed rule: month and day, or the nth weekday of a month.
HOLIDAY = {"easter": "easter", "christmas": "12-25", "thanksgiving": "11-4-3", "halloween": "10-31"}
HOLIDAY |= dict.fromkeys(("ramadan", "ramazan", "рамадан", "рамазан"), "ramadan")
#: What French, Spanish, Portuguese and Italian say before a decade, with the words before those where its century is left out.
DECADE_OF = {"années": "les des aux ces", "años": "los esos", "anos": "os nos dos aos", "anni": "gli negli degli dagli"}
#: References without a number: "now".
REFERENCE = {
    "now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "recently": "PAST_REF",
    "soon": "FUTURE_REF",
    "lately": "PAST_REF",
    "formerly": "PAST_REF",
}
RELATION = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "latest": -1,
    "this": 0,
    "current": 0,
    "same": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
    "these": 0,
    "that": 0,
    "prior": -1,
}
EVERY = frozenset(["every", "each", "per"])
ADVERB = {"daily": "D", "weekly": "W", "monthly": "M", "yearly": "Y", "hourly": "TH", "nightly": "D"}

# One letter a class; every other word is "_".
_CLASSES: tuple[tuple[str, str], ...] = (
    ("D", "the"),
    ("h", "its their his her our"),
    ("a", "a an"),
    ("f", "of de del du den der dem des"),
    ("s", "so"),
    ("E", "every each per"),
    ("J", "early late mid beginning end middle start close turn"),
    ("K", "earlier later sometime"),
    ("B", "before after"),
    ("G", "ago"),
    ("g", "eve"),
    ("N", "once twice thrice times"),
    ("Q", "few several many some couple numerous"),
    (
        "A",
        "about around nearly almost approximately roughly least most more less than over under only just up to at some well as much",
    ),
    ("F", "future past present moment"),
    ("H", "half"),
    ("p", "am pm a.m p.m a.m. p.m."),
    ("z", "gmt est edt utc cet cest mez mesz eet eest pst pdt cdt mdt et ct mt pt bst msk мск"),
    ("L", "o'clock o’clock"),
    ("i", "on at by since until till during from through between and to or in for c within before after"),
    (
        "x",
        (
            "fiscal full calendar financial entire whole additional more consecutive straight comparable corresponding trading working "
            "business academic"
        ),
    ),
    ("O", "long"),
    ("q", "old"),
    ("r", "year-ago"),
    ("Y", "года год году г год-ы jahr año yıl жыл жылы жылғы жылдың ilin ildə il ilin yılında yılının"),
    ("j", "ayı ayın ayında ayından ayının айы айында айынан айының"),
    ("t", "then"),
    ("b", "bis zum und au à al y по до и ile ve"),
    ("5", "q h"),
    ("k", "period term time days"),
)
_CLASS: dict[str, str] = {}
for _letter, _words in _CLASSES:
    for _word in _words.split():
        _CLASS.setdefault(_word, _letter)
_CLASS |= dict.fromkeys(NUMBER, "c") | dict.fromkeys(ORDINAL, "o") | dict.fromkeys(UNIT, "U") | dict.fromkeys(_PLURALS, "u")
_CLASS |= (
    dict.fromkeys(DAY_PART, "P")
    | dict.fromkeys(SEASON, "S")
    | dict.fromkeys(DECADE, "9")
    | dict.fromkeys(REFERENCE, "V")
    | dict.fromkeys(ADVERB, "X")
)
_CLASS |= dict.fromkeys(RELATION, "R") | {
    "today": "T",
    "yesterday": "T",
    "tomorrow": "T",
    "tonight": "T",
    "half": "H",
    "second": "o",
    "seconds": "u",
    "current": "R",
    "past": "R",
}
_CLASS |= dict.fromkeys((*QUARTER, *HALF), "4")
for _word in (*ORDINALS_ABROAD, *FIRST_OF_MONTH):
    _CLASS.setdefault(_word, "1")
_CLASS |= dict.fromkeys(HOLIDAY, "l") | dict.fromkeys(DECADE_OF, "Z")
_CLASS |= {"current": "e", "recent": "e", "some": "Q", "more": "A"}

#: What was compiled where a C compiler was at hand (see setup.py); plain Python does its work without.
compiled_tokens = built(__package__, "compiled_tokens")

#: Words come first, as most tokens are words; no two kinds begin alike but for "a.m.", which is left to its own. A line that is short ends
#: where it ends; a longer one may be wrapped within an expression.
_TOKEN = re.compile(
    r"(?P<W>(?![ap](?:\.m\.|m\b))[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?(?:\.(?=[^\W\d_]\.))?)"
    r"|(?P<I>(?:19|20)\d\d-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d))"
    r"|(?P<C>\d{1,2}:\d\d(?::\d\d)?(?!\d))"
    r"|(?P<N>(?:19|20)?\d0(?:s|er|-(?:е|х|ые|ых|ым))\b|['’]\d0s\b|\d{1,3}(?:,\d\d\d)+|\d+(?:\.\d+)?(?:st|nd|rd|th|-го|er|\.?º)?(?![\d]))"
    r"|(?P<P>[ap]\.m\.|[ap]m\b)"
    r"|(?P<S>['’]s?(?![\w]))"
    r"|(?P<B>\n[ \t]*\n|(?<=[.!?:;”\"])\n|(?<![^\n]{50})\n(?=(?-i:[^\Wa-z_])))"
    r"|(?P<O>[^\s\w])",
    re.IGNORECASE,
)
_PUNCTUATION = {",": ",", ".": ".", "-": "-", "–": "-", "—": "_", "(": "(", ")": ")", "/": "/"}
#: Money and the like before a number: it is no time.
_NO_TIME_BEFORE = frozenset("$€£¥#@₺₼₸№")


_TELEPHONE = re.compile(r"(?<!\d\d)\d\d-$|[02-9]\d-$")


class Token:
    """A word, number or sign: where it stands, in lower case, and the letter of its class."""

    __slots__ = ("end", "letter", "start", "title", "word")

    def __init__(self, start: int, end: int, word: str, letter: str, title: bool) -> None:
        self.start, self.end, self.word, self.letter, self.title = start, end, word, letter, title


class Tokens:
    """The tokens of a text, in order. Their letters are there at once; a token is made when it is asked for, as few are."""

    __slots__ = ("_ends", "_starts", "_text", "letters")

    def __init__(self, text: str) -> None:
        if len(_SEEN) > _MOST_SEEN:
            _SEEN.clear()
        self._text = text
        if compiled_tokens is None:
            self._starts, self._ends, self.letters = read(text)
        else:
            self._starts, self._ends, self.letters = compiled_tokens.read(text, _SEEN, _TOKEN, _letter_of, _PUNCTUATION)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Token:
        start, end = self._starts[number], self._ends[number]
        words = self._text[start:end]
        return Token(start, end, words.lower(), self.letters[number], words[:1].isupper())

    def between(self, first: int, last: int) -> list[Token]:
        """The tokens from the first to the one before the last."""
        return [self[number] for number in range(first, last)]


#: The letters of words seen before. Numbers and apostrophes are not kept: what stands beside them counts too.
_SEEN: dict[str, str] = {}
_MOST_SEEN = 20_000


def read(text: str) -> tuple[list[int], list[int], str]:
    """Where the tokens of a text start and end, and their letters."""
    found = list(_TOKEN.finditer(text))
    letters = "".join([_SEEN.get(match[0]) or _letter_of(match) for match in found])
    return [match.start() for match in found], [match.end() for match in found], letters


def _letter_of(match: re.Match[str]) -> str:
    kind, words = match.lastgroup, match[0]
    if kind == "W":
        letter = _SEEN[words] = word_class(words, words.lower())
        return letter
    if kind == "N":
        return _number_class(words.lower(), match.string[max(0, match.start() - 3) : match.start()])
    if kind == "O":
        return _PUNCTUATION.get(words, "_")
    return {"I": "I", "C": "C", "P": "p", "S": "'", "B": "|"}[kind or "O"]


def word_class(words: str, lower: str) -> str:
    letter = _CLASS.get(lower)
    if letter is not None:
        return letter
    if "'" in lower or "’" in lower:
        lower = lower.replace("’", "'").partition("'")[0]
    if lower in MONTH:
        if words[0].isupper():
            return "m" if lower in _DOUBTFUL_MONTHS else "M"
        if lower in _ENGLISH_MONTHS:
            return "M" if lower not in _DOUBTFUL_MONTHS and len(lower) > 4 else "_"
        return "m" if lower in _DOUBTFUL_MONTHS else "M"
    if lower in WEEKDAY:
        if lower in _WEEKDAYS or (
            len(lower) > 4 and lower not in _DOUBTFUL_WEEKDAYS and (words[0].isupper() or not lower.isascii())
        ):
            return "W"
        return "w" if words[0].isupper() else "_"
    if lower.endswith("days") and lower[:-1] in _WEEKDAYS:
        return "v"
    return "_"


#: How a decade ends: English, German, Russian.
_DECADE_ENDS = ("0s", "0er", "0-е", "0-х", "0-ые", "0-ых", "0-ым")


def _number_class(lower: str, before: str) -> str:
    sign = before[-1:]
    if sign and sign in _NO_TIME_BEFORE:
        return "_"
    if lower.endswith(_DECADE_ENDS):
        return "9"
    if not lower[-1].isdigit():
        return "o" if lower.rstrip("stndrhgoe-го.º").isdigit() else "_"
    if not lower.isdigit():
        return "n"
    number = int(lower) if len(lower) < 5 else 9999
    if 1 <= number <= 31 and len(lower) <= 2:
        return "d"
    # "555-2019" is a telephone number, "mid-2019" and "2018-2019" are years.
    if len(lower) != 4 or not 1500 <= number <= 2099 or sign in (".", ",", "/"):
        return "n"
    return "y" if sign != "-" or (number >= 1900 and not _TELEPHONE.search(before)) else "n"


def unit(word: str) -> str:
    """The unit in the singular."""
    return _PLURALS.get(word, word)
