"""Run one measurement by its module's name."""

import importlib
import pkgutil
import sys

import bench

names = sorted(module.name for module in pkgutil.iter_modules(bench.__path__) if module.name != "__main__")
if len(sys.argv) != 2 or sys.argv[1] not in names:
    sys.exit(f"usage: python -m bench {{{','.join(names)}}}")
importlib.import_module(f"bench.{sys.argv[1]}").main()
