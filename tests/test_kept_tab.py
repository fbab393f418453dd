"""The tab that tests take in turn comes to each as blank as a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conftest import served
from kept_tab import SIZE, KeptTab

KEEP = """async () => {
  localStorage.setItem("a", "1");
  sessionStorage.setItem("a", "1");
  document.cookie = "a=1";
  await new Promise((done) => {
    const request = indexedDB.open("a", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("a", { keyPath: "id" });
    request.onsuccess = () => done(request.result.transaction("a", "readwrite").objectStore("a").put({ id: 1 }));
  });
  addEventListener("pagehide", () => sessionStorage.setItem("b", "1"));
}"""
FOUND = """async () => ({
  stored: [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length],
  size: [innerWidth, innerHeight],
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  print: matchMedia("print").matches,
  before: history.length,
})"""


def test_nothing_of_one_test_is_left_for_the_next(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title>")
    kept = KeptTab(browser)
    with served(tmp_path) as address:
        new = browser.new_context(viewport=SIZE).new_page()
        new.goto(address)
        blank = new.evaluate(FOUND)
        first = kept.take({"width": 320, "height": 500}, color_scheme="dark")
        first.goto(address)
        first.goto(f"{address}/?again")
        first.evaluate(KEEP)
        first.emulate_media(media="print")
        beside = kept.context.new_page()
        said = first.evaluate(FOUND)
        assert [key for key in blank if said[key] == blank[key]] == []
        kept.give_back()
        assert beside.is_closed()
        second = kept.take()
        assert second is first
        second.goto(address)
        assert second.evaluate(FOUND) == blank
        assert kept.said == []
        # What cannot be taken back costs the tab.
        second.route("**/*", lambda route: route.continue_())
        kept.give_back()
        assert kept.take() is not first
        kept.give_back()
