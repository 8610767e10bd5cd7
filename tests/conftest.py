"""What every test may use: `--update-golden`, and a comparison with the files under `tests/golden/`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audit._sources import compiled

GOLDEN = Path(__file__).parent / "golden"
# A file of tests stays in one process, which makes what its tests share once; the longest go first, so that no process
# is left with one of them when the others are done.
LONGEST = ("test_spark", "test_crowds", "test_site_browser", "test_docs_browser", "test_seeds", "test_sources")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what was made to tests/golden/ instead of comparing"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "counts_calls: counts calls between functions, which compiled ones make unseen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in LONGEST)
    for item in items if compiled() else ():
        if item.get_closest_marker("counts_calls"):
            item.add_marker(pytest.mark.skip(reason="test_sources.py runs it, on the sources"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares text with a file of `tests/golden/`; `--update-golden` writes the file, to be read in the diff."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf8", newline="\n")
        assert file.exists(), f"no {file.name}: run pytest --update-golden and read it"
        assert text == file.read_text(encoding="utf8"), "differs; if it is meant: pytest --update-golden"

    return compare


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review pages of a small audit."""
    return _pages(tmp_path_factory, "small_audit")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review pages of articles that try to become markup."""
    return _pages(tmp_path_factory, "hostile_audit")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review pages of an audit with lists of several sheets."""
    return _pages(tmp_path_factory, "many_audit")


def _pages(folders: pytest.TempPathFactory, made: str) -> Path:
    import site_audit

    return site_audit.built(getattr(site_audit, made)(), folders.mktemp("site") / "docs")
