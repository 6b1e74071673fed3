"""Spans of days, parts of the year in other languages, clocks with their zone, weekdays that choose the year."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.dates.stamps import shown_days
from dateline.dates.words import dated, word_evidence
from dateline.expressions.times import find
from dateline.expressions.zones import with_zone, zone_behind
from dateline.types import Item

FRIDAY = date(2025, 3, 14)


def values(text: str, anchor: date | None = FRIDAY) -> list[tuple[str, str]]:
    return [(e.text, e.value) for e in find(text, anchor=anchor)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The fair ran from 3 to 5 May 2024.", "3 to 5 May 2024", "2024-05-03/2024-05-05"),
        ("The fair will run from 3 to 5 May.", "3 to 5 May", "2025-05-03/2025-05-05"),
        ("The fair ran from May 3 to 5, 2024.", "May 3 to 5, 2024", "2024-05-03/2024-05-05"),
        ("The fair ran between 3 and 5 May 2024.", "3 and 5 May 2024", "2024-05-03/2024-05-05"),
        ("The fair ran on 4 and 5 May 2024.", "4 and 5 May 2024", "2024-05-04/2024-05-05"),
        ("It is shown May 3-5 only.", "May 3-5", "2025-05-03/2025-05-05"),
        ("Monday 3 to Friday 7 May 2021.", "Monday 3 to Friday 7 May 2021", "2021-05-03/2021-05-07"),
        ("Die Messe lief vom 3. bis zum 5. Mai 2024.", "3. bis zum 5. Mai 2024", "2024-05-03/2024-05-05"),
        ("La foire a duré du 3 au 5 mai 2024.", "3 au 5 mai 2024", "2024-05-03/2024-05-05"),
        ("La feria duró del 3 al 5 de mayo de 2024.", "3 al 5 de mayo de 2024", "2024-05-03/2024-05-05"),
        ("Ярмарка шла с 3 по 5 мая 2024 года.", "3 по 5 мая 2024 года", "2024-05-03/2024-05-05"),
        ("Fuar 3 ile 5 Mayıs 2024 arasında sürdü.", "3 ile 5 Mayıs 2024", "2024-05-03/2024-05-05"),
    ],
)
def test_a_span_of_days_is_one_time(text: str, words: str, value: str) -> None:
    assert values(text) == [(words, value)]


def test_two_days_are_no_span_and_what_is_counted_is_none() -> None:
    assert values("It met on 3 and 15 May 2024.") == [("15 May 2024", "2024-05-15")]
    assert values("The rate rose from May 3 to 10 percent.") == [("May 3", "2025-05-03")]
    assert values("It fell from 5 to 3 May 2024.") == [("3 May 2024", "2024-05-03")]


def test_a_span_without_a_day_of_writing_keeps_its_end() -> None:
    assert values("It runs from 3 to 5 May.", None) == [("3 to 5 May", "XXXX-05-03/XXXX-05-05")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It ran from 30 April to 5 May 2021.", ["2021-04-30", "2021-05-05"]),
        ("It ran from Dec. 28 to Jan. 3, 2021.", ["2020-12-28", "2021-01-03"]),
        ("It fell between January and March 2021.", ["2021-01", "2021-03"]),
        ("Суд заседал 3 мая и 5 июня 2021 года.", ["2021-05-03", "2021-06-05"]),
        ("He came on 3 May. On 5 June 2021 he had left.", ["2025-05-03", "2021-06-05"]),
    ],
)
def test_the_year_behind_a_span_is_that_of_its_start(text: str, found: list[str]) -> None:
    assert [value for _, value in values(text)] == found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Der Umsatz fiel im dritten Quartal 2023.", "dritten Quartal 2023", "2023-Q3"),
        ("Der Umsatz fiel im 3. Quartal des Vorjahres.", "3. Quartal des Vorjahres", "2024-Q3"),
        ("Der Umsatz fiel im ersten Halbjahr 2024.", "ersten Halbjahr 2024", "2024-H1"),
        ("Les ventes ont baissé au premier trimestre 2022.", "premier trimestre 2022", "2022-Q1"),
        ("Las ventas cayeron en el tercer trimestre de 2021.", "tercer trimestre de 2021", "2021-Q3"),
        ("Продажи упали во втором квартале 2021 года.", "втором квартале 2021 года", "2021-Q2"),
        ("Продажи упали в III квартале прошлого года.", "III квартале прошлого года", "2024-Q3"),
        ("Satışlar 2024 yılının ikinci çeyreğinde düştü.", "2024 yılının ikinci çeyreğinde", "2024-Q2"),
        ("Satışlar geçen yılın ikinci çeyreğinde düştü.", "geçen yılın ikinci çeyreğinde", "2024-Q2"),
        ("Satış 2024-cü ilin üçüncü rübündə azaldı.", "2024-cü ilin üçüncü rübündə", "2024-Q3"),
        ("Сауда 2024 жылдың үшінші тоқсанында азайды.", "2024 жылдың үшінші тоқсанында", "2024-Q3"),
        ("Sales fell in Q4, the firm said.", "Q4", "2024-Q4"),
        ("H1 2024 was weak.", "H1 2024", "2024-H1"),
        # Spelled days.
        ("La ley rige desde el primero de mayo de 2023.", "primero de mayo de 2023", "2023-05-01"),
        ("La ley rige desde el 1.º de mayo de 2023.", "1.º de mayo de 2023", "2023-05-01"),
        ("Парад прошёл девятого мая 2024 года.", "девятого мая 2024 года", "2024-05-09"),
        ("Das Gesetz gilt seit dem ersten Juli 2024.", "ersten Juli 2024", "2024-07-01"),
        # What only looks like these.
        ("Première au deuxième trimestre de grossesse.", "deuxième trimestre", None),
        ("Второй квартал города снесут.", "Второй квартал", None),
        ("Voters of 2020 H1B visas came.", "2020 H1", None),
        ("She drove an Audi Q3.", "Q3", None),
        ("Парад прошёл двадцать первого мая.", "первого мая", None),
    ],
)
def test_parts_of_the_year_and_spelled_days_of_other_languages(text: str, words: str, value: str | None) -> None:
    assert dict(values(text)).get(words) == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It opens at 10:30 a.m. on Friday, 3 May 2024.", "10:30 a.m. on Friday, 3 May 2024", "2024-05-03T10:30"),
        ("It opens at 10 a.m. Friday, May 2.", "10 a.m. Friday, May 2", "2025-05-02T10:00"),
        ("It opened at noon on May 3, 2024.", "noon on May 3, 2024", "2024-05-03T12:00"),
    ],
)
def test_a_clock_before_a_weekday_and_a_date_is_one_time(text: str, words: str, value: str) -> None:
    assert values(text) == [(words, value)]


def test_a_printed_day_behind_a_clock_starts_at_its_weekday() -> None:
    text = "It began about 9:57 p.m. on Tuesday, March 27, 2018 in the port."
    ((day, start, end),) = shown_days(text)
    assert (day, text[start:end]) == (date(2018, 3, 27), "Tuesday, March 27, 2018")


def test_a_span_that_lasts_until_a_day_is_not_told_as_past() -> None:
    for told, kinds in (("vom 14. bis 30. Juli 2023", set()), ("am 29. und 30. Juli 2023", {"latest-past", "latest-past-reach"})):
        text = f"Die Spiele {told} wurden verlegt."
        item = Item("x", "article", text, (text,), language="de")
        assert {piece.kind for piece in word_evidence(item, dated(text, "de"))} == kinds


def test_a_weekday_chooses_the_year_but_not_against_a_slip() -> None:
    assert values("The vote is on Monday (15 December).") == [("Monday (15 December)", "2025-12-15")]
    assert values("The vote is on Thursday, 13 March.", date(2026, 3, 15)) == [("Thursday, 13 March", "2026-03-13")]


@pytest.mark.parametrize(
    ("text", "words", "zone"),
    [
        ("10:30 GMT on Monday", "10:30 GMT", "Z"),
        ("14:00 (CET)", "14:00 (CET)", "+01:00"),
        ("9 p.m. ET Tuesday", "9 p.m. ET", "-04:00"),
        ("14:00 по московскому времени", "14:00 по московскому времени", "+03:00"),
        ("14:00 Uhr MEZ", "14:00 Uhr MEZ", "+01:00"),
        ("10:30 UTC+3", "10:30 UTC+3", "+03:00"),
        ("10:30 UTC+05:30", "10:30 UTC+05:30", "+05:30"),
    ],
)
def test_the_zone_of_a_clock(text: str, words: str, zone: str) -> None:
    said = zone_behind(text, 0)
    assert said is not None and text[: said[1]] == words
    assert with_zone("2025-07-01T10:30", said[0]) == "2025-07-01T10:30" + zone


def test_what_is_no_zone() -> None:
    assert zone_behind("10:30 est un bon moment", 0) is None
    assert zone_behind("10:30 CST", 0) is None  # of China or of Chicago
    assert zone_behind("10:30 (GMT", 0) is None
    assert with_zone("XXXX-XX-XXT21:00", "et") == "XXXX-XX-XXT21:00"
    assert with_zone("2012-07-01T10:30", "msk") == "2012-07-01T10:30"
    assert with_zone("2025-01-01T10:30", "et") == "2025-01-01T10:30-05:00"


def test_a_mention_keeps_the_zone_of_its_clock() -> None:
    page = dateline.read("OSLO, 3 May 2024 - The ferry left at 10:30 GMT on Friday. It was late, the port said.")
    times = [mention.value for item in page.items for mention in item.mentions if mention.type == "time"]
    assert "2024-05-03T10:30Z" in times


def test_a_full_stop_behind_a_month_ends_the_sentence() -> None:
    assert values("It ended on 5 May. Then rain fell.") == [("5 May", "2025-05-05")]
    assert values("It ended on 5 Dec. last year.")[0][0] == "5 Dec."
