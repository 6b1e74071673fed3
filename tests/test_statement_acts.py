"""What is told of a statement beside its words: whether it was said at all, who says it together with whom, what a nameless speaker is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import dateline
from dateline.entities.finding import find_mentions
from dateline.export.json_ld import quotation
from dateline.language.parsing import parse
from dateline.statements.finding import find_statements
from dateline.types import INNER_ACTS, Item, Statement


def read(text: str, language: str = "en") -> list[Statement]:
    return list(item_of(text, language).statements)


def item_of(text: str, language: str = "en") -> Item:
    item = Item("i", "article", text, language=language)
    doc = next(iter(parse([item])))
    item = replace(item, mentions=find_mentions(item, doc))
    return replace(item, statements=find_statements(item, doc))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mayor Ines Calder never claimed that the bridge was safe."),
        ("en", "Mayor Ines Calder did not say that the bridge was safe."),
        ("en", "Mayor Ines Calder didn’t say whether the bridge was safe."),
        ("en", "The ministry stopped short of saying that the bridge was unsafe."),
        ("en", "The report failed to mention that the bridge was unsafe."),
        ("en", "She avoided saying that the bridge was unsafe."),
        ("en", "The mayor did not deny that the bridge was unsafe."),
        ("en", "No one said the bridge was safe."),
        ("en", "Nobody said the bridge was safe."),
        ("en", "None of them said the bridge was safe."),
        ("en", "Neither said the bridge was safe."),
        ("en", "Neither minister said the bridge was safe."),
        ("en", "Nothing said that the bridge was safe."),
        ("en", "The minister fell short of saying that the bridge was unsafe."),
        ("en", "The minister steered clear of saying that the bridge was unsafe."),
        ("en", "The minister refrained from saying that the bridge was unsafe."),
        ("en", "The report neglected to mention that the bridge was unsafe."),
        ("en", "The report omitted to mention that the bridge was unsafe."),
        ("en", "The minister did not necessarily say that the bridge was unsafe."),
        ("de", "„Die Brücke in Emden ist sicher“, sagte Ines Calder niemals."),
        ("de", "Nie sagte Ines Calder: „Die Brücke in Emden ist sicher“."),
        ("ru", "Губернатор Иванов никогда не говорил: «Мост будет закрыт до июня»."),
        ("en", "He never said “the bridge is safe and will stay open.”"),
        ("de", "„Die Brücke in Emden ist sicher“, sagte Ines Calder nie."),
        ("de", "Ines Calder sagte nie „die Brücke in Emden ist sicher und bleibt offen“."),
        ("de", "Die Brücke sei sicher, sagte Minister Tom Lind nicht."),
        ("ru", "Губернатор Иванов не сказал: «Мост будет закрыт до июня»."),
    ],
)
def test_what_was_not_said_is_not_told_as_said(language: str, text: str) -> None:
    (unsaid,) = read(text, language)
    assert unsaid.act == "unsaid" and unsaid.act in INNER_ACTS


@pytest.mark.parametrize(
    ("language", "text", "act"),
    [
        ("en", "The mayor does not think that the bridge is safe.", "believe"),
        ("en", "The port does not expect the bridge to open.", "estimate"),
        ("en", "The mayor not only said that the bridge was safe.", "say"),
        ("en", "The minister did not just say that the bridge was unsafe.", "say"),
        ("en", "The minister did not merely say that the bridge was unsafe.", "say"),
        ("en", "The minister did not simply say that the bridge was unsafe.", "say"),
        ("en", "The minister did not anticipate that the bridge would open.", "estimate"),
        ("en", "The report never failed to mention that the bridge was old.", "say"),
        ("en", "The mayor never missed an opportunity to remind the town that the bridge was old.", "say"),
        ("en", "The mayor denied saying that the bridge was safe.", "deny"),
        ("en", "Officials did not rule out that the bridge would close.", "say"),
        ("en", "Mayor Ines Calder said that the bridge was not safe.", "say"),
        ("de", "„Die Brücke in Emden ist sicher“, sagte Ines Calder, die nie dort war.", "say"),
        ("de", "„Die Brücke in Emden ist sicher“, sagte Ines Calder nicht ohne Stolz.", "say"),
    ],
)
def test_what_is_denied_elsewhere_was_said(language: str, text: str, act: str) -> None:
    assert read(text, language)[0].act == act


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ines Calder talked about the dam.",
        "Mayor Ines Calder spoke about the new bridge on Monday.",
        "The minister discussed the dam with farmers.",
    ],
)
def test_a_topic_is_not_what_was_said(text: str) -> None:
    assert [s.act for s in read(text)] == ["discuss"]


def test_words_in_marks_were_said_whatever_the_verb() -> None:
    assert [s.act for s in read("The mayor talked about “a bridge that nobody needs.”")] == ["say"]


@pytest.mark.parametrize(
    "text",
    [
        "Safety concerns were cited as a reason for the closure.",
        "High costs were cited.",
        "A new price was agreed on Monday.",
        "A ceasefire was agreed between the two sides on Monday.",
    ],
)
def test_what_became_of_a_thing_is_no_statement(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    ["It was agreed that the port would close.", "The report was cited by several papers.", "The plan was criticised as too costly."],
)
def test_passives_that_say_something_stay(text: str) -> None:
    assert [s.act for s in read(text)] == ["say"]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "joint"),
    [
        ("en", "Ines Calder and Tom Lind said in a joint statement that the bridge was safe.", "Ines Calder", ["Tom Lind"]),
        ("en", "Pakistan and India said the border would reopen.", "Pakistan", ["India"]),
        ("en", "Mayor Ines Calder and Finance Minister Tom Lind said the bridge was safe.", "Tom Lind", ["Ines Calder"]),
        ("en", "Ines Calder and the ministry said the bridge was safe.", "Ines Calder", ["the ministry"]),
        ("en", "“The bridge is safe,” said Ines Calder, mayor of Tangier and Emden.", "Ines Calder", []),
        ("en", "Lawyers for Ines Calder and Tom Lind said the bridge was safe.", "Tom Lind", []),
        ("de", "„Die Brücke in Emden ist sicher“, sagten Ines Calder und Tom Lind.", "Ines Calder", ["Tom Lind"]),
        ("de", "Der Vorsitzende des Bunds in Deutschland, Tom Lind, sagte: „Die Brücke ist in Not.“", "Tom Lind", []),
        ("ru", "«Мост будет закрыт до июня», — сказали Иван Петров и Анна Волкова.", "Иван Петров", ["Анна Волкова"]),
    ],
)
def test_who_speaks_together(language: str, text: str, speaker: str, joint: list[str]) -> None:
    (said,) = read(text, language)
    assert said.speaker is not None and said.speaker.text == speaker
    assert [mention.text for mention in said.joint] == joint


def test_a_joint_statement_is_found_under_each(tmp_path: Path) -> None:
    text = "Pakistan and India said in a joint statement that the border would reopen."
    page = dateline.read(f"Border to reopen\n\n{text}\n", published_at="2025-03-04", url="https://post.example/1")
    (said,) = [s for item in page.items for s in item.statements if s.joint]
    item = next(item for item in page.items if said in item.statements)
    assert {entity.name for entity in said.speakers} == {"Pakistan", "India"}
    told = quotation(item, said)["spokenByCharacter"]
    assert {one["name"] for one in told} == {"Pakistan", "India"}
    with dateline.open_archive(str(tmp_path / "a.db")) as archive:
        archive.add(page)
        for entity in said.speakers:
            found = list(archive.statements(entity=entity.id))
            assert [statement.joint for _, statement in found] == [said.joint]
            assert [statement.id for _, statement in archive.dossier(entity.id).said] == [said.id]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“The bridge is safe,” said a spokesman for the transport ministry.", "spokesman"),
        ("A spokeswoman for the Harbour Department said two people were hurt.", "spokeswoman"),
        ("A local teacher said two people were hurt.", "teacher"),
        ("The finance minister said taxes would rise.", "finance minister"),
        ("The head of the fire service said two people were hurt.", "head"),
        ("Residents said two people were hurt.", None),
        ("A woman said two people were hurt.", None),
        ("The company said two people were hurt.", None),
    ],
)
def test_the_role_of_a_speaker_without_a_name(text: str, role: str | None) -> None:
    assert [s.role for s in read(text)] == [role]
