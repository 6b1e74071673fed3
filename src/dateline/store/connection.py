"""Opening an archive: SQLite in WAL with every commit on disk, or PostgreSQL; database errors in our own words."""

from __future__ import annotations

import importlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from ..errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveFull,
    ArchiveLocked,
    ArchiveNotFound,
    ArchiveReadOnly,
    MissingExtra,
    UnsupportedDatabase,
)
from . import migrations, strictness

#: Older builds can corrupt a WAL that two processes write.
OLDEST_SQLITE = (3, 51, 3)
OLDEST_POSTGRESQL = 15
#: Seconds that a writer waits for another one before it gives up.
WAIT = 30
#: Pages of SQLite's log, and of a writer's cache: see `_bound_log`.
LOG_PAGES = 16_000, 64_000
_MAGIC = b"SQLite format 3\x00"


def open_engine(address: str | Path) -> Engine:
    """The engine of an archive at a path or a postgresql:// URL; tables are made where there are none."""
    name = str(address)
    if name.startswith(("postgresql://", "postgres://")):
        engine = _postgresql(name)
    elif "://" in name:
        raise UnsupportedDatabase("an archive is a file or a postgresql:// URL", subject=name)
    else:
        engine = _sqlite(Path(name))
    with translated(name):
        _prepare(engine, name)
    return engine


