"""Times the review pages of a large site: what they cost on top of the run, how large they are, how fast they open.

usage: python bench/pages.py [ARTICLES] [--slips SHARE] [--keep FOLDER]

Makes ARTICLES (default: 1000) Vietnamese news reports of about twenty figures; two to six outlets report each event,
and a SHARE of their figures (default: 0.03; 0.4 is the dense case) is a slip. Audits them once and then prints, beside
the limit: the seconds that the pages add to the run, their size, what is written again after one article changed, and
how long the heaviest page takes in Chromium. Each stands beside what Great Expectations' own Data Docs of the same
results take in the same minute. Ends with status 1 where a limit is passed.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import random
import re
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import great_expectations as gx
from great_expectations.data_context.types.base import ProgressBarsConfig
from playwright.sync_api import sync_playwright

from audit import suite, views
from audit.config import Config
from audit.model import Article, Audit
from audit.run import run as straight
from audit.work import Cache

ROOT = Path(__file__).resolve().parent.parent

SECONDS, MEGABYTES, LOAD = 10.0, 60.0, 1.0
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
# fmt: off
PLACES = ("An Giang", "Bắc Ninh", "Cà Mau", "Đắk Lắk", "Đồng Tháp", "Gia Lai", "Hà Nam", "Hòa Bình", "Lào Cai",
          "Long An", "Nam Định", "Nghệ An", "Phú Thọ", "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Bình", "Trà Vinh")
TOWNS = ("Tân Lập", "Phú Mỹ", "Long Hòa", "Bình An", "Thạnh Đông", "Vĩnh Lộc", "Kim Sơn", "Thanh Bình", "Mỹ Thuận")
PEOPLE = ("Nguyễn Hải Nam", "Trần Minh Châu", "Lê Quang Dũng", "Phạm Thu Giang", "Vũ Khánh Lan", "Đỗ Hùng Sơn")
# Each line in two wordings; {0} is a count, {1} and {2} have a decimal, {3} is a small count.
LINES = (
    ("Tỉnh {place} có {0} hộ nghèo vào cuối năm {year}, chiếm {1}% số hộ.",
     "Cuối năm {year}, số hộ nghèo của tỉnh {place} là {0} hộ, bằng {1}% tổng số hộ."),
    ("Sản lượng lúa của tỉnh {place} năm {year} đạt {0} tấn, tăng {1}% so với năm trước.",
     "Năm {year}, tỉnh {place} thu hoạch {0} tấn lúa, tăng {1}% so với cùng kỳ."),
    ("Tổng thu ngân sách của tỉnh {place} năm {year} là {1} tỷ đồng, bằng {2}% dự toán.",
     "Thu ngân sách năm {year} tỉnh {place} đạt {1} tỷ đồng, bằng {2}% dự toán."),
    ("Vụ cháy chợ {town} làm {3} người bị thương, thiệt hại ước tính {1} tỷ đồng.",
     "Có {3} người bị thương trong vụ cháy chợ {town}; thiệt hại khoảng {1} tỷ đồng."),
    ("Huyện {town} có {0} học sinh đến trường, trong đó {1}% là học sinh dân tộc thiểu số.",
     "Năm học này huyện {town} đón {0} học sinh; {1}% trong số đó là người dân tộc thiểu số."),
    ("Bệnh viện đa khoa {town} điều trị cho {0} bệnh nhân, {3} ca nặng.",
     "Có {0} bệnh nhân đang điều trị tại bệnh viện đa khoa {town}, trong đó {3} ca nặng."),
    ("Dự án cầu {town} dài {0} m có tổng vốn {1} tỷ đồng.",
     "Cầu {town} dài {0} m, tổng vốn đầu tư {1} tỷ đồng."),
    ("Khu công nghiệp {town} có {3} doanh nghiệp với {0} lao động.",
     "Hiện {3} doanh nghiệp hoạt động tại khu công nghiệp {town}, sử dụng {0} lao động."),
    ("Tỷ lệ hộ dân dùng nước sạch của tỉnh {place} năm {year} đạt {1}%, tỷ lệ che phủ rừng đạt {2}%.",
     "Năm {year}, tỷ lệ hộ dân dùng nước sạch ở tỉnh {place} là {1}%; tỷ lệ che phủ rừng là {2}%."),
    ("Tỉnh {place} đón {0} lượt khách trong năm {year}, doanh thu du lịch {1} tỷ đồng.",
     "Doanh thu du lịch của tỉnh {place} năm {year} đạt {1} tỷ đồng với {0} lượt khách."),
)
OPENINGS = ("", "", "Theo báo cáo mới nhất của các sở, ngành: ", "Ông cho biết thêm một số kết quả khác: ",
            "Đây là điều được nhiều người dân quan tâm. ", "Tại cuộc họp báo, lãnh đạo địa phương nói rõ: ")
ENDINGS = ("", "", " Con số này đã được các cơ quan kiểm tra lại.", " Người dân mong tình hình sẽ còn tốt hơn nữa.",
           " Công việc này còn nhiều khó khăn cần tháo gỡ.", " Chính quyền cho biết sẽ tiếp tục theo dõi sát sao.")
FURNITURE = ("Chia sẻ Facebook Zalo", "Xem thêm: Giá vàng hôm nay ra sao?", "link vào sòng bạc nạp rút nhanh 24/7")
# fmt: on


def reports(count: int, slips: float) -> Iterator[Article]:
    """News reports, the same for the same size: the outlets of an event tell it in their own wordings and order."""
    chance = random.Random(count)
    made = event = 0
    while made < count:
        told = _event(chance)
        for outlet in chance.sample(range(40), chance.randrange(2, 7)):
            if made < count:
                yield _report(chance, told, f"bao{outlet}.vn", slips, f"{event:04}-{outlet}")
            made += 1
        event += 1


def _event(chance: random.Random) -> dict[str, Any]:
    year = chance.randrange(2015, 2023)
    lines = chance.sample(range(len(LINES)), 9)
    known = {"place": chance.choice(PLACES), "town": chance.choice(TOWNS), "year": year, "who": chance.choice(PEOPLE)}
    day = date(year + 1, 1, 5) + timedelta(chance.randrange(300))
    # What is said of a province in a year is the same in all reports of it; the rest belongs to the event.
    told = {
        line: f"{known['place']} {year} {line}" if "{place}" in LINES[line][0] else chance.random() for line in lines
    }
    return {"day": day, "figures": {line: _figures(random.Random(seed)) for line, seed in told.items()}, "known": known}


def _figures(chance: random.Random) -> tuple[float, ...]:
    return (
        chance.randrange(200, 9000),
        chance.randrange(11, 989) / 10,
        chance.randrange(11, 989) / 10,
        chance.randrange(2, 90),
    )


def _report(chance: random.Random, event: dict[str, Any], outlet: str, slips: float, name: str) -> Article:
    known, day = event["known"], event["day"] + timedelta(chance.randrange(3))
    title = f"{known['place']}: bức tranh kinh tế xã hội năm {known['year']}"
    lines = [title, "", f"Ngày {day.day}/{day.month}, ông {known['who']} cho biết tình hình của địa phương."]
    for line in chance.sample(sorted(event["figures"]), len(event["figures"])):
        figures = [_printed(_slipped(chance, value, slips)) for value in event["figures"][line]]
        told = chance.choice(LINES[line]).format(*figures, **known)
        lines.append(chance.choice(OPENINGS) + told + chance.choice(ENDINGS))
    lines.append(f"Cả tỉnh còn {chance.randrange(3, 99)} xã khó khăn và {chance.randrange(100, 999)} km đường đất.")
    if chance.random() < 0.3:
        lines.append(chance.choice(FURNITURE))
    url = f"https://{outlet}/tin-{name}.html"
    return Article("\n\n".join(lines), outlet, day.isoformat(), title, url, article_id=name, path=f"tin/{name}.txt")


def _slipped(chance: random.Random, value: float, slips: float) -> Any:
    return type(value)(round(value * chance.choice((0.1, 0.9, 1.05, 1.2)) + 1, 1)) if chance.random() < slips else value


def _printed(value: float) -> str:
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", nargs="?", type=int, default=1000)
    options.add_argument("--slips", type=float, default=0.03, help="the share of figures that are slips")
    options.add_argument("--language", default="vi", help="of the pages")
    options.add_argument("--keep", type=Path, help="leave the pages in this folder")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return measured(given, Path(scratch))


def measured(given: argparse.Namespace, work: Path) -> int:
    config = Config(root=work, language=given.language)
    articles = list(reports(given.articles, given.slips))
    ran, (found, frames) = spent(lambda: run(articles, config, work / "cache"))
    names = ("articles", "facts", "groups", "findings")
    print(", ".join(f"{len(getattr(found, name))} {name}" for name in names))
    first, again = work / "first", work / "again"
    made, _ = spent(lambda: pages(found, config, first))
    build = stock_project(frames, work / "stock")
    stock = spent(build)[0]
    edited = [dataclasses.replace(articles[0], text=f"{articles[0].text}\n\nXã có 1.234 hộ dân."), *articles[1:]]
    changed, _ = run(edited, config, work / "cache")
    anew, counts = spent(lambda: pages(changed, config, again, before=first))
    size, stock_size = megabytes(first), megabytes(work / "stock")
    print(f"{'':34} {'ours':>8} {'stock GX':>9} {'ratio':>6} {'limit':>6}")
    say("seconds on top of the run", made.waited, stock.waited, SECONDS)
    say("  of processor time", made.worked, stock.worked)
    say("seconds after one article changed", anew.waited, stock.waited)
    say("megabytes", size, stock_size, MEGABYTES)
    heavy, stock_heavy = heaviest(first), heaviest(work / "stock")
    opened = opening({heavy, first / "findings.html", stock_heavy})
    for file in {heavy: 0, first / "findings.html": 0}:
        say(f"seconds to open {file.relative_to(first)}", opened[file], opened[stock_heavy], LOAD)
    print(f"counting to ten million, for comparison: {spent(lambda: sum(1 for _ in range(10**7)))[0].worked:.2f} s")
    print(f"the run itself: {ran.waited:.1f} s, {ran.worked:.1f} s of processor time")
    print(f"after one article changed: {counts}, {differing(first, again)} files with other bytes")
    if given.keep:
        shutil.copytree(first, given.keep, dirs_exist_ok=True)
    return int(made.waited > SECONDS or size > MEGABYTES or opened[heavy] > LOAD)


def run(articles: Sequence[Article], config: Config, cached: Path) -> tuple[Audit, dict[str, Any]]:
    """The audit, and the tables as they were validated."""
    frames: dict[str, Any] = {}
    judge = suite.validate
    suite.validate = lambda found, *given: frames.update(found) or judge(found, *given)
    try:
        return straight(articles, config=config, kept=Cache(cached)), frames
    finally:
        suite.validate = judge


def stock_project(frames: dict[str, Any], folder: Path) -> Callable[[], object]:
    """Builds Great Expectations' own pages of the results, of the same suites over the same tables."""
    suite.classes()
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)}
    context.add_data_docs_site("bench", {"class_name": "SiteBuilder", "store_backend": backend})
    source = context.data_sources.add_pandas("bench")
    for name, frame in frames.items():
        file = ROOT / "expectations" / f"{name}.json"
        rules = context.suites.add(gx.ExpectationSuite(**json.loads(file.read_text(encoding="utf8"))))
        whole = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe(name)
        check = gx.ValidationDefinition(name=name, data=whole, suite=rules)
        context.validation_definitions.add(check).run(batch_parameters={"dataframe": frame}, result_format="COMPLETE")
    return lambda: context.build_data_docs(site_names="bench")


