"""What does not count among the figures, or among the findings, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from audit.views._rows import column
from audit.views._site.book import Book

MOST_REASONS = 5


def left_out(book: Book) -> list[tuple[str, str]]:
    """Each with its reason: passages, articles, numbers, findings, checks."""
    rows = _told(book, "articles", "article_id", "path", "problem")
    unread = [(str(path or name), problem) for name, path, problem in rows if problem]
    return [*_unshown(book), *_passages(book), *unread, *_numbers(book), *_findings(book)]


def _told(book: Book, table: str, *columns: str) -> Iterator[tuple[str | None, ...]]:
    """Columns of all rows of a table, whether they have pages or not."""
    return zip(*(column(book.whole, table, name) for name in columns), strict=True)


def _unshown(book: Book) -> Iterator[tuple[str, str]]:
    """The articles of a large run that have no pages."""
    if few := len(book.whole.articles) - len(book.articles):
        yield book.say("unshown", n=few), book.say("why_unshown", most=len(book.articles))


def _passages(book: Book) -> Iterator[tuple[str, str]]:
    blocks = Counter(_told(book, "blocks", "label", "reason"))
    for label in ("spam", "boilerplate"):
        reasons: Counter[str] = Counter()
        for (said, reason), n in blocks.items():
            if said == label:
                reasons[book.kind(reason)] += n
        if reasons:
            most = sorted(reasons.items(), key=lambda one: (-one[1], one[0]))[:MOST_REASONS]
            why = "; ".join(f"{reason} ({book.words.number(n)})" for reason, n in most if reason)
            yield book.words.count(sum(reasons.values()), label), why


def _numbers(book: Book) -> Iterator[tuple[str, str]]:
    """Numbers that are no figures."""
    reasons: Counter[str] = Counter()
    for counts in book.audit.dropped.values():
        reasons.update(counts)
    if reasons:
        yield book.words.count(reasons.total(), "dropped"), dropped(book, reasons)


def dropped(book: Book, reasons: Mapping[str, int]) -> str:
    """Why numbers are no figures, the most frequent reasons first."""
    most = sorted(reasons.items(), key=lambda one: (-one[1], one[0]))
    told = [f"{book.words.named('reasons', reason)} ({book.words.number(n)})" for reason, n in most[:MOST_REASONS]]
    others = sum(n for _, n in most[MOST_REASONS:])
    return "; ".join([*told, *([book.say("other_reasons", n=others)] if others else [])])


def _findings(book: Book) -> Iterator[tuple[str, str]]:
    words, counted = book.words, book.tally
    for state in ("waived", "baseline", "untouched"):
        if counted.states[state]:
            yield words.count(counted.states[state], state), book.say(f"why_{state}")
    if counted.unsure:
        yield words.count(counted.unsure, "unsure"), book.say("why_unsure", least=book.config.min_confidence)
    if counted.idle:
        yield book.say("idle", n=len(counted.idle)), words.several(sorted({result.rule for result in counted.idle}))
