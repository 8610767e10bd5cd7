"""A made-up newswire: what many outlets report of many events, for tests of large runs and for `bench/scale.py`.

Every event is told by one to six outlets, in Vietnamese or English; of what follows a first report about a third is a
reprint. Figures are rounded by some, a few percent are wrong, counts of victims run on, and figures of the whole
economy stand in thousands of articles. Some articles carry what spam puts into them. A count and a seed give the same
articles on every machine, and the articles of a smaller count are the first of a larger one.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from audit.model import Article

START, A_DAY, OUTLETS = date(2018, 1, 1), 200, 60
ENGLISH, REPRINTED, ROUNDED, WRONG, ECONOMY, SPAM = 0.25, 0.35, 0.25, 0.04, 0.12, 0.03

# fmt: off
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Mai")
GIVEN = (
    "An", "Bảo", "Châu", "Dũng", "Giang", "Hải", "Hùng", "Khánh", "Lan", "Minh", "Nam", "Oanh", "Phúc", "Quân", "Thảo",
    "Tuấn", "Vân", "Yến", "Hạnh", "Long", "Trung", "Hiếu", "Ngọc", "Sơn", "Thắng",
)
PLACES = (
    "Tân", "Phú", "Long", "Hòa", "Bình", "Thạnh", "An", "Đông", "Mỹ", "Lộc", "Vĩnh", "Kim", "Thanh", "Sơn", "Cẩm",
    "Gia", "Hưng", "Khánh", "Lâm", "Ninh", "Phước", "Quảng", "Tam", "Xuân", "Yên", "Đại", "Hiệp", "Thới", "Trường",
)
SURNAMES = (
    "Aldous", "Barrow", "Calder", "Dunmore", "Ellery", "Fenwick", "Garrick", "Hollis", "Ingram", "Jessop", "Kendrick",
    "Lomax", "Mercer", "Norwood", "Osgood", "Prescott", "Quigley", "Radley", "Selwyn", "Thorne", "Underhill", "Varley",
)
FIRST = ("Anne", "Brian", "Clara", "Derek", "Edith", "Frank", "Grace", "Henry", "Irene", "James", "Karen", "Louis")
TOWN = ("Ash", "Beck", "Carl", "Dun", "East", "Farn", "Graf", "Hart", "Kirk", "Lang", "Marl", "North", "Old", "Pem")
ENDING = ("bury", "combe", "dale", "ford", "gate", "ham", "hurst", "leigh", "mere", "mouth", "stead", "ton", "wick")

# Of each kind of event: titles, first and second sentences as one outlet or another puts it, and what else is told.
Kind = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
VI: tuple[Kind, ...] = (
    (
        ("Cháy {what} ở {place}, {hurt} người bị thương", "{hurt} người bị thương trong vụ cháy {what}"),
        (
            "Vụ cháy {what} ở xã {place} sáng {day} làm {hurt} người bị thương.",
            "Ông {who} cho biết {hurt} người bị thương khi {what} tại xã {place} bốc cháy ngày {day}.",
            "Ngày {day}, lửa bùng lên tại {what} thuộc xã {place}, {hurt} người bị thương phải nhập viện.",
        ),
        (
            "Thiệt hại ước tính {money} tỷ đồng, theo ông {who}.",
            "Chủ cơ sở cho hay mất {money} tỷ đồng hàng hóa.",
            "Tài sản bị thiêu rụi trị giá {money} tỷ đồng.",
        ),
        (
            "Lực lượng cứu hỏa đã điều {few} xe chữa cháy và {staff} chiến sĩ tới hiện trường.",
            "Đám cháy lan trên diện tích {big} m2 trước khi được dập tắt sau {few} giờ.",
        ),
    ),
    (
        ("Công ty {what} báo lãi {money} tỷ đồng", "{what}: Lợi nhuận quý I tăng {share}%"),
        (
            "Công ty cổ phần {what} đạt lợi nhuận sau thuế {money} tỷ đồng trong quý I, tăng {share}% so với cùng kỳ.",
            "Quý I, {what} lãi sau thuế {money} tỷ đồng, tăng {share}%.",
            "Báo cáo quý I của {what} ghi nhận lợi nhuận sau thuế tăng {share}% lên {money} tỷ đồng.",
        ),
        (
            "Giám đốc {who} cho biết công ty có {staff} nhân viên tại {place}.",
            "Theo bà {who}, nhà máy ở {place} hiện có {staff} lao động.",
            "Cơ sở tại {place} do ông {who} điều hành đang sử dụng {staff} lao động.",
        ),
        (
            "Doanh thu thuần của {what} đạt {more} tỷ đồng, hoàn thành {share}% kế hoạch năm.",
            "Công ty dự kiến chia cổ tức {few}% bằng tiền mặt trong năm nay.",
        ),
    ),
    (
        ("Bắt {hurt} đối tượng trộm cắp tại {place}", "Công an {place} triệt phá nhóm trộm {hurt} người"),
        (
            "Công an huyện {place} bắt giữ {hurt} đối tượng ngày {day}.",
            "{hurt} đối tượng trộm tiệm vàng {what} bị Công an huyện {place} bắt ngày {day}.",
            "Ngày {day}, nhóm {hurt} đối tượng do {who} cầm đầu sa lưới Công an huyện {place}.",
        ),
        (
            "Nhóm của {who} đã lấy {money} tỷ đồng của tiệm vàng {what}.",
            "Cầm đầu là {who}; số tiền bị lấy là {money} tỷ đồng.",
            "Tiệm vàng {what} bị mất tổng cộng {money} tỷ đồng.",
        ),
        (
            "Cơ quan điều tra đã thu giữ {few} xe máy và {staff} điện thoại.",
            "Nhóm này khai đã gây ra {few} vụ trộm với tổng số tiền {more} tỷ đồng.",
        ),
    ),
    (
        ("{place} thu hoạch {big} tấn lúa", "Lúa hè thu {place} đạt {big} tấn"),
        (
            "Huyện {place} thu hoạch {big} tấn lúa hè thu, bằng {share}% kế hoạch.",
            "Vụ hè thu, huyện {place} có {big} tấn lúa, đạt {share}% kế hoạch.",
            "Sản lượng lúa hè thu của huyện {place} là {big} tấn, tương đương {share}% kế hoạch.",
        ),
        (
            "Ông {who} ở hợp tác xã {what} có {staff} ha.",
            "Hợp tác xã {what} của ông {who} canh tác {staff} ha.",
            "Riêng hợp tác xã {what} đã gặt xong {staff} ha, ông {who} nói.",
        ),
        (
            "Giá lúa tại ruộng là {price} đồng/kg, nông dân lãi {money} triệu đồng mỗi ha.",
            "Toàn huyện đã xuống giống {big} ha cho vụ sau.",
        ),
    ),
)
EN: tuple[Kind, ...] = (
    (
        ("{hurt} hurt in fire at {what} in {place}", "Fire at {what} injures {hurt} people"),
        (
            "A fire at {what} in {place} on {day} injured {hurt} people.",
            "{hurt} people were injured when {what} in {place} caught fire on {day}.",
            "On {day} flames broke out at {what}, {place}, leaving {hurt} people injured.",
        ),
        (
            "The damage is put at ${money} million, said {who} of the fire service.",
            "{who} of the fire service put the loss at ${money} million.",
            "Goods worth ${money} million were lost, according to the owner.",
        ),
        (
            "The service sent {few} engines and {staff} firefighters to the site.",
            "The fire spread over {big} square metres before it was put out {few} hours later.",
        ),
    ),
    (
        ("{what} reports profit of ${money} million", "{what} profit up {share}% in first quarter"),
        (
            "{what} made a net profit of ${money} million in the first quarter, up {share}% from a year earlier.",
            "Net profit at {what} rose {share}% to ${money} million in the first quarter.",
            "First-quarter results of {what} show net profit up by {share}%, at ${money} million.",
        ),
        (
            "Chief executive {who} said it has {staff} employees in {place}.",
            "Its plant in {place} employs {staff} people, {who} said.",
            "{who}, who runs the works in {place}, counts {staff} employees there.",
        ),
        (
            "Revenue at {what} came to ${more} million, or {share}% of its plan for the year.",
            "The board will propose a dividend of {few}% in cash.",
        ),
    ),
    (
        ("{place} council spends ${money} million on {what}", "Bridge at {what} to cost ${money} million"),
        (
            "{place} council will spend ${money} million on the bridge at {what}, councillor {who} said on {day}.",
            "The bridge at {what} will cost {place} council ${money} million, {who} told a meeting on {day}.",
            "A bridge at {what} for ${money} million was approved by {place} council on {day}.",
        ),
        (
            "About {big} vehicles use it each day.",
            "The old one carries {big} vehicles each day, {who} said.",
            "Traffic of {big} vehicles each day has worn out the old one.",
        ),
        (
            "Work will take {few} months and employ {staff} people.",
            "The budget of the council grew by {share}% to ${more} million.",
        ),
    ),
)
ECONOMY_VI = (
    "Theo cơ quan thống kê, GDP năm {year} tăng {gdp}%.",
    "Chỉ số giá tiêu dùng bình quân năm {year} tăng {cpi}% so với năm trước.",
    "Kim ngạch xuất khẩu cả nước năm {year} đạt {exports} tỷ USD.",
)
ECONOMY_EN = (
    "GDP grew by {gdp}% in {year}, according to the statistics office.",
    "Consumer prices rose by {cpi}% in {year}.",
    "The country's exports reached ${exports} billion in {year}.",
)
SPAM_VI = (" kết quả xổ số miền bắc hôm nay", " nhà cái uy tín tặng 100k", " link xem bóng đá trực tiếp hôm nay")
SPAM_EN = (" best online casino bonus no deposit", " cheap replica watches free shipping", " live football free hd")
# What the sentences are made of that give a full article its length.
WORDS_VI = (
    "người dân", "gia đình", "buổi sáng", "con đường", "cửa hàng", "ngôi nhà", "công việc", "hàng xóm", "trường học",
    "khu vườn", "bệnh viện", "dòng sông", "cây cầu", "thị trấn", "cơn mưa", "mùa hè", "cuộc họp", "câu chuyện",
    "chuyến xe", "bãi biển", "cánh đồng", "ngọn núi", "căn phòng", "bến tàu", "khu chợ", "lễ hội", "bài hát", "bức ảnh",
    "giấc mơ", "rất lo", "vui vẻ", "chậm rãi", "yên tĩnh", "vội vàng", "khó khăn", "giản dị", "đông đúc", "xa xôi",
    "bắt đầu", "kể lại", "nhìn thấy", "chờ đợi", "đi qua", "trở về", "giúp đỡ", "tìm kiếm", "chia sẻ", "sửa chữa",
    "xây dựng", "chuẩn bị", "gặp gỡ", "lắng nghe", "nhớ về", "rời khỏi", "mang theo", "dọn dẹp", "học hỏi", "canh giữ",
)
WORDS_EN = (
    "neighbour", "morning", "road", "shop", "house", "garden", "school", "river", "bridge", "market", "summer",
    "story", "meal", "journey", "beach", "field", "hill", "room", "harbour", "song", "picture", "dream", "letter",
    "worried", "cheerful", "slow", "quiet", "hurried", "difficult", "simple", "busy", "distant", "began", "told", "saw",
    "waited", "passed", "returned", "helped", "searched", "shared", "repaired", "built", "prepared", "met", "listened",
    "remembered", "left", "carried", "cleaned", "learned", "guarded", "before", "after", "beside", "without", "during",
)
MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
# fmt: on
PARAGRAPHS, SENTENCES, LENGTHS = (4, 10), (2, 5), (7, 16)
COUNTED = 0.3


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: one kind of event, its names and its figures."""

    code: str
    kind: Kind
    day: date
    names: dict[str, str]
    figures: dict[str, float]


