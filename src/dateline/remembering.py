"""Results kept from page to page, within a bound of memory: what is told of long texts is worked out anew each time."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from inspect import signature
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")
#: Characters. Longer texts seldom come twice, and a page of a hundred megabytes must not stay in a cache.
LONGEST = 400


def remembered(entries: int) -> Callable[[Callable[Given, Found]], Callable[Given, Found]]:
    """Keeps the results of a pure function for its last `entries` arguments, none of which is a text longer than `LONGEST`: memory is
    bounded by `entries` times `LONGEST` characters and what the results take."""

    def decorated(work: Callable[Given, Found]) -> Callable[Given, Found]:
        kept = lru_cache(maxsize=entries)(work)
        if len(signature(work).parameters) == 1:
            return _of_one(work, kept)

        def found(*texts: Given.args, **others: Given.kwargs) -> Found:
            for text in texts:
                if isinstance(text, str) and len(text) > LONGEST:
                    return work(*texts, **others)
            return kept(*texts, **others)  # type: ignore[arg-type]  # what is no key raises, as it should

        found.__doc__, found.__name__ = work.__doc__, work.__name__
        return found

    return decorated


def _of_one(work: Callable[..., Any], kept: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a function of one text, as nearly all are: a call of it costs half as much."""

    def found(text: str) -> Any:
        return kept(text) if len(text) <= LONGEST else work(text)

    found.__doc__, found.__name__ = work.__doc__, work.__name__
    return found
