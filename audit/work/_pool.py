"""Chunks of items through worker processes, results in the order of the items."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from audit.errors import AuditError

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


def spread(
    job: Callable[[Sequence[Item]], Result], items: Sequence[Item], sizes: Sequence[int], jobs: int
) -> Iterator[tuple[int, Result]]:
    """Calls a job with chunks of items and gives how many items a chunk held, and its result, in their order.

    `sizes` say how large each item is. No more chunks are in flight than keep every process busy. Raises AuditError
    where a worker is killed: its results are missing, so there are none.
    """
    chunks = _chunks(items, sizes)
    if jobs == 1:
        yield from ((len(chunk), job(chunk)) for chunk in chunks)
        return
    waiting: list[tuple[int, Future[Result]]] = []
    # Started anew rather than forked: the parent has threads, and what they hold would be held forever.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            for chunk in chunks:
                waiting.append((len(chunk), pool.submit(job, chunk)))
                if len(waiting) >= 2 * jobs:
                    count, done = waiting.pop(0)
                    yield count, done.result()
            while waiting:
                count, done = waiting.pop(0)
                yield count, done.result()
        except BrokenProcessPool as error:
            mend = "free some memory, or use fewer processes with --jobs 1"
            raise AuditError("a worker process was killed, so nothing is reported", mend=mend) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _chunks(items: Sequence[Item], sizes: Sequence[int]) -> Iterator[list[Item]]:
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
