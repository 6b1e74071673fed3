"""HTML to blocks in one walk over what Lexbor parsed.

The tree is walked by the parser's own nodes in C, where that was compiled; elsewhere it is written out again, well-formed by then, and
walked as a list of tags: a tenth of the calls that its nodes would need from Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from ..compiled import built
from ..errors import TooLarge
from .html_blocks import NO_ADDRESS, Block, Walk
from .html_introduced import HEADLINE, introduced, is_day
from .html_limits import check
from .html_nodes import NODES, compiled_walk
from .html_tags import BLOCK, BREAK, IS_BOLD, IS_ITALIC, LINK, SKIP, SKIPPED, STRIPPED, VOID, WHAT, attributes, href, look, plain

#: Tags and blocks. The largest of 2,000 news pages had 30,000 tags and 6,000 blocks.
MAX_TAGS = 3_000_000
MAX_BLOCKS = 300_000

#: Elements that hold cards of other stories, and those that hold a card's text or date beside its linked headline.
_BOXES = frozenset({"li", "div", "section", "aside", "article"})
_LABELS = frozenset({"span", "small", "em", "i", "time", "b", "strong"})
#: Characters. A run of so many that ends a sentence before a single <br> is a paragraph.
_PARAGRAPH = 100
#: Characters. Parts of a sentence that a box inside it has split are at least so long.
_SENTENCE_PART = 40
_SENTENCE_ENDS = frozenset('.!?…。！？।"”»’')
#: Characters. Nothing goes on in the next box behind a text that is longer: it would be copied once for each box of a damaged page.
_LONGEST = 20_000
#: Quotation marks that open, which begin a line as capitals do.
_OPENS = "«“„‘"
#: From here on letters are those of scripts without spaces.
_UNSPACED = "\u3040"
#: Tags behind an inline element among which its first letter is looked for, and pieces of text that a headline has at most.
_AHEAD, _PIECES = 100, 100
#: A tag, a comment or an instruction to a machine, and the text after it.
_TOKEN = re.compile(r'<(?:(/?[a-zA-Z][^\s/>]*)((?: =?[^\s=/>]+(?:="[^"]*+")?+)*+)|!--.*?--|\?[^>]*+)>([^<]*)', re.DOTALL)
Token = tuple[str, str, str]
compiled_source = built(__package__, "compiled_source")


def parse(html: str | bytes, url: str | None) -> Any:
    """The tree of a page; bytes are UTF-8. Where it could be compiled, what nobody reads is left out first: scripts but for data, styles,
    comments' texts, attributes without a use here. Raises TooLarge or TooDeep beyond the limits."""
    data = html if isinstance(html, bytes) else html.encode("utf-8", "replace")
    check(data, url)
    shortened = None if compiled_source is None else compiled_source.shortened(data)
    return LexborHTMLParser(data if shortened is None else shortened)


def walk(tree: Any, url: str | None, base: str | None = None) -> Walk:
    """Walks a parsed page without recursion, so that any depth is read, and takes out of the tree what no reader sees. `base` is the
    address that links count from, where the page names one. Raises TooLarge beyond the limits."""
    found = Walk(url, base=base or url)
    body = tree.body
    if body is not None:
        if not run_nodes(body, found):
            tree.strip_tags(STRIPPED)
            run(body.html or "", found)
        found.blocks[:] = introduced(found.blocks)
    return found


def plain_run(html: str, found: Walk) -> None:
    """Walks a body, written out, in plain Python."""
    Walker(found).run(_TOKEN.findall(html))


def compiled_run(html: str, found: Walk) -> None:
    """The same in less than half the time, where it could be compiled."""
    _walker(found).run(html)


def run_nodes(body: Any, found: Walk) -> bool:
    """Walks a body by the parser's own nodes, what no reader sees left out; False where it has to be written out to be walked."""
    return NODES and bool(_walker(found).run_nodes(body.mem_id))


def _walker(found: Walk) -> Any:
    sizes = MAX_TAGS, MAX_BLOCKS, _PARAGRAPH, _SENTENCE_PART, _LONGEST, _AHEAD, _PIECES
    return compiled_walk.Walker(found, sizes, _SENTENCE_ENDS, _BOXES, _LABELS, is_day, parts_figures)


run = plain_run if compiled_walk is None else compiled_run


def parts_figures(tag: str, end: str) -> bool:
    """Whether an element that opens with a figure begins a word behind what ends so: a time always, a note in small letters or a span
    behind a letter that is no capital, or behind the full stop of a name ("Temel K."); in scripts without spaces a time alone."""
    if tag == "time":
        return True
    last = end[-1]
    if tag not in ("span", "small"):
        return False
    return (last.isalpha() and not last.isupper() and last < _UNSPACED) or (last == "." and end[0].isalpha())


