"""What is written on a worksheet survives: browser killed, storage full, two tabs, languages, files and clearing."""

from __future__ import annotations

import json
import os
import re
import signal
import statistics
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CHROMIUM, LOCALES, axe_faults_light_and_dark, needs_axe, until
from kept_tab import KeptTab
from test_worksheet_page import (
    ANSWERS,
    READY,
    address,
    answers_file,
    blank_sheet,
    is_guarded,
    is_saved,
    open_file,
    project,
    save,
)

__all__ = ["address", "project"]

SHEET = "en/worksheets/all-types/"
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

PASSPHRASE = "parūs ūdens kaķis māja"

#: Reads all copies with a connection of its own, as another program would.
COPIES = """async () => {
  const found = (await indexedDB.databases()).find(({ name }) => name.startsWith("coaching-toolkit"));
  if (!found) return [];
  const database = await new Promise((resolve) => {
    const request = indexedDB.open(found.name);
    request.onsuccess = () => resolve(request.result);
  });
  const copies = await new Promise((resolve) => {
    const request = database.transaction("copies").objectStore("copies").getAll();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  return copies;
}"""


class Desk:
    """A device of its own, on which tabs show the sheet with all types; the first may be open already."""

    def __init__(self, context: Any, address: str, first: Any = None) -> None:
        self.context = context
        self.address = address
        self.first = first
        self.errors: list[str] = []

    def tab(self, path: str = SHEET, init: str = "") -> Any:
        page = None if init else self.first
        if page:
            self.first = None
        else:
            page = self.context.new_page()
            page.on("pageerror", lambda error: self.errors.append(str(error)))
            page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        page.set_default_timeout(15_000)
        if init:
            page.add_init_script(init)
        page.goto(f"{self.address}/{path}")
        page.wait_for_selector(READY, state="attached")
        return page


@pytest.fixture
def desk(tab: KeptTab, address: str) -> Iterator[Desk]:
    first = tab.take({"width": 1000, "height": 900})
    made = Desk(tab.context, address, first)
    yield made
    assert made.errors == []
    assert [text for kind, text in tab.said if kind == "error"] == []


@pytest.fixture
def dated_desk(browser: Any, address: str) -> Iterator[Desk]:
    """Return a desk whose clock a test may set."""
    with browser.new_context(viewport={"width": 1000, "height": 900}, accept_downloads=True) as context:
        made = Desk(context, address)
        yield made
    assert made.errors == []


