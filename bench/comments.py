"""The discussion under load and attack: 10,000 posts from 200 made-up readers at once, over HTTP, on a site with accounts.

`--limit` is the number of posts (10,000 if not said); `--data` is not read. Half of the readers are newcomers. Posts are floods, copies,
links, blocked words, empty and endless texts, forms of other sites, forms with another reader's token, and deletions of others' words.
Every answer is held against the archive afterwards.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import uvicorn

import dateline
from dateline.archive import Archive
from dateline.site.access import COOKIE, Access, ticket, token
from dateline.site.accounts import mark
from dateline.site.app import create_app
from dateline.store.discussion_rules import LIMITS, LONGEST, NEWCOMER
from dateline.store.discussion_writing import Comment

from .harness import Result, Row

POSTS, READERS, AT_ONCE = 10_000, 200, 32
BLOCKED = "casino"


@dataclass(frozen=True)
class Reader:
    """A made-up reader with a session."""

    name: str
    known: bool
    session: str
    token: str


@dataclass(frozen=True)
class Post:
    """What is sent: the kind of post, by whom, the words (unlike any other's but for copies), the token that goes with it."""

    kind: str
    reader: Reader
    text: str
    token: str


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Result:
    """Posts, then counts what was kept against what was answered."""
    with tempfile.TemporaryDirectory() as folder, dateline.open_archive(Path(folder) / "news.db") as archive:
        archive.add(
            dateline.read("Ferry sinks\n\nA ferry sank off the coast on Monday, the coast guard said.", url="https://a.example/1")
        )
        item = archive.items().items[0].id
        readers = [_reader(archive, item, number) for number in range(READERS)]
        archive.block_words([BLOCKED], actor="bench")
        victim = archive.comment(item, "words of another", author="editor", role="editor").id
        posts = _posts(readers, limit or POSTS)
        with _served(archive) as address:
            start = time.perf_counter()
            answers = asyncio.run(_sent(address, item, victim, posts))
            seconds = time.perf_counter() - start
        metrics = _judged(archive, item, victim, posts, answers) | {"posts/s": len(posts) / seconds}
    return Result("comments", [Row("dateline", "posts", metrics)], [Path(__file__)])


def _reader(archive: Archive, item: str, number: int) -> Reader:
    name, known = f"reader {number}", number % 2 == 0
    archive.add_user(name, "reader", "no password fits this")
    days_ago = datetime.now(UTC) - timedelta(days=3)
    for n in range(NEWCOMER if known else 0):
        made = archive.comment(item, f"earlier words {n} of {name}", author=name, at=days_ago + timedelta(hours=n))
        archive.decide_comments([made.id], "publish", actor="bench", at=days_ago)
    secret = archive.secret()
    session = ticket(secret, name, mark(secret, "no password fits this"))
    return Reader(name, known, session, token(secret, session))


def _posts(readers: list[Reader], count: int) -> list[Post]:
    """Seeded; every reader sends as many as any other, in an order that mixes all."""
    chance = random.Random(1)
    kinds = ["plain"] * 6 + ["copy", "links", "blocked", "empty", "endless", "elsewhere", "forged", "others' words"]
    posts = []
    for number in range(count):
        reader, kind = readers[number % len(readers)], chance.choice(kinds)
        words = f"opinion {number} of {reader.name}"
        text = {
            "copy": f"the same words of {reader.name}",
            "links": f"{words} https://a.example/ https://b.example/",
            "blocked": f"{words}: {BLOCKED.upper()}!",
            "empty": " \n ",
            "endless": words + "x" * LONGEST,
        }.get(kind, words)
        other = readers[(number + 1) % len(readers)]
        posts.append(Post(kind, reader, text, other.token if kind == "forged" else reader.token))
    chance.shuffle(posts)
    return posts


@contextmanager
def _served(archive: Archive) -> Iterator[str]:
    config = uvicorn.Config(create_app(archive, Access(accounts=True)), port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


async def _sent(address: str, item: str, victim: str, posts: list[Post]) -> list[int]:
    """The status of every post."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def send(session: aiohttp.ClientSession, post: Post) -> int:
        path = f"/comment/{victim}/delete" if post.kind == "others' words" else f"/comments/item/{item}"
        origin = "https://evil.example" if post.kind == "elsewhere" else address
        site = "cross-site" if post.kind == "elsewhere" else "same-origin"
        headers = {"Cookie": f"{COOKIE}={post.reader.session}", "Origin": origin, "Sec-Fetch-Site": site}
        body = {"text": post.text, "token": post.token}
        async with gate, session.post(address + path, data=body, headers=headers, allow_redirects=False) as answer:
            await answer.read()
            return answer.status

    async with aiohttp.ClientSession(
        cookie_jar=aiohttp.DummyCookieJar(), connector=aiohttp.TCPConnector(limit=AT_ONCE)
    ) as session:
        return await asyncio.gather(*(send(session, post) for post in posts))


def _judged(archive: Archive, item: str, victim: str, posts: list[Post], answers: list[int]) -> dict[str, float]:
    """What was taken and refused; and what must be 0: lost, kept though refused, over the limits, published though it must wait."""
    kept = _all(archive, item)
    states = {(c.author, c.text): c.state for c in kept}
    new = Counter((c.author, c.text) for c in kept if c.author != "editor" and not c.text.startswith("earlier words"))
    taken = Counter((p.reader.name, p.text.strip()) for p, status in zip(posts, answers, strict=True) if status == 303)
    times: dict[str, list[datetime]] = {}
    for comment in kept:
        times.setdefault(comment.author, []).append(datetime.fromisoformat(comment.created))
    known = {post.reader.name: post.reader.known for post in posts}
    waits = [k for k in new if not known[k[0]] or "https://" in k[1] or BLOCKED.upper() in k[1]]
    statuses = Counter(answers)
    over = sum(max(0, _most_within(sorted(own), span) - most) for own in times.values() for most, span in LIMITS)
    return {
        "posts": len(posts),
        "taken": float(statuses[303]),
        "limited": float(statuses[429]),
        "refused": float(statuses[400] + statuses[403] + statuses[422]),
        "errors": float(sum(count for status, count in statuses.items() if status not in (303, 400, 403, 422, 429))),
        "lost": float((taken - new).total()),
        "kept though refused": float((new - taken).total()),
        "over the limit": float(over),
        "published unseen": float(sum(states[k] == "published" for k in waits)),
        "others' words gone": float(archive.one_comment(victim) is None),
        "known ones held": float(sum(states[k] != "published" for k in new if k not in waits)),
    }


def _all(archive: Archive, item: str) -> list[Comment]:
    found = list(archive.comments(item, limit=1_000_000))
    for queue in ("newcomers", "held", "reported"):
        found += archive.comment_queue(queue, limit=1_000_000)
    return list({comment.id: comment for comment in found}.values())


def _most_within(times: list[datetime], span: timedelta) -> int:
    """The most comments of one reader in any stretch of time shorter than a span."""
    return max(sum(first <= other < first + span for other in times) for first in times)
