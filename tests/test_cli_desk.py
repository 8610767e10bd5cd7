"""The commands around a run: a draft against its sources, the sources and their scores, any table of claims."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sarif_pydantic import Sarif

SOURCE = "Sản lượng lúa\n\nNăm 2023, sản lượng lúa cả nước đạt 43,5 triệu tấn, tăng 1,9% so với năm 2022.\n"
TRUE, FALSE, NEW = (
    "Năm 2023, sản lượng lúa cả nước đạt 43,5 triệu tấn.\n",
    "Năm 2023, sản lượng lúa cả nước đạt 34,5 triệu tấn.\n",
    "Cùng năm, giá vé xem phim là 95.000 đồng.\n",
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "nguon").mkdir()
    (tmp_path / "nguon" / "a.txt").write_text(SOURCE, encoding="utf8")
    (tmp_path / "nguon" / "a.json").write_text('{"source": "Báo A", "published": "2024-01-05"}', encoding="utf8")
    return tmp_path


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LANG": "C.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "80"}
    return subprocess.run(
        [sys.executable, "-m", "audit", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf8", check=False,
    )  # fmt: skip


def check(folder: Path, draft: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "draft.md").write_text(draft, encoding="utf8")
    return command(folder, "check", "draft.md", "--against", "nguon", *options)


def test_a_draft_that_its_sources_bear_out_passes(desk: Path) -> None:
    done = check(desk, TRUE)
    assert done.returncode == 0, done.stderr
    assert "0 contradicted" in done.stdout


def test_a_contradicted_figure_shows_both_places_and_fails(desk: Path) -> None:
    done = check(desk, FALSE)
    assert done.returncode == 1
    assert "draft.md:1:37" in done.stdout
    assert "nguon/a.txt:3:37" in done.stdout
    assert "43,5 triệu" in done.stdout


def test_a_draft_among_its_sources_does_not_bear_itself_out(desk: Path) -> None:
    assert check(desk, FALSE, "--against", ".").returncode == 1
    (desk / "nguon" / "a.txt").unlink()
    (desk / "nguon" / "draft.md").write_text(FALSE, encoding="utf8")
    done = command(desk, "check", "nguon/draft.md", "--against", "nguon")
    assert (done.returncode, "no source of its own" in done.stderr) == (3, True)


def test_sources_are_read_once_for_many_drafts(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(desk / "cache"))
    assert check(desk, TRUE).returncode == 0
    assert list((desk / "cache").rglob("*.sqlite"))
    assert check(desk, FALSE, "--jobs", "1", "--no-progress").returncode == 1


def test_a_figure_that_no_source_has_is_a_warning(desk: Path) -> None:
    assert check(desk, NEW).returncode == 0
    done = check(desk, NEW, "--fail-on", "warning", "--format", "json")
    assert done.returncode == 1
    (figure,) = [row for row in json.loads(done.stdout)["figures"] if row["verdict"] != "supported"]
    assert (figure["quote"], figure["verdict"], figure["facts"]) == ("95.000 đồng", "unsupported", [])


def test_the_draft_is_shown_with_its_figures_numbered(desk: Path) -> None:
    done = check(desk, "Lúa gạo\n\n" + FALSE + NEW)
    assert done.stdout.startswith("Lúa gạo\n\n")
    assert "34,5 triệu[1]" in done.stdout
    assert "95.000 đồng[2]" in done.stdout
    assert "[1] contradicted: Báo A prints 43,5 triệu" in done.stdout
    assert "[2] not in the sources" in done.stdout


def test_a_draft_as_markdown_has_a_footnote_a_figure(desk: Path) -> None:
    done = check(desk, "# <b>Lúa</b> [x](http://a.test)\n\n" + FALSE + NEW, "--format", "markdown")
    assert done.returncode == 1
    assert "**34,5 triệu**[^1]" in done.stdout
    assert "[^1]: **contradicted**: Báo A prints 43,5 triệu" in done.stdout
    assert "[^2]: **not in the sources**" in done.stdout
    assert "\\<b\\>" in done.stdout
    assert "](http" not in done.stdout
    assert "1 contradicted" in done.stderr


def test_a_draft_as_sarif_points_to_both_places(desk: Path) -> None:
    done = check(desk, FALSE, "--format", "sarif")
    assert done.returncode == 1
    (result,) = Sarif.model_validate_json(done.stdout).runs[0].results
    assert (result.rule_id, result.level) == ("draft-contradicted", "error")
    region = result.locations[0].physical_location.region
    assert (region.start_line, region.start_column, region.end_column) == (1, 37, 47)
    assert result.related_locations[0].physical_location.artifact_location.uri == "nguon/a.txt"


def test_a_draft_may_be_a_web_page(desk: Path) -> None:
    (desk / "draft.html").write_text(
        f"<html><body><article><p>{FALSE}</p><p>{TRUE}</p></article></body></html>", encoding="utf8"
    )
    done = command(desk, "check", "draft.html", "--against", "nguon", "--format", "json")
    assert done.returncode == 1, done.stderr
    assert "contradicted" in {row["verdict"] for row in json.loads(done.stdout)["figures"]}


def test_a_draft_without_a_figure_has_nothing_to_check(desk: Path) -> None:
    assert check(desk, "Trời đẹp.\n").returncode == 3


@pytest.mark.parametrize(("draft", "says"), [("none.md", "no such file"), ("nguon", "one draft")])
def test_what_is_no_draft_is_named(desk: Path, draft: str, says: str) -> None:
    (desk / "nguon" / "b.txt").write_text(SOURCE, encoding="utf8")
    done = command(desk, "check", draft, "--against", "nguon")
    assert done.returncode == 2
    assert says in done.stderr


def test_the_score_of_a_source_is_drawn_as_the_sum_of_its_parts(desk: Path) -> None:
    assert command(desk, "sources").returncode == 3
    assert command(desk, "run", "nguon", "--fail-on", "never").returncode == 0
    assert "Báo A" in command(desk, "sources").stdout
    done = command(desk, "sources", "Báo A")
    assert done.returncode == 0
    parts = [float(line.split(": ")[1].split()[0]) for line in done.stdout.splitlines() if line.endswith("points")]
    assert len(parts) == 4
    assert sum(parts) == pytest.approx(float(done.stdout.split(":")[1].split()[0]), abs=0.7)
    wrong = command(desk, "sources", "Báo B")
    assert (wrong.returncode, "did you mean" in wrong.stderr) == (2, True)


OTHER = "Nông nghiệp\n\nNăm 2023, sản lượng lúa của cả nước đạt 43,5 triệu tấn, tăng 1,8% so với năm 2022.\n"
GROWTH = "Tăng trưởng GDP năm 2023 đạt 5,5%.\n"
KNOWN = "indicator,area,period,status,value,unit,publisher,url\ngdp_growth,VN,2023,,5.05,percent,GSO,https://example.org/gdp\n"


def test_a_score_names_the_figures_behind_it_and_what_they_were_held_against(desk: Path) -> None:
    (desk / "nguon" / "a.txt").write_text(SOURCE + GROWTH, encoding="utf8")
    (desk / "nguon" / "b.txt").write_text(OTHER, encoding="utf8")
    (desk / "nguon" / "b.json").write_text('{"source": "Báo B", "published": "2024-01-05"}', encoding="utf8")
    (desk / "expectations").mkdir()
    (desk / "expectations" / "reference.csv").write_text(KNOWN, encoding="utf8")
    (desk / "audit.toml").write_text("", encoding="utf8")
    done = command(desk, "run", "nguon")
    assert done.returncode == 1
    assert "5,5% is not 5.05, the value of gdp_growth that GSO gives" in " ".join(done.stdout.split())
    findings = json.loads(command(desk, "run", "nguon", "--format", "json").stdout)["findings"]
    (wrong,) = [row for row in findings if row["rule"] == "reference-mismatch"]
    for name in (wrong["finding_id"], wrong["fact_ids"][0]):
        assert "Known to be right: 5.05 (GSO). https://example.org/gdp" in command(desk, "explain", name).stdout
    said = command(desk, "sources", "Báo A", "--why").stdout
    held = said[said.index("Held against") : said.index("Figures that others dispute")].splitlines()
    assert held[1:4] == [
        "5,5% (nguon/a.txt:4)  against GSO, 5.05, known to be right",
        "1,9% (nguon/a.txt:3)  against Báo B 1,8%",
        "43,5 triệu (nguon/a.txt:3)  as Báo B 43,5 triệu",
    ]


def test_a_reference_value_that_cannot_be_used_ends_the_run(desk: Path) -> None:
    (desk / "expectations").mkdir()
    (desk / "expectations" / "reference.csv").write_text(KNOWN.replace("percent", "per cent"), encoding="utf8")
    (desk / "audit.toml").write_text("", encoding="utf8")
    done = command(desk, "run", "nguon")
    assert done.returncode == 2
    assert "reference.csv:2: column 'unit'" in done.stderr
    assert "mend: gdp_growth is measured in percent" in done.stderr


def test_claims_are_reconciled_from_a_file(desk: Path) -> None:
    rows = [
        "source,object,attribute,value",
        *(f"{name},x,size,{value}" for name, value in zip("abc", "778", strict=True)),
    ]
    (desk / "claims.csv").write_text("\n".join(rows) + "\n", encoding="utf8")
    done = command(desk, "reconcile", "claims.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].startswith("x,size,7,")
    assert command(desk, "reconcile", "claims.csv", "--show", "sources").stdout.startswith("source,score,low,high,n\n")


def test_claims_that_say_nothing_sure_are_told(desk: Path) -> None:
    rows = [f"s{i},o{j},size,{10 * j + 5}" for i in range(4) for j in range(6)]
    rows += ["s1,o1,size,closed", "a,tie,size,10", "b,tie,size,90"]
    (desk / "claims.csv").write_text("\n".join(["source,object,attribute,value", *rows]) + "\n", encoding="utf8")
    done = command(desk, "reconcile", "claims.csv")
    assert done.returncode == 0, done.stderr
    assert "tie,size,,10.0,90.0," in done.stdout
    assert "size: 1 claim left out" in done.stderr
    assert "1 item of 7 have no value" in done.stderr


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "no such file"), ("", "header"), ("source,object\na,b\n", "attribute"), ("\x00\xff", "claims.csv")],
)
def test_claims_that_cannot_be_used_are_refused(desk: Path, content: str | None, says: str) -> None:
    if content is not None:
        (desk / "claims.csv").write_text(content, encoding="latin1")
    done = command(desk, "reconcile", "claims.csv")
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
