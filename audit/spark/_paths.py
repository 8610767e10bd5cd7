"""Where the input is: a path on this machine, or an address that Spark reads (hdfs://, s3a://, file://)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from audit.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_SPECIAL = re.compile(r"([\\*?\[\]{}])")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """An input: `glob` is what Spark is asked for, `folder` whether it holds files.

    `given` is what the user named and `real` how Spark names it: of a path on this machine, files are named as the user
    named it. What lies in the folders `own` is not read: this program wrote it.
    """

    given: str
    glob: str
    real: str
    folder: bool
    own: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """The suffix of a file, without that of gzip."""
        name = PurePosixPath(self.given)
        return (name.with_suffix("") if name.suffix.lower() == ".gz" else name).suffix.lower()

    def named(self, path: str) -> str:
        """A file as the user would name it, from how Spark names it."""
        if _SCHEME.match(self.given):
            return path
        inside = path.removeprefix("file:").lstrip("/")
        inside = inside.removeprefix(self.real.lstrip("/")).lstrip("/")
        return (Path(self.given) / inside).as_posix() if inside else Path(self.given).as_posix()

    def beside(self) -> Place:
        """Where the sidecar of a file would be."""
        name = self.glob.removesuffix(".gz")
        return replace(self, glob=re.sub(r"\.[^./]*$", "", name) + ".json")

    def without_own(self, frame: DataFrame) -> DataFrame:
        """The rows of files (`path`) that lie in none of the folders `own`."""
        from pyspark.sql import functions as F  # noqa: N812

        plain = F.regexp_replace("path", "^file:/+", "/")
        for folder in self.own:
            frame = frame.filter(~plain.startswith(f"{folder}/"))
        return frame

    def need(self, columns: Sequence[str]) -> None:
        """Refuse a table without a column of text."""
        if not {"text", "html"} & set(columns):
            found = ", ".join(columns[:8]) or "none"
            raise InputError(
                f"has no column 'text' (columns: {found})",
                file=self.given,
                mend="name the column of the articles' text so",
            )


def place_of(spark: SparkSession, given: str, own: Sequence[str] = ()) -> Place:
    """Where an input is; what lies in the folders `own` does not belong to it.

    Raises InputError where it is not, or cannot be asked for.
    """
    held = tuple(folder.rstrip("/") if _SCHEME.match(folder) else str(Path(folder).resolve()) for folder in own)
    if _SCHEME.match(given):
        return replace(_address(spark, given), own=held)
    path = Path(given)
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError("no such file or folder", file=given, mend="correct the path, or leave it out") from error
    return Place(given, "file://" + _SPECIAL.sub(r"\\\1", real.as_posix()), real.as_posix(), real.is_dir(), held)


def _address(spark: SparkSession, given: str) -> Place:
    """An address that the file systems of Spark know. It may be a pattern."""
    java = spark.sparkContext._jvm
    assert java is not None
    try:
        path = java.org.apache.hadoop.fs.Path(given)
        system = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
        found = system.globStatus(path)
        if found is None or not len(found):
            raise InputError("no such file or folder", file=given, mend="correct the address, or leave it out")
        folder = any(one.isDirectory() for one in found) or len(found) > 1
    except InputError:
        raise
    except Exception as error:  # the errors of a file system are Java's, of many kinds
        said = str(getattr(error, "java_exception", error)).partition("\n")[0]
        mend = "check the address, the credentials, and that Spark has the library of this file system"
        raise InputError(f"cannot be read: {said}", file=given, mend=mend) from error
    return Place(given, given, given, folder)
