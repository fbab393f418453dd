"""Index pages and home: grouped lists, filters that the address keeps, what was used last, approaches compared."""

from __future__ import annotations

import gzip
import random
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from conftest import LOCALES, axe_faults, drawn, needs_axe, open_page, ready, until
from kept_tab import KeptTab
from lxml import html

from toolkit.definitions.entries import Library
from toolkit.definitions.model import AnyDefinition, Kind, Visibility
from toolkit.view import Edition
from toolkit.view.addresses import page_path

#: Kinds whose index has filters, and those that have pages of their own.
FILTERED = (Kind.session, Kind.question_bank, Kind.worksheet, Kind.checklist, Kind.curriculum)
LISTED = tuple(kind for kind in Kind if kind.info.folder)
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "javascript:alert(1)",
    "__proto__",
    "constructor",
    "\u202e\u0000%",
    "x" * 3000,
)
BLOCKED = """Object.defineProperty(window, "indexedDB", {
  value: { open() { throw new DOMException("no", "SecurityError"); } },
});"""


def readable(library: Library, kind: Kind) -> list[AnyDefinition]:
    return [entry for entry in library.of_kind(kind) if entry.visibility is not Visibility.trainer]


def band(minutes: int) -> str:
    return "to-30" if minutes <= 30 else "31-60" if minutes <= 60 else "61-90" if minutes <= 90 else "over-90"


def facets(entry: Any) -> dict[str, set[str]]:
    """Say what an entry is found by, straight from its definition."""
    audience = {role.value for role in entry.audience}
    topics = {topic.value for topic in entry.topics}
    match entry.kind:
        case Kind.session:
            return {
                "time": {band(entry.length.typical)},
                "model": {entry.model.value},
                "format": {entry.format.value},
                "setting": {setting.value for setting in entry.setting},
                "topic": topics,
                "audience": audience,
            }
        case Kind.worksheet:
            forms = {field.type for section in entry.sections for field in section.fields}
            shown = {"wheel", "scale", "matrix", "ranking", "table", "commitment", "signature"}
            return {
                "time": {band(entry.minutes)},
                "cadence": {entry.cadence.value},
                "topic": topics,
                "form": forms & shown,
                "audience": audience,
            }
        case Kind.question_bank:
            steps = {step for question in entry.questions for step in question.phases.general}
            return {"topic": topics, "phase": steps, "audience": audience}
        case Kind.pathway:
            return {"topic": topics, "audience": audience}
        case Kind.checklist:
            return {"stage": {entry.stage.value}, "role": {role.value for role in entry.roles}}
    return {"delivery": {entry.delivery.value}, "audience": audience}


