"""What a host asks of machines: robots.txt (RFC 9309), and the reservations beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .reservations import Reservations
from .responses import Response

KEPT = 86_400.0
KEPT_IN_TROUBLE = 3_600.0
_MOST_HOSTS = 20_000


@dataclass(frozen=True, slots=True)
class Rules:
    """A host's robots.txt for our agent. `delay` in seconds; `trouble` where it could not be had, and then nothing is allowed. `text` is
    what was read. `reserved` are the host's reservations of text-and-data-mining rights, None until they were asked for."""

    parsed: Any = None
    agent: str = ""
    text: str = ""
    delay: float | None = None
    trouble: str = ""
    sitemaps: tuple[str, ...] = ()
    reserved: Reservations | None = None

    def allows(self, url: str) -> bool:
        """Whether the address may be fetched."""
        if self.trouble:
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, self.agent))

    @property
    def why(self) -> str:
        """The reason for a refusal."""
        return self.trouble or "robots.txt forbids it"


@dataclass
class Robots:
    """The rules of the hosts that were asked in the last day (an hour for a host in trouble)."""

    _held: dict[str, tuple[float, Rules]] = field(default_factory=dict)

    def held(self, host: str, now: float) -> Rules | None:
        """The rules of a host, None where they must be asked for."""
        asked, rules = self._held.get(host, (0.0, None))
        return rules if rules is not None and asked + _kept(rules) > now else None

    def asked(self, host: str) -> float:
        """When the host was asked for them; 0 where it was not."""
        return self._held[host][0] if host in self._held else 0.0

    def hold(self, host: str, rules: Rules, asked: float) -> None:
        """Keeps the rules of a host, which was asked at that moment."""
        if len(self._held) >= _MOST_HOSTS:
            self._held = {name: held for name, held in self._held.items() if held[0] + _kept(held[1]) > asked}
        self._held[host] = (asked, rules)


def _kept(rules: Rules) -> float:
    """Seconds for which rules hold."""
    return KEPT_IN_TROUBLE if rules.trouble else KEPT


def unreachable(why: str) -> Rules:
    """Nothing is allowed, for now."""
    return Rules(trouble=why)


def read_robots(answer: Response, agent: str) -> Rules:
    """An answer's rules: a 2xx is read, a 4xx allows all, a 429 or 5xx allows nothing for now (RFC 9309, 2.3.1)."""
    if answer.status == 429 or answer.status >= 500:
        return unreachable(f"robots.txt answers {answer.status}")
    if not 200 <= answer.status < 300:
        return Rules()
    return rules_in(answer.body.decode("utf-8", "replace"), agent)


def rules_in(text: str, agent: str) -> Rules:
    """The rules that the text of a robots.txt states; the empty text allows all."""
    from protego import Protego

    if not text.strip():
        return Rules()
    parsed = Protego.parse(text)
    delay = parsed.crawl_delay(agent)
    rate = parsed.request_rate(agent)
    if rate is not None and rate.requests:
        delay = max(delay or 0.0, rate.seconds / rate.requests)
    return Rules(parsed, agent, text, float(delay) if delay else None, sitemaps=tuple(parsed.sitemaps)[:50])
