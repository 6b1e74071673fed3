"""Events as a table like GDELT's: one row an event and pair of parties, tab-separated, with fewer columns, named in its header.

GDELT counts CAMEO codes; the quad class and a Goldstein-like score follow from PLOVER's type by a fixed table. Columns that would have
to be invented (mentions, tone) are not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..events.parties import plover_country as country
from ..types import Actor, Event, Item
from .plover import rows

COLUMNS = (
    "GlobalEventID",
    "Day",
    "DayEnd",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1Type1Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2Type1Code",
    "IsRootEvent",
    "EventType",
    "EventMode",
    "QuadClass",
    "GoldsteinScale",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "Certainty",
    "Confidence",
    "DateAdded",
    "SOURCEURL",
)
#: Quad class (1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict) and score of PLOVER 2.0 by type.
SCORES = {
    "AGREE": (1, 2.5),
    "CONSULT": (1, 2.5),
    "SUPPORT": (1, 5.0),
    "CONCEDE": (1, 4.5),
    "COOPERATE": (2, 9.5),
    "AID": (2, 10.0),
    "RETREAT": (2, 6.5),
    "REQUEST": (3, 0.0),
    "ACCUSE": (3, -3.0),
    "REJECT": (3, -2.0),
    "THREATEN": (3, -3.5),
    "PROTEST": (4, -5.0),
    "SANCTION": (4, -6.0),
    "MOBILIZE": (4, -5.5),
    "COERCE": (4, -7.0),
    "ASSAULT": (4, -9.0),
}
#: What would end a cell or a row, or start a formula in a table program.
_BREAKS = str.maketrans({"\t": " ", "\n": " ", "\r": " "})
_FORMULA = ("=", "+", "-", "@")


def table(items: Iterable[Item], *, threshold: float = 0.5) -> Iterator[str]:
    """The header and the rows.

    Only events that happened (asserted, reported) and that PLOVER knows; a party that is missing is an empty cell.
    """
    yield "\t".join(COLUMNS)
    for item in items:
        known = {row["id"] for row in rows((item,), threshold=threshold)}
        for event in item.events:
            if event.id in known:
                yield from (
                    _line(item, event, one, two) for one in event.actors or (None,) for two in event.recipients or (None,)
                )


def _line(item: Item, event: Event, one: Actor | None, two: Actor | None) -> str:
    quad, score = SCORES[event.type]
    when, place = event.when or item.published, event.place.entity if event.place else None
    cells: tuple[object, ...] = (
        event.id,
        when.earliest.strftime("%Y%m%d") if when else None,
        when.latest.strftime("%Y%m%d") if when else None,
        *_party(one),
        *_party(two),
        int(not event.background),
        event.type,
        event.mode,
        quad,
        score,
        event.place.text if event.place else None,
        place.country if place else None,
        place.latitude if place else None,
        place.longitude if place else None,
        place.geonames_id if place else None,
        event.certainty,
        event.confidence,
        item.published.latest.strftime("%Y%m%d") if item.published else None,
        item.url,
    )
    return "\t".join(_cell(cell) for cell in cells)


def _party(actor: Actor | None) -> tuple[str | None, str | None, str | None]:
    if actor is None:
        return None, None, None
    return actor.entity.name if actor.entity else actor.text, country(actor), actor.sector


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value).translate(_BREAKS)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
