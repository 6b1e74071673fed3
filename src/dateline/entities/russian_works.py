"""Titles of works and names of projects in Russian: what stands in quotation marks behind the word that says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Span
from .shapes import Name

_WORK = (
    r"роман|фильм|кинофильм|телефильм|мультфильм|книг|альбом|сериал|телесериал|пьес|опер|песн|закон|законопроект|картин|спектакл|повест|"
    r"мемуар|поэм|балет|рассказ|стихотворени|сборник|документалк|подкаст|передач|телепередач|мюзикл|симфони"
)
_PROJECT = r"проект|газопровод|нефтепровод|трубопровод|нацпроект|мегапроект|магистрал|автомагистрал|космодром|операци|спецопераци"
#: Up to three words between are whose it is: "роман Михаила Булгакова"; "Роман Зотов «Спартак»" is somebody.
_NAMED = re.compile(
    rf"(?<!\w)(?!(?-i:Р)оман [А-ЯЁ]\w*[^аяй\W] )(?:(?P<work>{_WORK})|(?:{_PROJECT}))(?!н|тив)\w{{0,3}}"
    r"(?: [а-яё]{2,20}| [А-ЯЁ][\w.]{0,20}){0,3} «(?P<title>[^»«\n]{2,80})»",
    re.IGNORECASE,
)


def russian_works(text: str) -> Iterator[Name]:
    """Titles and projects, without their marks: "фильм «Сталкер»", "газопровод «Северный поток — 2»". Rejects firms, papers and what else
    stands in quotation marks behind other words. Not measured: the development pages have none."""
    for match in _NAMED.finditer(text):
        yield Name(Span(*match.span("title")), "work" if match["work"] else "project", 0.9)
