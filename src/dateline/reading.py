"""From content to a Page: the stages in order. Pure: no clock, no network, no database."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import InputRefused
from .later import Later, Once, held, waiting
from .rules import in_force
from .types import DateEstimate, Difference, Field, Item, Page

if TYPE_CHECKING:
    from .dates.excerpts import Excerpts
    from .items.cut import Cut
    from .pages.document import Document


def read(
    content: bytes | str,
    *,
    url: str | None = None,
    captured_at: date | datetime | str | None = None,
    published_at: date | datetime | str | None = None,
    media_type: str | None = None,
    earlier: Page | None = None,
    facts: bool = True,
) -> Page:
    """Reads one page: HTML or bare text, bytes or str.

    `captured_at` and `published_at` are dates that the caller knows (of the capture, of the article). `earlier` is another capture
    of the same page: what stayed is the article. With `facts=False` only items and dates are read and no language model is loaded.
    Raises `InputRefused` (EmptyInput, NotText, TooLarge, TooDeep) where the content cannot be read.
    """
    from .pages.decode import document

    return read_document(
        document(content, url=url, captured_at=captured_at, published_at=published_at, media_type=media_type),
        earlier=earlier,
        facts=facts,
    )


def published(
    content: bytes | str,
    *,
    url: str | None = None,
    captured_at: date | datetime | str | None = None,
    media_type: str | None = None,
    quick: bool = False,
) -> DateEstimate | None:
    """The day on which a page's article was published, with its evidence; None where it is not known.

    The markup is read in stages (fields and addresses; stamps and dates beside the headline; every date that is printed) until one leaves
    no doubt, and only where all do the page is cut into items and its words are read: five times as fast as `read(..., facts=False)`, and
    right as often. A word that contradicts a field is noticed where the page was cut; `read` notices it on every page. With `quick=True`
    no page is cut: there are days only, no intervals. Bare text is read in full either way. Raises as `read`.
    """
    from .dates.quick import date_markup
    from .dates.solver import date_of_article, date_of_page, within
    from .items.cutting import cut
    from .pages.decode import document, plain_ends

    page = document(content, url=url, captured_at=captured_at, media_type=media_type, for_dates=True)
    with collector_paused():
        if page.media_type != "text/html":
            return date_of_page(page, cut(page))
        day, sure = date_markup(page, within(page))
        if quick or sure:
            return day
        page = replace(page, content=plain_ends(page.content))
        return date_of_article(page, cut(page, ask=False))


def read_document(document: object, *, earlier: Page | None = None, facts: bool = True) -> Page:
    """Reads a decoded capture (see `pages.document.Document`)."""
    from .dates.excerpts import excerpts
    from .items.assembly import items_waiting
    from .items.cutting import draft
    from .language.extras import missing_for
    from .pages.document import FETCHED_FROM, Document, sha256

    assert isinstance(document, Document)
    with collector_paused(), _named(document.place):
        drafted = draft(document, earlier=earlier)
        # What waits for its dates must not hold on to the page's markup, but for a while.
        rest = replace(document, content="", raw=None, utf8=None, whole=b"")
        length = len(document.content)
        dates = Once(partial(_dates, rest, drafted.cut, held(partial(excerpts, document), length)))
        if facts:
            items = tuple(add_facts(dates()[0]))
        else:
            items = items_waiting(drafted, partial(_added, drafted.cut), partial(_dated, dates))
    own = drafted.url or document.url
    # A page that names another address as its own: where it was found is told beside.
    found = (Field(FETCHED_FROM, document.url),) if document.url and document.url != own else ()
    page = Page(
        text=drafted.cut().text if facts else "",
        blocks=drafted.cut().blocks if facts else (),
        items=items,
        url=own,
        outlet=drafted.outlet,
        language=drafted.language() if facts else None,
        media_type=document.media_type,
        encoding=document.encoding,
        digest=document.digest if facts else "",
        fields=document.fields + found + drafted.fields,
        notes=document.notes + drafted.notes + (missing_for(items) if facts else ()),
        rules=in_force(facts=facts),
    )
    if facts:
        return replace(page, captured=dates()[1])
    digest = held(partial(sha256, document.whole), length)
    record = partial(_record, drafted.cut)
    later: dict[str, Later] = {"text": record, "blocks": record, "language": partial(_language, drafted.language)}
    return waiting(page, later | {"captured": partial(_captured, dates), "digest": partial(_digest, digest)})


_Dates = tuple[tuple[Item, ...], DateEstimate | None]


def _dates(document: Document, page_cut: Once[Cut], marked: Once[Excerpts]) -> _Dates:
    from .dates.solver import date_page

    with collector_paused(), _named(document.place):
        return date_page(document, page_cut(), marked())


def _added(page_cut: Once[Cut], number: int) -> list[tuple[str, object]]:
    """What the cut adds to an item: ids, genres, languages and pieces of all are worked out when one is first asked for."""
    from .items.assembly import ADDED

    with collector_paused():
        item = page_cut().items[number]
    return [(name, getattr(item, name)) for name in ADDED]


def _dated(dates: Once[_Dates], number: int) -> list[tuple[str, object]]:
    """What dates an item. All are dated when the date of one is first asked for: most of a page's time goes into its dates, and a caller
    may want the text alone."""
    from .items.assembly import DATED

    item = dates()[0][number]
    return [(name, getattr(item, name)) for name in (*DATED, "entries")]


def _record(page_cut: Once[Cut]) -> list[tuple[str, object]]:
    """The text of record and its blocks."""
    with collector_paused():
        return [("text", page_cut().text), ("blocks", page_cut().blocks)]


def _language(language: Once[str | None]) -> list[tuple[str, object]]:
    return [("language", language())]


def _captured(dates: Once[_Dates]) -> list[tuple[str, object]]:
    return [("captured", dates()[1])]


def _digest(digest: Once[str]) -> list[tuple[str, object]]:
    return [("digest", digest())]


@contextmanager
def _named(place: str | None) -> Iterator[None]:
    """What is refused names the file that it came from, where it names nothing."""
    try:
        yield
    except InputRefused as error:
        if place is None or error.subject is not None:
            raise
        raise type(error)(error.rule, subject=place) from error


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without runs of the cyclic garbage collector, unless it was off before. Cutting a page makes thousands of small records and no
    cycles to speak of; the collector's looks at them were a tenth of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def add_facts(items: tuple[Item, ...]) -> Iterator[Item]:
    """Reads mentions, statements, events and figures of the items of one page, which share a rail and so lend each other context."""
    from .entities.finding import find_mentions
    from .events.finding import find_events
    from .language.parsing import parse
    from .statements.finding import find_statements

    for item, parsed in zip(items, parse(items), strict=True):
        mentions = find_mentions(item, parsed)
        item = replace(item, mentions=mentions)
        item = replace(item, statements=find_statements(item, parsed))
        events, figures = find_events(item, parsed)
        yield replace(item, events=events, figures=figures)


def read_path(path: str | os.PathLike[str], *, facts: bool = True) -> Iterator[Page]:
    """Reads every page of a file (HTML, text, WARC, feed) or of a folder of these, one at a time, in order of name.

    A page that is refused raises when it is reached; `pages.files.documents` lets a caller go on after it.
    """
    from .pages.files import documents

    for document in documents(Path(path)):
        yield read_document(document, facts=facts)


def compare(earlier: Page, later: Page) -> Difference:
    """Compares two captures of one page: what stays (the article), what left or came (rail, furniture), what was edited."""
    from .items.comparing import difference

    return difference(earlier, later)
