"""``lang`` chooses the name that entities show."""

from __future__ import annotations

from typing import Any

import pytest

from api.language import named, rows_in
from queries.query import Column, Language
from tests.api.client import Client
from tests.queries.world import HUAWEI, UNIVERSITY


def entity(name: str, zh: str | None, en: str | None) -> dict[str, Any]:
    return {"id": "company/x", "label": "Company", "name": name, "name_zh": zh, "name_en": en}


@pytest.mark.parametrize(
    ("names", "language", "expected"),
    [
        (("Huawei", "华为", "Huawei"), "zh", "华为"),
        (("华为", "华为", "Huawei"), "en", "Huawei"),
        (("华为", "华为", "Huawei"), None, "华为"),
        (("X", None, "Xpeng"), "zh", "Xpeng"),
        (("X", "小鹏", None), "en", "小鹏"),
        (("X", None, None), "en", "X"),
    ],
)
def test_a_name_falls_back_to_the_other_language_and_then_to_itself(
    names: tuple[str, str | None, str | None], language: Language | None, expected: str
) -> None:
    given = entity(*names)
    assert named(given, language) == {**given, "name": expected}


def test_only_entities_change_and_the_rows_given_stay_as_they_were() -> None:
    columns = (Column("partner", "entity"), Column("place", "entity"), Column("topic", "text"))
    row = {"partner": entity("Huawei", "华为", "Huawei"), "place": None, "topic": "Huawei"}
    (shown,) = rows_in("zh", columns, [row])
    assert (shown["partner"]["name"], shown["place"], shown["topic"]) == ("华为", None, "Huawei")
    assert row["partner"] == entity("Huawei", "华为", "Huawei")


def test_every_route_that_shows_entities_names_them_in_the_language(client: Client) -> None:
    def answer(path: str) -> Any:
        return client.get(path).json()

    for path in ("/queries/partners_in_city?city=Jinan", "/ask?q=who+partnered+in+Jinan"):
        assert answer(f"{path}&lang=zh")["rows"][0]["partner"]["name"] == "山东大学"
        assert answer(f"{path}&lang=en")["rows"][0]["partner"]["name"] == "Shandong University"
    assert answer("/entities?q=huawei&lang=zh")["rows"][0]["entity"]["name"] == "华为"
    assert answer(f"/entities/{HUAWEI}?lang=zh")["name"] == "华为"
    assert "山东大学" in {
        row[end]["name"]
        for row in answer(f"/entities/{UNIVERSITY}/claims?lang=zh")["rows"]
        for end in ("source", "target")
    }
    assert {claim["source"]["name"] for claim in answer("/documents/a.txt?lang=zh")["claims"]} >= {"华为"}
    assert answer("/ask?q=who+partnered+in+Jinnan&lang=zh")["near"][0]["name"] == "济南"


def test_csv_names_them_in_the_language_too(client: Client) -> None:
    assert (
        "山东大学,university/" in client.get("/queries/partners_in_city?city=Jinan&lang=zh&format=csv").text
    )
