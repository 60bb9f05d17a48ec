"""What pages say of their own accord is said in both languages."""

from __future__ import annotations

import re

from api.pages.words import Words, read_yaml
from queries.catalog import Catalog, catalog


def test_every_word_of_ours_is_there_in_both_languages() -> None:
    words = read_yaml("words.yaml")
    for english, chinese in (*words["said"].values(), *words["names"].values()):
        assert english != chinese
    for group in read_yaml("catalogue.yaml"):
        for name in group["queries"]:
            assert re.search(r"[一-鿿]", Words("zh").describe(catalog()[name]))


def test_every_query_stands_in_a_group_also_one_that_is_new() -> None:
    known = [query.name for _, queries in Words("en").groups(catalog()) for query in queries]
    assert sorted(known) == sorted(catalog())
    more = Catalog({**catalog(), "new": catalog()["card"]})
    *_, (title, queries) = Words("en").groups(more)
    assert (title, [query.name for query in queries]) == ("Other questions", ["card"])