def _sqlite(path: Path) -> Engine:
    driver: Any = sqlite3
    with suppress(ImportError):
        driver = importlib.import_module("pysqlite3")
    if tuple(int(part) for part in driver.sqlite_version.split(".")) < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        raise UnsupportedDatabase(
            f"SQLite {driver.sqlite_version} can damage an archive that two processes write; {wanted} or newer is needed: "
            "pip install 'pysqlite3>=0.6.1'",
            subject=str(path),
        )
    if path.is_dir():
        raise ArchiveError("is a folder; name a file", subject=str(path))
    if not path.parent.exists():
        raise ArchiveError("its folder does not exist; make it first", subject=str(path))
    if path.exists() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(16) != _MAGIC:
                raise ArchiveDamaged("is no archive: not an SQLite file", subject=str(path))
    frozen = _frozen(path)
    address = f"sqlite:///file:{quote(str(path.absolute()))}?immutable=1&uri=true" if frozen else f"sqlite:///{path}"
    engine = create_engine(address, module=driver, poolclass=NullPool, connect_args={"timeout": WAIT, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        if not frozen:
            _write_ahead(connection, driver.OperationalError)
        for pragma in (
            "synchronous=FULL",
            "secure_delete=ON",
            "foreign_keys=ON",
            f"busy_timeout={WAIT * 1000}",
            "cache_size=-65536",
            # More than any archive, of which SQLite takes what it was built for: a page that is mapped is read without a call and a copy; a
            # large archive is read all over.
            "mmap_size=1099511627776",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        if writes:
            _bound_log(connection)

    return engine


def _frozen(path: Path) -> bool:
    """Whether an archive lies where nothing can be written and no process has it open to write, as on a disc or a share: it is read as it
    stands, for SQLite's log would need files beside it."""
    log = path.with_name(f"{path.name}-wal")
    return path.exists() and not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def _bound_log(connection: Any) -> None:
    """How much SQLite's log takes before it is folded into the file. What comes in changes pages all over the file, some again and again:
    each is then written home once. 64 MB for a small archive; an eighth of a large one, 256 MB at most. Readers who never pause keep the
    log from being begun again; when they do, what it grew to beyond that is given back."""
    size = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    pages = min(max(size // 8, LOG_PAGES[0]), LOG_PAGES[1])
    # The same pages are read before they change: a writer who holds as many of them in memory reads few of them again.
    connection.exec_driver_sql(f"PRAGMA cache_size={pages}")
    connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint={pages}")
    connection.exec_driver_sql(f"PRAGMA journal_size_limit={pages * 4096}")


def _write_ahead(connection: Any, refused: type[Exception]) -> None:
    """Turns the write-ahead log on. Of processes that make one file at the same moment SQLite refuses all but one at once, whatever time to
    wait it was given; the others ask again."""
    until = time.monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
            return
        except refused as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(0.02)


def _postgresql(url: str) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise MissingExtra("PostgreSQL needs the extra: pip install 'dateline[postgres]'") from error
    engine = create_engine("postgresql+psycopg://" + url.split("://", 1)[1], pool_size=5)

    @event.listens_for(engine, "connect")
    def _version(connection: Any, _: Any) -> None:
        version = connection.info.server_version
        if version < OLDEST_POSTGRESQL * 10_000:
            rule = f"PostgreSQL {version // 10_000} is too old; {OLDEST_POSTGRESQL} or newer is needed"
            raise UnsupportedDatabase(rule, subject=engine.url.render_as_string(hide_password=True))

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # One process writes at a time, as in SQLite: numbers count the order of arrival.
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT}s'")
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4020251120)")

    return engine


def _prepare(engine: Engine, name: str) -> None:
    """Makes or brings up the tables; one process at a time does so, the others wait and find it done."""
    with engine.connect() as connection:
        found = migrations.versions(connection)
        older = migrations.pending(found, name)
        loose = strictness.loose(connection)
    complete = {domain.name for domain in migrations.domains()} <= set(found)
    if (older or loose) and engine.dialect.name == "sqlite":
        _keep_copy(engine, Path(name), found)
    if older or not complete:
        _bring_up(engine, name)
    if loose:
        _tighten(engine)


def _bring_up(engine: Engine, name: str) -> None:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(4020251119)"))
        found = migrations.versions(connection)
        migrations.make(connection, found)
        for domain in migrations.pending(found, name):
            migrations.bring_up(connection, domain, found[domain.name])


def _tighten(engine: Engine) -> None:
    """Makes the tables of an older archive STRICT. Foreign keys can only be put off outside of a transaction."""
    with engine.connect().execution_options(writes=True) as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF").close()
        with connection.begin():
            strictness.tighten(connection)


def _keep_copy(engine: Engine, path: Path, found: dict[str, int]) -> None:
    """A backup beside the archive, named for the version it holds: "news.db.before-2.bak"; one that is there already is kept."""
    copy = path.with_name(f"{path.name}.before-{found.get('core', 0) + 1}.bak")
    if not copy.exists():
        save_copy(engine, copy)


def save_copy(engine: Engine, copy: Path) -> None:
    """Writes an SQLite archive as it stands, compacted, to a new file; readers and a writer go on meanwhile. Raises SQLAlchemy's
    DatabaseError."""
    raw = engine.raw_connection()
    module: Any = engine.dialect.dbapi
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(copy),))
    except module.Error as error:
        raise DatabaseError("VACUUM INTO", None, error) from error
    finally:
        raw.close()


def outside(connection: Connection, statement: str) -> None:
    """Runs a statement of SQLite's that no transaction may hold. Raises SQLAlchemy's DatabaseError, as inside one."""
    driver: Any = connection.connection.driver_connection
    module: Any = connection.dialect.dbapi
    try:
        driver.execute(statement).close()
    except module.Error as error:
        raise DatabaseError(statement, None, error) from error


def _shown(name: str) -> str:
    """An address without its password."""
    return make_url(name).render_as_string(hide_password=True) if "://" in name else name


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Database errors become ours: locked, full, read-only, damaged."""
    try:
        yield
    except (OperationalError, DatabaseError) as error:
        words = str(error.orig or error).lower()
        for sign, kind, rule in (
            ("locked", ArchiveLocked, "another process is writing; try again when it is done"),
            ("lock timeout", ArchiveLocked, "another process is writing; try again when it is done"),
            ("connection failed", ArchiveNotFound, "no PostgreSQL server answers there, or it knows no such database or user"),
            ("failed to resolve host", ArchiveNotFound, "no PostgreSQL server has this name"),
            (
                "disk is full",
                ArchiveFull,
                "no space is left where the archive lives; nothing of this batch was kept, free some and run it again",
            ),
            (
                "no space",
                ArchiveFull,
                "no space is left where the archive lives; nothing of this batch was kept, free some and run it again",
            ),
            (
                "disk i/o",
                ArchiveError,
                "the disk failed to read or write; nothing of this batch was kept: is space left, is a limit on file sizes reached?",
            ),
            ("readonly", ArchiveReadOnly, "the file or its folder cannot be written"),
            ("unable to open", ArchiveReadOnly, "the file cannot be opened; is its folder there, and may you write in it?"),
            (
                "malformed",
                ArchiveDamaged,
                "the file is damaged; restore a backup, or save what can be read with `dateline export`",
            ),
            (
                "could not decode",
                ArchiveDamaged,
                "the file is damaged: words that are no text; restore a backup, or add the page again",
            ),
            ("not a database", ArchiveDamaged, "is no archive: not an SQLite file"),
        ):
            if sign in words:
                raise kind(rule, subject=_shown(name)) from error
        raise
