"""Every example of the lexicon gives its event, no counterexample does; figures keep their bounds."""

from dataclasses import replace
from datetime import date

import pytest
from facts_of import read

import dateline
from dateline.events.certainty import certainty as certainty_of
from dateline.events.confidence import shown, weights
from dateline.events.contexts import entries_of
from dateline.events.figures import counts
from dateline.events.finding import told
from dateline.events.lexicon import lexicon
from dateline.events.parties import Phrases, distinct
from dateline.events.prospects import table
from dateline.events.signs import features
from dateline.expressions.located import Located
from dateline.language.parsing import parse
from dateline.types import Actor


def test_examples() -> None:
    missed = [(kind, text) for kind, text in lexicon().examples if kind not in {e.type for e in read(text).events}]
    assert not missed, missed


def test_counterexamples() -> None:
    wrong = [(kind, text) for kind, text in lexicon().counters if kind in {e.type for e in read(text).events}]
    assert not wrong, wrong


@pytest.mark.parametrize(
    ("text", "what", "lower", "upper"),
    [
        ("At least 37 people were killed in floods in the province of Loja on Monday.", "killed", 37, None),
        ("Up to 200 people were injured when a stand collapsed at the stadium in Quito.", "injured", None, 200),
        ("Gunmen killed two soldiers and a civilian interpreter near the town of Palmas.", "killed", 3, 3),
        ("The death toll rose from 17 to 21 after the crash of a bus near Cusco.", "killed", 21, 21),
        ("Dozens were injured in the earthquake that struck the region on Sunday.", "injured", 24, None),
        ("Police arrested fourteen people after a riot in the city of Lima on Friday.", "arrested", 14, 14),
        ("At least 17 people, including students, were killed after a bus fell off a cliff.", "killed", 17, None),
        ("Three people were killed and 20 others injured in a crash on the motorway.", "injured", 20, 20),
        ("The number of people killed in Sunday's flood near Loja has risen from 9 to 14.", "killed", 14, 14),
        ("The number of injured stood at 60 on Monday, the governor of Loja said.", "injured", 60, 60),
    ],
)
def test_figures(text: str, what: str, lower: float | None, upper: float | None) -> None:
    assert (what, lower, upper) in {(f.what, f.lower, f.upper) for f in read(text).figures}


@pytest.mark.parametrize(
    "text",
    [
        "The hospital in Loja said that four of the injured were in a serious condition.",
        "The last two of the missing were found dead near Loja on Wednesday.",
    ],
)
def test_a_part_of_a_figure_is_no_figure_of_its_kind(text: str) -> None:
    # That the last are found is a figure of its own: nobody is missing.
    assert not [f for f in read(text).figures if f.what in ("injured", "missing") and f.upper != 0]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("ZINDER, Feb 17 - Gunmen killed at least 13 people near a well on Monday, police said on Tuesday.", [(13, None)]),
        ("ZINDER, 17 Feb. 2026 - Gunmen killed 13 people near a well.", [(13, 13)]),
        ("ZINDER, February 17 - Gunmen killed 13 people near a well.", [(13, 13)]),
        ("PIURA, Feb 16 - Landslide killed nobody.", [(0, 0)]),
        ("PIURA, Sept. 4: Villagers killed in landslide.", []),
        ("On 9 March villagers killed two gunmen.", [(2, 2)]),
        ("On Monday, Jan 21, people were killed in a landslide.", []),
        ("Gunmen killed 20 Monday night.", [(20, 20)]),
    ],
)
def test_the_number_of_a_day_counts_nobody(text: str, killed: list[tuple[float, float | None]]) -> None:
    assert [(c.lower, c.upper) for c in counts(text, 0) if c.what == "killed"] == killed


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BELGRADE, March 4 - A train derailed near Nis on Sunday, injuring 30, police said.", 2),
        ("BELGRADE, 4 March (Agency) - A train derailed near Nis on Sunday, injuring 30, police said.", 2),
        ("BELGRADE, March 3 - A train derailed near Nis, injuring 30.", 3),
    ],
)
def test_the_day_of_filing_is_not_that_of_an_event_with_a_day_of_its_own(text: str, day: int) -> None:
    (event,) = [e for e in read(text).events if e.type == "ACCIDENT"]
    assert event.when is not None and event.when.earliest == date(2025, 3, day)


