"""PDFs per second, beside plain Typst; two processes against one; memory over many documents.

Every way makes the same sheets, by turns within each round, so that a slow moment of the machine slows all.
Plain Typst compiles the very inputs that the printer gives it. Times are wall times.

The printer keeps the view of a sheet for its other variants, so "print, first" makes it forget them in each
round. What two processes of plain Typst gain over one is the most that the machine gives just now.

``python -m bench.pdf`` writes what it found as JSON.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from toolkit.definitions import library
from toolkit.definitions.model import Kind
from toolkit.definitions.model.worksheet import Worksheet
from toolkit.pdf import qr
from toolkit.pdf.printer import Printer
from toolkit.project.opened import Project
from toolkit.view import Edition, edition
from toolkit.view.sheets import PrintOptions

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
#: Sheets by which the gain of a second process is measured, again and again for so many rounds.
GAIN_SHEETS, GAIN_ROUNDS = 72, 3
DOCUMENTS = 400
MARKS = (100, 200, DOCUMENTS)
PRINT, FILLABLE = PrintOptions(), PrintOptions(fillable=True)

_worker: tuple[Printer, Edition, list[Worksheet]]
_inputs: list[dict[str, Any]]


def _opened() -> tuple[Printer, Edition, list[Worksheet]]:
    project = Project.open(ROOT)
    latvian = edition(project, library.load(project), "lv")
    sheets = [sheet for sheet in latvian.of_kind(Kind.worksheet) if isinstance(sheet, Worksheet)]
    return Printer(project).__enter__(), latvian, sheets


class _Recorder:
    """Stands before the compiler and keeps what it was asked to compile."""

    def __init__(self, compiler: Any) -> None:
        self.compiler = compiler
        self.asked: list[dict[str, Any]] = []

    def compile(self, **asked: Any) -> Any:
        self.asked.append(asked)
        return self.compiler.compile(**asked)


def _plain_inputs(
    printer: Printer, latvian: Edition, sheets: list[Worksheet], options: PrintOptions
) -> list[dict[str, Any]]:
    recorder = _Recorder(printer._compiler)
    printer._compiler = recorder  # type: ignore[assignment]
    for sheet in sheets:
        printer.pdf(latvian, sheet, options)
    printer._compiler = recorder.compiler
    return recorder.asked


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _memory() -> float:
    """Return the memory that this process holds now, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 1024)


def _start_worker() -> None:
    global _worker, _inputs
    _worker = _opened()
    _inputs = _plain_inputs(*_worker, FILLABLE)


def _make(number: int) -> int:
    printer, latvian, sheets = _worker
    return len(printer.pdf(latvian, sheets[number % len(sheets)], FILLABLE))


def _compile(number: int) -> int:
    return bool(_worker[0]._compiler.compile(**_inputs[number % len(_inputs)]))


def _gains() -> tuple[float, float]:
    """Return how many times as fast two processes are as one, with fillable sheets and with plain Typst."""
    single, double = (
        ProcessPoolExecutor(processes, get_context("spawn"), _start_worker) for processes in (1, 2)
    )

    def seconds(pool: ProcessPoolExecutor, job: Callable[[int], int]) -> float:
        return _seconds(lambda: list(pool.map(job, range(GAIN_SHEETS))))

    def gain(job: Callable[[int], int]) -> float:
        return statistics.median(seconds(single, job) / seconds(double, job) for _ in range(GAIN_ROUNDS))

    with single, double:
        for pool in (single, double):
            list(pool.map(_make, range(16)))
        return gain(_make), gain(_compile)


def _memory_marks() -> Iterator[tuple[int, float]]:
    for number in range(1, DOCUMENTS + 1):
        _make(number)
        if number in MARKS:
            yield number, _memory()


def _measured_memory() -> dict[int, float]:
    return dict(_memory_marks())


def _ratios() -> dict[str, Any]:
    printer, latvian, sheets = _opened()
    inputs = _plain_inputs(printer, latvian, sheets, PRINT)

    def plain() -> None:
        for asked in inputs:
            printer._compiler.compile(**asked)

    def sheets_as(options: PrintOptions) -> None:
        for sheet in sheets:
            printer.pdf(latvian, sheet, options)

    def first() -> None:
        qr.svg.cache_clear()
        printer._viewers.clear()
        sheets_as(PRINT)

    ways: dict[str, Callable[[], None]] = {
        "plain": plain,
        "print, first": first,
        "print": lambda: sheets_as(PRINT),
        "fillable": lambda: sheets_as(FILLABLE),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for work in ways.values():
        work()
    for _ in range(ROUNDS):
        for name, work in ways.items():
            times[name].append(_seconds(work))
    printer.__exit__(None, None, None)
    return {
        "sheets": len(sheets),
        "ms": {name: 1000 * statistics.median(found) / len(sheets) for name, found in times.items()},
        "ratios": {
            name: statistics.median(mine / base for mine, base in zip(found, times["plain"], strict=True))
            for name, found in times.items()
        },
    }


def main() -> None:
    """Write what was measured."""
    found = _ratios()
    found["gain"], found["plain gain"] = _gains()
    with ProcessPoolExecutor(1, get_context("spawn"), _start_worker) as pool:
        found["memory"] = pool.submit(_measured_memory).result()
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
