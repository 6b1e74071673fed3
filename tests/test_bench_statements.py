"""The benchmark's judgement of a speaker's entity: the same mention of the chain is right, another name inside it is not."""

from __future__ import annotations

import pytest

from bench.statements_entities import right_entity
from bench.statements_faults import faults, mutilated
from bench.statements_scoring import Attribution, by_set_marks
from dateline.types import Entity, Mention, Span, Statement

TEXT = "The director of the Norland Council Ines Calder said no."
CHAIN = [Span(0, TEXT.index(" said"))]
TRUTH = {"type": "person", "name": "The director of the Norland Council Ines Calder", "wikipedia": None}


@pytest.mark.parametrize(
    ("name", "kind", "right"),
    [("Ines Calder", "person", True), ("Norland Council", "organisation", False), ("Norland Council", "person", False)],
)
def test_a_speaker_is_right_by_the_head_of_the_chains_mention(name: str, kind: str, right: bool) -> None:
    place = Span(TEXT.index(name), TEXT.index(name) + len(name))
    mention = Mention(place, name, kind, Entity("e", name, kind))
    statement = Statement(id="s", kind="indirect", act="say", content=(Span(52, 54),), speaker=mention, entity=mention.entity)
    assert right_entity(statement, TRUTH, TEXT, CHAIN, [mention], lambda start, end: 4) is right


def test_a_pronoun_without_an_entity_is_wrong() -> None:
    statement = Statement(
        id="s", kind="indirect", act="say", content=(Span(52, 54),), speaker=Mention(Span(0, 3), "She", "person", pronoun=True)
    )
    assert not right_entity(statement, TRUTH, TEXT, CHAIN, [], lambda start, end: 4)


def test_the_texts_with_mutilated_marks_are_the_same_in_each_run_and_differ_from_what_they_were_made_of() -> None:
    texts = [("“We pay nobody,” Ines Calder said. ‘Nothing’ was “paid” in Graz, 'he' said.", "en")]
    made = [item.text for item in mutilated(texts, 40)]
    assert made == [item.text for item in mutilated(texts, 40)]
    assert len(set(made)) > 30
    assert sum(text in texts[0][0] for text in made) < 20


def test_what_is_wrong_with_the_places_of_a_statement_is_named() -> None:
    text = "“No,” said Calder."
    speaker = Mention(Span(11, 17), "Lind", "person")
    statement = Statement(id="s", kind="direct", act="say", content=(Span(1, 3), Span(2, 90), Span(4, 5)), speaker=speaker)
    found = " ".join(faults(statement, text))
    assert all(words in found for words in ("no place of the text", "is not 'Lind'", "begins before", "without a letter"))
    good = Statement(id="s", kind="direct", act="say", content=(Span(1, 3),), speaker=Mention(Span(11, 17), "Calder", "person"))
    assert not list(faults(good, text))


def test_the_sets_own_rule_types_by_the_marks_around_the_content() -> None:
    text = "“We pay,” she said. ''We pay,'' she said. The bridge “is very old,” he said."
    kinds = [by_set_marks(text, Attribution((span,))).type for span in ((1, 7), (22, 28), (44, 70))]
    assert kinds == ["direct", "indirect", "mixed"]
