"""Bytes to documents: encodings, what is refused, files, feeds, WARC."""

from __future__ import annotations

import gzip
import hashlib
import io
import quopri
import time
from datetime import date
from pathlib import Path

import pytest

import dateline
from dateline.errors import EmptyInput, InputRefused, NotText, TooLarge, UsageError
from dateline.pages.decode import document
from dateline.pages.feeds import entries
from dateline.pages.files import documents, documents_of
from dateline.reading import read_document

CYRILLIC = "Министр сообщил, что мост через реку откроют весной. Работы идут по графику."


@pytest.mark.parametrize(
    ("content", "media_type", "encoding"),
    [
        (CYRILLIC.encode("utf-8"), None, "utf-8"),
        (CYRILLIC.encode("utf-8-sig"), "text/plain; charset=windows-1251", "utf-8"),
        (CYRILLIC.encode("utf-16"), None, "utf-16"),
        (CYRILLIC.encode("cp1251"), "text/plain; charset=windows-1251", "cp1251"),
        (
            b"<html><head><meta charset=windows-1251></head><body><p>" + CYRILLIC.encode("cp1251") + b"</p></body></html>",
            None,
            "cp1251",
        ),
        (CYRILLIC.encode("cp1251") * 4, None, "cp1251"),
    ],
)
def test_encodings_are_decided_and_recorded(content: bytes, media_type: str | None, encoding: str) -> None:
    found = document(content, media_type=media_type)
    assert "Министр сообщил" in found.content
    assert found.encoding == encoding
    assert any(note.about == "encoding" for note in found.notes)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_none_of_the_page(codec: str) -> None:
    paragraphs = "".join(
        f"<p>The harbour café of Kalana will open on quay {n}, the council said on Monday evening.</p>" for n in range(9)
    )
    html = f"<!doctype html><html><head><title>Café opens</title></head><body><h1>Café opens at the harbour</h1>{paragraphs}</body></html>"
    plain = dateline.read(html, facts=False)
    for marked in (html.encode(codec), "\ufeff" + html):
        page = dateline.read(marked, facts=False)
        assert (page.text, page.blocks, page.items, page.fields) == (plain.text, plain.blocks, plain.items, plain.fields)
    assert plain.article is not None and plain.article.headline == "Café opens at the harbour"
    assert document(CYRILLIC.encode(codec)).content == document("\ufeff" + CYRILLIC).content == CYRILLIC


def test_twice_encoded_text_is_undone() -> None:
    twice = "“Größe” – “Straße” – “Übung” – “Käse”".encode().decode("cp1252", "ignore").encode("utf-8")
    whole = "Größe, Straße, Übung, Käse, Tür, Höhe".encode().decode("cp1252").encode("utf-8")
    assert "Größe, Straße" in document(whole).content
    assert document(twice).content
    russian = "В Туле открыли новый мост. «Мы ждали долго», — сказала жительница."
    assert document(russian.encode().decode("latin-1").encode()).content == russian


def test_text_encoded_twice_that_cannot_be_undone_is_noted_and_in_no_language() -> None:
    text = "Мэр Тулы открыл новый мост через реку, сообщила пресс-служба города. " * 8
    spoilt = text.encode().decode("latin-1")[1:]
    page = dateline.read(spoilt.encode(), media_type="text/plain", facts=False)
    assert page.text.startswith(spoilt[:1]) and page.language is None
    assert any(note.about == "encoding" and "encoded twice" in note.text for note in page.notes)


def test_utf7_is_never_decoded() -> None:
    assert (
        "<script>"
        not in document(b"+ADw-script+AD4- is what a page may say of itself.", media_type="text/plain; charset=utf-7").content
    )


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyInput),
        (b" \n\t ", EmptyInput),
        ("", EmptyInput),
        (b"%PDF-1.7 \x00\x01\x02", NotText),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), NotText),
        (bytes(range(32)) * 40, NotText),
    ],
)
def test_what_is_no_text_is_refused(content: bytes | str, error: type[InputRefused]) -> None:
    with pytest.raises(error):
        document(content)


def test_limits_and_arguments() -> None:
    with pytest.raises(TooLarge, match="limit"):
        document(b"a" * 101, max_bytes=100)
    with pytest.raises(NotText, match="image/png"):
        document(b"abc", media_type="image/png")
    with pytest.raises(UsageError, match="captured_at"):
        document("text", captured_at="yesterday")
    with pytest.raises(UsageError):
        document(17)  # type: ignore[arg-type]
    assert document("text", captured_at="2025-03-01T10:00:00Z").captured_at == date(2025, 3, 1)


def test_nul_and_lone_surrogates_become_harmless() -> None:
    found = document("The bridge\x00opened \ud800 today.")
    assert "\x00" not in found.content and "\ud800" not in found.content
    found.content.encode("utf-8")
    every = "".join(map(chr, (*range(9), 11, *range(14, 32), 127)))
    found = document(f"The bridge{every}opened\r\non Monday.")
    assert found.content == f"The bridge{' ' * len(every)}opened\non Monday."
    assert [note.text for note in found.notes] == [f"{len(every)} control characters became spaces"]


