"""Problems as pages, and the ways on from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response

from api.pages.page import Addresses, page
from graph.model import LABEL_BY_KEY


def problem_page(request: Request, body: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    """Return a problem, with the members that it has as JSON, as a page."""
    shown = {
        "slug": str(body["type"]).rpartition(":")[2],
        "title": body["title"],
        "detail": body["detail"],
        "ways": ways_on(request, body),
    }
    return page(request, "problem.html", {"problem": shown}, status=body["status"], headers=headers)


def ways_on(request: Request, members: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return addresses and names of what may have been meant.

    An entity that a parameter may mean leads to the same page with it; an id, or a query's name, to its own.
    """
    addresses = Addresses(request)
    found: list[tuple[str, str]] = []
    for one in [*members.get("near", ()), *members.get("choices", ())]:
        if isinstance(one, Mapping):
            link = addresses.here(**{members["parameter"]: one["id"], "next": None})
            found.append((link, f"{one['name']} ({one['id']})"))
        elif str(one).partition("/")[0] in LABEL_BY_KEY and "/" in str(one):
            found.append((addresses.entity(str(one)), str(one)))
        else:
            found.append((addresses.to(f"/queries/{one}"), str(one)))
    return found
