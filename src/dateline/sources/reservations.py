"""Reservations of text-and-data-mining rights (TDMRep, W3C community group): by host in a file, by page in a header or meta element."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..errors import InputRefused
from .responses import Response

#: Where a host's file stands.
FILE = "/.well-known/tdmrep.json"
_MOST_RULES = 1_000
_META = re.compile(rb"<meta\b[^>]{0,500}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([a-z-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


class Reserved(InputRefused):
    """The rights of text and data mining are reserved."""


@dataclass(frozen=True, slots=True)
class Reservations:
    """What a host's file says: pairs of a pattern of paths and whether it is reserved. None where there is no file."""

    rules: tuple[tuple[str, bool], ...] = ()

    def reserves(self, url: str) -> bool:
        """Whether an address is reserved: the longest pattern that matches decides, as in robots.txt ("*" any run, "$" the end)."""
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        matching = [(len(pattern), reserved) for pattern, reserved in self.rules if _matches(pattern, path)]
        return max(matching, default=(0, False))[1]


def read_file(answer: Response) -> Reservations:
    """The reservations of an answer for the file. What is no list of rules reserves nothing; a rule that is none is passed over."""
    if answer.status != 200:
        return Reservations()
    try:
        given = json.loads(answer.body)
    except (ValueError, RecursionError):
        return Reservations()
    rules = []
    for rule in given[:_MOST_RULES] if isinstance(given, list) else []:
        if isinstance(rule, dict) and isinstance(rule.get("location"), str):
            rules.append((rule["location"][:2_000] or "/", str(rule.get("tdm-reservation")) == "1"))
    return Reservations(tuple(rules))


def reservation(answer: Response) -> str | None:
    """How an answer reserves its rights, None where it does not.

    Accepts the header and the meta element `tdm-reservation` with the value 1, and `noai` in X-Robots-Tag or the meta element robots. A
    page's own word wins over the host's file only where it reserves: what the file reserves is not fetched.
    """
    if "1" in _words(answer.headers.get("tdm-reservation", "")):
        return "header tdm-reservation"
    if "noai" in _words(answer.headers.get("x-robots-tag", "")):
        return "header X-Robots-Tag: noai"
    for tag in _META.findall(answer.body[:200_000]):
        said = {name.lower(): (a or b or c).decode("latin-1").strip() for name, a, b, c in _ATTRIBUTE.findall(tag)}
        name, content = said.get(b"name", "").lower(), said.get(b"content", "")
        if name == "tdm-reservation" and content == "1":
            return "meta tdm-reservation"
        if name == "robots" and "noai" in _words(content):
            return "meta robots: noai"
    return None


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern matches a path from its start. By parts, left to right: no backtracking, whatever the pattern."""
    whole = pattern.endswith("$")
    parts = pattern.removesuffix("$").split("*")
    if not path.startswith(parts[0]):
        return False
    if len(parts) == 1:
        return not whole or path == parts[0]
    at = len(parts[0])
    for part in parts[1:-1]:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    last = parts[-1]
    return path.endswith(last) and len(path) - len(last) >= at if whole else path.find(last, at) >= 0


def _words(value: str) -> list[str]:
    return re.split(r"[\s,:]+", value.lower())
