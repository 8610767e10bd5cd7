"""The time it is, for what lapses on a date and for the history of runs. Nothing else of a report depends on it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from audit.errors import ConfigError


def now() -> datetime:
    """The current time with its zone; that of SOURCE_DATE_EPOCH where it is set, so that a run can be repeated.

    See reproducible-builds.org/specs/source-date-epoch. Raises ConfigError where it is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now().astimezone()
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        mend = "give whole seconds since 1970, or unset it"
        raise ConfigError(f"SOURCE_DATE_EPOCH is {epoch!r}", mend=mend) from error


def today() -> date:
    """The current day, where the user is."""
    return now().date()
