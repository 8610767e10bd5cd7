"""A limit on the time that one piece of work may take, so that one hostile article does not hold up all others."""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class ExhaustedError(BaseException):
    """The time is over. No `except Exception` on the way takes it for something else."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises ExhaustedError where what is done inside takes longer than so many seconds of the processor's time.

    The time of the processor is counted and not that of the clock: a busy machine changes nothing. There is no limit
    where the system has no such timer, and outside of the main thread, which alone is told of it.
    """
    if (
        seconds == math.inf
        or not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _over)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _over(_signal: int, _frame: FrameType | None) -> None:
    raise ExhaustedError
