"""Which addresses may be fetched: public hosts over http and https, and nothing that only looks like one.

Two gates: `checked_url` reads the URL before any name is looked up; `refuse_private` reads the number that a name gave, and is asked
again by the socket itself, so that what is connected to is what was checked.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from ..errors import InputRefused, UsageError

LONGEST = 4096
_LABELS = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
_ALLOWED = re.compile(r"[0-9a-fA-F.:]{1,45}:[0-9]{1,5}", re.ASCII)
_LOCAL = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".onion")
# Addresses that carry another address: what lies inside is what would be reached.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")


class AddressRefused(InputRefused):
    """An address that is not fetched."""


@dataclass(frozen=True, slots=True)
class AddressRules:
    """`allowed`: numbers that are fetched though they are not public, as "127.0.0.1:8080" (for tests and for one's own servers);
    `setting` names where they are written."""

    allowed: frozenset[str] = frozenset()
    setting: str = "fetch_allow"

    @classmethod
    def allowing(cls, named: Iterable[str], subject: str) -> AddressRules:
        """Rules that allow some private numbers too, each as NUMBER:PORT. Raises UsageError for what is not written so."""
        wanted = frozenset(part.strip() for part in named if part.strip())
        wrong = sorted(part for part in wanted if not _ALLOWED.fullmatch(part))
        if wrong:
            raise UsageError(f"is written NUMBER:PORT, as 127.0.0.1:9000, got {wrong[0]!r}", subject=subject)
        return cls(wanted, subject)

    def refuse_private(self, number: str, port: int, subject: str) -> None:
        """Raises AddressRefused where the number is of no public host and not allowed by name."""
        if f"{number}:{port}" in self.allowed:
            return
        if not is_public(number):
            rule = (
                f"leads to {number}, which is no public address; it was not connected to; if it is yours, allow {number}:{port} "
                f"({self.setting} in dateline.toml, or DATELINE_{self.setting.upper()})"
            )
            raise AddressRefused(rule, subject=subject)

    def checked_url(self, url: str) -> str:
        """The URL in normal form (host in lower case and IDNA, no fragment). Raises AddressRefused; nothing is looked up."""
        subject = repr(url[:200])
        if len(url) > LONGEST:
            raise AddressRefused(f"longer than {LONGEST} characters", subject=subject)
        if any(ord(char) <= 32 or ord(char) == 127 or char == "\\" for char in url):
            raise AddressRefused("holds white space, a control character or a backslash", subject=subject)
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise AddressRefused(f"is no address: {error}", subject=subject) from error
        if parts.scheme.lower() not in ("http", "https"):
            raise AddressRefused("only http and https are fetched", subject=subject)
        if parts.username is not None or parts.password is not None:
            raise AddressRefused("holds a user name", subject=subject)
        host = _host(parts, subject)
        self._check_host(host, port or (443 if parts.scheme.lower() == "https" else 80), subject)
        return _joined(parts, host, port)

    def _check_host(self, host: str, port: int, subject: str) -> None:
        if f"{host}:{port}" in self.allowed:
            return
        number = _number(host)
        if number is not None:
            self.refuse_private(number, port, subject)
        elif "." not in host or host.endswith(_LOCAL) or not all(_LABELS.fullmatch(label) for label in host.split(".")):
            raise AddressRefused(f"{host[:80]!r} is no name of a public host", subject=subject)
        elif re.fullmatch(r"[0-9]+|0x[0-9a-f]*", host.rsplit(".", 1)[-1]):
            # WHATWG URL: a host that ends in a number is an IPv4 address, whatever its form; only the plain one is read.
            raise AddressRefused(f"{host[:80]!r} is a number in an unusual form", subject=subject)
        if port < 1024 and port not in (80, 443):
            raise AddressRefused(f"port {port} is not of the web", subject=subject)


def is_public(number: str) -> bool:
    """Whether an IP address is of the public internet; addresses that carry an IPv4 address are judged by it."""
    try:
        address = ipaddress.ip_address(number.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if "%" in number or address in _NAT64_LOCAL or address.is_site_local:
            return False
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and (address in _NAT64 or int(address) >> 32 == 0):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def host_of(url: str) -> str:
    """Scheme-less host with its port, the key of pacing and of robots.txt; "" where there is none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def same_site(url: str, site: str) -> bool:
    """Whether a URL lies on a site's host or below it ("www." aside): an outlet's front links its own stories there."""
    one, other = (_bare(_name(address)) for address in (url, site))
    return bool(one) and (one == other or one.endswith("." + other) or other.endswith("." + one))


def _name(url: str) -> str:
    """The name of an address's host; "" where it cannot be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.").removeprefix("m.")


def _host(parts: SplitResult, subject: str) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise AddressRefused("has no host", subject=subject)
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise AddressRefused(f"{host[:80]!r} is no name of a host", subject=subject) from error
    return host.lower()


def _number(host: str) -> str | None:
    """The host as an IP address in its plain form, None for a name."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return host if ":" in host else None


def _joined(parts: SplitResult, host: str, port: int | None) -> str:
    shown = f"[{host}]" if ":" in host else host
    default = 443 if parts.scheme.lower() == "https" else 80
    place = shown if port in (None, default) else f"{shown}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]|")
    return urlunsplit((parts.scheme.lower(), place, path, query, ""))
