"""Bytes kept or dropped, the rules that read what, and reading again when a rule is newer: corrections and judgements stay."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import dateline
from dateline import rules
from dateline.errors import TooLarge, UsageError
from dateline.export import json_lines
from dateline.ids import revision_id
from dateline.pages.decode import document
from dateline.reading import read_document
from dateline.types import Item
from tests.test_archive import PAGE, URL, archive

__all__ = ["archive"]

OTHER = PAGE.replace("{cost}", "40")


def add(archive: dateline.Archive, html: str = OTHER, url: str = URL, *, keep_bytes: bool = True) -> dateline.Item:
    source = document(html.encode(), url=url)
    page = read_document(source)
    archive.add(page, source=source, keep_bytes=keep_bytes)
    found = archive.item(page.items[0].id)
    assert found is not None
    return found


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Raises a stage's version, with other facts from it."""

    def raise_version(stage: str, change: Callable[[Item], Item] | None = None) -> None:
        monkeypatch.setattr(rules, "VERSIONS", {**rules.VERSIONS, stage: rules.VERSIONS[stage] + 1})
        monkeypatch.setattr("dateline.archive.readings.VERSIONS", rules.VERSIONS)
        if change is not None:
            from dateline import reading

            facts = reading.add_facts
            monkeypatch.setattr(reading, "add_facts", lambda items: map(change, facts(items)))

    return raise_version


def without_statements(item: Item) -> Item:
    return replace(item, statements=item.statements[:1])


def test_which_rules_read_what(archive: dateline.Archive) -> None:
    item = add(archive)
    assert archive.rules(item.revision) == rules.in_force() and archive.due() == () and not list(archive.reread())
    bare = dateline.read(OTHER, url=f"{URL}-two", facts=False)
    archive.add(bare)
    assert [d.stages for d in archive.due()] == [rules.OF_TEXT]
    assert [told.what for told in archive.reread()] == ["changed"] and archive.due() == ()
    after = archive.item(bare.items[0].id)
    assert after is not None and after.statements and archive.check() == ()


def test_bytes_are_kept_once_or_dropped(archive: dateline.Archive) -> None:
    item = add(archive)
    (capture,) = (id for id, _ in archive.captures(item.id))
    assert archive.bytes(capture) == OTHER.encode()
    other = add(archive, url=f"{URL}-two", keep_bytes=False)
    ((second, _),) = archive.captures(other.id)
    assert archive.bytes(second) is None
    assert archive.drop_bytes() == 1 and archive.bytes(capture) is None and archive.item(item.id) == item
    add(archive)
    archive.forget(item=item.id)
    assert archive.bytes(capture) is None and not any(table == "contents" for table, _ in archive.rows())


def test_a_document_is_known(archive: dateline.Archive) -> None:
    source = document(OTHER.encode(), url=URL)
    assert archive.known(source) is None
    item = add(archive)
    assert archive.known(source) == archive.add(read_document(source))
    assert archive.known(document(OTHER.encode(), url=URL, captured_at="2025-04-01")) is None
    archive.forget(item=item.id)
    assert archive.known(source) is None


def test_a_newer_rule_reads_again_and_corrections_stay(archive: dateline.Archive, newer: Callable[..., None]) -> None:
    item = add(archive)
    first = item.statements[0]
    archive.correct(item.id, {"act": "promise"}, fact=first.id)
    archive.reject(item.id, span=item.mentions[0].span)
    newer("statements", without_statements)
    would = list(archive.reread(dry_run=True))
    assert archive.item(item.id) != item and len(archive.due()) == 1
    done = list(archive.reread())
    assert done == would and archive.due() == ()
    assert {(c.about, c.what) for c in done[0].changes} == {("statement", "removed")} and done[0].stages == ("statements",)
    now = archive.item(item.id)
    assert now is not None and [s.act for s in now.statements] == ["promise"] and item.mentions[0] not in now.mentions
    assert len(archive.corrections(undone=False)) == 2 and all(c.applied for c in archive.corrections())
    for correction in archive.corrections():
        archive.undo(correction.id)
    assert archive.item(item.id) == without_statements(item) and archive.check() == ()


