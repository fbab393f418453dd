"""click's own words in the reader's language; by itself it knows only catalogs of the system."""

from __future__ import annotations

import re
from collections.abc import Callable
from gettext import NullTranslations

from click import core, decorators, exceptions, formatting, parser, types

_BRACES = re.compile(r"\{[^{}]*\}")


def N_(text: str) -> str:
    """Mark a message for translation without translating it."""
    return text


def P_(singular: str, plural: str) -> tuple[str, str]:
    """Mark a message with a plural for translation."""
    return singular, plural


#: What click says where somebody asks for help or makes a mistake; it finds its translations by these.
CLICKS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("[OPTIONS]"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Choose from:\n\t{choices}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."),
    N_("default: {default}"),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("Aborted!"),
    P_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    P_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    P_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    P_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)


#: What we say otherwise than click does, with the quotation marks of all other messages.
OTHERWISE = {"Try '{command} {option}' for help.": N_("Try ‘{command} {option}’ for help.")}


class _Speaker:
    """Who speaks: one reader for each run of the command line, since click's own words know no context."""

    def __init__(self) -> None:
        self.find: Callable[[], NullTranslations] = NullTranslations

    def gettext(self, text: str) -> str:
        text = OTHERWISE.get(text, text)
        return self._fitting(self.find().gettext(text), text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self._fitting(self.find().ngettext(singular, plural, number), singular, plural)

    @staticmethod
    def _fitting(told: str, *sources: str) -> str:
        # click fills braces by str.format: other ones than the source's could fail, or reach too far.
        braces = sorted(_BRACES.findall(told))
        fits = any(braces == sorted(_BRACES.findall(source)) for source in sources)
        return told if fits else sources[-1]


speaker = _Speaker()
for _module in (core, decorators, exceptions, formatting, parser, types):
    # click takes gettext's functions by name, and those know only catalogs that the system has installed.
    for _name, _own in (("_", speaker.gettext), ("ngettext", speaker.ngettext)):
        if hasattr(_module, _name):
            setattr(_module, _name, _own)
