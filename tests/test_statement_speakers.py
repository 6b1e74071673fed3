"""Who speaks: whose name among several, whom a question is put to, and who speaks the lines that name nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

import dateline
from dateline.entities.finding import find_mentions
from dateline.language.parsing import parse
from dateline.statements.finding import find_statements
from dateline.types import Item, Statement


def read(text: str, language: str = "en") -> list[Statement]:
    item = Item("i", "article", text, language=language)
    doc = next(iter(parse([item])))
    return list(find_statements(replace(item, mentions=find_mentions(item, doc)), doc))


def holding(text: str, words: str) -> Statement:
    found = [s for s in read(text) if any(words in span.of(text) for span in s.content)]
    assert found, f"no statement holds {words!r}"
    return min(found, key=lambda s: sum(map(len, s.content)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harbour Party for the People leader Rosa Lind urged the government to resign.", "Rosa Lind"),
        ("Montana senator Peter Calder said that the bridge was unsafe.", "Peter Calder"),
        ("Ms Bowles’ father, Peter Bowles, said that the ferry was late. Anna Bowles was on it.", "Peter Bowles"),
        ("Rosa Lind supporter Peter Calder said that the vote was fair.", "Peter Calder"),
        ("Rosa Lind aides said that the vote was fair.", None),
        ("The number of voters who backed Rosa Lind but said the bridge was unsafe is small.", None),
        ("A survey by harbour engineer Rosa Lind found that the bridge was unsafe.", "Rosa Lind"),
    ],
)
def test_which_of_the_names_speaks(text: str, name: str | None) -> None:
    (said, *_) = [s for s in read(text) if s.parent is None]
    assert (said.entity.name if said.entity is not None else None) == name


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("zoo officials", None),
        ("administration officials", None),
        ("health officials", "officials of Norway"),
        ("border police", "police of Norway"),
    ],
)
def test_officials_are_of_the_state_only_where_they_deal_with_its_affairs(who: str, name: str | None) -> None:
    said = holding(f"Norway will open the park in June after a year of work. The wolf will return, {who} said on Monday.", "wolf")
    assert (said.entity.name if said.entity is not None else None) == name


def test_whom_somebody_quotes_as_saying_something_speaks() -> None:
    text = "Rosa Lind was angry. The Harbour Post quoted her as saying “the request is a breach of the law of Norland”."
    said = holding(text, "breach")
    assert said.entity is not None and said.entity.name == "Rosa Lind"
    assert [span.of(text) for span in said.content] == ["“the request is a breach of the law of Norland”"]
    text = "Ines Calder attacked the plan. “We will open a new bridge in June,” she quoted Rosa Lind as saying."
    assert (lind := holding(text, "new bridge").entity) is not None and lind.name == "Rosa Lind"


def test_a_speaker_ends_before_the_occasion() -> None:
    text = "“The bridge has been unsafe for years,” said Rosa Lind with the agency in a Monday analysis of the damage."
    said = holding(text, "unsafe")
    assert said.speaker_words is not None and said.speaker_words.of(text) == "Rosa Lind with the agency"


def test_he_is_who_spoke_in_this_paragraph() -> None:
    text = (
        "“We look forward to the work,” Mark Stewart told the press. “It was a long year,” he said in a statement.\n"
        "Governor Max Calder, who joined the workers in the harbour last month, hailed the deal. “I applaud both sides,” he said."
    )
    said = holding(text, "I applaud")
    assert said.entity is not None and said.entity.name == "Max Calder"


def test_a_government_called_after_a_person_is_that_of_the_country() -> None:
    said = holding("The Trump administration said on Monday that tariffs would rise. Donald Trump spoke later.", "tariffs")
    assert said.entity is not None and (said.entity.name, said.entity.country) == ("government of United States", "USA")


def test_who_is_asked_does_not_speak_but_is_told() -> None:
    text = "At the press club Rosa Lind was asked, “Do you feel any guilt about the bridge?” The mayor admitted that she did."
    asked = holding(text, "Do you feel")
    assert asked.speaker is None and asked.entity is None
    assert asked.addressee is not None and asked.addressee.text == "Rosa Lind"
    told = holding("The audience was told that the singer had died in the spring.", "singer")
    assert told.addressee is not None and told.addressee.text == "The audience"
    assert [span.of("The audience was told that the singer had died in the spring.") for span in told.content] == [
        "the singer had died in the spring"
    ]


def test_lines_that_open_again_are_spoken_by_whoever_speaks_the_line_before() -> None:
    text = (
        "Peter Lind believes that someone in the town must know what happened to his son.\n"
        '"It just does not add up and someone in this town knows something about it. I am sure of that.\n'
        '"So much has happened over the past ten years, from searching ponds to a new appeal.\n'
        '"We hoped it would all have been over by now. We are just so tired of it all.\n'
        '"The police have been really supportive. If anyone is going to find him it is them."\n'
        '"I would just like to thank everyone who has kept us going over the past ten years."\n'
        "The mayor of the town, Rosa Calder, went to the harbour."
    )
    for words in ("does not add up", "searching ponds", "so tired", "really supportive", "thank everyone"):
        said = holding(text, words)
        assert said.kind == "direct" and said.entity is not None and said.entity.name == "Peter Lind"


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "de",
            "Umgekehrt sei der Handel wichtig, erklärt Anna Lind. „Vor allem bei den Medikamenten für das Land.“",
            "Anna Lind",
        ),
        ("de", "Nachdem seine Partei das Papier gezeigt hatte, erklärte er: „Niemand in der Führung kannte es.“", "er"),
        ("de", "In einer Erklärung sagte der 48-Jährige: „Ich habe falsch über das Papier informiert.“", "der 48-Jährige"),
        (
            "de",
            "Leiterin Anna Lind beschreibt die Lage als schwierig: „Wir müssen alles an einem Tag schaffen.“",
            "Leiterin Anna Lind",
        ),
        ("de", "Trainer Max Kalder wundert es nicht: „Jeder Spieler hat seine Stärken in diesem Spiel.“", "Max Kalder"),
        ("de", "Wie Max Lind vor seinem „Müll“-Fehler noch sagte: „Dieser Begriff ist nicht benutzt worden.“", "Max Lind"),
        (
            "de",
            "Der Vorsitzende des Verbands in Norland, Max Lind, kritisierte die Entscheidung: „Die Behörde muss sich fragen lassen.“",
            "Der Vorsitzende des Verbands in Norland, Max Lind",
        ),
        (
            "de",
            "Die Norland Post zitiert einen Augenzeugen mit den Worten: „Der Mann hat wahllos Menschen angegriffen.“",
            "einen Augenzeugen",
        ),
        ("de", "„Die Grundlagen fehlen dem Land noch immer“, ließ Anna Lind in einer Mitteilung wissen.", "Anna Lind"),
        ("ru", "«Общая сумма инвестиций составит 2,5 млрд, будет создано 80 мест», - проинформировал М. Петров.", "М. Петров"),
        (
            "tr",
            'Liman köyü muhtarı Ahmet Kurt, gazetecilere, ekiplerin geldiğini belirterek, "Devletin imkanları köye sevk edildi." dedi.',
            "Liman köyü muhtarı Ahmet Kurt",
        ),
        (
            "tr",
            'Kısa bir süre içinde müdahaleye başlandığını aktaran Yılmaz, şunları kaydetti: "Şu anda 9 helikopter görev yapıyor."',
            "Kısa bir süre içinde müdahaleye başlandığını aktaran Yılmaz",
        ),
        (
            "tr",
            'Liman Bakanlığı yaptığı açıklamada, "Kapatılan yol yeniden ulaşıma açıldı" ifadesini kullandı.',
            "Liman Bakanlığı",
        ),
        ("tr", '"Liman bu yıl yeniden açılacak" diye tepki gösterdi Ahmet Kurt.', "Ahmet Kurt"),
        ("tr", '"Liman bu yıl yeniden açılacak" ifadelerini kullanan Kurt, köye gitti.', "Kurt"),
        ("az", "«Liman bu il yenidən açılacaq» deyə əlavə etdi Quliyev.", "Quliyev"),
        ("de", "Anna Lind spricht über ihre Arbeit: „Wir müssen alles an einem Tag schaffen.“", "Anna Lind"),
    ],
)
def test_who_speaks_in_other_languages(language: str, text: str, speaker: str) -> None:
    said = [s for s in read(text, language) if s.kind == "direct"]
    assert len(said) == 1 and said[0].speaker_words is not None
    assert said[0].speaker_words.of(text) == speaker


def test_nobody_is_named_with_heisst_es() -> None:
    (said,) = read("„Die Brücke wird im Juni für ein Jahr geschlossen“, heißt es in dem Bericht der Behörde.", "de")
    assert said.cue is not None and said.speaker is None
    assert read("Es war besser als befürchtet. „Die Perle der Sieben Meere fährt wieder in den Hafen ein.“", "de") == []


@pytest.mark.parametrize(
    "text",
    [
        "Das Schiff hieß in dieser Zeit unter anderem „Perle der Sieben Meere“ und „Stolz von Norland“.",
        "Das Schiff hieß früher „Perle der Sieben Meere und Stolz von Norland“, jetzt hat es keinen Namen.",
        "In dem Ort findet im Juni die „Biennale für neue Kunst aus Norland“ statt.",
        "Er bedankt sich für die „sehr gute Einlassung“ der Zuschauerin aus der Stadt.",
    ],
)
def test_names_in_marks_are_no_german_speech(text: str) -> None:
    assert read(text, "de") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Buch „Der kurze Weg zum Hafen“ beschreibt die Kindheit der Autorin."),
        ("de", "Anna Lind spricht über den Kinofilm „Der Hafen hinter der Stadt“ am Abend."),
        ("ru", "Книга «Короткая дорога в старую гавань» напоминает читателям о детстве."),
        ("ru", "Пётр Волков подтвердил участие в фестивале «Короткая дорога в старую гавань»."),
        ("tr", '"Liman bu yıl yeniden açılacak" diye bir kitap okudum.'),
    ],
)
def test_titles_are_no_speech(language: str, text: str) -> None:
    assert read(text, language) == []


def test_a_person_is_known_by_the_first_name_alone() -> None:
    text = "Anna Lind kam nach Hause. „Das war und ist auch das Ziel für mich“, hofft Anna."
    (said,) = read(text, "de")
    assert said.entity is not None and said.entity.name == "Anna Lind"


def test_a_headline_that_tells_why_quotes_nobody() -> None:
    text = "Anna Lind: Warum die Frau aus dem Hafen so beliebt ist\n\nAnna Lind wurde 1960 im Hafen geboren."
    assert read(text, "de") == []
    assert read(text.replace("Warum die", "Die"), "de") != []
    assert (
        read(text.replace("Warum die Frau aus dem Hafen so beliebt ist", "Was jetzt zählt, ist der Hafen von Norland"), "de")
        != []
    )


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("The Chilean navy chased off three Peruvian trawlers, the defence ministry said.", "defence ministry of Chile"),
        ("Iceland recalled its envoy from Norway, the foreign ministry said.", "foreign ministry of Iceland"),
        ("LIMA, May 3, 2025 - Two Chilean envoys were expelled, the foreign ministry said.", "foreign ministry of Peru"),
        ("Two Peruvian envoys were expelled by Chile, the foreign ministry said.", "foreign ministry of Chile"),
        ("Iceland recalled its envoy, the foreign ministry in Oslo said.", "foreign ministry of Norway"),
        ("The health ministry said Chile had shelled a clinic in Tacna, Peru.", "health ministry of Peru"),
        ("Peru shut its ports. The foreign ministry said Chile had crossed Peru's border.", "foreign ministry of Peru"),
        ("Norway shut a port. The government said Sweden had raised its duty on herring.", "government of Norway"),
        ("The finance ministry said Norway would raise its duty on herring.", "finance ministry of Norway"),
        (
            "WARSAW, May 3, 2025 - The Russian Foreign Ministry sent a letter. The foreign ministry said it had been a mistake.",
            "foreign ministry of Russia",
        ),
    ],
)
def test_a_bare_ministry_is_of_the_dateline_or_of_who_acts(text: str, giver: str) -> None:
    assert [s.entity.name for s in read(text) if s.entity] == [giver]


def test_the_words_of_filing_are_no_content() -> None:
    text = "LIMA, May 3, 2025 - Peru recalled its envoy from Chile on Friday over herring quotas, the foreign ministry said."
    (said,) = read(text)
    assert [span.of(text) for span in said.content] == ["Peru recalled its envoy from Chile on Friday over herring quotas"]


@pytest.mark.parametrize(
    "text",
    [
        "Belarus released 31 prisoners after talks between Alexander Lukashenko and John Coale, the Belarusian leader's office said.",
        "French President Emmanuel Macron met Chancellor Friedrich Merz. The chancellor's spokesman said the talks were good.",
    ],
)
def test_whose_office_speaks_is_not_the_person_named_beside_it(text: str) -> None:
    (statement,) = dateline.read(text).items[0].statements
    assert statement.speaker is not None and statement.entity is None
