"""What a kind is, what a vocabulary's value is called and what a colour is: each is told in one place."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.messages.catalog import Catalog
from conftest import REPOSITORY

import toolkit.definitions
from toolkit.definitions.model import KINDS, MODEL_STEPS, AnyDefinition, Kind, WordingRule
from toolkit.definitions.model.approach import Comparison, Criterion
from toolkit.definitions.model.fields import FIELD_TYPES
from toolkit.definitions.model.labelled import Labelled
from toolkit.definitions.model.question_bank import BankUse
from toolkit.pdf import formdrawing
from toolkit.project import Project, Tokens
from toolkit.project.colours import AA, contrast, rgb
from toolkit.translation.interface import interface_sources
from toolkit.view import facets, print_words

PACKAGE = Path(str(toolkit.__file__)).parent
TEMPLATES = REPOSITORY / "templates"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = {kind.value for kind in Kind}


def where(path: Path, node: ast.AST, root: Path = PACKAGE) -> str:
    return f"{path.relative_to(root)}:{getattr(node, 'lineno', 0)}"


# -- kinds ------------------------------------------------------------------------------------


def named(node: ast.AST | None) -> bool:
    """Say whether an expression is one kind: ``Kind.session``, or its name as text."""
    if isinstance(node, ast.Constant):
        return node.value in NAMES
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Kind"


def told_by_kind(source: str) -> Iterator[ast.AST]:
    """Yield what is told by kind in a module: tables and lists of kinds, and questions which kind it is."""
    for node in ast.walk(ast.parse(source)):
        several: list[ast.expr | None] = []
        if isinstance(node, ast.Dict):
            several = list(node.keys)
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            several = list(node.elts)
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(side, ast.Attribute) and named(side) for side in sides):
                yield node
        elif isinstance(node, ast.match_case) and "Kind." in ast.unparse(node.pattern):
            yield node.pattern
        if sum(map(named, several)) > 1 or (isinstance(node, ast.Dict) and any(map(named, several))):
            yield node


def test_what_a_kind_is_stands_in_its_record_alone() -> None:
    found = [
        where(path, node)
        for path in MODULES
        # A field type is called as a kind is.
        if path.name not in {"kindinfo.py", "fields.py", "fieldrows.py", "fieldbase.py"}
        for node in told_by_kind(path.read_text(encoding="utf-8"))
    ]
    # That a project has one glossary is what the program does, not what a kind is.
    assert [place for place in found if not place.startswith("definitions/library.py:")] == []
    assert len(found) == 1


@pytest.mark.parametrize(
    "source",
    [
        "FOLDERS = {Kind.session: 'sessions'}",
        "PARTS = {'session': 'phases', 'glossary': 'concepts'}",
        "PRINTED = (Kind.worksheet, Kind.checklist)",
        "wide = kind is Kind.approach",
        "shown = 1 if Kind.session == kind else 2",
        "match kind:\n    case Kind.session:\n        pass",
    ],
)
def test_a_second_home_of_a_kind_is_found(source: str) -> None:
    assert list(told_by_kind(source))


def test_templates_hold_no_list_of_kinds() -> None:
    files = [path for path in TEMPLATES.rglob("*") if path.suffix in {".j2", ".html", ".typ"}]
    assert len(files) > 20
    several = re.compile(r"[\[(][^\[\]()]*\b({0})\b\"\s*,\s*\"({0})\"".format("|".join(NAMES)))
    assert several.search('if kind in ["approach", "session"]')
    assert [path.name for path in files if several.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_all_its_parts(kind: Kind) -> None:
    """A kind is its model, its record, its view, a page, a print template and a content file."""
    info, model = kind.info, KINDS[kind]
    assert issubclass(model, get_args(AnyDefinition))
    assert all(kind.label)
    assert all(info.plural)
    assert import_module(f"toolkit.view.kinds.{kind}")
    assert (TEMPLATES / "page" / f"{kind}.md.j2").is_file()
    assert (TEMPLATES / "print" / f"{kind}.typ").is_file() == bool(info.prints)
    assert list((REPOSITORY / "content" / info.folder).glob("*.yaml"))
    assert {info.parts, info.counted} - {None} <= set(model.model_fields)
    assets = TEMPLATES / "page" / "assets"
    names = [f"{info.script}.js", f"{info.script}.css"] if info.script else []
    names += [f"{info.style}.css"] if info.style else []
    missing = [name for name in names if not (assets / name).is_file()]
    assert missing == [], f"kindinfo.py: the kind ‘{kind}’ names what is not in templates/page/assets"
    assert [facet.name for facet in facets.facets_of(kind)] == list(info.facets)
    assert (facets.grouping_of(kind) is None) == (info.grouping is None)


def test_kinds_differ_in_what_tells_them_apart() -> None:
    assert len(KINDS) == len(Kind) == len(get_args(AnyDefinition)) >= 8
    for names in (
        [kind.info.folder for kind in Kind],
        [kind.info.plural for kind in Kind],
        [kind.label for kind in Kind],
    ):
        assert len(set(names)) == len(Kind)
    assert sum(bool(kind.info.script) for kind in Kind) >= 4
    assert sum(bool(kind.info.prints) for kind in Kind) >= 4


@pytest.mark.parametrize(
    ("told", "find", "what"),
    [
        ({"facets": ("time", "topik")}, facets.facets_of, "no facet ‘topik’; there are: time, model"),
        ({"grouping": "pairs"}, facets.grouping_of, "no grouping ‘pairs’; there are: pair, use"),
    ],
)
def test_a_misspelt_name_in_a_record_is_told(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, Any], find: Callable[[Kind], object], what: str
) -> None:
    monkeypatch.setattr(Kind.session, "info", replace(Kind.session.info, **told))
    with pytest.raises(LookupError, match=f"kindinfo.py: the kind ‘session’ has {what}"):
        find(Kind.session)


def test_no_two_tell_the_same_word_of_print() -> None:
    own = [kind.info.prints.words for kind in Kind if kind.info.prints]
    own += [model.info.words for model in FIELD_TYPES.values()]
    names = [name for words in own for name in words]
    assert len(names) > 30
    assert [name for name, count in Counter(names).items() if count > 1] == []
    # Nor does one of them lie over a word that all sheets have.
    common = re.findall(r'^        "(\w+)":', inspect.getsource(print_words), re.MULTILINE)
    assert len(common) > 5
    assert set(names) & set(common) == set()


def test_a_kind_of_which_nothing_is_told_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="exercise"):
        Kind.__new_member__(Kind, "exercise")  # type: ignore[attr-defined]


def test_the_configuration_is_read_by_one_module() -> None:
    readers = [
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if re.search(r"^from \.+configfile import .*\bReader\b", path.read_text("utf-8"), re.MULTILINE)
        and re.search(r"\bReader\(|\byaml\.(load|compose|parse)", path.read_text("utf-8"))
    ]
    assert readers == ["project/config.py"]
    loading = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted((PACKAGE / "project").glob("*.py"))
        if re.search(r"\byaml\.(safe_load|load|compose)\b", path.read_text("utf-8"))
    ]
    # The other one only adds lines to it, and reads no value.
    assert loading == ["project/configfile.py", "project/listing.py"]


# -- vocabularies -----------------------------------------------------------------------------


def vocabularies() -> Iterator[type[StrEnum]]:
    """Yield every vocabulary of the model and of the views."""
    for path in MODULES:
        if path.relative_to(PACKAGE).parts[0] not in {"definitions", "view"} or path.name == "__init__.py":
            continue
        name = ".".join(("toolkit", *path.relative_to(PACKAGE).with_suffix("").parts))
        for _, found in inspect.getmembers(import_module(name), inspect.isclass):
            if issubclass(found, StrEnum) and found.__module__ == name and found is not Labelled:
                yield found


@pytest.fixture(scope="module")
def extracted(repository: Project) -> Catalog:
    return interface_sources(repository)


def test_every_value_has_a_label_that_is_extracted(extracted: Catalog) -> None:
    count = 0
    unlabelled = []
    for vocabulary in vocabularies():
        if not issubclass(vocabulary, Labelled):
            unlabelled.append(vocabulary)
            continue
        assert len({member.label[0] for member in vocabulary}) == 1, vocabulary
        for member in vocabulary:
            context, text = member.label
            assert extracted.get(text, context), member
            count += 1
    # What a bank is used for, and what is warned of, is nowhere told to readers.
    assert unlabelled == [BankUse, WordingRule]
    assert count > 120


def test_titles_of_kinds_and_facets_are_extracted(extracted: Catalog) -> None:
    labels = [kind.info.plural for kind in Kind]
    labels += [facet.title for kind in Kind for facet in facets.facets_of(kind)]
    assert len(labels) > 20
    for context, text in labels:
        assert extracted.get(text, context), text


def label_tables(source: str) -> Iterator[ast.AST]:
    """Yield tables that say what values are called, beside the vocabulary itself."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict | ast.DictComp):
            calls = (call for value in ast.walk(node) for call in [value] if isinstance(call, ast.Call))
            if any(ast.unparse(call.func) == "L_" for call in calls):
                yield node


