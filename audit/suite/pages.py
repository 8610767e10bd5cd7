"""Data Docs: Great Expectations' own pages of results and suites, made safe to open, and an index of them.

GX's renderers decide what a page says, `view` decides how it looks. The stock pages of scraped text are stored XSS,
load files from other hosts and have an index that is empty without them; these are plain HTML that anybody can open.
Beside each page lies what it shows as GX stores it, for programs.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from great_expectations.render.components import RenderedDocumentContent
from great_expectations.render.renderer.page_renderer import ExpectationSuitePageRenderer, ValidationResultsPageRenderer

from audit import languages
from audit.errors import AuditError
from audit.model import Result
from audit.suite import documents, engine
from audit.suite.expectation import classes
from audit.suite.site import Site, site
from audit.suite.view import PageView, environment, slug

MARK = '<meta name="generator" content="audit">'
# GX finds its renderers by name.
ROWS = {"class_name": "CheckTable", "module_name": "audit.suite.rows"}
SECTION = {"class_name": "ValidationResultsColumnSectionRenderer", "table_renderer": ROWS}


def build_docs(
    results: Sequence[Result], directory: Path, *, title: str, language: str = "en", home: str | None = None
) -> Path:
    """Write the pages of these results into `directory` and return its index page.

    `home` is a page of the folder above that every page leads back to. The same results give the same pages, byte for
    byte. An earlier site in `directory` is replaced as a whole. Raises
    AuditError where something else is in `directory`, or where it cannot be written.
    """
    directory = Path(directory)
    with engine.quiet(), engine.alone():
        files = dict(_files(results, title, language, home))
    try:
        _replace(directory, files)
    except OSError as error:
        mend = "free some space or allow writing there, or name another folder"
        raise AuditError(f"cannot be written: {error.strerror or error}", file=directory, mend=mend) from error
    return directory / "index.html"


def _files(results: Sequence[Result], title: str, language: str, home: str | None) -> Iterator[tuple[str, str]]:
    classes()  # GX renders an expectation by its class
    by_table: dict[str, list[Result]] = {}
    for result in results:
        by_table.setdefault(result.table, []).append(result)
    whole, view = site(by_table, title, language, home), PageView(language=language)
    yield "index.html", environment(language).get_template("index.j2").render(site=whole)
    for table, found in by_table.items():
        for kind, said in (("validations", "results_of"), ("expectations", "suite_of")):
            name = f"{kind}/{slug(table)}"
            yield f"{name}.json", _stored(kind, table, found, whole)
            document = _document(kind, table, found, whole, language)
            document.page_title = languages.message(language, "pages", said, table=table)
            yield f"{name}.html", view.render(document, site=whole, here=table)


def _stored(kind: str, table: str, results: Sequence[Result], whole: Site) -> str:
    if kind == "validations":
        return documents.stored_validation(table, results, whole.run)
    return documents.stored_suite(table, results)


def _document(kind: str, table: str, results: Sequence[Result], whole: Site, language: str) -> RenderedDocumentContent:
    """GX's page of the results of a table, or of its suite in GX's own words: descriptions stand with the results."""
    document: RenderedDocumentContent
    if kind == "validations":
        results_page = ValidationResultsPageRenderer(column_section_renderer=SECTION, run_info_at_end=True)
        document = results_page.render(documents.validation(table, results, whole.run, language))
        document.sections = document.sections[:-1]  # the run: its name is in the footer, and it has no time
    else:
        suite_page: Any = ExpectationSuitePageRenderer()
        document = suite_page.render(documents.suite(table, results, described=False))
    return document


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
            page.write_text(content, encoding="utf8", errors="replace", newline="\n")
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
