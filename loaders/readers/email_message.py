"""E-mail (.eml, RFC 5322): its text, or where it has none its HTML; attachments are left aside."""

from __future__ import annotations

import email
import re
from contextlib import suppress
from email.message import EmailMessage, MIMEPart
from email.policy import default

from graph.errors import DocumentError
from loaders.readers.dates import iso_date
from loaders.readers.decode import Decoded, decode
from loaders.readers.formats import Content, DocumentFormat, Form
from loaders.text.spanned import Metadata

_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*\r?\n(?:[ \t]+[^\r\n]*\r?\n)*){3,}")
_TRANSPORT = re.compile(rb"^(?:received|return-path|message-id|mime-version|delivered-to):", re.I | re.M)
_FROM = re.compile(rb"^(?:from|sender):", re.I | re.M)


def read(data: bytes, path: str) -> Content:
    """Take the message's text out of it. Raises DocumentError where it has none."""
    try:
        message = email.message_from_bytes(data, policy=default)
        body = message.get_body(("plain", "html"))
        said = {name: _header(message, name) for name in ("subject", "from", "date", "content-language")}
        payload = body.get_payload(decode=True) if body else None
    except Exception as error:  # the standard library's parser meets broken headers with errors of all kinds
        raise DocumentError(f"{path}: the message is malformed: {error}") from None
    if body is None or not isinstance(payload, bytes) or not payload.strip():
        raise DocumentError(f"{path}: there is no text in the message")
    told = Metadata(
        title=said["subject"],
        published=iso_date(said["date"] or ""),
        language=said["content-language"],
        author=said["from"],
    )
    decoded = _decoded(payload, _charset(body), path)
    form: Form = "html" if body.get_content_type() == "text/html" else "plain"
    return Content(decoded.text, told, form, decoded.encoding, decoded.confidence)


def _charset(body: MIMEPart) -> str | None:
    try:
        return body.get_content_charset()
    except LookupError:  # a charset, itself written in one that nobody knows
        return None


def _decoded(payload: bytes, declared: str | None, path: str) -> Decoded:
    """Decode as the header declares; where it is wrong or says nothing, as the bytes tell."""
    if declared and declared != "us-ascii":
        with suppress(LookupError, ValueError):
            return Decoded(payload.decode(declared), declared)
    return decode(payload, path=path)


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    text = " ".join(str(value).split()).encode("utf-8", "replace").decode() if value is not None else ""
    return text or None


def _recognises(head: bytes, name: str) -> bool:
    begun = _HEADERS.match(head)
    if begun is None or not _FROM.search(begun[0]):
        return False
    return name.lower().endswith(".eml") or _TRANSPORT.search(begun[0]) is not None


FORMAT = DocumentFormat("email", _recognises, read)
