"""What does not count among the figures, or among the findings, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from audit.views._rows import Row
from audit.views._site._book import Book

MOST_REASONS = 5


def left_out(book: Book) -> list[tuple[str, str]]:
    """Each with its reason: passages, articles, numbers, findings, checks."""
    blocks = [block for found in book.blocks_of.values() for block in found]
    unread = [(row["path"] or row["article_id"], row["problem"]) for row in book.articles.values() if row["problem"]]
    return [*_passages(book, blocks), *unread, *_numbers(book), *_findings(book)]


def _passages(book: Book, blocks: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for label in ("spam", "boilerplate"):
        reasons = Counter(book.kind(block["reason"]) for block in blocks if block["label"] == label)
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
