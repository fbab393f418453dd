"""Every way in which YAML can mislead an author is refused, with its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from toolkit.definitions.raw import MAX_BYTES
from toolkit.definitions.source import read
from toolkit.errors import ContentError, Problem
from toolkit.files import source_line


def problems_of(tmp_path: Path, text: str | bytes) -> tuple[Problem, ...]:
    path = tmp_path / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(ContentError) as caught:
        read(path, tmp_path)
    return caught.value.problems


TRAPS = {
    "anchor": ("a: &x 1\n", "anchor", 1, 4),
    "alias": ("a: &x 1\nb: *x\n", "alias", 2, 4),
    "merge key": ("a:\n  <<: {b: c}\n", "merge-key", 2, 3),
    "duplicate key": ("title: one\nother: two\ntitle: three\n", "duplicate-key", 3, 1),
    "comment swallows text": ("title: Reto #1 hoy\n", "comment", 1, 13),
    "comment after text on a later line": ("title: one\n  two # three\n", "comment", 2, 7),
    "comment inside a list": ("a: [Ann, #Bob\n  Carl]\n", "comment", 1, 10),
    "comment where the text goes on": ("a: This is the\n  #1 reason\n", "comment", 2, 3),
    "variation selector": ("a: b\ufe0fc\n", "hidden-character", 1, 5),
    "tag character": ("a: b\U000e0041c\n", "hidden-character", 1, 5),
    "escaped NFD": ('a: "e\\u0301"\n', "not-nfc", 1, 4),
    "no-break space as indentation": ("a:\n\u00a0 b: c\n", "no-break-space", 2, 1),
    "too many entries": ("k: [" + "a," * 150_000 + "]\n", "too-large", 1, None),
    "long line of NFD": ("a: " + "x" * 300_000 + "e\u0301\n", "not-nfc", 1, 300_005),
    "tag": ("title: !important text\n", "tag", 1, 8),
    "python tag": ("a: !!python/object:os.system x\n", "tag", 1, 4),
    "directive": ("%YAML 1.1\n---\na: b\n", "directive", 1, 1),
    "second document": ("a: b\n---\nc: d\n", "second-document", 2, 1),
    "tab": ("a:\n\tb: c\n", "tab", 2, 1),
    "NUL": (b"a: b\x00c\n", "hidden-character", 1, 5),
    "control character": (b"a: b\x07\n", "hidden-character", 1, 5),
    "escaped NUL": ('a: "b\\0"\n', "hidden-character", 1, 4),
    "escaped bidi": ('a: "b\\u202Ec"\n', "hidden-character", 1, 4),
    "escaped surrogate": ('a: "b\\uD800c"\n', "*", 1, None),
    "bidi override": ("a: b\u202ec\n", "hidden-character", 1, 5),
    "zero width space": ("a: b\u200bc\n", "hidden-character", 1, 5),
    "NEL": ("a: b\u0085c\n", "hidden-character", 1, 5),
    "line separator": ("a: b\u2028c\n", "hidden-character", 1, 5),
    "soft hyphen": ("a: b\u00adc\n", "hidden-character", 1, 5),
    "NFD": ("a: cafe\u0301\n", "not-nfc", 1, 8),
    "not UTF-8": ("a: b\ntitle: caf\xe9\n".encode("latin-1"), "not-utf-8", 2, 11),
    "UTF-16": ("a: b\n".encode("utf-16"), "*", 1, 1),
    "deep nesting": ("a: " + "[" * 40000 + "\n", "too-deep", 1, None),
    "deep mapping": ("".join("  " * i + "a:\n" for i in range(100)), "too-deep", 21, None),
    "colon in text": ("title: Reto: hoy\n", "yaml", 1, 12),
    "unclosed quote": ('title: "Reto\nid: x\n', "*", None, None),
    "begins with @": ("title: @home\n", "yaml", 1, 8),
    "list as key": ("? [a, b]\n: c\n", "complex-key", 1, 3),
    "no mapping": ("- a\n- b\n", "not-a-definition", 1, 1),
    "empty": ("", "not-a-definition", 1, 1),
    "only a comment": ("# hello\n", "not-a-definition", 1, 1),
}


@pytest.mark.parametrize("name", TRAPS)
def test_trap_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    text, code, line, column = TRAPS[name]
    problems = problems_of(tmp_path, text)
    if code == "*":
        found = problems[0]
    else:
        matching = [problem for problem in problems if problem.code == code]
        assert matching, [problem.code for problem in problems]
        found = matching[0]
    assert str(found.what)
    assert str(found.advice)
    if line is not None:
        assert found.place.line == line
    if column is not None:
        assert found.place.column == column


def test_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 x"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    assert {problem.code for problem in problems_of(tmp_path, "\n".join(lines))} == {"anchor", "alias"}


def test_duplicate_key_names_both_lines(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "title: one\ntitle: two\n")
    assert problem.place.line == 2
    assert [related.place.line for related in problem.related] == [1]


def test_every_problem_is_found_in_one_pass(tmp_path: Path) -> None:
    codes = [problem.code for problem in problems_of(tmp_path, "a: x #1\nb: !t y\na: z\n")]
    assert codes == ["comment", "tag", "duplicate-key"]


def test_words_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(
        "a: no\nb: 010\nc: 5:30\nd: [lv, fi, no]\ne: 1.10\nf: 2026-11-22\ng: ~\n", encoding="utf-8"
    )
    assert read(path, tmp_path).data == {
        "a": "no",
        "b": "010",
        "c": "5:30",
        "d": ["lv", "fi", "no"],
        "e": "1.10",
        "f": "2026-11-22",
        "g": "~",
    }


def test_byte_order_mark_and_crlf_are_harmless(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\nc: |\r\n  d\r\n  e\r\n")
    document = read(path, tmp_path)
    assert document.data == {"a": "b", "c": "d\ne\n"}
    assert document.place(("c",)).line == 2


def test_text_that_looks_like_a_comment_is_kept_where_it_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(
        '# a comment of its own\na: "Reto #1"\nb: |\n  Reto #2\nc: [x, y] # harmless\n', encoding="utf-8"
    )
    assert read(path, tmp_path).data == {"a": "Reto #1", "b": "Reto #2\n", "c": ["x", "y"]}


def test_places_of_keys_and_values(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"
    path.write_text("a:\n  - b: c\n    d: e\n", encoding="utf-8")
    document = read(path, tmp_path)
    assert (document.place(("a", 0, "d")).line, document.place(("a", 0, "d")).column) == (3, 8)
    assert (document.key_place(("a", 0, "d")).line, document.key_place(("a", 0, "d")).column) == (3, 5)
    assert document.place(("a", 0, "missing")).line == 2


def test_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(ContentError) as caught:
        read(tmp_path / "pipe.yaml", tmp_path)
    assert caught.value.problems[0].code == "not-a-file"


def test_source_lines_of_pipes_and_links_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "secret").write_text("secret\n")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "secret")
    assert source_line(tmp_path / "pipe.yaml", 1) is None
    assert source_line(tmp_path / "link.yaml", 1) is None
    assert source_line(tmp_path / "secret", 1) == "secret"


def test_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "outside.yaml").write_text("a: b\n")
    (root / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(ContentError) as caught:
        read(root / "link.yaml", root)
    assert caught.value.problems[0].code == "outside"


def test_huge_file_and_link_loop_and_missing_file(tmp_path: Path) -> None:
    (tmp_path / "huge.yaml").write_bytes(b"a" * (MAX_BYTES + 1))
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    for name, code in (("huge", "too-large"), ("loop", "unreadable"), ("missing", "unreadable")):
        with pytest.raises(ContentError) as caught:
            read(tmp_path / f"{name}.yaml", tmp_path)
        assert caught.value.problems[0].code == code


YAMLISH = st.text(alphabet=st.sampled_from("ab:#-?[]{}&*!|>'\"%@`\n\t \\0\u0301\u202e~<,"), max_size=60)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(YAMLISH.map(lambda text: text.encode("utf-8")), st.binary(max_size=60)))
@example(b"? ")
@example(b"[a]: b")
@example(b"{a: {b: [c, {d: e}]}}")
@example(b'"\\x')
def test_no_bytes_give_anything_but_data_or_problems(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "file.yaml"
    path.write_bytes(raw)
    try:
        document = read(path, tmp_path)
    except ContentError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.place.line >= 1
            assert problem.place.column >= 1
    else:
        assert isinstance(document.data, dict)
