"""The receipt attached to a PDF: written behind the finished file, as an update that PDF itself provides for.

What was finished stays byte for byte, so that its digest can stand in the receipt; the update can only be what is
written here, so that no byte of it can change either.
"""

from __future__ import annotations

import re
from typing import Final

ATTACHED: Final = "receipt.json"
"""The name of the attached file."""

_MARK: Final = b"\n%lagesbild-receipt\n"
_NAMED: Final = re.compile(rb"/Type/Filespec/F\(receipt\.json\)/UF\(receipt\.json\)/EF<</F (\d+) 0 R")
_END: Final = re.compile(rb"trailer\n<<(.*?)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_STREAM: Final = re.compile(rb"\d+ 0 obj\n<</Length (\d+)[^\n]*>>\nstream\n")


def with_receipt(data: bytes, receipt: bytes, day: str) -> bytes | None:
    """Return *data* followed by an update in which its attachment ``receipt.json`` holds *receipt*, dated *day*.

    Nothing where *data* is no finished PDF with such an attachment.
    """
    # From the last trailer alone: from each of many it would be sought through all that follows.
    named, end = _NAMED.search(data), _END.match(data, max(0, data.rfind(b"trailer\n<<")))
    if named is None or end is None:
        return None
    number, (trailer, before) = named[1], end.groups()
    head = data + _MARK
    size, date = str(len(receipt)).encode(), day.replace("-", "").encode()
    stream = (
        number
        + b" 0 obj\n<</Length "
        + size
        + b"/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size "
        + size
        + b"/ModDate(D:"
        + date
        + b"000000Z)>>>>\nstream\n"
        + receipt
        + b"\nendstream\nendobj\n"
    )
    at = len(head) + len(stream)
    table = b"xref\n" + number + f" 1\n{len(head):010} 00000 n\r\n".encode()
    return head + stream + table + b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, before, at)


def from_pdf(data: bytes) -> tuple[bytes, bytes] | None:
    """Return the finished PDF and the receipt that an update put behind it; nothing where there is none."""
    page, mark, update = data.rpartition(_MARK)
    stream = _STREAM.match(update)
    if not mark or stream is None or len(stream[1]) > 12:
        return None
    return page, update[stream.end() : stream.end() + int(stream[1])]
