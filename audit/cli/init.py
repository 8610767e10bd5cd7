"""`audit init`: a project to start from."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from audit.cli._options import LangOption, QuietOption, VerboseOption


def command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where; else the current folder.")] = Path(),
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    lang: LangOption = None,
) -> None:
    """Start a project: configuration, files to edit, sample articles.

    Nothing that is there is overwritten; .gitignore gets a line for the reports.
    """
    from audit import reports, starter, views
    from audit.config import Config

    terminal = views.Terminal(quiet=quiet, verbose=verbose, language=lang)
    with terminal.ending():
        speaks = Config(language=lang).speaks
        for file, content in starter.planned(folder, speaks).items():
            reports.put(file, content)
            terminal.say(str(file))
        go = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
        terminal.say(views.Words(speaks).say("started", command=f"{go}audit run"))
