"""Databases for tests: a PostgreSQL one of their own, made and dropped."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database on the server that DATELINE_TEST_POSTGRES names, dropped afterwards; without one the test skips."""
    server = os.environ.get("DATELINE_TEST_POSTGRES")
    if not server:
        pytest.skip("needs PostgreSQL: set DATELINE_TEST_POSTGRES to a URL of a server")
    import psycopg

    name = f"dateline_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield server.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
