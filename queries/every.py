"""Every: whether a question claims something of all of a kind, or asks for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from graph.names.pinyin import has_han
from queries.pieces import Piece, Word
from queries.words import VOID

_EVERY = frozenset(["every", "each", "all", "all the", "所有", "所有的", "全部", "全部的", "每", "每个"])
_LISTS = frozenset(["名单", "列表", "清单"])
_REQUESTS = frozenset(["know", "list", "tell", "show", "give", "find", "get", "see", "name", "names"])
_REQUESTS_ZH = ("告诉", "知道", "了解", "列", "给我", "看", "查", "找")


def claims_all(pieces: Sequence[Piece]) -> bool:
    """Whether a question for yes or no claims something of all of a kind: did all companies sign.

    "Do you know all companies that signed" does not, as a word of request stands right before "all", nor does a
    question for a list of them. In Chinese a kind right behind 所有, or 都, claims it all the same.
    """
    return any(_is_every(piece) and not _asked_for(pieces, number) for number, piece in enumerate(pieces))


def _asked_for(pieces: Sequence[Piece], number: int) -> bool:
    before, behind = pieces[:number][-1:], pieces[number + 1 :]
    if has_han(_spelt(pieces[number])):
        kind_first = any(isinstance(one, Word) and one.meaning.group == "labels" for one in behind[:1])
        if kind_first or any(_spelt(one) == "都" for one in behind):
            return False
    return any(map(_requests, before)) or any(_spelt(one) in _LISTS for one in behind)


def _is_every(piece: Piece) -> bool:
    return isinstance(piece, Word) and not {" ".join(piece.words), "".join(piece.words)}.isdisjoint(_EVERY)


def _requests(piece: Piece) -> bool:
    if not isinstance(piece, Word) or piece.meaning != VOID:
        return False
    return not _REQUESTS.isdisjoint(piece.words) or any(word in _spelt(piece) for word in _REQUESTS_ZH)


def _spelt(piece: Piece) -> str:
    return "".join(piece.words) if isinstance(piece, Word) else ""
