"""Work that is killed (``kill -9``) at a chosen step: before a statement, or before a commit, of the database.

A step is the same on a fast and on a slow machine; a moment is not. One process imports what the work needs and forks a fresh one for every
run, since importing takes longer than most work. ``XEPHANG_KILLS=50 pytest -m fault -k killed`` plays every such story fifty times.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from types import TracebackType
from typing import Self

ROUNDS = int(os.environ.get("XEPHANG_KILLS", "1"))  # how often a story of kills is played, each time with other chances

PARENT = """
import json, os, signal, sys, traceback
from sqlalchemy import Engine, event

def run(arguments, point, pipe):
    os.setsid()
    done = [0]
    def step(*_, **__):
        done[0] += 1
        if done[0] == point:
            os.kill(os.getpid(), signal.SIGKILL)
    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    try:
        work(*arguments)
    except BaseException:
        os.write(pipe, traceback.format_exc()[-4000:].encode())
        os._exit(1)
    os.write(pipe, str(done[0]).encode())
    os._exit(0)

print("ready", flush=True)
for line in sys.stdin:
    arguments, point = json.loads(line)
    mine, its = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(mine)
        run(arguments, point, its)
    os.close(its)
    with os.fdopen(mine) as said:
        words = said.read()
    status = os.waitpid(child, 0)[1]
    print(json.dumps([os.waitstatus_to_exitcode(status), words]), flush=True)
"""


class Mortal:
    """Runs ``work(*arguments)``, which the code that is handed over defines."""

    def __init__(self, code: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", code + PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "ready\n"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate()

    def steps(self, *arguments: str) -> int:
        """Let the work end; how many steps it took."""
        code, said = self._run(arguments, 0)
        assert code == 0, said
        return int(said)

    def killed(self, point: int, *arguments: str) -> bool:
        """Kill the work at step ``point``; false where it ended before."""
        code, said = self._run(arguments, point)
        assert code in (0, -9), said
        return code != 0

    def _run(self, arguments: tuple[str, ...], point: int) -> tuple[int, str]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([arguments, point]) + "\n")
        self._process.stdin.flush()
        code, said = json.loads(self._process.stdout.readline())
        return code, said


def chances(seed: int) -> list[random.Random]:
    """One source of chance a round; the first round is the same in every run of the tests."""
    return [random.Random(seed if i == 0 else f"{seed}-{i}-{os.environ.get('XEPHANG_SEED', '')}") for i in range(ROUNDS)]