def test_only_the_stage_that_is_named(archive: dateline.Archive, newer: Callable[..., None]) -> None:
    add(archive)
    newer("events")
    assert archive.due(stage="statements") == () and [d.stages for d in archive.due(stage="events")] == [("events",)]
    assert [t.what for t in archive.reread(stage="statements", everything=True)] == ["unchanged"]
    with pytest.raises(UsageError, match="must be one of"):
        archive.due(stage="poetry")


def test_a_page_is_cut_again_from_its_bytes(
    archive: dateline.Archive, newer: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    item = add(archive)
    dropped = add(archive, url=f"{URL}-two", keep_bytes=False)
    archive.note(item.id, "ask the city")
    newer("items")
    assert [d.item for d in archive.due()] == [item.id]
    short = _cut_shorter()
    monkeypatch.setattr("dateline.reading.read_document", lambda source, earlier: short)
    (told,) = archive.reread()
    assert told.what == "text" and told.item == item.id
    now = archive.item(item.id)
    assert now is not None and "floods" not in now.text and archive.revisions(item.id) == (now,)
    assert archive.search("opened") and archive.check() == () and archive.notes(item=item.id)
    assert archive.item(dropped.id) == dropped and archive.due() == ()


def test_what_a_page_no_longer_has_goes_unless_people_wrote_about_it(
    archive: dateline.Archive, newer: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    item = add(archive)
    newer("items")
    empty = replace(_cut_shorter(), items=())
    monkeypatch.setattr("dateline.reading.read_document", lambda source, earlier: empty)
    note = archive.note(item.id, "ask the city")
    assert [t.what for t in archive.reread()] == ["removed", "kept"] and archive.item(item.id) == item
    archive.undo(note.id)
    other = add(archive, OTHER.replace("Porto", "Braga"), url=f"{URL}-two")
    newer("items")
    assert "removed" in [t.what for t in archive.reread()] and archive.item(other.id) is None and archive.check() == ()


def _cut_shorter() -> dateline.Page:
    html = OTHER[: OTHER.index("<p>Construction")] + "</article></body></html>"
    return dateline.read(html.encode(), url=URL)


def test_runs(archive: dateline.Archive) -> None:
    with archive.run("add") as counts:
        counts["pages"] = 3
    with pytest.raises(RuntimeError), archive.run("add"):
        raise RuntimeError
    killed, whole = archive.runs()
    assert killed.ended is None and whole.ended is not None and whole.counts == {"pages": 3}
    assert whole.rules == rules.in_force() and whole.release == dateline.__version__


def test_the_current_text_is_that_of_the_latest_capture(tmp_path: Path) -> None:
    pages = [
        dateline.read(PAGE.replace("{cost}", cost), url=URL, captured_at=day)
        for cost, day in (("40", "2025-03-04"), ("44", "2025-03-09"), ("42", "2025-03-06"), ("40", "2025-03-05"))
    ]
    found = set()
    for n, order in enumerate(([0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2])):
        with dateline.open_archive(tmp_path / f"{n}.db") as archive:
            for at in order:
                archive.add(pages[at])
            item = archive.item(pages[0].items[0].id)
            assert item is not None and "44 million" in item.text and archive.check() == ()
            assert archive.search('"44 million"') and not archive.search('"40 million"')
            found.add(archive.digest())
    assert len(found) == 1


def test_a_teaser_before_or_after_its_article_makes_one_archive(tmp_path: Path) -> None:
    article = dateline.read(OTHER, url=URL)
    whole = article.items[0]
    words = "Bridge opens in Porto\nAfter two years of work"
    short = revision_id(whole.id, words)
    teaser = dateline.Item(whole.id, "teaser", words, url=whole.url, outlet=whole.outlet, revision=short)
    front = replace(article, text=words, items=(teaser,), url="https://douropost.example/", digest="front")
    found = set()
    for n, order in enumerate(((article, front), (front, article))):
        with dateline.open_archive(tmp_path / f"{n}.db") as archive:
            for page in order:
                archive.add(page)
            assert archive.item(whole.id) == whole and archive.revisions(whole.id) == (whole,) and archive.due() == ()
            assert len(archive.captures(whole.id)) == 2 and archive.check() == ()
            found.add(archive.digest())
    assert len(found) == 1


def test_bytes_go_out_and_come_back(archive: dateline.Archive, tmp_path: Path) -> None:
    item = add(archive)
    with archive.run("add"):
        add(archive, url=f"{URL}-two", keep_bytes=False)
    lines = list(json_lines.lines(archive.rows()))
    with dateline.open_archive(tmp_path / "copy.db") as copy:
        copy.take_in(json_lines.rows(lines))
        ((capture, _),) = copy.captures(item.id)
        assert copy.bytes(capture) == OTHER.encode() and copy.digest() == archive.digest() and copy.runs() == archive.runs()
        assert copy.rules(item.revision) == rules.in_force()
    with dateline.open_archive(tmp_path / "other.db") as other:
        other.forget(outlet=item.outlet, ahead=True)
        other.take_in(json_lines.rows(lines))
        assert not any(b"Quintela" in str(row).encode() for _, row in other.rows()) and other.check() == ()
        assert not any(table in ("contents", "captures") for table, _ in other.rows())


def test_the_commands(tmp_path: Path) -> None:
    from tests.test_cli import run

    address, file = str(tmp_path / "news.db"), tmp_path / "page.html"
    file.write_text(OTHER)
    first = json.loads(run("add", str(file), "--archive", address, "--json").stdout)
    again = json.loads(run("add", str(file), "--archive", address, "--json").stdout)
    assert first["items"] == first["new"] == again["unchanged"] == again["items"]
    done = run("reread", "--all", "--archive", address)
    assert json.loads(done.stdout.splitlines()[-1])["counts"]["unchanged"] == first["items"], done.stderr
    with dateline.open_archive(address) as archive:
        assert [r.kind for r in archive.runs()] == ["reread", "add", "add"] and archive.drop_bytes() == 1
    run("add", str(file), "--archive", str(tmp_path / "other.db"), "--drop-bytes")
    with dateline.open_archive(tmp_path / "other.db") as archive:
        assert archive.drop_bytes() == 0


def test_a_page_that_newer_rules_refuse_is_told_by_the_exit_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from dateline.cli.app import app

    with dateline.open_archive(tmp_path / "news.db") as archive:
        add(archive)

    def refuse(*given: object, **named: object) -> None:
        raise TooLarge("is over a new limit", subject=URL)

    monkeypatch.setattr("dateline.reading.read_document", refuse)
    done = CliRunner().invoke(app, ["reread", "--all", "--archive", str(tmp_path / "news.db")])
    assert done.exit_code == 3 and json.loads(done.stdout.splitlines()[-1])["counts"]["refused"] > 0


def test_a_teaser_on_two_captures_is_read_again_the_same(tmp_path: Path) -> None:
    cards = "".join(
        f"<article><h3><a href='/{n}-story.html'>{words}</a></h3><p>{words}, as the harbour master told the island's paper.</p></article>"
        for n, words in enumerate(("Two ferries are painted red on the western quay", "Rain stops the fair of the fishmongers"))
    )
    with dateline.open_archive(tmp_path / "a.db") as archive:
        for day in (4, 9):
            html = f"<html lang=en><body>{cards}</body></html>".encode()
            source = document(html, url=f"https://paper.example/?day={day}", captured_at=datetime(2025, 3, day, tzinfo=UTC))
            archive.add(read_document(source), source=source, keep_bytes=True)
        list(archive.reread(everything=True))
        assert {told.what for told in archive.reread(everything=True)} == {"unchanged"}
