"""`audit sql`: a question to the tables of the last report, in SQL."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from audit.cli._options import ColorOption, LangOption, QuietOption, VerboseOption, look_of, report, settings


def command(
    *,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='For example "select source, count(*) from facts group by 1".')
    ],
    form: Annotated[Literal["table", "csv", "jsonl"], typer.Option("--format", help="Form of the output.")] = "table",
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    lang: LangOption = None,
) -> None:
    """Ask the last report in SQL (DuckDB).

    Tables: articles, blocks, facts, groups, findings, scores, and the history as history_runs, history_rules and
    history_scores. The query sees these alone: no file, no network; nothing it does is kept.
    """
    from audit import history, sql, views

    terminal = views.Terminal(color, quiet, verbose, language=lang)
    with terminal.ending():
        config = settings(language=lang)
        found = report(config)
        past = history.read(config.root / config.reports)
        names, rows = sql.answer(query, found, past)
        look = look_of(terminal)
        terminal.write(views.answer(names, rows, form, look))
        terminal.say(views.Words(config.speaks).count(len(rows), "rows"))
