"""What the tags of a page are to the walk over it, and what their attributes say."""

from __future__ import annotations

import re

from ..compiled import built
from ..remembering import remembered
from .html_blocks import BODY_PROP, FLAGS, HIDDEN

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
ROLES = {"main": 2, "navigation": 8, "complementary": 4, "article": 1, "contentinfo": 16, "banner": 32, "dialog": 8192}
VOID = frozenset(
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
BLOCK, LINK, IS_BOLD, IS_ITALIC, INSIDE, BREAK, SKIP = range(7)
WHAT = {
    **dict.fromkeys(_PLAIN_INLINE, INSIDE),
    "time": INSIDE,
    **dict.fromkeys(("b", "strong"), IS_BOLD),
    **dict.fromkeys(("i", "em"), IS_ITALIC),
    "a": LINK,
    "br": BREAK,
    **dict.fromkeys(SKIPPED, SKIP),
}
#: Tags that are taken out of the tree before the walk.
STRIPPED = sorted(SKIPPED - VOID - {"head"})
_ATTRIBUTE = re.compile(r' (=?[^\s=/>]+)(?:="([^"]*+)")?+')
#: Characters of a class and id, and what microdata calls the body of an article.
LONGEST_LOOK, BODIES = 300, ("articleBody", "text", "reviewBody")
compiled_text = built(__package__, "compiled_text")
_HREF = re.compile(r' href="([^"]*+)"')


@remembered(10_000)
def look(tag: str, source: str) -> tuple[str, int]:
    """The class and id of a tag, and the flags that it hands down. Kept between pages: those of a site share most."""
    words, flags = "", FLAGS.get(tag, 0)
    if source:
        if source.startswith(' class="') and source.find('"', 8) == len(source) - 1 and "&" not in source:
            return source[8:-1][:LONGEST_LOOK].replace("\n", " "), flags
        named = attributes(source)
        name, own = named.get("class"), named.get("id")
        words = (f"{name} {own}"[:LONGEST_LOOK] if name and own else (name or own or "")[:LONGEST_LOOK]).replace("\n", " ")
        flags |= ROLES.get(named.get("role", ""), 0)
        if named.get("itemprop") in BODIES:
            flags |= BODY_PROP
        if "hidden" in named or "display:none" in named.get("style", "").replace(" ", ""):
            flags |= HIDDEN
    return words, flags


def attributes(source: str) -> dict[str, str]:
    """The attributes of a tag by name, from its source after the tag's name."""
    found: dict[str, str] | None = None if compiled_text is None else compiled_text.attributes(source)
    if found is None:
        return plain_attributes(source)
    return found if "&" not in source else {name: plain(value) for name, value in found.items()}


def plain_attributes(source: str) -> dict[str, str]:
    """The same in plain Python."""
    return {name: plain(value) if "&" in value else value for name, value in _ATTRIBUTE.findall(source)}


def href(source: str) -> str:
    """The address that a tag leads to; empty without one."""
    match = _HREF.search(source)
    return plain(match[1]) if match else ""


def plain(text: str) -> str:
    """Text as written: the four marks that serialisation escapes."""
    if "&" not in text:
        return text
    return text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
