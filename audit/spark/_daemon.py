"""Spark's daemon of Python workers, with what every task imports read once: workers are forked from it.

A worker that imports pandas and the stages itself takes two seconds to begin its first task.
"""

from __future__ import annotations

import importlib
from contextlib import suppress
from typing import Any

AHEAD = ("pandas", "pyarrow", "audit.facts", "audit.spark._grouping", "audit.spark._copies", "audit.spark._pieces")


def main() -> None:
    """What `spark.python.daemon.module` runs."""
    for name in AHEAD:
        with suppress(ImportError):  # the task that needs it says what is missing
            importlib.import_module(name)
    daemon: Any = importlib.import_module("pyspark.daemon")
    daemon.manager()


if __name__ == "__main__":
    main()
