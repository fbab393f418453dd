"""Catalogs merge by context alone, lose nothing, and never pass an old translation off as current."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from conftest import MakeProject, worksheet

from toolkit.definitions.library import load
from toolkit.definitions.model import Kind
from toolkit.errors import ContentError, Message
from toolkit.project.opened import Project
from toolkit.translation import catalog, faults, interface, merge, pofile
from toolkit.translation.catalog import State
from toolkit.translation.localisation import localise

TITLE = "worksheet/sheet/title"
PURPOSE = "worksheet/sheet/purpose"


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    made = make_project({"content/worksheets/sheet.yaml": worksheet(language="es")})
    # The package's own catalogs would stand in for what a test leaves out.
    return replace(made, packaged=made.root / "none")


def update(project: Project) -> None:
    merge.update(project, load(project))


def entries(project: Project, locale: str) -> dict[str, polib.POEntry]:
    path = project.catalog(locale, "content")
    return {entry.msgctxt: entry for entry in polib.pofile(str(path))}


def put(project: Project, locale: str, context: str, text: str) -> None:
    path = project.catalog(locale, "content")
    po = polib.pofile(str(path), wrapwidth=0)
    next(entry for entry in po if entry.msgctxt == context).msgstr = text
    po.save()


def rewrite(project: Project, old: str, new: str) -> None:
    path = project.content / "worksheets" / "sheet.yaml"
    path.write_text(path.read_text().replace(old, new))


def test_catalog_holds_what_was_written_in_another_language(project: Project) -> None:
    update(project)
    assert set(entries(project, "lv")) == set(entries(project, "en"))
    assert entries(project, "es") == {}
    found = entries(project, "lv")[TITLE]
    assert found.msgid == "Title of sheet"
    assert "Title of the page" in found.comment


def test_english_stands_in_the_comment_as_a_bridge(project: Project) -> None:
    update(project)
    put(project, "en", TITLE, "English title")
    update(project)
    assert "en: English title" in entries(project, "lv")[TITLE].comment
    assert "en:" not in entries(project, "en")[TITLE].comment


def test_updating_twice_changes_no_byte(project: Project) -> None:
    update(project)
    put(project, "lv", TITLE, "Virsraksts")
    update(project)
    before = project.catalog("lv", "content").read_bytes()
    update(project)
    assert project.catalog("lv", "content").read_bytes() == before
    assert b"POT-Creation-Date" not in before
    assert b"#:" not in before


def test_changed_source_makes_fuzzy_and_keeps_the_previous_one(project: Project) -> None:
    update(project)
    put(project, "lv", TITLE, "Virsraksts")
    rewrite(project, "Title of sheet", "New title")
    update(project)
    rewrite(project, "New title", "Newer title")
    update(project)
    found = entries(project, "lv")[TITLE]
    assert (found.msgid, found.msgstr, found.fuzzy) == ("Newer title", "Virsraksts", True)
    assert found.previous_msgid == "Title of sheet"


def test_text_that_is_gone_is_kept_and_comes_back(project: Project) -> None:
    update(project)
    put(project, "lv", PURPOSE, "Kāpēc")
    rewrite(project, "id: sheet", "id: other")
    path = project.content / "worksheets" / "sheet.yaml"
    path.rename(path.with_name("other.yaml"))
    update(project)
    assert entries(project, "lv")[PURPOSE].obsolete
    path.with_name("other.yaml").rename(path)
    rewrite(project, "id: other", "id: sheet")
    update(project)
    assert entries(project, "lv")[PURPOSE].msgstr == "Kāpēc"
    assert not entries(project, "lv")[PURPOSE].obsolete


def test_equal_sentences_keep_their_own_translations(project: Project) -> None:
    rewrite(project, '"Why"', '"How"')
    update(project)
    put(project, "fi", PURPOSE, "Näin")
    put(project, "fi", "worksheet/sheet/instructions", "Tällä tavalla")
    update(project)
    found = entries(project, "fi")
    assert found[PURPOSE].msgstr == "Näin"
    assert found["worksheet/sheet/instructions"].msgstr == "Tällä tavalla"


def test_only_a_current_translation_is_shown(project: Project) -> None:
    update(project)
    put(project, "lv", TITLE, "Virsraksts")
    put(project, "lv", PURPOSE, "Kāpēc")
    rewrite(project, '"Why"', '"What for"')
    library = load(project)
    definition = library.get(Kind.worksheet, "sheet")
    shown = localise(definition, catalog.load(project, "lv"))
    assert (shown.definition.title, shown.definition.title.lang) == ("Virsraksts", "lv")
    assert (shown.definition.purpose, shown.definition.purpose.lang) == ("What for", "es")
    assert shown.definition.purpose.state is State.outdated
    states = {gap.context: gap.state for gap in shown.gaps}
    assert states[PURPOSE] is State.outdated
    assert TITLE not in states
    assert State.missing in states.values()
    update(project)
    again = localise(load(project).get(Kind.worksheet, "sheet"), catalog.load(project, "lv"))
    assert again.definition.purpose == "What for"


def test_source_language_has_no_gaps(project: Project) -> None:
    shown = localise(load(project).get(Kind.worksheet, "sheet"), catalog.load(project, "es"))
    assert shown.gaps == ()
    assert shown.definition.title.state is State.source


def test_counts(project: Project) -> None:
    update(project)
    put(project, "lv", TITLE, "Virsraksts")
    counts = catalog.count(load(project), catalog.load(project, "lv"))
    assert counts[State.translated] == 1
    assert counts[State.missing] == len(entries(project, "lv")) - 1 > 3


@pytest.mark.parametrize(
    "damage", [b"msgid", b'msgid "a\n', b"\xff\xfe", b'msgctxt "a"\nmsgid "b"\nmsgstr c\n']
)
def test_broken_catalog_is_a_problem_not_a_traceback(project: Project, damage: bytes) -> None:
    path = project.catalog("lv", "content")
    path.parent.mkdir(parents=True)
    path.write_bytes(damage)
    with pytest.raises(ContentError) as caught:
        catalog.load(project, "lv")
    assert caught.value.problems[0].place.path == path
    assert [problem.code for problem in faults.check(project, "lv")] == ["catalog"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vir\u200bsraksts", "hidden-character"),
        ("Virsrаksts", "foreign-letter"),
        ("Divas\nrindas", "one-line"),
    ],
)
def test_translations_are_checked_too(project: Project, text: str, code: str) -> None:
    update(project)
    put(project, "lv", TITLE, text)
    (problem,) = faults.check(project, "lv")
    assert problem.code == code
    assert problem.place.line > 1


def test_interface_plurals_follow_cldr(repository: Project) -> None:
    """In Latvian 0, 10, 11 and 21 take different forms (CLDR: zero, other, one)."""
    latvian = interface.words(repository, "lv")
    forms = [latvian.ngettext("%(num)s question", "%(num)s questions", number) for number in (1, 2, 21, 0)]
    assert forms[0] == forms[2] != forms[1]
    assert "question" not in "".join(forms)


# -- hostile catalogs ----------------------------------------------------------------------------


def given(project: Project, domain: str, text: str | bytes, locale: str = "lv") -> Path:
    path = project.catalog(locale, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def found(project: Project, locale: str = "lv") -> list[tuple[str, int]]:
    return [(problem.code, problem.place.line) for problem in faults.check(project, locale)]


def ui(msgid: str, msgstr: str) -> str:
    def quoted(text: str) -> str:
        return polib.escape(text)

    return f'msgid ""\nmsgstr "Language: lv\\n"\n\nmsgid "{quoted(msgid)}"\nmsgstr "{quoted(msgstr)}"\n'


def content(context: str, msgid: str, msgstr: str) -> str:
    return f'msgctxt "{context}"\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def retired(text: str) -> str:
    return "".join(f"#~ {line}\n" for line in text.splitlines() if line) + "\n"


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={}\\n"\n"Plural-Forms: {}\\n"\n\n'


@pytest.mark.parametrize(
    ("msgid", "msgstr", "code"),
    [
        ("Home", "<b>Sākums</b>", "markup"),
        ("Home", "Sākums >", "markup"),
        ("Home", "Sākums &lt;", "markup"),
        ("Home", "Sākums &#60", "markup"),
        ("Home", 'Sākums" onclick="x', "markup"),
        ("Home", "[Sākums](javascript:x)", "markup"),
        ("not <<", "ne <<script", "markup"),
        ("Home", "Sāk\u200bums", "hidden-character"),
        ("Home", "S\U000e0061kums", "hidden-character"),
        ("Home", "Sākumс", "foreign-letter"),
        ("Home", "Sa\u0304kums", "not-nfc"),
        ("Home", "  ", "blank"),
        ("Home", "a" * 10_001, "too-long"),
        ("Home", "Viens\n\n# Divi", "one-line"),
        ("Home", "100% casa", "placeholder"),
        ("Home", "100%% casa", "placeholder"),
        ("Home", "%(home)s", "placeholder"),
        ("Home", "{home}", "placeholder"),
        ("Home", "te {", "placeholder"),
        ("Home {key}", "Sākums", "placeholder"),
        ("Home {key}", "{other}", "placeholder"),
        ("Home {key}", "{key:9999999999}", "placeholder"),
        ("Home {key}", "{key.__class__.__mro__}", "placeholder"),
        ("Home {key}", "{key} {key!r}", "placeholder"),
        ("Home {key}", "{key} {0}", "placeholder"),
        ("Home {key}", "{key} {}", "placeholder"),
        ("Home %(key)s", "%(key)d", "placeholder"),
        ("Home %(key)s", "%(key)", "placeholder"),
    ],
)
def test_bad_interface_words_are_told_and_left_in_english(
    project: Project, msgid: str, msgstr: str, code: str
) -> None:
    given(project, "ui", ui(msgid, msgstr))
    assert found(project) == [(code, 4)]
    assert interface.words(project, "lv").gettext(msgid) == msgid


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Home {key} of {n}", "{n} – {key}, {key}"),
        ("a % b", "b % a"),
        ("use <<", "lieto <<"),
        ("Q and A", "Q&A"),
        ("use [ or {", "{ vai ["),
    ],
)
def test_good_interface_words_pass(project: Project, msgid: str, msgstr: str) -> None:
    given(project, "ui", ui(msgid, msgstr))
    assert found(project) == []
    assert interface.words(project, "lv").gettext(msgid) == msgstr


def test_an_outdated_interface_word_is_neither_used_nor_told(project: Project) -> None:
    given(project, "ui", ui("Home", "<b>").replace('msgid "Home"', '#, fuzzy\nmsgid "Home"'))
    assert found(project) == []
    assert interface.words(project, "lv").gettext("Home") == "Home"


def test_plural_forms_must_be_those_of_the_header(project: Project) -> None:
    forms = 'msgid "one"\nmsgid_plural "%(num)s"\nmsgstr[0] "%(num)s a"\nmsgstr[1] "viens"\n'
    given(project, "ui", HEADER.format("UTF-8", "nplurals=2; plural=(n != 1);") + forms)
    assert found(project) == []
    assert interface.words(project, "lv").ngettext("one", "%(num)s", 1) == "%(num)s a"
    given(project, "ui", HEADER.format("UTF-8", "nplurals=3; plural=0;") + forms)
    assert found(project) == [("plural", 6)]
    assert interface.words(project, "lv").ngettext("one", "%(num)s", 1) == "one"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{key:>9999999999}", "{key:>9999999999}"),
        ("{key.__class__} {0} {} {", "{key.__class__} {0} {} {"),
        ("{other} {key}", "{other} {n}"),
    ],
)
def test_a_message_fills_plain_names_only(text: str, expected: str) -> None:
    assert Message("{key}", key="{n}", n=5).render(lambda _: text) == expected


@pytest.mark.parametrize("domain", ["content", "ui"])
@pytest.mark.parametrize("charset", ["nonsense", "ISO-8859-4", "utf-16"])
def test_another_charset_is_refused(project: Project, domain: str, charset: str) -> None:
    given(project, domain, HEADER.format(charset, "nplurals=2; plural=(n != 1);"))
    assert found(project) == [("charset", 3)]


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=2; plural=foo(n);",
        "nplurals=2; plural=" + "(" * 500 + "n" + ")" * 500 + ";",
        "nplurals=2; plural=n/0;",
        "nplurals=2; plural=n;",
        "nplurals=99; plural=0;",
        "nonsense",
    ],
)
def test_a_plural_rule_that_fails_is_a_problem(project: Project, rule: str) -> None:
    given(project, "ui", HEADER.format("UTF-8", rule))
    assert found(project) == [("plural-forms", 4)]
    for read in (interface.words, interface.count_interface):
        with pytest.raises(ContentError):
            read(project, "lv")
    with pytest.raises(ContentError):
        interface.update_interface(project)


@pytest.mark.parametrize("domain", ["content", "ui"])
def test_byte_order_mark_is_accepted_and_stripped(project: Project, domain: str) -> None:
    update(project)
    interface.update_interface(project)
    path = project.catalog("lv", domain)
    before = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + before)
    assert found(project) == []
    update(project)
    interface.update_interface(project)
    assert path.read_bytes() == before
    path.write_bytes(b"\xef\xbb\xbf" + before + b"nonsense\n")
    assert found(project) == [("catalog", before.count(b"\n") + 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\nmsgid "d"\nmsgid "e"\nmsgstr "f"\n', 6),
        ('msgctxt "a"\nmsgid "b"\nmsgstr "c\n', 3),
        ('#~ msgctxt "a"\n#~ msgid "b"\n#~ msgstr "c\n', 3),
        ('# x\n"a"\n', 2),
    ],
)
def test_syntax_errors_name_their_line(project: Project, text: str, line: int) -> None:
    given(project, "content", text)
    assert found(project) == [("catalog", line)]


@pytest.mark.parametrize("domain", ["content", "ui"])
@pytest.mark.parametrize("what", ["fifo", "folder", "device", "dangling", "outside"])
def test_only_a_regular_file_of_the_project_is_read(
    project: Project, tmp_path_factory: pytest.TempPathFactory, domain: str, what: str
) -> None:
    path = given(project, domain, "")
    path.unlink()
    other = tmp_path_factory.mktemp("other") / "x.po"
    other.write_text("")
    match what:
        case "fifo":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "device":
            path.symlink_to("/dev/zero")
        case "dangling":
            path.symlink_to(path.parent / "none")
        case "outside":
            path.symlink_to(other)
    assert found(project) == [("catalog", 1)]
    with pytest.raises(ContentError):
        (update if domain == "content" else interface.update_interface)(project)


def test_a_huge_catalog_is_a_problem(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pofile, "MAX_BYTES", 10)
    given(project, "content", "# " + "a" * 20)
    assert found(project) == [("catalog", 1)]


@pytest.mark.parametrize(
    ("msgstr", "code"),
    [
        ("  ", "blank"),
        ("\u00a0", "blank"),
        ("Sa\u0304kums", "not-nfc"),
        ("a" * 10_001, "too-long"),
        ("S\U000e0061kums", "hidden-character"),
        ("S\u2028kums", "hidden-character"),
        ("S\x1bkums", "hidden-character"),
    ],
)
def test_content_translations_are_judged(project: Project, msgstr: str, code: str) -> None:
    given(project, "content", content("other", "a", "b") + content(TITLE, "Title of sheet", msgstr))
    ((problem, line),) = found(project)
    assert problem == code
    assert line in (5, 7)


def test_blanks_count_as_missing(project: Project) -> None:
    given(project, "content", content(TITLE, "Title of sheet", "  "))
    counts = catalog.count(load(project), catalog.load(project, "lv"))
    assert counts[State.translated] == counts[State.outdated] == 0


def refused(project: Project, text: str, code: str) -> None:
    """Check, loading and updating all refuse the catalog, and it stays as it is."""
    path = given(project, "content", text)
    assert [entry[0] for entry in found(project)] == [code]
    with pytest.raises(ContentError):
        catalog.load(project, "lv")
    with pytest.raises(ContentError):
        update(project)
    assert path.read_text() == text
    assert not project.catalog("es", "content").exists()


def test_content_has_no_plurals(project: Project) -> None:
    plural = f'msgctxt "{TITLE}"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'
    refused(project, plural, "plural")


def test_duplicates_are_refused_with_both_places(project: Project) -> None:
    refused(project, content(TITLE, "a", "b") + content(TITLE, "c", "d"), "duplicate")
    (problem,) = faults.check(project, "lv")
    assert (problem.place.line, problem.related[0].place.line) == (5, 1)


def test_duplicates_of_the_interface_are_refused(project: Project) -> None:
    given(project, "ui", ui("Home", "Sākums") + '\nmsgid "Home"\nmsgstr "Mājas"\n')
    assert found(project) == [("duplicate", 7)]
    with pytest.raises(ContentError):
        interface.update_interface(project)


def test_no_context_is_refused(project: Project) -> None:
    refused(project, content(TITLE, "a", "b") + 'msgid "Title of sheet"\nmsgstr "x"\n', "no-context")


def test_a_context_without_a_text_is_no_header(project: Project) -> None:
    given(project, "content", content(TITLE, "", "Virsraksts"))
    update(project)
    assert entries(project, "lv")[TITLE].msgstr == "Virsraksts"


def test_the_live_translation_wins_over_a_retired_one(project: Project) -> None:
    live, old = content(TITLE, "Title of sheet", "Jauns"), retired(content(TITLE, "Title", "Vecs"))
    for text in (live + old, old + live):
        path = given(project, "content", text)
        update(project)
        assert catalog.load(project, "lv").messages[TITLE].msgstr == "Jauns"
        assert "Vecs" in path.read_text()
        before = path.read_bytes()
        update(project)
        assert path.read_bytes() == before


def test_a_retired_translation_fills_an_empty_live_one(project: Project) -> None:
    retired_one = retired(content(TITLE, "Title of sheet", "Vecs"))
    given(project, "content", content(TITLE, "Title of sheet", "") + retired_one)
    update(project)
    assert catalog.load(project, "lv").messages[TITLE].msgstr == "Vecs"


def test_retired_entries_are_kept_as_they_are(project: Project) -> None:
    text = (
        retired('msgid "b"\nmsgstr "c"') + '#, fuzzy\n#~| msgid "old"\n' + retired(content("gone", "d", "e"))
    )
    path = given(project, "content", text)
    update(project)
    before = path.read_text()
    assert '#~ msgstr "c"' in before
    assert '#~| msgid "old"' in before
    update(project)
    assert path.read_text() == before


NOTES = """\
# Translated with care
#, fuzzy
msgid ""
msgstr ""
"language: xx\\n"
"Last-Translator: Anna <anna@example.org>\\n"
"PO-Revision-Date: 2024-01-01 10:00+0200\\n"
"Language-Team: Team\\n"
"X-Generator: Poedit\\n"

