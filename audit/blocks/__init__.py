"""From an article to its blocks: what is title, text, caption, byline, date, furniture of the page, and spam."""

from __future__ import annotations

from audit import text as views
from audit.blocks._label import Labelled, labelled
from audit.model import Article, Block


def split(article: Article) -> list[Block]:
    """The blocks of an article, one a line, in reading order; then the spam inside them, in reading order.

    Every character that is not blank stands in exactly one block, except that spam may stand inside a body block
    as a block of its own. What is removed carries a reason, `kind: why in words`.
    """
    view = views.view(article.text)
    lines = views.Lines(article.text)
    return [_block(article.article_id, part, view, lines) for part in labelled(view.normal, article.title)]


def _block(article_id: str, part: Labelled, view: views.View, lines: views.Lines) -> Block:
    start, end = view.back(part.start, part.end)
    return Block(article_id, start, end, lines.number(start), part.label, part.reason, part.score)
