"""The coaching model: every kind of definition, validated and frozen."""

from .base import Definition, Item, Minutes, Part
from .kindinfo import Kind
from .kinds import KEYS, KINDS, AnyDefinition, Checked, check, validate
from .scalars import For, Ref, Translatable
from .schema import definition_schema
from .vocabulary import MODEL_STEPS, CoachingModel, LifeCycle, Role, Step, Topic, Visibility, WordingRule
from .walk import Reference, TextField, references, strings, texts, translate

__all__ = [
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
    "Step",
    "TextField",
    "Topic",
    "Translatable",
    "Visibility",
    "WordingRule",
    "check",
    "definition_schema",
    "references",
    "strings",
    "texts",
    "translate",
    "validate",
]
