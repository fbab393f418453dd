"""A project's catalog lies over the packaged one: an update loses nothing, and each has its own plural rule."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from babel.messages import Catalog as BabelCatalog
from conftest import REPOSITORY, MakeProject, worksheet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.definitions.library import load
from toolkit.definitions.model import Kind
from toolkit.errors import ContentError
from toolkit.project.opened import Project
from toolkit.translation import catalog, faults, interface, merge
from toolkit.translation.catalog import State
from toolkit.translation.localisation import localise

TITLE = "worksheet/sheet/title"
LV_GETTEXT = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);"
LV_CLDR = (
    "nplurals=3; plural=(n % 10 == 0 || (n % 100 >= 11 && n % 100 <= 19) ? 0 : "
    "n % 10 == 1 && n % 100 != 11 ? 1 : 2);"
)
ONE, MANY = "%(num)s question", "%(num)s questions"


@pytest.fixture
def project(make_project: MakeProject, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project whose package, as an installed wheel, lies in a folder of its own."""
    made = make_project({"content/worksheets/sheet.yaml": worksheet()})
    return replace(made, packaged=tmp_path_factory.mktemp("wheel") / "_data")


def update(project: Project) -> None:
    merge.update(project, load(project))
    interface.update_interface(project)


def status(project: Project) -> dict[str, tuple[dict[State, int], dict[State, int]]]:
    found = load(project)
    return {
        locale: (
            catalog.count(found, catalog.load(project, locale)),
            interface.count_interface(project, locale),
        )
        for locale in project.locales
    }


def shown(project: Project, locale: str = "lv") -> dict[str, str]:
    """Return what readers see in place of each source text that is translated."""
    found = catalog.load(project, locale)
    return {
        source.context: entry.msgstr
        for source in catalog.sources(load(project), locale)
        if (entry := found.find(source.context, source.text)) and entry.state(source.text) is State.translated
    }


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def packaged(project: Project, domain: str, text: str, locale: str = "lv") -> Path:
    return write(project.packaged / "locales" / locale / "LC_MESSAGES" / f"{domain}.po", text)


def own(project: Project, domain: str, text: str, locale: str = "lv") -> Path:
    return write(project.catalog(locale, domain), text)


def content(context: str, msgid: str, msgstr: str, before: str = "") -> str:
    quoted = [f'{name} "{polib.escape(text)}"' for name, text in
              (("msgctxt", context), ("msgid", msgid), ("msgstr", msgstr))]  # fmt: skip
    return before + "\n".join(quoted) + "\n\n"


def words(rule: str | None, *forms: str, msgid: str = ONE, plural: str = MANY) -> str:
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    header += f'"Plural-Forms: {rule}\\n"\n' if rule else ""
    entry = f'\nmsgid "{msgid}"\nmsgid_plural "{plural}"\n'
    return header + entry + "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))


# -- an update loses nothing ----------------------------------------------------------------


def test_a_wheels_translations_are_in_use_before_and_after(project: Project) -> None:
    """A trainer copies shipped definitions into a folder of her own; translations come with the package."""
    for name in ("locales", "templates"):
        shutil.copytree(REPOSITORY / name, project.packaged / name)
    folder = project.content / "worksheets"
    for name in ("smart-goal", "client-self-assessment"):
        text = (REPOSITORY / "content" / "worksheets" / f"{name}.yaml").read_text(encoding="utf-8")
        # She does not have what it leads to.
        text, count = re.subn(r"(?m)^next:.*\n(?:[ -].*\n)*", "", text)
        assert count == 1
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    before, seen = status(project), {locale: shown(project, locale) for locale in project.locales}
    assert sum(counts[State.translated] for counts, _ in before.values()) > 90
    assert before["lv"][1][State.translated] > 800
    update(project)
    assert status(project) == before
    assert {locale: shown(project, locale) for locale in project.locales} == seen
    files = {path: path.read_bytes() for path in (project.root / "locales").rglob("*.po")}
    assert len(files) >= 3
    update(project)
    assert {path: path.read_bytes() for path in (project.root / "locales").rglob("*.po")} == files
    # Nothing needs the package any more: the translator's file holds it all.
    alone = replace(project, packaged=project.root / "none")
    assert shown(alone, "es") == seen["es"]
    assert len(seen["es"]) > 30


