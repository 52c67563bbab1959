"""Starts a new source from its address: recognises the portal system, writes the YAML, keeps sample pages as a fixture.

What the fixture should say is left to a person: until that is filled in, ``xephang sources check`` complains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import yaml

from crawler.article import read_article
from crawler.charset import decode
from crawler.explore import sections
from crawler.fetch import Fetched, fetch
from crawler.fixture import ARTICLE, EXPECTED, LIST, OPEN
from crawler.focus import worth
from crawler.listing import find_links
from crawler.preset import Article, Link, Preset
from crawler.presets import preset, recognise
from extract.errors import FetchError, SourceError
from extract.gazetteer import provinces
from extract.text.clean import fold

_LOOKED_AT = 6  # lists of a site tried for the sample
_FILES = 3  # attachments kept of the sample article


@dataclass(frozen=True, slots=True)
class Draft:
    """A new source as it was written: its file, its fixture's folder and what was found."""

    source_id: str
    path: Path
    fixture: Path
    system: str
    links: int
    files: int


def draft(url: str, folder: Path, *, source_id: str = "", allow_private: bool = False) -> Draft:
    """Write ``folder/ID.yaml`` and ``folder/fixtures/ID/`` for the site at ``url``.

    Raises:
        FetchError: the site cannot be reached, or not without ``allow_private``.
        SourceError: the source exists already, or no article was found on the site.
    """
    name = source_id or name_of(url)
    path = folder / f"{name}.yaml"
    if path.exists():
        raise SourceError(f"Đã có nguồn {name} ({path})", f"There is a source {name} already ({path})")
    home = fetch(url, allow_private=allow_private)
    system = recognise(decode(home.body), home.url)
    chosen = preset(system)
    page, links = _best_list(home, chosen, allow_private)
    if not links:
        raise SourceError(f"Không thấy bài viết nào ở {url}", f"No article was found at {url}")
    link = next((found for found in links if worth(found.title)), links[0])
    sample = fetch(link.url, allow_private=allow_private)
    article = read_article(chosen, decode(sample.body), sample.url)
    fixture = folder / "fixtures" / name
    fixture.mkdir(parents=True, exist_ok=True)
    (fixture / LIST).write_bytes(page.body)
    (fixture / ARTICLE).write_bytes(sample.body)
    kept = _keep_files(article, fixture, allow_private)
    (fixture / EXPECTED).write_text(_expectation(system, page.url, sample.url, links, article), "utf-8")
    path.write_text(_declaration(home.url, page.url, system), "utf-8")
    return Draft(name, path, fixture, system, len(links), kept)


def name_of(url: str) -> str:
    """An id for the site at ``url``: ``sotttt.tayninh.gov.vn`` becomes ``sotttt-tayninh``."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if not re.fullmatch(r"[\d.]+", host):
        host = re.sub(r"(\.(gov|org|com|edu|net))?\.[a-z]{2,4}$", "", host)
    return re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-") or "source"


def _best_list(home: Fetched, chosen: Preset, allow_private: bool) -> tuple[Fetched, list[Link]]:
    """The page among home and the lists it names that lists most articles, those with dates counting twice."""
    pages = [home]
    articles = {link.url for link in find_links(chosen, decode(home.body), home.url)}
    for address in sections(decode(home.body), home.url, articles)[:_LOOKED_AT]:
        try:
            pages.append(fetch(address, allow_private=allow_private))
        except FetchError:
            continue
    listed = [(page, find_links(chosen, decode(page.body), page.url)) for page in pages]
    return max(listed, key=lambda pair: len(pair[1]) + sum(link.date is not None for link in pair[1]))


def _keep_files(article: Article, fixture: Path, allow_private: bool) -> int:
    kept = 0
    for file in [file for file in article.files if not file.form][:_FILES]:
        try:
            got = fetch(file.url, allow_private=allow_private)
        except FetchError:
            continue
        name = re.sub(r"[^\w.-]+", "-", unquote(PurePosixPath(urlsplit(file.url).path).name))[-80:] or "file"
        (fixture / "files").mkdir(exist_ok=True)
        (fixture / "files" / f"{kept + 1}-{name}").write_bytes(got.body)
        kept += 1
    return kept


def _expectation(system: str, list_url: str, article_url: str, links: list[Link], article: Article) -> str:
    read = {
        "title": article.title,
        "date": article.date,
        "text": article.text[:60],
        "files": [file.title for file in article.files],
        "links": [[link.title, link.date] for link in links[:3]],
    }
    said = yaml.safe_dump(read, allow_unicode=True, sort_keys=False, width=160)
    asked = {"system": system, "list_url": list_url, "article_url": article_url} | dict.fromkeys(read, OPEN)
    return (
        f"# Look at {LIST} and {ARTICLE} in a browser and replace each {OPEN} by what they really say; what was read stands below.\n"
        + yaml.safe_dump(asked, allow_unicode=True, sort_keys=False)
        + "".join(f"# {line}\n" for line in said.splitlines())
    )


def _declaration(home: str, list_url: str, system: str) -> str:
    parts = urlsplit(home)
    host = parts.netloc.removeprefix("www.")
    labels = host.split(".")
    names = {re.sub(r"[^a-z0-9]", "", fold(name)): name for name in provinces()}
    province = next((names[label] for label in reversed(labels) if label in names), None)
    kind = "publisher" if province is None else "portal" if labels[0] in names else "department"
    entries: list[dict[str, str]] = [{"kind": "site", "address": parts.path or "/"}]
    listed = urlsplit(list_url)
    if list_url != home:
        entries.append({"kind": "list", "address": listed.path + (f"?{listed.query}" if listed.query else "")})
    today = datetime.now(UTC).date()
    return yaml.safe_dump(
        {
            "name": {"vi": f"Trang {host}", "en": f"Site {host}"},
            "kind": kind,
            **({"province": province} if province else {}),
            "hosts": [host],
            "scheme": parts.scheme,
            "system": system,
            "entries": entries,
            "frequency": "weekly",
            "verified": "address-shape",
            "notes": f"Drafted on {today} from the site itself; nobody has checked yet what is read from it.",
        },
        allow_unicode=True,
        sort_keys=False,
        width=160,
    )
