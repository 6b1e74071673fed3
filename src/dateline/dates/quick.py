"""The day of a page by its markup alone: fields and addresses first, and where these leave a doubt stamps and printed dates.

Neither words nor items are read: what the words contradict is not noticed, and a page without a decisive date has no interval from
them. Measured by `python -m bench dates`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from ..pages.document import Document
from ..types import DateEstimate, Interval
from .article import CERTAIN, stated
from .bounding import ahead, not_later
from .candidates import Candidate, address_month, hidden, images, named_candidates, unrepeated
from .choosing import features, probabilities, quick_weights
from .excerpts import excerpts
from .intervals import HORIZON
from .markup import glance, printed

#: Where fields and addresses leave so much to one day nothing else is asked: on the development pages the rest would change one in eighty
#: of these answers.
DECISIVE = 0.9


def date_markup(document: Document, within: Interval) -> DateEstimate | None:
    """The day, with its evidence; None where no day stands out."""
    days, found = quick_days(document, within, quick_weights())
    chances = probabilities(days, quick_weights())
    best = max((day for day in chances if day), key=lambda day: (chances[day], day), default=None)
    if best is None or chances[best] < CERTAIN:
        return None
    made = stated(best, best, found, (), chances)
    return replace(made, doubtful=True) if within.latest == HORIZON and ahead(made, None) else made


Days = dict[date, dict[str, float]]


def quick_days(
    document: Document, within: Interval | None = None, weights: Mapping[str, float] | None = None
) -> tuple[Days, list[Candidate]]:
    """The days with what speaks for them, and the candidates; everything is read unless the weights find the first of it decisive."""
    cut, american = glance(document)
    month = address_month(document, cut)
    named = unrepeated((*named_candidates(document, cut, american), *images(cut)))
    found = named if within is None else not_later(named, within)
    days = features(found, month)
    if weights is not None and any(day and chance >= DECISIVE for day, chance in probabilities(days, weights).items()):
        return days, found
    marked = excerpts(document)
    rest = unrepeated((*found, *hidden(marked), *printed(marked, american)))
    found = rest if within is None else not_later(rest, within)
    return features(found, month), found