def expected_counts(entries: list[AnyDefinition], chosen: dict[str, set[str]]) -> dict[tuple[str, str], int]:
    """Count, for each choice, the entries that have it and fit what is chosen in the other facets."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        has = facets(entry)
        for name, values in has.items():
            others = {other: wanted for other, wanted in chosen.items() if other != name and wanted}
            fits = all(has[other] & wanted for other, wanted in others.items())
            counts.update({(name, value): int(fits) for value in values})
    return counts


def expected_shown(entries: list[AnyDefinition], chosen: dict[str, set[str]]) -> set[str]:
    return {
        page_path(entry.kind, entry.id)
        for entry in entries
        if all(facets(entry)[name] & wanted for name, wanted in chosen.items() if wanted)
    }


def shown(page: Any) -> list[str]:
    return page.locator("[data-entry]:visible").evaluate_all("all => all.map(e => e.dataset.entry)")


def counts(page: Any) -> dict[tuple[str, str], int]:
    found = page.locator("#tk_facets fieldset input").evaluate_all(
        "all => all.map(i => [i.name, i.value, i.closest('label').querySelector('.count').textContent])"
    )
    return {(name, value): int(count) for name, value, count in found}


def unfold(page: Any) -> None:
    if page.locator("#tk_facets-all:not([open])").count():
        page.locator("#tk_facets-all summary").click()


def choose(page: Any, name: str, value: str) -> None:
    page.locator(f"#tk_facets input[name='{name}'][value='{value}']").check()


# -- without scripts -----------------------------------------------------------------------


def group_of(entry: Any) -> str | None:
    """Say where an entry belongs, straight from its definition."""
    match entry.kind:
        case Kind.session | Kind.question_bank:
            if entry.kind is Kind.question_bank and entry.use.value == "faq":
                return "faq"
            audience = {role.value for role in entry.audience}
            pairs = {"coach": "client", "mentor": "mentee", "supervisor": "supervisee"}
            return next(first for first, second in pairs.items() if {first, second} <= audience)
        case Kind.worksheet:
            return entry.topics[0].value
        case Kind.checklist:
            return entry.stage.value
    return None


@pytest.mark.parametrize("locale", LOCALES)
def test_every_entry_stands_once_in_its_group(library: Library, site: Path, locale: str) -> None:
    checked = 0
    for kind in LISTED:
        root = html.parse(str(site / locale / page_path(kind) / "index.html")).getroot()
        entries = {page_path(kind, entry.id): entry for entry in readable(library, kind)}
        paths = root.xpath("//article//ul[@class='cards']/li/@data-entry")
        assert sorted(paths) == sorted(entries), kind
        links = root.xpath("//article//ul[@class='cards']/li/a/@href")
        assert links == [f"../{path}" for path in paths]
        groups = root.xpath("//article/ul[@class='cards']")
        for group in groups:
            here = {group_of(entries[path]) for path in group.xpath("li/@data-entry")}
            if len(groups) == 1:
                assert here == {None} or len(here) == 1
                continue
            assert here == {group.get("data-group")}
            heading = group.xpath("preceding-sibling::*[1]")[0]
            assert heading.tag == "h2"
            assert heading.get("id") == f"tk_group.{group.get('data-group')}"
            assert heading.text_content().strip()
            checked += 1
    assert checked >= 15


def test_cards_say_how_many_pages_use_them(library: Library, site: Path) -> None:
    used = 0
    for kind in LISTED:
        root = html.parse(str(site / "en" / page_path(kind) / "index.html")).getroot()
        for entry in readable(library, kind):
            card = root.xpath(f"//li[@data-entry='{page_path(kind, entry.id)}']")[0]
            users = [user for user in library.used_by(entry) if user.visibility is not Visibility.trainer]
            assert card.get("data-used") == str(len(users))
            facts = card.xpath("p[@class='card-facts']")[0].text_content()
            said = re.search(r"Used on (\d+) page", facts)
            assert (int(said[1]) if said else 0) == len(users)
            used += bool(users)
    assert used >= 40


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_says_where_it_is_used(
    library: Library, editions: dict[str, Edition], site: Path, locale: str
) -> None:
    """The library's references, backwards, for each kind that anything refers to; by kind, then by title."""
    current = editions[locale]
    kinds: Counter[tuple[Kind, Kind]] = Counter()
    for entry in library:
        if not entry.kind.info.folder:
            continue
        root = html.parse(str(site / locale / page_path(entry.kind, entry.id) / "index.html")).getroot()
        # A worksheet for clients does not name what is meant for coaches.
        is_clients = entry.kind is Kind.worksheet and entry.visibility is Visibility.client
        readers = {Visibility.client} if is_clients else {Visibility.client, Visibility.coach}
        users = sorted(
            (user for user in library.used_by(entry) if user.visibility in readers),
            key=lambda user: (
                list(Kind).index(user.kind),
                current.place(current.get(user.kind, user.id).title),
            ),
        )
        links = root.xpath("//div[@class='used-by']//a/@href")
        assert links == [f"../../{page_path(user.kind, user.id)}" for user in users], entry.id
        kinds.update((entry.kind, user.kind) for user in users)
    for used, by in (
        (Kind.approach, Kind.curriculum),
        (Kind.session, Kind.curriculum),
        (Kind.worksheet, Kind.session),
        (Kind.worksheet, Kind.curriculum),
        (Kind.checklist, Kind.curriculum),
        (Kind.question_bank, Kind.session),
        (Kind.question_bank, Kind.worksheet),
        (Kind.framework, Kind.session),
    ):
        assert kinds[(used, by)] > 0, (used, by)


