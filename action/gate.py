"""The step of action.yml: runs `audit run`, shows what it found where GitHub shows it, and ends with its status.

Everything comes by the environment: AUDIT_PATHS, AUDIT_SINCE, AUDIT_FAIL_ON, AUDIT_ARGS, AUDIT_SUMMARY and AUDIT_REPORT
from the inputs of the action, GITHUB_STEP_SUMMARY and GITHUB_OUTPUT from GitHub.
"""

from __future__ import annotations

import os
import secrets
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

FORMATS = "console,sarif,junit,github,markdown"
FAILED = {2: "audit could not judge: its log says why and what to do", 3: "audit found nothing to audit"}


def main(given: Mapping[str, str]) -> int:
    """Run the audit that these variables ask for; its exit status."""
    report = Path(given.get("AUDIT_REPORT") or "audit-report").absolute()
    annotations, summary = report / "annotations.txt", report / "summary.md"
    for file in (annotations, summary):
        file.unlink(missing_ok=True)  # those of a run before would be taken for this one's where this one fails
    status = audited(command(given, report))
    if annotations.exists():
        print(annotations.read_text(encoding="utf8"), end="", flush=True)
        note(given.get("GITHUB_OUTPUT"), [f"report={report}"])
    if summary.exists() and given.get("AUDIT_SUMMARY", "true") == "true":
        note(given.get("GITHUB_STEP_SUMMARY"), [summary.read_text(encoding="utf8")])
    if status in FAILED:
        print(f"::error title=audit::{FAILED[status]}", flush=True)
    note(given.get("GITHUB_OUTPUT"), [f"status={status}"])
    return status


def command(given: Mapping[str, str], report: Path) -> list[str]:
    """The command line. `-P` keeps a folder called audit in the workspace from being taken for the package."""
    asked = (("--since", "AUDIT_SINCE"), ("--fail-on", "AUDIT_FAIL_ON"))
    options = [f"{option}={given[name]}" for option, name in asked if given.get(name)]
    more, paths = (shlex.split(given.get(name, "")) for name in ("AUDIT_ARGS", "AUDIT_PATHS"))
    written = ["--no-progress", "--format", FORMATS, "--output-dir", str(report)]
    return [sys.executable, "-P", "-m", "audit", "run", *written, *options, *more, "--", *paths]


def audited(line: list[str]) -> int:
    """The status of the command, whose output quotes articles: nothing in it is a workflow command to the runner."""
    token = secrets.token_hex(16)
    print(f"::stop-commands::{token}", flush=True)
    try:
        return subprocess.run(line, check=False).returncode
    finally:
        print(f"::{token}::", flush=True)


def note(file: str | None, lines: Iterable[str]) -> None:
    """Append lines to a file that GitHub reads, where there is one."""
    if file:
        with Path(file).open("a", encoding="utf8", newline="\n") as out:
            out.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(os.environ))