def is_long(text: str) -> bool:
    """Whether a line has a headline's length: four words, or eight characters where words are not spaced."""
    words = text.split()
    return len(words) >= HEADLINE or (bool(words) and words[0][0] >= "\u3000" and len("".join(words)) >= 2 * HEADLINE)


class Walker:
    """The state of a walk: the open element, the open run of text, the open links."""

    def __init__(self, found: Walk) -> None:
        self.found = found
        self.blocks, self.parents, self.depths, self.flags = found.blocks, found.parents, found.depths, found.handed
        self.ends, self.looks, self.look_numbers = found.ends, found.looks, found.look_numbers
        #: The tag of each element.
        self.tags: list[str] = []
        self.here = -1
        self.links_open: list[str] = []
        #: Number of the look and flags of a tag by its source: a page repeats few.
        self.known: dict[tuple[str, str], tuple[int, int]] = {}
        self.tokens: Sequence[Token] = ()
        self.clear()

    def clear(self) -> None:
        self.buffer: list[str] = []
        self.linked = self.bold = self.italic = self.link_count = 0
        self.targets: dict[str, int] = {}
        self.times: tuple[str, ...] = ()
        self.inline = ""
        self.opens: bool | None = None
        #: Whether the run is a line that a linked headline opens behind a line break.
        self.broken = False

    def run(self, tokens: Sequence[Token]) -> None:
        """Walks the tags of the body, of which the first is its own."""
        if len(tokens) > 2 * MAX_TAGS:
            raise TooLarge(f"more than {MAX_TAGS} tags; split the page", subject=self.found.url)
        self.tokens = tokens
        # Each open element: tag, what it is, the block element before it. `before` is the tag of the node that a tag follows.
        stack: list[tuple[str, int, int]] = []
        bold = italic = breaks = 0
        before = ""
        for at, (name, source, text) in enumerate(tokens):
            if not name:
                before = "!"
            elif name[0] != "/":
                what = WHAT.get(name, BLOCK)
                if what == BLOCK:
                    self.flush()
                    outer = self.here
                    self.open(name, source)
                    if name in VOID:
                        self.close(outer)
                    else:
                        stack.append((name, BLOCK, outer))
                elif what == BREAK:
                    breaks += 1
                    ahead = bool(self.buffer) and self.line_ahead(at)
                    if breaks >= 2 or ahead or self.ends_here() or (self.broken and self.leads_away()):
                        self.flush()
                        self.broken = ahead
                    else:
                        self.buffer.append(" ")
                elif what != SKIP:
                    gap = self.glued(at, before) if self.buffer and before else None
                    if gap == "line":
                        self.flush()
                    elif gap == "word":
                        self.buffer.append(" ")
                    if what == LINK:
                        if before == "a" and self.buffer:
                            self.buffer.append(" ")
                        self.links_open.append(href(source))
                        self.link_count += 1
                    elif what == IS_BOLD:
                        bold += 1
                    elif what == IS_ITALIC:
                        italic += 1
                    elif source:
                        self.note(name, source)
                    if name not in VOID:
                        stack.append((name, what, self.here))
                before = name if name in VOID else ""
            elif stack:
                before, what, outer = stack.pop()
                if what == BLOCK:
                    self.flush()
                    self.close(outer)
                elif what == LINK:
                    link = self.links_open.pop()
                    if link and link not in self.targets and not link.startswith(NO_ADDRESS):
                        self.found.bare_links.append((self.here, link))
                    if self.opens and self.headed(at):
                        self.flush()
                elif what == IS_BOLD:
                    bold -= 1
                elif what == IS_ITALIC:
                    italic -= 1
            if text:
                before = "-text"
                if "&" in text:
                    text = plain(text)
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
        size = len(self.ends)
        self.ends[:] = [end or size for end in self.ends]
        if self.ends:
            self.ends[0] = size
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
        if sum(map(len, self.buffer[-_PARAGRAPH:])) < _PARAGRAPH:  # no piece is empty
            return False
        return "".join(self.buffer[-3:]).rstrip()[-1:] in _SENTENCE_ENDS

    def line_ahead(self, at: int) -> bool:
        """Whether what follows a single line break is one link of a headline's length up to the next break or the end of the box."""
        if at + 1 >= len(self.tokens) or self.tokens[at + 1][0] != "a" or self.tokens[at][2].strip():
            return False
        tokens = list(islice(self.inside(at + 1), _AHEAD))
        end = at + 1 + len(tokens)
        while end + 1 < len(self.tokens) and not self.tokens[end][2].strip():
            after = self.tokens[end + 1][0]
            if not after or WHAT.get(after.lstrip("/"), BLOCK) in (BLOCK, BREAK):
                return bool(after) and is_long("".join(text for _, _, text in tokens))
            if after[0] != "/":
                return False
            end += 1
        return False

    def leads_away(self) -> bool:
        """Whether the run is one linked headline and nothing else."""
        text = "".join(self.buffer)
        return bool(self.opens) and self.linked >= len("".join(text.split())) and is_long(text)

    def headed(self, at: int) -> bool:
        """Whether the link that this tag closes is a headline of its own in a list or box: four words and more, nothing before it, and
        right after it an inline element without a link, a break and the next link, or a day that ends the box."""
        if self.here < 0 or self.links_open or len(self.buffer) > _PIECES or self.tags[self.here] not in _BOXES:
            return False
        if not self.parted(at):
            return False
        words = "".join(self.buffer).split()
        return len(words) >= 4 and self.linked >= sum(map(len, words))

    def parted(self, at: int) -> bool:
        """Whether what follows the link that this tag closes is no part of its line."""
        if at + 1 >= len(self.tokens):
            return False
        text, after = self.tokens[at][2], self.tokens[at + 1][0]
        if text and not (shown := plain(text)).isspace():
            return after[:1] == "/" and after[1:] in _BOXES and is_day(shown)
        if after == "br" and at + 2 < len(self.tokens):
            between, after = self.tokens[at + 1][2], self.tokens[at + 2][0]
            return after == "a" and (not between or plain(between).isspace())
        return after in _LABELS and not any(name == "a" for name, _, _ in self.inside(at + 1))

    def inside(self, at: int) -> Iterator[Token]:
        """The tags from one that opens an element to the last before the one that closes it."""
        depth = 0
        for number in range(at, len(self.tokens)):
            token = self.tokens[number]
            name = token[0]
            if name[:1] == "/":
                depth -= 1
            elif name and name not in VOID:
                depth += 1
            if depth <= 0:
                return
            yield token

    def glued(self, at: int, before: str) -> str | None:
        """What a style sets between an inline element and the one before it, which follow without a space where a new sentence or line
        begins: a "line" after three words and more, else the space before a "word"."""
        last = self.buffer[-1]
        if last[-1].isspace() or before == "-text" or before in SKIPPED:
            return None
        end = last[-1]
        if not (end.isalnum() or end in ".!?…”»"):
            return None
        start = next((text[0] for _, _, text in islice(self.inside(at), _AHEAD) if text), " ")
        if start.isdigit() and parts_figures(self.tokens[at][0], "".join(self.buffer[-2:])[-2:]):
            return "word"
        if not (start.isupper() or start in _OPENS) or (end.isalpha() and not end.islower()):
            return None
        return "line" if len(" ".join(self.buffer).split()) >= 3 else "word"

    def note(self, tag: str, source: str) -> None:
        """Keeps the moment of a time and the class words of an inline element."""
        if tag != "time" and " class=" not in source and " itemprop=" not in source:
            return
        named = attributes(source)
        if tag == "time":
            self.times += (named.get("datetime", ""),)
        words = named.get("class") or named.get("itemprop")
        if words and len(self.inline) < 200:
            self.inline += " " + words[:80]

    def open(self, tag: str, source: str) -> None:
        """Opens a block element."""
        known = self.known.get((tag, source))
        if known is None:
            words, flags = look(tag, source)
            known = self.known[tag, source] = self.look_numbers.setdefault((tag, words), len(self.look_numbers)), flags
        number, flags = known
        outer = self.here
        self.here = len(self.tags)
        self.tags.append(tag)
        self.parents.append(outer)
        self.depths.append(self.depths[outer] + 1 if outer >= 0 else 0)
        self.flags.append(flags | self.flags[outer] if outer >= 0 else 0)
        self.ends.append(0)
        self.looks.append(number)

    def close(self, outer: int) -> None:
        """Closes the open block element; the one around it is open again. Nothing closes the body: what follows its end is in it too."""
        self.ends[self.here] = len(self.ends)
        self.here = max(outer, 0)

    def flush(self) -> None:
        """Ends the run of text, if it has any words; none stands outside the body."""
        if self.opens is None or self.here < 0:
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
        if not _SENTENCE_PART <= len(last.text) <= _LONGEST or last.text[-1] in _SENTENCE_ENDS or last.text[-1] == ":":
            return False
        here, there = self.here, last.element
        outer = self.parents[here]
        if there not in (here, outer) and self.parents[there] not in (here, outer):
            return False
        tag = self.tags[here]
        if first.islower() and (len(text) < _SENTENCE_PART or "li" in (tag, self.tags[there]) or tag[0] == "h"):
            return False
        last.text += text if first in ",.;:)" else f" {text}"
        last.linked += self.linked
        last.link_count += self.link_count
        last.bold += self.bold
        last.italic += self.italic
        return True
