"""Chunks of items through worker processes, results in the order of the items."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from audit.errors import AuditError
from audit.work import collected

Item = TypeVar("Item")
Result = TypeVar("Result")

# Characters a chunk: large enough that handing it over costs nothing, small enough to share out evenly.
CHUNK = 400_000
# A worker takes about two seconds to start; below so many characters one process is done before that.
WORTHWHILE = 3_000_000


def worth(characters: int, jobs: int | None) -> int:
    """How many processes to use: as asked for, else all cores where the work is large enough to pay for starting them.

    `bench/scale.py` measures where that is.
    """
    if jobs is not None:
        return max(1, jobs)
    return (os.cpu_count() or 1) if characters >= WORTHWHILE else 1


class Workers:
    """Some worker processes, started when they are first needed and kept until the end: a context manager.

    With one process there are none: the work is done here.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def map(self, job: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        """Calls a job with each item; the results in the order of the items.

        No more items are in flight than keep every process busy. Raises AuditError where a worker is killed: its
        results are missing, so there are none.
        """
        if self.jobs == 1:
            yield from map(job, items)
            return
        waiting: deque[Future[Result]] = deque()
        with _whole(waiting):
            for item in items:
                waiting.append(self._started().submit(job, item))
                if len(waiting) >= 2 * self.jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def ahead(self, job: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        """As `map`, of a few items that are all handed over at once: the caller goes on, and asks for results later.

        With one process they are worked on when they are asked for.
        """
        if self.jobs == 1:
            return map(job, items)
        return _awaited(deque(self._started().submit(job, item) for item in items))

    def _started(self) -> ProcessPoolExecutor:
        if not self._pool:
            # Started anew rather than forked: the parent has threads, and what they hold would be held forever.
            ways = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=ways, initializer=collected.rarely)
        return self._pool


def _awaited(waiting: deque[Future[Result]]) -> Iterator[Result]:
    with _whole(waiting):
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _whole(waiting: Iterable[Future[Any]]) -> Iterator[None]:
    """Raises AuditError where a worker is killed inside; what was not begun is not begun any more."""
    try:
        yield
    except BrokenProcessPool as error:
        mend = "free some memory, or use fewer processes with --jobs 1"
        raise AuditError("a worker process was killed, so nothing is reported", mend=mend) from error
    finally:
        for future in waiting:
            future.cancel()


def spread(
    job: Callable[[Sequence[Item]], Result], items: Iterable[Item], sizes: Iterable[int], workers: Workers
) -> Iterator[tuple[int, Result]]:
    """Calls a job with chunks of items and gives how many items a chunk held, and its result, in their order.

    `sizes` say how large each item is.
    """
    yield from workers.map(partial(_counted, job), _chunks(items, sizes))


def _counted(job: Callable[[Sequence[Item]], Result], chunk: Sequence[Item]) -> tuple[int, Result]:
    return len(chunk), job(chunk)


def _chunks(items: Iterable[Item], sizes: Iterable[int]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    held = 0
    for item, size in zip(items, sizes, strict=True):
        chunk.append(item)
        held += size
        if held >= CHUNK:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk
