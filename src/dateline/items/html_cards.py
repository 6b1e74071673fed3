"""The cards of teasers: which elements of a page hold one teaser and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..compiled import built
from ..remembering import remembered
from .html_blocks import FLAGS, Walk

#: Cards of one look that vouch for each other.
_ALIKE = 3
_NUMBERS = re.compile(r"\d+")
_NONE, _MANY = -1, -2


def cards_of(page: Walk, owner: Mapping[int, int], taken: Iterable[int]) -> list[int]:
    """For each element the number of the one teaser whose card it lies in, -1 without one. `owner` gives the teaser of a block, `taken` are
    blocks of other items. A card is the largest element that holds one teaser alone; where fewer than three of its look hold one each, it
    ends before a heading that is not its own and before a form: a part of the page that leads to one story, with a menu, an address, a
    newsletter beside it, is no card. On 1,468 pages 250 of 15,302 teasers lost text by it, of one each on 61 sites 57 rightly."""
    others = set(taken)
    loose = _largest(page, owner, others)
    strangers = _strangers(page, owner)
    strict = _largest(page, owner, others | strangers) if strangers else loose
    look_of = {element: look(page, element) for element in loose}
    looks = Counter(look_of.values())
    cards = [_NONE] * len(page.parents)
    doubtful = {number for element, number in loose.items() if looks[look_of[element]] < _ALIKE}
    for found, wanted in ((loose, False), (strict, True)):
        for element, number in found.items():
            if (number in doubtful) == wanted:
                end = page.ends[element]
                cards[element:end] = [number] * (end - element)
    return cards


def _largest(page: Walk, owner: Mapping[int, int], others: set[int]) -> dict[int, int]:
    """The largest elements that hold blocks of one teaser and none of these others, with the number of the teaser."""
    blocks, at = page.blocks, owner.keys() | others
    held = [(blocks[i].element, owner.get(i, _MANY)) for i in at]
    return _largest_of(page.parents, page.ends, page.looks, page.outmost, held)


def largest(
    parents: Sequence[int], ends: Sequence[int], looks: Sequence[int], never: Sequence[bool], held: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """The largest elements in which one number alone is held, with that number; no element of a look that is `never` one. `held` are
    elements and the numbers in them, -2 for what belongs to none."""
    holds = [_NONE] * len(parents)
    for element, number in held:
        here, outer = number, element
        while outer >= 0 and holds[outer] not in (here, _MANY):
            holds[outer] = here if holds[outer] == _NONE else _MANY
            here, outer = holds[outer], parents[outer]
    found: dict[int, int] = {}
    element = 0
    while element < len(parents):
        if holds[element] >= 0 and not never[looks[element]]:
            found[element] = holds[element]
            element = ends[element]
        else:
            element += 1
    return found


compiled_cards = built(__package__, "compiled_cards")
_largest_of = largest if compiled_cards is None else compiled_cards.largest


def _strangers(page: Walk, owner: Mapping[int, int]) -> set[int]:
    """Headings and lines of forms that are no teaser's. A form around everything, which some servers write, is none."""
    found = {i for i in page.headings if i not in owner}
    form = FLAGS["form"]
    formed = [i for i, flags in enumerate(page.flagged) if flags & form and i not in owner]
    if not formed:
        return found
    inside = {
        number
        for element in {page.blocks[i].element for i in owner}
        if page.handed[element] & form
        for number in page.around(element)
        if page.name(number)[0] == "form"
    }
    return found | {i for i in formed if _in_form(page, page.blocks[i].element, inside)}


def _in_form(page: Walk, element: int, around: set[int]) -> bool:
    return any(page.name(number)[0] == "form" and number not in around for number in page.around(element))


def look(page: Walk, element: int) -> tuple[str, str]:
    """What elements of one kind have in common: the tag and the words of class and id, without numbers."""
    tag, words = page.name(element)
    return tag, _without_numbers(words)


@remembered(4096)
def _without_numbers(words: str) -> str:
    return _NUMBERS.sub("", words)
