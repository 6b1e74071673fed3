"""How many were killed and injured in the happening that a report tells of, also where no number is written: "a man was shot dead".

Accepts English reports of one happening. A number that is written wins over one that follows from a singular. Rejects suspects
who are only sought, and threats. Measured by `python -m bench figures`; the rates stand in docs/events.md.
"""

from __future__ import annotations

import re

from ..expressions.located import Located
from ..expressions.times import find
from .figures import Count, counts

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*[.!?]?")
#: Words that tell of the death of somebody in this report.
_DEAD = re.compile(
    r"\b(?:shot dead|shot and killed|shot to death|fatally (?:shot|wounded|stabbed|injured)|pronounced (?:dead|"
    r"deceased)|found dead|was killed|were killed|been killed|"
    r"died (?:at|from|of|after|later|in|on|shortly|as)|has died|later died|who died|and died|shooting death|"
    r"fatal(?: \w+){0,3} shooting|killed in|(?:man|woman|boy|girl|teen|teenager|student|person) killed|"
    r"homicides?|murder of|murdered|death of|dead at the scene|died\b|deadly shooting|body of|killing of|"
    r"killed (?:him|her|a|an|his|the) |autopsy|slaying|slain|medical examiner|coroner)\b",
    re.IGNORECASE,
)
#: Words that tell that somebody was hurt, by a shot or else.
_HURT = re.compile(
    r"\b(?:(?:was|were|been|being|is) (?:also )?(?:shot|wounded|injured|hospitalized|hit by|struck by|grazed)|"
    r"shot (?:a|an|another|the|his|her|him|two|three|four|at|in|once|twice|multiple|several)\b|gunshot wounds?|"
    r"non-?life-?threatening|"
    r"(?:critical|stable|serious|fair|good|grave) condition|wounded|injured|injuring|wounding|injuries|shot in the|"
    r"(?:man|woman|boy|girl|teen|teenager|person|officer) shot|taken to (?:a|the|an) (?:\w+ ){0,2}hospital|"
    r"expected to (?:survive|recover|be ok))\b",
    re.IGNORECASE,
)
_SHOTS = re.compile(r"\b(?:shot|shooting|gunshot|gunfire|gunman|stabbed|bullets?)\b", re.IGNORECASE)
_UNHURT = re.compile(
    r"\b(?:no (?:injuries|one (?:was|were) (?:hurt|injured|shot|hit|struck)|casualties)|nobody (?:was )?(?:hurt|"
    r"injured)|unharmed|uninjured)\b",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"\b(?:another|a second|other|others|two|2|both|three|3)\b[^.]{0,40}\b(?:injured|wounded|hurt|hospital|condition|shot)\b",
    re.IGNORECASE,
)


def toll(text: str) -> tuple[int, int]:
    """Killed and injured, as whole numbers; 0 where the text tells of none."""
    times = Located((t.span, t) for t in find(text))
    found = [c for m in _SENTENCE.finditer(text) for c in counts(m[0], m.start(), times)]
    killed, hurt = _stated(found, "killed"), _stated(found, "injured")
    head = text[:3000]
    if killed is None:
        killed = int(bool(_DEAD.search(head)) and bool(_SHOTS.search(head)))
    if hurt is None:
        hurt = int(bool(_HURT.search(head)) and not _UNHURT.search(head) and (not killed or bool(_SECOND.search(head))))
    return killed, hurt


def _stated(found: list[Count], what: str) -> int | None:
    """The first number that is written for this effect; None where there is none."""
    count = next((c for c in found if c.what == what), None)
    if count is None:
        return None
    return int(count.lower if count.lower is not None else count.upper or 0)


_ONE_DEAD = re.compile(
    r"\b(?:(?:was|has been|had been|is) (?:\w+ )?(?:killed|murdered|assassinated|slain|executed|shot dead)|"
    r"(?:murder|assassination|killing|slaying|death) of (?!(?:the )?(?:\d|two|three|four|five|six|seven|eight|nine|"
    r"ten|several|many|dozens|hundreds|thousands|people|civilians|children))|"
    r"(?:killed|murdered|assassinated|shot dead) (?:a|an|the) (?!\d|two|three|four|five|six|seven|eight|nine|ten|"
    r"\w+s\b)|assassinated)\b",
    re.IGNORECASE,
)
_ONE_HURT = re.compile(
    r"\b(?:(?:was|has been|had been) (?:\w+ )?(?:wounded|injured|hurt)|(?:wounded|injured|wounding|injuring) (?:a|"
    r"an|one|another))\b",
    re.IGNORECASE,
)


def singles(sentence: str) -> tuple[str, ...]:
    """Whether the sentence tells that one person was killed, or injured, without writing a number."""
    found = []
    if _ONE_DEAD.search(sentence):
        found.append("killed")
    if _ONE_HURT.search(sentence):
        found.append("injured")
    return tuple(found)


def sentences(text: str) -> list[tuple[str, int]]:
    """The sentences of a text without a parse, each with where it starts."""
    return [(m[0], m.start()) for m in _SENTENCE.finditer(text)]
