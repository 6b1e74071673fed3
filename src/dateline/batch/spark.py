"""A batch on Spark: the same kernel by mapInArrow, output through Spark's commit.

Files and output must lie where the driver and every executor see them under the same path. Splits are done in waves; a wave that is
committed stays done, whatever dies later.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import planning
from .digests import file_digest, files_of, summed
from .folder import SUCCESS, BatchFailed, Folder, read_json, remove, write_json
from .kernel import Reading, process_split
from .logs import LOGGER, write_to
from .planning import Plan
from .schema import FACTS as FACT_TABLES
from .schema import ITEM, PAGE, PARTITION, ROWS, TABLES
from .spark_daemon import FACTS
from .splits import ENTRIES, Split, splits_of
from .summary import Summary, counted
from .windows import FOUND, READ, STEP, WINDOW, group, joined

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

Report = Callable[[str], None]
#: Splits of a wave for every task that can run at once.
WAVE = 16
#: Attempts after which every page of a split is read in a process of its own: something on it ends Python.
_SUSPICIOUS = 2
_SPLIT = "number int, file int, path string, offset long, skip long, end long, before int, entries int"
_SETTINGS = {
    "spark.ui.showConsoleProgress": "false",
    # A fresh process for every task, forked from one that has everything loaded.
    "spark.python.worker.reuse": "false",
    "spark.python.daemon.module": "dateline.batch.spark_daemon",
    "spark.executorEnv.OMP_NUM_THREADS": "1",
    "spark.task.maxFailures": "8",
    # Files of a task appear when its job commits, not before.
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "1",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
}
_log = logging.getLogger(LOGGER)


def run(
    files: Sequence[Path],
    out: Path,
    *,
    master: str,
    reading: Reading = Reading(),
    entries: int = ENTRIES,
    settings: Sequence[tuple[str, str]] = (),
    report: Report = lambda line: None,
) -> Summary:
    """Runs a batch on Spark, or what is missing of it. `settings` are Spark's, and win over ours. Raises as `local.run` does."""
    folder = Folder(out.absolute())
    asked = planning.wanted(list(files), reading, entries)
    with folder.held():
        plan = planning.stored(folder, asked)
        if folder.success.exists() and plan is not None:
            return Summary(**read_json(folder.summary))
        handler = write_to(folder.log)
        session = start(master, settings, facts=reading.facts)
        try:
            return _Run(session, folder, plan, asked, report).all()
        finally:
            session.stop()
            logging.getLogger(LOGGER).removeHandler(handler)
            handler.close()


