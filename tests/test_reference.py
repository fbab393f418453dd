"""The contract with authors: what is documented is what there is, for definitions, options and templates.

Both directions: nothing undocumented is passed to a template, nothing documented is missing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import yaml
from click.testing import CliRunner
from conftest import CONFIG, HEAD, LOCALES, REPOSITORY, bank, session, worksheet
from jinja2 import DictLoader, Environment, Template, meta, nodes

from toolkit.answers import Answers
from toolkit.build import run as builder
from toolkit.cli import main
from toolkit.definitions.library import load
from toolkit.definitions.model import KINDS, Kind, Part, Visibility, validate
from toolkit.definitions.model.curriculum import Curriculum
from toolkit.definitions.model.fields import FIELD_TYPES
from toolkit.definitions.model.outline import outline, parts_of
from toolkit.definitions.source import read
from toolkit.errors import ContentError
from toolkit.pdf import printer
from toolkit.pdf.book import Book
from toolkit.pdf.bookwords import book_words
from toolkit.pdf.contract import ON_PAPER, BookData, Brand, CardData, CoverData, IconData, SheetData
from toolkit.pdf.printer import Printer
from toolkit.pdf.sheet import Sheet
from toolkit.project import documented as documented_options
from toolkit.project import rules
from toolkit.project.branding import Branding
from toolkit.project.documented import NOTES, options
from toolkit.project.opened import Project
from toolkit.project.options import KEYS
from toolkit.reference.markdown import anchor
from toolkit.reference.templates import documented, given
from toolkit.site.contract import FILTERS, TEMPLATES, Frame, FrameMeta, PageGlobals
from toolkit.site.drawing import Drawing, wheel
from toolkit.site.environment import page_environment
from toolkit.translation import Foreign
from toolkit.view import (
    Edition,
    PrintOptions,
    Published,
    Scope,
    edition,
    example_answers,
    print_words,
    sheet_places,
)
from toolkit.view.addresses import field_ids
from toolkit.view.contract import Entry, Structure, Type
from toolkit.view.kinds.worksheet import FieldView
from toolkit.view.markup import Block, Run

PAGE = REPOSITORY / "templates" / "REFERENCE.md"
TEXT = PAGE.read_text(encoding="utf-8")


# -- data against the contract ---------------------------------------------------------------------


@dataclass
class Comparison:
    """Compares data with its documentation; remembers which keys were there and which were nothing."""

    on_paper: bool = False
    faults: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)

    def keys(self, name: str, entries: tuple[Entry, ...], data: Any) -> None:
        """Compare something with keys, or an object with members."""
        known = {entry.name: entry for entry in entries}
        if isinstance(data, Mapping):
            values = dict(data)
        else:
            values = {key: getattr(data, key) for key in known if hasattr(data, key)}
            values |= {key: getattr(data, key) for key in vars(data)}
        for key, value in values.items():
            base = key.removesuffix("_also").removesuffix("_lang") if self.on_paper else key
            if base not in known:
                self.faults.add(f"{name} has the undocumented {key}")
            elif base == key:
                self.seen[f"{name}.{key}"] += 1
                self.filled[f"{name}.{key}"] += value not in (None, [], (), {}, "")
                self.value(f"{name}.{key}", known[key].type, value)
        for key, entry in known.items():
            if key not in values and not entry.may_be_missing:
                self.faults.add(f"{name} lacks the documented {key}")

    def value(self, name: str, wanted: Type, data: Any) -> None:
        if data is None:
            if not wanted.may_be_nothing and wanted.form != "data":
                self.faults.add(f"{name} is nothing")
        elif not self.fits(wanted, data):
            self.faults.add(f"{name} is no {wanted.form}: {type(data).__name__}")
        elif wanted.form in ("text", "prose"):
            if self.on_paper:
                self.text(data)
        elif wanted.form == "list":
            for child in data:
                # Pairs are lists of two types.
                self.value(name, next(one for one in wanted.of if self.fits(one, child)), child)
        elif wanted.form == "mapping":
            for child in data.values():
                self.value(name, wanted.of[0], child)
        elif wanted.form == "either":
            self.value(name, self.chosen(wanted, data), data)
        elif wanted.structure:
            structure = self.structure(wanted.structure)
            self.keys(structure.name, structure.entries, data)

    def text(self, data: dict[str, Any]) -> None:
        """Compare what a text is made of."""
        for made_of, key in ((Run, "runs"), (Block, "blocks")):
            pending = list(data.get(key, ()))
            while pending:
                piece = pending.pop()
                self.keys(made_of.__name__, Structure(made_of).entries, piece)

    def structure(self, structure: Structure) -> Structure:
        return (
            Structure(ON_PAPER.get(structure.made_of, structure.made_of))
            if self.on_paper and not structure.bare
            else structure
        )

    def chosen(self, wanted: Type, data: Any) -> Type:
        """Return which of several types data is of: of fields, that of its type."""
        for one in wanted.of:
            made_of = one.structure.made_of if one.structure else None
            if made_of and issubclass(made_of, Part):
                (word,) = (key.words[0] for key in outline(made_of) if key.name == "type")
                if word == data["type"]:
                    return one
            elif self.fits(one, data):
                return one
        raise AssertionError((wanted, data))

    def fits(self, wanted: Type, data: Any) -> bool:
        match wanted.form:
            case "words":
                return isinstance(data, str)
            case "number":
                return isinstance(data, int | float) and not isinstance(data, bool)
            case "flag":
                return isinstance(data, bool)
            case "text" | "prose" if self.on_paper:
                runs = "blocks" if wanted.form == "prose" else "runs"
                return {"lang", "plain", runs} <= set(data) <= {"lang", "plain", runs, "also"}
            case "text" | "prose":
                return hasattr(data, "__html__") and isinstance(data.plain, str)
            case "call":
                return callable(data)
            case "list":
                return isinstance(data, list | tuple)
            case "mapping":
                return isinstance(data, Mapping)
            case "either" | "data":
                return True
            case "structure":
                assert wanted.structure
                of = self.structure(wanted.structure)
                if not isinstance(data, Mapping):
                    return is_dataclass(data) and isinstance(data, of.made_of)
                required = {entry.name for entry in of.entries if not entry.may_be_missing}
                return bool(required & set(data)) or not required


def fields_of_all_types() -> str:
    """Return fields, one of each type, as a worksheet has them."""
    return "".join(
        f"      {line}\n" for model in FIELD_TYPES.values() for line in model.info.example.split("\n")
    )


def of_kind(kind: str, name: str, rest: str) -> str:
    return HEAD.format(kind=kind, id=name, language="en") + rest


MORE = """\
sources: [{title: A book, author: A. Writer, year: 2020, url: "https://books.test/"}]
topics: [goals]
"""
#: A phase that another one needs.
START = """\
  - {id: start, title: Start, intent: To start, when: during, minutes: {min: 1, typical: 1, max: 1},
     steps: {coach: {greet: Greets}, client: {settle: Settles}}}