def test_labels_stand_on_their_members_alone() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in MODULES}
    assert sum("L_(" in source for source in sources.values()) > 8
    tables = [where(path, node) for path, source in sources.items() for node in label_tables(source)]
    # Facets are a table by name, and each has a title.
    assert [place for place in tables if not place.startswith("view/facets.py:")] == []


def test_a_table_of_labels_is_found() -> None:
    assert list(label_tables('LABELS = {Level: {"easy": L_("level", "Easy")}}'))
    assert not list(label_tables('class Level(Labelled):\n    easy = "easy", L_("level", "Easy")'))


def test_a_value_without_label_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="easy"):

        class Level(Labelled):
            easy = "easy"


def test_steps_and_criteria_are_those_of_the_model() -> None:
    steps = {step for steps in MODEL_STEPS.values() for step in steps}
    assert {type(step) for step in steps} == {type(next(iter(steps)))}
    assert set(type(next(iter(steps)))) == steps
    assert {criterion.value for criterion in Criterion} == set(Comparison.model_fields)


# -- colours and sizes ------------------------------------------------------------------------

HEX = re.compile(r"(?<![&\w])#(?:[0-9a-fA-F]{3}){1,2}\b|\b(?:rgb|hsl|ok\w+)a?\([\d.]")
#: Boxes at the margin of a page know no custom properties.
MARGIN = re.compile(r"@(?:top|bottom)-\w+ \{[^}]*\}")
SOURCES = {".py", ".css", ".js", ".j2", ".html", ".typ"}


