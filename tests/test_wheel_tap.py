"""The wheel of a worksheet's page takes values where it is tapped or clicked, like those that are typed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CONFIG, open_page, served
from kept_tab import KeptTab
from test_worksheet_page import HEAD, READY, answers_file, is_saved, open_file, save

from toolkit.build.run import build
from toolkit.project.opened import Project

SHEET = (
    HEAD.format(id="wheels", title="Wheels")
    + """\
      - {id: life, type: wheel, label: "Life", min: 1, max: 10,
         segments: {a: "A", b: "B", c: "C", d: "D", e: "E", f: "F", g: "G", h: "H"}}
      - {id: nought, type: wheel, label: "From nought", min: 0, max: 10, segments: {a: "A", b: "B", c: "C"}}
      - {id: few, type: wheel, label: "Few", min: 1, max: 5, segments: {a: "A", b: "B", c: "C", d: "D"}}
      - {id: many, type: wheel, label: "Many", min: 0, max: 100, segments: {a: "A", b: "B", c: "C"}}
      - {id: mean, type: computed, label: "Mean", operation: mean, of: [life]}
"""
)
#: Each wheel with its areas, its values from the middle to the rim, and how many rings it has.
WHEELS = {
    "life": ("abcdefgh", range(1, 11)),
    "nought": ("abc", range(1, 11)),
    "few": ("abcd", range(1, 6)),
    "many": ("abc", range(10, 101, 10)),
}
PHONE = {"width": 360, "height": 740}
CHANGED = {
    "words": {"question:life:segments._1": ["Walks", "en"]},
    "out": [f"question:life:segments.{area}" for area in "bcde"],
    "order": {"question:life:segments": ["h", "_1", "a", "f", "g"]},
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]) -> Iterator[str]:
    root = tmp_path_factory.mktemp("wheels")
    (root / "content" / "worksheets").mkdir(parents=True)
    lines = CONFIG.splitlines(True)
    (root / "mkdocs.yml").write_text(
        "".join(line for line in lines if "locale: es" not in line and "locale: fi" not in line)
    )
    (root / "content" / "worksheets" / "wheels.yaml").write_text(SHEET)
    lay_caches(root)
    project = Project.open(root)
    build(project, lambda done, total: None)
    with served(project.site) as found:
        yield found


@pytest.fixture(params=[PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, tab: KeptTab, address: str) -> Iterator[Any]:
    opened = tab.take(request.param)
    opened.goto(f"{address}/lv/worksheets/wheels/")
    opened.wait_for_selector(READY, state="attached")
    yield opened
    assert [text for kind, text in tab.said if kind in ("error", "warning")] == []


def field(wheel: str, area: str) -> str:
    return f"[name='answer.{wheel}.{area}']"


def rim_of(page: Any, wheel: str) -> tuple[float, float, float]:
    """Bring a wheel into sight; return its middle and the radius of its rim, in pixels of the window."""
    x, y, radius = page.evaluate(
        """(wheel) => {
          const rim = document.querySelector(`[data-wheel="${wheel}"] .rim`);
          rim.ownerSVGElement.scrollIntoView({ block: "center", behavior: "instant" });
          // Without its stroke.
          const { a, e, f } = rim.getScreenCTM();
          return [e, f, a * rim.r.baseVal.value];
        }""",
        wheel,
    )
    return x, y, radius


def spot(page: Any, wheel: str, turn: float, share: float) -> tuple[float, float]:
    """Return a place on a wheel: how far around it clockwise from the top, and how far from its middle, 1 on the rim."""
    x, y, radius = rim_of(page, wheel)
    angle = 2 * math.pi * turn
    return x + radius * share * math.sin(angle), y - radius * share * math.cos(angle)


def click(page: Any, wheel: str, turn: float, share: float, **how: Any) -> None:
    page.mouse.click(*spot(page, wheel, turn, share), **how)


@pytest.mark.parametrize("wheel", WHEELS)
def test_first_and_last_ring_of_each_area_are_its_values(page: Any, wheel: str) -> None:
    areas, values = WHEELS[wheel]
    rings = len(values)
    done = 0
    for n, area in enumerate(areas):
        for ring in (1, rings):
            # A sixth of a ring beside it, and aside from the middle of the area.
            click(page, wheel, (n + 0.7) / len(areas), (ring - 1 / 6) / rings)
            assert page.input_value(field(wheel, area)) == str(values[ring - 1])
            done += 1
    assert done == 2 * len(areas)
    wedges = page.locator(f"[data-wheel='{wheel}'] .wedge")
    assert all(wedge.get_attribute("d") for wedge in wedges.all())
    is_saved(page)
    expected = {f"{wheel}.{area}": str(values[-1]) for area in areas}
    assert expected.items() <= save(page)["answers"].items()
    page.reload()
    page.wait_for_selector(READY, state="attached")
    assert {f"{wheel}.{area}": page.input_value(field(wheel, area)) for area in areas} == expected


def test_each_ring_is_its_value_and_the_rest_follows(page: Any) -> None:
    for value in range(1, 11):
        click(page, "life", 2.5 / 8, value / 10)
        assert page.input_value(field("life", "c")) == str(value)
        assert page.input_value("[name='answer.mean']") == str(value)
        assert page.text_content("text[data-slot='life.c']") == str(value)
    filled = page.evaluate(
        "[...document.querySelectorAll('[data-number]')].filter((c) => c.value).map((c) => c.name)"
    )
    assert sorted(filled) == ["answer.life.c", "answer.mean"]


def test_the_same_ring_again_takes_the_value_back_and_a_double_click_does_not(page: Any) -> None:
    click(page, "life", 0.5 / 8, 0.7)
    is_saved(page)
    click(page, "nought", 0.5 / 3, 0.3)
    click(page, "life", 0.5 / 8, 0.7)
    assert page.input_value(field("life", "a")) == ""
    assert page.text_content("text[data-slot='life.a']") == ""
    assert save(page)["answers"] == {"nought.a": "3"}
    click(page, "few", 0.5 / 4, 0.8, click_count=2)
    assert page.input_value(field("few", "a")) == "4"


def test_nought_is_the_middle(page: Any) -> None:
    click(page, "nought", 1.5 / 3, 0.04)
    assert page.input_value(field("nought", "b")) == "0"
    # There all areas meet, and there readers of the screen click what is no button.
    for wheel in WHEELS:
        click(page, wheel, 0, 0)
    assert save(page)["answers"] == {"nought.b": "0"}


def test_what_was_typed_wrong_is_mended_by_a_tap(page: Any) -> None:
    page.fill(field("life", "a"), "11")
    page.wait_for_selector(".sheet-state[data-state=unsaved]")
    click(page, "life", 0.5 / 8, 1)
    is_saved(page)
    assert page.input_value(field("life", "a")) == "10"
    assert page.get_attribute(field("life", "a"), "aria-invalid") is None


def test_a_tap_moves_no_focus_and_what_may_not_be_written_stays(page: Any) -> None:
    page.focus(field("life", "b"))
    click(page, "life", 0.5 / 8, 0.5)
    assert page.input_value(field("life", "a")) == "5"
    page.evaluate("(name) => { document.querySelector(name).readOnly = true; }", field("life", "a"))
    click(page, "life", 0.5 / 8, 0.9)
    assert page.input_value(field("life", "a")) == "5"
    page.evaluate("document.querySelector('#field-few fieldset').disabled = true")
    click(page, "few", 0.5 / 4, 0.6)
    assert page.input_value(field("few", "a")) == ""


def test_areas_changed_for_a_client_are_tapped_where_they_are_drawn(page: Any) -> None:
    head = {"format_version": 2, "worksheet": "wheels", "changes": CHANGED}
    open_file(page, answers_file({"life.h": "2"}, **head))
    order = ["h", "_1", "a", "f", "g"]
    assert page.locator("[data-wheel='life'] .wedge").count() == len(order)
    for n, area in enumerate(order):
        click(page, "life", (n + 0.3) / len(order), (n + 4) / 10)
        assert page.input_value(field("life", area)) == str(n + 4)
    is_saved(page)
    expected = {f"life.{area}": str(n + 4) for n, area in enumerate(order)}
    assert expected.items() <= save(page)["answers"].items()


def test_a_finger_finds_every_area_and_the_rim(browser: Any, address: str) -> None:
    page, said, _ = open_page(
        browser, f"{address}/en/worksheets/wheels/", viewport=PHONE, has_touch=True, is_mobile=True
    )
    page.wait_for_selector(READY, state="attached")
    checked = 0
    for wheel, (areas, values) in WHEELS.items():
        _, _, radius = rim_of(page, wheel)
        half = radius / len(values) / 2
        for n, area in enumerate(areas):
            middle = (n + 0.5) / len(areas)
            # Everywhere on the last ring there are 24 pixels for its value, from within the wheel to outside it.
            for away in (radius - half + 1, radius - half + 23):
                page.evaluate(
                    "(name) => { const found = document.querySelector(name); found.value = '';"
                    " found.dispatchEvent(new Event('input', {bubbles: true})); }",
                    field(wheel, area),
                )
                page.touchscreen.tap(*spot(page, wheel, middle, away / radius))
                assert page.input_value(field(wheel, area)) == str(values[-1])
                checked += 1
    assert checked == 36
    # Far outside is no value: whoever scrolls there means none.
    page.touchscreen.tap(*spot(page, "few", 0.5 / 4 + 0.5, 1.3))
    assert page.input_value(field("few", "c")) == "5"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert said == []


def test_a_second_language_beside_changes_nothing(page: Any) -> None:
    page.select_option("#tk_sheet-also", "en")
    page.wait_for_selector("#field-life .also")
    click(page, "life", 6.5 / 8, 0.6)
    assert page.input_value(field("life", "g")) == "6"


def test_how_is_said_where_it_can_be_done(page: Any, browser: Any, address: str) -> None:
    assert page.locator(".wheel-how:visible").count() == len(WHEELS)
    page.emulate_media(media="print")
    assert page.locator(".wheel-how:visible").count() == 0
    page.emulate_media(media="screen")
    still, _, _ = open_page(browser, f"{address}/lv/worksheets/wheels/", java_script_enabled=False)
    assert still.locator(".wheel-how").count() == len(WHEELS)
    assert still.locator(".wheel-how:visible").count() == 0
