"""Where local news has its events: by police and courts, by districts that no table holds, by the words that a report is filed with."""

import pytest
from facts_of import read


def place(text: str, kind: str) -> str | None:
    """The place of the last event of a type."""
    event = [e for e in read(text).events if e.type == kind][-1]
    return event.place.text if event.place else None


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        ("Rafael Lind was arrested by Danbury police on Monday night and brought to a cell.", "COERCE", "Danbury"),
        ("Lafayette Police arrested a 16-year-old boy on Sunday.", "COERCE", "Lafayette"),
        ("The Newport News Police Department is investigating a shooting of Friday night.", "ACCUSE", "Newport News"),
        ("Police are investigating the fatal shooting of a man in the Harfoss section of the city.", "ACCUSE", "Harfoss section"),
        ("A suspected burglar was shot and killed after being confronted by a man on Friday in Dallas, police say.", "ASSAULT", "Dallas"),
        ("On Monday on the Seattle campus of the University of Washington, a gunman killed a student.", "ASSAULT", "Seattle"),
        ("Police said Eric Lind opened fire at a Vancouver office Christmas party Friday, killing one man.", "ASSAULT", "Vancouver"),
        ("Several hundred demonstrators took to the streets of Quito on Tuesday afternoon.", "PROTEST", "Quito"),
        ("India fired missiles into Pakistani territory on Friday.", "ASSAULT", "Pakistani territory"),
        ("The president met the wife of the pastor in March when he visited the Turkish capital of Ankara.", "CONSULT", "Ankara"),
        ("Tom Lind, a teacher, was elected as mayor of London last week.", "ELECT", "London"),
        ("On Friday, Tom Lind died after slipping and falling from a ridge near the Tasman Glacier.", "DEATH", "Tasman Glacier"),
        ("Tom Lind was at a campaign stop in Los Angeles when the burglars were arrested by police.", "COERCE", None),
        ("Danbury police say two men were shot and killed on Sunday.", "ASSAULT", "Danbury"),
        ("City police are investigating after a boy was hurt in Dallas on Sunday.", "ACCUSE", "Dallas"),
        ("Tom Lind, shot in the neck, remained in intensive care Friday at Foss River Hospital, police said.", "ASSAULT", None),
    ],
)
def test_where_a_sentence_puts_it(text: str, kind: str, where: str | None) -> None:
    assert place(text, kind) == where


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        ("FOSSWICK TOWNSHIP – A teen was shot and killed early Monday morning.", "ASSAULT", "FOSSWICK TOWNSHIP"),
        ("FOSSWICK, Ohio (WXYZ) – A teen was shot and killed early Monday morning.", "ASSAULT", "FOSSWICK"),
        ("By Tom Lind PHILADELPHIA (CBS) – A man was shot and killed by an officer.", "ASSAULT", "PHILADELPHIA"),
        ("Man in custody after fight FOSS COUNTY (KFSM) — A man faces charges. Moore was arrested on Friday.", "COERCE", "FOSS COUNTY"),
        ("JACKSONVILLE, Fla. - Police are investigating a theft of three bicycles.", "ACCUSE", "JACKSONVILLE"),
        ("BREAKING (CNN) — A teen was shot and killed early Monday morning.", "ASSAULT", None),
        ("OAKLAND, Maine — A man is ill. After he was shot, he drove to Foss Road, where police were called.", "ASSAULT", "OAKLAND"),
        ("PORT GIBSON, Mississippi -- A man is ill. Claiborne County Sheriff Tom Lind says he was arrested.", "COERCE", "PORT GIBSON"),
        ("LIMA - A strike went on in Lima.\nIn Fosswick, police shot and killed two men on Friday.", "ASSAULT", None),
        ("CANBERRA, Australia (AP) — Clashes went on in Papua New Guinea. Police shot and killed two students on Friday.", "ASSAULT", None),
    ],
)
def test_where_a_report_is_filed(text: str, kind: str, where: str | None) -> None:
    assert place(text, kind) == where
