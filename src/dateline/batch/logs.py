"""The log of a batch: a JSON object a line, from the driver and its workers."""

from __future__ import annotations

import json
import logging
import os
from datetime import datetime
from pathlib import Path

LOGGER = "dateline.batch"
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class JsonLines(logging.Formatter):
    """Time, level, message, and whatever the call gave as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        values = {
            "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": os.getpid(),
            "event": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in _OWN},
        }
        if record.exc_info:
            values["traceback"] = self.formatException(record.exc_info)
        return json.dumps(values, ensure_ascii=True, default=str)


def write_to(path: str | Path) -> logging.Handler:
    """Sends the log of batches to a file from now on; returns what to remove again."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(JsonLines())
    logger = logging.getLogger(LOGGER)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return handler
