"""An archive: the stored record, opened by path or URL. One file a domain; `Archive` joins them."""

from __future__ import annotations

from os import PathLike, fspath

from .adding import Adding
from .alerts import Alerts
from .corrections import Corrections
from .discussion import Discussion
from .facts import Facts
from .items import Items
from .keeping import Keeping
from .marks import Marks
from .pairs import Pairs
from .readings import Readings
from .remerging import Remerging
from .sources import Sources


class Archive(
    Adding,
    Items,
    Facts,
    Keeping,
    Sources,
    Discussion,
    Pairs,
    Remerging,
    Corrections,
    Readings,
    Marks,
    Alerts,
):
    """The face of the stored record. One process writes at a time, any number read; use it as a context manager or close it."""


def open_archive(address: str | PathLike[str]) -> Archive:
    """Opens the archive at a path, or at a postgresql:// URL; makes one where there is none.

    Raises an ArchiveError that names the remedy: ArchiveDamaged, ArchiveReadOnly, ArchiveTooNew, UnsupportedDatabase ...
    """
    return Archive(fspath(address))
