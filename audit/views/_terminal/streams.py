"""The two streams of the command: results on stdout, progress, summary and errors on stderr; and how a command ends."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

from audit import languages
from audit.config import load, system_language
from audit.errors import AuditError, NothingToAudit
from audit.views._safe import safe

NARROWEST, WIDEST = 60, 140
FINDINGS, ERROR, NOTHING, INTERRUPTED, BROKEN_PIPE = 1, 2, 3, 130, 141
SIGNALLED = 128  # and the number of the signal


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the user asked of the output.

    `color` is auto, always or never; `language` that of errors, else the configured one.
    """

    color: str = "auto"
    quiet: bool = False
    verbose: bool = False
    progress: bool = True
    language: str | None = None

    @property
    def colored(self) -> bool:
        """Colour where it was asked for; else as NO_COLOR or FORCE_COLOR say (no-color.org, force-color.org); else on
        a terminal that has it.
        """
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR") or os.environ.get("FORCE_COLOR"):
            return not os.environ.get("NO_COLOR")
        return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        """Cells a line: COLUMNS, else those of the terminal, else 80; within what a report can be read in."""
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))

    @property
    def encoding(self) -> str:
        """What stdout can take."""
        return sys.stdout.encoding or "ascii"

    def write(self, content: str | bytes) -> None:
        """A result, whole, on stdout. Raises AuditError where that cannot be written, as on a full disk."""
        try:
            if isinstance(content, bytes):
                sys.stdout.flush()
                sys.stdout.buffer.write(content)
            else:
                sys.stdout.write(content)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            mend = "free some space or allow writing there"
            raise AuditError(f"cannot be written: {error.strerror}", file="stdout", mend=mend) from error

    def page(self, content: str) -> None:
        """A result on stdout; where somebody watches and it is longer than the screen, through a pager.

        The pager is PAGER, else less; an empty one is none. See POSIX, man(1), on PAGER.
        """
        try:
            command = shlex.split(os.environ.get("PAGER", "less"))
        except ValueError:  # a quote that nothing closes
            command = []
        tall = content.count("\n") >= shutil.get_terminal_size((80, 24)).lines
        if not (command and tall and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"):
            self.write(content)
            return
        surroundings = {"LESS": "FRX", **os.environ}
        try:
            subprocess.run(command, input=content.encode(self.encoding, "replace"), env=surroundings, check=False)
        except OSError:  # a pager that is not there is no reason to show nothing
            self.write(content)

    def say(self, text: str) -> None:
        """A line for the reader on stderr, unless quiet."""
        if not self.quiet:
            _print(sys.stderr, text)

    @contextmanager
    def working(self, text: str) -> Iterator[Callable[[str], object]]:
        """A sign of life on stderr while something takes long, where somebody watches; gives what changes its text."""
        if self.quiet or not self.progress or not sys.stderr.isatty():
            yield lambda _: None
            return
        from rich.console import Console

        with Console(stderr=True, markup=False, highlight=False).status(text) as status:
            yield status.update

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Ends the process with the status of whatever goes wrong inside, and never with a traceback unasked.

        A signal to end is an exception inside, so that what waits there on disk for the end is removed.
        """
        status = None
        try:
            with _asked_to_end():
                yield
        except AuditError as error:
            self.complain(error)
            status = NOTHING if isinstance(error, NothingToAudit) else ERROR
        except KeyboardInterrupt:
            status = INTERRUPTED
        except BrokenPipeError:
            # What reads the results has enough of them; nothing may be written when the interpreter ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = BROKEN_PIPE
        except Exception as error:
            if self.verbose:
                _print(sys.stderr, traceback.format_exc())
            hint = "please report this" if self.verbose else "see where with -v, and please report it"
            self.complain(AuditError(f"internal error: {type(error).__name__}: {error}", mend=hint))
            status = ERROR
        if status is not None:
            sys.exit(status)

    def complain(self, error: AuditError) -> None:
        """An error on stderr, in the reader's language, quiet or not."""
        _print(sys.stderr, f"{self._say('error')}: {error.told(self._say)}")

    def _say(self, text: str) -> str:
        """What an error says in the reader's language, which a configuration that is itself wrong cannot tell."""
        try:
            language = self.language or load().speaks
        except AuditError:
            language = system_language()[0]
        return languages.told(language, text)


@contextmanager
def _asked_to_end() -> Iterator[None]:
    """SIGTERM and SIGHUP raise SystemExit inside, with the status that shells give them."""

    def end(number: int, _frame: object) -> None:
        sys.exit(SIGNALLED + number)

    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        known = (getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
        before = {number: signal.signal(number, end) for number in known if signal.getsignal(number) == signal.SIG_DFL}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _print(stream: TextIO, text: str) -> None:
    """Lines on a stream, harmless whatever file name or article they quote."""
    encoding = stream.encoding or "ascii"
    stream.write("".join(f"{safe(line, encoding)}\n" for line in text.split("\n")))
    stream.flush()
