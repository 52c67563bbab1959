"""One address canonicalisation a system: idempotent, blind to tracking, sessions and order, whatever the address."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.presets import preset, presets

WORDS = st.text("abcđ123-.%25 ạ_!:;()", min_size=1, max_size=12)
SHAPES = st.sampled_from(
    ["/vi/news/a/x-{n}.html", "/node/{n}", "/?p={n}", "/{n}-x.html", "/index.php?option=com_content&view=article&id={n}:x", "/web/g/-/asset_publisher/i/content/x-{n}",
     "/a/b.aspx?ItemID={n}", "/x/1/2/3/{n}/c/s.aspx", "/1/2/3/{n}/c/s", "/tid/x/newsid/{n}", "/?gd=1&cn=2&tc={n}", "/tin/x/view", "/list?b_start:int={n}",
     "/wps/portal/a/!ut/p/z{n}/?urile=wcm:path:/x"]
)  # fmt: skip


@pytest.mark.parametrize("name", presets())
@given(
    shape=SHAPES,
    number=st.integers(0, 10**9),
    words=st.lists(WORDS, max_size=3),
    query=st.dictionaries(st.sampled_from(["a", "b", "id", "page"]), WORDS, max_size=3),
)
@settings(max_examples=60, deadline=None)
def test_idempotent(name: str, shape: str, number: int, words: list[str], query: dict[str, str]) -> None:
    from urllib.parse import quote, urlencode

    address = "http://www.a.gov.vn" + "".join("/" + quote(word) for word in words) + shape.format(n=number)
    if query:
        address += ("&" if "?" in address else "?") + urlencode(query)
    once = preset(name).canonical(address)
    assert preset(name).canonical(once) == once
    tracked = address + ("&" if "?" in address else "?") + "utm_source=zalo&fbclid=1"
    assert preset(name).canonical(tracked) == once
    assert preset(name).canonical(address.replace("http://www.", "https://")) == once
