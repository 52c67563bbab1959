"""The command line: composes crawler, extract, store and dashboard, and holds no logic of its own."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run ``xephang`` with ``arguments`` (default: the process's) and leave with its exit status."""
    from commands.app import run

    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


if __name__ == "__main__":
    main()