def wire(count: int, *, full: bool = False, seed: int = 1) -> Iterator[Article]:
    """So many articles in the order of their events: a title and two sentences each, or `full` articles."""
    made = 0
    for number in itertools.count():
        chance = random.Random(f"{seed} {number}")
        event = _event(chance, START + timedelta(made // A_DAY))
        outlets = chance.sample(range(OUTLETS), chance.choice((1, 1, 2, 3, 4, 6)))
        first = ""
        for turn, outlet in enumerate(outlets):
            if made == count:
                return
            made += 1
            reprinted = turn > 0 and chance.random() < REPRINTED
            title, text = _told(event, chance, turn, full)
            text = _reprint(first, chance) if reprinted else text
            first = first or text
            yield Article(
                text=f"{title}\n\n{_marred(text, event.code, chance)}",
                title=title,
                source=f"Outlet {outlet:02}",
                published=(event.day + timedelta(turn // 2)).isoformat(),
                language=event.code,
                article_id=f"{number:07}-{turn}",
            )


def crowd(kind: str, count: int) -> Iterator[Article]:
    """So many articles that crowd one place of the pipeline.

    `group`: each tells in words of its own a figure that all others tell, so that one quantity has so many facts;
    `source`: short items of the wire, all of one outlet; `copies`: one article, printed word for word by all.
    """
    text = next(wire(1)).text
    for number, article in enumerate(wire(count)):
        if kind == "source":
            yield replace(article, source="Outlet")
        elif kind == "copies":
            yield replace(article, text=text, title=text.partition("\n")[0], language="vi")
        else:
            chance = random.Random(number)
            growth = "5,05" if chance.random() > WRONG else "5,5"
            body = f"{_around('vi', chance)} GDP cả nước năm 2017 tăng {growth}%. {_around('vi', chance)}"
            yield replace(article, text=f"Kinh tế\n\n{body}", title="Kinh tế", language="vi")


def write(articles: Iterator[Article], file: Path) -> None:
    """The articles as JSON Lines."""
    names = ("text", "title", "source", "published", "language", "article_id")
    with file.open("w", encoding="utf8") as out:
        for article in articles:
            row = {name: getattr(article, name) for name in names}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _event(chance: random.Random, day: date) -> Event:
    code = "en" if chance.random() < ENGLISH else "vi"
    figures = {
        "hurt": chance.randrange(2, 40),
        "money": chance.randrange(11, 9999) / 10,
        "more": chance.randrange(1000, 99999) / 10,
        "share": chance.randrange(11, 999) / 10,
        "big": chance.randrange(1000, 99999),
        "staff": chance.randrange(12, 3000),
        "few": chance.randrange(2, 20),
        "price": chance.randrange(50, 90) * 100,
    }
    return Event(code, chance.choice(VI if code == "vi" else EN), day, _names(chance, code), figures)


def _names(chance: random.Random, code: str) -> dict[str, str]:
    if code == "en":
        town = [chance.choice(TOWN) + chance.choice(ENDING) for _ in range(2)]
        who = f"{chance.choice(FIRST)} {chance.choice(SURNAMES)}"
        return {"who": who, "what": f"{chance.choice(SURNAMES)} {town[0]}", "place": town[1]}
    return {
        "who": f"{chance.choice(FAMILY)} {chance.choice(GIVEN)} {chance.choice(GIVEN)}",
        "what": f"{chance.choice(PLACES)} {chance.choice(PLACES)} {chance.choice(GIVEN)}",
        "place": f"{chance.choice(PLACES)} {chance.choice(PLACES)}",
    }


def _told(event: Event, chance: random.Random, turn: int, full: bool) -> tuple[str, str]:
    """The title and the text of one report: its own words, its own prints of the figures, what it knows by then."""
    titles, firsts, seconds, more = event.kind
    figures = {name: _known(name, value, chance, turn) for name, value in event.figures.items()}
    day = (
        f"{event.day.day}/{event.day.month}" if event.code == "vi" else f"{MONTHS[event.day.month - 1]} {event.day.day}"
    )
    filled = event.names | {name: _printed(value, event.code) for name, value in figures.items()} | {"day": day}
    title = chance.choice(titles).format_map(filled)
    text = f"{chance.choice(firsts)} {chance.choice(seconds)}".format_map(filled)
    if chance.random() < ECONOMY:
        text += " " + _economy(event, chance)
    if full:
        told = [sentence.format_map(filled) for sentence in more]
        paragraphs = [text, *told, _economy(event, chance)]
        paragraphs += [_around(event.code, chance) for _ in range(chance.randrange(*PARAGRAPHS))]
        text = "\n\n".join(paragraphs)
    return title, text


def _around(code: str, chance: random.Random) -> str:
    """A paragraph that adds nothing to the figures of the event: people, words, now and then a count."""
    told = []
    for _ in range(chance.randrange(*SENTENCES)):
        words = chance.choices(WORDS_VI if code == "vi" else WORDS_EN, k=chance.randrange(*LENGTHS))
        if chance.random() < COUNTED:
            words[-1] = f"{chance.randrange(2, 900)} {words[-1]}"
        told.append(f"{_names(chance, code)['who']} {' '.join(words)}.")
    return " ".join(told)


def _known(name: str, value: float, chance: random.Random, turn: int) -> float:
    """A figure as an outlet gives it: running counts grow, some are rounded to two digits, a few are wrong."""
    if name == "hurt":
        return value + turn // 2
    if chance.random() < WRONG:
        wrong = value * chance.choice((0.9, 1.1, 1.3, 10.0))
        return float(round(wrong)) if value == round(value) else round(wrong, 1)
    if value >= 100 and chance.random() < ROUNDED:
        return float(f"{value:.1e}")
    return value


def _printed(value: float, code: str) -> str:
    whole = f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
    return whole.translate(str.maketrans(",.", ".,")) if code == "vi" else whole


def _economy(event: Event, chance: random.Random) -> str:
    """A sentence with a figure of the whole economy, of the last year: the same in every article of a year."""
    year = event.day.year - 1
    right = random.Random(year)
    figures = {
        "gdp": right.randrange(55, 85) / 10,
        "cpi": right.randrange(20, 45) / 10,
        "exports": right.randrange(200, 400),
    }
    said = {
        name: _printed(value if chance.random() > WRONG else value + 1, event.code) for name, value in figures.items()
    }
    return chance.choice(ECONOMY_VI if event.code == "vi" else ECONOMY_EN).format_map(said | {"year": year})


def _reprint(text: str, chance: random.Random) -> str:
    """The text of another outlet, whole or without its end."""
    sentences = text.split(". ")
    return text if chance.random() < 0.7 or len(sentences) < 3 else ". ".join(sentences[:-1]) + "."


def _marred(text: str, code: str, chance: random.Random) -> str:
    """The text, at times with a phrase in it that spam put there."""
    if chance.random() >= SPAM:
        return text
    phrase = chance.choice(SPAM_VI if code == "vi" else SPAM_EN)
    at = text.find(" ", chance.randrange(len(text)))
    return text + phrase if at < 0 else text[:at] + phrase + text[at:]
