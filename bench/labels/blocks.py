"""The blocks that labels count: a plain split of a page at its block elements, fixed for good and apart from the product's own walk.

Labels name a block by its number and the hash of its text, so this split must never change: a better one is a new file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

_SKIP = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "head",
        "select",
        "canvas",
        "audio",
        "video",
        "textarea",
    }
)
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "picture",
        "q",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)


@dataclass(frozen=True)
class Numbered:
    """One block: its number, text, innermost block element, the address that most of it links to, and the elements around it."""

    number: int
    text: str
    tag: str
    link: str | None
    around: str

    @property
    def hash(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of the text."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def numbered(html: str, url: str | None) -> list[Numbered]:
    """The blocks of a page in document order."""
    found: list[Numbered] = []
    body = LexborHTMLParser(html).body
    if body is None:
        return found
    pieces: list[tuple[str, str | None]] = []
    stack: list[Any] = []
    open_links: list[str] = []

    def flush() -> None:
        text = " ".join("".join(piece for piece, _ in pieces).split())
        if text:
            linked: dict[str, int] = {}
            for piece, link in pieces:
                if link:
                    linked[link] = linked.get(link, 0) + len(piece.strip())
            best = max(linked, key=lambda link: linked[link], default=None)
            elements = [node for node in stack if node.tag not in _INLINE]
            top = best if best and linked[best] * 2 >= len(text) else None
            found.append(
                Numbered(len(found), text, elements[-1].tag if elements else "body", top, " > ".join(map(_name, elements[-4:])))
            )
        pieces.clear()

    node = body.child
    while node is not None:
        tag = node.tag or "-"
        descend = None
        if tag == "-text":
            pieces.append((node.text_content or "", open_links[-1] if open_links else None))
        elif tag == "br":
            pieces.append((" ", None))
        elif tag not in _SKIP and not tag.startswith(("-", "!")):
            if tag not in _INLINE:
                flush()
            descend = node.child
        if descend is not None:
            stack.append(node)
            if tag == "a":
                open_links.append(_absolute(node.attributes.get("href") or "", url))
            node = descend
            continue
        while node is not None and node.next is None:
            node = stack.pop() if stack else None
            if node is not None:
                if node.tag == "a":
                    open_links.pop()
                if node.tag not in _INLINE:
                    stack.append(node)
                    flush()
                    stack.pop()
        node = node.next if node is not None else None
    flush()
    return found


def _name(node: Any) -> str:
    words = (node.attributes.get("class") or node.attributes.get("id") or "").split()
    return ".".join([node.tag, *words[:2]])[:60]


def _absolute(href: str, url: str | None) -> str:
    try:
        return urljoin(url or "", href.strip())
    except ValueError:
        return href
