"""What an answer place is has one home: page, its scripts, print, form and answers file take it from there."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from conftest import REPOSITORY, MakeProject, bank, session, worksheet
from lxml import html
from test_worksheet_page import ALL_TYPES
from test_worksheet_page import ANSWERS as WRITTEN

from toolkit.answers import file as answers
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind, texts
from toolkit.definitions.model.worksheet import Worksheet
from toolkit.errors import ContentError
from toolkit.pdf.printer import Printer
from toolkit.project.opened import Project
from toolkit.site.pages import Pages
from toolkit.view import Edition, edition, inline, markup, places, print_words
from toolkit.view.fieldplaces import sheet_places
from toolkit.view.sheets import PrintOptions

TEMPLATES = REPOSITORY / "templates"
SHEET = "content/worksheets/all-types.yaml"
#: Signs that no font lacks, and none that a PDF's names are parted at.
ANSWERS = {
    name: answer.replace("👩‍👧", "") if isinstance(answer, str) else answer
    for name, answer in WRITTEN.items()
}
FILLABLE = PrintOptions(fillable=True)


def odd(*parts: str) -> str:
    """Name places as nobody would guess."""
    return "~".join(("odd", *reversed(parts)))


@pytest.fixture(params=[None, odd], ids=["usual", "odd"])
def named(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what places are named by: as always, or in a way that only the home of names knows."""
    if request.param:
        monkeypatch.setattr(places, "name_of", request.param)
    return places.name_of


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project({SHEET: ALL_TYPES})


@pytest.fixture
def current(project: Project) -> Edition:
    return edition(project, load(project), "en")


def sheet_of(current: Edition) -> Worksheet:
    found = current.get(Kind.worksheet, "all-types")
    assert isinstance(found, Worksheet)
    return found


def body_of(current: Edition) -> Any:
    return html.fromstring(Pages(current).definition(sheet_of(current)).body)


def data_of(body: Any) -> dict[str, Any]:
    block, other = body.xpath("//script")
    assert (block.get("type"), block.get("id"), block.get("src")) == ("application/json", "tk_places", None)
    assert (other.get("type"), other.get("id"), other.get("src")) == (
        "application/json",
        "tk_published",
        None,
    )
    data: dict[str, Any] = json.loads(block.text)
    return data


def renamed(found: places.SheetPlaces, usual: places.SheetPlaces) -> dict[str, Any]:
    """Return the answers under the names that places have now."""
    names = {old.name: new.name for old, new in zip(usual, found, strict=True)}
    return {names[name]: answer for name, answer in ANSWERS.items()}


def test_page_form_and_file_agree_however_places_are_named(
    current: Edition, project: Project, tmp_path: Path, named: Callable[..., str], monkeypatch: Any
) -> None:
    found = sheet_places(sheet_of(current), print_words(current))
    with monkeypatch.context() as usual_names:
        usual_names.setattr(places, "name_of", lambda *parts: ".".join(parts))
        usual = sheet_places(sheet_of(current), print_words(current))
    assert len(list(found)) == 43
    is_odd = named is odd
    assert all(place.name.startswith("odd~") is is_odd for place in found)

    body = body_of(current)
    told = data_of(body)
    controls = {control.get("name") for control in body.xpath("//form[@id='tk_sheet']//*[@name]")}
    assert controls == {place["control"] for place in told["places"]} == {place.control for place in found}
    assert [place["name"] for place in told["places"]] == [place.name for place in found]
    assert told["who"] == found.name.name
    wedges = set(body.xpath("//path/@data-slot"))
    assert wedges == {place.name for place in found.fields["wheel"]}

    given = renamed(found, usual)
    file = tmp_path / "saved.json"
    head = {
        "format": answers.FORMAT,
        "format_version": 1,
        "worksheet": "all-types",
        "worksheet_version": "1.0",
    }
    file.write_text(json.dumps(head | {"answers": given}), encoding="utf-8")
    read = answers.load(file, sheet_of(current), found)
    assert read == given
    with Printer(project) as printer:
        pdf = printer.pdf(current, sheet_of(current), FILLABLE, None, read)
    fields = pypdf.PdfReader(io.BytesIO(pdf)).get_fields() or {}
    assert {name for name, field in fields.items() if "/FT" in field} == {place.name for place in found}
    filled = {name for name, field in fields.items() if field.get("/V", "") not in ("", "/Off")}
    assert filled == set(given)


