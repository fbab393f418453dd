"""The table: what was measured, beside its goal."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from .costs import Cost


@dataclass(frozen=True)
class Row:
    """One line; costs are shown as wall and CPU seconds."""

    what: str
    found: str
    goal: str = ""
    met: bool | None = None
    ours: Cost | None = None
    peers: Mapping[str, Cost] | None = None


def ratio(ours: Cost, other: Cost) -> float:
    """Return how many times as much we take, on the clock or of the processors: whichever is worse."""
    return max(ours.wall / other.wall, ours.cpu / other.cpu)


def ratios(ours: Cost, other: Cost) -> str:
    """Return how many times as much we take on the clock and of the processors."""
    return f"{ours.wall / other.wall:.2f} / {ours.cpu / other.cpu:.2f}"


_SIGNS = {None: "", True: "yes", False: "**no**"}


def markdown(rows: Iterable[Row], versions: Iterable[str], minutes: float) -> str:
    """Return the whole report."""
    lines = [
        f"Measured on {_machine()}, in {minutes:.0f} minutes, with {', '.join(versions)}.",
        "Seconds and ratios are: on the clock / of the processors; medians of so many runs.",
        "",
        "| what | toolkit | peers | found | goal | met | runs |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        peers = "; ".join(f"{name} {cost}" for name, cost in (row.peers or {}).items())
        runs = {cost.runs for cost in (row.ours, *(row.peers or {}).values()) if cost}
        cells = (
            row.what,
            str(row.ours or ""),
            peers,
            row.found,
            row.goal,
            _SIGNS[row.met],
            "–".join(map(str, sorted({min(runs), max(runs)}))) if runs else "",
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _machine() -> str:
    processor = platform.machine()
    told = Path("/proc/cpuinfo")
    if told.is_file():
        names = [line.split(":")[1].strip() for line in told.read_text().splitlines() if "model name" in line]
        processor = names[0] if names else processor
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} × {processor}, {system}, typst {metadata.version('typst')}{load}"
