"""Which fold of the cross-validation a site is in: training and benchmark agree on it."""

from __future__ import annotations

import hashlib


def fold(site: str, salt: str = "fold:") -> int:
    """One of five, by the hash of the site's name."""
    return int(hashlib.sha256((salt + site).encode()).hexdigest(), 16) % 5
