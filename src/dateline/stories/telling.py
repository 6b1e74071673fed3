"""A story told from its items: headline, timeline, figure histories, disagreements, open questions, statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ..statements.sameness import Report, again, grouped, shown
from ..types import INNER_ACTS, Item, Statement, Story, StoryEntry, StoryStatement, Wording
from .contradicting import disagreements
from .days import known
from .denying import denials, speaker
from .differing import differing
from .figures import current, histories
from .happened_or_not import happened_or_not
from .happenings import happenings_of
from .timeline import timeline
from .titles import bare_title

_MOST_STATEMENTS = 40


def told(
    id: str,
    items: Sequence[Item],
    copies: Sequence[tuple[str, str]],
    headline: str | None = None,
    earlier: Mapping[str, Sequence[Item]] | None = None,
) -> Story:
    """The story of some items. `copies` pairs ids of copies with their originals; `headline` is one that people pinned; `earlier` are the
    texts that items had before they were changed, by id, of which figures alone are told."""
    ordered = sorted(items, key=lambda item: (days.latest if (days := known(item)) else date.max, item.id))
    dated = [days for item in ordered if (days := known(item))]
    repeated = frozenset(copy for copy, _ in copies)
    happenings = happenings_of(ordered)
    figures = histories(ordered, repeated, happenings)
    entries = timeline(happenings, repeated)
    happened = tuple(entry for entry in entries if entry.certainty in ("asserted", "reported"))
    return Story(
        id,
        headline or chosen_headline(ordered, repeated, current(figures)),
        tuple(ordered),
        min((day.earliest for day in dated), default=None),
        max((day.latest for day in dated), default=None),
        tuple(dict.fromkeys(item.outlet for item in ordered if item.outlet)),
        happened,
        histories(ordered, repeated, happenings, earlier) if earlier else figures,
        (
            *disagreements(figures, ordered),
            *denials(ordered, repeated),
            *happened_or_not(ordered, repeated),
            *differing(ordered, repeated),
        ),
        tuple(entry for entry in entries if entry.certainty == "possible" and not _settled(entry, happened)),
        statements(ordered),
        tuple(copies),
        sum(item.id not in repeated for item in ordered),
        headline is not None,
    )


def _settled(open: StoryEntry, happened: Sequence[StoryEntry]) -> bool:
    """Whether some report tells as happened what others only have said."""
    return any(entry.type == open.type and (None in (entry.place, open.place) or entry.place == open.place) for entry in happened)


def chosen_headline(items: Sequence[Item], copies: frozenset[str], now: frozenset[str]) -> str:
    """The headline whose words most of the others share, an article's before a teaser's, one that gives the present toll (`now`) before
    one that gives an old one; without any, the first line of the newest."""
    titled = [(item, bare_title(item.headline, item.outlet)) for item in items if item.headline]
    if not titled:
        return items[-1].text.split("\n", 1)[0][:140] if items else ""
    words = {item.id: {word.casefold()[:6] for word in title.split() if len(word) > 3} for item, title in titled}

    def central(row: tuple[Item, str]) -> tuple[bool, bool, bool, float, int]:
        item = row[0]
        own = words[item.id]
        shared = sum(len(own & words[other.id]) / max(1, len(own | words[other.id])) for other, _ in titled if other is not item)
        return item.kind == "article", item.id not in copies, item.id in now, shared, items.index(item)

    return max(titled, key=central)[1]


def _words(item: Item, statement: Statement) -> set[str]:
    text = " ".join(span.of(item.text) for span in statement.content)
    return {word.strip(".,;:!?“”\"'").casefold()[:7] for word in text.split() if len(word) > 3}


def statements(items: Sequence[Item]) -> tuple[StoryStatement, ...]:
    """Speech on the story, the same words by the same speaker once, or a cut of quoted ones, with the items that report it too."""
    found: dict[tuple[str | None, frozenset[str]], Report] = {}
    alike: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for item in items:
        for statement in item.statements:
            key = (speaker(statement), frozenset(_words(item, statement)))
            if statement.act in INNER_ACTS or not key[1]:
                continue
            if key in found:
                alike[found[key].item.id, found[key].statement.id].append(Report(item, statement))
            else:
                found[key] = Report(item, statement)
    return tuple(_told(group, alike) for group in grouped(list(found.values()))[:_MOST_STATEMENTS])


def _told(group: Sequence[Report], alike: Mapping[tuple[str, str], Sequence[Report]]) -> StoryStatement:
    """One statement with its reports: the same words or a cut of them."""
    first, others = shown(group), again(group, alike)
    wordings = tuple(Wording(one.item.id, one.item.outlet, one.differences) for one in others if one.differences)
    return StoryStatement(first.item.id, first.statement, first.item.outlet, tuple(one.item.id for one in others), wordings)
