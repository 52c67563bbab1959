"""One watched site, as its YAML under ``crawler/sources/`` declares it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from crawler.presets import presets
from store.models import Source

Frequency = Literal["daily", "weekly", "monthly", "yearly", "never"]
AUTO = "auto"  # the portal system is recognised by its first page
Hour = Annotated[int, Field(ge=0, le=24)]
VIETNAM = timezone(timedelta(hours=7))
_HOST = re.compile(r"^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+(:\d{2,5})?$")


def _host(value: str) -> str:
    if not _HOST.match(value):
        raise ValueError(f"not a host name: {value}")
    return value


def _system(value: str) -> str:
    if value != AUTO and value not in presets():
        raise ValueError(f"no such portal system: {value} (there are: {', '.join(presets())})")
    return value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Names(_Strict):
    """A name in both languages."""

    vi: str = Field(min_length=3)
    en: str = Field(min_length=3)


class Validity(_Strict):
    """First and last day on which the site speaks for its province; open ends are null."""

    start: date | None = None
    end: date | None = None


class Entry(_Strict):
    """Where a crawl begins: a list page, a search (``{keyword}`` is filled from focus.yaml), a feed, a site map, an archived list,

    or ``site``: the home page, from which lists, feeds and site maps are found.
    """

    kind: Literal["list", "search", "feed", "sitemap", "wayback", "site"] = "list"
    address: str = Field(pattern=r"^(/|https?://)")


class Selectors(_Strict):
    """CSS selectors that stand before the preset's own; only where the preset does not do."""

    links: tuple[str, ...] = ()  # the anchors of articles on list pages
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


class Expectations(_Strict):
    """What a crawl of a healthy site brings: articles listed, share of them with a date (0-1), median length of bodies."""

    listed: int = Field(default=5, ge=0)
    dated: float = Field(default=0.5, ge=0, le=1)
    body: int = Field(default=80, ge=0)  # characters
    may_be_empty: bool = False


class SourceSpec(_Strict):
    """A declared source; ``id`` is the stem of its file."""

    id: str
    name: Names
    kind: Literal["portal", "department", "newspaper", "publisher"] = "portal"
    province: str | None = None
    valid: Validity = Validity()
    hosts: tuple[Annotated[str, AfterValidator(_host)], ...] = Field(min_length=1)
    scheme: Literal["http", "https"] = "https"
    system: Annotated[str, AfterValidator(_system)] = AUTO
    entries: tuple[Entry, ...] = Field(default=(Entry(kind="site", address="/"),), min_length=1)
    selectors: Selectors = Selectors()
    frequency: Frequency = "weekly"
    expect: Expectations = Expectations()
    delay: float = Field(default=2.0, ge=0)  # seconds between requests to one host, before AutoThrottle
    pages: int = Field(default=20, ge=1)  # list pages followed from one entry
    recheck: int = Field(default=30, ge=0)  # days after which a known article is asked for again although its list did not change
    hours: tuple[Hour, Hour] | None = None  # from and until which hour in Vietnam it may be visited; [22, 6] is the night
    proxy: str | None = Field(default=None, pattern=r"^https?://")  # for this source alone, before XEPHANG_PROXY
    broken_tls: bool = False  # its certificate chain is known to be broken; says so in notes
    browser: bool = False  # its pages need scripts: a headless Chromium fetches them; says so in notes
    primary_for: tuple[str, ...] = ()
    verified: Literal["live", "address-shape", "replica"]
    notes: str = Field(min_length=10)
    successor: str | None = None

    @property
    def replica(self) -> bool:
        """Whether it is one of the portals that xephang itself serves on the loopback."""
        return self.verified == "replica"

    @property
    def base(self) -> str:
        """The first host's address."""
        return f"{self.scheme}://{self.hosts[0]}"

    def open_at(self, now: datetime) -> bool:
        """Whether the source may be visited at ``now`` (aware)."""
        if self.hours is None:
            return True
        first, last = self.hours
        hour = now.astimezone(VIETNAM).hour
        return first <= hour < last if first < last else hour >= first or hour < last

    def row(self) -> Source:
        """The source as the store keeps it."""
        return Source(
            id=self.id,
            name_vi=self.name.vi,
            name_en=self.name.en,
            province=self.province,
            kind=self.kind,
            system=self.system,
            hosts=list(self.hosts),
            frequency=self.frequency,
            primary_for=list(self.primary_for),
            replica=self.replica,
            verified=self.verified,
            declared=self.model_dump(mode="json"),
        )
