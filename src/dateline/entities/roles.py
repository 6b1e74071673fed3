"""The office or description read beside a name: "President of Kazakhstan", "Russia's human rights commissioner"."""

from __future__ import annotations

import re

from ..knowledge import countries
from ..knowledge.titles import SECRETARY_OF, WRITTEN_OUT
from ..types import Span

_TITLES = [
    *WRITTEN_OUT,
    "president",
    "president-elect",
    "vice-president",
    "chancellor",
    "secretary-general",
    "chairwoman",
    "chair",
    "head",
    "king",
    "queen",
    "pope",
    "prosecutor",
    "expert",
    "analyst",
    "ceo",
    "envoy",
    "adviser",
    "advisor",
    "mp",
    "lawmaker",
    "deputy",
    "lawyer",
    "founder",
    "editor",
    "coach",
    "congressman",
    "congresswoman",
    "representative",
    "emir",
    "prince",
    "princess",
    "sultan",
]
_MODIFIERS = frozenset(
    [
        "prime",
        "crown",
        "vice",
        "deputy",
        "foreign",
        "policy",
        "defence",
        "defense",
        "interior",
        "finance",
        "economy",
        "energy",
        "health",
        "justice",
        "education",
        "transport",
        "trade",
        "agriculture",
        "culture",
        "human",
        "rights",
        "security",
        "national",
        "general",
        "acting",
        "former",
        "then",
        "new",
        "regional",
        "local",
        "senior",
        "top",
        "chief",
        "special",
        "presidential",
        "press",
        "party",
        "opposition",
        "military",
        "police",
        "army",
        "air",
        "force",
        "supreme",
        "permanent",
        "state",
        "government",
        "central",
        "bank",
        "executive",
        "managing",
        "first",
        "assistant",
        "under",
        "attorney",
        "house",
        "senate",
        "election",
        "emergency",
    ]
)
_AFTER = re.compile(
    r"^, (?:the |a |an )?((?:(?:[\w’'-]+|(?:[A-Z]\.)+) ){0,6}?(?:"
    + "|".join(_TITLES)
    + r")(?: (?:of|for|at|in) (?:the )?(?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])[\w’'-]+){0,3}"
    + r"(?:(?<=['’]s)(?: (?-i:[a-z])[\w-]+){1,3}(?=,))?)?)\b(?!['’]s\b)",
    re.IGNORECASE,
)


#: A role and a comma before the name: "Serbia's president, Aleksandar Vucic, met Kosovo's prime minister".
_TOLD = re.compile(r"\b(?:" + "|".join(_TITLES) + r")(?: (?:of|for) [^,.;:\n]{1,40})?, $", re.IGNORECASE)
#: Behind a title that is the next person's, whom a verb follows: "from Anna Lind, Judge Rosa Paredes ruled".
_OF_ANOTHER = re.compile(r" [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2} (?!(?:Jr|Sr)\b)[a-z]")
#: "Then-President", "ex-minister".
_THEN = re.compile(r"^(?:then|ex|former|now)-")
#: "Secretary of State Marco Rubio": an office whose field stands behind it.
_OF_STATE = re.compile(rf"\b{SECRETARY_OF}(?: for [A-Z]\w+(?: [A-Z]\w+)?)? $")


def role_of(text: str, span: Span, inner: str | None = None) -> str | None:
    """The role beside a name, as written; `inner` is one that the tagger took for part of the name. A role before a name is its title
    with what qualifies it: a nation, a possessive, a field of government. A role after it stands between commas."""
    after = None if _TOLD.search(text, max(0, span.start - 70), span.start) else _AFTER.match(text[span.end : span.end + 120])
    if after and _OF_ANOTHER.match(text, span.end + after.end(1)) and " of " not in after[1]:
        after = None
    if after and not re.search(r"\b(?:said|says|told|who|and|was|is|has|as|his|her|their|that)\b", after[1]):
        return after[1].strip()
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - 100)
    words = text[start : span.start].split()
    if held := _OF_STATE.search(text, start, span.start):
        words = [*text[start : held.start()].split(), held[0].rstrip()]
    elif not words or _THEN.sub("", words[-1].rstrip(",").casefold()) not in _TITLES:
        return inner
    at = len(words) - 1
    while at > 0 and _qualifies(words[at - 1]) and not words[at].endswith(("'s", "’s")):
        at -= 1
    return " ".join(words[at:]).rstrip(",")


def _qualifies(word: str) -> bool:
    bare = re.sub(r"[’']s$", "", word)
    return (
        _THEN.sub("", word.casefold()) in _MODIFIERS
        or word.casefold() in _TITLES
        or bare in countries.by_demonym()
        or bare in countries.by_name()
    )
