"""The `audit` command: reads options, calls the package, prints. One command a file.

Nothing heavy is imported before a command needs it: `audit --help` must cost next to nothing.
"""

from __future__ import annotations

from typing import Annotated

import typer

import audit
from audit.cli import (
    baseline,
    check,
    clean,
    config,
    diff,
    docs,
    explain,
    facts,
    fetch,
    history,
    init,
    reconcile,
    rules,
    run,
    sources,
    sql,
    waive,
)

# The mark keeps the lines of the table apart.
STATUSES = """\b
Exit status:
  0  clean
  1  findings at or above --fail-on
  2  wrong usage, configuration or input, or a check that could not judge
  3  nothing to audit"""

app = typer.Typer(
    help="Audit the figures of news articles before they are published.",
    epilog=STATUSES,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Entry point of the command. Ends the process with the exit status."""
    app(prog_name="audit")


@app.callback(invoke_without_command=True)
def _version(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"audit {audit.__version__}")
        raise typer.Exit


_JUDGING = ("run", "check", "diff")
_COMMANDS = (
    init, run, check, facts, sources, reconcile, rules, explain, diff, docs, history, sql, baseline, waive, fetch,
    config, clean,
)  # fmt: skip
for _command in _COMMANDS:
    _name = _command.__name__.rpartition(".")[2]
    app.command(_name, epilog=STATUSES if _name in _JUDGING else None)(_command.command)
