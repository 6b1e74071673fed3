"""Names beside a description, those whom a description counts in, and what is said to come."""

import pytest
from facts_of import events_of


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        (
            "After touring the site, the vet, Crystal Lind, urged officials of Chile to close the port.",
            "REQUEST",
            ["the vet, Crystal Lind"],
            ["officials of Chile"],
        ),
        ("Chile accused the general, Tom Lind, of a coup.", "ACCUSE", ["Chile"], ["the general, Tom Lind"]),
        ("Chile also released Alan Lind, an American contractor accused of spying.", "ACCUSE", [], ["Alan Lind"]),
        ("Peter Lind is the former football coach who resigned on Monday.", "RETREAT", ["Peter Lind"], []),
        ("Tom Lind is a minister who left Chile, and who has apologized for it.", "CONCEDE", ["Tom Lind"], []),
        (
            "She is a young official of Chile who was fired for bigotry, and who has never apologized for it.",
            "CONCEDE",
            ["a young official of Chile"],
            [],
        ),
        ("Chile lashed out at critics, including Tom Lind, over the plan.", "ACCUSE", ["Chile"], ["critics", "Tom Lind"]),
        ("Voters elected Ann Lind president of Chile on Sunday.", "ELECT", ["Voters"], ["Ann Lind"]),
        ("Both President Tom Lind and his wife visited Chile.", "CONSULT", ["President Tom Lind", "his wife"], ["Chile"]),
        (
            "Groups like the Lima Union and the Teachers Association praised the minister's plan.",
            "SUPPORT",
            ["Groups like the Lima Union and the Teachers Association"],
            ["the minister"],
        ),
        (
            "Families of those affected by the shootings urged the senator to apologize.",
            "REQUEST",
            ["Families of those affected by the shootings"],
            ["the senator"],
        ),
        (
            "Spokesmen at the Justice Department criticised the mayor.",
            "ACCUSE",
            ["Spokesmen at the Justice Department"],
            ["the mayor"],
        ),
        (
            "The Ohio chapter of the Lund Institute and the Northeast Coalition filed suit against the state.",
            "ACCUSE",
            ["The Ohio chapter of the Lund Institute", "the Northeast Coalition"],
            ["the state"],
        ),
        (
            "The government of Chile hacked computers at the Bank of Peru.",
            "COERCE",
            ["The government of Chile"],
            ["the Bank of Peru"],
        ),
        ("Washington has lifted sanctions on Peru.", "CONCEDE", ["Washington"], ["Peru"]),
        ("Lawmakers in Lima rejected her offer.", "REJECT", ["Lawmakers in Lima"], ["her"]),
        ("Chile did not accept the invitation from President Lind.", "AGREE", ["Chile"], ["President Lind"]),
        ("Barack Obama, a family friend who wrote the article, says he died Thursday.", "DEATH", ["he"], []),
        ("Steve Bell Buy Photo Police at the port investigate a shooting.", "ACCUSE", ["Police"], []),
        (
            "Police allege Eric Lind, 61, opened fire at an office party, killing one man.",
            "ASSAULT",
            ["Eric Lind"],
            ["an office party", "one man"],
        ),
        ("Donald Trump called for barring all imports from entering Chile.", "REQUEST", ["Donald Trump"], []),
    ],
)
def test_who_is_named(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = [([a.text for a in e.actors], [r.text for r in e.recipients]) for e in events_of(text, kind)]
    assert (actors, recipients) in found


@pytest.mark.parametrize(
    ("text", "kind", "certainty"),
    [
        ("The president of Chile announced Ann Lind would be sworn in on 21 March.", "APPOINT", "planned"),
        ("The government of Chile had news that the union would endorse President Obama.", "SUPPORT", "planned"),
        ("Barack Obama said he would sue Chile.", "ACCUSE", "planned"),
        ("Barack Obama said he would sue Chile if it left.", "ACCUSE", "possible"),
        ("Some senators want Barack Obama to push for new laws in Chile.", "REQUEST", "planned"),
        ("Norway wants Chile to extradite Tom Lind to Peru.", "COOPERATE", "planned"),
        ("Barack Obama might not win the election.", "ELECT", "possible"),
        ("Barack Obama took to the radio to accuse Chile of lying.", "ACCUSE", "asserted"),
        ("The vote gives Peru a chance to help after Chile has promised to open the border.", "AGREE", "asserted"),
    ],
)
def test_what_is_said_to_come(text: str, kind: str, certainty: str) -> None:
    assert certainty in [e.certainty for e in events_of(text, kind)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Barack Obama won only 27 percent of that vote.", "ELECT"),
        ("Barack Obama defended her recount initiative before reporters from Chile.", "SUPPORT"),
        ("The government of Chile blasted through its record of 2012.", "ACCUSE"),
        ("Barack Obama says a president must be ready to decide.", "REQUEST"),
        ("It would have been difficult for Chile to endorse Barack Obama.", "SUPPORT"),
        ("Barack Obama backed off his plan for Chile.", "SUPPORT"),
        ("Barack Obama said that would help the poor.", "AGREE"),
    ],
)
def test_no_event(text: str, kind: str) -> None:
    assert not events_of(text, kind)
