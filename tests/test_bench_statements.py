"""The benchmark's judgement of a speaker's entity: the same mention of the chain is right, another name inside it is not."""

from __future__ import annotations

import pytest

from bench.statements_entities import right_entity
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
