"""What is not in the page's language says so: headings with their emphasis, and words of the interface."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import CONFIG, MakeProject, bank, open_page, quiet, ready, served, session, worksheet
from lxml import html
from markupsafe import Markup, escape

from toolkit.build import run as builder
from toolkit.build.run import build
from toolkit.cli import main
from toolkit.definitions.library import load
from toolkit.project.opened import Project
from toolkit.site.environment import heading
from toolkit.translation import catalog, interface
from toolkit.translation.catalog import State
from toolkit.translation.foreign import Foreign, joined, marked_text, resolve
from toolkit.view import edition, print_words

#: Estonian has a few words only, in the project's own catalog.
ESTONIAN = 'msgid ""\nmsgstr "Language: et\\n"\n\nmsgid "Home"\nmsgstr "Avaleht"\n\n' + (
    'msgid "Purpose"\nmsgstr "Eesmärk"\n\nmsgctxt "index"\nmsgid "Worksheets"\nmsgstr "Töölehed"\n'
)
WITH_ESTONIAN = CONFIG.replace(
    "        - {locale: es, name: Español, build: true}\n",
    "        - {locale: es, name: Español, build: true}\n        - {locale: et, name: Eesti, build: true}\n",
)
TALK = session(language="es").replace('title: "Title of talk"', 'title: "Una *charla* & **más**"').replace(
    'title: "Talk"', 'title: "Fase *uno*"'
)  # fmt: skip
WHEEL = worksheet("wheel", "es").replace(
    '      - {id: answer, type: long_text, label: "What matters?"}\n',
    """\
      - {id: ring, type: wheel, label: "Rueda", min: 1, max: 5, segments: {calm: "Calma", joy: "Alegría", work: "Tarea"}}
      - {id: pick, type: single_choice, label: "Elige", options: {this: "Esto", that: "Eso"}, other: true}
      - {id: deal, type: commitment, label: "Plan", rows: 2}
      - {id: sign, type: signature, party: coach}
""",
)
LIST = (
    worksheet("list", "es").partition("purpose:")[0].replace("kind: worksheet", "kind: checklist")
    + """\
stage: ongoing
roles: [coach, client]
groups:
  - id: before
    title: "Antes"
    items:
      - {id: one, term: "Repaso", text: "Relee.", responsible: [coach, client]}
      - {id: two, term: "Lugar", text: "Busca.", responsible: [coach], required: false}
