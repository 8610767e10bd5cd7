"""How often the collector of cyclic garbage runs while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects before the youngest are gone through, and how often that is before older ones are. What a run makes it
# keeps, rows and words without cycles: to go through these again and again takes a fifth of its time.
THRESHOLDS = (500_000, 20, 100)


def rarely() -> None:
    """Have the collector run rarely in this process from now on."""
    gc.set_threshold(*THRESHOLDS)


@contextmanager
def less_often() -> Iterator[None]:
    """Have the collector run rarely inside, and as before afterwards."""
    before = gc.get_threshold()
    rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