# -- filters -------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", LOCALES)
def test_counts_and_results_are_those_of_the_library(
    browser: Any, site_address: str, library: Library, locale: str
) -> None:
    chance = random.Random(locale)
    page, said, _ = open_page(browser, f"{site_address}/{locale}/", viewport={"width": 1280, "height": 900})
    for kind in FILTERED:
        page.goto(f"{site_address}/{locale}/{page_path(kind)}")
        entries = readable(library, kind)
        expected = expected_counts(entries, {})
        offered = counts(page)
        assert offered
        assert offered == {choice: expected[choice] for choice in offered}
        # A facet is left out only where it divides nothing.
        for name, value in set(expected) - set(offered):
            assert expected[(name, value)] == len(entries)
        # What is chosen is the same in all languages, so each tries something else.
        for _ in range(2 if locale == "en" else 1):
            page.goto(f"{site_address}/{locale}/{page_path(kind)}")
            chosen: dict[str, set[str]] = {}
            for _ in range(3):
                free = page.locator("#tk_facets fieldset input:not(:disabled):not(:checked)").evaluate_all(
                    "all => all.map(i => [i.name, i.value])"
                )
                if not free:
                    break
                name, value = chance.choice(free)
                choose(page, name, value)
                chosen.setdefault(name, set()).add(value)
                found = expected_shown(entries, chosen)
                assert set(shown(page)) == found
                assert found
                expected = expected_counts(entries, chosen)
                assert counts(page) == {choice: expected[choice] for choice in offered}
                assert re.findall(r"\d+", page.locator("#tk_facets-result").inner_text()) == [
                    str(len(found)),
                    str(len(entries)),
                ]
                asked = parse_qs(urlsplit(page.url).query)
                assert {name: set(values) for name, values in asked.items()} == chosen
            page.reload()
            assert set(shown(page)) == expected_shown(entries, chosen)
    assert said == []
    page.context.close()


def test_filters_and_order_go_along_to_each_language(
    browser: Any, site_address: str, library: Library
) -> None:
    page, said, _ = open_page(
        browser,
        f"{site_address}/en/worksheets/?topic=goals&topic=time&time=to-30&sort=time",
        viewport={"width": 1280, "height": 900},
    )
    wanted = expected_shown(
        readable(library, Kind.worksheet), {"topic": {"goals", "time"}, "time": {"to-30"}}
    )
    assert 5 < len(wanted) < 36
    for locale in ("lv", "fi", "es", "en"):
        page.locator(".languages summary").click()
        page.locator(f".languages a[hreflang={locale}]").click()
        page.wait_for_url(f"{site_address}/{locale}/worksheets/?**")
        assert set(shown(page)) == wanted
        assert page.locator("#tk_facets fieldset input:checked").evaluate_all(
            "all => all.map(i => i.value)"
        ) == [
            "to-30",
            "goals",
            "time",
        ]
        assert page.locator("#tk_facets-sort").input_value() == "time"
        minutes = page.locator("[data-entry]:visible").evaluate_all("all => all.map(e => +e.dataset.minutes)")
        assert minutes == sorted(minutes)
    assert said == []
    page.context.close()


def folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


@pytest.mark.parametrize(
    ("locale", "typed"), [("en", "Goal SESSION"), ("es", "SESION"), ("lv", "merk"), ("fi", "TYO")]
)
def test_words_are_found_without_their_accents(
    tab: KeptTab, site_address: str, editions: dict[str, Edition], locale: str, typed: str
) -> None:
    page = tab.take()
    page.goto(f"{site_address}/{locale}/worksheets/")
    page.locator("#tk_facets-text").press_sequentially(typed)
    expected = {
        page_path(entry.kind, entry.id)
        for entry in editions[locale].of_kind(Kind.worksheet)
        if all(word in folded(f"{entry.title} {entry.summary}") for word in folded(typed).split())
    }
    assert 0 < len(expected) < 36
    assert set(shown(page)) == expected
    # The address follows a moment later, or when the field is left.
    page.keyboard.press("Tab")
    assert parse_qs(urlsplit(page.url).query) == {"q": [typed]}
    page.reload()
    assert set(shown(page)) == expected
    assert page.locator("#tk_facets-text").input_value() == typed
    assert tab.said == []


