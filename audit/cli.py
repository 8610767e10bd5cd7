"""The `audit` command: reads options, calls the package, prints. Nothing heavy is imported before it is needed."""

from __future__ import annotations

import dataclasses
import sys
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

import audit
from audit.errors import AuditError, ConfigError, InputError

if TYPE_CHECKING:
    from audit.config import Config
    from audit.model import Audit, Dropped
    from audit.views import Look, Terminal

WRITTEN = ("parquet", "csv", "json")  # what every run leaves in the folder of reports, besides the pages

app = typer.Typer(
    help="Audit the figures of news articles before they are published.",
    epilog="Exit status: 0 clean, 1 findings at or above --fail-on, 2 an error, 3 nothing to audit.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[
    list[str] | None, typer.Argument(metavar="PATHS", help="Files and folders; else those of the configuration.")
]
ColorOption = Annotated[Literal["auto", "always", "never"], typer.Option("--color", help="Colour in the output.")]
LangOption = Annotated[
    Literal["vi", "en"] | None, typer.Option("--lang", help="Language of the output.", show_default=False)
]
QuietOption = Annotated[bool, typer.Option("-q", "--quiet", help="Say less: no summary; of a run, the verdict alone.")]
VerboseOption = Annotated[
    bool, typer.Option("-v", "--verbose", help="Say more: every finding, ids, tracebacks of internal errors.")
]
ProgressOption = Annotated[bool, typer.Option("--no-progress", help="No sign of progress on stderr.")]
FormatsOption = Annotated[
    str, typer.Option("--format", metavar="F[,F]", help="console, json, jsonl, csv, parquet, svg.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output-dir", help="Write the formats there and not to stdout.", show_default=False)
]
FailOnOption = Annotated[
    Literal["critical", "warning", "info", "never"] | None,
    typer.Option(
        "--fail-on",
        help="The lowest severity that gives status 1; critical, where the configuration says nothing.",
        show_default=False,
    ),
]
ConfidenceOption = Annotated[
    float | None,
    typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure.", show_default=False),
]


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


@app.command("run")
def _run(  # noqa: PLR0913 - a parameter is an option of the command
    *,
    paths: Paths = None,
    formats: FormatsOption = "console",
    output_dir: OutputOption = None,
    fail_on: FailOnOption = None,
    min_confidence: ConfidenceOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    no_progress: ProgressOption = False,
    lang: LangOption = None,
) -> None:
    """Audit articles, print what was found, write reports/."""
    from audit import views

    terminal = views.Terminal(color, quiet, verbose, not no_progress)
    with terminal.ending():
        config = _config(fail_on=fail_on, min_confidence=min_confidence, language=lang)
        chosen = views.formats(name.strip() for name in formats.split(","))
        _streams(chosen, output_dir)
        words = views.Words(config.speaks)
        with terminal.working(words.say("working")):
            found = audit.run(paths or _configured(config), config=config)
            failure = _reports(found, config)
        _show(found, config, chosen, output_dir, terminal)
        if failure:
            raise failure
        folder = config.root / config.reports
        terminal.say(words.say("wrote", folder=folder, page=folder / "data_docs" / "index.html"))
        sys.exit(_status(found, config))


def _status(found: Audit, config: Config) -> int:
    """The exit status that an audit deserves: a check that could not judge outweighs what the others found."""
    from audit import views

    counted = views.tally(found, config)
    if counted.broken:
        return views.ERROR
    if counted.fails(config.fail_on):
        return views.FINDINGS
    return 0 if len(found.facts) else views.NOTHING


def _config(**given: Any) -> Config:
    """The configuration in force, with the options that were given."""
    from audit.config import load

    return dataclasses.replace(load(), **{name: value for name, value in given.items() if value is not None})


def _configured(config: Config) -> list[str]:
    """The paths of the configuration. Raises InputError where nothing is configured and nothing is there."""
    paths = [config.root / path for path in config.paths]
    if config.origin == "defaults" and not any(path.exists() for path in paths):
        raise InputError("no articles are named", mend="name a file or folder, or set paths in audit.toml")
    return [str(path) for path in paths]


def _streams(chosen: dict[str, ModuleType], output_dir: Path | None) -> None:
    """Refuses, before any work is done, what stdout cannot take."""
    if output_dir is None and len(chosen) > 1:
        raise ConfigError("several formats cannot share stdout", mend="name a folder with --output-dir")
    for name, module in chosen.items():
        if output_dir is None and module.STREAM is None:
            raise ConfigError(f"format {name!r} makes files", mend="name a folder with --output-dir")


