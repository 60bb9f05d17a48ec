"""The start page, and the style that all pages share."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.openapi import LANG, PAGES, format_parameter, problems
from api.pages.answers import home_page
from api.pages.page import STYLE, style_sheet
from api.requests import PAGE
from api.routes import OnlyPage, TheService

routes = APIRouter(tags=["pages"])


@routes.get(
    "/",
    summary="The start page",
    response_class=Response,
    responses={**PAGES, **problems(406, 422, 503, 504)},
    openapi_extra={"parameters": [format_parameter(PAGE), LANG]},
)
async def home(request: Request, service: TheService, options: OnlyPage) -> Response:
    """What can be asked, and what is in the graph."""
    options.take("/")
    return await home_page(request, service)


@routes.get(STYLE, include_in_schema=False)
async def style() -> Response:
    """The style of the pages."""
    return Response(
        style_sheet(), media_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )
