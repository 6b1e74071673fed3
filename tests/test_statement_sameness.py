"""The same words by the same speaker in several outlets are one statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.site.facts import folded
from dateline.site.rendering import placed
from dateline.statements.sameness import Report, differences, grouped, one_statement
from dateline.stories.telling import statements
from dateline.types import DateEstimate, Entity, Item, Mention, Span, Statement

MAYOR = Entity("m", "Ines Calder", "person")


def report(words: str, day: int = 3, entity: Entity | None = MAYOR, kind: str = "direct") -> Report:
    item = Item(str(day) + words, "article", words, published=DateEstimate(date(2025, 3, day), date(2025, 3, day)))
    return Report(item, Statement(words, kind, "say", (Span(0, len(words)),), entity=entity))  # type: ignore[arg-type]


LONG = "“We will open the bridge in June, and nobody will pay a toll,”"
CUT = "“open the bridge in June”"


def test_a_cut_is_the_same_statement() -> None:
    assert one_statement(report(LONG), report(CUT, 4))
    assert [d.here for d in differences(report(LONG), report(CUT, 4))] == ["we will", "and nobody will pay a toll"]


def test_other_words_speakers_days_and_reported_speech_are_not() -> None:
    assert not one_statement(report(LONG), report("“The harbour is full of boats this year”"))
    assert not one_statement(report(LONG), report(CUT, entity=Entity("x", "Someone", "person")))
    assert not one_statement(report(LONG), report(CUT, 20))
    assert not one_statement(report(LONG), report(CUT, kind="indirect"))
    assert not one_statement(report(LONG, entity=None), report(CUT, entity=None))


def test_two_cuts_that_share_many_words_in_a_row_are_one_statement() -> None:
    first = "“The bridge is old and tired, we will open the new one in June for all, and that is a promise to the whole of our town”"
    second = "“we will open the new one in June for all; as for the toll, ask the harbour office, which has never once answered me”"
    assert one_statement(report(first), report(second)) and [len(group) for group in grouped([report(first), report(second)])] == [2]
    assert not one_statement(report(first), report(second.replace("in June", "in July")))


def test_groups() -> None:
    other = report("“The harbour is full of boats this year”")
    assert [len(group) for group in grouped([report(LONG), other, report(CUT, 4)])] == [2, 1]


def test_a_report_that_is_like_two_groups_makes_them_one() -> None:
    first = "“We will open the bridge in June, and nobody will pay a toll”"
    last = "“nobody will pay a toll on it, says the law of our town”"
    both = "“We will open the bridge in June, and nobody will pay a toll on it, says the law of our town”"
    assert not one_statement(report(first), report(last))
    assert [len(group) for group in grouped([report(first), report(last), report(both)])] == [3]


def items() -> list[Item]:
    return [
        replace(one.item, outlet=outlet, statements=(one.statement,))
        for one, outlet in ((report(LONG), "Tiber Courier"), (report(CUT, 4), "Graz Post"))
    ]


def test_a_story_tells_a_statement_once_and_where_others_word_it_otherwise() -> None:
    (told,) = statements(items())
    assert (told.outlet, told.again) == ("Tiber Courier", ("4" + CUT,))
    assert [(w.outlet, w.differences) for w in told.wordings] == [
        ("Graz Post", (("we will", ""), ("and nobody will pay a toll", "")))
    ]


def test_a_list_of_statements_shows_the_differences() -> None:
    ((item, _, again),) = folded((item, item.statements[0]) for item in items())
    assert item.outlet == "Tiber Courier"
    assert [(a.item.outlet, a.differences[0]) for a in again] == [("Graz Post", ("we will", ""))]


def test_a_headline_that_cuts_a_quotation_of_its_item_makes_way_for_it() -> None:
    one = report(f"{CUT}\n{LONG}")
    cut = Statement("cut", "direct", "say", (Span(0, len(CUT)),), entity=MAYOR)
    whole = Statement("whole", "direct", "say", (Span(len(CUT) + 1, len(CUT) + 1 + len(LONG)),), entity=MAYOR)
    (told,) = statements([replace(one.item, statements=(cut, whole))])
    assert (told.statement.id, told.again, told.wordings) == ("whole", (), ())


@pytest.mark.parametrize("headline_first", [True, False])
def test_of_an_item_that_reports_a_statement_twice_the_fuller_report_is_compared(headline_first: bool) -> None:
    first = items()[0]
    longer = "“We will open the bridge in June”"
    lines = [CUT, longer] if headline_first else [longer, CUT]
    at = len(lines[0]) + 1
    spans = (Span(0, len(lines[0])), Span(at, at + len(lines[1])))
    twice = tuple(Statement(str(span.start), "direct", "say", (span,), entity=MAYOR) for span in spans)
    second = replace(report("\n".join(lines), 4).item, outlet="Graz Post", statements=twice)
    without = (("and nobody will pay a toll", ""),)
    (told,) = statements([first, second])
    assert [(w.outlet, w.differences) for w in told.wordings] == [("Graz Post", without)]
    ((_, _, others),) = folded((item, statement) for item in (first, second) for statement in item.statements)
    assert [(a.item.outlet, a.differences) for a in others] == [("Graz Post", without)]


def test_where_something_was_said_stands_in_the_words_of_the_item() -> None:
    for text, medium, words in (
        ("He wrote on Telegram that it was late.", "Telegram", "on Telegram"),
        ("In a recent interview, he said it was late.", "interview", "in a recent interview"),
        ("In Graz he told a news conference that it was late.", "a news conference", "in a news conference"),
    ):
        at = text.index(medium)
        assert placed(Item("x", "article", text), Mention(Span(at, at + len(medium)), medium, "medium")) == words
