"""What reading needs, loaded before a process forks, so that its children find it there."""

from __future__ import annotations

import gc
from functools import cache

_PAGE = "<html lang='en'><body><h1>The harbour opens</h1><p>The ferry runs again, the harbour master said on Friday.</p></body></html>"


@cache
def warm(facts: bool) -> None:
    """Reads a page, once a process: that loads the modules, and with facts the language model and the tagger."""
    from ..reading import read
    from .rows import page_rows

    page_rows(read(_PAGE, facts=facts))
    # What is loaded stays: collecting it in every child would copy its memory.
    gc.collect()
    gc.freeze()
