"""What all spiders do once they have a link: decide, fetch, recognise traps, hand over article and attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from scrapy import FormRequest, Request, Spider
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.address import same_site
from crawler.article import read_article
from crawler.attachments import SUFFIXES
from crawler.charset import decode
from crawler.conditional import KEY, UNCHANGED
from crawler.desk import Desk
from crawler.filing import Got
from crawler.focus import worth
from crawler.guard import RefusedError
from crawler.preset import File, Link
from crawler.traps import Trap, address_trap, page_trap
from crawler.warc import OFFSET

# what scrapy-playwright looks for in a request; here, because crawler.browser loads Playwright, which most sources never need
BROWSER = {"playwright": True, "playwright_page_goto_kwargs": {"wait_until": "networkidle"}}

TLS = "x-xephang-tls"  # header of a capture whose sender's certificate was not verified


class SourceSpider(Spider):
    """Base of the spiders of one source.

    Args:
        source: id of a declared source (``scrapy crawl portal -a source=phutho``), where no ``desk`` is given.
        since, until: first and last day of publication, ISO.
        sample: at most so many articles.
        max_pages: at most so many requests.
    """

    def __init__(
        self,
        source: str | None = None,
        desk: Desk | None = None,
        since: str | None = None,
        until: str | None = None,
        sample: int | str | None = None,
        max_pages: int | str | None = None,
        **more: Any,
    ) -> None:
        super().__init__(**more)
        self.desk = desk or _desk(source or "")
        self.owns_desk = desk is None
        self.since = date.fromisoformat(since) if since else date.min
        self.until = date.fromisoformat(until) if until else date.max
        self.desk.limit(sample, max_pages)
        self.seen = self.desk.seen

    def ask(
        self,
        url: str,
        callback: Any,
        key: str | None = None,
        form: tuple[tuple[str, str], ...] = (),
        ours: bool = False,
        **meta: Any,
    ) -> Iterator[Request]:
        """One request, while the budget lasts and the address is no trap. ``ours``: we made the address, no page named it."""
        trap = None if ours else address_trap(url)
        if trap is not None:
            self.desk.tally.traps[trap] += 1
        elif self.desk.may_ask():
            self.desk.pages_left -= 1
            meta |= {KEY: key or self.desk.key(url), "asked": url}
            if self.desk.spec.browser and callback != self.file:
                meta |= BROWSER
            # keys decide what is asked twice; scrapy's own filter would also drop two attachments behind one postback address
            shared = {"callback": callback, "errback": self.failed, "meta": meta, "dont_filter": True}
            place = url if ours else self.place(url)
            yield FormRequest(place, formdata=list(form), **shared) if form else Request(place, **shared)

    def place(self, url: str) -> str:
        """Where ``url`` is fetched from."""
        return url

    def original(self, response: Response) -> str:
        """The address whose content an answer holds."""
        return response.url

    def once(self, url: str, callback: Any, **meta: Any) -> Iterator[Request]:
        """One request for a list or a feed, unless this run has asked for it already."""
        mark = f"list {self.desk.key(url)}"
        if mark not in self.seen:
            self.seen.add(mark)
            yield from self.ask(url, callback, optional=True, **meta)

    def wanted(self, day: date | None) -> bool:
        """Whether a date lies inside what was asked for; an unknown one does."""
        return day is None or self.since <= day <= self.until

    def follow(self, link: Link, fresh_list: bool = True) -> Iterator[Request]:
        """Ask for an article if its title and date are worth it. ``fresh_list``: the page that lists it is new or has changed."""
        key = self.desk.key(link.url)
        if key in self.seen:
            return
        self.seen.add(key)
        tally = self.desk.tally
        tally.listed += 1
        tally.dated += link.date is not None
        if not self.wanted(link.date):
            return
        if not worth(link.title):
            tally.skipped += 1
        elif not fresh_list and self.desk.memory.fresh(key, self.desk.spec.recheck):
            tally.known += 1
        elif self.desk.articles_left > 0:
            self.desk.articles_left -= 1
            yield from self.ask(link.url, self.article, key, title=link.title)

    def article(self, response: Response) -> Iterator[Got | Request]:
        """Keep an article and ask for its attachments."""
        self.count(response)
        key: str = response.meta[KEY]
        html = _html(response)
        if html is None:
            yield self.got(response, key, anchor=response.meta.get("title", ""))
            return
        if (
            urlsplit(response.url).path in ("", "/")
            and not urlsplit(response.url).query
            and urlsplit(response.meta.get("asked", "")).path != "/"
        ):
            self.desk.tally.traps[Trap.SOFT_404] += 1  # sent home instead of told that the article is gone
            return
        url = self.original(response)
        self.desk.recognise(html, url)
        read = read_article(self.desk.preset, html, url)
        trap = page_trap(html, read.title, read.text)
        if trap is not None and not (trap is Trap.EMPTY and read.files):
            self.desk.tally.traps[trap] += 1
            return
        own = self.desk.key(read.canonical) if read.canonical else key
        if own != key and own in self.seen:
            self.desk.tally.traps[Trap.TWIN] += 1
            return
        self.seen.add(own)
        if not self.wanted(read.date):
            return
        self.desk.tally.bodies.append(len(read.text))
        said = hashlib.sha256(f"{read.title}\n{read.text}".encode()).hexdigest()
        files = [request for file in read.files for request in self.fetch_file(file, own, key)]
        if files and self.desk.may_ask():
            self.desk.waiting.add(key)
        yield self.got(response, own, text=said, waits=bool(files) or (bool(read.files) and not self.desk.may_ask()))
        yield from files

    def fetch_file(self, file: File, parent: str, page: str) -> Iterator[Request]:
        """Ask for an attachment once a run; one posted form is told from another by its fields."""
        key = self.desk.key(file.url)
        if file.form:
            key += "#" + hashlib.sha256(repr([f for f in file.form if not f[0].startswith("__VIEW")]).encode()).hexdigest()[:16]
        if key not in self.seen:
            self.seen.add(key)
            yield from self.ask(
                file.url, self.file, key, file.form, parent=parent, anchor=file.title, page=page, allow_offsite=True
            )

    def file(self, response: Response) -> Iterator[Got | Request]:
        """Keep an attachment; a page served in the place of a file is none."""
        self.count(response)
        html = _html(response)
        if html is not None and _is_page(response):
            if self.own(response.url) and worth(read_article(self.desk.preset, html, response.url).title):
                yield from self.article(response)  # "Quyết định …" led to another article
            else:
                self.desk.tally.traps[Trap.SOFT_404] += 1
            return
        yield self.got(response, response.meta[KEY], parent=response.meta["parent"], anchor=response.meta["anchor"])

    def got(
        self, response: Response, key: str, *, text: str = "", parent: str | None = None, anchor: str = "", waits: bool = False
    ) -> Got:
        """The answer as the pipeline takes it."""
        headers = {TLS: "not verified"} if self.desk.spec.broken_tls and response.url.startswith("https:") else {}
        headers |= {k.decode("latin-1"): v[0].decode("utf-8", "replace") for k, v in response.headers.items() if v}
        return Got(
            key=key,
            url=response.url,
            body=response.body,
            media_type=headers.get("Content-Type", ""),
            headers=headers,
            parent=parent,
            anchor=anchor,
            etag=headers.get("Etag", ""),
            modified=headers.get("Last-Modified", ""),
            text=text,
            remember=response.meta[KEY],
            waits=waits,
            warc=response.meta.get(OFFSET),
        )

    def count(self, response: Response) -> None:
        """Count an answer and tell how far we are."""
        self.stop_if_broken()
        self.desk.tally.pages += 1
        if UNCHANGED not in response.flags:
            self.desk.tally.bytes += len(response.body)
        self.desk.progress(response.meta.get("title") or response.meta.get("anchor") or response.url)

    def stop_if_broken(self) -> None:
        """End the crawl where nothing can be stored any more."""
        if self.desk.books.writer.broken is not None:
            raise CloseSpider("store")

    def failed(self, failure: Failure) -> None:
        """An address that could not be fetched: gone, refused or failing."""
        self.stop_if_broken()
        request: Request = failure.request  # type: ignore[attr-defined]  # scrapy adds it
        error = failure.value
        if isinstance(error, RefusedError):
            self.desk.tally.traps[Trap.PRIVATE] += 1
        elif isinstance(error, HttpError) and request.meta.get("optional"):
            self.desk.tally.traps["not-there"] += 1  # a feed or list that was found, not declared
        elif isinstance(error, HttpError) and error.response.status in (404, 410):
            self.desk.vanish(request.meta[KEY])
        elif isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
            self.desk.tally.traps["robots"] += 1
        elif "certificate verify failed" in str(error):
            host = urlsplit(request.url).hostname
            self.desk.fail(
                request.url,
                "Certificate",
                f"không kiểm chứng được chứng chỉ của {host}; nếu đã biết, khai `broken_tls: true` trong nguồn",
                f"the certificate of {host} cannot be verified; where that is known, the source says `broken_tls: true`",
            )
        else:
            reason = f"HTTP {error.response.status}" if isinstance(error, HttpError) else str(error) or type(error).__name__
            self.desk.fail(request.url, type(error).__name__, reason[:500])
            self.desk.waiting.discard(request.meta.get("page", ""))  # so that its page is asked for again next time

    def closed(self, reason: str) -> None:
        """Finish the run where this spider was started by ``scrapy crawl``."""
        if self.owns_desk:
            self.desk.finish()

    def own(self, url: str) -> bool:
        """Whether ``url`` stands on one of the source's hosts."""
        return same_site(url, self.desk.base) or (urlsplit(url).hostname or "").removeprefix("www.") in self.desk.spec.hosts


def _html(response: Response) -> str | None:
    """The page's text; None where the answer is a file."""
    kind = (response.headers.get("Content-Type") or b"").split(b";")[0].strip().lower()
    if (response.headers.get("Content-Disposition") or b"").lower().startswith(b"attachment"):
        return None
    start = response.body[:2048].lstrip()[:200].lower()
    looks = start.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in start
    return decode(response.body) if looks or kind in (b"text/html", b"application/xhtml+xml") else None


def _is_page(response: Response) -> bool:
    """Whether a file was asked for and a page came: HTML saved as .xls or .doc is a file all the same."""
    suffix = PurePosixPath(urlsplit(response.url).path.lower()).suffix
    return suffix not in SUFFIXES or suffix == ".pdf"


def _desk(source: str) -> Desk:
    from crawler.books import Books  # noqa: PLC0415 - only for `scrapy crawl`
    from crawler.sources import load_all  # noqa: PLC0415
    from extract.errors import SourceError  # noqa: PLC0415
    from store.home import Home  # noqa: PLC0415

    spec = load_all().get(source)
    if spec is None:
        raise SourceError(f"Không có nguồn {source!r}", f"There is no source {source!r}")
    return Desk(Books(Home.from_env()), spec)
