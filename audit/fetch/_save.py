"""A fetched page in a folder: a name that is safe anywhere, a sidecar beside it, each file whole or not there."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from audit import clock
from audit.errors import InputError

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    _WORD: ".docx",
}
_TEXTUAL = (".html", ".txt")
_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60
_HEAD = 200_000


def saved(asked: str, url: str, kind: str, charset: str | None, content: bytes, folder: Path) -> Path:
    """Write the page and its sidecar; fetched again, it takes the place of what was there. The path of the page."""
    suffix = KINDS[kind]
    page = folder / f"{_name(asked)}{suffix}"
    known = {
        "url": url,
        "fetched": clock.now().isoformat(timespec="seconds"),
        "title": _title(content) if suffix == ".html" else None,
    }
    beside = json.dumps({key: value for key, value in known.items() if value}, ensure_ascii=False, indent=2) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The sidecar comes first: alone it is nothing, while a page without it would be an article without a source.
        _written(page.with_suffix(".json"), beside.encode("utf8", "replace"))
        _written(page, _in_utf8(content, charset) if suffix in _TEXTUAL else content)
    except OSError as error:
        what = f"cannot be saved: {error.strerror or error}"
        raise InputError(what, file=page, mend="allow writing there, or name another folder") from error
    return page


def _name(url: str) -> str:
    """The host and the end of the path in plain letters, and a hash of the whole address that tells pages apart."""
    parts = urlsplit(url)
    end = unquote(parts.path).rstrip("/").rpartition("/")[2].partition(".")[0]
    host = _UNSAFE.sub("-", (parts.hostname or "").removeprefix("www."))
    words = _UNSAFE.sub("-", f"{host}-{end}".lower()).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{words}-{hashlib.sha256(url.encode('utf8', 'replace')).hexdigest()[:8]}"


def _in_utf8(content: bytes, charset: str | None) -> bytes:
    """The text in UTF-8 where only the server said what it is in: that is not kept with the file."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode(charset or "utf-8").encode("utf-8")
        except (LookupError, UnicodeDecodeError):
            return content
    return content


def _written(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".fetch-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _title(content: bytes) -> str | None:
    """The title that a page gives itself for sharing."""
    parser = _Titles()
    parser.feed(content[:_HEAD].decode("utf-8", "ignore"))
    return parser.found


class _Titles(HTMLParser):
    found: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "meta" and about.get("property") == "og:title" and not self.found:
            self.found = " ".join((about.get("content") or "").split()) or None
