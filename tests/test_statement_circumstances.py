"""Whom a statement is told, where it is said and when; acts; interviews without names at their lines; quotations of other languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.cli.view import manner
from dateline.entities.finding import find_mentions
from dateline.language.parsing import parse
from dateline.statements.finding import find_statements
from dateline.types import DateEstimate, Item, Statement

TUESDAY = DateEstimate(date(2025, 3, 4), date(2025, 3, 4))


def read(text: str, language: str = "en") -> list[Statement]:
    item = Item("x", "article", text, language=language, published=TUESDAY)
    parsed = next(iter(parse([item])))
    return list(find_statements(replace(item, mentions=find_mentions(item, parsed)), parsed))


def said(statement: Statement, text: str) -> list[str]:
    return [span.of(text) for span in statement.content]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("In a statement on Monday, the Port Authority of Tangier said the ferry had been inspected in March.", "statement"),
        ("On Telegram, Governor Pavel Rudenko wrote that two drones had been shot down.", "telegram"),
        ("In a post on X, Ines Calder said the bridge was safe.", "social media"),
        ("Brandt, in a letter to the union seen by Reuters, said the port must open.", "letter"),
        ("Speaking on state television, President Omar Haddad said that the army would withdraw.", "broadcast"),
        ("During a phone call with Chancellor Eva Moser, Haddad said he was ready for talks.", "phone call"),
        ("Ines Calder told a news conference that the bridge was safe.", "press conference"),
        ("“It was dark,” a witness told the Tiber Courier by phone.", "phone call"),
        ("In the wake of the report, Ines Calder said the bridge was safe.", None),
        ("Brandt spoke on the report and said the port must open.", None),
        ("After the port announced it in a statement, Brandt said it was false.", None),
    ],
)
def test_the_medium_stands_before_the_cue_too(text: str, medium: str | None) -> None:
    found = read(text)[-1]
    assert (found.medium.value if found.medium else None) == medium


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Speaking to reporters in Oslo, Foreign Minister Lena Okafor said the talks had failed.", "reporters"),
        ("In an interview with the Tiber Courier, Energy Minister Tomas Brandt said coal was finished.", "Tiber Courier"),
        ("“Coal is finished,” Tomas Brandt said in an interview on Sunday with state television.", "state television"),
        ("“Coal is finished,” Tomas Brandt said in an interview with local newspaper Tiber Courier.", "Tiber Courier"),
        ("“Coal is finished,” Tomas Brandt told local newspaper Tiber Courier on Sunday.", "Tiber Courier"),
        ("The mayor asked residents to stay at home.", "residents"),
        ("Ines Calder warned drivers that the tunnel would be closed.", "drivers"),
        ("She promised voters lower taxes.", "voters"),
        ("Haddad assured Moser in a phone call that the gas would flow.", "Moser"),
        ("“Where were you on Friday?” the judge asked Falk.", "Falk"),
        ("“Why?” asked the judge. “Because I was afraid,” Falk replied.", None),
        ("Ines Calder told a news conference that the bridge was safe.", None),
        ("The mayor ordered the bridge to be closed.", None),
        ("The opposition called on the president to resign.", "the president"),
        ("Ines Calder, still calling out the Republicans, praised the port.", None),
    ],
)
def test_whom_a_statement_is_told(text: str, told: str | None) -> None:
    found = read(text)[0]
    assert (found.addressee.text if found.addressee else None) == told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The harbour will reopen in May, Mayor Ines Calder told reporters on Monday.", date(2025, 3, 3)),
        ("In a statement on Monday, the Port Authority of Tangier said the ferry will sail.", date(2025, 3, 3)),
        ("On Monday, Ines Calder said the bridge was safe.", date(2025, 3, 3)),
        ("After Monday's crash, Ines Calder said the bridge was safe.", None),
    ],
)
def test_who_has_spoken_did_so_before_the_day_of_writing(text: str, day: date | None) -> None:
    found = read(text)[0]
    assert (found.when.day if found.when else None) == day


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Tomas Brandt accused the union of blocking the port.", "accuse"),
        ("The union blamed the weather for the delay.", "accuse"),
        ("The opposition called on the president to resign.", "demand"),
        ("As Ines Calder put it, “the bridge is a joke”.", "say"),
        ("Haddad assured Moser in a phone call that the gas would flow.", "say"),
    ],
)
def test_what_a_cue_does(text: str, act: str) -> None:
    assert read(text)[0].act == act


def test_whom_the_cue_warns_is_told_and_no_content() -> None:
    text = "Ines Calder warned drivers that the tunnel would be closed."
    assert said(read(text)[0], text) == ["the tunnel would be closed"]


def test_who_asks_behind_a_quotation_speaks() -> None:
    text = "“Why?” asked the judge. “Because I was afraid,” Falk replied."
    assert [s.speaker and s.speaker.text for s in read(text)] == ["the judge", "Falk"]


def test_a_quotation_goes_on_behind_what_its_speaker_did() -> None:
    text = "“This,” said the minister, pointing at the river, “is where it began.”"
    assert [said(s, text) for s in read(text)] == [["“This,”", "“is where it began.”"]]


def test_the_pronoun_of_a_clause_is_no_speaker() -> None:
    text = "Falk, who prosecutors say ran the scheme, pleaded not guilty."
    assert [s.speaker and s.speaker.text for s in read(text) if s.cue and s.cue.of(text) == "say"] == ["prosecutors"]


INTRODUCTION = "Mayor of Tulln on the flood\nInes Calder has been mayor since 2019. Calder lives by the river.\n"


def test_answers_of_an_interview_are_spoken_by_whom_it_introduces() -> None:
    text = f"{INTRODUCTION}Q: When will the bridge open?\nA: In June, I hope.\nQ: And the cost?\nA: We pay 40 million euros."
    found = read(text)
    assert [said(s, text) for s in found] == [["In June, I hope."], ["We pay 40 million euros."]]
    assert {s.entity and s.entity.name for s in found} == {"Ines Calder"} and {s.kind for s in found} == {"direct"}


def test_answers_without_labels_are_those_below_questions_to_you() -> None:
    questions = ["How did you survive the winter?", "What did your children do?", "Would you stay here again?"]
    answers = ["We burned the furniture.", "They slept in the church with me.", "I would. My house is here."]
    text = INTRODUCTION + "\n".join(line for pair in zip(questions, answers, strict=True) for line in pair) + "\nShe was born in Graz."
    found = read(text)
    assert [said(s, text) for s in found] == [[answer] for answer in answers]
    assert {s.entity and s.entity.name for s in found} == {"Ines Calder"}


def test_questions_that_an_article_asks_itself_are_no_interview() -> None:
    text = (
        f"{INTRODUCTION}What is known about the flood?\nThe river rose by two metres.\nWho is to blame?\nThe dam was old.\n"
        "What happens next?\nThe council meets in May."
    )
    assert not [s for s in read(text) if s.kind == "direct"]


TOLLS = (
    "Will the new tolls hit you?\nPrices of lorries made in the US will rise.\nCan you still cross by ferry?\n"
    "The US operator sails twice a day.\nWhat should you pay in May?\nThe US dollar fare stays at three."
)
RIVER = (
    "Was plant sie am Fluss?\nWir im Tal kennen das Hochwasser.\nWer hilft ihr dabei?\nUnser Land zahlt die Hälfte.\n"
    "Wann haben sie Zeit?\nUns liegt kein Datum vor."
)


@pytest.mark.parametrize(("language", "text"), [("en", TOLLS), ("de", RIVER)])
def test_an_explainer_below_a_name_is_no_interview(language: str, text: str) -> None:
    assert not [s for s in read(INTRODUCTION + text, language) if s.kind == "direct"]


def test_german_questions_to_you_are_an_interview() -> None:
    to_you = RIVER.replace("plant sie", "planen Sie").replace("ihr", "Ihnen").replace("sie Zeit", "Sie Zeit")
    assert len([s for s in read(INTRODUCTION + to_you, "de") if s.kind == "direct"]) == 3


def test_an_office_speaks_in_a_headline() -> None:
    text = "Police: Driver was asleep before crash\nSix people were hurt when a bus left the road near Reno on Monday, police said."
    first = read(text)[0]
    assert (first.speaker and first.speaker.text, said(first, text)) == ("Police", ["Driver was asleep before crash"])


def test_russian_marks_hold_the_words_of_the_author_too() -> None:
    text = "«Мы не закроем ни одной шахты, — сказал министр Томас Брандт газете «Тибр». — Люди останутся на местах»."
    (found,) = read(text, "ru")
    assert said(found, text) == ["«Мы не закроем ни одной шахты,", "Люди останутся на местах»"]
    assert found.speaker and found.speaker.text == "Томас Брандт" and found.cue and found.cue.of(text) == "сказал"


def test_a_german_quotation_of_many_nouns_is_no_title() -> None:
    text = "Der Bürgermeister widersprach. „Das ist ein Schlag für die Stadt“, sagte Jonas Falk am Dienstag."
    assert [said(s, text) for s in read(text, "de")] == [["„Das ist ein Schlag für die Stadt“"]]
    assert not read("Der Film „Der Letzte Zug“, sagte Jonas Falk.", "de")


def test_a_pronoun_without_a_name_is_who_spoke_last() -> None:
    text = "The union said it had done nothing. It added that the minister was lying. Residents saw him leave, they said."
    assert [s.speaker and s.speaker.text for s in read(text)][:2] == ["The union", "The union"]
    text = "The union said it had done nothing. He added that the minister was lying."
    assert [s.speaker and s.speaker.text for s in read(text)] == ["The union", "He"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The strike went on despite repeated warnings from the ministry that the port would be shut.", "the ministry"),
        ("The council met twice. To varying degrees, all agreed that the bridge was unsafe.", "all"),
        ("The old mayor, meanwhile, is supported by far fewer newspapers.", "far fewer newspapers"),
        ("Brandt met the union in March. He seemed to think the port was his.", None),
    ],
)
def test_who_speaks_is_named_whole_or_not_at_all(text: str, speaker: str | None) -> None:
    found = read(text)[-1]
    assert (found.speaker_words.of(text) if found.speaker_words else None) == speaker


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The bridge, she told residents there, would be closed for a year.", ["The bridge", "would be closed for a year"]),
        (
            "The report, Calder told the council on Wednesday, “is a disgrace,” and its authors “should be ashamed.”",
            ["The report", "“is a disgrace,” and its authors “should be ashamed.”"],
        ),
    ],
)
def test_a_reporting_clause_that_tells_whom_stands_inside_what_was_said(text: str, content: list[str]) -> None:
    (found,) = read(text)
    assert said(found, text) == content


def test_a_short_line_of_quotation_goes_on_and_a_dash_names_who_said_so() -> None:
    text = "“We ran,” said her husband, Emil Novak.\n“And then it was over.”\nThe river fell.\n“Never again.” — Greta Novak, baker"
    found = read(text)
    assert [said(s, text)[0] for s in found] == ["“We ran,”", "“And then it was over.”", "“Never again.”"]
    assert [s.entity and s.entity.name for s in found] == ["Emil Novak", "Emil Novak", "Greta Novak"]
    assert not read("The house was old.\n“The Last Ferry”\nIt stood by the lake.")


@pytest.mark.parametrize(
    ("language", "text", "medium"),
    [
        ("de", "Falk schrieb auf X: „Das letzte Wort ist noch lange nicht gesprochen.“", "social media"),
        ("de", "„Wir haben das Geld nicht“, sagte Jonas Falk im Interview mit Radio Nord.", "interview"),
        ("ru", "«Дома затоплены, людей вывозят лодками», — написал губернатор Павел Руденко в своем телеграм-канале.", "telegram"),
        ("ru", "«Дома затоплены, людей вывозят лодками», — сказал губернатор Павел Руденко.", None),
    ],
)
def test_the_medium_in_other_languages(language: str, text: str, medium: str | None) -> None:
    (found,) = read(text, language)
    assert (found.medium.value if found.medium else None) == medium


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ines Calder sagte am Montag: „Wir zahlen alles.“ Im Fernsehen lief danach ein Film."),
        ("de", "Ines Calder sagte am Montag: »Wir zahlen alles.« Im Fernsehen lief danach ein Film."),
        ("ru", "Мэр Инес Кальдер сказала: «Мы за всё заплатим.» В эфире потом шёл фильм."),
        ("en", "Ines Calder said on Monday: ‘We will pay for all of it.’ On television there was a film."),
    ],
)
def test_the_next_sentence_behind_a_quotation_tells_no_medium(language: str, text: str) -> None:
    (found,) = read(text, language)
    assert found.medium is None


def test_where_a_turkish_speaker_wrote_is_no_part_of_him() -> None:
    text = "Qubernator Elçin Quliyev Telegram kanalında yazıb: “Evlər su altında qalıb, insanlar qayıqlarla daşınır”."
    assert [s.speaker_words.of(text) for s in read(text, "az") if s.speaker_words] == ["Qubernator Elçin Quliyev"]


def test_what_somebody_believes_and_what_he_intends_are_two_statements() -> None:
    text = "The minister believes that the talks can succeed and intends to fly to Geneva."
    assert [(s.act, said(s, text)) for s in read(text)] == [("believe", ["the talks can succeed"]), ("intend", ["to fly to Geneva"])]


def test_the_terminal_tells_to_whom_where_and_when() -> None:
    text = "In an interview with the Tiber Courier on Monday, Energy Minister Tomas Brandt accused the union of lying."
    (found,) = read(text)
    assert list(manner(found)) == ["accuse", "indirect", "to Tiber Courier", "interview", "2025-03-03"]
