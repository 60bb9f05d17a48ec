"""The style of Neo4j Browser (``:style``): a colour for each label, and captions that are names and never ids.

Browser reads it without a grammar: no comments, and in a caption neither colon nor semicolon.
"""

from __future__ import annotations

from graph.model import CLAIM_TYPES, DOCUMENT, ENTITY_LABELS, MENTIONS, MERGED, NAME, REJECTED
from graph.schema import BOOKKEEPING

COLOURS = (
    ("#3d6a9e", "#ffffff"),
    ("#f1ce63", "#1f1f1f"),
    ("#c23b3e", "#ffffff"),
    ("#7fc4bf", "#1f1f1f"),
    ("#3a7a32", "#ffffff"),
    ("#8d5a86", "#ffffff"),
    ("#ff9d5c", "#1f1f1f"),
)
"""Fill and text, a pair a label, in the order of ENTITY_LABELS."""

PAPER = ("#d7d9dc", "#1f1f1f")
"""Documents, and what the program keeps for itself."""


def colours() -> dict[str, str]:
    """Return the fill of each label that the guide tells of."""
    entities = {label.name: fill for label, (fill, _) in zip(ENTITY_LABELS, COLOURS, strict=True)}
    return {**entities, DOCUMENT: PAPER[0]}


def style() -> str:
    """Return the style sheet, in Browser's own GraSS."""
    rules = [
        _rule("node", {"diameter": "90px", "font-size": "11px", "caption": '"{name}"'}),
        _rule("relationship", {"font-size": "9px", "shaft-width": "2px", "color": "#a5abb6"}),
    ]
    rules += [
        _node(label.name, *pair, '"{name}"') for label, pair in zip(ENTITY_LABELS, COLOURS, strict=True)
    ]
    rules += [_node(label, *PAPER, '"{name}"') for label in (DOCUMENT, BOOKKEEPING)]
    rules += [_node(label, *PAPER, f'"{label}"') for label in (MERGED, NAME)]
    rules += [
        _rule(f"relationship.{kind.name}", {"caption": f'"{words(kind.name)} {{date}}"'})
        for kind in CLAIM_TYPES
    ]
    rules += [_rule(f"relationship.{name}", {"caption": f'"{words(name)}"'}) for name in (MENTIONS, REJECTED)]
    return "\n".join(rules) + "\n"


def words(type_: str) -> str:
    """``SIGNED_WITH`` → ``signed with``."""
    return type_.replace("_", " ").lower()


def _node(label: str, fill: str, text: str, caption: str) -> str:
    return _rule(
        f"node.{label}",
        {"color": fill, "border-color": fill, "text-color-internal": text, "caption": caption},
    )


def _rule(selector: str, properties: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}"
