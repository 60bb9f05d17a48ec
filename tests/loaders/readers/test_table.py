"""Where a cell of a table stands."""

from __future__ import annotations

from loaders.readers import read_source
from loaders.text.spanned import Cell


def cells(page: str) -> dict[str, Cell]:
    text = read_source(page, path="page.html")
    shown = text.visible.text
    found = {shown[block.start : block.end]: block.cell for block in text.blocks}
    return {words: cell for words, cell in found.items() if cell is not None}


def test_columns_go_on_behind_a_wide_cell() -> None:
    assert cells("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>") == {
        "a": (2, 1),
        "b": (2, 3),
        "c": (3, 1),
        "d": (3, 2),
        "e": (3, 3),
    }


def test_a_cell_from_above_takes_its_column() -> None:
    found = cells("<table><tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e</table>")
    assert (found["d"], found["e"]) == ((3, 1), (3, 3))


def test_a_table_inside_a_cell_has_rows_of_its_own() -> None:
    found = cells("<table><tr><td>a<td><table><tr><td>b<td>c</table><td>d</table>")
    assert found["a"].row == found["d"].row != found["b"].row
    assert found["d"].column == 3


def test_odd_spans_are_one() -> None:
    found = cells("<table><tr><td colspan=x>a<td rowspan=0>b<td colspan=''>c<td>d</table>")
    assert [found[one].column for one in "abcd"] == [1, 2, 3, 4]


def test_a_cell_outside_a_table_is_text() -> None:
    assert cells("<td>a<td>b<tr>") == {}
