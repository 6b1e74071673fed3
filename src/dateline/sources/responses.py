"""What came back from an address."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Response:
    """One answer, after redirects: `body` is unpacked. Header names are in lower case.

    `moved_to` is the target of the permanent redirects at the head of the chain (301, 308), None where the first hop was a temporary one.
    """

    url: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved_to: str | None = None

    @property
    def media_type(self) -> str:
        """The Content-Type header as it stands."""
        return self.headers.get("content-type", "")
