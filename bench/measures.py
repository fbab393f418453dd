"""What is measured, and what it should be."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from . import serving
from .costs import Cost, Failed, Runner, on_top
from .growing import GROWING, Growing
from .ours import REPOSITORY, TOOLKIT, Ours
from .peers import Peers, Words
from .table import Row, ratio, ratios

STOCK = "MkDocs"


class Bench:
    """What the measures share: projects and peers, each made when it is first asked for."""

    def __init__(self, folder: Path, runner: Runner, small: int, large: int) -> None:
        self.folder, self.runner = folder, runner
        self._small, self._large = small, large

    @cached_property
    def small(self) -> Ours:
        return Ours(self.runner, self.folder / "small", self._small)

    @cached_property
    def large(self) -> Ours:
        return Ours(self.runner, self.folder / "large", self._large)

    @cached_property
    def peers(self) -> Peers:
        return Peers(self.runner, self.folder / "peers")

    @cached_property
    def small_sites(self) -> dict[str, Cost]:
        """The costs of a cold site, ours and the peers'."""
        return self.runner.by_turns(self._sites(self.small))

    def large_sites(self) -> Iterator[tuple[str, Cost]]:
        """Yield the costs of a large cold site: once, for its slowest peer needs minutes."""
        for name, site in self._sites(self.large).items():
            yield name, site()

    def _sites(self, ours: Ours) -> dict[str, Callable[[], Cost]]:
        words = Words(ours.folder, self.folder / f"words-{ours.folder.name}")
        # The slowest last: there may be no time for it.
        return {
            "": ours.cold,
            "Hugo": partial(self.peers.hugo, words),
            "Zensical": partial(self.peers.zensical, words),
            STOCK: partial(self.peers.material, words),
        }


def start(bench: Bench) -> Iterator[Row]:
    """How long it takes until the program does anything."""
    cost = bench.runner.median(lambda: bench.runner.run(TOOLKIT, "--help", folder=bench.folder))
    yield Row("`toolkit --help`", f"{cost.wall:.2f} s", "≤ 0.15 s", cost.wall <= 0.15, cost)


def check(bench: Bench) -> Iterator[Row]:
    """What ``toolkit check`` costs by the size of what it reads."""
    whole = bench.small
    few, bare = (
        Ours(bench.runner, bench.folder / name, pages) for name, pages in (("few", 20), ("bare", whole.pages))
    )
    for ours in (few, bare):
        shutil.rmtree(ours.folder / "locales")

    def cold(ours: Ours) -> Cost:
        ours.forget()
        return ours.run("check")

    costs = bench.runner.by_turns(
        {name: partial(cold, ours) for name, ours in (("few", few), ("bare", bare), ("whole", whole))}
    )
    for name, more, base, size, goal in (
        ("YAML", "bare", "few", bare.size("*.yaml") - few.size("*.yaml"), 0.5),
        ("PO", "whole", "bare", whole.size("content.po"), 0.15),
    ):
        cost = on_top(costs[more], costs[base])
        each = cost.wall / size
        yield Row(
            f"`check`, {size:.1f} MB of {name} more", f"{each:.2f} s/MB", f"≤ {goal} s/MB", each <= goal, cost
        )
    whole.run("check")
    again = bench.runner.median(lambda: whole.run("check"))
    yield Row(
        f"`check`, 4×{whole.pages}, nothing changed",
        f"{again.wall:.2f} s",
        "≤ 0.3 s",
        again.wall <= 0.3,
        again,
    )
    shipped = Ours(bench.runner, bench.folder / "shipped", 88)
    cost = bench.runner.median(lambda: cold(shipped))
    yield Row("`check` of the shipped content", f"{cost.wall:.2f} s", "≤ 1 s", cost.wall <= 1, cost)


def site(bench: Bench) -> Iterator[Row]:
    """A cold site beside those of the peers."""
    peers = dict(bench.small_sites)
    ours = peers.pop("")
    yield Row(
        f"cold site without PDFs, 4×{bench.small.pages}",
        "; ".join(f"{ratios(ours, cost)} × {name}" for name, cost in peers.items()),
        f"≤ 0.2 × {STOCK}, < 1 × Zensical",
        ratio(ours, peers[STOCK]) <= 0.2 and ratio(ours, peers["Zensical"]) < 1,
        ours,
        peers,
    )


def change(bench: Bench) -> Iterator[Row]:
    """Building again, after a change and after none."""
    ours, cold = bench.small, bench.small_sites[""]

    def after(change: Callable[[], object]) -> Cost:
        change()
        return ours.build()

    # What is made once is none of the changes' business.
    ours.build()
    for what, change, most in (
        ("nothing", lambda: None, 0.5),
        ("one definition", ours.change_definition, 1.0),
        ("one translation", ours.change_translation, 1.0),
        ("one template", ours.change_template, None),
    ):
        cost = bench.runner.median(partial(after, change))
        goal = f"≤ {most} s" if most else "≤ a cold site"
        # A cold site's time again is met by what takes as long, give or take.
        met = cost.wall <= (most or 1.1 * cold.wall)
        found = f"{cost.wall:.2f} s; {ratios(cost, cold)} × cold"
        yield Row(f"{what} changed, 4×{ours.pages}", found, goal, met, cost)


