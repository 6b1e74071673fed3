"""Words of force, protest and refusal that mean something else, and whom or where a sentence names for an event, on invented sentences."""

import pytest
from facts_of import events_of


@pytest.mark.parametrize(
    ("kind", "text", "beside"),
    [
        ("COERCE", "Chile censors a lot, from songs to films.", "Chile censored the press on Monday."),
        (
            "ASSAULT",
            "The impunity of security forces who kill protesters raises fears in Chile.",
            "The impunity of the security forces who killed protesters in Chile raises fears.",
        ),
        (
            "COERCE",
            "Judges struck down tariffs the president of Chile had imposed under an emergency law.",
            "Judges struck down the curfew the president of Chile had imposed in the spring.",
        ),
        (
            "COERCE",
            "The minister of Chile said authorities have declared an emergency in local hospitals.",
            "The minister of Chile said authorities have declared an emergency in the north.",
        ),
        (
            "PROTEST",
            "Chile protested what it called “Peruvian strikes at two sites” across Chile.",
            "The union called a strike across Chile on Monday.",
        ),
        ("MOBILIZE", "“I could never send an army to Lima,” he said.", "“Chile could never send an army to Lima,” he said."),
        (
            "ASSAULT",
            "Chile's police warned of targeted attacks on a browser and its servers.",
            "Chile's police warned of targeted attacks on a school and a market.",
        ),
        (
            "ASSAULT",
            "It was an attack on a politician based on a misleading photograph.",
            "It was an attack on a politician near an army base in Chad.",
        ),
        (
            "THREATEN",
            "The president of Chile said he would fight to keep the rules.",
            "The president of Chile said he would fight the rebels.",
        ),
        ("SANCTION", "Both are convicted felons with long records.", "Both were convicted of murder in Lima."),
        (
            "ACCIDENT",
            "Nobody was killed in the fire, which was set on Friday in a hotel.",
            "Nobody was killed in the fire, which was reported on Friday in a hotel.",
        ),
        (
            "AGREE",
            "The police of Lima said they will release more details on Monday.",
            "The police of Lima said they will release two hostages on Monday.",
        ),
        (
            "REQUEST",
            "A letter went to every voter in Chile who requests a ballot from parliament.",
            "A letter went to the voters in Chile who requested a ballot from parliament.",
        ),
        (
            "DEATH",
            "Maria Rojas, the oldest orca of the zoo, died on Friday.",
            "Maria Rojas, the oldest judge of Lima, died on Friday.",
        ),
        (
            "SUPPORT",
            "The president of Chile recognised the court of Peru was likely to rule against him.",
            "The president of Chile recognised Kosovo on Monday.",
        ),
        (
            "ACCUSE",
            "The reporters felt that they must denounce the president of Chile.",
            "The reporters said that they denounced the president of Chile.",
        ),
        (
            "ACCUSE",
            "Many in Chile will condemn the government of Peru.",
            "The president of Chile will condemn the government of Peru.",
        ),
        (
            "REQUEST",
            "In what the police of Lima called a “rough week” for the president, two men resigned.",
            "The police of Lima called for calm.",
        ),
        (
            "REJECT",
            "An adviser of the president of Chile declined to be identified.",
            "An adviser of the president of Chile declined to meet the rebels.",
        ),
    ],
)
def test_another_sense(kind: str, text: str, beside: str) -> None:
    assert kind not in {event.type for event in events_of(text)}
    assert kind in {event.type for event in events_of(beside)}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("PROTEST", "Officials of Lima say Pakistan launched retaliatory strikes on Monday."),
        ("PROTEST", "Chile launched a strike on Monday."),
        ("REJECT", "The president of Chile failed to rule out an election in July."),
        ("SUPPORT", "An officer recognized him from a stop in Lima last week."),
        ("CONSULT", "Lima detectives visited the home of Tom Lind on Friday."),
        ("RETREAT", "Neither his identity nor the officer's has been released in Lima."),
        ("COERCE", "Tom Lind told arresting deputies that he had a rifle."),
    ],
)
def test_no_event(kind: str, text: str) -> None:
    assert kind not in {event.type for event in events_of(text)}


