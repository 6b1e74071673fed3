"""Bare text to items: what is left of a page when its markup is lost."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby, pairwise
from urllib.parse import urlsplit

from ..language.detection import detect
from ..pages.document import Document
from ..types import Note, Page
from .assembly import About, Draft, Run, draft
from .cut import Cut
from .date_lines import bears_date, is_date_line, tells_day
from .furniture import furniture_kind
from .lines_apart import is_caption, set_apart
from .lines_body import body_lines
from .lines_comments import before_comments, comment_lines
from .lines_features import Line, line_of
from .lines_head import head_roles, signed_by, titles_announced
from .lines_headline import headline_of, is_signature, possible_headlines
from .lines_live import entry_lines, live_text
from .lines_model import LinesModel, of_prose, shipped
from .lines_parted import parted
from .lines_sections import headed_runs, tells_several
from .lines_tables import table_lines

ARTICLE = 0
#: The number of the first comment; those of teasers are lower.
_COMMENTS = 1_000_000
#: Words up to which a line inside an article can be a heading.
HEADING = 12
#: Words of a section or a place beside a date.
_LABEL = 3
#: So many lines from its headline on and up to its body are the article's.
HEAD = 7
#: Lines that can stand between a headline and the body where no word of the headline is the body's.
AT_ONCE = 3
#: Characters of the lines of hard-wrapped text, and the share of its breaks that its width accounts for: a break by hand is rare.
_NARROWEST, _WIDEST, _BROKEN = 45, 100, 0.9
_BLANK = re.compile(r"\n\s*\n")
_DATE_LINE = re.compile(
    r"^\W{0,5}(?:(?:published|updated|posted|last modified|опубликовано|yayım\w{0,8})\W{0,3})?(?:\w{3,9}day,? )?"
    r"\d{1,4}[ ./-](?:\w{3,9}|\d{1,2})[ .,/-]{1,3}\d{2,4}\b.{0,30}$",
    re.IGNORECASE,
)


def cut_lines(document: Document, *, earlier: Page | None = None, model: LinesModel | None = None) -> Cut:
    """Cuts bare text, see `draft_lines`."""
    return draft_lines(document, earlier=earlier, model=model).cut()


def draft_lines(document: Document, *, earlier: Page | None = None, model: LinesModel | None = None) -> Draft:
    """Cuts bare text into items. Lines are the blocks; hard-wrapped text is unwrapped first. Never raises: text without prose gives no
    article.

    `earlier` is another capture of the page: prose that stayed in its article is the article. `model` is another model than the
    package's, for measuring.
    """
    parts = [part for text in unwrap(document.content) for part in parted(" ".join(text.split()))]
    lines = [line_of(part.text) for part in parts]
    elsewhere = {i for i, part in enumerate(parts) if part.elsewhere}
    roles: list[str | None] = [furniture_kind(line.text) for line in lines]
    tables = table_lines(lines, roles)
    article, twins = _body(lines, tables, model or shipped(), document.url)
    article |= _stays(lines, earlier) - set(twins)
    article -= titles_announced(lines, roles)
    article |= live_text(lines, article)
    article -= _titles_after(lines, article)
    article = before_comments(lines, article)
    if tells_several(lines, article):
        article = set()
    apart = set_apart(lines, article)
    apart |= dict.fromkeys([i for i in tables if min(article, default=len(lines)) < i < max(article, default=0)], "table")
    runs, about = _label(lines, roles, twins, article - apart.keys(), apart, elsewhere, document.url)
    notes = () if article else (Note("article", "no run of prose reads like an article"),)
    language = partial(detect, "\n".join(lines[i].text for i in sorted(article)) or document.content)
    numbered = dict(enumerate(runs))
    return draft(
        numbered, about, lambda: runs, url=document.url, outlet=outlet_of(document.url), language=language, notes=notes
    )


def _body(
    lines: list[Line], tables: Collection[int], model: LinesModel, url: str | None
) -> tuple[set[int], dict[int, int]]:
    """What `body_lines` finds in the lines beside tables, by the numbers of all."""
    if not tables:
        return body_lines(lines, model, url)
    told = [i for i in range(len(lines)) if i not in tables]
    article, twins = body_lines([lines[i] for i in told], model, url)
    return {told[i] for i in article}, {told[i]: told[full] for i, full in twins.items()}


def unwrap(content: str) -> list[str]:
    """The lines of a text, stripped, without empty ones; where lines were broken at a fixed width, paragraphs are joined again.

    A line was broken so if the next one's first word would not have gone on it; blank lines part the paragraphs of such a text."""
    parts = [[line.strip() for line in part.split("\n") if line.strip()] for part in _BLANK.split(content)]
    full = [line for part in parts for line in part]
    widths = sorted(map(len, full))
    width = widths[len(widths) * 19 // 20] if widths else 0
    pairs = [pair for part in parts for pair in pairwise(part)]
    if len(full) < 8 or not _NARROWEST <= width <= _WIDEST or not any(len(part) > 1 for part in parts[1:] or [[]]):
        return full
    broken = sum(len(line) + 1 + len(after.partition(" ")[0]) > width for line, after in pairs)
    return [" ".join(part) for part in parts if part] if broken >= _BROKEN * len(pairs) else full


def outlet_of(url: str | None) -> str | None:
    """The outlet as its address names it, for want of a better word: the host without www."""
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _titles_after(lines: list[Line], article: set[int]) -> set[int]:
    """The title right below the article's last sentence whose text breaks off below it: the first teaser of a rail. Rejects the end of a
    list, which has more words in common with the article than with that text."""
    last = max(article, default=len(lines))
    over = last + 1 < len(lines) and lines[last + 1].cut and last + 1 not in article
    if not over or not _is_label(lines[last]) or last - 1 not in article or not lines[last - 1].ends:
        return set()
    told = frozenset().union(*(lines[i].content for i in article - {last}))
    return set() if len(lines[last].content & told) > len(lines[last].content & lines[last + 1].content) else {last}


def _stays(lines: list[Line], earlier: Page | None) -> set[int]:
    """Prose lines that the earlier capture's article held too: what stays is the article."""
    before = earlier.article if earlier else None
    if before is None:
        return set()
    known = set(before.text.split("\n"))
    return {i for i, line in enumerate(lines) if line.is_prose and line.text in known}


def _label(
    lines: list[Line],
    roles: list[str | None],
    twins: dict[int, int],
    article: set[int],
    apart: Mapping[int, str],
    elsewhere: Collection[int],
    url: str | None,
) -> tuple[list[Run], dict[int, About]]:
    """The runs and what is told of each item. `elsewhere` are the days of other stories."""
    opening = min((i for i in article if lines[i].is_prose), default=len(lines))
    article = {i for i in article if i > opening or not _is_date(lines[i].text)}
    headline, head = _head(lines, roles, article, opening, elsewhere, url)
    article = {i for i in article if headline is None or i > headline} - head.keys()
    if headline is not None:
        again = lines[headline].text.casefold()
        apart = {i: "headline" for i in range(len(lines)) if i != headline and lines[i].text.casefold() == again} | dict(apart)
    first, last = (min(article), max(article)) if article else (len(lines), -1)
    comments = dict(enumerate(comment_lines(lines, article), _COMMENTS))
    signed = {i: (group, role) for group, comment in comments.items() for i, role in comment.roles.items()}
    article -= signed.keys()
    # Right before the body and inside of it a date is the article's, and so is what stands right under its headline and over its body.
    own = {i for i in range(headline, opening) if i - headline < HEAD or opening - i < HEAD} if headline is not None else set()
    own -= set(elsewhere)
    beside = [
        i
        for i in range(len(lines))
        if i not in article | own | apart.keys() | signed.keys()
        and (i in elsewhere or not (_near(i, first, last) and _is_date(lines[i].text)))
    ]
    dates = {i for i in beside if _is_date(lines[i].text) or bears_date(lines[i].text)}
    groups, about = _teaser_groups(
        lines, roles, twins, article | own | apart.keys() | signed.keys(), dates, titles_announced(lines, roles)
    )
    labels = {i for i in beside if lines[i].size <= _LABEL and not roles[i]} - dates - groups.keys()
    _attach_dates(lines, dates, labels, groups, about)
    if headline is None and article and _first_line_heads(lines, roles, groups, first):
        headline = 0
        groups.pop(0, None)
    entries = entry_lines(lines, article)
    article -= entries
    between = _between(lines, article)
    runs: list[Run] = []
    for group, comment in comments.items():
        about[group] = About("comment", genre="news", authors=(comment.author,), shown_date=comment.time)
    if article:
        shown = _shown_date(lines, head, min(opening, last), elsewhere)
        about[ARTICLE] = About("article", shown_date=shown, genre="live" if entries else None, authors=signed_by(lines, head))
    for i, line in enumerate(lines):
        if i in entries:
            runs.append(Run(line.text, "entry", ARTICLE))
        elif i in article:
            lead = headline is not None and i == headline + 1 < opening
            runs.append(Run(line.text, "standfirst" if lead else _body_role(lines, article, i), ARTICLE))
        elif i == headline:
            runs.append(Run(line.text, "headline", ARTICLE))
        elif i in signed:
            runs.append(Run(line.text, signed[i][1], signed[i][0]))
        elif i in apart:
            runs.append(Run(line.text, apart[i], None if apart[i] == "furniture" else ARTICLE, repeats=apart[i] == "headline"))
        elif i in head:
            runs.append(Run(line.text, head[i], ARTICLE))
        elif i in groups:
            group, role, repeats = groups[i]
            runs.append(Run(line.text, role, group, repeats=repeats))
        else:
            runs.append(_other(line, roles[i], _near(i, first, last), i in between))
    return runs, about


def _head(
    lines: list[Line], roles: list[str | None], article: set[int], opening: int, elsewhere: Collection[int], url: str | None
) -> tuple[int | None, dict[int, str]]:
    """The headline of the article that begins with a line of prose, and the roles of the lines between the two."""
    if not article or opening == len(lines):
        return None, {}
    dates = day_lines(lines, opening) - set(elsewhere)
    headline = headline_of(lines, possible_headlines(lines, roles, article, opening, dates), article, opening, url)
    if headline is None:
        return None, {}
    dates |= {i for i in range(headline + 1, opening) if bears_date(lines[i].text) and i not in elsewhere}
    return headline, head_roles(lines, headline, opening, dates)


def day_lines(lines: Sequence[Line], end: int) -> set[int]:
    """The lines before `end` that are a day, or an age, and nothing else."""
    return {i for i in range(end) if _is_date(lines[i].text)}


def _near(i: int, first: int, last: int) -> bool:
    return first - 4 < i <= last


def _body_role(lines: list[Line], article: set[int], i: int) -> str:
    """A short line that is no sentence is a subheading over a paragraph, but for one that goes on a list of such lines."""
    if not _is_label(lines[i]) or {i - 1, i + 1}.isdisjoint(article):
        return "paragraph"
    listed = i - 1 in article and _is_label(lines[i - 1])
    return "subheading" if i + 1 in article and lines[i + 1].is_prose and not listed else "list-item"


def _is_label(line: Line) -> bool:
    return not (line.is_prose or line.ends or line.cut) and line.size <= HEADING


def _between(lines: list[Line], article: set[int]) -> set[int]:
    """Short lines that the learned trees did not take, right between two of the article's: subheadings where the page is prose alone,
    mostly captions, buttons and advertisements (seven of eight, measured) where menus and links are left too."""
    return {i for i in range(1, len(lines) - 1) if i - 1 in article and i + 1 in article} if of_prose(lines) else set()


def _other(line: Line, kind: str | None, by_article: bool, inside: bool) -> Run:
    """A line of no teaser: furniture, or a part of the article that is no paragraph."""
    if by_article and _is_date(line.text):
        return Run(line.text, "date", ARTICLE)
    if by_article and is_signature(line):
        return Run(line.text, "byline", ARTICLE)
    if kind is None and inside and 2 <= line.size <= HEADING and line.text[:1].isupper():
        return Run(line.text, "subheading", ARTICLE)
    return Run(line.text, kind or ("navigation" if line.size <= 4 else "furniture"))


def _shown_date(lines: list[Line], head: Mapping[int, str], first: int, elsewhere: Collection[int]) -> str | None:
    """The date line of the head, else the one right before the body."""
    near = (i for i in range(max(0, first - 4), min(first + 1, len(lines))) if i not in elsewhere and _is_date(lines[i].text))
    return next((lines[i].text for i in (*(i for i, role in head.items() if role == "date"), *near)), None)


def _first_line_heads(lines: list[Line], roles: list[str | None], groups: dict[int, tuple[int, str, bool]], first: int) -> bool:
    """Whether the page's first line is the headline though the body shares no word with it: the body comes at once, and that line has no
    lead of its own."""
    led = 0 in groups and any(i and group == groups[0][0] for i, (group, _, _) in groups.items())
    possible = not roles[0] and _can_head(lines[0]) and groups.get(0, (0, "teaser-headline"))[1] == "teaser-headline"
    return possible and 0 < first <= AT_ONCE and not led


def _can_head(line: Line) -> bool:
    """Whether a line has the form of a headline: some words that are no sentence, no date, no byline and no caption."""
    if line.is_prose or line.ends or line.cut or not 3 <= line.size <= 30:
        return False
    return not (_is_date(line.text) or is_signature(line) or is_caption(line))


def _teaser_groups(
    lines: list[Line], roles: list[str | None], twins: dict[int, int], article: set[int], dates: set[int], announced: set[int]
) -> tuple[dict[int, tuple[int, str, bool]], dict[int, About]]:
    """Every line of a teaser by index: (group, role, repeats). `announced` are titles of other stories inside the article."""
    groups: dict[int, tuple[int, str, bool]] = {}
    about: dict[int, About] = {}
    by_full: dict[int, int] = {}

    def group_for(full: int) -> int:
        if full not in by_full:
            by_full[full] = len(by_full) + 1
            about[by_full[full]] = About("teaser")
        return by_full[full]

    inside = (min(article), max(article)) if article else (len(lines), -1)
    for i, line in enumerate(lines):
        if i in article or i in dates or (roles[i] and line.size <= 60):
            continue
        if i in twins and twins[i] in article:
            groups[i] = (ARTICLE, "teaser-text", True)
        elif i in twins and (line.is_prose or line.cut):
            groups[i] = (group_for(twins[i]), "teaser-text", twins[i] != i)
        elif i in twins and twins[i] in groups:
            groups[i] = (groups[twins[i]][0], "teaser-headline", True)
        elif line.is_prose:
            goes_on = line.continues or (line.quoted and line.size > 6)
            before = groups.get(i - 1)
            if goes_on and before and before[1] == "teaser-text":
                groups[i] = (before[0], "teaser-text", False)
            else:
                groups[i] = (group_for(i), "teaser-text", False)
        elif (
            line.size >= 5
            and not line.ends
            and (i in announced or not inside[0] < i < inside[1])
            and line.content
            and not _is_date(line.text)
        ):
            groups[i] = (group_for(i), "teaser-headline", False)
    _attach_headlines(lines, groups, about)
    if not article:
        for run in headed_runs(lines, {i: role for i, (_, role, repeats) in groups.items() if not repeats}):
            story = groups[run[0]][0]
            for i in run[1:]:
                about.pop(groups[i][0] if groups[i][0] != story else -1, None)
                groups[i] = (story, "teaser-text", False)
    return groups, about


def _is_date(text: str) -> bool:
    """Whether a line is a day, or an age, and nothing else."""
    return _DATE_LINE.match(text) is not None or (is_date_line(text) and tells_day(text))


def _attach_dates(
    lines: list[Line], dates: set[int], labels: set[int], groups: dict[int, tuple[int, str, bool]], about: dict[int, About]
) -> None:
    """Gives the date lines of a rail to its teasers, past labels such as a section. A rail that opens with a date has each over its story,
    another under it; a teaser takes one date, and a date with no teaser beside it stays what it is."""
    for _, numbered in groupby(enumerate(sorted(dates | labels | groups.keys())), key=lambda pair: pair[1] - pair[0]):
        told = [i for _, i in numbered if i not in labels]
        story: int | None = None
        for i in reversed(told) if told and told[0] in dates else told:
            if i not in dates:
                story = groups[i][0]
            elif story in about and about[story].shown_date is None:
                groups[i] = (story, "date", False)
                about[story] = replace(about[story], shown_date=lines[i].text)


def _attach_headlines(lines: list[Line], groups: dict[int, tuple[int, str, bool]], about: dict[int, About]) -> None:
    """A headline right before a teaser's text that shares a word with it, or whose text breaks off, is that teaser's."""
    for i in sorted(groups):
        group, role, _ = groups[i]
        after = groups.get(i + 1)
        if role != "teaser-headline" or after is None or after[1] != "teaser-text":
            continue
        texts = [j for j, (other, kind, _) in groups.items() if other == after[0] and kind == "teaser-text"]
        words = frozenset().union(*(lines[j].content for j in texts))
        if (lines[i].content & words or lines[i + 1].cut) and group != after[0]:
            for j, (other, kind, repeats) in list(groups.items()):
                if other == group:
                    groups[j] = (after[0], kind, repeats or j != i)
            about.pop(group, None)
