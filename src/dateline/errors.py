"""Every error that Dateline raises on purpose.

    DatelineError
    ├── InputRefused            a page, file or record that cannot be read; goes to the quarantine
    │   ├── EmptyInput
    │   ├── NotText             binary data, or a media type that is not read
    │   │   └── PassedOver      what a crawl holds beside its pages: a picture, a style sheet, the answer that a page is gone
    │   ├── TooLarge
    │   └── TooDeep
    ├── UsageError              a call or a setting that cannot be right
    ├── MissingExtra            an optional dependency is needed; the message names the pip command
    └── ArchiveError
        ├── ArchiveNotFound
        ├── ArchiveTooNew       made by a newer version
        ├── ArchiveDamaged
        ├── ArchiveLocked       another writer holds it
        ├── ArchiveReadOnly
        ├── ArchiveFull         no space left
        └── UnsupportedDatabase the database or its version cannot keep the record safe

A message says the rule, the value and the way out: "page.html: 241 MB, over the limit of 100 MB; raise it with --max-bytes".
"""

from __future__ import annotations


class DatelineError(Exception):
    """The base of the tree. `subject` names the input, setting or archive; the message opens with it."""

    def __init__(self, message: str, *, subject: str | None = None) -> None:
        self.subject = subject
        self.rule = message
        super().__init__(f"{subject}: {message}" if subject else message)


class InputRefused(DatelineError):
    """An input that cannot be read. The rest of a batch goes on."""


class EmptyInput(InputRefused):
    """Nothing but white space."""


class NotText(InputRefused):
    """Binary data, or a media type that is not read."""


class PassedOver(NotText):
    """A record of a crawl that is no page and does not say that it is one. Nothing is wrong with it: it is counted, not refused."""


class TooLarge(InputRefused):
    """More bytes, nodes or attributes than the limit."""


class TooDeep(InputRefused):
    """Elements nested deeper than the limit."""


class UsageError(DatelineError):
    """A call or a setting that cannot be right: it names the argument, the rule and the value."""


class MissingExtra(DatelineError):
    """An optional dependency is needed; the message names the pip command."""


class ArchiveError(DatelineError):
    """Something is wrong with an archive."""


class ArchiveNotFound(ArchiveError):
    """There is no archive at that address."""


class ArchiveTooNew(ArchiveError):
    """The archive was made by a newer version of Dateline."""


class ArchiveDamaged(ArchiveError):
    """The database reports damage; the message says how to check and restore."""


class ArchiveLocked(ArchiveError):
    """Another writer holds the archive."""


class ArchiveReadOnly(ArchiveError):
    """The archive or its folder cannot be written."""


class ArchiveFull(ArchiveError):
    """No space is left where the archive lives."""


class UnsupportedDatabase(ArchiveError):
    """The database, or its version, cannot keep the record safe."""
