"""Names of German, French, Spanish, Turkish and Azerbaijani texts: titles, countries, towns, organisations, and case endings."""

from __future__ import annotations

import pytest

from dateline.entities.finding import find_mentions
from dateline.language.detection import detect
from dateline.language.parsing import parse
from dateline.types import Item, Mention


def mentions_of(text: str, language: str) -> list[Mention]:
    item = Item("x", "article", text, (text,), language=language)
    return list(find_mentions(item, next(iter(parse([item])))))


TEXTS = {
    "de": (
        (
        "Außenminister Johann Wiesner reiste nach Kiew. Der Bürgermeister von Hamburg, Peter Talmann, sprach mit der Universität Leipzig. "
        "Wiesner lobte Deutschlands Haltung, die Europäische Union schwieg. Das Essen war kalt."
        ),
        {
            ("person", "Johann Wiesner"), ("place", "Kiew"), ("place", "Hamburg"), ("person", "Peter Talmann"), ("country", "Germany"),
            ("organisation", "Universität Leipzig"), ("organisation", "European Union"),
        },
    ),
    "fr": (
        (
        "Le président français Emmanuel Macron s’est rendu à Marseille. La maire de Paris, Anne Valmont, a salué l’Allemagne. "
        "M. Macron a vu l’Université de Strasbourg."
        ),
        {
            ("person", "Emmanuel Macron"), ("place", "Marseille"), ("place", "Paris"), ("person", "Anne Valmont"), ("country", "Germany"),
            ("organisation", "Université de Strasbourg"),
        },
    ),
    "es": (
        "La ministra de Defensa, Margarita Rocha, viajó a Kiev. El alcalde de Sevilla habló de la Unión Europea y de Ucrania.",
        {
            ("person", "Margarita Rocha"), ("place", "Kiev"), ("place", "Sevilla"), ("organisation", "European Union"),
            ("country", "Ukraine"),
        },
    ),
    "tr": (
        "Dışişleri Bakanı Hakan Ertan Moskova'ya gitti. Ertan'ın avukatı Mehmet Solmaz İzmir Üniversitesi'nde konuştu. Almanya sustu.",
        {
            ("person", "Hakan Ertan"), ("place", "Moskova"), ("person", "Mehmet Solmaz"), ("organisation", "İzmir Üniversitesi"),
            ("country", "Germany"),
        },
    ),
    "az": (
        (
        "Azərbaycan Prezidenti İlham Əliyev Bakıda çıxış edib. Xarici işlər naziri Ceyhun Sadıqov Moskvaya gedib. Əliyev ABŞ-ın "
        "mövqeyini alqışlayıb. Gəncədə zəlzələ olub."
        ),
        {
            ("country", "Azerbaijan"), ("person", "İlham Əliyev"), ("place", "Bakı"), ("person", "Ceyhun Sadıqov"), ("place", "Moskva"),
            ("country", "United States"), ("place", "Gəncə"),
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_titles_and_tables_give_names_away(language: str) -> None:
    text, wanted = TEXTS[language]
    found = mentions_of(text, language)
    assert {(m.type, m.entity.name) for m in found if m.entity} == wanted


def test_a_holder_of_the_table_has_his_country_and_a_courtesy_is_no_role() -> None:
    (leader, again) = [m for m in mentions_of(TEXTS["az"][0], "az") if m.type == "person" and "Əliyev" in m.text]
    assert leader.entity is not None and leader.entity == again.entity and leader.entity.country == "AZE"
    assert leader.role == "Prezidenti"
    assert {m.role for m in mentions_of(TEXTS["fr"][0], "fr") if m.text == "Macron"} == {None}


def test_fields_of_government_and_persons_beside_prepositions_are_no_names_of_their_own() -> None:
    french = {
        m.text: m.role
        for m in mentions_of("Selon le ministre de la Santé Olivier Lambert, tout va bien.", "fr")
        if m.type == "person"
    }
    assert french == {"Olivier Lambert": "ministre de la Santé"}
    spanish = mentions_of("Acusó a Martín Guzmán y habló sobre CFK desde Córdoba.", "es")
    assert {m.text for m in spanish if m.type == "place"} == {"Córdoba"}


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Gunmen kill 20 in Nigeria market attack", "en"),
        ("Police arrest five in Baku protest", "en"),
        ("Georgia and Azerbaijan sign gas agreement", "en"),
        ("Tram line reopens in Tallinn", "en"),
        ("Bahn streicht Züge zwischen Köln und Bonn", "de"),
        ("El Gobierno aprueba la reforma fiscal", "es"),
        ("Le gouvernement annonce une réforme fiscale", "fr"),
    ],
)
def test_a_headline_alone_is_in_a_language_of_news(line: str, language: str) -> None:
    assert detect(line) == language


def test_a_turkish_town_behind_a_surname_is_no_part_of_it_and_letters_of_the_alphabet_open_names() -> None:
    text = "Cumhurbaşkanı Erdoğan Bakü'de. Cumhurbaşkanı Recep Tayyip Erdoğan burada İlham Aliyev ile görüştü."
    item = Item("x", "article", text, (text,), language="tr")
    found = {m.text: m.entity.name for m in find_mentions(item, next(iter(parse([item])))) if m.entity}
    assert found["Erdoğan"] == "Recep Tayyip Erdoğan" and found["İlham Aliyev"] == "İlham Aliyev" and found["Bakü"] == "Bakü"
