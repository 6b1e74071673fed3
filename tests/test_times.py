"""Time expressions: what is one, what is not, and what it means."""

from __future__ import annotations

import random
from datetime import date

import pytest

from dateline.expressions import times_words
from dateline.expressions.holidays import ramadans
from dateline.expressions.plain_days import is_month, plain_day
from dateline.expressions.resolving import named_days, resolve
from dateline.expressions.times import days_of, find
from dateline.expressions.times_rules import RULES
from dateline.types import Interval
from tests.growing import grows_with_its_length

FRIDAY = date(2025, 3, 14)


def values(text: str, anchor: date | None = FRIDAY) -> list[tuple[str, str]]:
    return [(e.text, e.value) for e in find(text, anchor=anchor)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The vote was on 2 March 2024.", "2 March 2024", "2024-03-02"),
        ("The vote was on March 2, 2024.", "March 2, 2024", "2024-03-02"),
        ("He spoke on Monday (10 March).", "Monday (10 March)", "2025-03-10"),
        ("He spoke on Monday.", "Monday", "2025-03-10"),
        ("The port will reopen on Monday.", "Monday", "2025-03-17"),
        ("Prices rose last year.", "last year", "2024"),
        ("Prices rose in November 2024.", "November 2024", "2024-11"),
        ("Talks were held in December.", "December", "2024-12"),
        ("The bridge fell two years ago.", "two years ago", "2023"),
        ("The strike lasted three weeks.", "three weeks", "P3W"),
        ("Over the past three months it rained.", "the past three months", "P3M"),
        ("Buses run every day.", "every day", "P1D"),
        ("A second plant is possible in the near future.", "the near future", "FUTURE_REF"),
        ("Profit fell in the third quarter of 2023.", "the third quarter of 2023", "2023-Q3"),
        ("The rule dates from the 1990s.", "the 1990s", "199"),
        ("He arrived at 7:15 p.m. on Thursday.", "7:15 p.m. on Thursday", "2025-03-13T19:15"),
        ("They met yesterday evening.", "yesterday evening", "2025-03-13TEV"),
        ("The school opened in 1987.", "1987", "1987"),
        ("It was sold last week.", "last week", "2025-W10"),
        ("Shops shut at Christmas 2023.", "Christmas 2023", "2023-12-25"),
    ],
)
def test_english(text: str, words: str, value: str) -> None:
    assert values(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Выборы прошли 15 декабря 2025 года.", "2025-12-15"),
        ("Toplantı 12 Mart 2024 tarihinde yapıldı.", "2024-03-12"),
        ("Toplantı 15 Aralık'ta yapıldı.", "2024-12-15"),
        ("Görüş 2024-cü il noyabrın 5-də keçirilib.", "2024-11-05"),
        ("Жиын 2025 жылғы 15 желтоқсанда өтті.", "2025-12-15"),
        ("Le sommet a eu lieu le 3 janvier 2024.", "2024-01-03"),
        ("Das Treffen fand am 3. Januar 2024 statt.", "2024-01-03"),
        ("La cumbre fue el 5 de mayo de 2023.", "2023-05-05"),
    ],
)
def test_explicit_dates_of_other_languages(text: str, value: str) -> None:
    assert [v for _, v in values(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May said no.",
        "The Sunday Times said so.",
        "You may march with them.",
        "The march began.",
        "About 2000 people came.",
        "The bill was $2024.",
        "Mr. April spoke.",
        "He is a six-year-old boy.",
        "They sat in the sun.",
        "Flight 1989 landed.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert values(text) == []


def test_may_is_a_month_where_a_time_is_asked_for() -> None:
    assert values("Sales rose in May.", date(2025, 6, 1)) == [("May", "2025-05")]
    assert values("On 3 May the court sat.", date(2025, 6, 1)) == [("3 May", "2025-05-03")]


def test_without_a_day_of_writing_places_stay_open() -> None:
    found = find("On Sunday, 15 December, as last year, they met.")
    assert [e.value for e in found] == ["XXXX-12-15", ""]
    assert all(e.days is None for e in found)


def test_a_clock_time_before_a_full_date_is_one_time_of_that_day() -> None:
    assert values("The shop opens at 10 a.m. on March 15, 2018.") == [("10 a.m. on March 15, 2018", "2018-03-15T10:00")]
    assert values("It opened at 10 a.m. on March 15, 2018-19 being its first season.")[0][1] != "2018-03-15T10:00"
    assert values("It opens at 10 a.m. on February 30, 2018.") == []


def test_that_year_is_the_year_named_before() -> None:
    assert ("that year", "1996") in values("The mine closed in 1996. In all, 300 left that year.")


def test_spans_are_the_words() -> None:
    text = "Two days after 3 June 2021, on a Friday, they met again in the third quarter."
    for expression in find(text, anchor=FRIDAY):
        assert expression.span.of(text) == expression.text


def test_resolve_follows_the_anchor() -> None:
    (sunday,) = find("It happened on Sunday.")
    assert resolve(sunday, date(2025, 12, 15)).value == "2025-12-14"
    assert resolve(sunday, date(2025, 12, 14)).value == "2025-12-14"
    assert resolve(sunday, date(2025, 12, 15), ahead=True).value == "2025-12-21"


def test_days_of_values() -> None:
    assert days_of("2025-02") == Interval(date(2025, 2, 1), date(2025, 2, 28))
    assert days_of("2025-W50") == Interval(date(2025, 12, 8), date(2025, 12, 14))
    assert days_of("2025-W50-WE") == Interval(date(2025, 12, 13), date(2025, 12, 14))
    assert days_of("2025-02-30") is None
    assert days_of("P3D") is None and days_of("0000") is None and days_of("0000-01") is None


def test_a_weekday_with_a_date_leaves_few_years() -> None:
    years = [i.earliest.year for i in named_days(0, 12, 15, 2000, 2030) if i.earliest]
    assert years == [2003, 2008, 2014, 2025]


@pytest.mark.parametrize(
    "piece", ["1", "a ", "May ", "the past three ", "2024-", "\n", "twenty ", "1,", "1:", "the end of ", "next ", "1.Monday, "]
)
def test_long_runs_take_linear_time(piece: str) -> None:
    assert grows_with_its_length(lambda text: find(text, anchor=FRIDAY), piece, 100_000)


def test_any_order_of_time_words_is_read() -> None:
    words = [
        "last",
        "the",
        "third",
        "quarter",
        "year",
        "a",
        "ago",
        "earlier",
        "of",
        "May",
        "5",
        "2024",
        "Sunday",
        "night",
        "noon",
        "fall",
        "this",
        "every",
        "years",
        "7:15",
        "p.m.",
        "Christmas",
        "half",
        "two",
        "-",
        ",",
        "(",
        "century",
        "1990s",
        "0000",
        "31",
        "next",
        "that",
        "now",
        "ended",
        "past",
        "few",
        "until",
        "24:99",
        "99/99/2024",
    ]
    step, at = 7, 0
    for size in range(2, 400):
        chosen = []
        for _ in range(size % 9 + 2):
            at = (at * 31 + step) % 1009
            chosen.append(words[at % len(words)])
        text = " ".join(chosen)
        for anchor in (None, FRIDAY, date(1, 1, 1), date(9999, 12, 31)):
            for expression in find(text, anchor=anchor):
                assert expression.text.strip()
                resolve(expression, FRIDAY, ahead=True)


def test_the_letters_of_a_rule_are_in_all_that_it_matches() -> None:
    letters = "_IMmWwdoyYUuSTPCpcnDRefiaAhHJKGkEvlXV9FQqxzgsO.,-(/'|"
    draw = random.Random(7)
    for _ in range(4000):
        text = "".join(draw.choices(letters, k=8))
        for name, asked, pattern in RULES:
            assert all(asked & set(match[0]) for match in pattern.finditer(text)), (name, text)


def test_a_short_line_ends_an_expression_and_a_wrapped_one_does_not() -> None:
    assert [found.text for found in find("What happens next\nNight closures on 15 March")] == ["15 March"]
    wrapped = "The council said that the bridge over the harbour would be open last\nJanuary."
    assert [found.text for found in find(wrapped)] == ["last\nJanuary"]


@pytest.mark.parametrize(
    "text",
    ["Sunday'o", "on Sunday'den", "Mondays'de", "the first Sunday’ın of May", "next Friday'da", "Salı'ya", "Saturday'e night"],
)
def test_a_weekday_with_an_ending_is_that_day_or_nothing(text: str) -> None:
    assert all(expression.value for expression in find(text))


_WORDS = (
    "may May MAY am pm a.m. P.M. U.S. p.m.s O'Neil's d’avril it's ’90s 90s 1990s 3rd 3rdMay 21-го 10:30 10:30:15 x_y _ ½ ² İyun"
)
_FIGURES = "2024-05-03 2024-05-03T10:00:00Z 3.5.2024 3/5/2024 1,000 1.5 $2019 mid-2019 555-2019 Ⅳ ٣ 年 — – - ( ) … ' ’s"
_PIECES = [*_WORDS.split(), *_FIGURES.split(), "\n", "\n \n", ".\n", "\u00a0"]


def test_compiled_tokens_are_the_plain_ones() -> None:
    if times_words.compiled_tokens is None:
        pytest.skip("not compiled here")
    compiled = (times_words._SEEN, times_words._TOKEN, times_words._letter_of, times_words._PUNCTUATION)
    draw = random.Random(7)
    for _ in range(3000):
        text = "".join(draw.choice(_PIECES) + draw.choice(("", " ", " ", "\n")) for _ in range(draw.randrange(12)))
        assert times_words.compiled_tokens.read(text, *compiled) == times_words.read(text), repr(text)


def test_kinds_that_are_asked_for_are_those_of_all() -> None:
    text = "On Friday, 14 March 2025, two years after May 2023, it opened at 10 a.m. on March 15, 2018, last week and in 2019."
    assert find(text, kinds={"date", "weekday-time"}) == tuple(e for e in find(text) if e.kind in ("date", "weekday-time"))
    assert len(find(text, kinds={"date", "weekday-time"})) == 2


SUMMER = date(2024, 6, 11)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "Lusaka will shut the old market square to lorries and buses of every size and owner from September.",
            "September",
            "2024-09",
        ),
        ("The minister warned that fines would follow if owners did not clear the site by Friday.", "Friday", "2024-06-14"),
        ("The court ordered the ministry to repair the roofs before the winter.", "the winter", "2024-WI"),
        ("The new quay halves the wait before the summer season.", "the summer", "2024-SU"),
        ("Riga to test night trams in winter", "winter", "2024-WI"),
        ("From September, lorries will pay twice as much.", "September", "2024-09"),
        ("On Friday, the court is to hear the owners.", "Friday", "2024-06-14"),
        ("She said that in August the ferries will return.", "August", "2024-08"),
        ("Министр сообщил, что в сентябре на линию выйдут новые поезда.", "сентябре", "2024-09"),
        ("Завод обещал построить дома до конца октября.", "октября", "2024-10"),
        ("Әкімдік қыркүйек айында жаңа көпір ашылатынын айтты.", "қыркүйек айында", "2024-09"),
    ],
)
def test_what_is_to_come_is_not_dated_a_year_back(text: str, words: str, value: str) -> None:
    assert values(text, SUMMER)[-1] == (words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("By Friday, the toll had risen to 37.", "Friday", "2024-06-07"),
        ("The town was rebuilt before the winter.", "the winter", "2023-WI"),
        ("On Friday, the mayor called on drivers to stay away.", "Friday", "2024-06-07"),
        ("In April, the court ordered the firm to pay.", "April", "2024-04"),
        ("He was moved to a ward next to the church in September.", "September", "2023-09"),
        ("LUSAKA, Dec. 8 (Northwire) - The tax would fall.", "Dec. 8", "2023-12-08"),
        ("Завод закрыли в сентябре.", "сентябре", "2023-09"),
        ("Университет в сентябре получил новое здание.", "сентябре", "2023-09"),
        ("Көпір қыркүйек айында ашылған болатын.", "қыркүйек айында", "2023-09"),
    ],
)
def test_what_is_over_is_not_dated_ahead(text: str, words: str, value: str) -> None:
    assert values(text, SUMMER)[-1] == (words, value)


