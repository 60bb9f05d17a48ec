"""The documentation as a page: Swagger UI from our own origin, so that it works offline."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.staticfiles import StaticFiles

FILES = "/docs/files"

routes = APIRouter(include_in_schema=False)
# Found through the package, not imported: only its copy of Swagger UI is wanted.
files = StaticFiles(packages=[("fastapi_swagger", "resources")])


@routes.get("/docs")
async def docs() -> Response:
    """Every route with its parameters, to read and to try."""
    return get_swagger_ui_html(
        title="pactgraph: the HTTP API",
        # Relative, so that the page works behind a proxy's prefix too.
        openapi_url="openapi.json",
        swagger_js_url="docs/files/swagger-ui-bundle.js",
        swagger_css_url="docs/files/swagger-ui.css",
        swagger_favicon_url="docs/files/favicon-32x32.png",
        swagger_ui_parameters={
            "validatorUrl": None,  # else the page asks a service elsewhere about our description
            "tryItOutEnabled": True,
            "defaultModelsExpandDepth": 0,
        },
    )