def test_a_time_of_saying_bounds_what_was_said() -> None:
    event = next(
        e for e in read("Floods in the province of Loja killed 28 people, the interior ministry said on Thursday.").events
    )
    assert event.when is not None and [e.kind for e in event.when.evidence] == ["said-on"]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Chile and Peru have signed a new trade agreement.", "asserted"),
        ("Chile and Peru have not signed the trade agreement.", "negated"),
        ("Chile and Peru will sign a trade agreement in May.", "planned"),
        ("Chile and Peru may sign a trade agreement in May.", "possible"),
        ("Chile and Peru have signed a trade agreement, the minister of Chile said on Monday.", "reported"),
    ],
)
def test_certainty(text: str, certainty: str) -> None:
    assert [e.certainty for e in read(text).events if e.type == "AGREE"] == [certainty]


def test_an_accident_is_no_assault() -> None:
    item = read("A bus with forty passengers crashed into a truck near Arequipa, killing eleven people, police said.")
    assert {e.type for e in item.events} == {"ACCIDENT"}
    assert not item.events[0].actors


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shares in Lima ended higher on Friday after a broad rally led by investors in mining.", "PROTEST"),
        ("We thank the people of Peru for the patience that our people have demonstrated.", "PROTEST"),
        ("A wildfire in the north of Chile has burned 90 homes.", "COERCE"),
        ("The officer accidentally shot himself in the foot near the police station.", "ASSAULT"),
        ("The law of Chad sets a life sentence for those who kill soldiers.", "ASSAULT"),
        ("Police raided a farm near Lima after a tip-off and found two rifles.", "ASSAULT"),
        ("A reader sent the picture to police in Lima.", "MOBILIZE"),
        ("The senator drops a truth bomb on the governor of Chile.", "ASSAULT"),
        ("The senator dropped a bombshell on the army of Chile at noon.", "ASSAULT"),
        ("The teachers' strike shut the schools in three towns of Chile.", "ASSAULT"),
        ("His arrivals are planned like military strikes by a team of police.", "ASSAULT"),
        ("The mayor answered the attacks on his record with a smile at the police post.", "ASSAULT"),
        ("She brushed off a personal attack by the army chief.", "ASSAULT"),
        ("The attack ads name the police chief twice.", "ASSAULT"),
        ("Two speakers hijacked the debate on the army budget of Chile.", "ASSAULT"),
        ("A bomb-throwing critic of the army wrote a book.", "ASSAULT"),
        ("His dance caught fire on Instagram after the car scene.", "ACCIDENT"),
        ("The decree only adds fuel to the fire at the plant, say the drivers.", "ACCIDENT"),
        ("The minister came under fire over the bus lines.", "ACCIDENT"),
        ("Gunmen fire on bus in Chile.", "ACCIDENT"),
        ("Her first week was a baptism of fire at the hospital.", "ACCIDENT"),
        ("The treaty is a diplomatic shipwreck, said the captain.", "ACCIDENT"),
        ("The monk set himself on fire outside a market.", "ACCIDENT"),
        ("The striker ended his goal drought on the coast.", "DISASTER"),
        ("Rivals flood the airwaves of the region with claims.", "DISASTER"),
        ("The marches erupted in violence when two people were hit.", "DISASTER"),
        ("It was a perfect storm for the region's hospitals.", "DISASTER"),
        ("The rule met a storm of protest from the authorities.", "DISASTER"),
        ("The heat is conducive to wildfires in the region.", "DISASTER"),
        ("A man from Chile pleaded guilty to theft.", "REQUEST"),
        ("The drink did not appeal to the president of Chile.", "REQUEST"),
        ("The judges of Chile ruled on the appeal of the minister.", "REQUEST"),
        ("The king recognised that Chile had a hard year.", "SUPPORT"),
        ("The president spoke at a rally in Lima.", "PROTEST"),
        ("An election rally drew thousands of people in Lima.", "PROTEST"),
        ("Rally drivers from Chile filled the street with dust.", "PROTEST"),
        ("Soldiers took to the street to clear the rubble in Lima.", "PROTEST"),
        ("The ministry of Chile warned residents of heavy rain.", "THREATEN"),
        ("Rising levels threaten to drown the president's plan.", "THREATEN"),
        ("The army moves straight ahead with its plan in Chile.", "MOBILIZE"),
        ("Maria Rojas said her husband thought she was dying.", "DEATH"),
        ("Maria Rojas is dying to see the show.", "DEATH"),
    ],
)
def test_words_in_another_sense(text: str, kind: str) -> None:
    assert kind not in {e.type for e in read(text).events}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("President Maria Rojas of Chad came under pressure to arrest Omar Diallo and send him to the court.", "possible"),
        ("The minister of Peru was forced to resign on Monday.", "asserted"),
        ("Warrants for the arrest of two former ministers of Chad were issued on Monday.", "possible"),
    ],
)
def test_what_is_only_aimed_at(text: str, certainty: str) -> None:
    found = {e.certainty for e in read(text).events if e.type in ("COERCE", "RETREAT")}
    assert found == {certainty}


