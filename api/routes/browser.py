"""For Neo4j Browser: the guide, the style and the favourites; none of them needs the database."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.browser.favourites import archive, favourites
from api.browser.guide import guide
from api.browser.style import style
from queries.catalog import catalog

PREFIX = "/browser/"

routes = APIRouter(tags=["browser"])


def _answers(media_type: str, example: str) -> dict[int | str, dict[str, object]]:
    schema = {"type": "string"}
    return {200: {"content": {media_type: {"schema": schema, "example": example}}}}


@routes.get(
    f"{PREFIX}guide.html",
    summary="A guide",
    response_class=Response,
    responses=_answers("text/html", '<article class="guide">…</article>'),
)
async def guide_page(request: Request) -> Response:
    """What is in the graph, and each canned query to run at a click: `:play http://localhost:8000/browser/guide.html`."""
    return Response(guide(catalog(), str(request.base_url)), media_type="text/html")


@routes.get(
    f"{PREFIX}style.grass",
    summary="A style",
    response_class=Response,
    responses=_answers("text/plain", 'node.Company {\n  caption: "{name}";\n}'),
)
async def style_sheet() -> Response:
    """A colour for each label, and names as captions: `:style http://localhost:8000/browser/style.grass`."""
    return Response(style(), media_type="text/plain")


@routes.get(
    f"{PREFIX}queries.cypher",
    summary="Favourites",
    response_class=Response,
    responses=_answers("text/plain", "// Who partnered in Jinan · 谁在济南签约\nWITH {…"),
)
async def all_favourites() -> Response:
    """Each canned query with its parameters above it, all in one file."""
    return Response(favourites(catalog()), media_type="text/plain", headers=_download("queries.cypher"))


@routes.get(
    f"{PREFIX}queries.zip",
    summary="Favourites, one a file",
    response_class=Response,
    responses=_answers("application/zip", "PK…"),
)
async def packed_favourites() -> Response:
    """The same as an archive: dropped on Neo4j Browser's window it becomes a folder of favourites."""
    return Response(archive(catalog()), media_type="application/zip", headers=_download("queries.zip"))


def _download(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
