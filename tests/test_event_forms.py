"""Who takes part, where and when, in forms of crime reports and campaign reports; words that tell of no event."""

from datetime import date

import pytest
from facts_of import read


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("A shooting in Lima on Monday left two men wounded, police said.", "ASSAULT", [], ["two men"]),
        (
            "Two men have been killed and five others were injured in shootings on Monday.",
            "ASSAULT",
            [],
            ["five others", "Two men"],
        ),
        ("The fatal police shooting of a teenager on Monday led to protests in Lima.", "ASSAULT", ["police"], ["a teenager"]),
        ("A police shooting left two men dead in Lima on Monday.", "ASSAULT", [], ["two men"]),
        ("An officer-involved shooting left a gunman dead in Lima on Monday.", "ASSAULT", ["officer"], ["a gunman"]),
        (
            "Ann Lind and Tom Foss killed 14 people in a mass shooting in Quito.",
            "ASSAULT",
            ["Ann Lind", "Tom Foss"],
            ["14 people"],
        ),
        ("Tom Lind is alleged to have shot and injured a member of the gang.", "ASSAULT", ["Tom Lind"], ["a member of the gang"]),
        ("Police arrested the owner of a gold mine.", "COERCE", ["Police"], ["the owner of a gold mine"]),
        ("President Maria Rojas blasted the media on Monday.", "ACCUSE", ["President Maria Rojas"], ["the media"]),
        ("Chile said it would help Asian nations build their forces.", "AGREE", ["Chile"], ["Asian nations"]),
        (
            "President Maria Rojas praised the response by the army of Chile on Monday.",
            "SUPPORT",
            ["President Maria Rojas"],
            ["the army of Chile"],
        ),
        ("(Jan. 5, 2014)—Two people were shot by police on Sunday.", "ASSAULT", ["police"], ["Two people"]),
        ("Both were arrested in Lima on Friday.", "COERCE", [], ["Both"]),
        ("2:10 PM MST Mob boss Tom Lind died on Monday in prison.", "DEATH", ["Mob boss Tom Lind"], []),
        ("× Police arrested a man in Lima on Monday.", "COERCE", ["Police"], ["a man in Lima"]),
        (
            "Lind kills two at office of Lima company An employee shot two nurses on Monday.",
            "ASSAULT",
            ["An employee"],
            ["two nurses"],
        ),
        ("The navy of India sank a pirate ship off Somalia on Monday.", "ASSAULT", ["The navy of India"], ["a pirate ship"]),
        ("Peru seized a tanker off its coast.", "COERCE", ["Peru"], ["a tanker"]),
        ("President Maria Rojas blamed her hesitancy to sign on a bad phone.", "ACCUSE", ["President Maria Rojas"], []),
        ("Three dead in shooting in Quito", "ASSAULT", [], ["Three"]),
        ("They aim to arrest hit-and-run suspect Police have arrested a man in Lima.", "COERCE", ["Police"], ["a man in Lima"]),
    ],
)
def test_who_takes_part(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = [([a.text for a in e.actors], [a.text for a in e.recipients]) for e in read(text).events if e.type == kind]
    assert (actors, recipients) in found


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Lima police arrested three men on Friday.", "COERCE", "Lima"),
        ("Lima police arrested three men in Quito on Friday.", "COERCE", "Quito"),
        ("QUITO- Three men were arrested on Friday.", "COERCE", "QUITO"),
        ("London cops arrest three men on suspicion of spying.", "COERCE", "London"),
        ("Stockton police investigated a shooting on Saturday night.", "ACCUSE", "Stockton"),
        ("QUITO, Peru (Jan. 16, 2025) – Three men were arrested on Friday.", "COERCE", "QUITO"),
        ("Tom Lind was shot by police while driving down Foss Road.", "ASSAULT", "Foss Road"),
        ("The man was arrested by deputies and booked into the Foss County Jail.", "COERCE", None),
        ("Police seized drugs from a Stockton business on Friday.", "COERCE", "Stockton"),
        ("Police arrested two men near Como Elementary School on Friday.", "COERCE", "Como Elementary School"),
        ("Police arrested a teacher of Como Elementary School on Friday.", "COERCE", None),
    ],
)
def test_where_it_was(text: str, kind: str, place: str | None) -> None:
    assert [e.place.text if e.place else None for e in read(text).events if e.type == kind] == [place]


