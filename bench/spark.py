"""What the engine spark costs at several sizes, beside the local engine in the same minutes.

    python bench/spark.py [--sizes 5000,20000,60000] [--master local[2]]

Prints a row for each size: processor seconds of both engines and their ratio, what went through shuffles, what was kept
between the steps; then the seconds that passed in each stage. Articles are those of `tests/newswire.py`: a title and
two sentences each.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import newswire  # noqa: E402

import audit  # noqa: E402
from audit.config import load  # noqa: E402
from audit.spark import _session, _staging, run  # noqa: E402

MB = 1e6
HEAD = " ".join(("articles", " text MB", "   facts", " local s", " spark s", " ratio", "shuffled MB", "  kept MB"))


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--sizes", default="5000,20000,60000")
    given.add_argument("--master", default="local[2]")
    asked = given.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    print(HEAD, flush=True)
    stages = {size: _measured(size, asked.master) for size in sizes}
    print("\nseconds that passed in each stage")
    for size, seconds in stages.items():
        print(f"{size:>9} " + " ".join(f"{name} {taken:.0f}" for name, taken in seconds.items()))


def _measured(size: int, master: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "made.jsonl")
        newswire.write(newswire.wire(size), file)
        megabytes = file.stat().st_size / MB
        worked = _worked()
        facts = len(audit.run([file], config=load(), jobs=None).facts)
        local, worked = _worked() - worked, _worked()
        begun, at = time.monotonic(), dict[str, float]()
        with _kept() as kept:
            with _session.session(master) as spark:
                run(
                    str(file),
                    str(Path(folder, "out")),
                    load(),
                    spark=spark,
                    said=lambda stage: at.update({stage: time.monotonic()}),
                )
                shuffled = _shuffled(spark) / MB
            ended, taken = time.monotonic(), _worked() - worked
        costs = f"{local:>8.0f} {taken:>8.0f} {taken / local:>6.1f} {shuffled:>11.1f} {sum(kept) / MB:>9.1f}"
        print(f"{size:>8} {megabytes:>8.1f} {facts:>8} {costs}", flush=True)
        ends = [*list(at.values())[1:], ended]
        return {"start": min(at.values()) - begun} | {
            name: end - start for (name, start), end in zip(at.items(), ends, strict=True)
        }


def _worked() -> float:
    """Seconds of user and system time of this process and of those that it waited for, Java among them."""
    spent = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in spent)


class _kept:  # noqa: N801 - a context
    """The bytes of what a run keeps between its steps."""

    def __enter__(self) -> list[int]:
        sizes: list[int] = []
        self._clear = _staging.Staging.clear

        def clear(staging: Any) -> None:
            sizes.extend(path.stat().st_size for path in Path(staging.folder).rglob("*.parquet") if path.is_file())
            self._clear(staging)

        _staging.Staging.clear = clear  # type: ignore[method-assign]
        return sizes

    def __exit__(self, *_: object) -> None:
        _staging.Staging.clear = self._clear  # type: ignore[method-assign]


def _shuffled(spark: Any) -> int:
    """Bytes that tasks wrote for others to read."""
    executors = spark.sparkContext._jsc.sc().statusStore().executorList(False)
    return sum(executors.apply(i).totalShuffleWrite() for i in range(executors.size()))


if __name__ == "__main__":
    main()
