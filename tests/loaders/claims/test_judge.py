"""The judge reads pairs of things in sentences; what it needs of a sentence, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.claims.judge.candidates import ANSWERS, TIES
from loaders.claims.judge.features import described
from loaders.claims.judge.model import Judge, judge
from loaders.claims.judge.tokens import BODY, BOTH, lists, tokens_of
from loaders.claims.scene import Scene
from loaders.claims.title import is_posted_to
from loaders.extract import tag
from loaders.training.annotated import analysed, marked_scene, read_documents
from loaders.training.build_judge import examples, train, write

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


def test_a_sentence_is_words_signs_and_what_stands_for_names(tmp_path: Path) -> None:
    first, second, _ = tokens_of(scene_of(ENGLISH, tmp_path))
    assert [token.text for token in first] == ["<Company>", ",", "<Company>", "and", "<Company>", "met", "."]
    assert second[0].text == BODY
    assert [token.cluster for token in first if token.kind] == [0, 1, 2]


def test_members_of_a_list_are_told_from_others(tmp_path: Path) -> None:
    first = next(tokens_of(scene_of(ENGLISH, tmp_path)))
    assert set(lists(first).values()) == {0}


def test_chinese_words_keep_what_a_name_leaves_of_them(tmp_path: Path) -> None:
    first, second = tokens_of(scene_of(CHINESE, tmp_path))
    assert [token.text for token in first] == ["<Company>", "与", "<University>", "会谈", "。"]
    assert second[0].text == BOTH


def test_pairs_are_of_one_sentence_or_of_one_and_what_was_named_before(tmp_path: Path) -> None:
    found = [one.pair for one in described(scene_of(CHINESE, tmp_path), [])]
    assert {(pair.sentence, pair.kind, pair.context[:4]) for pair in found} == {
        (0, "BB", ""),
        (1, "BB", "both"),
    }


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


def test_each_answer_of_the_judge_is_a_probability(tmp_path: Path) -> None:
    pairs = list(described(scene_of(ENGLISH, tmp_path), []))
    judged = list(judge().judge(pairs))
    assert {(pair, tie) for pair, tie, _, _ in judged} <= {
        (one.pair, tie) for one in pairs for tie in TIES[one.pair.kind]
    }
    assert all(0 <= sure <= 1 for _, _, sure, _ in judged)
    assert all(0 <= share <= 1 for _, _, _, answer in judged for share in answer.values())


def test_features_that_were_never_seen_change_nothing() -> None:
    assert judge().first["BB"].scores(["no such feature"], "befo").tolist() == [0.0] * len(ANSWERS["BB"])


def test_what_is_learned_is_written_and_read_again_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("".join([ENGLISH, CHINESE] * 4), encoding="utf-8")
    given = list(examples(list(read_documents([tmp_path / "one.txt"]))))
    learned = train(given)
    for name in ("a", "b"):
        write(learned, tmp_path / name)
    assert (tmp_path / "a" / "judge.npz").read_bytes() == (tmp_path / "b" / "judge.npz").read_bytes()
    again = Judge.load(tmp_path / "a")
    for example, _ in given:
        ours = [sure for _, _, sure, _ in learned.judge(example.pairs)]
        theirs = [sure for _, _, sure, _ in again.judge(example.pairs)]
        assert theirs == pytest.approx(ours)


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
