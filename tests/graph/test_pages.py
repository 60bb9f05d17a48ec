"""Reading a graph in pages: how much is read when, and what happens where a writer comes in between."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from graph.errors import GraphTimeout
from graph.formats import FORMATS, export
from graph.pages import CLAIM_FIELDS, DOCUMENTS, Pages, ahead
from graph.rdf.terms import Terms


class Server:
    """Answers as a graph of so many documents would; each time that it is asked it may be written to."""

    def __init__(self, documents: int, *, revisions: list[int] | None = None) -> None:
        self.ids = [f"{number:06}" for number in range(documents)]
        self.revisions = revisions or []
        self.asked: list[int] = []

    def read(self, statement: str, **parameters: Any) -> list[dict[str, Any]]:
        if statement == DOCUMENTS:
            return self._documents(parameters["ids"])
        if "AS ids" in statement:
            after, until = parameters["after"], parameters.get("until")
            ids = [id_ for id_ in self.ids if id_ > after and (until is None or id_ <= until)]
            ids = ids[: parameters["count"]]
            self.asked.append(len(ids))
            return [{"ids": ids, "revision": self._revision()}]
        return [{"rows": []}] if "AS rows" in statement else []

    def _documents(self, ids: list[str]) -> list[dict[str, Any]]:
        documents = [{"id": id_, "name": id_, "path": id_} for id_ in ids]
        claims = [[*_claim(id_), id_] for id_ in ids]
        return [
            {"what": "documents", "rows": documents},
            {"what": "claims", "rows": claims},
            {"what": "revision", "rows": [self._revision()]},
        ]

    def _revision(self) -> int:
        return self.revisions.pop(0) if self.revisions else 1


def _claim(document: str) -> list[Any]:
    known = {
        "start": 0,
        "end": 1,
        "type": "SIGNED_WITH",
        "source": "company/a",
        "target": f"company/{document}",
    }
    return [(known | {"quote": "x", "confidence": 0.5}).get(name) for name in CLAIM_FIELDS]


def test_stretches_hold_every_document_once() -> None:
    server = Server(95)
    stretches = [one for one in Pages(server.read).stretches(lambda _: 40) if one.label == "Document"]
    assert [(one.after, one.until) for one in stretches] == [
        ("", "000039"),
        ("000039", "000079"),
        ("000079", "000094"),
    ]
    server.asked.clear()
    found = [document for one in stretches for page in Pages(server.read).documents(one) for document in page]
    assert [document.properties["id"] for document in found] == server.ids
    assert server.asked == [40, 40, 15]


def test_the_first_piece_needs_no_more_than_one_page_and_the_next() -> None:
    server = Server(100_000)
    pieces = export(FORMATS["nquads"], Pages(server.read), Terms())
    assert b"000000" in next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert sum(server.asked) <= 10 + 40


def test_pages_grow_up_to_a_bound_and_hold_everything_once() -> None:
    server = Server(10_000)
    ids = [document.properties["id"] for page in Pages(server.read).documents() for document in page]
    assert ids == server.ids
    assert server.asked[:3] == [10, 40, 160]
    assert max(server.asked) == 1000


def test_a_page_that_was_written_to_is_read_again() -> None:
    server = Server(5, revisions=[1, 2, 2, 2])
    pages = Pages(server.read)
    ids = [document.properties["id"] for page in pages.documents() for document in page]
    assert ids == server.ids
    assert pages.revisions == {2}


def test_where_writers_leave_no_time_that_is_an_error() -> None:
    server = Server(5, revisions=list(range(1000)))
    with pytest.raises(GraphTimeout, match="export when less is being loaded"):
        list(Pages(server.read).documents())


def test_ahead_fetches_the_next_while_one_is_worked_on() -> None:
    fetched = [threading.Event() for _ in range(3)]

    def items() -> Any:
        for number, event in enumerate(fetched):
            event.set()
            yield number

    with ahead(items()) as found:
        assert next(found) == 0
        assert fetched[1].wait(10)
        assert not fetched[2].is_set()
        assert list(found) == [1, 2]


def test_ahead_passes_errors_on() -> None:
    def items() -> Any:
        yield 1
        raise GraphTimeout("too long")

    with pytest.raises(GraphTimeout), ahead(items()) as found:
        list(found)
