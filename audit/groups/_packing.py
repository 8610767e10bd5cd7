"""How a record is packed: as a call with what it was made of. What a dataclass does by itself takes far longer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

Call = tuple[Callable[..., Any], tuple[Any, ...]]


def as_call(kind: type) -> Callable[[Any], Call]:
    """For a record of this kind, what `__reduce__` says of it: what is read of it once is left out."""
    given = attrgetter(*(field.name for field in fields(kind) if field.init))
    return lambda record: (kind, given(record))
