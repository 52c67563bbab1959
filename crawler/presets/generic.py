"""Any other site: article-like addresses, trafilatura for the body."""

from __future__ import annotations

import re

from crawler.preset import Preset

PRESET = Preset(
    article=re.compile(
        r"[\w%-]+-(post|a|n|c|d)?\d{3,}(\.(html?|epi|vnp|aspx|vov|tpo))?/?$|/\d{4,}/[\w%-]{12,}(\.html?)?$|/(bai-viet|tin|news|post|detail|article|DetailView)/(\w+/)?\d+"
        r"|[?&](id|newsid|itemid|userkey)=[\w-]+|/[a-z0-9]+(-[a-z0-9]+){5,}(\.html?|/)?$",
        re.IGNORECASE,
    ),
    skip=re.compile(r"/(tag|tags|rss|search|login|video|author|print)/|\.(jpe?g|png|gif|css|js)$", re.IGNORECASE),
)