"""


@pytest.mark.parametrize("domain", ["content", "ui"])
def test_the_header_is_kept(project: Project, domain: str) -> None:
    path = given(project, domain, NOTES)
    for _ in range(2):
        update(project)
        interface.update_interface(project)
        po = polib.pofile(str(path))
        assert po.header == "Translated with care"
        assert po.metadata["Last-Translator"] == "Anna <anna@example.org>"
        assert po.metadata["PO-Revision-Date"] == "2024-01-01 10:00+0200"
        assert po.metadata["Language-Team"] == "Team"
        assert po.metadata["X-Generator"] == "Poedit"
        assert po.metadata["Language"] == "lv"
        assert "language" not in po.metadata
        assert "POT-Creation-Date" not in po.metadata


def test_a_failed_write_leaves_the_old_catalog(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    update(project)
    put(project, "lv", TITLE, "Virsraksts")
    path = project.catalog("lv", "content")
    before = path.read_bytes()
    rewrite(project, "Title of sheet", "New title")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            update(project)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["content.po"]


def test_interface_translations_survive_an_update(project: Project) -> None:
    text = ui("Action", "Solis") + '\n# note\n#,fuzzy\n#| msgid "Was"\nmsgid "All"\nmsgstr "Visi"\n'
    path = given(project, "ui", text + '\nmsgid "No such word"\nmsgstr "Nav"\n')
    interface.update_interface(project)
    by_id = {entry.msgid: entry for entry in polib.pofile(str(path))}
    assert by_id["Action"].msgstr == "Solis"
    assert (by_id["All"].tcomment, by_id["All"].fuzzy, by_id["All"].previous_msgid) == ("note", True, "Was")
    assert by_id["No such word"].obsolete
    before = path.read_bytes()
    interface.update_interface(project)
    assert path.read_bytes() == before


def test_catalogs_of_the_repository_hold_no_problems(repository: Project) -> None:
    assert [problem for locale in repository.locales for problem in faults.check(repository, locale)] == []
