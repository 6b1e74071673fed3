"""Who takes part, in the forms that a reader of campaign news, of local news and of web pages found told wrongly."""

import pytest
from facts_of import events_of

DENOUNCED = "The president has denounced suggestions by the front-runners, Tom Lind and Sen. Ann Foss (R-Tex.), that they would deport all"


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Barack Obama endorsed Hillary Clinton for president on Friday.", "SUPPORT", ["Barack Obama"], ["Hillary Clinton"]),
        ("President Obama urged her campaign to request recounts in Chile.", "REQUEST", ["President Obama"], ["her campaign"]),
        ("Hillary Clinton's campaign accused Chile of lying.", "ACCUSE", ["Hillary Clinton's campaign"], ["Chile"]),
        (
            "Chile blamed the problem of the recent raids on foreigners and sent troops.",
            "ACCUSE",
            ["Chile"],
            ["foreigners"],
        ),
        ("Chile refused to let the nurses leave the country.", "REJECT", ["Chile"], ["the nurses"]),
        ("Norway condemned the strikes in Syria on Friday.", "ACCUSE", ["Norway"], []),
        ("Barack Obama opposed the Iraq war.", "REJECT", ["Barack Obama"], []),
        (
            "Chile urged the Senate and House of Representatives of the United States to pass the bill.",
            "REQUEST",
            ["Chile"],
            ["the Senate", "House of Representatives"],
        ),
        ("“That is a disservice to them,” President Rojas charged.", "ACCUSE", ["President Rojas"], []),
        (
            "Hillary Clinton blamed the fog of war for the failure of the troops.",
            "ACCUSE",
            ["Hillary Clinton"],
            [],
        ),
        ("The Club for Growth PAC has endorsed Barack Obama.", "SUPPORT", ["The Club for Growth PAC"], ["Barack Obama"]),
        ("Especially the ministers of Peru condemned Chile on Friday.", "ACCUSE", ["the ministers of Peru"], ["Chile"]),
        (
            f"{DENOUNCED} 11 million immigrants in the United States and build a wall along the border with Mexico.",
            "COERCE",
            ["they"],
            ["all 11 million immigrants in the United States"],
        ),
        ("Leaders like Barack Obama have blasted Chile.", "ACCUSE", ["Leaders like Barack Obama"], ["Chile"]),
        ("Va. Governor Tom Lind accused Chile of spying.", "ACCUSE", ["Va. Governor Tom Lind"], ["Chile"]),
        ("Hillary Clinton, union leaders urge Congress to act", "REQUEST", ["Hillary Clinton", "union leaders"], ["Congress"]),
        ("Gov. Greg Abbott, Chilean senators urge Congress to act", "REQUEST", ["Chilean senators", "Gov. Greg Abbott"], ["Congress"]),
        ("October 24: ARRESTS – Corey O. Foss, 38, Springfield, was arrested for retail theft.", "COERCE", [], ["Corey O. Foss"]),
        (
            "Barack Obama praised Lima News’ Washington Political Editor Tom Lind at a press conference.",
            "SUPPORT",
            ["Barack Obama"],
            ["Washington Political Editor Tom Lind"],
        ),
        (
            "President Barack Obama has a plan. While Hillary Clinton has slammed his proposal as too vague, others praised it.",
            "ACCUSE",
            ["Hillary Clinton"],
            ["his"],
        ),
        ("Chile refused to answer the American Community Survey.", "REJECT", ["Chile"], []),
        ("Barack Obama thanked the “brave nurses” on Friday.", "SUPPORT", ["Barack Obama"], ["the “brave nurses”"]),
        (
            "The plan was blocked in federal court after Texas and 25 other states sued the United States.",
            "ACCUSE",
            ["25 other states", "Texas"],
            ["the United States"],
        ),
        ("Hillary Clinton praised the controversial Trans-Pacific Partnership trade agreement.", "SUPPORT", ["Hillary Clinton"], []),
        (
            "Wisconsin voters elected Ann Lind to a full term on the Supreme Court Tuesday, a significant victory for the governor.",
            "ELECT",
            ["Wisconsin voters"],
            ["Ann Lind"],
        ),
        ("Hundreds of students protested at Temple University on Friday.", "PROTEST", ["Hundreds of students"], []),
    ],
)
def test_both_sides(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = [([a.text for a in e.actors], [a.text for a in e.recipients]) for e in events_of(text, kind)]
    assert found == [(actors, recipients)]


def test_who_opposes_a_plan_builds_nothing() -> None:
    """Who speaks of a plan is not who builds."""
    text = "Chile opposed a plan to build a plant in Mexico."
    assert [[a.text for a in e.actors] for e in events_of(text, "BUILD")] == [[]]


def test_who_means_somebody() -> None:
    """ "Who" stands for nobody's records."""
    text = "Police know of a minister who destroyed 34,000 records who was indicted on Friday."
    assert all("records" not in a.text for e in events_of(text) for a in e.recipients)


def test_soil_is_attacked_by_nobody() -> None:
    """Where a raid was is not whom it struck."""
    text = "The attack on American soil killed two soldiers."
    assert [[a.text for a in e.recipients] for e in events_of(text, "ASSAULT")] == [["two soldiers"]]
