"""The history of runs: appended to, read back, never lost; and SQL over it and the report."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from views_audit import small_audit

from audit import history, sql, views
from audit.config import Config
from audit.errors import AuditError, ConfigError
from audit.views._terminal.history import sparkline

NOTHING = {name: [] for name in history.TABLES}


def note(folder: Path) -> int:
    return history.note(folder, small_audit(), "0.1.0").run


class TestHistory:
    def test_runs_are_appended(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
        assert [note(tmp_path), note(tmp_path)] == [1, 2]
        tables = history.read(tmp_path)
        run = tables["runs"][1]
        assert (run["at"], run["critical"], run["warning"], run["info"]) == ("2026-03-01T00:00:00+00:00", 1, 1, 1)
        assert (run["waived"], run["articles"], run["facts"]) == (1, 2, 3)
        assert [(row["rule"], row["findings"]) for row in tables["rules"] if row["run"] == 2] == [
            ("contradiction", 1), ("missing-date", 1), ("spam-links", 1),
        ]  # fmt: skip
        assert {row["source"]: row["score"] for row in tables["scores"]} == {"Good": 71.2, "Bad": 31.0}
        assert all(tuple(row) == history.TABLES[name] for name, rows in tables.items() for row in rows)

    def test_there_may_be_none(self, tmp_path: Path) -> None:
        assert history.read(tmp_path) == NOTHING

    def test_two_runs_at_once_lose_nothing(self, tmp_path: Path) -> None:
        with ProcessPoolExecutor(2) as pool:
            runs = list(pool.map(note, [tmp_path] * 6))
        assert sorted(runs) == [1, 2, 3, 4, 5, 6]
        assert len(history.read(tmp_path)["scores"]) == 12

    @pytest.mark.parametrize(
        "content", [b"not a database at all, whatever its name says", b"SQLite format 3\0" + b"x" * 4000]
    )
    def test_a_damaged_file_is_set_aside_and_kept(self, tmp_path: Path, content: bytes) -> None:
        file = tmp_path / history.NAME
        file.write_bytes(content)
        with pytest.raises(AuditError, match="damaged"):
            history.read(tmp_path)
        noted = history.note(tmp_path, small_audit(), "0.1.0")
        assert noted.aside is not None
        assert noted.aside.read_bytes() == content
        assert len(history.read(tmp_path)["runs"]) == 1

    def test_a_newer_file_is_set_aside_each_time_under_a_name_of_its_own(self, tmp_path: Path) -> None:
        asides = []
        for _ in range(2):
            (tmp_path / history.NAME).unlink(missing_ok=True)
            with sqlite3.connect(tmp_path / history.NAME) as base:
                base.execute("PRAGMA user_version = 99")
            with pytest.raises(AuditError, match="newer"):
                history.read(tmp_path)
            asides.append(history.note(tmp_path, small_audit(), "0.1.0").aside)
        assert len({*asides}) == 2
        assert all(aside and aside.exists() for aside in asides)

    def test_somebody_elses_database_is_not_written_to(self, tmp_path: Path) -> None:
        with sqlite3.connect(tmp_path / history.NAME) as base:
            base.execute("CREATE TABLE theirs (x)")
        aside = history.note(tmp_path, small_audit(), "0.1.0").aside
        assert aside is not None
        with sqlite3.connect(aside) as base:
            assert base.execute("SELECT count(*) FROM theirs").fetchone() == (0,)

    def test_a_folder_that_cannot_be_written_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(AuditError, match="cannot be written"):
            note(tmp_path / "nowhere")

    def test_the_lines_show_how_a_score_moved(self, tmp_path: Path) -> None:
        note(tmp_path)
        tables = history.read(tmp_path)
        later = [{**row, "run": 2, "score": row["score"] + 20} for row in tables["scores"]]
        look = views.Look(width=80)
        moved = {**tables, "scores": [*tables["scores"], *later]}
        text = look.printed(views.history(moved, Config(language="en"), look))
        assert "Bad     ▃▅         51    +20" in text

    def test_bars_are_of_one_height_for_every_source(self) -> None:
        assert sparkline([0, 49, 50, 100, None]) == "▁▄▅█ "


class TestSql:
    def test_the_tables_answer(self, tmp_path: Path) -> None:
        note(tmp_path)
        past = history.read(tmp_path)
        names, rows = sql.answer("select source, count(*) as n from facts group by 1 order by 1", small_audit(), past)
        assert (names, rows) == (["source", "n"], [("Bad", 2), ("Good", 1)])
        assert sql.answer("select max(run) from history_runs", small_audit(), past)[1] == [(1,)]

    def test_every_table_is_there_before_the_first_run(self) -> None:
        for name in ("articles", "blocks", "facts", "groups", "findings", "scores", *(f"history_{n}" for n in NOTHING)):
            assert sql.answer(f"select count(*) from {name}", small_audit(), NOTHING)[1]

    def test_lists_are_lists(self) -> None:
        (row,) = sql.answer("select len(fact_ids) from groups", small_audit(), NOTHING)[1]
        assert row == (2,)

    @pytest.mark.parametrize(
        "query",
        [
            "copy facts to '{file}'", "select * from read_csv('{there}')", "select * from '{there}'", "attach '{file}'",
            "install httpfs", "load httpfs", "set enable_external_access = true", "select * from read_text('{there}')",
            "export database '{file}'", "select * from read_csv('https://example.org/x.csv')", "selec", "",
        ],
    )  # fmt: skip
    def test_a_query_reaches_no_file_and_no_network(self, tmp_path: Path, query: str) -> None:
        there, file = tmp_path / "there.csv", tmp_path / "file"
        there.write_text("a\n1\n")
        if query:
            with pytest.raises(ConfigError, match="tables: articles"):
                sql.answer(query.format(file=file, there=there), small_audit(), NOTHING)
        else:
            assert sql.answer(query, small_audit(), NOTHING) == ([], [])
        assert not file.exists()

    def test_what_is_written_for_other_programs_is_guarded(self) -> None:
        look = views.Look()
        hostile = "=1+1\x1b[31m"
        assert views.answer(["a"], [(hostile,)], "csv", look) == "a\n'=1+1␛[31m\n"
        assert views.answer(["a", "b"], [(hostile, None)], "jsonl", look) == '{"a": "=1+1\\u001b[31m", "b": null}\n'
        assert "\x1b" not in views.answer(["a"], [(hostile,)], "table", look)

    def test_a_wide_answer_fits_the_terminal(self) -> None:
        shown = views.answer(["name", "n"], [("x " * 300, 1)], "table", views.Look(width=60))
        assert max(len(line) for line in shown.splitlines()) <= 60