"""
#: A definition of each kind, with every key of it.
#: Fields with answers of a worked example, of each type that can have one.
EXAMPLES = "".join(
    f"      - {{id: eg-{number}, label: L, {rest}}}\n"
    for number, rest in enumerate(
        (
            "type: short_text, example: Said",
            "type: long_text, example: Said",
            "type: number, example: 3",
            "type: date, example: 2026-03-06",
            "type: scale, min_label: a, max_label: b, example: 3",
            "type: single_choice, options: {a: A}, example: a",
            "type: multiple_choice, other: true, options: {a: A}, example: [a], example_other: Said",
            "type: checklist, items: {a: A}, example: [a]",
            "type: matrix, rows: {a: A}, columns: {b: B, c: C}, example: {a: b}",
            "type: table, columns: {a: A}, row_labels: {b: B}, example: {b: {a: Said}}",
            "type: wheel, segments: {a: A, b: B, c: C}, example: {a: 3}",
            "type: ranking, items: {a: A}, example: [a]",
            "type: commitment, example: {1: {action: Do, by_when: 2026-03-06, support: Us, confidence: 3, done: true}}",
        )
    )
)

EVERYTHING = {
    "worksheets/sheet": worksheet()
    .replace('"Why"', "|\n  See *[this](https://a.test/)*:\n\n  3. three\n  4. four\n")
    .replace("sections:", "privacy_note: Yours\nuse_when: {a: Often}\ndebrief: [bank/first]\nsections:")
    .replace("  - id: main\n", "  - id: main\n    title: Main\n    text: Here\n")
    + fields_of_all_types()
    + "      - {id: rows, type: table, label: Rows, hint: Help, columns: {a: A}, row_labels: {b: B}}\n"
    + "      - {id: more, type: signature, party: coach, label: Sign}\n"
    + EXAMPLES
    + MORE
    + "life_cycle: draft\n",
    "questions/bank": bank().replace(
        '{id: first, text: "What matters to you?"}',
        "{id: first, text: What matters, intent: To open, topics: [goals], caution: Slowly, use_when: Early,"
        " phases: {general: [opening], grow: [goal], tgrow: [goal], clear: [action], oskar: [outcome]},"
        " follow_ups: [bank/second], avoid_when: Late, formal: Madam, informal: Mate}",
    )
    + MORE
    + "introduction: Ask\nexcused: [{path: title, rules: [signs]}]\n",
    "questions/asked": of_kind(
        "question_bank", "asked", "use: faq\nquestions: [{id: why, text: Why, answer: So}]\n"
    ),
    "sessions/talk": session()
    .replace("model: none", "model: grow")
    .replace(
        "    questions: [", "    step: goal\n    needs: [start]\n    invitation: Welcome\n    questions: ["
    )
    .replace("length: {min: 10, typical: 20, max: 30}", "length: {min: 11, typical: 21, max: 31}")
    .replace("phases:\n", "phases:\n" + START)
    .replace("format: one_to_one", "format: group\ngroup_size: {min: 2, max: 9}")
    + MORE
    + "materials: {pen: Pen}\npre_work: {read: Read}\ncontraindications: {ill: Ill}\n"
    + "competencies: [frame/trust]\nvisibility: trainer\n"
    + "introduce: Welcome\nsituations: [{id: new, brings: Hurry, begin: Slowly, watch: Haste}]\n"
    + "next: [session/talk/talk, worksheet/sheet]\n",
    "approaches/way": of_kind(
        "approach",
        "way",
        """\
