"""Checklist pages: what is ticked and noted stays on the device, in every language, and on paper."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import quote

import pytest
from conftest import LOCALES, axe_faults_light_and_dark, needs_axe, open_page, ready, until
from pypdf import PdfReader

from toolkit.definitions.entries import Library
from toolkit.definitions.model import Kind, Visibility
from toolkit.definitions.model.checklist import Checklist

#: A list for two roles, with items of either and of both.
NAME = "mentor-and-mentee-responsibilities"
PATH = f"checklists/{NAME}/"
KEY = f"checklist/{NAME}"
NOTE = 'Ask “when?” <img src=x onerror=alert(1)> & "why"\nsecond line, Ķēniņš 👩‍👧'
BLOCKED = """Object.defineProperty(window, "indexedDB", {
  value: { open() { throw new DOMException("no", "SecurityError"); } },
});"""
FULL = """IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };"""
STORED = """async ([key, record]) => {
  const { get, update } = await import(`${location.origin}/assets/core/store.js`);
  if (record) await update("marks", key, () => record);
  return (await get("marks", key)) ?? null;
}"""


@pytest.fixture(scope="module")
def checklist(library: Library) -> Checklist:
    found = library.get(Kind.checklist, NAME)
    assert isinstance(found, Checklist)
    return found


def stored(page: Any, record: Any = None, key: str = KEY) -> Any:
    return page.evaluate(STORED, [key, record])


def until_stored(page: Any, items: dict[str, Any]) -> None:
    until(lambda: ((stored(page) or {}).get("items") or {}) == items)


def item(page: Any, key: str) -> Any:
    return page.locator(f"[data-item='{key}']")


def tick(page: Any, key: str) -> Any:
    return item(page, key).locator("input[type=checkbox]")


def note(page: Any, key: str, text: str, level: str = "") -> None:
    panel = item(page, key)
    if not panel.locator("textarea").is_visible():
        panel.locator(".item-edit").click()
    panel.locator("textarea").fill(text)
    if level:
        panel.locator("label.chip", has=page.locator(f"[value={level}]")).click()


def state(page: Any) -> dict[str, tuple[bool, str, str]]:
    """What the page shows of each item that is not as it was at first."""
    found = page.locator("[data-item]").evaluate_all(
        """all => all.map(i => [i.dataset.item, i.querySelector("input[type=checkbox]").checked,
          i.querySelector("textarea").value, i.querySelector("input[type=radio]:checked").value,
          i.querySelector(".item-note").textContent])"""
    )
    assert all(text == shown for _, _, text, _, shown in found)
    return {key: (done, text, level) for key, done, text, level, _ in found if done or text or level}


def numbers(page: Any, selector: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", page.locator(selector).inner_text())]


MARKS = {
    "mutual-expectations/topics-agreed": (True, "", ""),
    "mutual-expectations/honest-offer": (False, NOTE, "high"),
    "safe-environment/respect": (True, "short", "low"),
    "clear-goals/long-term-link": (False, "", "medium"),
}
ITEMS = {key: {"done": done, "note": text, "level": level} for key, (done, text, level) in MARKS.items()}


def mark(page: Any) -> None:
    for key, (done, text, level) in MARKS.items():
        if done:
            tick(page, key).check()
        if text or level:
            note(page, key, text, level)


# -- kept ----------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_marks_survive_a_reload_and_a_change_of_language(
    browser: Any, site_address: str, checklist: Checklist, locale: str
) -> None:
    page, said, asked = open_page(browser, f"{site_address}/{locale}/{PATH}")
    first = page.locator("#tk_list-saved").inner_text()
    mark(page)
    until_stored(page, ITEMS)
    saved = page.locator("#tk_list-saved").inner_text()
    assert saved != first
    assert state(page) == MARKS
    page.reload()
    page.locator(".is-done").first.wait_for()
    assert state(page) == MARKS
    assert page.locator("#tk_list-saved").inner_text() == saved
    assert numbers(page, "#tk_list-progress") == [2, sum(len(group.items) for group in checklist.groups)]
    page.locator("#tk_list-open").click()
    other = next(other for other in LOCALES if other != locale)
    page.locator(".languages summary").click()
    page.locator(f".languages a[hreflang={other}]").click()
    page.wait_for_url(f"{site_address}/{other}/{PATH}?show=open")
    page.locator(".item-level:not([hidden])").first.wait_for()
    assert state(page) == MARKS
    assert page.locator("#tk_list-open").get_attribute("aria-pressed") == "true"
    assert said == []
    assert all(url.startswith((site_address, "data:")) for url in asked)
    page.context.close()


def test_progress_is_right_by_group_and_in_all(browser: Any, site_address: str, library: Library) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/")
    for found in library.of_kind(Kind.checklist):
        assert isinstance(found, Checklist)
        assert found.visibility is Visibility.client
        page.goto(f"{site_address}/en/checklists/{found.id}/")
        total = sum(len(group.items) for group in found.groups)
        assert page.locator("[data-item]").count() == total
        assert numbers(page, "#tk_list-progress") == [0, total]
        done = 0
        for group in found.groups[:3]:
            tick(page, f"{group.id}/{group.items[-1].id}").check()
            done += 1
            assert numbers(page, f"[data-progress='{group.id}']") == [1, len(group.items)]
            assert numbers(page, "#tk_list-progress") == [done, total]
            assert page.locator("article progress").evaluate("bar => [bar.value, bar.max]") == [done, total]
        tick(page, f"{found.groups[0].id}/{found.groups[0].items[-1].id}").uncheck()
        assert numbers(page, "#tk_list-progress") == [done - 1, total]
    page.context.close()


def test_two_tabs_take_over_each_others_changes(browser: Any, site_address: str) -> None:
    first, said, _ = open_page(browser, f"{site_address}/en/{PATH}")
    second = first.context.new_page()
    second.goto(f"{site_address}/lv/{PATH}")
    tick(first, "safe-environment/respect").check()
    item(second, "safe-environment/respect").and_(second.locator(".is-done")).wait_for()
    note(second, "mutual-expectations/honest-offer", NOTE, "high")
    note(first, "clear-goals/long-term-link", "mine")
    wanted = {
        "safe-environment/respect": {"done": True, "note": "", "level": ""},
        "mutual-expectations/honest-offer": {"done": False, "note": NOTE, "level": "high"},
        "clear-goals/long-term-link": {"done": False, "note": "mine", "level": ""},
    }
    until_stored(first, wanted)
    item(first, "mutual-expectations/honest-offer").locator(".item-level:not([hidden])").wait_for()
    item(second, "clear-goals/long-term-link").locator(".item-note:text('mine')").wait_for()
    assert state(first) == state(second)
    # Two kinds of change to one item, at once.
    tick(first, "clear-goals/long-term-link").check()
    note(second, "clear-goals/long-term-link", "ours", "low")
    wanted["clear-goals/long-term-link"] = {"done": True, "note": "ours", "level": "low"}
    until_stored(second, wanted)
    first.locator("#tk_list-clear").click()
    first.locator("#tk_list-confirm [value=clear]").click()
    second.locator(".is-done").first.wait_for(state="detached")
    assert state(second) == {}
    assert stored(first) is None
    assert said == []
    first.context.close()


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"key": KEY, "items": "<img src=x onerror=alert(1)>"}, {}),
        ({"key": KEY, "items": ["x", 1]}, {}),
        ({"key": KEY}, {}),
        (
            {
                "key": KEY,
                "items": {
                    "safe-environment/respect": {"done": "yes", "note": {"a": 1}, "level": "<b>"},
                    "clear-goals/long-term-link": {"done": True, "note": NOTE, "level": "constructor"},
                    "mutual-expectations/topics-agreed": None,
                    "gone/item": {"done": True, "note": "of an older list", "level": "high"},
                },
            },
            {"clear-goals/long-term-link": (True, NOTE, "")},
        ),
    ],
)
def test_a_hostile_record_is_text_or_nothing(
    browser: Any, site_address: str, record: Any, expected: Any
) -> None:
    page, said, asked = open_page(browser, f"{site_address}/en/{PATH}")
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    stored(page, record)
    page.reload()
    ready(page)
    assert state(page) == expected
    assert page.locator("article img").count() == 0
    tick(page, "safe-environment/empathy-and-openness").check()
    until(lambda: "safe-environment/empathy-and-openness" in dict(stored(page)["items"] or {}))
    kept = stored(page)["items"]
    assert kept["safe-environment/empathy-and-openness"]["done"] is True
    if expected:
        # What the list no longer has may come back, and is kept.
        assert kept["gone/item"]["note"] == "of an older list"
    assert (ran, said) == ([], [])
    assert all(url.startswith((site_address, "data:")) for url in asked)
    page.context.close()


@pytest.mark.parametrize(("script", "locale"), [(BLOCKED, "en"), (BLOCKED, "lv"), (FULL, "fi"), (FULL, "es")])
def test_what_is_not_saved_says_so(browser: Any, site_address: str, script: str, locale: str) -> None:
    context = browser.new_context()
    context.add_init_script(script)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{site_address}/{locale}/{PATH}")
    tick(page, "safe-environment/respect").check()
    note(page, "mutual-expectations/honest-offer", NOTE, "high")
    page.locator("#tk_list-state.wrong").wait_for()
    reason = "blocked" if script == BLOCKED else "full"
    words = page.locator(f"[data-word=list-storage-{reason}]").text_content()
    assert page.locator("#tk_list-saved").inner_text() == words
    # It is not lost while the page is open, and can be printed.
    assert state(page)["mutual-expectations/honest-offer"] == (False, NOTE, "high")
    assert numbers(page, "#tk_list-progress")[0] == 1
    assert said == []
    context.close()


def test_what_could_not_be_saved_is_saved_with_the_next_change(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/{PATH}")
    page.evaluate("void (window.put = IDBObjectStore.prototype.put)")
    page.evaluate(f"() => {{ {FULL} }}")
    tick(page, "safe-environment/respect").check()
    page.locator("#tk_list-state.wrong").wait_for()
    page.evaluate("void (IDBObjectStore.prototype.put = window.put)")
    note(page, "clear-goals/long-term-link", "later")
    until_stored(
        page,
        {
            "safe-environment/respect": {"done": True, "note": "", "level": ""},
            "clear-goals/long-term-link": {"done": False, "note": "later", "level": ""},
        },
    )
    page.locator("#tk_list-state:not(.wrong)").wait_for()
    page.context.close()


def test_starting_anew_asks_first(browser: Any, site_address: str) -> None:
    page, said, _ = open_page(browser, f"{site_address}/es/{PATH}")
    assert page.locator("#tk_list-clear").is_disabled()
    mark(page)
    until_stored(page, ITEMS)
    page.locator("#tk_list-clear").click()
    assert page.evaluate("document.activeElement.value") == "keep"
    page.keyboard.press("Escape")
    assert state(page) == MARKS
    page.locator("#tk_list-clear").click()
    page.locator("#tk_list-confirm [value=keep]").click()
    until_stored(page, ITEMS)
    page.locator("#tk_list-clear").click()
    page.locator("#tk_list-confirm [value=clear]").click()
    page.locator("#tk_list-message:not(:empty)").wait_for()
    assert state(page) == {}
    assert stored(page) is None
    page.reload()
    ready(page)
    assert state(page) == {}
    assert said == []
    page.context.close()


# -- looked at -----------------------------------------------------------------------------


def visible(page: Any) -> list[str]:
    return page.locator("[data-item]:visible").evaluate_all("all => all.map(i => i.dataset.item)")


def test_open_items_only(browser: Any, site_address: str, checklist: Checklist) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/{PATH}")
    group = checklist.groups[1]
    keys = [f"{group.id}/{entry.id}" for entry in group.items]
    everything = visible(page)
    tick(page, keys[0]).check()
    page.locator("#tk_list-open").click()
    assert visible(page) == [key for key in everything if key != keys[0]]
    # What is ticked now stays under the hand until the next look.
    for key in keys[1:]:
        tick(page, key).check()
    assert keys[1] in visible(page)
    page.locator("#tk_list-open").click()
    assert visible(page) == everything
    page.locator("#tk_list-open").click()
    assert visible(page) == [key for key in everything if key not in keys]
    assert numbers(page, f"[data-progress='{group.id}']") == [len(keys), len(keys)]
    assert page.url.endswith("?show=open")
    page.reload()
    ready(page)
    assert visible(page) == [key for key in everything if key not in keys]
    # What a link points at is there, done or not.
    linked = page.locator(f"[data-item='{keys[0]}']")
    page.evaluate("(id) => { location.hash = id; }", linked.get_attribute("id"))
    linked.wait_for()
    assert visible(page) == [key for key in everything if key not in keys[1:]]
    page.context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_roles_stand_side_by_side(browser: Any, site_address: str, library: Library, width: int) -> None:
    page, said, _ = open_page(browser, f"{site_address}/fi/", viewport={"width": width, "height": 900})
    seen = 0
    for found in library.of_kind(Kind.checklist):
        assert isinstance(found, Checklist)
        page.goto(f"{site_address}/fi/checklists/{found.id}/")
        if len(found.roles) == 1:
            assert page.locator("#tk_list-sides").count() == 0
            continue
        before = visible(page)
        page.locator("#tk_list-sides").click()
        assert sorted(visible(page)) == sorted(before)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for group in found.groups:
            # In the order of the roles, and what is shared last; so it is read and reached by keyboard.
            own = [e for role in found.roles for e in group.items if e.responsible == (role,)]
            shared = [e for e in group.items if len(e.responsible) > 1]
            wanted = [f"{group.id}/{entry.id}" for entry in (*own, *shared)]
            assert [key for key in visible(page) if key.startswith(f"{group.id}/")] == wanted
            heads = page.locator(f"[data-group='{group.id}'] .side-head:visible")
            alone = {entry.responsible[0] for entry in own}
            assert heads.count() == len(alone) + (1 if alone and shared else 0)
            if width < 768 or len(found.roles) > 4:
                continue
            lefts = {
                role: {
                    item(page, f"{group.id}/{e.id}").bounding_box()["x"]
                    for e in own
                    if e.responsible == (role,)
                }
                for role in alone
            }
            assert all(len(xs) == 1 for xs in lefts.values())
            ordered = [lefts[role].pop() for role in found.roles if role in alone]
            assert ordered == sorted(set(ordered))
            seen += len(ordered) > 1
        page.locator("#tk_list-sides").click()
        assert visible(page) == before
    assert seen >= (5 if width > 768 else 0)
    assert said == []
    page.context.close()


def test_groups_of_one_role_each_stand_side_by_side(
    browser: Any, site_address: str, library: Library
) -> None:
    found = library.get(Kind.checklist, "coach-and-client-responsibilities")
    assert isinstance(found, Checklist)
    page, _, _ = open_page(
        browser,
        f"{site_address}/lv/checklists/{found.id}/?show=sides",
        viewport={"width": 1280, "height": 900},
    )
    page.locator("html.in-sides").wait_for()
    first = [next(g for g in found.groups if g.items[0].responsible == (role,)) for role in found.roles]
    boxes = [page.locator(f"h2#{group.id}").bounding_box() for group in first]
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"]
    # Progress and the state of saving stay in sight.
    page.locator("[data-item] input[type=checkbox]").last.check()
    assert page.locator("#tk_list-state").evaluate(
        "bar => { const box = bar.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    page.context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_print_shows_the_state(browser: Any, site_address: str, locale: str, checklist: Checklist) -> None:
    page, _, _ = open_page(browser, f"{site_address}/{locale}/{PATH}")
    mark(page)
    until_stored(page, ITEMS)
    high = page.locator("[data-word=list-level-high]").text_content()
    done = page.locator(".item-done").first.text_content()
    edit = page.locator(".item-edit").first.inner_text().split(":")[0]
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = " ".join(" ".join(sheet.extract_text() for sheet in pages).split())
    assert all(abs(float(sheet.mediabox.width) - 595) < 2 for sheet in pages)
    for line in ('Ask “when?” <img src=x onerror=alert(1)> & "why"', "second line, Ķēniņš", "short", high):
        assert line in text
    assert len(re.findall(rf"\b{re.escape(done)}\b", text)) >= 2
    assert edit not in text
    page.emulate_media(media="print")
    assert item(page, "mutual-expectations/topics-agreed").locator(".item-done").is_visible()
    assert not item(page, "mutual-expectations/honest-offer").locator(".item-done").is_visible()
    assert page.locator("textarea:visible, .tools:visible, button:visible").count() == 0
    page.context.close()


def test_printing_is_the_browsers_own(browser: Any, site_address: str) -> None:
    context = browser.new_context()
    context.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    page = context.new_page()
    page.goto(f"{site_address}/en/{PATH}")
    page.locator("#tk_list-print").click()
    assert page.evaluate("window.printed") == 1
    context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_keyboard_alone_is_enough(browser: Any, site_address: str, locale: str) -> None:
    page, said, _ = open_page(
        browser, f"{site_address}/{locale}/{PATH}", viewport={"width": 320, "height": 640}
    )
    page.locator("#tk_list-open").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#tk_list-sides").get_attribute("aria-pressed") == "true"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    key = page.evaluate("document.activeElement.closest('[data-item]').dataset.item")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type("typed")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowLeft")
    until_stored(page, {key: {"done": True, "note": "typed", "level": "high"}})
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert not item(page, key).locator("textarea").is_visible()
    page.locator("#tk_list-clear").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#tk_list-message:not(:empty)").wait_for()
    assert stored(page) is None
    assert page.evaluate("document.activeElement.id") == "tk_list-open"
    assert said == []
    page.context.close()


def test_what_has_focus_is_not_under_the_bar(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/fi/{PATH}", viewport={"width": 320, "height": 640})
    page.locator("[data-item] input[type=checkbox]").last.focus()
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        bar = page.locator("#tk_list-state").evaluate("bar => bar.getBoundingClientRect().bottom")
        assert top >= bar - 1
    page.context.close()


def test_without_scripts_it_is_a_list_to_read(browser: Any, site_address: str, checklist: Checklist) -> None:
    page, _, _ = open_page(browser, f"{site_address}/lv/{PATH}", java_script_enabled=False)
    assert page.locator("[data-item]:visible").count() == sum(len(group.items) for group in checklist.groups)
    assert page.locator(".tools:visible, .item-edit:visible, .group-progress:visible").count() == 0
    box = tick(page, "safe-environment/respect")
    box.check()
    assert box.is_checked()
    assert page.locator(".without-scripts").is_visible()
    page.context.close()


def test_marks_work_beside_a_second_language(browser: Any, site_address: str) -> None:
    page, said, _ = open_page(browser, f"{site_address}/en/{PATH}?with=lv&show=sides")
    page.locator("html.beside").wait_for()
    mark(page)
    until_stored(page, ITEMS)
    assert state(page) == MARKS
    # The words of the second page's controls are no part of the guide.
    assert page.locator(".also", has_text="Piezīme").count() == 0
    page.locator("#tk_list-sides").click()
    assert state(page) == MARKS
    assert said == []
    page.context.close()


def test_a_hostile_address_runs_nothing(browser: Any, site_address: str) -> None:
    page, said, _ = open_page(browser, f"{site_address}/en/{PATH}")
    everything = visible(page)
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for text in ("<img src=x onerror=alert(1)>", "__proto__ constructor", "javascript:alert(1)", "x" * 3000):
        page.goto(f"{site_address}/en/{PATH}?show={quote(text)}&with={quote(text)}#{quote(text)}")
        assert visible(page) == everything
    assert (ran, said) == ([], [])
    page.context.close()


@needs_axe
@pytest.mark.parametrize("width", [320, 1280])
def test_each_state_is_accessible(browser: Any, site_address: str, width: int) -> None:
    viewport = {"width": width, "height": 900}
    page, _, _ = open_page(browser, f"{site_address}/fi/{PATH}", viewport=viewport)
    assert axe_faults_light_and_dark(page) == []
    mark(page)
    assert axe_faults_light_and_dark(page) == []
    page.locator("#tk_list-sides").click()
    assert axe_faults_light_and_dark(page) == []
    page.locator("#tk_list-open").click()
    assert axe_faults_light_and_dark(page) == []
    page.locator("#tk_list-clear").click()
    assert axe_faults_light_and_dark(page) == []
    page.keyboard.press("Escape")
    page.evaluate(f"() => {{ {FULL} }}")
    tick(page, "clear-goals/goal-sharpening").check()
    page.locator("#tk_list-state.wrong").wait_for()
    assert axe_faults_light_and_dark(page) == []
    page.context.close()
