"""What a name is called: its edges, the body that several names mean, and what else its shape tells."""

from __future__ import annotations

import pytest

from dateline.entities.finding import find_mentions
from dateline.entities.tabled import _table, canonical_of
from dateline.knowledge import places
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
    whole = "United States Department of State"
    assert bodies(text) == [whole, whole, "FBI", whole]
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


def place_of(text: str, nth: int, name: str) -> str | None:
    found = [m for m in mentions_of(text) if m.text == name and m.type in ("place", "country")]
    return found[nth].entity.country if found[nth].entity else None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "name", "codes"),
    [
        ("Georgia arrested two men from Macon, Georgia, USA. Tbilisi said they came to Georgia in May.", "Georgia", ("GEO", "USA", "GEO")),
        ("The Georgian president met students of Savannah, Georgia. Georgia joined the treaty.", "Georgia", ("USA", "GEO")),
        ("Voters in Savannah, Georgia, went to the polls. Georgians queued. Georgia has 16 electoral votes.", "Georgia", ("USA", "USA")),
        ("Police in Batumi, Georgia, arrested a man. Georgia said he was a spy.", "Georgia", ("GEO", "GEO")),
        ("Ukraine said a drone hit Odessa. In Odessa, Texas, people prayed for those in Odessa.", "Odessa", ("UKR", "USA", "USA")),
        ("A drone hit Odesa on Monday. The mayor of Odessa, Texas, sent his sympathy.", "Odesa", ("UKR",)),
        ("The mayor of Paris met the mayor of Paris, Texas.", "Paris", ("FRA", "USA")),
        ("A barn burned in Paris, Texas. Police in Paris arrested a man.", "Paris", ("USA", "USA")),
    ],
)
def test_two_places_of_one_name_stay_apart_in_an_item(text: str, name: str, codes: tuple[str, ...]) -> None:
    assert tuple(place_of(text, nth, name) for nth in range(len(codes))) == codes


def people(text: str) -> list[str]:
    return [m.entity.name for m in mentions_of(text) if m.type == "person" and m.entity and not m.pronoun]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Muammar Gaddafi died in Sirte. Qaddafi had ruled Libya. Supporters of Kadhafi wept.", ["Muammar Gaddafi"] * 3),
        ("Mohammed bin Salman met Li Qiang. Muhammad bin Salman spoke.", ["Mohammed bin Salman", "Li Qiang", "Mohammed bin Salman"]),
        ("Alina Karimova and Elina Karimova are sisters.", ["Alina Karimova", "Elina Karimova"]),
        ("Hasan Demir and Hussein Demir are brothers.", ["Hasan Demir", "Hussein Demir"]),
        ("Saif Gaddafi fled. Muammar Gaddafi died. Qaddafi was 69.", ["Saif Gaddafi", "Muammar Gaddafi", "Qaddafi"]),
    ],
)
def test_two_spellings_of_one_name_are_one_person_and_kin_are_two(text: str, names: list[str]) -> None:
    assert people(text) == names


def meant(text: str, words: str) -> list[str]:
    return [m.entity.name for m in mentions_of(text) if m.text == words and m.pronoun and m.entity]


def test_the_chief_of_a_body_is_who_heads_it() -> None:
    text = "UN Secretary-General António Guterres arrived. Ada Lind met him. The UN chief said the war must end."
    assert meant(text, "The UN chief") == ["António Guterres"]
    boss = "Ada Lind, president of the Lunden Bank, resigned. Bo Ek hailed her. The Lunden Bank boss is 60."
    assert meant(boss, "The Lunden Bank boss") == ["Ada Lind"]
    assert meant(text.replace("The UN chief said", "The UN chief economist said"), "The UN chief") == []
    assert meant("Ada Lind arrived. The UN chief said the war must end.", "The UN chief") == []


def test_two_capitals_are_the_governments_that_act_not_the_towns() -> None:
    talks = "Talks between Baku and Yerevan resumed. The two capitals agreed on a date."
    assert meant(talks, "The two capitals") == ["Azerbaijan", "Armenia"]
    states = "Armenia and Azerbaijan resumed talks in Tbilisi. Both capitals hailed the deal."
    assert meant(states, "Both capitals") == ["Armenia", "Azerbaijan"]
    assert meant("Talks between Baku and Yerevan resumed. Flights between the two capitals start soon.", "the two capitals") == []


