"""All pages of one replica portal, rendered once: a mapping from path and query to what is served there."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from pathlib import PurePath
from typing import TypedDict

import jinja2
import yaml

from crawler.replicas.content import BANNER_EN, BANNER_VI, FOLDER, Content, Item
from crawler.replicas.files import TYPES, build

VIEWS = b"@@VIEWS@@"  # where a style shows a live counter, the server puts the number of visits


@dataclass(frozen=True, slots=True)
class Page:
    """What one address serves."""

    body: bytes
    media_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


class Style(TypedDict):
    """The addresses of a portal system, as ``styles.yaml`` has them."""

    lists: list[str]
    article: str
    twins: list[str]
    file: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a template: address and text."""

    url: str
    text: str


def render(content: Content) -> dict[str, Page]:
    """Every address of the portal: home, lists with paging, articles under all their addresses, attachments, robots.txt."""
    style = _styles()[content.style]
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    shared = {"portal": content, "banner_vi": BANNER_VI, "banner_en": BANNER_EN, "home": style["lists"][0]}
    pages: dict[str, Page] = {"/robots.txt": Page(b"User-agent: *\nDisallow: /admin/\nDisallow: /lich/\n", "text/plain")}
    addresses = {item.id: address(style["article"], item) for item in content.articles}
    number = 0
    for place, item in enumerate(content.articles):
        links: list[Link] = []
        for file in item.files:
            number += 1
            url = address(style["file"], item, n=number, name=file.name)
            links.append(Link(url, file.title))
            disposition = {"Content-Disposition": f'attachment; filename="{file.name}"'}
            pages[url] = _dated(Page(build(file), TYPES[PurePath(file.name).suffix], disposition), item)
        related = [(addresses[o.id], o) for o in content.articles[place + 1 :][:3] or content.articles[:3]]
        html = env.get_template(f"{content.style}/article.html").render(
            shared, item=item, url=addresses[item.id], files=links, related=related, twin=address(style["twins"][0], item)
        )
        page = _dated(Page(html.encode()), item)
        for url in (addresses[item.id], *(address(twin, item) for twin in style["twins"])):
            pages[url] = page
    count = math.ceil(len(content.articles) / content.per_page)
    list_addresses = [style["lists"][min(1, p - 1)].format(page=p, page0=p - 1) for p in range(1, count + 1)]
    for p, url in enumerate(list_addresses, 1):
        shown = content.articles[(p - 1) * content.per_page : p * content.per_page]
        html = env.get_template(f"{content.style}/list.html").render(
            shared,
            items=[(addresses[i.id], address(style["twins"][0], i), i) for i in shown],
            pages=list_addresses,
            page=p,
            following=list_addresses[p] if p < count else None,
        )
        pages[url] = _dated(Page(html.encode()), shown[0])
    pages.setdefault("/", pages[list_addresses[0]])
    return pages


def address(template: str, item: Item, **more: object) -> str:
    """The address of ``item`` in one of a style's shapes."""
    return template.format(id=item.id, slug=item.slug, year=item.date.year, month=item.date.month, **more)


def _dated(page: Page, item: Item) -> Page:
    """``page`` with the validators of a well-behaved server; none where a live counter changes it on every visit."""
    if VIEWS in page.body:
        return page
    modified = format_datetime(datetime(item.date.year, item.date.month, item.date.day, tzinfo=UTC), usegmt=True)
    validators = {"ETag": f'"{hashlib.sha256(page.body).hexdigest()[:16]}"', "Last-Modified": modified}
    return Page(page.body, page.media_type, page.headers | validators)


@cache
def _styles() -> dict[str, Style]:
    loaded: dict[str, Style] = yaml.safe_load((FOLDER / "styles.yaml").read_text("utf-8"))
    return loaded
