"""The table that people read."""

from __future__ import annotations

from rich.cells import cell_len

from api.cli.table import WIDTH, table
from api.shown import QUOTES
from queries.query import Column

COLUMNS = (
    Column("organization", "entity"),
    Column("topic", "text"),
    Column("former", "boolean"),
    Column("sources", "list"),
    Column("evidence", "evidence"),
)


def row(name: str, quotes: int = 1, **more: object) -> dict[str, object]:
    evidence = [
        {"document": f"d{n}", "title": None, "published": None, "quote": "双方在济南签署了合作协议。" * 9}
        for n in range(quotes)
    ]
    entity = {"id": "company/x", "label": "Company", "name": name, "name_zh": "某公司", "name_en": name}
    return {
        "organization": entity,
        "topic": None,
        "former": False,
        "sources": ["d0"],
        "evidence": evidence,
        **more,
    }


def test_no_line_is_wider_than_the_page_even_in_chinese() -> None:
    text = table(COLUMNS, [row("某某科技股份有限公司" * 12, topic="合作 " * 60), row("B")])
    assert max(cell_len(line) for line in text.splitlines()) <= WIDTH
    assert not any(line.endswith(" ") for line in text.splitlines())


def test_columns_without_values_and_sources_are_left_out() -> None:
    header, first, *_ = table(COLUMNS, [row("A")]).splitlines()
    assert header == "organization"
    assert first == "A 某公司"
    assert table(COLUMNS, [row("A", former=True)]).splitlines()[0].split() == ["organization", "former"]


def test_many_quotes_are_cut_and_counted() -> None:
    text = table(COLUMNS, [row("A", quotes=QUOTES + 2)])
    assert text.count("— d") == QUOTES
    assert "… and 2 more" in text


def test_no_rows_are_no_table() -> None:
    assert table(COLUMNS, []) == ""
