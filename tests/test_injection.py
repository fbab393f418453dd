"""Hostile texts in every definition, hostile addresses and a hostile store, in a real browser: nothing runs.

The pages are made from the shipped library with every text of it replaced by an attack, in two languages, so
that each template, script and the second language beside the first meet it.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from conftest import open_page, served

from toolkit.definitions.model import Kind, translate
from toolkit.project.opened import Project
from toolkit.site import engine as sites
from toolkit.site import shared
from toolkit.translation.catalog import State
from toolkit.translation.localisation import Localised, Wording
from toolkit.view import Edition
from toolkit.view.addresses import page_path

ATTACKS = (
    "</title><script>attacked(1)</script>",
    "<img src=x onerror=attacked(2)>",
    "\"'><svg onload=attacked(3)>",
    "[x](javascript:attacked(4))",
    "<a href='javascript:attacked(5)'>x</a>",
    "{{ 7*7 }}{% raw %}<script>attacked(6)</script>",
    "</script><script>attacked(7)</script>",
    "--><iframe srcdoc='<script>parent.attacked(8)</script>'></iframe>",
    "' onfocus=attacked(9) autofocus tabindex=0 x='",
    "<style>@import 'https://evil.test/x.css'</style>",
    "</textarea></select></dialog><script>attacked(10)</script>",
    "<form action=https://evil.test><button>x</button></form>",
    "*_`~~~ [a]: javascript:attacked(11)\\",
    "${attacked(12)} `${attacked(13)}`",
    "&lt;script&gt;attacked(14)&lt;/script&gt;",
    "__proto__ constructor toString",
)
#: One page of each type, with every state that an address can give it.
PATHS = (
    "",
    *(page_path(kind) for kind in Kind),
    "approaches/coaching/",
    "sessions/coaching-session/",
    "questions/session-questions/",
    "questions/mentoring-faq/",
    "worksheets/wheel-of-life/",
    "worksheets/coaching-agreement/",
    "checklists/coach-and-client-responsibilities/",
    "curricula/management-coaching-programme/",
    "frameworks/icf-core-competencies/",
)
NAMES = ("q", "with", "view", "minutes", "order", "topic", "phase", "time", "type", "depth", "address", "fav")
NAMES += ("model", "format", "audience", "stage", "role", "sort", "show", "__proto__", "constructor")

#: What a page says when something of the attack ran, and what its policy had to stop.
WATCH = """
window.attacks = [];
window.attacked = (number) => window.attacks.push(number);
addEventListener('securitypolicyviolation', (event) => window.attacks.push(event.violatedDirective));
"""


@pytest.fixture(scope="module")
def attacked(
    repository: Project, shipped_editions: dict[str, Edition], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Serve a site whose every text is an attack; give its address."""
    folder = tmp_path_factory.mktemp("attacked")
    editions = []
    for locale in ("en", "lv"):
        calm = shipped_editions[locale]
        hostile = dataclasses.replace(calm, localised=MappingProxyType(_attack(calm, locale)))
        sites.build_locale(hostile, sites.write_tree(hostile, folder / "docs"), folder / "site" / locale)
        editions.append(hostile)
    shared.write_shared(editions, folder / "site", repository.build / "cache" / "fonts")
    with served(folder / "site") as address:
        yield address


def _attack(calm: Edition, locale: str) -> dict[Any, Localised]:
    attacks = itertools.cycle(ATTACKS)

    def say(path: tuple[str, ...], text: str) -> Wording:
        return Wording(f"{next(attacks)} {locale}", locale, State.translated)

    return {
        key: dataclasses.replace(entry, definition=translate(entry.definition, say))
        for key, entry in calm.localised.items()
    }


def _watched(browser: Any, **options: Any) -> Any:
    context = browser.new_context(**options)
    context.add_init_script(WATCH)
    return context


def test_no_text_of_a_definition_runs(browser: Any, attacked: str, tmp_path: Path) -> None:
    seen = 0
    with _watched(browser) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if "evil" in request.url else None)
        for path in PATHS:
            page.goto(f"{attacked}/lv/{path}")
            assert page.evaluate("window.attacks") == [], path
            seen += page.evaluate("document.body.textContent.includes('attacked(')")
            # A second language brings the other page's texts in by script.
            page.goto(f"{attacked}/lv/{path}?with=en")
            if page.locator("[data-beside=en]").count():
                page.wait_for_selector("html.beside .also", state="attached")
            assert page.evaluate("window.attacks") == [], path
        assert said == []
    # The attacks are there to be read; a page that had dropped them would prove nothing.
    assert seen >= len(PATHS) - 2


def test_no_address_runs(browser: Any, attacked: str) -> None:
    with _watched(browser) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for path, attack in itertools.product(PATHS, ATTACKS[:4]):
            page.goto(f"{attacked}/lv/{path}")
            page.evaluate(
                """([names, attack]) => {
                    const address = new URL(location);
                    for (const name of names) address.searchParams.append(name, attack);
                    address.hash = attack;
                    history.replaceState(null, '', address);
                }""",
                [NAMES, attack],
            )
            page.reload()
            assert page.evaluate("window.attacks") == [], (path, attack)
        assert said == []


def test_the_watch_sees_what_runs(browser: Any, attacked: str) -> None:
    """The test's own gate: without the policy an inserted handler would run, with it it is reported."""
    for bypass, expected in ((True, [99]), (False, ["script-src-attr"])):
        with _watched(browser, bypass_csp=bypass) as context:
            page = context.new_page()
            page.goto(f"{attacked}/lv/")
            page.evaluate(
                """() => new Promise((done) => {
                    document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="attacked(99)">');
                    setTimeout(done, 300);
                })"""
            )
            found = page.evaluate("window.attacks")
            assert expected[0] in found, found


def test_metadata_keeps_hostile_titles_as_text(browser: Any, attacked: str) -> None:
    page, said, _ = open_page(browser, f"{attacked}/lv/sessions/coaching-session/")
    data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').text)")
    assert any(attack in data["name"] for attack in ATTACKS)
    assert said == []
    page.context.close()
