"""One pattern for many words and phrases, as a tree of their letters, so that a page is read once for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from audit import languages

Tree = dict[str, "Tree"]


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, the longest that fits."""
    root: Tree = {}
    for phrase in phrases:
        node = root
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(root)


@cache
def listed(*keys: str) -> tuple[str, ...]:
    """The words of `[blocks]` under some keys, of all languages together, in order."""
    found: set[str] = set()
    for code in languages.codes():
        node: Any = languages.load(code).get("blocks", {})
        for key in keys:
            node = node.get(key, {})
        found.update(node)
    return tuple(sorted(found))


def _pattern(node: Tree) -> str:
    branches = [re.escape(letter) + _pattern(child) for letter, child in sorted(node.items()) if letter]
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""
    return f"(?:{joined})?" if joined and "" in node else joined
