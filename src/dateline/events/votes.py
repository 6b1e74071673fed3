"""Votes in a sentence: for and against, numbers of votes and voters, shares and turnout in per cent.

Accepts "by 64 votes to 30", "voted 9-5", "54.3% of the vote", "1.2 million votes", "turnout was 61 percent". Rejects scores of games.
Error: docs/events.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..expressions.numbers import ABOUT, LOWER, QUANTITY, UPPER, quantity
from ..types import Span
from .amounts import SHARE, Amount, counts_nothing

_VOTING = re.compile(
    r"\bvot(?:e|es|ed|ing)\b|\bballots\b|\b(?:passed|approved|adopted|rejected) .*\b\d{1,3} to \d{1,3}\b", re.IGNORECASE
)


#: "Beaten by nine votes", "a margin of more than 5 million votes": a difference.
_MARGIN = re.compile(r"\b(?:by|margin of|lead of)(?: an?)? $", re.IGNORECASE)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    verbs = r"\b(?:votes?|voted|voting|passed|approved|adopted|rejected|defeated)\b"
    against = (
        rf"{verbs}(?: [\w’'-]+){{0,6}}?(?:,? (?:by|of|was|were|went))?(?: a vote of)? (?P<one>\d{{1,3}})(?: votes?)?"
        r"(?:-|–| to | against )(?P<other>\d{1,3})\b(?! ?(?:%|per|points?|win|victory|defeat|years?|\w+day))"
    )
    voters = r"(?:[\w’'-]+ ){0,3}?(?:people|voters|citizens|ballots|residents|members)(?: \w+){0,2}? (?:voted|cast|were cast)\b"
    bound = rf"(?:(?P<bound>{LOWER}|{UPPER}|{ABOUT}) )?"
    patterns = (
        against,
        rf"{bound}{SHARE} (?:of (?:the )?(?:[\w’'-]+ )?(?:votes?|ballots)|vote share)\b(?! (?:had|has|have|was|were)? ?(?:been )?counted)",
        rf"\b{QUANTITY} votes\b(?! to\b)",
        rf"\b{QUANTITY} (?:{voters}|voted\b)",
        rf"\bturnout\b[^.;\d]{{0,40}}? {bound}{SHARE}",
        rf"{bound}{SHARE} turnout\b",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def votes(sentence: str) -> Iterator[Amount]:
    """Votes, voters and shares of the vote where the sentence votes, and turnouts."""
    against, shares, counted, voters, turnout, before = _patterns()
    if _VOTING.search(sentence):
        for match in against.finditer(sentence):
            for group in ("one", "other"):
                yield Amount("votes", "votes", float(match[group]), float(match[group]), Span(*match.span(group)))
        for match in shares.finditer(sentence):
            yield _share("votes", match, match.end())
        for pattern, unit in ((counted, "votes"), (voters, "people")):
            for match in pattern.finditer(sentence):
                if (size := quantity(match)) and not counts_nothing(match) and not _MARGIN.search(sentence[: match.start()]):
                    yield Amount("votes", unit, size.lower, size.upper, size.span)
    for match in (*turnout.finditer(sentence), *before.finditer(sentence)):
        yield _share("turnout", match, match.end("share"))


def _share(what: str, match: re.Match[str], end: int) -> Amount:
    share, bound = float(match["number"]), (match["bound"] or "").lower()
    lower, upper = (None if re.fullmatch(UPPER, bound) else share), (None if re.fullmatch(LOWER, bound) else share)
    return Amount(what, "per cent", lower, upper, Span(match.start("bound") if bound else match.start("number"), end))
