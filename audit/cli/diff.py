"""`audit diff`: what changed between two reports, or two git revisions."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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
)
from audit.errors import ConfigError

if TYPE_CHECKING:
    from audit.config import Config
    from audit.model import Audit

RANGE = ("...", "..")


def command(
    *,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A folder of reports, a git revision, or OLD..NEW.")],
    new: Annotated[
        str | None, typer.Argument(metavar="NEW", help="The same; else the articles as they are.", show_default=False)
    ] = None,
    form: Annotated[Literal["console", "json"], typer.Option("--format", help="Form of the output.")] = "console",
    fail_on: FailOnOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    color: ColorOption = "auto",
    lang: LangOption = None,
) -> None:
    """What two reports or two git revisions do not have in common.

    A revision is audited in a temporary copy; your files stay as they are. Status 1 for a new or changed finding at or
    above --fail-on.
    """
    from audit import triage, views

    terminal = views.Terminal(color, quiet, verbose, language=lang)
    with terminal.ending():
        config = settings(fail_on=fail_on, language=lang)
        words = views.Words(config.speaks)
        with terminal.working(words.say("working")):
            first, second = _ends(old, new, config)
            before, after = _audit(first, config), _audit(second, config)
            found = triage.compare(before, after)
        if form == "json":
            terminal.write(views.changes_json(found))
        else:
            look = look_of(terminal)
            terminal.write(look.printed(views.changes(found, after, config, look)))
        sys.exit(views.FINDINGS if views.worse(found, config) else 0)


def _ends(old: str, new: str | None, config: Config) -> tuple[str, str | None]:
    """The two ends of a comparison; `A...B` starts where A and B parted, as git has it."""
    from audit.triage import revisions

    dots = next((dots for dots in RANGE if dots in old and not Path(old).exists()), None)
    if dots is None:
        return old, new
    if new is not None:
        raise ConfigError(f"{old!r} names two revisions, and {new!r} is a third", mend="name two")
    first, second = (end or "HEAD" for end in old.split(dots, 1))
    return (revisions.fork(config.root, first, second) if dots == "..." else first), second


def _audit(name: str | None, config: Config) -> Audit:
    """The audit of a folder of reports, of a revision, or of the articles as they are."""
    from audit import reports
    from audit.triage import revisions

    if name is None:
        return audit.run(configured(config), config=config)
    if Path(name).is_dir():
        return reports.last(Path(name))
    with revisions.checkout(config.root, name) as folder:
        return _moved(audit.run(configured(_there(folder, config)), config=_there(folder, config)), folder, config)


def _there(folder: Path, config: Config) -> Config:
    """The configuration of a revision, with what the user asked of this command."""
    from audit.config import load

    return dataclasses.replace(load(folder), fail_on=config.fail_on, language=config.language)


def _moved(found: Audit, folder: Path, config: Config) -> Audit:
    """An audit of a temporary copy, its files named as the user's own are."""
    tables = {}
    for name in ("articles", "facts", "findings"):
        frame = getattr(found, name)
        tables[name] = frame.assign(path=[_named(path, folder, config) for path in frame["path"]])
    related = [
        [{**place, "path": _named(place.get("path"), folder, config)} for place in places]
        for places in found.findings["related"]
    ]
    tables["findings"] = tables["findings"].assign(related=related)
    return dataclasses.replace(found, **tables)


def _named(path: str | None, folder: Path, config: Config) -> str | None:
    return str(config.root / Path(path).relative_to(folder)) if path else path
