"""HTML to blocks in one walk over a Lexbor tree: runs of text with their links, their elements, and the times that stand in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from ..errors import TooLarge
from .furniture import furniture_kinds
from .html_limits import check
from .html_links import is_same, is_story

#: Nodes and blocks. The largest of 2,000 news pages had 30,000 nodes and 6,000 blocks.
MAX_NODES = 3_000_000
MAX_BLOCKS = 300_000

SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "embed",
        "head",
        "select",
        "datalist",
        "canvas",
        "audio",
        "video",
        "map",
        "math",
        "textarea",
        "input",
        "progress",
        "meter",
    }
)
#: Elements that hold cards of other stories, and those that hold a card's text or date beside its linked headline.
_BOXES = frozenset({"li", "div", "section", "aside", "article"})
_LABELS = frozenset({"span", "small", "em", "i", "time", "b", "strong"})
_PLAIN_INLINE = frozenset(
    {
        "abbr",
        "acronym",
        "amp-img",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "font",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "o:p",
        "picture",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em"})
_INLINE = _PLAIN_INLINE | _BOLD | _ITALIC | {"time"}
#: Tags with a number of their own in the features; others share one.
TAGS = (
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "figcaption",
    "blockquote",
    "button",
    "section",
    "article",
    "body",
    "dd",
    "dt",
    "pre",
    "footer",
    "header",
    "ul",
    "nav",
    "main",
    "aside",
    "form",
)
TAG_NUMBERS = {tag: number for number, tag in enumerate(TAGS)}
OTHER_TAG = len(TAGS)
#: Bits that an element hands down to all it holds.
FLAGS = {
    "article": 1,
    "main": 2,
    "aside": 4,
    "nav": 8,
    "footer": 16,
    "header": 32,
    "form": 64,
    "figure": 128,
    "figcaption": 256,
    "li": 512,
    "blockquote": 1024,
    "table": 2048,
    "section": 4096,
    "dialog": 8192,
}
HIDDEN, BODY_PROP = 16384, 32768
_ROLES = {"main": 2, "navigation": 8, "complementary": 4, "article": 1, "contentinfo": 16, "banner": 32, "dialog": 8192}
#: Characters. A run of so many that ends a sentence before a single <br> is a paragraph.
_PARAGRAPH = 100
#: Characters. Parts of a sentence that a box inside it has split are at least so long.
_SENTENCE_PART = 40
_SENTENCE_ENDS = frozenset('.!?…。！？।"”»’')
_NO_ADDRESS = ("#", "javascript:", "mailto:", "tel:", "data:")
_NAME = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")


@dataclass(slots=True)
class Element:
    """A block element: its tag, class and id, the number of the element around it, depth, and the flags of all elements around it."""

    tag: str
    words: str
    parent: int
    depth: int
    flags: int


@dataclass(slots=True)
class Block:
    """One run of text. `linked`, `bold` and `italic` count characters; `link` is the address that most of the linked text leads to;
    `times` holds the datetime attributes in it, `inline` the class words of the inline elements in it; `opens_linked` is true where its
    first words are linked. `density` is the share of characters inside links. `size` counts words; in scripts written without spaces two
    characters count as one."""

    text: str
    element: int
    linked: int = 0
    link_count: int = 0
    bold: int = 0
    italic: int = 0
    link: str | None = None
    times: tuple[str, ...] = ()
    inline: str = ""
    opens_linked: bool = False
    density: float = 0.0
    size: int = 1

    def measure(self) -> None:
        """Sets `density` and `size` once the text is whole."""
        length, spaces = len(self.text), self.text.count(" ") + 1
        self.density = min(1.0, self.linked / length) if self.linked else 0.0
        self.size = spaces if length <= 12 * spaces else max(spaces, wide(self.text) // 2)


@dataclass
class Walk:
    """What one walk found. Elements are numbered in document order; the first is the body. For each element `ends` holds the number after
    the last one in it, and `looks` the number of its tag, class and id in `look_numbers`."""

    tree: Any
    url: str | None
    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    base: str | None = None
    own: str | None = None
    bare_links: list[tuple[int, str]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    looks: list[int] = field(default_factory=list)
    look_numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def bare_story(self, element: int) -> str | None:
        """The one story that bare links (a picture, an overlay) lead to from the nearest of the four elements around a block."""
        for number in self.around(element, 4):
            if number in self._bare:
                return self._bare[number]
        return None

    @cached_property
    def _bare(self) -> dict[int, str | None]:
        found: dict[int, str | None] = {}
        for element, link in self.bare_links:
            address = self.story(link)
            if address is not None:
                for number in self.around(element, 4):
                    found[number] = address if found.get(number, address) == address else None
        return found

    @cached_property
    def kinds(self) -> list[str | None]:
        """For each block the kind of furniture that its words show, if any; links of navigation, headers and footers are not looked at."""
        part = FLAGS["nav"] | FLAGS["header"] | FLAGS["footer"]
        elements = self.elements
        return furniture_kinds(
            ["" if block.density > 0.8 and elements[block.element].flags & part else block.text for block in self.blocks]
        )

    @cached_property
    def stories(self) -> list[str | None]:
        """For each block the address of the other story of the outlet that its link leads to, if any."""
        return [self.story(block.link) if block.link else None for block in self.blocks]

    def story(self, link: str) -> str | None:
        """The address of the other story of the outlet that a link leads to, if any."""
        if link in self._stories:
            return self._stories[link]
        found = None
        if not link.startswith(_NO_ADDRESS):
            address = self.absolute(link).partition("#")[0]
            if is_story(address, self.url) and not is_same(address, self._own):
                found = address
        self._stories[link] = found
        return found

    @cached_property
    def _stories(self) -> dict[str, str | None]:
        return {}

    @cached_property
    def _own(self) -> str:
        return (self.own or self.url or "").partition("#")[0].rstrip("/")

    @cached_property
    def lower(self) -> list[str]:
        """The text of each block in lower case."""
        return [block.text.lower() for block in self.blocks]

    @cached_property
    def places(self) -> list[tuple[int, int, int]]:
        """For each element the looks of itself and of the two around it, -1 where there is none."""
        looks, found = self.looks, []
        for number, element in enumerate(self.elements):
            outer = element.parent
            further = self.elements[outer].parent if outer >= 0 else -1
            found.append((looks[number], looks[outer] if outer >= 0 else -1, looks[further] if further >= 0 else -1))
        return found

    def around(self, number: int, most: int = 30) -> list[int]:
        """The numbers of an element and those around it, innermost first."""
        found: list[int] = []
        while number >= 0 and len(found) < most:
            found.append(number)
            number = self.elements[number].parent
        return found

    def tag(self, i: int) -> str:
        """The tag of the element that holds a block."""
        return self.elements[self.blocks[i].element].tag

    def flags(self, i: int) -> int:
        """The flags around a block."""
        return self.elements[self.blocks[i].element].flags

    def absolute(self, link: str) -> str:
        """The whole address of a link; the link itself where it cannot be read."""
        if link.startswith(("https://", "http://")):
            return link
        if link.startswith("/") and not link.startswith("//") and self.origin:
            return self.origin + link
        try:
            return urljoin(self.base or "", link.strip())
        except ValueError:
            return link

    @cached_property
    def origin(self) -> str:
        """Scheme and host of the base address, empty without one."""
        parts = (self.base or "").split("/", 3)
        return "/".join(parts[:3]) if len(parts) >= 3 and parts[0] in ("http:", "https:") else ""


def wide(text: str) -> int:
    """Characters of scripts written without spaces."""
    return 0 if text.isascii() else sum("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in text)


@lru_cache(maxsize=50_000)
def class_words(words: str) -> tuple[str, ...]:
    """The words of a class or id, in lower case, of 3 to 19 letters, each once."""
    return tuple(dict.fromkeys([word.lower() for word in _NAME.findall(words) if 2 < len(word) < 20]))


def walk(html: str, url: str | None) -> Walk:
    """Parses and walks a page without recursion, so that any depth is read. Raises TooLarge or TooDeep beyond the limits."""
    data = html.encode("utf-8", "replace")
    check(data, url)
    tree = LexborHTMLParser(data)
    found = Walk(tree, url, base=url)
    body = tree.body
    if body is None:
        return found
    base = tree.css_first("base[href]")
    if base is not None:
        try:
            found.base = urljoin(url or "", base.attributes.get("href") or "")
        except ValueError:
            found.base = url
    _Walker(found).run(body)
    return found


class _Walker:
    """The state of a walk: the open element, the open run of text, the open links."""

    def __init__(self, found: Walk) -> None:
        self.found = found
        self.blocks, self.elements = found.blocks, found.elements
        self.ends, self.looks, self.look_numbers = found.ends, found.looks, found.look_numbers
        self.here = 0
        self.links_open: list[str] = []
        self.clear()

    def clear(self) -> None:
        self.buffer: list[str] = []
        self.linked = self.bold = self.italic = self.link_count = 0
        self.targets: dict[str, int] = {}
        self.times: tuple[str, ...] = ()
        self.inline = ""
        self.opens: bool | None = None

    def run(self, body: Any) -> None:
        self.add(Element("body", _names(body.attributes), -1, 0, 0))
        # Each open element: node, what it is (0 block, 1 link, 2 bold, 3 italic, 4 other inline), the block element before it.
        stack: list[tuple[Any, int, int]] = []
        bold = italic = count = breaks = 0
        node = body.first_child
        while True:
            if node is None:
                if not stack:
                    break
                closed, what, before = stack.pop()
                if what == 0:
                    self.flush()
                    self.ends[self.here] = len(self.elements)
                    self.here = before
                elif what == 1:
                    link = self.links_open.pop()
                    if link and link not in self.targets and not link.startswith(_NO_ADDRESS):
                        self.found.bare_links.append((self.here, link))
                    if self.buffer and self.headed(closed):
                        self.flush()
                elif what == 2:
                    bold -= 1
                elif what == 3:
                    italic -= 1
                node = closed.next
                continue
            count += 1
            tag = node.tag or "-"
            if tag == "-text":
                text = node.text_content
                if text:
                    self.buffer.append(text)
                    if not text.isspace():
                        breaks = 0
                        if self.opens is None:
                            self.opens = bool(self.links_open)
                        if bold or italic or self.links_open:
                            self.count(len(text), bold, italic)
                node = node.next
                continue
            if tag == "br":
                breaks += 1
                if breaks >= 2 or self.ends_here():
                    self.flush()
                else:
                    self.buffer.append(" ")
                node = node.next
                continue
            if tag in SKIPPED or tag[0] in "-!_":
                node = node.next
                continue
            if self.buffer and (tag == "a" or tag in _INLINE) and self.glued(node):
                self.flush()
            if tag == "a":
                what = 1
                if self.buffer and node.prev is not None and node.prev.tag == "a":
                    self.buffer.append(" ")
                self.links_open.append(node.attributes.get("href") or "")
                self.link_count += 1
            elif tag in _BOLD:
                what, bold = 2, bold + 1
            elif tag in _ITALIC:
                what, italic = 3, italic + 1
            elif tag in _PLAIN_INLINE or tag == "time":
                what = 4
                self.note(tag, node.attributes)
            else:
                what = 0
                self.flush()
                before = self.here
                self.open(tag, node.attributes)
                stack.append((node, 0, before))
                node = node.first_child
                if count > MAX_NODES or len(self.blocks) > MAX_BLOCKS:
                    raise TooLarge(
                        f"more than {MAX_NODES} nodes or {MAX_BLOCKS} blocks of text; split the page", subject=self.found.url
                    )
                continue
            stack.append((node, what, self.here))
            node = node.first_child
        self.flush()
        self.ends[0] = len(self.elements)
        for block in self.blocks:
            block.measure()

    def add(self, element: Element) -> None:
        """Opens a block element."""
        self.here = len(self.elements)
        self.elements.append(element)
        self.ends.append(0)
        self.looks.append(self.look_numbers.setdefault((element.tag, element.words), len(self.look_numbers)))

    def count(self, length: int, bold: int, italic: int) -> None:
        if self.links_open:
            self.linked += length
            target = self.links_open[-1]
            self.targets[target] = self.targets.get(target, 0) + length
        if bold:
            self.bold += length
        if italic:
            self.italic += length

    def ends_here(self) -> bool:
        """Whether the run before a single line break is a paragraph of its own: long, and at the end of a sentence."""
        if sum(map(len, self.buffer)) < _PARAGRAPH:
            return False
        return "".join(self.buffer[-3:]).rstrip()[-1:] in _SENTENCE_ENDS

    def headed(self, link: Any) -> bool:
        """Whether a link that just closed is a headline of its own in a list or box: four words and more, nothing before it, and an
        inline element without a link right after it."""
        if self.elements[self.here].tag not in _BOXES or not self.opens or self.links_open:
            return False
        after = link.next
        if after is not None and after.tag == "-text" and (after.text_content or "").isspace():
            after = after.next
        if after is None or after.tag not in _LABELS or after.css_first("a") is not None:
            return False
        words = "".join(self.buffer).split()
        return len(words) >= 4 and self.linked >= sum(map(len, words))

    def glued(self, node: Any) -> bool:
        """Whether an inline element follows another without a space where a new sentence or line begins: a style makes it a line."""
        last = self.buffer[-1]
        before = node.prev
        if not last or last[-1].isspace() or before is None or before.tag == "-text" or before.tag in SKIPPED:
            return False
        end, start = last[-1], (node.text() or "")[:1]
        return start.isupper() and (end.islower() or end.isdigit() or end in ".!?…”»") and len(" ".join(self.buffer).split()) >= 3

    def note(self, tag: str, attributes: dict[str, str | None]) -> None:
        if not attributes:
            return
        if tag == "time":
            self.times += (attributes.get("datetime") or "",)
        words = attributes.get("class") or attributes.get("itemprop")
        if words and len(self.inline) < 200:
            self.inline += " " + words[:80]

    def open(self, tag: str, attributes: dict[str, str | None]) -> None:
        parent = self.elements[self.here]
        flags = parent.flags | FLAGS.get(tag, 0)
        words = ""
        if attributes:
            words = _names(attributes)
            if role := attributes.get("role"):
                flags |= _ROLES.get(role, 0)
            if "itemprop" in attributes and attributes["itemprop"] in ("articleBody", "text", "reviewBody"):
                flags |= BODY_PROP
            if "hidden" in attributes or ((style := attributes.get("style")) and "display:none" in style.replace(" ", "")):
                flags |= HIDDEN
        self.add(Element(tag, words, self.here, parent.depth + 1, flags))

    def flush(self) -> None:
        if not self.buffer:
            if self.times or self.inline or self.link_count:
                self.clear()
            return
        text = " ".join("".join(self.buffer).split())
        if text and not self.goes_on(text):
            link = max(self.targets, key=self.targets.__getitem__) if self.targets else None
            self.blocks.append(
                Block(
                    text,
                    self.here,
                    self.linked,
                    self.link_count,
                    self.bold,
                    self.italic,
                    link,
                    self.times,
                    self.inline,
                    bool(self.opens),
                )
            )
        self.clear()

    def goes_on(self, text: str) -> bool:
        """Adds the text to the block before where it is the rest of its sentence: a box for one name inside a paragraph."""
        first = text[0]
        if not (first in ",.;:)" or first.islower()) or not self.blocks:
            return False
        last = self.blocks[-1]
        if len(last.text) < _SENTENCE_PART or last.text[-1] in _SENTENCE_ENDS or last.text[-1] == ":":
            return False
        here, there = self.elements[self.here], self.elements[last.element]
        if not (last.element == self.here or last.element == here.parent or there.parent in (self.here, here.parent)):
            return False
        if first.islower() and (len(text) < _SENTENCE_PART or "li" in (here.tag, there.tag) or here.tag[0] == "h"):
            return False
        last.text += text if first in ",.;:)" else f" {text}"
        last.linked += self.linked
        last.link_count += self.link_count
        last.bold += self.bold
        last.italic += self.italic
        return True


def _names(attributes: dict[str, str | None]) -> str:
    name, own = attributes.get("class"), attributes.get("id")
    return f"{name} {own}"[:300] if name and own else (name or own or "")[:300]
