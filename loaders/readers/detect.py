"""Plain text, Markdown or HTML? Told by content, and plain where in doubt."""

from __future__ import annotations

import re
from itertools import islice

from loaders.readers.formats import Form

_SAMPLE = 200_000  # characters

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_OPENS_WITH_TAG = re.compile(r"\s*(?:<!--.*?-->\s*)*<[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.I | re.S)
_CLOSED_BLOCK = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|li|table|tr|td|article|section|main|blockquote)\s*>", re.I
)
_CLOSED_INLINE = re.compile(r"</(?:a|b|i|em|strong|span|font|u|sup|sub|small)\s*>", re.I)

_STRONG_SIGNS = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        r"\A\s*#{1,6}[ \t]+[^\W\d].*\n[ \t]*\n",  # a heading that opens it
        r"!\[[^\]\n]*\]\([^()\s]+(?:\s+\"[^\"\n]*\")?\)",  # an image
        r"(?<!!)\[[^\]\n]+\]\((?:https?://|mailto:|[./#])[^()\s]*(?:\s+\"[^\"\n]*\")?\)",  # a link
        r"^ {0,3}```[^`\n]*\n(?:.*\n)*? {0,3}```[ \t]*$",  # fenced code
        r"^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$",  # a table's second row
        r"^ {0,3}\[[^\]\n]+\]:[ \t]+<?https?://",  # a link's definition
    )
)
_WEAK_SIGNS = tuple(
    (re.compile(pattern, re.M), times)
    for pattern, times in (
        (r"^#{1,6}[ \t]+\S", 1),  # a heading
        (r"^#{2,6}[ \t]+\S", 2),
        (r"(?<![\w*])\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*", 1),  # bold
        (r"^ {0,3}[-*+][ \t]+\S", 2),  # a list
        (r"^ {0,3}>[ \t]+\S", 1),  # a quotation
        (r"^[^\s#>|\-=].{0,80}\n(?:={3,}|-{3,})[ \t]*$", 2),  # underlined headings
    )
)


def detect(source: str, start: int = 0) -> Form:
    """Tell what ``source[start:]`` is.

    HTML opens as a page does, or begins with a tag and closes some, or closes several blocks.
    Markdown opens with a heading of words, or shows an image, a link, code or a table, or two weaker signs: a ``#`` or
    a ``*`` elsewhere makes none alone.
    """
    sample = source[start : start + _SAMPLE]
    if _PAGE.match(sample):
        return "html"
    blocks = len(_CLOSED_BLOCK.findall(sample))
    inline = len(_CLOSED_INLINE.findall(sample))
    markdown = _is_markdown(sample)
    if _OPENS_WITH_TAG.match(sample) and (blocks >= 1 or inline >= 2) and not (markdown and blocks < 3):
        return "html"
    if markdown:
        return "markdown"
    return "html" if blocks >= 3 else "plain"


def _is_markdown(sample: str) -> bool:
    if any(sign.search(sample) for sign in _STRONG_SIGNS):
        return True
    return sum(_occurs(sign, sample, times) for sign, times in _WEAK_SIGNS) >= 2


def _occurs(sign: re.Pattern[str], sample: str, times: int) -> bool:
    return len(list(islice(sign.finditer(sample), times))) == times
