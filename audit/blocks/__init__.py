"""From an article to its blocks: what is title, text, caption, byline, date, furniture of the page, and spam."""

from __future__ import annotations

from audit.model import Article, Block


def split(article: Article) -> list[Block]:
    """The blocks of an article in reading order."""
    blocks, offset = [], 0
    for number, line in enumerate(article.text.split("\n"), 1):
        start = offset + len(line) - len(line.lstrip())
        end = offset + len(line.rstrip())
        if end > start:
            blocks.append(Block(article.article_id, start, end, number, "body"))
        offset += len(line) + 1
    return blocks
