"""Offices in other languages than English date a text."""

from __future__ import annotations

import pytest

from dateline.dates.holders import office_evidence
from dateline.types import Item


def terms(language: str, text: str) -> list[str]:
    found = office_evidence(Item("x", "article", text, (text,), language=language))
    return [" ".join(f"{i.earliest}..{i.latest}" for i in piece.allows) for piece in found]


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("de", "Bundeskanzlerin Angela Merkel besuchte am Montag den Hafen.", "2005-11-22..2021-12-08"),
        ("de", "Am Abend sprach Bundeskanzlerin Merkel in Kiel.", "2005-11-22..2021-12-08"),
        ("fr", "Hier, le président François Hollande a visité Lyon.", "2012-05-15..2017-05-14"),
        ("fr", "Le président Hollande a visité Lyon.", "2012-05-15..2017-05-14"),
        ("es", "El presidente Mariano Rajoy viajó a Vigo.", "2011-12-21..2018-06-01"),
        (
            "es",
            "El presidente del Gobierno español, dijo, y el presidente del Gobierno Mariano Rajoy viajó.",
            "2011-12-21..2018-06-01",
        ),
        ("tr", "Başbakan Binali Yıldırım, İzmir'de konuştu.", "2016-05-24..2018-07-09"),
        ("de", "Am Abend traf er den US-Präsidenten Barack Obama in Kiel.", "2009-01-20..2017-01-20"),
        ("ru", "Указ подписан президентом Дмитрием Медведевым.", "2008-05-07..2012-05-07"),
        ("ru", "По словам президента США Барака Обамы, мост построят.", "2009-01-20..2017-01-20"),
        ("ru", "Он говорил с канцлером Ангелой Меркель.", "2005-11-22..2021-12-08"),
        ("en", "President Hollande opened the bridge.", "2012-05-15..2017-05-14"),
        ("ru", "В среду президент Дмитрий Медведев прибыл в Омск.", "2008-05-07..2012-05-07"),
        ("ru", "Президент Франции Франсуа Олланд и премьер-министр Дмитрий Медведев встретились.", "2012-05-08..2020-01-16"),
    ],
)
def test_holders_named_in_other_languages_date_a_text(language: str, text: str, days: str) -> None:
    assert days in terms(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die frühere Bundeskanzlerin Angela Merkel las in Kiel."),
        ("de", "Er sagte: „Damals hat Bundeskanzlerin Angela Merkel gelacht.“"),
        ("fr", "L'ancien président François Hollande a signé son livre."),
        ("fr", "Il a dit : « Le président François Hollande est venu."),
        ("es", "El entonces presidente Mariano Rajoy viajó a Vigo."),
        ("es", "El presidente Macri saludó a los socios del club."),
        ("tr", "Eski Başbakan Binali Yıldırım konuştu."),
        ("ru", "Бывший президент Дмитрий Медведев прибыл в Омск."),
        ("ru", "Книгу бывшего президента Дмитрия Медведева издали в Омске."),
        ("ru", "Письмо президента клуба Дмитрия Медведкина пришло."),
        ("en", "Bundeskanzlerin Angela Merkel"),
    ],
)
def test_former_holders_quoted_words_and_surnames_of_clubs_date_nothing(language: str, text: str) -> None:
    assert terms(language, text) == []