@pytest.mark.parametrize("fuzzy", ["", "#, fuzzy\n"])
def test_an_own_entry_that_is_empty_hides_nothing(project: Project, fuzzy: str) -> None:
    packaged(project, "content", content(TITLE, "Title of sheet", "Virsraksts", fuzzy))
    header = 'msgid ""\nmsgstr "Language: lv\\n"\n\n'
    own(project, "content", header + content(TITLE, "Title of sheet", "", "# mine\n"))
    before = status(project)
    assert before["lv"][0][State.outdated if fuzzy else State.translated] == 1
    update(project)
    assert status(project) == before
    (entry,) = [
        entry for entry in polib.pofile(str(project.catalog("lv", "content"))) if entry.msgctxt == TITLE
    ]
    assert (entry.msgstr, entry.tcomment, entry.fuzzy) == ("Virsraksts", "mine", bool(fuzzy))


def test_an_own_outdated_entry_does_not_hide_a_current_one(project: Project) -> None:
    packaged(project, "content", content(TITLE, "Title of sheet", "Virsraksts"))
    own(project, "content", content(TITLE, "Old title", "Vecs"))
    seen = shown(project)
    assert seen == {TITLE: "Virsraksts"}
    update(project)
    assert shown(project) == seen
    assert "Vecs" in project.catalog("lv", "content").read_text()


def test_an_own_translation_wins(project: Project) -> None:
    packaged(project, "content", content(TITLE, "Title of sheet", "Virsraksts"))
    own(project, "content", content(TITLE, "Title of sheet", "Mans"))
    assert shown(project) == {TITLE: "Mans"}
    update(project)
    assert shown(project) == {TITLE: "Mans"}


def test_a_retired_translation_is_kept_beside_the_one_in_use(project: Project) -> None:
    packaged(project, "content", content(TITLE, "Title of sheet", "Virsraksts"))
    path = own(
        project,
        "content",
        '#~ msgctxt "worksheet/sheet/title"\n#~ msgid "Title of sheet"\n#~ msgstr "Vecs"\n',
    )
    for _ in range(3):
        update(project)
        assert shown(project) == {TITLE: "Virsraksts"}
        assert '#~ msgstr "Vecs"' in path.read_text()


STRINGS = st.sampled_from(["", "Viens", "Divi", "Trīs"])
ENTRY = st.tuples(st.sampled_from(["now", "Old text"]), STRINGS, st.booleans(), st.booleans(), st.booleans())
LAYER = st.dictionaries(st.integers(0, 7), ENTRY, max_size=8)


def layer(entries: Mapping[int, tuple[str, str, bool, bool, bool]], sources: list[catalog.Source]) -> str:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    for number, (msgid, msgstr, fuzzy, noted, retired) in entries.items():
        source = sources[number]
        before = "# note\n" * noted + "#, fuzzy\n" * fuzzy
        entry = content(source.context, source.text if msgid == "now" else msgid, msgstr)
        text += before + (
            "".join(f"#~ {line}\n" for line in entry.split("\n") if line) + "\n" if retired else entry
        )
    return text


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(upper=LAYER, lower=LAYER)
def test_no_translation_in_use_is_lost_by_any_update(project: Project, upper, lower) -> None:  # type: ignore[no-untyped-def]
    found = load(project)
    sources = list(catalog.sources(found, "lv"))
    sources = sources or [catalog.Source(TITLE, "Title of sheet", "")]
    write(project.content / "worksheets" / "sheet.yaml", worksheet(language="es"))
    found = load(project)
    sources = list(catalog.sources(found, "lv"))
    assert len(sources) > 3
    fits = {n: entry for n, entry in upper.items() if n < len(sources)}
    path = own(project, "content", layer(fits, sources))
    packaged(project, "content", layer({n: entry for n, entry in lower.items() if n < len(sources)}, sources))
    seen, before = shown(project), catalog.load(project, "lv")
    states = {one.context: before.state(one.context, one.text) for one in sources}
    merge.update(project, found)
    now = shown(project)
    assert {context: now.get(context) for context in seen} == seen
    after = catalog.load(project, "lv")
    better = {State.translated: 0, State.outdated: 1, State.missing: 2}
    for one in sources:
        # A retired own translation may come back; nothing else changes.
        came_back = any(
            n < len(sources) and sources[n].context == one.context and e[4] for n, e in upper.items()
        )
        assert better[after.state(one.context, one.text)] <= better[states[one.context]]
        assert came_back or after.state(one.context, one.text) is states[one.context]
    text = path.read_text()
    assert all(entry[1] in text for entry in fits.values())
    merge.update(project, found)
    assert path.read_text() == text


# -- plural rules ------------------------------------------------------------------------------


def said(project: Project, numbers: tuple[int, ...], locale: str = "lv") -> list[str]:
    found = interface.words(project, locale)
    return [found.ngettext(ONE, MANY, number) % {"num": number} for number in numbers]


