"""`audit config`: what is in force, and where each value comes from."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from audit.cli._options import (
    ColorOption,
    ConfidenceOption,
    FailOnOption,
    LangOption,
    StrictOption,
    VerboseOption,
    look_of,
    settings,
)


def command(
    *,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="Form of the output.")] = "table",
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of audit.toml instead.")] = False,
    fail_on: FailOnOption = None,
    min_confidence: ConfidenceOption = None,
    strict_baseline: StrictOption = None,
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    lang: LangOption = None,
) -> None:
    """The settings in force, and where each comes from."""
    from audit import views
    from audit.config import schema as document

    terminal = views.Terminal(color, verbose=verbose, language=lang)
    with terminal.ending():
        if schema:
            terminal.write(document())
            return
        given = {"fail_on": fail_on, "min_confidence": min_confidence, "strict_baseline": strict_baseline}
        config, look = settings(language=lang, **given), look_of(terminal)
        shown = views.settings_json(config) if form == "json" else look.printed(views.settings(config, look))
        terminal.write(shown)
