"""Teasers of other stories on an HTML page: a headline that leads to another story, and the text, date and label beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..compiled import built
from .authors import BY, named_by
from .date_lines import bears_date, is_date_line
from .furniture import furniture_kind
from .html_blocks import FLAGS, HEADINGS, Block, Walk, wide
from .html_bylines import names_byline
from .html_cards import cards_of
from .html_links import has_number, is_story_elsewhere
from .html_shown import shown_stories

#: Words that a headline has at least and at most; shorter ones must stand in a heading.
FEWEST_WORDS, MOST_WORDS = 4, 45
#: A row of so many links is a menu, no headline.
MANY_LINKS = 4
#: Words of a link that is a headline beyond doubt; so many of them, and such a share, tell how an outlet names its stories. Where they
#: have numbers, short links without one lead to sections and services.
SURELY, FEWEST_SURE, NEARLY_ALL = 7, 4, 0.9
#: Links in places alike that make a menu, and the words that half of them have at most.
FEWEST_OF_MENU, MENU_WORDS = 8, 4
#: Blocks. What lies further from its headline is not of the card.
_CARD = 10
#: Words of a card's text, and the share of a body that cards hold where it is none.
_LONGEST_CARD, _MOSTLY = 90, 0.8
#: Addresses of offers, vacancies, notices, games, sections and writers: what they lead to is no story.
_SERVICE = re.compile(
    r"//(?:descuentos|cupones|coupons?|vouchers?|gutscheine?|rabattcodes?|codes?-promo|jobs?|stellen\w*|emploi|empleo|karriere|shop|tickets|abo|subscribe)\."
    r"|/(?:notices?|coupons?|vouchers?|cupon(?:es)?|gutscheine?|adverts?|classifieds?|stellen\w*|jobs?|juegos|jeux|games?|puzzles|giveaways?)/"
    r"|/(?:category|categories|tags?|kategorien?|categorias?|etiquetas?|rubriques?|staff|authors?)/[^/?]+/?(?:\?|$)"
    r"|/wp-login\.php|[?&](?:jw_chl_seg|job_?id|replytocom)=|<%=",
    re.IGNORECASE,
)
#: How the parts of an address begin that such an address has, and what its query or an unfilled template has.
_SERVICE_OPENINGS = (
    "des cup cou vou gut rab cod job ste emp kar sho tic abo sub not adv cla jue jeu gam puz giv cat tag kat eti rub sta aut wp-"
)
_SERVICE_PARTS = frozenset(_SERVICE_OPENINGS.split(" "))
_SERVICE_SIGNS = ("job", "jw_", "replytocom", "<%=")
compiled_links = built(__package__, "compiled_links")
_SERVICE_TABLE = None if compiled_links is None else compiled_links.openings_of(_SERVICE_PARTS)
#: Words of a line that names the authors of a story.
_LONGEST_BYLINE = 10
_PROMPTS = frozenset({"paywall", "login", "comment-prompt", "newsletter", "share-bar", "cookie-notice", "copyright", "legal"})


@dataclass
class Teaser:
    """Indexes of the blocks of one teaser, and where it leads or nowhere. `bylines` name its authors, `again` show it once more."""

    link: str | None
    headline: int
    texts: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    bylines: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Leads:
    """Where the blocks of a page lead: those that lead to a story, whether its address has a number and is one of a service, and the
    places of menus among those where they do so in few words."""

    links: list[tuple[int, str]]
    numbered: dict[str, bool]
    serving: set[str]
    menus: set[tuple[int, int, int]]


def leads_of(page: Walk) -> Leads:
    """Reads where the blocks lead: a page may be searched for teasers twice."""
    links = _links(page)
    addresses = dict.fromkeys(link for _, link in links)
    short = {page.place(i) for i, _ in links if page.blocks[i].size < SURELY}
    return Leads(
        links, {link: has_number(link) for link in addresses}, {link for link in addresses if _serves(link)}, _menus(page, short)
    )


def find_teasers(page: Walk, taken: set[int], leads: Leads) -> list[Teaser]:
    """Every story that the page leads to with words of its own, in page order."""
    targets: dict[str, list[int]] = {}
    found = [(i, link) for i, link in leads.links if i not in taken]
    numbered = _numbers_its_stories(page, found, leads)
    for i, link in found:
        if link in leads.serving:
            continue
        named = leads.numbered[link] or not numbered or page.stories[i] is None
        if page.blocks[i].size >= SURELY or (named and page.place(i) not in leads.menus):
            targets.setdefault(link, []).append(i)
    teasers = [teaser for link, at in targets.items() if (teaser := _teaser(page, link, at)) is not None]
    _add_texts(page, teasers, taken)
    return sorted(teasers, key=lambda teaser: teaser.headline)


def _serves(link: str) -> bool:
    """Whether an address is one of a service. Few are, and most of the others are told by how their parts begin."""
    if compiled_links is not None:
        return compiled_links.may_serve(link, _SERVICE_TABLE) and _SERVICE.search(link) is not None
    if link.isascii():
        lower = link.lower()
        parts = [part[:3] for part in lower.split("/")]
        if _SERVICE_PARTS.isdisjoint(parts) and not any(sign in lower for sign in _SERVICE_SIGNS):
            return False
    return _SERVICE.search(link) is not None


def only_cards(page: Walk, body: set[int], leads: Leads) -> bool:
    """Whether what looks like a body is the texts of teasers: three cards and more, each with little of it, hold nearly all of it."""
    whole = sum(page.blocks[i].size for i in body if page.tag(i) not in HEADINGS)
    leading = [i for i, _ in leads.links]
    if _most_on_cards(page, _beside(leading, body), leading) < _MOSTLY * whole:
        return False
    words: dict[int, int] = {}
    for number, teaser in enumerate(find_teasers(page, set(), leads)):
        own = [i for i in teaser.texts if i in body]
        if own and len(own) <= 2:
            words[number] = sum(page.blocks[i].size for i in own)
    return len(words) >= 3 and max(words.values()) <= _LONGEST_CARD and sum(words.values()) >= _MOSTLY * whole


def _beside(leading: Sequence[int], body: Iterable[int]) -> set[int]:
    """The blocks of a body that are near enough to one that leads to a story to be of its card: all that `only_cards` can count."""
    near: set[int] = set()
    for i in body:
        at = bisect_left(leading, i - _CARD)
        if at < len(leading) and leading[at] <= i + _CARD:
            near.add(i)
    return near


def _most_on_cards(page: Walk, body: Iterable[int], leading: Sequence[int]) -> int:
    """Words of these blocks that cards may hold at most. Blocks side by side in one element lie on one card, which has two of them and
    few words, unless the element of one holds the headline beside it."""
    elements = sorted({page.blocks[i].element for i in leading})
    beside: dict[int, list[int]] = {}
    most = 0
    for i in body:
        block = page.blocks[i]
        at = bisect_left(elements, block.element)
        if at < len(elements) and elements[at] < page.ends[block.element]:
            most += block.size
        else:
            beside.setdefault(page.parents[block.element], []).append(block.size)
    return most + sum(sum(sizes) if len(sizes) <= 2 else min(_LONGEST_CARD, sum(sizes)) for sizes in beside.values())


def _links(page: Walk) -> list[tuple[int, str]]:
    """Blocks that lead to a story: of the outlet; of another site, where they stand in a heading or in the shape of the outlet's own; and
    headings without a link of their own in an element with one bare link (a picture, an overlay) to a story."""
    found: list[tuple[int, str]] = []
    blocks, stories, tags = page.blocks, page.stories, page.tags
    own: set[tuple[int, int, int]] | None = None
    for i in page.linked:
        block = blocks[i]
        if (story := stories[i]) is not None:
            found.append((i, story))
        elif (link := block.link) and block.size >= FEWEST_WORDS and link.startswith("http"):
            if own is None:
                own = {page.place(j) for j in page.linked if stories[j] is not None}
            if (tags[i] in HEADINGS or page.place(i) in own) and is_story_elsewhere(link):
                found.append((i, link.partition("#")[0]))
    unlinked = {i: blocks[i].element for i in page.headings if not blocks[i].link}
    stories_beside = page.bare_stories(unlinked.values())
    bare = [(i, stories_beside[element]) for i, element in unlinked.items() if element in stories_beside]
    return sorted([*found, *bare, *shown_stories(page)])


def _numbers_its_stories(page: Walk, links: list[tuple[int, str]], leads: Leads) -> bool:
    """Whether the outlet puts a number or a day into the address of every story: nearly all links of a headline's length have one."""
    sure = [leads.numbered[link] for i, link in links if page.blocks[i].size >= SURELY and page.stories[i] is not None]
    return len(sure) >= FEWEST_SURE and sum(sure) >= NEARLY_ALL * len(sure)


