"""Statements of invented articles: kinds, speakers, cues, addressee, medium, time, continuation, transcripts, nesting, languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.statements_faults import faults
from dateline.entities.finding import find_mentions
from dateline.events.parties import Phrases
from dateline.language.parsing import parse
from dateline.statements.deeds import seldom_says
from dateline.statements.doubting import believed, chance, features
from dateline.statements.drafts import Draft
from dateline.statements.finding import find_statements
from dateline.statements.repairs import closed
from dateline.types import INNER_ACTS, DateEstimate, Item, Span, Statement

MONDAY = DateEstimate(date(2025, 3, 3), date(2025, 3, 3))


def read(text: str, language: str = "en", published: DateEstimate | None = MONDAY) -> list[Statement]:
    item = Item("i", "article", text, language=language, published=published)
    doc = next(iter(parse([item])))
    return list(find_statements(replace(item, mentions=find_mentions(item, doc)), doc))


def content(statement: Statement, text: str) -> str:
    return " … ".join(span.of(text) for span in statement.content)


def the(statements: list[Statement], words: str, text: str) -> Statement:
    found = [s for s in statements if words in content(s, text)]
    assert found, f"no statement holds {words!r}: {[content(s, text) for s in statements]}"
    return min(found, key=lambda s: len(content(s, text)))


def test_direct_speech_around_its_cue() -> None:
    text = (
        "“We will open the harbour bridge in June,” Mayor Ines Calder told reporters on Monday. “Nobody will have to pay a toll.”"
    )
    found = read(text)
    said = the(found, "We will open", text)
    assert said.kind == "direct" and said.act == "say"
    assert said.cue is not None and "told" in said.cue.of(text)
    assert said.speaker is not None and "Calder" in said.speaker.text
    assert said.addressee is not None and said.addressee.text == "reporters"
    assert said.when is not None and said.when.day == date(2025, 3, 3)
    assert content(said, text) == "“We will open the harbour bridge in June,” … “Nobody will have to pay a toll.”"


def test_reported_speech() -> None:
    text = "Finance Minister Petra Lindqvist said that the government will raise the tax on fuel in the autumn."
    said = the(read(text), "raise the tax", text)
    assert said.kind == "indirect"
    assert content(said, text).removeprefix("that ") == "the government will raise the tax on fuel in the autumn"
    assert said.speaker is not None and "Lindqvist" in said.speaker.text and said.role == "Finance Minister"


def test_mixed_speech() -> None:
    text = "The company said the spill was “a deeply regrettable accident” and that it would pay for the damage."
    assert the(read(text), "deeply regrettable", text).kind == "mixed"


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("The ministry denied that the plant had leaked.", "deny"),
        ("The prime minister promised that pensions would rise in May.", "promise"),
        ("The union demanded that the mine be closed at once.", "demand"),
        ("The agency estimated that 4,000 homes were flooded.", "estimate"),
        ("Residents fear that the dam will break again.", "believe"),
        ("The weather service warned that more rain was on its way.", "warn"),
        ("The guild threatened that it would close the port.", "threaten"),
        ("Lawmakers lambasted the regulator's handling of the crisis.", "say"),
        ("The firm agreed to buy its rival for 2.1 billion pounds.", "intend"),
        ("The firm agreed that the price was too high.", "say"),
        ("The board approved the merger on Thursday.", "do"),
        ("The president vetoed the bill.", "do"),
        ("The prime minister dissolved parliament and called an early election.", "do"),
        ("The governor called the strike a disgrace.", "say"),
        ("The driver pleaded not guilty to the charge of manslaughter.", "deny"),
        ("Olsen pleaded guilty to the lesser charge of fraud.", "say"),
    ],
)
def test_acts(sentence: str, act: str) -> None:
    assert [s.act for s in read(sentence)][:1] == [act]


def test_medium() -> None:
    text = "“The talks will go on,” he said in an interview with the newspaper Harbour Post."
    said = the(read(text), "talks will go on", text)
    assert said.medium is not None and said.medium.value == "interview"


def test_authorities_belong_to_the_country_of_the_news() -> None:
    text = "At least 12 people were killed when a bus fell into a ravine in northern Peru, authorities said."
    said = the(read(text), "12 people", text)
    assert said.entity is not None and said.entity.country == "PER"


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("Pakistan expelled an Indian diplomat in retaliation, its foreign ministry said.", "foreign ministry of Pakistan"),
        (
            "Poland accused Belarus of sending migrants, and its prime minister said the border stays shut.",
            "prime minister of Poland",
        ),
        ("Russia launched drones at Ukraine overnight, its defence ministry said.", "defence ministry of Russia"),
    ],
)
def test_its_ministry_is_that_of_the_country_that_acts(text: str, giver: str) -> None:
    entity = read(text)[-1].entity
    assert entity is not None and entity.name == giver


@pytest.mark.parametrize(
    ("text", "shown", "credited"),
    [
        ("The bridge at dusk, seen from Tangier. Photo: Tom Lind.", "The bridge at dusk, seen from Tangier", "Tom Lind"),
        ("Boats in the harbour. Image by Ines Calder", "Boats in the harbour", "Ines Calder"),
        ("Boote im Hafen von Emden. Foto: Tom Lind/dpa", "Boote im Hafen von Emden", "Tom Lind/dpa"),
    ],
)
def test_a_caption_is_told_by_whom_its_credit_names(text: str, shown: str, credited: str) -> None:
    (one,) = [s for s in read(text) if s.act == "credit"]
    assert content(one, text) == shown and one.speaker_words is not None and one.speaker_words.of(text) == credited
    assert one.act in INNER_ACTS


@pytest.mark.parametrize("text", ["Photo: Tom Lind", "(Image credit: Harbour Post)", "She loved the picture by chance."])
def test_what_is_no_caption_has_no_credit(text: str) -> None:
    assert not [s for s in read(text) if s.act == "credit"]


def test_nothing_is_reported_by_the_credit_of_a_picture() -> None:
    text = "Rebels attacked the port of Tangier on Monday, and a ship burned. Photo: Tom Lind"
    item = Item("i", "article", text, language="en")
    doc = next(iter(parse([item])))
    item = replace(item, mentions=find_mentions(item, doc))
    item = replace(item, statements=find_statements(item, doc))
    assert [s.act for s in item.statements] == ["credit"]
    assert Phrases(item).over(Span(0, 15)) is None


def test_a_conclusion_that_something_holds_is_a_statement() -> None:
    text = "Lind came to the conclusion that the letters were lies."
    doc = next(iter(parse([Item("i", "article", text, language="en")])))
    cue, said = Span(5, text.index(" that")), Span(text.index("that"), len(text) - 1)
    assert believed(text, Draft((said,), cue, Span(0, 4), "tagger", 0.3), [], doc)
    assert not believed(text, Draft((Span(said.start + 5, said.end),), cue, Span(0, 4), "tagger", 0.3), [], doc)


def test_a_clause_has_its_subject_though_the_parser_takes_it_for_an_object() -> None:
    text = "Memon also said she believed the new pumps in reaction to the flood helped improve the harbour."
    inner = next(s for s in read(text) if s.parent is not None)
    assert content(inner, text) == "the new pumps in reaction to the flood helped improve the harbour"


def test_a_quote_only_paragraph_goes_on() -> None:
    text = (
        "“The harvest was the best in ten years, and the storehouses are full,” farmer Tom Adeyemi said.\n"
        "“Next year we will plant twice as much, if the rain comes and the river does not flood the fields again.”"
    )
    later = the(read(text), "Next year", text)
    assert later.cue is None and later.kind == "direct"
    assert later.speaker is not None and "Adeyemi" in later.speaker.text


def test_transcript_and_dash_lines() -> None:
    text = "HOST: Why did you close the school?\nGUEST: Because the roof was about to fall.\n“We miss our school very much.” — Lena Brandt"
    found = read(text)
    names = [s.speaker.text for s in found if s.speaker]
    assert "GUEST" in names and "Lena Brandt" in names


def test_a_claim_inside_a_claim() -> None:
    text = "The envoy said that Norland has not returned the ships it alleges were taken in March."
    inner = [s for s in read(text) if s.parent]
    assert inner and inner[0].cue is not None and inner[0].cue.of(text) == "alleges"
    assert inner[0].parent is not None and "Norland" in content(inner[0].parent, text)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ines Calder said that the rowing team was denied visas by the consulate.",
        "Mayor Ines Calder said that the consulate had denied them entry.",
        "Mayor Ines Calder said that the crew was told the bridge would close.",
    ],
)
def test_who_is_refused_or_told_something_claims_nothing(text: str) -> None:
    assert [s.cue.of(text) for s in read(text) if s.cue] == ["said"]


@pytest.mark.parametrize(
    "text",
    [
        "You'll notice the difference as soon as the engine warms up.",
        "You can see how the lens renders skin in low light.",
        "We wanted a tent that two people could pitch in the dark.",
    ],
)
def test_guides_and_reviews_attribute_nothing(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Turkey and Greece signed a peace agreement on Friday.",
        "The United States imposed sanctions on two Russian banks.",
        "The court sentenced Marta Olsen to five years in prison.",
        "The two sides reached an agreement on prisoner exchanges.",
        "The committee nominated three candidates for the post.",
        "Japan and India held joint naval exercises in the Bay of Bengal.",
    ],
)
def test_deeds_are_not_shown_as_speech(text: str) -> None:
    assert all(s.act in INNER_ACTS for s in read(text))


def test_a_verb_with_a_thing_says_something_as_often_as_the_table_tells() -> None:
    assert seldom_says("require", "thing") and not seldom_says("criticize", "thing")
    assert seldom_says("visit", "thing") and not seldom_says("promote", "thing")
    assert seldom_says("speak", "phrase")


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The bridge, said Lind, was never tested.", "Lind", ["The bridge", "was never tested"]),
        (
            "Institutional buyers, said the dealer, are required to show the prints every ten years.",
            "the dealer",
            ["Institutional buyers", "are required to show the prints every ten years"],
        ),
    ],
)
def test_who_speaks_between_a_subject_and_its_verb(text: str, speaker: str, content: list[str]) -> None:
    (found,) = read(text)
    assert found.speaker is not None and found.speaker.text == speaker
    assert [span.of(text) for span in found.content] == content


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("It is feared that the toll will rise.", "is feared", ["the toll will rise"]),
        ("It was reported that the plant had been closed.", "was reported", ["the plant had been closed"]),
        ("The opposition's claim that ballots were burned could not be verified.", "claim", ["ballots were burned"]),
        ("Officials in both countries have called for calm.", "have called for", ["calm"]),
        ("Lind told her the bridge was unsafe.", "told", ["the bridge was unsafe"]),
        ("The office summoned the ambassador and told him the raid was unacceptable.", "told", ["the raid was unacceptable"]),
        ("Hospital officials told the Harbour Post the boy was stable.", "told", ["the boy was stable"]),
        ("She said to Nevadans: “This one is for you.”", "said to", ["“This one is for you.”"]),
        ("Okafor asked, “You winning?” Kevin was drifting off again.", "asked", ["“You winning?”"]),
    ],
)
def test_the_sentence_around_a_cue_bounds_its_content(text: str, cue: str, content: list[str]) -> None:
    (found,) = read(text)
    assert found.cue is not None and found.cue.of(text) == cue
    assert [span.of(text) for span in found.content] == content


def test_a_quotation_that_runs_over_a_line_is_one_statement() -> None:
    text = 'Coach Ana Petrova said, "In the first half it felt good out there.\nWe could have scored two goals." The crowd sang.'
    (found,) = read(text)
    assert content(found, text) == '"In the first half it felt good out there. … We could have scored two goals."'


def test_a_quotation_in_the_words_of_somebody() -> None:
    text = (
        'Her skin broke every day, and in the words of the prosecutor, Mark Olsen, "Ana spent a lot of the last months crying."'
    )
    found = the(read(text), "spent a lot", text)
    assert found.kind == "direct" and found.speaker is not None and found.speaker.text == "Mark Olsen"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The defence ministry claimed its troops had taken the village, a claim Norland denied.",
            [("The defence ministry", "claimed"), ("Norland", "denied")],
        ),
        (
            "Prosecutors accused Lind of taking bribes, which he denies.",
            [("Prosecutors", "accused"), ("he", "denies")],
        ),
        (
            "Prosecutors say Lind took bribes, an allegation he denies.",
            [("Prosecutors", "say"), ("he", "denies")],
        ),
        (
            "The army said it had shot down two jets, a claim that Norland rejected.",
            [("The army", "said"), ("Norland", "rejected")],
        ),
    ],
)
def test_a_claim_that_is_denied_in_the_same_breath(text: str, said: list[tuple[str, str]]) -> None:
    found = read(text)
    assert [(s.speaker_words.of(text), s.cue.of(text)) for s in found if s.speaker_words and s.cue] == said
    assert found[0].content == found[1].content


@pytest.mark.parametrize(
    "text",
    [
        "Norland's foreign minister, Ines Calder, was quoted as saying that the deal was dead.",
        "Norland's foreign minister, Ines Calder, was quoted by Tass as saying that the deal was dead.",
    ],
)
def test_who_is_quoted_as_saying_something_speaks(text: str) -> None:
    (found,) = read(text)
    assert content(found, text) == "the deal was dead"
    assert found.speaker is not None and found.speaker.text == "Ines Calder"


def test_who_says_nothing_says_nothing() -> None:
    assert not read("The mayor, who is running for governor, said nothing about the scandal.")


def drafted(text: str, sure: float, content: str, cue: str, source: str | None) -> float:
    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    draft = Draft((place(content),), place(cue), place(source) if source else None, "tagger", sure)
    return chance(features(text, draft, next(iter(parse([Item("i", "article", text, language="en")])))))


def test_a_draft_is_believed_by_what_stands_in_it() -> None:
    text = "Mayor Ines Calder said the harbour bridge would open in June, and you want the toll gone."
    said = drafted(text, 0.8, "the harbour bridge would open in June", "said", "Mayor Ines Calder")
    assert drafted(text, 0.5, "the harbour bridge would open in June", "said", "Mayor Ines Calder") < said
    assert drafted(text, 0.8, "the harbour bridge would open in June", "said", None) < said
    assert drafted(text, 0.8, "June", "said", "Mayor Ines Calder") < said
    assert (
        drafted(text, 0.8, "the toll gone", "want", "you")
        < drafted(text, 0.8, "the toll gone", "want", "Mayor Ines Calder")
        < said
    )


@pytest.mark.parametrize(
    ("text", "stray", "whole", "said"),
    [
        (
            "According to the Norland Interior Ministry over 100 people were hurt in the storm.",
            "the Norland Interior Ministry over",
            "the Norland Interior Ministry",
            "100 people were hurt in the storm",
        ),
        (
            "Virtually all the members at the harbour meeting voiced their support for the tunnel.",
            "Virtually",
            "Virtually all the members",
            "their support for the tunnel",
        ),
        (
            "Even China, the country's only ally, said it was against the test.",
            "the country's only ally",
            "Even China, the country's only ally",
            "it was against the test",
        ),
    ],
)
def test_a_speaker_is_named_whole_and_no_more(text: str, stray: str, whole: str, said: str) -> None:
    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    doc = next(iter(parse([Item("i", "article", text, language="en")])))
    mended = closed(doc, Draft((place(said),), None, place(stray), "tagger")).source
    assert mended is not None and mended.of(text) == whole


def test_a_label_is_no_speaker() -> None:
    text = "Opinion: How small ports can earn from big ships"
    assert not [s for s in read(text) if s.speaker and s.speaker.text == "Opinion"]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "quote"),
    [
        ("de", "„Wir werden die Brücke im Juni öffnen“, sagte Bürgermeisterin Ines Kalder.", "Kalder", "Wir werden die Brücke"),
        ("de", "Bürgermeisterin Ines Kalder sagte: „Wir werden die Brücke im Juni öffnen.“", "Kalder", "Wir werden die Brücke"),
        ("ru", "«Мы откроем мост в июне этого года», — сказал мэр Иван Петров.", "Петров", "Мы откроем мост"),
        ("az", "“Körpünü iyun ayında açacağıq”, - Elçin Məmmədov bildirib.", "Məmmədov", "Körpünü iyun"),
        (
            "tr",
            "Belediye Başkanı Ahmet Yılmaz, “Köprüyü haziran ayında açacağız, kimse para ödemeyecek” dedi.",
            "Yılmaz",
            "Köprüyü",
        ),
        ("ru", "Лидер оппозиции Пётр Волков сказал: «Это скандал, и никто не верит мэру».", "Пётр Волков", "Это скандал"),
        (
            "az",
            "“Körpünü iyun ayında açacağıq”, - deyə şəhər meri Elçin Məmmədov jurnalistlərə bildirib.",
            "Elçin Məmmədov",
            "Körpünü",
        ),
        (
            "tr",
            "“Köprüyü haziran ayında açacağız” diyen Belediye Başkanı Ahmet Yılmaz, işlerin sürdüğünü söyledi.",
            "Yılmaz",
            "Köprüyü",
        ),
    ],
)
def test_other_languages(language: str, text: str, speaker: str, quote: str) -> None:
    said = the(read(text, language), quote, text)
    assert said.kind == "direct"
    assert said.speaker_words is not None and speaker in said.speaker_words.of(text)


def test_reading_twice_gives_the_same() -> None:
    text = "The minister said the road is open. “It is,” she added."
    assert read(text) == read(text)


MUTILATED = st.lists(
    st.sampled_from(
        [
            "“",
            "”",
            '"',
            "'",
            "’",
            "‘",
            "„",
            "«",
            "»",
            "''",
            "``",
            "\n",
            ". ",
            ", ",
            ": ",
            " — ",
            "she said",
            "The mayor",
            "told reporters",
            "we will build it",
            "according to police",
            "Ines Calder",
            " ",
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(MUTILATED)
def test_mutilated_marks_lose_no_document(text: str) -> None:
    for statement in read(text):
        assert not list(faults(statement, text))
        for span in (*statement.content, *(s for s in (statement.cue, statement.speaker_words) if s)):
            assert 0 <= span.start < span.end <= len(text)


def test_a_mark_that_stands_alone_is_no_piece_of_a_content() -> None:
    text = "A cashier who “\nsteals a handful of coins” is held accountable, Calder said. Bank directors are not."
    (said,) = [s for s in read(text) if s.cue and s.cue.of(text) == "said"]
    assert said.content[0].of(text).startswith("steals")


def test_officials_of_a_named_body_are_not_those_of_the_country() -> None:
    found = read("Police in Norway opened the case in Oslo. FIFA officials said the match would be played again.")
    said = next(
        s
        for s in found
        if "match"
        in s.content[0].of("Police in Norway opened the case in Oslo. FIFA officials said the match would be played again.")
    )
    assert said.entity is None or said.entity.country != "NOR"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "The Harbour Authority cut tolls on Monday. The authority said that ships would pay less in May.",
            "ships",
            "Harbour Authority",
        ),
        ("The bridge was inspected by Ines Calder, who said that it was safe for lorries.", "safe for lorries", "Ines Calder"),
        ("According to the team's coach, Ines Calder, the players were too tired to train.", "too tired", "Ines Calder"),
        (
            "Ines Calder, an Irish woman, has left Oslo. Calder claims that her passport was taken away from her.",
            "passport",
            "Ines Calder",
        ),
        ("The mayor of Oslo spoke on Monday. The city said that the trams would be free in May.", "trams", "Oslo"),
    ],
)
def test_whom_a_description_means(text: str, words: str, name: str) -> None:
    said = the(read(text), words, text)
    assert said.entity is not None and said.entity.name == name


def test_a_company_that_the_text_is_not_about_is_not_the_company() -> None:
    text = "Vega Corp met Lyra Corp in Oslo on Monday.\nBoth shook hands. The company said that profits had doubled in May."
    assert the(read(text), "profits", text).entity is None


def test_a_city_is_a_town_and_no_region_named_after_it() -> None:
    text = "A bridge fell in Livorno, in Tuscany, on Monday. The city said that repairs would take months."
    entity = the(read(text), "repairs", text).entity
    assert entity is not None and entity.name == "Livorno"
    text = "A bridge fell in Tuscany on Monday. The city said that repairs would take months."
    assert the(read(text), "repairs", text).entity is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "PORTO (Douro Post) - At least 19 people have been killed in floods in the north, the interior ministry said on Sunday.",
            [("the interior ministry", "At least 19 people have been killed in floods in the north")],
        ),
        (
            "The mayor of Dostyk said that the crossing was unsafe and promised a bridge by the summer of 2025.",
            [("The mayor of Dostyk", "the crossing was unsafe"), ("The mayor of Dostyk", "a bridge by the summer of 2025")],
        ),
    ],
)
def test_content_holds_what_was_said_and_no_more(text: str, told: list[tuple[str, str]]) -> None:
    found = read(text)
    assert [(s.speaker_words.of(text).removeprefix("the ") if s.speaker_words else "", content(s, text)) for s in found] == [
        (who.removeprefix("the "), words) for who, words in told
    ]


def test_a_subject_of_another_verb_is_no_content_and_the_one_of_the_cue_speaks() -> None:
    from dateline.statements.drafts import Draft
    from dateline.statements.shaping import shaped
    from dateline.types import Span

    def spans(text: str, *words: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)

    def shape(text: str, cue: str, *words: str) -> Draft:
        doc = next(iter(parse([Item("i", "article", text, language="en")])))
        return shaped(text, Draft(spans(text, *words), spans(text, cue)[0], by="tagger"), doc)

    text = "Sixty people were injured, hospitals in Lusaka and Ndola reported."
    found = shape(text, "reported", "Sixty people were injured", "hospitals in Lusaka and Ndola")
    assert found.content == spans(text, "Sixty people were injured") and (found.source,) == spans(
        text, "hospitals in Lusaka and Ndola"
    )
    text = "Flood toll rises to 26, rescuers say\nThe toll rose from 19 to 26, the Red Cross said."
    assert shape(text, "said", text.partition(", the Red")[0]).content == spans(text, "The toll rose from 19 to 26")
    text = "The mayor - a teacher once - would resign, aides said."
    assert shape(text, "said", "The mayor - a teacher once - would resign").content == spans(
        text, "The mayor - a teacher once - would resign"
    )
    text = "Norway offered help, and a team from Oslo is expected to arrive on Monday."
    found = shape(text, "is expected", "Norway", "a team from Oslo", "to arrive on Monday")
    assert found.content == spans(text, "a team from Oslo", "to arrive on Monday")
    text = "The bridge will stay shut, Ann Berg said. The work goes on until the summer of next year."
    assert shape(text, "said", "The bridge will stay shut", "The work").content == spans(text, "The bridge will stay shut")


def test_a_pronoun_is_who_spoke_last_in_other_languages() -> None:
    text = "«Мы откроем мост в июне», — заявила мэр Инна Кравцова. «Никто не будет за это платить», — добавила она."
    later = the(read(text, "ru"), "Никто", text)
    assert later.entity is not None and later.entity.name == "Инна Кравцова"


def test_a_block_of_quotation_is_spoken_by_whom_the_line_before_names() -> None:
    text = (
        "The ministry denied that money was lost.\n"
        "From the statement of the Harbour Authority:\n"
        "“Works on the northern span will go on until the end of May. Tolls will not rise.”"
    )
    said = the(read(text), "Works on", text)
    assert said.speaker is not None and said.speaker.text == "Harbour Authority"


def test_a_paragraph_that_ends_open_is_spoken_by_whoever_closes_the_quotation() -> None:
    text = "“The steel arrived late.\n“The painters left in April,” Ines Calder said."
    first = the(read(text), "The steel", text)
    assert first.entity is not None and first.entity.name == "Ines Calder"


def test_what_a_transcript_holds_is_direct_and_counted_once() -> None:
    text = "HOST: Did you know that the steel was late?\nGUEST: I did not. Nobody told me.\nHOST: So who signed?"
    assert [(s.kind, s.speaker and s.speaker.text) for s in read(text)] == [
        ("direct", name) for name in ("HOST", "GUEST", "HOST")
    ]


def test_what_the_speaker_did_when_speaking_is_no_content() -> None:
    text = "The floods in the province of Loja killed 28 people, the interior ministry said on Thursday as it ended the search."
    assert content(read(text)[0], text) == "The floods in the province of Loja killed 28 people"


def test_a_ministry_is_told_by_its_field_and_the_ministry_after_it_is_the_same() -> None:
    text = (
        "Nineteen people died in floods in Chile, the interior ministry said on Sunday. The health ministry said that many were hurt.\n"
        "Roads would be open in May, the ministry said."
    )
    named = [s.entity and s.entity.name for s in read(text)]
    assert named == ["interior ministry of Chile", "health ministry of Chile", "health ministry of Chile"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Norwegian woman says the bank lied\nAstrid Lund, a Norwegian woman and former clerk, said so in court on Monday.",
            "Norwegian woman",
            "Astrid Lund",
        ),
        (
            "For Peter Hagen, a teacher in Oslo, Henrik Ibsen was a giant. He said: “Henrik Ibsen was the heart of his century.”",
            "He",
            "Peter Hagen",
        ),
        (
            "Henrik Lund told reporters that he was well. “I will not go, and Henrik Lund never lies,” he said.",
            "he",
            "Henrik Lund",
        ),
    ],
)
def test_whom_words_tell_apart(text: str, words: str, name: str) -> None:
    said = next(s for s in read(text) if s.speaker_words and s.speaker_words.of(text) == words)
    assert said.entity is not None and said.entity.name == name


@pytest.mark.parametrize(
    ("text", "cue", "inner", "holder"),
    [
        ("“I do not think the bridge is safe,” Ines Calder said on Monday.", "do not think", "the bridge is safe", "Ines Calder"),
        (
            "“When the rains came in March, I think the dam was full,” Ines Calder said on Monday.",
            "think",
            "the dam was full",
            "Ines Calder",
        ),
        ("“The union claims that wages fell by half,” Ines Calder said on Monday.", "claims", "wages fell by half", None),
    ],
)
def test_a_claim_inside_a_quotation(text: str, cue: str, inner: str, holder: str | None) -> None:
    found = [s for s in read(text) if s.parent is not None]
    assert [(s.cue.of(text), content(s, text), s.entity and s.entity.name) for s in found if s.cue] == [(cue, inner, holder)]
    assert [s.parent.kind for s in found if s.parent] == ["direct"]


@pytest.mark.parametrize(
    "text",
    [
        "“I say we leave tonight,” Ines Calder said on Monday.",
        "“You think that the bridge is safe,” Ines Calder said on Monday.",
        "“We leave tonight if they believe that the bridge is safe,” Ines Calder said on Monday.",
    ],
)
def test_what_is_no_claim_of_another_inside_a_quotation(text: str) -> None:
    assert [s for s in read(text) if s.parent is not None] == []


@pytest.mark.parametrize("who", ["A company spokesperson", "Some party officials", "The spokeswoman"])
def test_who_speaks_for_a_body_is_no_voice_of_the_state(who: str) -> None:
    text = f"Police in Norway opened the case in Oslo on Monday. {who} said that the office in Norway would be closed."
    assert all(s.entity is None for s in read(text) if s.speaker_words and s.speaker_words.of(text) == who)
    spoken = "The Norwegian spokeswoman said that the office would be closed."
    assert [s.entity.country for s in read(spoken) if s.entity] == ["NOR"]


def test_a_speaker_ends_without_a_dash() -> None:
    text = "The Harbour Authority - which runs the ferries - said that the port would be closed on Monday."
    assert {s.speaker_words.of(text)[-1] for s in read(text) if s.speaker_words}.isdisjoint("-–— ")


def test_a_transcript_names_its_guest_with_a_title() -> None:
    text = (
        "Astrid Lund spoke to the harbour channel on Monday.\n"
        "INES CALDER: Joining me now is Astrid Lund. Is the bridge safe?\n"
        "ASTRID LUND, HARBOUR AUTHORITY DIRECTOR: No, and it will be closed in June."
    )
    answer = the(read(text), "closed in June", text)
    assert (answer.kind, content(answer, text)) == ("direct", "No, and it will be closed in June.")
    assert answer.entity is not None and answer.entity.name == "Astrid Lund"
