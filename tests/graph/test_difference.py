"""What an edit changes, told from rows alone."""

from __future__ import annotations

from graph.difference import Change, Said, compare
from graph.facts import Facts
from graph.model import MENTIONS
from graph.rows import Rows, rows_of
from tests.graph.samples import claim, entity, facts

WORKS = claim("WORKS_FOR", "executive/li-ying", "company/hoperun")
SIGNS = claim("SIGNED_WITH", "company/hoperun", "company/intel")
SAID = facts("a", WORKS, SIGNS, entity("company/hoperun", "Hoperun", "Hoperun", aliases=("润和",)))


def rows(said: Facts) -> Rows:
    return rows_of([(said, said.fingerprint())])


def stored(said: Facts) -> list[Said]:
    found = rows(said)
    kinds = {MENTIONS: found.mentions, **found.claims}
    return [
        Said(kind, f"{kind} {number}", row["source"], row["target"], row["properties"])
        for kind, of_kind in kinds.items()
        for number, row in enumerate(of_kind)
    ]


def change(now: Facts, before: Facts = SAID) -> Change:
    return compare(stored(before), rows(now), {"a": before.document.given})


def edited(**changed: object) -> Facts:
    return SAID.model_copy(update=changed)


def test_the_same_again_changes_nothing() -> None:
    found = change(SAID)
    assert found == Change([], {}, unchanged=found.unchanged)
    assert found.unchanged == {("a", one.id) for one in SAID.entities}


def test_what_no_document_said_before_is_all_new() -> None:
    found = compare([], rows(SAID), {})
    assert found == Change(rows(SAID).mentions, rows(SAID).claims)


def test_a_claim_of_another_quote_is_written_over() -> None:
    found = change(edited(claims=(WORKS, SIGNS.model_copy(update={"quote": "signed"}))))
    assert [(one.kind, said["quote"]) for one, said in found.rewritten] == [("SIGNED_WITH", "signed")]
    assert (found.gone, found.claims, found.mentions, found.left, found.touched) == ([], {}, [], [], set())


def test_what_stays_is_told_before_what_is_written_over() -> None:
    first, second, third = (SIGNS.model_copy(update={"quote": quote}) for quote in ("one", "two", "three"))
    found = change(edited(claims=(third, second, first)), edited(claims=(first, second)))
    assert (found.gone, found.rewritten) == ([], [])
    assert [row["properties"]["quote"] for row in found.claims["SIGNED_WITH"]] == ["three"]
    found = change(edited(claims=(third, second)), edited(claims=(first, second)))
    assert [(one.properties["quote"], said["quote"]) for one, said in found.rewritten] == [("one", "three")]
    assert (found.gone, found.claims) == ([], {})


def test_a_claim_between_others_goes_and_comes() -> None:
    other = claim("PART_OF", "company/hoperun", "company/intel")
    found = change(edited(claims=(WORKS, other)))
    assert ([one.kind for one in found.gone], list(found.claims), found.rewritten) == (
        ["SIGNED_WITH"],
        ["PART_OF"],
        [],
    )


def test_of_claims_that_are_alike_as_many_stay_as_are_still_made() -> None:
    twice, once = edited(claims=(SIGNS, SIGNS)), edited(claims=(SIGNS,))
    assert (len(change(once, twice).gone), change(once, twice).claims) == (1, {})
    assert len(change(twice, once).claims["SIGNED_WITH"]) == 1


def test_a_mention_that_stands_elsewhere_is_written_over_but_names_as_before() -> None:
    moved = tuple(
        one.model_copy(
            update={"mentions": tuple(it.model_copy(update={"start": 9, "end": 16}) for it in one.mentions)}
        )
        for one in SAID.entities
    )
    found = change(edited(entities=moved))
    assert [one.target for one, _ in found.rewritten] == ["company/hoperun"]
    assert (found.gone, found.mentions) == ([], [])
    assert (len(found.unchanged), found.left, found.touched) == (len(SAID.entities), [], set())


def test_a_person_is_looked_at_again_where_employer_or_company_changes() -> None:
    assert change(edited(claims=(SIGNS,))).touched == {"executive/li-ying"}
    left_out = tuple(one for one in SAID.entities if one.id != "company/intel")
    found = change(edited(claims=(WORKS,), entities=left_out))
    assert found.touched == {"executive/li-ying"}
    assert [one.target for one in found.left] == ["company/intel"]


def test_facts_that_are_given_now_name_everything_anew() -> None:
    document = SAID.document.model_copy(update={"given": False})
    found = change(edited(document=document))
    assert (found.unchanged, len(found.left)) == (set(), len(SAID.entities))
    assert (found.gone, found.mentions) == ([], [])