@pytest.mark.parametrize(("word", "certainty", "text"), table()["examples"])
def test_prospects(word: str, certainty: str, text: str) -> None:
    item = read(text)
    doc = next(parse((item,)))
    start = f"{text} ".index(f" {word}") + 1 if not text.startswith(word) else 0
    span = doc.char_span(start, start + len(word), alignment_mode="expand")
    assert span is not None
    assert certainty_of(span.root, Phrases(item).over(dateline.Span(start, start + len(word)))) == certainty


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, entry in entries_of().items() for text in entry["examples"]])
def test_contexts(name: str, text: str) -> None:
    assert any(name in event.contexts for event in read(text).events)


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, entry in entries_of().items() for text in entry.get("counter", ())]
)
def test_no_context(name: str, text: str) -> None:
    assert not any(name in event.contexts for event in read(text).events)


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients", "place"),
    [
        ("Two drivers were arrested by police in Lima on Friday.", "COERCE", ["police in Lima"], ["Two drivers"], "Lima"),
        ("Man arrested in Lima", "COERCE", [], ["Man"], "Lima"),
        ("The governor urged voters to stay at home.", "REQUEST", ["The governor"], ["voters"], None),
        ("Traders who accused the mayor of Lima left the hall.", "ACCUSE", ["Traders"], ["the mayor of Lima"], None),
        (
            "The minister met the king and praised the president of Peru.",
            "SUPPORT",
            ["The minister"],
            ["the president of Peru"],
            None,
        ),
        (
            "A court in Lima sentenced the former mayor to four years.",
            "SANCTION",
            ["A court in Lima"],
            ["the former mayor"],
            "Lima",
        ),
        ("The Taliban claim was dismissed by the governor.", "REJECT", ["the governor"], ["Taliban"], None),
        (
            "Farmers of Chile protested against the minister in Lima.",
            "PROTEST",
            ["Farmers of Chile"],
            ["the minister in Lima"],
            "Lima",
        ),
        ("Gunmen in masks attacked a police post near Quito.", "ASSAULT", ["Gunmen"], ["a police post"], "Quito"),
        ("Chile sues the maker of the boats.", "ACCUSE", ["Chile"], ["the maker of the boats"], None),
        ("A new storm hits southern Chile, killing two.", "DISASTER", [], [], "southern Chile"),
        ("Soldiers from Lima arrested two men.", "COERCE", ["Soldiers from Lima"], ["two men"], None),
    ],
)
def test_parties_and_place(text: str, kind: str, actors: list[str], recipients: list[str], place: str | None) -> None:
    event = next(e for e in read(text).events if e.type == kind)
    assert [a.text for a in event.actors] == actors
    assert [a.text for a in event.recipients] == recipients
    assert (event.place.text if event.place else None) == place


