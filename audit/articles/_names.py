"""The id of each article: the file's name, with as much of its folder as makes it unique."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath

from audit.articles._files import unpacked
from audit.model import Article

_UNNAMEABLE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Names:
    """What an article of a file may be called: its `short` name, the `longer` one where two have one `twin`.

    Parent folders, outermost first, are put before it one by one until it differs from others.
    """

    twin: str
    short: str
    longer: str
    parents: tuple[str, ...]


def named(articles: Sequence[tuple[str, Article]]) -> list[Article]:
    """Articles of files with their ids; each comes with the part of its file that it is, or an empty string.

    The id is the file name without suffix, which comes back where only it tells two files of a folder apart; where
    several articles share a name, parent folders are put before it until they differ.
    """
    paths = [_unpacked(article.path or "") for _, article in articles]
    possible = [names_of(path, part) for path, (part, _) in zip(paths, articles, strict=True)]
    twins = Counter(one.twin for one in possible)
    bases = [one.longer if twins[one.twin] > 1 else one.short for one in possible]
    names, depth = list(bases), 0
    while clashing := _clashing(names, paths, depth):
        depth += 1
        for i in clashing:
            names[i] = "/".join([*_parents(paths[i])[-depth:], bases[i]])
    count = Counter(names)
    return [
        replace(article, article_id=name if count[name] == 1 else f"{name}-{_hash(article.path or '')}")
        for (_, article), name in zip(articles, names, strict=True)
    ]


@lru_cache(maxsize=1)
def _unpacked(path: str) -> PurePosixPath:
    """The name of a file without what it is packed in; a file may hold many articles, one after the other."""
    return unpacked(PurePosixPath(path))


def names_of(path: PurePosixPath, part: str) -> Names:
    """What the article that is this part of an unpacked file may be called."""
    end = f"#{part}" if part else ""
    return Names(path.with_suffix("").as_posix() + end, path.stem + end, path.name + end, tuple(_parents(path)))


def _clashing(names: Sequence[str], paths: Sequence[PurePosixPath], depth: int) -> list[int]:
    """Which names are not yet unique and have a folder left to put before them."""
    count = Counter(names)
    return [i for i, name in enumerate(names) if count[name] > 1 and depth < len(_parents(paths[i]))]


def _parents(path: PurePosixPath) -> list[str]:
    return [piece for piece in path.parts[:-1] if piece not in ("/", "..")]


def titled(articles: Sequence[Article], taken: Collection[str]) -> list[Article]:
    """Articles that come from no file: named by title, else by a hash of the text; equal names are told apart."""
    slugs = Counter(_slug(article.title or "") for article in articles if not article.article_id)
    used = Counter(taken)
    used.update(article.article_id for article in articles if article.article_id)
    found = []
    for article in articles:
        name = article.article_id or _slug(article.title or "")
        if not name or (not article.article_id and slugs[name] + used[name] > 1):
            name = "-".join(filter(None, (name, _digest(article))))
        unique, again = name, 2
        while not article.article_id and used[unique]:
            unique, again = f"{name}-{again}", again + 1
        used[unique] += 1
        found.append(replace(article, article_id=unique))
    return found


def _slug(title: str) -> str:
    return _UNNAMEABLE.sub("-", title.strip().lower()).strip("-.")[:60]


def _digest(article: Article) -> str:
    return _hash("\0".join((article.text, article.source or "", article.url or "", article.published or "")))


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode("utf8", "surrogatepass")).hexdigest()[:12]
