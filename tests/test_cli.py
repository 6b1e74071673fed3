"""The commands: what they print where, and how they end."""

import json
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from warcs import record, write

import dateline
from dateline.cli.app import app
from dateline.cli.dossier_view import dossier_lines
from dateline.cli.view import item_lines, page_lines
from dateline.errors import ArchiveNotFound, UsageError
from dateline.types import (
    Actor,
    DateEstimate,
    Dossier,
    Entity,
    Event,
    Evidence,
    Figure,
    Item,
    Mention,
    RoleHeld,
    Span,
    Statement,
)

TEXT = (
    "LIMA, 3 March 2025 - The new bridge over the river Rimac was opened on Monday after two years of work, the mayor said.\n"
    "“We waited a long time for this day,” Mayor Rosa Quispe told reporters. She said that at least 300 people came to the opening.\n"
    "The bridge cost 40 million soles and was finished a month late because of floods in January, according to the city.\n"
)


def run(*arguments: str, stdin: str | bytes = "") -> subprocess.CompletedProcess[str]:
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *arguments], input=data, capture_output=True, timeout=120, check=False
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_read_a_pipe() -> None:
    done = run("read", "-", "--url", "https://diario.example/bridge", stdin=TEXT)
    assert done.returncode == 0, done.stderr
    page = json.loads(done.stdout)
    assert [item["kind"] for item in page["items"]] == ["article"]
    assert page["items"][0]["statements"]


def test_refused_inputs_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"")
    (tmp_path / "b.html").write_bytes(b"%PDF-1.7 not a page")
    (tmp_path / "c.txt").write_text(TEXT)
    done = run("read", "--no-facts", *(str(tmp_path / name) for name in ("a.html", "b.html", "c.txt")))
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert "a.html: nothing but white space" in done.stderr and "b.html: binary data" in done.stderr


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(200_000_001)
    done = run("read", str(path))
    assert done.returncode == 3 and done.stdout == ""
    assert "huge.html: 200 MB, over the limit of 100 MB" in done.stderr and len(done.stderr.splitlines()) == 1