what_it_is: A way
aims: {a: Aim}
key_content: {a: Content}
methods: {a: Method}
responsibilities: [{id: a, role: coach, text: Listens}]
when_to_choose: {a: Often}
when_not: {a: Seldom}
how_it_differs: [{id: a, approach: other, text: Less}]
comparison:
  {focus: A, agenda: B, expertise: C, relationship: D, duration: E, result: F, question: G, choose_it: H}
""",
    ),
    "checklists/list": of_kind(
        "checklist",
        "list",
        """\
stage: before
roles: [coach, client]
introduction: Use it
groups:
  - id: group
    title: Group
    text: Together
    items:
      - id: one
        term: One
        text: Do it
        responsible: [coach]
        rationale: It helps
        reference: {document: A code, clause: "1", year: 2020}
      - {id: two, term: Two, text: Do that, responsible: [coach, client]}
  - {id: alone, title: Alone, items: [{id: three, term: Three, text: Do this, responsible: [client]}]}
""",
    ),
    "frameworks/frame": of_kind(
        "framework",
        "frame",
        """\
organisation: A body
edition: First
year: 2020
url: "https://body.test/"
competencies: [{id: trust, code: "1", gist: Trust}]
""",
    ),
    "curricula/course": of_kind(
        "curriculum",
        "course",
        """\
provider: A school
introduction: For all
minutes: {target: 60, contact: 60, tolerance: 0}
delivery: online
competencies: [frame/trust]
prerequisites: {a: Time}
assessment: A talk
completion: {a: All of it}
languages: [en]
publish_threshold: 0
stages: [{id: start, title: Start, text: Begin, steps: {a: Step}, modules: [first]}]
modules:
  - id: first
    title: First
    summary: The first
    questions: {a: Why}
    objectives: {a: Know}
    keypoints: {a: Listen}
    sessions:
      - id: sitting
        title: Sitting
        guide: talk
        activities:
          - id: activity
            title: Activity
            type: discussion
            minutes: 30
            text: Talk
            competencies: [frame/trust]
            trainer_notes: Slowly
            materials: {a: Pen}
            worksheets: [sheet]
            checklists: [list]
            question_banks: [bank]
            approaches: [way]
  - id: second
    title: Second
    summary: The second
    needs: [first]
    questions: {a: Why}
    objectives: {a: Know}
    keypoints: {a: Listen}
    sessions:
      - id: sitting
        title: Sitting
        activities: [{id: activity, title: Activity, type: input, minutes: 30, text: Talk}]
