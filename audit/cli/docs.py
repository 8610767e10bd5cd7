"""`audit docs`: the review pages of the last report, in a browser or from a server on this machine."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from audit.cli._options import LangOption, VerboseOption, settings
from audit.cli.run import open_page
from audit.errors import AuditError, NothingToAudit

if TYPE_CHECKING:
    from pathlib import Path

    from audit.cli._serve import Server

OpenOption = Annotated[bool, typer.Option("--open", help="Open them in a browser.")]
ServeOption = Annotated[bool, typer.Option("--serve", help="Serve them, on this machine only, until Ctrl-C.")]
PortOption = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to serve on; 0: any free one.")]


def command(
    *,
    show: OpenOption = False,
    serve: ServeOption = False,
    port: PortOption = 0,
    verbose: VerboseOption = False,
    lang: LangOption = None,
) -> None:
    """Where the review pages are; open or serve them."""
    from audit import views

    terminal = views.Terminal(verbose=verbose)
    with terminal.ending():
        config = settings(language=lang)
        words = views.Words(config.speaks)
        page = config.root / config.reports / "data_docs" / "index.html"
        if not page.is_file():
            raise NothingToAudit("there are no review pages yet", mend="run audit run first")
        if not serve:
            terminal.write(f"{page}\n")
            if show:
                open_page(page.resolve().as_uri(), words, terminal)
            return
        with _server(page.parent, port) as server:
            terminal.write(f"{server.address}\n")
            terminal.say(words.say("serving", folder=page.parent))
            if show:
                open_page(server.address, words, terminal)
            with suppress(KeyboardInterrupt):
                server.serve_forever()


def _server(folder: Path, port: int) -> Server:
    from audit.cli._serve import Server

    try:
        return Server(folder, port)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AuditError(f"port {port} cannot be served on: {reason}", mend="name another with --port") from error
