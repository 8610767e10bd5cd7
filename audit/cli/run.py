"""`audit run`: the articles through the whole pipeline, to a report and an exit status."""

from __future__ import annotations

import dataclasses
import sys
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import audit
from audit.cli import _spark
from audit.cli._options import (
    CacheOption,
    ColorOption,
    ConfidenceOption,
    EngineOption,
    FailOnOption,
    FolderOption,
    FormatsOption,
    JobsOption,
    LangOption,
    MasterOption,
    OpenOption,
    Paths,
    ProgressOption,
    QuietOption,
    SinceOption,
    StrictOption,
    VerboseOption,
    configured,
    look_of,
    settings,
)
from audit.cli._watch import Watch
from audit.errors import AuditError, ConfigError

if TYPE_CHECKING:
    from audit.config import Config
    from audit.model import Audit
    from audit.views import Terminal, Words
    from audit.work import Cache

UNREAD = "unreadable-article"
FREE = ("console", "parquet")  # formats that ask for nothing else than the engine spark writes
MANY = 60_000  # facts from which on files are written in processes of their own: these take some seconds to start
WRITTEN = ("parquet", "csv", "json")  # what every run leaves in the folder of reports, besides the pages


def command(  # noqa: PLR0913 - a parameter is an option of the command
    *,
    paths: Paths = None,
    formats: FormatsOption = "console",
    output_dir: FolderOption = None,
    fail_on: FailOnOption = None,
    min_confidence: ConfidenceOption = None,
    since: SinceOption = None,
    strict_baseline: StrictOption = None,
    jobs: JobsOption = None,
    no_cache: CacheOption = False,
    show: OpenOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    no_progress: ProgressOption = False,
    lang: LangOption = None,
    engine: EngineOption = "local",
    master: MasterOption = None,
) -> None:
    """Audit articles, print what was found, write reports/."""
    from audit import views
    from audit.triage import revisions
    from audit.work import cache, collected

    terminal = views.Terminal(color, quiet, verbose, not no_progress, language=lang)
    with terminal.ending(), collected.less_often():
        config = settings(
            fail_on=fail_on, min_confidence=min_confidence, strict_baseline=strict_baseline, language=lang
        )
        if engine == "spark":
            single = {"--format": formats not in FREE, "--since": since, "--jobs": jobs, "--open": show}
            asked = paths or configured(config)
            sys.exit(_spark.command(asked, output_dir, config, terminal, master or "local[*]", single))
        if master:
            raise ConfigError("--master is for the engine spark", mend="add --engine spark, or leave out --master")
        chosen = views.formats(name.strip() for name in formats.split(","))
        folder = Path(output_dir) if output_dir else None
        _streams(chosen, folder)
        words = views.Words(config.speaks)
        kept = None if no_cache else cache.Cache(cache.default())
        with terminal.working(words.say("working")) as said:
            watch = Watch(said, words)
            changed = revisions.changed(config.root, since) if since else None
            found = audit.run(
                paths or configured(config), config=config, changed=changed, jobs=jobs, kept=kept, watch=watch
            )
            failure = _reports(found, config, terminal, jobs)
        _kept(kept, watch.reused, len(found.articles), words, terminal)
        _show(found, config, chosen, folder, terminal)
        if failure:
            raise failure
        page = _wrote(len(found.articles), config, words, terminal)
        strangers = sorted(set(config.trust) - set(found.articles["source"].dropna()))
        if strangers and not paths:
            terminal.say(words.say("no_such_source", names=words.several(strangers)))
        if show:
            open_page(page.resolve().as_uri(), words, terminal)
        sys.exit(_status(found, config))


def _kept(kept: Cache | None, reused: int, count: int, words: Words, terminal: Terminal) -> None:
    """Says how many articles were known before, and why the next run will know none."""
    if kept and (problem := kept.problem()):
        terminal.say(words.say("not_kept", file=kept.file, problem=problem))
    if reused:
        terminal.say(words.say("reused", reused=reused, count=count))


