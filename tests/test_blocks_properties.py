"""What holds for the blocks of any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.blocks import split
from audit.model import Article, Block

PIECES = [
    "Xã vùng cao có điện lưới",
    "Hơn 300 hộ dân đã có điện từ tuần này, theo ngành điện.",
    "- Ca sĩ hé lộ hôn lễ ở Đà Lạt",
    "Chia sẻ bài viết",
    "12/02/2020 - 15:03",
    "(责任编辑:Tin)",
    "đêm naythống kê xổ số miền bắcsoi kèo",
    "mỗì ngườí đềụ bĩết",
    "xãvùngcaocóđiệnlướikết quả bóng đá ý",
    ", lịch thi đấu la liga tỉnh",
    "Theo cảng, mua bán iphone cũ đà nẵng tàu chở hàng",
    *("|", "\t", "\u200b", "é", "\r", "...", "A" * 40),
]
HOSTILE = (
    *("a", "A", "ả", "ảb", "(汉", "- A\n", "!", "đ ", "kết quả ", "bóng đá ", "naysoi ", ".A", "a. B", "|", "1. x\n"),
    *("vay tien ", "hà nội ", "ờ giá rẻ ", "nhanhgiày ", "A1-", "aB1", "ờ;="),
    *("[a](", "ộ́", "Ảnh: A", "A.", "12/02/2020 ", "Tải ngay! "),
    *(
        "%E1",
        "%E1.",
        "&#99;",
        "c4s1n0 ",
        "сá ",
        "คาสิโน ",
        "nạp ",
        "mua giày giá rẻ ",
        "0903 123 456 ",
        "“vay tien nhanh ",
        "Vay nhanh, không cần thế chấp, giảm 50%! Gọi ngay a.vn ",
        "no a, no b ",
        "0 0 0 0 ",
        "a.b-c.d@",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=25).flatmap(
    lambda pieces: st.lists(st.sampled_from(["\n", " ", "\n\n", ""]), min_size=len(pieces), max_size=len(pieces)).map(
        lambda joints: "".join(piece + joint for piece, joint in zip(pieces, joints, strict=True))
    )
)


def outer(blocks: list[Block]) -> list[Block]:
    """The blocks that stand in no other block."""
    return [b for b in blocks if not any(a is not b and a.start <= b.start and b.end <= a.end for a in blocks)]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(TEXTS)
def test_every_character_stands_in_one_block(text: str) -> None:
    blocks = split(Article(text=text))
    covered = [0] * len(text)
    for block in outer(blocks):
        for i in range(block.start, block.end):
            covered[i] += 1
    blank = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
    assert all(count == 1 for count, c in zip(covered, text, strict=True) if not c.isspace() and c not in blank)
    assert max(covered, default=1) <= 1


@settings(derandomize=True, max_examples=150, deadline=None)
@given(TEXTS)
def test_only_spam_stands_inside_a_block_and_only_inside_body(text: str) -> None:
    blocks = split(Article(text=text))
    for block in blocks:
        for inner in blocks:
            if inner is not block and block.start <= inner.start and inner.end <= block.end:
                assert (block.label, inner.label) == ("body", "spam")


@settings(derandomize=True, max_examples=100, deadline=None)
@given(TEXTS)
def test_blocks_are_in_reading_order_on_their_lines(text: str) -> None:
    blocks = split(Article(text=text, article_id="a"))
    assert [block.start for block in blocks] == sorted(block.start for block in blocks)
    assert [block.line for block in blocks] == [text.count("\n", 0, block.start) + 1 for block in blocks]
    assert {block.article_id for block in blocks} <= {"a"}


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_ends(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert split(Article(text=text))
    assert split(Article(text=f"Một câu bình thường.\n{text}\nMột câu bình thường khác."))
