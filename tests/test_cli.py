"""The command as a user runs it, in a process of its own: what goes to which stream, and how it ends.

The audit itself is the small one of `views_audit`, so that these tests are about the command alone.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audit import registry
from audit.cli import app

HERE = Path(__file__).parent
ROOT = HERE.parent
STUB = """
import sys, types
import audit
from audit.errors import InputError, NothingToAudit
from views_audit import small_audit
from audit.cli import main

def run(paths, config=None, rules=True, **more):
    {body}
    return small_audit()

def build_docs(results, directory, title=None, language=None, home=None):
    directory.mkdir(parents=True)
    (directory / "index.html").write_text("<p>" + title, encoding="utf8")

audit.run, audit.suite = run, types.SimpleNamespace(build_docs=build_docs, places=lambda results: dict())
sys.modules["audit.suite"] = audit.suite
main()
"""
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs `audit` in a folder with an empty seeds/; `body` is what happens before the small audit is returned."""
    (tmp_path / "seeds").mkdir()

    def call(*args: str, body: str = "pass", **env: str) -> subprocess.CompletedProcess[str]:
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LANG", "LC_ALL")
        }
        paths = os.pathsep.join((str(HERE), str(ROOT)))
        return subprocess.run(
            [sys.executable, "-c", STUB.format(body=body), *args],
            cwd=tmp_path,
            env={**clean, "PYTHONPATH": paths, **env},
            capture_output=True,
            text=True,
            encoding="utf8",
            check=False,
        )

    return call


