"""All of one client on a device: one view, one file, one deletion, and opened again as it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import axe_faults, drawn, needs_axe, until

PASSPHRASE = "parūs ūdens kaķis māja"
READY = "form[data-ready]"
LIST = "checklists/coach-and-client-responsibilities/"

#: Reads all that is stored with a connection of its own, as another program would.
STORED = """async () => {
  const found = (await indexedDB.databases()).find(({ name }) => name.startsWith("coaching-toolkit"));
  const database = await new Promise((resolve) => {
    const request = indexedDB.open(found.name);
    request.onsuccess = () => resolve(request.result);
  });
  const all = (store) => new Promise((resolve) => {
    const request = database.transaction(store).objectStore(store).getAll();
    request.onsuccess = () => resolve(request.result);
  });
  const marks = (await all("marks")).filter(({ key }) => !["recent", "settings"].includes(key));
  const result = { copies: await all("copies"), marks };
  database.close();
  return result;
}"""


def write(context: Any, site_address: str, sheet: str, nickname: str, word: str) -> None:
    """Fill in a sheet for a client, as a coach does."""
    page = context.new_page()
    page.goto(f"{site_address}/en/worksheets/{sheet}/")
    page.wait_for_selector(READY, state="attached")
    if page.locator(".copy-new").is_enabled():
        page.click(".copy-new")
    page.fill("#tk_copy-nickname", nickname)
    page.locator(".sheet-section :is(textarea, input[type=text])").first.fill(word)
    page.wait_for_selector(".sheet-state[data-state=saved]")
    page.close()


@pytest.fixture
def home(browser: Any, site_address: str) -> Any:
    """Return the home page of a device with two clients and a checklist in use."""
    context = browser.new_context()
    write(context, site_address, "wheel-of-life", "Anna", "7")
    write(context, site_address, "smart-goal", "Anna", "to <b>learn</b> šņ")
    write(context, site_address, "wheel-of-life", "Bo", "3")
    page = context.new_page()
    page.goto(f"{site_address}/en/{LIST}")
    drawn(page)
    page.locator(".checklist input[type=checkbox]").first.check()
    until(lambda: len(page.evaluate(STORED)["marks"]) == 1)
    page.goto(f"{site_address}/en/")
    drawn(page)
    return page


def open_view(page: Any, nickname: str) -> None:
    page.click("#tk_client-open")
    page.select_option("#tk_client-nickname", nickname)
    page.wait_for_selector("#tk_client-found li")


def said(page: Any) -> str:
    page.wait_for_selector("#tk_client-said:not(:empty)")
    return str(page.inner_text("#tk_client-said"))


def saved(page: Any, how: str, tmp_path: Path) -> Path:
    with page.expect_download() as download:
        page.click(f"[data-client={how}]")
        if how == "lock":
            page.fill("#tk_passphrase-first", PASSPHRASE)
            page.fill("#tk_passphrase-second", PASSPHRASE)
            page.click("#tk_passphrase .button:not(.quiet)")
    path = tmp_path / str(download.value.suggested_filename)
    download.value.save_as(path)
    return path


def delete(page: Any) -> str:
    page.click("[data-client=remove]")
    asked = str(page.inner_text("#tk_sheet-ask-text"))
    page.click("#tk_sheet-ask [value=delete]")
    until(lambda: page.evaluate("!document.querySelector('#tk_sheet-ask').open"))
    until(
        lambda: page.evaluate("document.querySelector('#tk_client-said').textContent.startsWith('Deleted')")
    )
    return asked


@pytest.mark.parametrize("how", ["save", "lock"])
def test_all_of_one_client_goes_out_and_comes_in_again(home: Any, tmp_path: Path, how: str) -> None:
    open_view(home, "Anna")
    assert home.locator("#tk_client-found li").count() == 2
    assert "Wheel of life" in home.inner_text("#tk_client-found")
    # A checklist is of nobody until somebody says so.
    home.locator("#tk_client-loose input").check()
    until(lambda: home.evaluate("document.querySelectorAll('#tk_client-found li').length === 3"))
    before = home.evaluate(STORED)
    path = saved(home, how, tmp_path)
    assert path.name.startswith("client-2")
    text = path.read_text(encoding="utf-8")
    if how == "lock":
        assert "Anna" not in text
        assert "learn" not in text
    else:
        assert {name: len(json.loads(text)[name]) for name in ("copies", "marks")} == {
            "copies": 2,
            "marks": 1,
        }
        assert '"Bo"' not in text

    asked = delete(home)
    assert "Anna" in asked
    assert "Saved copies of worksheets: 2" in asked
    assert "Checklists in use: 1" in asked
    left = home.evaluate(STORED)
    assert [copy["nickname"] for copy in left["copies"]] == ["Bo"]
    assert left["marks"] == []

    home.set_input_files("#tk_client-file", path)
    if how == "lock":
        home.fill("#tk_passphrase-first", PASSPHRASE)
        home.click("#tk_passphrase .button:not(.quiet)")
    until(lambda: home.evaluate("document.querySelectorAll('#tk_client-found li').length === 3"))
    assert home.evaluate(STORED) == before


def test_the_nickname_is_in_the_file_name_only_if_wanted(home: Any, tmp_path: Path) -> None:
    open_view(home, "Anna")
    assert not home.is_checked("#tk_client-named")
    assert "Anna" not in saved(home, "save", tmp_path).name
    home.check("#tk_client-named")
    assert saved(home, "save", tmp_path).name.startswith("client-Anna-2")
    assert "Anna" in said(home)


@pytest.mark.parametrize("answer", ["keep", "replace", ""])
def test_nothing_is_replaced_unasked(home: Any, site_address: str, tmp_path: Path, answer: str) -> None:
    open_view(home, "Bo")
    path = saved(home, "save", tmp_path)
    sheet = home.context.new_page()
    sheet.goto(f"{site_address}/en/worksheets/wheel-of-life/")
    sheet.wait_for_selector(READY, state="attached")
    sheet.click(".copy-choose")
    sheet.locator("#tk_copies li", has_text="Bo").locator(".button:not(.quiet)").click()
    # What is typed while the copy is on its way stands beside what comes.
    until(lambda: sheet.input_value("#tk_copy-nickname") == "Bo")
    sheet.locator(".sheet-section input").first.fill("9")
    # "Saved" stands there from before, until the page has noticed that something was typed.
    until(lambda: any("9" in map(str, copy["answers"].values()) for copy in home.evaluate(STORED)["copies"]))
    newer = home.evaluate(STORED)

    home.set_input_files("#tk_client-file", path)
    home.wait_for_selector("#tk_sheet-ask[open]")
    assert "Saved copies of worksheets: 1" in home.inner_text("#tk_sheet-ask-text")
    assert home.evaluate(STORED) == newer
    home.click(f"#tk_sheet-ask [value='{answer}']")
    if answer == "replace":
        # The page that shows the copy sees it, too.
        until(lambda: sheet.evaluate("document.querySelector('.sheet-section input').value === '3'"))
    else:
        until(lambda: home.evaluate("!document.querySelector('#tk_sheet-ask').open"))
        assert home.evaluate(STORED) == newer


def test_a_file_of_another_kind_is_refused(home: Any, tmp_path: Path) -> None:
    open_view(home, "Anna")
    before = home.evaluate(STORED)
    for text in ("{", '{"format": "coaching-toolkit-answers"}', '{"format": "coaching-toolkit-client"}'):
        path = tmp_path / "file.json"
        path.write_text(text)
        home.set_input_files("#tk_client-file", path)
        home.wait_for_selector("#tk_client-said.wrong:not(:empty)")
        assert said(home).startswith("Nothing was opened")
    assert home.evaluate(STORED) == before


def test_ticks_leave_a_checklist_with_its_client(home: Any, site_address: str) -> None:
    open_view(home, "Anna")
    home.locator("#tk_client-loose input").check()
    until(lambda: home.evaluate("document.querySelectorAll('#tk_client-found li').length === 3"))
    home.goto(f"{site_address}/en/{LIST}")
    drawn(home)
    home.locator(".checklist input[type=checkbox]").nth(1).check()
    until(lambda: len(home.evaluate(STORED)["marks"][0]["items"]) == 2)
    assert home.evaluate(STORED)["marks"][0]["client"] == "Anna"


def test_what_is_stored_here_leads_to_it(home: Any, site_address: str) -> None:
    home.goto(f"{site_address}/en/glossary/")
    home.click("#tk_device-open")
    home.click("#tk_device a[href*='clients=all']")
    home.wait_for_selector("#tk_client[open]")
    assert home.locator("#tk_client-nickname option").count() == 2


@needs_axe
def test_it_is_accessible(home: Any) -> None:
    home.set_viewport_size({"width": 360, "height": 640})
    open_view(home, "Anna")
    assert axe_faults(home) == []
    home.click("[data-client=lock]")
    assert axe_faults(home) == []
