"""A text is shown as it was written: one line knows no blocks, and links lead somewhere or are told."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf
import pytest
from conftest import CONFIG, MakeProject, bank, open_page, served, session, worksheet
from lxml import html
from pypdf import PdfReader

from toolkit.build import run as builder
from toolkit.definitions.library import load
from toolkit.definitions.model import Kind, Visibility, translate
from toolkit.errors import Problem
from toolkit.pdf.printer import Printer
from toolkit.project.opened import Project
from toolkit.site import engine as sites
from toolkit.site import links as linkcheck
from toolkit.site import shared
from toolkit.translation.localisation import Wording
from toolkit.view import PageMedium, Viewer, edition, markup, print_words
from toolkit.view.fieldplaces import sheet_places
from toolkit.view.sheets import PrintOptions

#: Lines that Markdown, HTML or an engine would take for something else.
LINES = (
    *(
        "3. nodarbība",
        "2026. gada 1. maijā",
        "1) x",
        "1. x",
        "- x",
        "* x",
        "+ x",
        "# x",
        "> x",
        "5",
        "1984",
        "1984.",
    ),
    *(
        "Querid*s",
        "5*3*2",
        "niñ*s y amig*s",
        "2**3**4",
        "snake_case_name",
        "C:\\dir\\x",
        "x  ",
        "a | b",
        "---",
        "===",
    ),
    *(
        "&amp; &copy; &#60;",
        "<b>x</b>",
        "`code`",
        "~x~ ~~y~~",
        "x[^1]",
        "<https://example.org>",
        ":smile:",
        "[x]",
    ),
    *(
        "{: .class }",
        "x {: #y }",
        "[TOC]",
        '--8<-- "x"',
        "{{ 7*7 }}",
        "{% raw %}",
        "\\",
        "*",
        "**",
        "_",
        "null",
        "~",
    ),
    *(
        "true",
        "2026-05-01",
        "12:30",
        "'x'",
        '"x"',
        "x: y",
        "@x",
        "%x",
        "!x",
        "&x",
        "[x]: y",
        "*[x]: y",
        "x # y",
    ),
)
#: Marks that say something here: what is read is what is left of them.
READ = {"x  ": "x"}


def seen(text: str) -> str:
    """Return a text without what a reader does not tell apart."""
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize("text", LINES)
def test_a_line_is_words(text: str) -> None:
    wanted = seen(READ.get(text, text))
    assert seen(markup.plain(text)) == wanted
    assert (
        seen(str(html.fragment_fromstring(f"<p>{markup.html(markup.inline(text))}</p>").text_content()))
        == wanted
    )


def test_stars_still_mean_emphasis_around_words() -> None:
    for text, wanted in {
        "*a* b": "<em>a</em> b",
        "“*a*”, (*b*)": "“<em>a</em>”, (<em>b</em>)",
        "**a**-b": "<strong>a</strong>-b",
        "*a **b** c*": "<em>a <strong>b</strong> c</em>",
        r"\*a\*": "*a*",
        "*Querid*s": "*Querid*s",
    }.items():
        assert str(markup.html(markup.inline(text))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026. gada 1. maijā sākas.\n\nTad", "<p>2026. gada 1. maijā sākas.</p><p>Tad</p>"),
        ("Kurss.\n\n2026. gada maijā", "<p>Kurss.</p><p>2026. gada maijā</p>"),
        ("Kurss sākas\n1. maijā", "<p>Kurss sākas 1. maijā</p>"),
        ("2025. gadā a.\n2027. gadā b.", "<p>2025. gadā a. 2027. gadā b.</p>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("1. a\n1. b", "<ol><li>a</li><li>b</li></ol>"),
        (
            "1. a\n2. b\n\nc\n\n1. d\n2. e",
            "<ol><li>a</li><li>b</li></ol><p>c</p><ol><li>d</li><li>e</li></ol>",
        ),
        ("9. a\n10. b", '<ol start="9"><li>a</li><li>b</li></ol>'),
        ("- 2026. gads\n- x", "<ul><li>2026. gads</li><li>x</li></ul>"),
        ("a\n- b\n  1. c\n  2. d", "<p>a</p><ul><li><p>b</p><ol><li>c</li><li>d</li></ol></li></ul>"),
    ],
)
def test_prose_keeps_its_numbers(text: str, wanted: str) -> None:
    assert str(markup.blocks_html(markup.blocks(text))) == wanted


def test_a_lists_start_is_printed(make_project: MakeProject) -> None:
    sheet = worksheet().replace('instructions: "How"', 'instructions: "7. seven\\n8. eight"')
    project = make_project({"content/worksheets/sheet.yaml": sheet})
    english = edition(project, load(project), "en")
    with Printer(project) as printer:
        pdf = printer.pdf(english, english.get(Kind.worksheet, "sheet"))
    (project.root / "x.pdf").write_bytes(pdf)
    assert re.search(r"7\.\s+seven\s+8\.\s+eight", PdfReader(project.root / "x.pdf").pages[0].extract_text())


@pytest.mark.parametrize("text", LINES)
def test_places_of_a_form_are_told_apart(small_project: Project, text: str) -> None:
    """Twelve number fields once had one name for a screen reader, as theirs was lost."""
    found = load(small_project)
    sheet = next(one for one in found if one.kind is Kind.worksheet)
    localised = translate(sheet, lambda path, old: Wording(text, "en", None))  # type: ignore[arg-type]
    words = print_words(edition(small_project, found, "en"))
    assert seen(tuple(sheet_places(localised, words))[-1].label) == seen(READ.get(text, text))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, web_fonts: Path) -> tuple[Path, list[str]]:
    """Build a site whose every text is one of the lines, one session and one sheet for each."""
    root = tmp_path_factory.mktemp("lines")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for folder in ("sessions", "worksheets", "questions"):
        (root / "content" / folder).mkdir(parents=True)
    for number in range(len(LINES)):
        (root / f"content/sessions/s{number}.yaml").write_text(session(f"s{number}"), "utf-8")
    (root / "content/worksheets/sheet.yaml").write_text(worksheet(), "utf-8")
    (root / "content/questions/bank.yaml").write_text(bank(), "utf-8")
    project = Project.open(root)
    calm = edition(project, load(project), "en")

    def say(number: int) -> Any:
        return lambda path, old: Wording(LINES[number], "en", None)  # type: ignore[arg-type]

    localised = {
        key: dataclasses.replace(entry, definition=translate(entry.definition, say(int(key[1][1:]))))
        if key[0] is Kind.session
        else entry
        for key, entry in calm.localised.items()
    }
    odd = dataclasses.replace(calm, localised=MappingProxyType(localised))
    sites.build_locale(odd, sites.write_tree(odd, root / "docs"), root / "out" / "en")
    shared.write_shared([odd], root / "out", web_fonts)
    return root / "out", list(LINES)


def test_pages_show_each_line_as_it_was_written(written: tuple[Path, list[str]]) -> None:
    site, lines = written
    checked = 0
    for number, line in enumerate(lines):
        wanted = seen(READ.get(line, line))
        root = html.parse(str(site / f"en/sessions/s{number}/index.html")).getroot()
        places = {
            "h1": "//h1",
            "h3": "//h3[@id='talk']",
            "lead": "//p[@class='lead']",
            "bar": "//ol[@class='bar']//span[@class='bar-title']",
            "contents": "//nav[@class='toc']//a[@href='#talk']",
            "prose": "//h2[@id='tk_purpose']/following-sibling::div[1]",
            "step": "//ul[contains(@class, 'steps')]/li",
        }
        for name, path in places.items():
            if name == "prose" and re.match(r"[-+*] \S", line):
                continue  # in prose this is a list
            texts = {seen(element.text_content()) for element in root.xpath(path)}
            assert texts == {wanted}, (line, name)
            checked += 1
        assert seen(root.xpath("//title")[0].text) == f"{wanted} – Test"
        assert seen(root.xpath("//meta[@name='description']/@content")[0]) == wanted
        data = json.loads(root.xpath("//script[@type='application/ld+json']")[0].text)
        assert seen(data["name"]) == wanted
    assert checked > 6 * len(lines)
    cards = html.parse(str(site / "en/sessions/index.html")).getroot().xpath("//a[@class='card-title']")
    assert {seen(card.text_content()) for card in cards} == {seen(READ.get(line, line)) for line in lines}


# -- links -----------------------------------------------------------------------------------------

LINKED = """\
See [the web](https://example.org/a?b=c&d=e), [plain web](http://example.org), [mail](mailto:me@example.org),
[phone](tel:+371-2600-0000), [a sheet](worksheet:sheet), [its field](worksheet:sheet/answer), [a question](question_bank:bank/first)
and [a phase](session:talk/talk).
"""


def linked(kind: str, name: str, **fields: str) -> str:
    prose = "\n".join(f"  {line}" for line in LINKED.splitlines())
    return {"worksheet": worksheet, "session": session}[kind](name).replace(
        'purpose: "Why"', f"purpose: |\n{prose}"
    )


@pytest.fixture
def linked_project(make_project: MakeProject) -> Project:
    return make_project(
        {
            "content/worksheets/sheet.yaml": linked("worksheet", "sheet").replace(
                'instructions: "How"',
                'instructions: "Read [that](session:coach-only), [this](question_bank:bank)."',
            ),
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": linked("session", "talk"),
            "content/sessions/coach-only.yaml": session("coach-only") + "visibility: coach\n",
        }
    )


def test_links_lead_where_they_say(linked_project: Project, tmp_path: Path) -> None:
    found, problems = builder.survey(linked_project)
    assert problems == ()
    english = edition(linked_project, found, "en")
    out = tmp_path / "out"
    sites.build_locale(english, sites.write_tree(english, tmp_path / "docs"), out / "en")
    root = html.parse(str(out / "en/sessions/talk/index.html")).getroot()
    hrefs = root.xpath("//h2[@id='tk_purpose']/following-sibling::div[1]//a/@href")
    assert hrefs == [
        *(
            "https://example.org/a?b=c&d=e",
            "http://example.org",
            "mailto:me@example.org",
            "tel:+371-2600-0000",
        ),
        *("../../worksheets/sheet/", "../../worksheets/sheet/#field-answer", "../../questions/bank/#first"),
        "../../sessions/talk/#talk",
    ]
    # A client's page names a coach's guide without leading there.
    sheet = html.parse(str(out / "en/worksheets/sheet/index.html")).getroot()
    (place,) = sheet.xpath("//div[contains(@class, 'instructions')]")
    assert place.xpath(".//a/@href") == ["../../questions/bank/"]
    assert place.text_content() == "Read that, this."
    report = linkcheck.check(out)
    assert [fault for fault in report.faults if "assets" not in fault.target and "/print/" not in fault.target
            and "../print" not in fault.target and "manifest" not in fault.target and not re.search(r"(\.\.|^)/(es|lv|fi)/", fault.target)] == []  # fmt: skip


def test_links_are_links_on_paper_too(linked_project: Project) -> None:
    english = edition(linked_project, load(linked_project), "en")
    with Printer(linked_project) as printer:
        for fillable in (False, True):
            sheet = english.get(Kind.worksheet, "sheet")
            pdf = linked_project.root / "x.pdf"
            pdf.write_bytes(printer.pdf(english, sheet, PrintOptions(fillable=fillable)))
            with pikepdf.open(pdf) as document:
                targets = [
                    str(annotation.A.URI)
                    for page in document.pages
                    for annotation in page.obj.get("/Annots", [])
                    if "/A" in annotation and "/URI" in annotation.A
                ]
            assert "https://toolkit.test/en/questions/bank/" in targets
            assert not [target for target in targets if "coach-only" in target]
            text = PdfReader(pdf).pages[0].extract_text()
            assert re.search(r"this\s*\(toolkit\.test/en/questions/bank\)", text)


def test_an_authors_link_is_never_a_field(make_project: MakeProject) -> None:
    sheet = worksheet().replace(
        'instructions: "How"', 'instructions: "[x](field:text:answer) [y](FIELD:area:answer)"'
    )
    project = make_project({"content/worksheets/sheet.yaml": sheet})
    assert [problem.code for problem in builder.survey(project)[1]] == ["link", "link"]
    english = edition(project, load(project), "en")
    with Printer(project) as printer:
        pdf = printer.pdf(english, english.get(Kind.worksheet, "sheet"), PrintOptions(fillable=True))
    (project.root / "x.pdf").write_bytes(pdf)
    assert {name for name in PdfReader(project.root / "x.pdf").get_fields() or {} if "." not in name} == {
        "sheet",
        "answer",
    }


#: What is written, the code of its problem, and where in the text it begins.
WRONG = {
    "[x](javascript:alert(1))": ("link", 0),
    "See [x](data:text/html,x)": ("link", 4),
    "[x](//example.org)": ("link", 0),
    "[x](../values/)": ("link", 0),
    "[x](values.pdf)": ("link", 0),
    "[x](#part)": ("link", 0),
    "[x](ftp://example.org)": ("link", 0),
    "[x](https://)": ("link", 0),
    "[x](mailto:me)": ("link", 0),
    "[x](tel:mine)": ("link", 0),
    "[x](https://a b.org)": ("link", 0),
    "say [x](https://example.org": ("link", 4),
    "[x]()": ("link", 0),
    "[](https://example.org)": ("link", 0),
    "[x](https://example.org 'title')": ("link", 0),
    "[x](worksheet:nothing)": ("link", 0),
    "[x](worksheet:sheet/nothing)": ("link", 0),
    "[x](workshet:sheet)": ("link", 0),
    "[x](approach:sheet)": ("link", 0),
    "an ![image](https://example.org/x.png)": ("image", 3),
    "![image](x": ("image", 0),
    "[a][b]": ("link", 0),
    "<https://example.org>": ("link", 0),
    "<me@example.org>": ("link", 0),
    "a <b>bold</b>": ("html", 2),
    "<br/>": ("html", 0),
    "<!-- x -->": ("html", 0),
    "a &amp; b": ("html", 2),
    "&nbsp;x": ("html", 0),
    "&#60;": ("html", 0),
    "use `code` here": ("code", 4),
    "a ~~b~~": ("strike", 2),
    "a[^1]": ("footnote", 1),
}
WRONG_PROSE = {
    "# x": ("heading", 0),
    "x\n\n## y": ("heading", 3),
    "Title\n=====": ("heading", 6),
    "| a | b |\n|---|---|\n| 1 | 2 |": ("table", 10),
    "```\ncode\n```": ("code", 0),
    "> quoted": ("quote", 0),
    "a\n\n---\n\nb": ("rule", 3),
    "[a]: https://example.org": ("link", 0),
}
RIGHT = (
    "[x]",
    "5 < 6 > 4",
    "a & b",
    "AT&T;",
    "1 ~ 2",
    "it`s",
    "#1",
    "a | b",
    r"\[x\](y)",
    r"\<b>",
    r"\&amp;",
    "a_b",
    "(x)[y]",
)


def summary_of(project: Project) -> list[Problem]:
    return list(builder.survey(project)[1])


def _sheet_of(texts: list[str]) -> str:
    """Return a worksheet with a note of prose for each text, written as it is if it has one line."""
    lines = [worksheet().rstrip()]
    for number, text in enumerate(texts):
        lines.append(f"      - id: n{number}\n        type: note")
        block = "".join(f"\n          {line}" for line in text.splitlines())
        lines.append(f"        text: |{block}" if "\n" in text else f'        text: "{text}"')
    return "\n".join(lines) + "\n"


def test_what_a_text_cannot_say_is_told_with_its_place(make_project: MakeProject) -> None:
    wrong = WRONG | WRONG_PROSE
    sheet = _sheet_of(list(wrong))
    project = make_project({"content/worksheets/sheet.yaml": sheet})
    lines = sheet.splitlines()
    starts = [n for n, line in enumerate(lines, 1) if re.match(r"        text: ", line)]
    found: dict[int, list[Problem]] = {}
    for problem in summary_of(project):
        assert str(problem.advice)
        found.setdefault(max(n for n in range(len(starts)) if starts[n] <= problem.place.line), []).append(
            problem
        )
    for number, (text, (code, at)) in enumerate(wrong.items()):
        problems = found.pop(number, [])
        assert code in {problem.code for problem in problems}, text
        assert len({problem.code for problem in problems}) == 1, text
        first = min(problem.place for problem in problems if problem.code == code)
        if "\n" in text:
            assert first.line == starts[number] + 1 + text[:at].count("\n"), text
        else:
            assert (first.line, first.column) == (starts[number], len('        text: "') + at + 1), text
    assert found == {}


def test_signs_that_mean_nothing_are_left_alone(make_project: MakeProject) -> None:
    # On one line there are no blocks, so these are words there.
    words = ("# x", "> quoted", "---", "```", "- x", "1. x", "| a | b |")
    fields = [f"      - {{id: n{n}, type: note, text: '{text}'}}" for n, text in enumerate(RIGHT)]
    fields += [
        f"      - {{id: w{n}, type: short_text, label: '{text}'}}" for n, text in enumerate((*RIGHT, *words))
    ]
    sheet = worksheet() + "\n".join(fields) + "\n"
    assert summary_of(make_project({"content/worksheets/sheet.yaml": sheet})) == []


def test_links_in_titles_are_told(make_project: MakeProject) -> None:
    link = '"[x](https://example.org)"'
    project = make_project(
        {"content/questions/bank.yaml": bank().replace('"Title of bank"', link).replace('"What else?"', link)}
    )
    assert [problem.code for problem in summary_of(project)] == ["link", "link"]


#: A source, its translation, and the codes of the problems.
TRANSLATED: tuple[tuple[str, str, set[str]], ...] = (
    ("[x](https://example.org)", "[y](https://example.org)", set()),
    ("[x](https://example.org)", "[y](https://example.com)", {"link-target"}),
    ("[x](https://example.org)", "y", {"link-target"}),
    ("x", "[y](https://example.org)", {"link-target"}),
    ("[x](worksheet:s0)", "[y](worksheet:lapa)", {"link", "link-target"}),
    ("x", "a <b>y</b>", {"html"}),
    ("x", "![y](z.png)", {"image", "link-target"}),
    ("1. x", "1. y", set()),
)


def test_translations_keep_links(make_project: MakeProject) -> None:
    files = {}
    po = 'msgid ""\nmsgstr ""\n"Language: lv\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    for number, (source, translation, _) in enumerate(TRANSLATED):
        sheet = worksheet(f"s{number}").replace(f'"Summary of s{number}"', f'"{source}"')
        files[f"content/worksheets/s{number}.yaml"] = sheet
        po += f'\nmsgctxt "worksheet/s{number}/summary"\nmsgid "{source}"\nmsgstr "{translation}"\n'
    project = make_project(files | {"locales/lv/LC_MESSAGES/content.po": po})
    found: dict[int, set[str]] = {}
    for problem in summary_of(project):
        assert project.shown(problem.place.path) == "locales/lv/LC_MESSAGES/content.po"
        # Each message has four lines, the first of which is empty.
        found.setdefault((problem.place.line - 6) // 4, set()).add(problem.code)
    assert found == {number: codes for number, (_, _, codes) in enumerate(TRANSLATED) if codes}


def test_a_link_in_a_label_is_words_to_assistive_technology(
    make_project: MakeProject, browser: Any, web_fonts: Path, tmp_path: Path
) -> None:
    sheet = worksheet().replace('"What matters?"', '"What [matters](https://example.org)?"') + (
        '      - {id: t, type: matrix, label: "Rate", rows: {a: "A [row](https://example.org)"},'
        ' columns: {x: "[X](https://example.org)", y: "Y"}}\n'
    )
    project = make_project({"content/worksheets/sheet.yaml": sheet})
    assert summary_of(project) == []
    english = edition(project, load(project), "en")
    out = tmp_path / "out"
    sites.build_locale(english, sites.write_tree(english, tmp_path / "docs"), out / "en")
    shared.write_shared([english], out, web_fonts)
    with served(out) as address:
        page, said, _ = open_page(browser, f"{address}/en/worksheets/sheet/")
        assert page.get_by_role("textbox", name="What matters?").count() == 1
        assert page.get_by_role("radio", name="A row: X").count() == 1
        assert page.locator("[aria-hidden=true] a").count() == 0
        assert said == []
        page.context.close()
    labels = [
        slot.label for slot in tuple(sheet_places(english.get(Kind.worksheet, "sheet"), print_words(english)))
    ]  # type: ignore[arg-type]
    assert labels[2:] == ["What matters?", "Rate A row"]


def test_a_reader_without_the_right_gets_words(linked_project: Project) -> None:
    english = edition(linked_project, load(linked_project), "en")
    text = "[x](session:coach-only)"
    assert "href" in Viewer(english, PageMedium(), Visibility.coach).text(text)
    assert str(Viewer(english, PageMedium(), Visibility.client).text(text)) == "x"
