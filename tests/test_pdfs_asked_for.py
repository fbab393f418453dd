"""PDFs are made of what was asked for: none, those named, or each when somebody opens it."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import CONFIG, MakeProject, bank, session, worksheet
from markupsafe import Markup

from toolkit.build import Prints
from toolkit.build import run as builder
from toolkit.build.summary import Summary
from toolkit.cli import main
from toolkit.errors import ContentError
from toolkit.pdf import form as fillable
from toolkit.project.opened import Project
from toolkit.site import headers
from toolkit.site import server as serve
from toolkit.view import Scope

#: Two languages are enough, and one paper: a PDF costs more than a page.
SHORT = CONFIG.replace("        - {locale: es, name: Español, build: true}\n", "").replace(
    "        - {locale: fi, name: Suomi, build: true}\n", ""
)
SHORT += "extra: {toolkit: {print: {papers: [a4]}}}\n"
#: What the site of ``project`` offers, in each language.
WHOLE = {"bank.pdf", "other-fillable.pdf", "other.pdf", "sheet-fillable.pdf", "sheet.pdf", "talk.pdf"}


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "content/worksheets/other.yaml": worksheet("other"),
            "content/worksheets/hidden.yaml": worksheet("hidden") + "life_cycle: draft\n",
            "content/worksheets/inside.yaml": worksheet("inside") + "visibility: trainer\n",
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session(),
        },
        SHORT,
    )


def build(project: Project, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["--project", str(project.root), "build", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def pdfs(project: Project, locale: str) -> set[str]:
    return {path.name for path in (project.site / locale).rglob("*.pdf")}


def offered(project: Project, locale: str) -> set[str]:
    """Return the PDFs that the pages of a language name, in links and in what they tell search engines."""
    pages = list((project.site / locale).rglob("*.html"))
    assert len(pages) >= 9
    found = set()
    for page in pages:
        parts = page.read_text(encoding="utf-8").split(".pdf")[:-1]
        found |= {part.rpartition("/")[2] + ".pdf" for part in parts}
    return found


# -- build --no-pdf, build --only --------------------------------------------------------------------


def test_pages_alone_offer_no_pdfs_and_say_so(project: Project) -> None:
    assert build(project).exit_code == 0
    for locale in ("en", "lv"):
        assert pdfs(project, locale) == offered(project, locale) == WHOLE
    result = build(project, "--no-pdf")
    assert result.exit_code == 0
    for locale in ("en", "lv"):
        assert pdfs(project, locale) == offered(project, locale) == set()
    assert "No PDFs were built, and the pages have no links to any." in result.stdout
    # Nobody shall publish unawares what lacks what it had.
    assert "PDFs no longer on the site: " in result.stdout
    assert "Before you publish the site, build it without --no-pdf." in result.stdout
    again = build(project, "--no-pdf")
    assert "no longer" not in again.stdout
    whole = build(project)
    assert "PDFs were" not in whole.stdout
    assert pdfs(project, "en") == offered(project, "lv") == WHOLE


def test_languages_that_have_their_pdfs_keep_them_and_others_get_theirs(project: Project) -> None:
    assert build(project).exit_code == 0
    result = build(project, "--no-pdf", "--lang", "lv")
    assert "Languages left unchanged" in result.stdout
    assert (pdfs(project, "en"), pdfs(project, "lv")) == (WHOLE, set())
    # A whole build leaves no language without PDFs, though nobody named it.
    result = build(project, "--lang", "en")
    assert "kept" not in result.stdout
    assert (pdfs(project, "lv"), offered(project, "lv")) == (WHOLE, WHOLE)


def test_pdfs_of_named_definitions_only(project: Project) -> None:
    assert build(project).exit_code == 0
    made = {path.name: path.read_bytes() for path in (project.site / "lv" / "print").iterdir()}
    result = build(project, "--only", "sheet", "--only", "talk")
    wanted = {"sheet.pdf", "sheet-fillable.pdf", "talk.pdf"}
    for locale in ("en", "lv"):
        assert pdfs(project, locale) == offered(project, locale) == wanted
    assert {name: made[name] for name in wanted} == {
        path.name: path.read_bytes() for path in (project.site / "lv" / "print").iterdir()
    }
    assert "PDFs were built only for sheet, talk; other pages have no links to PDFs." in result.stdout
    assert "Before you publish the site, build it without --only." in result.stdout
    assert "PDFs no longer on the site: 6" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--only", "shet"), "did you mean ‘sheet’?"),
        (("--only", "sheet", "--only", "Talk"), "did you mean ‘talk’?"),
        (("--only", "hidden"), "‘hidden’ is a draft – build with --drafts"),
        (("--only", "inside"), "‘inside’ is for trainers only – build with --edition trainer"),
        (("--only", "sheet", "--no-pdf"), "use one or the other"),
    ],
)
def test_what_cannot_be_asked_for_is_said_before_anything_is_made(
    project: Project, arguments: tuple[str, ...], said: str
) -> None:
    result = build(project, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not project.site.exists()


def test_a_draft_that_the_site_shows_can_be_asked_for(project: Project) -> None:
    assert build(project, "--only", "hidden", "--drafts", "--lang", "en").exit_code == 0
    assert pdfs(project, "en") == {"hidden.pdf", "hidden-fillable.pdf"}


def test_what_is_made_for_a_quick_look_is_kept_for_the_whole_site(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.build / "cache" / "pdf").unlink()
    build(project, "--only", "sheet", "--lang", "en")
    (folder,) = [path for path in (project.build / "cache").iterdir() if path.name == "pdf"]
    first = {path.name for path in folder.glob("*.pdf")}
    assert len(first) == 2
    build(project, "--lang", "en")
    assert len({path.name for path in folder.glob("*.pdf")}) == len(WHOLE)


# -- serve -------------------------------------------------------------------------------------------


def live(project: Project, *locales: str) -> Summary:
    return builder.build(project, lambda done, total: None, locales, live=True)


@contextmanager
def shown(project: Project, prints: Prints, stamp: serve.Stamp | None = None) -> Iterator[str]:
    """Serve a project's live site, as ``toolkit serve`` does; give its address."""

    def pdf(file: str) -> bytes | serve.Trouble | None:
        try:
            return prints.pdf(file)
        except ContentError as error:
            (problem,) = error.problems
            return serve.Trouble(Markup("<p>{}</p>").format(problem.code), "No PDF", "en")

    folder = builder.live_site(project.root)
    with serve.server(folder, 0, stamp or serve.Stamp(), project.site_url, pdf) as address:
        yield address


