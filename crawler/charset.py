"""Text of a page by its content: the meta tag and the header often lie."""

from __future__ import annotations

import codecs

from resiliparse.parse.encoding import bytes_to_str, detect_encoding

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(body: bytes) -> str:
    """``body`` as text: byte order mark, then strict UTF-8, then what its bytes look like."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return str(bytes_to_str(body, detect_encoding(body) or "utf-8"))
