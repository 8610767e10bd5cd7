"""What is read of a record when it is first asked for, and then kept with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar, overload

Read = TypeVar("Read")


class Kept:
    """A record that has room for what is read `once` of it, beside its slots; it is packed without."""

    def __reduce__(self) -> tuple[Any, ...]:
        cells: Iterable[str] = type(self).__slots__  # type: ignore[attr-defined]
        return type(self), tuple(getattr(self, name) for name in cells)


class once(Generic[Read]):  # noqa: N801 - used as a decorator, as `property` is
    """A property that is read once: as `functools.cached_property`, which takes four times as long for the first read.

    A large run reads a dozen of each fact.
    """

    def __init__(self, read: Callable[[Any], Read]) -> None:
        self._read = read
        self.__doc__ = read.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, record: None, owner: type) -> once[Read]: ...
    @overload
    def __get__(self, record: object, owner: type) -> Read: ...
    def __get__(self, record: object | None, owner: type) -> once[Read] | Read:
        if record is None:
            return self
        found = record.__dict__[self._name] = self._read(record)
        return found
