"""Scores the pipeline on annotated data and compares with floors that never go down.

usage: python bench/eval.py [DATA] [--raise]

DATA holds `score/*.py` and the sets they read (default: the folder `shared` beside the checkout). Planted errors
(bench/planted.py) are measured with or without it. Prints one table; ends with status 1 where a figure is below its
floor in bench/floors.json, with 3 where there is no data.
`--raise` lifts every floor that was passed to what was measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import planted

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"

# name of the row -> scorer and its arguments; a {data} stands for the folder of the sets
JOBS = {
    "seeds": ("facts.py", "{data}/gold/seeds"),
    "dev_vi": ("facts.py", "{data}/gold/dev_vi"),
    "dev_en": ("facts.py", "{data}/gold/dev_en"),
    "spam": ("spam.py", "{data}/spam/dev.jsonl"),
    "drafts": ("drafts.py", "{data}/drafts/dev.jsonl"),
    "population": ("claims.py", "{data}/claims/population"),
    "emotion": ("claims.py", "{data}/claims/emotion", "--tolerance", "10"),
}


def measure(data: Path, job: tuple[str, ...]) -> dict[str, float]:
    """The numbers one scorer reports, flattened to `name` or `name.part`."""
    script, *arguments = job
    command = [sys.executable, str(data / "score" / script), *(a.format(data=data) for a in arguments), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{script}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}", file=sys.stderr)
        return {}
    return dict(flat(json.loads(done.stdout.splitlines()[-1])))


def flat(report: dict[str, object], prefix: str = "") -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for key, value in report.items():
        if isinstance(value, dict):
            found += flat(value, f"{prefix}{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found.append((prefix + key, float(value)))
    return found


def main() -> int:
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    data = Path(arguments[0]) if arguments else HERE.parent.parent / "shared"
    scored = (data / "score").is_dir()
    floors = json.loads(FLOORS.read_text(encoding="utf8"))
    below = 0
    for name, job in {"planted": (), **(JOBS if scored else {})}.items():
        measured = measure(data, job) if job else planted.figures(*planted.measure())
        for key, floor in sorted(floors.get(name, {}).items()):
            value = measured.get(key)
            good = value is not None and value >= floor
            below += not good
            shown = "-" if value is None else f"{value:.4f}"
            print(f"{name:11} {key:24} {shown:>8}  floor {floor:.4f}  {'' if good else 'BELOW'}")
            if good and "--raise" in sys.argv:
                floors[name][key] = value
    if "--raise" in sys.argv:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf8")
    if not scored:
        print(f"{data}: no scorers here; give the folder of the annotated data", file=sys.stderr)
        return 1 if below else 3
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
