"""What is told in the articles of a large run, on disk: each process reads what its part of the run needs."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from audit.compare import Printed
from audit.groups._events import Story
from audit.groups._packing import Call, as_call
from audit.groups._told import Told
from audit.groups._traits import Traits


@dataclass(frozen=True, slots=True)
class Place:
    """Where what is told in one article stands: in which file, and where its story and its facts start and end."""

    file: str
    story: int
    facts: int
    end: int


def put(file: Path, told: Iterable[Told]) -> list[Place]:
    """Write what is told in some articles to a file of its own."""
    places, at = [], 0
    with file.open("wb") as out:
        for one in told:
            story, facts = _packed(one.story), _packed(one.facts)
            out.write(story + facts)
            places.append(Place(str(file), at, at + len(story), at + len(story) + len(facts)))
            at = places[-1].end
    return places


_CALLS: dict[type, Callable[[Any], Call]] = {kind: as_call(kind) for kind in (Story, Traits, Printed)}


def _packed(record: object) -> bytes:
    body = BytesIO()
    pickler = pickle.Pickler(body, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _CALLS
    pickler.dump(record)
    return body.getvalue()


def stories(places: Sequence[Place]) -> list[Story]:
    """The stories at some places."""
    return [pickle.loads(body) for body in _bodies((place.file, place.story, place.facts) for place in places)]


class Stories(Mapping[str, Story]):
    """The stories of some articles: of a part of a run few are asked for, so each is read when it is."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._places = places
        self._read: dict[str, Story] = {}

    def __getitem__(self, article: str) -> Story:
        story = self._read.get(article)
        if story is None:
            place = self._places[article]
            with open(place.file, "rb", buffering=0) as file:  # noqa: PTH123 - a path would take longer than the story
                file.seek(place.story)
                story = self._read[article] = pickle.loads(file.read(place.facts - place.story))
        return story

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def facts(places: Sequence[Place]) -> Iterator[tuple[Traits, ...]]:
    """The facts at some places, those of one article after the other."""
    yield from (pickle.loads(body) for body in _bodies((place.file, place.facts, place.end) for place in places))


def _bodies(stretches: Iterable[tuple[str, int, int]]) -> Iterator[bytes]:
    open_files: dict[str, IO[bytes]] = {}
    try:
        for file, start, end in stretches:
            if file not in open_files:
                open_files[file] = Path(file).open("rb")  # noqa: SIM115 - closed below, with the others
            open_files[file].seek(start)
            yield open_files[file].read(end - start)
    finally:
        for opened in open_files.values():
            opened.close()
