"""What only has to be, a kind of people, questions and prizes are no events; one happening of one text is one event with one place."""

import pytest
from facts_of import events_of


@pytest.mark.parametrize(
    ("kind", "text", "beside"),
    [
        ("ASSAULT", "This is why the rebels have to be bombed.", "The rebels had to be bombed by the army of Chad."),
        (
            "ASSAULT",
            "The mayor met the families of people killed by police.",
            "Two people were killed by police in Lima on Friday.",
        ),
        ("APPOINT", "Maria Rojas was nominated for an Emmy in Lima.", "Maria Rojas was nominated for president in Lima."),
        (
            "REQUEST",
            "Chile called an emergency meeting on Peru on Monday.",
            "The parliament of Chile called on Peru to stop fishing.",
        ),
        ("REQUEST", "The president of Chile sought to appeal to workers.", "The president of Chile appealed to Peru for help."),
        (
            "REQUEST",
            "The president asked the envoy of Chile whether Peru would sign.",
            "The president asked the envoy of Chile to sign the treaty.",
        ),
        (
            "AGREE",
            "Police in Lima said more details will be released.",
            "Police in Lima said they will release the two hostages.",
        ),
        (
            "AGREE",
            "Police in Lima said the vote will be held on Friday.",
            "Police in Lima said they will release the two hostages.",
        ),
        ("ASSAULT", "A gunman shot it near the depot in Lima.", "A gunman shot two nurses in Lima."),
        (
            "CONSULT",
            "They say it has been evident in the flurry of negotiations that ensued after the Quito shootings.",
            "The president was told of the negotiations with Peru in Lima.",
        ),
        (
            "COOPERATE",
            "Spain provided information in Lima on Monday.",
            "Spain provided Morocco with information on the suspects.",
        ),
        (
            "ACCIDENT",
            "The bombing of the hall shook Quito.\nThe mayor said that the explosion killed two nurses.\nThe bombers fled to Chad.",
            "The gas explosion at the hall killed two nurses.\nThe mayor thanked those who came.",
        ),
    ],
)
def test_no_such_event_but_one_in_like_words(kind: str, text: str, beside: str) -> None:
    assert kind not in {e.type for e in events_of(text)} and kind in {e.type for e in events_of(beside)}


def test_a_floods_town_lies_in_the_part_of_the_country_that_the_headline_names() -> None:
    text = (
        "Flash flood kills nine in southern Peru\nAt least nine people were killed when a flash flood hit two villages on Monday.\n"
        "The flood swept away three bridges in Arequipa, the ministry said, and 1,200 people were evacuated."
    )
    (flood,) = [e for e in events_of(text) if e.type == "DISASTER"]
    assert flood.place is not None
    assert (flood.place.text, {f.what for f in flood.figures}) == ("southern Peru", {"killed", "evacuated"})


@pytest.mark.parametrize(("one", "other"), [("Mexico City", "Puebla"), ("Panama City", "Colon")])
def test_a_town_with_its_countrys_name_is_no_part_of_the_country(one: str, other: str) -> None:
    text = f"A fire killed three people in {one} on Monday. A building collapsed in {other} on Monday, killing two people."
    assert [e.place.text for e in events_of(text) if e.type == "ACCIDENT" and e.place] == [one, other]


@pytest.mark.parametrize("part", ["northern Mexico", "north-eastern Mexico", "central Mexico", "South Mexico"])
def test_a_town_lies_in_a_side_of_the_country(part: str) -> None:
    text = f"A fire killed three people in {part} on Monday. An explosion in Puebla injured two people."
    assert [e.place.text for e in events_of(text) if e.type == "ACCIDENT" and e.place] == [part]


@pytest.mark.parametrize(
    "other",
    [
        "A hurricane struck the Atlantic on Monday.",
        "In 2010, an earthquake in Haiti killed thousands.",
        "An earthquake struck Japan on Monday.",
    ],
)
def test_a_headlines_flood_has_its_place_whatever_else_is_named(other: str) -> None:
    text = f"Flood kills nine\nAt least nine people were killed when a flood hit two villages in Spain on Monday. {other}"
    flood, beside = [e for e in events_of(text) if e.type == "DISASTER"]
    assert flood.place is not None and flood.place.text == "Spain"
    assert beside.place is not None and beside.place.text in other


def test_a_storm_over_several_countries_is_in_none_of_them() -> None:
    text = (
        "Storm crosses the sea and the coast\nThe storm moves from Spain to the coasts of Italy and Greece, the weather office said.\n"
        "Nobody was killed in the storm in Greece, and 150 people were evacuated in Italy.\nThe storm hit the coast of Spain near Malaga."
    )
    (storm,) = [e for e in events_of(text) if e.type == "DISASTER"]
    assert storm.place is None


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("A man was shot and killed on Highway 7 on Friday.", "ASSAULT", "Highway 7"),
        ("Rebels attacked a convoy on Road 60 on Monday.", "ASSAULT", "Road 60"),
        ("A gunman shot two nurses in the backyard of a Lima house on Friday.", "ASSAULT", "Lima"),
        ("Norway imposed sanctions on Iceland on Monday.", "SANCTION", None),
        ("A gunman shot two nurses on Peru Lane on Friday.", "ASSAULT", "Peru Lane"),
    ],
)
def test_where_it_was(text: str, kind: str, place: str | None) -> None:
    assert [e.place.text if e.place else None for e in events_of(text) if e.type == kind] == [place]


def test_two_countries_of_a_headline_hold_talks() -> None:
    (talks,) = [e for e in events_of("Japan, China hold talks in Tokyo") if e.type == "CONSULT"]
    assert [a.text for a in talks.actors] == ["Japan", "China"]


def test_whose_licence_is_suspended() -> None:
    (event,) = [e for e in events_of("The ministry suspended the licence of the airline on Friday.") if e.type == "COERCE"]
    assert [a.text for a in event.recipients] == ["the airline"]


def test_what_is_promised_has_no_mode_of_another_type() -> None:
    assert [e.mode for e in events_of("Norway will open its ports to Iceland on Monday.") if e.type == "AGREE"] == [None]
