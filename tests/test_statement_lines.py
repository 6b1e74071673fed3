"""Quotations whose speaker, end or second half stands elsewhere: over paragraphs, below, above, in headlines, in several pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.entities.finding import find_mentions
from dateline.language.parsing import parse
from dateline.statements.finding import find_statements
from dateline.statements.marks import quotations
from dateline.types import Item, Statement


def read(text: str, language: str = "en") -> list[Statement]:
    item = Item("i", "article", text, language=language)
    doc = next(iter(parse([item])))
    return list(find_statements(replace(item, mentions=find_mentions(item, doc)), doc))


def content(statement: Statement, text: str) -> list[str]:
    return [span.of(text) for span in statement.content]


def who(statement: Statement) -> str | None:
    return statement.speaker.text if statement.speaker else None


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("«", "»")])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_paragraph_between_two_that_open_and_close_is_quoted(opening: str, closing: str, gap: str) -> None:
    parts = [
        f"Mayor Ines Calder said: {opening}We built this bridge for the town.",
        "It took us four years, and many of the workers came from Emden.",
        f"Now it is open and nobody will pay a toll.{closing}",
        "The old bridge will be torn down in June.",
    ]
    text = gap.join(parts)
    (said,) = [s for s in read(text) if s.kind == "direct"]
    assert who(said) == "Ines Calder"
    assert content(said, text) == [parts[0].partition(": ")[2], parts[1], parts[2]]


def test_such_a_quotation_may_name_its_speaker_where_it_closes() -> None:
    text = "“We built this bridge for the town.\nIt took us four years.\nNow it is open to all,” said Mayor Ines Calder."
    (said,) = read(text)
    assert who(said) == "Ines Calder" and len(said.content) == 3


@pytest.mark.parametrize(
    "text",
    [
        # The mark that closes is of another kind, too far below, or there is none.
        "“This never closes, she said.\nThe next line is plain.\nSo is this one» and so on.",
        "“This never closes, she said." + "\nThe next line is plain." * 4 + "\nSo is this one” and so on.",
        "“This never closes, she said.\nThe next line is plain.\nSo is this one and so on.",
        "“This never closes, she said.\nThe next line is plain.\nHere another “opens and closes” as usual.",
    ],
)
def test_plain_lines_below_an_odd_mark_stay_plain(text: str) -> None:
    assert not any("next line" in text[mark.start : mark.end] for mark in quotations(text))


@pytest.mark.parametrize(
    ("signature", "speaker", "role"),
    [
        ("— Ines Calder, mayor of Tangier", "Ines Calder", "mayor of Tangier"),
        ("- Tom Lind, harbour master", "Tom Lind", "harbour master"),
        ("–– Tom Lind", "Tom Lind", None),
        ("— Calder", "Calder", None),
        ("― Harbour Workers United", "Harbour Workers United", None),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_signature_below_a_quotation_speaks(signature: str, speaker: str, role: str | None, gap: str) -> None:
    text = f"The bridge was opened on Monday.\n“We built this bridge for the whole town.”{gap}{signature}\nThe old one will be torn down."
    (said,) = [s for s in read(text) if s.kind == "direct"]
    assert (who(said), said.role, content(said, text)) == (speaker, role, ["“We built this bridge for the whole town.”"])


@pytest.mark.parametrize("below", ["- Kettles", "— the first of its kind", "- Bring water. Wear boots.", "Tom Lind, harbour master"])
def test_a_list_below_a_quotation_is_no_signature(below: str) -> None:
    text = f"The sign at the gate:\n“Everything that a walker needs today.”\n{below}\n- Tents for two"
    assert not [who(s) for s in read(text) if s.speaker is not None]


@pytest.mark.parametrize(
    ("head", "speaker"),
    [
        ("From the union:", "the union"),
        ("From Harbour Workers United:", "Harbour Workers United"),
        ("Excerpts from a speech by Tom Lind:", "Tom Lind"),
        ("Statement from the town council:", "the town council"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_above_a_block_tells_who_speaks_it(head: str, speaker: str, gap: str) -> None:
    block = "“The port is not safe. All members stay at home until the cranes are repaired.”"
    text = f"{head}{gap}{block}{gap}The strike begins on Monday."
    (said,) = [s for s in read(text) if s.kind == "direct"]
    assert said.speaker_words is not None and said.speaker_words.of(text) == speaker and content(said, text) == [block]


def test_a_block_needs_no_marks_below_from() -> None:
    block = "The port is not safe. All members stay at home until the cranes are repaired."
    text = f"Nobody came to work.\nFrom the union:\n\n{block}\n\nThe strike begins on Monday."
    (said,) = read(text)
    assert (said.kind, who(said), content(said, text)) == ("direct", "the union", [block])


@pytest.mark.parametrize("head", ["From the archives:", "From our pages:", "From the start:", "From the union"])
def test_a_heading_speaks_nothing(head: str) -> None:
    assert not read(f"{head}\nThe port of the town was built before the war, and nobody knows by whom.")


@pytest.mark.parametrize(
    ("text", "speaker", "quotation"),
    [
        ("‘We will not pay’: Calder rejects toll plan", "Calder", "‘We will not pay’"),
        ("'The port is unsafe': Harbour union rejects Lind’s offer", "Harbour union", "'The port is unsafe'"),
        ("“A disgrace for the town”: Tom Lind on the toll plan", "Tom Lind", "“A disgrace for the town”"),
        ("‘A welcome surprise’: Harbour Bank", "Harbour Bank", "‘A welcome surprise’"),
    ],
)
def test_a_headline_begins_with_what_somebody_says(text: str, speaker: str, quotation: str) -> None:
    (said,) = [s for s in read(f"{text}\nThe council of Tangier met on Monday.") if s.kind != "indirect"]
    assert (said.kind, said.speaker_words and said.speaker_words.of(text), content(said, text)) == ("direct", speaker, [quotation])


@pytest.mark.parametrize(
    "text",
    [
        "‘The Last Ferry’: Tom Lind on his new film",
        "‘Ferries’: Tom Lind at sea",
        "‘We will not pay’: Tom Lind’s plan for the harbour",
        "‘We will not pay’: how the town lost its bridge",
        "‘We will not pay’: Harbour union wins cup",
        "‘I want something simple’: Tom Lind, Ines Calder.",
    ],
)
def test_other_lines_with_a_colon_are_no_such_headlines(text: str) -> None:
    said = read(f"{text}\nThe council of Tangier met on Monday.")
    assert not [s for s in said if s.cue is not None and s.cue.of(text) == ":"]


@pytest.mark.parametrize(
    ("text", "circumstances"),
    [
        (
            "“The port is not safe,” Lind wrote on Telegram, and “the cranes are too old,” he told Reuters.",
            [("Telegram", None), (None, "Reuters")],
        ),
        (
            "Tom Lind wrote “the port is not safe” on Telegram and told Reuters: “The cranes are too old.”",
            [("Telegram", None), (None, "Reuters")],
        ),
    ],
)
def test_two_quotations_keep_each_its_medium(text: str, circumstances: list[tuple[str | None, str | None]]) -> None:
    said = read(text)
    assert [content(s, text)[0].strip("“”,.")[:8].casefold() for s in said] == ["the port", "the cran"]
    assert [(s.medium and s.medium.text, s.addressee and s.addressee.text) for s in said] == circumstances


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "„Die Brücke ist unsicher“, sagte Minister Tom Lind, „wir werden sie bis Juni schließen.“",
            ["„Die Brücke ist unsicher“", "„wir werden sie bis Juni schließen.“"],
        ),
        (
            "„Die Brücke“, sagte Minister Tom Lind am Montag in Emden, „ist unsicher und wird geschlossen.“",
            ["„Die Brücke“", "„ist unsicher und wird geschlossen.“"],
        ),
    ],
)
def test_a_german_quotation_with_its_cue_in_the_middle_is_one(text: str, pieces: list[str]) -> None:
    (said,) = read(text, "de")
    assert who(said) == "Tom Lind" and content(said, text) == pieces


@pytest.mark.parametrize(
    ("language", "text", "speaker", "quotation"),
    [
        ("ru", "«Мы победим», — сказал губернатор Иванов.", "Иванов", "«Мы победим»"),
        ("ru", "«Да», — ответил Иван Петров.", "Иван Петров", "«Да»"),
        ("ru", "Иван Петров сказал: «Мы победим».", "Иван Петров", "«Мы победим»"),
        ("tr", "“Kazanacağız” dedi Ahmet Yılmaz.", "Ahmet Yılmaz", "“Kazanacağız”"),
        ("tr", 'Belediye Başkanı Ahmet Yılmaz "Köprü kapandı" dedi.', "Ahmet Yılmaz", '"Köprü kapandı"'),
        ("tr", "Başkan Ahmet Yılmaz: “Köprü kapalı”", "Ahmet Yılmaz", "“Köprü kapalı”"),
        ("de", "„Die Brücke“, sagte Minister Tom Lind.", "Tom Lind", "„Die Brücke“"),
    ],
)
def test_a_word_or_two_of_whom_is_named(language: str, text: str, speaker: str, quotation: str) -> None:
    (said,) = read(text, language)
    assert (said.kind, who(said), content(said, text)) == ("direct", speaker, [quotation])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # A name of a thing, and a word that somebody's sentence takes up.
        ("de", "Minister Tom Lind verteidigte die Bezeichnung „Gesindel“, mit der er die Leute im Hafen bedachte."),
        ("de", "Minister Tom Lind sagte in der „Nordlicht“ kein Wort."),
        ("ru", "Губернатор Иванов рассказал о фильме «Мост», который снят в городе."),
        ("ru", "«Мост закрыт», — сказали рабочие."),
    ],
)
def test_a_word_or_two_in_marks_is_no_speech(language: str, text: str) -> None:
    assert not read(text, language)


@pytest.mark.parametrize(
    ("clause", "speaker", "told"),
    [
        ("сообщил ТАСС губернатор Иванов", "Иванов", "ТАСС"),
        ("рассказал РИА Новости мэр города Пётр Волков", "Пётр Волков", "РИА Новости"),
        ("рассказала агентству ТАСС Анна Волкова", "Анна Волкова", "ТАСС"),
        ("сообщил Интерфаксу представитель порта Олег Седов", "Олег Седов", None),
        ("сообщает ТАСС", "ТАСС", None),
    ],
)
def test_whom_a_russian_speaker_tells_does_not_speak(clause: str, speaker: str, told: str | None) -> None:
    (said,) = read(f"«Мост будет закрыт до июня», — {clause}.", "ru")
    assert (who(said), said.addressee and said.addressee.text) == (speaker, told)
