"""The pages of the rules, from their docstrings: what `audit explain` prints and `docs/rules.md` holds.

python -m audit.rules._page docs/rules.md
"""

from __future__ import annotations

import sys
from pathlib import Path

from audit import registry
from audit.model import Rule

HEADINGS = ("What it does", "Why it matters", "Example", "How to fix", "Options", "References")
_HEAD = """# Rules

Made from the docstrings of `audit/rules/` by `make docs`; change a page there.
"""


def page(name: str) -> str:
    """The page of one rule, Markdown. Raises KeyError where there is no rule of that name."""
    return (registry.members("rules")[name].__doc__ or "").strip() + "\n"


def document() -> str:
    """All pages, with a table of the rules before them."""
    rules = {name: module.RULE for name, module in registry.members("rules").items()}
    table = ["| rule | severity | table | dimension | expectation |", "|---|---|---|---|---|"]
    table += [_row(rule) for rule in rules.values()]
    pages = [f"## {name}\n\n{page(name).replace('## ', '### ')}" for name in rules]
    return "\n".join((_HEAD, *table, "", "\n".join(pages)))


def _row(rule: Rule) -> str:
    return f"| [{rule.id}](#{rule.id}) | {rule.severity} | {rule.table} | {rule.dimension} | `{rule.expectation}` |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf8", newline="\n")
