"""States that share their name with a city, towns that the gazetteer lacks in their country, and regions without a point."""

import pytest

from dateline.entities.linking import link
from dateline.entities.shapes import Name
from dateline.knowledge import countries
from dateline.types import Entity, Item, Span

DC, WASHINGTON, NYC, NEW_YORK = 4140963, 5815135, 5128581, 5128638


def read(text: str, *names: str, url: str | None = None) -> dict[str, Entity]:
    """The entities of some places of a text, each where it comes first."""
    found = []
    for words in sorted(names, key=text.index):
        kind = "country" if words in countries.by_name() else "nationality" if words in countries.by_demonym() else "place"
        code = countries.by_name().get(words) or countries.by_demonym().get(words)
        at = text.index(words)
        found.append(Name(Span(at, at + len(words)), kind, 0.8, code))
    entities = link(found, text, Item("x", "article", text, (text,), url=url, language="en"))
    return {name.span.of(text): entity for name, entity in zip(found, entities, strict=True)}


@pytest.mark.parametrize(
    ("text", "names", "words", "wanted"),
    [
        ("The deal was signed in Washington on Monday.", (), "Washington", DC),
        ("Protesters marched in Washington, London and Paris.", ("London", "Paris"), "Washington", DC),
        ("WASHINGTON (AP) - A dam in Iowa broke near Des Moines.", ("Iowa", "Des Moines"), "WASHINGTON", DC),
        ("WASHINGTON A dam in Iowa broke near Des Moines.", ("Iowa", "Des Moines"), "WASHINGTON", DC),
        ("They met in Geneva, Washington and Paris.", ("Geneva", "Paris"), "Washington", DC),
        ("Fires burned across Washington state.", (), "Washington", WASHINGTON),
        ("Snow fell in eastern Washington on Monday.", (), "Washington", WASHINGTON),
        ("A car crashed near Spokane, Washington.", ("Spokane",), "Washington", WASHINGTON),
        ("A man of Foo Creek, Washington, died.", ("Foo Creek",), "Washington", WASHINGTON),
        ("He drove from Spokane to the coast of Washington.", ("Spokane",), "Washington", WASHINGTON),
        ("He lives in New York.", (), "New York", NYC),
        ("A school in Brooklyn, New York, closed.", ("Brooklyn",), "New York", NYC),
        ("She was born in Buffalo, New York.", ("Buffalo",), "New York", NEW_YORK),
        ("Upstate New York saw snow.", (), "New York", NEW_YORK),
        ("New York Gov. Ann Hill spoke.", (), "New York", NEW_YORK),
        ("Ann Hill, D-N.Y., spoke.", (), "N.Y.", NEW_YORK),
        ("Voters in Rochester and Syracuse want New York to pay.", ("Rochester", "Syracuse"), "New York", NEW_YORK),
    ],
)
def test_a_name_of_state_and_city_is_the_city_unless_the_words_tell_of_the_state(
    text: str, names: tuple[str, ...], words: str, wanted: int
) -> None:
    assert read(text, words, *names)[words].geonames_id == wanted


def test_the_address_of_the_outlet_tells_of_the_state_and_of_the_town() -> None:
    text = "Roads in Washington froze."
    assert read(text, "Washington", url="https://www.spokesman-spokane.com/a")["Washington"].geonames_id == DC
    assert read(text, "Washington", url="https://www.spokanenews.com/a")["Washington"].geonames_id == WASHINGTON
    text = "HAMILTON A dam broke near Cincinnati."
    assert read(text, "HAMILTON", "Cincinnati")["HAMILTON"].country == "USA"


def test_capitals_of_letters_are_no_capitals_of_countries() -> None:
    assert read("PHILADELPHIA A man was shot.", "PHILADELPHIA")["PHILADELPHIA"].country == "USA"
    assert read("Troops entered GUATEMALA again.", "GUATEMALA")["GUATEMALA"].geonames_id != 3598132


@pytest.mark.parametrize(
    ("text", "names", "town"),
    [
        ("The temple is in Memphis, Egypt, officials said.", ("Memphis", "Egypt"), ("Memphis", "EGY", None)),
        ("Fighting near Troy in Turkey was heavy.", ("Troy", "Turkey"), ("Troy", "TUR", None)),
        ("The Kenyan town of Hollywood was hit.", ("Hollywood", "Kenyan"), ("Hollywood", "KEN", None)),
        ("A bomb exploded in Birmingham (Nigeria).", ("Birmingham", "Nigeria"), ("Birmingham", "NGA", None)),
    ],
)
def test_a_town_that_the_gazetteer_lacks_in_the_country_beside_it_is_on_no_other_continent(
    text: str, names: tuple[str, ...], town: tuple[str, str, None]
) -> None:
    found = read(text, *names)[town[0]]
    assert (found.name, found.country, found.latitude) == town


@pytest.mark.parametrize(
    ("text", "names", "words", "country"),
    [
        ("They flew to Memphis, Egypt and Kenya.", ("Memphis", "Egypt"), "Memphis", "USA"),
        ("They flew to Memphis, Egypt, Kenya and Peru.", ("Memphis", "Egypt"), "Memphis", "USA"),
        ("They accuse Washington in Iraq of a plot.", ("Washington", "Iraq"), "Washington", "USA"),
        ("The mine lies in Ontario, Egypt.", ("Ontario", "Egypt"), "Ontario", "CAN"),
        ("Militants attacked Palmyra, Syria.", ("Palmyra", "Syria"), "Palmyra", "SYR"),
    ],
)
def test_lists_capitals_that_act_and_states_keep_their_point(text: str, names: tuple[str, ...], words: str, country: str) -> None:
    found = read(text, *names)[words]
    assert found.country == country
    assert found.latitude is not None


@pytest.mark.parametrize(
    "words", ["Sahel", "Balkans", "Pyrenees", "Nile", "Gulf", "Horn of Africa", "Maghreb", "Arabian Peninsula"]
)
def test_regions_of_several_countries_have_no_point(words: str) -> None:
    from dateline.entities.tabled import from_tables

    text = f"Rain fell on the {words} again."
    (name,) = (n for n in from_tables(text) if n.type == "place")
    (entity,) = link([name], text)
    assert (entity.name, entity.country, entity.latitude) == (words, None, None)
