"""Article pages: title, date, body and attachments, by the preset's places and by general signs where those miss."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from lxml import html as lxml_html
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from crawler.address import absolute, same_site
from crawler.attachments import find_files
from crawler.dates import find_date
from crawler.listing import parse, text_of
from crawler.preset import Article, Preset
from extract.mentions.published import find_published
from extract.text.clean import nfc, squeeze

# where pages of unknown systems have their text, the narrowest first
_LIKELY = (
    "[itemprop=articleBody]",
    "article .content",
    "main article",
    "article",
    "#content-core",
    "main",
    "[role=main]",
    "#content",
)
_SHORT = 200  # characters: less is no body where a likely place holds more
_NEAR = 300  # characters beside a title in which its date stands


def read_article(preset: Preset, html: str, url: str) -> Article:
    """What the page at ``url`` says as an article; every part is empty where nothing was found, never guessed from elsewhere."""
    tree = parse(html)
    if tree is None:
        return Article("", None, "", "", ())
    body = _first(tree, preset.body)
    if body is not None:
        body_html, text = lxml_html.tostring(body, encoding="unicode", with_tail=False), text_of(body)
    else:
        import trafilatura  # noqa: PLC0415 - slow to load, and only for pages that no preset fits

        body_html = trafilatura.extract(html, url=url, output_format="html", include_tables=True, include_links=True) or ""
        text = text_of(lxml_html.fromstring(body_html)) if body_html else ""
        body = _first(tree, _LIKELY)  # where to look for links that say they are attachments
        if body is not None and len(text) < _SHORT <= len(text_of(body)):
            body_html, text = lxml_html.tostring(body, encoding="unicode", with_tail=False), text_of(body)
    title = _title(tree, preset)
    return Article(
        title,
        _date(tree, preset, title),
        body_html,
        text,
        tuple(find_files(tree, body, preset, url)),
        _own(tree, preset, url),
    )


@cache
def _selector(css: str) -> CSSSelector:
    return CSSSelector(css)


def _select(tree: HtmlElement, css: str) -> list[HtmlElement]:
    return list(_selector(css)(tree))


def _first(tree: HtmlElement, selectors: tuple[str, ...]) -> HtmlElement | None:
    """The first selected node that holds text."""
    return next((node for css in selectors for node in _select(tree, css) if text_of(node)), None)


def _meta(tree: HtmlElement, *names: str) -> str:
    for node in tree.iter("meta"):
        if (node.get("property") or node.get("name") or node.get("itemprop") or "").lower() in names and node.get("content"):
            return squeeze(nfc(node.get("content")))
    return ""


def _title(tree: HtmlElement, preset: Preset) -> str:
    node = _first(tree, preset.title)
    if node is not None:
        return text_of(node)
    headline = next((text_of(h) for h in tree.iter("h1") if len(text_of(h)) > 15), "")
    said = _meta(tree, "og:title") or ld_json(tree).get("headline", "")
    if headline and said.startswith(headline):
        return headline  # og:title often goes on with the name of the site
    return said or headline or next((text_of(t) for t in tree.iter("title")), "")


def _date(tree: HtmlElement, preset: Preset, title: str) -> date | None:
    for css in preset.date:
        for node in _select(tree, css):
            found = find_date(node.get("datetime") or node.get("content") or "") or find_date(text_of(node))
            if found:
                return found
    stated = _meta(tree, "article:published_time", "datepublished", "pubdate", "dc.date", "dc.date.issued", "dc.date.created")
    time = next((t.get("datetime") for t in tree.iter("time") if find_date(t.get("datetime") or "")), "")
    return (
        find_date(stated or "")
        or find_date(ld_json(tree).get("datePublished", ""))
        or find_date(time or "")
        or _date_below(tree, title)
        or find_published(text_of(tree))
    )


def _date_below(tree: HtmlElement, title: str) -> date | None:
    """The date that stands just before or after the title."""
    for heading in [*tree.iter("h1"), *tree.iter("h2"), *tree.iter("h3")]:
        if not title or text_of(heading) != title:
            continue
        node = heading.getparent()
        for _ in range(3):
            if node is None:
                break
            before, _, after = text_of(node).partition(title)
            found = find_date(after[:_NEAR]) or find_date(before[-_NEAR:])
            if found:
                return found
            node = node.getparent()
    return None


def ld_json(tree: HtmlElement) -> dict[str, str]:
    """Texts of the first article that the page describes in JSON-LD (schema.org); empty where there is none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting = [json.loads((script.text or "")[:500_000])]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting.extend(node[:1000])
            elif isinstance(node, dict):
                if "headline" in node or "datePublished" in node:
                    return {k: squeeze(nfc(v)) for k, v in node.items() if isinstance(v, str)}
                waiting.extend(v for k, v in node.items() if k in ("@graph", "mainEntity", "mainEntityOfPage"))
    return {}


def _own(tree: HtmlElement, preset: Preset, url: str) -> str | None:
    """What ``<link rel=canonical>`` says, where the system is known to say it rightly."""
    if not preset.trust_canonical:
        return None
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            target = absolute(url, link.get("href") or "")
            if target and same_site(target, url) and urlsplit(target).path not in ("", "/"):
                return target
    return None
