"""Webhooks: a POST of JSON, signed, to a checked address.

The signature lets a receiver know the sender and refuse what was replayed: `Dateline-Signature: t=SECONDS,v1=HEX`, where HEX is the
HMAC-SHA256 of "SECONDS.BODY" under the key of the saved search. `Dateline-Delivery` is the same on every try, so that one which came
through although the answer was lost can be told.
"""

from __future__ import annotations

import hmac
import json
from hashlib import sha256

import aiohttp

from ..errors import InputRefused
from ..sources.addresses import AddressRules
from ..sources.connecting import Lookup, connector
from ..sources.deciding import retry_after
from .message import Message
from .outcome import DELIVERED, Outcome

#: Seconds for a whole try.
PATIENCE = 20.0
#: What a receiver says when nothing will ever be taken again.
GONE = 410


def signature(key: str, seconds: int, body: bytes) -> str:
    """The value of the header that signs a body."""
    return f"t={seconds},v1={hmac.new(key.encode(), f'{seconds}.'.encode() + body, sha256).hexdigest()}"


async def post(message: Message, url: str, rules: AddressRules, now: float, lookup: Lookup | None = None) -> Outcome:
    """Sends a message; an answer of 2xx is success, a redirect is not followed."""
    body = json.dumps(message.plain(), ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Dateline/0.1",
        "Dateline-Delivery": message.delivery.id,
        "Dateline-Signature": signature(message.search.key, int(now), body),
    }
    try:
        url = rules.checked_url(url)
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with (
            aiohttp.ClientSession(
                connector=connector(rules, lookup), cookie_jar=aiohttp.DummyCookieJar(), timeout=timeout
            ) as session,
            session.post(url, data=body, headers=headers, allow_redirects=False) as answer,
        ):
            return _told(answer.status, answer.headers.get("retry-after"), now)
    except InputRefused as error:
        return Outcome(error.rule)
    except TimeoutError:
        return Outcome(f"no answer within {PATIENCE:g} s")
    except (aiohttp.ClientError, OSError) as error:
        cause = error.__cause__ if isinstance(error.__cause__, InputRefused) else None
        return Outcome(cause.rule if cause else f"no answer: {type(error).__name__}")


def _told(status: int, wait: str | None, now: float) -> Outcome:
    if 200 <= status < 300:
        return DELIVERED
    return Outcome(f"answered with {status}", for_good=status == GONE, wait=retry_after(wait, now))
