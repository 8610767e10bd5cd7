"""The wheel: the command works where nothing of the checkout is there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from audit import _sources

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    # With the libraries of the checkout; not to be compiled here, beside tests that run.
    environment = os.environ if _sources.compiled() else {**os.environ, "AUDIT_PURE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", build, str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    with zipfile.ZipFile(folder / done.stdout.split()[-1]) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_ships_what_the_command_reads(installed: Path) -> None:
    for name in ("indicators.csv", "articles.json", "blocks.json", "facts.json", "groups.json", "scores.json"):
        assert (installed / "audit" / "expectations" / name).read_bytes() == (ROOT / "expectations" / name).read_bytes()
    assert (installed / "audit" / "languages" / "vi.toml").is_file()
    assert not (installed / "tests").exists()


def test_a_wheel_of_a_compiled_checkout_has_its_libraries(installed: Path) -> None:
    made = list((installed / "audit" / "facts").rglob(f"*{EXTENSION_SUFFIXES[0]}"))
    shared = list(installed.glob(f"{_sources._SHARED}*"))
    wheels = [path.name for path in installed.parent.glob("*.whl")]
    if _sources.compiled():
        assert len(made) == len(list((installed / "audit" / "facts").rglob("*.py")))
        assert len(shared) == 1
        assert not wheels[0].endswith("py3-none-any.whl")
    else:
        assert (made, shared) == ([], [])
        assert wheels[0].endswith("py3-none-any.whl")


def test_the_installed_command_audits_a_folder(installed: Path, tmp_path: Path) -> None:
    article = tmp_path / "news" / "a.txt"
    article.parent.mkdir()
    article.write_text("Xuất khẩu gạo\n\nNăm 2023, cả nước xuất khẩu 8,1 triệu tấn gạo, tăng 14,4%.\n", encoding="utf8")
    environment = {**os.environ, "PYTHONPATH": str(installed), "LANG": "C.UTF-8"}
    command = [sys.executable, "-P", "-m", "audit", "run", "news", "--fail-on", "never"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "8,1" in (tmp_path / "reports" / "facts.csv").read_text(encoding="utf-8-sig")
    code = "import audit; print(audit.__file__)"
    where = subprocess.run(
        [sys.executable, "-P", "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert str(installed) in where.stdout