def pages(found: Audit, config: Config, folder: Path, before: Path | None = None) -> dict[str, int]:
    """All review pages, as `audit run` writes them."""
    folder.mkdir()
    suite.build_docs(found.results, folder / "checks", title="bench", language=config.speaks, home="index.html")
    return views.site(found, config, folder, title="bench", checks=suite.places(found.results), before=before)


@dataclasses.dataclass(frozen=True)
class Spent:
    """Seconds that somebody waited, and of processor time, of this process and of those it started."""

    waited: float
    worked: float


def spent(job: Callable[[], Any]) -> tuple[Spent, Any]:
    """What a job costs, and what it gives."""
    started, worked = time.perf_counter(), processor()
    given = job()
    return Spent(time.perf_counter() - started, processor() - worked), given


def processor() -> float:
    kinds = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in kinds)


def megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def heaviest(folder: Path) -> Path:
    return max(folder.rglob("*.html"), key=lambda file: (file.stat().st_size, file.name))


def opening(files: set[Path]) -> dict[Path, float]:
    """Seconds until each page is there and drawn in Chromium: the middle of five times."""
    times: dict[Path, list[float]] = {file: [] for file in files}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route(re.compile("^https?:"), lambda route: route.abort())  # stock pages ask other hosts for their looks
        for _ in range(5):
            for file in files:
                page.goto("about:blank")
                started = time.perf_counter()
                page.goto(file.as_uri())
                page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
                times[file].append(time.perf_counter() - started)
        browser.close()
    return {file: statistics.median(found) for file, found in times.items()}


def differing(before: Path, after: Path) -> int:
    """How many files of a site are other ones than in the site before."""
    files = [file.relative_to(after) for file in after.rglob("*") if file.is_file()]
    return sum(
        not (before / file).is_file() or (before / file).read_bytes() != (after / file).read_bytes() for file in files
    )


def say(what: str, ours: float, stock: float, limit: float | None = None) -> None:
    told = "" if limit is None else f"{limit:6.1f}"
    print(f"{what:34} {ours:8.2f} {stock:9.2f} {ours / stock:6.2f} {told:>6}")


if __name__ == "__main__":
    sys.exit(main())
