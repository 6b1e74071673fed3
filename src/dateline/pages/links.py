"""Links as pages, feeds and servers write them, some of them broken."""

from __future__ import annotations

from urllib.parse import urljoin


def joined(base: str | None, link: str | None) -> str | None:
    """A link as a whole address, seen from `base`; None where it cannot be read as one ("http://[")."""
    try:
        return urljoin(base or "", (link or "").strip())
    except ValueError:
        return None
