"""How lines of text are shown: width, colour, encoding. The only place where escape sequences are made."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from audit.views._safe import safe
from audit.views._terminal.snippet import folded

THEME = Theme(
    {
        "critical": "bold red", "warning": "yellow", "info": "cyan", "related": "blue", "rule": "blue",
        "place": "", "message": "bold", "header": "bold", "reason": "italic", "good": "bold green",
    },
    inherit=False,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """Cells a line, colour, the encoding that the output must fit, and how much of a report is shown."""

    width: int = 80
    color: bool = False
    encoding: str = "utf-8"
    everything: bool = False
    quiet: bool = False

    def inner(self, indent: int) -> Look:
        """The same look for what stands further in."""
        return replace(self, width=self.width - indent)

    def prose(self, text: str, style: str = "") -> Iterator[Text]:
        """Text of any origin as lines that fit."""
        return (Text(line, style=style) for line in folded(safe(text, self.encoding), self.width))

    def printed(self, lines: Iterable[Text]) -> str:
        """Lines as they go to the stream: marks of style become colour or nothing, markup is never read."""
        out = io.StringIO()
        console = Console(
            file=out, width=self.width, theme=THEME, markup=False, highlight=False, emoji=False, legacy_windows=False,
            force_terminal=self.color, color_system="standard" if self.color else None, _environ={},
        )  # fmt: skip
        for line in lines:
            if self.encoding.lower() not in ("utf-8", "utf8"):
                line.plain = safe(line.plain, self.encoding)
            console.print(line, soft_wrap=True)
        return out.getvalue()
