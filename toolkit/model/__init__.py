"""The coaching model: every kind of definition, validated and frozen."""

from .base import (
    MODEL_STEPS,
    CoachingModel,
    Definition,
    For,
    Item,
    Kind,
    LifeCycle,
    Minutes,
    Part,
    Ref,
    Role,
    Topic,
    Translatable,
    Visibility,
)
from .kinds import FOLDERS, KEYS, KINDS, AnyDefinition, Checked, check, validate
from .schema import definition_schema
from .walk import Reference, TextField, references, strings, texts, translate

__all__ = [
    "FOLDERS",
    "KEYS",
    "KINDS",
    "MODEL_STEPS",
    "AnyDefinition",
    "Checked",
    "CoachingModel",
    "Definition",
    "For",
    "Item",
    "Kind",
    "LifeCycle",
    "Minutes",
    "Part",
    "Ref",
    "Reference",
    "Role",
    "TextField",
    "Topic",
    "Translatable",
    "Visibility",
    "check",
    "definition_schema",
    "references",
    "strings",
    "texts",
    "translate",
    "validate",
]
