"""Given names with the sex that bears them.

Source: US census of 1990 (public domain), and names of ours for other countries (training/given_names_supplement.csv). Renewed by
`python -m training.given_names`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..tables import rows
from .offices import fold

#: Surnames that only women bear: Russian, Ukrainian, Bulgarian, Czech, Kazakh, Azerbaijani and Polish ones.
_FEMALE_SURNAME = re.compile(r"(?:[oe]v|[iy]n|sk|ck|yov|ov)a(?:ya)?$|ová$|(?:sk|ck)aya$|qizi$|qyzy$|kyzy$")
#: "Lai Ching-te": the family's name comes first, and says nothing though a given name is written like it.
_SURNAME_FIRST = re.compile(r"[A-Z][a-z]{1,5} [A-Z][a-z]{1,5}-[a-z]{1,6}")


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """`m`, `f` or nothing by given name in lower case, without accents."""
    return {fold(row["name"]): row["sex"] for row in rows(__package__, "given_names.csv")}


def sex_of(name: str) -> str | None:
    """`m` or `f` by the given names of a person, or by a surname that only women bear; None where neither tells. A surname alone
    tells nothing."""
    words = name.split()
    if len(words) < 2:
        return None
    if _SURNAME_FIRST.fullmatch(name):
        return None
    for word in words[:-1]:
        if known := given_names().get(fold(word)):
            return known
    return "f" if _FEMALE_SURNAME.search(words[-1]) and words[-1][:1].isupper() else None
