"""Settings: a flag, else the environment, else dateline.toml, else the default. Where the archive lives."""

from __future__ import annotations

import os
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from .errors import UsageError

FILE = "dateline.toml"
_KNOWN = {
    "archive": str,
    "host": str,
    "port": int,
    "workers": int,
    "max_bytes": int,
    "keep_bytes": bool,
    "site_url": str,
    "fetch_allow": str,
    "alerts_allow": str,
    "smtp_host": str,
    "smtp_port": int,
    "smtp_sender": str,
    "smtp_safety": str,
    "smtp_user": str,
    "smtp_password": str,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """`archive`: a path or a postgresql:// URL. `source` says where each value came from. `keep_bytes`: whether the bytes of
    pages are kept beside what was read. `workers`: how many processes make the site's pages, 0 for one a core, four at most.

    `site_url`: where others reach the site, for links in alerts. `fetch_allow`, `alerts_allow`: numbers with ports,
    "10.0.0.5:8080,127.0.0.1:9000", that sources are fetched from and webhooks may reach though they are not public. `smtp_*`: the
    server that takes mail; `smtp_safety` is starttls, tls or none.
    """

    archive: str
    host: str = "127.0.0.1"
    port: int = 8017
    workers: int = 0
    max_bytes: int = 100_000_000
    site_url: str = ""
    fetch_allow: str = ""
    alerts_allow: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_sender: str = ""
    smtp_safety: str = "starttls"
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    keep_bytes: bool = True
    source: tuple[tuple[str, str], ...] = ()


def load(
    *,
    archive: str | None = None,
    host: str | None = None,
    port: int | None = None,
    workers: int | None = None,
    keep_bytes: bool | None = None,
) -> Settings:
    """The settings in force. Flags win over DATELINE_ARCHIVE, DATELINE_HOST ..., these over dateline.toml in the working folder or the
    platform's folder for settings. Raises UsageError for a key that is not known or a value of the wrong type."""
    flags = {"archive": archive, "host": host, "port": port, "workers": workers, "keep_bytes": keep_bytes}
    stored, place = _stored()
    values: dict[str, str | int | bool] = {}
    sources = []
    for name, kind in _KNOWN.items():
        variable = f"DATELINE_{name.upper()}"
        if flags.get(name) is not None:
            values[name], where = flags[name], "flag"  # type: ignore[assignment]
        elif variable in os.environ:
            values[name], where = _typed(os.environ[variable], kind, variable), variable
        elif name in stored:
            values[name], where = _typed(stored[name], kind, f"{place}: {name}"), str(place)
        else:
            continue
        sources.append((name, where))
    values.setdefault("archive", str(default_archive()))
    return Settings(**values, source=tuple(sources))  # type: ignore[arg-type]


def default_archive() -> Path:
    """news.db in the platform's folder for data, which is made where it can be."""
    from platformdirs import user_data_path

    folder = user_data_path("dateline", appauthor=False)
    with suppress(OSError):  # told when an archive is to be opened there
        folder.mkdir(parents=True, exist_ok=True)
    return folder / "news.db"


def _typed(value: object, kind: type, name: str) -> str | int | bool:
    if kind is str:
        return str(value)
    if kind is bool:
        words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
        if str(value).lower() not in words:
            raise UsageError(f"must be true or false, got {value!r}", subject=name)
        return words[str(value).lower()]
    try:
        return int(str(value))
    except ValueError as error:
        raise UsageError(f"must be a whole number, got {value!r}", subject=name) from error


def _stored() -> tuple[dict[str, object], Path | None]:
    from platformdirs import user_config_path

    for path in (Path(FILE), user_config_path("dateline", appauthor=False) / FILE):
        if path.is_file():
            try:
                values = tomllib.loads(path.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise UsageError(f"is not TOML: {error}", subject=str(path)) from error
            unknown = sorted(set(values) - set(_KNOWN))
            if unknown:
                raise UsageError(f"unknown setting {unknown[0]!r}; known are {', '.join(_KNOWN)}", subject=str(path))
            return values, path
    return {}, None