def test_empty_groups_hide_and_everything_can_be_taken_back(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/fi/worksheets/", viewport={"width": 1280, "height": 900})
    everything = shown(page)
    choose(page, "topic", "ethics")
    headings = page.locator("article h2:visible").evaluate_all("all => all.map(h => h.id)")
    lists = page.locator("[data-group]:visible").evaluate_all(
        "all => all.map(l => `tk_group.${l.dataset.group}`)"
    )
    assert headings == lists
    assert 0 < len(headings) < 5
    page.locator("#tk_facets-text").fill("qqqqqq")
    assert shown(page) == []
    assert page.locator("article h2:visible").count() == 0
    page.locator("#tk_facets-none [data-do='clear-facets']").click()
    assert shown(page) == everything
    assert "?" not in page.url
    assert page.evaluate("document.activeElement.id") == "tk_facets-text"
    page.locator("#tk_facets-sort").select_option("title")
    assert page.locator("article h2:visible").count() == 0
    titles = page.locator(".card-title:visible").all_inner_texts()
    assert len(titles) == len(everything)
    assert titles == page.evaluate("titles => [...titles].sort(new Intl.Collator('fi').compare)", titles)
    page.locator("#tk_facets-sort").select_option("used")
    used = page.locator("[data-entry]:visible").evaluate_all("all => all.map(e => +e.dataset.used)")
    assert used == sorted(used, reverse=True)
    page.locator("#tk_facets-sort").select_option("")
    assert shown(page) == everything
    page.context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_filters_work_with_the_keyboard_on_a_phone(browser: Any, site_address: str, locale: str) -> None:
    page, said, _ = open_page(
        browser, f"{site_address}/{locale}/sessions/", viewport={"width": 320, "height": 640}
    )
    assert not page.locator(".facets-body").is_visible()
    page.locator("#tk_facets-text").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert re.search(r"\d+", page.locator("#tk_facets-active").inner_text())[0] == "2"
    several = len(shown(page))
    assert several == 10
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert 0 < len(shown(page)) < several
    assert page.locator("#tk_facets-result").get_attribute("role") == "status"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert said == []
    page.context.close()


@pytest.mark.parametrize("kind", [*FILTERED, Kind.approach])
def test_a_hostile_address_runs_and_hides_nothing(browser: Any, site_address: str, kind: Kind) -> None:
    page, said, asked = open_page(browser, f"{site_address}/en/{page_path(kind)}")
    everything = shown(page)
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    for text in HOSTILE:
        value = quote(text)
        query = "&".join(
            f"{name}={value}" for name in ("topic", "time", "sort", "show", value, "model", "role")
        )
        page.goto(f"{site_address}/en/{page_path(kind)}?{query}#{value}")
        assert shown(page) == everything
        page.goto(f"{site_address}/en/{page_path(kind)}?q={value}")
        if kind is not Kind.approach:
            assert shown(page) == []
    assert ran == []
    assert said == []
    assert all(url.startswith((site_address, "data:")) for url in asked)
    page.context.close()


# -- home ----------------------------------------------------------------------------------

VISITED = ("worksheets/wheel-of-life/", "sessions/grow-session/", "questions/grow-questions/")


def visit(page: Any, address: str, paths: tuple[str, ...]) -> None:
    """Open pages and wait until the device remembers them."""
    for path in paths:
        page.goto(f"{address}/{path}")
        until(lambda path=path: remembered(page)[:1] == [path])


OPENED = """async (record) => {
  const { get, update } = await import(`${location.origin}/assets/core/store.js`);
  if (record) await update("marks", "recent", () => record);
  return (await get("marks", "recent"))?.paths ?? [];
}"""


def remembered(page: Any) -> list[str]:
    return page.evaluate(OPENED)


@pytest.mark.parametrize("locale", LOCALES)
def test_home_shows_what_was_used_last(
    browser: Any, site_address: str, editions: dict[str, Edition], locale: str
) -> None:
    page, said, _ = open_page(browser, f"{site_address}/{locale}/")
    ready(page)
    assert not page.locator("#tk_recent").is_visible()
    visit(page, f"{site_address}/{locale}", VISITED)
    other = next(other for other in LOCALES if other != locale)
    page.goto(f"{site_address}/{other}/")
    page.goto(f"{site_address}/{locale}/")
    page.locator("#tk_recent").wait_for()
    links = page.locator("#tk_recent-list a")
    assert links.evaluate_all("all => all.map(a => a.getAttribute('href'))") == [*reversed(VISITED)]
    assert links.first.inner_text() == editions[locale].get(Kind.question_bank, "grow-questions").title
    links.nth(2).click()
    assert page.url == f"{site_address}/{locale}/{VISITED[0]}"
    assert said == []
    page.context.close()


@pytest.mark.parametrize(
    "paths",
    [
        ["<img src=x onerror=alert(1)>", "javascript:alert(1)", "//evil.example/", "../../x", VISITED[0]],
        [7, None, {"toString": 1}, ["a"], VISITED[0], VISITED[0], VISITED[0]],
        "<img src=x onerror=alert(1)>",
        {"length": 3},
        None,
    ],
)
def test_a_hostile_memory_shows_nothing_of_its_own(browser: Any, site_address: str, paths: Any) -> None:
    page, said, asked = open_page(browser, f"{site_address}/en/")
    ran: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.evaluate(OPENED, {"key": "recent", "paths": paths})
    page.reload()
    if isinstance(paths, list):
        page.locator("#tk_recent").wait_for()
        assert page.locator("#tk_recent-list a").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        ) == [VISITED[0]]
    else:
        ready(page)
        assert not page.locator("#tk_recent").is_visible()
    assert page.locator("#tk_recent img").count() == 0
    # Whatever was there, it is remembered again from now on.
    visit(page, f"{site_address}/en", VISITED[:1])
    assert (ran, said) == ([], [])
    assert all(url.startswith((site_address, "data:")) for url in asked)
    page.context.close()


