"""What is told of YAML that definitions do not use, or that the parser cannot read."""

from __future__ import annotations

import re

from ..errors import Message

#: An entry that is made a comment: below a key without a value, it is left out on purpose and is no text.
COMMENTED_ENTRY = re.compile(r"# *[a-z][a-z0-9_-]*:( |$)")
NULLS = frozenset({"~", "null", "Null", "NULL"})
NO_ALIAS = (
    Message("anchors and aliases (& and *, <<) are not allowed here"),
    Message("write the text in full, or put it in double quotes if it begins with & or *"),
)
NO_TAG = (
    Message("a word that begins with ‘!’ is read as a YAML tag, so the value would be changed or lost"),
    Message("put the value in double quotes"),
)
NO_DIRECTIVES = (
    Message("a line that begins with % is a YAML directive"),
    Message("delete the line"),
)
ONE_DOCUMENT = (
    Message("a second document begins here (---)"),
    Message("save each definition in a separate file; delete this line if nothing follows"),
)
PLAIN_KEYS = (
    Message("a list or a mapping cannot be a key"),
    Message("use double quotes around text that begins with [ or {"),
)
NOT_NFC = (
    Message("a letter and its accent are stored as two characters here (Unicode NFD)"),
    Message("type the letter again, or save the file in Unicode NFC form"),
)
LOOK_ABOVE = Message("check for a missing quotation mark, colon or space on this line or the one above")
#: Parts of the parser's messages, and what they mean to somebody who writes texts.
SYNTAX = (
    (
        "mapping values are not allowed",
        Message("a colon followed by a space begins a new value here"),
        Message("put the whole text in double quotes"),
    ),
    (
        "could not find expected ':'",
        Message("this line is neither ‘key: value’ nor part of a text"),
        Message("add the colon, or indent the line so that it belongs to the text above"),
    ),
    (
        "found character that cannot start any token",
        Message("a value cannot begin with this character"),
        Message("put the value in double quotes"),
    ),
    (
        "quoted scalar",
        Message("a quotation mark is not closed, or there is a \\ inside double quotes"),
        Message("close the quotation mark; write \\\\ for a backslash"),
    ),
    (
        "did not find expected",
        Message("this line does not match the lines around it"),
        Message(
            "check this line and the one above: is the indentation the same as in the lines around it, "
            "is every quotation mark and bracket closed, and are there double quotes around text that "
            "begins with a special character?"
        ),
    ),
    (
        "found undefined alias",
        Message("a value that begins with * is a YAML alias"),
        Message("put the value in double quotes"),
    ),
    (
        "tag",
        Message("a word that begins with ‘!’ is read as a YAML tag, so the value would be changed or lost"),
        Message("put the value in double quotes"),
    ),
)
