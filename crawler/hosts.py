"""Which sources ask the same hosts: these are visited one after the other, on whichever machine, so that a host's pace is kept."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from crawler.source import SourceSpec
from store.queue import CRAWL, Job


def hosts(spec: SourceSpec) -> set[str]:
    """Every host that a source asks: its own, and those that its entries name."""
    named = {urlsplit(entry.address).netloc for entry in spec.entries}
    return {*spec.hosts, *named} - {""}


def groups(specs: Mapping[str, SourceSpec]) -> dict[str, str]:
    """The group of every source, named by the first of its members: sources that share a host, directly or through others."""
    group: dict[str, str] = {}
    by_host: dict[str, str] = {}
    for source_id in sorted(specs):
        met = sorted({group[by_host[host]] for host in hosts(specs[source_id]) if host in by_host})
        name = met[0] if met else source_id
        group = {member: name if of in met else of for member, of in group.items()} | {source_id: name}
        by_host |= dict.fromkeys(hosts(specs[source_id]), source_id)
    return group


def visit(source_id: str, group: str, *, if_due: bool = False) -> Job:
    """The job of crawling one source: it waits while another source of its group is visited, and is never there twice.

    ``if_due``: only where the source is still due when its turn comes.
    """
    return Job("crawl", CRAWL, f"crawl:{source_id}", lock=f"crawl:{group}", args={"source": source_id, "if_due": if_due})