def test_parties_stand_on_the_line_of_their_event() -> None:
    item = read("Hundreds of arrests after weekend of violence\nThree men were arrested in Lima on Friday.")
    event = next(e for e in item.events if e.trigger.start > 50)
    assert [a.text for a in event.recipients] == ["Three men"]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients", "place"),
    [
        ("A woman of Lima is now in jail, accused of theft.", "ACCUSE", [], ["A woman of Lima"], None),
        ("Before noon police shot and killed the attacker.", "ASSAULT", ["police"], ["the attacker"], None),
        (
            "Two soldiers were killed when gunmen opened fire on a market in Lima.",
            "ASSAULT",
            ["gunmen"],
            ["Two soldiers"],
            "Lima",
        ),
        ("Lima, 20 May 2025 - Soldiers arrested two judges on Monday.", "COERCE", ["Soldiers"], ["two judges"], "Lima"),
        ("The presidents of Chile and Peru signed a treaty on Monday.", "AGREE", ["The presidents of Chile", "Peru"], [], None),
        (
            "FBI agents searched the home of Tom Lind; later they searched Maria Rojas's office.",
            "COERCE",
            ["FBI agents"],
            [],
            None,
        ),
        ("Norway condemned the coup and the African Union suspended Chad.", "ACCUSE", ["Norway"], [], None),
        ("The army of Norway invaded Chad on Monday.", "ASSAULT", ["The army of Norway"], ["Chad"], "Chad"),
    ],
)
def test_who_and_where(text: str, kind: str, actors: list[str], recipients: list[str], place: str | None) -> None:
    event = next(e for e in read(text).events if e.type == kind)
    assert [a.text for a in event.actors] == actors
    assert [a.text for a in event.recipients] == recipients
    assert (event.place.text if event.place else None) == place


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We have rounded up the best deals of the week.", "COERCE"),
        ("Typically, officers of Lima are not charged in minor crashes.", "ACCUSE"),
        ("She has resigned herself to renting a flat in Lima.", "RETREAT"),
        ("Police say that they are fighting a losing battle against litter.", "ASSAULT"),
        ("Ein Staat bildet die Kinder nach seinen Vorstellungen, sagte Angela Merkel am Montag.", "DEATH"),
    ],
)
def test_other_senses(text: str, kind: str) -> None:
    assert kind not in {e.type for e in read(text).events}


def test_the_confidence_has_a_weight_for_whatever_it_rests_on() -> None:
    item = read("Police arrested three men in Lima.")
    ((event, draft),) = told(item, next(parse((item,))))
    assert set(features(event, draft, Phrases(item))) | {"all"} == set(weights())


def test_limits_of_their_own_for_attacks_and_for_parties_of_no_known_country() -> None:
    (event,) = read("Police arrested three men in Lima.").events
    assert event.confidence >= shown(event)
    nobody = replace(event, actors=(), recipients=())
    assert shown(replace(event, type="ASSAULT")) < shown(replace(event, type="CONSULT")) < shown(event) < shown(nobody)


def _signs(text: str) -> set[str]:
    item = read(text)
    (event, draft), *_ = told(item, next(parse((item,))))
    return {name for name, holds in features(event, draft, Phrases(item)).items() if holds}


def test_who_speaks_to_the_reader_is_less_sure() -> None:
    me, you = "in the first or second person", "a text that says you"
    assert me in _signs("Police arrested three men in my street in Lima.")
    assert me not in _signs('"Police arrested three men in my street in Lima," the mayor of Lima said.')
    assert you in _signs("Police arrested three men in Lima while you were out.")
    assert weights()[me] < 0 and weights()[you] < 0


def test_a_lead_tells_the_headline_again_and_two_agreements_are_two() -> None:
    page = (
        "Iceland and Norway sign mackerel deal, ports open again\n"
        "Iceland and Norway signed an agreement on mackerel on Tuesday that ends a quarrel of four months.\n{}\n"
    )
    item = read(page.format("The ports of both countries open again in May."))
    (agreed,) = [event for event in item.events if event.type == "AGREE"]
    assert [span.of(item.text) for span in agreed.spans] == ["sign", "signed"]
    item = read(page.format("Norway and Iceland signed an agreement on herring in March."))
    assert len([event for event in item.events if event.type == "AGREE"]) == 2


