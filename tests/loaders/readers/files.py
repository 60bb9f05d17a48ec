"""Small files of every kind, made here."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

from pypdf import PdfReader, PdfWriter

ENGLISH = "Huawei signed a cooperation agreement with Shandong University in Jinan in June 2022."
CHINESE = "2022年2月，华为在济南与山东大学、山东能源集团、山东重工集团分别签署合作协议。"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: Sequence[str], title: str | None = None, password: str | None = None) -> bytes:
    """Make a PDF with these lines on its pages, in a font that every viewer brings."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< "
        b"/Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (GB1) /Supplement 4 >> >>] >>"
    )
    kids = []
    for lines in pages:
        shown = (f"<{line.encode('utf-16-be').hex()}> Tj 0 -16 Td" for line in lines)
        content = f"BT /F1 12 Tf 60 700 Td {' '.join(shown)} ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _finished(_numbered(objects), title, password)


def _numbered(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def _finished(data: bytes, title: str | None, password: str | None) -> bytes:
    if title is None and password is None:
        return data
    writer = PdfWriter(PdfReader(io.BytesIO(data)))
    if title is not None:
        writer.add_metadata({"/Title": title, "/Author": "Li Na"})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*paragraphs: str, core: str | None = None) -> bytes:
    """Make a Word file; paragraphs are the XML inside ``<w:p>``, or plain text."""
    body = "".join(
        f"<w:p>{text if text.startswith('<') else f'<w:r><w:t>{text}</w:t></w:r>'}</w:p>"
        for text in paragraphs
    )
    parts = {
        "[Content_Types].xml": '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
    }
    if core is not None:
        parts["docProps/core.xml"] = (
            f'<c:coreProperties xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</c:coreProperties>'
        )
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Make a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def eml(text: str, subtype: str = "plain", **headers: str) -> bytes:
    """Make an e-mail."""
    message = EmailMessage()
    message["From"] = "Press Office <press@example.org>"
    message["Message-ID"] = "<1@example.org>"
    for name, value in headers.items():
        message[name] = value
    message.set_content(text, subtype=subtype)
    return bytes(message)


def rss(*items: str) -> bytes:
    """Make an RSS file of these items' XML."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/'
        f'content/"><channel><title>News</title><language>en</language>{inside}</channel></rss>'
    ).encode()


def every_kind() -> dict[str, bytes]:
    """Return a good file of each kind that is read, by name."""
    row = b'{"id": "row", "text": "Siemens signed an agreement with Intel."}\n'
    return {
        "a.txt": f"{ENGLISH}\n\n{CHINESE}\n".encode(),
        "b.md": f"---\ntitle: News\n---\n# News\n\n{ENGLISH}\n\n- **{CHINESE}**\n".encode(),
        "c.html": f"<html><title>News</title><body><p>{ENGLISH}<p>{CHINESE}</body></html>".encode(),
        "d.jsonl": row,
        "e.csv": f'id,text\ne1,"{ENGLISH}"\ne2,"{CHINESE}"\n'.encode(),
        "f.pdf": pdf([ENGLISH, CHINESE]),
        "g.docx": docx(ENGLISH, CHINESE),
        "h.eml": eml(f"{ENGLISH}\n\n{CHINESE}\n", Subject="News"),
        "i.xml": rss(f"<guid>i1</guid><description>{ENGLISH}</description>"),
        "j.txt.gz": gzip.compress(ENGLISH.encode(), mtime=0),
        "k.zip": zipped({"k1.txt": ENGLISH.encode(), "in/k2.html": f"<p>{CHINESE}</p>".encode()}),
        "l.txt": CHINESE.encode("gb18030"),
        "m.txt": ENGLISH.encode("utf-16"),
    }
