"""The blocks of an HTML page: runs of text with their links, the elements around them, and the times that stand in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..compiled import built
from ..pages.links import joined
from .furniture import furniture_kinds
from .html_links import OwnAddress, is_same, is_story, reads_like_story, site, stories

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
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OUTMOST = frozenset({"body", "main", "html"})
#: Elements that hold a page or most of it.
_WHOLE = frozenset({"body", "main", "html"})
NO_ADDRESS = ("#", "javascript:", "mailto:", "tel:", "data:")
#: An address without a scheme that needs nothing but one.
_HOST_AND_PATH = re.compile(r"//[a-zA-Z0-9.-]+(?:/[a-zA-Z0-9_/.~%+@:,-]*)?")
_NAME = re.compile(r"[A-Z]*[a-z]+|[A-Z]+|\n")


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

    @property
    def stamp(self) -> str | None:
        """What the markup gives machines for the time that is shown, of at most 60 characters."""
        return next((value[:60] for value in self.times if value), None)

    def measure(self) -> None:
        """Sets `density` and `size` once the text is whole."""
        length, spaces = len(self.text), self.text.count(" ") + 1
        self.density = min(1.0, self.linked / length) if self.linked else 0.0
        self.size = spaces if length <= 12 * spaces else max(spaces, wide(self.text) // 2)


@dataclass
class Walk:
    """What one walk found. Block elements are numbered in document order; the first is the body. For each element `parents` holds the
    number of the one around it (-1 without one), `depths` how many there are around it, `handed` the flags of itself and all around it,
    `ends` the number after the last one in it, and `looks` the number of its tag, class and id in `look_numbers`."""

    url: str | None
    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    handed: list[int] = field(default_factory=list)
    base: str | None = None
    own: str | None = None
    bare_links: list[tuple[int, str]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    looks: list[int] = field(default_factory=list)
    look_numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def bare_stories(self, elements: Iterable[int]) -> dict[int, str]:
        """For each of these elements the one story that bare links (a picture, an overlay) lead to from the nearest of the four elements
        around it that holds any; none of these is the whole page or its main part: on a
        third of the development pages ten headings ("Footer", "Comments") led to a story by it, all wrongly."""
        around = {element: [n for n in self.around(element, 4) if self.name(n)[0] not in _WHOLE] for element in elements}
        wanted = {number for numbers in around.values() for number in numbers}
        held: dict[int, set[str]] = {}
        above = [*self.parents, -1]
        for element, link in self.bare_links if wanted else ():
            outer, outmost = above[element], above[above[element]]
            near = {element, outer, outmost, above[outmost]} & wanted
            if near and (address := self.story(link)) is not None:
                for number in near:
                    held.setdefault(number, set()).add(address)
        nearest = {element: next((held[n] for n in numbers if n in held), set()) for element, numbers in around.items()}
        return {element: next(iter(stories)) for element, stories in nearest.items() if len(stories) == 1}

    @cached_property
    def kinds(self) -> list[str | None]:
        """For each block the kind of furniture that its words show, if any; links of navigation, headers and footers are not looked at."""
        part = FLAGS["nav"] | FLAGS["header"] | FLAGS["footer"]
        flagged = zip(self.blocks, self.flagged, strict=True)
        return furniture_kinds(
            ["" if flags & part and block.density > 0.8 else block.text for block, flags in flagged], self.lower
        )

    @cached_property
    def stories(self) -> list[str | None]:
        """For each block the address of the other story of the outlet that its link leads to, if any."""
        own = OwnAddress(self.home, self.origin, self._site, self._own)
        return stories([block.link for block in self.blocks], self._stories, self.story, own)

    @cached_property
    def leading(self) -> list[int]:
        """The blocks that lead to other stories of the outlet."""
        return [i for i, story in enumerate(self.stories) if story is not None]

    def story(self, link: str) -> str | None:
        """The address of the other story of the outlet that a link leads to, if any."""
        if link in self._stories:
            return self._stories[link]
        found = None
        if not link.startswith(NO_ADDRESS):
            address = self.absolute(link).partition("#")[0]
            # Most links lead to the page's own host, which need not be read off each of them.
            own = address.startswith(self.home)
            story = reads_like_story(address, self._site) if own else is_story(address, self.url)
            if story and not is_same(address, self._own):
                found = address
        self._stories[link] = found
        return found

    @cached_property
    def _stories(self) -> dict[str, str | None]:
        return {}

    @cached_property
    def _site(self) -> str:
        return site(self.url or "")

    @cached_property
    def home(self) -> str:
        """How the addresses of the page's own host begin; no address begins so where it has none."""
        parts = (self.url or "").split("/", 3)
        return "/".join(parts[:3]) + "/" if self._site and len(parts) > 3 else "\0"

    @cached_property
    def _own(self) -> str:
        return (self.own or self.url or "").partition("#")[0].rstrip("/")

    @property
    def address(self) -> str:
        """The page's own address, as it names it."""
        return self._own

    @cached_property
    def lower(self) -> list[str]:
        """The text of each block in lower case."""
        if compiled_text is not None:
            found: list[str] = compiled_text.lowered(self.blocks)
            return found
        return [block.text.lower() for block in self.blocks]

    def place(self, i: int) -> tuple[int, int, int]:
        """The looks of the element of a block and of the two around that, -1 where there is none."""
        element, looks = self.blocks[i].element, self.looks
        outer = self.parents[element]
        outmost = self.parents[outer] if outer >= 0 else -1
        return looks[element], looks[outer] if outer >= 0 else -1, looks[outmost] if outmost >= 0 else -1

    @cached_property
    def outmost(self) -> list[bool]:
        """For each look whether its tag is that of the page as a whole or of its main part."""
        return [tag in _OUTMOST for tag, _ in self.names]

    @cached_property
    def names(self) -> list[tuple[str, str]]:
        """The tag, and the class and id, of every look."""
        return list(self.look_numbers)

    def name(self, element: int) -> tuple[str, str]:
        """The tag of an element, and its class and id."""
        return self.names[self.looks[element]]

    @cached_property
    def _looks_lower(self) -> str:
        """The class and id of every look, in lower case, one a line."""
        return "\n".join([words for _, words in self.names]).lower()

    def named(self, names: tuple[str, ...]) -> NDArray[np.bool_]:
        """For each look whether its class or id holds one of these names."""
        if compiled_text is None or min(map(len, names)) < _SHORTEST_NAME:
            return holding(self._looks_lower, len(self.names), names)
        found: NDArray[np.bool_] = np.frombuffer(_finder(names).lines(self._looks_lower, len(self.names)), np.bool_)
        return found

    def around(self, number: int, most: int = 30) -> list[int]:
        """The numbers of an element and those around it, innermost first."""
        found: list[int] = []
        while number >= 0 and len(found) < most:
            found.append(number)
            number = self.parents[number]
        return found

    def tag(self, i: int) -> str:
        """The tag of the element that holds a block."""
        return self.tags[i]

    @cached_property
    def tags(self) -> list[str]:
        """For each block the tag of the element that holds it."""
        return self._columns[0]

    @cached_property
    def flagged(self) -> list[int]:
        """The flags around each block."""
        return self._columns[1]

    @cached_property
    def linked(self) -> list[int]:
        """The blocks of which half and more is linked."""
        return self._columns[2]

    @cached_property
    def headings(self) -> list[int]:
        """The blocks that stand in headings."""
        return self._columns[3]

    @cached_property
    def _columns(self) -> tuple[list[str], list[int], list[int], list[int]]:
        made = columns if compiled_text is None else compiled_text.columns
        found: tuple[list[str], list[int], list[int], list[int]] = made(self.blocks, self.looks, self.names, self.handed, HEADINGS)
        return found

    def flags(self, i: int) -> int:
        """The flags around a block."""
        return self.flagged[i]

    def absolute(self, link: str) -> str:
        """The whole address of a link; the link itself where it cannot be read."""
        if link.startswith(("https://", "http://")):
            return link
        if link.startswith("/") and self.origin:
            if not link.startswith("//"):
                return self.origin + link
            if _HOST_AND_PATH.fullmatch(link) is not None:
                return self.origin.partition("/")[0] + link
        if link not in self._joined:
            whole = joined(self.base, link)
            self._joined[link] = link if whole is None else whole
        return self._joined[link]

    @cached_property
    def _joined(self) -> dict[str, str]:
        return {}

    @cached_property
    def origin(self) -> str:
        """Scheme and host of the base address, empty without one."""
        parts = (self.base or "").split("/", 3)
        return "/".join(parts[:3]) if len(parts) >= 3 and parts[0] in ("http:", "https:") else ""


