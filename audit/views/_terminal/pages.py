"""The rules in a terminal: all of them as a table, or the page of one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType

from rich.text import Text

from audit import languages
from audit.config import Config
from audit.model import SEVERITIES
from audit.views._terminal.snippet import folded
from audit.views._words import Words


def catalogue(rules: Mapping[str, ModuleType], config: Config, width: int) -> Iterator[Text]:
    """One line a rule, the most severe first: severity, id, what it says."""
    found = sorted((SEVERITIES.index(severity(name, rules, config)), name) for name in rules)
    room = max(map(len, rules), default=0)
    words = Words(config.speaks)
    for level, name in found:
        state = f" ({words.say('disabled')})" if name in config.disable else ""
        head = f"{SEVERITIES[level]:<8}  {name:<{room}}  "
        first, *others = folded(title(name, rules[name], config.speaks) + state, max(20, width - len(head)))
        yield Text.assemble((head[:8], SEVERITIES[level]), head[8:], first)
        yield from (Text(" " * len(head) + line) for line in others)


def severity(name: str, rules: Mapping[str, ModuleType], config: Config) -> str:
    """How bad the findings of a rule are: as configured, else as the rule says."""
    return str(config.severity.get(name, rules[name].RULE.severity))


def title(name: str, module: ModuleType, language: str) -> str:
    """What a rule says in a few words, in the reader's language where it is written there."""
    try:
        return languages.message(language, "rule_titles", name)
    except KeyError:
        return (module.__doc__ or name).split("\n", 1)[0].rstrip(".")


def page(name: str, module: ModuleType, config: Config, width: int) -> Iterator[Text]:
    """The page of a rule: how bad, of what kind, in which table; options that are set; then its docstring, folded."""
    level = severity(name, {name: module}, config)
    yield Text.assemble((name, "header"), "  ", (level, level), f" · {module.RULE.dimension} · {module.RULE.table}")
    for option, value in config.rules.get(name, {}).items():
        yield Text(f"{option} = {json.dumps(value)}  ({config.origins.get('rules', config.origin)})")
    yield from _prose((module.__doc__ or "").strip().split("\n"), width)


def _prose(lines: Iterable[str], width: int) -> Iterator[Text]:
    """Markdown as it reads best in a terminal: paragraphs folded, code and lists as they are, headings in bold."""
    paragraph: list[str] = []
    for line in (*lines, ""):
        verbatim = line.startswith(("#", "    ", "-", "|", "```")) or not line
        if verbatim and paragraph:
            yield from (Text(piece) for piece in folded(" ".join(paragraph), width))
            paragraph = []
        if line.startswith("#"):
            yield Text(line.lstrip("# "), style="header")
        elif verbatim:
            yield Text(line)
        else:
            paragraph.append(line)
