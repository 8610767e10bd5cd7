"""Compiles what reads and compares figures, with mypyc, when the package is installed or a wheel of it is built.

The sources stay the program: compiled or not, every output is the same, and where there is no C compiler, with
`AUDIT_PURE=1`, or behind an edit (`audit/_sources.py`), they run as they are and take about 1.3 times as long.
"""

from __future__ import annotations

import os
import sysconfig
import tempfile
import time
from contextlib import chdir
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from mypyc.build import mypycify
from pybind11.setup_helpers import ParallelCompile
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.errors import CompileError, LinkError

ROOT = Path(__file__).parent
# What takes most of the time in Python itself.
COMPILED = ("blocks/_*.py", "compare/*.py", "facts/**/*.py", "groups/_*.py")
# Of these stay as they are: what keeps a `cached_property`, what pandas and numpy do, and what only hands on.
PLAIN = {
    "blocks": "__init__ _overlap _page _runs _tokens",
    "groups": "__init__ _heard _joining _judging _meetings _met _partitions _shelf _told",
}
# What the compiled modules import: read for its types, and left as it is.
TYPED = (
    "blocks/_page.py",
    "blocks/_tokens.py",
    "languages/__init__.py",
    "languages/written.py",
    "model.py",
    "text.py",
)
GROUP = "audit_compiled"  # names the one library that all compiled modules share: `audit_compiled__mypyc`
SUFFIX: str = sysconfig.get_config_var("EXT_SUFFIX")


class Compile(BuildHookInterface[Any]):
    """Hatchling's hook: a checkout gets its libraries beside the sources, a wheel has them in it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles unless told not to; says so where it cannot, as nothing else would tell."""
        if os.environ.get("AUDIT_PURE"):
            return
        try:
            made = _fresh() or _compiled()
        except (CompileError, LinkError) as error:
            self.app.display_warning(f"audit: nothing is compiled, it runs from its sources, slower: {error}")
            return
        if version != "editable":
            build_data.update(pure_python=False, infer_tag=True)
            build_data["force_include"].update({str(ROOT / name): name for name in made})


def _fresh() -> list[str]:
    """The libraries that are there, if none of their sources is newer."""
    shared = ROOT / f"{GROUP}__mypyc{SUFFIX}"
    sources = _sources()
    made = [Path(name).with_suffix(SUFFIX) for name in sources]
    if not shared.is_file() or not all((ROOT / name).is_file() for name in made):
        return []
    since = shared.stat().st_mtime
    if any((ROOT / name).stat().st_mtime > since for name in sources):
        return []
    return [shared.name, *map(Path.as_posix, made)]


def _sources() -> list[str]:
    package = ROOT / "audit"
    plain = {package / stage / f"{name}.py" for stage, names in PLAIN.items() for name in names.split()}
    named = {path for pattern in COMPILED for path in package.glob(pattern)} - plain
    return sorted(path.relative_to(ROOT).as_posix() for path in named)


def _compiled() -> list[str]:
    """Compiles, and puts each library beside its source by a rename, as one that is in use must not be rewritten."""
    sources, began = _sources(), time.time()
    with chdir(ROOT), tempfile.TemporaryDirectory(dir=ROOT, prefix=".compiled-") as folder, ParallelCompile(default=0):
        command = build_ext(Distribution({"name": "audit", "ext_modules": _extensions(sources, f"{folder}/c")}))
        command.build_lib, command.build_temp, command.parallel = f"{folder}/lib", f"{folder}/o", os.cpu_count()
        command.ensure_finalized()
        command.run()
        made = sorted(Path(folder, "lib").rglob(f"*{SUFFIX}"))
        names = [path.relative_to(Path(folder, "lib")).as_posix() for path in made]
        for path, name in zip(made, names, strict=True):
            os.utime(path, (began, began))  # so that a source that was edited meanwhile is newer
            path.replace(ROOT / name)
    return names


def _extensions(sources: list[str], folder: str) -> list[Extension]:
    """What mypyc makes of the sources, as C in a folder; it ends the build where an annotation cannot be true."""
    return mypycify(
        ["--follow-imports=skip", "--ignore-missing-imports", *sources, *(f"audit/{name}" for name in TYPED)],
        only_compile_paths=sources,
        opt_level="1",  # more takes the compiler 1.6 times as long, and the code runs no faster
        debug_level="0",
        multi_file=True,
        group_name=GROUP,
        target_dir=folder,
    )