def test_the_page_carries_every_place_whole(current: Edition) -> None:
    found = sheet_places(sheet_of(current), print_words(current))
    told = {place["name"]: place for place in data_of(body_of(current))["places"]}
    for place in found:
        there = told[place.name]
        assert (there["kind"], there["label"]) == (place.kind, place.label)
        assert there.get("values", []) == [value for value, _ in place.values]
        assert (there.get("min"), there.get("max"), there.get("step")) == (place.min, place.max, place.step)
        assert there.get("measures", False) is place.measures
        assert there.get("required", False) is place.required
    # Nought is a bound, too.
    assert told["hours"]["min"] == 0
    computed = {name: place["computed"] for name, place in told.items() if "computed" in place}
    assert len(computed) == 2
    names = set(told)
    assert all(set(group) <= names for one in computed.values() for group in one["of"])
    assert {name for name, place in told.items() if place.get("measures")} == {
        *("hours", "free", "scale", "wheel.a", "wheel.b", "wheel.c", *computed),
    }


def test_what_scripts_read_is_data_whatever_an_author_writes(make_project: MakeProject) -> None:
    attack = "</script><script>attacked()</script> & <!--"
    content = ALL_TYPES.replace('label: "One line"', f'label: "{attack}"')
    assert content != ALL_TYPES
    project = make_project({SHEET: content})
    current = edition(project, load(project), "en")
    page = Pages(current).definition(sheet_of(current))
    (line,) = [line for line in page.body.splitlines() if 'id="tk_places"' in line]
    assert line.count("<") == 2
    told = data_of(body_of(current))
    assert any(place["label"].startswith("</script><script>attacked()") for place in told["places"])


