"""Replica portals: small web sites on the loopback in the markup of real portal systems, to crawl without the Internet.

Their figures are real, their wording is ours, and every page says that it is a replica.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from crawler.replicas.content import portals
from crawler.replicas.server import Portal

_running: dict[str, str] = {}


@contextmanager
def serve(port_base: int = 0) -> Iterator[dict[str, str]]:
    """Serve every replica portal on the loopback, each on a port of its own, while the context is open.

    Args:
        port_base: first port; 0 lets the system choose.

    Yields:
        base address (``http://127.0.0.1:PORT``) by source id.
    """
    with ExitStack() as stack:
        found: dict[str, str] = {}
        for i, (source_id, content) in enumerate(portals().items()):
            portal = stack.enter_context(Portal.of(content, port_base + i if port_base else 0))
            found[source_id] = portal.address
        _running.update(found)
        try:
            yield found
        finally:
            for source_id in found:
                _running.pop(source_id, None)


def running() -> dict[str, str]:
    """Base address of every replica that this process serves now."""
    return dict(_running)
