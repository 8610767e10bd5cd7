"""`audit fetch`: pages of the web into a folder, each with a sidecar. The only command that uses the network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from audit.cli._options import LangOption, QuietOption, VerboseOption
from audit.errors import InputError


def command(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Addresses of pages, http or https.")],
    output_dir: Annotated[Path, typer.Option("--output-dir", help="Folder to save the pages in.")] = Path("articles"),
    max_size: Annotated[float, typer.Option("--max-size", min=0.001, help="Most megabytes of one page.")] = 20,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Most seconds for one page.")] = 30,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Allow addresses of this machine and of private networks.")
    ] = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    lang: LangOption = None,
) -> None:
    """Save web pages, with their address and time beside them."""
    from audit import views
    from audit.fetch import Limits, fetch

    terminal = views.Terminal("never", quiet, verbose, language=lang)
    with terminal.ending():
        limits = Limits(int(max_size * 1_000_000), timeout, allow_private)
        failed = []
        for url in dict.fromkeys(urls):
            try:
                terminal.write(f"{fetch(url, output_dir, limits)}\n")
            except InputError as error:
                failed.append(error)
        if failed:
            for failure in failed:
                terminal.complain(failure)
            sys.exit(views.ERROR)
