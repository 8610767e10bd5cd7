"""What is known of an article, and where that is known from: sidecar, sources.csv, the file, the text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from audit.articles._dates import dateline, iso
from audit.articles._files import File
from audit.articles._origin import credited, publisher
from audit.articles._page import Page
from audit.catalog import SourceRow
from audit.model import Article

KEYS = ("source", "url", "published", "title", "language")
_HEAD, _FOOT = 12, 4

Known = tuple[str, Mapping[str, str]]


class Malformed(Exception):
    """Metadata that cannot be used: one sentence for the user."""


def known(file: File, page: Page, rows: Sequence[SourceRow]) -> tuple[str, Article]:
    """The part of its file that an article is, and the article with everything known of it."""
    path = file.path.as_posix()
    problem = page.problem
    places: list[Known] = [("page", _texts(page.about))]
    try:
        places.insert(0, ("sidecar", sidecar(file.path)))
    except Malformed as error:
        problem = problem or str(error)
    url = next((about["url"] for _, about in places if "url" in about), None)
    places.insert(1, ("sources.csv", _listed(rows, path, url)))
    places.append(("text", _told(page.text)))
    if url:
        places.append(("url", {"source": publisher(url)}))
    places.append(("file name", {"source": file.path.stem}))
    found = {key: next(((about[key], name) for name, about in places if about.get(key)), (None, None)) for key in KEYS}
    return page.part, Article(
        text="" if problem else page.text,
        source=found["source"][0],
        source_from=found["source"][1],
        published=found["published"][0],
        published_from=found["published"][1],
        title=found["title"][0],
        url=found["url"][0],
        language=found["language"][0],
        path=path,
        problem=problem,
    )


def sidecar(path: Path) -> Mapping[str, str]:
    """What NAME.json beside NAME.txt says; nothing where there is none.

    Raises Malformed that names the file, the place in it and what to write instead.
    """
    file = path.with_suffix(".json")
    if file == path or not file.is_file():
        return {}
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise Malformed(f"sidecar {file.name}:{error.lineno}:{error.colno} is not valid JSON: {error.msg}") from error
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed(f"sidecar {file.name} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise Malformed(f"sidecar {file.name} is not a JSON object; write " + '{"source": "...", "published": "..."}')
    for key in KEYS:
        if not isinstance(content.get(key), str | None):
            raise Malformed(f"sidecar {file.name}: {key!r} is not a string; write it in quotes or leave it out")
    try:
        return _texts(content)
    except Malformed as error:
        raise Malformed(f"sidecar {file.name}: {error}") from None


def _texts(about: Mapping[str, object]) -> dict[str, str]:
    """The keys we use, without blanks, the date in ISO 8601 and the source without `www.`."""
    cleaned = {key: " ".join(str(about[key]).split()) for key in KEYS if about.get(key)}
    cleaned = {key: value for key, value in cleaned.items() if value}
    if "source" in cleaned:
        cleaned["source"] = cleaned["source"].removeprefix("www.")
    if "published" in cleaned:
        published = iso(cleaned["published"])
        if not published:
            raise Malformed(f"'published' is {cleaned['published']!r}, which is no date; write it as 2020-02-12")
        cleaned["published"] = published
    return cleaned


def _listed(rows: Sequence[SourceRow], path: str, url: str | None) -> dict[str, str]:
    """What the first row of sources.csv says whose glob matches the path, the file name or the url."""
    names = [path, path.rpartition("/")[2], *([url] if url else [])]
    for row in rows:
        if any(fnmatchcase(name, row.glob) for name in names):
            return _texts({"source": row.source, "published": row.published, "language": row.language})
    return {}


def _told(text: str) -> dict[str, str]:
    """What an article's own furniture tells: a date line, and the outlet or agency it is credited to."""
    told = {}
    lines = _furniture(text)
    published = next((date for date in map(dateline, lines) if date), None)
    source = next((name for name in map(credited, lines) if name), None)
    if published:
        told["published"] = published
    if source:
        told["source"] = source
    return told


def _furniture(text: str) -> list[str]:
    """The first and the last few lines that are not blank; only lines of article text are looked at, never words."""
    return list(_some(text.split("\n"), _HEAD)) + list(_some(reversed(text.split("\n")), _FOOT))


def _some(lines: Iterator[str] | list[str], count: int) -> Iterator[str]:
    for line in lines:
        if line.strip():
            yield line.strip()
            count -= 1
            if not count:
                return
