"""The options that several commands share, and what each command makes of them first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from audit.errors import InputError, NothingToAudit

if TYPE_CHECKING:
    from audit.config import Config
    from audit.model import Audit
    from audit.views import Look, Terminal, Words

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
FORMATS = (
    "console", "json", "jsonl", "csv", "sdmx-csv", "parquet", "svg", "sarif", "junit", "github", "gitlab", "markdown",
)  # fmt: skip
FormatsOption = Annotated[str, typer.Option("--format", metavar="F[,F]", help=f"{', '.join(FORMATS)}.")]
OpenOption = Annotated[bool, typer.Option("--open", help="Open the pages for review in a browser.")]
FailOnOption = Annotated[
    Literal["critical", "warning", "info", "never"] | None,
    typer.Option(
        "--fail-on",
        help="The lowest severity that gives status 1; critical, where the configuration says nothing.",
        show_default=False,
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="REV", help="Judge only articles that changed since this git revision.", show_default=False
    ),
]
StrictOption = Annotated[
    bool | None,
    typer.Option(
        "--strict-baseline",
        help="Status 1, too, where the baseline or a waiver names what is gone.",
        show_default=False,
    ),
]
EngineOption = Annotated[
    Literal["local", "spark"], typer.Option("--engine", help="What runs the audit: this process, or Apache Spark.")
]
MasterOption = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help="Of Spark: local[2], spark://host:7077, yarn ...; else all cores of this machine.",
        show_default=False,
    ),
]
FolderOption = Annotated[
    str | None,
    typer.Option("--output-dir", metavar="DIR", help="Write the formats there and not to stdout.", show_default=False),
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", min=1, help="Processes; else all cores where that is faster.", show_default=False),
]
CacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Read every article anew; neither use nor keep what was read before.")
]
ConfidenceOption = Annotated[
    float | None,
    typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure.", show_default=False),
]


def settings(**given: Any) -> Config:
    """The configuration in force, with the options that were given."""
    from audit.config import load, with_options

    return with_options(load(), given)


def configured(config: Config) -> list[str]:
    """The paths of the configuration. Raises InputError where nothing is configured and nothing is there."""
    paths = [config.root / path for path in config.paths]
    if config.origin == "defaults" and not any(path.exists() for path in paths):
        raise InputError("no articles are named", mend="name a file or folder, or set paths in audit.toml")
    return [str(path) for path in paths]


def look_of(terminal: Terminal) -> Look:
    from audit.views import Look

    return Look(terminal.width, terminal.colored, terminal.encoding, terminal.verbose, terminal.quiet)


def last_report(config: Config) -> Path | None:
    """The folder of the last report, where there is one."""
    folder = config.root / config.reports
    return folder if (folder / "facts.parquet").exists() else None


def report(config: Config) -> Audit:
    """The audit of the last report. Raises NothingToAudit where there is none."""
    from audit import reports

    folder = last_report(config)
    if folder is None:
        raise NothingToAudit("there is no report yet", mend="run audit run first")
    return reports.last(folder)


def unread(found: Audit, words: Words, terminal: Terminal) -> bool:
    """Names the articles that could not be read, and says whether there are any: a command with such ends with 2."""
    articles = found.articles[found.articles["problem"].notna()]
    for path, problem in zip(articles["path"], articles["problem"], strict=True):
        terminal.say(words.say("unread", path=path, problem=problem))
    return bool(len(articles))