""",
    ),
    "glossary": of_kind(
        "glossary",
        "glossary",
        """\
concepts:
  - id: coach
    definition: One who coaches
    note: A noun
    terms:
      en: {preferred: coach, admitted: [adviser], deprecated: [guru]}
      es: {preferred: coach}
""",
    ),
}
EVERYTHING["worksheets/sheet"] += """\
introduce: "Take *your* time"
situations: [{id: new, brings: Hurry, begin: Slowly, watch: Haste}]
next: [worksheet/sheet, question_bank/bank/first]
example: Somebody
"""
EVERYTHING["pathways/late"] = of_kind(
    "pathway",
    "late",
    """\
signs: {hurry: Hurry}
steps: [{id: breathe, title: Breathe, text: Slowly, say: Now, uses: [worksheet/sheet, question_bank/bank/first]}]
watch: {ill: Ill}
"""
    + MORE,
)
EVERYTHING["approaches/other"] = (
    EVERYTHING["approaches/way"].replace("approach: other", "approach: way").replace("id: way", "id: other")
)


# -- what templates are given ----------------------------------------------------------------------

EVERYONE = Scope(Visibility.trainer, drafts=True)
BRANDED = (
    CONFIG.replace(
        "plugins:",
        "site_author: Me\ncopyright: Ours\nrepo_url: https://code.test/us\nextra_css: [own.css]\n"
        "extra: {toolkit: {branding: {logo: logo.svg, footer: Foot}, print: {papers: [a4], fillable: false},"
        " timetable: {first_day: {course: 2027-01-11}}}}\n"
        "plugins:",
    )
    .replace(
        "        - {locale: lv, name: Latviešu, build: true}\n        - {locale: fi, name: Suomi, build: true}\n",
        "",
    )
    .replace("name: Español", "name: Español, site_name: Prueba")
)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@dataclass
class Given:
    """What templates were given while a site with everything was built."""

    project: Project
    pages: list[tuple[str, dict[str, Any]]]
    frames: list[dict[str, Any]]
    globals: list[Mapping[str, Any]]
    prints: list[dict[str, Any]]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> Given:
    """Build a site of a project with all keys of all kinds, and keep what its templates are given."""
    root = tmp_path_factory.mktemp("everything")
    lay_caches(root)
    files = {f"content/{path}.yaml": text for path, text in EVERYTHING.items()}
    files["pages/about.md"] = "---\nsummary: Who we are.\ndraft: yes\n---\n# About\n\nWords.\n\n## More\n"
    for path, text in {**files, "mkdocs.yml": BRANDED, "own.css": "p {}", "logo.svg": LOGO}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    project = Project.open(root)
    found = Given(project, [], [], [], [])
    render, dumps, data_of = Template.render, json.dumps, Sheet.data

    def rendered(template: Template, *args: Any, **names: Any) -> str:
        context = dict(*args, **names)
        if str(template.name) in TEMPLATES:
            found.pages.append((str(template.name), context))
            found.globals.append(template.globals)
        elif "toolkit" in template.globals:
            found.frames.append({**context, "toolkit": template.globals["toolkit"]})
        return render(template, *args, **names)

    def dumped(data: Any, **options: Any) -> str:
        text = dumps(data, **options)
        found.prints.append(json.loads(text))
        return text

    def told(
        sheet: Sheet, options: PrintOptions, answers: Answers | None = None, cut: Collection[str] = ()
    ) -> str:
        text = data_of(sheet, options, answers, cut)
        found.prints.append(json.loads(text))
        return text

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", rendered)
        patch.setattr(Sheet, "data", told)
        patch.setattr(printer, "json", SimpleNamespace(dumps=dumped))
        library = load(project)
        # A site that is about one curriculum has all that others have, and a little more.
        scope = replace(EVERYONE, only=frozenset(library.entries))
        builder.build(project, lambda done, total: None, scope=scope)
        first, second = (edition(project, library, locale, EVERYONE) for locale in ("en", "es"))
        with Printer(project) as prints:
            for kind, name in ((Kind.worksheet, "sheet"), (Kind.session, "talk")):
                prints.pdf(first, first.get(kind, name), PrintOptions(bilingual="es"), second)
            sheet = first.worksheet("sheet")
            filled = example_answers(sheet, sheet_places(sheet, print_words(first)))
            long = {name: 99 * "Said. " for name, answer in filled.items() if answer == "Said"}
            prints.pdf(first, sheet, PrintOptions(fillable=True), answers={**filled, **long})
            curriculum = cast(Curriculum, first.get(Kind.curriculum, "course"))
            prints.cover(first, "A course", "A school")
            prints.book(Book(first, curriculum, True, date(2026, 1, 1), "https://licence.test/", ""))
    return found


def compared(given_: Given) -> tuple[Comparison, Comparison]:
    """Compare all that templates were given with what is documented: on pages, and in print."""
    pages, prints = Comparison(), Comparison(on_paper=True)
    for template, context in given_.pages:
        pages.keys(TEMPLATES[template].__name__, given(template), context)
    builtin = set(Environment(extensions=["jinja2.ext.i18n"]).globals)
    for known in given_.globals:
        words = {"gettext", "ngettext", "pgettext", "npgettext"}
        own = {name: value for name, value in known.items() if name not in builtin | words}
        pages.keys("PageGlobals", Structure(PageGlobals).entries, own)
    for context in given_.frames:
        pages.keys("Frame", Structure(Frame).entries, context["toolkit"])
        if context.get("page"):
            pages.keys("FrameMeta", Structure(FrameMeta).entries, context["page"].meta)
    pages.keys("Drawing", Structure(Drawing).entries, wheel([Foreign("A", "en"), "B", "C"], 0, 10))
    sheets = [context["view"] for template, context in given_.pages if template == "worksheet.md.j2"]
    for known in given_.globals:
        for sheet in (view for view in sheets if view["locale"] == known.get("locale")):
            pages.keys("Published", Structure(Published).entries, known["changeable"](sheet))
    for data in given_.prints:
        if "trainer" in data:
            prints.keys("BookData", Structure(BookData).entries, data)
        elif "view" in data:
            prints.keys("SheetData", Structure(SheetData).entries, data)
            kind = Structure(KINDS[Kind(data["view"]["kind"]["value"])])
            prints.keys(kind.name, kind.entries, data["view"])
        elif "pixels" in data:
            prints.keys("IconData", Structure(IconData).entries, data)
        elif "below" in data:
            prints.keys("CoverData", Structure(CoverData).entries, data)
        else:
            prints.keys("CardData", Structure(CardData).entries, data)
    return pages, prints


def test_templates_get_what_is_documented_and_nothing_else(everything: Given) -> None:
    pages, prints = compared(everything)
    assert sorted(pages.faults) == []
    assert sorted(prints.faults) == []
    assert {template for template, _ in everything.pages} == set(TEMPLATES)
    assert len(everything.frames) > 2 * len(EVERYTHING)
    assert {
        data["view"]["kind"]["value"]
        for data in everything.prints
        if "options" in data and "trainer" not in data
    } == {kind for kind in Kind if kind.info.prints}
    assert len(pages.seen) > 400
    assert len(prints.seen) > 200


def test_everything_documented_is_passed_to_some_template(everything: Given) -> None:
    pages, prints = compared(everything)
    seen, filled = pages.seen + prints.seen, pages.filled + prints.filled
    names = {(one.name, entry.name) for one in documented() for entry in one.entries}
    assert len(names) > 500
    assert {f"{name}.{key}" for name, key in names} - set(seen) == set()
    # What never has a value says nothing of its type; what several have is filled in one of them.
    assert {key for _, key in names} - {name.rpartition(".")[2] for name in filled} == set()


def planted(data: Any, change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    changed: dict[str, Any] = json.loads(json.dumps(data))
    change(changed)
    return changed


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["meta"].update(more=1), "SheetMeta has the undocumented more"),
        (lambda data: data["view"]["phases"][0].update(more=1), "Phase has the undocumented more"),
        (lambda data: data["view"]["phases"][0].pop("start"), "Phase lacks the documented start"),
        (lambda data: data["view"]["stages"][0].update(label=None), "StageView.label is nothing"),
        (lambda data: data["view"].update(times=3), "Session.times is no list: int"),
        (lambda data: data["view"]["phases"][0].update(title="Talk"), "Phase.title is no text: str"),
        (lambda data: data.pop("words"), "SheetData lacks the documented words"),
    ],
)
def test_a_difference_from_what_is_documented_is_found(
    everything: Given, change: Callable[[dict[str, Any]], object], told: str
) -> None:
    (first, *_) = (
        data for data in everything.prints if "view" in data and data["view"]["kind"]["value"] == "session"
    )
    found = compared(Given(everything.project, [], [], [], [planted(first, change)]))[1]
    assert found.faults == {told}
    assert compared(Given(everything.project, [], [], [], [first]))[1].faults == set()


# -- what templates read ---------------------------------------------------------------------------

#: Names that Jinja and its translations bring.
BROUGHT = {"_", "gettext", "ngettext", "pgettext", "npgettext", *Environment().globals}
#: What strings, mappings and loops can do of themselves.
METHODS = {"format", "items", "values", "last", "first", "index", "index0", "html", "rstrip", "replace"}
#: What MkDocs gives the frame.
OF_MKDOCS = {"page", "nav", "base_url", "config", "extra_css", "extra_javascript"}
OF_MKDOCS_MEMBERS = {
    "meta",
    "url",
    "title",
    "is_homepage",
    "content",
    "toc",
    "children",
    "level",
    "id",
    "headings",
}


@dataclass
class Read:
    """What a page template reads, with all that it includes: names of its own, and members of anything."""

    names: set[str]
    members: set[str]
    filters: set[str]


def read_by(environment: Environment, name: str) -> Read:
    """Return what a page template reads, with all that it imports, includes or extends."""
    assert environment.loader
    trees: dict[str, nodes.Template] = {}
    pending = [name]
    while pending:
        name = pending.pop()
        trees[name] = environment.parse(environment.loader.get_source(environment, name)[0])
        for other in meta.find_referenced_templates(trees[name]):
            assert other, name
            pending += [other] if other not in trees else []
    every = list(trees.values())
    macros = {node.target for tree in every for node in tree.find_all(nodes.Import)}
    # What a template sets, those see that it includes.
    bound = macros | {
        node.name for tree in every for node in tree.find_all(nodes.Name) if node.ctx == "store"
    }
    members = {
        node.attr
        for tree in every
        for node in tree.find_all(nodes.Getattr)
        if not (isinstance(node.node, nodes.Name) and node.node.name in macros)
    }
    members |= {
        node.arg.value
        for tree in every
        for node in tree.find_all(nodes.Getitem)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str)
    }
    return Read(
        {found for tree in every for found in meta.find_undeclared_variables(tree)} - bound,
        members,
        {node.name for tree in every for node in tree.find_all(nodes.Filter)},
    )


def named_keys(mapping: str) -> set[str]:
    """Return the keys that the note on a mapping of a field names."""
    (note,) = (entry.note for entry in Structure(FieldView).entries if entry.name == mapping)
    return set(re.findall(r"`([^`]+)`", note))


def undocumented(environment: Environment, template: str) -> set[str]:
    """Return what a page template reads of what is documented nowhere."""
    found = read_by(environment, template)
    known = {entry.name for entry in (*given(template), *Structure(PageGlobals).entries)}
    members = {entry.name for one in documented() for entry in one.entries}
    # Keys of mappings: of kinds, and those that a field's notes name.
    keys = {*named_keys("ids"), *named_keys("places"), *Kind}
    jinjas = set(Environment(extensions=["jinja2.ext.i18n"]).filters)
    return (
        (found.names - known - BROUGHT)
        | (found.members - members - METHODS - keys)
        | (found.filters - set(FILTERS) - jinjas)
    )


@pytest.mark.parametrize("template", TEMPLATES)
def test_page_templates_read_what_is_documented(template: str, shipped_editions: dict[str, Edition]) -> None:
    environment = page_environment(shipped_editions["en"])
    found = read_by(environment, template)
    # A page of one's own has nothing but its view.
    assert len(found.names) >= (1 if template == "own.md.j2" else 2)
    assert len(found.members) >= 3
    assert undocumented(environment, template) == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ nowhere }}", "nowhere"),
        ("{{ view.nowhere }}", "nowhere"),
        ('{{ view["nowhere"] }}', "nowhere"),
        ("{{ title | nowhere }}", "nowhere"),
        (
            "{% if title == 1 %}{% for one in view.phases %}{{ one.nowhere }}{% endfor %}{% endif %}",
            "nowhere",
        ),
    ],
)
def test_an_undocumented_name_in_a_template_is_found(
    text: str, told: str, shipped_editions: dict[str, Edition]
) -> None:
    environment = page_environment(shipped_editions["en"])
    environment.filters["nowhere"] = str
    environment.loader = DictLoader({"session.md.j2": text})
    assert undocumented(environment, "session.md.j2") == {told}


def test_keys_of_a_fields_mappings_are_told(shipped_editions: dict[str, Edition], everything: Given) -> None:
    assert named_keys("ids") == set(field_ids("x"))
    view = next(
        context["view"]
        for template, context in everything.pages
        if template == "worksheet.md.j2" and context["view"]["id"] == "sheet"
    )
    by_type = {told["type"]: told["places"] for section in view["sections"] for told in section["fields"]}
    of_rows = {key for row in by_type["commitment"].values() for key in row}
    assert named_keys("places") == {"other", *by_type["signature"], *of_rows}
    assert set(by_type["commitment"]) == {"1", "2", "3"}
    assert set(by_type["single_choice"]) == set()


def test_every_filter_is_documented(shipped_editions: dict[str, Edition]) -> None:
    brought = set(Environment(extensions=["jinja2.ext.i18n"]).filters)
    filters = page_environment(shipped_editions["en"]).filters
    assert {name for name in filters if name not in brought} == set(FILTERS)
    assert len(FILTERS) == 4


def test_the_frame_reads_what_is_documented() -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"])
    environment.filters["symbol"] = str
    known = {entry.name for made_of in (Frame, FrameMeta) for entry in Structure(made_of).entries}
    members = {entry.name for one in documented() for entry in one.entries}
    paths = sorted((REPOSITORY / "templates" / "page" / "theme").rglob("*.html"))
    first = environment.parse((paths[0].parent / "base.html").read_text(encoding="utf-8"))
    own_names = {node.name for node in first.find_all(nodes.Name) if node.ctx == "store"}
    own_names |= {node.name for node in first.find_all(nodes.Macro)}
    read = 0
    for path in paths:
        tree = environment.parse(path.read_text(encoding="utf-8"))
        names = meta.find_undeclared_variables(tree) - BROUGHT
        assert names - own_names <= OF_MKDOCS | {"toolkit"}, path
        for node in tree.find_all(nodes.Getattr):
            ours = isinstance(node.node, nodes.Name) and node.node.name == "toolkit"
            meta_ = isinstance(node.node, nodes.Getattr) and node.node.attr == "meta"
            if ours or meta_:
                read += 1
                assert node.attr in known, (path, node.attr)
            else:
                assert node.attr in members | OF_MKDOCS_MEMBERS | METHODS, (path, node.attr)
    assert len(paths) >= 3
    assert read > 40


def test_print_templates_read_what_is_documented(shipped_editions: dict[str, Edition]) -> None:
    members = {entry.name for one in documented() for entry in one.entries}
    words = set(book_words(shipped_editions["en"]))
    tops = {
        "words": words,
        "meta": {entry.name for entry in dict(sheet())["meta"]},
        "options": {entry.name for entry in dict(sheet())["options"]},
        "brand": {entry.name for entry in Structure(Brand).entries},
        "data": {
            entry.name
            for made_of in (SheetData, BookData, CardData, CoverData, IconData)
            for entry in Structure(made_of).entries
        },
        "view": members,
    }
    read = Counter[str]()
    for path in sorted((REPOSITORY / "templates" / "print").glob("*.typ")):
        text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        for name, key in re.findall(rf"\b({'|'.join(tops)})\.([a-z][a-z0-9_]*)\b(?!\()", text):
            read[name] += 1
            assert key in tops[name], (path.name, name, key)
    assert all(read[name] >= 3 for name in tops), read


def sheet() -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Yield the structures of a sheet's data with their keys."""
    for entry in Structure(SheetData).entries:
        if entry.type.structure:
            yield entry.name, entry.type.structure.entries


