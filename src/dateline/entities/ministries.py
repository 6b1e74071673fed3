"""Ministries of a state: "the interior ministry of Morocco", "Moroccan Interior Ministry" and "Ministry of the Interior" are one.

Accepts the names of ministries after the fields of office_fields.csv where a country stands beside them ("Morocco's interior ministry",
"the foreign ministry in Oslo"), and capitalised ones also where the item named the ministry of that field under a state before, else where
it names one country more often than any other, but not where they say of whom they are ("Health Ministry of Bavaria"). The country of the
words of filing ("WARSAW, Poland (AP) -") does not count. Rejects "the ministry" and plurals, and ministries of other fields,
which stay organisations of their own name. No error was measured.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ..expressions.filing import FILED_WORDS
from ..ids import digest
from ..knowledge import countries
from ..tables import cell
from ..types import Entity, Mention, Span
from .office_titles import fields
from .shapes import Taken

_AFTER = re.compile(r" (?:of|in) (?:the )?")
#: A country's name or adjective of one to three words before.
_BEFORE = re.compile(r"(?P<three>(?<![\w.-])(?:[A-Z][\w.-]{0,30} ){0,2}(?P<one>[A-Z][\w.-]{0,30}))(?:['’]s)? $")
#: What may stand in a ministry's name between its first field and its country: "and Trade", "(MFA)".
_MORE = r"(?:,? and [A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?| \([A-Z]{2,8}\))?"
#: A name of which a ministry is, as its words: "of the Republic of Kazakhstan", "of Bosnia and Herzegovina".
_OF = re.compile(rf"{_MORE} of (?:the )?(?P<name>[A-Z][\w’'-]{{0,30}}(?: (?:of |the |of the |and )?[A-Z][\w’'-]{{0,30}}){{0,5}})")
_STATES = ("country", "nationality")


def authority(noun: str, code: str) -> Entity:
    """An authority of a country, alpha-3, by what it is called in small letters: "interior ministry"."""
    return Entity(digest("entity", "group", noun, code), f"{noun} of {countries.countries()[code].name}", "group", code)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    field = "|".join(re.escape(word) for word in sorted(fields(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?i:(?P<before>{field}) ministry|ministry of (?:the )?(?P<after>{field}))(?![\w-])")


def ministry(words: str) -> str | None:
    """What a ministry is called by its field, however it is written: "Ministry of Foreign Affairs" is "foreign ministry"."""
    match = _pattern().search(words)
    field = cell(fields(), match["before"] or match["after"]) if match else None
    return f"{field.casefold()} ministry" if field else None


def ministries(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of an item with its ministries under their states, and those added that no name holds."""
    starts = {m.span.start: m for m in mentions}
    most = _country_of_item(text, mentions)
    found: dict[Span, Entity] = {}
    named: dict[str | None, str] = {}
    for match in _pattern().finditer(text):
        noun = ministry(match[0])
        code = _owner(text, Span(*match.span()), starts)
        if code is not None:
            named[noun] = code
        elif match[0][0].isupper() and not _OF.match(text, match.end()):
            code = named.get(noun, most)
        if noun is not None and code is not None and code in countries.countries():
            found[Span(*match.span())] = authority(noun, code)
    held = [replace(m, entity=entity) if (entity := _whole(m, found)) else m for m in mentions]
    return [*held, *_unnamed(text, found, held)]


def _country_of_item(text: str, mentions: Sequence[Mention]) -> str | None:
    """The country that an item names, as noun or adjective, more often than any other, outside the words of filing."""
    filed = [Span(*match.span()) for match in FILED_WORDS.finditer(text) if match.start() == 0 or text[match.start() - 1] == "\n"]
    told = [m for m in mentions if m.type in _STATES and not any(words.contains(m.span) for words in filed)]
    named = Counter(m.entity.country for m in told if m.entity and m.entity.country)
    best = named.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _owner(text: str, words: Span, starts: dict[int, Mention]) -> str | None:
    """The country whose name or adjective stands before a ministry, or whose name or town stands after it, whether apart or in the
    ministry's own name."""
    before = _BEFORE.search(text[max(0, words.start - 40) : words.start])
    for name in (before["three"], before["one"]) if before else ():
        if code := countries.by_demonym().get(name) or countries.by_name().get(name):
            return code
    if code := _of_country(text, words.end):
        return code
    after = _AFTER.match(text, words.end)
    beside = starts.get(after.end()) if after else None
    return beside.entity.country if beside and beside.entity and beside.type in ("country", "place") else None


def _of_country(text: str, end: int) -> str | None:
    """The country of which a ministry is by the words behind it. Rejects names that only open with one ("of Niger Delta Affairs")."""
    match = _OF.match(text, end)
    if match is None:
        return None
    name = re.sub(r"['’]s?$", "", match["name"])
    return countries.by_name().get(name) or countries.by_name().get(name.split(" and ", 1)[0])


def _whole(mention: Mention, found: dict[Span, Entity]) -> Entity | None:
    """The ministry that the name of an organisation is, with its nationality or country or without."""
    if mention.type != "organisation":
        return None
    return next((entity for span, entity in found.items() if mention.span.contains(span)), None)


def _unnamed(text: str, found: dict[Span, Entity], held: Sequence[Mention]) -> Iterator[Mention]:
    """Ministries in small letters, as the words that stand for one."""
    names = Taken(text, (m.span for m in held))
    for span, entity in found.items():
        if not names.holds(span):
            yield Mention(span, span.of(text), "organisation", entity, pronoun=True)