def test_him_is_nobody_who_does_it_under_any_of_his_names() -> None:
    assert meant("Volodymyr Zelenskyy met the president of France. Zelensky thanked him.", "him") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ada Lind read from her novel The Bridge of Salt at the fair.", ("The Bridge of Salt", "work")),
        ("The channel showed the documentary Voices of the Plain by Bo Ek.", ("Voices of the Plain", "work")),
        ("The Lisbon Green Deal and the Schengen Agreement were discussed.", ("Schengen Agreement", "work")),
        ("The Karshi-Termez railway was opened on Monday.", ("Karshi-Termez railway", "project")),
    ],
)
def test_titles_behind_their_kind_and_lines_between_towns(text: str, named: tuple[str, str]) -> None:
    assert named in typed(text)


def test_a_capital_acts_with_and_without_its_accents() -> None:
    for text, code in (("Chisinau denied that it owed anything.", "MDA"), ("Ulaanbaatar accused Delhi of lying.", "MNG")):
        first = mentions_of(text)[0]
        assert first.metonym and first.entity is not None and first.entity.country == code
    assert not any(m.type == "place" for m in mentions_of("Male nurses said so."))
    laid = mentions_of("Washington imposed sanctions on Tehran. Tokyo recorded its hottest day.")
    assert [(m.text, m.metonym) for m in laid if m.type == "place"] == [("Washington", True), ("Tehran", True), ("Tokyo", False)]


def test_a_role_before_the_comma_is_not_that_of_whom_he_met() -> None:
    found = mentions_of("Serbia's president, Aleksandar Vucic, met Kosovo's prime minister, Albin Kurti.")
    assert [m.role for m in found if m.type == "person"] == ["Serbia's president", "Kosovo's prime minister"]
    sued = mentions_of("The governor of Texas, Greg Abbott, sued the president.")
    assert [(m.text, m.role) for m in sued if m.type == "person"] == [("Greg Abbott", "governor of Texas")]
    chief = mentions_of("EU foreign policy chief Kaja Kallas spoke in Brussels.")
    assert [m.role for m in chief if m.type == "person"] == ["foreign policy chief"]


def test_the_king_of_many_realms_is_of_the_united_kingdom_and_a_prince_of_a_place() -> None:
    king = next(m for m in mentions_of("Britain's King Charles III visited Rome.") if m.type == "person")
    assert king.entity is not None and king.entity.country == "GBR"
    assert ("Abu Dhabi", "place") in typed("Prince Mohammed bin Zayed, then crown prince of Abu Dhabi, met Barack Obama.")


def test_a_prime_minister_of_the_table_and_a_bloc_are_meant_without_a_day() -> None:
    text = "Anwar Ibrahim arrived in Tokyo. The Malaysian prime minister will meet Shigeru Ishiba on Friday."
    assert meant(text, "The Malaysian prime minister") == ["Anwar Ibrahim"]
    assert meant("The European Union fined a firm. The bloc has done so before.", "The bloc") == ["European Union"]


@pytest.mark.parametrize("land", ["western Balkans", "Latin America", "South-East Asia", "Pamir Mountains", "eastern Mediterranean"])
def test_lands_and_their_sides_are_places_without_a_point(land: str) -> None:
    found = next(m for m in mentions_of(f"Drought hit the {land} hard this spring.") if m.text == land)
    assert found.type == "place" and found.entity is not None and found.entity.latitude is None


def test_turkish_and_azerbaijani_letters_are_letters_of_names() -> None:
    assert people("Ömer Çelik of the AK Party spoke in Ankara.") == ["Ömer Çelik"]
    assert people("Əli Həsənov met Rəşad Quliyev. Hasanov said talks went well.") == ["Əli Həsənov", "Rəşad Quliyev", "Əli Həsənov"]
    assert places.named("Gəncə")[0].country == "AZE"
