"""Times a whole run against the number of articles, stage by stage, and measures its memory.

usage: python bench/scale.py [SIZE ...] [--full] [--crowd KIND] [--jobs N] [--cache]

Makes a newswire of each SIZE (default: 10000 20000 60000 180000 short items, a title and two sentences; `--full`:
20000 full articles), writes it as JSON Lines to a folder of its own, and runs `audit run` on it in a process of its
own: tables, groups, findings, scores, reports and pages. Prints for each size the seconds that passed, the seconds of
user and system time with those of worker processes, articles a second, and the largest memory of one process and of
all together; then the time of each stage, and the exponent of time against size from the first size to the last: 1 is
linear. Beside it stands what pandas takes to read the same file and to count its words by source, in the same minute,
and how many times that a run takes. `--crowd` makes articles that all tell one figure (`group`), that are all of one
outlet (`source`) or all the same (`copies`) in place of a newswire (default: 2500 and 10000). `--cache` runs each size
twice with a cache, the second time with one article in a hundred changed. Ends with status 1 where the exponent is
above 1.1.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import newswire

SIZES, FULL, CROWD = (10_000, 20_000, 60_000, 180_000), (20_000,), (2_500, 10_000)
LINEAR = 1.1
CHANGED = 100  # one article in so many
GROWN = 1.01  # memory that has grown by this is looked at closely
# Each stage by the function that is one, where it is called: module, name.
STAGES = (
    ("read", "audit.run", "read"),
    ("extract", "audit.extraction", "extract"),
    ("copies", "audit.blocks.copies", "originals"),
    ("groups", "audit.groups", "group"),
    ("frames", "audit.rules", "frames"),
    ("validate", "audit.suite", "validate"),
    ("findings", "audit.rules", "findings"),
    ("scores", "audit.scores", "score"),
    ("triage", "audit.triage", "settle"),
    ("files", "audit.views", "begin"),
    ("docs", "audit.suite", "build_docs"),
    ("pages", "audit.views", "site"),
    ("history", "audit.history", "note"),
)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sizes", nargs="*", type=int)
    options.add_argument("--full", action="store_true")
    options.add_argument("--crowd", choices=("group", "source", "copies"))
    options.add_argument("--jobs", type=int)
    options.add_argument("--cache", action="store_true")
    options.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(json.dumps(measured(given.one, given.jobs, given.cache)))
        return 0
    rows = []
    for size in given.sizes or (FULL if given.full else CROWD if given.crowd else SIZES):
        with tempfile.TemporaryDirectory() as folder:
            rows += list(runs(Path(folder), size, given))
    return report(rows)


def runs(folder: Path, size: int, given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """What a run of a size took; with a cache also what the next one took."""
    file = folder / "wire.jsonl"
    made = newswire.crowd(given.crowd, size) if given.crowd else newswire.wire(size, full=given.full)
    newswire.write(made, file)
    print(f"{size:,} articles, {file.stat().st_size / 1e6:.0f} MB", file=sys.stderr, flush=True)
    for again in range(2 if given.cache else 1):
        if again:
            change(file)
        options = [f"--jobs={given.jobs}"] * bool(given.jobs) + ["--cache"] * given.cache
        command = [sys.executable, __file__, "--one", str(file), *options]
        environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)
        if done.returncode:
            raise SystemExit(done.stderr)
        row = json.loads(done.stdout.splitlines()[-1]) | {"size": size}
        show(row)
        yield row


def change(file: Path) -> None:
    """Change one article in a hundred."""
    lines = file.read_text(encoding="utf8").split("\n")
    for at in range(0, len(lines) - 1, CHANGED):
        lines[at] = lines[at].replace('{"text": "', '{"text": "Cập nhật. ', 1)
    file.write_text("\n".join(lines), encoding="utf8")


def measured(file: Path, jobs: int | None, cached: bool) -> dict[str, Any]:
    """What a run over a file takes, in this process."""
    base = reference(file)
    stages: dict[str, list[float]] = {}
    with together() as memory:
        for stage, module, name in STAGES:
            timed(stages, stage, module, name)
        wall, spent = time.perf_counter(), seconds()
        counts = run(file, jobs, cached)
        wall, spent = time.perf_counter() - wall, seconds() - spent
    return {
        "seconds": wall, "cpu": spent, "reference": base, "stages": stages, "together": max(memory) / 1e6,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, **counts,
    }  # fmt: skip


def run(file: Path, jobs: int | None, cached: bool) -> dict[str, int]:
    """What `audit run FILE` does, and how many rows came of it."""
    import_module("audit.suite")  # the import of GX is not what is timed here
    command = import_module("audit.cli.run")
    shown: dict[str, Any] = {}
    show = command._show

    def seen(found: Any, *rest: Any) -> None:
        shown.update({name: len(getattr(found, name)) for name in ("articles", "facts", "groups", "findings")})
        show(found, *rest)

    command._show = seen
    try:
        command.command(
            paths=[str(file)], jobs=jobs, no_cache=not cached, quiet=True, no_progress=True, fail_on="never"
        )
    except SystemExit as ended:
        if ended.code not in (0, None):
            raise
    return shown


def reference(file: Path) -> float:
    """The seconds that pandas takes to read the file and to count its words by source."""
    begun = seconds()
    frame = pd.read_json(file, lines=True)
    frame["text"].str.split().str.len().groupby(frame["source"]).sum()
    return seconds() - begun


def timed(stages: dict[str, list[float]], stage: str, module: str, name: str) -> None:
    """Have a function note the seconds it takes: passed, and of user and system time."""
    place: Any = import_module(module) if module != "audit.run" else sys.modules.get(module) or import_module(module)
    function: Callable[..., Any] = getattr(place, name)

    @wraps(function)
    def noting(*arguments: Any, **named: Any) -> Any:
        wall, spent = time.perf_counter(), seconds()
        try:
            return function(*arguments, **named)
        finally:
            before = stages.get(stage, [0.0, 0.0])
            stages[stage] = [before[0] + time.perf_counter() - wall, before[1] + seconds() - spent]

    setattr(place, name, noting)


def seconds() -> float:
    """The user and system time of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@contextmanager
