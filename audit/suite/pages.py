"""Data Docs: Great Expectations' own pages of results and suites, made safe to open, and an index of them.

GX's renderers decide what a page says, `view` decides how it looks. The stock pages of scraped text are stored XSS,
load files from other hosts and have an index that is empty without them; these are plain HTML that anybody can open.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from great_expectations import __version__ as engine_version
from great_expectations.core import ExpectationSuite, ExpectationSuiteValidationResult, ExpectationValidationResult
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.render.components import RenderedDocumentContent
from great_expectations.render.renderer.page_renderer import ExpectationSuitePageRenderer, ValidationResultsPageRenderer

from audit import languages
from audit.errors import AuditError
from audit.model import Result
from audit.suite import engine
from audit.suite.expectation import classes
from audit.suite.site import Site, site, state
from audit.suite.view import PageView, environment, slug

MARK = '<meta name="generator" content="audit">'
# GX finds its renderers by name.
ROWS = {"class_name": "CheckTable", "module_name": "audit.suite.rows"}
SECTION = {"class_name": "ValidationResultsColumnSectionRenderer", "table_renderer": ROWS}


def build_docs(results: Sequence[Result], directory: Path, *, title: str, language: str = "en") -> Path:
    """Write the pages of these results into `directory` and return its index page.

    The same results give the same pages, byte for byte. An earlier site in `directory` is replaced as a whole. Raises
    AuditError where something else is in `directory`, or where it cannot be written.
    """
    directory = Path(directory)
    with engine.quiet(), engine.alone():
        files = _files(results, title, language)
    try:
        _replace(directory, files)
    except OSError as error:
        mend = "free some space or allow writing there, or name another folder"
        raise AuditError(f"cannot be written: {error.strerror or error}", file=directory, mend=mend) from error
    return directory / "index.html"


def _files(results: Sequence[Result], title: str, language: str) -> dict[str, str]:
    classes()  # GX renders an expectation by its class
    by_table: dict[str, list[Result]] = {}
    for result in results:
        by_table.setdefault(result.table, []).append(result)
    whole, view = site(by_table, title), PageView(language=language)
    files = {"index.html": environment(language).get_template("index.j2").render(site=whole)}
    for table, found in by_table.items():
        documents = {
            "validations": _validation(
                table, found, whole, languages.message(language, "pages", "results_of", table=table)
            ),
            "expectations": _suite(table, found, languages.message(language, "pages", "suite_of", table=table)),
        }
        for kind, document in documents.items():
            files[f"{kind}/{slug(table)}.html"] = view.render(document, site=whole, here=table)
    return files


def _validation(table: str, results: Sequence[Result], whole: Site, title: str) -> RenderedDocumentContent:
    """GX's page of the results of one table."""
    held = [state(result) for result in results].count("held")
    renderer = ValidationResultsPageRenderer(column_section_renderer=SECTION, run_info_at_end=True)
    document: RenderedDocumentContent = renderer.render(
        ExpectationSuiteValidationResult(
            success=held == len(results),
            results=[_evr(result) for result in results],
            suite_name=table,
            statistics={
                "evaluated_expectations": len(results),
                "successful_expectations": held,
                "unsuccessful_expectations": len(results) - held,
                "success_percent": 100 * held / len(results),
            },
            meta={"great_expectations_version": engine_version, "run_id": {"run_name": whole.run, "run_time": ""}},
        )
    )
    document.page_title = title
    document.sections = document.sections[:-1]  # the run: its name is in the footer, and it has no time
    return document


def _suite(table: str, results: Sequence[Result], title: str) -> RenderedDocumentContent:
    """GX's page of the suite of one table, in the words of GX: descriptions stand beside the results."""
    expectations = [_configuration(result, description=False).to_domain_obj() for result in results]
    renderer: Any = ExpectationSuitePageRenderer()
    document: RenderedDocumentContent = renderer.render(ExpectationSuite(name=table, expectations=expectations))
    document.page_title = title
    return document


def _evr(result: Result) -> ExpectationValidationResult:
    document = result.document
    found = dict(document["result"])
    if result.expectation == "expect_table_columns_to_match_ordered_list":
        found.setdefault("observed_value", [])  # GX's page looks for it whatever happened
    return ExpectationValidationResult(
        success=state(result) == "held",
        expectation_config=_configuration(result, description=True),
        result=found,
        meta={},
        exception_info=dict(document["exception_info"]),
    )


def _configuration(result: Result, *, description: bool) -> ExpectationConfiguration:
    """The expectation of a result, as it was in force."""
    given: dict[str, Any] = dict(result.document["expectation_config"])
    return ExpectationConfiguration(
        type=given["type"],
        kwargs=dict(given["kwargs"]),
        meta={"rule_id": result.rule},
        description=given.get("description") if description else None,
        notes=given.get("notes"),
        severity=FailureSeverity(result.severity),
    )


def _replace(directory: Path, files: Mapping[str, str]) -> None:
    """Put the site in place of an earlier one: written beside it first, so that a killed run leaves the earlier one."""
    if directory.exists() and not _ours(directory):
        mend = "name a new folder, or empty this one"
        raise AuditError("is not a folder of pages that audit wrote", file=directory, mend=mend)
    directory.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        new, old = staging / "new", staging / "old"
        for name, content in files.items():
            page = new / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(content, encoding="utf8", newline="\n")
        if directory.exists():
            directory.rename(old)
        try:
            new.rename(directory)
        except OSError:
            with suppress(OSError):
                old.rename(directory)
            raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _ours(directory: Path) -> bool:
    """Whether a folder is empty or holds pages of ours, so that replacing it loses nothing of the user's."""
    if not directory.is_dir():
        return False
    index = directory / "index.html"
    if index.is_file():
        with index.open(encoding="utf8", errors="replace") as page:
            return MARK in page.read(2000)
    return not any(directory.iterdir())