def test_bounds_of_a_place_bind_the_file_and_the_page_alike(
    current: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another bound of one place is known to all, since nobody has a bound of his own."""
    monkeypatch.setattr("toolkit.view.fieldplaces.CONFIDENCE", (2, 4))
    found = sheet_places(sheet_of(current), print_words(current))
    told = {place["name"]: place for place in data_of(body_of(current))["places"]}
    name = "plan.1.confidence"
    assert (told[name]["min"], told[name]["max"]) == (2, 4)
    head = {
        "format": answers.FORMAT,
        "format_version": 1,
        "worksheet": "all-types",
        "worksheet_version": "1.0",
    }
    for answer, fits in (("1", False), ("2", True), ("4", True), ("5", False)):
        file = tmp_path / "saved.json"
        file.write_text(json.dumps(head | {"answers": {name: answer}}), encoding="utf-8")
        if fits:
            assert answers.load(file, sheet_of(current), found) == {name: answer}
        else:
            with pytest.raises(ContentError):
                answers.load(file, sheet_of(current), found)


def test_an_author_may_call_options_as_a_text_of_print_is_called(make_project: MakeProject) -> None:
    """Print knows a text by its keys "lang" and "plain"; ids of options are no such keys."""
    content = ALL_TYPES.replace("options: {a:", "options: {lang: 'L', plain: 'P', a:")
    assert content.count("plain:") >= 1
    project = make_project({SHEET: content})
    library = load(project)
    first, second = (edition(project, library, locale) for locale in ("en", "lv"))
    with Printer(project) as printer:
        made = printer.pdf(first, sheet_of(first), replace(FILLABLE, bilingual="lv"), second)
    fields = pypdf.PdfReader(io.BytesIO(made)).get_fields() or {}
    assert {"multiple.lang", "multiple.plain"} <= set(fields)


# -- nobody else makes up a name ---------------------------------------------------------------

#: What made names once, in each of the languages that draw, read or fill places.
COMPOSED = {
    ".j2": re.compile(
        r"answer\.|sheet\.(?:name|date|other)|\.id ?~|~ ?\w+\.id\b|\}\}\.\{\{|tk_[fhb]\.|field-\{\{ ?\w+\.id"
    ),
    ".typ": re.compile(r"\.id ?\+|\+ ?\w+\.id\b|\"(?:sheet|field|answer)[.:]"),
    ".js": re.compile(
        r"[\"'`]answer\.|[\"'`]sheet\.|[\"'`]field[-:]|\.field-"
        r"|(?:dataset\.|told\(\w+, \")(?:min|max|number|of|operation)\b"
    ),
    ".py": re.compile(r"f?\"(?:answer|sheet)\.|\"field:"),
}
PLANTED = (
    (".j2", 'id="field-{{ f.id }}"'),
    (".j2", 'name="answer.{{ f.id }}"'),
    (".j2", '{% set name = f.id ~ "." ~ row %}'),
    (".typ", 'tick-box(field.id + "." + item.id)'),
    (".typ", 'place-for("text", "sheet.other")'),
    (".js", 'answers["sheet.name"]'),
    (".js", 'form.querySelector(`[id="field-${id}"]`); control.dataset.min; `field:${id}:label`'),
    (".js", 'told(target, "of").split(" ")'),
    (".py", 'name = f"sheet.{part}"'),
)


def drawers() -> Iterator[Path]:
    """Yield what draws, reads or fills answer places."""
    yield from (TEMPLATES / "page" / name for name in ("parts/fields.j2", "worksheet.md.j2"))
    # A book draws no place itself: what it names leads from page to page.
    yield from (path for path in (TEMPLATES / "print").glob("*.typ") if path.stem != "handbook")
    yield TEMPLATES / "page" / "assets" / "worksheet.js"
    yield from (TEMPLATES / "page" / "assets" / "worksheet").glob("*.js")
    home = {"places", "fieldplaces"}
    yield from (path for path in (REPOSITORY / "toolkit").rglob("*.py") if path.stem not in home)


def test_no_template_script_or_second_module_makes_up_a_name() -> None:
    for suffix, planted in PLANTED:
        assert COMPOSED[suffix].search(planted), planted
    looked = Counter()
    for path in drawers():
        looked[path.suffix] += 1
        found = COMPOSED[path.suffix].findall(path.read_text(encoding="utf-8"))
        assert found == [], path
    assert looked[".js"] > 15
    assert looked.total() > 80


# -- each text is rendered once ----------------------------------------------------------------


class _Reading:
    """Counts how often a text is read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        markup._line.cache_clear()
        markup._prose.cache_clear()
        for reader, name in ((inline.INLINE, "parseInline"), (inline.BLOCKS, "parse")):
            monkeypatch.setattr(reader, name, self._counted(getattr(reader, name)))

    def _counted(self, parse: Callable[..., Any]) -> Callable[..., Any]:
        def counting(text: str, *rest: Any) -> Any:
            self.read.append(text)
            return parse(text, *rest)

        return counting


def test_each_text_is_read_once_whatever_shows_it(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(
        {
            SHEET: ALL_TYPES,
            "content/worksheets/sheet.yaml": worksheet(),
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session(),
        }
    )
    library = load(project)
    reading = _Reading(monkeypatch)
    # As if each of them held a sign of Markdown: others need no reader.
    monkeypatch.setattr(markup, "_SIGNS", re.compile(""))
    current = edition(project, library, "en")
    pages = Pages(current)
    for kind in (Kind.session, Kind.question_bank, Kind.worksheet):
        pages.index(kind)
        for definition in current.of_kind(kind):
            pages.definition(definition)
    pages.home()
    written = {
        text.text
        for kind in (Kind.session, Kind.question_bank, Kind.worksheet)
        for definition in current.of_kind(kind)
        for text in texts(definition)
    }
    assert len(written) > 60
    assert len(reading.read) == len(set(reading.read)) >= len(written)
    # Another page of the same texts reads none of them again.
    before = len(reading.read)
    Pages(current).definition(sheet_of(current))
    assert len(reading.read) == before


def test_an_extra_of_a_kind_makes_no_text_again(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts are made once in an edition even where nothing that was read is kept."""
    project = make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session(),
        }
    )
    current = edition(project, load(project), "en")
    made: list[tuple[str, bool]] = []
    pages = Pages(current)
    medium = type(pages.viewer.medium)
    text = medium.text

    def counting(self: Any, wording: str, prose: bool, *rest: Any) -> Any:
        made.append((str(wording), prose))
        return text(self, wording, prose, *rest)

    monkeypatch.setattr(medium, "text", counting)
    for kind in (Kind.session, Kind.question_bank, Kind.worksheet):
        for definition in current.of_kind(kind):
            pages.definition(definition)
    assert len(made) == len(set(made)) > 15