# -- the page --------------------------------------------------------------------------------------


def test_the_page_in_the_repository_is_what_the_command_makes(tmp_path: Path) -> None:
    runner = CliRunner(env={"LANG": "C", "LANGUAGE": ""})
    shown = runner.invoke(main, ["--project", str(REPOSITORY), "reference"])
    assert shown.exit_code == 0
    assert shown.stdout == TEXT, "run: toolkit reference --out templates/REFERENCE.md"
    target = tmp_path / "reference.md"
    assert runner.invoke(main, ["reference", "--out", str(target)]).exit_code == 0
    assert target.read_text(encoding="utf-8") == TEXT


def test_the_page_is_in_the_readers_language() -> None:
    runner = CliRunner(env={"LANG": "C", "LANGUAGE": ""})
    done = runner.invoke(main, ["--project", str(REPOSITORY), "--lang", "lv", "reference"])
    assert done.exit_code == 0
    assert "Sesijas" in done.stdout or "sesij" in done.stdout
    assert done.stdout.count("\n") == TEXT.count("\n")
    assert done.stdout != TEXT


def test_links_within_the_page_lead_to_one_heading_each() -> None:
    heads = Counter(anchor(line.lstrip("#").strip()) for line in TEXT.split("\n") if line.startswith("#"))
    links = set(re.findall(r"\]\(#([^)]+)\)", TEXT))
    assert len(links) > 80
    assert {link: heads[link] for link in links if heads[link] != 1} == {}


