"""Bytes to a decoded `Document`: what it is (markup, bare text), its characters, and how both were decided."""

from __future__ import annotations

import codecs
import re
from datetime import date, datetime

from ..compiled import built
from ..errors import EmptyInput, InputRefused, NotText, TooLarge, UsageError
from ..types import Field, Note
from . import saved
from .document import Document

#: Bytes. The largest of 2,000 news pages had 4 MB; this leaves room for long live blogs and refuses dumps.
MAX_BYTES = 100_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: The byte order mark as a character: it says how to read the page and is none of its text.
_MARK = "\ufeff"
#: Why a page's bytes are its text in UTF-8, and can be parsed without being encoded again.
_AS_IT_IS = "valid UTF-8"
_TWICE = "valid UTF-8 that reads as if it had been encoded twice; some of it is lost, so it stands as it is"
#: What Windows-1252 has no character for.
_UNNAMED = frozenset("\x81\x8d\x8f\x90\x9d")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_TAGS = re.compile(r"<(?:!doctype|html|head|body|div|p|article|meta|title|span|a|h1|section|table|ul)\b", re.IGNORECASE)
#: A tag that a piece of a page begins with: one paragraph, a list, a table of many cells.
_OPENING_TAG = re.compile(
    r"<(?:!doctype|html|[bipa]|h[1-6]|[ou]l|t(?:able|body|r|d)|strong|em|blockquote|figure|main|article)[\s>]", re.IGNORECASE
)
# What pages call Latin-1 is Windows-1252 in every browser (WHATWG encoding standard); GB2312 is read as its superset.
_BROWSER_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "cp1254",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
_SIGNATURES = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"RIFF",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
    b"SQLite format 3",
)
_MOJIBAKE = re.compile("(?:[ÃÂâÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])")
#: The address of a capture in a web archive (Memento: the moment, then the page's own address).
_ARCHIVED = re.compile(
    r"^https?://[\w.-]+(?:/[\w-]+)?/(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])\d{6}(?:[a-z]{2}_)?/(?P<url>https?://.+)$"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes((*range(9), 11, *range(14, 32), 127))


#: What was compiled where a C compiler was at hand (see setup.py); plain Python does its work without.
compiled_bytes = built(__package__, "compiled_bytes")


def _utf8(text: str) -> bytes:
    """The text in UTF-8, surrogates passed."""
    found: bytes | None = None if compiled_bytes is None else compiled_bytes.utf8(text)
    return text.encode("utf-8", "surrogatepass") if found is None else found


def _plain(given: str | None) -> str | None:
    return str.__str__(given) if isinstance(given, str) else given


def document(
    content: bytes | str,
    *,
    url: str | None = None,
    captured_at: date | datetime | str | None = None,
    published_at: date | datetime | str | None = None,
    media_type: str | None = None,
    fields: tuple[Field, ...] = (),
    max_bytes: int = MAX_BYTES,
    for_dates: bool = False,
) -> Document:
    """Decodes one capture.

    The encoding is the byte order mark's, else the header's (`media_type` with a charset), else UTF-8 where that is valid, else what
    the markup's meta says, else what a detector finds; the decision is a note. NUL and other control characters become spaces, lone
    surrogates the replacement character; a byte order mark is dropped. A page saved by a browser (MHTML, packed with gzip, with the
    address in a comment) is read as the page it holds; the address and the day that it names are taken where the caller gives none.
    `for_dates`: decoded markup that has no such characters is left as it is, its line ends too, and nothing is kept to work a digest out
    from: all that costs as much as reading the fields.
    Raises EmptyInput, NotText (binary data, a media type that is no text) or TooLarge.
    """
    # A subclass of str may be odd in what it shows and compares, and compiled code takes none: it is a plain string from here on.
    url, media_type = _plain(url), _plain(media_type)
    subject = url or "input"
    if not isinstance(content, bytes | str):
        raise UsageError(f"content must be bytes or str, got {type(content).__name__}", subject=subject)
    if len(content) > max_bytes:
        rule = f"{len(content) / 1e6:.0f} MB, over the limit of {max_bytes / 1e6:.0f} MB; split it or raise max_bytes"
        raise TooLarge(rule, subject=subject)
    notes: list[Note] = []
    encoding = None
    origin = saved.Origin()
    encoded: bytes | None
    whole: bytes | str
    if isinstance(content, bytes):
        content, media_type, origin = _page_in(content, media_type, max_bytes, subject)
        whole = content
        _refuse_binary(content, media_type, subject)
        text, encoding, why = decode(content, media_type)
        notes.append(Note("encoding", f"{encoding}: {why}"))
        encoded = content if why in (_AS_IT_IS, _TWICE) else _utf8(text)
    else:
        whole = content = str.__str__(content)
        text = content.removeprefix(_MARK)
        if for_dates and compiled_bytes is not None and not compiled_bytes.odd(text):
            encoded = None
        else:
            text = plain_ends(text)  # before it is encoded, which is done once then
            encoded = _utf8(text)
    as_it_is = encoded is None and _kind(text, media_type, subject) == "text/html"
    cleaned = text if as_it_is else _clean(text, encoded, notes)
    utf8 = encoded if cleaned is text else None
    text = cleaned
    if not text or text.isspace():
        raise EmptyInput("nothing but white space", subject=subject)
    if text.startswith("<") and origin == saved.Origin():
        origin = saved.named_in(text)
    url = url or origin.url
    if origin.day is not None and captured_at is None and not fields:
        fields = (Field("saved file", origin.day.isoformat()),)
    archived = _ARCHIVED.match(url) if url else None
    if archived is not None:
        fields = (*fields, Field("archive address", f"{archived['y']}-{archived['m']}-{archived['d']}"))
        url = archived["url"]
    return Document(
        content=text,
        media_type=_kind(text, media_type, subject),
        url=url,
        encoding=encoding,
        captured_at=day(captured_at, "captured_at"),
        published_at=day(published_at, "published_at"),
        fields=fields,
        notes=tuple(notes),
        raw=content if isinstance(content, bytes) else None,
        declared=media_type,
        utf8=utf8,
        whole=b"" if for_dates else whole,
    )


def day(value: date | datetime | str | None, name: str) -> date | None:
    """A day given by a caller; a str must be ISO 8601. Raises UsageError otherwise."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, datetime):
        return value.date()
    try:
        return datetime.fromisoformat(value).date()
    except (ValueError, TypeError) as error:
        raise UsageError(f"{name} must be a date or ISO 8601 such as 2025-01-31, got {value!r}") from error


def decode(content: bytes, media_type: str | None = None) -> tuple[str, str, str]:
    """The characters, the encoding, and why it was chosen."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, "replace").removeprefix(_MARK), name, "byte order mark"
    declared: list[tuple[str | None, str]] = [(_charset(media_type or ""), "header")]
    meta = _META.search(content[:4096])
    declared.append((meta[1].decode("ascii") if meta else None, "meta"))
    header = _codec(declared[0][0])
    if header and header != "utf-8":
        said = _strict(content, header)
        if said is not None and (content.isascii() or _strict(content, "utf-8") is None):
            return said, header, "header"
    valid = _strict(content, "utf-8")
    if valid is not None:
        return _repair(valid)
    for said_name, where in declared:
        codec = _codec(said_name)
        if codec and codec != "utf-8" and (said := _strict(content, codec)) is not None:
            return said, codec, where
    return _detected(content)


def _detected(content: bytes) -> tuple[str, str, str]:
    # A page whose bytes are UTF-8 but for a few (cut in the middle, one pasted byte) is UTF-8 with damage.
    text = content.decode("utf-8", "replace")
    if text.count("\ufffd") * 200 < sum(1 for byte in content[:200_000] if byte >= 0x80):
        return text, "utf-8", "valid but for damaged characters"
    import chardet

    found = chardet.detect(content[:100_000])
    codec = _codec(found.get("encoding") or "") or "cp1252"
    return content.decode(codec, "replace"), codec, f"detected, confidence {found.get('confidence') or 0:.2f}"


def _repair(text: str) -> tuple[str, str, str]:
    """UTF-8 that was encoded twice is undone where that gives valid UTF-8 and the marks of double encoding abound."""
    if text.isascii():
        return text, "utf-8", _AS_IT_IS
    marks = len(_MOJIBAKE.findall(text[:100_000]))
    if marks >= 3 and marks * 20 > sum(1 for char in text[:100_000] if char > "\x7f") / 4:
        try:
            return _one_byte(text).decode("utf-8"), "utf-8", "encoded twice, undone"
        except UnicodeError:
            return text, "utf-8", _TWICE
    return text, "utf-8", _AS_IT_IS


def _one_byte(text: str) -> bytes:
    """The text in Windows-1252 as browsers take it: the bytes that have no character there are those of Latin-1."""
    try:
        return text.encode("latin-1")
    except UnicodeError:
        return b"".join(char.encode("latin-1" if char in _UNNAMED else "cp1252") for char in text)


def _strict(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _charset(media_type: str) -> str | None:
    match = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", media_type, re.IGNORECASE)
    return match[1] if match else None


def _codec(name: str | None) -> str | None:
    """The codec of a declared name; UTF-7 and non-text codecs are never used."""
    if not name:
        return None
    lower = name.lower()
    lower = _BROWSER_NAMES.get(lower, lower)
    try:
        info = codecs.lookup(lower)
    except LookupError:
        return None
    if (
        info.name in ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")
        or not info._is_text_encoding
    ):
        return None
    return info.name


def _page_in(content: bytes, media_type: str | None, max_bytes: int, subject: str) -> tuple[bytes, str | None, saved.Origin]:
    """The page in a file as somebody saved it: unpacked, and taken out of an MHTML file."""
    try:
        content = saved.unpacked(content, max_bytes)
        taken = saved.from_mhtml(content)
    except InputRefused as error:
        raise type(error)(error.rule, subject=subject) from error
    return (content, media_type, saved.Origin()) if taken is None else taken


def _refuse_binary(content: bytes, media_type: str | None, subject: str) -> None:
    base = (media_type or "").split(";")[0].strip().lower()
    if base and not (base.startswith("text/") or "html" in base or "xml" in base or "json" in base):
        raise NotText(f"media type {base} is not read; give HTML or text", subject=subject)
    head = content[:8192]
    if head.startswith(_SIGNATURES):
        raise NotText("binary data, not a page; give HTML or text", subject=subject)
    if head.startswith(tuple(mark for mark, _ in _BOMS)):
        return
    odd = sum(1 for byte in head if byte < 32 and byte not in (9, 10, 12, 13, 27))
    if odd * 50 > len(head) and odd > 4:
        raise NotText(f"binary data ({odd} control bytes in the first {len(head)}), not a page", subject=subject)


def plain_ends(text: str) -> str:
    """The text with "\\n" at the end of each line."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _clean(text: str, encoded: bytes | None, notes: list[Note]) -> str:
    """The text with plain line ends, without control characters and lone surrogates; `encoded` is it in UTF-8 (surrogates passed), None
    where it has neither."""
    cleaned = plain_ends(text)
    if encoded is None:
        return cleaned
    if b"\xed" in encoded and _SURROGATE.search(cleaned):
        cleaned, lone = _SURROGATE.subn("\ufffd", cleaned)
        notes.append(Note("characters", f"{lone} lone surrogates became the replacement character"))
    if compiled_bytes is not None and not compiled_bytes.controlled(encoded):
        return cleaned
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    if controls:
        notes.append(Note("characters", f"{controls} control characters became spaces"))
        # One by one: `str.translate` looks each character of the page up.
        for code in _CONTROLS:
            if code in encoded:
                cleaned = cleaned.replace(chr(code), " ")
    return cleaned


def _kind(text: str, media_type: str | None, subject: str) -> str:
    base = (media_type or "").split(";")[0].strip().lower()
    if "html" in base:
        return "text/html"
    if base == "text/plain":
        return "text/plain"
    head = text[:20_000]
    if len(_TAGS.findall(head)) >= 2 or _OPENING_TAG.match(head.lstrip()):
        return "text/html"
    return "text/plain"
