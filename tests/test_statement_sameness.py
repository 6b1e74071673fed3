"""The same words by the same speaker in several outlets are one statement."""

from __future__ import annotations

from datetime import date

from dateline.statements.sameness import Report, differences, grouped, one_statement
from dateline.types import DateEstimate, Entity, Item, Span, Statement

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


def test_groups() -> None:
    other = report("“The harbour is full of boats this year”")
    assert [len(group) for group in grouped([report(LONG), other, report(CUT, 4)])] == [2, 1]
