"""What is said of each fault that the model finds, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...errors import Message
from .labelled import N_

Words = Callable[[dict[str, Any]], tuple[Message, Message]]


def other_fault(context: dict[str, Any]) -> tuple[Message, Message]:
    """Return what to say of a fault that has no words of its own."""
    return (
        Message("this value is not valid: {reason}", reason=context["msg"]),
        Message("compare it with an example created by ‘toolkit new’"),
    )


def _expected(context: dict[str, Any]) -> list[str]:
    expected = str(context.get("expected", context.get("expected_tags", "")))
    return [word.strip(" '\"") for word in expected.replace(" or ", ", ").split(",") if word.strip()]


def _choice(context: dict[str, Any]) -> tuple[Message, Message]:
    value = context.get("tag", context["input"])
    return (
        Message("‘{value}’ is not one of the possible values", value=_short(value)),
        context["hints"].near("value", str(value), _expected(context)),
    )


def _field_type(context: dict[str, Any]) -> tuple[Message, Message]:
    what, near = _choice(context)
    if "near" not in near.params:
        return what, near
    known = ", ".join(_expected(context))
    return what, Message("did you mean ‘{near}’? The types are: {known}", **near.params, known=known)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else type(value).__name__
    return text if len(text) <= 60 else text[:57] + "…"


def _says(what: str, advice: str) -> Words:
    def words(context: dict[str, Any]) -> tuple[Message, Message]:
        # A message shows the beginning of what was written, never a page of it.
        shown = {
            key: _short(value) if isinstance(value, str) and key != "known" else value
            for key, value in context.items()
            if key not in {"msg", "hints"}
        }
        return Message(what, **shown), Message(advice, **shown)

    return words


def _over_or_short(over: str, short: str, advice: str) -> Words:
    words = {True: _says(over, advice), False: _says(short, advice)}
    return lambda context: words[context["total"] > context["length"]](context)


_MAPPING = _says(
    N_("keys and values are expected here (key: value)"),
    N_("write indented ‘key: value’ lines below this key"),
)
_LIST = _says(
    N_("a list is expected here"),
    N_("begin each entry on a separate line with a hyphen and a space, or use [a, b]"),
)
_UNNAMED = _says(
    N_("entries of the form ‘id: text’ are expected here"),
    N_("add a separate ID to each entry, such as ‘first-step: …’"),
)
_LISTED = _says(
    N_("entries of the form ‘id: text’ are expected here"),
    N_("write them without hyphens or square brackets, and use each ID only once"),
)


def _entries(context: dict[str, Any]) -> tuple[Message, Message]:
    given = context["input"]
    are_named = isinstance(given, list) and given and all(isinstance(entry, dict) for entry in given)
    return (_LISTED if are_named else _UNNAMED)(context)


_TEXT = _says(
    N_("text is expected here, not a list or a mapping"),
    N_(
        "write the text after the colon; put it in double quotes if it contains a colon "
        "or begins with a bracket"
    ),
)
_BOUND = _says(N_("‘{input}’ is out of range"), N_("enter a number from {least} to {most}"))
PHRASES: dict[str, Words] = {
    "enum": _choice,
    "literal_error": _choice,
    "union_tag_invalid": _field_type,
    "union_tag_not_found": _says(N_("the field has no type"), N_("add ‘type:’ with one of: {known}")),
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _entries,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "string_type": _TEXT,
    "empty_text": _says(N_("the text is empty"), N_("write the text; a key that is optional can be deleted")),
    "placeholder": _says(
        N_("this text has not been written yet"),
        N_("replace ‘…’ with your text; a key that is optional can be deleted"),
    ),
    "one_line": _says(
        N_("the text has more than one line, but there is room for only one"),
        N_("join the lines (use ‘>-’ instead of ‘|’), or shorten the text"),
    ),
    "long_text": _says(
        N_("the text has {length} characters; the limit is {limit}"), N_("shorten it, or split it in two")
    ),
    "slug": _says(
        N_("‘{value}’ cannot be an ID"),
        N_("use lower-case letters a–z, digits and single hyphens, at most 60 characters"),
    ),
    "reserved_name": _says(
        N_("on some systems, ‘{value}’ cannot be used as a file name"), N_("choose another ID")
    ),
    "reserved_part": _says(
        N_("‘{value}’ is the name of something that every worksheet already has"), N_("choose another ID")
    ),
    "part_reference": _says(
        N_("‘{value}’ does not refer to part of another definition"),
        N_("write it as definition/part, for example session-questions/first-step"),
    ),
    "whole_number": _says(
        N_("‘{value}’ is not a whole number"),
        N_("write it in digits, without leading zeros, units or colons"),
    ),
    "int_parsing": _says(N_("a whole number is expected here"), N_("write it in digits")),
    "int_type": _says(N_("a whole number is expected here"), N_("write it in digits")),
    "flag": _says(N_("‘{value}’ is not recognised here"), N_("write true for yes, or false for no")),
    "bool_type": _says(N_("yes or no is expected here"), N_("write true or false")),
    "unknown_locale": _says(
        N_("the project has no language ‘{value}’"),
        N_("add the language to mkdocs.yml, or use one of: {known}"),
    ),
    "url": _says(
        N_("this is not a link that can be shown"), N_("write the full address, beginning with https://")
    ),
    "string_pattern_mismatch": _says(
        N_("this is not a version number"), N_("write it as ‘1.0’, in double quotes")
    ),
    "too_short": _says(N_("the list is empty"), N_("add at least one entry, or delete the key")),
    "greater_than_equal": _BOUND,
    "less_than_equal": _BOUND,
    "minutes_order": _says(
        N_("the minutes are in the wrong order: min {min}, typical {typical}, max {max}"),
        N_("min must not be greater than typical, and typical must not be greater than max"),
    ),
    "range_order": _says(
        N_("the limits are in the wrong order: min {min}, max {max}"), N_("min must be lower than max")
    ),
    "no_meeting": _says(
        N_("no phase takes place during the session"), N_("add ‘when: during’ to at least one phase")
    ),
    "minutes_sum": _says(
        N_(
            "the phases during the session add up to {total} minutes, but the length of the "
            "session is {length}"
        ),
        N_("change the ‘typical’ minutes of the phases or of the session"),
    ),
    "minutes_least": _says(
        N_(
            "the phases that cannot be left out need at least {total} minutes, but the "
            "session’s min is {length}"
        ),
        N_("lower the min of some phases, make one optional, or raise the session’s min"),
    ),
    "minutes_most": _says(
        N_("all the phases together last at most {total} minutes, but the session’s max is {length}"),
        N_("raise the max of some phases, or lower the session’s max"),
    ),
    "needs_earlier": _says(
        N_("‘{value}’ is not an earlier phase of the session"),
        N_("delete it from ‘needs:’, move that phase before this one, or use one of: {known}"),
    ),
    "unknown_step": _says(N_("‘{value}’ is not a step of this model"), N_("use one of: {known}")),
    "group_size": _says(N_("a group session needs a group size"), N_("add ‘group_size:’ with min and max")),
    "unlisted_role": _says(
        N_("‘{value}’ is responsible here but is not one of the roles in this checklist"),
        N_("add it to ‘roles:’, or use one of: {known}"),
    ),
    "faq_answer": _says(
        N_("the question ‘{value}’ has no answer, but this is a question bank of frequently asked questions"),
        N_("add ‘answer:’, or set ‘use: prompts’"),
    ),
    "stray_answer": _says(
        N_("the question ‘{value}’ has an answer, but questions to ask in a session must not have one"),
        N_("delete the answer, or set ‘use: faq’"),
    ),
    "scale_steps": _says(N_("the scale has too many steps to print"), N_("use at most {limit} steps")),
    "too_many": _says(
        N_("the number of entries is {count}, but it must be from {min} to {max}"),
        N_("merge, split or delete entries"),
    ),
    "duplicate_part": _says(
        N_("the ID ‘{value}’ is used twice in this definition"), N_("use a different ID for one of them")
    ),
    "unknown_field": _says(N_("there is no field ‘{value}’ in this worksheet"), N_("use one of: {known}")),
    "not_numeric": _says(
        N_("the field ‘{value}’ does not contain a number"),
        N_("calculate the value from fields of these types: {known}"),
    ),
    "beside_nothing": _says(
        N_("there is no section above this one to place it beside"), N_("delete ‘beside_previous:’ here")
    ),
    "beside_too_many": _says(
        N_("there are too many sections side by side to print"),
        N_("put at most {limit} sections side by side"),
    ),
    "beside_cells": _says(
        N_("the section ‘{value}’ cannot be a column of a table"),
        N_("give it a title and only fields of these types: {known}; or delete ‘beside_previous:’ here"),
    ),
    "beside_unlike": _says(
        N_("this section cannot be placed beside ‘{value}’, because its fields are different"),
        N_(
            "give it a title, and the same fields as that section, in the same order and with the same "
            "labels, hints and limits; only IDs and examples can be different"
        ),
    ),
    "any_reference": _says(
        N_("‘{value}’ does not refer to a definition or part of one"),
        N_("write it as kind/id or kind/id/part, for example worksheet/values or session/grow-session/goal"),
    ),
    "reference_kind": lambda context: (
        Message("there is no kind ‘{value}’", value=_short(context["value"])),
        context["hints"].near("value", context["value"], context["kinds"]),
    ),
    "reference_part": _says(
        N_("definitions of the kind ‘{kind}’ have no parts to refer to"),
        N_("write only the kind and the ID, without a part"),
    ),
    "day": _says(N_("‘{value}’ is not a date"), N_("write the year, month and day, such as 2026-12-31")),
    "example_name": _says(
        N_("the worked example has ‘{value}’, which is not available in this field"),
        N_("use one of: {known}"),
    ),
    "example_bounds": _says(
        N_("the worked example has {value}, but this field allows only values from {min} to {max}"),
        N_("write a number within these limits"),
    ),
    "example_other": _says(
        N_("the worked example adds an option of its own, but this field does not allow that"),
        N_("add ‘other: yes’ to the field, or delete ‘example_other:’"),
    ),
    "example_twice": _says(
        N_("the worked example has both a chosen option and an answer under ‘example_other:’"),
        N_("delete one of the two"),
    ),
    "example_empty": _says(
        N_("the worked example says who filled it in, but no field has an example answer"),
        N_("add ‘example:’ to at least one field, or delete this key"),
    ),
    "example_of_nobody": _says(
        N_("some fields have example answers, but nothing says who filled them in"),
        N_("add ‘example:’ to the worksheet itself, with one sentence about the person who filled it in"),
    ),
    "unknown_module": _says(N_("there is no module ‘{value}’"), N_("use one of: {known}")),
    "module_circle": _says(
        N_("these modules cannot be put in order, because they depend on one another in a circle: {value}"),
        N_("delete one of them from ‘needs:’"),
    ),
    "module_order": _says(
        N_("‘{value}’ has to come before ‘{module}’, but comes after it"),
        N_("change the order of the modules, or delete the name here"),
    ),
    "unlisted_competency": _says(
        N_("‘{value}’ is not one of the competencies of this curriculum"),
        N_("add it to ‘competencies:’ of the curriculum, or use one of: {known}"),
    ),
    "target_minutes": _over_or_short(
        N_("the activities add up to {total} minutes: {off} more than the planned {length}"),
        N_("the activities add up to {total} minutes: {off} fewer than the planned {length}"),
        N_(
            "change the minutes of the activities or of the curriculum, or add ‘tolerance:’ with a percentage"
        ),
    ),
    "contact_minutes": _over_or_short(
        N_("the contact time adds up to {total} minutes: {off} more than the planned {length}"),
        N_("the contact time adds up to {total} minutes: {off} fewer than the planned {length}"),
        N_("change the minutes, mark self-study with ‘contact: no’, or add ‘tolerance:’ with a percentage"),
    ),
}
