"""`audit waive`: a finding of the last report is looked at and accepted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from audit.cli._options import LangOption, QuietOption, VerboseOption, report, settings
from audit.errors import ConfigError

if TYPE_CHECKING:
    from audit.model import Audit

SHORTEST = 4


def command(
    *,
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="Its id in the last report, or the start of it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it may be published all the same.")],
    owner: Annotated[str, typer.Option("--owner", help="Who answers for that.")],
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Last day it holds, as 2027-01-31.")],
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    lang: LangOption = None,
) -> None:
    """Accept a finding of the last report, with a reason and an end."""
    from audit import reports, views
    from audit.model import Waiver
    from audit.triage import paths, waivers

    terminal = views.Terminal(quiet=quiet, verbose=verbose, language=lang)
    with terminal.ending():
        config = settings(language=lang)
        if not reason.strip() or not owner.strip():
            raise ConfigError(
                "a waiver needs a reason and an owner", mend="say why with --reason, and who with --owner"
            )
        row = _named(report(config), finding)
        waiver = Waiver(row["finding_id"], reason.strip(), owner.strip(), _day(until), row["rule"], paths(row))
        file = config.deciding(waivers.NAME)
        reports.put(file, waivers.added(file, waiver).encode("utf8"))
        said = {"rule": waiver.rule, "finding": waiver.finding, "until": waiver.until.isoformat()}
        terminal.say(views.Words(config.speaks).say("waiver_written", file=file, **said))


def _named(found: Audit, name: str) -> dict[str, Any]:
    """The finding of this id, or the only one whose id starts so."""
    rows = [
        {str(key): value for key, value in row.items()}
        for row in found.findings.to_dict("records")
        if row["finding_id"] == name or (len(name) >= SHORTEST and row["finding_id"].startswith(name))
    ]
    if len(rows) != 1:
        what = f"several findings start with {name!r}" if rows else f"the last report has no finding {name!r}"
        raise ConfigError(what, mend="audit run -v shows the ids; give all of one")
    return rows[0]


def _day(text: str) -> date:
    from audit.clock import today

    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"--until is {text!r}", mend="write a day as 2027-01-31") from error
    if day < today():
        raise ConfigError(f"--until is {text}, which has passed", mend="name a day to come")
    return day
