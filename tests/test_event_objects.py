"""Whom an object names beside its head, who is chosen, whose home says where; what is only wanted or told of many is no event."""

import pytest
from facts_of import events_of


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Peru rejected Tom Lind's American offer.", "REJECT", ["Peru"], ["Tom Lind"]),
        ("Peru dismissed Western suggestions of a deal on Friday.", "REJECT", ["Peru"], ["Western"]),
        ("Chile's judge, who accused The Daily Foss of fraud, left.", "ACCUSE", ["Chile's judge"], ["The Daily Foss"]),
        (
            "Chad condemned the unilateral move announced on Monday by US Secretary of State Ann Foss.",
            "ACCUSE",
            ["Chad"],
            ["US Secretary of State Ann Foss"],
        ),
        ("Chile called on restraint from both sides on Friday.", "REQUEST", ["Chile"], ["both sides"]),
        (
            "Protesters in Lima called for union leader Tom Lind's resignation on Friday.",
            "REQUEST",
            ["Protesters in Lima"],
            ["union leader Tom Lind"],
        ),
        (
            "President Maria Rojas dismissed her defense minister and the commander-in-chief on Friday.",
            "SANCTION",
            ["President Maria Rojas"],
            ["her defense minister", "the commander-in-chief"],
        ),
        ("Both the mother and grandmother were arrested in Lima on Friday.", "COERCE", [], ["the mother", "grandmother"]),
        ("READ MORE: US fugitive accused of faking his death is extradited", "ACCUSE", [], ["US fugitive"]),
        ("The mayor of Lima slammed those who attacked the shops.", "ACCUSE", ["The mayor of Lima"], ["those"]),
        (
            "The plan threatens to implicate not just Ann Lind, who has endorsed it, but several federal judges.",
            "SUPPORT",
            ["Ann Lind"],
            [],
        ),
        (
            "President Maria Rojas blamed foreign culture for the death of Peruvian soldier Tom Lind.",
            "ACCUSE",
            ["President Maria Rojas"],
            [],
        ),
        ("Chile shot missiles into Peruvian territory on Friday.", "ASSAULT", ["Chile"], ["Peruvian territory"]),
        ("Tom Lind elected Senate President; poised to lead.", "ELECT", [], ["Tom Lind"]),
        ("Mayor Tom Lind pays tribute to Oslo's 'community spirit'", "SUPPORT", ["Mayor Tom Lind"], ["Oslo"]),
        ("French actor of Armenian descent Charles Lindé dies aged 96", "DEATH", ["Charles Lindé"], []),
        ("Ann Lind's allegations have been investigated by the FBI.", "ACCUSE", ["the FBI"], []),
        ("Police said the woman the rebels abducted was Ann Lind.", "ASSAULT", ["the rebels"], ["the woman"]),
    ],
)
def test_whom_an_object_names(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = [([a.text for a in e.actors], [a.text for a in e.recipients]) for e in events_of(text, kind)]
    assert found == [(actors, recipients)]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("A federal jury in Lima deliberated for an hour before convicting Tom Lind of fraud.", "SANCTION", "Lima"),
        ("Prosecutors in Lima revived the case and charged Tom Lind with fraud.", "ACCUSE", "Lima"),
        ("An MP in Leeds has slammed the rioters.", "ACCUSE", "Leeds"),
        ("Many in Lima have condemned the government.", "ACCUSE", "Lima"),
        ("Malta arrests two suspects in killing of reporter", "COERCE", "Malta"),
        ("Lima residents are refusing to leave the camp.", "REJECT", "Lima"),
        ("London cops arrest three men on suspicion of spying", "COERCE", "London"),
        ("QUITO - Nearly 50 Ecuadorians returned home on Friday after being deported.", "COERCE", None),
    ],
)
def test_where_by_whose_home_it_is(text: str, kind: str, place: str | None) -> None:
    assert [event.place.text if event.place else None for event in events_of(text, kind)] == [place]


@pytest.mark.parametrize(
    ("text", "kind", "beside"),
    [
        (
            "Tom Lind claimed that whenever residents protest, police officers are deployed to stop them.",
            "MOBILIZE",
            "Tom Lind claimed that police officers were deployed in Lima to stop them.",
        ),
        (
            "The president still believed that Peru needed to investigate Tom Lind.",
            "ACCUSE",
            "The president still believed that Peru wanted to investigate Tom Lind.",
        ),
        (
            "Envoys of Chile discussed a need for Peru to investigate Tom Lind.",
            "ACCUSE",
            "Envoys of Chile want Peru to investigate Tom Lind.",
        ),
        (
            "A poll shows that most Americans want Congress to investigate Tom Lind.",
            "ACCUSE",
            "A report shows that Democrats want Congress to investigate Tom Lind.",
        ),
        (
            "The provincial government of Chile has issued urgent warnings to residents of Lima as heavy rain continues.",
            "THREATEN",
            "The provincial government of Chile has issued urgent warnings to residents of Lima.",
        ),
        (
            "It is up to Congress to condemn the government of Chad.",
            "ACCUSE",
            "Congress condemned the government of Chad.",
        ),
        (
            "The governor of Lima, meanwhile, hasn’t yet said whether he will sign a bill on fishing.",
            "AGREE",
            "The governor of Lima, meanwhile, said he will sign a bill on fishing.",
        ),
    ],
)
def test_what_is_only_wanted_or_told_of_many(text: str, kind: str, beside: str) -> None:
    assert not events_of(text, kind) and events_of(beside, kind)


@pytest.mark.parametrize(
    ("text", "kind", "certainty"),
    [
        ("The army of Chile has reportedly arrested Tom Lind in Lima.", "COERCE", "reported"),
        ("The claim that Chile bombed the port of Lima was in a report.", "ASSAULT", "reported"),
        ("The parliament of Chile voted to condemn the government of Peru.", "ACCUSE", "asserted"),
        ("Tom Lind allegedly fled, and the police of Chile arrested Ann Lind.", "COERCE", "asserted"),
    ],
)
def test_what_others_tell(text: str, kind: str, certainty: str) -> None:
    assert [event.certainty for event in events_of(text, kind)] == [certainty]
