"""What the archive remembers of a source and of an address that was found at one: frozen, so that a decision gives a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SourceKind = Literal["site", "feed", "front", "sitemap"]


@dataclass(frozen=True, slots=True)
class SourceState:
    """A followed source. Moments are seconds since 1970; `interval` is seconds between two fetches.

    `moved_to` is the target of a permanent redirect, `sightings` how often in a row it was seen. `disabled` is the reason, if the source
    is fetched no more. `kind` is "site" until the first fetch has told what it is. `depth` is 0 for what people follow, 1 for what such a
    source named, and so on. `landed` is where its page stands where that is
    another address: what the page named as its own at the last visit, else where redirects led.
    """

    id: str
    url: str
    kind: SourceKind = "site"
    title: str = ""
    interval: float = 1800.0
    due: float = 0.0
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    moved_to: str | None = None
    sightings: int = 0
    disabled: str | None = None
    problem: str | None = None
    fetched: float | None = None
    succeeded: float | None = None
    found: int = 0
    depth: int = 0
    landed: str = ""

    @property
    def page(self) -> str:
        """The address under which captures of its page are kept."""
        return self.landed or self.url


@dataclass(frozen=True, slots=True)
class AddressState:
    """An article's address that a source named. `due` is None when it is settled: fetched as often as it will be, or refused.

    `published` and `updated` are the dates that the source gives. `landed` is as of a source.
    """

    id: str
    url: str
    source: str
    first_seen: float
    due: float | None = None
    visits: int = 0
    failures: int = 0
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    published: str | None = None
    updated: str | None = None
    problem: str | None = None
    landed: str = ""

    @property
    def page(self) -> str:
        """The address under which captures of its page are kept."""
        return self.landed or self.url


@dataclass(frozen=True, slots=True)
class HostState:
    """What a host said of machines, kept so that another process need not ask again, and does not come too soon.

    `robots` is the text of its robots.txt, "" where it has none; `trouble` says why it could not be had; `asked` is when that was.
    `reserved` are the rules of its tdmrep.json as (pattern, reserved), None until it was asked for. `free` is the moment from which
    the host may be asked again.
    """

    host: str
    asked: float = 0.0
    robots: str = ""
    trouble: str = ""
    reserved: tuple[tuple[str, bool], ...] | None = None
    free: float = 0.0
