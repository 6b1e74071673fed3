"""Towns that the tagger passes over or takes for somebody."""

import pytest

from dateline.entities.finding import find_mentions
from dateline.entities.shapes import Name
from dateline.entities.towns import passed_over
from dateline.language.parsing import parse
from dateline.types import Item, Span


def places_in(text: str) -> set[tuple[str, str | None]]:
    item = Item("x", "article", text, (text,), language="en")
    found = find_mentions(item, next(iter(parse([item]))))
    return {(m.text, m.entity.country if m.entity else None) for m in found if m.type == "place"}


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Russia struck Kyiv overnight on Monday.", {("Kyiv", "UKR")}),
        ("Kyiv came under attack.", {("Kyiv", "UKR")}),
        ("Kyiv suffered blackouts on Tuesday.", {("Kyiv", "UKR")}),
        ("Kyiv accused Minsk of helping Russia.", {("Kyiv", "UKR"), ("Minsk", "BLR")}),
        ("Missiles hit Kharkiv, Odesa and Kherson on Monday.", {("Kharkiv", "UKR"), ("Odesa", "UKR"), ("Kherson", "UKR")}),
    ],
)
def test_great_towns_that_the_tagger_passes_over_are_places(text: str, towns: set[tuple[str, str]]) -> None:
    assert places_in(text) == towns


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Militants attacked Palmyra in Syria on Friday, killing 12 soldiers.", ("Palmyra", "SYR")),
        ("Gunmen attacked Leon in Mexico on Friday.", ("Leon", "MEX")),
        ("Soldiers entered Concepcion in Chile on Sunday.", ("Concepcion", "CHL")),
        ("Fighters seized El Fasher in Sudan on Sunday.", ("El Fasher", "SDN")),
        ("Protesters left Santiago in Chile on Sunday.", ("Santiago", "CHL")),
        ("Rebels captured Bunia in the Democratic Republic of the Congo on Monday.", ("Bunia", "COD")),
    ],
)
def test_what_is_attacked_in_a_country_that_has_it_is_a_place(text: str, town: tuple[str, str]) -> None:
    assert town in places_in(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The mayor left Diana in Bulgaria on Monday.", "Diana"),
        ("Police hit Nasser in Peru on Monday.", "Nasser"),
        ("Kyiv-based crews and the Kyiv Dispatch came under attack.", "Kyiv Dispatch"),
    ],
)
def test_words_that_are_towns_elsewhere_are_not(text: str, word: str) -> None:
    assert word not in {name for name, _ in places_in(text)}


def great_in(text: str, found: tuple[Name, ...] = ()) -> list[str]:
    return [name.span.of(text) for name in passed_over(text, found)]


@pytest.mark.parametrize("word", ["Kyiv", "Kharkiv", "Accra", "Ottawa", "Aachen"])
def test_a_word_alone_that_is_a_great_town_is_found(word: str) -> None:
    assert great_in(f"{word} came under attack.") == [word]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Kyiv suffered a defeat in the cup final of the league.", id="sport"),
        pytest.param("Radio Kyiv came under attack.", id="a capital before"),
        pytest.param("A Kyiv Dispatch reporter came under attack.", id="a capital behind"),
        pytest.param("A Kyiv-based crew came under attack.", id="a hyphen"),
        pytest.param("Kyiv.example came under attack.", id="an address"),
        pytest.param("Mango sells well, and so does other mango.", id="in small letters too"),
        pytest.param("Nice came under attack.", id="a word"),
        pytest.param("Samara came under attack.", id="a given name"),
        pytest.param("Georgia and Macau came under attack.", id="a country"),
        pytest.param("Abkha came under attack.", id="an alias"),
        pytest.param("Abruzzo came under attack.", id="a region"),
        pytest.param("Detroit came under attack.", id="an English-speaking country"),
        pytest.param("Gorod came under attack.", id="no town"),
    ],
)
def test_other_words_are_no_great_towns(text: str) -> None:
    assert great_in(text) == []


def test_a_great_town_is_no_part_of_somebody() -> None:
    text = "Lagos came under attack, said Rosa Lagos."
    assert great_in(text) == ["Lagos"]
    assert great_in(text, (Name(Span(30, 40), "person", 0.6),)) == []
