"""Deals that a list tells line by line."""

from __future__ import annotations

import pytest

from tests.loaders.claims.test_examples import facts_of

ITEMS = "1. **Mistral AI + Nvidia**. A cloud platform.\n2. **Grab × BYD**: electric cars.\n"


def signed(text: str) -> set[frozenset[str]]:
    claims = (claim for claim in facts_of(text, "list.md").claims if claim.type == "SIGNED_WITH")
    return {frozenset((claim.source, claim.target)) for claim in claims}


def test_a_line_of_a_list_of_deals_names_both_sides() -> None:
    assert signed(f"# Five partnerships of the week\n\n{ITEMS}") == {
        frozenset(("company/mistral-ai", "company/nvidia")),
        frozenset(("company/grab", "company/byd")),
    }


@pytest.mark.parametrize(
    "title",
    [
        "Five rivalries of the week",
        "Partnerships that never came",
        "Licensing disputes",
        "The deal of the week",
    ],
)
def test_two_names_in_a_line_of_another_list_are_no_deal(title: str) -> None:
    assert signed(f"# {title}\n\n{ITEMS}") == set()


def test_paragraphs_that_open_with_two_names_are_a_list_too() -> None:
    text = "# Partnerships to watch\n\nMistral AI and Nvidia. Both build a cloud.\n\nBASF and SVOLT? Nobody knows.\n"
    assert signed(text) == {frozenset(("company/mistral-ai", "company/nvidia"))}
