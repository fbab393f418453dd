"""Whatever id an author chooses, for any kind of part, it never meets a name of the program or of the browser.

One library in which parts of every kind have hostile ids: the names that the program itself gives to elements, the
properties of forms, documents and objects, and ids that are those of other parts, alone or put together.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import CONFIG, REPOSITORY, open_page, ready, served, until
from lxml import html
from playwright import sync_api as playwright
from pypdf import PdfReader

from toolkit.answers.file import load as load_answers
from toolkit.build import run as builder
from toolkit.definitions.model.scalars import RESERVED_NAMES, SLUG
from toolkit.pdf.printer import Printer
from toolkit.project.address import OWN
from toolkit.project.opened import Project
from toolkit.site import engine as sites
from toolkit.site import links as linkcheck
from toolkit.site import shared
from toolkit.view import edition, print_words
from toolkit.view.addresses import field_ids
from toolkit.view.fieldplaces import sheet_places
from toolkit.view.sheets import PrintOptions

PAGES = REPOSITORY / "templates" / "page"
#: What the templates call elements, without the reserved beginning: an author may think of any of it.
NAMED = re.compile(r'(?:\bid="|\{: #)([^"{ ]+)')
#: Ids that meet others when they are put together.
COMPOSED = (
    "a",
    "b",
    "c",
    "a-b",
    "b-c",
    "a-b-c",
    "stage-a",
    "a-objectives-b",
    "field-a",
    "section-a",
    "group-a",
)
COMPOSED += (
    "tick-a",
    "edit-a-b",
    "note-a",
    "text-a",
    "own-a",
    "h-a",
    "f-a",
    "aims-a",
    "tk",
    "tk-sheet",
    "1",
    "404",
)
#: Not every property of a browser's objects is asked here: these stand for all, should the browser hide some.
KNOWN = {
    "submit",
    "reset",
    "action",
    "elements",
    "length",
    "name",
    "dataset",
    "constructor",
    "children",
    "closest",
}
PROPERTIES = """() => {
    const found = new Set();
    for (let one of [document.createElement("form"), document, window, {}, []]) {
        for (; one; one = Object.getPrototypeOf(one)) {
            for (const name of Object.getOwnPropertyNames(one)) found.add(name);
        }
    }
    return [...found];
}"""
VARIETY = ("constructor", "label", "hint", "other-a", "min", "max", "text", "title", "length", "name")


def own_names() -> set[str]:
    texts = [path.read_text("utf-8") for path in PAGES.rglob("*") if path.suffix in {".j2", ".html"}]
    return {name for text in texts for name in NAMED.findall(text)}


def test_every_name_of_the_programs_own_begins_alike() -> None:
    names = own_names()
    assert len(names) > 60
    # An author's anchor may begin with a word of ours where all on its page do.
    authors = {"section-", "responsibilities-", "differs-", "stage."}
    assert {name for name in names if not name.startswith(OWN)} == authors
    whole, *parts = field_ids("x").values()
    assert (whole, len(parts)) == ("field-x", 3)
    assert all(name.startswith(OWN) for name in parts)
    assert not SLUG.fullmatch(OWN + "x")
    scripts = "\n".join(path.read_text("utf-8") for path in (PAGES / "assets").rglob("*.js"))
    asked = re.findall(r"(?:byId|getElementById)\([\"`]([^\"`$]+)", scripts)
    asked += re.findall(r"maybe\(document, \"#([^\" ]+)\"", scripts)
    assert len(asked) > 40
    assert {name for name in asked if not name.startswith(OWN)} == set()
    assert {name for name in asked if not name.endswith(".")} <= names


@pytest.fixture(scope="module")
def words(browser: Any) -> list[str]:
    """Return hostile ids: the browser's and the program's own."""
    page = browser.new_page()
    properties = page.evaluate(PROPERTIES)
    page.close()
    mine = {name.removeprefix(OWN).strip(".-") for name in own_names()}
    found = {
        name for name in {*properties, *KNOWN, *mine, *COMPOSED} if SLUG.fullmatch(name) and len(name) <= 60
    }
    # Handlers are hundreds of one kind.
    handlers = sorted(name for name in found if re.fullmatch(r"on[a-z]+", name))
    found -= {*RESERVED_NAMES, *handlers[5:]}
    assert found >= KNOWN | {"outcomes", "purpose", "prepare", "content", "device", "constructor"}
    assert len(found) > 250
    return sorted(found)


def _head(kind: str, name: str, **rest: Any) -> dict[str, Any]:
    title = f"Title of {name}"
    head = {
        "kind": kind,
        "id": name,
        "language": "en",
        "title": title,
        "summary": "Summary",
        "version": "1.0",
    }
    return head | {"authors": ["Tester"], "audience": ["coach", "client"]} | rest


def _items(words: list[str]) -> dict[str, str]:
    return {word: f"Text of {word}" for word in words}


def _fields(words: list[str]) -> Iterator[dict[str, Any]]:
    def field(type_: str, name: str, **rest: Any) -> dict[str, Any]:
        return {"id": name, "type": type_, "label": f"Label of {name}", "hint": "Hint"} | rest

    few = _items(list(VARIETY))
    yield field("number", "constructor", min=0, max=9)
    yield field("scale", "value", min=0, max=5, min_label="low", max_label="high")
    yield field("computed", "total", operation="sum", of=["constructor", "value", "length"])
    yield field("wheel", "length", segments=few)
    yield field("single_choice", "name", options=few, other=True)
    yield field("multiple_choice", "elements", options=few, other=True)
    yield field("checklist", "action", items=few)
    yield field("matrix", "method", rows=few, columns=few)
    yield field("table", "target", columns=dict(list(few.items())[:6]), row_labels=few)
    yield field("ranking", "children", items=few)
    yield field("commitment", "dataset", rows=2)
    yield field("date", "reset")
    yield field("long_text", "submit")
    used = {
        "constructor",
        "value",
        "total",
        "length",
        "name",
        "elements",
        "action",
        "method",
        "target",
        "sheet",
    }
    used |= {"children", "dataset", "reset", "submit"}
    yield from (field("short_text", word) for word in words if word not in used)


def _steps(word: str) -> dict[str, Any]:
    return {"coach": {word: f"Coach does {word}"}, "client": {word: f"Client does {word}"}}


def _phase(word: str, when: str) -> dict[str, Any]:
    minutes = {"min": 1, "typical": 2, "max": 3}
    return {"id": word, "title": f"Title {word}", "intent": f"Intent {word}", "when": when, "minutes": minutes,
            "movable": True, "steps": _steps(word), "questions": [f"constructor/{word}"]}  # fmt: skip


def _module(word: str) -> dict[str, Any]:
    few = _items(["a", "b", "constructor", word])
    work = {"id": word, "title": "Work", "type": "input", "minutes": 1, "text": "Text"}
    return {"id": word, "title": f"Title {word}", "summary": "Summary", "questions": few, "objectives": few,
            "keypoints": few, "sessions": [{"id": word, "title": "Lesson", "activities": [work]}]}  # fmt: skip


def library(words: list[str]) -> dict[str, dict[str, Any]]:
    """Return definitions by path; ids of definitions are hostile as well."""
    items = _items(words)
    length = {"min": 10, "typical": 2 * (len(words) - 2), "max": 3 * (len(words) - 2)}
    phases = [_phase(word, "during") for word in words]
    phases[0]["when"], phases[-1]["when"] = "before", "after"
    for phase in phases[1:-1]:
        phase["optional"] = True
    groups = [
        {"id": word, "title": f"Title {word}", "items": [
            {"id": part, "term": part, "text": f"Text {part}", "responsible": ["coach"]}
            for part in ("a", "b", "b-c", "constructor")
        ]}
        for word in words
    ]  # fmt: skip
    questions = [
        {"id": word, "text": f"What of {word}?", "follow_ups": ["constructor/submit"]} for word in words
    ]
    return {
        "worksheets/submit": _head(
            "worksheet", "submit", purpose="Why", minutes=5, cadence="once", instructions="How",
            sections=[{"id": "values", "title": "Values", "fields": list(_fields(words))},
                      *({"id": word, "title": word, "fields": [{"id": f"x-{word}", "type": "note", "text": "x"}]}
                        for word in words if word != "values")],
            debrief=["constructor/submit"],
        ),
        "questions/constructor": _head("question_bank", "constructor", questions=questions),
        "sessions/prototype": _head(
            "session", "prototype", model="none", purpose="Why", outcomes=items, format="one_to_one",
            setting=["online"], length=length, difficulty={"facilitator": "easy", "participant": "easy"},
            materials=items, pre_work=items, phases=phases,
        ),
        "checklists/length": _head("checklist", "length", stage="ongoing", roles=["coach", "client"], groups=groups),
        "curricula/name": _head(
            "curriculum", "name", provider="P", introduction="I", minutes={"target": len(words), "contact": len(words)},
            delivery="online", assessment="A", completion=items, languages=["en"], prerequisites=items,
            modules=[_module(word) for word in words],
            stages=[{"id": word, "title": word, "text": "x", "steps": _items(["a", "b"]), "modules": [word]}
                    for word in words],
            competencies=[f"location/{word}" for word in words],
        ),
        "frameworks/location": _head(
            "framework", "location", organisation="O", edition="1", year=2020,
            competencies=[{"id": word, "code": word, "gist": f"Gist of {word}"} for word in words],
        ),
        "glossary": _head(
            "glossary", "glossary",
            concepts=[{"id": word, "definition": "Means", "terms": {"en": {"preferred": word}}} for word in words],
        ),
        "approaches/body": _head(
            "approach", "body", what_it_is="It is", aims=items, key_content=items, methods=items,
            responsibilities=[{"id": word, "role": "coach", "text": "x"} for word in words], when_to_choose=items,
            when_not=items, how_it_differs=[{"id": word, "text": "x"} for word in words],
            comparison=_items(["focus", "agenda", "expertise", "relationship", "duration", "result", "question",
                               "choose_it"]),
        ),
    }  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    project: Project
    site: Path
    address: str


@pytest.fixture(scope="module")
def hostile(words: list[str], web_fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """Serve the pages of the hostile library, in English."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for path, data in library(words).items():
        target = root / "content" / f"{path}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(data, indent=1, default=str), "utf-8")
    project = Project.open(root)
    found, problems = builder.survey(project)
    assert [f"{problem.place}: {problem.what}" for problem in problems] == []
    editions = [edition(project, found, locale) for locale in ("en", "lv")]
    for one in editions:
        sites.build_locale(one, sites.write_tree(one, root / "docs"), root / "out" / one.locale)
    shared.write_shared(editions, root / "out", web_fonts)
    with served(root / "out") as address:
        yield Hostile(project, root / "out", address)


