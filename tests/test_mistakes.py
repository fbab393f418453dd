"""Typical mistakes of authors: each is told at its own line and column, once, with advice to act on."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import LOCALES, MakeProject, bank, session, worksheet

from toolkit.definitions.library import survey
from toolkit.definitions.model import KEYS, validate
from toolkit.definitions.source import examine
from toolkit.errors import ContentError, Problem

W, S, B = worksheet(), session(), bank()
N = "\u00a0"
TITLE, WHY, TEN, ASK = '"Title of sheet"', '"Why"', "minutes: 10", '"What matters?"'
SPAN = "length: {min: 10, typical: 20, max: 30}"
ONE = 'outcomes: {one: "An outcome"}'
ITEMS = W + "use_when:\n"

#: text of the file, line and column of the one problem, and words of its message or advice
MISTAKES = {
    # a space that is missing, or is none
    "no space after a colon": (W.replace("title: ", "title:"), 4, 6, "no space after the colon"),
    "no space after a colon, plain": (W.replace(f"title: {TITLE}", "title:Foo"), 4, 6, "‘title: …’"),
    "no space after a colon, number": (W.replace(TEN, "minutes:10"), 10, 8, "no space after the colon"),
    "no space after a colon, last line": (W.replace(TEN + "\n", "") + "minutes:10\n", 16, 8, "no space after the colon"),
    "no space after a colon, in a list": (W.replace("- id: main", "- id:main"), 14, 7, "no space after the colon"),
    "no space after a colon, in brackets": (W.replace("{id: answer", "{id:answer"), 16, 12, "no space after the colon"),
    "no space after a colon, own id": (ITEMS + '  a: "x"\n  b-c:"y"\n', 19, 6, "‘b-c’"),
    "no space after a hyphen": (W.replace("- id: main", "-id: main"), 14, 3, "space after the hyphen"),
    "no space after a hyphen, in brackets": (W.replace("- {id", "-{id"), 16, 7, "space after the hyphen"),
    "no space after one of the hyphens": (W.replace("[Tester]", "\n  - Ann\n  -Bob\n  - Carl"), 9, 3, "space after the hyphen"),
    "no space after any hyphen": (W.replace("[Tester]", "\n  -Ann\n  -Bob"), 8, 3, "a hyphen and a space"),
    "no-break space after a colon": (W.replace("title: ", f"title:{N}"), 4, 7, "toolkit tidy content/file.yaml"),
    "no-break space before a number": (W.replace("minutes: ", f"minutes:{N}"), 10, 9, "non-breaking space"),
    "no-break space before a colon": (W.replace("title:", f"title{N}:"), 4, 6, "non-breaking space"),
    "no-break space in a key": (S.replace("coach_notes", f"coach{N}notes"), 27, 10, "non-breaking space"),
    "no-break space after a hyphen": (W.replace("  - id: main", f"  -{N}id: main"), 14, 4, "non-breaking space"),
    "no-break space in brackets": (W.replace("{id: a", f"{{id:{N}a"), 16, 13, "non-breaking space"),
    "no-break space as indentation": (W.replace("    fields", N * 4 + "fields"), 15, 1, "used for indentation"),
    "narrow no-break space after a colon": (W.replace("title: ", "title:\u202f"), 4, 7, "non-breaking space"),
    # indentation
    "one space too many": (W.replace("summary:", " summary:"), 5, 2, "begin it in column 1"),
    "one space too many, in a list": (W.replace("    fields:", "     fields:"), 15, 6, "begin it in column 5"),
    "one space too many, deeper": (S.replace("    intent:", "     intent:"), 19, 6, "begin it in column 5"),
    "one space too few": (W.replace("    fields:", "   fields:"), 15, 4, "begin it in column 5"),
    "one space too few, deeper": (S.replace("    intent:", "   intent:"), 19, 4, "begin it in column 5"),
    "one space too many, below a mapping": (S.replace("      client:", "       client:"), 24, 8, "begin it in column 7"),
    "keys that are not indented": (S.replace(SPAN, "length:\nmin: 10\ntypical: 20\nmax: 30"), 15, 1, "does not belong to ‘length’"),
    "items that are not indented": (S.replace(ONE, 'outcomes:\none: "x"\ntwo: "y"'), 12, 1, "does not belong to ‘outcomes’"),
    "text that is not indented": (W.replace(WHY, "|\nThis is the text\nand more"), 10, 1, "indent it (spaces: 2)"),
    "folded text that is not indented": (W.replace(WHY, ">-\nThis is the text"), 10, 1, "indent it (spaces: 2)"),
    "text that goes on and is not indented": (W.replace(WHY, "This is\nthe text"), 10, 1, "indent it (spaces: 2)"),
    "text with a colon that is not indented": (W.replace(WHY, "|\nNote: this is text"), 10, 1, "does not belong to ‘purpose’"),
    "text of two depths": (W.replace(WHY, "|\n  one\n two"), 11, 2, "indentation"),
    "tab": (W.replace("    fields", "\tfields"), 15, 1, "indent with spaces"),
    "key of a field beside all fields": (W.replace("    fields:", "    example: So\n    fields:"), 15, 5, "indent it more if it belongs"),
    "key too far in": (W.replace("    fields:", "    minutes: 5\n    fields:"), 15, 5, "indent it less"),
    "key too far out": (W + 'label: "x"\n', 17, 1, "below ‘sections’: indent it more"),
    # quotes
    "quote not closed": (W.replace(TITLE, '"Title of sheet'), 4, 8, "is not closed"),
    "single quote not closed": (W.replace(TITLE, "'Title of sheet"), 4, 8, "is not closed"),
    "quote not closed, last line": (W.replace(ASK, '"What matters?'), 16, 46, "is not closed"),
    "quote not closed, in brackets": (S.replace('"An outcome"', '"An outcome'), 11, 17, "is not closed"),
    "apostrophe in single quotes": (W.replace(WHY, "'It's good'"), 9, 13, "two apostrophes"),
    "quotes in quotes": (W.replace(WHY, '"Say "yes" now"'), 9, 15, 'write \\" for'),
    "text behind quotes": (W.replace(WHY, '"Yes" she said'), 9, 14, "more text follows"),
    "backslash": (W.replace(WHY, '"C:\\dir"'), 9, 13, "backslash"),
    "curly quotes": (W.replace(WHY, "“Why”"), 9, 10, "toolkit tidy content/file.yaml"),
    "curly quotes around a colon": (W.replace(WHY, "“Why: x”"), 9, 10, "straight quotation marks"),
    "low quotes": (W.replace(WHY, "„Why”"), 9, 10, "straight quotation marks"),
    "angle quotes": (W.replace(WHY, "«Why»"), 9, 10, "straight quotation marks"),
    "curly quote at the end": (W.replace(WHY, '"Why”'), 9, 10, "straight quotation marks"),
    "curly quotes in brackets": (W.replace(ASK, "“What, matters?”"), 16, 46, "straight quotation marks"),
    # signs that mean something
    "colon in text": (W.replace(WHY, "Why: because"), 9, 13, "double quotes"),
    "colon in text that goes on": (W.replace(WHY, "Why\n  is it: because"), 10, 8, "double quotes"),
    "# in text": (W.replace(WHY, "Reto #1 hoy"), 9, 15, "comment"),
    **{
        f"text begins with {sign}": (W.replace(WHY, text), 9, 10, "quotes")
        for sign, text in {
            "@": "@home", "%": "%5 of", "*": "*important* text", "* alone": "*important*", "&": "& more", "!": "!important text",
            "|": "| text", ">": ">5 minutes", "-": "- foo", "?": "? foo", "`": "`foo`", ",": ", foo",
        }.items()
    },
    "bracket not closed": (W.replace("[Tester]", "[Tester"), 7, 10, "close it with ]"),
    "brace not closed": (W.replace(ASK + "}", ASK), 16, 9, "close it with }"),
    "bracket too many": (W.replace("[Tester]", "[Tester]]"), 7, 18, "has no opening bracket"),
    "wrong bracket": (W.replace("[Tester]", "[Tester}"), 7, 10, "close it with ]"),
    "no comma in brackets": (S.replace("length: {min: 10, ", "length: {min: 10 "), 14, 17, "add a comma here"),
    "no colon": (W.replace("title: ", "title "), 4, 6, "no colon after ‘title’"),
    "no colon before a block": (W.replace("sections:", "sections"), 13, 9, "no colon after ‘sections’"),
    "no colon, deeper": (W.replace("    fields:", "    fields"), 15, 11, "no colon after ‘fields’"),
    "equals sign": (W.replace(TEN, "minutes = 10"), 10, 8, "no colon after ‘minutes’"),
    "full-width colon": (W.replace(TEN, "minutes：10"), 10, 8, "no colon after ‘minutes’"),
    "text before everything": ("My worksheet\n" + W, 1, 1, "not part of a definition"),
    "second document": (W + "---\n" + B, 17, 1, "in a separate file"),
    "two versions": (W.replace(f"title: {TITLE}", "<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x"), 4, 1, "delete one of the two versions"),
    "two versions of an entry": (
        W + "<<<<<<< HEAD\n      - {id: b, type: date, label: B}\n=======\n      - {id: c, type: date, label: C}\n>>>>>>> x\n",
        17, 1, "delete one of the two versions",
    ),
    "end of front matter": (W + "---\n", 17, 1, "delete this line if nothing follows"),
    "dash for a hyphen": (W.replace("  - id: main", "  – id: main"), 14, 3, "a hyphen and a space"),
    "star for a hyphen": (W.replace("[Tester]", "\n  - Ann\n  * Bob"), 9, 3, "a hyphen and a space"),
    "bullet for a hyphen": (W.replace("[Tester]", "\n  - Ann\n  • Bob"), 9, 3, "a hyphen and a space"),
    "no hyphen": (W.replace("[Tester]", "\n  - Ann\n  Bob\n  - Carl"), 9, 3, "has no hyphen"),
    "no spaces at all": (W.replace("- id: main", "-id:main"), 14, 3, "a hyphen and a space"),
    "text behind brackets": (W.replace(WHY, "[optional] Why"), 9, 10, "in double quotes"),
    "text behind braces": (W.replace(WHY, "{x} Why"), 9, 10, "in double quotes"),
    "no comma at the end of a line": (S.replace(SPAN, "length: {\n  min: 10,\n  typical: 20\n  max: 30}"), 16, 14, "add a comma here"),
    "text on the line of a bar": (W.replace(WHY, "| text"), 9, 10, "in double quotes"),
    "text of two depths, deeper": (W.replace(WHY, "|\n    one\n  two\n    three"), 11, 3, "every quotation mark and bracket"),
    "strong key": (W.replace("title:", "**title**:"), 4, 2, "begins with a special character"),
    "two keys on a line": (W.replace(TEN, "minutes: 10 x: y"), 10, 14, "a colon followed by a space"),
    # keys and values
    "key in capitals": (W.replace("title:", "Title:"), 4, 1, "‘title’?"),
    "key in the plural": (W.replace("summary:", "summaries:"), 5, 1, "‘summary’?"),
    "key with a hyphen": (W + 'use-when: {a: "A"}\n', 17, 1, "‘use_when’?"),
    "key with an accent": (W.replace("title:", "título:"), 4, 1, "‘title’?"),
    "key twice": (W + "title: x\n", 17, 1, "delete or rename"),
    "kind in capitals": (W.replace("kind: w", "kind: W"), 1, 7, "‘worksheet’?"),
    "value in capitals": (W.replace("[coach]", "[Coach]"), 8, 12, "‘coach’?"),
    "number in words": (W.replace(TEN, "minutes: ten"), 10, 10, "in digits"),
    "number with a unit": (W.replace(TEN, "minutes: 10 min"), 10, 10, "units"),
    "number with a comma": (W.replace(TEN, "minutes: 7,5"), 10, 10, "whole number"),
    "negative number": (W.replace(TEN, "minutes: -5"), 10, 10, "from 1 to 600"),
    "nought": (W.replace(TEN, "minutes: 0"), 10, 10, "from 1 to 600"),
    "date for a number": (W.replace(TEN, "minutes: 2026-01-01"), 10, 10, "whole number"),
    "version as one number": (W.replace('"1.0"', "1"), 6, 10, "‘1.0’"),
    "empty value": (W.replace(" " + WHY, ""), 9, 9, "the text is empty"),
    "null": (W.replace(WHY, "~"), 9, 10, "nothing"),
    "mapping for a list": (W.replace("  - id: main\n", "    id: main\n"), 14, 5, "hyphen"),
    "list for a mapping": (S.replace(SPAN, "length: [10, 20, 30]"), 14, 9, "keys and values"),
    "list without ids": (S.replace(ONE, "outcomes:\n  - An outcome"), 12, 3, "a separate ID"),
    "list of ids with hyphens": (S.replace(ONE, "outcomes:\n  - one: An outcome\n  - two: x"), 12, 3, "without hyphens"),
    "list of ids in brackets": (S.replace(ONE, "outcomes: [{one: An outcome}, {two: x}]"), 11, 11, "without hyphens or square brackets"),
    "text for a list": (W.replace("[Tester]", "Tester"), 7, 10, "[a, b]"),
    "wrong type": (W.replace("long_text", "longtext"), 16, 28, "‘long_text’? The types are: short_text, long_text"),
    "unlike any type": (W.replace("long_text", "xyz"), 16, 28, "use one of: short_text"),
    "no type": (W.replace("type: long_text, ", ""), 16, 9, "with one of: short_text"),
    "id with a blank": (W.replace("id: sheet", "id: My Sheet"), 2, 5, "lower-case"),
    "name of a language": (W.replace("language: en", "language: English"), 3, 11, "use one of: en"),
    "soft hyphen": (W.replace(WHY, '"Wh\u00ady"'), 9, 13, "toolkit tidy"),
    "zero-width space in a key": (W.replace("minutes", "minu\u200btes"), 10, 5, "toolkit tidy"),
    "decomposed letter": (W.replace(WHY, '"cafe\u0301"'), 9, 15, "toolkit tidy"),
}  # fmt: skip


def problems_of(root: Path, text: str) -> list[Problem]:
    path = root / "content" / "file.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    reading = examine(path, root, KEYS)
    problems = list(reading.problems)
    if reading.document:
        try:
            validate(reading.document, LOCALES)
        except ContentError as error:
            problems += [problem for problem in error.problems if not reading.follows(problem)]
    return sorted(problems, key=lambda problem: problem.place)


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_told_where_it_is(tmp_path: Path, name: str) -> None:
    text, line, column, words = MISTAKES[name]
    found = problems_of(tmp_path, text)
    told = [f"{p.place.line}:{p.place.column} {p.what} — {p.advice}" for p in found]
    assert len(found) == 1, told
    assert told[0].startswith(f"{line}:{column} "), told
    assert words in told[0]


def test_there_are_enough_mistakes() -> None:
    assert len(MISTAKES) > 90


@pytest.mark.parametrize(
    "text",
    [
        W.replace(WHY, f"Huom:{N}tärkeää, 10{N}%"),
        W.replace(WHY, "Say “yes” or “no”"),
        W.replace(WHY, "“Yes” or “no”"),
        W.replace(WHY, '"“Why”"'),
        W.replace(WHY, "|\n  Note:this\n  - two # x\n  “three”"),
        W.replace("[Tester]", f"\n  - Ann:{N}x\n  - Bob"),
        W.replace(WHY, "see https://example.org/a:b"),
        W.replace('"1.0"', "1.0"),
        W.replace("[Tester]", "[Tester,]"),
        W.replace("\n", "\r\n"),
        "---\n" + W + "...\n",
    ],
)
def test_what_looks_like_a_mistake_is_none(tmp_path: Path, text: str) -> None:
    assert problems_of(tmp_path, text) == []


@pytest.mark.parametrize(
    "fault",
    [
        ("title: ", "title:"), (WHY, '"Wh\u00ady"'), (WHY, '"cafe\u0301"'), (WHY, '"Why'), (WHY, "a: b"), (WHY, "“Why”"),
        ("summary:", " summary:"), ("title: ", f"title:{N}"), ("[Tester]", "[Tester"), (WHY, "a #b"), (WHY, "!tag x"),
        ("    fields", "\tfields"), ("sections:", "sections"), (WHY, "*x*"),
    ],
)  # fmt: skip
def test_no_problem_hides_another(tmp_path: Path, fault: tuple[str, str]) -> None:
    """A fault of any kind leaves the other problems of the file to be told in the same pass."""
    found = problems_of(tmp_path, W.replace(*fault).replace(TEN, "minutes: -5") + "minuts: 3\n")
    assert len(found) == 3
    assert {"greater-than-equal", "unknown-key"} < {problem.code for problem in found}


def test_several_slips_are_told_at_once(tmp_path: Path) -> None:
    text = (
        W.replace("title: ", "title:").replace(WHY, '"Why').replace("    fields", "     fields")
        + "minuts: 3\n"
    )
    assert [problem.place.line for problem in problems_of(tmp_path, text)] == [4, 9, 15, 17]
    quotes = ITEMS + '  a: "x\n  b: "y\n  c: "z\n'
    assert [problem.place.line for problem in problems_of(tmp_path, quotes)] == [18, 19, 20]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("worksheets/sheet.yaml.txt", "rename it to sheet.yaml"),
        ("worksheets/sheet.YAML", "rename it to sheet.yaml"),
        ("worksheets/sheet.yml", "rename it to sheet.yaml"),
        ("worksheets/sheet.yml.yaml", "rename the file to sheet.yaml"),
        ("worksheets/sheet.yaml.yaml", "rename the file to sheet.yaml"),
        ("worksheets/sheet.yaml~", "backup"),
        ("worksheets/sheet.yaml.bak", "backup"),
        ("worksheets/sheet.docx", "as plain text in sheet.yaml"),
        ("worksheets/sheet.odt", "as plain text in sheet.yaml"),
        ("worksheets/picture.png", "move it out of content/"),
        ("sheet.yaml", "move the file to content/worksheets"),
        ("sessions/sheet.yaml", "move the file to content/worksheets"),
        ("Worksheets/sheet.yaml", "move the file to content/worksheets"),
    ],
)
def test_file_of_another_name_or_place_is_noticed(make_project: MakeProject, name: str, words: str) -> None:
    project = make_project({"content/questions/bank.yaml": B, f"content/{name}": W})
    (problem,) = survey(project)[1]
    assert problem.place.path.name == Path(name).name
    assert words in str(problem.advice)


def test_broken_file_in_a_wrong_folder_is_told_both(make_project: MakeProject) -> None:
    project = make_project({"content/sessions/sheet.yaml": W + "minuts: 3\n"})
    assert {problem.code for problem in survey(project)[1]} == {"folder", "unknown-key"}


def test_what_people_put_beside_definitions_is_left_alone(make_project: MakeProject) -> None:
    files = ("README.md", "LICENSE", "notes.md", ".hidden", "_draft/x.txt", "Thumbs.db")
    project = make_project({"content/worksheets/sheet.yaml": W, **{f"content/{name}": "x" for name in files}})
    assert survey(project)[1] == ()
