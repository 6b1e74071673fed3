"""Made-up outlets for a day: what each publishes when, what is wrong with it, and what it answers."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cached_property
from html import escape

HOUR, DAY = 3_600.0, 86_400.0
LISTED = 30
#: How an outlet is followed, and what is wrong with it, with the number of outlets among 200.
KINDS = ("rss", "atom", "json", "sitemap", "packed sitemap", "site with feed", "site with sitemap", "front")
TROUBLES = {
    "forbids some": 12, "forbids all": 4, "robots in trouble": 3, "wants 20 s": 6, "wants 300 s": 2, "too many": 6, "fails at times": 10,
    "moves": 5, "goes": 3, "slow": 4, "endless": 3, "bomb": 3, "leads inside": 3, "leads in a circle": 2, "hostile xml": 3,
    "reserves by file": 3, "reserves by meta": 2, "two feeds": 6,
}  # fmt: skip
#: Troubles whose articles cannot or must not be had.
CLOSED = {"forbids all", "goes", "slow", "endless", "bomb", "leads inside", "leads in a circle", "hostile xml"}
CLOSED |= {"reserves by file", "reserves by meta"}
#: Invented names of places, made of two parts each: reports from one place are one story at times, others have nothing in common.
_PLACES = tuple(
    first + second
    for first in (
        "Nor",
        "Sel",
        "Cast",
        "Umbr",
        "Ans",
        "Drom",
        "Hald",
        "Vesk",
        "Lind",
        "Tarn",
        "Osk",
        "Belm",
        "Quar",
        "Fjor",
        "Zab",
        "Mirt",
    )
    for second in (
        "vik",
        "ham",
        "rel",
        "ia",
        "ore",
        "en",
        "ova",
        "moor",
        "ary",
        "stedt",
        "una",
        "eck",
        "ingen",
        "olo",
        "aska",
        "uth",
    )
)
_NAMES = (
    "Averin",
    "Boldt",
    "Cassar",
    "Dunlop",
    "Elvsted",
    "Farkas",
    "Grimaldi",
    "Huertas",
    "Imhof",
    "Jurkovic",
    "Kestrel",
    "Lahtinen",
)
_DEEDS = (
    "council approves harbour plan", "bridge closed after storm", "school opens new wing", "ferry line adds night service",
    "clinic asks for more doctors", "farmers protest over water prices", "museum finds lost painting", "court halts quarry permit",
    "team wins regional cup", "fire destroys old sawmill",
)  # fmt: skip
_SENTENCES = (
    "The decision was taken after a debate that lasted four hours, according to the minutes of the meeting.",
    "Residents of {near} had waited for months, and many came to the hall to hear {name}.",
    "“We will look at every offer from {near} before the summer,” deputy mayor {name} told reporters.",
    "The work is to cost about {n} million and to be finished within two years, {name} of the {near} office wrote.",
    "A spokeswoman for the county of {near} said that letters had been sent to all {n} households.",
    "Traders from {near}, among them {name}, fear that the detour will keep customers away until the autumn.",
    "The police of {near} asked drivers to avoid the area, and buses were sent over the old road to {far}.",
    "The orchestra of {near} plays for {name} on the square of {far} at {n} past noon.",
    "Engineers led by {name} measured the banks of the {far} for {n} days.",
)


@dataclass(frozen=True, slots=True)
class Article:
    """One article: when it appears, and when it is edited, if at all."""

    path: str
    headline: str
    at: float
    edited: float | None
    seed: int

    def text(self, now: float) -> list[str]:
        """Its paragraphs as they stand now."""
        draw = random.Random(self.seed)
        parts = [f"{self.headline}, the authorities said on the day. Nobody was hurt."]
        for sentence in draw.sample(_SENTENCES, 5):
            near, far = draw.sample(_PLACES, 2)
            parts.append(sentence.format(n=draw.randint(12, 90), near=near, far=far, name=draw.choice(_NAMES)))
        return [*parts, "Correction: an earlier version gave a wrong number."] if self.edited and self.edited <= now else parts


@dataclass
class Outlet:
    """An outlet: its host, how it is followed, what is wrong with it, its articles by path."""

    number: int
    kind: str
    trouble: str
    start: float
    polite: bool = True
    requests: list[tuple[float, str, int]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"outlet{self.number}.example"

    @cached_property
    def articles(self) -> dict[str, Article]:
        draw = random.Random(self.number)
        found = {}
        for n in range(min(60, int(draw.lognormvariate(2.4, 0.6)) + 2)):
            at = self.start + draw.uniform(-2 * HOUR, DAY)
            place, deed = draw.choice(_PLACES), draw.choice(_DEEDS)
            private = self.trouble == "forbids some" and draw.random() < 0.3
            path = f"{'/private' if private else '/2025/10'}/{n}-{self.number}-{deed.replace(' ', '-')}"
            edited = at + draw.uniform(HOUR, 3 * HOUR) if draw.random() < 0.1 else None
            found[path] = Article(path, f"{place} {deed} ({self.number}/{n})", at, edited, self.number * 1000 + n)
        return found

    @property
    def feeds(self) -> tuple[str, ...]:
        """The paths that are followed."""
        first = {
            "rss": "/feed.xml", "atom": "/atom.xml", "json": "/feed.json", "sitemap": "/news-sitemap.xml",
            "packed sitemap": "/news-sitemap.xml.gz",
        }.get(self.kind, "/")  # fmt: skip
        return (first, "/atom.xml") if self.trouble == "two feeds" else (first,)

    @property
    def delay(self) -> float:
        """Seconds that must lie between two requests."""
        return {"wants 20 s": 20.0, "wants 300 s": 300.0}.get(self.trouble, 2.0)

    def forbidden(self, path: str) -> bool:
        """Whether robots.txt forbids a path."""
        if path == "/robots.txt":
            return False
        return self.trouble == "forbids all" or (self.trouble == "forbids some" and path.startswith("/private"))

    def wanted(self) -> list[Article]:
        """The articles that a reader must find."""
        return [] if self.trouble in CLOSED else [a for a in self.articles.values() if not self.forbidden(a.path)]

    def listed(self, now: float) -> list[Article]:
        """What stands in feeds and on the front now, newest first."""
        out = [article for article in self.articles.values() if article.at <= now]
        return sorted(out, key=lambda article: -article.at)[:LISTED]

    def robots(self) -> str:
        """The robots.txt."""
        lines = ["User-agent: *"]
        lines += ["Disallow: /"] * (self.trouble == "forbids all") + ["Disallow: /private"] * (self.trouble == "forbids some")
        lines += [f"Crawl-delay: {self.delay:g}"] * (self.delay > 2)
        lines += [f"Sitemap: http://{self.host}:{{port}}/news-sitemap.xml"] * (self.kind == "site with sitemap")
        return "\n".join(lines) + "\n"

    def page(self, article: Article, now: float) -> str:
        """An article's page with a rail of other stories."""
        rail = "".join(_card(other) for other in self.listed(now)[:6] if other.path != article.path)
        words = "".join(f"<p>{escape(part)}</p>" for part in article.text(now))
        reserved = "<meta name='tdm-reservation' content='1'>" if self.trouble == "reserves by meta" else ""
        stamp = f"<meta property='article:published_time' content='{_iso(article.at)}'>"
        head = f"<title>{escape(article.headline)}</title><meta property='og:site_name' content='Outlet {self.number}'>{stamp}{reserved}"
        body = f"<article><h1>{escape(article.headline)}</h1>{words}</article><aside><h2>More news</h2>{rail}</aside>"
        return f"<html lang='en'><head>{head}</head><body><header><a href='/'>Home</a></header>{body}</body></html>"

    def front(self, now: float) -> str:
        """The front: a card for each article listed."""
        named = "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>" if self.kind == "site with feed" else ""
        cards = "".join(_card(article) for article in self.listed(now))
        return f"<html lang='en'><head><title>Outlet {self.number}</title>{named}</head><body><main>{cards}</main></body></html>"

    def listing(self, path: str, now: float, base: str) -> bytes:
        """A feed or sitemap."""
        listed = self.listed(now)
        if path == "/feed.json":
            items = [
                {
                    "id": a.path,
                    "url": base + a.path,
                    "title": a.headline,
                    "date_published": _iso(a.at),
                    "date_modified": _iso(_changed(a, now)),
                }
                for a in listed
            ]
            return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": self.host, "items": items}).encode()
        if path == "/atom.xml":
            rows = "".join(
                f"<entry><title>{escape(a.headline)}</title><link href='{base}{a.path}'/><id>{base}{a.path}</id>"
                f"<published>{_iso(a.at)}</published><updated>{_iso(_changed(a, now))}</updated></entry>"
                for a in listed
            )
            return (
                f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>{self.host}</title>{rows}</feed>".encode()
            )
        if path.startswith("/news-sitemap"):
            rows = "".join(f"<url><loc>{base}{a.path}</loc><lastmod>{_iso(_changed(a, now))}</lastmod></url>" for a in listed)
            body = f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{rows}</urlset>".encode()
            return gzip.compress(body) if path.endswith(".gz") else body
        rows = "".join(
            f"<item><title>{escape(a.headline)}</title><link>{base}{a.path}</link>"
            f"<pubDate>{format_datetime(datetime.fromtimestamp(a.at, UTC))}</pubDate></item>"
            for a in listed
        )
        return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{self.host}</title>{rows}</channel></rss>".encode()

    def announces(self) -> bool:
        """Whether its listing says when an article changed."""
        return self.kind in ("atom", "json", "sitemap", "packed sitemap", "site with sitemap") or self.trouble == "two feeds"


def outlets(count: int, start: float) -> list[Outlet]:
    """So many outlets; troubles in the proportion of TROUBLES among 200."""
    troubles = [name for name, n in TROUBLES.items() for _ in range(max(1, n * count // 200))][:count]
    troubles += [""] * (count - len(troubles))
    return [
        Outlet(n, KINDS[n % len(KINDS)] if trouble != "two feeds" else "rss", trouble, start)
        for n, trouble in enumerate(troubles)
    ]


def _changed(article: Article, now: float) -> float:
    return article.edited if article.edited and article.edited <= now else article.at


def _card(article: Article) -> str:
    return f"<div class='card'><h3><a href='{article.path}'>{escape(article.headline)}</a></h3><p>{escape(article.text(0)[1])}</p></div>"


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat()
