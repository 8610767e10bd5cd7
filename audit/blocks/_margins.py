"""What stands above and below an article: menus, links under a heading, notices after the byline."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from audit.blocks._furniture import is_item
from audit.blocks._lines import Line
from audit.blocks._roles import is_byline

Removed = dict[int, tuple[str, str]]

_MENU = 4
_NOTICES = 2


def menus(lines: Sequence[Line], removed: Removed) -> Removed:
    """Runs of very short lines above the first and below the last paragraph: menus of the page.

    What stands last above the first paragraph may be the title, and is left.
    """
    prose = [line.number for line in lines if line.prose and line.number not in removed]
    if not prose:
        return {}
    found: Removed = {}
    for outside in (lines[: max(0, prose[0] - 1)], lines[prose[-1] + 1 :]):
        own = [line for line in outside if line.number not in removed]
        for is_menu, run in groupby(own, is_item):
            items = list(run) if is_menu else []
            if len(items) >= _MENU:
                found |= {item.number: ("boilerplate", "navigation: a menu of the page") for item in items}
    return found


def under_headings(lines: Sequence[Line], removed: Removed) -> Removed:
    """The headlines between a heading such as `Tin liên quan` and the end of the page: links to its neighbours."""
    found: Removed = {}
    run: list[Line] = []
    for line in reversed(lines):
        if removed.get(line.number, ("", ""))[1].startswith("related:"):
            found |= {entry.number: ("boilerplate", "related: a link to another article") for entry in run}
            run = []
        elif line.number not in removed:
            if not line.headline:
                break
            run.append(line)
    return found


def after_the_end(lines: Sequence[Line], removed: Removed) -> Removed:
    """The short lines that follow the byline at the end of an article: other notices of the page."""
    own = [line for line in lines if line.number not in removed]
    last = max((i for i, line in enumerate(own) if line.prose), default=len(own))
    tail = own[last + 1 :]
    byline = next((i for i, line in enumerate(tail) if is_byline(line)), None)
    if byline is None or len(tail) - byline - 1 < _NOTICES:
        return {}
    why = "boilerplate", "footer: short notices after the end of the article"
    return {line.number: why for line in tail[byline + 1 :]}