def test_what_stands_in_a_stretch_is_found_by_its_span() -> None:
    spans = [dateline.Span(0, 50), dateline.Span(3, 5), dateline.Span(3, 9), dateline.Span(20, 21), dateline.Span(60, 64)]
    located = Located((span, span) for span in reversed(spans))
    for asked in (dateline.Span(a, b) for a in range(0, 66, 3) for b in range(a + 1, 68, 4)):
        assert set(located.over(asked)) == {span for span in spans if span.overlaps(asked)}


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Lima parents charged with theft after a fire", "ACCUSE", [], ["Lima parents"]),
        ("Peruvian filmmaker slammed for calling the rebels heroes", "ACCUSE", [], ["Peruvian filmmaker"]),
        ("The Chilean blockade was imposed on Loja on Monday.", "COERCE", ["Chilean"], ["Loja"]),
        ("Mapula Bank signed an agreement to lease the old mill from Loja County.", "AGREE", ["Mapula Bank"], ["Loja County"]),
        ("The presidents of Chile and Peru held talks in Lima on Monday.", "CONSULT", ["The presidents of Chile", "Peru"], []),
        ("Chile and Peru signed a treaty in Tórshavn on Monday.", "AGREE", ["Chile", "Peru"], []),
        ("Norway praised Chile's leadership during the storm.", "SUPPORT", ["Norway"], ["Chile"]),
        ("The president of Chile warned Rosa Quispe of serious losses.", "THREATEN", ["The president of Chile"], ["Rosa Quispe"]),
        ("The mayor was gunned down near his New York flat by two soldiers.", "ASSAULT", ["two soldiers"], ["The mayor"]),
        (
            "Rosa Quispe died after the doctors shunned treatments for homeopathy, a form of healing.",
            "DEATH",
            ["Rosa Quispe"],
            [],
        ),
        ("Tom Lind appeared in court charged with theft.", "ACCUSE", [], ["Tom Lind"]),
        ("Some 1,500 Peruvian troops are stationed in Loja.", "MOBILIZE", ["Some 1,500 Peruvian troops"], []),
        ("The minister of Chile accused the couple of 'theft'.", "ACCUSE", ["The minister of Chile"], ["the couple"]),
        ("Gunmen attacked a Lima hotel, killing two guards.", "ASSAULT", ["Gunmen"], ["a Lima hotel", "two guards"]),
        ("Chad strikes targets in Peru", "ASSAULT", ["Chad"], ["targets"]),
        ("The government accused opposition figures of theft.", "ACCUSE", ["The government"], ["opposition figures"]),
        ("Chile accused the regime and other forces of theft.", "ACCUSE", ["Chile"], ["the regime", "other forces"]),
        ("Chad drones hit refinery", "ASSAULT", ["Chad drones"], ["refinery"]),
        ("Rebels attack village", "ASSAULT", ["Rebels"], ["village"]),
        ("The government agreed to open the new airport to passengers in May.", "AGREE", ["The government"], []),
        ("Chile, Peru sign treaty on border", "AGREE", ["Chile", "Peru"], []),
        ("Neither Chile nor Peru signed the treaty.", "AGREE", ["Chile", "Peru"], []),
        ("The mayor called on the DA to end its boycott.", "REQUEST", ["The mayor"], ["the DA"]),
        ("Rebels claimed responsibility for the bombing that killed two guards.", "ASSAULT", ["Rebels"], ["two guards"]),
        ("The president of Chile condemned the bombing of the Peruvian embassy.", "ACCUSE", ["The president of Chile"], []),
        (
            "The president of Chile condemned the killing of two guards by the rebels.",
            "ACCUSE",
            ["The president of Chile"],
            ["the rebels"],
        ),
        ("Peru has requested emergency help for farmers from Chile.", "REQUEST", ["Peru"], ["Chile"]),
        ("Tom Lind was attacked by police and Rosa Quispe was found hiding in a boat.", "ASSAULT", ["police"], ["Tom Lind"]),
        ("Two men were deported under the Lind administration.", "COERCE", ["the Lind administration"], ["Two men"]),
        (
            "Prime Minister Rosa Quispe expressed condolences in a phone call with her counterpart.",
            "SUPPORT",
            ["Prime Minister Rosa Quispe"],
            ["her counterpart"],
        ),
        ("Rebels fired dozens of rockets at Loja on Monday.", "ASSAULT", ["Rebels"], ["Loja"]),
        ("Chile fired two missiles towards the Sea of Japan.", "MOBILIZE", ["Chile"], []),
        ("Chile and Peru accused each other of breaking the truce.", "ACCUSE", ["Chile", "Peru"], []),
        ("Chile has withdrawn its ambassador from Quito.", "SANCTION", ["Chile"], ["Quito"]),
        ("Chile has withdrawn its troops from Peru.", "RETREAT", ["Chile"], ["Peru"]),
        ("Rebels in Chad warned they would attack American ships.", "THREATEN", ["Rebels in Chad"], ["American"]),
        ("A car bomb exploded outside a bank in Lima, killing nine people.", "ASSAULT", [], ["nine people"]),
        ("The high court of Chile ordered the arrest of two judges.", "COERCE", ["The high court of Chile"], ["two judges"]),
        ("Police of Chile fired tear gas at farmers who blocked a motorway.", "COERCE", ["Police of Chile"], ["farmers"]),
        ("Police in Lima shot 34 people, almost all miners.", "ASSAULT", ["Police in Lima"], ["34 people"]),
        ("Norway gave Chile food after the storm.", "AID", ["Norway"], ["Chile"]),
        ("Rebels took possession of the city of Loja on Monday.", "ASSAULT", ["Rebels"], ["the city of Loja"]),
        ("The Indian navy captured nine pirates.", "COERCE", ["The Indian navy"], ["nine pirates"]),
        ("Twelve people were arrested in a police raid in Lima.", "COERCE", ["police"], ["Twelve people"]),
        ("Two doctors were abducted with a nurse near Quito.", "ASSAULT", [], ["Two doctors", "a nurse"]),
        ("Police said they wanted to thank residents of Lima.", "SUPPORT", ["Police"], ["residents of Lima"]),
        ("Peru will send 14 tanks to Chile in May.", "AGREE", ["Peru"], ["Chile"]),
        ("The World Bank approved a loan to Chile on Friday.", "AGREE", ["The World Bank"], ["Chile"]),
        ("The minister of Chile is due to visit Peru in May.", "AGREE", ["The minister of Chile"], ["Peru"]),
        ("Three civilians were killed by Russian shelling in Kherson.", "ASSAULT", ["Russian"], ["Three civilians"]),
    ],
)
def test_parties(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = [([a.text for a in e.actors], [a.text for a in e.recipients]) for e in read(text).events if e.type == kind]
    assert found == [(actors, recipients)]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Chile and Peru signed a treaty in Quito on Monday.", "AGREE", "Quito"),
        ("The president of Chile met Rosa Quispe in Lima on Friday.", "CONSULT", "Lima"),
        ("Gunmen attacked a Lima hotel, killing two guards.", "ASSAULT", "Lima"),
        ("Police arrested two suspects in a theft near Arequipa.", "COERCE", None),
        ("Chad's bombardment of the rebels killed nine people.", "ASSAULT", None),
        ("US strikes kill 12 in Peru", "ASSAULT", "Peru"),
        ("Tom Lind was jailed for the bombing of a Peruvian embassy.", "ASSAULT", None),
        ("Four teachers were abducted from a school in Lima on Friday.", "ASSAULT", "Lima"),
        ("The president of Chile called on Peru to open the border.", "REQUEST", None),
        ("The army chief of Chile held talks with student leaders in Lima.", "CONSULT", "Lima"),
        ("A fire at a hotel in Lima killed nine people.", "ACCIDENT", "Lima"),
        ("An earthquake with a magnitude of at least 5.9 hit southern Iran on Sunday.", "DISASTER", "southern Iran"),
        ("NICOSIA, August 8 (Xinhua) -- The Cypriot government condemned two bombings.", "ACCUSE", "NICOSIA"),
        ("NICOSIA, August 8 (Xinhua) -- The Greek government condemned two bombings.", "ACCUSE", None),
        ("An explosion at a mine in Arequipa killed nine people.", "ACCIDENT", "Arequipa"),
        ("Typhoon Lind slammed into southern Chile, killing five people.", "DISASTER", "southern Chile"),
    ],
)
def test_place(text: str, kind: str, place: str | None) -> None:
    assert [e.place.text if e.place else None for e in read(text).events if e.type == kind] == [place]


