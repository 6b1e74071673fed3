"""Acronyms that a text defines as terms: "improvised explosive devices (IEDs)", "sexual assault referral centres (Sarcs)" are nobody.

Accepts letters in brackets behind words in small letters of which they are the initials. Rejects terms that end as bodies do ("national
executive committee (NEC)") and letters that the text defines by words with capitals, too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .shapes import ORGANISATION

_DEFINED = re.compile(r"(?P<words>(?<![\w-])(?:[a-z][\w’'-]{0,30} ){1,6}[a-z][\w’'-]{0,30}) \((?P<short>[A-Z][A-Za-z]{1,6})\)")
_BODY = re.compile(r"\b(?:team|corps|brigade|squad|unit|front|guerrillas?|administration|directorate|consulate|embassy|division)$")
_JOINT = re.compile(r"[ -]")


@lru_cache(maxsize=4)
def terms_of(text: str) -> frozenset[str]:
    """The acronyms that are terms in a text, each in the singular and the plural."""
    found = set()
    for match in _DEFINED.finditer(text):
        short = match["short"].removesuffix("s") if len(match["short"]) > 2 else match["short"]
        initials = "".join(word[0] for word in _JOINT.split(match["words"]) if word)
        last = match["words"].split()[-1]
        body = ORGANISATION.search(last.title()) or ORGANISATION.search(last.title().removesuffix("s")) or _BODY.search(last)
        if initials.endswith(short.casefold()) and not body:
            found.add(short)
    kept = {short for short in found if not re.search(rf"\b[A-Z][\w’'-]* \(?{short}\)", text)}
    return frozenset(kept | {f"{short}s" for short in kept})