def test_structures_have_names_and_notes_of_their_own() -> None:
    found = documented()
    assert len({one.name for one in found}) == len(found) > 90
    # Of texts in print the docstring says all; of others each key has a note.
    lacking = {(one.name, entry.name) for one in found for entry in one.entries if not entry.note}
    assert {name for name, _ in lacking} <= {"Run", "Block"}


def test_the_page_tells_every_kind_key_and_word() -> None:
    keys = {(part, key.name) for model in KINDS.values() for part in parts_of(model) for key in outline(part)}
    assert len(keys) > 200
    for part, name in keys:
        assert set(outline(part)[0].__dataclass_fields__) >= {"note", "shape"}
        assert f"| `{name}` |" in TEXT, (part, name)
    assert all(key.note for part, _ in keys for key in outline(part))
    for kind in Kind:
        assert f": `{kind}`\n" in TEXT
        assert f"content/{kind.info.folder or kind}" in TEXT


def test_every_field_type_has_an_example_that_is_right(tmp_path: Path) -> None:
    (fields_key,) = (
        key for part in parts_of(KINDS[Kind.worksheet]) for key in outline(part) if key.name == "fields"
    )
    assert fields_key.shape.inner
    types = [
        key.words[0] for model in fields_key.shape.inner.parts for key in outline(model) if key.name == "type"
    ]
    assert list(FIELD_TYPES) == types
    assert len(types) >= 16
    text = worksheet() + fields_of_all_types()
    path = tmp_path / "sheet.yaml"
    path.write_text(text, encoding="utf-8")
    validate(read(path, tmp_path), LOCALES)
    path.write_text(text.replace("type: wheel", "type: wheal"), encoding="utf-8")
    with pytest.raises(ContentError):
        validate(read(path, tmp_path), LOCALES)
    for name, model in FIELD_TYPES.items():
        example = model.info.example
        assert f"### `{name}`" in TEXT
        assert example in TEXT
        assert yaml.safe_load(example)[0]["type"] == name


def test_every_option_is_told_with_what_it_is_for_or_what_to_do_instead() -> None:
    found = {one.keys: one for one in options()}
    assert len(found) > 90
    assert {name.partition(":")[0] for name in found} == set(KEYS)
    assert {name for name, one in found.items() if one.has_effect} == set(NOTES)
    branding = {name.rpartition(": ")[2] for name in NOTES if name.startswith("extra: toolkit: branding: ")}
    assert branding == {one.name for one in fields(Branding)} - {"names", "footers"}
    for name, one in found.items():
        assert f"| `{name}` |" in TEXT
        assert str(one.note).replace("|", "\\|") in TEXT


def test_an_option_without_a_note_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documented_options, "KEYS", {**KEYS, "new_key": rules.text})
    with pytest.raises(KeyError, match="new_key"):
        list(options())


def test_a_type_that_nobody_describes_is_found() -> None:
    class Odd(Part):
        odd: bytes

    with pytest.raises(TypeError, match="bytes"):
        outline(Odd)