NUMBERS = (0, 1, 2, 10, 11, 21, 101, 111)
EXPECTED = ["0 nav", "1 ir", "2 daudz", "10 daudz", "11 daudz", "21 ir", "101 ir", "111 daudz"]
GETTEXT = words(LV_GETTEXT, "%(num)s ir", "%(num)s daudz", "%(num)s nav")
#: CLDR has one form for 0, 10 and 11 to 19.
CLDR = words(LV_CLDR, "%(num)s nulle", "%(num)s viens", "%(num)s citi")


@pytest.mark.parametrize("below", ["", CLDR, GETTEXT])
def test_each_catalog_is_read_by_its_own_rule(project: Project, below: str) -> None:
    if below:
        packaged(project, "ui", below)
    own(project, "ui", GETTEXT)
    assert said(project, NUMBERS) == EXPECTED
    other = '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "x0"\nmsgstr[1] "x1"\nmsgstr[2] "x2"\n'
    packaged(project, "ui", CLDR + other)
    found = interface.words(project, "lv")
    assert [found.ngettext("a", "b", number) for number in (0, 1, 2)] == ["x0", "x1", "x2"]
    assert said(project, NUMBERS) == EXPECTED


def test_the_packaged_catalog_keeps_its_rule_below_an_own_one(project: Project) -> None:
    packaged(project, "ui", CLDR)
    own(project, "ui", words(LV_GETTEXT, "a", "b", "c", msgid="x", plural="y"))
    told = [
        f"{n} {'nulle' if n in (0, 10, 11, 111) else 'viens' if n in (1, 21, 101) else 'citi'}"
        for n in NUMBERS
    ]
    assert said(project, NUMBERS) == told
    before = status(project)
    update(project)
    assert said(project, NUMBERS) == told
    assert status(project) == before
    assert interface.words(project, "lv").ngettext("x", "y", 2) == "y"  # no longer a word of the interface


def test_forms_are_taken_over_in_the_own_order(project: Project) -> None:
    packaged(project, "ui", GETTEXT)
    turned = "nplurals=3; plural=(n == 0 ? 0 : n%10==1 && n%100!=11 ? 1 : 2);"
    own(project, "ui", words(turned, "", "", ""))
    update(project)
    entry = polib.pofile(str(project.catalog("lv", "ui"))).find(ONE)
    assert entry.msgstr_plural == {0: "%(num)s nav", 1: "%(num)s ir", 2: "%(num)s daudz"}
    assert said(project, NUMBERS) == EXPECTED


@pytest.mark.parametrize(
    ("locale", "rule", "forms", "told"),
    [
        ("es", "nplurals=2; plural=(n != 1);", ["una", "varias"], ["varias", "una", "varias", "varias"]),
        (
            "es",
            "nplurals=3; plural=(n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2);",
            ["una", "millones", "varias"],
            ["varias", "una", "varias", "millones"],
        ),
        ("fi", "nplurals=2; plural=n != 1", ["yksi", "monta"], ["monta", "yksi", "monta", "monta"]),
        ("fi", "nplurals=1; plural=0;", ["kaikki"], ["kaikki"] * 4),
        ("lv", "nplurals=2; plural=(n % 10 != 1);", ["viens", "daudz"], ["daudz", "viens", "daudz", "daudz"]),
    ],
)
def test_a_rule_may_differ_from_the_usual_one(
    project: Project, locale: str, rule: str, forms: list[str], told: list[str]
) -> None:
    own(project, "ui", words(rule, *forms, msgid="one", plural="many"), locale)
    assert list(faults.check(project, locale)) == []
    found = interface.words(project, locale)
    assert [found.ngettext("one", "many", number) for number in (0, 1, 2, 1_000_000)] == told
    interface.update_interface(project)
    assert rule.rstrip(";") in project.catalog(locale, "ui").read_text()


@pytest.mark.parametrize("beneath", [False, True])
@pytest.mark.parametrize(
    ("rule", "forms", "code"),
    [
        (None, ["a", "b", "c"], "plural-forms"),
        ("nplurals=INTEGER; plural=EXPRESSION;", ["a", "b"], "plural-forms"),
        (LV_GETTEXT, ["a", "b"], "plural"),
        (LV_GETTEXT, ["a", "b", "c", "d"], "plural"),
        ("nplurals=2; plural=(n != 1);", ["a", "b", "c"], "plural"),
    ],
)
def test_what_no_rule_fits_is_refused_with_a_line(
    project: Project, rule: str | None, forms: list[str], code: str, beneath: bool
) -> None:
    (packaged if beneath else own)(project, "ui", words(rule, *(f"%(num)s {form}" for form in forms)))
    (problem,) = faults.check(project, "lv")
    assert (problem.code, problem.place.line > 2) == (code, True)
    if rule is None:
        assert BabelCatalog(locale="lv").plural_forms in str(problem.advice)
        with pytest.raises(ContentError):
            interface.words(project, "lv")