def test_home_is_whole_where_nothing_may_be_stored(browser: Any, site_address: str) -> None:
    context = browser.new_context()
    context.add_init_script(BLOCKED)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{site_address}/en/{VISITED[0]}")
    page.goto(f"{site_address}/en/")
    ready(page)
    assert not page.locator("#tk_recent").is_visible()
    assert page.locator(".doors a").count() == 4
    assert said == []
    context.close()


@pytest.mark.parametrize(("width", "height"), [(360, 740), (800, 1000), (1280, 900)])
def test_nothing_moves_when_memories_come(browser: Any, site_address: str, width: int, height: int) -> None:
    page, _, _ = open_page(browser, f"{site_address}/lv/", viewport={"width": width, "height": height})
    visit(page, f"{site_address}/lv", VISITED)
    # Late, as on a slow device: after everything has been drawn.
    page.context.add_init_script(
        "const open = indexedDB.open.bind(indexedDB);"
        "Object.defineProperty(indexedDB, 'open', { value: (...given) => {"
        "  const until = performance.now() + 400; while (performance.now() < until); return open(...given); } });"
    )
    page.goto(f"{site_address}/lv/")
    page.locator("#tk_recent").wait_for(state="visible")
    drawn(page)
    shifts = page.evaluate(
        """() => new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 200);
        })"""
    )
    assert shifts < 0.01
    page.context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_approaches_can_be_compared_on_a_phone(
    browser: Any, site_address: str, library: Library, locale: str
) -> None:
    approaches = len(library.of_kind(Kind.approach))
    for width in (320, 360, 1280):
        page, _, _ = open_page(browser, f"{site_address}/{locale}/", viewport={"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        cells = page.locator(".compared tbody td")
        assert cells.count() == approaches * 8
        assert cells.evaluate_all(
            "all => all.every(c => { const r = c.getBoundingClientRect();"
            " return r.left >= 0 && r.right <= innerWidth && c.scrollWidth <= c.clientWidth + 1; })"
        )
        named = page.locator(".compared-name:visible").count()
        assert named == (cells.count() if width < 768 else 0)
        # For those who hear it, it is a table at every width.
        session = page.context.new_cdp_session(page)
        roles = Counter(
            node["role"]["value"]
            for node in session.send("Accessibility.getFullAXTree")["nodes"]
            if not node["ignored"]
        )
        assert roles["table"] == 1
        assert roles["rowheader"] == 8
        assert roles["columnheader"] == approaches
        assert roles["cell"] + roles["gridcell"] >= cells.count()
        page.context.close()


def test_home_is_light(browser: Any, site_address: str, site: Path) -> None:
    _, _, asked = open_page(browser, f"{site_address}/lv/")
    weight = script = 0
    for url in {url.split("#")[0] for url in asked}:
        path = site / urlsplit(url).path.lstrip("/")
        data = (path / "index.html" if path.is_dir() else path).read_bytes()
        size = len(data) if path.suffix == ".woff2" else len(gzip.compress(data))
        weight += size
        script += size if path.suffix == ".js" else 0
    assert weight <= 150_000
    assert 500 < script <= 30_000


@needs_axe
# Colours are the same at all widths, and what has its place at a width is so in all colours.
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_each_state_is_accessible(tab: KeptTab, site_address: str, scheme: str, width: int) -> None:
    page = tab.take({"width": width, "height": 900}, color_scheme=scheme)
    visit(page, f"{site_address}/fi", VISITED)
    page.goto(f"{site_address}/fi/")
    page.locator("#tk_recent").wait_for()
    assert axe_faults(page) == []
    for kind in FILTERED:
        page.goto(f"{site_address}/fi/{page_path(kind)}")
        unfold(page)
        assert axe_faults(page) == [], kind
        page.locator("#tk_facets fieldset input").first.check()
        assert axe_faults(page) == [], kind
    page.goto(f"{site_address}/fi/worksheets/?q=qqqq&sort=title")
    assert page.locator("#tk_facets-none").is_visible()
    assert axe_faults(page) == []
    page.goto(f"{site_address}/fi/worksheets/?topic=goals&sort=used")
    assert axe_faults(page) == []