def copies(page: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(COPIES)
    return sorted(found, key=lambda copy: copy["created"])


def write(page: Any, name: str, text: str) -> None:
    """Type as a person does, and wait until it is stored."""
    control = f"[name='answer.{name}']"
    page.focus(control)
    page.keyboard.type(text)
    typed = page.input_value(control)
    until(lambda: typed in [copy["answers"].get(name) for copy in copies(page)])
    is_saved(page)


def state(page: Any) -> tuple[str, str]:
    return page.get_attribute(".sheet-state", "data-state"), page.text_content("#tk_sheet-state")


# -- stored at once ------------------------------------------------------------------------------


class Chromium:
    """A browser of its own, that can be killed with everything that belongs to it."""

    def __init__(self, browser: Any, profile: Path) -> None:
        (profile / "DevToolsActivePort").unlink(missing_ok=True)
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--remote-debugging-port=0",
        ]
        self.process = subprocess.Popen(
            [CHROMIUM, *options, f"--user-data-dir={profile}", "about:blank"],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        port = profile / "DevToolsActivePort"
        until(lambda: port.exists() and "\n" in port.read_text())
        self.connected = browser.browser_type.connect_over_cdp(
            f"http://127.0.0.1:{port.read_text().splitlines()[0]}"
        )
        self.page = self.connected.contexts[0].new_page()

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def test_text_typed_before_the_browser_is_killed_is_there_after_restart(
    browser: Any, address: str, tmp_path: Path
) -> None:
    first = Chromium(browser, tmp_path)
    try:
        first.page.goto(f"{address}/{SHEET}")
        first.page.wait_for_selector(READY, state="attached")
        write(first.page, "lines", "Pēdējie vārdi 👩‍👧")
    finally:
        first.kill()
    second = Chromium(browser, tmp_path)
    try:
        second.page.goto(f"{address}/{SHEET}")
        second.page.wait_for_selector(READY, state="attached")
        assert second.page.input_value("[name='answer.lines']") == "Pēdējie vārdi 👩‍👧"
        assert state(second.page) == ("saved", "Saved on this device")
    finally:
        second.kill()


def test_typing_is_stored_within_a_tenth_of_a_second(desk: Desk) -> None:
    page = desk.tab()
    write(page, "line", "x")
    page.evaluate(
        f"""() => {{
          const copies = {COPIES};
          let pressed = 0;
          document.querySelector("[name='answer.line']").addEventListener("input", () => {{ pressed = performance.now(); }});
          window.storedAfter = async (wanted) => {{
            while ((await copies())[0]?.answers.line !== wanted) continue;
            return performance.now() - pressed;
          }};
        }}"""
    )
    text = "x"
    times = []
    for _ in range(15):
        text += "word"
        page.evaluate("wanted => { window.watch = window.storedAfter(wanted); }", text)
        page.keyboard.type("word")
        times.append(page.evaluate("() => window.watch"))
    print(f"stored after ms: median {statistics.median(times):.0f}, longest {max(times):.0f}")
    assert statistics.median(times) < 100


def test_half_typed_date_keeps_the_one_before_and_says_so(desk: Desk) -> None:
    page = desk.tab()
    write(page, "day", "12012026")
    page.focus("[name='answer.day']")
    page.keyboard.press("Backspace")
    page.keyboard.press("Tab")
    write_state = page.wait_for_selector(".sheet-state[data-state=unsaved]")
    assert "A day" in write_state.inner_text()
    assert is_guarded(page)
    page.fill("[name='answer.line']", "more")
    until(lambda: copies(page)[0]["answers"].get("line") == "more")
    assert copies(page)[0]["answers"]["day"] == "2026-12-01"


def test_saved_sheet_can_be_left_and_is_there_again(desk: Desk) -> None:
    page = desk.tab()
    assert state(page) == ("", "")
    write(page, "line", "mine")
    assert not is_guarded(page)
    page.goto(f"{desk.address}/en/")
    page.go_back()
    page.wait_for_selector(READY, state="attached")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("mine")
    page.reload()
    page.wait_for_selector(READY, state="attached")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("mine")
    # The note is read out once, not with each key.
    assert page.get_attribute("#tk_sheet-said", "role") == "status"
    assert page.query_selector(".sheet-state [role=status], .sheet-state[role=status]") is None


def test_what_is_typed_while_the_page_loads_is_neither_lost_nor_written_over_a_copy(desk: Desk) -> None:
    write(desk.tab(), "line", "first")
    # As fast as a script can: before the stored copy could be read.
    early = """addEventListener("DOMContentLoaded", () => { document.querySelector("[name='answer.line']").value = "second"; })"""
    page = desk.tab(init=early)
    is_saved(page)
    assert [copy["answers"]["line"] for copy in copies(page)] == ["first", "second"]


# -- not stored ----------------------------------------------------------------------------------

BLOCKED = """IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); };"""


def exported(page: Any) -> dict[str, Any]:
    with page.expect_download() as download:
        page.click(".sheet-state [data-do=save]")
    found: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return found


#: A full disk as a browser tells it: putting throws, or the whole transaction is stopped later.
#: (Chromium 156 ignores Storage.overrideQuotaForOrigin for IndexedDB.)
FULL = """(() => {
  const { put } = IDBObjectStore.prototype;
  const full = () => new DOMException("full", "QuotaExceededError");
  IDBObjectStore.prototype.put = function (...given) {
    if (globalThis.disk === "throws") throw full();
    const request = put.apply(this, given);
    if (globalThis.disk === "stops") {
      Object.defineProperty(this.transaction, "error", { value: full() });
      this.transaction.abort();
    }
    return request;
  };
})()"""


@pytest.mark.parametrize("disk", ["throws", "stops"])
def test_full_storage_is_told_and_a_file_saves_the_words(desk: Desk, disk: str) -> None:
    page = desk.tab(init=FULL)
    write(page, "line", "fits")
    page.evaluate("disk => { globalThis.disk = disk; }", disk)
    page.fill("[name='answer.lines']", "does not fit any more")
    page.wait_for_selector(".sheet-state[data-state=unsaved]")
    assert "full" in page.inner_text("#tk_sheet-state")
    assert is_guarded(page)
    assert copies(page)[0]["answers"] == {"line": "fits"}
    assert exported(page)["answers"] == {"line": "fits", "lines": "does not fit any more"}
    assert "file" in page.inner_text("#tk_sheet-state")
    assert not is_guarded(page)
    page.evaluate("globalThis.disk = ''")
    page.fill("[name='answer.line']", "fits again")
    page.wait_for_selector("#tk_sheet-state >> text=Saved on this device")
    assert copies(page)[0]["answers"] == {"line": "fits again", "lines": "does not fit any more"}


def test_blocked_storage_is_told_and_a_file_saves_the_words(desk: Desk) -> None:
    page = desk.tab(init=BLOCKED)
    assert state(page)[0] == "unsaved"
    assert "blocks storage" in state(page)[1]
    assert not is_guarded(page)
    page.fill("[name='answer.line']", "mine")
    assert is_guarded(page)
    questions: list[str] = []
    page.once("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    page.click(".brand", no_wait_after=True)
    until(lambda: page.evaluate("1") == 1 and bool(questions))
    assert questions == ["beforeunload"]
    assert exported(page)["answers"] == {"line": "mine"}
    assert not is_guarded(page)
    page.fill("[name='answer.line']", "more")
    assert is_guarded(page)


@pytest.mark.parametrize("choice", ["new", ""])
def test_file_over_words_that_are_stored_nowhere_is_questioned(desk: Desk, choice: str) -> None:
    page = desk.tab(init=BLOCKED)
    page.fill("[name='answer.line']", "mine")
    open_file(page, answers_file({"line": "theirs"}), choice=choice)
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("theirs" if choice else "mine")


def test_starting_anew_over_words_that_are_stored_nowhere_is_questioned(desk: Desk) -> None:
    page = desk.tab(init=BLOCKED)
    page.fill("[name='answer.line']", "mine")
    page.click("[data-do=new-copy]")
    page.click("#tk_sheet-ask button[value='']")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("mine")
    page.click("[data-do=new-copy]")
    page.click("#tk_sheet-ask button[value=leave]")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("")


# -- copies --------------------------------------------------------------------------------------


def test_copies_of_several_clients_are_kept_apart(desk: Desk) -> None:
    page = desk.tab()
    assert page.is_disabled("[data-do=new-copy]")
    write(page, "line", "about Anna")
    page.fill("#tk_copy-nickname", "Anna")
    page.click("[data-do=new-copy]")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("")
    playwright.expect(page.locator("#tk_copy-nickname")).to_have_value("")
    assert page.evaluate("document.activeElement.id") == "tk_copy-nickname"
    page.keyboard.type("Bērtulis")
    write(page, "line", "about B")
    assert page.inner_text("#tk_sheet-whose") == "Bērtulis"
    found = copies(page)
    assert [(copy["nickname"], copy["answers"]) for copy in found] == [
        ("Anna", {"line": "about Anna"}),
        ("Bērtulis", {"line": "about B"}),
    ]
    page.click(".copy-choose")
    page.wait_for_selector("#tk_copies[open]")
    assert page.locator("#tk_copies li").count() == 2
    page.click(f"#tk_copies li[data-copy='{found[0]['id']}'] .button:not(.quiet)")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("about Anna")
    playwright.expect(page.locator("#tk_copy-nickname")).to_have_value("Anna")
    assert not re.search("Anna|[0-9a-f]{32}", page.url)

    # This tab goes on with it; a new one, which could be shown to anybody, begins blank and offers both.
    page.reload()
    page.wait_for_selector(READY, state="attached")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("about Anna")
    other = desk.tab()
    playwright.expect(other.locator("[name='answer.line']")).to_have_value("")
    assert "2" in other.inner_text(".copy-choose")


def test_blank_sheet_stays_blank_after_a_reload(desk: Desk) -> None:
    page = desk.tab()
    write(page, "line", "about Anna")
    page.click("[data-do=new-copy]")
    blank_sheet(page)
    page.reload()
    page.wait_for_selector(READY, state="attached")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("")
    assert len(copies(page)) == 1


def test_copy_is_deleted_only_after_a_question(desk: Desk) -> None:
    page = desk.tab()
    write(page, "line", "about Anna")
    page.click(".copy-choose")
    page.click("#tk_copies li .quiet")
    page.wait_for_selector("#tk_sheet-ask[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#tk_sheet-ask", state="hidden")
    assert page.is_visible("#tk_copies")
    assert len(copies(page)) == 1
    page.click("#tk_copies li .quiet")
    page.click("#tk_sheet-ask button[value=delete]")
    page.wait_for_selector("#tk_copies li", state="detached")
    page.keyboard.press("Escape")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("")
    assert copies(page) == []
    assert state(page) == ("", "")


def test_copies_by_keyboard_alone(desk: Desk) -> None:
    page = desk.tab()
    keys = page.keyboard
    page.focus("#tk_copy-nickname")
    keys.type("Anna")
    is_saved(page)
    keys.press("Tab")
    assert page.evaluate("document.activeElement.dataset.do") == "new-copy"
    keys.press("Enter")
    blank_sheet(page)
    keys.type("Bērtulis")
    is_saved(page)
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    page.wait_for_selector("#tk_copies[open]")
    # No key deletes anything before something is chosen.
    assert page.evaluate("document.activeElement.id") == "tk_copies-title"
    # The list begins with the latest: its delete button, then Open of the other.
    while page.evaluate("!document.activeElement.matches('#tk_copies li:nth-child(2) .button:not(.quiet)')"):
        keys.press("Tab")
    keys.press("Enter")
    page.wait_for_selector("#tk_copies", state="hidden")
    playwright.expect(page.locator("#tk_copy-nickname")).to_have_value("Anna")
    assert page.evaluate("document.activeElement.matches('.copy-choose')")


def test_answers_without_a_place_are_kept_and_shown(desk: Desk) -> None:
    page = desk.tab()
    write(page, "line", "mine")
    page.evaluate(
        """async () => {
          const { update, list } = await import(new URL("../../../assets/core/store.js", location.href));
          const [copy] = await list("copies");
          await update("copies", copy.id, (old) => (
            { ...old, revision: old.revision + 1, answers: { ...old.answers, "of-old": "<b>kept</b>", scale: "9" } }
          ));
        }"""
    )
    page.reload()
    page.wait_for_selector(READY, state="attached")
    assert "<b>kept</b>" in page.inner_text("#tk_sheet-unplaced")
    page.fill("[name='answer.line']", "more")
    until(lambda: copies(page)[0]["answers"]["line"] == "more")
    assert copies(page)[0]["answers"] == {"line": "more", "of-old": "<b>kept</b>", "scale": "9"}
    assert save(page)["answers"] == {"line": "more"}
    assert page.query_selector("#tk_sheet-message.wrong")


# -- two tabs ------------------------------------------------------------------------------------

#: A tab that hears nothing of others, like one that the browser has put to sleep.
ASLEEP = "delete globalThis.BroadcastChannel; document.addEventListener('visibilitychange', (e) => e.stopImmediatePropagation());"


def test_idle_tab_takes_over_what_another_tab_writes(desk: Desk) -> None:
    one = desk.tab()
    write(one, "line", "one")
    two = desk.tab()
    playwright.expect(two.locator("[name='answer.line']")).to_have_value("one")
    write(two, "lines", "two")
    one.wait_for_selector("#tk_sheet-message:not(:empty)")
    playwright.expect(one.locator("[name='answer.lines']")).to_have_value("two")
    write(one, "line", " more")
    until(lambda: two.input_value("[name='answer.line']") == "one more")
    assert len(copies(one)) == 1


@pytest.mark.parametrize("choice", ["keep-mine", "show-other", "undone"])
def test_two_tabs_never_overwrite_each_other(desk: Desk, choice: str) -> None:
    one = desk.tab()
    write(one, "line", "begun")
    two = desk.tab(init=ASLEEP)
    write(one, "lines", "from one")
    two.fill("[name='answer.free']", "2")
    two.wait_for_selector(".sheet-state[data-state=unsaved]")
    two.fill("[name='answer.free']", "22")
    assert [copy["answers"] for copy in copies(one)] == [{"line": "begun", "lines": "from one"}]
    assert is_guarded(two)
    two.click("[data-do=keep-mine]" if choice == "keep-mine" else "[data-do=show-other]")
    if choice == "undone":
        two.click("#tk_sheet-undo")
    if choice == "show-other":
        until(lambda: two.input_value("[name='answer.lines']") == "from one")
        playwright.expect(two.locator("[name='answer.free']")).to_have_value("")
    is_saved(two)
    found = [copy["answers"] for copy in copies(one)]
    assert found[0] == {"line": "begun", "lines": "from one"}
    mine = [{"line": "begun", "free": "22", "total": "22", "average": "22"}]
    assert found[1:] == ([] if choice == "show-other" else mine)


def test_copy_deleted_in_another_tab_is_not_written_back(desk: Desk) -> None:
    one = desk.tab()
    write(one, "line", "mine")
    two = desk.tab(init=ASLEEP)
    one.click(".copy-choose")
    one.click("#tk_copies li .quiet")
    one.click("#tk_sheet-ask button[value=delete]")
    one.wait_for_selector("#tk_copies li", state="detached")
    two.fill("[name='answer.line']", "still mine")
    two.wait_for_selector(".sheet-state[data-state=unsaved]")
    two.fill("[name='answer.line']", "still mine, and more")
    # What a page reads comes after what it has asked to be written before.
    assert copies(two) == []
    two.click("[data-do=store-again]")
    is_saved(two)
    assert copies(two)[0]["answers"] == {"line": "still mine, and more"}


# -- languages -----------------------------------------------------------------------------------


def test_answers_stay_when_the_language_changes(browser: Any, site_address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site_address}/en/worksheets/wheel-of-life/")
        page.wait_for_selector(READY, state="attached")
        # Another copy, so that this tab has to remember its own.
        page.fill("#tk_copy-nickname", "Other")
        is_saved(page)
        page.click("[data-do=new-copy]")
        blank_sheet(page)
        page.fill("#tk_copy-nickname", "Anna")
        page.fill("[name='answer.sheet.name']", "Anna Ž.")
        page.fill(".wheel-table tr:nth-child(2) input", "7")
        is_saved(page)
        stored = page.evaluate("() => document.querySelector('.wheel-table tr:nth-child(2) input').name")
        for locale in (*LOCALES[1:], "en"):
            page.click(".languages summary")
            page.click(f".languages a[hreflang={locale}]")
            page.wait_for_url(f"**/{locale}/worksheets/wheel-of-life/")
            page.wait_for_selector(READY, state="attached")
            assert page.get_attribute("html", "lang") == locale
            playwright.expect(page.locator("#tk_copy-nickname")).to_have_value("Anna")
            playwright.expect(page.locator("[name='answer.sheet.name']")).to_have_value("Anna Ž.")
            playwright.expect(page.locator(f"[name='{stored}']")).to_have_value("7")
            assert page.get_attribute(".sheet-state", "data-state") == "saved"
            page.fill("[name='answer.sheet.name']", "Anna Ž.")
        assert len(copies(page)) == 2


# -- files ---------------------------------------------------------------------------------------


def lock(page: Any, passphrase: str = PASSPHRASE) -> bytes:
    page.click("[data-do=lock]")
    page.fill("#tk_passphrase-first", passphrase)
    page.fill("#tk_passphrase-second", passphrase)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".sealed.json")
    assert "Anna" not in download.value.suggested_filename
    return Path(download.value.path()).read_bytes()


def clear_device(page: Any) -> None:
    page.click("#tk_device-open")
    page.click("#tk_device-clear")
    page.click("#tk_device-sure button:first-child")
    page.wait_for_selector("#tk_device .message:not(:empty)")
    page.keyboard.press("Escape")


def unlock(page: Any, content: bytes, passphrase: str = PASSPHRASE) -> None:
    page.set_input_files(
        "#tk_sheet-file", {"name": "a.json", "mimeType": "application/json", "buffer": content}
    )
    page.wait_for_selector("#tk_passphrase[open]")
    page.fill("#tk_passphrase-first", passphrase)
    page.keyboard.press("Enter")


def filled(desk: Desk) -> Any:
    """Return a tab with all field types filled, a nickname, and values of two days."""
    page = desk.tab()
    page.clock.install(time="2026-11-01T08:00:00Z")
    page.reload()
    page.wait_for_selector(READY, state="attached")
    open_file(page, answers_file(ANSWERS))
    page.fill("#tk_copy-nickname", "Anna")
    page.click("#tk_values button:first-child")
    page.clock.set_system_time("2026-11-22T09:00:00Z")
    page.fill("[name='answer.wheel.a']", "3")
    page.click("#tk_values button:first-child")
    page.fill("[name='answer.wheel.a']", "10")
    is_saved(page)
    until(lambda: len(copies(page)[0]["snapshots"]) == 2)
    return page


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "sealed"])
def test_export_clear_import_loses_nothing(dated_desk: Desk, sealed: bool) -> None:
    page = filled(dated_desk)
    before = copies(page)[0]
    assert before["answers"] == ANSWERS
    if sealed:
        content = lock(page)
        head = json.loads(content)
        assert (head["format"], head["iterations"] >= 600_000) == ("coaching-toolkit-sealed-answers", True)
        for secret in ("Ieva", "Anna", "all-types"):
            assert secret.encode() not in content
        assert lock(page) != content
    else:
        content = json.dumps(save(page)).encode()
    clear_device(page)
    assert copies(page) == []
    page.goto(f"{dated_desk.address}/lv/worksheets/all-types/")
    page.wait_for_selector(READY, state="attached")
    playwright.expect(page.locator("[name='answer.lines']")).to_have_value("")
    if sealed:
        unlock(page, content)
        page.wait_for_selector("#tk_sheet-message:not(:empty)")
    else:
        open_file(page, content)
    is_saved(page)
    (after,) = copies(page)
    for part in ("answers", "nickname", "snapshots", "worksheet", "worksheet_version"):
        assert after[part] == before[part], part
    assert save(page)["answers"] == ANSWERS