"""
)


@pytest.fixture(scope="module")
def partly(
    tmp_path_factory: pytest.TempPathFactory, lay_caches: Callable[[Path], None]
) -> tuple[Project, builder.Summary]:
    """Return a built site with a language of which little is translated, and what the build said."""
    folder = tmp_path_factory.mktemp("partly")
    for name, text in {
        "mkdocs.yml": WITH_ESTONIAN,
        "content/worksheets/sheet.yaml": worksheet(language="es"),
        "content/worksheets/wheel.yaml": WHEEL,
        "content/checklists/list.yaml": LIST,
        "content/questions/bank.yaml": bank(language="es").replace(
            "first,", "first, depth: light, phases: {general: [opening]},"
        ),
        "content/sessions/talk.yaml": TALK,
        "locales/et/LC_MESSAGES/ui.po": ESTONIAN,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lay_caches(folder)
    project = Project.open(folder)
    return project, build(project, quiet, ("et", "es"))


def page(project: Project, path: str) -> html.HtmlElement:
    return html.parse(str(project.site / path)).getroot()


def language(element: html.HtmlElement) -> str:
    return next(lang for each in (element, *element.iterancestors()) if (lang := each.get("lang")))


# -- headings ---------------------------------------------------------------------------------


def test_a_heading_keeps_its_language_and_emphasis(partly: tuple[Project, builder.Summary]) -> None:
    root = page(partly[0], "et/sessions/talk/index.html")
    (h1,) = root.xpath("//h1")
    assert html.tostring(h1[0], encoding="unicode") == (
        '<span lang="es" class="gap">Una <em>charla</em> &amp; <strong>más</strong></span>'
    )
    (phase,) = root.xpath("//article//h3")
    assert html.tostring(phase[0], encoding="unicode") == (
        '<span lang="es" class="gap">Fase <em>uno</em></span>'
    )
    listed = root.xpath("//nav[@class='toc']//a[@href='#talk']/span[@lang='es']")
    assert [html.tostring(each, encoding="unicode") for each in listed] == [
        '<span lang="es" class="gap">Fase <em>uno</em></span>'
    ]
    (title,) = root.xpath("//title")
    assert (title.get("lang"), title.text) == ("es", "Una charla & más – Test")
    (described,) = root.xpath("//meta[@name='description']")
    assert (described.get("lang"), described.get("content")) == ("es", "Summary of talk")
    assert root.xpath("//ol[@class='bar']//span[@class='bar-title']/span[@lang='es']")


def test_in_its_own_language_a_heading_keeps_emphasis_alone(partly: tuple[Project, builder.Summary]) -> None:
    root = page(partly[0], "es/sessions/talk/index.html")
    (h1,) = root.xpath("//h1")
    assert [each.tag for each in h1] == ["em", "strong"]
    assert not root.xpath("//title/@lang | //h1//*/@lang | //nav[@class='toc']//span/@lang")
    assert root.xpath("//nav[@class='toc']//a/em")


@pytest.mark.parametrize(
    "path", ["et/sessions/index.html", "et/index.html", "et/worksheets/sheet/index.html"]
)
def test_links_to_it_say_its_language(partly: tuple[Project, builder.Summary], path: str) -> None:
    root = page(partly[0], path)
    links = [
        each for each in root.xpath("//article//a[contains(@href, 'talk')]") if each.text_content().strip()
    ]
    assert len(links) == 1
    assert [language(next(each for each in link.iter() if each.text)) for link in links] == ["es"]


def test_every_text_of_content_that_falls_back_is_marked(partly: tuple[Project, builder.Summary]) -> None:
    """Whatever of the Spanish definitions stands on an Estonian page, stands there as Spanish."""
    project, _ = partly
    texts = {source.text for source in catalog.sources(load(project), "et") if " " in source.text}
    plain = {re.sub(r"[*]", "", text) for text in texts}
    found = 0
    for path in (project.site / "et").rglob("*.html"):
        for each in html.parse(str(path)).getroot().xpath("//body//*[not(self::script)]"):
            if each.text_content().strip() in plain and len(each) == 0:
                found += 1
                assert language(each) == "es", (path, html.tostring(each))
    assert found >= 15


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (Markup("<em>a</em> &amp; #b"), "<em>a</em> &#38; &#35;b"),
        (Markup('<a href="https://x.org/?a=1&amp;b=*" rel="noopener">a*b</a>'), "a&#42;b"),
        (Markup('<span lang="es" class="gap">x &lt;em&gt;</span>'), '<span lang="es" class="gap">x &#60;em&#62;</span>'),
        (Markup("&lt;script&gt;"), "&#60;script&#62;"),
        ("*a* <em>b</em>", "a &#60;em&#62;b&#60;&#47;em&#62;"),
    ],
)  # fmt: skip
def test_only_emphasis_and_language_are_kept_in_a_heading(given: str, written: str) -> None:
    assert heading(given) == written


def test_a_print_says_the_language_of_words_it_lacks(partly: tuple[Project, builder.Summary]) -> None:
    pypdf = pytest.importorskip("pypdf")
    project, _ = partly
    reader = pypdf.PdfReader(project.site / "et" / "print" / "sheet.pdf")
    found: dict[str, int] = {}
    pending = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while pending:
        node = pending.pop().get_object()
        if isinstance(node, list):
            pending += node
        elif hasattr(node, "get"):
            if lang := node.get("/Lang"):
                found[str(lang)] = found.get(str(lang), 0) + 1
            pending += [node["/K"]] if "/K" in node and not isinstance(node["/K"], int) else []
    assert reader.trailer["/Root"]["/Lang"] == "et"
    assert found.get("es", 0) >= 2
    assert found.get("en", 0) >= 1


# -- words of the interface ----------------------------------------------------------------------


def english(project: Project) -> set[str]:
    """Return words of the interface that Estonian lacks, of which nobody can doubt that they are English."""
    words = interface.words(project, "et")
    found = {
        m.id
        for m in interface.interface_sources(project)
        if isinstance(m.id, str) and m.id and "{" not in m.id
    }
    return {word for word in found if " " in word and isinstance(words.gettext(word), Foreign)}


def test_untranslated_words_are_marked_where_they_are_shown(partly: tuple[Project, builder.Summary]) -> None:
    project, _ = partly
    words = english(project)
    assert len(words) > 300
    marked = 0
    for path in (project.site / "et").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search("[\ue000-\uf8ff]", text), path
        root = html.fromstring(text)
        for each in root.xpath("//*[not(self::script) and not(self::style)]"):
            if len(each) == 0 and each.text and each.text.strip() in words:
                marked += 1
                assert language(each) == "en", (path, html.tostring(each))
    assert marked > 100


def test_translated_words_are_not_marked(partly: tuple[Project, builder.Summary]) -> None:
    root = page(partly[0], "et/sessions/talk/index.html")
    (purpose,) = root.xpath("//h2[@id='tk_purpose']")
    assert (purpose.text, len(purpose)) == ("Eesmärk", 0)
    (first,) = root.xpath("//nav[@class='breadcrumb']/a[1]")
    assert (first.text, len(first)) == ("Avaleht", 0)
    nav = root.xpath("//nav[@class='site-nav']//a")
    said = {each.text_content(): "".join(each.xpath("span/@lang")) for each in nav}
    assert said == {"Sessions": "en", "Questions": "en", "Töölehed": "", "Checklists": "en"}
    (hub,) = root.xpath("//nav[@class='breadcrumb']/a[2]/span")
    assert (hub.get("lang"), hub.text) == ("en", "Sessions")


def test_they_are_counted_alike_everywhere(partly: tuple[Project, builder.Summary]) -> None:
    project, summary = partly
    counts = interface.count_interface(project, "et")
    assert counts[State.translated] == 3
    missing = counts[State.missing]
    assert missing > 800
    assert summary.words["et"] == missing
    words = interface.words(project, "et")
    lacking = 0
    for message in interface.interface_sources(project):
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        said = words.pgettext(message.context, ids[0]) if message.context else words.gettext(ids[0])
        said = words.ngettext(*ids, 2) if len(ids) > 1 else said
        lacking += isinstance(said, Foreign)
    assert lacking == missing
    told = CliRunner().invoke(main, ["--project", str(project.root), "translations", "status"]).stdout
    (row,) = [line.split() for line in told.splitlines() if line.startswith("et") and "Interface" in line]
    assert row[2:] == ["3", "0", str(missing)]


def test_outdated_words_are_counted_as_such(make_project: MakeProject) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet()}, config=WITH_ESTONIAN)
    path = project.catalog("et", "ui")
    path.parent.mkdir(parents=True)
    path.write_text(ESTONIAN.replace('msgid "Home"', '#, fuzzy\nmsgid "Home"'), encoding="utf-8")
    counts = interface.count_interface(project, "et")
    assert (counts[State.translated], counts[State.outdated]) == (2, 1)


def test_words_that_scripts_show_say_their_language(
    browser: Any, partly: tuple[Project, builder.Summary]
) -> None:
    with served(partly[0].site) as address:
        opened, said, _ = open_page(browser, f"{address}/et/worksheets/sheet/")
        opened.fill("textarea[name='answer.answer']", "minu vastus")
        opened.wait_for_function("document.getElementById('tk_sheet-state').textContent !== ''")
        shown = opened.evaluate(
            "(() => { const found = document.getElementById('tk_sheet-state');"
            " return [found.textContent, found.closest('[lang]').lang] })()"
        )
        assert (shown[0] != "", shown[1]) == (True, "en"), shown
        assert said == []
        opened.context.close()


def test_a_second_language_beside_says_what_it_lacks(
    browser: Any, partly: tuple[Project, builder.Summary]
) -> None:
    with served(partly[0].site) as address:
        opened, said, _ = open_page(browser, f"{address}/es/sessions/talk/?with=et")
        opened.wait_for_selector("html.beside #tk_outcomes .also")
        shown = opened.evaluate(
            "['outcomes', 'purpose'].map((id) => {"
            "  let last = document.querySelector(`#tk_${id} .also`);"
            "  while (last.firstElementChild) last = last.firstElementChild;"
            "  return [last.textContent, last.closest('[lang]').lang] })"
        )
        assert shown == [["Outcomes", "en"], ["Eesmärk", "et"]]
        assert said == []
        opened.context.close()


#: What a reader is told by an attribute.
SHOWN = ("aria-label", "title", "placeholder", "alt", "label", "aria-description", "aria-roledescription")


def every_word(project: Project) -> set[str]:
    """Return all words that Estonian lacks, short ones too, but for those that content may hold."""
    words = interface.words(project, "et")
    lacking = {
        m.id
        for m in interface.interface_sources(project)
        if isinstance(m.id, str)
        and "{" not in m.id
        and isinstance(words.pgettext(m.context, m.id) if m.context else words.gettext(m.id), Foreign)
    }
    return lacking - {source.text for source in catalog.sources(load(project), "et")}


def test_words_are_marked_in_texts_and_in_attributes(partly: tuple[Project, builder.Summary]) -> None:
    project, _ = partly
    words = every_word(project)
    spanish = {"Calma", "Alegría", "Tarea", "Elige Other:"}
    texts, attributes, named, drawn = 0, 0, 0, 0
    for path in (project.site / "et").rglob("*.html"):
        root = html.parse(str(path)).getroot()
        # What a template holds is none of the page until it is put there.
        ids = root.xpath("//@id[not(ancestor::template)]")
        assert len(ids) == len(set(ids)), path
        for each in root.xpath("//*[not(self::script) and not(self::style)]"):
            for text, where in ((each.text, each), (each.tail, each.getparent())):
                if text and text.strip() in words:
                    texts += 1
                    assert language(where) == "en", (path, html.tostring(where))
            for name in SHOWN:
                value = (each.get(name) or "").strip()
                assert value not in spanish, (path, html.tostring(each))
                if value in words:
                    attributes += 1
                    assert language(each) == "en", (path, name, html.tostring(each))
            for name in (each.get("aria-labelledby") or "").split():
                assert name in ids, (path, name)
                named += name.startswith("tk_said.")
            if each.get("class") == "rim-name":
                drawn += 1
                assert language(each) == "es"
        for choice in root.xpath("//optgroup/option"):
            assert choice.get("lang") in ("en", "et"), html.tostring(choice)
    assert (texts > 500, attributes >= 2, named >= 20, drawn) == (True, True, True, 3)


def languages_in(pdf: Path) -> list[tuple[str, str]]:
    """Return what a PDF tells of its texts: words that are shown or stand for a figure or field, and their language."""
    pikepdf = pytest.importorskip("pikepdf")
    pypdfium2 = pytest.importorskip("pypdfium2")
    found: list[tuple[str, str]] = []
    with pikepdf.open(pdf) as document, pypdfium2.PdfDocument(pdf) as drawn:
        numbers = {page.obj.objgen: n for n, page in enumerate(document.pages)}
        spoken: dict[tuple[int, int], str] = {}

        def walk(node: Any, lang: str, page: int) -> None:
            if isinstance(node, pikepdf.Array):
                for kid in node:
                    walk(kid, lang, page)
            elif isinstance(node, int):
                spoken[page, node] = lang
            elif node.get("/Type") == "/MCR":
                spoken[numbers[node.Pg.objgen] if "/Pg" in node else page, int(node.MCID)] = lang
            elif node.get("/Type") != "/OBJR":
                lang = str(node.get("/Lang", lang))
                page = numbers[node.Pg.objgen] if "/Pg" in node else page
                if "/Alt" in node:
                    found.append((str(node.Alt), lang))
                walk(node.get("/K", pikepdf.Array()), lang, page)

        walk(document.Root.StructTreeRoot.K, str(document.Root.Lang), 0)
        for n, page in enumerate(document.pages):
            own = {
                int(values[1].MCID): str(values[1].Lang)
                for values, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC"
                and hasattr(values[1], "get")
                and "/MCID" in values[1]
                and "/Lang" in values[1]
            }
            pieces: dict[int, str] = {}
            sheet = drawn[n]
            words = sheet.get_textpage()
            for each in sheet.get_objects(max_depth=4, textpage=words):
                number = pypdfium2.raw.FPDFPageObj_GetMarkedContentID(each.raw)
                if each.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT and number >= 0:
                    pieces[number] = pieces.get(number, "") + each.extract()
            found += [(text.strip(), own.get(at, spoken.get((n, at), ""))) for at, text in pieces.items()]
    return found


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("talk.pdf", {"Session guide", "One-to-one", "Online", "Outcomes", "Coach", "Client", "Questions"}),
        (
            "wheel.pdf",
            {"Worksheet", "Area", "Value", "Choose one.", "Other:", "Action", "Done", "Coach", "Signature"},
        ),
        (
            "wheel-fillable.pdf",
            {"Worksheet", "Area", "Name", "Coach: Name in block capitals", "Coach: Signature"},
        ),
        ("list.pdf", {"Checklist", "Throughout", "Coach", "Client", "optional", "Signature"}),
        ("bank.pdf", {"Light"}),
    ],
)
def test_a_print_of_each_kind_says_the_language_of_labels(
    partly: tuple[Project, builder.Summary], name: str, wanted: set[str]
) -> None:
    project, _ = partly
    (path,) = [each for each in (project.site / "et" / "print").iterdir() if each.name == name]
    found = languages_in(path)
    said = {text for text, _ in found}
    assert wanted <= said, sorted(said)
    words = every_word(project) | wanted
    assert {(text, lang) for text, lang in found if text in words and lang != "en"} == set()
    assert [lang for text, lang in found if text.startswith(("QR code", "Wheel with", "Phases of"))] in (
        ["en"], ["en", "en"], []
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "prepare", "shown"),
    [
        ("questions/bank/", "", "select[data-filter=depth] option[value=light]"),
        ("questions/bank/", "", "[data-bank=result]"),
        ("questions/bank/", "document.querySelector('[data-choose]').click()", "[data-bank=chosen]"),
        ("worksheets/", "", "#tk_facets-result"),
        ("checklists/list/", "document.querySelector('[data-item] input').click()", "[data-progress]"),
        ("sessions/talk/", "document.querySelector('[data-run=open]').click()", ".run-summary"),
    ],
)
def test_chips_and_counts_say_their_language(
    browser: Any, partly: tuple[Project, builder.Summary], path: str, prepare: str, shown: str
) -> None:
    with served(partly[0].site) as address:
        opened, said, _ = open_page(browser, f"{address}/et/{path}")
        ready(opened)
        opened.evaluate(prepare)
        opened.wait_for_function(
            "(at) => /[a-z]/i.test(document.querySelector(at)?.textContent ?? '')", arg=shown
        )
        text, lang = opened.evaluate(
            "(at) => { const walker = document.createTreeWalker(document.querySelector(at), NodeFilter.SHOW_TEXT);"
            " let node; do node = walker.nextNode(); while (!/[a-z]/i.test(node.data));"
            " return [node.data, node.parentElement.closest('[lang]').lang] }",
            shown,
        )
        assert lang == "en", (text, lang)
        assert said == []
        opened.context.close()


# -- marks -------------------------------------------------------------------------------------


WORD = Foreign('a <b> & "c"', "en")


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("<p>{}</p>", '<p><span lang="en">a &lt;b&gt; &amp; &#34;c&#34;</span></p>'),
        ('<p title="x > {}">y</p>', '<p title="x > a &lt;b&gt; &amp; &#34;c&#34;">y</p>'),
        ("<p title='x {}'>y</p>", "<p title='x a &lt;b&gt; &amp; &#34;c&#34;'>y</p>"),
        ("<option value=1>{}</option>", '<option lang="en" value=1>a &lt;b&gt; &amp; &#34;c&#34;</option>'),
        ("<title>{} – x</title>", '<title lang="en">a &lt;b&gt; &amp; &#34;c&#34; – x</title>'),
        ("<title>x – {}</title>", "<title>x – a &lt;b&gt; &amp; &#34;c&#34;</title>"),
        ('<meta content="{}">', '<meta lang="en" content="a &lt;b&gt; &amp; &#34;c&#34;">'),
        ("1 < 2 {}", '1 < 2 <span lang="en">a &lt;b&gt; &amp; &#34;c&#34;</span>'),
    ],
)
def test_marks_become_languages(template: str, written: str) -> None:
    assert resolve(Markup(template).format(WORD)) == written


@pytest.mark.parametrize(
    "text", ["\ue000", "\ue000en", '\ue000e"n\ue001x\ue002', "\ue000<b>\ue001", "\ue001x"]
)
def test_a_damaged_mark_writes_no_markup(text: str) -> None:
    for part in (f'<p title="{escape(text)}">', f"<p>{escape(text)}</p>"):
        assert "lang=" not in resolve(part)
        assert not re.search("[\ue000-\ue002]", resolve(part))


def test_words_remember_their_language_through_what_is_done_with_them(make_project: MakeProject) -> None:
    many = Foreign("%(num)s pages", "en") % {"num": 3}
    assert (many, many.lang) == ("3 pages", "en")
    both = joined(", ", ["üks", many])
    assert both == "üks, 3 pages"
    assert resolve(escape(both)) == 'üks, <span lang="en">3 pages</span>'
    assert type(joined(", ", ["a", "b"])) is str
    assert json.dumps(many) == '"3 pages"'
    assert marked_text("x") == "x"
    project = make_project({"content/worksheets/sheet.yaml": worksheet()})
    bare = replace(project, packaged=Path(project.root / "none"))
    assert isinstance(print_words(edition(bare, load(project), "lv"))["date"], Foreign)
    assert not isinstance(print_words(edition(bare, load(project), "en"))["date"], Foreign)
