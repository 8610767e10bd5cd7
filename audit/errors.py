"""The errors a user can mend: each names the file, the place in it, and what to do."""

from __future__ import annotations


class AuditError(Exception):
    """Something the user gave cannot be used. Ends a command with status 2.

    `what` is wrong, `file` and `place` say where, `mend` says what to do about it.
    """

    def __init__(self, what: str, *, file: object = None, place: str | None = None, mend: str | None = None) -> None:
        self.what, self.file, self.place, self.mend = what, file, place, mend
        where = ":".join(str(part) for part in (file, place) if part is not None)
        super().__init__("".join((f"{where}: " if where else "", what, f"\n  mend: {mend}" if mend else "")))


class InputError(AuditError):
    """An article or a path that cannot be read."""


class ConfigError(AuditError):
    """A configuration, suite, indicator or source file that cannot be used."""


class NothingToAudit(AuditError):  # noqa: N818 - it is an outcome with a status of its own
    """There is no article, or no figure in any article. Ends a command with status 3."""
