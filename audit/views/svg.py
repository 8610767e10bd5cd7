"""The report of the terminal as a picture. It loads nothing: no font and no style from elsewhere."""

from __future__ import annotations

import io

from rich.console import Console

from audit.config import Config
from audit.model import Audit
from audit.views._terminal.look import THEME, Look
from audit.views.console import lines

STREAM = "report.svg"

_TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="audit run">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px; }}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; font-weight: bold; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def files(audit: Audit, config: Config) -> dict[str, bytes]:
    """`report.svg`: the report in colour, 80 cells wide, as `audit run` prints it."""
    console = Console(
        file=io.StringIO(), record=True, width=80, theme=THEME, force_terminal=True, color_system="standard",
        highlight=False, markup=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    for line in lines(audit, config, Look(color=True)):
        console.print(line, soft_wrap=True)
    picture = console.export_svg(title="audit run", code_format=_TEMPLATE, unique_id="audit")
    return {"report.svg": picture.encode("utf8")}
