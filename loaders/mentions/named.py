"""What a document names: the rules propose, the labeller decides, the document's own words settle the rest."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.mentions import document as rules
from loaders.mentions.document import Found
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.labeller import Labeller
from loaders.mentions.lac import Word
from loaders.mentions.mention import beside
from loaders.text.analysis import Analysed


def find_mentions(
    document: Analysed, tagged: Sequence[Sequence[Word]], gazetteer: Gazetteer, names: Labeller
) -> Found:
    """Find what a document names. ``tagged`` holds the words of each Chinese sentence, empty for the others."""
    proposed = rules.proposed_mentions(document, tagged, gazetteer)
    plain = document.plain
    named = [rules.with_stop(plain, m) for m in names.label(document, tagged, proposed.mentions, gazetteer)]
    shorts = [definition.short for definition in proposed.definitions]
    named = beside(named, [*shorts, *rules.again(document, named)])
    chosen = list(rules.same_label(plain, named))
    definitions = dict.fromkeys((*proposed.definitions, *rules.defined(plain, chosen, gazetteer)))
    unknown = [mention for mention in proposed.mentions if mention.label == "Unknown"]
    nested = tuple(rules.nested(plain, chosen, gazetteer))
    return Found(tuple(beside(chosen, unknown)), tuple(definitions), nested)