@pytest.mark.parametrize(
    ("text", "kind", "countries"),
    [
        (
            "Two soldiers and a guide were killed in an ambush near Lima, the prime minister of Norway said.",
            "ASSAULT",
            [None, None],
        ),
        ("Two soldiers and a guide were killed in an ambush near Lima.", "ASSAULT", ["PER", None]),
        ("In a police raid at their home in Lima, two men were arrested.", "COERCE", ["PER", None]),
        ("Chad denied that its forces had attacked the bridge.", "ASSAULT", ["TCD", None]),
        ("The European Union will provide 90 million euros in loans to Ukraine.", "AGREE", ["IGO", "UKR"]),
        ("Iran's foreign minister Abbas Araghchi will meet his Saudi counterpart in Riyadh.", "AGREE", ["IRN", "SAU"]),
    ],
)
def test_whose_they_are(text: str, kind: str, countries: list[str | None]) -> None:
    event = next(e for e in read(text).events if e.type == kind)
    assert [a.country for a in (*event.actors, *event.recipients)] == countries


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The match was late. The coach saw no goals, the striker had scored none. England and Tonga met once before in rugby.",
            "CONSULT",
        ),
        ("Officials in Lima warned residents to stay indoors during the storm.", "THREATEN"),
        ("The clinic in Chile failed to meet official standards of the ministry.", "CONSULT"),
        ("A snowstorm in the north of Chile shut schools and government offices.", "COERCE"),
        ("On Friday, the governor of Chile called the minister of Peru unhinged.", "REQUEST"),
        ("For more on the minister of Chile, please call the office in Lima.", "REQUEST"),
        ("The president of Chile responded by saying he should not have called the minister of Peru a fool.", "REQUEST"),
        ("The president of Chile asked the minister of Peru why he decided to leave.", "REQUEST"),
        ("The president of Chile will not rule out a deal with Peru.", "REJECT"),
        ("It is harder for the opposition to attack the president of Chile as a killer of jobs.", "ASSAULT"),
        ("The government of Chile said the firm should not face losses.", "REQUEST"),
        ("The officials of Chile plan to appeal.", "REQUEST"),
        ("Both officials of Chile requested anonymity.", "REQUEST"),
        ("It is easy to criticise the government of Chile.", "ACCUSE"),
        ("The judge of Chile elected to stop the bout.", "ELECT"),
        ("The ministry of Chile said severance payments will reduce its debt.", "AGREE"),
        ("The ministry of Chile said that accord should guide what follows.", "REQUEST"),
        ("Public universities of Chile charge an average of 40 dollars.", "ACCUSE"),
        ("Tom Lind, the champion of Chile, defended his heavyweight title in Lima.", "SUPPORT"),
        ("Officials hope that if he strikes again, Chile will leave.", "ASSAULT"),
        ("Ministers of Chile agree that the plan would cost more.", "AGREE"),
        ("The minister of Chile attacks them.", "ASSAULT"),
        ("The senator of Chile trained his eyes on the crowd.", "AID"),
        ("As the Chadian conflict threatened to spill over, people fled.", "THREATEN"),
    ],
)
def test_no_event(text: str, kind: str) -> None:
    assert kind not in {e.type for e in read(text).events}


