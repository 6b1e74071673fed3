"""The contexts of templates, emptied when a page is made.

A macro knows the context that it was made in, and this the macro: such circles hold all records of a page until the collector of garbage
comes by, which then has tens of thousands of objects to take apart at once (60 ms every third dossier).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from jinja2.runtime import Context

_made: ContextVar[list[Context] | None] = ContextVar("made", default=None)


class Noted(Context):
    """A context that is noted while a page is made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made = _made.get()
        if made is not None:
            made.append(self)


@contextmanager
def emptied(sign: str) -> Iterator[None]:
    """Empties the contexts that are made inside and hold `sign`, a name that all values of a page come with; those without it are of
    modules that are kept for other pages."""
    made: list[Context] = []
    token = _made.set(made)
    try:
        yield
    finally:
        _made.reset(token)
        for context in [one for one in made if sign in one.parent or sign in one.vars]:
            context.vars.clear()
            context.parent.clear()
