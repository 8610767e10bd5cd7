"""A server of the review pages for one person: this machine only, and reading only."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
# Sent beside the policy that every page states itself. `frame-ancestors` holds only where a server says it.
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Server(ThreadingHTTPServer):
    """Serves the files of one folder on a port of the loopback address; port 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__((HOST, port), partial(_Handler, directory=str(folder)))

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    """Answers GET and HEAD for files inside the folder. Nothing is listed, nothing is logged."""

    def send_head(self) -> Any:
        """The file that is asked for, where it may be had."""
        if not self._for_us() or not self._inside():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        """A folder without an index page is not shown."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Nothing: who reads what is nobody's business."""

    def _for_us(self) -> bool:
        """Whether the request names this machine: a page elsewhere whose name leads to us (DNS rebinding) does not."""
        port = self.connection.getsockname()[1]
        return self.headers.get("Host") in (f"{HOST}:{port}", f"localhost:{port}")

    def _inside(self) -> bool:
        """Whether the file lies in the folder once links are followed, and is none that begins with a dot."""
        folder, file = Path(self.directory).resolve(), Path(self.translate_path(self.path)).resolve()
        return file.is_relative_to(folder) and not any(part.startswith(".") for part in file.relative_to(folder).parts)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """As the library does; a reader who went away is no error."""
        try:
            super().copyfile(source, outputfile)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
