"""The list of published forms. A new one is a module of its name with a ``FORM``, and a line here."""

from __future__ import annotations

from importlib import import_module

from .form import Form

#: What ``--as`` takes, in the order in which they are told; hyphens are underscores in the module's name.
NAMES = ("site", "handbook", "epub", "scorm12", "imscc", "docx", "gift", "moodle-xml", "anki", "csv", "xlsx")


def form(name: str) -> Form:
    """Return a form by its name; its module, and the libraries it needs, are loaded only now."""
    found: Form = import_module(f".{name.replace('-', '_')}", __package__).FORM
    return found
