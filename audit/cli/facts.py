"""`audit facts`: the figures, or the numbers that are none, as a table or for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import audit
from audit.cli._options import (
    CacheOption,
    ColorOption,
    JobsOption,
    LangOption,
    Paths,
    ProgressOption,
    QuietOption,
    VerboseOption,
    configured,
    last_report,
    look_of,
    settings,
    unread,
)
from audit.cli._watch import Watch
from audit.errors import ConfigError

if TYPE_CHECKING:
    from audit.model import Audit, Dropped


def command(  # noqa: PLR0913 - a parameter is an option of the command
    *,
    paths: Paths = None,
    form: Annotated[
        Literal["table", "csv", "jsonl", "parquet", "sdmx-csv"], typer.Option("--format", help="Form of the output.")
    ] = "table",
    source: Annotated[
        str | None, typer.Option("--source", help="Only of this source; * and ? match.", show_default=False)
    ] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="Only of this indicator; * and ? match.", show_default=False)
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", help="Only what holds in 2019, 2019-Q3, 2019-01/2019-09 ...", show_default=False),
    ] = None,
    dropped: Annotated[
        bool, typer.Option("--dropped", help="The numbers that are no facts instead, and why each is none.")
    ] = False,
    jobs: JobsOption = None,
    no_cache: CacheOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    no_progress: ProgressOption = False,
    lang: LangOption = None,
) -> None:
    """The figures of PATHS, else of the last report."""
    from audit import reports, views
    from audit.work import Cache, cache

    terminal = views.Terminal(color, quiet, verbose, not no_progress, language=lang)
    with terminal.ending():
        config = settings(language=lang)
        choice = views.Choice(source, indicator, period)
        if form == "parquet" and sys.stdout.isatty():
            raise ConfigError("parquet is not for reading on a terminal", mend="add > facts.parquet")
        if form == "sdmx-csv" and dropped:
            raise ConfigError("numbers that are no facts are no observations", mend="choose csv, jsonl or parquet")
        words = views.Words(config.speaks)
        with terminal.working(words.say("working")) as said:
            folder = None if paths else last_report(config)
            if folder:
                found = reports.last(folder)
            else:
                kept, watch = None if no_cache else Cache(cache.default()), Watch(said, words)
                asked = paths or configured(config)
                found = audit.run(asked, config=config, rules=False, jobs=jobs, kept=kept, watch=watch)
            rows = choice.refused(_refused(found)) if dropped else choice.of(found)
        look, columns = look_of(terminal), audit.table.DROPPED if dropped else audit.table.FACTS
        if form != "table":
            terminal.write(views.formats([form])[form].encoded(rows, columns))
        elif dropped:
            terminal.write(look.printed(views.refused(rows, found.texts, config, look)))
        else:
            terminal.write(look.printed(views.table(rows, config, look)))
        figures = words.count(len(rows), "dropped" if dropped else "figures") if rows else words.say("none_chosen")
        terminal.say(words.say("from_report", figures=figures, folder=folder) if folder and rows else figures)
        if not folder and unread(found, words, terminal):
            sys.exit(views.ERROR)


def _refused(found: Audit) -> list[Dropped]:
    from audit.evidence import dropped

    return dropped(found)
