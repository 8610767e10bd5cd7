"""What went wrong in Spark, as an error that a user can mend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from audit.errors import AuditError, InputError

LONGEST = 600
# How the first line of what went wrong begins that a user can do something about, and what that is.
_KNOWN = (
    ("PATH_NOT_FOUND", "no such file or folder", "correct the path, or leave it out"),
    ("FAILED_READ_FILE", "holds a file that cannot be read to its end", "write that file again, or leave it out"),
    ("CANNOT_READ_FILE_FOOTER", "holds a file that is no Parquet", "write that file again, or leave it out"),
    ("CANNOT_MERGE_SCHEMAS", "holds tables with columns of one name and several types", "give them one type"),
    (
        "No FileSystem for scheme",
        "is on a file system that Spark does not know",
        "add its library: see docs/spark.md",
    ),
)
# What Spark says where the system took a process away: most often, because it had no memory left.
_KILLED = ("Python worker exited unexpectedly", "ExecutorLostFailure")
_FULL = "No space left on device"
_FILE = re.compile(r"(?:file|reading|footer for file:?) ((?:file:|[a-z0-9]{2,10}://)[^\s,]{1,500})", re.IGNORECASE)
_RAISED = re.compile(r"^(?:[\w.]{1,100}(?:Error|Exception)): .{1,500}$", re.MULTILINE)


@contextmanager
def told(given: str) -> Iterator[None]:
    """Errors of Spark as AuditErrors; what is none of Spark's goes its way."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise failure(str(_text(error)), given) from error


def failure(said: str, given: str) -> AuditError:
    """What Spark said, as an error: of the input where that is at fault, else of the task that failed."""
    for sign, what, mend in _KNOWN:
        if sign in said:
            file = _FILE.search(said)
            return InputError(what, file=file[1].rstrip(".") if file else given, mend=mend)
    if any(sign in said for sign in _KILLED):
        mend = "nothing was written; give tasks more memory (spark.executor.memoryOverhead) or a process fewer cores"
        return AuditError("a Spark task failed: its process was killed", mend=mend)
    if _FULL in said:
        mend = "nothing was written; free some where tasks work (spark.local.dir) and in the folder of the output"
        return AuditError("a Spark task failed: no space left on a disk", mend=mend)
    raised = _RAISED.findall(said)
    first = raised[-1] if raised else " ".join(said.split())
    mend = "nothing was written; mend the cause, or give tasks more memory (spark.executor.memory), and run it again"
    return AuditError(f"a Spark task failed: {first[:LONGEST]}", mend=mend)


def _text(error: Exception) -> str:
    try:
        return str(error)
    except Exception:  # its text is asked of the Java process, which may be gone
        return type(error).__name__
