"""Pages in a real browser: nothing blocked or failing, accessible, readable at 320 px, usable without scripts."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import (
    LOCALES,
    REPOSITORY,
    axe_faults,
    axe_faults_light_and_dark,
    needs_axe,
    open_page,
    ready,
    visited,
)

NODE_MODULES = REPOSITORY / ".venv" / "node" / "node_modules"
HTML_VALIDATE = NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs"

#: One page of each type.
PAGES = (
    "",
    "approaches/",
    "approaches/coaching/",
    "sessions/",
    "sessions/coaching-session/",
    "questions/session-questions/",
    "questions/mentoring-faq/",
    "worksheets/",
    "worksheets/wheel-of-life/",
    "worksheets/coaching-agreement/",
    "checklists/coach-and-client-responsibilities/",
    "curricula/management-coaching-programme/",
    "frameworks/icf-core-competencies/",
    "glossary/",
    "404.html",
)


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_load_whole_and_ask_nobody_else(browser: Any, site_address: str, locale: str) -> None:
    addresses = (f"{site_address}/{locale}/{path}" for path in PAGES)
    for path, (_, said, asked) in zip(PAGES, visited(browser, addresses), strict=True):
        if path == "404.html":
            said = [line for line in said if "404" not in line]
        assert said == [], path
        assert len(asked) >= 3
        assert all(url.startswith((site_address, "data:")) for url in asked), path


def test_pages_say_when_all_is_shown(browser: Any, site_address: str) -> None:
    """Other tests rest on this: a page that says so has shown what it had to wait for."""
    addresses = [f"{site_address}/en/{path}" for path in PAGES]
    for page, _, _ in visited(browser, addresses):
        ready(page)
    slow = "sessions/coaching-session/"
    page, _, _ = open_page(browser, addresses[0])
    page.route("**/lv/sessions/**", lambda route: (time.sleep(0.3), route.continue_()))
    page.goto(f"{site_address}/en/{slow}?with=lv")
    ready(page)
    assert page.locator(".also").count() > 50
    page.context.close()


@pytest.mark.parametrize("locale", ["lv", "fi"])
def test_pages_fit_a_narrow_phone(browser: Any, site_address: str, locale: str) -> None:
    addresses = (f"{site_address}/{locale}/{path}" for path in PAGES)
    phone = {"width": 320, "height": 640}
    for path, (page, _, _) in zip(PAGES, visited(browser, addresses, viewport=phone), strict=True):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@needs_axe
# Finnish has the longest words.
@pytest.mark.parametrize(("locale", "width"), [("en", 1280), ("es", 1280), ("lv", 1280), ("fi", 320)])
def test_no_accessibility_faults(browser: Any, site_address: str, locale: str, width: int) -> None:
    addresses = (f"{site_address}/{locale}/{path}" for path in PAGES)
    look = {"viewport": {"width": width, "height": 900}}
    faults = axe_faults_light_and_dark if locale in ("lv", "fi") else axe_faults
    for path, (page, _, _) in zip(PAGES, visited(browser, addresses, **look), strict=True):
        assert faults(page) == [], path


@needs_axe
def test_accessibility_check_finds_a_planted_fault(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/")
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"x.png\">'")
    assert "image-alt" in [rule for rule, _, _ in axe_faults(page)]
    page.context.close()


@needs_axe
def test_colours_that_are_too_faint_in_the_dark_alone_are_found(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/glossary/")
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("@media (prefers-color-scheme: dark) { p { color: #333; background: #222; } }");
          document.adoptedStyleSheets.push(sheet);
        }"""
    )
    assert axe_faults(page) == []
    assert "color-contrast" in [rule for rule, _, _ in axe_faults_light_and_dark(page)]


@pytest.mark.parametrize(("language", "locale"), [("lv-LV", "lv"), ("fi", "fi"), ("es-MX", "es"), ("de", "")])
def test_root_page_goes_to_the_readers_language(
    browser: Any, site_address: str, language: str, locale: str
) -> None:
    page, _, _ = open_page(browser, f"{site_address}/", locale=language)
    page.wait_for_url(f"{site_address}/{locale}/" if locale else f"{site_address}/")
    page.context.close()


def test_everything_is_readable_without_scripts(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/", java_script_enabled=False, locale="lv-LV")
    assert page.url == f"{site_address}/"
    page.get_by_role("link", name="Latviešu").click()
    page.get_by_role("link", name="Vadīt sesiju").click()
    assert page.url.endswith("/lv/sessions/")
    page.goto(f"{site_address}/lv/sessions/coaching-session/")
    page.locator(".languages summary").click()
    page.locator(".languages a[hreflang=fi]").click()
    assert page.url == f"{site_address}/fi/sessions/coaching-session/"
    page.context.close()


def test_keyboard_reaches_the_content_first(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/fi/sessions/coaching-session/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#tk_content")
    page.context.close()


@pytest.mark.skipif(
    not HTML_VALIDATE.is_file() or shutil.which("node") is None, reason="html-validate (npm) is not installed"
)
def test_pages_are_valid_html(site: Path, tmp_path: Path) -> None:
    rules = {
        "extends": ["html-validate:standard"],
        "rules": {
            # Style, not validity: attribute order, self-closing and the like are the templates' own.
            "no-trailing-whitespace": "off",
            "void-style": "off",
            "long-title": "off",
            "doctype-style": "off",
            "attribute-boolean-style": "off",
            "no-inline-style": "error",
        },
    }
    config = tmp_path / "htmlvalidate.json"
    config.write_text(json.dumps({"root": True, **rules}))
    fault = tmp_path / "fault.html"
    fault.write_text(
        "<!doctype html><html lang=en><head><title>x</title></head><body><p><div>x</div></p></body></html>"
    )

    def validate(*paths: str) -> list[dict[str, Any]]:
        command = ["node", str(HTML_VALIDATE), "--config", str(config), "--formatter", "json", *paths]
        # Into a file: of a pipe, what is long may be cut short when the program ends.
        with (tmp_path / "found.json").open("w+", encoding="utf-8") as found:
            subprocess.run(command, stdout=found, check=False)
            found.seek(0)
            return json.load(found)

    assert validate(str(fault))
    pages = [str(path) for path in sorted(site.rglob("*.html"))]
    assert len(pages) >= 353
    found = [
        (
            Path(entry["filePath"]).relative_to(site).as_posix(),
            message["line"],
            message["ruleId"],
            message["message"],
        )
        for entry in validate(*pages)
        for message in entry["messages"]
    ]
    assert found == [], found[:10]
