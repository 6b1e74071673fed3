"""Connections to checked addresses only: a resolver that refuses, and a socket that refuses again."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from .addresses import AddressRefused, AddressRules

#: Names to numbers; injected by tests.
Lookup = Callable[[str, int], Awaitable[list[str]]]


class CheckedResolver(AbstractResolver):
    """Looks a name up and refuses it where any of its numbers is private: a name that mixes both is an attack."""

    def __init__(self, rules: AddressRules, lookup: Lookup | None = None) -> None:
        self._rules, self._lookup = rules, lookup or _system_lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AddressFamily.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The numbers of a host. Raises AddressRefused."""
        numbers = await self._lookup(host, port)
        for number in numbers:
            self._rules.refuse_private(number, port, host)
        return [_result(host, port, number) for number in numbers]

    async def close(self) -> None:
        """Nothing is held."""


def _result(host: str, port: int, number: str) -> ResolveResult:
    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    return ResolveResult(
        hostname=host, host=number, port=port, family=family, proto=socket.IPPROTO_TCP, flags=int(socket.AI_NUMERICHOST)
    )


async def _system_lookup(host: str, port: int) -> list[str]:
    import asyncio

    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def connector(rules: AddressRules, lookup: Lookup | None = None) -> aiohttp.TCPConnector:
    """A connector whose every socket is opened for an address that the rules allow; names are looked up anew for every connection."""

    def checked_socket(info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = info
        rules.refuse_private(str(address[0]), int(address[1]), str(address[0]))
        return socket.socket(family=family, type=kind, proto=protocol)

    return aiohttp.TCPConnector(
        resolver=CheckedResolver(rules, lookup),
        socket_factory=checked_socket,
        use_dns_cache=False,
        limit=64,
        limit_per_host=1,
        force_close=True,
    )


__all__ = ["AddressRefused", "CheckedResolver", "Lookup", "connector"]
