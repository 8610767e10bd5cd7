"""Pages from templates, written once: a page whose input did not change is taken over from the site before."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import Any

from audit import languages
from audit.model import SEVERITIES
from audit.views._site._book import STATES
from audit.views._site._pictures import MOST
from audit.views._words import Words

HERE = Path(__file__).parent
MANIFEST = "pages.json"
_SCRIPT = ("search", "search_hint", "show_more", "theme")  # the words of what the script adds to a page
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
# Control characters, and those that turn the direction of the text around them: shown as a sign, never obeyed.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is made: its file, its template, and what it shows, as plain values."""

    file: str
    template: str
    shown: Mapping[str, Any]

    @property
    def root(self) -> str:
        """The way from the page to the folder of the site."""
        return "../" * self.file.count("/")


def digest(page: Page, language: str) -> str:
    """A name made of everything that a page is made from."""
    told = json.dumps([page.file, page.template, page.shown, language, _form()], sort_keys=True, default=str)
    return blake2s(told.encode("utf8", "replace"), digest_size=12).hexdigest()


def made(page: Page, language: str, pictures: Mapping[str, str]) -> bytes:
    """The bytes of a page."""
    template = environment(language).get_template(page.template)
    content = template.render(page.shown, root=page.root, file=page.file, pictures=pictures)
    return str(content).encode("utf8", "replace")


def take_over(page: Page, before: Path, folder: Path) -> None:
    """Put a page of the site before into this one, without a second copy on the disk where it can be had."""
    new = folder / page.file
    try:
        os.link(before / page.file, new)
    except OSError:
        shutil.copyfile(before / page.file, new)


@cache
def environment(language: str) -> Any:
    """The templates in one language; everything is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    class Plain(Environment):
        def getattr(self, obj: Any, attribute: str) -> Any:
            """As the library does, the values of dictionaries first: pages are made of little else."""
            return obj[attribute] if type(obj) is dict and attribute in obj else super().getattr(obj, attribute)

    def in_language(code: str) -> str:
        """The attribute of a passage in another language than the page."""
        return Markup(' lang="{}"').format(code) if code and code != language else ""

    words = Words(language)
    env = Plain(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, finalize=visible, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    said = _speaker(language, words)
    env.globals |= {
        "say": said,
        "language": language,
        "policy": Markup(POLICY),
        "version": _version(),
        "most_pictures": MOST,
    }
    for kind, names in (("severity", (*SEVERITIES, "good")), ("state", STATES)):
        tag = Markup('<span class="{} {}">{}</span>')
        env.globals[f"{kind}_of"] = {name: tag.format(kind, name, said(f"{kind}_{name}")) for name in names}
    env.globals["in_language"] = in_language
    env.filters["number"] = words.number
    env.filters["say"] = said  # a filter of a constant is worked out once, when the template is compiled
    return env


def _speaker(language: str, words: Words) -> Callable[..., str]:
    plain: dict[str, str] = {}

    def say(key: str, **fields: object) -> str:
        if not fields:  # most are asked for on every page
            if key not in plain:
                plain[key] = languages.message(language, "site", key)
            return plain[key]
        told = {at: words.number(value) if isinstance(value, int | float) else value for at, value in fields.items()}
        return languages.message(language, "site", key, **told)

    return say


def visible(value: Any) -> Any:
    """A value as it may stand on a page, before it is escaped."""
    # Markup comes out of a template of ours, where this was done.
    if type(value) is str and not value.isprintable():
        return _UNSEEN.sub("\ufffd", value)
    return value


def assets(language: str) -> dict[str, bytes]:
    """The style sheet, and the script with its words."""
    found = {name: (HERE / "templates" / name).read_bytes() for name in ("style.css", "script.js")}
    told = json.dumps({name: languages.message(language, "site", name) for name in _SCRIPT}, ensure_ascii=False)
    return {**found, "script.js": f"globalThis.auditWords = {told};\n".encode() + found["script.js"]}


@cache
def _form() -> str:
    """What all pages depend on, as a short name."""
    files = sorted((HERE / "templates").iterdir())
    told = b"".join(file.read_bytes() for file in files if file.suffix == ".j2")
    words = json.dumps(
        [languages.load(code).get(part) for code in languages.codes() for part in ("site", "report")], sort_keys=True
    )
    return blake2s(told + words.encode() + _version().encode(), digest_size=8).hexdigest()


def _version() -> str:
    from audit import __version__

    return __version__