def test_no_two_elements_have_one_name(hostile: Hostile, words: list[str]) -> None:
    pages = sorted(hostile.site.glob("en/**/*.html"))
    assert len(pages) >= 15
    seen = 0
    for path in pages:
        ids = html.parse(str(path)).getroot().xpath("//@id[not(ancestor::template)]")
        seen += len(ids)
        assert [name for name, count in Counter(ids).items() if count > 1] == [], path
    assert seen > 15 * len(words)
    report = linkcheck.check(hostile.site / "en")
    anchors = [fault for fault in report.faults if "anchor" in fault.reason]
    assert anchors == []
    assert report.anchors > 5 * len(words)


def test_parts_keep_their_plain_addresses(hostile: Hostile, words: list[str]) -> None:
    for path in (
        "sessions/prototype",
        "questions/constructor",
        "curricula/name",
        "frameworks/location",
        "glossary",
    ):
        ids = html.parse(str(hostile.site / "en" / path / "index.html")).getroot().xpath("//@id")
        assert set(words) <= set(ids), path


def test_a_session_fits_moves_and_runs(browser: Any, hostile: Hostile, words: list[str]) -> None:
    page, said, _ = open_page(browser, f"{hostile.address}/en/sessions/prototype/")
    page.fill("[data-fit=number]", str(2 * (len(words) - 2) - 40))
    page.dispatch_event("[data-fit=number]", "change")
    until(lambda: page.evaluate("new URL(location).searchParams.has('minutes')"))
    page.evaluate("document.querySelector('.session-order').open = true")
    for name in ("purpose", "outcomes", "constructor", "submit"):
        page.click(f".session-order [data-phase='{name}'] [data-move='1']")
        # What the driver knows of the address comes a moment after it has changed.
        assert name in page.evaluate("new URL(location).searchParams.get('order')")
    heading = page.evaluate("document.getElementById('outcomes').nextElementSibling.id")
    assert heading == "tk_body.outcomes"
    page.click("[data-run=open]")
    page.click("[data-run=begin]")
    page.click("[data-run=next]")
    first = page.inner_text(".run-title")
    # What is kept is kept before the page is left.
    ready(page)
    page.reload()
    page.wait_for_selector("#tk_running:not([hidden])")
    assert first in page.inner_text("#tk_running")
    assert said == []
    page.context.close()


