"""From the words of a time expression to its TIMEX3-like value, seen from the day of writing.

`read_parts` takes out what the words say; `value` combines it with the day of writing. Without that day a value keeps its open
places ("XXXX-12-15", "XXXX-WXX-7") or is empty where nothing is left to say ("last year").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ..types import Interval
from .calendar_days import make_day, month_days, nearest, on_weekday
from .holidays import holiday_value
from .quarters import quarter_parts
from .times_words import (
    DAY_PART,
    DECADE,
    FIRST_OF_MONTH,
    HOLIDAY,
    MONTH,
    NUMBER,
    ORDINAL,
    REFERENCE,
    RELATION,
    SEASON,
    UNIT,
    WEEKDAY,
    Token,
    unit,
)


def read_parts(kind: str, found: Sequence[Token], *, day_first: bool = False) -> dict[str, str]:
    """What the words say, by name: y, m, d, w (weekday, Monday 0), u (unit), n (count), rel (-1, 0, 1), o (ordinal), dp, s, mod ...
    `day_first`: "03/05/2024" is 3 May."""
    parts: dict[str, str] = {}
    if kind == "part-of-year":
        return quarter_parts(found)
    clock = _clock_end(found) if kind == "weekday-time" else 0
    for place, token in enumerate(found):
        if token.letter == "I":
            _numeric(token.word, parts, day_first)
        else:
            _read("date" if clock and place >= clock else kind, token, parts)
    if {"m", "d"} <= parts.keys() and clock < len(found) and kind == "weekday-time":
        parts |= _day_begins(found, clock)
    if "d2" in parts:
        parts.pop("w", None)  # the weekday of one end only
    if kind not in ("date", "iso", "weekday-time", "year", "month"):
        count = _count(found)
        if count is not None:
            parts["n"] = count
    if "c" not in parts and kind == "weekday-time":
        _hour(found[:clock], parts)
    if kind == "spoken-year":
        parts["y"] = _spoken([token.word for token in found if token.letter == "c"])
    return parts


def _clock_end(found: Sequence[Token]) -> int:
    """Behind how many tokens a clock ends and its day may begin: "10:30 a.m. | on Friday, 3 May"."""
    end = next((place + 1 for place, token in enumerate(found) if token.letter in "CpP"), 0)
    while end < len(found) and found[end].letter in "pz":
        end += 1
    return end


def _day_begins(found: Sequence[Token], clock: int) -> dict[str, str]:
    """Where the day behind a clock begins, from the start of the words, if a weekday or its number opens it."""
    day = next(token for token in found[clock:] if token.letter in "WwMmdo")
    return {} if day.letter in "Mm" else {"day_at": str(day.start - found[0].start)}


def _stem(word: str) -> str:
    """A name before its ending: "ocak'ta", "Sunday'den"."""
    return word.replace("’", "'").partition("'")[0]


def _read(kind: str, token: Token, parts: dict[str, str]) -> None:
    word, letter = token.word, token.letter
    if letter in "Mm":
        word = _stem(word)
        parts["m"] = str(MONTH[word])
        parts.setdefault("mn", word)
    elif letter == "y":
        parts["dec" if kind == "decade" else "y"] = word
    elif letter in "WwV" and _stem(word) in WEEKDAY:
        parts["w"] = str(WEEKDAY[_stem(word)])
    elif letter == "v":
        parts["w"] = str(WEEKDAY[_stem(word)[:-1]])
    elif letter in "dn" and kind in ("decade", "years"):
        parts["dec" if kind == "decade" else "last"] = word
    elif letter == "1" and kind == "date":
        parts["d"] = str(FIRST_OF_MONTH[word])
    elif letter == "d" and kind == "nine-eleven":
        parts |= {"y": "2001", "m": "9", "d": "11"}
    elif letter in "do" and kind in ("date", "weekday-time"):
        digits = "".join(char for char in word if char.isdigit())
        if kind == "date" and "d" in parts and digits:
            parts["d2"] = digits
        elif "m" in parts or kind == "date" or letter == "o":
            parts.setdefault("d", digits or str(ORDINAL.get(word, 0)))
    elif letter == "o":
        digits = "".join(char for char in word if char.isdigit())
        parts["o"] = digits or str(ORDINAL.get(word, 0) or (2 if word == "second" else 0))
    elif letter in "uU":
        if "u" in parts:
            parts["u2"] = unit(word)
        else:
            parts["u"] = unit(word)
            parts["plural"] = "1" if letter == "u" else ""
    elif letter == "H":
        parts["u2" if "u" in parts else "u"] = "half"
    elif letter == "R":
        parts["rel" if "rel" not in parts or parts["rel"] == "0" else "rel2"] = str(RELATION[word])
        parts["relword"] = word
    elif letter in "JKGB":
        parts.setdefault("mod", word) if letter != "G" else parts.update(dir="ago")
        if letter == "K":
            parts["dir"] = word
    elif letter == "P":
        parts["dp"] = DAY_PART[word]
        if word in ("nights", "mornings", "evenings"):
            parts["set"] = "1"
    elif letter == "S":
        parts["s"] = SEASON[word]
    elif letter == "9":
        parts["dec"] = word
    elif letter == "C":
        parts["c"] = word
    elif letter == "p":
        parts["ap"] = word.replace(".", "")
    elif letter == "T":
        parts["day"] = word
    elif letter in "VeXFk":
        parts.setdefault("word", word)
    elif letter == "x":
        parts["x"] = word
    elif letter == "N":
        parts["often"] = word
    elif letter == "g":
        parts["eve"] = word
    elif letter == "l":
        parts["holiday"] = HOLIDAY[word]
    if letter == "e":
        parts["rel"], parts["relword"] = ("0", word) if word == "current" else ("-1", word)


def _numeric(word: str, parts: dict[str, str], day_first: bool) -> None:
    if word[4:5] == "-":
        parts |= {"y": word[:4], "m": str(int(word[5:7])), "d": str(int(word[8:10]))}
        return
    first, second, year = (int(part) for part in re.split(r"[./]", word))
    day, month = (first, second) if "." in word or first > 12 or (day_first and second < 13) else (second, first)
    parts |= {
        "y": str(year),
        "m": str(month),
        "d": str(day),
        "numeric": "/" if "/" in word and first <= 12 and second <= 12 and first != second else ".",
    }


def _count(found: Sequence[Token]) -> str | None:
    """The number before the unit: "3", "24", "2.5", "X" where it is vague."""
    total, current, seen, halves = 0.0, 0.0, False, False
    for token in found:
        if token.letter in "dn" and "," not in token.word:
            current, seen = current + float(re.sub(r"[^\d.]", "", token.word) or 0), True
        elif token.letter == "n":
            current, seen = float(token.word.replace(",", "")), True
        elif token.letter == "c":
            number = NUMBER[token.word]
            current = (current or 1) * number if number >= 100 or token.word == "dozen" else current + number
            seen = True
        elif token.letter == "Q":
            if token.word == "couple":
                return "2"
            return "X"
        elif token.letter == "a" and not seen:
            current, seen = 1.0, True
        elif token.letter == "H":
            halves = True
    if not seen:
        return None
    total = current + (0.5 if halves and current != 1 else 0)
    if halves and current == 1:
        total = 1.5 if found[-1].letter == "H" or any(t.letter == "i" for t in found) else 0.5
    return str(int(total)) if total == int(total) else str(total)


def _hour(found: Sequence[Token], parts: dict[str, str]) -> None:
    for token in found:
        if token.letter == "d" and not parts.get("c"):
            parts["c"] = f"{token.word}"
        elif token.letter == "c":
            parts["c"] = str(NUMBER[token.word])


def _spoken(words: Sequence[str]) -> str:
    if words[:2] == ["two", "thousand"]:
        return str(2000 + sum(NUMBER[word] for word in words[2:]))
    return str(NUMBER[words[0]] * 100 + sum(NUMBER[word] for word in words[1:]))


def value(kind: str, parts: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str]:
    """Type and value. `ahead`: the sentence speaks of what is to come."""
    try:
        made = _VALUES[kind](parts, anchor, ahead)
    except (OverflowError, ValueError):  # before year 1 or after year 9999
        made = ""
    if isinstance(made, tuple):
        return made
    return ("TIME" if "T" in made and not made.startswith(("PT", "PAST", "FUT", "PRES")) else "DATE"), made


def _date(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    month, number, last = int(p["m"]), int(p["d"]), int(p.get("d2", "0"))
    day = nearest(anchor, month, number, ahead) if anchor is not None and "y" not in p else None
    if day is not None and "w" in p:
        day = on_weekday(day, int(p["w"]), anchor)
    year = p.get("y") or (f"{day.year:04}" if day else "XXXX")
    first = f"{year}-{month:02}-{number:02}"
    known = make_day(2024 if year == "XXXX" else int(year), month, last)
    return f"{first}/{year}-{month:02}-{last:02}" if known and last > number else first


def _month(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    month = int(p["m"])
    if "y" in p:
        return f"{p['y']}-{month:02}"
    if anchor is None:
        return f"XXXX-{month:02}"
    year = anchor.year
    if p.get("u") == "year":
        year += int(p["rel"])
    elif p.get("rel") == "-1":
        year -= month >= anchor.month
    elif p.get("rel") == "1" and p.get("relword") != "coming":
        year += month <= anchor.month
    elif p.get("rel") == "0":
        year = anchor.year
    elif ahead:
        year += month < anchor.month - 1
    elif month > anchor.month + 1 or month == anchor.month + 1:
        year -= 1
    return f"{year}-{month:02}"


def _weekday(p: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str] | str:
    wanted = int(p["w"])
    if p.get("set"):
        return "SET", f"XXXX-WXX-{wanted + 1}" + (f"T{p['dp']}" if "dp" in p else "")
    part = f"T{p['dp']}" if "dp" in p else ""
    if anchor is None:
        return f"XXXX-WXX-{wanted + 1}{part}"
    relation = p.get("rel")
    back = (anchor.weekday() - wanted) % 7
    if relation == "1" or (ahead and relation != "-1"):
        day = anchor + timedelta((-back) % 7 or (7 if relation == "1" else 0))
    else:
        day = anchor - timedelta(back or (7 if relation == "-1" else 0))
    return day.isoformat() + part


def _weekday_set(p: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str]:
    return "SET", f"XXXX-WXX-{int(p['w']) + 1}" + (f"T{p['dp']}" if "dp" in p else "")


def _time(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    if "m" in p:
        day = (
            _date({key: part for key, part in p.items() if key in "ymdw"}, anchor, ahead)
            if "d" in p
            else _month({"m": p["m"]}, anchor, ahead)
        )
    elif "w" in p:
        day = str(_weekday({"w": p["w"]}, anchor, ahead))
    else:
        day = _day({"day": p.get("day", "today")}, anchor, ahead) if anchor else "XXXX-XX-XX"
    if "c" not in p:
        return f"{day}T{p.get('dp', '')}"
    hour, _, minute = p["c"].partition(":")
    number = int(hour) % 24
    if p.get("ap", "").startswith("p") and number < 12:
        number += 12
    elif p.get("ap", "").startswith("a") and number == 12:
        number = 0
    return f"{day}T{number:02}:{minute or '00'}"


def _day(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    word = p.get("day", "today")
    if anchor is None:
        return ""
    step = {"yesterday": -1, "tomorrow": 1}.get(word, 0) + (
        {"before": -1, "after": 1}.get(p.get("mod", ""), 0) if "u" in p else 0
    )
    part = "TNI" if word == "tonight" else f"T{p['dp']}" if "dp" in p else ""
    return (anchor + timedelta(step)).isoformat() + part


def _day_part(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    if anchor is None:
        return f"XXXX-XX-XXT{p['dp']}"
    return (anchor - timedelta(p.get("rel") == "-1")).isoformat() + f"T{p['dp']}"


def _relative(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    if "from" in p:  # "the next day" after a date
        anchor = date.fromisoformat(p["from"])
    if anchor is None:
        return ""
    step = int(p.get("rel", "0"))
    if "s" in p:
        return _season(p, anchor, ahead)
    name = p["u"]
    if p.get("relword") == "latest" and name == "quarter":
        return last_quarter(anchor)
    if name == "year" and p.get("u2") in ("quarter", "half"):
        return _quarter_of(anchor.year + step, p, anchor)
    return shifted(anchor, name, step)


def _quarter_of(year: int, p: dict[str, str], anchor: date) -> str:
    letter = "H" if p.get("u2", p.get("u")) == "half" else "Q"
    return f"{year}-{letter}{p['o']}" if "o" in p else f"{year}-{last_quarter(anchor)[5:]}"


def last_quarter(anchor: date) -> str:
    """The quarter that a report on "the quarter" means: the last one that is over."""
    count = anchor.year * 4 + (anchor.month - 1) // 3 - 1
    return f"{count // 4}-Q{count % 4 + 1}"


def _stretch(p: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str]:
    return "DURATION", duration(p.get("n"), p["u"])


def _recent(p: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str]:
    if p.get("relword") == "these" or p.get("word") == "these":
        return "DATE", "PRESENT_REF"
    return "DATE", "FUTURE_REF" if p.get("rel") == "1" else "PAST_REF"


def _ago(p: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str] | str:
    count, name = p.get("n"), p.get("u", "day")
    if count == "1" and name == "year" and "quarter" in p:
        return f"{int(p['quarter'][:4]) - 1}{p['quarter'][4:]}"
    if p.get("dir") == "later" or count in (None, "X") or anchor is None:
        if p.get("dir") == "later":
            return "DURATION", duration(count, name)
        return "PAST_REF" if anchor is not None or count in (None, "X") else ""
    number = float(count)
    if name in ("minute", "hour"):
        return anchor.isoformat()
    if name in ("decade", "century"):
        return str(anchor.year - int(number * (10 if name == "decade" else 100)))
    if number != int(number):
        return shifted(anchor, "month", -int(number * 12)) if name == "year" else shifted(anchor, name, -int(number))
    return shifted(anchor, name, -int(number))


def _ago_unit(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    if anchor is None:
        return ""
    quarter = p.get("u2") == "quarter" or p.get("word") == "period"
    if p["u"] == "year" and "quarter" in p and "o" not in p:
        return f"{int(p['quarter'][:4]) - 1}{p['quarter'][4:]}"
    if quarter and "o" in p:
        return f"{anchor.year - 1}-Q{p['o']}"
    if quarter:
        last = last_quarter(anchor)
        return f"{int(last[:4]) - 1}{last[4:]}"
    return shifted(anchor, p["u"], -1)


def _quarter(p: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str] | str:
    name = p.get("u")
    if name == "century":
        return f"{int(p['o']) - 1:02}"
    if name == "year" and p.get("u2"):
        name = p["u2"]
    letter = "H" if name == "half" else "Q"
    if "o" not in p:
        return f"{p['y']}-{last_quarter(anchor)[5:]}" if anchor and "y" in p else p.get("y", "")
    if "y" in p:
        return f"{p['y']}-{letter}{p['o']}"
    if anchor is None:
        return f"XXXX-{letter}{p['o']}"
    year = anchor.year + int(p.get("rel", "0"))
    start = (int(p["o"]) - 1) * (6 if letter == "H" else 3) + 1
    if "rel" not in p and not ahead and start > anchor.month:
        year -= start > anchor.month + 3
    return f"{year}-{letter}{p['o']}"


def _the_unit(p: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str] | str:
    name = p["u"]
    if p.get("after") in ("ended", "ending") and name != "quarter":
        return "DURATION", duration("1", name)
    if anchor is None:
        return ""
    return (
        last_quarter(anchor)
        if name == "quarter"
        else shifted(anchor, name, 0 if name != "weekend" or anchor.weekday() > 4 else (-1 if not ahead else 0))
    )


def _plural(p: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str]:
    return "DURATION", duration("X", p["u"])


def _set(p: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str]:
    if "often" in p:
        return "SET", duration("1", p["u"])
    if "m" in p:
        return "SET", f"XXXX-{int(p['m']):02}"
    if "s" in p:
        return "SET", f"XXXX-{p['s']}"
    if "dp" in p:
        return "SET", f"XXXX-XX-XXT{p['dp']}"
    return "SET", duration(p.get("n", "1"), p.get("u", "day"))


def _adverb(p: dict[str, str], anchor: date | None, ahead: bool) -> tuple[str, str]:
    return "SET", {"weekly": "P1W", "monthly": "P1M", "quarterly": "P3M", "hourly": "PT1H"}.get(
        p["word"], "P1D" if p["word"] in ("daily", "nightly") else "P1Y"
    )


def _decade(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    word = p["dec"].lstrip("'’")
    return f"19{DECADE[word]}" if word in DECADE else word[:3] if len(word) > 3 and word[:4].isdigit() else f"19{word[0]}"


def _years(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    return f"{p['y']}/{int(p['y']) + 1}"


def _year(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    if "s" in p:
        return f"{p['y']}-{p['s']}"
    return f"{p['y']}-{int(p['m']):02}" if "m" in p else p["y"]


def _season(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    if "y" in p:
        return f"{p['y']}-{p['s']}"
    if anchor is None:
        return f"XXXX-{p['s']}"
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[p["s"]]
    year = anchor.year
    if p["s"] == "WI" and anchor.month < 3 and p.get("rel", "0") == "0" and "u" not in p:
        year -= 1  # the winter that is on began the year before
    elif p.get("u") == "year":
        year += int(p["rel"])
    elif p.get("rel") == "-1":
        year -= start + 2 >= anchor.month
    elif p.get("rel") == "1" and p.get("relword") == "next":
        year += start <= anchor.month
    elif "rel" not in p:
        year += start + 2 < anchor.month if ahead else -(start > anchor.month)
    return f"{year}-{p['s']}"


def _year_end(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    return str(anchor.year) if anchor else ""


def _now(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    return REFERENCE.get(p.get("word", ""), "PRESENT_REF")


def _reference(p: dict[str, str], anchor: date | None, ahead: bool) -> str:
    return {"future": "FUTURE_REF", "past": "PAST_REF"}.get(p.get("word") or p.get("relword", ""), "PRESENT_REF")


_VALUES = {
    "iso": _date,
    "date": _date,
    "nine-eleven": _date,
    "years": _years,
    "month": _month,
    "weekday": _weekday,
    "weekday-time": _time,
    "weekday-set": _weekday_set,
    "day": _day,
    "day-part": _day_part,
    "relative": _relative,
    "stretch": _stretch,
    "recent": _recent,
    "ago": _ago,
    "ago-unit": _ago_unit,
    "quarter": _quarter,
    "part-of-year": _quarter,
    "first": _stretch,
    "the-unit": _the_unit,
    "duration": _stretch,
    "plural": _plural,
    "set": _set,
    "adverb": _adverb,
    "decade": _decade,
    "year": _year,
    "spoken-year": _year,
    "season": _season,
    "year-end": _year_end,
    "now": _now,
    "holiday": holiday_value,
    "reference": _reference,
}


def duration(count: str | None, name: str) -> str:
    """A TIMEX3 duration: "P3D", "PT2H", "PXY" where the number is not said."""
    code = UNIT.get(name, "D")
    number = count or "X"
    if code in ("TM", "TH", "TS"):
        return f"PT{number}{code[1]}"
    if number != "X" and name in ("decade", "century", "millennium"):
        return f"P{int(float(number) * {'decade': 10, 'century': 100, 'millennium': 1000}[name])}Y"
    if number != "X" and "." in number and name == "year":
        return f"P{int(float(number))}Y{int(float(number) % 1 * 12)}M".replace("P0Y", "P")
    if number != "X" and name == "fortnight":
        return f"P{int(float(number) * 2)}W"
    return f"P{number}{ {'TNI': 'D', 'F': 'W', 'ML': 'Y'}.get(code, code) }"


def shifted(anchor: date, name: str, step: int) -> str:
    """The unit of time that holds the day, so many units on: "2024", "2025-12", "2025-W50"."""
    try:
        if name in ("day", "night"):
            return (anchor + timedelta(step)).isoformat()
        if name in ("week", "weekend", "fortnight"):
            year, week, _ = (anchor + timedelta(7 * step * (2 if name == "fortnight" else 1))).isocalendar()
            return f"{year}-W{week:02}" + ("-WE" if name == "weekend" else "")
    except OverflowError:
        return ""
    if name == "month":
        month = anchor.year * 12 + anchor.month - 1 + step
        return f"{month // 12}-{month % 12 + 1:02}"
    if name == "quarter":
        quarter = anchor.year * 4 + (anchor.month - 1) // 3 + step
        return f"{quarter // 4}-Q{quarter % 4 + 1}"
    if name == "decade":
        return str(anchor.year // 10 + step)
    if name == "century":
        return str(anchor.year // 100 + step)
    return str(anchor.year + step)


def days_of(timex: str) -> Interval | None:
    """The days of a complete value: a day, month, quarter, half, season, year, decade or ISO week, or from one to another
    ("2024-05-03/2024-05-05"); None of any other, and of a day or month that the calendar has not."""
    try:
        return _days_of(timex)
    except ValueError:
        return None


def _days_of(timex: str) -> Interval | None:
    if not timex[:3].isdigit():
        return None
    if "/" in timex:
        first, last = (_days_of(part) for part in timex.split("/", 1))
        return Interval(first.earliest, last.latest) if first and last else None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:T.*)?", timex):
        day = date.fromisoformat(timex[:10])
        return Interval(day, day)
    if re.fullmatch(r"\d{4}-\d{2}", timex):
        return month_days(int(timex[:4]), int(timex[5:7]))
    if re.fullmatch(r"\d{4}", timex):
        return Interval(date(int(timex), 1, 1), date(int(timex), 12, 31))
    if re.fullmatch(r"\d{3}", timex):
        return Interval(date(int(timex) * 10, 1, 1), date(int(timex) * 10 + 9, 12, 31))
    if match := re.fullmatch(r"(\d{4})-([QH])([1-4])", timex):
        size, number = (3 if match[2] == "Q" else 6), int(match[3])
        return Interval(
            month_days(int(match[1]), size * (number - 1) + 1).earliest, month_days(int(match[1]), size * number).latest
        )
    if match := re.fullmatch(r"(\d{4})-W(\d{1,2})(-WE)?", timex):
        start = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return Interval(start, start + timedelta(1 if match[3] else 6))
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", timex):
        month, year = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[match[2]], int(match[1])
        return Interval(date(year, month, 1), month_days(year + (month == 12), 2 if month == 12 else month + 2).latest)
    return None
