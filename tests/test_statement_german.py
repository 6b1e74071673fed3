"""German reported speech: by "dass", the Konjunktiv I, and who stands beside "laut", "so" and "wie ... mitteilte"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.entities.finding import find_mentions
from dateline.language.parsing import parse
from dateline.statements.finding import find_statements
from dateline.statements.lexicon import lexicon
from dateline.types import Item, Statement


def read(text: str) -> list[Statement]:
    item = Item("i", "article", text, language="de")
    doc = next(iter(parse([item])))
    return list(find_statements(replace(item, mentions=find_mentions(item, doc)), doc))


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Bürgermeisterin Ines Calder sagte am Montag, dass die Brücke in Emden unsicher ist.",
            "Ines Calder",
            ["die Brücke in Emden unsicher ist"],
        ),
        (
            "Die Polizei teilte am Montag mit, der Fahrer habe die Brücke nicht gesehen.",
            "Die Polizei",
            ["der Fahrer habe die Brücke nicht gesehen"],
        ),
        ("Die neue Brücke werde im Juni fertig, sagte Minister Tom Lind.", "Tom Lind", ["Die neue Brücke werde im Juni fertig"]),
        (
            "Diese Maut spalte, so Bürgermeisterin Ines Calder, nicht nur den Rat, sondern die Stadt.",
            "Ines Calder",
            ["Diese Maut spalte", "nicht nur den Rat, sondern die Stadt"],
        ),
        ("Laut Polizei wurde bei dem Brand im Hafen niemand verletzt.", "Polizei", ["wurde bei dem Brand im Hafen niemand verletzt"]),
        (
            "Der Brand im Hafen ist laut Feuerwehr seit dem Morgen gelöscht.",
            "Feuerwehr",
            ["Der Brand im Hafen ist", "seit dem Morgen gelöscht"],
        ),
        (
            "Die Brücke ist laut Polizei und Feuerwehr seit Montag gesperrt.",
            "Polizei und Feuerwehr",
            ["Die Brücke ist", "seit Montag gesperrt"],
        ),
        (
            "Nach Angaben von Ines Calder ist die Brücke seit Montag gesperrt.",
            "Ines Calder",
            ["ist die Brücke seit Montag gesperrt"],
        ),
        ("Minister T. Lind sagte am 5. Mai, die Brücke in Emden sei unsicher.", "T. Lind", ["die Brücke in Emden sei unsicher"]),
        ("Russischen Medien zufolge lief das Schiff am Sonntag aus.", "Russischen Medien", ["lief das Schiff am Sonntag aus"]),
        (
            "Das Schiff lief am Sonntag aus, wie das Ministerium am Montag mitteilte.",
            "das Ministerium",
            ["Das Schiff lief am Sonntag aus"],
        ),
    ],
)
def test_reported_speech(text: str, speaker: str, content: list[str]) -> None:
    (said,) = read(text)
    assert said.speaker is not None and speaker in (said.speaker.text, said.speaker_words and said.speaker_words.of(text))
    assert said.kind == "indirect" and [piece.of(text) for piece in said.content] == content


def test_what_goes_on_in_the_konjunktiv_is_of_the_same_speaker() -> None:
    text = (
        "Die neue Brücke werde im Juni fertig, sagte Minister Tom Lind. Eine Maut sei nicht geplant.\n"
        "Auch die Straße könne dann öffnen. Es sei denn, der Rat baut sie neu. Der Bau hat vor zwei Jahren begonnen."
    )
    found = read(text)
    assert [s.content[0].of(text) for s in found][1:] == ["Eine Maut sei nicht geplant", "Auch die Straße könne dann öffnen"]
    assert all(s.speaker is not None and s.speaker.text == "Tom Lind" for s in found)


@pytest.mark.parametrize(
    "text",
    [
        "Selbst wenn Minister Tom Lind sagt, dass die Brücke sicher ist, fährt niemand.",
        "Falls Minister Tom Lind sagt, dass die Brücke sicher ist, fahren alle.",
        "Minister Tom Lind sagte nie, dass die Brücke in Emden sicher ist.",
        "Bürgermeisterin Ines Calder sagte das Fest ab, die Brücke sei unsicher.",
        "Minister Tom Lind räumte das Haus, die Brücke sei unsicher.",
        "Minister Tom Lind bezeichnete den Hafen, die Brücke sei unsicher.",
        # Nobody is named, nothing is said, or it is asked or supposed.
        "Es ist kein Zufall, dass die Brücke in Emden unsicher ist.",
        "Minister Tom Lind sagte nicht, dass die Brücke sicher ist.",
        "Wenn Minister Tom Lind sagt, dass die Brücke sicher ist, fahren alle.",
        "Minister Tom Lind sagte, die Brücke sei sicher?",
        "Der von der Polizei bewachte Hafen teilte mit, die Brücke sei sicher.",
        "Als er die Hände an der Brücke wäscht, erzählt Minister Tom Lind.",
        "Daheim in Deutschland stellt man fest, dass die Strecke nach Emden sehr lang ist.",
        "Der Antrag auf eine neue Brücke kam zu spät, wies das Tor zum Hafen.",
        "So wird die Hose im Sommer laut Laufsteg getragen.",
        "Erbaut wurde sie den Leuten am Hafen zufolge um das Jahr 900.",
        "Ich glaube, sie habe das nicht gewusst, sagte ich.",
        "Die Polizei gab am Montag nach, die Brücke sei unsicher.",
        "Minister Tom Lind ging am Montag nach Hause, die Brücke sei unsicher.",
        "Minister Tom Lind sagte Hallo, die Leute am Hafen lachten laut.",
        "Minister Tom Lind sagte, weil er krank sei.",
        "Ich war am Hafen nicht dabei, sagte Minister Tom Lind.",
        "Gerüchten zufolge ist die Brücke am Hafen unsicher.",
        "Minister Tom Lind sagte im Rat, einem Haus am Hafen, die Brücke sei unsicher.",
        "Minister Tom Lind sagte am Montag im großen Saal des alten Hauses am Hafen von Emden, die Brücke sei unsicher.",
        "Schon gut, sagte Minister Tom Lind.",
        "Der Film „Der Letzte Zug“, sagte Minister Tom Lind.",
        "Laut Tom Lind, der am Hafen wohnt, ist die Brücke unsicher.",
    ],
)
def test_what_is_no_reported_speech(text: str) -> None:
    assert not read(text)


def test_a_name_in_marks_does_not_hide_what_is_reported() -> None:
    text = "Minister Tom Lind sagte, dass die „Nordlicht“ am Sonntag im Hafen von Emden liegt."
    (said,) = read(text)
    assert said.speaker is not None and [c.of(text) for c in said.content] == ["die „Nordlicht“ am Sonntag im Hafen von Emden liegt"]


def test_a_quotation_is_read_by_its_marks() -> None:
    text = "Der Vorsitzende des Rats in Emden, Tom Lind, kritisierte den Hafen scharf: „Die Brücke ist seit Jahren nicht mehr sicher.“"
    (said,) = read(text)
    assert (said.kind, said.content[0].of(text)) == ("direct", "„Die Brücke ist seit Jahren nicht mehr sicher.“")


def test_a_book_speaks_not_who_wrote_it() -> None:
    for text in (
        "Laut Tom Linds neuem Buch ist die Brücke in Emden unsicher.",
        "Die Brücke in Emden ist laut Tom Linds neuem Buch seit Jahren unsicher.",
    ):
        (said,) = read(text)
        assert said.entity is None and said.speaker is not None and said.speaker.text == "Tom Linds neuem Buch"
        assert "Buch" not in " ".join(piece.of(text) for piece in said.content)


def test_an_initial_behind_a_courtesy_is_the_surname() -> None:
    item = Item("i", "article", "Am Montag kam Herr K. Er wohnt am Hafen.", language="de")
    assert [m.text for m in find_mentions(item, next(iter(parse([item])))) if m.type == "person"] == ["K"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("„Die Brücke ist in Emden nicht sicher“, räumte Tom Lind ein.", True),
        ("„Die Brücke ist in Emden nicht sicher“, hieß es am Montag.", True),
    ],
)
def test_a_verb_of_two_senses_counts_with_its_other_word(text: str, says: bool) -> None:
    assert any(s.cue is not None for s in read(text)) == says


def test_german_verbs_of_speech_stand_in_one_list() -> None:
    words = lexicon("de")
    assert set(words.needs) | set(words.unless) <= set(words.acts)
    assert words.acts["befürchteten"] == "believe" and words.acts["räumte"] == "say"


@pytest.mark.parametrize(
    "behind",
    [
        " Mich habe das sehr gefreut am Hafen.",
        " Die Stadt sagte ab, weil sie kein Geld habe.",
    ],
)
def test_what_goes_on_ends_at_others_and_at_the_writer(behind: str) -> None:
    assert len(read("Die neue Brücke werde im Juni fertig, sagte Minister Tom Lind." + behind)) == 1


def test_a_quotation_ends_what_goes_on() -> None:
    found = read(
        "Die neue Brücke werde im Juni fertig, sagte Minister Tom Lind. „Wir bauen sie bis zum Juni ganz fertig“, sagte Ines Calder. "
        "Eine Maut sei nicht geplant."
    )
    assert len(found) == 2


def test_a_pronoun_speaks() -> None:
    (said,) = read("Ines Calder kam am Montag. Sie sagte, die Brücke sei unsicher.")
    assert said.speaker is not None and said.speaker.text == "Sie"
