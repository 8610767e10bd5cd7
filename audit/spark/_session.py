"""A Spark session for one run: started with what the user's own settings leave open, quiet, and ended afterwards."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.errors import AuditError, ConfigError

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

INSTALL = "pip install 'audit[spark]'"
JAVA = "install Java 17 or later (Debian: apt-get install default-jre-headless), or set JAVA_HOME to where it is"
ANSWER = 5  # seconds that a master has to answer in
LONGEST = 400  # characters of what Spark says of itself that an error repeats
# Nothing listens that need not, nothing is shown that is told elsewhere, nothing depends on where a machine stands.
ALWAYS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
    "spark.sql.execution.pyspark.udf.simplifiedTraceback.enabled": "true",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.log.level": "OFF",
    "spark.python.daemon.module": "audit.spark._daemon",
    # A task reads text for a minute or two rather than for ten, and what is small is still shared out.
    "spark.sql.files.maxPartitionBytes": str(32 << 20),
    "spark.sql.files.openCostInBytes": str(64 << 10),
    "spark.sql.adaptive.coalescePartitions.minPartitionSize": str(64 << 10),
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
}
LOCAL = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
# Tasks a core after each shuffle, on one machine: there Spark's own number is for a cluster.
TASKS = 2


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """A session on a master (`local[2]`, `spark://host:7077`, `yarn`, ...). Raises AuditError where there can be none.

    What the user's spark-defaults.conf (in SPARK_CONF_DIR) sets stays in force but for what `ALWAYS` says.
    """
    need(master)
    with tempfile.TemporaryDirectory(prefix="audit-spark-") as folder:
        log = Path(folder, "log")
        spark = _started(master, log)
        try:
            yield spark
        finally:
            with suppress(Exception):  # a driver that died has nothing left to stop
                spark.stop()
            _end_java()


def need(master: str) -> None:
    """Raises ConfigError, before anything slow, for what a run on Spark cannot do without."""
    if find_spec("pyspark") is None:
        raise ConfigError("the engine spark needs pyspark, which is not installed", mend=INSTALL)
    if not java():
        raise ConfigError("the engine spark needs Java, and there is none on PATH or in JAVA_HOME", mend=JAVA)
    if not master.startswith(("local", "spark://", "yarn", "k8s://")):
        mend = "write local[2], local[*], spark://host:port, yarn or k8s://https://host:port"
        raise ConfigError(f"{master!r} is no Spark master", place="--master", mend=mend)
    if master.startswith("spark://"):
        _reach(master)


def _reach(master: str) -> None:
    """Raises AuditError where none of the masters of a cluster answers: Spark itself says so only after a minute."""
    failed = None
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            with socket.create_connection((host, int(port)), ANSWER):
                return
        except (OSError, ValueError, OverflowError) as error:
            failed = error
    mend = "start it, or correct --master; its log names its own address: spark://host:port"
    raise AuditError(f"no Spark master answers at {master}: {failed}", mend=mend) from failed


def java() -> bool:
    """Whether there is a Java that Spark finds."""
    home = os.environ.get("JAVA_HOME")
    if home:  # Spark looks nowhere else then
        return os.access(Path(home, "bin", "java"), os.X_OK)
    return shutil.which("java") is not None


def _started(master: str, log: Path) -> SparkSession:
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    _hushed()
    local = master.startswith("local")
    conf = SparkConf(loadDefaults=False).setMaster(master).setAppName("audit")
    conf.setAll(list((ALWAYS | (LOCAL if local else {})).items()))
    if local:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        spark = SparkSession(SparkContext(conf=conf, gateway=_java_process(conf, log)))
        if local and spark.conf.get("spark.sql.shuffle.partitions") == "200":
            spark.conf.set("spark.sql.shuffle.partitions", str(TASKS * spark.sparkContext.defaultParallelism))
    except Exception as error:  # py4j and Java have errors of many kinds, and all of them mean that there is no Spark
        said = " ".join(str(error).split()) or " ".join(_tail(log).split())
        _end_java()
        mend = JAVA if local else "check --master, and that this machine reaches it and is reached by it"
        raise AuditError(f"Spark cannot be started on {master}: {said[:LONGEST]}", mend=mend) from error
    return spark


def _hushed() -> None:
    """Nothing that Spark's Python part logs goes to the user's screen: who catches an error tells it, once."""
    from pyspark.logger import PySparkLogger

    for name in ("DataFrameQueryContextLogger", "SQLQueryContextLogger"):
        PySparkLogger.getLogger(name).setLevel(logging.CRITICAL + 1)


def _java_process(conf: SparkConf, log: Path) -> Any:
    """The Java process that Spark's driver runs in. What it prints goes to a file and not to the user's screen."""
    from pyspark import java_gateway

    launch: Any = java_gateway.launch_gateway
    with log.open("ab") as into:
        return launch(conf, {"stdout": into, "stderr": into})


def _tail(log: Path) -> str:
    with suppress(OSError):
        return log.read_text("utf8", "replace")[-LONGEST:]
    return ""


def _end_java() -> None:
    """End the Java process too: its settings hold for one run."""
    from pyspark import SparkContext

    if SparkContext._active_spark_context is not None:  # a session that could not be made leaves one behind
        with suppress(Exception):
            SparkContext._active_spark_context.stop()
    SparkContext._active_spark_context = None
    gateway: Any = SparkContext._gateway
    process: Any = getattr(gateway, "proc", None)
    with suppress(Exception):
        gateway.shutdown()
    with suppress(Exception):
        process.stdin.close()
        process.wait(timeout=30)
    SparkContext._gateway = None
    SparkContext._jvm = None
