"""What a statement holds and what it does not: edges of content, owners and what is told to them, titles, idioms, long texts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline.entities.finding import find_mentions
from dateline.language.parsing import english, parse
from dateline.statements.deeds import in_other_sense
from dateline.statements.doubting import believed
from dateline.statements.drafts import Draft
from dateline.statements.encoding import windows
from dateline.statements.finding import find_statements
from dateline.statements.frames import bounded
from dateline.statements.linking import of_sentence, sentence_ends, tagger_drafts
from dateline.statements.marks import quotations
from dateline.statements.placing import Placing, crossing, shared
from dateline.statements.quotes import is_title
from dateline.statements.repairs import repaired, with_subject, with_verb
from dateline.statements.shaping import shaped
from dateline.statements.tagger import Tagged, tagger
from dateline.statements.tags import POINTER
from dateline.tables import entries
from dateline.types import Item, Span, Statement


def place(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def read(text: str) -> list[Statement]:
    item = Item("i", "article", text, language="en")
    doc = next(iter(parse([item])))
    return list(find_statements(replace(item, mentions=find_mentions(item, doc)), doc))


def test_what_crosses_a_place_is_found_by_its_ends() -> None:
    stretches = [Span(0, 4), Span(6, 9), Span(9, 12), Span(20, 30)]
    for start in range(31):
        for end in range(start + 1, 32):
            assert list(crossing(stretches, start, end)) == [s for s in stretches if s.start < end and s.end > start]
    assert shared([Span(2, 7), Span(11, 25)], stretches) == 2 + 1 + 1 + 5


def test_drafts_keep_their_numbers_and_are_found_by_place() -> None:
    drafts = Placing([Draft((Span(0, 5), Span(3000, 3010))), Draft((Span(100, 900),)), Draft((Span(895, 905),))])
    assert drafts.touching((Span(898, 899),)) == [1, 2] and drafts.touching((Span(3009, 3020),)) == [0]
    drafts.drop([1])
    drafts.add(Draft((Span(890, 900),)))
    assert drafts.touching((Span(898, 899),)) == [2, 3] and len(list(drafts)) == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Rosa Lind's lawyer said that the trial would be put off until the autumn.", False),
        ("Supporters of Rosa Lind said that the trial would be put off until the autumn.", False),
        ("The ambassador to the United States Rosa Lind said that the trial would be put off until the autumn.", True),
        ("Rosa Lind's letter said that the trial would be put off until the autumn.", True),
    ],
)
def test_whose_lawyer_speaks_is_not_who_speaks(text: str, named: bool) -> None:
    said = next(s for s in read(text) if "put off" in text[s.content[0].start : s.content[-1].end])
    assert (said.entity is not None and said.entity.name == "Rosa Lind") is named


@pytest.mark.parametrize(
    ("text", "quote", "title"),
    [
        ("He said so on “The Morning Show,” a programme of Norland.", "“The", True),
        ("The report called “Rivers in Flood” came out in May.", "“Rivers", True),
        ("He wrote, “The Morning Show Is Over.”", "“The", False),
        ("They called the plan “the worst of all worlds” in May.", "“the", False),
        ("She called it “Nonsense.”", "“Nons", False),
    ],
)
def test_titles_of_works_are_no_speech(text: str, quote: str, title: bool) -> None:
    mark = next(m for m in quotations(text) if m.start == text.index(quote))
    assert is_title(text, mark) is title


@pytest.mark.parametrize(
    "text",
    [
        "“This is not a war,” Paula Renz said.",
        "“We met on Sunday,” Joe Kirk said.",
        "“What can I do?” he asked.",
        "“Absolutely not,” said Mayor Dana Voss.",
        "“Stop the bus,” Joe Kirk shouted.",
        "“Sign it,” the union said.",
        "“Thank God,” said Mayor Dana Voss.",
    ],
)
def test_a_short_sentence_with_one_long_word_is_speech_wherever_it_stands(text: str) -> None:
    for before in ("An ordinary line.\n\n", "The mill by the river closed in May. "):
        (said,) = read(before + text)
        assert said.kind == "direct" and said.speaker is not None
        assert [piece.of(before + text) for piece in said.content] == [text[: text.index("”") + 1]]


def test_a_title_before_somebody_else_s_verb_of_speech_is_none_of_what_is_said() -> None:
    text = "She won a prize for “The Long River Home,” a novel that critics said was slow. "
    text += "She starred in “Who Goes There?” and said she liked it. "
    text += "On an episode of “The Lind Show,” Mayor Dana Voss said nothing new was planned for the harbour."
    assert not [s for s in read(text) if any("“" in piece.of(text) for piece in s.content)]
    first, _, last = quotations(text)
    assert is_title(text, first, place(text, "said"), place(text, "critics"))
    assert is_title(text, last, Span(text.rindex("said"), text.rindex("said") + 4), place(text, "Mayor Dana Voss"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Joe Kirk told reporters he would sue.", "reporters"),
        ("Mayor Ann Voss told lawmakers she would resign.", "lawmakers"),
        ("Joe Kirk told police she had left.", "police"),
        ("Joe Kirk told her he would sue.", "her"),
    ],
)
def test_whom_what_is_said_begins_with_is_not_whom_it_is_said_to(text: str, told: str) -> None:
    (said,) = read(text)
    assert said.addressee is not None and said.addressee.text == told


def test_who_is_called_something_does_not_say_so() -> None:
    text = "The illness is called “feather lung” by those who have it."
    draft = Draft((place(text, "“feather lung”"),), place(text, "is called"), place(text, "The illness"), "tagger")
    assert repaired(english()(text), draft).source is None
    text = "The mayor was quoted as saying that the bridge is open."
    draft = Draft((place(text, "the bridge is open"),), place(text, "was quoted as saying"), place(text, "The mayor"), "tagger")
    assert repaired(english()(text), draft).source is not None


def test_content_begins_with_what_was_said() -> None:
    text = "The harbour master said on Monday that, the storm being over, the ferries would sail again."
    said = next(s for s in read(text) if "ferries" in text[s.content[0].start : s.content[-1].end])
    assert not text[said.content[0].start :].startswith(("that", ",", " "))


def test_certainty_is_a_probability_and_pieces_stand_apart() -> None:
    text = (
        "“It’s armour, because you put on a mask,” Rosa Lind told the paper. “So what they say hits what you made, not you,” she said, "
        "and the crowd chanted, “Red for bread!” Teachers concurred that it was “taboo” but that people were “owning” it.\n"
    )
    for one in read(text * 3):
        assert 0 <= one.confidence <= 1
        assert all(a.end <= b.start for a, b in zip(one.content, one.content[1:], strict=False))


def test_a_headline_whose_name_is_part_of_a_title_quotes_nobody() -> None:
    text = "The Rosa Lind Story: A life in ten boats\nThe film opens in May and runs for three hours."
    assert not [s for s in read(text) if s.cue and s.cue.of(text) == ":"]


@pytest.mark.parametrize(
    "text",
    [
        "When the offending substance is feathers in a duvet, the illness is called “feather duvet lung.”",
        "The river, also known as the Long Water, runs through four towns.",
    ],
)
def test_a_name_that_anybody_uses_is_nobodys_statement(text: str) -> None:
    assert not read(text)


@pytest.mark.parametrize(
    "text",
    [
        "NOTES\nTigers: The goalkeeper is out with a bad knee.\nLions: He is back.\nTigers: Visit the Bears.\nLions: Rest.",
        "Rosa Lind: Cold Harbour review – the sea, near enough to taste\nThe record has ten songs and runs for forty minutes.",
    ],
)
def test_notes_on_teams_and_headlines_of_reviews_quote_nobody(text: str) -> None:
    assert not [s for s in read(text) if s.cue and s.cue.of(text) == ":"]


def test_an_interview_is_told_by_its_persons_or_its_questions() -> None:
    text = (
        "Post: When does the bridge open?\nLind: In June, if it holds.\nPost: Who pays for it?\nLind: The town does, all of it."
    )
    assert len([s for s in read(text) if s.cue and s.cue.of(text) == ":"]) == 4


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("The agency said the bridge would open in June, which", "the bridge would open in June", "said"),
        ("One study found that fasting was harmful (", "fasting was harmful", "found"),
    ],
)
def test_words_that_begin_what_comes_after_are_no_content(text: str, content: str, cue: str) -> None:
    whole = Span(text.index(cue) + len(cue) + 1, len(text))
    draft = shaped(text, Draft((whole,), place(text, cue), by="tagger"), english()(text))
    assert [piece.of(text) for piece in draft.content] == [content]


def test_an_adverb_is_a_cue_with_its_verb() -> None:
    text = "He then cited the report of the harbour master."
    draft = Draft((place(text, "the report of the harbour master"),), place(text, "then"), place(text, "He"), "tagger")
    mended = with_verb(english()(text), draft)
    assert mended.cue is not None and mended.cue.of(text) == "then cited"


def test_an_auxiliary_goes_on_to_its_verb_or_makes_way_for_one_farther_on() -> None:
    text = "The Harbour Post has learned of it. General Lind has over the past few months warned that platforms are exploited."
    doc = english()(text)
    near = Draft((place(text, "of it"),), place(text, "has"), Span(0, 16), "tagger")
    assert (cue := with_verb(doc, near).cue) is not None and cue.of(text) == "has learned"
    far = Draft(
        (place(text, "that platforms are exploited"),), place(text, "has over the"), place(text, "General Lind"), "tagger"
    )
    assert (cue := with_verb(doc, far).cue) is not None and cue.of(text) == "warned"


def test_what_a_thing_is_for_is_nobodys_intention() -> None:
    assert read("The amendment was intended to ensure that all people of the town had a vote.") == []


def test_a_speaker_stands_on_the_line_of_its_cue() -> None:
    text = "NORLAND MOTORS\n\nNorland is hoping that a sleek redesign will pull in more buyers."
    (doc,) = (english()(text),)
    draft = Draft(
        (place(text, "that a sleek redesign will pull in more buyers"),), place(text, "is hoping"), Span(0, 14), "tagger"
    )
    source = repaired(doc, draft).source
    assert source is not None and source.of(text) == "Norland" and source.start > 14


@pytest.mark.parametrize(
    ("text", "stray"),
    [
        ("“The plan is sound and fiscally responsible,” he said of the mayor's budget. “It will hold.”", "the mayor's budget"),
        (
            "“The town was founded on a promise to all,” she said at a meeting announcing the council was suing.",
            "the council was suing",
        ),
    ],
)
def test_what_a_whole_quotation_is_about_is_none_of_it(text: str, stray: str) -> None:
    marks = quotations(text)
    pieces = sorted([*(Span(mark.start, mark.end) for mark in marks), place(text, stray)])
    draft = Draft(tuple(pieces), place(text, "said"), None, "tagger")
    kept = shaped(text, draft, english()(text)).content
    assert [piece.of(text) for piece in kept] == [mark_text for mark in marks if (mark_text := text[mark.start : mark.end])]


def test_a_quotation_that_goes_on_from_a_phrase_keeps_it() -> None:
    text = "With thousands of systems, he said, “there is no one single point of failure.”"
    draft = Draft(
        (place(text, "With thousands of systems"), Span(36, len(text))), place(text, "said"), place(text, "he"), "tagger"
    )
    assert len(shaped(text, draft, english()(text)).content) == 2


def test_the_occasion_is_no_content_but_its_medium() -> None:
    (said,) = read("She announced a new bridge in an interview with the Harbour News on Monday.")
    text = "She announced a new bridge in an interview with the Harbour News on Monday."
    assert [piece.of(text) for piece in said.content] == ["a new bridge"]
    assert said.medium is not None and said.medium.value == "interview"


def test_whom_something_is_discussed_with_is_no_content() -> None:
    text = "The president discussed the war in a call with his French counterpart on Tuesday."
    draft = Draft(
        (place(text, "the war"), place(text, "his French counterpart")), place(text, "discussed"), Span(0, 13), "tagger"
    )
    assert [piece.of(text) for piece in shaped(text, draft, english()(text)).content] == ["the war"]


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("They may agree if negotiators decide to compromise.", "decide", "to compromise", "negotiators"),
        (
            "We will be curious to see how it will change our town and its “culture.”",
            "be curious",
            "how it will change our town and its “culture.”",
            "We",
        ),
        ("Fidan spoke of it in a phone call with his counterpart.", "call", "his counterpart", "Fidan"),
    ],
)
def test_what_is_supposed_or_the_writers_or_a_call_is_no_statement(text: str, cue: str, content: str, source: str) -> None:
    draft = Draft((place(text, content),), place(text, cue), place(text, source), "tagger", 0.6)
    assert not believed(text, draft, quotations(text), english()(text))


def test_who_has_just_spoken_goes_on() -> None:
    text = "Norland's envoy Peter Lind said Monday that President John Calder had long called for fairness. He said Calder hopes for more."
    first, second = read(text)
    assert first.entity == second.entity
    assert second.entity is not None and second.entity.name == "Peter Lind"


def test_nobody_asks_when_asked() -> None:
    text = "When asked if she had any advice for the mayor, Donna Lind dismissed the idea."
    draft = Draft((place(text, "if she had any advice for the mayor"),), place(text, "asked"), None, "tagger")
    assert with_subject(english()(text), draft).source is None


def test_unquoted_words_are_content_on_the_line_of_their_cue_alone() -> None:
    text = "What is rarer is a label not allowing an artist to perform their music.\n\nHe said, she said\n\nPetra Lind took to Twitter."
    assert not [s for s in read(text) if s.cue and "\n" in text[s.content[0].start : s.cue.start]]


def test_whom_is_told_stands_beside_the_verb() -> None:
    text = "Four lawmakers urged Calder to stand down, their appeal prefaced by praise."
    assert all(said.addressee is None or "appeal" not in said.addressee.text for said in read(text))


def tagged(text: str, roles: dict[str, tuple[int, int]]) -> Tagged:
    """A window whose words have the roles (1 source, 2 cue, 3 content) and point to others of the same number."""
    (window,) = windows(text, tagger().pieces)
    labels = np.full((len(window.words), 7), -9.0, np.float32)
    pointing = np.zeros((len(window.words) + 1, 4 * POINTER), np.float32)
    labels[:, 0] = -1
    for words, (role, number) in roles.items():
        span = place(text, words)
        for at, word in enumerate(window.words):
            if span.start <= word.start < span.end:
                labels[at, 2 * role - (word.start == span.start)] = 0
                own = [0, 1] if role == 3 else [1, 2] if role == 2 else [3]
                for part in own:
                    pointing[at + 1, part * POINTER + number] = 9
                if role == 2:
                    pointing[at + 1, 2 * POINTER + number] = 9
    return Tagged(window, labels, pointing)


def test_a_quotation_is_not_given_to_who_is_named_below() -> None:
    text = 'Holm said the bridge is safe. "We went and tested it on all days."\nLind told others to wait.'
    roles = {
        "Holm": (1, 0),
        "said": (2, 0),
        "the bridge is safe": (3, 0),
        "Lind": (1, 1),
        "told others": (2, 1),
        "to wait": (3, 1),
    }
    window = tagged(text, {**roles, "We went and tested it on all days": (3, 1)})
    drafts = list(tagger_drafts(text, [window], quotations(text)))
    (quoted,) = [draft for draft in drafts if "tested" in draft.content[0].of(text)]
    assert quoted.cue is None
    assert quoted.source is not None and quoted.source.of(text) == "Holm"


def test_a_draft_of_filing_words_alone_stays() -> None:
    text = "TANGIER (Strait Observer) - \nOfficials said so."
    draft = Draft((Span(0, 28),), place(text, "said"), place(text, "Officials"), "tagger")
    assert shaped(text, draft, english()(text)) == draft


@pytest.mark.parametrize(("cue", "sure", "kept"), [("chose", 0.5, False), ("chose", 0.8, True), ("said", 0.5, True)])
def test_a_name_in_marks_is_no_speech_without_a_verb_of_speech(cue: str, sure: float, kept: bool) -> None:
    text = f"For the evening's last song the guest {cue} “Alone again” to the band."
    draft = Draft((place(text, "“Alone again”"),), place(text, cue), place(text, "the guest"), "tagger", sure)
    assert believed(text, draft, quotations(text), english()(text)) is kept


def test_a_content_ends_with_the_clause_that_its_verb_stands_in() -> None:
    text = "A coach who refused to play against a boy who claims to be a girl is defending his actions in court."
    whole = Span(text.index("to be a girl"), len(text) - 1)
    draft = bounded(text, english()(text), Draft((whole,), place(text, "claims"), place(text, "who claims"), "tagger"))
    assert [span.of(text) for span in draft.content] == ["to be a girl"]


def test_the_rest_of_the_sentence_before_is_no_content() -> None:
    text = "Lind was charged with theft of 30 cars. Calder was found in the harbour on Monday, police spokesman Max Hale said."
    said = next(s for s in read(text) if s.cue is not None and s.cue.of(text) == "said")
    assert [span.of(text) for span in said.content] == ["Calder was found in the harbour on Monday"]
    ran_on = Span(text.index("with theft"), text.index(", police"))
    assert (
        of_sentence(text, ran_on, place(text, "said"), sentence_ends(text)).of(text)
        == "Calder was found in the harbour on Monday"
    )


def test_unquoted_words_of_another_sentence_are_no_content() -> None:
    text = "According to Calder, Lind was arraigned in the harbour court on Wednesday. Her brother is expected to be arraigned in May."
    said = next(s for s in read(text) if s.cue is not None and s.cue.of(text).casefold() == "according to")
    assert [span.of(text) for span in said.content] == ["Lind was arraigned in the harbour court on Wednesday"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The deputies questioned Rosa Lind about the bridge.", "say"),
        ("The deputies questioned the safety of the bridge.", "doubt"),
        ("The deputies questioned the mayor about the bridge.", "say"),
        ("The deputies questioned the promises about the bridge.", "doubt"),
        ("The deputies questioned the mayor's words about the bridge.", "doubt"),
    ],
)
def test_who_is_questioned_is_not_doubted(text: str, act: str) -> None:
    assert [s.act for s in read(text)] == [act]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The judge dismissed the case on Tuesday.", "do"),
        ("The judge dismissed the criticism on Tuesday.", "say"),
        ("The governor declared a state of emergency after the flood.", "do"),
        ("Prosecutors charged two men with murder on Friday.", "do"),
        ("The ministry published new rules for imports.", "do"),
        ("Farmers called off the blockade after midnight.", "do"),
        ("The mayor dismissed the complaint as politically motivated.", "say"),
        ("The mayor rejected the petition as meaningless.", "say"),
        ("Farmers condemned the building of the canal.", "say"),
        ("The palace confirmed the appointment of an envoy.", "say"),
        ("The deputies charged misuse of funds in Norland.", "say"),
        ("Prosecutors charged a teacher on Friday.", "do"),
    ],
)
def test_a_verb_of_two_senses_is_a_deed_by_its_thing(text: str, act: str) -> None:
    assert [s.act for s in read(text)] == [act]


SENSES = """
answer: The guard answered | the phone
attack: The rebels attacked | a convoy
bash: The raiders bashed | the door
call: The union called | a strike
cite: The officers cited | the motorist
claim: The flood claimed | four lives
condemn: The council condemned | the house
confirm: The senate confirmed | the nominee
declare: The firm declared | bankruptcy
deny: The court denied | the motion
describe: The kite described | an arc
dismiss: The club dismissed | the coach
hail: The guest hailed | a taxi
maintain: The council maintained | the road
name: The firm named | a successor
observe: The crowd observed | a minute of silence
order: The guests ordered | a meal
post: The firm posted | a loss
press: The guard pressed | the button
project: The team projected | an image
question: The officers questioned | a suspect
read: The students read | a novel
recall: The firm recalled | 40,000 cars
reject: The court rejected | the appeal
salute: The guards saluted | the flag
sentence: The court sentenced | the defendant
slam: The guest slammed | the door
welcome: The harbour welcomed | 300 tourists
"""


def test_every_verb_of_two_senses_is_a_deed_with_its_thing_and_speech_with_words() -> None:
    told = [line.partition(": ") for line in SENSES.strip().splitlines()]
    assert {verb for verb, _, _ in told} == set(entries("dateline.statements", "senses.yaml")["things"])
    for _, _, words in told:
        who, _, thing = words.partition(" | ")
        cue = who.split()[-1]
        for held, deed in ((thing, True), ("the remark", False)):
            text = f"{who} {held} on Monday."
            draft = Draft((place(text, held),), place(text, cue), place(text, who.removesuffix(f" {cue}")), "tagger")
            assert in_other_sense(draft, english()(text)) is deed, text


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Rescuers put the toll at 37.", "the toll at 37"),
        ("Officials put the number of missing at more than 200 on Monday.", "the number of missing at more than 200"),
        ("The driver put the car at risk.", None),
    ],
)
def test_a_toll_that_somebody_gives_is_an_estimate(text: str, content: str | None) -> None:
    found = [s for s in read(text) if s.act == "estimate"]
    assert [span.of(text) for s in found for span in s.content] == ([content] if content else [])


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("The premier said in a rare televised interview that the pact would hold.", "interview"),
        ("The agency reported the deal, which was first described by the Harbour Post.", None),
    ],
)
def test_a_medium_stands_behind_adjectives_and_is_no_name(text: str, medium: str | None) -> None:
    assert {s.medium.text if s.medium else None for s in read(text)} == {medium}


def test_who_is_cited_for_a_report_is_no_content() -> None:
    text = "The number of dead rose to 40, state media reported, citing the ministry."
    (said,) = [s for s in read(text) if s.cue is not None and s.cue.of(text) == "reported"]
    assert [span.of(text) for span in said.content] == ["The number of dead rose to 40"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Mayor Rosa Lind said that the bridge is unsafe.", "clause"),
        ("“The bridge is unsafe and must be closed,” said Mayor Rosa Lind.", "quotation"),
        ("The council promised to close the bridge in June.", "infinitive"),
        ("Rosa Lind criticised the plan that nobody liked.", "phrase"),
        ("The mayor called the plan “a disgrace for the town and for everybody who lives in it”.", "phrase"),
    ],
)
def test_a_statement_tells_what_its_content_is(text: str, form: str) -> None:
    assert [s.form for s in read(text) if s.parent is None] == [form]


def test_unquoted_words_without_a_parse_have_no_form() -> None:
    text = "Anna Lind: Die Frau aus dem Hafen will die Brücke im Juni schließen"
    item = Item("i", "article", text, language="de")
    doc = next(iter(parse([item])))
    assert [s.form for s in find_statements(replace(item, mentions=find_mentions(item, doc)), doc)] == [None]
