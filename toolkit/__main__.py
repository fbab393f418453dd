"""``python -m toolkit`` is ``toolkit``."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="toolkit")
