"""People correct facts and keep notes: it holds through re-reads, revisions, export and import, until it is undone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import dateline
from dateline.errors import UsageError
from dateline.export import json_lines
from dateline.store.corrections_records import Anchor
from dateline.store.corrections_rules import corrected
from dateline.types import Span
from tests.test_archive import archive, page

__all__ = ["archive"]


def held(archive: dateline.Archive) -> dateline.Item:
    """The article, added if need be."""
    found = archive.item(archive.add(page()).items and page().items[0].id)
    assert found is not None
    return found


def entity(archive: dateline.Archive, name: str) -> dateline.Entity:
    return next(e for e, _ in archive.entities(limit=500) if e.name == name)


def test_a_mention_that_names_nothing_goes(archive: dateline.Archive) -> None:
    item = held(archive)
    rosa = entity(archive, "Rosa Quintela")
    mention = next(m for m in item.mentions if m.entity == rosa)
    made = archive.reject(item.id, span=mention.span, by="aysel", why="not a person")
    assert made.applied and made.about == "mention" and made.anchor.quote == mention.text and made.by == "aysel"
    now = archive.item(item.id)
    assert now is not None and mention not in now.mentions and now.statements and not archive.statements(entity=rosa.id)
    assert archive.check() == ()
    assert archive.undo(made.id) and not archive.undo(made.id)
    assert archive.item(item.id) == item and archive.statements(entity=rosa.id)
    assert archive.corrections()[0].undone and not archive.corrections(undone=False)


def test_a_statement_gets_another_speaker_and_date(archive: dateline.Archive) -> None:
    item = held(archive)
    said = next(s for s in item.statements if s.entity and s.entity.name == "Rosa Quintela")
    porto = next(m for m in item.mentions if m.text == "Porto")
    cut = (porto.span.start, porto.span.end - 2)
    with pytest.raises(UsageError, match=rf"cuts a word; 'Porto' stands at \[{porto.span.start}, {porto.span.end}\]"):
        archive.correct(item.id, {"speaker": cut}, fact=said.id)
    archive.correct(item.id, {"speaker": porto.span, "act": "promise", "when": "2025-03-02"}, fact=said.id)
    now = archive.item(item.id)
    assert now is not None
    after = next(s for s in now.statements if s.id == said.id)
    assert after.speaker is not None and (after.speaker.text, after.act) == ("Porto", "promise")
    assert after.entity == porto.entity and after.when is not None and str(after.when.day) == "2025-03-02"
    assert after.when.evidence[0].kind == "correction"
    assert archive.statements(act="promise", entity=porto.entity.id if porto.entity else "") and archive.check() == ()
    archive.correct(item.id, {"act": "do"}, fact=said.id)  # it was a deed, no speech
    assert said.id in {s.id for _, s in archive.statements(act="do")}


ATTACK = (
    "LIMA, 3 March 2025 - At least 37 people were killed on Monday when gunmen attacked a police post near Quito, Ecuador, the "
    "interior minister said.\nThe post was burned. “We will find them,” Interior Minister Carlos Vega told reporters in Quito.\n"
    "Police arrested three men in Lima on Tuesday, and the search went on in the evening, officials said.\n"
)


def test_an_event_and_a_figure_are_changed_or_rejected(archive: dateline.Archive) -> None:
    id = archive.add(dateline.read(ATTACK)).new[0]
    item = archive.item(id)
    assert item is not None
    killed, attack = item.figures[0], item.events[0]
    assert (killed.what, attack.type, attack.figures) == ("killed", "ASSAULT", (killed,))
    archive.correct(id, {"lower": 40, "upper": 45}, fact=killed.id)
    lima = next(m for m in item.mentions if m.text == "Lima" and m.entity)
    changes = {
        "type": "MOBILIZE",
        "when": ["2025-02-01", "2025-02-28"],
        "place": lima.entity and lima.entity.id,
        "actors": [lima.span],
    }
    archive.correct(id, {**changes, "certainty": "planned"}, fact=attack.id)
    ((_, event),) = archive.events(type="MOBILIZE", country="PER", certainty="planned")
    assert (
        [(f.lower, f.upper) for f in event.figures]
        == [(40, 45)]
        == [(f.lower, f.upper) for _, f in archive.figures(what="killed")]
    )
    assert event.place is not None and (event.place.text.casefold(), event.actors[0].country) == ("lima", "PER")
    archive.reject(id, fact=killed.id)
    archive.reject(id, fact=attack.id)
    assert not archive.figures(what="killed") and not archive.events(type="MOBILIZE") and archive.check() == ()


def test_the_item_itself(archive: dateline.Archive) -> None:
    item = held(archive)
    archive.correct(item.id, {"published": "2024-05-06", "genre": "opinion", "authors": ["Ana Reis"]})
    assert archive.items(genre="opinion").items[0].authors == ("Ana Reis",)
    assert str(archive.items().items[0].published.day) == "2024-05-06"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "changes something"),
        ({"colour": "red"}, "no field 'colour'"),
        ({"act": "sing"}, "must be one of"),
        ({"when": "soon"}, "must be a day"),
        ({"when": ["2025-02-01", "2025-01-01"]}, "first day is after"),
        ({"speaker": "nobody's id"}, "id of an entity"),
        ({"speaker": [5, 99999]}, "outside of the text"),
    ],
)
def test_wrong_corrections_are_refused(archive: dateline.Archive, changes: dict[str, object], words: str) -> None:
    item = held(archive)
    with pytest.raises(UsageError, match=words):
        archive.correct(item.id, changes, fact=item.statements[0].id)
    with pytest.raises(UsageError, match="no item"):
        archive.correct("nothing", {"genre": "news"})
    with pytest.raises(UsageError, match="no mention stands"):
        archive.reject(item.id, span=(0, 1))
    with pytest.raises(UsageError, match="name a fact"):
        archive.reject(item.id)
    with pytest.raises(UsageError, match="no correction, note or judgement on a story"):
        archive.undo("nothing")
    assert archive.corrections() == ()


def test_corrections_hold_on_a_later_revision(archive: dateline.Archive) -> None:
    item = held(archive)
    said = next(s for s in item.statements if s.entity and s.entity.name == "Rosa Quintela")
    archive.reject(item.id, fact=said.id)
    archive.add(page("44"))
    now = archive.item(item.id)
    assert now is not None and "44 million" in now.text
    assert not any("We waited" in span.of(now.text) for s in now.statements for span in s.content)
    archive.add(dateline.read(_without_quote(), url=item.url))
    assert [c.applied for c in archive.corrections()] == [False]


def _without_quote() -> str:
    from tests.test_archive import PAGE

    return PAGE.replace("“We waited a long time for this day,” Mayor Rosa Quintela told reporters. ", "").replace("{cost}", "50")


def test_a_newer_reading_is_corrected_too() -> None:
    """Ids of facts change with the rules that make them; the words stay."""
    from dateline.store.corrections_records import Correction

    item = page().items[0]
    said = item.statements[0]
    anchor = Anchor.at(item.text, said.content[0])
    made = Correction("1", 1, item.id, item.revision, "statement", "reject", anchor, "", "", fact=said.id)
    newer = replace(item, statements=(replace(said, id="renamed"), *item.statements[1:]))
    after, applied = corrected(newer, [made])
    assert applied == {"1"} and after.statements == item.statements[1:]


def test_an_anchor_is_found_where_its_words_moved_and_nowhere_else() -> None:
    text = "He said yes. She said no."
    anchor = Anchor.at(text, Span(17, 21))
    assert anchor.shift(text) == 0 and anchor.shift("Then: " + text) == 6
    assert anchor.shift("They said nothing.") is None and anchor.shift(text + " " + text) == 0


def test_notes(archive: dateline.Archive) -> None:
    item = held(archive)
    start = item.text.index("floods")
    whole = archive.note(item.id, "ask the city", by="aysel")
    archive.note(item.id, "which floods?", span=(start, start + 6))
    archive.add(page("4,400"))
    notes = archive.notes(item=item.id)
    now = archive.item(item.id)
    assert now is not None and [n.text for n in notes] == ["which floods?", "ask the city"]
    assert notes[0].span is not None and notes[0].span.of(now.text) == "floods" and notes[0].span.start == start + 3
    archive.undo(whole.id)
    assert [n.text for n in archive.notes()] == ["which floods?"]
    with pytest.raises(UsageError, match="1 to"):
        archive.note(item.id, "   ")


def test_export_and_import_carry_them(archive: dateline.Archive, tmp_path: Path) -> None:
    item = held(archive)
    said = item.statements[0]
    archive.reject(item.id, fact=said.id, why="irony")
    undone = archive.correct(item.id, {"genre": "opinion"})
    archive.undo(undone.id)
    archive.note(item.id, "ask the city")
    lines = list(json_lines.lines(archive.rows()))
    with dateline.open_archive(tmp_path / "copy.db") as copy:
        copy.take_in(json_lines.rows(lines))
        assert copy.digest() == archive.digest() and copy.item(item.id) == archive.item(item.id)
        assert [c.undone for c in copy.corrections()] == [True, False] and len(copy.notes()) == 1
        copy.undo(copy.corrections(undone=False)[0].id)
        assert copy.item(item.id) == item
    with dateline.open_archive(tmp_path / "other.db") as other:
        other.add(page())
        other.take_in(json_lines.rows(lines))
        assert other.item(item.id) == archive.item(item.id) and other.check() == ()
        other.forget(item=item.id)
        assert not other.corrections() and not other.notes()


def test_a_clock_that_is_set_back_changes_no_order(archive: dateline.Archive) -> None:
    from datetime import UTC, datetime

    item = held(archive)
    archive.correct(item.id, {"genre": "opinion"}, at=datetime(2026, 5, 1, tzinfo=UTC))
    later = archive.correct(item.id, {"genre": "analysis"}, at=datetime(2020, 1, 1, tzinfo=UTC))
    assert archive.items(genre="analysis").items and later.at > "2026-05-01"
    assert json.loads(json.dumps(dict(later.was))) == {"genre": "opinion"}