def test_a_sheet_is_filled_stored_saved_and_opened(browser: Any, hostile: Hostile, tmp_path: Path) -> None:
    url = f"{hostile.address}/en/worksheets/submit/"
    page, said, _ = open_page(browser, url, accept_downloads=True)
    # Hundreds of answers take a busy machine a while.
    page.set_default_timeout(90_000)
    page.wait_for_selector("form[data-ready]")
    texts = page.evaluate("""() => [...document.querySelectorAll("form.sheet :is(input[type=text]:not([data-number]), textarea)")]
        .map((control) => control.name.replace("answer.", ""))""")
    assert len(texts) > 250
    page.evaluate("""() => {
        for (const control of document.querySelectorAll("form.sheet :is(input[type=text]:not([data-number]), textarea)")) {
            control.value = `Answer to ${control.name.replace("answer.", "")}`;
            control.dispatchEvent(new Event("input", { bubbles: false }));
        }
    }""")
    page.fill("[name='answer.constructor']", "7")
    page.check("input[name='answer.value'][value='3']")
    page.fill("[name='answer.length.constructor']", "6")
    page.check("[name='answer.elements.constructor']")
    page.check("[name='answer.action.length']")
    page.check("[name='answer.method.label'][value='constructor']")
    page.fill("[name='answer.reset']", "2026-05-01")
    page.wait_for_selector(".sheet-state[data-state=saved]")
    assert page.input_value("[name='answer.total']") == "16"
    assert page.get_attribute("path[data-slot='length.constructor']", "d")
    page.click("#tk_values button:first-child")
    page.click("#tk_values button:nth-child(2)")
    playwright.expect(page.locator("#tk_compare[open] table")).to_have_count(2)
    assert "NaN" not in page.inner_html("#tk_compare-body")
    page.click("#tk_compare form button")
    with page.expect_download() as waiting:
        page.click(".sheet-actions [data-do=save]")
    file = tmp_path / "saved.json"
    waiting.value.save_as(file)
    answers = json.loads(file.read_text("utf-8"))["answers"]
    assert {name: answers[name] for name in texts} == {name: f"Answer to {name}" for name in texts}
    assert answers["constructor"] == "7"
    page.reload()
    page.wait_for_selector("form[data-ready]")
    assert page.input_value("[name='answer.submit']") == "Answer to submit"
    page.click("[data-do=new-copy]")
    playwright.expect(page.locator("[name='answer.submit']")).to_have_value("")
    assert page.is_hidden("#tk_sheet-unplaced")
    page.set_input_files("#tk_sheet-file", str(file))
    playwright.expect(page.locator("[name='answer.submit']")).not_to_have_value("")
    assert page.is_hidden("#tk_sheet-unplaced")
    assert page.input_value("[name='answer.constructor']") == "7"
    # The second language stands beside the text that it belongs to.
    page.select_option("#tk_sheet-also", "lv")
    page.wait_for_selector(".also >> nth=0", state="attached")
    assert said == []
    page.context.close()

    found, _ = builder.survey(hostile.project)
    english = edition(hostile.project, found, "en")
    sheet = next(one for one in english.library if one.id == "submit")
    places = tuple(sheet_places(english.get(sheet.kind, "submit"), print_words(english)))  # type: ignore[arg-type]
    given = load_answers(file, english.get(sheet.kind, "submit"), places)  # type: ignore[arg-type]
    with Printer(hostile.project) as printer:
        pdf = printer.pdf(
            english, english.get(sheet.kind, "submit"), PrintOptions(fillable=True), None, given
        )
    (tmp_path / "sheet.pdf").write_bytes(pdf)
    fields = PdfReader(tmp_path / "sheet.pdf").get_fields() or {}
    assert {slot.name for slot in places} <= set(fields)
    assert fields["constructor"].value == "7"


