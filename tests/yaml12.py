"""YAML as editors read it: the core schema of YAML 1.2, in which ``no`` is a word and ``010`` is ten."""

from __future__ import annotations

import re
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from toolkit.definitions.model import Kind, definition_schema


class Core(yaml.CSafeLoader):
    """The resolution of YAML 1.2.2, chapter 10.3.2; keys stay what is written, as in JSON."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                key.tag = "tag:yaml.org,2002:str"
        return super().construct_mapping(node, deep)


for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), _first)


def _whole(loader: Core, node: Any) -> int:
    return int(node.value, 0) if node.value.startswith(("0x", "0o")) else int(node.value)


Core.add_constructor("tag:yaml.org,2002:int", _whole)
VALIDATORS = {kind: Draft202012Validator(definition_schema(kind)) for kind in Kind}


def faults(text: str) -> list[str] | None:
    """Return what an editor with the schema of its kind says of a file; None where it cannot read it."""
    try:
        data = yaml.load(text, Loader=Core)
    except (yaml.YAMLError, TypeError, ValueError):
        return None
    kind = data.get("kind") if isinstance(data, dict) else None
    validator = VALIDATORS[Kind(kind) if kind in list(Kind) else Kind.worksheet]
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]
