"""What is decided of a finding holds when lines move, and lapses when a figure changes or a day has passed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import audit
from audit.config import Config
from audit.errors import ConfigError
from audit.model import Audit, Waiver
from audit.table import FINDINGS, frame
from audit.triage import baseline, settle, waivers

A = "GDP quý II năm 2024 của Việt Nam tăng 6,93% so với cùng kỳ năm trước, theo Tổng cục Thống kê."
B = "Theo Tổng cục Thống kê, GDP quý II năm 2024 của Việt Nam tăng 6,39% so với cùng kỳ năm trước."


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(root=tmp_path, paths=("bai",), language="en")


def articles(root: Path, first: str = A, second: str = B, folder: str = "bai") -> Path:
    for name, text, day in (("a", first, "2024-07-02"), ("b", second, "2024-07-03")):
        file = root / folder / f"{name}.txt"
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(text, encoding="utf8")
        file.with_suffix(".json").write_text(json.dumps({"source": f"Paper {name}", "published": day}))
    return root / folder


def conflicts(found: Audit) -> set[str]:
    rows = found.findings[found.findings["rule"].isin(("contradiction", "swapped-digits"))]
    return set(rows["finding_id"])


def row(name: str, **known: Any) -> dict[str, Any]:
    place = {"article_id": "a", "path": "bai/a.txt", "line": 1, "start": 0, "end": 4}
    kept = {"rule": "contradiction", "severity": "critical", "confidence": 0.9, "message": "no", "related": []}
    return {"finding_id": name, "fact_ids": [], "dimension": "consistency", "state": "new", **kept, **place, **known}


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return frame(rows, FINDINGS)


def waive(config: Config, waiver: Waiver) -> None:
    file = config.deciding(waivers.NAME)
    file.parent.mkdir(exist_ok=True)
    file.write_text(waivers.added(file, waiver), encoding="utf8")


class TestFingerprint:
    def test_survives_moved_lines_a_renamed_folder_and_an_unrelated_article(self, tmp_path: Path) -> None:
        config = Config(root=tmp_path)
        first = conflicts(audit.run([articles(tmp_path)], config=config))
        assert first
        moved = articles(tmp_path, f"Bản tin sáng nay.\n\n{A}", folder="doi/ten")
        (moved / "c.txt").write_text("Giá vàng SJC sáng 3/7/2024 là 76,98 triệu đồng một lượng.", encoding="utf8")
        assert conflicts(audit.run([moved], config=config)) == first

    def test_survives_an_article_of_the_same_name_elsewhere(self, tmp_path: Path) -> None:
        config = Config(root=tmp_path)
        first = conflicts(audit.run([articles(tmp_path)], config=config))
        other = tmp_path / "khac" / "a.txt"
        other.parent.mkdir()
        other.write_text("Giá vàng SJC sáng 3/7/2024 là 76,98 triệu đồng một lượng.", encoding="utf8")
        assert conflicts(audit.run([tmp_path / "bai", tmp_path / "khac"], config=config)) == first

    def test_changes_with_the_value(self, tmp_path: Path) -> None:
        config = Config(root=tmp_path)
        first = conflicts(audit.run([articles(tmp_path)], config=config))
        second = conflicts(audit.run([articles(tmp_path, second=B.replace("6,39", "7,2"))], config=config))
        assert second
        assert not first & second


class TestStates:
    def test_everything_is_new_where_nothing_was_decided(self, config: Config) -> None:
        findings, triage = settle(table(row("f1")), config, {"bai/a.txt"})
        assert list(findings["state"]) == ["new"]
        assert not triage.stale

    def test_a_finding_of_the_baseline_is_known(self, config: Config) -> None:
        file = config.deciding(baseline.NAME)
        file.parent.mkdir()
        file.write_bytes(baseline.encoded([row("f1"), row("gone")]))
        findings, triage = settle(table(row("f1"), row("f2")), config, {"bai/a.txt"})
        assert list(findings["state"]) == ["baseline", "new"]
        assert [entry.finding_id for entry in triage.stale] == ["gone"]

    def test_an_entry_about_an_article_that_was_not_read_is_not_stale(
        self, config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        articles(tmp_path)
        file = config.deciding(baseline.NAME)
        file.parent.mkdir()
        file.write_bytes(baseline.encoded([row("f1"), row("f2", related=[{"path": "bai/b.txt"}])]))
        _, triage = settle(table(), config, {"bai/a.txt"})
        assert [entry.finding_id for entry in triage.stale] == ["f1"]

    @pytest.mark.parametrize(("day", "state"), [(date(2999, 1, 1), "waived"), (date(2020, 1, 1), "new")])
    def test_a_waiver_holds_until_its_day(self, config: Config, day: date, state: str) -> None:
        waive(config, Waiver("f1", "the ministry confirmed it", "Lan", day))
        findings, triage = settle(table(row("f1")), config, ())
        assert list(findings["state"]) == [state]
        assert bool(triage.waivers) == (state == "waived")
        assert bool(triage.expired) == (state == "new")

    def test_a_waiver_holds_through_its_last_day(self, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
        waive(config, Waiver("f1", "confirmed", "Lan", date(2026, 3, 1)))
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
        assert list(settle(table(row("f1")), config, ())[0]["state"]) == ["waived"]
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1772323200 + 86400))
        assert list(settle(table(row("f1")), config, ())[0]["state"]) == ["new"]

    def test_a_waiver_without_a_finding_is_named(self, config: Config) -> None:
        waive(config, Waiver("gone", "confirmed", "Lan", date(2999, 1, 1)))
        _, triage = settle(table(row("f1")), config, ())
        assert [waiver.finding for waiver in triage.unused] == ["gone"]

    def test_what_did_not_change_is_not_judged(self, config: Config) -> None:
        both = row("f2", related=[{"article_id": "b", "path": "bai/b.txt"}])
        everywhere = row("f3", article_id=None, path=None)
        findings, triage = settle(table(row("f1"), both, everywhere), config, (), {"b"})
        assert list(findings["state"]) == ["baseline", "new", "new"]
        assert triage.untouched == {"f1"}


class TestFiles:
    def test_a_waiver_is_read_back_as_it_was_written(self, tmp_path: Path) -> None:
        hostile = 'quote " backslash \\ [[waiver]] \n # line \u2028 end'
        waiver = Waiver("f1", hostile, "Lan", date(2027, 1, 31), "contradiction", ("bai/a.txt", 'b"]\n.txt'))
        file = tmp_path / "waivers.toml"
        file.write_text(waivers.added(file, waiver), encoding="utf8")
        assert waivers.load(file) == (waiver,)

    def test_comments_stay_and_a_second_waiver_of_a_finding_renews_it(self, tmp_path: Path) -> None:
        file = tmp_path / "waivers.toml"
        first = Waiver("f1", "confirmed", "Lan", date(2027, 1, 31))
        file.write_text(waivers.added(file, first) + "# ours\n", encoding="utf8")
        file.write_text(waivers.added(file, replace(first, until=date(2028, 1, 31))), encoding="utf8")
        file.write_text(waivers.added(file, replace(first, finding="f2")), encoding="utf8")
        assert [(waiver.finding, waiver.until.year) for waiver in waivers.load(file)] == [("f1", 2028), ("f2", 2027)]
        assert "# ours" in file.read_text(encoding="utf8")

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ('[[waiver]]\nfinding = "a"\nowner = "x"\nuntil = 2027-01-01', "waiver 1: has no reason"),
            ('[[waiver]]\nfinding = "a"\nreason = " "\nowner = "x"\nuntil = 2027-01-01', "has no reason"),
            ('[[waiver]]\nfinding = "a"\nreason = "r"\nowner = "x"', "has no until"),
            ('[[waiver]]\nfinding = "a"\nreason = "r"\nowner = "x"\nuntil = "soon"', "until is 'soon'"),
            ('[[waiver]]\nfinding = "a"\nreason = "r"\nowner = "x"\nuntil = 2027-01-01\nwhy = 1', "unknown key 'why'"),
            ('waiver = "a"', "[[waiver]]"),
            ("[[waivers]]\n", "[[waiver]]"),
            ("[[waiver]\n", "not valid TOML"),
            ('[[waiver]]\nfinding = "a"\nreason = "r"\nowner = "x"\nuntil = 2027-01-01\n' * 2, "waived twice"),
        ],
    )
    def test_a_waiver_that_nobody_could_judge_later_is_refused(self, tmp_path: Path, text: str, says: str) -> None:
        file = tmp_path / "waivers.toml"
        file.write_text(text, encoding="utf8")
        with pytest.raises(ConfigError, match="waivers") as caught:
            waivers.load(file)
        assert says in str(caught.value)

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ("{", "is not JSON"),
            ("[]", "is of the form None"),
            ('{"schema": "audit-baseline/9", "findings": []}', "audit-baseline/9"),
            ('{"schema": "audit-baseline/1"}', "no list of findings"),
            ('{"schema": "audit-baseline/1", "findings": [{"rule": "x"}]}', "findings[0]"),
            ('{"schema": "audit-baseline/1", "findings": ["x"]}', "findings[0]"),
        ],
    )
    def test_what_is_no_baseline_is_refused(self, tmp_path: Path, content: str, says: str) -> None:
        file = tmp_path / "baseline.json"
        file.write_text(content)
        with pytest.raises(ConfigError, match="audit baseline") as caught:
            baseline.load(file)
        assert says in str(caught.value)

    def test_a_clock_that_is_no_clock_is_refused(self, config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
        with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH"):
            settle(table(), config, ())
