"""Passwords: argon2id, with the parameters that the library recommends; what they protect is a reader's name."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ..errors import UsageError

SHORTEST = 10


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher().hash("a password that nobody has")


def hashed(password: str) -> str:
    """The argon2id hash of a password. Raises UsageError for one of under 10 or over 200 characters."""
    if not SHORTEST <= len(password) <= 200:
        raise UsageError(f"a password has {SHORTEST} to 200 characters, got {len(password)}")
    return _hasher().hash(password)


def fits(password: str, known: str | None) -> bool:
    """Whether a password has this hash; takes as long for a name that is not known."""
    try:
        return _hasher().verify(known or _nobody(), password[:200]) and known is not None
    except (VerificationError, InvalidHashError):
        return False