def test_without_plurals_no_rule_is_needed(project: Project) -> None:
    own(project, "ui", 'msgid "Home"\nmsgstr "Sākums"\n')
    assert list(faults.check(project, "lv")) == []
    assert interface.words(project, "lv").gettext("Home") == "Sākums"


def test_a_rule_that_fails_for_one_number_shows_english(project: Project) -> None:
    own(project, "ui", words("nplurals=2; plural=(n/(n-5000) > 9);", "a", "b"))
    assert interface.words(project, "lv").ngettext("one", "many", 5000) == "many"
    assert said(project, (5000,)) == ["5000 questions"]


# -- escapes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("domain", ["content", "ui"])
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"M\303\251xico", "México"),
        (r"M\xC3\xA9xico", "México"),
        (r"\xe2\x82\254 100", "€ 100"),
        (r"\101b \\101", "Ab \\101"),
        (r"say \42yes\42 \134", 'say "yes" \\'),
        (r"a \"b\" c", 'a "b" c'),
        (r"a\tb", "a\tb"),
    ],
)
def test_escapes_are_decoded(project: Project, domain: str, written: str, meant: str) -> None:
    if domain == "content":
        own(project, domain, f'msgctxt "{TITLE}"\nmsgid "Title of sheet"\nmsgstr "{written}"\n', "es")
        assert list(faults.check(project, "es")) == []
        shown_title = localise(load(project).get(Kind.worksheet, "sheet"), catalog.load(project, "es"))
        assert shown_title.definition.title == meant
    elif '"' not in meant:
        own(project, domain, f'msgid "Home"\nmsgstr "{written}"\n', "es")
        assert interface.words(project, "es").gettext("Home") == meant


def test_escapes_are_decoded_in_sources_contexts_and_retired_entries(project: Project) -> None:
    own(
        project,
        "content",
        'msgctxt "worksheet/she\\145t/title"\nmsgid "T\\151tle of sheet"\nmsgstr "Virsraksts"\n\n'
        '#~ msgctxt "gone"\n#~ msgid "\\303\\251"\n#~ msgstr "v\\xc4\\x93rts"\n',
    )
    assert shown(project) == {TITLE: "Virsraksts"}
    update(project)
    assert '#~ msgid "é"\n#~ msgstr "vērts"' in project.catalog("lv", "content").read_text()


@pytest.mark.parametrize("domain", ["content", "ui"])
@pytest.mark.parametrize(
    "written",
    [r"\303", r"\303(", r"\xC3A9", r"\xFF", r"\u00e9", r"\q", r"\'", r"\x", r"\xzz", r"\400", "\\"],
)
def test_what_stands_for_no_letter_is_refused_with_its_line(
    project: Project, domain: str, written: str
) -> None:
    context = f'msgctxt "{TITLE}"\n' if domain == "content" else ""
    path = own(project, domain, f'{context}msgid "Home"\nmsgstr "a{written}"\n')
    problems = list(faults.check(project, "lv"))
    assert [(one.place.path, one.place.line) for one in problems] == [(path, 2 + bool(context))]
    assert problems[0].code == ("catalog" if written == "\\" else "escape")
    with pytest.raises(ContentError):
        (catalog.load if domain == "content" else interface.words)(project, "lv")


@pytest.mark.parametrize(
    "written", [r"\a", r"\b", r"\f", r"\v", r"\7", r"\0", r"\x1b", r"\342\200\213", r"\r"]
)
def test_control_and_hidden_characters_are_refused_however_they_are_written(
    project: Project, written: str
) -> None:
    own(project, "content", f'msgctxt "{TITLE}"\nmsgid "Title of sheet"\nmsgstr "a{written}-"\n')
    assert [one.code for one in faults.check(project, "lv")] == ["hidden-character"]


def test_windows_line_ends_and_a_mark_at_the_start_are_read(project: Project) -> None:
    text = content(TITLE, "Title of sheet", "Virsraksts").replace("\n", "\r\n")
    path = own(project, "content", "")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert shown(project) == {TITLE: "Virsraksts"}


def test_messages_are_the_same_by_the_packages_catalogs_and_by_its_program(make_project: MakeProject) -> None:
    own = "templates/page/parts/own.j2"
    project = make_project({own: "{{ _('A word of my own') }}{{ _('Home') }}"})
    wanted = interface._wanted(project)
    assert wanted == interface._keys(interface.interface_sources(project))
    assert ("A word of my own", "", "") in wanted
    assert len(wanted) > 2000
