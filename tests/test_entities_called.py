"""What a name is called: its edges, the body that several names mean, and what else its shape tells."""

from __future__ import annotations

import pytest

from dateline.entities.finding import find_mentions
from dateline.entities.tabled import _table, canonical_of
from dateline.language.parsing import parse
from dateline.types import Item, Mention


def mentions_of(text: str) -> list[Mention]:
    item = Item("x", "article", text, (text,), language="en")
    return list(find_mentions(item, next(iter(parse([item])))))


def typed(text: str) -> set[tuple[str, str]]:
    return {(m.text, m.type) for m in mentions_of(text) if not m.pronoun}


def bodies(text: str) -> list[str]:
    return [m.entity.name for m in mentions_of(text) if m.type == "organisation" and m.entity and not m.pronoun]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Drivers hailed the 1998 World Cup in France as a triumph.", ("1998 World Cup", "event")),
        ("Kestrel Buses Scotland manager Tom Reed said: “Services resume today.”", ("Kestrel Buses Scotland", "organisation")),
        ("The clinic is the first in Southern California to use it.", ("Southern California", "place")),
        ("Fires burned in Marin, Sonoma and San Mateo Counties on Friday.", ("San Mateo Counties", "place")),
        ("He hosts a programme on the KZQX FM station.", ("KZQX FM", "organisation")),
        ("She wrote about the dress in Harper’s Bazaar in May.", ("Harper’s Bazaar", "organisation")),
        ("Crowds waited for the Duchess of Sussex in Cardiff.", ("Duchess of Sussex", "person")),
        ("“Jordan De Wit has trained well this week,” the coach said.", ("Jordan De Wit", "person")),
        ("The US Food and Drug Administration approved the drug.", ("US Food and Drug Administration", "organisation")),
    ],
)
def test_a_name_has_its_whole_length(text: str, named: tuple[str, str]) -> None:
    assert named in typed(text)


def test_what_ends_a_list_of_counties_is_no_place_of_its_own() -> None:
    assert "Counties" not in {m.text for m in mentions_of("Fires burned in Marin, Sonoma and San Mateo Counties on Friday.")}


def test_a_title_and_a_thing_are_no_peer() -> None:
    found = mentions_of("He won a Duke of Edinburgh’s Award and read Prince of Darkness.")
    assert not [m for m in found if m.type == "person" and not m.pronoun]
    assert "Duchess" not in {m.text for m in mentions_of("The Duchess smiled. Nobody saw why.")}


def test_a_button_leaves_no_blank_behind_a_name() -> None:
    names = {m.text for m in mentions_of("Post to Facebook Post to StumbleUpon Seed Newsvine Post to GNN Post to MySpace")}
    assert not [name for name in names if name != name.strip()]


def test_a_common_word_that_opens_a_firm_is_no_hamlet_of_that_name() -> None:
    assert ("Tower", "place") not in typed("The Tower Radiology Medical Group opened a clinic in Leeds.")
    assert ("Reading", "place") in typed("Reading University opened a clinic on Monday.")


def test_a_body_of_the_table_has_one_name_however_it_is_called() -> None:
    text = "The U.S. State Department is concerned. The Department of State met the FBI. The United States Department of State left."
    assert bodies(text) == ["Department of State", "Department of State", "FBI", "Department of State"]
    assert len(set(bodies("The Food and Drug Administration (FDA) met. The FDA left. The US Food and Drug Administration spoke."))) == 1
    known = _table()[1]
    swapped = [n for n, (kind, _, c) in known.items() if kind == "organisation" and c and canonical_of(c) not in (None, c)]
    assert swapped == []


def test_a_body_of_a_state_is_meant_without_its_state_unless_two_are_named() -> None:
    one = "The Georgian Supreme Court ruled on Monday. The Supreme Court has nine judges."
    assert set(bodies(one)) == {"Georgian Supreme Court"}
    two = "The Georgian Supreme Court and the Armenian Supreme Court ruled on Monday. The Supreme Court has nine judges."
    assert bodies(two) == ["Georgian Supreme Court", "Armenian Supreme Court", "Supreme Court"]
    assert bodies("Judges of the Polish Supreme Court and the German Constitutional Court met.")[0] == "Polish Supreme Court"
    assert "Airbus" in bodies("Workers of the German Airbus plant met on Monday.")
    assert len(set(bodies("The U.S. Senate met. The US Senate voted. The Senate rose."))) == 1
