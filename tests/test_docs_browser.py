"""The pages in a browser, light and dark, wide and narrow."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from audit import suite, table
from audit.config import Config

STYLE = (Path(suite.__file__).parent / "templates/style.css").read_text(encoding="utf8")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync --enable-logging=stderr --dump-dom --hide-scrollbars
--allow-file-access-from-files"""
PAGES = ("index.html", "validations/facts.html", "expectations/facts.html")


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the style sheet by name, light and dark."""
    found = [
        dict(re.findall(r"--([a-z]+): (#[0-9a-f]+);", block))
        for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    ]
    light, dark = found
    return {"light": light, "dark": {**light, **dark}}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "soft", "link", "held", "failed", "error", "warning", "info"])
@pytest.mark.parametrize("ground", ["paper", "ground"])
def test_text_stands_out_from_its_ground(theme, ink, ground):
    colours = palettes()[theme]
    dark, light = sorted([luminance(colours[ink]), luminance(colours[ground])])
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A site with long words, long tables and markup in it."""
    folder = tmp_path_factory.mktemp("browser")
    empty = dict.fromkeys(column.name for column in table.FACTS)
    rows = [
        {**empty, "fact_id": f"<img src=x onerror=alert({i})>", "quote": "x" * 400, "path": "a/" + "name" * 40,
         "sentence": "từ " * 90, "kind": "wrong", "confidence": 7.0, "start": 3, "end": 1}
        for i in range(3)
    ]  # fmt: skip
    frame = table.frame(rows, table.FACTS).assign(n_independent=1, published=None, group_id="g")
    found = suite.validate({"facts": frame}, Config(root=folder))
    suite.build_docs(found, folder / "docs", title="<script>" + "dài" * 80)
    return folder / "docs"


def browse(page: Path, profile: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    command = [str(CHROMIUM), *FLAGS.split(), *flags, f"--user-data-dir={profile}", f"file://{page}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("page", PAGES)
def test_a_browser_opens_the_pages_without_a_complaint(site, page, tmp_path):
    """No request, no refused style, no error: Chromium reports each of them as a line of its console."""
    done = browse(site / page, tmp_path / "profile")
    assert "</html>" in done.stdout
    assert not [line for line in done.stderr.splitlines() if "CONSOLE" in line]


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_its_window(site, width, tmp_path):
    """Tables scroll inside the page; the page itself never does from side to side."""
    frames = "".join(
        f'<iframe src="{site / page}" style="width:{width}px;height:900px;border:0"></iframe>' for page in PAGES
    )
    measure = """onload = () => { for (const frame of document.querySelectorAll("iframe")) {
      for (const part of frame.contentDocument.querySelectorAll("details")) part.open = true;
      frame.title = frame.contentDocument.documentElement.scrollWidth; } }"""
    outer = tmp_path / "outer.html"
    outer.write_text(f"<!DOCTYPE html>{frames}<script>{measure}</script>", encoding="utf8")
    found = re.findall(r'title="(\d+)"', browse(outer, tmp_path / "profile").stdout)
    assert [int(wide) for wide in found] == [width] * len(PAGES)
