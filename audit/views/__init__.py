"""An audit in a format. One format a file; a name that starts with an underscore is a room of this stage.

A format is a module with

    STREAM: str | None        the file that stands for the format on stdout; None where it cannot stream
    def files(audit: Audit, config: Config) -> dict[str, bytes]

`files` returns whole files by name. They depend on the audit and the configuration alone: no clock, no width of
a terminal, no order in which the articles were named, so that equal audits give equal bytes. A format whose files grow
with the articles may also have

    def pieces(audit: Audit, config: Config) -> Iterator[tuple[str, Iterable[bytes]]]

which gives the same files piece by piece, each to be read to its end before the next: then none is held whole. One that
needs nothing but tables, and a little that `rest` gives, may have

    def again(parts: Parts, rest: Any) -> Iterator[tuple[str, Iterable[bytes]]]
    def rest(audit: Audit) -> Any

too: the same from tables on disk, so that another process can make it of a large run.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from types import ModuleType

from audit import registry
from audit.config import Config
from audit.errors import ConfigError
from audit.model import Audit
from audit.views._pieces import begin, write
from audit.views._rows import rows
from audit.views._site import site
from audit.views._tally import Tally, tally
from audit.views._terminal.answer import answer
from audit.views._terminal.changes import changes, changes_json, worse
from audit.views._terminal.draft import SEVERITY as VERDICTS
from audit.views._terminal.draft import as_json, as_markdown, as_sarif, draft, summary
from audit.views._terminal.dropped import refused
from audit.views._terminal.evidence import evidence
from audit.views._terminal.facts import Choice, table
from audit.views._terminal.history import history, history_json
from audit.views._terminal.joined import grouping
from audit.views._terminal.look import Look
from audit.views._terminal.pages import catalogue, page
from audit.views._terminal.settings import settings, settings_json
from audit.views._terminal.streams import ERROR, FINDINGS, NOTHING, Terminal
from audit.views._terminal.trust import trust
from audit.views._words import Words

__all__ = [
    "ERROR", "FINDINGS", "NOTHING", "VERDICTS", "Choice", "Look", "Tally", "Terminal", "Words", "answer", "as_json",
    "as_markdown", "as_sarif", "begin", "catalogue", "changes", "changes_json", "draft", "evidence", "files", "formats",
    "grouping", "history", "history_json", "one_of", "page", "refused", "rows", "settings", "settings_json", "site",
    "summary", "table", "tally", "trust", "worse", "write",
]  # fmt: skip


def formats(names: Iterable[str]) -> dict[str, ModuleType]:
    """The formats of these names, in their order. Raises ConfigError for a name that is no format."""
    known = registry.members("views")
    return {name: known[one_of(name, tuple(known), "format")] for name in names}


def files(chosen: Mapping[str, ModuleType], audit: Audit, config: Config) -> dict[str, bytes]:
    """All files of these formats by name."""
    return {name: content for module in chosen.values() for name, content in module.files(audit, config).items()}


def one_of(name: str, known: tuple[str, ...], what: str, otherwise: str | None = None) -> str:
    """The name, where it is known. Raises ConfigError that suggests a near one, else `otherwise`, else all."""
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, 1)
    mend = f"did you mean {near[0]}?" if near else otherwise or f"there are {', '.join(known)}"
    raise ConfigError(f"unknown {what} {name!r}", mend=mend)
