"""Joomla: ``/CATEGORY/ID-SLUG`` and ``index.php?option=com_content&view=article&id=N:slug``."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from crawler.address import query
from crawler.preset import Preset

_ITEM = re.compile(r"/(\d+)-[^/]+?(\.html)?$")


def _one_address(parts: SplitResult) -> str | None:
    """The article's number: menu (``Itemid``), category and slug choose nothing."""
    match = _ITEM.search(parts.path)
    if match:
        return f"/article/{match[1]}"
    values = query(parts)
    number = re.match(r"\d+", values.get("id") or "")
    if values.get("view") == "article" and number:
        return f"/article/{number[0]}"
    return None


PRESET = Preset(
    article=re.compile(r"/\d+-[\w-]+(\.html)?$|option=com_content&(.*&)?view=article|view=article&(.*&)?id=\d+", re.IGNORECASE),
    skip=re.compile(r"^(/index\.php)?$|tmpl=component|print=1|task=|format=feed|com_mailto", re.IGNORECASE),
    signs=("Joomla", "com_content", "/media/jui/", "item-page", "joomla", "/media/system/js/"),
    title=(".item-page h1", ".item-page h2", ".page-header h2", "h2[itemprop=headline]", ".contentheading", "h1"),
    date=(".published time", "time[itemprop=datePublished]", ".create time", ".create", ".createdate", ".article-info time"),
    body=("[itemprop=articleBody]", ".item-page", ".com-content-article__body", ".article-content", ".contentpaneopen"),
    files=(".attachmentsContainer", ".attachments", ".com-content-article__links"),
    links=(
        ".item-title a",
        ".page-header h2 a",
        ".blog-item h2 a",
        ".items-row h2 a",
        "td.list-title a",
        "th.list-title a",
        ".contentheading a",
        ".mod-articlesnews h4 a",
    ),
    rewrite=_one_address,
)
