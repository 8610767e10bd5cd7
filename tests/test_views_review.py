"""The formats for code review and CI: valid for somebody else's reader, and harmless whatever an article holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from junitparser import Failure, JUnitXml
from sarif_pydantic import Sarif
from views_audit import BAD, GOOD, small_audit

from audit import table
from audit.config import Config
from audit.model import Audit, Result, Triage, Waiver
from audit.views import formats
from audit.views.markdown import escaped

CONFIG = Config(language="en")
REVIEW = ("sarif", "junit", "github", "gitlab", "markdown")
HOSTILE = (
    "a\r\n::error::pwned %0A::warning::x ]]></failure><script>alert(1)</script> | `x` [y](javascript:z) @everyone "
    '#1 http://evil.test www.evil.test <img src=x onerror=y> \x1b[31m \u202e \x00 "quoted" &amp; \ud800'
)


def made(name: str, audit: Audit, config: Config = CONFIG) -> str:
    module = formats([name])[name]
    return module.files(audit, config)[module.STREAM].decode("utf8")


def hostile() -> Audit:
    """The small audit with hostile text wherever an article or its folder could put some."""
    audit = small_audit()
    count = len(audit.findings)
    texts = {"message": HOSTILE, "path": f"news/{HOSTILE}.txt"}
    findings = audit.findings.assign(**{name: pd.Series([text] * count, dtype=object) for name, text in texts.items()})
    findings["related"] = [
        [{**place, "note": HOSTILE, "path": HOSTILE} for place in places] for places in findings["related"]
    ]
    broken = Result("facts", "contradiction", "x", "critical", False, 3, error=HOSTILE, where=HOSTILE)
    waiver = Waiver("f4", HOSTILE, HOSTILE, date(2999, 1, 1), HOSTILE)
    return replace(audit, findings=findings, results=(*audit.results, broken), triage=Triage(waivers={"f4": waiver}))


def many(count: int) -> Audit:
    audit = small_audit()
    row = audit.findings.to_dict("records")[0]
    return replace(audit, findings=table.frame([{**row, "finding_id": f"f{i}"} for i in range(count)], table.FINDINGS))


@pytest.mark.parametrize("name", REVIEW)
def test_hostile_text_is_written_as_text(name: str) -> None:
    text = made(name, hostile())
    assert not {char for char in text if ord(char) < 0x20 and char != "\n"}
    assert name == "gitlab" or "\u202e" not in text  # there it stands in the path, which must be that of the file


@pytest.mark.parametrize("audit", [small_audit(), hostile(), many(3)])
def test_sarif_is_what_another_reader_takes(audit: Audit) -> None:
    log = Sarif.model_validate_json(made("sarif", audit))
    (run,) = log.runs
    assert len(run.results or ()) == len(audit.findings)
    rules = run.tool.driver.rules or []
    assert all(rules[result.rule_index].id == result.rule_id for result in run.results or ())


def test_sarif_points_at_the_words() -> None:
    (run,) = json.loads(made("sarif", small_audit()))["runs"]
    (place,) = run["results"][0]["locations"]
    region = place["physicalLocation"]["region"]
    (related,) = run["results"][0]["relatedLocations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "news/bad.txt"
    assert BAD.splitlines()[1][region["startColumn"] - 1 : region["endColumn"] - 1] == "91,64%"
    assert (region["startLine"], region["endLine"]) == (2, 2)
    line = GOOD.splitlines()[related["physicalLocation"]["region"]["startLine"] - 1]
    columns = related["physicalLocation"]["region"]
    assert line[columns["startColumn"] - 1 : columns["endColumn"] - 1] == "91,46%"
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_tells_waived_and_known_findings_from_new_ones() -> None:
    waiver = Waiver("f4", "the ministry confirmed it", "Lan", date(2999, 1, 1))
    audit = replace(small_audit(), triage=Triage(waivers={"f4": waiver}))
    audit.findings.loc[audit.findings["finding_id"] == "f2", "state"] = "baseline"
    (run,) = json.loads(made("sarif", audit))["runs"]
    by_id = {result["partialFingerprints"]["audit/v1"]: result for result in run["results"]}
    assert by_id["f1"]["baselineState"] == "new"
    assert by_id["f1"]["suppressions"] == []
    assert by_id["f2"]["baselineState"] == "unchanged"
    assert by_id["f4"]["suppressions"][0]["justification"] == "the ministry confirmed it (Lan, until 2999-01-01)"


def test_sarif_keeps_to_the_number_of_results_that_are_taken() -> None:
    (run,) = json.loads(made("sarif", many(5003)))["runs"]
    assert len(run["results"]) == 5000
    assert "3 findings are not written" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_a_path_out_of_the_project_is_no_relative_one(tmp_path: Path) -> None:
    audit = small_audit()
    inside, outside = tmp_path / "desk" / "a b.txt", tmp_path / "else.txt"
    audit.findings["path"] = [str(inside), str(outside), str(inside), None]
    (run,) = json.loads(made("sarif", audit, Config(root=tmp_path / "desk", language="en")))["runs"]
    found = [result["locations"] for result in run["results"]]
    uris = [places[0]["physicalLocation"]["artifactLocation"]["uri"] for places in found if places]
    assert uris == ["a%20b.txt", outside.as_uri(), "a%20b.txt"]


def test_paths_start_at_the_top_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project may be a folder of a repository; what reviews a merge knows the repository only."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    (issue, *_) = json.loads(made("gitlab", small_audit()))
    assert issue["location"]["path"] == "desk/news/bad.txt"
    assert "file=desk/news/bad.txt,line=2" in made("github", small_audit())


def test_a_line_of_what_was_read_out_of_a_page_is_no_line_of_the_page() -> None:
    audit = small_audit()
    audit.findings["path"] = "news/bad.html"
    (run,) = json.loads(made("sarif", audit))["runs"]
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("audit", [small_audit(), hostile()])
def test_junit_is_what_another_reader_takes(audit: Audit) -> None:
    report = JUnitXml.fromstring(made("junit", audit).encode("utf8"))
    failed = [case for suite in report for case in suite if any(isinstance(r, Failure) for r in case.result)]
    assert len(failed) == report.failures == 1
    assert report.errors == len([result for result in audit.results if result.error])


@pytest.mark.parametrize(("fail_on", "failures"), [("critical", 1), ("warning", 2), ("info", 3), ("never", 0)])
def test_junit_fails_what_the_command_fails_for(fail_on: str, failures: int) -> None:
    assert (
        JUnitXml.fromstring(made("junit", small_audit(), replace(CONFIG, fail_on=fail_on)).encode()).failures
        == failures
    )


def test_github_commands_are_one_line_each_and_point_at_the_words() -> None:
    lines = made("github", small_audit()).splitlines()
    assert lines[0].startswith(
        "::error title=critical%3A contradiction,file=news/bad.txt,line=2,endLine=2,col=31,endColumn=37::two sources"
    )
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]


def test_github_takes_ten_and_article_text_makes_no_command() -> None:
    lines = made("github", many(12)).splitlines()
    assert len([line for line in lines if line.startswith("::")]) == 10
    assert "12 critical" in lines[-1]
    for line in made("github", hostile()).splitlines():
        properties, message = line[2:].split("::", 1)
        assert "\r" not in message
        assert not re.search(r"%(?!25|0D|0A|3A|2C)", properties)


def test_gitlab_has_a_path_a_line_and_a_fingerprint_for_each() -> None:
    issues = json.loads(made("gitlab", small_audit()))
    assert [(issue["severity"], issue["location"]["lines"]["begin"]) for issue in issues] == [
        ("critical", 2), ("major", 3), ("info", 1),
    ]  # fmt: skip
    assert {issue["location"]["path"] for issue in issues} == {"news/bad.txt"}
    assert [issue["fingerprint"] for issue in issues] == ["f1", "f2", "f3"]


def test_markdown_reads_as_a_comment() -> None:
    text = made("markdown", small_audit())
    assert text.startswith("### Do not publish yet: 1 critical, 1 warning, 1 note.\n")
    assert text.count("\n| ") == 4
    assert "contradiction" in text


def test_markdown_of_an_article_makes_no_markup() -> None:
    text = made("markdown", hostile())
    for markup in ("<script>", "<img", "](javascript", "@everyone", "http://", "www.evil", "#1", "`x`"):
        assert not re.search(rf"(?<!\\){re.escape(markup)}", text), markup
    rows = [line for line in text.splitlines() if line.startswith("| ⛔")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 4 for row in rows)
    assert len(escaped("x" * 5000)) <= 300


def test_markdown_is_short_enough_for_a_comment() -> None:
    audit = many(500)
    audit.findings["message"] = "|" * 5000
    assert len(made("markdown", audit)) < 65_536


@pytest.mark.parametrize("name", REVIEW)
def test_an_audit_without_findings_is_written_too(name: str) -> None:
    empty: Any = table.frame([], table.FINDINGS)
    assert made(name, small_audit(findings=empty)) or name == "github"