def ask(address: str, method: str = "GET") -> tuple[int, bytes, Any]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method=method)) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def test_a_pdf_is_made_when_it_is_opened_and_is_the_one_of_a_build(project: Project) -> None:
    builder.build(project, lambda done, total: None)
    summary = live(project)
    assert summary.pdfs == 0
    assert list(builder.live_site(project.root).rglob("*.pdf")) == []
    with Prints() as prints, shown(project, prints) as address:
        prints.show(summary.source)
        count = 0
        for locale in ("en", "lv"):
            for path in (project.site / locale / "print").iterdir():
                status, data, sent = ask(f"{address}{locale}/print/{path.name}")
                assert (status, data, sent["Content-Type"]) == (200, path.read_bytes(), "application/pdf")
                assert sent["Content-Security-Policy"] == headers.of(path.name)["Content-Security-Policy"]
                count += 1
        assert count == 2 * len(WHOLE)
        status, data, sent = ask(f"{address}en/print/sheet.pdf", "HEAD")
        assert (status, data) == (200, b"")
        assert int(sent["Content-Length"]) == (project.site / "en" / "print" / "sheet.pdf").stat().st_size


def test_names_that_the_site_does_not_offer_are_not_found(project: Project) -> None:
    summary = live(project, "en")
    with Prints() as prints, shown(project, prints) as address:
        # Before the first build there is nothing at all.
        assert ask(f"{address}en/print/sheet.pdf")[0] == 404
        prints.show(summary.source)
        assert ask(f"{address}en/print/sheet.pdf")[0] == 200
        for path in (
            "en/print/nosuch.pdf",
            "en/print/sheet-large.pdf",
            "en/print/hidden.pdf",
            "en/print/inside.pdf",
            "lv/print/sheet.pdf",
            "xx/print/sheet.pdf",
            "print/sheet.pdf",
            "en/worksheets/sheet.pdf",
            "en/print/sheet.PDF",
            "en/print/..%2f..%2fen%2fprint%2fsheet.pdf",
            "en/print/%00sheet.pdf",
        ):
            assert ask(address + path)[0] == 404, path