def test_the_winter_that_is_on_began_the_year_before() -> None:
    assert values("Less snow fell this winter.", date(2025, 1, 20)) == [("this winter", "2024-WI")]
    assert values("Snow will stay rare this winter.", date(2024, 10, 20)) == [("this winter", "2024-WI")]


@pytest.mark.parametrize(
    "text",
    [
        "A man in his sixties was hurt.",
        "She is in her thirties.",
        "A woman in her early 40s was found.",
        "Two men in their 30s and 20s were found.",
        "The first man was described as late 20s to early 30s.",
        "Boys in their late teens or early 20s ran off.",
        "Highs will be in the upper 60s.",
    ],
)
def test_ages_and_degrees_are_no_decades(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Her songs were loved in the sixties.", ["196"]),
        ("He lived there in the late '70s.", ["197"]),
        ("It was built in the 1960s and 70s.", ["196", "197"]),
        ("She sang '90s hits.", ["199"]),
        ("Prices rose in the 30s and 40s.", ["193", "194"]),
    ],
)
def test_decades_stand(text: str, found: list[str]) -> None:
    assert [value for _, value in values(text)] == found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Feuer brach 20. Januar gegen 06:20 aus", "06:20", "2026-01-20T06:20"),
        ("Пожар начался 20 января около 06:20 в доме", "06:20", "2026-01-20T06:20"),
        ("В 06:20 20 января", "06:20", "2026-01-20T06:20"),
        ("20 января погибли двое, а в 06:20 приехали врачи", "06:20", "2026-01-22T06:20"),
        ("The parade is on the Fourth of July in town", "Fourth of July", "2025-07-04"),
        ("It is the first of June, he said", "first of June", "2025-06-01"),
        ("On the twenty-first of June he left", "June", "2025-06"),
        ("She was the first of May's guests", "May", None),
        ("2024-cü ilin yanvar ayında açıldı", "2024-cü ilin yanvar ayında", "2024-01"),
        ("2024-cü ilin mayında açıldı", "2024-cü ilin mayında", "2024-05"),
        ("2024-cü ildə açıldı", "2024-cü ildə", "2024"),
        ("körpü yanvar ayında açıldı", "yanvar ayında", "2026-01"),
        ("2024 жылдың қаңтарында ашылды", "2024 жылдың қаңтарында", "2024-01"),
        ("2024 жылғы мамыр айында ашылды", "2024 жылғы мамыр айында", "2024-05"),
        ("2025 жылдың 3 қарашасы күні", "2025 жылдың 3 қарашасы", "2025-11-03"),
        ("биыл қарашасында", "қарашасында", None),
    ],
)
def test_clocks_beside_days_spelled_days_and_months_of_a_year(text: str, words: str, value: str | None) -> None:
    found = {e.text: e.value for e in find(text, anchor=date(2026, 1, 22))}
    assert found.get(words) == value


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("Die Regierung plant, am Donnerstag nach Wien zu reisen.", True),
        ("Der Minister kündigte an, am Donnerstag in Baku anzukommen.", True),
        ("Die Richter haben beschlossen, am Donnerstag das Urteil zu verkünden.", True),
        ("Er versuchte, am Donnerstag über die Grenze zu kommen.", False),
        ("Die Polizei wirft ihm vor, trotz aller Pläne am Donnerstag geflohen zu sein.", False),
        ("Die Regierung hat Pläne, am Donnerstag kam ein Boot.", False),
    ],
)
def test_german_plans_with_zu_look_ahead(text: str, ahead: bool) -> None:
    (found,) = find(text, anchor=date(2026, 1, 21))
    assert found.days is not None and found.days.earliest is not None
    assert (found.days.earliest >= date(2026, 1, 21)) is ahead


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Görüş 3 yanvar 2025-ci ildə keçirilib.", "3 yanvar 2025-ci ildə", "2025-01-03"),
        ("It ran on May 3-5, 2024.", "May 3-5, 2024", "2024-05-03/2024-05-05"),
        ("He came the day before yesterday.", "the day before yesterday", "2025-12-08"),
        ("He comes the day after tomorrow.", "the day after tomorrow", "2025-12-12"),
        ("The shops were shut on Easter Monday 2025.", "Easter Monday 2025", "2025-04-21"),
        ("The shops were shut on Easter Saturday 2024.", "Easter Saturday 2024", "2024-03-30"),
        ("It falls on Christmas Eve.", "Christmas Eve", "2025-12-24"),
        ("He left three days before Christmas 2023.", "three days before Christmas 2023", "2023-12-22"),
        ("It opened a week after Christmas 2023.", "a week after Christmas 2023", "2024-01-01"),
        ("The fair is held twice a week.", "twice a week", "P1W"),
        ("The fair is held three times a year.", "three times a year", "P1Y"),
        ("On 5 May 2019 he left. The next day he came back.", "The next day", "2019-05-06"),
        ("15 Aralık Pazartesi günü geldi.", "15 Aralık Pazartesi", "2025-12-15"),
        ("15 желтоқсан, дүйсенбі күні келді.", "15 желтоқсан, дүйсенбі", "2025-12-15"),
        ("Er kommt am Montag, dem 15. Dezember.", "Montag, dem 15. Dezember", "2025-12-15"),
        # What only looks like these.
        ("It is open from 3 May, Monday to Friday.", "3 May", "2025-05-03"),
        ("The shop on Easter Street opened on 3 May, he said.", "3 May", "2025-05-03"),
        ("The night before yesterday was cold.", "yesterday", "2025-12-09"),
    ],
)
def test_days_told_by_other_days(text: str, words: str, value: str) -> None:
    found = {text[e.span.start : e.span.end]: e.value for e in find(text, anchor=date(2025, 12, 10))}
    assert found.get(words) == value


