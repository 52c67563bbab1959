"""Plone (Classic UI): addresses are folders and short names that tell nothing; lists mark the kind of what they link.

``/view`` shows what the plain address would download (files), ``@@download/file/NAME`` is the file itself.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.address import query
from crawler.preset import Preset

_VIEW = re.compile(r"/(view|@@view|document_view|newsitem_view|file_view|index_html)/?$")


def _one_address(parts: SplitResult) -> str | None:
    """The item without its view; lists keep the number of their first entry."""
    path = _VIEW.sub("", parts.path).rstrip("/") or "/"
    start = query(parts).get("b_start:int")
    return f"{path}?b_start:int={start}" if start and start != "0" else path if not parts.query or start else None


PRESET = Preset(
    article=re.compile(r"(?!)"),  # no address has a shape of its own
    skip=re.compile(
        r"/(login|@@?search|sitemap|contact-info|accessibility-info|sendto_form|author|folder_factories|RSS|rss\.xml|atom\.xml)(/|\?|$)|/@@|/\+\+|ajax_load=",
        re.IGNORECASE,
    ),
    signs=("Plone", "portaltype-", "plone", "visual-portal-wrapper", "documentFirstHeading"),
    links=(
        "#content-core a.summary",
        "#content-core .tileHeadline a",
        "#content-core h2 a",
        "#content-core a[class*=contenttype-news-item]",
        "#content-core a[class*=contenttype-document]",
        "#content-core a[class*=contenttype-event]",
        "#search-results .result-title a",
        ".searchResults dt a",
        "#content-core td a[class*=contenttype]",
        ".portletNews a[class*=tile]",
        ".portletCollection .portletItem a",
    ),
    title=("h1.documentFirstHeading", "#content header h1", "#content > h1", "#content h1", "h1"),
    date=(".documentPublished", ".documentByLine", ".documentModified", "#viewlet-above-content-body time", "#content time"),
    body=("#parent-fieldname-text", "#content-core", "#content .newsitem", "#content"),
    files=("#content-core",),
    rewrite=_one_address,
)