def columns(
    blocks: Sequence[Block], looks: Sequence[int], names: Sequence[tuple[str, str]], handed: Sequence[int], headings: frozenset[str]
) -> tuple[list[str], list[int], list[int], list[int]]:
    """The tag of the element of each block and the flags around it; the blocks of which half and more is linked, and those in headings."""
    tags = [names[looks[block.element]][0] for block in blocks]
    flagged = [handed[block.element] for block in blocks]
    linked = [i for i, block in enumerate(blocks) if block.density >= 0.5]
    return tags, flagged, linked, [i for i, tag in enumerate(tags) if tag in headings]


def holding(text: str, count: int, names: Sequence[str]) -> NDArray[np.bool_]:
    """For each of so many lines whether it holds one of these names. Searched name by name over all of them at once."""
    starts = list(accumulate([len(line) + 1 for line in text.split("\n")], initial=0))
    found = np.zeros(count, bool)
    for name in names:
        at = text.find(name)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            found[number] = True
            at = text.find(name, starts[number + 1])
    return found


compiled_text = built(__package__, "compiled_text")
#: Letters of a name that the compiled search takes.
_SHORTEST_NAME = 3


@lru_cache(maxsize=16)
def _finder(names: tuple[str, ...]) -> Any:
    return compiled_text.Finder(names)


