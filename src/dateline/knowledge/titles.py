"""Titles that stand shortened before the names of persons: "Rep. Dana Lind", "Col Peter Holm". One list for every stage; a stage adds
what it also takes for a title."""

from __future__ import annotations

#: Without their full stop, which British outlets leave out.
SHORTENED = ("Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Capt", "Sgt", "Lt", "Col", "Gen", "Rev")
#: The same as one alternative of a pattern.
ANY_SHORTENED = "|".join(SHORTENED)
