"""The id of each article: the file's name, with as much of its folder as makes it unique."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from audit.model import Article

_UNNAMEABLE = re.compile(r"[^\w.-]+")


def named(articles: Sequence[tuple[str, Article]]) -> list[Article]:
    """Articles of files with their ids; each comes with the part of its file that it is, or an empty string.

    The id is the file name without suffix; where several articles share it, parent folders are put before it
    until they differ, and the suffix comes back where only that tells two files apart.
    """
    depth = [0] * len(articles)
    names = [_name(article, part, 0) for part, article in articles]
    while True:
        count = Counter(names)
        clashing = [i for i, name in enumerate(names) if count[name] > 1 and depth[i] < _depth(articles[i][1])]
        if not clashing:
            return [replace(article, article_id=name) for (_, article), name in zip(articles, names, strict=True)]
        for i in clashing:
            depth[i] += 1
            names[i] = _name(articles[i][1], articles[i][0], depth[i])


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


def _name(article: Article, part: str, depth: int) -> str:
    path = PurePosixPath(article.path or "")
    parents = [piece for piece in path.parts[:-1] if piece not in ("/", "..", ".")]
    folders = parents[len(parents) - min(depth, len(parents)) :]
    name = path.name if depth > len(parents) else path.stem
    return "/".join([*folders, name]) + (f"#{part}" if part else "")


def _depth(article: Article) -> int:
    return len(PurePosixPath(article.path or "").parts)


def _slug(title: str) -> str:
    return _UNNAMEABLE.sub("-", title.strip().lower()).strip("-.")[:60]


def _digest(article: Article) -> str:
    content = "\0".join((article.text, article.source or "", article.url or "", article.published or ""))
    return hashlib.sha256(content.encode("utf8", "surrogatepass")).hexdigest()[:12]