def test_a_place_is_not_lent_to_a_disaster_of_another_day() -> None:
    text = "The quake on Sunday killed nine people and damaged homes.\n\nOn Saturday, a quake in eastern Chile killed two people."
    told_of = [event for event in read(text).events if event.type == "DISASTER"]
    assert not any(e.place and e.trigger.start < 60 for e in told_of)


def test_nobody_acts_towards_themselves() -> None:
    one, other = (Actor(dateline.Span(n, n + 4), "Peru", None, "PER", "GOV") for n in (0, 40))
    chile = Actor(dateline.Span(10, 15), "Chile", None, "CHL", "GOV")
    assert distinct((one, other), (other, chile)) == ((one,), (chile,))


@pytest.mark.parametrize(
    ("text", "kind", "certainty"),
    [
        ("The reward for information leading to the arrest of the suspect was raised.", "COERCE", "possible"),
        ("A soldier is scheduled to be tried in May for the stabbing of two police officers.", "ASSAULT", "asserted"),
        (
            "The Chilean president's promises to deport undocumented immigrants have put the issue at the center.",
            "THREATEN",
            "planned",
        ),
        ("A meeting in Alexandria will discuss the price of wheat.", "CONSULT", "planned"),
    ],
)
def test_certainty_of_nouns(text: str, kind: str, certainty: str) -> None:
    assert [e.certainty for e in read(text).events if e.type == kind] == [certainty]


@pytest.mark.parametrize(
    ("headline", "type", "actors"),
    [
        ("Georgia and Azerbaijan sign gas agreement", "AGREE", ["Georgia", "Azerbaijan"]),
        ("Samoa and New Zealand sign fishing agreement", "AGREE", ["Samoa", "New Zealand"]),
        ("Norway, Iceland sign fishing deal", "AGREE", ["Norway", "Iceland"]),
        ("Police arrest five in Baku protest", "COERCE", ["Police"]),
        ("Chile, Peru open border talks", "CONSULT", ["Chile", "Peru"]),
    ],
)
def test_a_headline_in_the_present_tense_has_its_verb(headline: str, type: str, actors: list[str]) -> None:
    (item,) = dateline.read(headline, published_at="2026-11-22").items
    (event,) = (event for event in item.events if event.type == type)
    assert [a.entity.name if a.entity else a.span.of(item.text) for a in event.actors] == actors


