"""`audit reconcile`: the truth in a table of claims."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import audit
from audit.cli._options import LangOption, settings
from audit.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


def command(
    claims: Annotated[Path, typer.Argument(metavar="CLAIMS.csv", help="Columns source, object, attribute, value.")],
    model: Annotated[
        str, typer.Option("--model", help="auto, or a model such as vote, crh, gtm, catd, accu.")
    ] = "auto",
    part: Annotated[Literal["truths", "sources"], typer.Option("--show", help="Which of the two tables.")] = "truths",
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Tracebacks of internal errors.")] = False,
    lang: LangOption = None,
) -> None:
    """Find the truth in any table of claims; as CSV on stdout."""
    from audit import views

    terminal = views.Terminal("never", verbose=verbose, language=lang)
    with terminal.ending():
        import pandas as pd

        try:
            given = pd.read_csv(claims, dtype=str, keep_default_na=False)
        except FileNotFoundError:
            raise InputError("no such file", file=claims, mend="correct the path") from None
        except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            raise InputError(str(error), file=claims, mend="give a UTF-8 CSV file with a header") from error
        truths, sources = audit.reconcile(given, model)
        for said in _said(truths):
            terminal.say(said)
        shown = truths if part == "truths" else sources
        terminal.write(shown.to_csv(index=False, lineterminator="\n").encode("utf8"))


def _said(truths: pd.DataFrame) -> Iterator[str]:
    """What was left out, and of how much nothing is known."""
    from audit import views

    words = views.Words(settings().speaks)
    for attribute, claims in truths.attrs["left_out"].items():
        yield words.say("claims_left_out", claims=words.count(claims, "claimed_values"), attribute=attribute)
    if nothing := int(truths["value"].isna().sum()):
        yield words.say("claims_tied", items=words.count(nothing, "claimed"), all=words.number(len(truths)))
