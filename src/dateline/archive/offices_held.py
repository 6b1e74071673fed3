"""A person's offices by the table of offices, and roles of items that contradict it: the table is shown beside the record, never put in
its place."""

from __future__ import annotations

import re
from datetime import date

from ..knowledge import countries
from ..knowledge.offices import TITLES, fold, held, holder
from ..tables import cell
from ..types import Entity, TermHeld

_TITLE = "|".join(re.escape(title) for title in sorted(TITLES, key=len, reverse=True))
#: A role that is an office alone or a country's: "President", "French President", "prime minister of Qatar"; "former president" is none.
_NAME = r"[A-Z][\w.’'-]{0,30}"
_ROLE = re.compile(
    rf"(?:the )?(?:(?P<whose>{_NAME}(?: {_NAME}){{0,3}}) )?(?P<title>(?i:{_TITLE}))(?: of (?:the )?(?P<of>[A-Z].*))?"
)
_OWN = re.compile(r"['’]s?$")


def terms_of(entity: Entity) -> tuple[TermHeld, ...]:
    """The terms of a person, the earliest first; terms that follow on one another in one office are one. None where the record does not
    know whose country's a person is, and where two people of the table are called so ("George Bush")."""
    if entity.type != "person" or " " not in entity.name or entity.country is None:
        return ()
    found: list[TermHeld] = []
    known = [t for t in held(entity.name) if t.country == entity.country]
    if len({t.name for t in known}) > 1:
        known = [t for t in known if fold(t.name) == fold(entity.name)]
    for term in sorted(known, key=lambda t: (t.office, t.start or date.min)):
        last = term.end
        before = found[-1] if found else None
        if before and (before.office, before.country) == (term.office, term.country) and _follows(before.last, term.start):
            found[-1] = TermHeld(term.office, term.country, before.first, last)
        else:
            found.append(TermHeld(term.office, term.country, term.start, last))
    return tuple(sorted(found, key=lambda t: (t.first or date.min, t.office)))


def _follows(last: date | None, start: date | None) -> bool:
    return last is not None and start is not None and (start - last).days <= 1


def other_holder(entity: Entity, role: str, first: date | None, last: date | None) -> str | None:
    """Who held the office of a role by the table, on the first day on which items gave it to somebody else and on the last. None where the
    role names no office of the table, the table has the person or two others on these days, or does not know who held it."""
    found = _ROLE.fullmatch(role)
    if entity.type != "person" or found is None or first is None or last is None:
        return None
    named = _OWN.sub("", found["of"] or found["whose"] or "")
    code = countries.by_name().get(named) or countries.by_demonym().get(named) if named else entity.country
    office = cell(TITLES, found["title"])
    if code is None or office is None:
        return None
    own = {term.name for term in held(entity.name, office, code)}
    if not named and not own:
        return None  # "president", of a club or a company
    holders = [holder(office, code, day) for day in (first, last)]
    # Two holders, one after the other: neither is the answer.
    return holders[1] if holders[0] == holders[1] and holders[1] not in own else None