_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")


def wide(text: str) -> int:
    """Characters of scripts written without spaces."""
    if compiled_text is not None:
        found: int = compiled_text.wide(text)
        return found
    return wide_ones(text)


def wide_ones(text: str) -> int:
    """The same in plain Python."""
    return 0 if text.isascii() or _WIDE.search(text) is None else len(_WIDE.findall(text))


#: Characters that tell as much as an English word: Chinese; the syllables of Japanese; Thai, Lao, Burmese and Khmer, which set no spaces
#: between words either.
_THAI_AND_KIN = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSPACED = (
    (re.compile(r"[\u4e00-\u9fff\d]"), 1.7),
    (re.compile(r"[\u3040-\u30ff]"), 2.5),
    (re.compile(f"[{_THAI_AND_KIN}]"), 5.0),
)
_WITHOUT_SPACES = re.compile(rf"[{_THAI_AND_KIN}\u3040-\u30ff\u4e00-\u9fff]")


def told(block: Block) -> float:
    """How much a block says, in words of English: its words, or, where words are not spaced, what its characters come to."""
    if block.text.isascii() or _WITHOUT_SPACES.search(block.text) is None:
        return block.size
    return max(block.size, sum(len(letters.findall(block.text)) / each for letters, each in _UNSPACED))


def class_parts(lines: str) -> list[str]:
    """The words of classes or ids that stand one a line, in lower case, and after those of each line a line break."""
    return list(map(str.lower, _NAME.findall(lines + "\n")))


def class_words(words: str) -> tuple[str, ...]:
    """The words of a class or id, in lower case, of 3 to 19 letters, each once."""
    return tuple(dict.fromkeys([word for word in class_parts(words) if 2 < len(word) < 20]))