def _wrote(count: int, config: Config, words: Words, terminal: Terminal) -> Path:
    """Says where the reports of so many articles are; gives their first page."""
    folder = config.root / config.reports
    page = folder / "data_docs" / "index.html"
    if (left := count - config.docs_articles) > 0:
        terminal.say(words.say("unshown", n=left, count=count, most=config.docs_articles))
    terminal.say(words.say("wrote", folder=folder, page=page))
    return page


def _status(found: Audit, config: Config) -> int:
    """The exit status that an audit deserves: what could not be read or judged outweighs what was found."""
    from audit import views

    counted = views.tally(found, config)
    if counted.broken or UNREAD in counted.rules:
        return views.ERROR
    stale = config.strict_baseline and (found.triage.stale or found.triage.unused)
    if stale or counted.fails(config.fail_on):
        return views.FINDINGS
    return 0 if len(found.facts) else views.NOTHING


def open_page(address: str, words: Words, terminal: Terminal) -> None:
    """Show a page in the user's browser; where there is none, say so and go on."""
    import webbrowser

    if not webbrowser.open(address):
        terminal.say(words.say("no_browser", page=address))


def _streams(chosen: dict[str, ModuleType], output_dir: Path | None) -> None:
    """Refuses, before any work is done, what stdout cannot take."""
    if output_dir is None and len(chosen) > 1:
        raise ConfigError("several formats cannot share stdout", mend="name a folder with --output-dir")
    for name, module in chosen.items():
        if output_dir is None and module.STREAM is None:
            raise ConfigError(f"format {name!r} makes files", mend="name a folder with --output-dir")


def _reports(found: Audit, config: Config, terminal: Terminal, jobs: int | None) -> AuditError | None:
    """Write the folder of reports. A failure is returned, so that what was found is shown all the same."""
    from audit import catalog, history, reports, suite, views, work
    from audit.triage import revisions
    from audit.work import memory

    title = ", ".join(sorted({Path(path).parent.name for path in found.articles["path"].dropna()} - {""})) or "audit"

    folder = config.root / config.reports

    def build(staging: Path) -> None:
        docs = staging / "data_docs"
        with work.Workers(_writers(found, jobs)) as workers:
            files = views.begin(views.formats(WRITTEN), found, config, staging, workers.ahead)
            memory.release()
            suite.build_docs(found.results, docs / "checks", title=title, language=config.speaks, home="index.html")
            checks, right, before = suite.places(found.results), catalog.right(config), folder / "data_docs"
            views.site(found, config, docs, title=title, past=_past(folder), checks=checks, right=right, before=before)
            for _ in files:  # whatever went wrong there is raised here
                pass

    try:
        reports.write(folder, {}, build)
        noted = history.note(folder, found, audit.__version__, revisions.head(config.root))
    except AuditError as error:
        return error
    if noted.aside:
        terminal.say(views.Words(config.speaks).say("history_aside", file=noted.aside))
    return None


def _writers(found: Audit, jobs: int | None) -> int:
    """How many processes write files beside this one: none of their own for what is written while they start."""
    from audit import work

    return work.worth(int(found.articles["characters"].sum()), jobs) if len(found.facts) >= MANY else 1


def _past(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The runs before this one; none where their history cannot be used."""
    from audit import history

    try:
        return history.read(folder)
    except AuditError:
        return {}


def _show(
    found: Audit, config: Config, chosen: dict[str, ModuleType], output_dir: Path | None, terminal: Terminal
) -> None:
    """Print the one format, or write several; the console report is printed wherever it is asked for."""
    from audit import reports, views

    if output_dir is not None:
        reports.write(output_dir, {}, partial(views.write, chosen, found, config))
    for name, module in chosen.items():
        if name == "console":
            terminal.write(module.render(found, config, look_of(terminal)))
        elif output_dir is None:
            terminal.write(module.files(found, config)[module.STREAM])
    if "console" not in chosen:
        from audit.views import console

        terminal.say(
            console.render(found, config, dataclasses.replace(look_of(terminal), quiet=True, color=False)).rstrip("\n")
        )
