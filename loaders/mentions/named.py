"""What a document names: the rules propose, the encoder decides, the document's own words settle the rest."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.encoder import Reading
from loaders.mentions import document as rules
from loaders.mentions.completing import completed
from loaders.mentions.document import Found
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.labeller import labelled
from loaders.mentions.mention import beside
from loaders.mentions.segmented_zh import whole_words
from loaders.text.analysis import Analysed


def find_mentions(
    document: Analysed, proposed: Found, readings: Sequence[Reading], gazetteer: Gazetteer
) -> Found:
    """Find what a document names. ``proposed`` is what the rules take for names, ``readings`` the encoder's of it."""
    plain = document.plain
    read = sorted(labelled(document, proposed.mentions, readings))
    named = completed(plain, whole_words(document, read) if document.text.segmented else read)
    shorts = [definition.short for definition in proposed.definitions]
    named = beside(named, [*shorts, *rules.again(document, named)])
    chosen = list(rules.same_label(plain, named))
    definitions = dict.fromkeys((*proposed.definitions, *rules.defined(plain, chosen, gazetteer)))
    unknown = [mention for mention in proposed.mentions if mention.label == "Unknown"]
    nested = tuple(rules.nested(plain, chosen, gazetteer))
    return Found(tuple(beside(chosen, unknown)), tuple(definitions), nested)
