"""What an HTML page says about itself: its head, JSON-LD, ``<time>``."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

from loaders.readers.dates import iso_date
from loaders.text.spanned import Metadata

_PUBLISHED_FIRST = ("article:published_time", "og:published_time", "og:article:published_time")
_PUBLISHED = (
    *("datepublished", "pubdate", "publishdate", "publish_date", "publication_date", "publish-date"),
    *("citation_publication_date", "dc.date.issued", "dcterms.issued", "dc.date", "parsely-pub-date", "date"),
)
_ARTICLE_TYPES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "WebPage", "PressRelease")


class HtmlMetadata:
    """Collects what tags say; :meth:`build` weighs it. Of several values for one field the first counts."""

    def __init__(self) -> None:
        self._meta: dict[str, str] = {}
        self._json_ld: dict[str, str] = {}
        self._told: dict[str, str] = {}

    def tell(self, field: str, value: str) -> None:
        """Note ``title``, ``heading``, ``canonical``, ``lang`` or ``time``, as its tag holds it."""
        value = " ".join(value.split())
        if value:
            self._told.setdefault(field, value)

    def meta(self, attributes: dict[str, str]) -> None:
        """Note a ``<meta>`` tag."""
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = " ".join(attributes.get("content", "").split())
        if name and content:
            self._meta.setdefault(name.lower(), content)

    def json_ld(self, script: str) -> None:
        """Note a JSON-LD script; one that is no JSON says nothing."""
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            return
        for node in _nodes(data):
            kind = node.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if not any(kind in _ARTICLE_TYPES for kind in kinds if isinstance(kind, str)):
                continue
            for field in ("headline", "datePublished", "inLanguage", "author"):
                value = _name(node.get(field))
                if value:
                    self._json_ld.setdefault(field, html.unescape(value))

    def build(self) -> Metadata:
        """Weigh what was noted."""
        meta, told, json_ld = self._meta, self._told, self._json_ld
        dates = (
            *(meta.get(name) for name in _PUBLISHED_FIRST),
            json_ld.get("datePublished"),
            *(meta.get(name) for name in _PUBLISHED),
            told.get("time"),
        )
        addresses = (told.get("canonical"), meta.get("og:url"))
        return Metadata(
            title=meta.get("og:title") or json_ld.get("headline") or told.get("heading") or told.get("title"),
            published=next((found for value in dates if value and (found := iso_date(value))), None),
            url=next((url for url in addresses if url and url.startswith(("http://", "https://"))), None),
            language=told.get("lang") or json_ld.get("inLanguage") or meta.get("og:locale"),
            author=meta.get("author") or meta.get("article:author") or json_ld.get("author"),
        )


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Walk the objects of a JSON-LD script: the top, lists, ``@graph``."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            waiting.append(item.get("@graph"))


def _name(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and value.strip() else None
