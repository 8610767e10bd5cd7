"""What is said on stderr while articles are read."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.views import Words


class Watch:
    """Tells how far the articles are read: how many, of how many, how fast, how many as before, how long it takes."""

    def __init__(self, said: Callable[[str], object], words: Words) -> None:
        self.reused = 0
        self._said, self._words, self._begun = said, words, time.monotonic()

    def __call__(self, done: int, count: int, reused: int) -> None:
        self.reused = reused
        rate = done / max(time.monotonic() - self._begun, 1e-3)
        left = self._words.count(round((count - done) / rate), "seconds_left")
        self._said(self._words.say("reading", done=done, count=count, rate=round(rate), reused=reused, left=left))
