"""Spark's Python daemon, with Dateline loaded before it forks: a task gets a fresh process, and does not pay for it.

Spark starts it by `spark.python.daemon.module`. Imports and models are loaded once an executor and shared by the processes of its tasks;
what libraries let grow in a task goes with the task's process.
"""

from __future__ import annotations

import os

from .warming import warm

#: Set to 1 where tasks read facts, so that the language model and the tagger are loaded too.
FACTS = "DATELINE_SPARK_FACTS"

if __name__ == "__main__":
    from pyspark.daemon import manager

    warm(os.environ.get(FACTS) == "1")
    manager()
