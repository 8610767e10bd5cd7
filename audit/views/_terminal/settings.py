"""The configuration in force: every setting, its value and where that comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

from audit.config import Config, Setting, in_force, read_from
from audit.views._safe import safe
from audit.views._terminal.columns import GAP, lay, natural
from audit.views._terminal.look import Look
from audit.views._words import Words
from audit.views.json import encoded

SCHEMA = "audit-config/1"


def settings(config: Config, look: Look) -> Iterator[Text]:
    """A table of the settings, values written as in TOML; then which files of `expectations/` are the project's own."""
    words = Words(config.speaks)
    header = tuple(words.say(f"column_{name}") for name in ("setting", "value", "from"))
    rows = [(s.key, _toml(s.value), words.say(f"origin_{s.kind}", where=s.where or "")) for s in in_force(config)]
    rows += [
        (f"{config.expectations}/{name}", "", words.say(f"origin_{whose}")) for name, whose in read_from(config).items()
    ]
    cells = [tuple(safe(cell, look.encoding) for cell in row) for row in (header, *rows)]
    first, value, last = natural(cells)
    widths = (first, max(8, min(value, look.width - first - last - 2 * GAP)), last)
    for at, row in enumerate(cells):
        yield from (Text(line, style="" if at else "header") for line in lay(row, widths))


def settings_json(config: Config) -> bytes:
    """The same as JSON: `settings` by key with value, `from` and `where`; `files` of `expectations/` by name."""
    shown: Mapping[str, Any] = {setting.key: _entry(setting) for setting in in_force(config)}
    file = None if config.origin == "defaults" else config.origin
    return encoded({"schema": SCHEMA, "file": file, "settings": shown, "files": read_from(config)})


def _entry(setting: Setting) -> dict[str, Any]:
    return {"value": setting.value, "from": setting.kind, "where": setting.where}


def _toml(value: Any) -> str:
    """A value as it is written in TOML."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Mapping):
        return "{}"
    return json.dumps(value, ensure_ascii=False)
