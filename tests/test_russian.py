"""Russian pages: names in any case, the offices beside them, places, and persons who are one in two scripts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typer.testing import CliRunner

import dateline
from dateline.cli.app import app
from dateline.entities.finding import find_mentions
from dateline.identity.matching import match
from dateline.language import russian
from dateline.language.parsing import parse
from dateline.statements.finding import find_statements
from dateline.types import Entity, Item, Mention

needs_extra = pytest.mark.skipif(not russian.available(), reason="needs the extra: pip install 'dateline[ru]'")
TALKS = (
    "Президент Казахстана Токаев встретился в Астане с министром иностранных дел РФ Сергеем Лавровым. По словам Лаврова, договор "
    "готов. Токаева сопровождала Мария Иванова, пресс-секретарь министерства. В Париже и Лондоне от комментариев отказались, "
    "сообщает ТАСС. Казахстанские компании ждут решения Высшего совета правосудия (ВСП). Позже ВСП выступил с заявлением, "
    "которое «Адель Кус» назвала ошибкой."
)


def mentions_of(text: str) -> list[Mention]:
    item = Item("x", "article", text, (text,), language="ru")
    return [m for m in find_mentions(item, next(iter(parse([item])))) if m.type != "time"]


def entity(text: str, words: str) -> Entity:
    found = next(m.entity for m in mentions_of(text) if m.text == words)
    assert found is not None
    return found


@needs_extra
def test_names_are_joined_under_their_endings() -> None:
    assert entity(TALKS, "Лаврова") == entity(TALKS, "Сергеем Лавровым")
    assert entity(TALKS, "Сергеем Лавровым").name == "Сергей Лавров"
    assert entity(TALKS, "Высшего совета правосудия").name == "Высший совет правосудия"
    text = "Суд оправдал Павла Вовка. Вовк доволен. Вовку вернут должность."
    assert {entity(text, words).name for words in ("Павла Вовка", "Вовк", "Вовку")} == {"Павел Вовк"}


@needs_extra
def test_an_acronym_in_brackets_is_the_organisation_before_it_wherever_it_stands() -> None:
    acronyms = [m.entity.name for m in mentions_of(TALKS) if m.text == "ВСП" and m.entity]
    assert acronyms == ["Высший совет правосудия"] * 2


@needs_extra
def test_offices_stand_beside_names_as_written() -> None:
    roles = {m.entity.name: m.role for m in mentions_of(TALKS) if m.entity and m.role}
    assert roles["Сергей Лавров"] == "министром иностранных дел РФ"
    assert roles["Мария Иванова"] == "пресс-секретарь министерства"
    assert {"судей", "встретился"}.isdisjoint(" ".join(roles.values()).split())


@needs_extra
def test_a_surname_with_an_office_is_the_holder_of_the_table_and_one_with_the_latin_spelling() -> None:
    tokayev = entity(TALKS, "Токаев")
    assert (tokayev.country, tokayev) == ("KAZ", entity(TALKS, "Токаева"))
    for spelling in ("Kassym-Jomart Tokayev", "Qasym-Jomart Toqayev"):
        assert match(tokayev, Entity("x", spelling, "person", "KAZ")) == "same"
    full = entity("Касым-Жомарту Токаеву вручили орден.", "Касым-Жомарту Токаеву")
    assert match(full, Entity("x", "Kassym-Jomart Tokayev", "person", "KAZ")) == "same"


@needs_extra
def test_places_are_found_by_their_russian_names() -> None:
    countries = {
        words: entity(TALKS, words).country for words in ("Казахстана", "Астане", "РФ", "Париже", "Лондоне", "Казахстанские")
    }
    assert countries == {
        "Казахстана": "KAZ",
        "Астане": "KAZ",
        "РФ": "RUS",
        "Париже": "FRA",
        "Лондоне": "GBR",
        "Казахстанские": "KAZ",
    }


@needs_extra
def test_a_street_is_no_town_and_a_town_declined_like_an_adjective_is_found() -> None:
    text = (
        "В Рудном произошла авария. Грузовик шёл из Рудного в Костанай и столкнулся с автобусом на улице Ленина. "
        "Движение по бульвару Абая закрыто. Мэр Жуковского приехал под Рудным."
    )
    found = {m.text: m.entity for m in mentions_of(text) if m.entity}
    assert {found[words].country for words in ("Рудном", "Рудного", "Рудным")} == {"KAZ"}
    assert found["Жуковского"].name == "Zhukovsky"
    assert found["Ленина"].name == "улица Ленина" and found["Ленина"].geonames_id is None
    assert found["Абая"].name == "бульвар Абая"


@needs_extra
def test_reading_twice_gives_the_same() -> None:
    assert mentions_of(TALKS) == mentions_of(TALKS)


def test_without_the_extra_a_russian_page_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(russian, "available", lambda: False)
    monkeypatch.setattr("dateline.entities.russian.available", lambda: False)
    page = dateline.read(TALKS)
    assert [note.text for note in page.notes if note.about == "names"] == [russian.MISSING]
    assert {m.type for i in page.items for m in i.mentions} <= {"country", "nationality", "organisation", "time"}
    assert not any(
        note.about == "names" for note in dateline.read("The president of Kazakhstan met reporters in Astana today.").notes
    )
    result = CliRunner().invoke(app, ["read", "-"], input=TALKS)
    assert result.exit_code == 0 and result.stderr.count("dateline[ru]") == 1


def meant(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.entity.name) for m in mentions_of(text) if m.pronoun and m.entity]


@needs_extra
def test_pronouns_and_bare_titles_mean_persons_before_them() -> None:
    text = (
        "Министр энергетики Ерлан Жаров встретился с Анной Беловой. Он сообщил о ремонте. Белова поблагодарила министра энергетики. "
        "Она призналась, что рада. По словам министра, цены не вырастут. По его словам, топлива хватит."
    )
    man, woman = "Ерлан Жаров", "Анна Белова"
    assert meant(text) == [("Он", man), ("Она", woman), ("министра", man), ("его", man)]


@needs_extra
def test_who_opens_a_sentence_behind_his_office_is_the_one_that_the_next_tells_of() -> None:
    text = (
        "Министр Ерлан Жаров встретился с послом. Жаров отметил рост цен. Директор Иван Громов попросил о деньгах. "
        "Он добавил, что средства выделит банк."
    )
    assert meant(text)[-1] == ("Он", "Иван Громов")


@needs_extra
def test_an_office_does_not_run_over_a_verb_and_its_case_is_that_of_the_name() -> None:
    text = "Президент Казахстана Токаев встретился с министром иностранных дел Турции Хаканом Фиданом."
    found = next(m for m in mentions_of(text) if m.text == "Хаканом Фиданом")
    assert found.role == "министром иностранных дел Турции"
    assert found.entity is not None and found.entity.name == "Хакан Фидан"


@needs_extra
@pytest.mark.parametrize(
    ("text", "name"), [("В Кремле опровергли это.", "Kremlin"), ("Об этом сообщил Белый дом.", "White House")]
)
def test_the_kremlin_and_the_white_house_are_bodies_and_no_buildings(text: str, name: str) -> None:
    (found,) = mentions_of(text)
    assert found.entity is not None and (found.type, found.entity.name) == ("organisation", name)


@needs_extra
def test_pronouns_of_things_mean_nobody() -> None:
    assert meant("В Шымкенте остановлен завод. Директор Иван Громов молчит. Завод построен давно. Он принадлежит городу.") == []
    assert meant("Мария Петрова получила премию. Премия вручается с 2005 года. Она была основана в Москве.") == []


@needs_extra
def test_a_speaker_by_pronoun_or_title_is_a_person() -> None:
    text = "Президент Казахстана Токаев прибыл в Анкару. «Мы довольны итогами переговоров», — сказал он."
    item = Item("x", "article", text, (text,), language="ru")
    parsed = next(iter(parse([item])))
    item = replace(item, mentions=find_mentions(item, parsed))
    speakers = [s.entity.name for s in find_statements(item, parsed) if s.entity]
    assert speakers == [entity(text, "Токаев").name]


@needs_extra
def test_a_holder_by_full_name_has_the_country_of_the_office_and_towns_their_nominative() -> None:
    text = "Президент Турции Реджеп Тайип Эрдоган прибыл в Шымкент. В Шымкенте Эрдоган провёл встречу."
    assert {entity(text, words).country for words in ("Реджеп Тайип Эрдоган", "Эрдоган")} == {"TUR"}
    assert entity(text, "Шымкенте") == entity(text, "Шымкент") and entity(text, "Шымкент").name == "Shymkent"
    assert "person" not in {m.type for m in mentions_of("Алматинский «Кайрат» обыграл «Селтик».")}


@needs_extra
@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Москва заявила, что ответит на санкции.", "RUS"),
        ("Пекин отверг обвинения.", "CHN"),
        ("Киев пока не намерен уступать.", "UKR"),
        ("Москва замерзает, снег идёт третий день.", None),
        ("В Москве заявили о новых мерах.", None),
        ("Казань заявила о новых мерах.", None),
        ("Москва считается северным городом.", None),
        ("Москва отказалась от переговоров.", "RUS"),
        ("Минск надеется на мир.", "BLR"),
        ("Причины официальному Парижу нужно искать дома.", "FRA"),
        ("Неофициальный Париж живёт весело.", None),
    ],
)
def test_a_capital_that_acts_is_its_government(text: str, state: str | None) -> None:
    (found,) = (m for m in mentions_of(text) if m.type == "place")
    assert found.entity is not None
    assert (found.metonym, found.entity.type) == (state is not None, "country" if state else "place")
    assert state in (None, found.entity.country)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Он снял фильм «Сталкер» в 1979 году.", {("Сталкер", "work")}),
        ("Депутаты приняли закон «О языках».", {("О языках", "work")}),
        ("Газопровод «Северный поток — 2» остановлен.", {("Северный поток — 2", "project")}),
        ("Вышел роман Ивана Зотова «Белая степь».", {("Белая степь", "work")}),
        ("Роман Зотов «Спартак» покинул.", set()),
        ("Проектный институт «Гипрогор» закрыт.", set()),
        ("Газета «Известия» пишет об этом.", set()),
    ],
)
def test_titles_and_projects_stand_in_marks_behind_the_word_that_says_what_they_are(
    text: str, named: set[tuple[str, str]]
) -> None:
    assert {(m.text, m.type) for m in mentions_of(text) if m.type in ("work", "project")} == named
