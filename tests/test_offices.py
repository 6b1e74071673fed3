"""Offices as mentions: their country, their holder, and what is no office."""

from __future__ import annotations

from datetime import date

import pytest

import dateline
from dateline.archive.offices_held import other_holder
from dateline.entities.finding import find_mentions
from dateline.language.parsing import parse
from dateline.types import DateEstimate, Entity, Item, Mention

DAY = date(2024, 5, 3)


def mentions_of(text: str, day: date | None = DAY) -> list[Mention]:
    published = DateEstimate(day, day, ()) if day else None
    item = Item("x", "article", text, (text,), language="en", published=published)
    return list(find_mentions(item, next(iter(parse([item])))))


def offices_of(text: str, day: date | None = DAY) -> list[tuple[str, str | None, str | None]]:
    """Words, entity and holder of every office."""
    return [(m.text, m.entity.name if m.entity else None, m.value) for m in mentions_of(text, day) if m.type == "office"]


@pytest.mark.parametrize(
    ("text", "words", "name", "holder"),
    [
        (
            "French President Emmanuel Macron arrived on Monday.",
            "French President",
            "President of France",
            "Emmanuel Macron",
        ),
        (
            "The minister of defence of Kazakhstan resigned.",
            "minister of defence of Kazakhstan",
            "Defence Minister of Kazakhstan",
            None,
        ),
        (
            "Russia's human rights commissioner, Tatyana Moskalkova, spoke on Friday.",
            "human rights commissioner",
            "Human Rights Commissioner of Russia",
            "Tatyana Moskalkova",
        ),
        (
            "The U.S. secretary of state arrived late.",
            "U.S. secretary of state",
            "Secretary of State of the United States",
            None,
        ),
        ("The mayor of Leeds opened the bridge.", "mayor of Leeds", "Mayor of Leeds", None),
        ("The prime minister of Japan left.", "prime minister of Japan", "Prime Minister of Japan", "Fumio Kishida"),
    ],
)
def test_an_office_has_its_country_and_holder(text: str, words: str, name: str, holder: str | None) -> None:
    assert (words, name, holder) in offices_of(text)


def test_an_office_without_a_country_beside_it_takes_that_of_its_holder_or_of_the_same_title_before() -> None:
    assert offices_of("Prime Minister Fumio Kishida spoke.") == [("Prime Minister", "Prime Minister of Japan", "Fumio Kishida")]
    found = offices_of("The Turkish foreign minister arrived. The Foreign Minister said nothing.")
    assert [name for _, name, _ in found] == ["Foreign Minister of Türkiye"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "A minister said that ministers had met.",
        "The chairman of the board left.",
        "A former Soviet president died.",
        "She walked along President Street.",
        "The judge spoke to a director.",
    ],
)
def test_words_that_name_no_one_office_are_none(text: str) -> None:
    assert offices_of(text) == []


def test_the_holder_is_a_person_where_the_day_tells_him_and_nobody_is_named() -> None:
    people = {m.text: m.entity.name for m in mentions_of("The prime minister of Japan left.") if m.type == "person" and m.entity}
    assert people == {"the prime minister of Japan".capitalize().replace("japan", "Japan"): "Fumio Kishida"}
    assert not [m for m in mentions_of("The prime minister of Japan left.", None) if m.type == "person"]
    assert not [m for m in mentions_of("The former prime minister of Japan left.") if m.type == "person"]


def test_a_minister_of_another_field_is_not_meant() -> None:
    text = "Sergei Lavrov, Russia's foreign minister, spoke. The justice minister said no. The foreign minister left."
    assert [m.text for m in mentions_of(text) if m.pronoun] == ["The foreign minister"]


@pytest.mark.parametrize(
    "text",
    [
        "The Prime Mınister of Britain left.",
        "The Prime Mİnister of Britain left.",
        "The fınance ministry of Chile said so.",
        "The Mİnistry of Fİnance of Chile said so.",
        "It lost mıllıons of dollars and tens of mİllions of cars.",
        "Nobody forgot the Lockerbıe bombing and the Lockerbİe bombing; they forgot the Lockerbie disaster of 1988.",
    ],
)
def test_letters_of_turkish_that_are_taken_for_an_i_are_read(text: str) -> None:
    (item,) = dateline.read(text, media_type="text/plain").items
    assert item.text == text


@pytest.mark.parametrize("letter", "ıİ")
def test_a_role_with_such_a_letter_is_no_office(letter: str) -> None:
    person = Entity("1", "Angela Merkel", "person", "DEU")
    assert other_holder(person, f"prime m{letter}nister of France", DAY, DAY) is None
