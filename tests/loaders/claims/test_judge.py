"""The judge reads pairs of things in sentences; what it needs of a sentence, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.claims.judge.candidates import BOTH_BEFORE, HERE, Candidate, candidates, places
from loaders.claims.judge.features import LISTED, NUMBERS, Proposed
from loaders.claims.judge.verdicts import paired, verdicts
from loaders.claims.scene import Draft, Scene
from loaders.claims.title import is_posted_to
from loaders.encoder import read
from loaders.encoder.encoder import encoders
from loaders.encoder.windows import Window, windows
from loaders.extract import tag
from loaders.training.annotated import analysed, marked_scene, read_documents

HEAD = "=== en | wire | 2024-05-17\n"
ENGLISH = HEAD + (
    "[Kelvora|c1], [Brantmoor|c2] and [Oslo Yards|c3] met. "
    "The company signed with [Ostwick University|u1].{sign c1 u1} "
    'Its head is [Ann Roe|p1].{works p1 c1 "head"}\n'
)
CHINESE = "=== zh-Hans | wire | 2024-05-17\n[青禾重工|c1]与[云栖大学|u1]会谈。双方签署协议。{sign c1 u1}\n"


def scene_of(marked: str, folder: Path) -> Scene:
    (folder / "one.txt").write_text(marked, encoding="utf-8")
    (document,) = read_documents([folder / "one.txt"])
    text = analysed(document)
    (words,) = tag([text])
    return marked_scene(document, text, words)[0]


def pairs_of(marked: str, folder: Path) -> list[tuple[Scene, Window, list[Candidate]]]:
    scene = scene_of(marked, folder)
    chinese = scene.document.sentences[0].chinese
    pieces = encoders(chinese=chinese).pieces
    found = windows(scene.document, scene.words, [], pieces, chinese=chinese)
    return [(scene, window, list(candidates(scene, window, places(scene, window)))) for window in found]


def test_pairs_are_of_one_sentence_or_with_what_was_named_before(tmp_path: Path) -> None:
    ((scene, _, pairs),) = pairs_of(ENGLISH, tmp_path)
    named = [next(iter(cluster.names)) for cluster in scene.clusters]
    found = {
        (pair.kind, pair.sentence, pair.distance == HERE): {named[pair.one.thing], named[pair.other.thing]}
        for pair in pairs
        if "Ostwick University" in (named[pair.one.thing], named[pair.other.thing])
        or "Ann Roe" in (named[pair.one.thing], named[pair.other.thing])
    }
    assert ("BB", 1, False) in found
    assert ("PB", 2, False) in found
    assert all(pair.sentence == 0 for pair in pairs if pair.distance == HERE)


def test_two_that_were_named_before_may_sign_in_a_sentence_that_names_neither(tmp_path: Path) -> None:
    ((_, _, pairs),) = pairs_of(CHINESE, tmp_path)
    assert {(pair.kind, pair.sentence, pair.distance) for pair in pairs} == {
        ("BB", 0, HERE),
        ("BB", 1, BOTH_BEFORE),
    }


def test_the_things_of_a_pair_stand_where_their_names_do(tmp_path: Path) -> None:
    ((scene, window, pairs),) = pairs_of(ENGLISH, tmp_path)
    for pair in pairs:
        for place in (pair.one, pair.other):
            pieces = window.pieces[place.first : place.behind]
            assert pieces[0].start == place.start
            assert pieces[-1].end == place.end
            assert scene.document.plain[place.start : place.end] in scene.clusters[place.thing].names


def test_every_pair_has_its_numbers(tmp_path: Path) -> None:
    for text in (ENGLISH, CHINESE):
        ((scene, window, pairs),) = pairs_of(text, tmp_path)
        proposed = Proposed.of([Draft("SIGNED_WITH", 0, 1, 1, 0.9)])
        found = paired(scene, window, proposed)
        assert found.pairs == pairs
        assert found.numbers.shape == (len(pairs), NUMBERS)
        assert found.ends.shape == (len(pairs), 3)


def test_members_of_a_list_are_told_from_others(tmp_path: Path) -> None:
    listed = "=== en | wire | 2024-05-17\n[Kelvora|c1], [Brantmoor|c2] and [Oslo Yards|c3] met.\n"
    apart = "=== en | wire | 2024-05-17\n[Kelvora|c1] sold [Brantmoor|c2] to [Oslo Yards|c3].\n"
    told = []
    for text in (listed, apart):
        ((scene, window, _),) = pairs_of(text, tmp_path)
        told.append(paired(scene, window, Proposed.of([])).numbers[:, LISTED].tolist())
    assert told == [[1.0] * 3, [0.0] * 3]


@pytest.mark.parametrize(
    ("sentence", "posted"),
    [
        ("中国驻[东盟|o1]大使[侯明|p1]到访。", True),
        ("[东盟|o1]秘书长[侯明|p1]到访。", False),
        ("[侯明|p1]大使常驻[东盟|o1]。", False),
    ],
)
def test_who_is_posted_to_a_body_works_for_another(tmp_path: Path, sentence: str, posted: bool) -> None:
    scene = scene_of(f"=== zh-Hans | wire | 2024-05-17\n{sentence}\n", tmp_path)
    person, body = (
        next(at for at, one in enumerate(scene.clusters) if one.label == label)
        for label in ("Executive", "Organization")
    )
    assert is_posted_to(scene.outlines[0], person, body) is posted


def test_a_verdict_is_a_probability_and_knows_its_sentence(tmp_path: Path) -> None:
    scene = scene_of(ENGLISH, tmp_path)
    found = verdicts(scene, [], read(scene.document, scene.words, []))
    assert found
    assert all(0 <= verdict.confidence <= 1 for verdict in found.values())
    assert found["SIGNED_WITH", 0, 3].sentence == 1


@pytest.mark.parametrize(
    ("marked", "why"),
    [
        ("=== en | wire\ntext", "head line"),
        (HEAD + "[A|c1] did.{bought c1 c2}", "no claim"),
        (HEAD + "[A|c1] signed.{sign c1 c2}", "marked nowhere"),
    ],
)
def test_a_malformed_document_is_refused_with_its_name(marked: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(marked, encoding="utf-8")
    with pytest.raises(SystemExit, match=why):
        list(read_documents([tmp_path / "one.txt"]))
