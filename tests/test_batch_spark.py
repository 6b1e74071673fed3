"""The same batch on Spark: the same tables, the same digest, committed by Spark. Needs PySpark and Java."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest
from warcs import page, record, records, write

from dateline.batch import local
from dateline.batch.digests import digest_of
from dateline.batch.folder import SUCCESS
from dateline.batch.kernel import Reading
from dateline.batch.loading import pages
from dateline.errors import UsageError

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="needs PySpark (pip install 'dateline[spark]') and Java on the PATH",
)
ITEMS = Reading(facts=False)


def test_spark_makes_the_same_tables(tmp_path: Path) -> None:
    from dateline.batch import spark

    odd = [record("gone", "https://harbour.example/gone", status="404"), record(page(3), "https://harbour.example/news/3")]
    files = [write(tmp_path / "a.warc.gz", [*odd, *records(20)]), write(tmp_path / "b.warc", records(30)[20:])]
    files[1].write_bytes(files[1].read_bytes()[:-40])
    expected = local.run(files, tmp_path / "local", workers=1, reading=ITEMS, entries=12)
    out = tmp_path / "spark"
    (out / "_work" / "rows" / "wave-00000").mkdir(parents=True)
    # As if a driver had died in the middle of a wave.
    (out / "_work" / "rows" / "wave-00000" / "part-00000-cut.parquet").write_bytes(b"PAR1")
    found = spark.run(files, out, master="local[2]", reading=ITEMS, entries=12)
    assert found.adds_up and found.digest == expected.digest and found.rows == expected.rows
    assert (found.records, found.pages, found.other, found.duplicates, found.refused) == (32, 29, 1, 1, 1)
    assert found.why_other == expected.why_other
    assert digest_of(out, anew=True)[0] == digest_of(tmp_path / "local", anew=True)[0] == expected.digest
    assert all((out / name / SUCCESS).is_file() for name, rows in found.rows.items() if rows)
    assert found.rows["items"] and (out / "items" / SUCCESS).is_file()
    assert [one.url for one in pages(out)] == [one.url for one in pages(tmp_path / "local")]
    assert spark.run(files, out, master="local[2]", reading=ITEMS, entries=12) == found
    (out / SUCCESS).unlink()
    with pytest.raises(UsageError, match="_SUCCESS"):
        list(pages(out))
