"""Which articles repeat each other, and where."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace

import pytest

import audit
from audit.blocks import _overlap
from audit.blocks import copies as stage
from audit.blocks.copies import LEAST_SHARE, copies, originals
from audit.model import Article, Block

SYLLABLES = "an bình cao dân đi êm gia hòa im kho lan mưa nắng oanh phố quê rừng sông trời ưng vàng xa yên"


def story(seed: int, words: int) -> str:
    """Words in an order of their own."""
    chance = random.Random(seed)
    return " ".join(chance.choice(SYLLABLES.split()) + str(chance.randint(1, 40)) for _ in range(words))


def article(name: str, text: str) -> Article:
    return Article(text=text, article_id=name)


def test_a_reprint_is_a_copy_as_a_whole() -> None:
    text = story(1, 200)
    (copy,) = copies([article("a", text), article("b", text), article("c", story(2, 200))])
    assert (copy.article_id, copy.other_id, copy.share, copy.other_share) == ("a", "b", 1.0, 1.0)
    assert copy.spans == copy.other_spans == ((0, len(text)),)


def test_half_of_another_story_is_found_where_it_stands() -> None:
    taken, own = story(1, 150), story(2, 150)
    long = f"{taken} {story(3, 600)}"
    (copy,) = copies([article("long", long), article("mixed", f"{own}. {taken}")])
    assert copy.share == pytest.approx(150 / 750)
    assert copy.other_share == pytest.approx(0.5)
    assert [long[a:b] for a, b in copy.spans] == [taken]
    assert [f"{own}. {taken}"[a:b] for a, b in copy.other_spans] == [taken]


def test_less_than_the_least_share_is_no_copy() -> None:
    quote = story(1, 30)
    pair = [article("a", f"{quote} {story(2, 400)}"), article("b", f"{quote} {story(3, 400)}")]
    assert LEAST_SHARE > 30 / 430
    assert copies(pair) == []


def test_case_marks_and_unicode_form_do_not_hide_a_copy() -> None:
    text = story(1, 200)
    other = unicodedata.normalize("NFD", text.upper().replace(" ", ",\u200b ").replace("A", "a"))
    (copy,) = copies([article("a", text), article("b", other)])
    assert (copy.share, copy.other_share) == (1.0, 1.0)
    assert copy.other_spans == ((0, len(other)),)


def test_furniture_and_spam_are_no_copy() -> None:
    footer = story(9, 120)
    texts = {name: f"{story(seed, 100)}\n{footer}" for name, seed in (("a", 1), ("b", 2))}
    pair = [article(name, text) for name, text in texts.items()]
    blocks = {
        name: [Block(name, text.index("\n") + 1, len(text), 2, "boilerplate", "share: ...")]
        for name, text in texts.items()
    }
    assert len(copies(pair)) == 1
    assert copies(pair, blocks) == []


def test_the_order_of_the_articles_changes_nothing() -> None:
    shared = story(1, 100)
    many = [article(f"{i:02}", f"{shared} {story(i, 60 + i)}") for i in range(2, 12)]
    shuffled = random.Random(5).sample(many, len(many))
    assert copies(shuffled) == copies(many)


def test_a_story_that_many_repeat_pairs_each_with_the_first() -> None:
    text = story(1, 120)
    found = copies([article(f"{i:03}", text) for i in range(60)])
    assert {copy.other_id for copy in found if copy.article_id == "000"} == {f"{i:03}" for i in range(1, 60)}
    assert len(found) < 60 * 10


def test_fingerprints_are_sorted_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = [story(seed, 90) for seed in range(4)]
    many = [article(f"{i:02}", f"{shared[i % 4]} {shared[i % 3]} {story(i, 40)}") for i in range(4, 24)]
    whole = copies(many)
    monkeypatch.setattr(stage, "_SORTED", 40)
    assert len(list(stage._alike(stage.fingerprints([one.text for one in many])[0]))) > 5
    assert copies(many) == whole
    assert len(whole) > 20


def test_pairs_are_compared_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = [story(seed, 90) for seed in range(4)]
    texts = [f"{shared[i % 4]} {shared[i % 3]}\u00ad {story(i, 40)}" for i in range(4, 16)]
    texts += [texts[0], "", "một hai", shared[0]]
    pairs = [(one, other) for one in range(len(texts)) for other in range(len(texts)) if one != other]
    whole = list(_overlap.overlaps(texts, pairs))
    monkeypatch.setattr(_overlap, "_BATCH", 1)
    assert list(_overlap.overlaps(texts, pairs)) == whole
    assert whole[pairs.index((0, 12))] == ((1.0, ((0, len(texts[0])),)),) * 2
    assert {pair for pair, met in zip(pairs, whole, strict=True) if not met} >= {(0, 13), (13, 0), (13, 14), (14, 1)}
    for (one, other), met in zip(pairs, whole, strict=True):
        assert (met and met[::-1]) == whole[pairs.index((other, one))]


def test_short_and_empty_texts() -> None:
    short = story(1, 12)
    texts = ["", " ", "một", short, f"{short}.", story(2, 12), "-- --"]
    found = copies([article(str(i), text) for i, text in enumerate(texts)])
    assert [(copy.article_id, copy.other_id) for copy in found] == [("3", "4")]
    assert copies([]) == []


def test_the_original_is_the_one_of_which_less_is_repeated_then_the_earlier() -> None:
    text = story(9, 200)
    early, late = article("b", text), article("a", text)
    found = originals([replace(early, published="2024-01-01"), replace(late, published="2024-01-02")])
    assert {name: copy.original for name, copy in found.items()} == {"a": "b"}
    found = originals([article("whole", text), article("cut", text[: len(text) // 2])], least=0.9)
    assert {name: copy.original for name, copy in found.items()} == {"cut": "whole"}


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    text = story(11, 200)
    dated = [replace(article(name, text), published=f"2024-01-0{day}") for day, name in enumerate("xyz", 1)]
    assert {copy.original for copy in originals(dated).values()} == {"x"}


ROAD = (
    "Ủy ban nhân dân huyện Phước Hòa cho biết dự án nâng cấp đường liên xã dài 12 km được khởi công tháng 3/2021 và "
    "dự kiến hoàn thành sau hai năm. Tổng mức đầu tư của dự án là 85 tỷ đồng, lấy từ ngân sách tỉnh và vốn vay ưu đãi "
    "của ngân hàng. Chủ tịch huyện nói các nhà thầu đã cam kết bảo đảm tiến độ trong mùa mưa năm nay."
)
FEVER = (
    "Theo báo cáo của Sở Y tế tỉnh Long An, toàn tỉnh ghi nhận 1.245 ca sốt xuất huyết trong quý I/2021. Các huyện ven "
    "sông có nhiều ca nhất vì nước đọng sau những đợt triều cường, ngành y tế đã phun hóa chất tại các điểm nóng."
)
OWN = (
    "Số ca sốt xuất huyết ở Long An trong quý I/2021 là 1.245 ca, ông Trần Văn Lâm ở trung tâm kiểm soát bệnh tật nói. "
    "Ông khuyên người dân lật úp các vật chứa nước quanh nhà, thả cá vào bể và ngủ màn cả ban ngày để tránh muỗi."
)


@pytest.mark.parametrize(
    ("second", "voices"),
    [(OWN, {"85 tỷ đồng": 1, "1.245": 2}), (FEVER, {"85 tỷ đồng": 1, "1.245": 1})],
    ids=["in its own words", "all of it"],
)
def test_what_is_copied_in_part_is_one_voice_for_that_part(second, voices):
    texts = {"a": f"{ROAD}\n\n{FEVER}", "b": f"{ROAD}\n\n{second}"}
    found = audit.run([Article(text=text, article_id=name, source=name) for name, text in texts.items()])
    quotes = dict(zip(found.facts["fact_id"], found.facts["quote"], strict=True))
    count = {quotes[row.fact_ids[0]]: row.n_independent for row in found.groups.itertuples() if row.n_facts > 1}
    assert {quote: count[quote] for quote in voices} == voices


def test_a_figure_changed_inside_a_copied_passage_is_copied():
    changed = ROAD.replace("85 tỷ đồng", "58 tỷ đồng")
    articles = [
        Article(text=f"{ROAD}\n\n{FEVER}", article_id="a"),
        Article(text=f"{changed}\n\n{OWN}", article_id="b", published="2021-05-01"),
    ]
    copy = originals(articles)["b"] if "b" in originals(articles) else originals(articles)["a"]
    at = changed.index("58 tỷ")
    assert copy.repeats(at, at + 10)
    assert not copy.repeats(len(changed) + 150, len(changed) + 160)
