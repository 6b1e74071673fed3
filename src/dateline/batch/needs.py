"""What batches need and a plain installation does not have."""

from __future__ import annotations

import importlib.util
import shutil

from ..errors import MissingExtra


def require_arrow() -> None:
    """Raises MissingExtra where pyarrow is missing."""
    if importlib.util.find_spec("pyarrow") is None:
        raise MissingExtra("batches need pyarrow; install it: pip install 'dateline[parquet]'")


def require_spark() -> None:
    """Raises MissingExtra where PySpark or Java is missing."""
    require_arrow()
    if importlib.util.find_spec("pyspark") is None:
        raise MissingExtra("--engine spark needs PySpark; install it: pip install 'dateline[spark]'")
    if shutil.which("java") is None:
        raise MissingExtra("--engine spark needs Java 17 or newer on the PATH; on Debian: apt install openjdk-17-jre-headless")
