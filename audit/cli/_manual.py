"""The manual page, from the commands themselves: what `man audit` shows.

python -m audit.cli._manual docs/audit.1
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

import audit
from audit.cli import STATUSES, app

WHAT = """
audit reads a folder of news articles, takes every figure out of them into one table, and tells an editor which
figures may be printed: it names the sentence behind each figure, says where two sources cannot both be right, finds the
spam that scraping left inside an article, scores how far each source can be relied on, and stops a merge when a
bad figure would go in. It works offline, reads Vietnamese and English, and gives the same report for the same input.
"""
VARIABLES = (
    ("LC_ALL, LC_MESSAGES, LANG", "The language of reports, where neither --lang nor the configuration says one."),
    ("NO_COLOR, FORCE_COLOR", "No colour, or colour wherever the output goes, where --color says nothing."),
    ("COLUMNS", "The width of reports."),
    ("PAGER", "What shows long pages on a terminal; less, where it is not set."),
    ("BROWSER", "What run --open opens the pages with."),
    ("SOURCE_DATE_EPOCH", "The time that counts as now, in seconds since 1970, so that a run can be repeated."),
)
FILES = (
    ("audit.toml, pyproject.toml", "The configuration; in pyproject.toml the table [tool.audit]."),
    ("expectations/", "Suites, indicators, sources, waivers and the baseline of a project."),
    ("reports/", "What the last run left: tables, findings, pages for review, and the history."),
)
EXAMPLES = (
    ("audit init news", "start a project"),
    ("audit run", "audit the articles that the configuration names"),
    ("audit run --since origin/main", "judge only what a branch brings"),
    ("audit check draft.md --against articles", "hold a draft against its sources"),
    ("audit explain contradiction", "read what a rule does"),
)


def document() -> str:
    """The page, in the macros of man(7)."""
    command: Any = typer.main.get_command(app)
    lines = [f'.TH AUDIT 1 "" "audit {audit.__version__}" "User Commands"', ".SH NAME"]
    lines += [_text("audit - audit the figures of news articles before they are published"), ".SH SYNOPSIS"]
    lines += [_text("audit COMMAND [OPTIONS] [ARGUMENTS]"), ".SH DESCRIPTION", *_prose(WHAT), *_records(command)]
    lines.append(".SH COMMANDS")
    for name, one in command.commands.items():
        arguments = " ".join(param.metavar for param in one.params if param.param_type_name == "argument")
        lines += [f".SS {_text(f'audit {name} [OPTIONS] {arguments}'.rstrip())}", *_prose(one.help), *_records(one)]
    lines += [".SH EXIT STATUS", *_table(line.split(maxsplit=1) for line in STATUSES.splitlines()[2:])]
    for title, rows in (("ENVIRONMENT", VARIABLES), ("FILES", FILES), ("EXAMPLES", EXAMPLES)):
        lines += [f".SH {title}", *_table(rows)]
    return "\n".join(lines) + "\n"


def _records(command: Any) -> Iterator[str]:
    """The arguments and options of a command as its own help shows them, without --help itself."""
    context = typer.Context(command)
    for param in command.params:
        term, said = (" ".join(part.split()) for part in param.get_help_record(context))
        yield from _table([(param.metavar if param.param_type_name == "argument" else term, said)])


def _prose(text: str) -> Iterator[str]:
    """Paragraphs: their lines are filled anew."""
    for paragraph in text.strip().split("\n\n"):
        yield from (".PP", _text(" ".join(paragraph.split())))


def _table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for term, said in rows:
        yield from (".TP", rf"\fB{_text(term)}\fR", _text(said))


def _text(text: str) -> str:
    """Text without a meaning to roff: neither an escape, nor a request at the start of a line; dashes to be typed."""
    plain = text.replace("\\", r"\e").replace("-", r"\-").replace("`", "")
    return rf"\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf8", newline="\n")
