"""Headlines alone become one story where many outlets tell it, not where one repeats a phrase, nor for a name or on other days."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import dateline
from dateline.stories.shelf import StoryStream
from dateline.stories.similarity import Member
from dateline.stories.terms import weigh
from dateline.types import DateEstimate, Item, Page

DAY = 735_000
FERRY = (
    "Ferry Aurelia runs aground near Kotor",
    "Aurelia ferry passengers brought ashore in darkness",
    "Fog blamed as Kotor ferry hits rocks",
    "Passengers of stranded Aurelia tell of cold night",
    "Radar failed before Aurelia ran onto rocks",
    "Captain of Kotor ferry questioned by police",
    "Owner of Aurelia promises passengers money",
    "Oil from stranded ferry reaches Kotor beaches",
    "Tugs pull Aurelia free of rocks",
    "Stranded ferry was inspected in May, Kotor harbour says",
)
NAME = (
    "Trump opens school in Leeds",
    "Sharks seen by swimmers, says Trump",
    "Trump: taxes must fall",
    "Fans cheer Trump at festival",
    "Interview: Trump on gardening",
    "Trump visits steel mill before election",
)


def stories(words: tuple[str, ...], one_outlet: bool = False, days_between: int = 0, known: int = 0) -> list[str]:
    members = [
        Member(
            f"{n}",
            0,
            weigh(text),
            DAY + n * days_between,
            DAY + n * days_between + known,
            "en",
            outlet="one" if one_outlet else f"outlet {n}",
        )
        for n, text in enumerate(words)
    ]
    held = StoryStream()
    for start in range(0, len(members), 3):
        held.add(members[start : start + 3])
    return list(held.stories().values())


def largest(found: list[str]) -> int:
    return max(found.count(story) for story in found)


def test_headlines_that_many_outlets_give_one_happening_are_one_story() -> None:
    assert largest(stories(FERRY)) >= 9


@pytest.mark.parametrize(
    "found",
    [
        stories(FERRY, one_outlet=True),
        stories(FERRY, days_between=20),
        stories(FERRY, known=400),
        stories(NAME),
    ],
    ids=["a series of one outlet", "other days", "no known day", "a name alone"],
)
def test_what_only_one_outlet_says_or_a_name_joins_no_headlines(found: list[str]) -> None:
    assert largest(found) <= 5


def test_full_texts_decide_about_themselves_and_judgements_bind(tmp_path: Path) -> None:
    def page(number: int, words: str, outlet: str) -> Page:
        from datetime import date

        when = DateEstimate(date(2031, 3, 1), date(2031, 3, 1))
        item = Item(
            f"i{number}", "teaser", words, headline=words, outlet=outlet, language="en", published=when, revision=f"r{number}"
        )
        return Page(
            words, (), (item,), url=f"https://{outlet}.example/{number}", outlet=outlet, language="en", digest=f"d{number}"
        )

    with dateline.open_archive(tmp_path / "feeds.db") as archive:
        archive.add([page(n, words, f"o{n}") for n, words in enumerate(FERRY)])
        story = max(archive.stories(), key=lambda s: len(s.items))
        assert len(story.items) >= 6
        one, *others = (item.id for item in story.items)
        archive.apart(one, *others)
        parted = {item.id: s.id for s in archive.stories() for item in s.items}
        assert all(parted[one] != parted[other] for other in others)
        archive.add([page(99, "Aurelia: oil from stranded ferry reaches Kotor beach", "o99")])
        parted = {item.id: s.id for s in archive.stories() for item in s.items}
        assert all(parted[one] != parted[other] for other in others)


def test_an_item_without_an_outlet_joins_no_group_by_its_headline() -> None:
    from dateline.stories.headlines import alone

    member = Member("a", 0, weigh(FERRY[0]), DAY, DAY, "en", outlet="one")
    assert alone(member)
    assert not any(alone(replace(member, **change)) for change in ({"outlet": None}, {"language": "ja"}, {"earliest": None}))
