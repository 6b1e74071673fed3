"""Fields of a record that are worked out when they are first asked for: whoever reads them cannot tell.

A record that waits is made by `waiting` with some of its slots empty. An empty slot is asked for through `__getattr__`, which does the
work, fills the slots and forgets how: from then on the record is like any other. Comparing, hashing, showing, copying and pickling ask
for every field.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from weakref import ref

Record = TypeVar("Record")
Found = TypeVar("Found")
Later = Callable[[], Iterable[tuple[str, object]]]
RowLater = Callable[[int], Iterable[tuple[str, object]]]


class Waiting:
    """What a record class takes over whose fields may wait. Has no fields of its own."""

    __slots__ = ("_later",)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name not in type(self).__slots__:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            later = object.__getattribute__(self, "_later")
            # Another thread may have done it meanwhile.
            if (work := later.get(name)) is not None:
                for field, value in work():
                    object.__setattr__(self, field, value)
                    later.pop(field, None)
            return object.__getattribute__(self, name)


def waiting(record: Record, later: dict[str, Later]) -> Record:
    """A copy of a record in which these fields wait, each for what its work gives for it and for others. What is `later` is the copy's from
    now on. It must hold on to nothing that is much larger than the record, but for what is `Held`, and not to the copy itself."""
    kind: Any = type(record)
    copy: Record = object.__new__(kind)
    read, write = _slots(kind, tuple(later))
    for set_slot, value in zip(write, read(record), strict=True):
        set_slot(copy, value)
    object.__setattr__(copy, "_later", later)
    return copy


@lru_cache(maxsize=16)
def _slots(
    kind: Any, without: tuple[str, ...]
) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[Callable[[Any, Any], None], ...]]:
    """What reads the other fields of a record of this class, and what sets them."""
    names = [name for name in kind.__slots__ if name not in without]
    return attrgetter(*names), tuple(vars(kind)[name].__set__ for name in names)


class _Row:
    """What a record of several that were made together waits for: work that all of them share, each done for the record's number."""

    __slots__ = ("_number", "_works")

    def __init__(self, works: Mapping[str, RowLater], number: int) -> None:
        self._works = works
        self._number = number

    def get(self, name: str) -> Later | None:
        work = self._works.get(name)
        return None if work is None else partial(work, self._number)

    def pop(self, name: str, _: object) -> None:
        self._works = {field: work for field, work in self._works.items() if field != name}


def waiting_rows(
    kind: type[Record], columns: Mapping[str, list[Any]], works: Mapping[str, RowLater], make: Callable[..., list[Record]]
) -> list[Record]:
    """Records whose fields in `works` wait as those of `waiting` do; `columns` hold the others, a row a record, and `make` makes them."""
    fields = vars(kind)
    rows = [_Row(works, number) for number in range(len(next(iter(columns.values()))))]
    return make(kind, (*(fields[name] for name in columns), vars(Waiting)["_later"]), *columns.values(), rows)


class Once(Generic[Found]):
    """Work that is done when its result is first asked for; what it works on is let go then."""

    __slots__ = ("__weakref__", "_found", "_work")

    def __init__(self, work: Callable[[], Found]) -> None:
        self._work: Callable[[], Found] | None = work
        self._found: Found

    def __call__(self) -> Found:
        work = self._work
        if work is not None:
            self._found = work()
            self._work = None
        return self._found


#: Pieces of work that hold on to a page, and the characters of one that does.
_MOST_HELD, _LONGEST_HELD = 8, 2_000_000
_held: deque[ref[Once[Any]]] = deque()


def held(work: Callable[[], Found], length: int) -> Once[Found]:
    """Work that holds on to a page of so many characters. The last few pieces alone may wait: an earlier one that is still wanted is done
    when more of them come. Who reads page after page and lets them go pays for none; who keeps them all keeps no markup."""
    once = Once(work)
    if length > _LONGEST_HELD:
        once()
        return once
    _held.append(ref(once))
    while len(_held) > _MOST_HELD:
        earlier = _held.popleft()()
        if earlier is not None:
            earlier()
    return once
