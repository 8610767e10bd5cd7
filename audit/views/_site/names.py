"""Names of pages and anchors, and the addresses that a page may link to."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2s
from urllib.parse import quote, urlsplit

# Characters that no address has unescaped, and that turn or hide text.
_ODD = re.compile("[\x00-\x20\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\"'<>\\\\^`{|}]")
# What may not stand for itself in a text fragment. Letters may: the browser escapes those that are not ASCII.
_LITERAL = re.compile(r"[^\w.]+")
_FRAGMENT = 4  # words at each end of a passage that a text fragment names


@lru_cache(maxsize=1 << 17)
def key(name: str) -> str:
    """A short name for anything, fit for a file or an anchor: whatever stood in an article, it is hexadecimal."""
    return blake2s(name.encode("utf8", "replace"), digest_size=6).hexdigest()


def anchor(name: str) -> str:
    """A shorter name, for the figures of one page: each of them is named several times there."""
    return key(name)[:9]


def page(kind: str, name: str) -> str:
    """The file of the page of an article (`a`), quantity (`q`), source (`s`) or rule (`r`)."""
    return f"{kind}/{key(name)}.html"


def web(url: str | None) -> str | None:
    """An address as a link, where it is one of the web: nothing else is ever linked to."""
    if not url or _ODD.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host and parts.username is None else None


def passage(url: str, sentence: str) -> str:
    """The address with a text fragment, at which browsers scroll to a sentence of the live page.

    See https://wicg.github.io/scroll-to-text-fragment/: the first and last words of a long sentence name it.
    """
    words = sentence.split()
    ends = [words] if len(words) <= 2 * _FRAGMENT else [words[:_FRAGMENT], words[-_FRAGMENT:]]
    text = ",".join("%20".join(_LITERAL.sub(_escaped, word) for word in part) for part in ends)
    return f"{url.partition('#')[0]}#:~:text={text}"


def _escaped(match: re.Match[str]) -> str:
    return quote(match[0], safe="").replace("-", "%2D")
