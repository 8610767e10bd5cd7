"""`audit sources`: how far each source of the last report can be relied on, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from audit.cli._options import ColorOption, LangOption, VerboseOption, look_of, report, settings


def command(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="One source; else all.", show_default=False)
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="What its score is the sum of; said of one source anyway.")
    ] = False,
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    lang: LangOption = None,
) -> None:
    """The sources of the last report; of one SOURCE, why its score."""
    from audit import views

    terminal = views.Terminal(color, verbose=verbose, language=lang)
    with terminal.ending():
        from audit.evidence import compared

        config, look = settings(language=lang), look_of(terminal)
        found = report(config)
        names = tuple(found.scores["source"])
        if source is not None:
            views.one_of(source, names, "source")
        chosen = [source] if source is not None else list(names) if why else [None]
        held = compared(found, config) if chosen != [None] else {}
        lines = (line for name in chosen for line in views.trust(found, config, look, name, held.get(name or "", [])))
        terminal.write(look.printed(lines))
