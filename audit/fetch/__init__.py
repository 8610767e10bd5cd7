"""Saves pages of the web beside what is known of them, where the user asks for it. Nothing else uses a network.

A page is hostile, and so may be its address: only public addresses are connected to, at every hop and for the very
address that the connection goes to; size, time, redirects and kinds of content are limited.
"""

from __future__ import annotations

import importlib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import audit
from audit.errors import InputError
from audit.fetch._address import Target, target
from audit.fetch._save import KINDS, saved

MOST_HOPS = 5
_STEP = 10.0  # seconds that one step of a connection may take
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may cost: bytes after unpacking, seconds in all; `private` allows addresses of a private network."""

    size: int = 20_000_000
    seconds: float = 30.0
    private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered in the end: the address that did, its kind of content and the content."""

    url: str
    kind: str
    charset: str | None
    content: bytes


def fetch(url: str, folder: Path, limits: Limits | None = None) -> Path:
    """Save the page at an address into a folder, with a sidecar of its url, time and title. The path of the page.

    Raises InputError that names the address, and saves nothing then.
    """
    limits = limits or Limits()
    answer = _within(limits, url)
    return saved(url, answer.url, answer.kind, answer.charset, answer.content, folder)


def _within(limits: Limits, url: str) -> Answer:
    """The answer, if it comes in time: a server that sends a byte now and then would hold any other limit up."""
    library = _library()
    done: list[Answer | InputError] = []

    def job() -> None:
        try:
            done.append(_answer(library, url, limits))
        except InputError as error:
            done.append(error)
        except (library.HTTPError, library.InvalidURL, OSError, ValueError) as error:
            what = f"cannot be fetched: {type(error).__name__}: {error}".rstrip(": ")
            done.append(InputError(what, file=url, mend="check the address and the connection"))

    thread = threading.Thread(target=job, daemon=True)
    thread.start()
    thread.join(limits.seconds)
    if not done:
        raise InputError(f"took longer than {limits.seconds:g} seconds", file=url, mend="try again, or raise --timeout")
    if isinstance(done[0], InputError):
        raise done[0]
    return done[0]


def _answer(library: ModuleType, url: str, limits: Limits) -> Answer:
    """Follows redirects, each as carefully as the first address."""
    current = url
    # The environment could name a proxy, which would look addresses up in our place and past our check.
    with library.Client(trust_env=False, timeout=_STEP, verify=ssl.create_default_context()) as client:
        for _ in range(MOST_HOPS + 1):
            with _opened(library, client, target(current, private=limits.private)) as response:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    return _content(response, url, current, limits)
                current = str(library.URL(current).join(response.headers["location"]))
    raise InputError(f"redirects more than {MOST_HOPS} times", file=url, mend="name the address that it leads to")


@contextmanager
def _opened(library: ModuleType, client: Any, place: Target) -> Iterator[Any]:
    """The response of the first of the host's IP addresses that can be connected to."""
    headers = {"Host": place.host, "User-Agent": f"audit/{audit.__version__}", "Accept": ", ".join(KINDS)}
    for left, url in zip(reversed(range(len(place.urls))), place.urls, strict=True):
        request = client.build_request("GET", url, headers=headers, extensions={"sni_hostname": place.name})
        try:
            response = client.send(request, stream=True)
        except (library.ConnectError, library.ConnectTimeout):
            if not left:
                raise
            continue
        try:
            yield response
        finally:
            response.close()
        return


def _content(response: Any, url: str, current: str, limits: Limits) -> Answer:
    if response.status_code != 200:
        raise InputError(f"answers {response.status_code}", file=url, mend="check the address in a browser")
    kind, _, options = response.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind not in KINDS:
        what = f"is {kind or 'of no stated kind'}, which is no article"
        raise InputError(what, file=url, mend=f"kinds that are read: {', '.join(KINDS)}")
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > limits.size:
            what = f"is larger than {limits.size / 1e6:g} MB"
            raise InputError(what, file=url, mend="save the article by hand, or raise --max-size")
    return Answer(current, kind, response.charset_encoding if options else None, bytes(content))


def _library() -> ModuleType:
    try:
        return importlib.import_module("httpx")
    except ImportError as error:
        raise InputError("fetching needs a library that is not installed", mend="pip install 'audit[fetch]'") from error