@pytest.mark.parametrize(
    ("language", "value"), [("en", "2024-03-05"), ("fr", "2024-05-03"), ("es", "2024-05-03"), ("az", "2024-05-03")]
)
def test_a_date_in_numbers_opens_with_the_day_but_in_english(language: str, value: str) -> None:
    assert [e.value for e in find("03/05/2024", language=language)] == [value]


def test_how_often_is_a_set_and_no_length() -> None:
    assert [e.type for e in find("It met once a month and twice a year.")] == ["SET", "SET"]
    assert [e.type for e in find("At times a day seems long.")] == ["DURATION"]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("В 1990-е годы порт закрыли.", "1990-е", "199"),
        ("Порт построили в начале 90-х годов.", "90-х", "199"),
        ("Le port a fermé dans les années 1990.", "années 1990", "199"),
        ("Le port a fermé dans les années 80.", "années 80", "198"),
        ("El puerto cerró en los años 90.", "años 90", "199"),
        ("Der Hafen stammt aus den 1970er Jahren.", "1970er", "197"),
        ("Security was tightened after 9/11.", "9/11", "2001-09-11"),
        ("He scored in the 2024-25 season.", "2024-25", "2024/2025"),
        ("He scored in the 2011-12 season.", "2011-12", "2011/2012"),
        ("The market was shut in Ramadan 2024.", "Ramadan 2024", "2024-03-11/2024-04-09"),
        ("The market was shut during Ramadan.", "Ramadan", "2025-03-01/2025-03-30"),
        ("The market will be shut during Ramadan.", "Ramadan", "2026-02-18/2026-03-19"),
        ("Ярмарка прошла 3-5 мая 2024 года.", "3-5 мая 2024 года", "2024-05-03/2024-05-05"),
        ("The ferry was lost on Easter Monday.", "Easter Monday", "2025-04-21"),
        ("The ferry will sail on Easter Monday.", "Easter Monday", "2026-04-06"),
        # What only looks like these.
        ("Собрание пройдёт в 20-х числах мая 2024 года.", "20-х", None),
        ("Hace 20 años 30 personas vivían aquí.", "años 30", None),
        ("Der 90er Bus fuhr nicht.", "90er", None),
        ("The file of 2011-12 was lost.", "2011-12", None),
        ("The vote was 9/11/2023.", "9/11", None),
        ("Ramadan Kadir said so.", "Ramadan", None),
    ],
)
def test_decades_spans_and_feasts(text: str, words: str, value: str | None) -> None:
    found = {text[e.span.start : e.span.end]: e.value for e in find(text, anchor=date(2026, 2, 1))}
    assert found.get(words) == value


