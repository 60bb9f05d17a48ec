"""Encoders say what is wrong with their files, and read a document of any length within bounds."""

from __future__ import annotations

import shutil
from importlib import import_module
from pathlib import Path

import pytest

from graph.errors import PactgraphError
from loaders.claims.judge.verdicts import layout
from loaders.encoder import encoder
from loaders.encoder.encoder import DATA, Encoder
from tests.loaders.claims.test_examples import facts_of

NEWS = "Brantmoor Steel signed an agreement with Kelvora in Jinan, its chief executive Tilda Quarnstrom said."


def test_a_file_that_is_missing_or_damaged_is_named(tmp_path: Path) -> None:
    with pytest.raises(PactgraphError, match=r"en-read\.onnx"):
        Encoder.load("en", tmp_path)
    for file in DATA.glob("en*"):
        shutil.copy(file, tmp_path)
    (tmp_path / "en-relate.onnx").write_bytes(b"version https://git-lfs.example")
    with pytest.raises(PactgraphError, match="install pactgraph again"):
        Encoder.load("en", tmp_path)


@pytest.mark.parametrize("chinese", [False, True])
def test_both_networks_were_trained_for_what_they_are_told(chinese: bool) -> None:
    trained = encoder.encoders(chinese=chinese)
    for network in (trained.reader, trained.relater):
        assert network.get_modelmeta().custom_metadata_map == layout()


def test_what_is_not_kept_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    once = facts_of(NEWS)
    assert {claim.type for claim in once.claims} >= {"SIGNED_WITH", "WORKS_FOR"}
    monkeypatch.setattr(encoder, "_KEPT", 0)
    assert facts_of(NEWS) == once


def test_a_crowd_of_pairs_is_weighed_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("loaders.claims.judge.verdicts"), "_TOGETHER", 1)
    assert {claim.type for claim in facts_of(NEWS).claims} >= {"SIGNED_WITH", "WORKS_FOR"}
