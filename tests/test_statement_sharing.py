"""Drafts that hold too much: verbs that share a speaker, another's verb between two pieces, whole quotations and what is beside them."""

from __future__ import annotations

import pytest

from dateline.language.parsing import parse
from dateline.statements.drafts import Draft
from dateline.statements.frames import accorded
from dateline.statements.insertion import inserted
from dateline.statements.listing import listed
from dateline.statements.marks import quotations
from dateline.statements.sharing import of_cue, parted
from dateline.statements.whole_quotes import beside
from dateline.types import Item, Span


def place(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def made(text: str, cue: str, source: str, *pieces: str) -> Draft:
    return Draft(tuple(place(text, piece) for piece in pieces), place(text, cue), place(text, source), "tagger", 0.9)


@pytest.mark.parametrize(
    ("text", "cue", "pieces", "parts"),
    [
        (
            "Lind said he would order a review of the harbour and warned against any delay.",
            "said",
            ["he would order a review of the harbour and warned against any delay"],
            [("said", "he would order a review of the harbour"), ("warned against", "any delay")],
        ),
        (
            "Lind said the bridge would be closed but defended the engineers who built it.",
            "said",
            ["the bridge would be closed", "the engineers who built it"],
            [("said", "the bridge would be closed"), ("defended", "the engineers who built it")],
        ),
        # She may be the one whom the police told.
        (
            "Lind said the police found her in the harbour and told her to leave.",
            "said",
            ["the police found her in the harbour and told her to leave"],
            [("said", "the police found her in the harbour and told her to leave")],
        ),
    ],
)
def test_a_second_verb_of_the_same_speaker_is_a_second_statement(
    text: str, cue: str, pieces: list[str], parts: list[tuple[str, str]]
) -> None:
    doc = next(iter(parse([Item("i", "article", text, language="en")])))
    found = parted(text, doc, made(text, cue, "Lind", *pieces), quotations(text))
    assert [(d.cue.of(text), d.content[0].of(text)) for d in found if d.cue] == parts
    assert all(d.source == place(text, "Lind") for d in found)


@pytest.mark.parametrize(
    ("text", "pieces", "kept"),
    [
        ("Lind praised the new harbour plan, while critics fear a long delay.", ["the new harbour plan", "a long delay"], 1),
        ("Lind praised a harbour plan that critics call a costly mistake.", ["a harbour plan", "a costly mistake"], 2),
        ("Lind praised one thing: the engineers built the harbour on time.", ["one thing", "the harbour on time"], 2),
        ("Lind praised the new harbour plan and the people of Tangier.", ["the new harbour plan", "the people of Tangier"], 2),
    ],
)
def test_what_another_verb_holds_is_no_content(text: str, pieces: list[str], kept: int) -> None:
    doc = next(iter(parse([Item("i", "article", text, language="en")])))
    assert len(of_cue(doc, made(text, "praised", "Lind", *pieces)).content) == kept


@pytest.mark.parametrize(
    ("text", "cue", "pieces", "kept"),
    [
        (
            "Lind says, “Stop the bus,” until the driver hears her.",
            "says",
            ["“Stop the bus,” until the driver hears her"],
            ["“Stop the bus,”"],
        ),
        ("Lind said “Fools,” and would not take it back.", "said", ["“Fools,” and would not take it back"], None),
        (
            "Lind defended what she was paid for the harbour, saying, “It was hard work.”",
            "saying",
            ["she was paid for the harbour", "“It was hard work.”"],
            ["“It was hard work.”"],
        ),
        (
            "If you come on Friday, Lind wrote, “I will help.”",
            "wrote",
            ["If you come on Friday", "“I will help.”"],
            None,
        ),
    ],
)
def test_a_whole_quotation_stands_without_what_is_beside_it(
    text: str, cue: str, pieces: list[str], kept: list[str] | None
) -> None:
    found = beside(text, made(text, cue, "Lind", *pieces))
    assert [piece.of(text) for piece in found.content] == (kept or pieces)


@pytest.mark.parametrize(
    ("text", "source", "content", "told"),
    [
        (
            "According to the Harbour Post, Mayor Ines Calder said on Monday that the bridge was unsafe.",
            "the Harbour Post, Mayor Ines Calder",
            "the bridge was unsafe",
            "Mayor Ines Calder said on Monday that the bridge was unsafe",
        ),
        ("According to the Harbour Post, the bridge was unsafe.", "the Harbour Post", "the bridge was unsafe", "the bridge was unsafe"),
    ],
)
def test_a_paper_tells_that_somebody_said_so(text: str, source: str, content: str, told: str) -> None:
    doc = next(iter(parse([Item("i", "article", text, language="en")])))
    found = accorded(text, doc, made(text, "According to", source, content))
    assert found.source == place(text, "the Harbour Post") and [piece.of(text) for piece in found.content] == [told]


def test_who_speaks_inside_a_sentence_speaks_though_its_subject_is_taken_for_content() -> None:
    text = "Institutional buyers, said Mauer, are required to show the prints every ten years."
    doc = next(iter(parse([Item("i", "article", text, language="en")])))
    pieces = ["Institutional buyers", "Mauer, are required to show the prints every ten years"]
    found = inserted(text, doc, Draft(tuple(place(text, piece) for piece in pieces), place(text, "said"), None, "tagger", 0.9))
    assert found.source == place(text, "Mauer")
    assert [piece.of(text) for piece in found.content] == ["Institutional buyers", "are required to show the prints every ten years"]


@pytest.mark.parametrize(
    ("text", "cue", "piece", "whole"),
    [
        ("The port attacked Lind as a fraud and a cheat.", "attacked", "Lind as a fraud", "Lind as a fraud and a cheat"),
        ("Lind plans to win with ads, posters and a rally.", "plans", "to win with ads", "to win with ads, posters and a rally"),
        ("Lind wants to close the road and move the port.", "wants", "to close the road", "to close the road and move the port"),
        # What he did next.
        ("Lind praised the crew and left the harbour.", "praised", "the crew", "the crew"),
    ],
)
def test_a_list_is_content_to_its_end(text: str, cue: str, piece: str, whole: str) -> None:
    doc = next(iter(parse([Item("i", "article", text, language="en")])))
    (found,) = listed(text, doc, [made(text, cue, "Lind" if text.startswith("Lind") else "The port", piece)])
    assert [span.of(text) for span in found.content] == [whole]


def test_what_another_statement_holds_is_no_end_of_a_list() -> None:
    text = "Lind attacked the port as a fraud and a cheat."
    doc = next(iter(parse([Item("i", "article", text, language="en")])))
    drafts = [made(text, "attacked", "Lind", "the port as a fraud"), made(text, "attacked", "Lind", "a cheat")]
    assert [draft.content for draft in listed(text, doc, drafts)] == [draft.content for draft in drafts]
