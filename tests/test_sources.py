"""Compiled modules run in the place of their sources, but never once a source says something else."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import ModuleType

import pytest

from audit import _sources

# Those with a test that counts calls; pytest is told of no other, as to collect all of them takes a while.
COUNTING = ("test_crowds.py", "test_facts_claim.py", "test_facts_linear.py")
ROOT = Path(__file__).parent.parent
WHICH = "from audit import _sources, facts; print(_sources.compiled(), facts.__file__)"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with libraries that cannot be loaded: whatever imports one of them fails."""
    shutil.copytree(ROOT / "audit", tmp_path / "audit", ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__"))
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    for name in (f"{_sources._SHARED}{EXTENSION_SUFFIXES[0]}", f"audit/facts/__init__{EXTENSION_SUFFIXES[0]}"):
        (tmp_path / name).write_bytes(b"no library")
    return tmp_path


def which(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(checkout), **environment}
    return subprocess.run(
        [sys.executable, "-P", "-c", WHICH], env=settings, cwd=checkout, capture_output=True, text=True, check=False
    )


def test_a_library_runs_in_the_place_of_its_source(checkout: Path) -> None:
    said = which(checkout)
    assert said.returncode == 1
    assert "ImportError" in said.stderr


def test_sources_run_once_one_is_newer_than_the_libraries(checkout: Path) -> None:
    ahead = (checkout / f"{_sources._SHARED}{EXTENSION_SUFFIXES[0]}").stat().st_mtime + 10
    os.utime(checkout / "audit" / "facts" / "__init__.py", (ahead, ahead))
    said = which(checkout)
    assert said.stdout.split() == ["False", str(checkout / "audit" / "facts" / "__init__.py")], said.stderr


def test_a_module_without_a_library_may_be_edited(checkout: Path) -> None:
    ahead = (checkout / f"{_sources._SHARED}{EXTENSION_SUFFIXES[0]}").stat().st_mtime + 10
    os.utime(checkout / "audit" / "errors.py", (ahead, ahead))
    assert "ImportError" in which(checkout).stderr


def test_sources_run_where_a_library_has_lost_its_source(checkout: Path) -> None:
    (checkout / "audit" / "facts" / f"gone{EXTENSION_SUFFIXES[0]}").write_bytes(b"no library")
    assert which(checkout).stdout.startswith("False")


def test_sources_run_where_that_is_asked_for(checkout: Path) -> None:
    assert which(checkout, AUDIT_PURE="1").stdout.startswith("False")


def test_an_installed_package_trusts_its_libraries(checkout: Path) -> None:
    (checkout / "hatch_build.py").unlink()
    ahead = (checkout / f"{_sources._SHARED}{EXTENSION_SUFFIXES[0]}").stat().st_mtime + 10
    os.utime(checkout / "audit" / "facts" / "__init__.py", (ahead, ahead))
    assert "ImportError" in which(checkout).stderr


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_build_names_the_library_as_it_is_looked_for(build: ModuleType) -> None:
    assert f"{build.GROUP}__mypyc" == _sources._SHARED


def test_what_the_build_leaves_plain_is_there(build: ModuleType) -> None:
    named = [f"{stage}/{name}.py" for stage, names in build.PLAIN.items() for name in names.split()]
    assert [name for name in (*named, *build.TYPED) if not (ROOT / "audit" / name).is_file()] == []


def test_no_module_that_is_compiled_has_a_cached_property(build: ModuleType) -> None:
    """Compiled, it would be asked anew each time."""
    assert len(build._sources()) > 100
    assert [name for name in build._sources() if "cached_property" in (ROOT / name).read_text("utf8")] == []


@pytest.mark.skipif(not _sources.compiled(), reason="these tests run on the sources anyhow")
def test_what_counts_calls_passes_on_the_sources() -> None:
    files = [str(ROOT / "tests" / name) for name in COUNTING]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "counts_calls", *files]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "AUDIT_PURE": "1"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_other_test_counts_calls() -> None:
    counting = [
        path.name for path in (ROOT / "tests").glob("test_*.py") if "sys.set" + "profile(" in path.read_text("utf8")
    ]
    assert sorted(counting) == sorted(COUNTING)
    for name in COUNTING:
        assert "@pytest.mark.counts_calls" in (ROOT / "tests" / name).read_text("utf8")