def start(master: str, settings: Sequence[tuple[str, str]] = (), *, facts: bool = True) -> SparkSession:
    """A session on a master; one for local threads gets the attempts that a cluster has. Python is this one, unless
    PYSPARK_PYTHON names another."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ[FACTS] = "1" if facts else "0"
    threads = re.fullmatch(r"local(?:\[(\d+|\*)\])?", master)
    builder = SparkSession.builder.appName("dateline batch").master(f"local[{threads[1] or 1},8]" if threads else master)
    for name, value in (*_SETTINGS.items(), (f"spark.executorEnv.{FACTS}", os.environ[FACTS]), *settings):
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


class _Run:
    def __init__(self, session: SparkSession, folder: Folder, plan: Plan | None, asked: Plan, report: Report) -> None:
        self.spark, self.folder, self.report = session, folder, report
        self.begun = time.monotonic()
        # Few splits make few rows: then 200 shuffle partitions, Spark's default, cost more than they share out.
        cores = session.sparkContext.defaultParallelism
        session.conf.set("spark.sql.shuffle.partitions", str(max(2 * cores, min(200, len(asked.files)))))
        if plan is None:
            plan = self._indexed(asked)
            planning.keep(folder, plan)
        self.plan = plan

    def all(self) -> Summary:
        """The whole of it."""
        _log.info(
            "begun", extra={"splits": len(self.plan.splits), "records": self.plan.total, "master": self.spark.sparkContext.master}
        )
        rows = self._rows()
        for kind in ("page", "item"):
            self._keep(rows, kind)
        self._publish(rows)
        self._stories()
        return self._finish(rows)

    def _indexed(self, asked: Plan) -> Plan:
        context = self.spark.sparkContext
        self.report(f"{len(asked.files)} files are looked through")
        files = [(number, path) for number, (path, _) in enumerate(asked.files)]
        entries, most = asked.entries, asked.max_bytes
        found = (
            context.parallelize(files, max(1, len(files)))
            .map(lambda one: (one[0], splits_of(one[1], one[0], entries=entries, max_bytes=most)))
            .collect()
        )
        return replace(asked, splits=planning.numbered(dict(found)))

    def _rows(self) -> DataFrame:
        """The rows of all splits, committed wave by wave."""
        size = WAVE * self.spark.sparkContext.defaultParallelism
        places = []
        for number, at in enumerate(range(0, len(self.plan.splits), size)):
            place = self.folder.work / "rows" / f"wave-{number:05d}"
            wave = self.plan.splits[at : at + size]
            places.append(str(place))
            if not (place / SUCCESS).exists():
                self.report(f"{at} of {len(self.plan.splits)} splits done")
                self._map(wave).write.mode("overwrite").parquet(str(place))
                _log.info("wave done", extra={"wave": number, "splits": len(wave), "records": sum(s.entries for s in wave)})
        if not places:
            return self._map(())
        return self.spark.read.schema(_spark_schema(ROWS)).parquet(*places)

    def _map(self, splits: Sequence[Split]) -> DataFrame:
        rdd = self.spark.sparkContext.parallelize([tuple(asdict(split).values()) for split in splits], max(1, len(splits)))
        return self.spark.createDataFrame(rdd, _SPLIT).mapInArrow(_kernel(self.plan.reading), _spark_schema(ROWS))

    def _keep(self, rows: DataFrame, kind: str) -> None:
        """Of what stands twice, the one that a batch on one machine keeps (see `choosing`)."""
        from pyspark.sql import Window
        from pyspark.sql import functions as f

        place = self.folder.work / "kept" / kind
        if (place / SUCCESS).exists():
            return
        from .choosing import FIRST, SAME

        order = Window.partitionBy(*SAME[kind]).orderBy(*(f.col(name).asc_nulls_last() for name in FIRST))
        chosen = rows.where(f.col("kind") == kind).withColumn("rank", f.row_number().over(order)).where("rank = 1").drop("rank")
        chosen.write.mode("overwrite").parquet(str(place))

    def _publish(self, rows: DataFrame) -> None:
        from pyspark.sql import functions as f

        schema = _spark_schema(ROWS)
        pages, items = (
            self.spark.read.schema(schema).parquet(str(self.folder.work / "kept" / kind)) for kind in ("page", "item")
        )
        inner = {field.name for field in PAGE}
        columns = [f.col(f"page.{name}" if name in inner else name).alias(name) for name in TABLES["pages"].names]
        self._write(pages.select(*columns, f.col("day").alias("captured")), "pages", ["file", "record"])
        inner = {field.name for field in ITEM}
        columns = [f.col(f"item.{name}" if name in inner else name).alias(name) for name in TABLES["items"].names]
        self._write(items.select(*columns, "day"), "items", ["id", "revision"])
        for name in FACT_TABLES if self.plan.reading.facts else ():
            of_item = [f.col("id").alias("item"), f.col("revision"), f.col("item.outlet").alias("outlet"), f.col("day")]
            facts = items.select(*of_item, f.posexplode(f"item.{name}").alias("at", "fact"))
            chosen = [f"fact.{field.name}" for field in FACT_TABLES[name]]
            self._write(facts.select("item", "revision", "outlet", *chosen, "day", "at"), name, ["item", "revision", "at"])
        names = self.spark.createDataFrame(
            [(number, Path(path).name) for number, (path, _) in enumerate(self.plan.files)], "file int, name string"
        )
        refused = rows.where("kind = 'refused'").join(f.broadcast(names), "file").sort("file", "record", "entry")
        self._write(
            refused.drop("file").withColumnRenamed("name", "file").select(*TABLES["refused"].names).coalesce(1), "refused", []
        )

    def _stories(self) -> None:
        """Windows of days that overlap are grouped one by one; groups that share an article are joined by the driver."""
        from pyspark.sql import functions as f

        items = self.spark.read.schema(_spark_schema(ROWS)).parquet(str(self.folder.work / "kept" / "item"))
        columns = {"text": "item.text", "language": "item.language", "earliest": "item.published_earliest"}
        columns |= {name: f"member.{name}" for name in ("vector", "keys", "places")}
        articles = items.where("member.vector is not null and day is not null").select(
            *(f.col(columns.get(name, name)).alias(name) for name in READ.names)
        )
        # As `windows_of`: the last window that a day stands in, and those before it that hold it too.
        last = f.floor((f.datediff("day", f.lit("1970-01-01")) + date(1970, 1, 1).toordinal()) / STEP)
        window = f.explode(f.sequence(last - (WINDOW // STEP - 1), last)).alias("window")
        found = articles.select("*", window).groupBy("window").applyInArrow(_window, _spark_schema(FOUND))
        found.write.mode("overwrite").parquet(str(self.folder.work / "windows"))
        found = self.spark.read.schema(_spark_schema(FOUND)).parquet(str(self.folder.work / "windows"))
        firsts = found.groupBy("party").agg(f.min(f.struct("at", "item")).alias("first")).collect()
        named = found.groupBy("item").agg(f.sort_array(f.collect_set("party")).alias("parties"))
        shared = named.where("size(parties) > 1").select("parties").distinct().collect()
        pairs = [(row["parties"][0], other) for row in shared for other in row["parties"][1:]]
        story = joined(pairs, {row["party"]: tuple(row["first"]) for row in firsts})
        told = self.spark.createDataFrame(sorted(story.items()), "party string, story string")
        rows = (
            found.join(told, "party")
            .groupBy("item", "story")
            .agg(f.min("revision").alias("revision"), f.min("copy_of").alias("copy_of"), f.min("at").alias("day"))
        )
        self._write(rows, "stories", ["story", "item"])

    def _write(self, table: DataFrame, name: str, order: list[str]) -> None:
        place = self.folder.published / name
        if (place / SUCCESS).exists() or (self.folder.out / name / SUCCESS).exists():
            return
        self.report(f"{name} are written")
        if name not in PARTITION:
            table.write.mode("overwrite").parquet(str(place))
            return
        day = PARTITION[name]
        # By day, large days in several files.
        table = table.hint("rebalance", day).sortWithinPartitions(day, *order).select(*TABLES[name].names, day)
        table.write.mode("overwrite").partitionBy(day).parquet(str(place))

    def _finish(self, rows: DataFrame) -> Summary:
        folder = self.folder
        for name in (*PARTITION, "refused"):
            if (folder.published / name).is_dir():
                remove(folder.out / name)
                (folder.published / name).rename(folder.out / name)
        digest, table_rows = self._digest()
        seconds = round(time.monotonic() - self.begun, 1)
        more = {"digest": digest, "files": len(self.plan.files), "seconds": seconds}
        summary = replace(counted([_counts(rows)], table_rows, **more), splits=len(self.plan.splits))
        if not summary.adds_up:
            raise BatchFailed(f"the counts do not add up: {summary.plain()}", subject=str(folder.out))
        write_json(folder.summary, summary.plain())
        folder.success.touch()
        _log.info("done", extra={name: value for name, value in summary.plain().items() if name != "why_other"})
        for name in ("rows", "kept", "windows", "tables"):
            remove(folder.work / name)
        return summary

    def _digest(self) -> tuple[str, dict[str, int]]:
        listed = [(name, str(path), day) for name in TABLES for path, day in files_of(self.folder.out, name)]
        slices = max(1, min(len(listed), 4 * self.spark.sparkContext.defaultParallelism))
        found = self.spark.sparkContext.parallelize(listed, slices).map(_file_digest).collect()
        return summed(found)


def _window(key: tuple[Any, ...], rows: pa.Table) -> pa.Table:
    return group(rows.select(READ.names).cast(READ), key[0].as_py())


def _file_digest(one: tuple[str, str, str | None]) -> tuple[str, int, int]:
    name, path, day = one
    return (name, *file_digest(Path(path), name, day))


def _kernel(reading: Reading) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def kernel(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from pyspark import TaskContext

        context = TaskContext.get()
        attempt = context.attemptNumber() if context is not None else 0
        how = replace(reading, apart=attempt >= _SUSPICIOUS)
        for batch in batches:
            for row in batch.to_pylist():
                yield from process_split(Split(**row), how)

    return kernel


def _spark_schema(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _counts(rows: DataFrame) -> dict[str, Any]:
    """As `working.counts`, over all splits."""
    kinds = {row["kind"]: row["count"] for row in rows.groupBy("kind").count().collect()}
    why = rows.where("kind = 'other'").groupBy("rule").count().collect()
    counts: dict[str, Any] = {kind: kinds.get(kind, 0) for kind in ("page", "other", "duplicate", "refused", "item")}
    counts["entries"] = sum(count for kind, count in counts.items() if kind != "item")
    counts["why_other"] = {row["rule"]: row["count"] for row in sorted(why, key=lambda row: (-row["count"], row["rule"]))[:50]}
    return counts
