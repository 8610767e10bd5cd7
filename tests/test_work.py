"""The rows of a run are the same in one process, in several, and with what was read before."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

import audit
from audit import extraction, table, work
from audit.blocks import split
from audit.config import load
from audit.errors import AuditError
from audit.work import _pool, cache, wire
from audit.work.limit import ExhaustedError, limited

TABLES = ("articles", "blocks", "facts", "groups", "scores")
ARTICLES = [
    audit.Article(
        text=f"Giá thuê đất\n\nGiá thuê là {n},5 tỷ đồng năm 20{n:02}, tăng {n}%.",
        source=f"báo {n % 3}",
        published="2024-05-01",
    )
    for n in range(1, 40)
]


def same(a: audit.Audit, b: audit.Audit) -> None:
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(a, name), getattr(b, name))


@pytest.fixture
def kept(tmp_path: Path) -> work.Cache:
    return work.Cache(tmp_path / "cache" / cache.NAME)


class TestProcesses:
    def test_several_give_the_rows_of_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("audit.work._pool.CHUNK", 400)
        same(audit.run(ARTICLES, rules=False), audit.run(ARTICLES, rules=False, jobs=2))

    def test_results_come_in_the_order_of_the_items(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("audit.work._pool.CHUNK", 3)
        sizes = [1, 5, 1, 1, 1, 9, 2]
        for jobs in (1, 2):
            with work.Workers(jobs) as workers:
                found = list(work.spread(doubled, range(7), sizes, workers))
            assert [count for count, _ in found] == [2, 3, 1, 1]
            assert [item for _, chunk in found for item in chunk] == [0, 2, 4, 6, 8, 10, 12]

    @pytest.mark.parametrize("jobs", [1, 2, 8])
    def test_chunks_get_smaller_so_that_no_process_is_left_with_much(self, jobs: int) -> None:
        sizes = [1_000] * 3_000
        counts = [len(chunk) for chunk in _pool._chunks(range(len(sizes)), sizes, jobs)]
        assert sum(counts) == len(sizes)
        assert counts == sorted(counts, reverse=True)
        assert 0 <= counts[0] * 1_000 - min(_pool.CHUNK, sum(sizes) // (_pool.PARTS * jobs)) < 1_000
        assert counts[-1] * 1_000 <= _pool.LEAST

    def test_a_worker_that_is_killed_gives_no_partial_result(self) -> None:
        with work.Workers(2) as workers, pytest.raises(AuditError, match="killed"):
            list(work.spread(killed, range(3), [1] * 3, workers))

    def test_an_article_that_breaks_its_reader_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken_by(article: audit.Article) -> list[audit.Block]:
            return [split(article)][article.article_id == "bad"]

        monkeypatch.setattr("audit.extraction.split", broken_by)
        bad = replace(ARTICLES[0], article_id="bad", path="news/bad.txt")
        with pytest.raises(RuntimeError, match=r"^news/bad\.txt cannot be gone through: IndexError: "):
            audit.run([*ARTICLES[:3], bad], rules=False)

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_results_that_are_asked_for_later_are_the_same(self, jobs: int) -> None:
        with work.Workers(jobs) as workers:
            later = workers.ahead(doubled, [[1], [2, 3]])
            assert list(later) == [[2], [4, 6]]

    def test_a_worker_that_is_killed_is_told_of_when_it_is_asked_for(self) -> None:
        with work.Workers(2) as workers:
            later = workers.ahead(killed, [[1]])
            with pytest.raises(AuditError, match="killed"):
                list(later)

    def test_an_error_in_a_worker_is_that_of_the_job(self) -> None:
        with work.Workers(2) as workers, pytest.raises(ZeroDivisionError):
            list(work.spread(broken, range(3), [1] * 3, workers))

    @pytest.mark.parametrize(("characters", "asked", "jobs"), [(10, None, 1), (10, 3, 3), (10**9, 1, 1)])
    def test_small_work_is_not_shared_out(self, characters: int, asked: int | None, jobs: int) -> None:
        assert work.worth(characters, asked) == jobs

    def test_large_work_takes_all_cores(self) -> None:
        assert work.worth(10**9, None) == (os.cpu_count() or 1)


def doubled(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


def killed(items: Sequence[int]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def broken(items: Sequence[int]) -> float:
    return 1 / 0


class TestTime:
    """An article that takes too long is left out and told of; the others are read, and it is not kept in the cache."""

    def test_an_article_that_takes_too_long_is_told_of(self, monkeypatch: pytest.MonkeyPatch, kept: work.Cache) -> None:
        expected = audit.run(ARTICLES[:3], rules=False)
        monkeypatch.setattr("audit.extraction._made", partial(endless, read=extraction._made))
        articles, config = (
            [*ARTICLES[:3], audit.Article("Có 9 hộ.", article_id="long")],
            replace(load(), article_seconds=2),
        )
        for _ in range(2):
            found = audit.run(articles, config=config, rules=False, kept=kept)
            problems = found.articles.set_index("article_id")["problem"]
            assert problems["long"].startswith("takes more than 2 s to read")
            assert problems.drop("long").isna().all()
            assert found.texts["long"] == ""
            pd.testing.assert_frame_equal(found.facts, expected.facts)

    def test_nothing_that_catches_errors_hides_the_end_of_the_time(self) -> None:
        with pytest.raises(ExhaustedError), limited(0.05):
            deaf()

    def test_the_timer_of_the_caller_is_given_back(self) -> None:
        before = signal.getsignal(signal.SIGVTALRM)
        with limited(5):
            pass
        assert signal.getsignal(signal.SIGVTALRM) == before
        assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0

    def test_outside_of_the_main_thread_there_is_no_limit(self) -> None:
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(in_time).result() == 3


def endless(article: audit.Article, known: object, read: Callable[..., object]) -> object:
    """Reads an article, or the one that has no end."""
    while article.article_id == "long":
        pass
    return read(article, known)


def deaf() -> None:
    while True:
        with suppress(Exception):
            sum(range(1000))


def in_time() -> int:
    with limited(1e-6):
        return len([n for n in range(100_000) if n in (5, 7, 9)])


class TestCache:
    def test_a_second_run_takes_what_it_knows_and_gives_the_same_rows(self, kept: work.Cache) -> None:
        told: list[tuple[int, int, int]] = []
        plain = audit.run(ARTICLES, rules=False)
        same(plain, audit.run(ARTICLES, rules=False, kept=kept))
        same(plain, audit.run(ARTICLES, rules=False, kept=kept, watch=lambda *counts: told.append(counts)))
        assert told[-1] == (39, 39, 39)

    def test_only_what_changed_is_read_again(self, kept: work.Cache) -> None:
        told: list[tuple[int, int, int]] = []
        audit.run(ARTICLES, rules=False, kept=kept)
        edited = [replace(ARTICLES[0], text=ARTICLES[0].text.replace("1,5", "7,5")), *ARTICLES[1:]]
        found = audit.run(edited, rules=False, kept=kept, watch=lambda *counts: told.append(counts))
        same(audit.run(edited, rules=False), found)
        assert told[-1][2] == 38

    @pytest.mark.parametrize("change", [{"published": "2023-01-01"}, {"source": "báo khác"}, {"language": "en"}])
    def test_what_is_known_of_an_article_is_part_of_its_key(self, kept: work.Cache, change: dict[str, str]) -> None:
        audit.run(ARTICLES[:1], rules=False, kept=kept)
        other = [replace(ARTICLES[0], **change)]
        same(audit.run(other, rules=False), audit.run(other, rules=False, kept=kept))

    def test_other_indicators_are_another_key(self, kept: work.Cache, tmp_path: Path) -> None:
        audit.run(ARTICLES[:3], rules=False, kept=kept)
        file = tmp_path / "indicators.csv"
        file.write_text(
            "indicator,label,unit,counted,min,max,trend,aliases,excludes,description\n"
            "land_rent,land rent,VND,,,,,giá thuê,,\n"
        )
        found = audit.run(ARTICLES[:3], rules=False, kept=kept, indicators=file)
        assert "land_rent" in set(found.facts["indicator"])

    def test_no_entry_outlives_the_code_that_made_it(self, monkeypatch: pytest.MonkeyPatch, kept: work.Cache) -> None:
        told: list[tuple[int, int, int]] = []
        audit.run(ARTICLES[:3], rules=False, kept=kept)
        monkeypatch.setattr("audit.extraction.cache.code", lambda parts: b"other code")
        audit.run(ARTICLES[:3], rules=False, kept=kept, watch=lambda *counts: told.append(counts))
        assert told[-1][2] == 0

    def test_the_digest_is_that_of_the_code(self) -> None:
        assert cache.code(("facts",)) != cache.code(("blocks",))
        assert cache.code(("text.py",)) != cache.code(())

    @pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\xff" * 5000, b""])
    def test_a_damaged_file_costs_time_and_nothing_else(self, kept: work.Cache, content: bytes) -> None:
        kept.file.parent.mkdir()
        kept.file.write_bytes(content)
        same(audit.run(ARTICLES[:5], rules=False), audit.run(ARTICLES[:5], rules=False, kept=kept))
        audit.run(ARTICLES[:5], rules=False, kept=kept)
        told: list[tuple[int, int, int]] = []
        audit.run(ARTICLES[:5], rules=False, kept=kept, watch=lambda *counts: told.append(counts))
        assert told[-1][2] == 5

    def test_an_entry_in_the_place_of_another_one_is_not_taken_for_it(self, kept: work.Cache) -> None:
        kept.put({b"1": b"one", b"2": b"two", b"3": b"three", b"4": b"four"})
        with sqlite3.connect(kept.file) as base:
            base.execute(
                "UPDATE entries SET body = (SELECT body FROM entries WHERE key = ?) WHERE key = ?", (b"1", b"2")
            )
            base.execute("UPDATE entries SET body = 7 WHERE key = ?", (b"3",))
        assert kept.get([b"1", b"2", b"3", b"4"]) == {b"1": b"one", b"4": b"four"}

    def test_a_folder_that_cannot_be_made_costs_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        nowhere = work.Cache(tmp_path / "file" / cache.NAME)
        same(audit.run(ARTICLES[:5], rules=False), audit.run(ARTICLES[:5], rules=False, kept=nowhere))
        assert nowhere.problem()

    def test_what_cannot_be_used_says_why(self, kept: work.Cache) -> None:
        assert kept.problem() is None
        with sqlite3.connect(kept.file, isolation_level=None) as base:
            base.execute("BEGIN EXCLUSIVE")
            assert kept.problem() == "database is locked"
            base.execute("ROLLBACK")
        assert kept.problem() is None
        kept.clear()
        kept.file.mkdir()
        assert kept.problem() == "unable to open database file"
        said = f"^{re.escape(str(kept.file))}: cannot be deleted: .+\\n  mend: delete it yourself"
        with pytest.raises(AuditError, match=said):
            kept.clear()

    def test_runs_at_once(self, tmp_path: Path) -> None:
        """Again and again, since it is the first moment of a new file that they meet in."""
        with ProcessPoolExecutor(4) as pool:
            for turn in range(25):
                kept = work.Cache(tmp_path / f"{turn}" / cache.NAME)
                list(pool.map(fill, [kept] * 4, range(0, 2000, 500)))
                assert len(kept.get([b"%d" % n for n in range(2000)])) == 2000

    def test_a_run_that_is_killed_leaves_a_cache_that_works(self, kept: work.Cache) -> None:
        script = (
            "import os, sys; from pathlib import Path; from audit.work import Cache\n"
            "kept = Cache(Path(sys.argv[1])); kept.put({b'a': b'1'}); kept.put({b'b': b'2' * 10**6})\n"
            "os.kill(os.getpid(), 9)"
        )
        subprocess.run([sys.executable, "-c", script, str(kept.file)], check=False)
        assert kept.get([b"a"]) == {b"a": b"1"}
        kept.put({b"c": b"3"})
        assert kept.get([b"c"]) == {b"c": b"3"}

    @pytest.mark.parametrize(("changed", "started"), [(0, False), (2, False), (39, True)])
    def test_no_process_is_started_for_the_little_that_is_new(
        self, monkeypatch: pytest.MonkeyPatch, kept: work.Cache, changed: int, started: bool
    ) -> None:
        monkeypatch.setattr("audit.work._pool.WORTHWHILE", sum(len(article.text) for article in ARTICLES) // 4)
        monkeypatch.setattr("audit.work._pool.os.cpu_count", lambda: 2)
        articles = [replace(article, article_id=f"{nth}") for nth, article in enumerate(ARTICLES)]
        with work.Workers(1) as here:
            extraction.extract(articles, (), here, kept=kept)
            edited = [replace(article, published="2023-01-01") for article in articles[:changed]] + articles[changed:]
            plain = extraction.extract(edited, (), here)
        with work.Workers(2) as workers:
            found = extraction.extract(edited, (), workers, kept=kept)
            assert (workers._pool is not None) == started
        pd.testing.assert_frame_equal(found.facts, plain.facts)
        pd.testing.assert_frame_equal(found.blocks, plain.blocks)

    def test_it_knows_what_it_holds_without_looking_into_it(self, kept: work.Cache) -> None:
        assert kept.holds([b"1"]) == set()
        kept.put({b"%d" % n: b"x" for n in range(1200)})
        assert kept.holds([b"%d" % n for n in range(1100, 1300)]) == {b"%d" % n for n in range(1100, 1200)}
        damaged = work.Cache(kept.file.with_name("damaged"))
        damaged.file.write_bytes(b"no database")
        assert damaged.holds([b"1"]) == set()

    def test_it_can_be_deleted(self, kept: work.Cache) -> None:
        kept.put({b"a": b"1"})
        assert kept.clear() > 0
        assert not kept.file.exists()
        assert kept.get([b"a"]) == {}
        assert kept.clear() == 0

    def test_the_oldest_entries_make_room(self, kept: work.Cache, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cache, "LARGEST", 100_000)
        for n in range(8):
            kept.put({b"%d" % n: os.urandom(20_000)})
        held = kept.get([b"%d" % n for n in range(8)])
        assert b"7" in held
        assert b"0" not in held

    def test_somebody_elses_database_is_left_alone(self, kept: work.Cache) -> None:
        kept.file.parent.mkdir()
        with sqlite3.connect(kept.file) as base:
            base.execute("CREATE TABLE entries (theirs)")
        audit.run(ARTICLES[:2], rules=False, kept=kept)
        assert kept.problem() == "no such column: key"
        with sqlite3.connect(kept.file) as base:
            assert base.execute("SELECT count(*) FROM entries").fetchone() == (0,)


def fill(kept: work.Cache, first: int) -> None:
    for n in range(first, first + 500, 50):
        kept.put({b"%d" % k: b"x" * 100 for k in range(n, n + 50)})


def unpacked(*streams: bytes) -> pd.DataFrame:
    found = wire.Gathered(table.FACTS)
    for stream in streams:
        found.add(stream)
    return found.frame()


def test_rows_come_back_from_arrow_as_they_were() -> None:
    facts = audit.run(ARTICLES[:4], rules=False).facts
    rows = [[None if pd.isna(cell) else cell for cell in row] for row in facts.itertuples(index=False)]
    odd = [*rows[0]]
    odd[0], odd[7] = "name\udcff", "a\u2028b\x00"
    pd.testing.assert_frame_equal(unpacked(wire.packed(rows, table.FACTS)), facts)
    back = unpacked(wire.packed([odd], table.FACTS), wire.packed([], table.FACTS))
    assert list(back.iloc[0, [0, 7]]) == ["name\udcff", "a\u2028b\x00"]
    pd.testing.assert_frame_equal(unpacked(), table.frame([], table.FACTS))