def test_links_of_a_live_site_are_checked_against_what_it_can_make(project: Project) -> None:
    page = project.root / "templates" / "page" / "parts" / "common.j2"
    page.parent.mkdir(parents=True)
    packaged = Path(__file__).parents[1] / "templates" / "page" / "parts" / "common.j2"
    page.write_text(packaged.read_text().replace("{{ root }}{{ print.path }}", "{{ root }}x{{ print.path }}"))
    with pytest.raises(ContentError) as caught:
        live(project, "en")
    assert {problem.code for problem in caught.value.problems} == {"link"}
    assert len(caught.value.problems) >= len(WHOLE)


def test_what_cannot_be_printed_tells_its_problem_on_a_page(make_project: MakeProject) -> None:
    files = {
        "content/worksheets/sheet.yaml": worksheet().replace("What matters?", "Nepārtrauktība" * 12),
        "content/worksheets/other.yaml": worksheet("other"),
    }
    project = make_project(files, SHORT)
    summary = live(project, "en")
    stamp = serve.Stamp()
    with Prints() as prints, shown(project, prints, stamp) as address:
        prints.show(summary.source)
        status, data, sent = ask(f"{address}en/print/sheet.pdf")
        assert (status, sent["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert b"<p>too-wide</p>" in data
        # It is a page to the browser, so it comes with the policy of pages, and loads again when it is mended.
        assert sent["Content-Security-Policy"] == headers.HEADERS["Content-Security-Policy"]
        assert b"/__serve.js" in data
        assert ask(f"{address}en/print/other.pdf")[1].startswith(b"%PDF-")
        # While the content is at fault a PDF could not say that it is old, as a page does.
        stamp.set(serve.Trouble(Markup("<p>wrong key</p>"), "No site", "en"))
        assert b"<p>wrong key</p>" in ask(f"{address}en/print/other.pdf")[1]
        stamp.set(None)
        assert ask(f"{address}en/print/other.pdf")[1].startswith(b"%PDF-")


def test_two_who_ask_at_once_get_the_same_which_is_made_once(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.build / "cache" / "pdf").unlink()
    made: list[int] = []
    make: Callable[..., bytes] = fillable.make_fillable

    def counted(*arguments: Any) -> bytes:
        made.append(1)
        return make(*arguments)

    monkeypatch.setattr(fillable, "make_fillable", counted)
    summary = live(project, "en")
    answers: list[tuple[int, bytes]] = []
    with Prints() as prints, shown(project, prints) as address:
        prints.show(summary.source)
        start = threading.Barrier(4)

        def one() -> None:
            start.wait()
            answers.append(ask(f"{address}en/print/sheet-fillable.pdf")[:2])

        threads = [threading.Thread(target=one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert answers[0][1].startswith(b"%PDF-")
    assert len(made) == 1


def test_a_changed_definition_gives_the_new_pdf(project: Project) -> None:
    file = project.content / "worksheets" / "sheet.yaml"
    with Prints() as prints, shown(project, prints) as address:
        prints.show(live(project, "en").source)
        old = ask(f"{address}en/print/sheet.pdf")[1]
        file.write_text(file.read_text().replace("What matters?", "What else?"))
        prints.show(live(project, "en").source)
        new = ask(f"{address}en/print/sheet.pdf")[1]
        assert old.startswith(b"%PDF-")
        assert new.startswith(b"%PDF-")
        assert new != old
        # Templates are read anew, too.
        theme = project.root / "templates" / "print" / "worksheet.typ"
        theme.parent.mkdir(parents=True)
        packaged = Path(__file__).parents[1] / "templates" / "print" / "worksheet.typ"
        theme.write_text(packaged.read_text() + "\n#pagebreak()\nMore.\n")
        prints.show(live(Project.open(project.root), "en").source)
        assert ask(f"{address}en/print/sheet.pdf")[1] not in (old, new)


def test_a_site_shown_to_trainers_prints_what_is_for_them(project: Project) -> None:
    scope = Scope(drafts=True)
    summary = builder.build(project, lambda done, total: None, ("en",), live=True, scope=scope)
    with Prints() as prints:
        prints.show(summary.source)
        assert (prints.pdf("en/print/hidden.pdf") or b"").startswith(b"%PDF-")
        assert prints.pdf("en/print/inside.pdf") is None
