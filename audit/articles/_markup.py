"""What a web page says of its article: schema.org JSON-LD, OpenGraph and meta elements, `<time>`, the lead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from audit.dates import iso

_TITLES = ("og:title", "twitter:title", "title")
_DATES = ("article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date.issued")
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_DEPTH = 6
_BEGINNING = 40
_BODY = etree.XPath("string(//body)")
_LONGEST_LEAD = 1500


def about(tree: Any, meta: Mapping[str, str]) -> dict[str, object]:
    """Title, date, address, language and publisher of a page, from where it states them best. `tree` is of lxml."""
    linked = next(_articles(tree), {})
    published = (linked.get("datePublished"), *(meta.get(name) for name in _DATES), *tree.xpath("//time/@datetime"))
    found = {
        "title": linked.get("headline")
        or next((meta[name] for name in _TITLES if meta.get(name)), None)
        or _first(tree, "//h1"),
        "published": next((date for date in published if date and iso(date)), None),
        "url": next(iter(tree.xpath("//link[@rel='canonical']/@href")), None) or meta.get("og:url"),
        "language": str(tree.get("lang") or "")[:2].lower(),
    }
    if not found["url"]:
        found["source"] = meta.get("og:site_name")
    return {key: str(value) for key, value in found.items() if value}


def lead(tree: Any, meta: Mapping[str, str], text: str) -> str | None:
    """The lead paragraph of a page where the extracted text lacks it: the element that the description begins like."""
    description = next((_flat(meta[name]) for name in _DESCRIPTIONS if meta.get(name)), "")
    beginning = description[:_BEGINNING]
    if len(beginning) < _BEGINNING or beginning in text or not _holds(_BODY(tree), beginning):
        return None
    for element in tree.iter("h2", "h3", "p", "strong", "div", "span"):
        first = next((piece for piece in map(_flat, element.itertext()) if piece), "")
        if first and (first.startswith(beginning) or beginning.startswith(first)):
            found = _flat(element.text_content())
            if found.startswith(beginning) and len(found) <= _LONGEST_LEAD:
                return found
    return None


def _holds(text: str, beginning: str) -> bool:
    """Whether words stand in a text, whatever blanks there are between them; the text itself may be long."""
    return re.search(r"\s+".join(map(re.escape, beginning.split())), text) is not None


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page that have a headline."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _headlined(json.loads(script), _DEPTH)
        except (ValueError, RecursionError):
            continue


def _headlined(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("headline"), str):
            yield node
        children = list(node.values())
    else:
        children = node if isinstance(node, list) else []
    for child in children if depth else ():
        yield from _headlined(child, depth - 1)


def meta(tree: Any) -> dict[str, str]:
    """The first content of each meta element, by name or property in lower case."""
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = str(element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        found.setdefault(name, element.get("content").strip())
    return found


def _first(tree: Any, path: str) -> str | None:
    return next((_flat(element.text_content()) for element in tree.xpath(path)), None)


def _flat(text: str) -> str:
    return " ".join(text.split())
