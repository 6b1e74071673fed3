"""HTML to blocks in one walk over what Lexbor parsed.

The tree is written out again, well-formed by then, and walked as a list of tags: a tenth of the calls that its nodes would need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from ..errors import TooLarge
from ..remembering import remembered
from .html_blocks import BODY_PROP, FLAGS, HIDDEN, NO_ADDRESS, Block, Element, Walk
from .html_limits import check

#: Tags and blocks. The largest of 2,000 news pages had 30,000 tags and 6,000 blocks.
MAX_TAGS = 3_000_000
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
_ROLES = {"main": 2, "navigation": 8, "complementary": 4, "article": 1, "contentinfo": 16, "banner": 32, "dialog": 8192}
#: Characters. A run of so many that ends a sentence before a single <br> is a paragraph.
_PARAGRAPH = 100
#: Characters. Parts of a sentence that a box inside it has split are at least so long.
_SENTENCE_PART = 40
_SENTENCE_ENDS = frozenset('.!?…。！？।"”»’')
_VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
#: What a tag is to the walk; all others are block elements.
_BLOCK, _LINK, _IS_BOLD, _IS_ITALIC, _INSIDE, _BREAK, _SKIP = range(7)
_WHAT = {
    **dict.fromkeys(_PLAIN_INLINE, _INSIDE),
    "time": _INSIDE,
    **dict.fromkeys(_BOLD, _IS_BOLD),
    **dict.fromkeys(_ITALIC, _IS_ITALIC),
    "a": _LINK,
    "br": _BREAK,
    **dict.fromkeys(SKIPPED, _SKIP),
}
_STRIPPED = sorted(SKIPPED - _VOID - {"head"})
#: A tag or a comment, and the text after it.
_TOKEN = re.compile(r'<(?:(/?[a-zA-Z][^\s/>]*)((?: =?[^\s=/>]+(?:="[^"]*+")?+)*+)|!--.*?--)>([^<]*)', re.DOTALL)
_ATTRIBUTE = re.compile(r' (=?[^\s=/>]+)(?:="([^"]*+)")?+')
_HREF = re.compile(r' href="([^"]*+)"')
Token = tuple[str, str, str]


def parse(html: str | bytes, url: str | None) -> Any:
    """The tree of a page; bytes are UTF-8. Raises TooLarge or TooDeep beyond the limits."""
    data = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    check(data, url)
    return LexborHTMLParser(data)


def walk(tree: Any, url: str | None, base: str | None = None) -> Walk:
    """Walks a parsed page without recursion, so that any depth is read, and takes out of the tree what no reader sees. `base` is the
    address that links count from, where the page names one. Raises TooLarge beyond the limits."""
    found = Walk(url, base=base or url)
    tree.strip_tags(_STRIPPED)
    body = tree.body
    if body is not None:
        _Walker(found).run(_TOKEN.findall(body.html or ""))
    return found


class _Walker:
    """The state of a walk: the open element, the open run of text, the open links."""

    def __init__(self, found: Walk) -> None:
        self.found = found
        self.blocks, self.elements = found.blocks, found.elements
        self.ends, self.looks, self.look_numbers = found.ends, found.looks, found.look_numbers
        self.here = -1
        self.links_open: list[str] = []
        #: Words and flags of a tag by its source: a page repeats few.
        self.known: dict[tuple[str, str], tuple[int, str, int]] = {}
        self.tokens: Sequence[Token] = ()
        self.clear()

    def clear(self) -> None:
        self.buffer: list[str] = []
        self.linked = self.bold = self.italic = self.link_count = 0
        self.targets: dict[str, int] = {}
        self.times: tuple[str, ...] = ()
        self.inline = ""
        self.opens: bool | None = None

    def run(self, tokens: Sequence[Token]) -> None:
        """Walks the tags of the body, of which the first is its own."""
        if len(tokens) > 2 * MAX_TAGS:
            raise TooLarge(f"more than {MAX_TAGS} tags; split the page", subject=self.found.url)
        self.tokens = tokens
        # Each open element: tag, what it is, the block element before it. `before` is the tag of the node that a tag follows.
        stack: list[tuple[str, int, int]] = []
        bold = italic = breaks = 0
        before = ""
        for at, (name, attributes, text) in enumerate(tokens):
            if not name:
                before = "!"
            elif name[0] != "/":
                what = _WHAT.get(name, _BLOCK)
                if what == _BLOCK:
                    self.flush()
                    outer = self.here
                    self.open(name, attributes)
                    if name in _VOID:
                        self.close(outer)
                    else:
                        stack.append((name, _BLOCK, outer))
                elif what == _BREAK:
                    breaks += 1
                    if breaks >= 2 or self.ends_here():
                        self.flush()
                    else:
                        self.buffer.append(" ")
                elif what != _SKIP:
                    if self.buffer and before and self.glued(at, before):
                        self.flush()
                    if what == _LINK:
                        if before == "a" and self.buffer:
                            self.buffer.append(" ")
                        self.links_open.append(_href(attributes))
                        self.link_count += 1
                    elif what == _IS_BOLD:
                        bold += 1
                    elif what == _IS_ITALIC:
                        italic += 1
                    elif attributes:
                        self.note(name, attributes)
                    if name not in _VOID:
                        stack.append((name, what, self.here))
                before = name if name in _VOID else ""
            elif stack:
                before, what, outer = stack.pop()
                if what == _BLOCK:
                    self.flush()
                    self.close(outer)
                elif what == _LINK:
                    link = self.links_open.pop()
                    if link and link not in self.targets and not link.startswith(NO_ADDRESS):
                        self.found.bare_links.append((self.here, link))
                    if self.opens and self.headed(at):
                        self.flush()
                elif what == _IS_BOLD:
                    bold -= 1
                elif what == _IS_ITALIC:
                    italic -= 1
            if text:
                before = "-text"
                if "&" in text:
                    text = _plain(text)
                if text.isspace():
                    if self.buffer:
                        self.buffer.append(text)
                else:
                    self.buffer.append(text)
                    breaks = 0
                    if self.opens is None:
                        self.opens = bool(self.links_open)
                    if bold or italic or self.links_open:
                        self.count(len(text), bold, italic)
        self.finish()

    def finish(self) -> None:
        """The rest of the page is a block; the blocks are whole now."""
        self.flush()
        if self.elements:
            self.ends[0] = len(self.elements)
        for block in self.blocks:
            block.measure()

    def count(self, length: int, bold: int, italic: int) -> None:
        """Counts characters of the run inside links, bold and italic."""
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

    def headed(self, at: int) -> bool:
        """Whether the link that this tag closes is a headline of its own in a list or box: four words and more, nothing before it, and an
        inline element without a link right after it."""
        if self.links_open or self.elements[self.here].tag not in _BOXES or at + 1 >= len(self.tokens):
            return False
        text, after = self.tokens[at][2], self.tokens[at + 1][0]
        if (
            (text and not _plain(text).isspace())
            or after not in _LABELS
            or any(name == "a" for name, _, _ in self.inside(at + 1))
        ):
            return False
        words = "".join(self.buffer).split()
        return len(words) >= 4 and self.linked >= sum(map(len, words))

    def inside(self, at: int) -> Iterator[Token]:
        """The tags from one that opens an element to the last before the one that closes it."""
        depth = 0
        for number in range(at, len(self.tokens)):
            token = self.tokens[number]
            name = token[0]
            if name[:1] == "/":
                depth -= 1
            elif name and name not in _VOID:
                depth += 1
            if depth <= 0:
                return
            yield token

    def glued(self, at: int, before: str) -> bool:
        """Whether an inline element follows another without a space where a new sentence or line begins: a style makes it a line."""
        last = self.buffer[-1]
        if last[-1].isspace() or before == "-text" or before in SKIPPED:
            return False
        end = last[-1]
        if not (end.islower() or end.isdigit() or end in ".!?…”»"):
            return False
        start = next((text[0] for _, _, text in self.inside(at) if text), "")
        return start.isupper() and len(" ".join(self.buffer).split()) >= 3

    def note(self, tag: str, source: str) -> None:
        """Keeps the moment of a time and the class words of an inline element."""
        if tag != "time" and " class=" not in source and " itemprop=" not in source:
            return
        attributes = _attributes(source)
        if tag == "time":
            self.times += (attributes.get("datetime", ""),)
        words = attributes.get("class") or attributes.get("itemprop")
        if words and len(self.inline) < 200:
            self.inline += " " + words[:80]

    def open(self, tag: str, source: str) -> None:
        """Opens a block element."""
        known = self.known.get((tag, source))
        if known is None:
            words, flags = _look(tag, source)
            known = self.known[tag, source] = self.look_numbers.setdefault((tag, words), len(self.look_numbers)), words, flags
        number, words, flags = known
        depth = 0
        if self.here >= 0:
            outer = self.elements[self.here]
            flags |= outer.flags
            depth = outer.depth + 1
        else:
            flags = 0
        element = Element(tag, words, self.here, depth, flags)
        self.here = len(self.elements)
        self.elements.append(element)
        self.ends.append(0)
        self.looks.append(number)

    def close(self, outer: int) -> None:
        """Closes the open block element; the one around it is open again."""
        self.ends[self.here] = len(self.elements)
        self.here = outer

    def flush(self) -> None:
        """Ends the run of text, if it has any words."""
        if self.opens is None:
            if self.buffer or self.times or self.inline or self.link_count:
                self.clear()
            return
        text = " ".join("".join(self.buffer).split())
        if not self.goes_on(text):
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
                    self.opens,
                )
            )
            if len(self.blocks) > MAX_BLOCKS:
                raise TooLarge(f"more than {MAX_BLOCKS} blocks of text; split the page", subject=self.found.url)
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


@remembered(10_000)
def _look(tag: str, source: str) -> tuple[str, int]:
    """The class and id of a tag, and the flags that it hands down. Kept between pages: those of a site share most."""
    words, flags = "", FLAGS.get(tag, 0)
    if source:
        if source.startswith(' class="') and source.find('"', 8) == len(source) - 1 and "&" not in source:
            return source[8:-1][:300].replace("\n", " "), flags
        attributes = _attributes(source)
        name, own = attributes.get("class"), attributes.get("id")
        words = (f"{name} {own}"[:300] if name and own else (name or own or "")[:300]).replace("\n", " ")
        flags |= _ROLES.get(attributes.get("role", ""), 0)
        if attributes.get("itemprop") in ("articleBody", "text", "reviewBody"):
            flags |= BODY_PROP
        if "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", ""):
            flags |= HIDDEN
    return words, flags


def _attributes(source: str) -> dict[str, str]:
    return {name: _plain(value) if "&" in value else value for name, value in _ATTRIBUTE.findall(source)}


def _href(source: str) -> str:
    match = _HREF.search(source)
    return _plain(match[1]) if match else ""


def _plain(text: str) -> str:
    """Text as written: the four marks that serialisation escapes."""
    if "&" not in text:
        return text
    return text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
