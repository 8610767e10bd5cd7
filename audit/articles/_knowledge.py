"""What is known of an article, and where that is known from: sidecar, sources.csv, the file, the text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from audit.articles._encoding import sound
from audit.articles._files import File, unpacked
from audit.articles._origin import credited, credited_at_end, dated, marked, publisher
from audit.articles._page import KEYS, Page, UnreadableError
from audit.catalog import SourceRow
from audit.dates import dateline, iso
from audit.errors import ConfigError
from audit.model import Article

_HEAD, _FOOT = 12, 4
_HEAD_LENGTH, _FOOT_LENGTH = 6000, 2000

# What an article's text and address tell, and what its first words and its file name do.
_TOLD, _MARKED = ("source", "published"), ("source",)
# Where things are known from, which things, and how they are found: a text is not read for what is known already.
Place = tuple[str, Sequence[str], Callable[[], Mapping[str, str]]]


def no_sidecar(path: Path) -> bytes | None:
    """What tells `known` that a file has no sidecar, else None: of a file of many articles it is found out once."""
    return None if _sidecar(path).is_file() else b""


def known(file: File, page: Page, rows: Sequence[SourceRow], beside: bytes | None = None) -> tuple[str, Article]:
    """The part of its file that an article is, and the article with everything known of it.

    `beside` is what its sidecar holds, where that was read already, empty where there is none.

    What stands first wins: the sidecar, sources.csv, the page, the text, the address, the properties of the file, its
    name.
    """
    path = sound(file.path.as_posix())
    problem = page.problem
    sidecar: Mapping[str, str] = {}
    own: Mapping[str, str] = {}
    try:
        own = _texts(page.about, "its metadata")
        sidecar = sidecar_of(file.path, beside)
    except UnreadableError as error:
        problem = problem or str(error)
    dated_well = {key: value for key, value in page.properties.items() if key != "published" or iso(value)}
    properties = _texts(dated_well, "its properties")
    url = sidecar.get("url") or own.get("url") or properties.get("url")
    listed = _listed(rows, path, url)
    places: tuple[Place, ...] = (
        ("sidecar", KEYS, lambda: sidecar),
        ("sources.csv", KEYS, lambda: listed),
        ("page", KEYS, lambda: own),
        ("text", _TOLD, lambda: _told(page.text)),
        ("url", _TOLD, lambda: _addressed(url)),
        ("properties", KEYS, lambda: properties),
        ("text", _MARKED, lambda: _marked(page.text)),
        ("file name", _MARKED, lambda: {"source": sound(unpacked(file.path).stem)}),
    )
    found = _firsts(places)
    fields: dict[str, Any] = {key: found[key][0] if key in found else None for key in KEYS}
    fields |= {f"{key}_from": found[key][1] if key in found else None for key in KEYS}
    text, mended = ("", None) if problem else (page.text, page.mended)
    return page.part, Article(text=text, path=path, problem=problem, mended=mended, **fields)


def _firsts(places: Iterable[Place]) -> dict[str, tuple[str, str]]:
    """What the first place says of each thing that any says something of, and which place that is."""
    found: dict[str, tuple[str, str]] = {}
    for name, keys, tell in places:
        if missing := [key for key in keys if key not in found]:
            told = tell()
            found |= {key: (told[key], name) for key in missing if told.get(key)}
    return found


def sidecar_of(path: Path, given: bytes | None = None) -> Mapping[str, str]:
    """What NAME.json beside NAME.txt says; nothing where there is none. `given` is what it holds, where that is known.

    Raises UnreadableError that names the file, the place in it and what to write instead.
    """
    if given == b"":
        return {}
    file = _sidecar(path)
    if file == path or (given is None and not file.is_file()):
        return {}
    try:
        content = json.loads((file.read_bytes() if given is None else given).decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        what = f"its sidecar {file.name}:{error.lineno}:{error.colno} is not valid JSON: {error.msg}"
        raise UnreadableError(what, "correct that place") from error
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableError(f"its sidecar {file.name} cannot be read: {error}", "save it as UTF-8 JSON") from error
    if not isinstance(content, dict):
        raise UnreadableError(f"its sidecar {file.name} is not a JSON object", 'write {"source": "...", ...}')
    for key in KEYS:
        if not isinstance(content.get(key), str | None):
            what = f"its sidecar {file.name} has a {key!r} that is not a string"
            raise UnreadableError(what, "write it in quotes, or leave it out")
    return _texts(content, f"its sidecar {file.name}")


def _sidecar(path: Path) -> Path:
    """What the sidecar of a file is called."""
    return unpacked(path).with_suffix(".json")


def _texts(about: Mapping[str, object], where: str) -> dict[str, str]:
    """The keys we use, without blanks, the date in ISO 8601 and the source without `www.`."""
    cleaned = {key: " ".join(sound(str(about[key])).split()) for key in KEYS if about.get(key)}
    cleaned = {key: value for key, value in cleaned.items() if value}
    if "source" in cleaned:
        cleaned["source"] = cleaned["source"].removeprefix("www.")
    if "published" in cleaned:
        published = iso(cleaned["published"])
        if not published:
            what = f"{where} says 'published' is {cleaned['published']!r}, which is no date"
            raise UnreadableError(what, "write it as 2020-02-12")
        cleaned["published"] = published
    return cleaned


def _listed(rows: Sequence[SourceRow], path: str, url: str | None) -> dict[str, str]:
    """What the first row of sources.csv says whose glob matches the path, the file name or the url."""
    names = [path, path.rpartition("/")[2], *([url] if url else [])]
    for row in rows:
        if any(fnmatchcase(name, row.glob) for name in names):
            try:
                return _texts({"source": row.source, "published": row.published, "language": row.language}, "it")
            except UnreadableError as error:
                what, _, mend = str(error).partition("; ")
                raise ConfigError(f"row {row.glob!r}: {what}", file="sources.csv", mend=mend) from error
    return {}


def _addressed(url: str | None) -> dict[str, str]:
    """What an address tells: who publishes there, and the day where it holds one."""
    return {"source": publisher(url), "published": dated(url) or ""} if url else {}


def _told(text: str) -> dict[str, str]:
    """What an article's own furniture tells: a date line, and the outlet or agency it is credited to."""
    head, foot = _furniture(text)
    lines = (*head, *foot)
    published = next((date for date in map(dateline, lines) if date), "")
    source = next((name for name in map(credited, lines) if name), "")
    return {"published": published, "source": source or next(filter(None, map(credited_at_end, foot[:2])), "")}


def _marked(text: str) -> dict[str, str]:
    """The outlet whose mark stands before the first words: it names whose reporting it is, if nothing better does."""
    return {"source": next(filter(None, map(marked, _furniture(text)[0])), "")}


def _furniture(text: str) -> tuple[list[str], list[str]]:
    """The first lines that are not blank and the last, from the end, where pages put what is said of the article."""
    head = [line.strip() for line in text[:_HEAD_LENGTH].split("\n") if line.strip()]
    foot = [line.strip() for line in text[-_FOOT_LENGTH:].split("\n") if line.strip()]
    return head[:_HEAD], foot[-_FOOT:][::-1]
