"""Session guides: fitted to a time, rearranged, shown to clients, and run with a clock that is right."""

from __future__ import annotations

import gzip
import itertools
import json
import re
import subprocess
import time
from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import pytest
from conftest import (
    LOCALES,
    NODE,
    REPOSITORY,
    axe_faults,
    drawn,
    needs_axe,
    needs_node,
    open_page,
    ready,
    until,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept_tab import KeptTab

from toolkit.definitions.entries import Library
from toolkit.definitions.model import Kind, Visibility
from toolkit.definitions.model.session import Session, When
from toolkit.view import Edition, PrintMedium, Viewer, markup
from toolkit.view.words import duration

GUIDE = "sessions/coaching-session/"
#: The guide's phases during the meeting; ``resources`` can be left out, the second to fourth can be moved.
PHASES = ["opening", "exploration", "objectives", "resources", "action", "closing"]
TIMES = range(5, 241)
Phase = dict[str, Any]


class Modules:
    """The scripts' modules that know of no page, in Node.js."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def evaluate(self, source: str, argument: Any = None) -> Any:
        """Return what a function answers, which asks for modules as on a page; fail if it throws."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked
        assert told
        asked.write(json.dumps({"source": source, "argument": argument}) + "\n")
        asked.flush()
        answer = json.loads(told.readline())
        assert "fault" not in answer, answer["fault"]
        return answer["found"]


@pytest.fixture(scope="module")
def modules() -> Iterator[Modules]:
    command = [str(NODE), str(REPOSITORY / "tests" / "modules.mjs")]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, encoding="utf-8", **pipes) as process:
        yield Modules(process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def guide(tab: KeptTab, site_address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return a guide's page; no test may leave anything on the console."""
    locale = getattr(request, "param", "en")
    page = tab.take()
    page.goto(f"{site_address}/{locale}/{GUIDE}")
    ready(page)
    yield page
    assert tab.said == []


in_every_language = pytest.mark.parametrize("guide", LOCALES, indirect=True)


def shown_minutes(page: Any) -> list[int | None]:
    """Return the minutes of the bar's phases, in the bar's order; None where one is left out."""
    return page.evaluate(
        r"""[...document.querySelectorAll(".bar-phase")].map((item) => item.classList.contains("left-out")
            ? null : Number(item.querySelector(".bar-minutes").textContent.match(/\d+/)[0]))"""
    )


def shown_orders(page: Any) -> list[list[str]]:
    """Return the order of the phases during the meeting, in each place that shows it."""
    return page.evaluate(
        """(() => {
            const ids = [...document.querySelectorAll(".bar-phase")].map((item) => item.dataset.phase).sort();
            const known = (found) => found.filter((id) => ids.includes(id));
            return [
                [...document.querySelectorAll(".bar-phase")].map((item) => item.dataset.phase),
                known([...document.querySelectorAll("h3.phase")].map((heading) => heading.id)),
                known([...document.querySelectorAll("h3.phase")].map(
                    (heading) => heading.nextElementSibling.id.replace("tk_body.", ""))),
                known([...document.querySelectorAll(".toc a")].map((link) => link.hash.slice(1))),
                [...document.querySelectorAll(".session-order li")].map((item) => item.dataset.phase),
            ];
        })()"""
    )


def parameter(page: Any, name: str) -> str | None:
    return page.evaluate("name => new URLSearchParams(location.search).get(name)", name)


def tab_to(page: Any, selector: str) -> None:
    """Move the focus with the keyboard alone."""
    for _ in range(120):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not lead to {selector}")


# -- fitting, judged by a second, slower way ---------------------------------------------------


@st.composite
def _phases(draw: st.DrawFn) -> list[Phase]:
    found = []
    for number in range(draw(st.integers(1, 8))):
        least, usual, most = sorted(draw(st.lists(st.integers(0, 60), min_size=3, max_size=3)))
        found.append(
            {
                "id": f"phase-{number}",
                "min": least,
                "typical": usual,
                "max": most,
                "optional": draw(st.booleans()),
                "movable": draw(st.booleans()),
                "needs": [],
            }
        )
    return found


FIT_ALL = """async ([phases, times]) => {
    const { fit } = await import("/assets/session/plan.js");
    const all = (phases) => JSON.stringify(times.map((time) => fit(phases, time)));
    const first = all(phases);
    if (first !== all(structuredClone(phases))) throw new Error("not the same twice");
    return first;
}"""


def check_fit(modules: Modules, phases: list[Phase]) -> None:
    optional = [index for index, phase in enumerate(phases) if phase["optional"]]
    choices = []
    for count in range(len(optional) + 1):
        for out in itertools.combinations(optional, count):
            kept = [phase for index, phase in enumerate(phases) if index not in out]
            if kept:
                harm = (count, sum(phases[index]["typical"] for index in out))
                choices.append((harm, sum(p["min"] for p in kept), sum(p["max"] for p in kept), set(out)))
    choices.sort(key=itemgetter(0))
    totals = sorted(set().union(*(range(least, most + 1) for _, least, most, _ in choices)))
    # One text is handed over many times faster than many small objects.
    plans = json.loads(modules.evaluate(FIT_ALL, [phases, list(TIMES)]))
    for wanted, plan in zip(TIMES, plans, strict=True):
        around = bisect_left(totals, wanted)
        nearest = min(totals[max(around - 1, 0) : around + 1], key=lambda total: (abs(total - wanted), total))
        assert plan["total"] == nearest, (wanted, plan)
        found = plan["phases"]
        assert [phase["id"] for phase in found] == [phase["id"] for phase in phases]
        assert sum(phase["minutes"] or 0 for phase in found) == nearest, (wanted, plan)
        out = {index for index, phase in enumerate(found) if phase["minutes"] is None}
        assert out <= set(optional), (wanted, plan)
        changes = set()
        for phase, now in zip(phases, found, strict=True):
            if now["minutes"] is None:
                assert now["change"] == "out"
                continue
            assert phase["min"] <= now["minutes"] <= phase["max"], (wanted, plan)
            assert isinstance(now["minutes"], int)
            difference = now["minutes"] - phase["typical"]
            assert now["change"] == ("shorter" if difference < 0 else "longer" if difference else "usual")
            changes.add(now["change"])
        # Nobody gives time away to a phase while another one has less than usual.
        assert not {"shorter", "longer"} <= changes, (wanted, plan)
        # The first of them harms least.
        possible = [choice for choice in choices if choice[1] <= nearest <= choice[2]]
        assert any(choice[3] == out and choice[0] == possible[0][0] for choice in possible), (wanted, plan)
        if nearest == wanted:
            verdict = "fits"
        elif wanted < totals[0]:
            verdict = "short"
        else:
            verdict = "long" if wanted > totals[-1] else "between"
        assert plan["verdict"] == verdict, (wanted, plan)


@needs_node
def test_every_shipped_session_is_fitted_within_its_bounds(
    modules: Modules, editions: dict[str, Edition]
) -> None:
    checked = 0
    for definition in editions["en"].of_kind(Kind.session):
        assert isinstance(definition, Session)
        phases = [
            {
                "id": phase.id,
                "min": phase.minutes.min,
                "typical": phase.minutes.typical,
                "max": phase.minutes.max,
                "optional": phase.optional,
                "movable": phase.movable,
                "needs": [*phase.needs],
            }
            for phase in definition.phases
            if phase.when is When.during
        ]
        check_fit(modules, phases)
        checked += 1
    assert checked >= 10


def test_every_time_that_a_guide_offers_can_be_given(editions: dict[str, Edition]) -> None:
    offered = 0
    viewer = Viewer(editions["en"], PrintMedium(), Visibility.coach)
    for definition in editions["en"].of_kind(Kind.session):
        assert isinstance(definition, Session)
        totals = {0}
        for phase in definition.phases:
            if phase.when is When.during:
                lengths = range(phase.minutes.min, phase.minutes.max + 1)
                kept = {total + minutes for total in totals for minutes in lengths}
                totals = kept | totals if phase.optional else kept
        times = [time["value"] for time in viewer.view(definition)["times"]]
        length = definition.length
        assert times == sorted({*times, length.min, length.typical, length.max})
        assert (times[0], times[-1]) == (length.min, length.max)
        assert totals.issuperset(times), definition.id
        offered += len(times)
    assert offered > 30


@needs_node
@settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(phases=_phases())
def test_any_session_is_fitted_within_its_bounds(modules: Modules, phases: list[Phase]) -> None:
    check_fit(modules, phases)


@needs_node
@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    phases=_phases(),
    ids=st.lists(st.one_of(st.integers(0, 9).map("phase-{}".format), st.text(max_size=6)), max_size=12),
    step=st.sampled_from([-1, 1]),
)
def test_order_moves_only_what_may_move(
    modules: Modules, phases: list[Phase], ids: list[str], step: int
) -> None:
    order, again, moves = modules.evaluate(
        """async ([phases, ids, step]) => {
            const { arrange, moved } = await import("/assets/session/plan.js");
            const named = (order) => order?.map(({ id }) => id) ?? null;
            const order = arrange(phases, ids);
            return [named(order), named(arrange(phases, named(order))),
                order.map(({ id }) => named(moved(order, id, step)))];
        }""",
        [phases, ids, step],
    )
    movable = {phase["id"] for phase in phases if phase["movable"]}
    fixed = [phase["id"] for phase in phases if not phase["movable"]]
    assert again == order
    for found in (order, *filter(None, moves)):
        assert sorted(found) == sorted(phase["id"] for phase in phases)
        assert [name for name in found if name not in movable] == fixed
    for index, (name, found) in enumerate(zip(order, moves, strict=True)):
        possible = name in movable and 0 <= index + step < len(order)
        assert (found is not None) == possible
        if found:
            assert found.index(name) == index + step


# -- fitting on the page -----------------------------------------------------------------------


@in_every_language
def test_page_follows_the_time_that_is_chosen(guide: Any) -> None:
    assert shown_minutes(guide) == [7, 18, 8, 10, 10, 7]
    guide.click("[data-minutes='45']")
    assert shown_minutes(guide) == [5, 13, 6, 8, 8, 5]
    assert parameter(guide, "minutes") == "45"
    assert guide.get_attribute("[data-minutes='45']", "aria-pressed") == "true"
    grown = guide.evaluate("[...document.querySelectorAll('.bar-phase')].map((item) => item.style.flexGrow)")
    assert grown == ["5", "13", "6", "8", "8", "5"]
    facts = guide.text_content("[id='tk_body.exploration'] .phase-minutes")
    assert re.findall(r"\d+", facts) == ["13", "12", "25"]
    names = guide.evaluate("[...document.querySelectorAll('.bar-title')].map((title) => title.textContent)")
    said = guide.text_content("[data-fit=message]")
    # The first and the last title belong to what comes before and after the meeting.
    assert all(name in said for name in names[1:7])

    guide.fill("[data-fit=number]", "42")
    guide.wait_for_selector(".bar-phase.left-out")
    assert shown_minutes(guide) == [6, 14, 7, None, 9, 6]
    assert guide.is_visible("[id='tk_body.resources'] .left-out-mark")
    assert guide.is_visible("[id='tk_body.resources'] .intent")
    assert guide.text_content("[id='tk_body.resources'] .left-out-mark").strip()
    # On reload, and in another language, the session is as it was.
    guide.reload()
    assert shown_minutes(guide) == [6, 14, 7, None, 9, 6]
    assert guide.input_value("[data-fit=number]") == "42"

    guide.click("[data-fit=usual]")
    assert shown_minutes(guide) == [7, 18, 8, 10, 10, 7]
    assert parameter(guide, "minutes") is None
    assert not guide.is_visible("[id='tk_body.resources'] .left-out-mark")


def test_time_that_cannot_be_is_replaced_by_the_nearest_and_said(guide: Any) -> None:
    guide.fill("[data-fit=number]", "30")
    guide.keyboard.press("Enter")
    assert sum(filter(None, shown_minutes(guide))) == 36
    said = guide.text_content("[data-fit=message]")
    assert "30 min is too short" in said
    assert "36 min" in said
    assert "The nearest possible length is 36 min" in said
    assert "wrong" in guide.get_attribute("[data-fit=message]", "class")
    guide.fill("[data-fit=number]", "500")
    guide.keyboard.press("Enter")
    assert sum(shown_minutes(guide)) == 90
    said = guide.text_content("[data-fit=message]")
    assert "too long for this session" in said
    assert "The nearest possible length is 90 min" in said
    before = shown_minutes(guide)
    for wrong in ("0", "-5", "4.5", "99999", ""):
        guide.fill("[data-fit=number]", "60")
        guide.keyboard.press("Enter")
        guide.fill("[data-fit=number]", wrong)
        guide.keyboard.press("Enter")
        assert "Nothing has been changed." in guide.text_content("[data-fit=message]"), wrong
        assert shown_minutes(guide) == [7, 18, 8, 10, 10, 7] != before


@in_every_language
def test_script_and_page_say_times_alike(guide: Any) -> None:
    """A guide's times are written by the build, and written anew by the page when another length is chosen."""
    language = guide.evaluate("document.documentElement.lang")
    minutes = [*range(0, 200), 240, 480, 600]
    said = guide.evaluate(
        """async ([address, minutes]) => {
          const { inMinutes } = await import(address);
          return minutes.map(inMinutes);
        }""",
        [
            guide.locator("script[type=module]").first.evaluate(
                "(e) => new URL('core/durations.js', e.src).href"
            ),
            minutes,
        ],
    )
    assert said == [duration(number, language) for number in minutes]
    assert duration(119, "en") == "119 min"
    assert duration(120, "en") == "2 hr"


def test_language_link_takes_the_plan_along(guide: Any) -> None:
    guide.click("[data-minutes='45']")
    guide.check("[name=view][value=client]")
    guide.click(".languages summary")
    guide.click(".languages a[hreflang=fi]")
    guide.wait_for_selector("html[lang=fi].client-view")
    assert shown_minutes(guide) == [5, 13, 6, 8, 8, 5]


# -- order ---------------------------------------------------------------------------------------


@in_every_language
def test_movable_phase_moves_everywhere_at_once(guide: Any) -> None:
    guide.click(".session-order summary")
    guide.focus("[data-phase=resources] [data-move='-1']")
    for expected in (
        ["opening", "exploration", "resources", "objectives", "action", "closing"],
        ["opening", "resources", "exploration", "objectives", "action", "closing"],
        ["opening", "resources", "exploration", "objectives", "action", "closing"],
    ):
        guide.keyboard.press("Enter")
        assert shown_orders(guide) == [expected] * 5
        assert guide.evaluate("document.activeElement.dataset.move") == "-1"
    assert parameter(guide, "order").split(".") == shown_orders(guide)[0]
    # What all builds on is not overtaken, and the page says so.
    said = guide.text_content("[data-order=message]")
    for name in ("opening", "resources"):
        assert guide.text_content(f".session-order [data-phase={name}] .order-title") in said
    assert guide.get_attribute("[data-phase=resources] [data-move='-1']", "aria-disabled") == "true"
    second = guide.evaluate("document.getElementById('tk_body.opening').nextElementSibling.id")
    assert second == "resources"
    guide.reload()
    assert shown_orders(guide) == [expected] * 5
    guide.click(".session-order summary")
    guide.click("button[data-order=usual]")
    assert shown_orders(guide) == [PHASES] * 5
    assert parameter(guide, "order") is None


def test_second_language_stands_beside_the_right_phase(browser: Any, site_address: str) -> None:
    page, said, _ = open_page(
        browser, f"{site_address}/en/{GUIDE}?order=opening.resources.exploration&minutes=45&with=fi"
    )
    page.wait_for_selector("html.beside")
    other, _, _ = open_page(browser, f"{site_address}/fi/{GUIDE}")
    for name in PHASES:
        wanted = other.text_content(f"[id='tk_body.{name}'] .speech").strip()
        assert page.text_content(f"[id='tk_body.{name}'] .speech .also").strip() == wanted
    assert shown_orders(page)[1][1] == "resources"
    page.context.close()
    other.context.close()
    assert said == []


# -- for whom ------------------------------------------------------------------------------------


#: Goes from phase to phase; says of each where it is, and how much is seen there that is for coaches.
EVERY_PHASE = """() => [...document.querySelectorAll(".run-line li")].map((_, number) => {
    if (number) document.querySelector("[data-run=next]").click();
    const seen = [...document.querySelectorAll("dialog.run .coach-only")].filter((one) => one.checkVisibility());
    const at = [...document.querySelectorAll(".run-line li")].findIndex((one) => one.ariaCurrent);
    return [at, seen.length];
})"""


@pytest.mark.parametrize("locale", LOCALES)
def test_client_view_hides_what_is_for_coaches(
    browser: Any, site_address: str, library: Library, editions: dict[str, Edition], locale: str
) -> None:
    current = editions[locale]
    page, said, _ = open_page(browser, f"{site_address}/{locale}/")
    visible = "document.body.innerText.replace(/\\s+/g, ' ')"
    hidden = 0
    for session in current.of_kind(Kind.session):
        assert isinstance(session, Session)
        private = [item.text for item in session.contraindications or ()]
        public = [session.purpose, *(item.text for item in session.outcomes)]
        for phase in session.phases:
            private += [item.text for item in phase.watch_for or ()]
            private += [phase.coach_notes] if phase.coach_notes else []
            public += [phase.intent, *(item.text for item in (*phase.steps.coach, *phase.steps.client))]
            public += [phase.invitation] if phase.invitation else []

        def seen(texts: list[str]) -> list[bool]:
            text = page.evaluate(visible)
            return [" ".join(markup.plain(one).split()) in text for one in texts]

        address = f"{site_address}/{locale}/sessions/{session.id}/"
        page.goto(address)
        assert all(seen(private + public)), session.id
        page.goto(f"{address}?view=client")
        page.wait_for_selector("html.client-view")
        assert all(seen(public)), session.id
        assert not any(seen(private)), session.id
        for name in ("contraindications", "competencies"):
            assert not page.is_visible(f".toc a[href='#{name}']")
            assert page.locator(f"#{name}:visible").count() == 0
        page.click("[data-run=open]")
        assert page.locator("dialog.run .coach-only:visible").count() == 0
        page.click("[data-run=begin]")
        steps = page.evaluate(EVERY_PHASE)
        assert len(steps) > 2
        assert steps == [[number, 0] for number in range(len(steps))]
        hidden += len(private)
    assert hidden > 50
    page.context.close()
    assert said == []


def test_client_view_can_be_left(guide: Any) -> None:
    guide.check("[name=view][value=client]")
    assert parameter(guide, "view") == "client"
    assert guide.locator(".coach-only:visible").count() == 0
    guide.check("[name=view][value=coach]")
    assert parameter(guide, "view") is None
    assert guide.locator(".coach-only:visible").count() >= 6


# -- the clock, without a page -------------------------------------------------------------------

_MOVES = st.lists(
    st.tuples(
        st.sampled_from(["pause", "resume", "next", "previous", "nothing"]), st.integers(0, 40 * 60_000)
    ),
    max_size=12,
)


@needs_node
@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(minutes=st.lists(st.integers(0, 60), min_size=1, max_size=6), moves=_MOVES)
def test_clock_adds_up_to_the_millisecond(
    modules: Modules, minutes: list[int], moves: list[tuple[str, int]]
) -> None:
    found = modules.evaluate(
        """async ([minutes, moves]) => {
            const timer = await import("/assets/core/timer.js");
            const plan = minutes.map((number, index) => ({ id: `phase-${index}`, minutes: number }));
            let now = 1_800_000_000_000;
            let run = timer.begin(plan, now);
            const readings = [];
            for (const [name, after] of moves) {
                now += after;
                if (name === "pause") run = timer.pause(run, now);
                if (name === "resume") run = timer.resume(run, now);
                if (name === "next") run = timer.go(run, run.at + 1, now);
                if (name === "previous") run = timer.go(run, run.at - 1, now);
                const record = JSON.parse(JSON.stringify({ key: "run/x", ...run, sound: false }));
                // What was stored is as good as what was kept.
                run = timer.restore(record, plan.map(({ id }) => id));
                readings.push({ ...timer.read(run, now), at: run.at, next: timer.untilSecond(run, now) });
            }
            return readings;
        }""",
        [minutes, moves],
    )
    at, paused, spent, stood, now = 0, False, [0] * len(minutes), 0, 1_800_000_000_000
    for (name, after), reading in zip(moves, found, strict=True):
        now += after
        if paused:
            stood += after
        else:
            spent[at] += after
        if name in ("pause", "resume"):
            paused = name == "pause"
        if name == "next":
            at = min(at + 1, len(minutes) - 1)
        if name == "previous":
            at = max(at - 1, 0)
        planned = [number * 60_000 for number in minutes]
        assert reading["spent"] == spent
        assert reading["at"] == at
        assert reading["left"] == planned[at] - spent[at]
        assert reading["total"] == sum(spent)
        over = [used - whole for used, whole in zip(spent, planned, strict=True)]
        # The agreed end does not wait for a pause.
        assert reading["late"] == stood + sum(over[:at]) + sum(max(0, one) for one in over[at:])
        assert reading["ends"] == now + sum(max(0, -one) for one in over[at:])
        assert 0 < reading["next"] <= 1000
        assert (spent[at] + reading["next"]) % 1000 == 0


DAMAGED = [
    "null",
    "{}",
    "{...good, plan: []}",
    "{...good, plan: [{id: 'gone', minutes: 5}], spent: [0]}",
    "{...good, plan: [{id: 'a', minutes: -1}]}",
    "{...good, plan: [{id: 'a', minutes: '5'}]}",
    "{...good, plan: [{id: 'a', minutes: 5}, {id: 'a', minutes: 5}], spent: [0, 0]}",
    "{...good, plan: [null]}",
    "{...good, spent: []}",
    "{...good, spent: [NaN]}",
    "{...good, spent: ['<img>']}",
    "{...good, at: 1}",
    "{...good, at: 0.5}",
    "{...good, since: 'now'}",
    "{...good, since: Infinity}",
    "{...good, since: undefined}",
    "{...good, started: 1e99}",
]


@needs_node
@pytest.mark.parametrize("record", DAMAGED)
def test_damaged_run_counts_as_none(modules: Modules, record: str) -> None:
    good, found = modules.evaluate(
        """async () => {
            const { restore } = await import("/assets/core/timer.js");
            const good = { started: 1, plan: [{ id: "a", minutes: 5 }], spent: [0], at: 0, since: 1, ended: null };
            return [restore(good, ["a"]), restore(RECORD, ["a"])];
        }""".replace("RECORD", record)
    )
    assert good is not None
    assert found is None


# -- the clock on the page -----------------------------------------------------------------------


def started(page: Any) -> None:
    page.click("[data-run=open]")
    page.click("[data-run=begin]")


def clock_text(milliseconds: int) -> str:
    seconds = -(-milliseconds // 1000)
    return f"{seconds // 60}:{seconds % 60:02}"


@pytest.fixture
def frozen(browser: Any, site_address: str) -> Iterator[Any]:
    """Return a guide's page whose time passes only when a test lets it."""
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    context.add_init_script(
        """
        window.tones = 0;
        window.AudioContext = class {
            currentTime = 0;
            resume() {}
            createGain() { return { gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect() {} }; }
            createOscillator() {
                return { frequency: {}, connect: (other) => other, start() { window.tones += 1; }, stop() {} };
            }
        };
        """
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.clock.install(time="2026-11-22T10:00:00Z")
    page.goto(f"{site_address}/en/{GUIDE}?minutes=60")
    ready(page)
    page.clock.pause_at("2026-11-22T10:05:00Z")
    yield page
    context.close()
    assert said == []


def test_clock_is_right_over_an_hour_with_sleep_and_pauses(frozen: Any) -> None:
    """Just before and just after each change of the second the display is right to 100 ms."""
    planned = [7, 18, 8, 10, 10, 7]
    started(frozen)
    spent, at, wall = [0] * 6, 0, 0

    def left() -> int:
        return planned[at] * 60_000 - spent[at]

    def expect() -> None:
        shown = frozen.text_content(".run-left")
        if left() > 0:
            assert shown == clock_text(left()), (at, spent[at])
        elif left() > -60_000:
            assert shown == "Time is up"
        else:
            assert shown == f"{-left() // 60_000} min over"

    def pass_time(milliseconds: int, asleep: bool = False) -> None:
        nonlocal wall
        (frozen.clock.fast_forward if asleep else frozen.clock.run_for)(milliseconds)
        spent[at] += milliseconds
        wall += milliseconds

    def on_both_sides() -> None:
        pass_time(1000 - spent[at] % 1000 + 950)
        expect()
        pass_time(100)
        expect()

    expect()
    steps = [37, 1, 90, 600, 15, 301, 2, 400, 59, 611]
    for number in range(60):
        on_both_sides()
        # A sleeping tab wakes at any part of a second.
        pass_time(steps[number % len(steps)] * 100 + 37 * number % 1000, asleep=number % 2 == 1)
        if number % 7 == 3:
            pass_time(95_000 + number, asleep=True)
        on_both_sides()
        if number % 9 == 4:
            frozen.click("[data-run=pause]")
            shown = frozen.text_content(".run-left")
            frozen.clock.fast_forward(123_456)
            assert frozen.text_content(".run-left") == shown
            frozen.click("[data-run=resume]")
            expect()
        if number % 10 == 9 and at < 5:
            frozen.click("[data-run=next]")
            at += 1
            expect()
        if wall >= 3_600_000 and at == 5:
            break
    pass_time(max(0, 3_600_000 - wall), asleep=True)
    on_both_sides()
    assert wall >= 3_600_000
    frozen.click("[data-run=finish]")
    frozen.wait_for_selector(".run-times")
    taken = frozen.evaluate(
        "[...document.querySelectorAll('.run-times tbody tr')].map((row) => row.cells[2].textContent)"
    )
    assert taken == [f"{round(one / 1000) // 60}:{round(one / 1000) % 60:02}" for one in spent]


def test_each_notice_is_said_once_and_nothing_else(frozen: Any) -> None:
    frozen.evaluate(
        """() => {
            window.spoken = [];
            new MutationObserver(() => spoken.push(document.querySelector("[data-run=live]").textContent))
                .observe(document.querySelector("[data-run=live]"), { childList: true, characterData: true, subtree: true });
        }"""
    )
    started(frozen)
    for _ in range(20):
        frozen.clock.run_for(30_000)
    fifth, soon, over = frozen.evaluate("spoken")
    assert "1 min 24 sec" in fifth
    assert "21 sec" in soon
    assert over == frozen.text_content("[data-word=run-end]")
    assert frozen.text_content(".run-notice") == over
    # Where a notice is missed in sleep, only the latest is said.
    frozen.click("[data-run=next]")
    frozen.clock.fast_forward(18 * 60_000 - 10_000)
    frozen.clock.run_for(2000)
    said = frozen.evaluate("spoken.slice(3)")
    assert len(said) == 2
    assert "Exploration and reflection" in said[0]
    assert said[1].startswith("This phase is nearly over")
    # Back at a phase whose notices were said, only the phase itself is news.
    frozen.click("[data-run=previous]")
    frozen.clock.run_for(5000)
    assert len(frozen.evaluate("spoken")) == 6
    assert frozen.evaluate("tones") == 0
    assert frozen.evaluate("document.getAnimations().length") == 0


def test_sound_comes_only_when_asked_for(frozen: Any) -> None:
    frozen.click("[data-run=open]")
    assert not frozen.is_checked("[data-run=sound]")
    frozen.check("[data-run=sound]", force=True)
    frozen.click("[data-run=begin]")
    frozen.clock.run_for(6 * 60_000)
    assert frozen.evaluate("tones") == 0
    frozen.clock.run_for(2 * 60_000)
    assert frozen.evaluate("tones") == 1
    frozen.click("[data-run=next]")
    frozen.clock.fast_forward(30 * 60_000)
    frozen.clock.run_for(2000)
    # Twelve minutes late a sound would only startle.
    assert frozen.evaluate("tones") == 1


def test_ahead_and_behind_are_shown_and_change_no_plan(frozen: Any) -> None:
    started(frozen)
    frozen.clock.run_for(4 * 60_000)
    frozen.click("[data-run=next]")
    assert "3 min ahead" in frozen.text_content(".run-whole")
    frozen.clock.fast_forward(23 * 60_000)
    frozen.clock.run_for(2000)
    assert frozen.text_content(".run-left") == "5 min over"
    assert "2 min behind" in frozen.text_content(".run-whole")
    assert "27:0" in frozen.text_content(".run-whole")
    frozen.click("[data-run=next]")
    assert frozen.text_content(".run-of") == "of 8 min"
    assert frozen.text_content(".run-left") == "8:00"


def test_closing_keeps_the_clock_running(frozen: Any) -> None:
    started(frozen)
    frozen.clock.run_for(10_000)
    frozen.keyboard.press("Escape")
    frozen.wait_for_selector("#tk_running:visible")
    assert not frozen.is_visible("dialog.run")
    frozen.clock.run_for(20_000)
    assert "6:30 left" in frozen.text_content("#tk_running p")
    frozen.click("#tk_running a")
    assert frozen.text_content(".run-left") == "6:30"
    assert frozen.is_visible("dialog.run")


# -- run mode ------------------------------------------------------------------------------------


@in_every_language
def test_session_is_run_from_start_to_end(guide: Any) -> None:
    guide.click("[data-minutes='45']")
    guide.fill("[data-fit=number]", "42")
    guide.wait_for_selector(".bar-phase.left-out")
    guide.context.set_offline(True)
    asked: list[str] = []
    guide.on("request", lambda request: asked.append(request.url))
    guide.click("[data-run=open]")
    assert guide.evaluate("document.querySelector('dialog.run').matches(':modal')")
    before = guide.text_content("[id='tk_body.preparation'] .intent")
    assert before in guide.text_content("[data-run=before]")
    guide.click("[data-run=begin]")
    kept = [name for name in PHASES if name != "resources"]
    for index, name in enumerate(kept):
        title = guide.text_content(f".bar [data-phase={name}] .bar-title")
        assert guide.text_content(".run-title") == title
        shown = guide.text_content("[data-run=phase]")
        assert guide.text_content(f"[id='tk_body.{name}'] .speech").strip() in shown
        assert guide.text_content(f"[id='tk_body.{name}'] .coach-only .prose").strip() in shown
        questions = guide.locator("[data-run=phase] .questions li")
        assert (
            questions.all_text_contents()
            == guide.locator(f"[id='tk_body.{name}'] .questions li").all_text_contents()
        )
        size = questions.first.evaluate("(item) => parseFloat(getComputedStyle(item).fontSize)")
        assert 28 <= size <= 44
        links = guide.locator("[data-run=phase] a").evaluate_all(
            "(links) => links.map((a) => [a.target, a.rel])"
        )
        assert all(link == ["_blank", "noopener"] for link in links)
        current = guide.evaluate(
            "[...document.querySelectorAll('.run-line li')].map((item) => item.getAttribute('aria-current'))"
        )
        assert [place for place, value in enumerate(current) if value == "step"] == [index]
        if index < len(kept) - 1:
            guide.click("[data-run=next]")
    guide.click("[data-run=finish]")
    rows = guide.locator(".run-times tbody tr")
    rows.first.wait_for()
    assert rows.count() == len(kept)
    assert rows.nth(1).locator("td").first.text_content() == "14:00"
    assert guide.text_content("[id='tk_body.follow-up'] .intent") in guide.text_content("[data-run=after]")
    guide.click("[data-run=done]")
    assert not guide.is_visible("#tk_running")
    assert guide.is_visible("[data-run=open-new]")
    assert asked == []
    guide.context.set_offline(False)


@pytest.mark.parametrize(("width", "height"), [(320, 640), (360, 740), (1280, 900), (1920, 1080)])
def test_question_has_28_to_44_pixels(browser: Any, site_address: str, width: int, height: int) -> None:
    page, _, _ = open_page(browser, f"{site_address}/fi/{GUIDE}", viewport={"width": width, "height": height})
    started(page)
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('dialog.run .questions li')).fontSize)"
    )
    assert 28 <= size <= 44.1
    assert page.evaluate("document.querySelector('dialog.run').scrollWidth") <= width
    page.context.close()


