"""The credit of a picture, by which a line is known as a caption: "Photo: Name", "(AP/Name)", "Getty Images"."""

from __future__ import annotations

import re

from ..tables import plain_case

__all__ = ["credit_in"]

_CREDIT = re.compile(
    r"(?:^|[\s/(\[|.!?])"
    r"(?:bild(?:er)?|foto(?:grafie|s)?|photos?|fotograf\w*|fotó|picture|image|imago images|quelle|credit|фото|fotoğraf|사진)"
    r"(?P<join>\s?(?::|by |von |par |de |/ |\| ))[^:!?]{2,60}$"
    r"|[/(] ?[^/().]{3,40} (?:nuotr\.|foto)\)?$|\(?(?:getty images|/(?:dpa|afp|ap|reuters|efe|ansa|epa)|[(/]imago)\)?\.?$",
    re.IGNORECASE,
)
#: One of these is in every credit.
_HELD = ("foto", "photo", "bild", "image", "imago", "picture", "quelle", "credit", "getty", "nuotr", "fotó", "фото", "사진", "/")
#: A word in small letters and a full stop: the end of a sentence, not of a name.
_SENTENCE = re.compile(r"(?<![^\W_])[^\W\d_A-ZÀ-ÞА-Я][^\W\d_]*[.!?…][\"”»’)]?$")


def credit_in(text: str) -> re.Match[str] | None:
    """Where the credit begins that ends a line; None where it has none: "a photo by chance." and "Fotos von dem Unfall" are of sentences,
    for a credit in the middle of a line stands behind a mark, or a colon or stroke stands behind its word."""
    lower = text.lower()
    if (plain_case(text) and not any(map(lower.__contains__, _HELD))) or (found := _CREDIT.search(text)) is None:
        return None
    join = (found["join"] or "").strip()
    if join and join.isalpha():
        before = text[: found.start()].rstrip()
        if (before and (before[-1].isalnum() or before[-1] == ",")) or not _names(text[found.end("join") :]):
            return None
    elif join and _SENTENCE.search(text):
        return None
    return found


def _names(text: str) -> bool:
    """Whether what stands behind "Photo by" begins as a name does."""
    return text.lstrip()[:1].isupper()