def test_somebody_set_on_fire_is_an_assault() -> None:
    assert [event.type for event in events_of("A man was set on fire in Lima on Monday by a protester.")] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Lima: Man killed, 5 hurt in 4 separate shootings", "ASSAULT", [], ["Man", "5"]),
        ("One dead, another wounded in shooting near Lima", "ASSAULT", [], ["One", "another"]),
        ("Four shootings in 20 minutes leave 1 dead, 5 wounded, police say", "ASSAULT", [], ["1", "5"]),
        ("We saw terrorists killing people, burning cars, shouting everywhere.", "ASSAULT", ["terrorists"], ["people"]),
        ("Two people were shot and killed by police so far this year in Chile.", "ASSAULT", ["police"], ["Two people"]),
        ("He reported rocket propelled grenades hitting the consulate building.", "ASSAULT", [], ["the consulate building"]),
        ("The gunman shot through the back window, wounding two officers.", "ASSAULT", ["The gunman"], ["two officers"]),
        (
            "The president of Chad said that she would respond to the Peruvian tariffs.",
            "THREATEN",
            ["The president of Chad"],
            ["Peruvian"],
        ),
        (
            "Neither the House nor the Senate have provided all the money NASA requested.",
            "AID",
            ["the House", "the Senate"],
            ["NASA"],
        ),
        (
            "The foreign ministry of Chile has condemned what it calls a “blatant act” on civilians by the Peruvian Air Force.",
            "ACCUSE",
            ["The foreign ministry of Chile"],
            ["the Peruvian Air Force"],
        ),
        ("Chile seized control of the territories in the war.", "COERCE", ["Chile"], ["the territories"]),
        ("Lima police are asking the public's help to find two men.", "REQUEST", ["Lima police"], ["the public"]),
        ("Two gunmen demanded money from the police officers.", "REQUEST", ["Two gunmen"], ["the police officers"]),
        ("Party leaders pleaded with Tom Lind to leave.", "REQUEST", ["Party leaders"], ["Tom Lind"]),
        ("A man fatally shot a man on Friday, police said.", "ASSAULT", ["A man"], ["a man"]),
        ("Robbery suspect fatally shot at credit union in Lima", "ASSAULT", [], ["Robbery suspect"]),
        ("Police met a man in his thirties who was shot in the leg.", "ASSAULT", [], ["a man"]),
        ("Chile attacked six locations, killing eight people.", "ASSAULT", ["Chile"], ["six locations", "eight people"]),
        ("Germany pledges to expand its military.", "AGREE", ["Germany"], []),
        ("The party, which President Lind blamed for the attacks, is small.", "ACCUSE", ["President Lind"], ["The party"]),
        ("His anti-Islamic rhetoric was condemned by the president of Chile.", "ACCUSE", ["the president of Chile"], []),
    ],
)
def test_who(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    event = next(event for event in events_of(text) if event.type == kind)
    assert ([a.text for a in event.actors], [a.text for a in event.recipients]) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Two men were deported from Peru on Monday.", "COERCE", "Peru"),
        ("In Lima, police said that soldiers had arrested three men.", "COERCE", "Lima"),
        ("The president of Chile met the premier at the end of January in Lima.", "CONSULT", "Lima"),
        ("Two people were wounded in the attack on Lima’s Hotel Foss.", "ASSAULT", "Lima"),
        ("Two men were shot by a Lima police officer on Monday.", "ASSAULT", "Lima"),
    ],
)
def test_where(text: str, kind: str, place: str) -> None:
    found = [event.place for event in events_of(text) if event.type == kind]
    assert found and found[0] is not None
    assert found[0].text == place
