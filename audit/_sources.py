"""Which form of a module runs: the compiled one, or its source.

A checkout has its compiled libraries beside their sources. Behind an edit the old library would go on to run in the
place of the new source, without a word: so once one source is newer, all of them run as they are until the next
`make compiled`. With `AUDIT_PURE=1` they do too, as a debugger or a profiler of Python wants.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import EXTENSION_SUFFIXES, SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType

_PACKAGE = Path(__file__).parent
_SHARED = "audit_compiled__mypyc"  # the library that all compiled modules share, beside the package
_SUFFIX = EXTENSION_SUFFIXES[0]
_LIBRARY = _PACKAGE.parent / f"{_SHARED}{_SUFFIX}"
_BUILDING = _PACKAGE.parent / "hatch_build.py"  # only a checkout has it, and only there is a source edited


class _Plain(MetaPathFinder):
    """Finds the modules of this package by their sources only."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith("audit."):
            return None
        found = (FileFinder(folder, (SourceFileLoader, SOURCE_SUFFIXES)).find_spec(fullname) for folder in path or ())
        return next(filter(None, found), None)


def compiled() -> bool:
    """Whether the libraries run: they are there, wanted, and as new as their sources."""
    if not _LIBRARY.is_file() or os.environ.get("AUDIT_PURE"):
        return False
    return not _BUILDING.exists() or not _edited(_LIBRARY.stat().st_mtime)


def choose() -> None:
    """Lets sources run where libraries may not; to be called before the first module that has one is imported."""
    if _LIBRARY.is_file() and not compiled():
        sys.meta_path.insert(0, _Plain())


def _edited(since: float) -> bool:
    """Whether a source of a library is newer, or gone."""
    sources = (path.with_name(path.name.partition(".")[0] + ".py") for path in _PACKAGE.rglob(f"*{_SUFFIX}"))
    return any(not path.exists() or path.stat().st_mtime > since for path in sources)
