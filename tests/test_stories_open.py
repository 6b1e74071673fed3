"""Open questions are what reports only have said; figures of two happenings and a denial with itself are no disagreement."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.stories.contradicting import disagreements
from dateline.stories.denying import denials
from dateline.stories.figures import histories
from dateline.stories.telling import told
from dateline.stories.whereabouts import elsewhere
from dateline.types import DateEstimate, Entity, Event, Figure, Item, Mention, Span, Statement

DAY = DateEstimate(date(2031, 3, 1), date(2031, 3, 1))
OSH = Entity("o", "Osh", "place", "KGZ", 1527534, 40.528, 72.799)
NARYN = Entity("n", "Naryn", "place", "KGZ", 1527592, 41.428, 75.996)


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def report(text: str, trigger: str, certainty: str = "reported", number: int = 0) -> Item:
    event = Event(f"e{number}", "ASSAULT", span(text, trigger), certainty, 0.9)  # type: ignore[arg-type]
    return Item(f"i{number}", "article", text, outlet=f"{number}.example", published=DAY, events=(event,))


@pytest.mark.parametrize(
    ("text", "trigger", "certainty", "open_question"),
    [
        ("The army allegedly shelled the market.", "shelled", "asserted", True),
        ("Police are looking into an alleged attack on the market.", "attack", "asserted", True),
        ("Two men accused of attacking the market go on trial.", "attacking", "reported", True),
        ("Gunmen are believed to have attacked the market.", "attacked", "reported", True),
        ("It is not clear whether rebels attacked the market.", "attacked", "possible", True),
        ("Армия якобы обстреляла рынок.", "обстреляла", "asserted", True),
        ("The army shelled the market, the mayor said.", "shelled", "reported", False),
        ("A suspected gang boss was attacked in jail.", "attacked", "asserted", False),
        ("They could be attacked if they left the market.", "attacked", "possible", False),
        ("He reportedly would be attacked if he left.", "attacked", "possible", False),
    ],
)
def test_what_is_only_said_is_an_open_question(text: str, trigger: str, certainty: str, open_question: bool) -> None:
    story = told("s", [report(text, trigger, certainty)], [])
    assert len(story.open_questions) == open_question
    assert len(story.timeline) == (not open_question and certainty != "possible")


def test_what_one_report_tells_as_happened_is_no_open_question() -> None:
    alleged = report("The army allegedly shelled the market.", "shelled", "asserted", 1)
    story = told("s", [alleged, report("The army shelled the market.", "shelled", "asserted", 2)], [])
    assert not story.open_questions and len(story.timeline) == 1 and len(story.timeline[0].reports) == 2


def counted(number: int, where: Entity, toll: float, giver: str) -> tuple[Event, Figure, str]:
    text = f"{toll:.0f} died in {where.name}."
    said = Statement(f"s{number}", "indirect", "say", (Span(0, 2),), Mention(Span(0, 1), giver, "organisation"))
    figure = Figure(f"f{number}", Span(0, 2), "killed", toll, toll, reported_by=said)
    place = Mention(span(text, where.name), where.name, "place", where)
    return Event(f"e{number}", "ASSAULT", span(text, "died"), "reported", 0.9, place=place, figures=(figure,)), figure, text


@pytest.mark.parametrize(("other", "differs"), [(OSH, True), (NARYN, False)])
def test_figures_of_two_places_do_not_disagree(other: Entity, differs: bool) -> None:
    items = []
    for number, (where, toll) in enumerate(((OSH, 26.0), (other, 13.0))):
        event, figure, text = counted(number, where, toll, f"giver {number}")
        items.append(
            Item(f"i{number}", "article", text, outlet=f"{number}.example", published=DAY, events=(event,), figures=(figure,))
        )
    assert bool(disagreements(histories(items, frozenset()), items)) is differs
    assert elsewhere(OSH, NARYN)


def test_who_says_that_somebody_denies_it_claims_nothing() -> None:
    text = "He said leaders deny that any development agreements ever existed."
    outer, inner = (
        span(text, "leaders deny that any development agreements ever existed"),
        span(text, "any development agreements ever existed"),
    )
    claim = Statement("c", "indirect", "say", (outer,), Mention(span(text, "He"), "He", "person"))
    denial = Statement("d", "indirect", "deny", (inner,), Mention(span(text, "leaders"), "leaders", "group"))
    assert denials([Item("i", "article", text, statements=(claim, denial))], frozenset()) == ()
    said = "The mayor said the development agreements existed for years."
    content = span(said, "the development agreements existed for years")
    mayor = Statement("m", "indirect", "say", (content,), Mention(span(said, "The mayor"), "The mayor", "person"))
    other = Item("j", "article", said, statements=(mayor,))
    assert len(denials([Item("i", "article", text, statements=(denial,)), other], frozenset())) == 1


@pytest.mark.parametrize(
    ("claimant", "claim", "denier", "denial", "found"),
    [
        ("The union", "the mine had ignored warnings", "The owner", "denied that the mine ignored warnings", True),
        (
            "The union",
            "the mine had ignored warnings",
            "The owner",
            "would neither confirm nor deny that the mine ignored warnings",
            False,
        ),
        ("The union", "the mine had ignored no warnings", "The owner", "denied that the mine ignored warnings", False),
        ("The union", "the mine had ignored warnings", "He", "denied that the mine ignored warnings", False),
        ("Mark Felt", "the mine had ignored warnings", "W. Mark Felt", "denied that the mine ignored warnings", False),
        ("The union", "the mine had links to Osh", "The owner", "denied that mine warnings had links to Osh", False),
    ],
    ids=["a denial", "neither", "a claim that negates", "a pronoun", "one person", "another thing"],
)
def test_a_denial_stands_beside_a_claim_of_the_same(claimant: str, claim: str, denier: str, denial: str, found: bool) -> None:
    one, other = f"{claimant} said {claim}.", f"{denier} {denial}."
    content = denial.partition("that ")[2]
    cue = next(word for word in ("denied", "deny") if word in denial.split())
    says = Statement("c", "indirect", "say", (span(one, claim),), Mention(span(one, claimant), claimant, "person"))
    who = Mention(span(other, denier), denier, "person")
    denies = Statement("d", "indirect", "deny", (span(other, content),), who, cue=span(other, cue))
    items = [Item("a", "article", one, statements=(says,)), Item("b", "article", other, statements=(denies,))]
    assert bool(denials(items, frozenset())) is found


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("14 people died in Osh, the army said.", "26 people died in Osh, the mayor said.", True),
        ("The two wounded men died in Osh, the army said.", "26 people died in Osh, the mayor said.", False),
        ("Three more people died in Osh, the army said.", "26 people died in Osh, the mayor said.", False),
        ("4 of the miners died in Osh, the army said.", "26 people died in Osh, the mayor said.", False),
        ("14 people died in Osh, he said.", "26 people died in Osh, the mayor said.", False),
        ("14 people died in Osh.", "26 people died in Osh.", False),
    ],
    ids=["givers", "those counted before", "more", "a part", "a pronoun", "a toll that rises within the day"],
)
def test_figures_disagree_where_they_count_the_same_people(one: str, other: str, differs: bool) -> None:
    items = []
    for number, text in enumerate((one, other)):
        words = next(word for word in ("14", "26", "two", "Three", "4") if word in text.split())
        giver = next((name for name in ("the army", "the mayor", "he") if f"{name} said" in text), None)
        said = Statement(f"s{number}", "indirect", "say", (Span(0, 2),), Mention(Span(0, 1), giver, "group")) if giver else None
        toll = {"two": 2.0, "Three": 3.0, "4": 4.0, "14": 14.0, "26": 26.0}[words]
        figure = Figure(f"f{number}", span(text, words), "killed", toll, toll, reported_by=said)
        place = Mention(span(text, "Osh"), "Osh", "place", OSH)
        event = Event(f"e{number}", "ASSAULT", span(text, "died"), "reported", 0.9, place=place, when=DAY, figures=(figure,))
        items.append(
            Item(f"i{number}", "article", text, outlet=f"{number}.example", published=DAY, events=(event,), figures=(figure,))
        )
    assert bool(disagreements(histories(items, frozenset()), items)) is differs