@pytest.mark.parametrize(
    ("kind", "text", "beside"),
    [
        ("REJECT", "Chile declined to comment on the treaty with Peru.", "Chile declined to sign the treaty with Peru."),
        (
            "ASSAULT",
            "A gunman wounded a nurse in an accidental shooting.",
            "A gunman wounded a nurse in a shooting.",
        ),
        (
            "ACCIDENT",
            "Three workers died after demonstrators set their bank on fire in Lima.",
            "Three workers died after their bank caught fire in Lima.",
        ),
        (
            "ASSAULT",
            "A woman fled as Houston police execute murder warrant, authorities say.",
            "A woman fled as Houston police execute a gunman, authorities say.",
        ),
        ("BUILD", "Tom Lind will build bridges with senators of Peru.", "Tom Lind will build bridges over the river in Peru."),
        (
            "ACCIDENT",
            "He said that profiting off the 2008 housing collapse was good business.",
            "He said that profiting off the 2008 building collapse was good business.",
        ),
        (
            "CONSULT",
            "“Her talks with the president of Peru are further evidence of it,” Vladimir Putin said on Monday.",
            "“Talks with the president of Peru are further evidence of it,” Vladimir Putin said on Monday.",
        ),
        (
            "ASSAULT",
            "Tom Lind shot and killed a nurse in a hunting accident in 1957.",
            "Tom Lind shot and killed a nurse in a hunting camp in 1957.",
        ),
        (
            "REJECT",
            "The army of Chile refused to believe that the offer was real.",
            "The army of Chile refused to take the offer.",
        ),
        ("APPOINT", "Maria Rojas was sworn in to tell the truth.", "Maria Rojas was sworn in as president of Chile on Monday."),
        (
            "REJECT",
            "The president of Chile refused to rule out talks with Peru.",
            "The president of Chile refused to hold talks with Peru.",
        ),
        ("PROTEST", "His supporters will rally behind Maria Rojas.", "His supporters will rally against Maria Rojas in Lima."),
        ("ELECT", "Ann Lind won a higher share of the vote in Lima than Tom Foss.", "Ann Lind won the vote in Lima on Monday."),
        (
            "SUPPORT",
            "President Maria Rojas defended her vote on Monday.",
            "President Maria Rojas defended the police of Lima on Monday.",
        ),
    ],
)
def test_no_such_event_but_one_in_like_words(kind: str, text: str, beside: str) -> None:
    assert kind not in {e.type for e in read(text).events} and kind in {e.type for e in read(beside).events}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tom Lind had been arrested and would appear in court on Monday.", None),
        ("Police said a man was arrested on Sunday and would appear in court on March 10.", date(2025, 3, 2)),
        ("Tom Lind was arrested on Monday.", date(2025, 3, 3)),
    ],
)
def test_an_arrest_was_not_on_the_day_of_a_hearing_to_come(text: str, day: date | None) -> None:
    assert [e.when.day if e.when else None for e in read(text).events if e.type == "COERCE"] == [day]


def test_what_somebody_else_did_is_no_plan() -> None:
    text = "Two officers prepared to go before a judge and riot police fired teargas at thousands of demonstrators in Athens."
    assert [(e.type, e.certainty) for e in read(text).events if e.recipients] == [("COERCE", "asserted")]


def test_what_came_before_a_plan_has_happened() -> None:
    (event,) = [e for e in read("A man is expected to survive after he was shot by police in Lima.").events if e.type != "DEATH"]
    assert (event.type, event.certainty) in {("ASSAULT", "asserted"), ("ASSAULT", "reported")}


@pytest.mark.parametrize(("words", "killed"), [("There were no casualties", [0]), ("There were no reports of casualties", [])])
def test_that_nothing_is_reported_counts_nobody(words: str, killed: list[int]) -> None:
    found = read(f"{words} after an earthquake struck Chile on Monday.").figures
    assert [f.lower for f in found if f.what == "killed"] == killed