def _reports(found: Audit, config: Config) -> AuditError | None:
    """Write the folder of reports. A failure is returned, so that what was found is shown all the same."""
    from audit import reports, suite, views

    title = ", ".join(sorted({Path(path).parent.name for path in found.articles["path"].dropna()} - {""})) or "audit"

    def build(staging: Path) -> None:
        suite.build_docs(found.results, staging / "data_docs", title=title, language=config.speaks)

    try:
        reports.write(config.root / config.reports, views.files(views.formats(WRITTEN), found, config), build)
    except AuditError as error:
        return error
    return None


def _show(
    found: Audit, config: Config, chosen: dict[str, ModuleType], output_dir: Path | None, terminal: Terminal
) -> None:
    """Print the one format, or write several; the console report is printed wherever it is asked for."""
    from audit import reports, views

    if output_dir is not None:
        reports.write(output_dir, views.files(chosen, found, config))
    for name, module in chosen.items():
        if name == "console":
            terminal.write(module.render(found, config, _look(terminal)))
        elif output_dir is None:
            terminal.write(module.files(found, config)[module.STREAM])
    if "console" not in chosen:
        from audit.views import console

        terminal.say(
            console.render(found, config, dataclasses.replace(_look(terminal), quiet=True, color=False)).rstrip("\n")
        )


def _look(terminal: Terminal) -> Look:
    from audit.views import Look

    return Look(terminal.width, terminal.colored, terminal.encoding, terminal.verbose, terminal.quiet)


@app.command("facts")
def _facts(  # noqa: PLR0913 - a parameter is an option of the command
    *,
    paths: Paths = None,
    form: Annotated[
        Literal["table", "csv", "jsonl", "parquet"], typer.Option("--format", help="Form of the output.")
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
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    lang: LangOption = None,
) -> None:
    """The figures of PATHS, else of the last report."""
    from audit import reports, views

    terminal = views.Terminal(color, quiet, verbose)
    with terminal.ending():
        config = _config(language=lang)
        choice = views.Choice(source, indicator, period)
        if form == "parquet" and sys.stdout.isatty():
            raise ConfigError("parquet is not for reading on a terminal", mend="add > facts.parquet")
        words = views.Words(config.speaks)
        with terminal.working(words.say("working")):
            folder = None if paths else _last(config)
            found = reports.last(folder) if folder else _extracted(paths, config)
            rows = choice.refused(_refused(found)) if dropped else choice.of(found)
        look, columns = _look(terminal), audit.table.DROPPED if dropped else audit.table.FACTS
        if form != "table":
            terminal.write(views.formats([form])[form].encoded(rows, columns))
        elif dropped:
            terminal.write(look.printed(views.refused(rows, found.texts, config, look)))
        else:
            terminal.write(look.printed(views.table(rows, config, look)))
        figures = words.count(len(rows), "dropped" if dropped else "figures") if rows else words.say("none_chosen")
        terminal.say(words.say("from_report", figures=figures, folder=folder) if folder and rows else figures)


def _refused(found: Audit) -> list[Dropped]:
    from audit.run import dropped

    return dropped(found)


def _last(config: Config) -> Path | None:
    """The folder of the last report, where there is one."""
    folder = config.root / config.reports
    return folder if (folder / "facts.parquet").exists() else None


def _extracted(paths: list[str] | None, config: Config) -> Audit:
    return audit.run(paths or _configured(config), config=config, rules=False)


@app.command("rules")
def _rules(color: ColorOption = "auto", lang: LangOption = None) -> None:
    """The rules and how severe each is."""
    from audit import registry, views

    terminal = views.Terminal(color)
    with terminal.ending():
        look = _look(terminal)
        terminal.write(look.printed(views.catalogue(registry.members("rules"), _config(language=lang), look.width)))


@app.command("explain")
def _explain(
    name: Annotated[str, typer.Argument(metavar="RULE|FINDING|FACT", help="A rule, or an id in the last report.")],
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    lang: LangOption = None,
) -> None:
    """What a rule does; what a finding or a fact rests on."""
    from audit import registry, reports, views

    terminal = views.Terminal(color, verbose=verbose)
    with terminal.ending():
        config, rules, look = _config(language=lang), registry.members("rules"), _look(terminal)
        lines = list(views.page(name, rules[name], config, look.width)) if name in rules else []
        if not lines and (folder := _last(config)):
            from audit.run import trace

            found = reports.last(folder)
            told = partial(trace, found, config=config)
            lines = list(views.evidence(name, found, config, look, told))
        if not lines:
            views.one_of(
                name, tuple(rules), "rule, finding or fact", "audit rules lists the rules, reports/ holds the ids"
            )
        terminal.write(look.printed(lines))
