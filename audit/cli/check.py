"""`audit check`: a draft against the facts of its sources, before it is sent."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

import audit
from audit.cli._options import (
    ColorOption,
    FailOnOption,
    LangOption,
    QuietOption,
    VerboseOption,
    configured,
    look_of,
    settings,
    unread,
)
from audit.errors import InputError
from audit.model import SEVERITIES


def command(
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
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    lang: LangOption = None,
) -> None:
    """Hold each figure of a DRAFT against the facts of its sources.

    What the sources contradict is critical, what none of them holds a warning.
    """
    from audit import views

    terminal = views.Terminal(color, quiet, verbose, language=lang)
    with terminal.ending():
        from audit.check import beside, read_draft

        config = settings(fail_on=fail_on, language=lang)
        words = views.Words(config.speaks)
        with terminal.working(words.say("working")):
            article = read_draft(draft, config)
            if article.problem:
                raise InputError(article.problem, file=article.path)
            sources = audit.run(against or configured(config), config=config, rules=False)
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
