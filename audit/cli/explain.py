"""`audit explain`: what a rule does, what a finding or a fact rests on, and why figures are one quantity."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from audit.cli._options import ColorOption, LangOption, VerboseOption, last_report, look_of, settings


def _rules(incomplete: str) -> list[str]:
    """The rules that a shell may complete, without importing any."""
    from audit import registry

    return [name for name in registry.names("rules") if name.startswith(incomplete)]


def command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="RULE|FINDING|FACT|GROUP", help="A rule, or an id in the last report.", autocompletion=_rules
        ),
    ],
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    lang: LangOption = None,
) -> None:
    """What a rule does; what a finding, a fact or a group rests on.

    On a terminal, what is longer than the screen is shown by PAGER, else by less.
    """
    from audit import registry, reports, views

    terminal = views.Terminal(color, verbose=verbose, language=lang)
    with terminal.ending():
        config, rules, look = settings(language=lang), registry.members("rules"), look_of(terminal)
        lines = list(views.page(name, rules[name], config, look.width)) if name in rules else []
        if not lines and (folder := last_report(config)):
            from audit import catalog
            from audit.evidence import links, trace

            found = reports.last(folder)
            told = partial(trace, found, config=config)
            lines = list(views.evidence(name, found, config, look, told, catalog.right(config).of))
            lines = lines or list(views.grouping(name, found, config, look, partial(links, found, config=config)))
        if not lines:
            views.one_of(
                name,
                tuple(rules),
                "rule, finding, fact or group",
                "audit rules lists the rules, reports/ holds the ids",
            )
        terminal.page(look.printed(lines))