def test_a_page_is_named_by_what_was_given() -> None:
    for given in ("The bridge opened.\r\nIt is long.", "\ufeffThe bridge\x01 opened.", "The bridge opened \ud800 today."):
        assert document(given).digest == hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()


def test_one_control_character_does_not_make_a_page_slow() -> None:
    """Each character of a page was looked up by itself then: 40 times as long as a page without."""

    def least(content: str) -> float:
        took = []
        for _ in range(5):
            start = time.process_time()
            document(content, media_type="text/html")
            took.append(time.process_time() - start)
        return min(took)

    page = f"<p>{CYRILLIC * 5000}</p>"
    assert least(f"<i>\x01</i>{page}") < 12 * least(page)


def test_a_refused_file_does_not_end_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge opened on Monday, the mayor said.")
    (tmp_path / "b.html").write_bytes(b"%PDF-1.4")
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.txt").write_text("The tunnel opened on Tuesday, the mayor said.")
    found = list(documents_of(tmp_path))
    assert [isinstance(one, InputRefused) for one in found] == [False, True, True, False]
    assert "b.html" in str(found[1])
    with pytest.raises(InputRefused):
        list(documents(tmp_path))


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    found = list(documents_of(path))
    assert len(found) == 1 and isinstance(found[0], TooLarge)


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Ferry runs again</title><link>https://harbour.example/ferry</link><pubDate>Mon, 03 Feb 2025 10:00:00 GMT</pubDate>
<description>The ferry between the islands runs again after a week.</description></item>
<item><title>New quay</title><link>https://harbour.example/quay</link><description>The quay was rebuilt.</description></item>
</channel></rss>"""


def test_every_entry_of_a_feed_is_a_document(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    found = list(documents(tmp_path / "feed.xml"))
    assert [one.url for one in found] == ["https://harbour.example/ferry", "https://harbour.example/quay"]
    assert any("2025" in one.value for one in found[0].fields)


def test_entities_in_xml_are_refused(tmp_path: Path) -> None:
    bomb = FEED.replace("<rss", '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss').replace("New quay", "&b;")
    (tmp_path / "bomb.xml").write_text(bomb)
    found = list(documents_of(tmp_path / "bomb.xml"))
    assert len(found) == 1 and isinstance(found[0], NotText)
    late = FEED.replace("<channel>", "<!--" + " " * 200_000 + "--><!DOCTYPE r [<!ENTITY a 'ha'>]><channel>")
    (tmp_path / "late.xml").write_text(late)
    assert all(isinstance(one, NotText) for one in documents_of(tmp_path / "late.xml"))


def warc(bodies: list[str]) -> bytes:
    out = io.BytesIO()
    for number, body in enumerate(bodies):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
        fields = {
            "WARC-Type": "response", "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012d}>",
            "WARC-Date": "2025-02-03T10:00:00Z",
            "WARC-Target-URI": f"https://harbour.example/{number}", "Content-Type": "application/http; msgtype=response",
            "Content-Length": str(len(http)),
        }  # fmt: skip
        head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
        out.write(head.encode() + http + b"\r\n\r\n")
    return out.getvalue()


PAGE = "<html><body><h1>Ferry</h1><p>The ferry between the islands runs again after a week of storms.</p></body></html>"


@pytest.mark.parametrize("packed", [False, True])
def test_warc_records_are_documents(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    data = warc([PAGE, PAGE])
    path.write_bytes(gzip.compress(data) if packed else data)
    found = list(documents(path))
    assert [one.url for one in found] == ["https://harbour.example/0", "https://harbour.example/1"]
    assert found[0].captured_at == date(2025, 2, 3)


def test_a_cut_warc_gives_what_is_whole_and_names_the_loss(tmp_path: Path) -> None:
    data = warc([PAGE, PAGE, PAGE])
    third = len(data) // 3
    path = tmp_path / "cut.warc"
    wrong = []
    for end in range(1, len(data), 7):
        path.write_bytes(data[:end])
        found = list(documents_of(path))
        whole = [one for one in found if not isinstance(one, InputRefused)]
        expected = sum(end >= third * (k + 1) - 4 for k in range(3))
        lost = any(isinstance(one, InputRefused) for one in found)
        at_edge = any(0 <= end - third * k <= 4 or 0 <= third * k - end <= 4 for k in range(1, 4))
        if len(whole) != expected or (not lost and not at_edge):
            wrong.append((end, len(whole), expected, lost))
    assert not wrong, wrong[:5]


def test_a_cut_gzip_warc_names_the_loss(tmp_path: Path) -> None:
    data = b"".join(gzip.compress(warc([PAGE])) for _ in range(3))
    path = tmp_path / "cut.warc.gz"
    path.write_bytes(data[: len(data) * 5 // 6])
    found = list(documents_of(path))
    assert sum(not isinstance(one, InputRefused) for one in found) == 2
    assert isinstance(found[-1], InputRefused)


@pytest.mark.parametrize(
    "body",
    ["[]", "{", '{"items": {}}', '{"items": [[]]}', "[" * 100_000, '{"items": [' + '{"a":' * 5000, '{"items": [{"url": 1e999}]}',
     '{"items": [{"url": "https://a.example/\\ud800", "title": "\\ud83d", "content_text": "x"}]}', '{"items": [{"content_html": NaN}]}',
     '{"items": [{"id": ' + "9" * 6000 + "}]}", '{"items": [{"url": "/1", "title": null, "content_text": "\\u0000"}]}', "\ufeff{}", "nul"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_odd_json_feeds_are_read_or_refused(body: str, encoding: str) -> None:
    try:
        for entry in entries(body.encode(encoding, "surrogatepass"), "feed"):
            assert entry is not None
    except InputRefused as error:
        assert "feed" in str(error)


SAVED = "Министр открыл мост через реку. Движение начнётся в понедельник, сообщили в ведомстве."


def mhtml(html: str, *, address: str = "https://harbour.example/news/1") -> bytes:
    """A page as Chromium saves it into one file."""
    body = quopri.encodestring(f"<!DOCTYPE html><html><body><p>{html}</p></body></html>".encode(), quotetabs=False)
    return (
        (
            f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: Bridge\r\n"
            "Date: Wed, 25 Mar 2026 22:18:43 GMT\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b--"\r\n\r\n\r\n'
            "----b--\r\nContent-Type: text/css\r\nContent-Location: https://harbour.example/a.css\r\n\r\np { color: red }\r\n"
            "----b--\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
            f"Content-Location: {address}\r\n\r\n"
        ).encode()
        + body
        + b"\r\n----b----\r\n"
    )


def test_a_page_saved_into_one_file_is_read_as_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(mhtml(SAVED))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(f"<html><body><p>{SAVED}</p></body></html>".encode()))
    first, second = documents(tmp_path)
    for found in (first, second):
        assert SAVED in found.content and "color" not in found.content and "=D0" not in found.content
    assert first.url == "https://harbour.example/news/1"
    page = read_document(first, facts=False)
    assert page.captured is not None and page.captured.day == date(2026, 3, 25)
    given = document(mhtml(SAVED), url="https://quay.example/2", captured_at="2026-03-26")
    assert (given.url, given.fields) == ("https://quay.example/2", ())


@pytest.mark.parametrize(
    ("comment", "day"),
    [
        ("<!-- saved from url=(0030)https://harbour.example/news/1 -->", None),
        (
            "<!--\n Page saved with SingleFile \n url: https://harbour.example/news/1 \n saved date: Thu Jan 02 2025 10:11:12\n-->",
            date(2025, 1, 2),
        ),
    ],
)
def test_a_saved_page_tells_where_it_is_from(comment: str, day: date | None) -> None:
    found = document(f"<!DOCTYPE html>\n{comment}\n<html><body><p>{SAVED}</p></body></html>".encode())
    assert found.url == "https://harbour.example/news/1"
    captured = read_document(found, facts=False).captured
    assert (captured.day if captured else None) == day


@pytest.mark.parametrize(
    "content",
    [
        mhtml(SAVED).replace(b"text/html", b"text/plain"),
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3000,
        gzip.compress(SAVED.encode() * 50)[:-20],
    ],
)
def test_a_broken_saved_page_is_refused(content: bytes) -> None:
    with pytest.raises(NotText):
        document(content)


def test_a_packed_page_is_unpacked_within_the_limit() -> None:
    with pytest.raises(TooLarge):
        document(gzip.compress(bytes(3_000_000)), max_bytes=1_000_000)


@pytest.mark.parametrize("summary", ["Crews began a strike on Monday.", "&lt;p&gt;Crews began a strike.&lt;/p&gt;", ""])
def test_an_entry_with_a_sentence_of_summary_is_an_item(tmp_path: Path, summary: str) -> None:
    entry = f"<item><title>Ferry strike begins</title><link>https://echo.example/ferry</link><description>{summary}</description></item>"
    feed = f"<rss version='2.0'><channel><title>Echo</title><link>https://echo.example/</link>{entry}</channel></rss>"
    (tmp_path / "feed.xml").write_text(feed)
    (page,) = dateline.read_path(tmp_path / "feed.xml", facts=False)
    assert page.article is not None and page.article.headline == "Ferry strike begins"
    assert page.article.url == "https://echo.example/ferry" and ("strike." in page.article.text) == bool(
        summary and "Monday" not in summary
    )


@pytest.mark.parametrize(
    "piece",
    [
        "<p>The council voted on Tuesday.</p>",
        "<p " + "a=1 " * 9000 + ">The council voted on Tuesday.",
        "<b><b><b>The council voted on Tuesday.",
    ],
)
def test_a_piece_of_a_page_that_opens_with_a_tag_is_markup(piece: str) -> None:
    assert dateline.read(piece, facts=False).text == "The council voted on Tuesday."


@pytest.mark.parametrize(
    "text", ["<3 is what the council wrote.", "<ann@echo.example> wrote that she would come.", "The council <b>voted</b> on it."]
)
def test_text_that_opens_with_a_sign_or_holds_one_tag_is_bare(text: str) -> None:
    assert dateline.read(text, facts=False).text == text
