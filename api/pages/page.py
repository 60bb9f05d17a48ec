"""Pages for people: templates filled in, with headers that let a page do nothing but be read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, cast, get_args
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from api.accept import preferred, preferred_language
from api.browser.guide import marked
from api.browser.style import colours
from api.pages.words import Words
from api.requests import MEDIA_TYPES
from api.shown import QUOTES, evidence_column, other_name, shown_columns
from graph.rdf.literals import language_of
from graph.state import State
from queries.query import Language

MEDIA_TYPE = "text/html; charset=utf-8"
STYLE = "/pages/style.css"

HEADERS = {
    # No script, nothing from elsewhere: what slipped through escaping could still do nothing.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept, Accept-Language",
    "Cache-Control": "no-cache",
}


def spoken(request: Request) -> Language:
    """Return the language of the page that a request asks for: ``lang``, else the reader's, else English."""
    given = request.query_params.get("lang")
    for language in get_args(Language):
        if given == language:
            return cast("Language", language)
    return preferred_language(",".join(request.headers.getlist("accept-language")))


def wants_page(request: Request) -> bool:
    """Whether an error is better told by a page than by JSON."""
    given = request.query_params.get("format", "")
    if given:
        return given == "html"
    accept = ",".join(request.headers.getlist("accept"))
    return preferred(accept, ("application/problem+json", "application/json", "text/html")) == "text/html"


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    state: State | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a template filled in; ``state`` is that of the graph which the page is true of, where one is known."""
    language = spoken(request)
    known = _environment().get_template(template)
    text = known.render(
        said=Words(language), language=language, address=Addresses(request), request=request, **values
    )
    tag = {"ETag": f'"{state.stamp}.html-{language}-{edition()}"'} if state and state.stamp else {}
    return Response(text, status, {**HEADERS, **tag, **(headers or {})}, MEDIA_TYPE)


class Addresses:
    """Links of one page: behind a proxy's prefix, and in the language that was asked for by name."""

    def __init__(self, request: Request) -> None:
        self._root: str = request.scope.get("root_path", "")
        self._given = dict(request.query_params)
        self.lang = self._given.get("lang") if self._given.get("lang") in ("en", "zh") else None

    @property
    def style(self) -> str:
        """The style sheet, under an address that changes with it."""
        return f"{self._root}{STYLE}?{urlencode({'edition': edition()})}"

    def to(self, path: str, **parameters: Any) -> str:
        """A path of ours with parameters; those that are None are left out."""
        given = {name: value for name, value in parameters.items() if value is not None}
        if self.lang:
            given.setdefault("lang", self.lang)
        return self._root + quote(path) + (f"?{urlencode(given)}" if given else "")

    def here(self, **parameters: str | None) -> str:
        """This page, relative to itself, with other parameters; those that are None are left out."""
        given = {name: value for name, value in {**self._given, **parameters}.items() if value is not None}
        return f"?{urlencode(given)}"

    def entity(self, id_: str) -> str:
        """An entity's page."""
        return self.to(f"/entities/{id_}")

    def document(self, id_: str) -> str:
        """A document's page."""
        return self.to(f"/documents/{id_}")

    def quote(self, evidence: Mapping[str, Any]) -> str:
        """The sentence in its document."""
        return f"{self.document(evidence['document'])}#{anchor(evidence['start'], evidence['end'])}"


def anchor(start: int, end: int) -> str:
    """Return the name of the place of a sentence on its document's page."""
    return f"q{start}-{end}"


def web_address(url: str | None) -> str | None:
    """Return a document's address if it is one of the web; no other is ever linked."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


@cache
def style_sheet() -> str:
    """Return the style of all pages; a label has the colour that it has in Neo4j Browser."""
    rules = [f".{label} {{ --dot: {colour} }}" for label, colour in colours().items()]
    return "\n".join([(files("api.pages") / "style.css").read_text(encoding="utf-8"), *rules, ""])


@cache
def edition() -> str:
    """Return what tells this program's pages from those of another version of it."""
    folder = files("api.pages")
    data = sorted((folder / "templates").iterdir(), key=lambda one: one.name)
    texts = [
        one.read_text(encoding="utf-8") for one in (*data, folder / "words.yaml", folder / "catalogue.yaml")
    ]
    return sha256("\0".join([*texts, style_sheet()]).encode()).hexdigest()[:12]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        language=lambda text: language_of(text or "") or "und",
        web=web_address,
        other=other_name,
        plain=lambda text: " ".join(text.split()),
        code=lambda text: Markup(marked(text)),  # noqa: S704 - escaped by it
        shown=shown_columns,
        evidence=evidence_column,
    )
    environment.globals.update(quotes=QUOTES, media=MEDIA_TYPES)
    return environment
