"""Run the measurements, or the groups of them that are named, and write the table."""

import argparse
import sys
import time
from pathlib import Path

from .costs import Failed, Runner
from .measures import GROUPS, Bench
from .table import Row, markdown

#: Where projects, peers and the table are; what is in it may be deleted at any time.
FOLDER = Path(__file__).resolve().parents[1] / "build" / "bench"
MINUTES, TIMES = 19.0, 5


def main() -> None:
    """Show progress on stderr, and the table on stdout."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"one or more of: {', '.join(GROUPS)}")
    parser.add_argument("--pages", nargs=2, type=int, default=(240, 1000), metavar=("SMALL", "LARGE"))
    parser.add_argument("--minutes", type=float, default=MINUTES, help="when to stop (default: %(default)s)")
    parser.add_argument("--times", type=int, default=TIMES, help="medians of how many (default: %(default)s)")
    options = parser.parse_args()
    if unknown := set(options.groups) - set(GROUPS):
        parser.error(f"there is no group {', '.join(sorted(unknown))}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    bench = Bench(FOLDER, Runner(options.minutes, options.times), *options.pages)
    rows: list[Row] = []
    for name in options.groups or GROUPS:
        print(f"{time.monotonic() - started:6.0f} s  {name}", file=sys.stderr, flush=True)
        try:
            rows += GROUPS[name](bench)
        except Failed as error:
            rows.append(Row(name, str(error)))
    table = markdown(rows, bench.peers.versions(), (time.monotonic() - started) / 60)
    (FOLDER / "results.md").write_text(table, encoding="utf-8")
    print(table)


main()
