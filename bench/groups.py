"""Times the grouping of many short news items against their number: does the cost stay near linear?

usage: python bench/groups.py [SIZE ...] [--sources]

Makes news items of a title and two sentences, SIZE of them (default: 2000 4000 8000 16000), reads their figures, and
times the grouping alone, in user time of this process. Most items tell of events that a few outlets report, some of
figures that every outlet prints: one group in fifty has as many facts as one item in twenty. Prints the time of
each size and the exponent between neighbours: 1 is linear. `--sources` puts all items under one source.
"""

from __future__ import annotations

import itertools
import math
import random
import resource
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from audit import catalog, groups, table
from audit.articles import whole
from audit.blocks import split
from audit.config import load
from audit.facts import extract
from audit.model import Article, Fact

SIZES = (2000, 4000, 8000, 16000)
LINEAR = 1.1
# News of so many items a day, from here on.
A_DAY, START = 200, date(2022, 1, 1)
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Mai")
GIVEN = (
    "An",
    "Châu",
    "Dũng",
    "Giang",
    "Hải",
    "Hùng",
    "Khánh",
    "Lan",
    "Minh",
    "Nam",
    "Oanh",
    "Phúc",
    "Quân",
    "Thảo",
    "Tú",
)
PLACES = (
    "Tân",
    "Phú",
    "Long",
    "Hòa",
    "Bình",
    "Thạnh",
    "An",
    "Đông",
    "Mỹ",
    "Lộc",
    "Vĩnh",
    "Kim",
    "Thanh",
    "Sơn",
    "Hưng",
)
KINDS = (
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
COMMON = (
    "Giá vàng ngày {day}: {gold} triệu đồng",
    "Giá vàng miếng chiều {day} đứng ở mức {gold} triệu đồng mỗi lượng. Giao dịch tại {place} ít hơn hôm trước.",
)


def items(size: int, one_source: bool) -> Iterator[Article]:
    """Short news items, the same for the same size: of each event one to five reports, within two days."""
    chance = random.Random(size)
    made = 0
    while made < size:
        day = START + timedelta(chance.randrange(1 + size // A_DAY))
        common = chance.random() < 0.05
        title, text = COMMON if common else chance.choice(KINDS)
        filled = {
            "who": f"{chance.choice(FAMILY)} {chance.choice(GIVEN)} {chance.choice(GIVEN)}",
            "what": f"{chance.choice(PLACES)} {chance.choice(GIVEN)}",
            "place": f"{chance.choice(PLACES)} {chance.choice(PLACES)}",
            "n": chance.randrange(2, 60),
            "money": f"{chance.randrange(11, 9999) / 10:.1f}".replace(".", ","),
            "share": f"{chance.randrange(11, 999) / 10:.1f}".replace(".", ","),
            "big": f"{chance.randrange(1000, 99999):,}".replace(",", "."),
            "gold": 76,
            "day": f"{day.day}/{day.month}",
        }
        for _ in range(min(1 if common else chance.randrange(1, 6), size - made)):
            made += 1
            wrong = chance.random() < 0.1
            told = filled | ({"n": chance.randrange(2, 60)} if wrong else {})
            yield Article(
                text=f"{title.format_map(told)}\n\n{text.format_map(told)}",
                source="one" if one_source else f"outlet {chance.randrange(40)}",
                published=(day + timedelta(chance.randrange(3))).isoformat(),
                title=title.format_map(told),
                article_id=f"item{made:07}",
                language="vi",
            )


def read(articles: list[Article]) -> list[Fact]:
    known = catalog.indicators(load().reading("indicators.csv"))
    return [fact for article in articles for fact in extract(article, split(article), known)]


def spent() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def measure(size: int, one_source: bool) -> tuple[int, int, float]:
    """Facts, groups, and the seconds that grouping took."""
    articles = [whole(article) for article in items(size, one_source)]
    facts = table.frame(read(articles), table.FACTS)
    rows = table.frame(
        ({**{c.name: getattr(a, c.name, None) for c in table.ARTICLES}} for a in articles), table.ARTICLES
    )
    texts = {article.article_id: article.text for article in articles}
    start = spent()
    found = groups.group(facts, rows, texts)
    return len(facts), len(found), spent() - start


def main() -> int:
    sizes = [int(a) for a in sys.argv[1:] if a.isdigit()] or SIZES
    times = []
    print(f"{'items':>8} {'facts':>8} {'groups':>8} {'seconds':>8} {'a fact':>9}")
    for size in sizes:
        facts, found, seconds = measure(size, "--sources" in sys.argv)
        times.append((facts, seconds))
        print(f"{size:8} {facts:8} {found:8} {seconds:8.2f} {1e6 * seconds / facts:7.0f}us", flush=True)
    steps = [math.log(b[1] / a[1]) / math.log(b[0] / a[0]) for a, b in itertools.pairwise(times)]
    for (a, b), step in zip(itertools.pairwise(sizes), steps, strict=True):
        print(f"{a:8} to {b}: exponent {step:.2f}")
    return 1 if steps and steps[-1] > LINEAR else 0


if __name__ == "__main__":
    sys.exit(main())
