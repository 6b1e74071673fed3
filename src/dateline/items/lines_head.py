"""The head of an article in bare text: the byline, the day and the caption between its headline and its body; and the titles of other
stories that a heading announces."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from .authors import names_of
from .genres import label_of
from .lines_apart import is_caption
from .lines_features import Line
from .lines_headline import is_signature

#: Words of the title of another story.
_TITLE, _LONGEST_TITLE = 4, 25
_LABELS = frozenset({"opinion", "live", "video", "audio", "documentary"})


def head_roles(lines: Sequence[Line], headline: int, opening: int, dates: Collection[int]) -> dict[int, str]:
    """The roles of what stands between the headline and the body's first paragraph: byline, date, caption. Other lines have none here."""
    roles: dict[int, str] = {}
    for i in range(headline + 1, opening):
        if is_signature(lines[i]):
            roles[i] = "byline"
        elif i in dates:
            roles[i] = "date"
        elif is_caption(lines[i]):
            roles[i] = "caption"
    return roles


def signed_by(lines: Sequence[Line], roles: Mapping[int, str]) -> tuple[str, ...]:
    """The persons whom the bylines name."""
    return names_of(tuple(lines[i].text for i, role in sorted(roles.items()) if role == "byline"))


def titles_announced(lines: Sequence[Line], roles: Sequence[str | None]) -> set[int]:
    """The numbers of the titles right below a heading such as "Read also": short lines, no sentences and no prose; and of those that
    open with the label of a genre ("Opinion | ...", "Watch: ..."), each with the line below it that breaks off."""
    found: set[int] = set()
    announced = False
    for i, line in enumerate(lines):
        if roles[i] == "related-heading":
            announced = True
        elif announced and not roles[i] and _TITLE <= line.size <= _LONGEST_TITLE and not (line.ends or line.is_prose):
            found.add(i)
        else:
            announced = announced and line.size < _TITLE
        if _is_labelled(line) and not roles[i]:
            found |= {i, i + 1} if i + 1 < len(lines) and lines[i + 1].cut else {i}
    return found


def _is_labelled(line: Line) -> bool:
    """Whether a line is the title of a story of its own kind. Subheadings open with "Interview:" and "Analysis:" too, and captions with
    "Photos:"."""
    return _TITLE <= line.size <= _LONGEST_TITLE and not (line.ends or line.is_prose) and label_of(line.text) in _LABELS
