"""A test that needs Chromium, PostgreSQL or Java skips where it is missing, and says so; with DATELINE_NO_SKIPS=1 a skip is a failure."""

import os
import uuid
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("DATELINE_NO_SKIPS") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"
    return report


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an archive that is not there yet, on either database."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.db")
        return
    server = os.environ.get("DATELINE_TEST_POSTGRES")
    if not server:
        pytest.skip("needs PostgreSQL: set DATELINE_TEST_POSTGRES to a URL of a server")
    import psycopg

    name = f"dateline_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield server.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
