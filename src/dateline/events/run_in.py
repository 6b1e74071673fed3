"""What runs into the name of a party though it is none of it: captions, hours, ages, marks of lists, the headline above.

Parties of whom a name was cut or run into other words were 15 of 136 wrong events of 568 (docs/events.md).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What runs into a name though it belongs to the line before or to an age: "10:39 GMT", "AFP image caption", "36 - year - old".
RUN_IN = re.compile(
    r"(?:[\d:.]{1,12} )?(?:[AP]M )?(?:GMT|UTC|[ECMP][SD]T|CET|ET) |\b(?:\w{1,20} ){0,2}(?:image |photo )?[Cc](?:aption|APTION) |"
    r"old (?=[A-Z])|[•·▪*] |(?<!\S)\S{1,80}\.(?:jpe?g|png|gif) |(?:View |Full )?(?:Photos?|Gallery|Advertisement|Related) (?=[A-Z])|"
    r"\b(?:[A-Z]\w{1,20} ){1,3}(?=An? [a-z])|(?<!\S)[a-z]{2,20} (?=An? [a-z])|(?<=\d, )(?:19|20)\d\d (?=[A-Z])|"
    r"(?<!\S)[^()\n]{1,40}\)(?: |[—–] ?)(?=[A-Z])|(?:\S{1,30} ){0,4}\S{0,30}Buy Photo |\b[Pp]olice (?:say|says|allege|believe) "
)


#: The sign of a list before a name, with the day of a register before it: "Thursday, March 15 ◆ Tom Lind".
MARKS = re.compile(r"[^◆◇■□▪▫●○►▶★☆✦❖×\n]{0,40}[◆◇■□▪▫●○►▶★☆✦❖×][\s◆◇■□▪▫●○►▶★☆✦❖×]*")

#: With these a report begins where a page runs its headline into it.
_OPENING = frozenset({"authority", "official"})
_HOLDING = frozenset(
    {"state", "city", "county", "district", "town", "village", "university", "campus", "airport", "transit", "border"}
)


def behind_headline(token: Token) -> Token | None:
    """The first word of those who open a report whose headline runs into it: "hurt in altercation Lima police investigate", "to arrest
    suspect Police have arrested"; None where nothing does."""
    many = token.lower_ == "police" or token.tag_ in ("NNS", "NNPS")
    if not token.i or not many or token.lemma_.lower() not in words("police") | _OPENING:
        return None
    first = token
    while first.i > 1 and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).is_title:
        first = first.nbor(-1)
    before = first.nbor(-1)
    noun = before.tag_ in ("NN", "NNS") or before.lower_ == "suspect"
    run_in = first.text[:1].isupper() and before.text.islower() and noun and before.lower_ not in _HOLDING
    return first if run_in else None


#: A state before a body or an officer of it, of which the parser makes a sentence: "Va. Supreme Court turns down a plea".
_STATE = re.compile(
    r"(?:^|\n)(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|N\.[CDHJMY]|"
    r"Okla|Ore|Pa|R\.I|S\.[CD]|Tenn|Tex|Va|Vt|Wash|Wis|W\. ?Va|Wyo)\. $"
)


def with_state(start: int, text: str) -> int:
    """Where a phrase begins that the name of a state opens, cut short, at the start of a line."""
    before = _STATE.search(text, max(0, start - 8), start)
    return before.start() + (text[before.start()] == "\n") if before else start


def closes_quotation(text: str, start: int, end: int) -> bool:
    """Whether the mark behind a phrase closes a quotation that opens within it: "her “wonderful donors”"."""
    within = text[start:end]
    return ("“" in within and "”" not in within and text.startswith("”", end)) or (
        within.count('"') % 2 == 1 and text.startswith('"', end)
    )