def test_texts_of_a_sheet_are_told_apart(hostile: Hostile) -> None:
    root = html.parse(str(hostile.site / "en" / "worksheets" / "submit" / "index.html")).getroot()
    texts: dict[str, set[str]] = {}
    for element in root.xpath("//*[@data-text]"):
        texts.setdefault(element.get("data-text"), set()).add(element.text_content().strip())
    assert len(texts) > 250
    assert {key: found for key, found in texts.items() if len(found) > 1} == {}


def test_a_bank_is_filtered_drawn_and_made_into_a_sheet(
    browser: Any, hostile: Hostile, words: list[str]
) -> None:
    page, said, _ = open_page(browser, f"{hostile.address}/en/questions/constructor/")
    for name in ("sheet", "content", "constructor", "group-more", "values"):
        if name in words:
            page.check(f"[id='{name}'] [data-choose]")
            page.click(f"[id='{name}'] [data-star]")
    page.fill("[data-filter=q]", "constructor")
    page.wait_for_selector("[id='sheet'].filtered-out", state="attached")
    page.goto(f"{hostile.address}/en/questions/constructor/#sheet")
    page.wait_for_selector("[id='sheet'] .question-text")
    assert page.locator("html.sheet-view").count() == 0
    page.click("[data-do=draw]")
    page.click(".bank-card form button")
    page.goto(f"{hostile.address}/en/questions/constructor/#tk_sheet")
    page.wait_for_selector("html.sheet-view")
    assert page.locator(".own-item").count() >= 4
    page.locator(".own-item textarea").first.fill("Mine")
    until(lambda: page.evaluate("document.querySelector('[data-bank=state]').textContent !== ''"))
    page.reload()
    until(lambda: page.evaluate("document.querySelector('.own-item textarea')?.value === 'Mine'"))
    assert said == []
    page.context.close()


