"""Web-archive files by address: fetched whole into the output folder before anything is read; every hop's address is checked."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from ..errors import InputRefused, TooLarge
from ..ids import digest
from ..pages.files import WARC
from ..pages.links import joined
from ..sources.addresses import AddressRules
from ..sources.connecting import connector
from .folder import Folder, whole

#: Bytes of one file; the largest of Common Crawl's have 1.5 GB.
MAX_FILE = 20_000_000_000
HOPS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
Report = Callable[[str], None]


def download(
    urls: Sequence[str],
    folder: Folder,
    *,
    rules: AddressRules = AddressRules(),
    max_bytes: int = MAX_FILE,
    report: Report = lambda line: None,
) -> list[Path | InputRefused]:
    """For each address its file, under `_work/input`, or the error that refuses it: AddressRefused, TooLarge, or InputRefused where it
    gives no file. What is there already is not fetched again; one that is refused does not keep the others from being fetched."""
    found = [_place(url, folder) for url in urls]
    missing = [(url, place) for url, place in zip(urls, found, strict=True) if isinstance(place, Path) and not place.exists()]
    failed = asyncio.run(_all(missing, rules, max_bytes, report)) if missing else {}
    return [failed.get(url, place) for url, place in zip(urls, found, strict=True)]


def _place(url: str, folder: Folder) -> Path | InputRefused:
    try:
        return folder.work / "input" / _name(url)
    except InputRefused as error:
        return error


def _name(url: str) -> str:
    """A file name of ours: a hash of the address, then what can be read of its last part."""
    last = urlsplit(url).path.rpartition("/")[2]
    if not last.lower().endswith(WARC):
        raise InputRefused(f"names no web-archive file; a batch reads {', '.join(WARC)}", subject=url)
    return f"{digest('file', url)[:12]}-{re.sub('[^A-Za-z0-9._-]', '_', last)[-100:]}"


async def _all(
    missing: Sequence[tuple[str, Path]], rules: AddressRules, max_bytes: int, report: Report
) -> dict[str, InputRefused]:
    """The addresses that gave no file, each with why."""
    failed: dict[str, InputRefused] = {}
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=30, sock_read=60)
    async with aiohttp.ClientSession(
        connector=connector(rules), timeout=timeout, auto_decompress=False, trust_env=False
    ) as session:
        for url, place in missing:
            try:
                await _one(session, url, place, rules, max_bytes, report)
            except InputRefused as error:
                failed[url] = error
            except (aiohttp.ClientError, TimeoutError) as error:
                failed[url] = InputRefused(f"could not be fetched: {type(error).__name__}: {error}"[:300], subject=url)
    return failed


async def _one(
    session: aiohttp.ClientSession, url: str, place: Path, rules: AddressRules, max_bytes: int, report: Report
) -> None:
    at = url
    for _ in range(HOPS + 1):
        at = rules.checked_url(at)
        async with session.get(at, allow_redirects=False) as answer:
            target = answer.headers.get("location")
            if answer.status in _REDIRECTS and target:
                at = joined(at, target) or target
                continue
            if answer.status != 200:
                raise InputRefused(f"HTTP status {answer.status}", subject=url)
            await _save(answer, url, place, max_bytes, report)
            return
    raise InputRefused(f"more than {HOPS} redirects", subject=url)


async def _save(answer: aiohttp.ClientResponse, url: str, place: Path, max_bytes: int, report: Report) -> None:
    stated = answer.content_length
    got = 0
    with whole(place) as temporary:
        with temporary.open("wb") as file:
            async for data in answer.content.iter_chunked(1 << 20):
                got += len(data)
                if got > max_bytes:
                    raise TooLarge(f"over the limit of {max_bytes / 1e9:.0f} GB", subject=url)
                file.write(data)
                report(f"{url}: {got / 1e6:.0f} MB" + (f" of {stated / 1e6:.0f}" if stated else ""))
        if stated is not None and got != stated:
            raise InputRefused(f"cut: {got} of {stated} bytes came", subject=url)