def plain(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`python -m audit`, without a stub."""
    return subprocess.run(
        [sys.executable, "-m", "audit", *args],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_command_and_the_exit_statuses() -> None:
    ended = plain("--help", COLUMNS="80")
    assert ended.returncode == 0
    assert not ended.stderr
    for word in (*(command.name for command in app.registered_commands), "--version", "Exit status"):
        assert word in ended.stdout
    assert all(len(line) <= 80 for line in ended.stdout.splitlines())
    assert "..." not in ended.stdout.replace("[ARGS]...", "")


def test_help_names_every_format() -> None:
    shown = plain("run", "--help").stdout
    assert not [name for name in registry.members("views") if name not in shown]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, audit.cli\nsys.argv = ['audit', '--help']\n"
        "try: audit.cli.main()\nexcept SystemExit: pass\n"
        "print(sorted({'pandas', 'pyarrow', 'great_expectations', 'numpy'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.endswith("[]\n")


def test_the_version_is_that_of_the_package() -> None:
    import audit

    assert plain("--version").stdout == f"audit {audit.__version__}\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["rnu"], "Did you mean 'run'?"),
        (["run", "--fail-on", "warnings"], "warnings"),
        (["run", "--min-confidence", "2"], "--min-confidence"),
        (["run", "--format", "jsno"], "did you mean json?"),
        (["run", "--format", "json,csv"], "--output-dir"),
        (["run", "--format", "parquet"], "--output-dir"),
        (["facts", "--period", "2019-13"], "is no period"),
        (["facts", "--period", "last year"], "is no period"),
        (["explain", "contradictions"], "did you mean contradiction?"),
        (["explain", "zzzz"], "audit rules lists the rules"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(command: Command, args: list[str], said: str) -> None:
    ended = command(*args)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert not ended.stdout
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("args", "status"),
    [
        ([], 1),
        (["--fail-on", "critical"], 1),
        (["--fail-on", "never"], 0),
        (["--min-confidence", "0.9"], 0),
        (["--min-confidence", "0.9", "--fail-on", "warning"], 1),
    ],
)
def test_the_status_follows_the_findings(command: Command, args: list[str], status: int) -> None:
    assert command("run", *args).returncode == status


def test_a_run_prints_the_report_and_leaves_the_reports(command: Command, tmp_path: Path) -> None:
    ended = command("run", "--lang", "en")
    assert ended.stdout.startswith("Read 2 articles from 2 sources")
    assert "\nNext: audit explain contradiction\n" in ended.stdout
    assert "reports/data_docs/index.html" in ended.stderr.replace(os.sep, "/")
    left = {path.name for path in (tmp_path / "reports").iterdir()}
    assert {"facts.parquet", "facts.csv", "datapackage.json", "groups.parquet", "findings.json", "scores.json"} <= left
    assert (tmp_path / "reports/data_docs/checks/index.html").read_text(encoding="utf8") == "<p>news"
    assert "91,64%" in (tmp_path / "reports/data_docs/index.html").read_text(encoding="utf8")


def test_results_and_summary_have_a_stream_each(command: Command) -> None:
    ended = command("run", "--format", "json")
    assert json.loads(ended.stdout)["schema"] == "audit-findings/1"
    assert "Do not publish yet: 1 critical" in ended.stderr
    assert ended.returncode == 1


def test_several_formats_go_to_a_folder(command: Command, tmp_path: Path) -> None:
    ended = command("run", "--format", "console,json,csv", "--output-dir", "out")
    assert ended.stdout.startswith("Read 2 articles")
    assert {"report.txt", "findings.json", "facts.csv"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_quiet_prints_the_verdict_only(command: Command) -> None:
    ended = command("run", "-q", "--lang", "en")
    assert ended.stdout.startswith("Do not publish yet")
    assert not ended.stderr


def test_the_report_speaks_the_language_that_was_asked_for(command: Command) -> None:
    assert command("run", "--lang", "vi").stdout.startswith("Đã đọc 2 bài")
    assert command("run", LANG="vi_VN.UTF-8").stdout.startswith("Đã đọc 2 bài")


def test_color_is_for_terminals(command: Command) -> None:
    assert "\x1b[" not in command("run").stdout
    assert "\x1b[" in command("run", "--color", "always").stdout
    assert "\x1b[" in command("run", "--color", "always", NO_COLOR="1").stdout
    assert "\x1b[" in command("rules", FORCE_COLOR="1").stdout
    assert "\x1b[" not in command("rules", FORCE_COLOR="1", NO_COLOR="1").stdout


def test_an_encoding_that_lacks_vietnamese_is_no_error(command: Command) -> None:
    ended = command("run", "--lang", "vi", PYTHONIOENCODING="ascii")
    assert ended.returncode == 1
    assert "Da doc 2 bai" in ended.stdout


def test_the_width_follows_columns(command: Command) -> None:
    lines = command("run", COLUMNS="100", body="pass").stdout.splitlines()
    assert 80 < max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("raise InputError('none', file='a\\x1b[31m.txt', mend='x')", 2, "error: a␛[31m.txt: none\n  mend: x\n"),
        ("raise NothingToAudit('no article', file='a/', mend='x')", 3, "error: a/: no article\n  mend: x\n"),
        ("raise KeyError('x')", 2, "error: internal error: KeyError: 'x'\n  mend: see where with -v"),
        ("raise KeyboardInterrupt", 130, ""),
    ],
)
def test_errors_say_what_to_do_and_show_no_traceback(command: Command, body: str, status: int, said: str) -> None:
    ended = command("run", body=body)
    assert ended.returncode == status
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not ended.stdout


def test_verbose_shows_the_traceback_of_an_internal_error(command: Command) -> None:
    ended = command("run", "-v", body="raise KeyError('x')")
    assert ended.returncode == 2
    assert "Traceback (most recent call last)" in ended.stderr


def test_a_broken_configuration_is_an_error_with_a_place(command: Command, tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text("fail_onn = 'never'", encoding="utf8")
    ended = command("run")
    assert ended.returncode == 2
    assert "error: audit.toml: unknown key 'fail_onn'\n  mend: did you mean fail-on?" in ended.stderr


def test_without_paths_and_without_configuration_the_command_says_what_to_name(
    command: Command, tmp_path: Path
) -> None:
    (tmp_path / "seeds").rmdir()
    ended = command("run")
    assert ended.returncode == 2
    assert ended.stderr.startswith("error: no articles are named\n  mend: name a file or folder")


def test_a_folder_that_cannot_be_written_is_an_error_after_the_report(command: Command, tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file", encoding="utf8")
    ended = command("run", "--fail-on", "never")
    assert ended.returncode == 2
    assert "Read 2 articles" in ended.stdout
    assert re.search(r"error: reports: reports cannot be written: .*\n  mend: free some space", ended.stderr)


def test_a_reader_that_has_enough_is_no_error(command: Command) -> None:
    body = "import os; os.close(1); r, w = os.pipe(); os.close(r); assert w == 1 or os.dup2(w, 1) == 1"
    ended = command("run", body=body)
    assert ended.returncode == 141
    assert "Broken" not in ended.stderr
    assert "Traceback" not in ended.stderr


def test_facts_come_from_the_last_report(command: Command) -> None:
    command("run")
    ended = command("facts", "--format", "csv", body="raise AssertionError('reads the report')")
    found = list(csv.DictReader(io.StringIO(ended.stdout)))
    assert [row["quote"] for row in found] == ["91,64%", "95%", "91,46%"]
    assert ended.returncode == 0


@pytest.mark.parametrize("option", [("--jobs", "2"), ("--no-cache",)])
def test_facts_are_read_as_a_run_reads_them(command: Command, option: tuple[str, ...]) -> None:
    """With the cores and the cache that were asked for, and without a sign of progress where none is wanted."""
    body = "assert more['jobs'] == 2 or more['kept'] is None; assert not rules; more['watch'](1, 2, 0)"
    ended = command("facts", "news", "--no-progress", "--format", "csv", *option, body=body)
    assert (ended.returncode, ended.stderr) == (0, "3 figures\n")


def test_facts_can_be_chosen(command: Command) -> None:
    ended = command("facts", "news", "--format", "jsonl", "--source", "bad", "--period", "2020-H2", "--indicator", "c*")
    assert [json.loads(line)["quote"] for line in ended.stdout.splitlines()] == ["91,64%"]
    assert ended.returncode == 0


def test_an_audit_without_figures_is_nothing_to_audit(command: Command) -> None:
    body = "from audit import table; a = small_audit(facts=table.frame([], table.FACTS))"
    ended = command("run", "--lang", "en", body=f"{body}; return small_audit(facts=a.facts, findings=a.findings[1:])")
    assert ended.returncode == 3
    assert "No figure was found: there is nothing to audit." in ended.stdout


def test_a_choice_without_figures_says_so(command: Command) -> None:
    ended = command("facts", "news", "--format", "csv", "--source", "nobody", "--lang", "en")
    assert len(ended.stdout.splitlines()) == 1
    assert ended.stderr == "No figure matches.\n"


def test_facts_are_a_table_for_reading(command: Command) -> None:
    ended = command("facts", "news", "--lang", "en")
    assert ended.stdout.splitlines()[:3] == [
        "  Line  Printed  Read as                               Measures",
        "news/bad.txt",
        "     2  91,64%   91.64 percent · Vietnam · 2020        clean_water",
    ]
    assert ended.stderr == "3 figures\n"


def test_explain_prints_the_page_of_a_rule(command: Command) -> None:
    ended = command("explain", "contradiction")
    assert ended.returncode == 0
    for heading in ("contradiction  critical · consistency · facts\n", "\nWhat it does\n", "\nHow to fix\n"):
        assert heading in ended.stdout


def test_explain_shows_the_evidence_of_a_finding_and_of_a_fact(command: Command) -> None:
    command("run", "--lang", "en")
    finding = command("explain", "f1", "--lang", "en").stdout
    assert "critical[contradiction]" in finding
    assert "It rests on 2 figures:" in finding
    assert "91,64%  91.64 percent · Vietnam · 2020  claims 91.635 to 91.645" in finding
    shown = command("explain", "bad-91,64%", "--lang", "en").stdout
    assert " --> news/bad.txt:2:31" in shown
    assert "value: 91.64" in shown
    assert "2 figures of 2 sources speak of this quantity" in shown
    assert "critical[contradiction]" in shown


def test_rules_are_listed_worst_first(command: Command) -> None:
    lines = [line for line in command("rules").stdout.splitlines() if not line.startswith(" ")]
    severities = [line.split()[0] for line in lines]
    assert severities == sorted(severities, key=["critical", "warning", "info"].index)
    assert any(line.split()[1] == "contradiction" for line in lines)


TRACED = """
from audit.run import run as job
return job([audit.Article(text=TEXT, path="news/x.txt", source="X", published="2023-03-20")], rules=False)"""
WORDS = "Năm 2022, theo Nghị quyết số 17/NQ-CP, tỉnh đã giải ngân hơn 6.300 tỷ đồng."


def traced(text: str) -> str:
    return "; ".join(TRACED.strip().replace("TEXT", ascii(text)).splitlines())


def test_explain_shows_the_words_behind_each_field_of_a_fact(command: Command) -> None:
    command("run", body=traced(WORDS))
    (fact,) = (json.loads(line) for line in command("facts", "--format", "jsonl").stdout.splitlines())
    shown = command("explain", fact["fact_id"], "--lang", "en", COLUMNS="100").stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert "Read as From the words How" in lines
    assert "value 6,300,000,000,000 “6.300” the digits" in lines
    assert "“tỷ” multiplies it" in lines
    assert "how exactly more than “hơn” says how exactly the number is meant" in lines
    assert "status actual “đã” the nearest word of status before it" in lines
    assert "when 2022 “2022” the date in its sentence" in lines
    assert any(line.startswith("Nothing in the text says: per") for line in lines)
    shown = command("explain", fact["fact_id"][:8], "--lang", "vi", COLUMNS="60").stdout
    assert all(len(line) <= 60 for line in shown.splitlines())
    assert "cho biết con số" in shown


def test_facts_can_list_what_was_dropped_and_why(command: Command) -> None:
    ended = command("facts", "news", "--dropped", "--lang", "en", body=traced(WORDS))
    assert ended.stdout.splitlines() == [
        "Line  Printed   Why it is no fact       Where it stands",
        "news/x.txt",
        "   1  2022      only says when          Năm 2022, theo Nghị quyết số 17/NQ-CP,…",
        "   1  17/NQ-CP  number of a law or act  …Nghị quyết số 17/NQ-CP, tỉnh đã giải…",
    ]
    assert ended.stderr == "2 numbers are no facts\n"


def test_what_was_dropped_comes_from_the_last_report_in_every_form(command: Command) -> None:
    command("run", body=traced(WORDS))
    found = command("facts", "--dropped", "--format", "csv", body="raise AssertionError('reads the report')").stdout
    rows = list(csv.DictReader(io.StringIO(found)))
    assert [(row["quote"], row["reason"]) for row in rows] == [("2022", "period"), ("17/NQ-CP", "legal_reference")]
    assert all(WORDS[int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)
    lines = command("facts", "--dropped", "--format", "jsonl", "--source", "Y", "--lang", "en")
    assert (lines.stdout, lines.stderr) == ("", "No figure matches.\n")


def test_what_was_dropped_has_no_period_to_choose(command: Command) -> None:
    ended = command("facts", "news", "--dropped", "--period", "2022")
    assert ended.returncode == 2
    assert "leave out --indicator and --period" in ended.stderr
