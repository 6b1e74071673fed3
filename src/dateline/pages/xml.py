"""XML of strangers (feeds, sitemaps, OPML): whatever declares entities or a document type with a subset is refused before any parser."""

from __future__ import annotations

import re
import xml.parsers.expat
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import NotText, TooDeep, TooLarge

MOST_ELEMENTS = 500_000
_DEEPEST = 64
_WRONG = re.compile(
    rb"\A(\s{0,99}<\?xml[^>]{0,99}?)\s{1,9}encoding\s{0,9}=\s{0,9}[\"'](?:utf-?(?:16|32)|ucs-?[24])[^\"'>]{0,9}[\"']", re.I
)
_MOST_ATTRIBUTES = 500
_ATTRIBUTE = re.compile(rb"=\s{0,8}[\"']")
_ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)


def refuse_entities(content: bytes, subject: str) -> None:
    """Raises NotText where XML declares entities, in any encoding of one, two or four bytes that has ASCII in it."""
    if _ENTITY.search(content) or (b"\0" in content[:4096] and _ENTITY.search(content.replace(b"\0", b""))):
        raise NotText("the XML declares entities, which are not read: remove its DOCTYPE", subject=subject)


def without_wrong_encoding(content: bytes) -> bytes:
    """XML that names an encoding of two or four bytes in letters of one byte, as some programs do: it is none, so the name is dropped."""
    return _WRONG.sub(rb"\1", content, count=1)


def refuse_long_tags(content: bytes, subject: str) -> None:
    """Raises TooLarge where a tag has more than _MOST_ATTRIBUTES attributes: readers of XML that keep them by name take seconds for a tag
    of some thousands, and four times that for twice as many."""
    content = content.replace(b"\0", b"")
    if any(len(_ATTRIBUTE.findall(tag)) > _MOST_ATTRIBUTES for tag in content.split(b"<") if len(tag) > 4 * _MOST_ATTRIBUTES):
        raise TooLarge(f"a tag of more than {_MOST_ATTRIBUTES} attributes", subject=subject)


@dataclass(frozen=True, slots=True)
class Element:
    """An element as it closes: its name and its parent's without prefix, in lower case; its attributes; its own text, trimmed."""

    name: str
    parent: str
    attributes: dict[str, str]
    text: str
    depth: int
    opened: int


def elements(content: bytes, subject: str) -> Iterator[Element]:
    """The elements of a document, each as it closes. No entity is declared, nothing is fetched. Raises NotText, TooLarge, TooDeep."""
    refuse_entities(content, subject)
    reader = _Reader(subject)
    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.EntityDeclHandler = reader.entity
    parser.ExternalEntityRefHandler = reader.external
    try:
        parser.Parse(without_wrong_encoding(content), True)
    except (xml.parsers.expat.ExpatError, LookupError, ValueError) as error:
        raise NotText(f"is no XML: {error}", subject=subject) from error
    yield from reader.found


class _Reader:
    def __init__(self, subject: str) -> None:
        self.subject, self.found = subject, list[Element]()
        self._open: list[tuple[str, dict[str, str], list[str], int]] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise TooLarge(f"more than {MOST_ELEMENTS} elements", subject=self.subject)
        if len(self._open) >= _DEEPEST:
            raise TooDeep(f"elements nested deeper than {_DEEPEST}", subject=self.subject)
        self._open.append((_local(name), {_local(key): value for key, value in attributes.items()}, [], self._count))

    def end(self, _: str) -> None:
        name, attributes, text, opened = self._open.pop()
        parent = self._open[-1][0] if self._open else ""
        self.found.append(Element(name, parent, attributes, "".join(text).strip(), len(self._open), opened))

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def entity(self, *_: object) -> None:
        raise NotText("the XML declares entities, which are not read: remove its DOCTYPE", subject=self.subject)

    def external(self, *_: object) -> int:
        raise NotText("the XML refers to an entity elsewhere, which is not read", subject=self.subject)


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
