"""From a path to Articles: which files there are, what text they hold, and what is known of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from audit import catalog
from audit.articles._apart import Known, of_file, of_line, of_row
from audit.articles._encoding import sound
from audit.articles._files import File, find, unpacked
from audit.articles._knowledge import known, no_sidecar
from audit.articles._names import named, titled
from audit.articles._page import Page, UnreadableError, pages, suffixes
from audit.config import Config
from audit.dates import iso
from audit.errors import InputError, NothingToAudit
from audit.languages.written import language_of
from audit.model import Article

__all__ = ["Input", "Known", "of_file", "of_line", "of_row", "read", "suffixes", "whole"]

Input = str | Path | Article


def read(inputs: Iterable[Input] | Input, config: Config) -> list[Article]:
    """The articles of files, folders and `Article`s, sorted by article_id whatever the order of the inputs.

    Folders are read recursively; hidden files and files of a kind no reader knows are passed over there.
    A file that cannot be read is an Article with a `problem` and no text, so that the others are audited.
    Raises InputError for a path that does not exist or when nothing could be read, NothingToAudit when there
    is no article.
    """
    given = [inputs] if isinstance(inputs, str | Path | Article) else list(inputs)
    rows = catalog.sources(config.reading("sources.csv"))
    paths = [Path(item) for item in given if not isinstance(item, Article)]
    found = [(file, no_sidecar(file.path), _pages(file)) for file in find(paths, _wanted(config))]
    articles = named([known(file, page, rows, sidecar) for file, sidecar, pages in found for page in pages])
    in_memory = [_with_text(item) for item in given if isinstance(item, Article)]
    articles += titled(in_memory, {article.article_id for article in articles})
    _refuse_twins(articles)
    _refuse_empty(articles, given)
    return sorted((whole(article) for article in articles), key=lambda article: article.article_id)


def whole(article: Article) -> Article:
    """An Article with what can be told from the article itself: its id, its language, its date in ISO 8601.

    Raises InputError for a `published` that is no date.
    """
    published = article.published
    if published and not (published := iso(published)):
        raise InputError(
            f"published is {article.published!r}, which is no date",
            file=article.path or article.article_id or None,
            mend="write it as 2020-02-12",
        )
    article = article if article.article_id else titled([article], set())[0]
    return replace(
        article,
        text=sound(article.text),
        published=published or None,
        published_from=article.published_from or ("given" if published else None),
        source_from=article.source_from or ("given" if article.source else None),
        title_from=article.title_from or ("given" if article.title else None),
        url_from=article.url_from or ("given" if article.url else None),
        language=article.language or language_of(article.text),
        language_from=article.language_from or ("given" if article.language else "text"),
    )


def _pages(file: File) -> list[Page]:
    """The articles of one file; what is wrong with the file is kept as one that has a problem."""
    try:
        return list(pages(file))
    except UnreadableError as error:
        return [Page(text="", problem=str(error))]


def _with_text(article: Article) -> Article:
    """An article in memory, with a problem where its text holds nothing to audit."""
    if article.problem or any(character.isalnum() for character in article.text):
        return article
    return replace(article, problem="holds no letter and no digit; leave it out")


def _wanted(config: Config) -> Callable[[File], bool]:
    """Which files of a folder are articles: those some reader is for, but not audit's own tables and reports."""
    known = suffixes()
    own = [(config.root / folder).resolve() for folder in (config.expectations, config.reports)]
    return lambda file: unpacked(file.path).suffix.lower() in known and not any(map(file.real.is_relative_to, own))


def _refuse_twins(articles: list[Article]) -> None:
    count = Counter(article.article_id for article in articles)
    twins = [article for article in articles if count[article.article_id] > 1]
    if twins:
        raise InputError(f"two articles are called {twins[0].article_id!r}", mend="give each an article_id of its own")


def _refuse_empty(articles: list[Article], given: list[Input]) -> None:
    if not articles:
        where = ", ".join(str(item) for item in given if not isinstance(item, Article)) or "what was given"
        kinds = ", ".join(sorted(suffixes()))
        raise NothingToAudit(
            f"no article in {where}", mend=f"name a file or a folder with files of these kinds: {kinds}"
        )
    bad = [article for article in articles if article.problem]
    if len(bad) == len(articles):
        what, _, mend = (bad[0].problem or "").partition("; ")
        more = f" (and {len(bad) - 1} more files that cannot be read)" if len(bad) > 1 else ""
        raise InputError(f"{what}{more}", file=bad[0].path, mend=mend or "leave it out")
