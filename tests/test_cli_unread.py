"""How the commands end where an article could not be read: the others are audited, and the status says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Xã vùng cao có điện lưới\n\n12/02/2020\n\nHơn 300 hộ dân của xã đã được dùng điện lưới quốc gia từ tuần này.\n"


def audit(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONPATH": str(Path(__file__).parent.parent)}
    call = [sys.executable, "-m", "audit", *args]
    return subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("args", "shown"),
    [
        (("facts", "in"), "300"),
        (("check", "draft.txt", "--against", "in", "--fail-on", "never"), "2 supported"),
        (("run", "in", "--fail-on", "never"), "in/b.pdf"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_an_article_that_cannot_be_read_gives_status_2(tmp_path: Path, args: tuple[str, ...], shown: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "draft.txt").write_text(TEXT, encoding="utf8")
    good = audit(tmp_path, *args)
    assert good.returncode == 0, good.stderr
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.7 cut")
    bad = audit(tmp_path, *args)
    assert bad.returncode == 2
    assert shown in bad.stdout
    assert "is a PDF that is damaged or cut short" in " ".join(f"{bad.stdout} {bad.stderr}".split())
    assert "Traceback" not in bad.stderr
