"""Definitions: YAML files read, validated and frozen.

What one kind or one field type alone has is taken by its module, such as ``model.session.Phase``: only what
concerns more than one stands here by name.
"""

from . import entries, library, model, overridefile, overriding, shipped, slips, starter
from .document import Document, Loc
from .drafted import drafted
from .entries import Entry, Key, Library, key_of
from .merging import WORDS as OVERRIDE_WORDS
from .model import (
    KEYS,
    KINDS,
    MODEL_STEPS,
    AnyDefinition,
    CoachingModel,
    Item,
    Kind,
    LifeCycle,
    Minutes,
    Part,
    Ref,
    Role,
    Step,
    TextField,
    Topic,
    Visibility,
    WordingRule,
    definition_schema,
    references,
    strings,
    texts,
    translate,
)
from .model.checklist import Checklist, Stage
from .model.checks import has
from .model.curriculum import (
    Curriculum,
    Delivery,
)
from .model.fieldbase import HEAD, OTHER, Form
from .model.fields import FIELD_TYPES, WorksheetField
from .model.framework import Competency
from .model.glossary import Glossary
from .model.kinds import foreign_letter, script_of
from .model.labelled import L_, N_, Label, Labelled
from .model.outline import KeyOutline, Shape, outline, parts_of, vocabularies_of
from .model.question_bank import BankUse, Question, QuestionBank
from .model.scalars import is_day
from .model.schema import schema_notes
from .model.session import Format, Setting
from .model.walk import field_specs
from .model.worksheet import Cadence, Worksheet
from .naming import is_name, name_for
from .ownpages import OwnPage, PageWords
from .raw import MAX_BYTES, decoded, raw_of
from .reworded import reworded
from .source import tab_width
from .written import Passage, Word, written

__all__ = [
    "FIELD_TYPES",
    "HEAD",
    "KEYS",
    "KINDS",
    "L_",
    "MAX_BYTES",
    "MODEL_STEPS",
    "N_",
    "OTHER",
    "OVERRIDE_WORDS",
    "AnyDefinition",
    "BankUse",
    "Cadence",
    "Checklist",
    "CoachingModel",
    "Competency",
    "Curriculum",
    "Delivery",
    "Document",
    "Entry",
    "Form",
    "Format",
    "Glossary",
    "Item",
    "Key",
    "KeyOutline",
    "Kind",
    "Label",
    "Labelled",
    "Library",
    "LifeCycle",
    "Loc",
    "Minutes",
    "OwnPage",
    "PageWords",
    "Part",
    "Passage",
    "Question",
    "QuestionBank",
    "Ref",
    "Role",
    "Setting",
    "Shape",
    "Stage",
    "Step",
    "TextField",
    "Topic",
    "Visibility",
    "Word",
    "WordingRule",
    "Worksheet",
    "WorksheetField",
    "decoded",
    "definition_schema",
    "drafted",
    "entries",
    "field_specs",
    "foreign_letter",
    "has",
    "is_day",
    "is_name",
    "key_of",
    "library",
    "model",
    "name_for",
    "outline",
    "overridefile",
    "overriding",
    "parts_of",
    "raw_of",
    "references",
    "reworded",
    "schema_notes",
    "script_of",
    "shipped",
    "slips",
    "starter",
    "strings",
    "tab_width",
    "texts",
    "translate",
    "vocabularies_of",
    "written",
]