def serve(bench: Bench) -> Iterator[Row]:
    """What an author waits for."""
    seconds = serving.waited(bench.runner, bench.small)
    yield Row(
        f"`serve`: saved file → new page, 4×{bench.small.pages}",
        f"{seconds:.2f} s",
        "≤ 0.4 s",
        seconds <= 0.4,
    )


def pdf(bench: Bench) -> Iterator[Row]:
    """PDFs beside those of plain Typst."""
    bench.runner.go_on()
    command = [sys.executable, "-m", "bench.pdf"]
    try:
        run = subprocess.run(  # noqa: S603
            command,
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            timeout=max(1, bench.runner.left()),
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise Failed("not measured: no time was left") from None
    except subprocess.CalledProcessError as error:
        raise Failed(str(error.stderr)[-500:]) from None
    told: dict[str, Any] = json.loads(run.stdout)
    for name, goal in (("print, first", None), ("print", 0.9), ("fillable", 1.3)):
        found = told["ratios"][name]
        yield Row(
            f"{name} PDF, {told['sheets']} sheets",
            f"{found:.2f} × plain Typst, {told['ms'][name]:.0f} ms each",
            f"≤ {goal} × plain Typst" if goal else "",
            found <= goal if goal else None,
        )
    yield Row(
        "PDFs: two processes against one",
        f"{told['gain']:.2f}; plain Typst {told['plain gain']:.2f}",
        "≥ 1.9",
        told["gain"] >= 1.9,
    )
    marks = told["memory"]
    yield Row(
        "memory of a process by its PDFs",
        ", ".join(f"{mb:.0f} MB after {n}" for n, mb in marks.items()),
        "flat",
    )


def growth(bench: Bench) -> Iterator[Row]:
    """Four times as much of one kind."""
    for grown in GROWING:
        projects = {number: bench.folder / f"growing-{number}" for number in (grown.most // 4, grown.most)}
        for number, folder in projects.items():
            grown.write(folder, number)
        for job in grown.jobs:

            def cold(folder: Path, grown: Growing = grown, job: tuple[str, ...] = job) -> Cost:
                shutil.rmtree(folder / "build", ignore_errors=True)
                return bench.runner.run(TOOLKIT, *job, folder=folder, ends=grown.ends)

            few, many = bench.runner.by_turns(
                {str(n): partial(cold, folder) for n, folder in projects.items()}
            ).values()
            yield Row(
                f"`{job[0]}`, {grown.most:,} {grown.what} against {grown.most // 4:,}",
                f"{ratios(many, few)} ×",
                "≤ 4.5 ×",
                ratio(many, few) <= 4.5,
                many,
            )


def large(bench: Bench) -> Iterator[Row]:
    """A large cold site, beside those of the peers and our own smaller one."""
    peers: dict[str, Cost] = {}
    failure = ""
    try:
        # What was measured before there was no time left is shown.
        peers.update(bench.large_sites())
    except Failed as error:
        failure = f"; {error}"
    ours = peers.pop("", None)
    if ours is None:
        raise Failed(failure[2:])
    before = bench.small_sites[""]
    pages = bench.large.pages
    yield Row(
        f"cold site without PDFs, 4×{pages}",
        "; ".join(f"{ratios(ours, cost)} × {name}" for name, cost in peers.items()) + failure,
        f"≤ 0.1 × {STOCK}",
        ratio(ours, peers[STOCK]) <= 0.1 if STOCK in peers else None,
        ours,
        peers,
    )
    yield Row(
        f"– against our own 4×{bench.small.pages}",
        f"{ratios(ours, before)} ×",
        "≤ 4.5 ×",
        ratio(ours, before) <= 4.5,
    )
    yield Row(f"– memory of a process, 4×{pages}", f"{ours.peak:.0f} MB", "≤ 400 MB", ours.peak <= 400)


def memory(bench: Bench) -> Iterator[Row]:
    """Memory with PDFs: those of one language, for those of all would take too long."""
    bench.large.forget()
    cost = bench.large.run("build", "--lang", "en")
    yield Row(
        f"memory of a process, one language of 4×{bench.large.pages} with its PDFs",
        f"{cost.peak:.0f} MB",
        "≤ 400 MB",
        cost.peak <= 400,
        cost,
    )


#: In their order: what takes longest comes last, so that it takes no time from the others.
GROUPS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    measure.__name__: measure for measure in (start, check, site, change, serve, pdf, growth, memory, large)
}
