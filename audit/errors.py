"""The errors a user can mend: each names the file, the place in it, and what to do."""

from __future__ import annotations

from collections.abc import Callable


class AuditError(Exception):
    """Something the user gave cannot be used. Ends a command with status 2.

    `what` is wrong, `file` and `place` say where, `mend` says what to do about it.
    """

    def __init__(self, what: str, *, file: object = None, place: str | None = None, mend: str | None = None) -> None:
        self.what, self.file, self.place, self.mend = what, file, place, mend
        super().__init__(self.told(str))

    def told(self, say: Callable[[str], str]) -> str:
        """The whole message; `say` puts each part of it into the reader's language."""
        where = ":".join(str(part) for part in (self.file, self.place) if part is not None)
        mend = f"\n  {say('mend')}: {say(self.mend)}" if self.mend else ""
        return f"{where + ': ' if where else ''}{say(self.what)}{mend}"


class InputError(AuditError):
    """An article or a path that cannot be read."""


class ConfigError(AuditError):
    """A configuration, suite, indicator or source file that cannot be used."""


class NothingToAudit(AuditError):  # noqa: N818 - it is an outcome with a status of its own
    """There is no article, or no figure in any article. Ends a command with status 3."""
