"""The rules of following, as pure functions: a state, what happened and the time give the next state. No network, no clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime

from ..store.sources_records import AddressState, SourceState

HOUR, DAY = 3_600.0, 86_400.0
SHORTEST, LONGEST = 600.0, 6 * HOUR
#: A permanent redirect is believed after so many sightings in a row: a mistaken 301 is common and mended soon.
SIGHTINGS = 3
#: An article is looked at again so long after each visit; most corrections come within a day.
REVISITS = (2 * HOUR, DAY)
#: An article that keeps failing is given up after 55 hours: half an hour, then doubled. A server may be down overnight.
MOST_FAILURES = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fetch gave. `status` is 0 where no answer came; `problem` says why, or names a refusal.

    `new` of `entries` addresses were not known. `refused` is true where trying again soon cannot help (robots.txt, a reservation,
    an address that is not allowed)."""

    status: int = 0
    problem: str | None = None
    refused: bool = False
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    retry_after: str | None = None
    entries: int = 0
    new: int = 0
    digest: str | None = None


def next_source(state: SourceState, outcome: Outcome, now: float) -> SourceState:
    """The state of a source after a fetch.

    410 disables; 429 and 503 obey Retry-After, at most a day; other failures back off by doubling, from twenty minutes to a day, whatever
    the interval: what a slow feed names must not run through unseen because it failed once. Three 301 in a row change the address.
    The interval falls where much is new, to ten minutes, and grows where nothing is, to six hours.
    """
    state = replace(state, fetched=now)
    if outcome.status == 410:
        return replace(state, disabled="the server says that it is gone (410)", problem="410", failures=state.failures + 1)
    if outcome.status not in (200, 304):
        failures = state.failures + 1
        wait = DAY if outcome.refused else back_off(SHORTEST, failures)
        if outcome.status in (429, 503):
            wait = max(wait, retry_after(outcome.retry_after, now))
        return replace(state, failures=failures, due=now + wait, problem=outcome.problem or f"answers {outcome.status}")
    state = _moved(replace(state, failures=0, problem=None, succeeded=now), outcome)
    interval = _interval(state.interval, outcome)
    known = outcome.status == 304
    return replace(
        state,
        interval=interval,
        due=now + interval,
        etag=outcome.etag or (state.etag if known else None),
        last_modified=outcome.last_modified or (state.last_modified if known else None),
        found=state.found + outcome.new,
    )


def next_address(state: AddressState, outcome: Outcome, now: float) -> AddressState:
    """The state of an article's address after a fetch: looked at again after two hours and a day; failures back off,
    eight settle it."""
    if outcome.status in (200, 304):
        visits = state.visits + 1
        due = now + REVISITS[visits - 1] if visits <= len(REVISITS) else None
        return replace(
            state,
            visits=visits,
            due=due,
            failures=0,
            problem=None,
            etag=outcome.etag or state.etag,
            last_modified=outcome.last_modified or state.last_modified,
            digest=outcome.digest or state.digest,
        )
    failures = state.failures + 1
    problem = outcome.problem or f"answers {outcome.status}"
    if outcome.refused or failures >= MOST_FAILURES or outcome.status in (401, 402, 403, 404, 410, 451):
        return replace(state, failures=failures, due=None, problem=problem)
    wait = back_off(900.0, failures)
    if outcome.status in (429, 503):
        wait = max(wait, retry_after(outcome.retry_after, now))
    return replace(state, failures=failures, due=now + wait, problem=problem)


def seen_again(state: AddressState, updated: str | None, now: float) -> AddressState:
    """The state of a known address that a source names again: due at once where the source says that it changed since."""
    if updated and state.updated and updated != state.updated and state.visits:
        return replace(state, updated=updated, due=now)
    return state if state.updated or not updated else replace(state, updated=updated)


def back_off(interval: float, failures: int) -> float:
    """Seconds to wait after so many failures in a row: `interval` doubled each time, at most a day."""
    return float(min(DAY, interval * 2 ** min(failures, 16)))


def retry_after(value: str | None, now: float) -> float:
    """Seconds that a Retry-After header asks for, as a number or an HTTP date; at most a day, 0 where it says nothing sensible."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(DAY, float(text[:9]))
    try:
        moment: datetime = parsedate_to_datetime(text)
        return min(DAY, max(0.0, moment.timestamp() - now))
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0


def _moved(state: SourceState, outcome: Outcome) -> SourceState:
    if outcome.moved_to is None:
        return replace(state, moved_to=None, sightings=0)
    sightings = state.sightings + 1 if outcome.moved_to == state.moved_to else 1
    if sightings >= SIGHTINGS:
        return replace(state, url=outcome.moved_to, moved_to=None, sightings=0)
    return replace(state, moved_to=outcome.moved_to, sightings=sightings)


def _interval(interval: float, outcome: Outcome) -> float:
    if outcome.new and outcome.new == outcome.entries:
        return SHORTEST  # nothing that was known is left in the list: some may have run through unseen
    factor = 1 / 1.5 if outcome.new else 1.25
    return min(LONGEST, max(SHORTEST, interval * factor))
