"""Which parts of an HTML page hold readers' comments, by their names or by the heading that opens them, and what in them is one comment."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from .html_blocks import FLAGS, HEADINGS, Block, Walk
from .html_signs import signed

#: Classes and ids of the part of a page that holds readers' comments.
_PART = re.compile(
    r"(?:^|[^a-z])(?:comments?|comment-?(?:list|section|area|thread|wrapper|container|body|text|content)s?|commentlist|commentary-list|disqus\w*|respond"
    r"|reader-?comments|discussions?|kommentare?|kommentarliste|commentaires?|comentarios?|reacties|leserkommentare|user-?comments|(?:user-?|customer-?|reader-?)?reviews|viafoura|coral\w*"
    r"|commenti|komentarze|kommentarer|kommentit|yorum(?:lar|lari)?|pinglun)(?:$|[^a-z])",
    re.IGNORECASE,
)
#: What every such name holds.
_STEMS = (
    "comment",
    "disqus",
    "respond",
    "discussion",
    "kommentar",
    "comentario",
    "reacties",
    "reviews",
    "viafoura",
    "coral",
    "komentarze",
    "kommentit",
    "yorum",
    "pinglun",
)
#: Elements that are no part for comments, whatever opens them.
_WHOLE = frozenset({"html", "body", "main"})
_HEADING = re.compile(
    r"\W{0,3}(?:(?:\d{1,5}|all|your|readers?['’]?s?|alle|ihre|vos|les|tous les|gli|todos los|tus|os|все|网友|全部|最新|読者の) ?){0,2}"
    r"(?:comments?|kommentare?|leserkommentare|commentaires?|réactions|comentarios|comentários|commenti|reacties|komentarze|komentáře|komentari"
    r"|комментари(?:и|ев|й|я)|коментарі|коментари|yorumlar|yorum|şərhlər|пікірлер|kommentarer|kommentit|σχόλια|hozzászólások|تعليقات|التعليقات|نظرات|კომენტარები|कमेंट|टिप्पणियां"
    r"|תגובות|评论|評論|留言|コメント|댓글)"
    r"(?: (?:des lecteurs|de los lectores|dei lettori|der leser|القراء|from readers))?\W{0,3}\d{0,5}\W{0,3}",
    re.IGNORECASE,
)
#: A heading that counts one comment.
_ONE = re.compile(r"(?<!\d)1(?!\d)")
#: Words of a heading and of a line that signs; blocks below a heading that are looked at.
_HEADING_WORDS, _SIGN_WORDS, _MOST_BELOW = 5, 14, 400
_NUMBERS = re.compile(r"\d+")


def comment_parts(page: Walk) -> list[int]:
    """For each element the outermost element around it that holds readers' comments, -1 without one: an element named for them, or one that
    a heading such as "Vos réactions (3)" opens and that holds two signed comments and more of one look."""
    tops = [-1] * len(page.looks)
    stems = page.named(_STEMS).tolist()
    named = [stem and _PART.search(words.lower()) is not None for stem, (_, words) in zip(stems, page.names, strict=True)]
    if any(named):
        number = 1
        while number < len(tops):
            if named[page.looks[number]]:
                end = page.ends[number]
                tops[number:end] = [number] * (end - number)
                number = end
            else:
                number += 1
    lower = page.lower
    for i, block in enumerate(page.blocks):
        if block.size > _HEADING_WORDS or not may_head(block.text, lower[i]):
            continue
        if tops[block.element] < 0 and _HEADING.fullmatch(block.text) is not None:
            top = _opened_by(page, i)
            fewest = 1 if _ONE.search(block.text) else 2
            if top is not None and signed_units(page, top, fewest):
                end = page.ends[top]
            elif (last := _last_below(page, i)) is not None:
                top, end = block.element, page.ends[page.blocks[last].element]
            else:
                continue
            tops[top:end] = [top] * (end - top)
    return tops


def _last_below(page: Walk, i: int) -> int | None:
    """The last block of the comments that stand below a heading with no element around them: up to the next heading, form or linked
    headline two lines and more have an author and a time, and words after them. Rejects what holds half of the page's words and more: the
    article or posts below a "3 Comments" that closes what stands above."""
    blocks, form = page.blocks, FLAGS["form"]
    if i + 1 >= len(blocks) or not signs_comment(blocks[i + 1]):
        return None
    last, signs, words = i + 1, 1, 0
    for number in range(i + 2, min(i + 1 + _MOST_BELOW, len(blocks))):
        block = blocks[number]
        headline = block.size > _SIGN_WORDS // 4 and block.linked > len(block.text) // 2
        if headline or page.tag(number) in HEADINGS or page.flags(number) & form & ~page.flags(i):
            break
        signs += signs_comment(block) and not signs_comment(blocks[number - 1])
        last, words = number, words + block.size
    return last if signs > 1 and words < sum(block.size for block in blocks) / 2 else None


def signs_comment(block: Block) -> bool:
    """Whether a line has the author and the time of a comment, and nothing else."""
    if block.size > _SIGN_WORDS:
        return False
    author, time = signed(block.text)
    return author is not None and time is not None


def apart(page: Walk, at: list[int], whole: bool) -> list[list[int]]:
    """The blocks of an element that is one comment, or several where it holds the replies to it or, a `whole` part, all of them: each
    begins with a line of one look that has an author and a time. What stands before the first of these is of it, or of none in a part."""
    starts = [i for i in at if signs_comment(page.blocks[i])]
    starts = [i for i in starts if page.looks[page.blocks[i].element] == page.looks[page.blocks[starts[0]].element]]
    if len(starts) < 2 and not (whole and starts):
        return [] if whole else [at]
    bounds = [*(starts if whole else [at[0], *starts[1:]]), at[-1] + 1]
    return [[i for i in at if start <= i < end] for start, end in pairwise(bounds)]


def opens_comments(text: str, words: int) -> bool:
    """Whether a line of so many words is a heading over readers' comments."""
    return words <= _HEADING_WORDS and may_head(text, text.lower()) and _HEADING.fullmatch(text) is not None


def may_head(text: str, lower: str) -> bool:
    """Whether a line may be such a heading: those in ASCII have one of three parts of a word, by which most are told."""
    return "ment" in lower or "acti" in lower or "yorum" in lower or not text.isascii()


def _opened_by(page: Walk, i: int) -> int | None:
    """The largest element whose first words are those of a block."""
    before = page.blocks[i - 1].element if i else -1
    found = None
    for number in page.around(page.blocks[i].element):
        if page.name(number)[0] in _WHOLE or number <= before < page.ends[number]:
            break
        found = number
    return found


def signed_units(page: Walk, top: int, fewest: int = 2) -> set[int]:
    """The elements of a part that are one comment each though no name says so: the largest that hold one line with an author and a time,
    where two and more of them, or so many, have one look."""
    end = page.ends[top]
    signs = [
        block.element
        for block in page.blocks
        if top < block.element < end and block.size <= _SIGN_WORDS and (block.times or signed(block.text)[1] is not None)
    ]
    held = Counter(number for element in signs for number in page.around(element) if top < number)
    units = {outer[-1] for element in signs if (outer := [n for n in page.around(element) if n > top and held[n] == 1])}
    looks = Counter(look_of(page, unit) for unit in units)
    return {unit for unit in units if looks[look_of(page, unit)] >= fewest}


def look_of(page: Walk, unit: int) -> tuple[str, str]:
    """Tag, class and id of an element without their numbers."""
    tag, words = page.name(unit)
    return tag, _NUMBERS.sub("", words)
