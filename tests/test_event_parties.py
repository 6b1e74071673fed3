"""Who takes part in an event and where it is, in the forms that readers found told wrongly; who is nobody, and what is no accident."""

import pytest
from facts_of import events_of, read


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Police in Lima refused to meet the workers on Friday.", "REJECT", "Lima"),
        ("President Maria Rojas criticized Tom Lind at a rally in Quito on Friday.", "ACCUSE", "Quito"),
        ("Police are investigating a shooting in Lima.", "ACCUSE", "Lima"),
        ("Police are investigating a fight reported in Lima.", "ACCUSE", "Lima"),
        ("President Maria Rojas visited Lima on Monday.", "CONSULT", "Lima"),
        ("A gunman shot two men on Everett Road on Sunday.", "ASSAULT", "Everett Road"),
        ("Tom Lind was taken to Foss Hospital, where he died on Sunday.", "DEATH", "Foss Hospital"),
        ("NAIROBI, Kenya (AP) _\nPolice arrested three men on Friday.", "COERCE", "NAIROBI"),
        ("The rebels launched a series of attacks across Quito, killing 13 people.", "ASSAULT", "Quito"),
        ("Police are investigating the scene of a shooting in Lima.", "ACCUSE", "Lima"),
        ("LIMA - Police are investigating a theft.", "ACCUSE", "LIMA"),
        ("Chile condemned the bombing of a hotel in Quito on Friday.", "ACCUSE", None),
    ],
)
def test_where_it_was(text: str, kind: str, place: str | None) -> None:
    assert [e.place.text if e.place else None for e in read(text).events if e.type == kind] == [place]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        (
            "President Maria Rojas appointed an outsider and confidante on Friday.",
            "APPOINT",
            ["President Maria Rojas"],
            ["an outsider"],
        ),
        (
            "President Maria Rojas nominated Regina M . Lindholm on Friday.",
            "APPOINT",
            ["President Maria Rojas"],
            ["Regina M . Lindholm"],
        ),
        ("Gunmen attacked the embassies in Chad and Peru on Friday.", "ASSAULT", ["Gunmen"], ["the embassies in Chad and Peru"]),
        ("Chad withdrew its troops from the north on Friday.", "RETREAT", ["Chad"], []),
        ("The embassy bombing killed two guards in Lima.", "ASSAULT", [], ["two guards"]),
        ("Caption People attacked a police post in Lima.", "ASSAULT", ["People"], ["a police post"]),
        ("Police arrested 36 - year - old Tom Lind on Friday.", "COERCE", ["Police"], ["36 - year - old Tom Lind"]),
        ("A miners' strike stopped work in Lima on Friday.", "PROTEST", ["miners"], []),
        ("A teenager was shot and killed by police in Athens.", "ASSAULT", ["police in Athens"], ["A teenager"]),
        ("There were anti-Japanese protests in Beijing on Friday.", "PROTEST", [], []),
        ("The Cuban government condemned two bomb explosions near U.S. embassies.", "ACCUSE", ["The Cuban government"], []),
        ("Thousands of teachers are taking part in the general strike.", "PROTEST", ["Thousands of teachers"], []),
    ],
)
def test_who_takes_part(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    (event,) = [e for e in read(text).events if e.type == kind]
    assert ([a.text for a in event.actors], [a.text for a in event.recipients]) == (actors, recipients)


@pytest.mark.parametrize(
    ("kind", "text", "beside"),
    [
        (
            "ASSAULT",
            "The police said that no one was hit in the shooting.",
            "The police said that two men were hit in the shooting in Lima.",
        ),
        (
            "ACCIDENT",
            "An explosion killed ten people at a hotel in Lima. Police are looking for the bombers.",
            "An explosion killed ten people at a hotel in Lima. Police are looking for a leak.",
        ),
        (
            "ACCIDENT",
            "Many investors left the market for good after the 1987 crash.",
            "Many passengers left the train for good after the crash in Lima on Monday.",
        ),
        (
            "ELECT",
            "Umpire Tom Lind elected to stop the match in the second half.",
            "The assembly elected Tom Lind to lead the party.",
        ),
        (
            "CONSULT",
            "Tom Lind discussed one of his proposals on Friday.",
            "Chile and Peru discussed one of the proposals on Friday.",
        ),
        (
            "AGREE",
            "Tom Lind told reporters that Poland was well prepared to join the alliance.",
            "Poland was prepared to hold talks with Chile.",
        ),
        ("CONSULT", "The government has been met with opposition.", "The government of Chile has met with the rebels."),
        ("ACCUSE", "It's hard to blame Maria Rojas for the storm.", "President Maria Rojas blamed Tom Lind for the storm."),
        ("PROTEST", "Mrs. Rojas has held rallies in Lima and in Quito.", "Teachers have held rallies in Lima and in Quito."),
        (
            "ACCIDENT",
            "No one was injured in the fire in Lima, which was intentionally set.",
            "No one was injured in the fire in Lima, which a lamp started.",
        ),
        ("AGREE", "Police could offer no details about the bomb.", "Police could offer the rebels a truce."),
        (
            "SANCTION",
            "Tom Lind was jailed on the warrant and on charges of theft.",
            "Tom Lind was jailed for two years on charges of theft.",
        ),
        ("SUPPORT", "The officer recognized Tom Lind near the station.", "Chile recognized Kosovo on Friday."),
        ("DEATH", "Tom Lind lives or dies by his bets.", "Tom Lind died in Lima on Friday."),
        (
            "ASSAULT",
            "The newspaper attacked Tom Lind for his insults and bombast.",
            "Gunmen attacked Tom Lind with a bomb in Lima.",
        ),
        (
            "PROTEST",
            "Maria Rojas thanked her supporters at a Super Tuesday rally in Lima.",
            "Workers marched against Maria Rojas at a night rally in Lima.",
        ),
        (
            "PROTEST",
            "Maria Rojas thanked her supporters at a primary night rally in Lima.",
            "Thousands of workers marched at a rally in Lima on Tuesday.",
        ),
        ("COERCE", "Voters were divided on whether to deport the workers.", "The government deported the workers on Friday."),
        ("APPOINT", "Tom Lind supported a decision to nominate Maria Rojas.", "Tom Lind decided to nominate Maria Rojas."),
        ("SANCTION", "The jury found Tom Lind not guilty on Friday.", "The jury found Tom Lind guilty on Friday."),
        (
            "RETREAT",
            "A police officer was released from the hospital on Monday.",
            "A police officer was released by the rebels on Monday.",
        ),
        (
            "COERCE",
            "Ninety people were detained in hospital after the fire.",
            "Ninety people were detained in Lima after the fire.",
        ),
        (
            "ASSAULT",
            "French police are hunting a man who left a bag that exploded on Friday, wounding 13 people in Lyon.",
            "French police are hunting a man who left a bag and shot 13 people in Lyon.",
        ),
        ("COERCE", "The plan of the president includes deporting millions.", "The president is deporting millions of workers."),
    ],
)
def test_no_such_event_but_one_in_like_words(kind: str, text: str, beside: str) -> None:
    assert kind not in {e.type for e in read(text).events} and kind in {e.type for e in read(beside).events}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The police in Lima have not released the names of the suspects.", "RETREAT"),
        ("Chile should sue Peru in an international court.", "ACCUSE"),
        ("Ann Lind took the stage at a Tom Foss rally in Lima on Friday.", "PROTEST"),
    ],
)
def test_no_event(text: str, kind: str) -> None:
    assert events_of(text, kind) == []


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Ann Lind died after being taken to a hospital in Lima on Friday.", "DEATH", "Lima"),
        ("Tom Foss was arrested on Friday while he was walking in Lima.", "COERCE", "Lima"),
        ("President Tom Foss criticised Ann Lind on Friday, saying at a church in Lima that she was wrong.", "ACCUSE", "Lima"),
        ("Chile sent 3,200 soldiers to its border with Peru on Friday.", "MOBILIZE", "Peru"),
    ],
)
def test_place_told_in_a_clause(text: str, kind: str, place: str) -> None:
    assert [event.place.text for event in events_of(text, kind) if event.place] == [place]


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("A bombing in Lima left two soldiers dead on Friday.", "ASSAULT", ["two soldiers"]),
        ("President Maria Rojas blamed local officials on Twitter before the speech.", "ACCUSE", ["local officials"]),
        ("◆ Tom Lind, 34, of Foss Street, was arrested on Friday in Lima.", "COERCE", ["Tom Lind"]),
        ("The minister of Chile is cooperating with the Peruvian police's inquiry.", "COOPERATE", ["the Peruvian police"]),
    ],
)
def test_who_suffers_it(text: str, kind: str, recipients: list[str]) -> None:
    assert [[actor.text for actor in event.recipients] for event in events_of(text, kind)] == [recipients]
