"""Chunks of items through worker processes, results in the order of the items."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from audit.errors import AuditError
from audit.work import collected, memory

Item = TypeVar("Item")
Result = TypeVar("Result")

# The most characters a chunk: so many that to hand it over costs nothing, and few enough to hold. Chunks get smaller
# towards the end, down to the least that still pays, so that all processes end at about the same time: each takes of
# what is left one of so many parts for each process (guided self-scheduling: Polychronopoulos and Kuck, 1987).
CHUNK, LEAST, PARTS = 400_000, 25_000, 4
# A worker takes about two seconds to start. So many characters take one process three seconds where articles are long,
# and ten where they are short and full of figures: below it one process is done before others are of use.
WORTHWHILE = 1_500_000
# Signals that end a run.
_ENDING = (signal.SIGINT, signal.SIGTERM)


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

    def __exit__(self, kind: object, *_: object) -> None:
        if self._pool:
            for process in list((self._pool._processes or {}).values()) if kind else ():
                process.terminate()  # what it is at is wanted no more
            self._pool.shutdown(wait=bool(kind), cancel_futures=True)

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
                waiting.append(self._submitted(job, item))
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
        return _awaited(deque(self._submitted(job, item) for item in items))

    def _submitted(self, job: Callable[[Item], Result], item: Item) -> Future[Result]:
        with _unheard():
            return self._started().submit(_worked, job, item)

    def _started(self) -> ProcessPoolExecutor:
        if not self._pool:
            # Started anew rather than forked: the parent has threads, and what they hold would be held forever.
            ways = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=ways, initializer=_begin)
        return self._pool


def _worked(job: Callable[[Item], Result], item: Item) -> Result:
    """What a worker makes of an item. What it freed goes back: the next item may need none of it, or another worker."""
    try:
        return job(item)
    finally:
        memory.release()


def _begin() -> None:
    """What a worker does first."""
    collected.rarely()
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    """End with the process that started this one, however that ends: nobody waits for what is made here any more."""
    parent.join()
    os._exit(1)


@contextmanager
def _unheard() -> Iterator[None]:
    """Processes that are started inside never hear of ^C: the one that started them does, and ends them.

    It hears of it, and that it is told to end, once they are started: one that has not been told all it is to do would
    complain. Python calls handlers in the main thread, whatever thread a signal came to, so to mask them is not enough.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # as it starts, it would let ^C through again
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with _later() if threading.current_thread() is threading.main_thread() else nullcontext():
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@contextmanager
def _later() -> Iterator[None]:
    """What comes to end a run inside is heard behind it."""
    heard: list[int] = []
    handlers = {sign: signal.signal(sign, lambda number, _: heard.append(number)) for sign in _ENDING}
    try:
        yield
    finally:
        for sign, handler in handlers.items():
            signal.signal(sign, handler or signal.SIG_DFL)
        for number in heard[:1]:
            signal.raise_signal(number)


def _awaited(waiting: deque[Future[Result]]) -> Iterator[Result]:
    with _whole(waiting, "written"):
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _whole(waiting: Iterable[Future[Any]], lost: str = "reported") -> Iterator[None]:
    """Raises AuditError where a worker is killed inside; what was not begun is not begun any more."""
    try:
        yield
    except BrokenProcessPool as error:
        mend = "free some memory, or use fewer processes with --jobs 1"
        raise AuditError(f"a worker process was killed, so nothing is {lost}", mend=mend) from error
    finally:
        for future in waiting:
            future.cancel()


def spread(
    job: Callable[[Sequence[Item]], Result], items: Iterable[Item], sizes: Sequence[int], workers: Workers
) -> Iterator[tuple[int, Result]]:
    """Calls a job with chunks of items and gives how many items a chunk held, and its result, in their order.

    `sizes` say how large each item is.
    """
    yield from workers.map(partial(_counted, job), _chunks(items, sizes, workers.jobs))


def _counted(job: Callable[[Sequence[Item]], Result], chunk: Sequence[Item]) -> tuple[int, Result]:
    return len(chunk), job(chunk)


def _chunks(items: Iterable[Item], sizes: Sequence[int], jobs: int) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    held, left = 0, sum(sizes)
    wanted = _share(left, jobs)
    for item, size in zip(items, sizes, strict=True):
        chunk.append(item)
        held += size
        if held >= wanted:
            yield chunk
            left -= held
            chunk, held, wanted = [], 0, _share(left, jobs)
    if chunk:
        yield chunk


def _share(left: int, jobs: int) -> int:
    """How large the next chunk is to be."""
    return min(CHUNK, max(LEAST, left // (PARTS * jobs)))
