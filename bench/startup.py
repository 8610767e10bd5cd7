"""Measures how long a command keeps its user waiting, against what Great Expectations alone needs.

usage: python bench/startup.py [FOLDER] [--runs N]

Prints two ratios of waiting times, each of the fastest of N runs taken in turns (default 5), and ends with status 1
where one is above its limit. The ratio of processor times beside it says the same on a machine that is busy with
other things.

    audit --help      / python -c "import great_expectations"                          at most 0.2
    audit run FOLDER  / a bare script that validates the same tables, same suites, and
                        builds Great Expectations' own Data Docs of them               at most 1.5
"""

from __future__ import annotations

import argparse
import contextlib
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELP, RUN = 0.2, 1.5

# What somebody with a Great Expectations project would write; importing audit.suite registers the rules.
BARE = """
import json, pickle, sys
import great_expectations as gx
import audit.suite

tables, suites, site = sys.argv[1:]
audit.suite.classes()
context = gx.get_context(mode="ephemeral")
backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": site}
context.add_data_docs_site("bench", {"class_name": "SiteBuilder", "store_backend": backend})
source = context.data_sources.add_pandas("bench")
for name, frame in pickle.load(open(tables, "rb")).items():
    suite = context.suites.add(gx.ExpectationSuite(**json.load(open(f"{suites}/{name}.json"))))
    whole = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe(name)
    run = gx.ValidationDefinition(name=name, data=whole, suite=suite)
    context.validation_definitions.add(run).run(batch_parameters={"dataframe": frame}, result_format="COMPLETE")
context.build_data_docs(site_names="bench")
"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds", help="the articles (default: seeds)")
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        (work / "audit.toml").write_text('fail-on = "never"\n', encoding="utf8")
        tables = work / "tables.pickle"
        tables.write_bytes(pickle.dumps(validated(given.folder)))
        seconds = fastest(
            given.runs,
            work,
            help=["-m", "audit", "--help"],
            gx=["-c", "import great_expectations"],
            run=["-m", "audit", "run", str(given.folder.resolve())],
            bare=["-c", BARE, str(tables), str(ROOT / "expectations"), str(work / "site")],
        )
    ratios = (("audit --help", "help", "import GX", "gx", HELP), ("audit run", "run", "bare GX script", "bare", RUN))
    print(f"{'command':14} {'seconds':>8}  {'against':15} {'seconds':>8} {'ratio':>6} {'limit':>6} {'cpu ratio':>10}")
    worst = 0
    for name, own, other, base, limit in ratios:
        (mine, my_work), (theirs, their_work) = seconds[own], seconds[base]
        ratio, work_ratio = mine / theirs, my_work / their_work
        worst |= ratio > limit
        print(f"{name:14} {mine:8.3f}  {other:15} {theirs:8.3f} {ratio:6.2f} {limit:6.2f} {work_ratio:10.2f}")
    return int(worst)


def validated(folder: Path) -> dict[str, object]:
    """The tables as `audit run` hands them to validation."""
    sys.path.insert(0, str(ROOT))
    import audit  # noqa: PLC0415 - after the path is set
    from audit import suite  # noqa: PLC0415

    tables: dict[str, object] = {}
    judge = suite.validate
    suite.validate = lambda frames, *given: tables.update(frames) or judge(frames, *given)
    audit.run([folder])
    tables.pop("scores", None)
    return tables


def fastest(runs: int, folder: Path, **commands: list[str]) -> dict[str, tuple[float, float]]:
    """Seconds waited and seconds of processor time of each Python command: the least of its runs.

    The commands take turns, after one round that warms the caches up.
    """
    seconds = dict.fromkeys(commands, (float("inf"), float("inf")))
    for turn in range(runs + 1):
        for name, arguments in commands.items():
            started, worked = time.perf_counter(), processor()
            environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(folder)}
            done = subprocess.run(
                [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
            )
            if done.returncode:
                sys.exit(f"{name} failed: {done.stderr.strip().splitlines()[-1:]}")
            if turn:
                waited = time.perf_counter() - started
                seconds[name] = (min(seconds[name][0], waited), min(seconds[name][1], processor() - worked))
    return seconds


def processor() -> float:
    """Seconds of processor time of the commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