def tampered(change: Callable[[dict[str, Any]], Any]) -> Callable[[bytes], bytes]:
    def tamper(content: bytes) -> bytes:
        data = json.loads(content)
        change(data)
        return json.dumps(data).encode()

    return tamper


def flipped(text: str) -> str:
    return ("B" if text[0] == "A" else "A") + text[1:]


#: What is done to a locked file, and whether the passphrase is asked for all the same.
DAMAGE: dict[str, tuple[Callable[[bytes], bytes], bool]] = {
    "passphrase": (lambda content: content, True),
    "contents": (tampered(lambda data: data.update(sealed=flipped(data["sealed"]))), True),
    "shortened": (tampered(lambda data: data.update(sealed=data["sealed"][:-8])), True),
    "empty": (tampered(lambda data: data.update(sealed="")), True),
    "salt": (tampered(lambda data: data.update(salt=flipped(data["salt"]))), True),
    "iv": (tampered(lambda data: data.update(iv=flipped(data["iv"]))), True),
    "iterations": (tampered(lambda data: data.update(iterations=600_001)), True),
    "too many iterations": (tampered(lambda data: data.update(iterations=5_000_001)), False),
    "too few iterations": (tampered(lambda data: data.update(iterations=99_999)), False),
    "odd iterations": (tampered(lambda data: data.update(iterations="600000")), False),
    "newer": (tampered(lambda data: data.update(format_version=2)), False),
    "other cipher": (tampered(lambda data: data.update(cipher="AES-256-CBC")), False),
    "foreign": (tampered(lambda data: data.update(format="other")), False),
    "not base64": (tampered(lambda data: data.update(sealed="<b>")), False),
    "no salt": (tampered(lambda data: data.pop("salt")), False),
    "cut": (lambda content: content[:-20], False),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_wrong_locked_file_changes_nothing_and_is_told_why(desk: Desk, name: str) -> None:
    page = desk.tab()
    write(page, "line", "theirs")
    damage, is_asked = DAMAGE[name]
    content = damage(lock(page))
    page.fill("[name='answer.line']", "mine")
    until(lambda: copies(page)[0]["answers"]["line"] == "mine")
    before = copies(page)
    if is_asked:
        unlock(page, content, "something else" if name == "passphrase" else PASSPHRASE)
        page.wait_for_selector("#tk_passphrase-fault:has-text('wrong')")
        assert page.evaluate("document.activeElement.id") == "tk_passphrase-first"
        page.keyboard.press("Escape")
    else:
        said = open_file(page, content)
        assert said.startswith("The file was not opened, and nothing has been changed. ")
        assert len(said) > 60
        assert not page.is_visible("#tk_passphrase")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("mine")
    assert copies(page) == before


def test_head_of_a_locked_file_is_bound_to_what_is_locked(desk: Desk) -> None:
    """Nothing but the passphrase and exactly the head that the file shows opens it."""
    opened = desk.tab().evaluate(
        """async () => {
          const { seal } = await import(new URL("../../../assets/core/seal.js", location.href));
          const file = await seal("secret", "passphrase");
          const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
          const raw = new TextEncoder().encode("passphrase");
          const base = await crypto.subtle.importKey("raw", raw, "PBKDF2", false, ["deriveKey"]);
          const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(file.salt), iterations: file.iterations };
          const aes = { name: "AES-GCM", length: 256 };
          const key = await crypto.subtle.deriveKey(how, base, aes, false, ["decrypt"]);
          const { format, format_version, cipher, kdf, iterations, salt } = file;
          const head = [format, format_version, cipher, kdf, iterations, salt];
          const tries = [head, head.with(1, 2), head.with(4, iterations + 1), []];
          return Promise.all(tries.map(async (said) => {
            const additionalData = new TextEncoder().encode(JSON.stringify(said));
            const gcm = { name: "AES-GCM", iv: bytes(file.iv), additionalData };
            try {
              return new TextDecoder().decode(await crypto.subtle.decrypt(gcm, key, bytes(file.sealed)));
            } catch {
              return "refused";
            }
          }));
        }"""
    )
    assert opened == ["secret", "refused", "refused", "refused"]


def test_right_passphrase_is_taken_after_a_wrong_one_whatever_the_keyboard(desk: Desk) -> None:
    page = desk.tab()
    write(page, "line", "theirs")
    # Letters with marks as two characters each.
    content = lock(page, "pa\u0304rrunas ne\u0304")
    page.click("[data-do=new-copy]")
    blank_sheet(page)
    unlock(page, content, "wrong")
    page.wait_for_selector("#tk_passphrase-fault:has-text('wrong')")
    page.fill("#tk_passphrase-first", "p\u0101rrunas n\u0113")
    page.keyboard.press("Enter")
    page.wait_for_selector("#tk_passphrase", state="hidden")
    is_saved(page)
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("theirs")


@pytest.mark.parametrize(("first", "second"), [("short", "short"), ("long enough", "long enouhg")])
def test_passphrase_that_is_short_or_mistyped_locks_nothing(desk: Desk, first: str, second: str) -> None:
    page = desk.tab()
    write(page, "line", "mine")
    page.click("[data-do=lock]")
    page.fill("#tk_passphrase-first", first)
    page.fill("#tk_passphrase-second", second)
    page.keyboard.press("Enter")
    page.wait_for_selector("#tk_passphrase-fault:not(:empty)")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.do") == "lock"
    playwright.expect(page.locator("#tk_passphrase-first")).to_have_value("")


def test_locking_says_that_it_needs_a_secure_address(desk: Desk) -> None:
    page = desk.tab(init="Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });")
    write(page, "line", "mine")
    page.click("[data-do=lock]")
    page.wait_for_selector("#tk_sheet-message.wrong")
    assert "https" in page.inner_text("#tk_sheet-message")
    sealed = {"format": "coaching-toolkit-sealed-answers"}
    assert "https" in open_file(page, json.dumps(sealed).encode())


MOMENT = {"saved": "2026-11-01T08:00:00.000Z", "values": {"scale": "4"}}
HOSTILE: dict[str, bytes] = {
    "nickname is an object": answers_file({}, nickname={"toString": "x"}),
    "nickname is long": answers_file({}, nickname="x" * 81),
    "nickname turns around": answers_file({}, nickname="a\u202eb"),
    "nickname has lines": answers_file({}, nickname="a\nb"),
    "snapshots are an object": answers_file({}, snapshots={"0": MOMENT}),
    "too many snapshots": answers_file({}, snapshots=[MOMENT] * 501),
    "snapshot without date": answers_file({}, snapshots=[{"values": {}}]),
    "snapshot of no day": answers_file({}, snapshots=[MOMENT | {"saved": "2026-02-30T08:00:00Z"}]),
    "snapshot of markup": answers_file({}, snapshots=[MOMENT | {"saved": "<b>2026</b>"}]),
    "snapshots out of order": answers_file({}, snapshots=[MOMENT, MOMENT]),
    "snapshot of words": answers_file({}, snapshots=[MOMENT | {"values": {"line": "x"}}]),
    "snapshot out of bounds": answers_file({}, snapshots=[MOMENT | {"values": {"scale": "6"}}]),
    "prototype in a snapshot": answers_file({}, snapshots=["SNAPSHOT"]).replace(
        b'"SNAPSHOT"', b'{"saved":"2026-11-01T08:00:00Z","values":{"__proto__":{"scale":"1"}}}'
    ),
    "deep": b'{"format":"coaching-toolkit-answers","answers":' + b'{"a":' * 300_000 + b"1" + b"}" * 300_001,
    "not UTF-8": answers_file({"line": "LINE"}).replace(b"LINE", b"\xff"),
    "huge": b" " * 3_000_001,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_changes_nothing_and_is_told_why(desk: Desk, name: str) -> None:
    page = desk.tab()
    write(page, "line", "mine")
    before = copies(page)
    said = open_file(page, HOSTILE[name])
    assert said.startswith("The file was not opened, and nothing has been changed. ")
    assert len(said) > 60
    assert copies(page) == before
    assert page.evaluate("({}).scale === undefined && ({}).line === undefined")


def test_markup_in_nickname_and_answers_stays_text(desk: Desk) -> None:
    attack = "<img src=x onerror=\"document.title='gone'\"><script>document.title='gone'</script>"[:80]
    page = desk.tab()
    open_file(page, answers_file({"line": attack}, nickname=attack, snapshots=[MOMENT]))
    is_saved(page)
    page.click(".copy-choose")
    page.wait_for_selector("#tk_copies[open]")
    assert attack in page.inner_text("#tk_copies")
    page.click("#tk_copies li .quiet")
    page.wait_for_selector("#tk_sheet-ask[open]")
    assert attack in page.inner_text("#tk_sheet-ask")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.query_selector("article img") is None
    assert page.title().startswith("All types")


def test_whatever_nickname_is_pasted_its_file_can_be_opened(desk: Desk) -> None:
    page = desk.tab()
    write(page, "line", "mine")
    page.fill("#tk_copy-nickname", " A\u202enna\t B. ")
    until(lambda: copies(page)[0]["nickname"] == "Anna B.")
    assert open_file(page, json.dumps(save(page)).encode()).startswith("The file is open.")


def test_file_can_replace_a_copy_and_that_can_be_undone(desk: Desk) -> None:
    page = desk.tab()
    write(page, "line", "mine")
    page.fill("#tk_copy-nickname", "Anna")
    is_saved(page)
    open_file(page, answers_file({"line": "theirs"}), choice="")
    playwright.expect(page.locator("[name='answer.line']")).to_have_value("mine")
    open_file(page, answers_file({"line": "theirs"}), choice="replace")
    until(lambda: [copy["answers"]["line"] for copy in copies(page)] == ["theirs"])
    page.click("#tk_sheet-undo")
    until(lambda: [(c["nickname"], c["answers"]["line"]) for c in copies(page)] == [("Anna", "mine")])
    open_file(page, answers_file({"line": "theirs"}))
    until(lambda: [copy["answers"]["line"] for copy in copies(page)] == ["mine", "theirs"])


def test_its_own_file_opened_as_a_new_copy_outlives_the_first(desk: Desk) -> None:
    page = desk.tab()
    page.fill("#tk_copy-nickname", "Anna")
    write(page, "wheel.a", "7")
    open_file(page, json.dumps(save(page)).encode(), choice="new")
    until(lambda: len(copies(page)) == 2)
    is_saved(page)
    first = copies(page)[0]["id"]
    page.click(".copy-choose")
    page.click(f"#tk_copies li[data-copy='{first}'] .quiet")
    page.click("#tk_sheet-ask button[value=delete]")
    page.wait_for_selector(f"#tk_copies li[data-copy='{first}']", state="detached")
    assert [(copy["nickname"], copy["answers"]["wheel.a"]) for copy in copies(page)] == [("Anna", "7")]


# -- values over time ----------------------------------------------------------------------------


def test_two_dates_are_compared_in_one_drawing_and_a_table(dated_desk: Desk) -> None:
    page = filled(dated_desk)
    page.reload()
    page.wait_for_selector(READY, state="attached")
    page.click("#tk_values button:last-child")
    page.wait_for_selector("#tk_compare[open]")
    assert page.locator("#tk_compare-first option").count() == 3

    def row(name: str) -> list[str]:
        return page.locator("#tk_compare-body tr", has_text=name).locator("td").all_inner_texts()

    # The first date against now: the same; then against the second date.
    assert row("Area A") == ["10", "10", "0"]
    page.select_option("#tk_compare-second", index=1)
    assert row("Area A") == ["10", "3", "−7"]
    assert row("A scale") == ["4", "4", "0"]
    assert row("Total")[2] == "−2.333333"
    drawing = page.locator("#tk_compare-body svg.wheel-drawing")
    assert drawing.count() == 1
    earlier, later = (drawing.locator(f".outline.{name}") for name in ("earlier", "later"))
    assert earlier.get_attribute("d").startswith("M0.00 -55.00A55 55")
    assert later.get_attribute("d").startswith("M0.00 -16.50A16.5 16.5")
    dashes = [found.evaluate("path => getComputedStyle(path).strokeDasharray") for found in (earlier, later)]
    assert dashes[0] != "none" == dashes[1]

    page.click("#tk_compare-dates li:last-child button")
    page.click("#tk_sheet-ask button[value=delete]")
    until(lambda: len(copies(page)[0]["snapshots"]) == 1)
    assert page.locator("#tk_compare-first option").count() == 2
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('#tk_values button:last-child')")


def test_values_are_kept_only_where_there_are_sound_ones(desk: Desk) -> None:
    page = desk.tab()
    keep = "#tk_values button:first-child"
    page.click(keep)
    page.wait_for_selector("#tk_values .message:not(:empty)")
    page.fill("[name='answer.wheel.a']", "11")
    page.click(keep)
    assert page.evaluate("document.activeElement.name") == "answer.wheel.a"
    page.fill("[name='answer.wheel.a']", "5")
    page.click(keep)
    page.click(keep)
    is_saved(page)
    until(lambda: len(copies(page)[0]["snapshots"]) == 1)
    assert copies(page)[0]["snapshots"][0]["values"] == {"wheel.a": "5", "total": "5", "average": "5"}
    other = desk.tab("en/worksheets/other/")
    assert other.query_selector("#tk_values, #tk_compare") is None


# -- clearing ------------------------------------------------------------------------------------


def test_cleared_device_holds_nothing_and_open_pages_say_so(desk: Desk) -> None:
    one = desk.tab()
    write(one, "line", "mine")
    two = desk.tab()
    home = desk.tab("en/worksheets/other/")
    home.click("#tk_device-open")
    home.wait_for_selector("#tk_device[open]")
    assert home.evaluate("document.activeElement.id") == "tk_device-title"
    assert home.inner_text("[data-count=copies]") == "1"
    home.click("#tk_device-clear")
    assert home.evaluate("document.activeElement.matches('#tk_device-sure button:last-child')")
    home.keyboard.press("Enter")
    assert len(copies(home)) == 1
    home.click("#tk_device-clear")
    home.click("#tk_device-sure button:first-child")
    home.wait_for_selector("#tk_device .message:not(:empty)")
    assert home.inner_text("[data-count=copies]") == "0"
    for page in (one, two):
        page.wait_for_selector(".sheet-state[data-state=unsaved]")
        playwright.expect(page.locator("[name='answer.line']")).to_have_value("mine")
        page.fill("[name='answer.line']", "mine, and more")
        assert is_guarded(page)
        # What a page reads comes after what it has asked to be written before.
        assert copies(page) == []
    one.click("[data-do=store-again]")
    is_saved(one)
    assert copies(one)[0]["answers"] == {"line": "mine, and more"}
    # In the tab that was used for it, too.
    clear_device(one)
    assert state(one)[0] == "unsaved"
    assert one.evaluate("sessionStorage.length") == 0
    assert one.evaluate("document.activeElement.id") == "tk_device-open"


def test_dialog_says_when_nothing_can_be_stored(desk: Desk) -> None:
    page = desk.tab(init=BLOCKED)
    page.click("#tk_device-open")
    page.wait_for_selector("#tk_device .message:not(:empty)")
    assert page.is_disabled("#tk_device-clear")


# -- accessibility -------------------------------------------------------------------------------


@needs_axe
@pytest.mark.parametrize("width", [320, 1280])
def test_no_accessibility_fault_in_any_dialog(browser: Any, address: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        desk = Desk(context, address)
        page = filled(desk)
        faults = {}

        def look(name: str) -> None:
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            if found := axe_faults_light_and_dark(page):
                faults[name] = found

        for opener, dialog in (
            (".copy-choose", "#tk_copies"),
            ("#tk_values button:last-child", "#tk_compare"),
            ("[data-do=lock]", "#tk_passphrase"),
            ("#tk_device-open", "#tk_device"),
        ):
            page.click(opener)
            page.wait_for_selector(f"{dialog}[open]")
            look(dialog)
            page.keyboard.press("Escape")
            assert page.evaluate("opener => document.activeElement.matches(opener)", opener), dialog
        page.click(".copy-choose")
        page.click("#tk_copies li .quiet")
        page.wait_for_selector("#tk_sheet-ask[open]")
        look("#tk_sheet-ask")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        clear_device(page)
        page.wait_for_selector(".sheet-state[data-state=unsaved]")
        look("gone")
        assert faults == {}
