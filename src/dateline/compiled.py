"""The modules that are compiled where a C compiler was at hand (see setup.py); plain Python does their work without."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def built(package: str | None, name: str) -> Any:
    """A compiled module of a package by its name; None where it was not built."""
    try:
        return import_module(f"{package}.{name}")
    except ImportError:
        return None
