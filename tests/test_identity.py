"""Identity: names in several scripts, candidates, verdicts, judgements, canonical ids."""

from datetime import UTC, datetime

import pytest

from dateline.errors import UsageError
from dateline.identity.blocking import keys
from dateline.identity.candidates import kept_under, looked_up
from dateline.identity.judging import Judgement, from_lines, in_force, pairs, to_lines, without
from dateline.identity.matching import match, name_score
from dateline.identity.resolver import resolve, settle
from dateline.language.palladius import pinyin
from dateline.types import Entity

ONE = [
    ("Касым-Жомарт Токаев", "Kassym-Jomart Tokayev"),
    ("Қасым-Жомарт Тоқаев", "Qasım-Jomart Toqayev"),
    ("Kasym-Zhomart Tokaev", "Kassym-Jomart Tokayev"),
    ("Ильхам Алиев", "İlham Əliyev"),
    ("بشار الأسد", "Bashar al-Assad"),
    ("عبد الفتاح السيسي", "Abdel Fattah el-Sisi"),
    ("Реджеп Тайип Эрдоган", "Recep Tayyip Erdoğan"),
    ("Шавкат Мирзиёев", "Shavkat Mirziyoyev"),
    ("Володимир Зеленський", "Владимир Зеленский"),
    ("Orbán Viktor", "Viktor Orban"),
    ("Joseph R. Biden", "Joe Biden"),
]
TWO = [
    ("Heydar Aliyev", "Ilham Aliyev"),
    ("حافظ الأسد", "Bashar al-Assad"),
    ("Kim Jong Il", "Kim Jong Un"),
    ("George W. Bush", "George H. W. Bush"),
    ("Сердар Бердымухамедов", "Gurbanguly Berdimuhamedow"),
    ("Shavkat Mirziyoyev", "Saida Mirziyoyeva"),
    ("Charles II", "Charles III"),
]


def person(name: str, country: str | None = None) -> Entity:
    return Entity(name, name, "person", country)


@pytest.mark.parametrize(("a", "b"), ONE)
def test_spellings_of_one_person_meet_and_match(a: str, b: str) -> None:
    assert keys(a) & keys(b)
    assert name_score(a, b) == name_score(b, a)
    assert match(person(a), person(b)) == "same"


@pytest.mark.parametrize(("a", "b"), TWO)
def test_relatives_and_namesakes_do_not_match(a: str, b: str) -> None:
    assert match(person(a), person(b)) != "same"


def test_a_surname_alone_stays_unsure_and_countries_part_namesakes() -> None:
    assert match(person("Putin"), person("Vladimir Putin")) == "unsure"
    assert match(person("Ali Hassan", "EGY"), person("Ali Hassan", "IRQ")) != "same"


def test_places_and_organisations() -> None:
    tadmur = Entity("1", "Palmyra", "place", "SYR", 163808)
    assert match(tadmur, Entity("2", "Tadmur", "place", "SYR", 163808)) == "same"
    assert match(tadmur, Entity("3", "Palmyra", "place", "USA", 4560349)) == "different"
    assert (
        match(Entity("4", "Ministry of Health", "organisation"), Entity("5", "The Ministry of Health", "organisation")) == "same"
    )
    assert match(Entity("6", "Caspian Pipeline Consortium", "organisation"), Entity("7", "CPC", "organisation")) == "unsure"
    assert match(Entity("8", "Paris", "place"), Entity("9", "Paris", "person")) == "different"


def test_different_wins_over_inferred_sameness() -> None:
    same = [("a", "b"), ("b", "c"), ("x", "y")]
    assert resolve(same, []) == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x"}
    assert resolve(same, [("c", "a")]) == {"a": "a", "b": "a", "c": "c", "x": "x", "y": "x"}
    assert settle(same, [("c", "a")]).refused == (("b", "c"),)


def judged(verdict: str, day: int) -> Judgement:
    return Judgement("b", "a", verdict, "editor", datetime(2026, 1, day, tzinfo=UTC), "seen both")  # type: ignore[arg-type]


def test_the_last_judgement_holds_and_is_undone() -> None:
    all_of_them = [judged("same", 1), judged("not-same", 2)]
    assert pairs(all_of_them, "same") == () and pairs(all_of_them, "not-same") == (("a", "b"),)
    assert in_force(without(all_of_them, "a", "b"))["a", "b"].verdict == "same"


def test_judgements_go_out_and_come_back() -> None:
    lines = list(to_lines([judged("unsure", 3)]))
    assert list(from_lines([*lines, ""])) == [judged("unsure", 3)]
    with pytest.raises(UsageError, match="line 2"):
        list(from_lines([lines[0], lines[0].replace("unsure", "maybe")]))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Milojko Spajić", "Milojko Spajic"),
        ("Milo Đukanović", "Milo Djukanovic"),
        ("Lars Løkke Rasmussen", "Lars Lokke Rasmussen"),
    ],
)
def test_a_name_printed_without_its_accents_is_the_same(written: str, printed: str) -> None:
    one, other = Entity("1", written, "person", None), Entity("2", printed, "person", None)
    assert match(one, other) == "same" and keys(written) & keys(printed)
    assert kept_under(written) & looked_up(printed)[0] and kept_under(printed) & looked_up(written)[0]


@pytest.mark.parametrize(
    ("russian", "latin"),
    [
        ("Си Цзиньпин", "Xi Jinping"),
        ("Ли Цян", "Li Qiang"),
        ("Ван И", "Wang Yi"),
        ("Чжан Юся", "Zhang Youxia"),
        ("Чжао Лэцзи", "Zhao Leji"),
        ("Дэн Сяопин", "Deng Xiaoping"),
        ("Чжоу Эньлай", "Zhou Enlai"),
        ("Хун Сюцюань", "Hong Xiuquan"),
        ("Люй Хуэй", "Lu Hui"),
        ("Бо Гуагуа", "Bo Guagua"),
        ("Цзинь Чанъань", "Jin Changan"),
    ],
)
def test_chinese_names_in_russian_letters_are_read_as_pinyin(russian: str, latin: str) -> None:
    assert pinyin(russian) == latin
    assert match(person(russian), person(latin)) == "same"
    few, surname = looked_up(russian)
    assert kept_under(latin) & (few | surname) and kept_under(russian) & (looked_up(latin)[0] | looked_up(latin)[1])


def test_what_is_no_chinese_name_is_not_read_as_one() -> None:
    assert [pinyin(name) for name in ("Иван Ильин", "Ким Чен Ын", "Владимир Путин", "Москва", "Xi Jinping", "Си")] == [None] * 6
    assert match(person("Ху Цзиньтао"), person("Xi Jinping")) == "different"
