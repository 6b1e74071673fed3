"""What an item calls somebody or something by after the first time: acronyms, surnames behind titles, double surnames."""

from __future__ import annotations

import pytest

import dateline
from dateline.types import Mention


def mentions(text: str) -> tuple[Mention, ...]:
    item = dateline.read(text, published_at="2025-03-04").items[0]
    return item.mentions


def called(text: str, words: str) -> list[str | None]:
    """The entities of every mention with these words, in order."""
    return [m.entity.name if m.entity else None for m in mentions(text) if m.text == words]


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        (
            "The National Bureau of Forestry (NBF) opened an office in Lima. The NBF will plant trees, and NBF rangers came.",
            "NBF",
            "National Bureau of Forestry",
        ),
        (
            "The Organization for Security and Co-operation in Europe (OSCE) sent observers to Chisinau. The OSCE said they were safe.",
            "OSCE",
            "Organization for Security and Co-operation in Europe",
        ),
        (
            "Armenia will build the Trump Route for International Peace and Prosperity (TRIPP). Work on TRIPP begins in May.",
            "TRIPP",
            "Trump Route for International Peace and Prosperity (TRIPP)",
        ),
    ],
)
def test_an_acronym_is_what_the_item_defined_it_for(text: str, short: str, name: str) -> None:
    found = called(text, short)
    assert found and set(found) == {name}


def test_an_acronym_without_brackets_is_the_one_body_with_these_initials() -> None:
    text = "The Caspian Pipeline Consortium cut exports. The CPC ships oil to Novorossiysk, and the NBF plants trees."
    assert called(text, "CPC") == ["Caspian Pipeline Consortium"] and called(text, "NBF") == ["NBF"]


def test_the_same_pair_is_meant_again() -> None:
    text = (
        "Tashkent accused Kazakhstan of keeping back water. Both countries set up a commission. A storm hit Lima on Sunday. Rain fell. "
        "Snow fell too. Both sides will meet in May."
    )
    assert set(called(text, "Both sides")) == {"Kazakhstan", "Uzbekistan"}


def test_a_courtesy_title_tells_which_of_a_couple_is_meant() -> None:
    text = (
        "Philip Harrowgate and his wife, Susan Harrowgate, were robbed in Leeds. Mr Harrowgate opened the door, police said. "
        "Mrs Harrowgate was hurt. Susan Harrowgate was taken to hospital."
    )
    found = [m.entity.name for m in mentions(text) if m.text == "Harrowgate" and m.entity]
    assert found == ["Philip Harrowgate", "Susan Harrowgate"]


def test_a_courtesy_title_of_the_other_sex_is_no_person_of_that_surname() -> None:
    text = "Philip Harrowgate was robbed in Leeds. Mrs Harrowgate was hurt."
    assert called(text, "Harrowgate") == ["Harrowgate"]


def test_a_president_is_not_his_namesake_named_in_full() -> None:
    text = "Michelle Obama spoke in Boston. President Obama told reporters that he would follow her. Mr. Obama flew to Ohio."
    assert called(text, "Obama") == ["Barack Obama", "Barack Obama"]


def test_a_double_surname_alone_is_the_person_named_in_full() -> None:
    text = "Dalia Reyes-Sundberg stood trial in Durban on Monday. Reyes-Sundberg pleaded not guilty."
    assert called(text, "Reyes-Sundberg") == ["Dalia Reyes-Sundberg"]


def test_he_or_she_is_nobody() -> None:
    text = "Martin Hale runs the bank. A client may ask whether he or she can pay later. He said that rules differ."
    found = [m.text for m in mentions(text) if m.pronoun]
    assert found == ["He"]


def test_a_title_with_then_before_it_is_a_role() -> None:
    text = "Then-President Nursultan Nazarbayev signed the treaty in Almaty. Then-prime minister Ana Brnabić opened the station."
    roles = {m.text: m.role for m in mentions(text) if m.type == "person" and not m.pronoun}
    assert roles == {"Nursultan Nazarbayev": "Then-President", "Ana Brnabić": "Then-prime minister"}
    offices = {m.text: m.value for m in mentions(text) if m.type == "office"}
    assert offices == {"President": "Nursultan Nazarbayev", "prime minister": "Ana Brnabić"}


def test_both_sides_are_two_countries_where_a_ministry_speaks_for_one() -> None:
    text = (
        "Tashkent accused Kazakhstan of keeping back water. Kazakhstan's Ministry of Foreign Affairs said talks would go on. "
        "Both sides will meet in May."
    )
    found = {m.entity.name for m in mentions(text) if m.text == "Both sides" and m.entity}
    assert found == {"Kazakhstan", "Uzbekistan"}


def test_two_capitals_that_act_are_two_governments() -> None:
    found = {m.text: m.metonym for m in mentions("Washington and Moscow welcomed the truce. Both sent envoys.")}
    assert found["Washington"] and found["Moscow"]