def together() -> Iterator[list[int]]:
    """The memory of this process and its children, in kB, as it grows; 0 where the system does not tell.

    Ten times a second it is asked what is mapped; what of it is shared only where that is more than ever before. To
    tell of that the system goes through all pages: it took a third of a core of a run that holds 4 GB.
    """
    found, stop = [0], threading.Event()

    def watch() -> None:
        most = 0.0
        while not stop.wait(0.1):
            processes = [os.getpid(), *children(os.getpid())]
            if (held := sum(map(mapped, processes))) > most:
                found.append(sum(map(resident, processes)))
                most = held * GROWN

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        stop.set()
        watcher.join()


def children(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            yield from map(int, task.read_text().split())
        except OSError:
            continue


def mapped(process: int) -> int:
    """The pages that a process has in memory, with those that it shares."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0


def resident(process: int) -> int:
    """What of the memory of a process is its own, kB."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def show(row: dict[str, Any]) -> None:
    size = row["size"]
    print(
        f"{size:9,} articles {row['facts']:9,} facts {row['groups']:9,} groups {row['findings']:8,} findings "
        f"{row['seconds']:7.1f} s {row['cpu']:7.1f} s cpu {size / row['seconds']:7.0f}/s "
        f"{row['peak']:5.2f} GB {row['together']:5.2f} GB all {row['cpu'] / row['reference']:6.0f} x pandas",
        flush=True,
    )


def report(rows: Sequence[dict[str, Any]]) -> int:
    """The stages of all sizes, and the exponents."""
    print(f"\n{'cpu seconds':12}" + "".join(f"{row['size']:>10,}" for row in rows) + "  exponent")
    for stage in (*(stage for stage, _, _ in STAGES), "all"):
        times = [row["stages"].get(stage, [0, 0])[1] if stage != "all" else row["cpu"] for row in rows]
        print(f"{stage:12}" + "".join(f"{spent:10.1f}" for spent in times) + f"  {exponent(rows, times):.2f}")
    return 1 if exponent(rows, [row["cpu"] for row in rows]) > LINEAR else 0


def exponent(rows: Sequence[dict[str, Any]], times: Sequence[float]) -> float:
    """How time grows with size, from the first to the last: 1 is linear. NaN where there is nothing to tell."""
    if len(rows) < 2 or rows[0]["size"] == rows[-1]["size"] or min(times[0], times[-1]) <= 0:
        return math.nan
    return math.log(times[-1] / times[0]) / math.log(rows[-1]["size"] / rows[0]["size"])


if __name__ == "__main__":
    sys.exit(main())
