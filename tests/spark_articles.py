"""Short articles made by counting: events that several sources report, some of them wrongly, with copies and spam.

The same number always gives the same articles, whatever the order they are made in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

PLACES = (
    "Hà Giang", "Cao Bằng", "Bắc Kạn", "Sơn La", "Yên Bái", "Nghệ An", "Quảng Nam", "Kon Tum",
    "Bạc Liêu", "Cà Mau",
)  # fmt: skip
FIRMS = ("An Phú", "Bình Minh", "Cửu Long", "Đông Hải", "Hoàng Gia", "Lam Sơn", "Minh Tâm", "Nam Việt", "Phú Cường")
OUTLETS = ("Báo Sớm", "Tin Chiều", "Nhật Báo Sông", "Thời Sự Núi", "Bản Tin Biển", "Diễn Đàn Làng")
EVENT = 4  # articles of one event
SPAM = "\n\nNhà cái uy tín, nạp lần đầu tặng 100%, link vào mới nhất không bị chặn tại trang chủ."


def articles(count: int) -> Iterator[dict[str, Any]]:
    """So many articles as records: article_id, source, published, title, text."""
    for number in range(count):
        event, part = divmod(number, EVENT)
        yield _vietnamese(event, part) if event % 3 else _english(event, part)


def write(file: Path, count: int) -> Path:
    """The articles as JSON Lines."""
    lines = (json.dumps(row, ensure_ascii=False) for row in articles(count))
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
    return file


def _vietnamese(event: int, part: int) -> dict[str, Any]:
    place, firm = PLACES[event % 10], f"{FIRMS[event % 9]} {event}"
    cost, homes = 1000 + 7 * (event % 900) + 3, 120 + event % 57
    told = cost * 10 if part == 3 and event % 5 == 1 else cost
    shown = homes + 30 if part == 2 and event % 4 == 1 else homes
    day = _day(event, 0 if part == 1 else part)
    title = f"Công ty {firm} xây {homes} căn nhà ở {place}"
    text = (
        f"Công ty {firm} khởi công khu nhà ở tại tỉnh {place} với tổng vốn {_grouped(told)} tỷ đồng.\n"
        f"Dự án của công ty {firm} gồm {shown} căn nhà, tăng {5 + event % 20}% so với kế hoạch năm {2015 + event % 5}."
    )
    if part == 3:
        text += f"\nTheo ông Nguyễn Văn {chr(65 + event % 26)}, {event % 90 + 5} hộ dân {place} đã nhận nhà."
    if event % 25 == 4 and part == 2:
        text += SPAM
    return _row(event, part, title, text, None if event % 50 == 7 and part == 2 else day)


def _english(event: int, part: int) -> dict[str, Any]:
    town, value = f"Port {FIRMS[event % 9].split()[0]}{event}", 20 + event % 61
    hurt = value + 9 if part == 2 and event % 4 == 0 else value
    title = f"Flood in {town} leaves {value} people homeless"
    text = (
        f"A flood in {town} left {hurt} people homeless on {_day(event, 0)}, officials in {town} said.\n"
        f"Repairs in {town} will cost ${2 + event % 7}.{event % 10} million, {10 + event % 30}% more than last year."
    )
    return _row(event, part, title, text, _day(event, part))


def _row(event: int, part: int, title: str, text: str, day: str | None) -> dict[str, Any]:
    row = {"article_id": f"a{event:05d}-{part}", "source": OUTLETS[(event + part) % 6], "title": title}
    return row | {"published": day, "text": f"{title}\n\n{text}"}


def _day(event: int, part: int) -> str:
    return (date(2019, 1, 1) + timedelta(days=event % 700 + part % 3)).isoformat()


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", ".")