def test_a_span_of_days_means_all_of_them() -> None:
    (fair,) = find("It ran on May 3-5, 2024.")
    assert fair.days is not None and (fair.days.earliest, fair.days.latest) == (date(2024, 5, 3), date(2024, 5, 5))
    (season,) = find("The 2024-25 season.")
    assert season.days is not None and (season.days.earliest, season.days.latest) == (date(2024, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize("first", [date(2000, 11, 27), date(2010, 8, 11), date(2023, 3, 23), date(2026, 2, 18)])
def test_ramadan_begins_within_a_day_of_what_was_seen(first: date) -> None:
    ((begun, ended),) = ramadans(first.year)
    assert abs((begun - first).days) <= 1 and (ended - begun).days == 29


MONTH_NAMES = ["March", "Mar.", "mars", "Mai", "May", "may", "октября", "oct", "Sept.", "June"]


def test_a_text_with_one_plain_day_is_read_as_the_grammar_reads_it() -> None:
    before = ["", "Posted by Jane Doe | ", "On ", "Monday, ", "am Dienstag ", "until ", "3 comments ", "Ms ", "since the ", "«"]
    behind = ["", ", 10:15", " 10:15 pm", " г.", " BC", " (updated)", "-05", " at noon", " and 2021", "th", " | Jane Doe", "  5"]
    read = 0
    for month in MONTH_NAMES:
        for shape in ("{} 4, 2021", "4 {} 2021", "4. {} 2021", "04 {}, 2021", "{} 31 2021", "31 {} 2021", "4 {} 20211"):
            for text in (first + shape.format(month) + last for first in before for last in behind):
                if plain := plain_day(text):
                    read += 1
                    found = [(e.days.earliest, e.span.start, e.span.end) for e in find(text) if e.days and e.part("y")]
                    assert found == [plain], text
    assert read > 500


@pytest.mark.parametrize(
    ("text", "alone"), [("May 2010 (68)", True), ("Mai 2010", True), ("4 May 2010", False), ("May 2010 (68) 3", False)]
)
def test_a_month_alone_prints_no_day(text: str, alone: bool) -> None:
    assert is_month(text) == alone


def test_may_in_small_letters_is_a_month_between_a_day_and_a_year() -> None:
    def values(text: str) -> list[str]:
        return [found.value for found in find(text)]

    assert values("Görüş 3 may 2023-cü il tarixində Bakıda keçirilib.") == ["2023-05-03"]
    assert not [value for value in values("Up to 12 may die by 2023, and 1,012 may 2000 times over.") if "-05" in value]
