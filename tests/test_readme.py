"""What README and CONTRIBUTING say can be typed, can be typed."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.main import get_command

from audit.cli import app

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/ci.md",
    "docs/configuration.md",
    "docs/suites.md",
    "docs/spark.md",
    "docs/scale.md",
)
COMMANDS = {command.name for command in app.registered_commands}


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf8")


def test_every_command_that_readme_names_exists_and_every_command_is_named() -> None:
    named = set(re.findall(r"(?:`|\$ |run: )audit (\w+)", text("README.md")))
    assert named == COMMANDS


def test_every_option_that_readme_names_exists() -> None:
    options = set(re.findall(r"(?:audit \w+[^`\n]*?|`)(--[a-z-]+)", text("README.md")))
    assert options
    source = "".join(path.read_text(encoding="utf8") for path in (ROOT / "audit" / "cli").glob("*.py"))
    assert {option for option in options if f'"{option}"' not in source} == set()


def test_every_target_that_a_page_names_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^(\w+):", text("Makefile"), re.MULTILINE))
    for page in PAGES:
        assert set(re.findall(r"(?:`|\$ )make (\w+)", text(page))) <= targets, page


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)", text(page))
    assert not [link for link in links if not ((ROOT / page).parent / link).exists()]


def test_the_python_of_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"text": "Giá gạo\n\nGiá gạo tăng 5%."}
    for block in re.findall(r"```python\n(.*?)```", text("README.md"), re.DOTALL):
        exec(compile(block, "README.md", "exec"), names)
    assert len(names["facts"]) == 1  # type: ignore[arg-type]
    assert len(names["parts"]) == 2  # type: ignore[arg-type]


def test_every_command_of_the_page_on_spark_can_be_typed() -> None:
    page = text("docs/spark.md")
    commands = [shlex.split(line) for line in re.findall(r"\$ (?:\S+=\S+ )?audit (run .+)", page)]
    assert commands
    for words in commands:
        _, *given = words
        context = get_command(app).commands["run"].make_context("run", given, resilient_parsing=False)  # type: ignore[attr-defined]
        assert context.params["engine"] == "spark"
        assert context.params["output_dir"]
        assert len(context.params["paths"]) == 1
    assert _options(page) - _options_of_the_command() == set()


def _options(page: str) -> set[str]:
    return set(re.findall(r"`(--[a-z-]+)", page))


def _options_of_the_command() -> set[str]:
    return {option for one in get_command(app).commands["run"].params for option in one.opts}  # type: ignore[attr-defined]
