"""The day of a page by its markup alone, in three stages: fields and addresses; stamps, elements named for dates and the words beside the
headline; every other date that the markup's text prints. A stage is read only where those before it leave a doubt.

Neither words nor items are read: what the words contradict is not noticed, and a page without a decisive date has no interval from
them. Measured by `python -m bench dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ..pages.document import Document
from ..types import DateEstimate, Interval
from .article import CERTAIN, stated
from .bounding import ahead, not_later
from .candidates import address_month, hidden, images, named_candidates, unrepeated
from .choosing import MONTH, contested, features, probabilities, quick_weights, shown_weights, stated_days
from .excerpts import Body, beside_headline, body_of, excerpts
from .intervals import HORIZON
from .markup import beside, glance, printed
from .markup_lines import shown
from .offers import Candidate
from .stamps import prints

#: Fields and addresses are sure of a day that they state for publication where they leave it so much, to no other day as much as `_RIVAL`,
#: and the page prints none but this beside its headline.
_FIELDS, _RIVAL = 0.8, 0.03
#: What a day must hold after the later stages: first of one that a field or a label states, then of another for which something stands
#: that is no other story's, comment's or head's of the site.
_STAMPS, _LINES = (0.7, 0.95), (0.6, 0.75)
#: After the last stage a day that is likelier than not is taken where none other has so much: where two compete, the items tell whose each
#: is.
_COMPETES = 0.2
#: What may be the article's own.
_OWN = re.compile(
    r"headline-(?!other)\w+-(?:first|later)|shown-(?!other)\w+-(?:near|before|anywhere)|(?:tag|shown)-updated-\w+"
    r"|(?:meta|microdata|json-ld|url|image|description|title)-[\w-]+|markup-attribute-published"
)
_TODAY = "shown-today-before"
#: What the article's own line may print.
_PRINTED = re.compile(r"headline-(?:plain|stated)-first|tag-(?:plain|stated)-near|shown-(?:alone|line|stated|opens)-near")


def date_markup(document: Document, within: Interval) -> tuple[DateEstimate | None, bool]:
    """The day, with its evidence, None where no day stands out; and whether the markup is sure of it."""
    for stage in stages(document, within):
        chances = probabilities(stage.days, stage.weights)
        best = max((day for day in chances if day), key=lambda day: (chances[day], day), default=None)
        if certain := best is not None and sure(stage, chances, best):
            break
    if best is None or (not certain and chances[best] < CERTAIN):
        return None, False
    made = stated(best, best, stage.found, (), chances)
    return replace(made, doubtful=True) if within.latest == HORIZON and ahead(made, None) else made, certain


Days = dict[date, dict[str, float]]


class Stage(NamedTuple):
    """What is known after a stage: its number, the page's tags, whether 05/03 is read as 3 May, the candidates, the days with what speaks
    for them, and how much each kind counts."""

    number: int
    body: Body
    american: bool
    found: Sequence[Candidate]
    days: Days
    weights: Mapping[str, float]


def stages(document: Document, within: Interval | None = None) -> Iterator[Stage]:
    """The stages in order, each read when it is asked for."""
    body = body_of(document)
    cut, american = glance(document, body)
    month = address_month(document, cut)
    named = unrepeated((*named_candidates(document, cut, american), *images(cut)))
    found = named if within is None else not_later(named, within)
    yield Stage(1, body, american, found, features(found, month), quick_weights())
    marked = excerpts(document, body)
    beside = unrepeated((*found, *hidden(marked), *printed(marked, american)))
    found = beside if within is None else not_later(beside, within)
    yield Stage(2, body, american, found, features(found, month), quick_weights())
    lines = unrepeated((*found, *shown(body.content, body.start, cut, american)))
    found = lines if within is None else not_later(lines, within)
    yield Stage(3, body, american, found, features(found, month), shown_weights())


def sure(stage: Stage, chances: Mapping[date | None, float], best: date) -> bool:
    """Whether a stage leaves no doubt of a day. A day that nothing states, below a paragraph or as the head of a site shows today, is never
    sure: other stories and comments print theirs there. Neither is one that fields alone state, more than a month after a printed one. By
    folds right, of htmldate's pages: after the first stage 985 of 998, after the second 259 of 292, after the third 222 of 233; of articles
    of another set 164 of 166, 199 of 210, 123 of 149."""
    if contested(stage.days, best):
        return False
    by_field = best in stated_days(stage.days)
    rival = max((chance for day, chance in chances.items() if day not in (None, best)), default=0.0)
    if stage.number == 1:
        return by_field and chances[best] >= _FIELDS and rival < _RIVAL and not _printed_otherwise(stage, best)
    kinds = stage.days[best]
    labelled = by_field or any("-stated-" in kind for kind in kinds)
    if not labelled and (_TODAY in kinds or not any(_OWN.fullmatch(kind) for kind in kinds)):
        return False
    if by_field and _printed_before(stage.found, best):
        return False
    enough = (_STAMPS if stage.number == 2 else _LINES)[not labelled]
    return chances[best] >= enough or (stage.number == 3 and chances[best] >= CERTAIN and rival < _COMPETES)


def _printed_before(found: Sequence[Candidate], day: date) -> bool:
    """Whether dates near the headline are more than a month older, and none is this day."""
    printed = {candidate.day for candidate in found if not candidate.swapped and _PRINTED.fullmatch(candidate.kind)}
    return day not in printed and any(other < day - MONTH for other in printed)


def _printed_otherwise(stage: Stage, day: date) -> bool:
    """Whether the page prints days beside its headline, and not this one."""
    marked = beside_headline(stage.body)
    if prints(marked.behind, day) or prints(marked.before, day):
        return False
    days = {candidate.day for candidate in beside(marked, stage.american)}
    return bool(days) and day not in days