def test_add_and_search(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(TEXT)
    archive = str(tmp_path / "news.db")
    first = json.loads(run("add", str(tmp_path / "c.txt"), "--archive", archive, "--json").stdout)
    again = json.loads(run("add", str(tmp_path / "c.txt"), "--archive", archive, "--json").stdout)
    assert (first["new"], first["unchanged"]) == (1, 0) and (again["new"], again["unchanged"]) == (0, 1)
    assert all(run_["items"] == run_["new"] + run_["revised"] + run_["unchanged"] for run_ in (first, again))
    found = run("search", "bridge", "--archive", archive)
    assert json.loads(found.stdout)["kind"] == "article"
    assert run("search", "zeppelin", "--archive", archive).stdout == ""
    nobody = run("search", "--entity", "Zebulon Nobody", "--archive", archive)
    assert nobody.returncode == 2 and "dateline search --entities" in nobody.stderr


def test_wrong_calls(tmp_path: Path) -> None:
    done = run("read", str(tmp_path / "nowhere.html"))
    assert done.returncode == 2 and "no such file" in done.stderr
    assert run("frobnicate").returncode == 2
    assert run("search", "x", "--archive", str(tmp_path / "n.db"), "--since", "soon").returncode == 2


def test_version_and_help() -> None:
    import dateline

    assert run("--version").stdout.strip() == f"dateline {dateline.__version__}"
    shown = run("--help").stdout
    assert all(name in shown for name in ("read", "add", "search", "serve", "demo"))


@pytest.mark.parametrize("setting", ["archive = 3\nport = 'x'", "colour = 'red'", "not toml at all ["])
def test_settings_are_checked(tmp_path: Path, setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.errors import UsageError
    from dateline.settings import load

    monkeypatch.chdir(tmp_path)
    (tmp_path / "dateline.toml").write_text(setting)
    with pytest.raises(UsageError, match=r"dateline\.toml"):
        load()


def test_flag_over_environment_over_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.settings import load

    monkeypatch.chdir(tmp_path)
    (tmp_path / "dateline.toml").write_text("archive = 'file.db'\nport = 1")
    assert load().archive == "file.db"
    monkeypatch.setenv("DATELINE_ARCHIVE", "environment.db")
    assert (load().archive, load().port) == ("environment.db", 1)
    assert load(archive="flag.db").archive == "flag.db"


def test_the_readable_view_shows_speech_and_belief_when_asked() -> None:
    text = "Ana Lima, the mayor of Porto, said on Monday that the bridge is safe. Carlos Reis believes that the bridge will be closed."
    page = dateline.read(text, media_type="text/plain")
    acts = {s.act for item in page.items for s in item.statements}
    assert {"say", "believe"} <= acts
    shown, everything = "\n".join(page_lines(page)), "\n".join(page_lines(page, beliefs=True))
    assert "(say, " in shown and "(believe, " not in shown and "(believe, " in everything


def test_show_an_item_a_story_and_a_dossier(tmp_path: Path) -> None:
    from dateline.cli.dossier_view import dossier_lines
    from dateline.cli.show import _lines
    from dateline.reading import read_document
    from dateline.samples import documents

    address = tmp_path / "news.db"
    with dateline.open_archive(address) as archive:
        archive.add([read_document(document) for document in documents() if "flood" in (document.url or "")])
        story = archive.stories(least=2)[0]
        person = next(m.entity for item in story.items for m in item.mentions if m.entity and m.entity.type == "person")
        shown = "\n".join(_lines(archive, story.items[-1], False))
        assert story.id in shown and "because" in shown and "1 capture" in shown
        told = "\n".join(_lines(archive, story, False))
        assert all(part in told for part in ("Timeline", "Figures", "Statements", "Reports", story.items[0].id))
        assert person.name in "\n".join(dossier_lines(archive.dossier(archive.entity_named(person.name))))
    for id, key in ((story.items[0].id, "text"), (story.id, "timeline"), (person.name, "entity")):
        assert key in json.loads(run("show", id, "--archive", str(address)).stdout)
    done = run("show", "no such id", "--archive", str(address))
    assert done.returncode == 2 and "no entity has this id or name; nor has an item or a story this id" in done.stderr


def test_a_misspelt_archive_is_told_and_not_made(tmp_path: Path) -> None:
    where = tmp_path / "no.db"
    for command in (("search", "flood"), ("show", "Kotor"), ("stories",), ("export",), ("check",)):
        done = run(*command, "--archive", str(where))
        assert done.returncode == 1 and "there is no archive here" in done.stderr, (command, done.stderr)
    assert not where.exists()


def test_a_missing_file_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(TEXT)
    done = run("read", "--no-facts", str(tmp_path / "typo.html"), str(tmp_path / "c.txt"))
    assert done.returncode == 3 and "typo.html: no such file or folder" in done.stderr
    assert json.loads(done.stdout)["items"]
    assert run("read", str(tmp_path / "typo.html")).returncode == 2


def test_exit_status_3_where_inputs_are_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    where = ("--archive", str(tmp_path / "a.db"))
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": TEXT}) + "\n")
    (tmp_path / "bad.opml").write_text("no list")
    done = run("clean", str(tmp_path / "typo.jsonl"), str(tmp_path / "rows.jsonl"))
    assert done.returncode == 3 and len(done.stdout.splitlines()) == 1 and "typo.jsonl: no such file" in done.stderr
    done = run("follow", str(tmp_path / "bad.opml"), "https://a.example/feed", *where)
    assert done.returncode == 3 and "a.example" in done.stdout and done.stderr.startswith("refused: ")
    done = run("import", str(tmp_path / "rows.jsonl"), *where)
    assert done.returncode == 3 and len(done.stderr.splitlines()) == 1 and "dateline: refused: " in done.stderr


def test_what_the_system_refuses_is_one_line_and_exit_status_1(tmp_path: Path) -> None:
    where = ("--archive", str(tmp_path / "a.db"))
    run("follow", "https://a.example/feed", *where)
    (tmp_path / "x.jsonl.part").mkdir()
    done = run("export", "-o", str(tmp_path / "x.jsonl"), *where)
    assert done.returncode == 1 and done.stderr.startswith("dateline: ") and len(done.stderr.splitlines()) == 1


def test_a_part_of_a_name_is_enough_where_one_alone_has_it(tmp_path: Path) -> None:
    from dateline.cli.show import _found
    from dateline.errors import UsageError
    from dateline.types import Dossier

    with dateline.open_archive(tmp_path / "a.db") as archive:
        archive.add(dateline.read(TEXT, media_type="text/plain"))
        whole = next(e.name for e, _ in archive.entities(type="person") if "Quispe" in e.name)
        held = _found(archive, "quispe", None, None)
        assert isinstance(held, Dossier) and held.entity.name == whole
        with pytest.raises(UsageError, match="no entity has this id or name"):
            _found(archive, "Nobody Such", None, None)


@pytest.mark.parametrize(
    "words",
    ["alerts --once", "user list", "user remove aysel", "serve", "watch --once", "follow", "follow --remove https://a.example/"],
)
def test_no_command_that_adds_nothing_makes_an_archive(words: str, tmp_path: Path) -> None:
    path = tmp_path / "typo.db"
    with pytest.raises(
        ArchiveNotFound, match=r"there is no archive here; `dateline (add PAGES|follow ADDRESS) --archive PATH` makes one"
    ):
        app([*words.split(), "--archive", str(path)], standalone_mode=False)
    assert not path.exists()


def test_where_no_input_is_there_no_archive_is_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        app(["add", str(tmp_path / "typo.html"), "--archive", str(tmp_path / "new.db")], standalone_mode=False)
    assert not (tmp_path / "new.db").exists()


def test_a_reason_is_told_once_and_in_words_and_none_are_nobody() -> None:
    day = DateEstimate(date(2025, 7, 14), date(2025, 7, 14), ())
    office = Evidence("office", Span(0, 4), "item", (), True, "Sadyr Japarov is President of KGZ: 2021-01-28 to now")
    line = Evidence("line-date", Span(0, 4), "page", (), True, "14 July 2025; right on 517 of 532 development pages")
    aside = replace(line, used=False, note="3 July 2025; set aside: other days are better supported")
    held = replace(day, evidence=(line, office, replace(office, where=Span(9, 12)), aside))
    item = Item("i", "article", "Text", ("Text",), figures=(Figure("f", Span(0, 4), "missing", 0, 0),), published=held)
    lines = list(item_lines(item))
    assert lines[1:4] == [
        "   because of the date line of the article: 14 July 2025; right on 517 of 532 pages tried",
        "   because of who held which office: Sadyr Japarov is President of Kyrgyzstan: from 28 January 2021",
        "   not the date line of the article: 3 July 2025; other days are better supported",
    ]
    assert any("missing nobody" in line for line in lines)


def test_a_dossier_tells_what_copies_repeat_once() -> None:
    who = Entity("p", "Sadyr Japarov", "person", "KGZ")
    said = Statement("s", "direct", "say", (Span(0, 4),), None, who)
    items = [Item(f"i{n}", "article", "Text", ("Text",), outlet=f"Paper {n}", statements=(said,)) for n in (1, 2)]
    role = RoleHeld("President", date(2025, 7, 14), date(2025, 7, 14), 2)
    lines = list(dossier_lines(Dossier(who, roles=(role,), said=tuple((item, said) for item in items))))
    assert "  President · 2025-07-14 · 2 items" in lines
    assert "  date not known  (say) Text · Paper 1, Paper 2" in lines


def told(*arguments: str) -> tuple[int, str]:
    """The exit status and the last line on stderr, in this process."""
    import contextlib
    import io

    from dateline.cli import main

    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["dateline", *arguments]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as ended:
        return int(ended.code or 0), (err.getvalue().splitlines() or [""])[-1]
    finally:
        sys.argv = before
    return 0, (err.getvalue().splitlines() or [""])[-1]


def test_a_wrong_place_or_port_is_one_line(tmp_path: Path) -> None:
    archive = tmp_path / "news.db"
    dateline.open_archive(archive).close()
    nowhere = str(tmp_path / "none" / "x")
    for call in (["backup", nowhere], ["export", "--format", "csv", "--output", nowhere]):
        assert told(*call, "--archive", str(archive)) == (1, f"dateline: {nowhere}: its folder does not exist; make it first")
    (tmp_path / "taken.part").mkdir()
    status, line = told("export", "--output", str(tmp_path / "taken"), "--archive", str(archive))
    assert status == 1 and line.startswith(f"dateline: {tmp_path / 'taken'}: cannot be written")
    for port in ("99999", "-1"):
        status, line = told("serve", str(archive), "--port", port)
        assert status == 2 and "a port is between 1 and 65535" in line
    assert told("show", "x", "--since", "2025-02-01", "--until", "2025-01-01", "--archive", str(archive)) == (
        2,
        "dateline: since must not be after until, got 2025-02-01 and 2025-01-01",
    )


def test_adding_that_is_stopped_says_what_was_added_and_goes_on_from_there(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_text(f"{number} bridges were opened.\n{TEXT}")
    archive = tmp_path / "archive" / "news.db"
    archive.parent.mkdir()
    command = [sys.executable, "-m", "dateline", "add", *map(str, sorted(tmp_path.glob("*.txt"))), "--archive", str(archive)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 100
    while not in_archive(archive) and time.monotonic() < until and process.poll() is None:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130 and "run it again to go on" in err
    told = re.fullmatch(r"(\d+) pages? into .*: (\d+) items? \(.* new\)\n", out)
    assert told and in_archive(archive) == int(told[2]) and 0 < int(told[1]) < 40
    done = run(*command[3:], "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["new"] == 40 - int(told[2])


def in_archive(path: Path) -> int:
    """How many items an archive holds; none where there is no archive yet."""
    if not path.exists():
        return 0
    try:
        with dateline.open_archive(path) as archive:
            return len(archive.items(limit=500))
    except dateline.DatelineError:  # it is being made
        return 0


def test_what_is_no_file_and_no_web_address_is_told(tmp_path: Path) -> None:
    for address in ("ftp://a.example/x", "file:///etc/hosts"):
        assert told("read", address) == (
            2,
            f"dateline: {address}: addresses are read over https:// and http:// alone; a file is given by its path",
        )
    page, archive = tmp_path / "page.txt", tmp_path / "new.db"
    page.write_text("A bridge\nThe bridge over the Douro was opened in Porto on Monday after two years of work, the city said.\n")
    for call in (["read", str(page)], ["add", str(page), "--archive", str(archive)]):
        status, line = told(*call, "--captured-at", "gestern")
        assert (status, line.split(" must")[0]) == (2, "dateline: --captured-at") and not archive.exists()
    deep = tmp_path / "deep.html"
    deep.write_text("<div>" * 20_001)
    status, line = told("add", str(deep), "--archive", str(archive))
    assert status == 3 and line.startswith(f"refused: {deep}: elements nested")


def test_an_import_that_fails_leaves_no_archive_where_none_was(tmp_path: Path) -> None:
    wrong, archive = tmp_path / "wrong.jsonl", tmp_path / "copy.db"
    wrong.write_text("no json\n")
    assert told("import", str(wrong), "--archive", str(archive))[0] == 3 and not list(tmp_path.glob("copy.db*"))
    with dateline.open_archive(archive) as there:
        there.add(
            dateline.read("A bridge\nThe bridge over the Douro was opened in Porto on Monday, the city said.\n", facts=False)
        )
    assert told("import", str(wrong), "--archive", str(archive))[0] == 3 and archive.exists()


def test_an_option_is_given_once_and_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    with dateline.open_archive(archive) as record:
        record.add([dateline.read(TEXT.replace("LIMA", f"LIMA {n}"), media_type="text/plain", facts=False) for n in range(3)])
    status, _ = told("search", "--country", "GRC", "--country", "TUR", "--archive", str(archive))
    assert status == 2
    assert "--country takes one value, got 2" in run("search", "--country", "GRC", "--country=TUR").stderr
    assert "--role takes one value, got 2" in run("user", "add", "aysel", "--role", "editor", "--role", "reader").stderr
    for call in (["export"], ["search", "--kind", "article"]):
        with subprocess.Popen(
            [sys.executable, "-m", "dateline", *call, "--archive", str(archive)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.close()  # before anything is written
            assert (process.stderr.read(), process.wait(60)) == (b"", 0), call


def test_corrections_are_told_without_their_evidence() -> None:
    from dateline.cli.correct import _short

    day = {"earliest": "2025-03-02", "latest": "2025-03-02", "evidence": [{"kind": "line"}]}
    assert _short(day) == "2025-03-02" and _short({**day, "latest": "2025-03-04"}) == "2025-03-02 to 2025-03-04"
    assert (
        _short({"span": [1, 2], "text": "Porto"}) == "Porto"
        and _short(["a", {"name": "b"}]) == "a, b"
        and _short(None) == "nothing"
    )


def test_pictures_and_pages_that_are_gone_are_passed_over_and_counted(tmp_path: Path) -> None:
    held = [
        record(f"<html><body><p>{TEXT}</p></body></html>"),
        record(b"\x89PNG", media="image/png"),
        record("gone", status="404"),
        record("", "https://harbour.example/empty"),
    ]
    crawl = write(tmp_path / "a.warc.gz", held)
    done = run("read", "--no-facts", str(crawl))
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 1
    assert done.stderr == "passed over: 3 records without a page (1 media type image/png, 1 HTTP status 404, 1 an empty answer)\n"
    assert len(list(dateline.read_path(crawl, facts=False))) == 1
    crawl = write(tmp_path / "b.warc.gz", [*held, record(b"\x89PNG" + bytes(300))])
    assert run("read", "--no-facts", str(crawl)).returncode == 3


def test_a_filter_that_what_is_looked_for_does_not_heed_is_refused(tmp_path: Path) -> None:
    """Everything would be found, and look as if it had been narrowed."""
    (tmp_path / "c.txt").write_text(TEXT)
    archive = str(tmp_path / "news.db")
    run("add", str(tmp_path / "c.txt"), "--archive", archive)
    for call, told in (
        (["--act", "deny"], "--act narrows statements, not items; add --statements"),
        (["bridge", "--what", "killed"], "--what narrows figures, not items; add --figures"),
        (["--type", "BUILD"], "--type narrows events or entities, not items; add --events or --entities"),
        (["--events", "--act", "deny"], "--act narrows statements, not events; add --statements"),
        (["--statements", "--act", "deny", "--facets"], "--act narrows statements, not items; add --statements"),
        (["--entities", "--outlet", "Diario"], "--outlet does not narrow --entities; --type and --country do"),
    ):
        done = run("search", *call, "--archive", archive)
        assert (done.returncode, done.stdout) == (2, "") and told in done.stderr, (call, done.stderr)
    assert run("search", "--statements", "--act", "say", "--archive", archive).stdout
    assert run("search", "--entities", "--country", "PER", "--archive", archive).returncode == 0
    assert run("search", "--address", "q=bridge&act=deny", "--archive", archive).stdout  # as the site keeps it


def test_rows_of_a_corpus_are_no_page_and_an_empty_folder_is_told(tmp_path: Path) -> None:
    rows, empty, page = tmp_path / "rows.jsonl", tmp_path / "empty", tmp_path / "c.txt"
    rows.write_text(json.dumps({"text": TEXT, "url": "https://diario.example/bridge"}) + "\n")
    empty.mkdir()
    page.write_text(TEXT)
    done = run("read", "--no-facts", str(rows), str(page))
    assert done.returncode == 3 and len(done.stdout.splitlines()) == 1
    assert "rows.jsonl: rows of a corpus, not a page; `dateline clean`" in done.stderr
    assert "no page in this folder" not in done.stderr
    done = run("add", str(empty), "--archive", str(tmp_path / "news.db"))
    assert done.returncode == 0 and f"{empty}: no page in this folder" in done.stderr


def test_wrong_words_and_addresses_are_told_what_is_right(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(TEXT)
    done = run("search", "flood", "-football")
    assert done.returncode == 2 and "quotation marks with the others: 'flood -football'" in done.stderr
    assert "quotation marks" not in run("export", "-onowhere/x", "--archive", str(tmp_path / "n.db")).stderr
    done = run("read", "--no-facts", str(tmp_path / "c.txt"), "--url", "diario")
    assert done.returncode == 2 and "--url must be an address such as https://example.org/news/1, got 'diario'" in done.stderr


def test_a_found_event_tells_who_whom_where_and_when() -> None:
    from dateline.cli.search import _line

    text = "Norway closed its ports to Iceland in Bergen on 3 May."
    day = date(2025, 5, 3)
    event = Event(
        "e1", "SANCTION", Span(7, 13), "asserted", 0.9, actors=(Actor(Span(0, 6), "Norway"),),
        recipients=(Actor(Span(27, 34), "Iceland"),), place=Mention(Span(38, 44), "Bergen", "place"), when=DateEstimate(day, day),
    )  # fmt: skip
    item = Item("i1", "article", text=text, headline="Ports closed", outlet="Northern Pilot", published=DateEstimate(day, day))
    told = _line("events", (item, event)).splitlines()[1].strip()
    assert told == f"SANCTION · asserted · Norway → Iceland · in Bergen · 2025-05-03: {text}"


def test_a_role_that_there_is_not_is_told_before_a_password_is_asked_for(tmp_path: Path) -> None:
    done = run("user", "add", "aysel", "--role", "king", "--archive", str(tmp_path / "n.db"), stdin="x\n")
    assert done.returncode == 2 and "--role must be one of reader, editor, moderator, got 'king'" in done.stderr
    assert not (tmp_path / "n.db").exists()


def test_what_is_to_be_forgotten_is_named_by_one_option(tmp_path: Path) -> None:
    for call in ([], ["--item", "a", "--outlet", "b"]):
        done = run("forget", *call, "--archive", str(tmp_path / "n.db"))
        assert done.returncode == 2 and "one of --item, --outlet, --person, --comments-by" in done.stderr
