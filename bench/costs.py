"""What a program costs: wall seconds, CPU seconds and memory of it and of all that it starts."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

#: A thing is measured less often where that would take longer than so many seconds.
ENOUGH = 25.0
#: What programs are told besides what the environment says. All keep their bytecode, as where they are used.
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONDONTWRITEBYTECODE": "",
}


class Failed(Exception):
    """A program did not do its work; says what it said."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of the processors; the most memory that one of the processes held, in MB."""

    wall: float
    cpu: float
    peak: float
    #: Of how many runs this is the median.
    runs: int = 1

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak), self.runs)

    def __str__(self) -> str:
        return f"{self.wall:.2f} / {self.cpu:.2f}"


class Runner:
    """Runs programs, each so many times, and none of them beyond the end of the time that there is."""

    def __init__(self, minutes: float, times: int) -> None:
        self.times = times
        self._end = time.monotonic() + 60 * minutes

    def left(self) -> float:
        """Return the seconds that are left."""
        return self._end - time.monotonic()

    def go_on(self) -> None:
        """Raise :class:`Failed` where no time is left."""
        if self.left() < 1:
            raise Failed("not measured: no time was left")

    def run(self, *command: str | Path, folder: Path, ends: Sequence[int] = (0,)) -> Cost:
        """Run a program and return its cost.

        Raises :class:`Failed` where it ends with another code, or not in time.
        """
        name = " ".join([Path(command[0]).name, *map(str, command[1:])])
        self.go_on()
        with tempfile.TemporaryFile() as said:
            start = time.perf_counter()
            process = subprocess.Popen(  # noqa: S603
                command,
                cwd=folder,
                env=os.environ | _ENVIRONMENT,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
            timer = threading.Timer(self.left(), os.killpg, (process.pid, signal.SIGKILL))
            timer.start()
            # Popen's own waiting would lose the cost.
            _, status, usage = os.wait4(process.pid, 0)
            timer.cancel()
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode == -signal.SIGKILL:
                raise Failed(f"{name} had not ended after {wall:.0f} s")
            if process.returncode not in ends:
                said.seek(0)
                told = said.read().decode(errors="replace")[-2000:]
                raise Failed(f"{name} ended with {process.returncode}: {told}")
        peak = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)
        return Cost(wall, usage.ru_utime + usage.ru_stime, peak)

    def median(self, work: Callable[[], Cost]) -> Cost:
        """Return the median cost of some runs."""
        return self.by_turns({"": work})[""]

    def by_turns(self, works: Mapping[str, Callable[[], Cost]]) -> dict[str, Cost]:
        """Return the median costs of several works, done by turns: a slow moment of the machine slows all."""
        costs: dict[str, list[Cost]] = {name: [] for name in works}
        start = time.monotonic()
        for _ in range(self.times):
            for name, work in works.items():
                costs[name].append(work())
            if time.monotonic() - start > ENOUGH * len(works):
                break
        return {name: _middle(found) for name, found in costs.items()}


def _middle(costs: Iterable[Cost]) -> Cost:
    found = list(costs)
    return Cost(
        statistics.median(cost.wall for cost in found),
        statistics.median(cost.cpu for cost in found),
        max(cost.peak for cost in found),
        len(found),
    )


def on_top(whole: Cost, base: Cost) -> Cost:
    """Return what something costs on top of something else."""
    return replace(whole, wall=whole.wall - base.wall, cpu=whole.cpu - base.cpu)
