"""Where the words of a Python module stand that nobody marks: the help of commands and of their options.

What a command says of itself is its docstring. Each paragraph of it is a message; of an example
only what stands behind the command is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python

from ..helptext import messages

#: What a module has to hold for any of its words to be a command's help.
_HELP = re.compile(rb"\bhelp\b|\.(?:command|group)\b")
_Found = Iterator[tuple[int, Any, Any, Any]]


def python(fileobj: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> _Found:
    """Extract marked messages as Babel does, and the help of commands besides."""
    source = fileobj.read()
    # Half of the modules say nothing to anybody, and taking them apart takes a second.
    if _marker(tuple(keywords)).search(source):
        yield from extract_python(BytesIO(source), keywords, comment_tags, options)
    if not _HELP.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            for text in messages(ast.get_docstring(node) or ""):
                yield node.lineno, None, text, []
        elif isinstance(node, ast.Call):
            for given in node.keywords:
                if given.arg == "help" and isinstance(given.value, ast.Constant) and given.value.value:
                    yield given.value.lineno, None, given.value.value, []


@cache
def _marker(keywords: tuple[str, ...]) -> re.Pattern[bytes]:
    """Return what finds a call that marks a message."""
    names = "|".join(map(re.escape, keywords))
    return re.compile(rf"(?<!\w)(?:{names})\s*\(".encode())


def _is_command(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(called, ast.Attribute) and called.attr in {"command", "group"}
