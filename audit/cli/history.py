"""`audit history`: how the findings and the score of each source moved from run to run."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from audit.cli._options import ColorOption, LangOption, VerboseOption, look_of, settings
from audit.errors import NothingToAudit


def command(
    *,
    last: Annotated[int, typer.Option("--last", min=1, help="Only the last runs, so many.")] = 20,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="Form of the output.")] = "table",
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    lang: LangOption = None,
) -> None:
    """How findings and scores moved from run to run."""
    from audit import history, views

    terminal = views.Terminal(color, verbose=verbose, language=lang)
    with terminal.ending():
        config = settings(language=lang)
        tables = history.read(config.root / config.reports)
        if not tables["runs"]:
            raise NothingToAudit("no run is noted down yet", mend="run audit run first")
        first = tables["runs"][-last:][0]["run"]
        tables = {name: [row for row in rows if row["run"] >= first] for name, rows in tables.items()}
        if form == "json":
            terminal.write(views.history_json(tables))
        else:
            look = look_of(terminal)
            terminal.write(look.printed(views.history(tables, config, look)))