def _menus(page: Walk, asked: set[tuple[int, int, int]]) -> set[tuple[int, int, int]]:
    """Of these places those of lists of links to sections and services: many links, half of them of few words, none a heading."""
    blocks, tags, looks = page.blocks, page.tags, page.looks
    alike = {look for look, *_ in asked}
    sizes: dict[tuple[int, int, int], list[int]] = {place: [] for place in asked}
    for i in page.linked if asked else ():
        if looks[blocks[i].element] in alike and (place := page.place(i)) in sizes and tags[i] not in HEADINGS:
            sizes[place].append(_words(blocks[i]))
    return {
        place for place, found in sizes.items() if len(found) >= FEWEST_OF_MENU and sorted(found)[len(found) // 2] <= MENU_WORDS
    }


def _teaser(page: Walk, link: str, at: list[int]) -> Teaser | None:
    headlines = [i for i in at if _could_be_headline(page, i)]
    if not headlines:
        return None
    best = headlines[0]
    if len(headlines) > 1:
        best = max(headlines, key=lambda i: (page.tag(i) in HEADINGS, page.blocks[i].size <= 25, -i))
        best = _bare(page, best, headlines)
    text = page.blocks[best].text
    teaser = Teaser(link, best)
    for i in at:
        block = page.blocks[i]
        if i == best:
            continue
        if is_date_line(block.text) or bears_date(block.text):
            teaser.dates.append(i)
        elif abs(i - best) <= _CARD and block.text != text and _says(block.text):
            teaser.texts.append(i)
        elif _words(block) >= FEWEST_WORDS:
            teaser.again.append(i)
    return teaser


def _bare(page: Walk, best: int, headlines: list[int]) -> int:
    """Of the places that show a headline the one that shows it without a day, a section or a prompt beside it ("Read also: ...")."""
    if page.tag(best) in HEADINGS:
        return best
    whole = f" {page.blocks[best].text} "
    return min((i for i in headlines if f" {page.blocks[i].text} " in whole), key=lambda i: (len(page.blocks[i].text), i))


def _signs(page: Walk, i: int) -> bool:
    """Whether a line of a card names the author: named so by its class, or by "By" before the name."""
    block = page.blocks[i]
    if block.size > _LONGEST_BYLINE:
        return False
    signs = BY.match(block.text) is not None or names_byline(f"{page.name(block.element)[1]} {block.inline}")
    return signs and bool(named_by(block.text))


def _says(text: str) -> bool:
    """Whether a line beside a headline has words, and words of the story rather than of the site."""
    return any(char.isalpha() for char in text) and furniture_kind(text) is None


def _words(block: Block) -> int:
    """Words of a line: where words are not spaced, two characters are one in a short line too, whose `size` is one."""
    return block.size if block.text.isascii() else max(block.size, wide(block.text) // 2)


_ASIDE = FLAGS["nav"] | FLAGS["footer"]


def _could_be_headline(page: Walk, i: int) -> bool:
    block = page.blocks[i]
    size = _words(block)
    kind, heads = page.kinds[i], page.tags[i] in HEADINGS
    if size > MOST_WORDS or size < 3 or (size < FEWEST_WORDS and not heads) or (kind and (size < 6 or kind in _PROMPTS)):
        return False
    if is_date_line(block.text) or (not heads and (block.link_count >= MANY_LINKS or bears_date(block.text))):
        return False
    if page.flagged[i] & _ASIDE:
        return (size >= 6 or (heads and size >= FEWEST_WORDS)) and furniture_kind(block.text) is None
    return True


def _add_texts(page: Walk, teasers: list[Teaser], taken: set[int]) -> None:
    """Unlinked lines in the smallest element that holds this teaser's headline and no other's are its text, its date or its label."""
    owner: dict[int, int] = {}
    for number, teaser in enumerate(teasers):
        owner |= dict.fromkeys((teaser.headline, *teaser.texts, *teaser.dates, *teaser.again), number)
    cards = cards_of(page, owner, taken)
    for i, block in enumerate(page.blocks):
        number = cards[block.element]
        if number < 0 or i in owner or i in taken or abs(i - teasers[number].headline) > _CARD:
            continue
        teaser = teasers[number]
        if is_date_line(block.text) or (block.times and block.size <= 8) or bears_date(block.text):
            teaser.dates.append(i)
        elif _signs(page, i):
            teaser.bylines.append(i)
        elif block.density < 0.5 and _says(block.text):
            teaser.texts.append(i)
    for teaser in teasers:
        teaser.texts.sort()
        teaser.dates.sort()
