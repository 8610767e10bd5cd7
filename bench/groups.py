"""Times the grouping of many short news items against their number: does the cost stay near linear?

usage: python bench/groups.py [SIZE ...] [--one-source] [--one-group]

Makes news items of a title and two sentences, SIZE of them (default: 2000 4000 8000 16000), 200 a day, reads their
figures, and times the grouping alone, in user time of this process. Up to five outlets report each event; the events
of one kind share their words and not their names. Prints for each size the time, and the share of groups that hold
figures of two events; then the exponent between neighbours: 1 is linear. Ends with status 1 where the last one is
above 1.1. `--one-source` puts all items under one source; `--one-group` makes every item report one price.
"""

from __future__ import annotations

import itertools
import math
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pandas as pd

from audit import catalog, groups, table
from audit.articles import whole
from audit.blocks import split
from audit.config import load
from audit.facts import extract
from audit.model import Article, Fact

SIZES = (2000, 4000, 8000, 16000)
LINEAR = 1.1
A_DAY, START = 200, date(2022, 1, 1)
# fmt: off
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh")
GIVEN = ("An", "Châu", "Dũng", "Giang", "Hải", "Hùng", "Khánh", "Lan", "Minh", "Nam", "Oanh", "Phúc", "Quân", "Thảo")
PLACES = ("Tân", "Phú", "Long", "Hòa", "Bình", "Thạnh", "An", "Đông", "Mỹ", "Lộc", "Vĩnh", "Kim", "Thanh", "Sơn")
# fmt: on
EVENTS = (
    (
        "Cháy {what} ở {place}, {n} người bị thương",
        "Vụ cháy {what} ở xã {place} sáng {day} làm {n} người bị thương. "
        "Thiệt hại ước tính {money} tỷ đồng, theo ông {who}.",
    ),
    (
        "Công ty {what} báo lãi {money} tỷ đồng",
        "Công ty cổ phần {what} đạt lợi nhuận sau thuế {money} tỷ đồng trong quý I, tăng {share}%. "
        "Giám đốc {who} cho biết công ty có {n} nhân viên tại {place}.",
    ),
    (
        "Bắt {n} đối tượng trộm cắp tại {place}",
        "Công an huyện {place} bắt giữ {n} đối tượng ngày {day}. "
        "Nhóm của {who} đã lấy {money} tỷ đồng của tiệm {what}.",
    ),
    (
        "{place} thu hoạch {big} tấn lúa",
        "Huyện {place} thu hoạch {big} tấn lúa hè thu, bằng {share}% kế hoạch. "
        "Ông {who} ở hợp tác xã {what} có {n} ha.",
    ),
)
PRICE = (
    "Giá dầu Brent: {price} USD",
    "Ngày 5/1/2022, giá dầu Brent là {price} USD mỗi thùng. Ông {who} ở {place} cho biết như vậy.",
)


def items(size: int, one_source: bool, one_group: bool) -> Iterator[Article]:
    """Short news items, the same for the same size; the id of an item starts with the number of its event."""
    chance = random.Random(size)
    made = 0
    for event in itertools.count():
        day = START + timedelta(4 if one_group else chance.randrange(1 + size // A_DAY))
        title, text = PRICE if one_group else chance.choice(EVENTS)
        filled = _filled(chance, day)
        for _ in range(1 if one_group else chance.randrange(1, 6)):
            if made == size:
                return
            made += 1
            told = filled | ({"n": chance.randrange(2, 60)} if chance.random() < 0.1 else {})
            yield Article(
                text=f"{title.format_map(told)}\n\n{text.format_map(told)}",
                source="one" if one_source else f"outlet {chance.randrange(40)}",
                published=(day + timedelta(chance.randrange(3))).isoformat(),
                title=title.format_map(told),
                article_id=f"{event}/{made}",
                language="vi",
            )


def _filled(chance: random.Random, day: date) -> dict[str, object]:
    """The names and figures of one event."""
    return {
        "who": f"{chance.choice(FAMILY)} {chance.choice(GIVEN)} {chance.choice(GIVEN)}",
        "what": f"{chance.choice(PLACES)} {chance.choice(GIVEN)}",
        "place": f"{chance.choice(PLACES)} {chance.choice(PLACES)}",
        "n": chance.randrange(2, 60),
        "money": f"{chance.randrange(11, 9999) / 10:.1f}".replace(".", ","),
        "share": f"{chance.randrange(11, 999) / 10:.1f}".replace(".", ","),
        "big": f"{chance.randrange(1000, 99999):,}".replace(",", "."),
        "price": chance.choice(("81,4", "81,4", "81,4", "84,1")),
        "day": f"{day.day}/{day.month}",
    }


def read(articles: Sequence[Article]) -> list[Fact]:
    known = catalog.indicators(load().reading("indicators.csv"))
    return [fact for article in articles for fact in extract(article, split(article), known)]


def mixed(found: pd.DataFrame, facts: pd.DataFrame) -> float:
    """The share of groups of several figures that hold figures of two events."""
    event = {name: article.split("/")[0] for name, article in zip(facts["fact_id"], facts["article_id"], strict=True)}
    several = [ids for ids in found["fact_ids"] if len(ids) > 1]
    return sum(len({event[name] for name in ids}) > 1 for ids in several) / max(1, len(several))


def measure(size: int, options: Sequence[str]) -> tuple[int, pd.DataFrame, float, float]:
    """How many facts, their groups, the seconds of user time that grouping took, and how many groups are mixed."""
    made = items(size, "--one-source" in options, "--one-group" in options)
    articles = [whole(article) for article in made]
    facts = table.frame(read(articles), table.FACTS)
    names = [column.name for column in table.ARTICLES]
    rows = table.frame([{name: getattr(article, name, None) for name in names} for article in articles], table.ARTICLES)
    texts = {article.article_id: article.text for article in articles}
    start = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    found = groups.group(facts, rows, texts)
    seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime - start
    return len(facts), found, seconds, mixed(found, facts)


def main() -> int:
    sizes = [int(argument) for argument in sys.argv[1:] if argument.isdigit()] or SIZES
    times = []
    print(f"{'items':>8} {'facts':>8} {'groups':>8} {'largest':>8} {'seconds':>8} {'a fact':>8} {'mixed':>6}")
    for size in sizes:
        facts, found, seconds, wrong = measure(size, sys.argv[1:])
        times.append((facts, seconds))
        told = f"{size:8} {facts:8} {len(found):8} {found['n_facts'].max():8} {seconds:8.2f}"
        print(f"{told} {1e6 * seconds / facts:6.0f}us {wrong:6.1%}", flush=True)
    steps = [math.log(b[1] / a[1]) / math.log(b[0] / a[0]) for a, b in itertools.pairwise(times)]
    for (one, other), step in zip(itertools.pairwise(sizes), steps, strict=True):
        print(f"{one:8} to {other}: exponent {step:.2f}")
    return 1 if steps and steps[-1] > LINEAR else 0


if __name__ == "__main__":
    sys.exit(main())
