"""What a run keeps between its steps, and how its tables come into place: all of them or none.

Everything is written beside where it will be, into a folder of this run. The tables are moved at the end; the manifest
that counts them is written last, and the old one is taken away first: a folder without a manifest holds no result.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.errors import AuditError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# What keeps the rows of a frame, so that what they are made from is not made again.
Keep = Callable[["DataFrame"], "DataFrame"]

MANIFEST, STAGING = "manifest.json", "_run-"
MEND = "allow writing there, or name another folder"


class Staging:
    """The folder of one run within the folder of its output, on any file system that Spark knows."""

    def __init__(self, spark: SparkSession, folder: str) -> None:
        self._spark, self.folder = spark, folder.rstrip("/") or "/"
        self._kept = 0
        java: Any = spark.sparkContext._jvm
        self._path = java.org.apache.hadoop.fs.Path
        try:
            self._system = self._path(folder).getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
            # A path of this machine is meant from where this process works, and not from where Java does.
            plain = self._system.getScheme() == "file" and not folder.startswith("file:")
            self._at = Path(folder).absolute().as_posix() if plain else self.folder
            self._here = f"{self._at}/{STAGING}{uuid.uuid4().hex[:12]}"
            made = self._system.mkdirs(self._path(self._here))
        except Exception as error:
            raise self._failed(error) from error
        if not made:  # what Java says where it may not
            raise AuditError("cannot be written", file=self.folder, mend=MEND)

    def keep(self, frame: DataFrame) -> DataFrame:
        """The rows of a frame as they are once written: what they are made from is not made again."""
        self._kept += 1
        return self.table(frame, f"kept-{self._kept}")

    def table(self, frame: DataFrame, name: str) -> DataFrame:
        """The same for rows that are to be published under a name."""
        frame.write.parquet(f"{self._here}/{name}")
        return self._spark.read.schema(frame.schema).parquet(f"{self._here}/{name}")

    def publish(self, tables: Iterable[str], manifest: Mapping[str, Any]) -> None:
        """Put tables into place under their names, in place of those of an earlier run."""
        text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
        try:
            self._remove(f"{self._at}/{MANIFEST}")
            for name in tables:
                self._remove(f"{self._at}/{name}.parquet")
                self._rename(f"{self._here}/{name}", f"{self._at}/{name}.parquet")
            self._write(f"{self._here}/{MANIFEST}", text.encode())
            self._rename(f"{self._here}/{MANIFEST}", f"{self._at}/{MANIFEST}")
        except AuditError:
            raise
        except Exception as error:
            raise self._failed(error) from error

    def clear(self) -> None:
        """Remove what only this run needed."""
        with suppress(Exception):
            self._remove(self._here)

    def _remove(self, path: str) -> None:
        self._system.delete(self._path(path), True)

    def _rename(self, old: str, new: str) -> None:
        if not self._system.rename(self._path(old), self._path(new)):
            raise AuditError("cannot be written", file=new, mend=MEND)

    def _write(self, path: str, content: bytes) -> None:
        stream = self._system.create(self._path(path), True)
        try:
            stream.write(bytearray(content))
        finally:
            stream.close()

    def _failed(self, error: Exception) -> AuditError:
        said = str(getattr(error, "java_exception", error)).partition("\n")[0]
        return AuditError(f"cannot be written: {said}", file=self.folder, mend=MEND)
