"""Databases for tests: a PostgreSQL one of their own, made and dropped."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bench.archive_faults import database


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database on the server that DATELINE_TEST_POSTGRES names, dropped afterwards; without one the test skips."""
    server = os.environ.get("DATELINE_TEST_POSTGRES")
    if not server:
        pytest.skip("needs PostgreSQL: set DATELINE_TEST_POSTGRES to a URL of a server")
    with database(server) as address:
        yield address
