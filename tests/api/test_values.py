"""What a parameter can take is listed and counted, in any script, and nearly right is told as such."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.client import Client
from tests.queries.world import HUAWEI, JINAN, OTHER_WANG, QINGDAO, SHENZHEN, WANG


def values(client: Client, parameter: str, **options: str) -> list[dict[str, Any]]:
    answer = client.get(f"/queries/{parameter.replace('.', '/values/')}", params=options)
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["rows"]
    return rows


def counted(client: Client, parameter: str, **options: str) -> list[tuple[str, int | None]]:
    return [(row["value"], row["count"]) for row in values(client, parameter, **options)]


def test_entities_come_with_the_documents_that_name_them_the_most_named_first(client: Client) -> None:
    assert counted(client, "partners_in_city.city") == [(JINAN, 3), (QINGDAO, 1), (SHENZHEN, 1)]
    assert counted(client, "partners_of.organization")[:2] == [(JINAN, 3), (HUAWEI, 3)]
    assert counted(client, "posts_of.person", q="王偉") == [(WANG, 1), (OTHER_WANG, 1)]


@pytest.mark.parametrize("typed", ["ji", "JIN", "济", "濟南", "nan", JINAN])
def test_a_beginning_in_any_script_finds_it(client: Client, typed: str) -> None:
    (row,) = values(client, "partners_in_city.city", q=typed)
    assert (row["value"], row["name"], row["near"]) == (JINAN, "Jinan", False)


def test_a_slip_gives_near_misses_that_say_so(client: Client) -> None:
    assert [(row["value"], row["near"]) for row in values(client, "partners_in_city.city", q="jinnan")] == [
        (JINAN, True)
    ]
    assert values(client, "partners_in_city.city", q="?!") == []


def test_names_come_in_the_language_asked_for(client: Client) -> None:
    assert values(client, "partners_in_city.city", q="ji", lang="zh")[0]["name"] == "济南"


def test_labels_years_and_choices_are_listed(client: Client) -> None:
    assert counted(client, "partners_of.kind", q="c") == [("Company", 4), ("Center", 1), ("City", 3)]
    assert counted(client, "signings_in_year.year") == [("2022", 2), ("2021", 1), ("2017", 1)]
    assert counted(client, "partners_of.year", q="201") == [("2017", 1)]
    assert counted(client, "posts_of.when") == [("now", None), ("before", None), ("ever", None)]
    assert counted(client, "most_connected.top") == []


def test_values_page(client: Client) -> None:
    path = "/queries/partners_of/values/organization"
    whole = client.get(path).json()["rows"]
    first = client.get(f"{path}?limit=3").json()
    rest = client.get(f"{path}?next={first['next']}").json()
    assert (first["rows"] + rest["rows"], first["truncated"], rest["next"]) == (whole, True, None)


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        ("/queries/partners_in_city/values/town", 422, "unknown-parameter"),
        ("/queries/partners_in_town/values/city", 404, "unknown-query"),
        ("/queries/partners_in_city/values/city?town=x", 422, "unknown-parameter"),
        ("/queries/partners_in_city/values/city?next=x", 422, "bad-cursor"),
    ],
)
def test_what_is_not_there_is_said(client: Client, path: str, status: int, slug: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:pactgraph:{slug}")
