"""The hits of a large table as few bytes: of a run with 300,000 findings they would be a third of a gigabyte."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

from audit.model import Hit


def packed(hits: Sequence[Hit]) -> tuple[int, bytes]:
    """How many hits there are, and the bytes that hold them on their way between processes of a run."""
    return len(hits), pickle.dumps(list(hits), pickle.HIGHEST_PROTOCOL)


class Hits(Sequence[Hit]):
    """Hits that are kept packed, piece by piece: each is made anew whenever it is looked at."""

    def __init__(self) -> None:
        self._parts: list[tuple[int, bytes]] = []

    def add(self, part: tuple[int, bytes]) -> None:
        """The hits of one more piece, as `packed` gives them."""
        if part[0]:
            self._parts.append(part)

    def __len__(self) -> int:
        return sum(count for count, _ in self._parts)

    def __iter__(self) -> Iterator[Hit]:
        for _, body in self._parts:
            yield from pickle.loads(body)  # what a process of this run has packed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        chosen = range(len(self))[at]
        if isinstance(chosen, int):
            return next(islice(self, chosen, None))
        if chosen.step < 0:
            return list(self)[at]
        return list(islice(self, chosen.start, chosen.stop, chosen.step))
