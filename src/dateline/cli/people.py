"""Who speaks at the command line."""

from __future__ import annotations


def name_of(given: str | None) -> str:
    """The name given, else that of the account; empty where the system has none."""
    from getpass import getuser

    if given is not None:
        return given
    try:
        return getuser()
    except (OSError, KeyError):
        return ""
