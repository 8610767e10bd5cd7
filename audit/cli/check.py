"""`audit check`: a draft against the facts of its sources, before it is sent."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

import audit
from audit.cli._options import (
    CacheOption,
    ColorOption,
    FailOnOption,
    JobsOption,
    LangOption,
    ProgressOption,
    QuietOption,
    VerboseOption,
    configured,
    look_of,
    settings,
    unread,
)
from audit.cli._watch import Watch
from audit.errors import InputError
from audit.model import SEVERITIES


def command(  # noqa: PLR0913 - a parameter is an option of the command
    *,
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="A file with the draft; - reads standard input.")],
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="PATH", help="Its sources; else those of the configuration. Repeatable."),
    ] = None,
    form: Annotated[
        Literal["console", "json", "markdown", "sarif"], typer.Option("--format", help="Form of the output.")
    ] = "console",
    fail_on: FailOnOption = None,
    jobs: JobsOption = None,
    no_cache: CacheOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    no_progress: ProgressOption = False,
    lang: LangOption = None,
) -> None:
    """Hold each figure of a DRAFT against the facts of its sources.

    What the sources contradict is critical, what none of them holds a warning.
    """
    from audit import views
    from audit.work import Cache, cache

    terminal = views.Terminal(color, quiet, verbose, not no_progress, language=lang)
    with terminal.ending():
        from audit.check import beside, read_draft, read_sources

        config = settings(fail_on=fail_on, language=lang)
        words = views.Words(config.speaks)
        kept = None if no_cache else Cache(cache.default())
        with terminal.working(words.say("working")) as said:
            article = read_draft(draft, config)
            if article.problem:
                raise InputError(article.problem, file=article.path)
            paths = against or configured(config)
            sources = read_sources(paths, config, draft, jobs=jobs, kept=kept, watch=Watch(said, words))
            checked = audit.check(article.text, sources.facts, sources.texts, config.speaks)
            judged = [{str(name): cell for name, cell in row.items()} for row in checked.to_dict("records")]
        found = beside(sources, article)
        if form == "console":
            look = look_of(terminal)
            terminal.write(look.printed(views.draft(article, judged, found, config, look)))
        else:
            forms = {"json": views.as_json, "markdown": views.as_markdown, "sarif": views.as_sarif}
            terminal.write(forms[form](article, judged, found, config))
            terminal.say(views.summary(judged, words))
        if unread(sources, words, terminal):
            sys.exit(views.ERROR)
        sys.exit(_status([row["verdict"] for row in judged], config.fail_on))


def _status(verdicts: list[str], fail_on: str) -> int:
    """The exit status: 1 for a verdict at or above `fail_on`, 3 where the draft has no figure."""
    from audit import views

    if not verdicts:
        return views.NOTHING
    bad = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return views.FINDINGS if any(views.VERDICTS.get(verdict) in bad for verdict in verdicts) else 0