def test_the_day_of_an_agreement_is_not_that_of_what_is_agreed() -> None:
    text = "Estonia and Latvia agreed on Tuesday to open the first section of their new cross-border railway in 2026, officials said."
    (item,) = dateline.read(text, published_at="2025-01-04").items
    (event,) = (event for event in item.events if event.type == "AGREE")
    assert event.when is not None and event.when.day == date(2024, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "The policy pays for a flight that is missed because of a car accident, bad weather or a strike.",
        "Locks and alarms at your door lower the risk of burglary, a gas explosion or fire.",
        "Some bacteria are a means of cleaning up oil spills.",
        "At Andes Insurance we know that car accidents happen, and we help.",
        "Heavy rain and long storms can delay the work of a builder.",
        "Insurers lose most in markets that are prone to earthquakes, wildfires and floods.",
        "We will hold our fire until we have driven the car.",
    ],
)
def test_a_kind_of_accident_is_no_event(text: str) -> None:
    assert not [e for e in read(text).events if e.type in ("ACCIDENT", "DISASTER", "ASSAULT")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A fire destroyed a warehouse in Lima on Monday.", "ACCIDENT"),
        ("Residents fear that a storm could hit Lima on Friday.", "DISASTER"),
        ("The explosion may have been caused by a gas leak.", "ACCIDENT"),
        ("We saw how a car crash killed four people.", "ACCIDENT"),
        ("The city’s earthquakes and floods are a warning to us.", "DISASTER"),
        ("Floods hit farms in northern Chile.", "DISASTER"),
    ],
)
def test_an_accident_of_which_something_is_told_is_an_event(text: str, kind: str) -> None:
    assert kind in {e.type for e in read(text).events}


def test_what_happened_years_before_is_an_event_of_its_own() -> None:
    item = read(
        "Earthquake off Cadiz kills at least 5, mayor says\n"
        "CADIZ, March 3, 2025 - At least five people died when an earthquake of magnitude 6.1 struck off the Spanish city of Cadiz on "
        "Monday, the mayor said.\nIn 2011, an earthquake killed nine people in the same province."
    )
    news, before = (event for event in item.events if event.type == "DISASTER")
    assert news.when is not None and news.when.day == date(2025, 3, 3) and not news.background
    assert news.place is not None and news.place.text.casefold() == "cadiz"
    assert {figure.lower for figure in news.figures} == {5}
    assert before.background and before.when is not None and before.when.latest.year == 2011
    assert [figure.lower for figure in before.figures] == [9]


def test_days_are_counted_back_from_what_a_sentence_tells() -> None:
    item = read(
        "Another train collision near Porto\n"
        "Two trains collided near Porto on Tuesday but nobody was hurt, police said, three days after a collision on the same line killed "
        "7 people."
    )
    told = {event.when.day: event for event in item.events if event.type == "ACCIDENT" and event.when}
    assert set(told) == {date(2025, 3, 4), date(2025, 3, 1)}
    assert [(f.what, f.lower) for f in told[date(2025, 3, 1)].figures] == [("killed", 7)]
    assert [(f.what, f.upper) for f in told[date(2025, 3, 4)].figures] == [("injured", 0)]


def test_there_is_the_place_named_last() -> None:
    item = read(
        "OSLO, March 4 - Norway flew twenty doctors to the Croatian city of Split on Tuesday after a fire injured 60 people there, the "
        "health ministry said."
    )
    (fire,) = (event for event in item.events if event.type == "ACCIDENT")
    assert fire.place is not None and fire.place.text == "Split"


def test_a_lead_dates_the_accident_of_its_headline() -> None:
    item = read("Ferry fire off Split kills 3\nThree people died when flames broke out on a ferry on Sunday, the port said.")
    (fire,) = (event for event in item.events if event.type == "ACCIDENT")
    assert fire.when is not None and fire.when.day == date(2025, 3, 2)
    item = read("Ferry fire off Split kills 3\nThe port of Split closed, its director said on Sunday.")
    assert all(event.when is None for event in item.events if event.type == "ACCIDENT")


def test_help_that_headline_and_lead_tell_is_sent_once() -> None:
    item = read(
        "Lima sends doctors to Loja as quarrel with Quito ends\n"
        "LIMA, March 3 - Peru sent twenty doctors to the Ecuadorian city of Loja on Monday after a flood, the president said."
    )
    assert len([event for event in item.events if event.type == "AID"]) == 1


def test_nobody_is_missing_once_the_last_are_found() -> None:
    assert [
        f.upper for f in read("The last of the missing miners were found dead on Friday.").figures if f.what == "missing"
    ] == [0]
    assert not [f for f in read("Four of the missing miners were found dead on Friday.").figures if f.upper == 0]
