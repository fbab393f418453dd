"""What stands between the quotes of a PO line: escapes, as gettext itself reads them.

The parser knows only some of them and would let the others stand as they are written, so
that a reader would see ``\\303\\251`` in place of é.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')
_ESCAPE = re.compile(r"((?:\\[0-7]{1,3}|\\x[0-9a-fA-F]+)+)|\\(.)")
_BYTE = re.compile(r"\\x([0-9a-fA-F]+)|\\([0-7]{1,3})")
#: Escapes that the parser reads itself; a bell it does not know.
_KNOWN = frozenset('\\"ntrvbf')
_NAMED = {"a": "\a"}
_WRITTEN = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def decoded(line: str) -> str:
    """Return a line with octal and hexadecimal escapes as the letters that they stand for.

    Raises :class:`ValueError`, with the escape as its argument, for what stands for no letter.
    """
    if "\\" not in line or re.match(r"\s*#(?![~|])", line):
        return line
    return _QUOTED.sub(lambda found: f'"{_ESCAPE.sub(_letters, found[1])}"', line)


def _letters(found: re.Match[str]) -> str:
    if not found[1]:
        if found[2] in _KNOWN:
            return found[0]
        if found[2] in _NAMED:
            return _NAMED[found[2]]
        raise ValueError(found[0])
    codes = [int(one[1], 16) if one[1] else int(one[2], 8) for one in _BYTE.finditer(found[1])]
    try:
        text = bytes(codes).decode("utf-8")
    except ValueError:
        raise ValueError(found[1]) from None
    return "".join(_WRITTEN.get(char, char) for char in text)
