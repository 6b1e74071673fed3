"""The language of the interface: gettext catalogues, chosen by cookie or by what the browser asks for."""

from __future__ import annotations

import gettext as _gettext
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import files

from fastapi import Request

#: Languages of the interface under their own names. English is the source and needs no catalogue.
LANGUAGES = {"en": "English", "ru": "Русский", "az": "Azərbaycanca"}
COOKIE = "language"

_current: ContextVar[str] = ContextVar("interface_language", default="en")


@lru_cache(maxsize=8)
def catalogue(language: str) -> _gettext.NullTranslations:
    """The catalogue of a language; English, and a language without one, says the source's words."""
    folder = str(files(__package__) / "locale")
    return _gettext.translation("dateline", localedir=folder, languages=[language], fallback=True)


def preferred(request: Request) -> str:
    """The language of a reader: their choice, else the first of the browser's that there is, else English."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("accept-language", "")[:200].split(","):
        code = part.split(";")[0].strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return "en"


def speak(language: str) -> None:
    """Sets the language in which this request is answered."""
    _current.set(language)


def spoken() -> str:
    """The language in which this request is answered."""
    return _current.get()


def _(text: str) -> str:
    """A phrase of the interface in the language of this request."""
    return catalogue(_current.get()).gettext(text)


def plural(one: str, many: str, n: int) -> str:
    """A phrase with a number in the form that the number asks for."""
    return catalogue(_current.get()).ngettext(one, many, n)
