"""HTML to blocks in one walk over a Lexbor tree: runs of text with their links, their containers, and what the markup says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from ..errors import TooLarge

#: Nodes. The largest of 2,000 news pages had 30,000.
MAX_NODES = 3_000_000
_SKIP = frozenset("script style noscript template svg iframe object embed head select datalist canvas audio video map math dialog textarea input progress meter".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr -text del picture source img".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WIDE = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Container:
    """An element that holds blocks: its parent's number, tag, and class, id, role and itemprop words."""

    parent: int
    tag: str
    words: str
    depth: int


@dataclass(slots=True)
class Block:
    """One run of text. `linked` counts characters inside links; `container` is the number of the element that holds it."""

    text: str
    tag: str
    container: int
    linked: int = 0
    links: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    own_words: str = ""

    @property
    def density(self) -> float:
        """The share of characters inside links."""
        return self.linked / max(1, len(self.text))

    @property
    def size(self) -> int:
        """Words; in scripts written without spaces two characters count as one."""
        return max(self.text.count(" ") + 1, _wide(self.text) // 2)


@dataclass
class Walk:
    """What one walk found. Containers are numbered in document order; the first is the root."""

    tree: Any
    blocks: list[Block]
    containers: list[Container]
    language: str | None
    base: str | None

    def ancestors(self, number: int, most: int = 30) -> list[int]:
        """The numbers of a container and those around it, innermost first."""
        found: list[int] = []
        while number >= 0 and len(found) < most:
            found.append(number)
            number = self.containers[number].parent
        return found


def _wide(text: str) -> int:
    return 0 if text.isascii() else len(_WIDE.findall(text))


def walk(html: str, url: str | None) -> Walk:
    """Parses and walks a page without recursion, so that any depth is read. Raises TooLarge beyond MAX_NODES."""
    tree = LexborHTMLParser(html)
    found = Walk(tree, [], [Container(-1, "html", "", 0)], None, url)
    root = tree.root
    if root is None:
        return found
    found.language = root.attributes.get("lang")
    base = tree.css_first("base[href]")
    if base is not None and url:
        found.base = urljoin(url, base.attributes.get("href") or "")
    _Walker(found, url).run(tree.body or root)
    return found


class _Walker:
    """The state of a walk: the open container, the open run of text, the open link."""

    def __init__(self, found: Walk, url: str | None) -> None:
        self.found, self.url = found, url
        self.container = 0
        self.buffer: list[str] = []
        self.linked = 0
        self.links: list[str] = []
        self.times: list[str] = []
        self.link_depth = 0
        self.inline_words: list[str] = []

    def run(self, top: Any) -> None:
        node, count = top, 0
        stack: list[tuple[Any, int, bool]] = []  # element, container before it, whether it is a link
        while node is not None:
            count += 1
            if count > MAX_NODES:
                raise TooLarge(f"more than {MAX_NODES} nodes; split the page", subject=self.url)
            child = self._enter(node, stack)
            if child is not None:
                node = child
                continue
            node = self._next(node, stack)
        self._flush()

    def _enter(self, node: Any, stack: list[tuple[Any, int, bool]]) -> Any:
        """Handles a node; returns its first child if the walk goes into it."""
        tag = node.tag or "-none"
        if tag == "-text":
            self._text(node.text_content or "")
            return None
        if tag in _SKIP or tag.startswith(("-", "!")):
            return None
        if tag == "br":
            self._break()
            return None
        attributes = node.attributes
        if attributes and ("hidden" in attributes or ((style := attributes.get("style")) and _HIDDEN.search(style))):
            return None
        is_link = False
        if tag in _INLINE:
            is_link = self._inline(tag, attributes)
        else:
            self._flush()
        child = node.child
        if child is None:
            if is_link:
                self.link_depth -= 1
            return None
        stack.append((node, self.container, is_link))
        if tag not in _INLINE:
            words = " ".join(filter(None, (attributes.get(name) for name in ("class", "id", "role", "itemprop")))) if attributes else ""
            containers = self.found.containers
            containers.append(Container(self.container, tag, words.lower()[:300], containers[self.container].depth + 1))
            self.container = len(containers) - 1
        return child

    def _next(self, node: Any, stack: list[tuple[Any, int, bool]]) -> Any:
        """The node after this one, closing what ends on the way."""
        while True:
            following = node.next if stack else None
            if following is not None:
                return following
            if not stack:
                return None
            node, container, is_link = stack.pop()
            if is_link:
                self.link_depth -= 1
            if node.tag not in _INLINE:
                self._flush()
                self.container = container

    def _inline(self, tag: str, attributes: dict[str, str | None]) -> bool:
        if tag == "time" and attributes.get("datetime"):
            self.times.append(attributes["datetime"] or "")
        if attributes and (name := attributes.get("class") or attributes.get("itemprop")):
            self.inline_words.append(name.lower()[:80])
        if tag != "a":
            return False
        self.link_depth += 1
        href = attributes.get("href")
        if href and not href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            try:
                self.links.append(urljoin(self.found.base or "", href.strip()) if self.found.base else href.strip())
            except ValueError:
                pass
        return True

    def _text(self, text: str) -> None:
        if self.link_depth:
            self.linked += len(text.strip())
        self.buffer.append(text)

    def _break(self) -> None:
        """Two breaks in a row, or one in a long run, end a block; one between words is a space."""
        if self.buffer and self.buffer[-1] == "\n":
            self._flush()
        else:
            self.buffer.append("\n")

    def _flush(self) -> None:
        runs = _merged(self.buffer) if "\n" in self.buffer else ["".join(self.buffer)]
        texts = [text for run in runs if (text := _SPACE.sub(" ", run).strip())]
        tag, words = self.found.containers[self.container].tag, " ".join(self.inline_words)
        for text in texts:
            linked = min(self.linked, len(text))
            self.found.blocks.append(Block(text, tag, self.container, linked, self.links, self.times, words))
        self.buffer, self.linked, self.inline_words, self.links, self.times = [], 0, [], [], []


def _merged(buffer: list[str]) -> list[str]:
    """The runs between breaks; a break between two short runs is a space, between long ones a new block."""
    runs = [run for run in "".join("\0" if part == "\n" else part for part in buffer).split("\0") if run.strip()]
    if sum(len(run) for run in runs) < 120 * len(runs):
        return [" ".join(runs)] if sum(len(run) for run in runs) < 400 else runs
    return runs


def same_site(link: str, url: str | None) -> bool:
    """Whether a link stays with the outlet: the last two labels of the hosts are equal, or the link has no host."""
    host = urlsplit(link).hostname if "//" in link else None
    own = urlsplit(url).hostname if url else None
    if host is None or own is None:
        return host is None
    return host.split(".")[-2:] == own.split(".")[-2:]