def test_focus_has_a_place_on_every_screen_and_after_it(guide: Any) -> None:
    def focused() -> str:
        return guide.evaluate("document.activeElement.dataset.run ?? document.activeElement.textContent")

    started(guide)
    guide.keyboard.press("Escape")
    until(lambda: focused() == "open")
    for leave in ("Escape", "close"):
        guide.click("#tk_running a")
        if leave == "close":
            guide.click("[data-run=close]")
        else:
            guide.keyboard.press("Escape")
        until(lambda: focused() == "Continue this session")
    guide.click("#tk_running a")
    guide.click("[data-run=finish-now]")
    assert focused() == "The session is over"
    guide.keyboard.press("Escape")
    until(lambda: focused() == "open")


@pytest.mark.parametrize(("width", "height"), [(568, 320), (740, 360), (932, 430)])
def test_phone_held_sideways_keeps_clock_and_buttons(guide: Any, width: int, height: int) -> None:
    guide.set_viewport_size({"width": width, "height": height})
    started(guide)
    guide.evaluate("document.querySelector('dialog.run').scrollTop = 400")
    parts = [".run-left", *(f"[data-run={name}]" for name in ("previous", "pause", "next", "close"))]
    for part in parts:
        box = guide.locator(f"dialog.run {part}").bounding_box()
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= height, part
    bars = [guide.locator(f".run-{name}").bounding_box()["height"] for name in ("top", "foot")]
    # Half of it is left to read in.
    assert sum(bars) <= height / 1.9


