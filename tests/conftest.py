"""A test that needs Chromium, PostgreSQL or Java skips where it is missing, and says so; with DATELINE_NO_SKIPS=1 a skip is a failure."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.databases import postgresql


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
    with postgresql() as found:
        yield found
