"""Spark's Python daemon, with Dateline loaded before it forks: a task gets a fresh process, and does not pay for it.

Spark starts it by `spark.python.daemon.module`. Imports and models are loaded once an executor and shared by the processes of its tasks;
what libraries let grow in a task goes with the task's process.
"""

from __future__ import annotations

import gc
import os

#: Set to 1 where tasks read facts, so that the language model and the tagger are loaded too.
FACTS = "DATELINE_SPARK_FACTS"
_PAGE = "<html lang='en'><body><h1>The harbour opens</h1><p>The ferry runs again, the harbour master said on Friday.</p></body></html>"


def warm() -> None:
    """Reads a page, which loads what reading pages needs."""
    from ..reading import read
    from .rows import page_rows

    page_rows(read(_PAGE, facts=os.environ.get(FACTS) == "1"))
    # What is loaded stays: collecting it in every child would copy its memory.
    gc.freeze()


if __name__ == "__main__":
    from pyspark.daemon import manager

    warm()
    manager()
