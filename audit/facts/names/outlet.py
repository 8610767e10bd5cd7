"""What the country of a paper says of its figures: where they hold, and whose dollars they are.

The address of a paper tells its country (`.com.au`). It is that of its figures where the article names the country too;
a dollar without a country is the one of the place where the figure holds, unless the article writes that one `C$`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from audit import languages
from audit.facts._reading import Figure, Reading
from audit.model import Article

_HOST = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.){1,8}([a-z]{2})(?:[:/?#]|$)", re.IGNORECASE)
_AMERICAN = re.compile(r"(?<![a-z])us\$|\$us(?![a-z])", re.IGNORECASE)
_LOCAL = re.compile(r"(?<![a-z])(?:au?|ca?|nz|s|hk)\$", re.IGNORECASE)
_ABROAD = re.compile(r"(?<!\w)(?:U\.S\.|US|USA|United States|Americans?|Wall Street)(?!\w)")
_SURE = 0.7


@cache
def _known(language: str) -> dict[str, Any]:
    return dict(languages.load(language).get("outlets", {}))


def country(article: Article, language: str) -> str | None:
    """The ISO 3166 code of the country that the address or the name of an article's outlet tells."""
    domains: dict[str, str] = _known(language).get("domains", {})
    for address in (article.url, article.source):
        host = _HOST.match(address) if address else None
        if host and host[1].lower() in domains:
            return domains[host[1].lower()]
    names: dict[str, str] = _known(language).get("names", {})
    said = "".join(f"{article.source or ''} {_site(article.url)}".lower().split())
    return next((code for name, code in names.items() if name in said), None)


def _site(url: str | None) -> str:
    """The host of an address, without what stands behind it."""
    return url.split("//", 1)[-1].split("/", 1)[0] if url else ""


def dollars(figure: Figure, area: str | None, article_area: str | None, reading: Reading, language: str) -> None:
    """Gives a sum in plain dollars the currency of the country where it holds."""
    money: dict[str, str] = _known(language).get("dollars", {})
    if "outlet" not in reading.cache:
        reading.cache["outlet"] = country(reading.article, language)
    home: str | None = reading.cache["outlet"]
    where = area[:2] if area else home or (article_area or "")[:2]
    code = money.get(where) if where else None
    if code is None or where is None or figure.unit != "USD" or not _plain(figure, reading):
        return
    if "dollars" not in reading.cache:
        text = reading.view.normal
        abroad = bool(_ABROAD.search(text))
        reading.cache["dollars"] = bool(_AMERICAN.search(text)), bool(_LOCAL.search(text)), abroad
    american, local, abroad = reading.cache["dollars"]
    at_home = where == home if home else (article_area or "")[:2] == where
    named = area is not None or not abroad
    if not local and (american or (at_home and named)):
        figure.unit, figure.confidence = code, min(figure.confidence, _SURE)


def _plain(figure: Figure, reading: Reading) -> bool:
    """Whether a sum is printed with nothing but the sign: `$5 billion`, not `US$5 billion` nor `$5 billion USD`."""
    text = reading.view.normal
    last = text[figure.start : figure.end].rpartition(" ")[2].lower()
    if last in ("cent", "cents"):
        return True
    if last.endswith("usd"):
        return False
    lone = figure.start == 0 or not text[figure.start - 1].isalnum()
    return text[figure.start] == "$" and lone and text[figure.start + 1 : figure.start + 2].isdigit()