def colours_in(text: str) -> list[str]:
    """Return the colours that are written out in a source."""
    return HEX.findall(MARGIN.sub("", text))


def test_colours_are_written_out_in_the_tokens_alone() -> None:
    files = [path for root in (PACKAGE, TEMPLATES) for path in root.rglob("*") if path.suffix in SOURCES]
    assert len(files) > 200
    texts = {path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8") for path in files}
    homes = {name: len(found) for name, text in texts.items() if (found := colours_in(text))}
    assert homes.pop("toolkit/project/tokens.py") > 20
    # Examples of how to write one, in advice and notes to authors.
    assert homes == {"toolkit/project/branding.py": 1, "toolkit/project/documented.py": 2}


@pytest.mark.parametrize(
    "text",
    [
        "a { color: #16232e; }",
        '#let ink = rgb("#16232d")',
        'INK = "#FFF"',
        "--ink: #000;",
        "rgb(10 20 26 / .6)",
    ],
)
def test_a_second_home_of_a_colour_is_found(text: str) -> None:
    assert len(colours_in(text)) == 1


def test_what_cannot_be_a_property_is_as_the_tokens_say() -> None:
    sheets = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.css")]
    written = [colour for text in sheets for box in MARGIN.findall(text) for colour in HEX.findall(box)]
    assert len(written) == 2
    assert set(written) == {Tokens().sheet.ink_soft}


def test_page_and_print_set_sheets_in_the_same_sizes() -> None:
    sizes = {usual for usual, _ in vars(Tokens().sizes).values()}
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.css"))
    written = re.findall(r"(?:font-size|font): ?([\d.]+)pt", text)
    assert len(written) > 20
    assert {float(number) for number in written} <= sizes
    theme = (TEMPLATES / "print" / "theme.typ").read_text(encoding="utf-8")
    for name in vars(Tokens().sizes):
        assert f'points("{name}")' in theme
    for name in vars(Tokens().spaces):
        assert f'space("{name}")' in theme


def test_every_property_in_use_is_a_token() -> None:
    defined = set(re.findall(r"--[\w-]+(?=:)", Tokens().css()))
    assert len(defined) > 15
    sheets = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)", sheets))
    assert defined <= used | set(re.findall(r"var\((--[\w-]+)", Tokens().css()))
    own = set(re.findall(r"(--[\w-]+):", sheets))
    scripted = {"--share", "--value", "--running", "--sheet-foot"}
    assert used - defined - own <= scripted


@pytest.mark.parametrize(
    "tokens", [Tokens(), Tokens(primary="#7a1f5c", accent="#8a3b00")], ids=["ours", "an organisation's"]
)
def test_pages_prints_forms_and_the_picture_draw_from_the_tokens(tokens: Tokens) -> None:
    colours = tokens.for_print()["colours"]
    assert f"--primary: {tokens.primary};" in tokens.css()
    assert (colours["primary"], colours["accent"]) == (tokens.primary, tokens.accent)
    assert f"--ink: {colours['ink']};" in tokens.css()
    shares = [float(part) for part in tokens.form_ink().split()]
    assert [round(255 * share) for share in shares] == list(rgb(colours["ink"]))
    assert tokens.form_ink() in formdrawing.text_style(10)
    for text in (
        tokens.light.ink,
        tokens.light.ink_soft,
        tokens.primary,
        tokens.accent,
        tokens.sheet.ink_soft,
    ):
        assert contrast(text, tokens.light.paper) >= AA
