"""Catalogs: gettext files of the definitions and of the interface."""

from . import catalog, faults, interface, merge, overridden, pofile, takeover
from .catalog import Catalog, State, messages, signs
from .foreign import (
    Foreign,
    beside,
    composed,
    in_language,
    joined,
    languages,
    marked_text,
    resolve,
    resolve_texts,
)
from .framewords import material_language
from .localisation import Localised, Wording, localise, worded
from .pending import Pending, pending
from .pofile import CONTENT, INTERFACE, MAX_BYTES

__all__ = [
    "CONTENT",
    "INTERFACE",
    "MAX_BYTES",
    "Catalog",
    "Foreign",
    "Localised",
    "Pending",
    "State",
    "Wording",
    "beside",
    "catalog",
    "composed",
    "faults",
    "in_language",
    "interface",
    "joined",
    "languages",
    "localise",
    "marked_text",
    "material_language",
    "merge",
    "messages",
    "overridden",
    "pending",
    "pofile",
    "resolve",
    "resolve_texts",
    "signs",
    "takeover",
    "worded",
]
