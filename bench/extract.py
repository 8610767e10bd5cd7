"""Times the extraction of figures on one core, beside two libraries that read numbers or dates.

usage: python bench/extract.py [TEXT_FILE_OR_FOLDER] [--hostile] [--large MB]

Reads the seed articles where no text is given, and a short English article. `pip install '.[bench]'` adds the rows to
compare with: quantulum3 reads quantities (English only, whatever the text), dateparser finds dates. Each round measures
all rows in turn on the same text, in processor time of this one process; the table shows the median of three rounds.
`--hostile` times one line of a quarter and of a whole megabyte of one thing, `--large` one article of so many
megabytes, as paragraphs and as one line, and how much memory that takes.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import statistics
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import audit
from audit import catalog
from audit._sources import compiled
from audit.articles import whole
from audit.blocks import split
from audit.config import load
from audit.facts import extract
from audit.model import Article
from audit.work.collected import less_often

SEEDS = Path(__file__).parent.parent / "seeds"
MEGABYTE = 1_000_000
ROUNDS = 3
# What is read in a round: enough for the clock, little enough for the slowest library.
AT_LEAST = 100_000
ENGLISH = """Exports rise for a third quarter

Exports of farm machinery rose 8.4 percent to $1.2 billion in the three months to June, the trade ministry said on
Tuesday, while imports fell to 640 million dollars from 702 million a year earlier.

The ministry expects growth of about 5 percent in 2019. More than 1,250 companies, or two thirds of all makers, plan to
hire, and some 14,000 jobs may be created by the end of next year.

"We see no sign that demand is slowing," said the head of the makers' association. He did not give a forecast, and
declined to say which plants would be enlarged first. Analysts who follow the industry said that the weather, the price
of steel and the rules for loans would decide how long the good times last.
"""
# One line each: text that makes a careless pattern quadratic.
HOSTILE = {
    "digits": "7",
    "separators": "1.",
    "commas": ",",
    "scale words": "triệu ",
    "brackets": "(",
    "nested": "([",
    "years": "năm ",
    "ranges": "từ 1 đến ",
    "percent signs": "%",
    "full stops": ".",
    "dates": "1/",
    "spaces": " ",
    "marks": "a\u0301\u0323",
    "one word": "x",
    "quotes": '"',
    "zero width": "\u200b",
    "addresses": "http://a.b/",
    "mixed": "từ 1.000 đến (2 triệu, 3/4/2019; 5%) ",
}
Reader = Callable[[str], int]


def texts(where: Path) -> list[str]:
    files = sorted(where.glob("*.txt")) if where.is_dir() else [where]
    return [file.read_text(encoding="utf8") for file in files]


def ours() -> dict[str, Reader]:
    known = catalog.indicators(load().reading("indicators.csv"))

    def both(text: str) -> int:
        article = whole(Article(text=text, published="2020-02-12"))
        return len(extract(article, split(article), known))

    def splits(text: str) -> int:
        return len(split(whole(Article(text=text))))

    return {"audit": both, "audit, blocks only": splits}


def theirs(language: str) -> Iterator[tuple[str, Reader]]:
    for name, module, call in (
        ("quantulum3", "quantulum3.parser", lambda m, text: len(m.parse(text))),
        ("dateparser", "dateparser.search", lambda m, text: len(m.search_dates(text, languages=[language]) or ())),
    ):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # quantulum3 tells of the classifier that it can do without
                found = importlib.import_module(module)
        except ImportError:
            print(f"{name:20} not installed: pip install '.[bench]'")
        else:
            yield name, lambda text, m=found, c=call: c(m, text)


def seconds(read: Reader, corpus: list[str]) -> tuple[float, int]:
    """Processor time, and how much was found."""
    start = time.process_time()
    found = sum(read(text) for text in corpus)
    return time.process_time() - start, found


def compared(title: str, sample: list[str], language: str) -> None:
    """One table: each reader on the same text, in turn."""
    sample = sample * max(1, -(-AT_LEAST // sum(len(text.encode()) for text in sample)))
    size = sum(len(text.encode()) for text in sample) / MEGABYTE
    readers = ours() | dict(theirs(language))
    spent: dict[str, list[float]] = {name: [] for name in readers}
    found = {}
    for read in readers.values():
        read(sample[0])  # what each makes once
    with less_often():  # as `audit run` has the collector of garbage, which looks through what all of these keep
        for _ in range(ROUNDS):
            for name, read in readers.items():
                took, found[name] = seconds(read, sample)
                spent[name].append(took)
    print(f"\n{title}: {len(sample)} articles, {size:.2f} MB")
    print(f"{'':20} {'MB/s':>8} {'found':>7}   audit is")
    for name, each in spent.items():
        median = statistics.median(each)
        times = statistics.median(other / own for other, own in zip(each, spent["audit"], strict=True))
        print(f"{name:20} {size / median:8.3f} {found[name]:7}   {f'{times:.1f} times as fast' if times > 1 else ''}")


def hostile() -> None:
    """Processor seconds of one line: extraction alone, and a whole run without rules."""
    readers: dict[str, Reader] = {
        "figures": ours()["audit"],
        "run": lambda text: len(audit.run([audit.Article(text=text, published="2020-02-12")], rules=False).facts),
    }
    for title, read in readers.items():
        read(HOSTILE["mixed"])
        print(f"\none hostile line, {title}: seconds for 0.25 and for 1 MB (linear: 4 times)")
        for name, piece in HOSTILE.items():
            each = [seconds(read, [(piece * n)[:n]]) for n in (MEGABYTE // 4, MEGABYTE)]
            (small, _), (large, found) = each
            print(f"{name:20} {small:8.2f} {large:8.2f}   {large / max(small, 0.01):4.1f} times   {found} found")


def large(megabytes: int, sample: list[str]) -> None:
    """One article made of many, as paragraphs and as one line."""
    read = ours()["audit"]
    article = "\n\n".join(sample)
    text = "\n\n".join([article] * (megabytes * MEGABYTE // len(article.encode()) + 1))
    for title, one in (("paragraphs", text), ("one line", " ".join(text.split()))):
        took, found = seconds(read, [one])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
        size = len(one.encode()) / MEGABYTE
        print(f"{title:20} {size:.0f} MB   {took:.0f} s   {size / took:.2f} MB/s   {found} found   {peak} MB at most")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("text", nargs="?", type=Path, default=SEEDS)
    options.add_argument("--hostile", action="store_true")
    options.add_argument("--large", type=int, metavar="MB")
    given = options.parse_args()
    sample = texts(given.text)
    if given.hostile:
        hostile()
    elif given.large:
        large(given.large, sample)
    else:
        print("The modules that read figures", "are compiled." if compiled() else "run from their sources.")
        compared("Vietnamese" if given.text == SEEDS else given.text.name, sample, "vi")
        compared("English", [ENGLISH], "en")


if __name__ == "__main__":
    main()