def seconds_of(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return 60 * int(minutes) + int(seconds)


def test_running_session_survives_reload_and_a_discarded_tab(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(
        browser, f"{site_address}/en/{GUIDE}?minutes=45&order=opening.resources.exploration"
    )
    started(page)
    page.click("[data-run=next]")
    page.locator(".run-left", has_text=re.compile("^7:5")).wait_for()
    page.click("[data-run=pause]")
    shown = page.text_content(".run-left")
    assert 420 < seconds_of(shown) < 480
    ready(page)
    for again in ("reload", "new tab"):
        if again == "reload":
            page.reload()
        else:
            context = page.context
            page.close()
            page = context.new_page()
            # Another language and another plan: what runs is what was begun.
            page.goto(f"{site_address}/lv/{GUIDE}?minutes=90")
        page.wait_for_selector("#tk_running:visible")
        assert page.is_visible("[data-run=open-on]")
        page.click("[data-run=open]")
        assert page.text_content(".run-left") == shown
        assert page.is_visible("[data-run=resume]")
        titles = page.locator(".run-line li").all_text_contents()
        assert len(titles) == 6
        assert page.text_content(".run-title") == page.text_content("[data-phase=resources] .bar-title")
    page.click("[data-run=resume]")
    ready(page)
    page.reload()
    page.click("#tk_running a")
    # It goes on from where it stood, however long the page took.
    assert 0 <= seconds_of(shown) - seconds_of(page.text_content(".run-left")) < 120
    page.click("[data-run=finish-now]")
    ready(page)
    page.reload()
    ready(page)
    assert not page.is_visible("#tk_running")
    page.context.close()


def test_clock_begun_before_the_store_answers_goes_on(browser: Any, site_address: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        """document.addEventListener("DOMContentLoaded", () => {
            for (const name of ["open", "begin"]) document.querySelector(`[data-run=${name}]`)?.click();
        });"""
    )
    page = context.new_page()
    page.goto(f"{site_address}/en/{GUIDE}")
    page.locator(".run-left", has_text=re.compile("^6:5")).wait_for()
    assert page.is_visible("[data-run=pause]")
    context.close()


def test_two_tabs_show_one_run(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(browser, f"{site_address}/en/{GUIDE}")
    other = page.context.new_page()
    other.goto(f"{site_address}/fi/{GUIDE}")
    ready(other)
    started(page)
    other.wait_for_selector("#tk_running:visible")
    other.click("#tk_running a")
    other.click("[data-run=next]")
    page.wait_for_selector(".run-line li:nth-child(2)[aria-current=step]")
    page.context.close()


def test_without_a_store_the_clock_runs_and_says_that_it_is_not_kept(browser: Any, site_address: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site_address}/en/{GUIDE}")
    started(page)
    page.wait_for_selector("[data-run=unkept]:visible")
    assert page.text_content(".run-left") in ("7:00", "6:59", "6:58")
    context.close()
    assert errors == []


LOCKS = """
window.locks = [];
window.held = () => locks.filter((lock) => !lock.gone).length;
let seen = "visible";
Object.defineProperty(Document.prototype, "visibilityState", { get: () => seen });
window.setSeen = (value) => {
    seen = value;
    // A device lets the screen sleep as soon as the page is out of sight.
    if (value === "hidden") for (const lock of locks) lock.release();
    document.dispatchEvent(new Event("visibilitychange"));
};
Object.defineProperty(Navigator.prototype, "wakeLock", { value: { request: async (kind) => {
    const lock = new EventTarget();
    lock.kind = kind;
    lock.release = async () => { if (!lock.gone) { lock.gone = true; lock.dispatchEvent(new Event("release")); } };
    locks.push(lock);
    return lock;
} } });
"""


def test_screen_is_kept_awake_while_the_session_shows(browser: Any, site_address: str) -> None:
    context = browser.new_context()
    context.add_init_script(LOCKS)
    page = context.new_page()
    page.goto(f"{site_address}/en/{GUIDE}")
    ready(page)
    assert page.evaluate("locks.length") == 0
    started(page)
    assert page.evaluate("[locks.length, held(), locks[0].kind]") == [1, 1, "screen"]
    page.evaluate("setSeen('hidden')")
    assert page.evaluate("held()") == 0
    page.evaluate("setSeen('visible')")
    assert page.evaluate("[locks.length, held()]") == [2, 1]
    page.keyboard.press("Escape")
    page.wait_for_selector("#tk_running:visible")
    # The device is told a moment after the bar is seen.
    until(lambda: page.evaluate("held()") == 0)
    page.evaluate("setSeen('hidden'); setSeen('visible')")
    assert page.evaluate("[locks.length, held()]") == [2, 0]
    page.click("#tk_running a")
    until(lambda: page.evaluate("held()") == 1)
    assert not page.is_visible("[data-run=asleep]")
    page.click("[data-run=finish-now]")
    until(lambda: page.evaluate("held()") == 0)
    context.close()


def test_device_that_refuses_to_stay_awake_is_named(browser: Any, site_address: str) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'wakeLock', { value: undefined });")
    page = context.new_page()
    page.goto(f"{site_address}/en/{GUIDE}")
    started(page)
    page.wait_for_selector("[data-run=asleep]:visible")
    context.close()


# -- by keyboard ---------------------------------------------------------------------------------


def test_everything_is_done_by_keyboard(guide: Any) -> None:
    keys = guide.keyboard
    tab_to(guide, "[data-minutes='45']")
    keys.press("Enter")
    assert sum(shown_minutes(guide)) == 45
    tab_to(guide, "[data-fit=number]")
    keys.press("Control+A")
    keys.type("42")
    keys.press("Tab")
    assert shown_minutes(guide)[3] is None
    tab_to(guide, ".session-order summary")
    keys.press("Enter")
    tab_to(guide, "[data-phase=exploration] [data-move='1']")
    keys.press("Space")
    assert shown_orders(guide)[0][:3] == ["opening", "objectives", "exploration"]
    tab_to(guide, "[name=view]")
    keys.press("ArrowRight")
    assert parameter(guide, "view") == "client"
    keys.press("ArrowLeft")
    guide.evaluate("document.activeElement.blur()")
    tab_to(guide, "[data-run=open]")
    keys.press("Enter")
    tab_to(guide, "[data-run=begin]")
    keys.press("Enter")
    assert guide.evaluate("document.activeElement.className") == "run-title"
    tab_to(guide, "[data-run=pause]")
    keys.press("Enter")
    assert guide.evaluate("document.activeElement.dataset.run") == "resume"
    keys.press("Enter")
    assert guide.evaluate("document.activeElement.dataset.run") == "pause"
    for _ in range(4):
        tab_to(guide, "[data-run=next]")
        keys.press("Enter")
    # The button that was pressed has given way to another, and the focus is not lost.
    assert guide.evaluate("document.activeElement.dataset.run") == "finish"
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    assert guide.evaluate("document.activeElement.dataset.run") == "previous"
    for _ in range(4):
        keys.press("Enter")
    assert guide.evaluate("document.activeElement.dataset.run") == "next"
    keys.press("Escape")
    guide.wait_for_selector("#tk_running:visible")
    assert guide.evaluate("document.activeElement.dataset.run") == "open"
    tab_to(guide, "#tk_running a")
    keys.press("Enter")
    guide.wait_for_selector("dialog.run[open]")
    tab_to(guide, "[data-run=finish-now]")
    keys.press("Enter")
    guide.wait_for_selector(".run-times")
    tab_to(guide, "[data-run=done]")
    keys.press("Enter")
    assert not guide.is_visible("dialog.run")


# -- for everybody -------------------------------------------------------------------------------


@needs_axe
@pytest.mark.parametrize(
    ("locale", "scheme", "width"),
    [("en", "light", 1280), ("lv", "dark", 1280), ("fi", "light", 320), ("es", "dark", 320)],
)
def test_no_accessibility_faults_in_any_state(
    browser: Any, site_address: str, locale: str, scheme: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.clock.install(time="2026-11-22T10:00:00Z")

    def check(state: str) -> None:
        assert axe_faults(page) == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        assert page.evaluate("document.querySelector('dialog.run').scrollWidth") <= width, state

    page.goto(f"{site_address}/{locale}/{GUIDE}")
    ready(page)
    check("page")
    page.goto(f"{site_address}/{locale}/{GUIDE}?minutes=42&order=opening.resources.exploration")
    page.wait_for_selector(".bar-phase.left-out")
    page.click(".session-order summary")
    page.wait_for_selector(".session-order[open]")
    drawn(page)
    check("fitted")
    page.fill("[data-fit=number]", "30")
    page.keyboard.press("Enter")
    check("too short")
    page.click("[data-run=open]")
    check("start")
    page.click("[data-run=begin]")
    check("running")
    page.clock.fast_forward(12 * 60_000)
    page.wait_for_selector(".run-left.in-words")
    check("overtime")
    page.keyboard.press("Escape")
    page.wait_for_selector("#tk_running:visible")
    check("running beside the page")
    page.click("#tk_running a")
    page.click("[data-run=finish-now]")
    page.wait_for_selector(".record")
    check("end")
    page.click("[data-run=done]")
    page.click("[data-run=records]")
    page.wait_for_selector("#tk_records .record")
    check("records")
    context.close()


def test_page_without_scripts_is_reading_matter(browser: Any, site_address: str) -> None:
    page, _, _ = open_page(
        browser, f"{site_address}/en/{GUIDE}?minutes=42&view=client", java_script_enabled=False
    )
    for selector in ("[data-run=open]", ".session-tools", "dialog.run", "#tk_running", ".left-out-mark"):
        assert not page.is_visible(selector)
    assert page.is_visible("[id='tk_body.exploration'] .coach-only")
    assert page.locator("[id='tk_body.exploration'] .phase-facts").inner_text().count("18 min") == 1
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps_when_scripts_arrive(browser: Any, site_address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    # Fonts that arrive late move lines too; that is another matter.
    context.route("**/*.woff2", lambda route: route.fulfill(status=404))
    # Late scripts show whether they move anything that was painted before.
    context.route("**/session.js", lambda route: (time.sleep(0.5), route.continue_()))
    page = context.new_page()
    page.goto(f"{site_address}/lv/{GUIDE}")
    drawn(page)
    shift = page.evaluate(
        """() => new Promise((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(sum), 500);
        })"""
    )
    assert shift < 0.01
    context.close()


LATER = ("/running/bar.js", "/core/other-language.js")


def test_scripts_are_light(browser: Any, site_address: str) -> None:
    page = browser.new_context().new_page()
    weights: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: (
            weights.update({answer.url: len(gzip.compress(answer.body()))})
            if answer.url.endswith(".js")
            else None
        ),
    )
    page.goto(f"{site_address}/en/{GUIDE}")
    ready(page)
    assert any(url.endswith("/run.js") for url in weights)
    # The page stands before the bar of a session that runs is there.
    later = sum(weight for url, weight in weights.items() if url.endswith(LATER))
    assert 0 < later <= 6_000
    assert sum(weights.values()) - later < 30_000
    page.context.close()


HOSTILE = [
    "minutes=<img src=x onerror=document.title='gone'>",
    "minutes=99999999999999999999",
    "minutes=-1",
    "minutes=0",
    "minutes=1e3",
    "minutes=045",
    "minutes=45.5",
    "minutes=",
    "order=<script>document.title='gone'</script>",
    "order=__proto__.constructor.toString",
    "order=" + "x." * 2000,
    "order=preparation.follow-up",
    "view=<svg onload=document.title='gone'>",
    "view=trainer",
    "view=client%00",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_address_changes_nothing(browser: Any, site_address: str, query: str) -> None:
    page, said, _ = open_page(browser, f"{site_address}/en/{GUIDE}")
    ready(page)
    count = "document.querySelectorAll('*').length"
    before = page.evaluate(count), page.title(), page.inner_text("article")
    page.goto(f"{site_address}/en/{GUIDE}?{query}")
    ready(page)
    assert (page.evaluate(count), page.title(), page.inner_text("article")) == before
    assert shown_minutes(page) == [7, 18, 8, 10, 10, 7]
    assert shown_orders(page) == [PHASES] * 5
    page.context.close()
    assert said == []
