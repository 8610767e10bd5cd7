"""How the work of a run is spread: over processes, and over runs by a cache. The rows are the same however it is done.

A job is a function of one chunk of articles that gives tables. It is called here, or in worker processes; its tables
come back as Arrow and not as pickled objects, so that the parent does next to nothing for each row.
"""

from __future__ import annotations

from audit.work._pool import Workers, spread, worth
from audit.work.cache import Cache

__all__ = ["Cache", "Workers", "spread", "worth"]