def test_a_checklist_keeps_its_ticks(browser: Any, hostile: Hostile) -> None:
    page, said, _ = open_page(browser, f"{hostile.address}/en/checklists/length/")
    for group, item in (("a-b", "constructor"), ("a", "b-c"), ("a-b", "b"), ("constructor", "constructor")):
        page.check(f"[data-item='{group}/{item}'] input[type=checkbox]")
    until(lambda: page.evaluate("document.querySelectorAll('.item.is-done').length === 4"))
    # What a page reads comes after what it has asked to be written before.
    page.evaluate("import('/assets/core/store.js').then(({ list }) => list('marks'))")
    page.reload()
    until(lambda: page.evaluate("document.querySelectorAll('.item.is-done').length === 4"))
    page.click("#tk_list-open")
    assert page.locator("[data-item='a/b-c']").is_hidden()
    assert said == []
    page.context.close()


def test_the_other_pages_and_the_frame_work(browser: Any, hostile: Hostile) -> None:
    for path in (
        "",
        "glossary/",
        "curricula/name/",
        "frameworks/location/",
        "approaches/body/",
        "sessions/prototype/",
    ):
        page, said, _ = open_page(browser, f"{hostile.address}/en/{path}")
        page.click("#tk_device-open")
        page.wait_for_selector("#tk_device[open]")
        assert said == [], path
        page.context.close()
    page, said, _ = open_page(browser, f"{hostile.address}/en/sessions/prototype/?with=lv")
    page.wait_for_selector("html.beside", state="attached")
    assert said == []
    page.context.close()
