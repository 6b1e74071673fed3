"""Ids: hashes of what they name, so that reading twice changes nothing."""

from __future__ import annotations

import hashlib
import unicodedata


def digest(*parts: object) -> str:
    """24 hexadecimal digits (96 bits) of SHA-256 over the parts, each with its length, so that no two lists collide by joining."""
    told = [str(part).encode("utf-8", "surrogatepass") for part in parts]
    return hashlib.sha256(b"".join([piece for data in told for piece in (len(data).to_bytes(8, "big"), data)])).hexdigest()[:24]


def first_words(text: str, count: int = 12) -> str:
    """The first words of a text, case-folded and normalised: the name of an item that has no URL."""
    words = unicodedata.normalize("NFKC", text).casefold().split()
    return " ".join("".join(c for c in word if c.isalnum()) for word in words[:count])


def item_id(outlet: str | None, url: str | None, text: str) -> str:
    """Outlet and canonical URL; without a URL, outlet and first words."""
    return digest("item", outlet or "", url or first_words(text))


def revision_id(item: str, text: str) -> str:
    """Item id and text."""
    return digest("revision", item, text)


def fact_id(kind: str, *payload: object) -> str:
    """Kind, span and payload of a fact; the archive adds the revision."""
    return digest(kind, *payload)
