"""The walls of the house: who imports whom, what an import costs, and how large a room may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "audit"
STAGES = ("articles", "blocks", "facts", "groups", "rules", "scores", "triage", "views")
SHARED = ("model", "table", "registry", "config", "catalog", "errors", "text", "languages", "compare", "dates", "clock")
MODULES = sorted(PACKAGE.rglob("*.py"))
LARGEST_MODULE, LARGEST_FUNCTION = 400, 60


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top or inside a function, relative ones made absolute."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            yield module
            if module == "audit":
                yield from (f"audit.{alias.name}" for alias in node.names)


def room(module: str) -> str | None:
    """The part of the house that an imported module belongs to, None for what is not ours."""
    parts = module.split(".")
    return parts[1] if parts[0] == "audit" and len(parts) > 1 else None


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_no_other_stage(stage: str) -> None:
    files = sorted((PACKAGE / stage).rglob("*.py"))
    assert files, f"audit/{stage}/ is empty"
    allowed = {*SHARED, stage, "__version__"}
    wrong = {(name(file), target) for file in files for target in imports(file) if room(target) not in {None, *allowed}}
    assert not wrong


def test_the_model_imports_nothing_of_the_package() -> None:
    assert not [target for target in imports(PACKAGE / "model.py") if target.startswith("audit")]


def test_shared_rooms_import_only_shared_rooms() -> None:
    for shared in SHARED:
        file = PACKAGE / f"{shared}.py"
        file = file if file.exists() else PACKAGE / shared / "__init__.py"
        assert not [t for t in imports(file) if room(t) not in {None, *SHARED}], name(file)


def test_only_the_suite_imports_great_expectations() -> None:
    users = {name(file) for file in MODULES for target in imports(file) if target.split(".")[0] == "great_expectations"}
    assert users
    assert all(user == "audit/suite.py" or user.startswith("audit/suite/") for user in users)


def test_only_run_knows_the_order() -> None:
    knowing = set()
    for file in MODULES:
        if file.is_relative_to(PACKAGE / "spark"):  # the other engine: the same stages in the same order
            continue
        used = {room(target) for target in imports(file)} & set(STAGES)
        if file.is_relative_to(PACKAGE / "cli"):
            used -= {"views"}  # every command prints
        if len(used) > 1 or (used and file.parent == PACKAGE):
            knowing.add(name(file))
    assert knowing <= {
        "audit/run.py",
        "audit/extraction.py",
        "audit/single.py",
        "audit/evidence.py",
        "audit/voices.py",
        "audit/cli.py",
        "audit/check/__init__.py",
        "audit/__init__.py",
    }, knowing


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import audit", ("pandas", "numpy", "great_expectations", "rich", "typer")),
        ("import audit.cli", ("pandas", "numpy", "great_expectations")),
    ],
)
def test_an_import_is_light_and_silent(statement: str, absent: tuple[str, ...]) -> None:
    code = f"{statement}; import sys; sys.exit(', '.join(m for m in {absent!r} if m in sys.modules) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_functions_of_the_package_win_over_its_modules() -> None:
    code = (
        "import audit, audit.run, audit.blocks, types\n"
        "assert isinstance(audit.run, types.FunctionType) and isinstance(audit.blocks, types.FunctionType)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_rooms_stay_small() -> None:
    large = []
    for file in MODULES:
        source = file.read_text(encoding="utf8")
        if source.count("\n") > LARGEST_MODULE:
            large.append(name(file))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                large += [f"{name(file)}:{node.name}"] if length > LARGEST_FUNCTION else []
    assert not large


def test_no_file_names_a_registry_or_a_machine() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    if not any(tracked):
        pytest.skip("not a git checkout")
    options = "|".join(f"--{name}" for name in ("index-url", "extra-index-url", "find-links", "trusted-host"))
    pattern = re.compile(rf"{options}|(?<![\w.])/(root|home)/")
    here = Path(__file__).name
    found = [
        f for f in tracked if f and not f.endswith(here) and pattern.search((ROOT / f).read_text("utf8", "replace"))
    ]
    assert not found


def test_only_its_engine_and_the_suite_import_spark() -> None:
    users = {name(file) for file in MODULES for target in imports(file) if target.split(".")[0] in ("pyspark", "py4j")}
    assert users
    assert all(user.startswith(("audit/spark/", "audit/suite/")) for user in users)
    engine = {name(file) for file in MODULES for target in imports(file) if room(target) == "spark"}
    assert all(user.startswith(("audit/spark/", "audit/cli/")) for user in engine)
