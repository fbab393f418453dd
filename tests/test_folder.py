"""A site as a folder to hand over: every address names a file that is there, and the same site is the same bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from click.testing import CliRunner
from conftest import TWO, MakeProject, bank, contents, session, worksheet
from lxml import html

from toolkit.build import folder
from toolkit.cli import main
from toolkit.project import Project
from toolkit.site import onfile

#: What a template of a project's own may write.
MAIN = """\
{% extends "base.html" %}
{% block announce %}
<!-- <a href="en/">nowhere</a> -->
<p id="own" title="1 > 0"><a href='{{ root }}/'>Top</a> <a href="{{ home }}/worksheets/..">Home</a>
<a href="?a=1&amp;b=2#tk_content">Here</a> <a href="{{ home }}/questions/?topic=trust#tk_content">Asked</a>
<a href="https://elsewhere.test/a/">Else</a> <img src="{{ root }}/assets/mark.svg" alt="" crossorigin></p>
{% endblock %}
{% block libs %}<link rel="manifest" href="{{ root }}/assets/mark.svg">{% endblock %}
"""


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    return make_project(
        {
            "content/worksheets/sheet.yaml": worksheet(),
            "content/questions/bank.yaml": bank(),
            "content/sessions/talk.yaml": session(),
            "overrides/main.html": MAIN,
        },
        TWO.replace("font: false}", "font: false, custom_dir: overrides}"),
    )


def toolkit(project: Project, *words: str) -> tuple[int, str]:
    environment = {"LANG": "C", "LANGUAGE": "en", "COLUMNS": "400"}
    done = CliRunner(env=environment).invoke(main, ["--project", str(project.root), "build", *words])
    return done.exit_code, done.output


def addresses(path: Path) -> list[tuple[str, str]]:
    """Return attribute and address of all in a page that leads somewhere below it or beside it."""
    found = html.fromstring(path.read_bytes()).xpath("//@href | //@src | //@data-page")
    told = ((each.attrname, str(each)) for each in found)
    return [(name, address) for name, address in told if not urlsplit(address).scheme]


def faults(top: Path) -> tuple[int, list[tuple[str, str]]]:
    """Return how many addresses the pages of a folder have, and those that name no file of it."""
    count, wrong = 0, []
    pages = {path.resolve() for path in top.rglob("*") if path.is_file()}
    for page in top.rglob("*.html"):
        for name, address in addresses(page):
            count += 1
            path = unquote(urlsplit(urldefrag(address)[0]).path)
            if path and (page.parent / path).resolve() not in pages:
                wrong.append((page.relative_to(top).as_posix(), f"{name}={address}"))
    return count, wrong


def test_every_address_of_the_shipped_site_names_a_file(handed: folder.Handed) -> None:
    top = handed.index.parent
    assert sorted(path.name for path in top.iterdir()) == ["index.html", folder.PAGES]
    count, wrong = faults(top)
    assert wrong == []
    assert count > 20_000
    assert handed.links > 20_000
    for page in top.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert 'type="module"' not in text
        assert "crossorigin" not in text
        assert "icons.svg" not in text
    # Those that only a server or a search engine asks for are left out, and so is each module by itself.
    names = {path.name for path in (top / folder.PAGES / "assets").glob("*")}
    assert "linked.js" in names
    assert not names & {"page.js", "core", "icons.svg"}
    assert {path.name for path in top.rglob("404.html")} == set()


def test_faults_are_found(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    page = (
        '<a href="there/">1</a><a href="gone.html">2</a><a href="index.html#x">3</a><img src="there/p.png">'
    )
    (tmp_path / "index.html").write_text(page)
    assert faults(tmp_path) == (
        4,
        [("index.html", "href=there/"), ("index.html", "href=gone.html"), ("index.html", "src=there/p.png")],
    )


def test_a_folder_and_its_zip(project: Project, tmp_path: Path) -> None:
    code, told = toolkit(project, "--no-pdf", "--folder")
    assert code == 0, told
    target = project.root / "build" / "folder"
    top, archive = target / "test", target / "test.zip"
    # Long paths are folded.
    said = "".join(told.split())
    assert str(top) in said
    assert str(archive) in said
    assert faults(top)[1] == []
    with zipfile.ZipFile(archive) as zipped:
        held = {name: zipped.read(name) for name in zipped.namelist()}
        assert {(one.date_time, one.external_attr >> 16) for one in zipped.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0o100644)
        }
    assert held == {f"test/{name}": data for name, data in contents(top).items()}
    assert list(held) == sorted(held)

    # Nothing has changed, and nothing is made again; what is gone is made again, of the same bytes.
    first = archive.read_bytes()
    assert "Nothing has changed" in toolkit(project, "--no-pdf", "--folder")[1]
    archive.unlink()
    code, told = toolkit(project, "--no-pdf", "--folder")
    assert code == 0
    assert "Nothing has changed" not in told
    assert archive.read_bytes() == first

    # Of some languages, where one names them; and wherever one wants it.
    other = tmp_path / "stick" / "for Anna"
    code, told = toolkit(project, "--no-pdf", "--lang", "lv", "--folder", str(other))
    assert code == 0, told
    assert (other / "test" / folder.PAGES / "lv" / "index.html").is_file()


def test_what_templates_of_a_project_write_is_rewritten(project: Project) -> None:
    assert toolkit(project, "--no-pdf", "--folder")[0] == 0
    page = project.root / "build/folder/test" / folder.PAGES / "en/worksheets/sheet/index.html"
    text = page.read_text(encoding="utf-8")
    (own,) = html.fromstring(text).xpath("//*[@id='own']")
    assert [link.get("href") for link in own.iter("a")] == [
        "../../../../index.html",
        "../../worksheets/../index.html",
        "?a=1&b=2#tk_content",
        "../../questions/index.html?topic=trust#tk_content",
        "https://elsewhere.test/a/",
    ]
    assert own.get("title") == "1 > 0"
    assert '<!-- <a href="en/">nowhere</a> -->' in text
    assert "webmanifest" not in text
    assert text.lstrip().startswith('<!doctype html>\n<html lang="en" data-folder>')


def test_a_page_keeps_all_else(project: Project) -> None:
    """What is not rewritten is byte for byte what the site has."""
    among = onfile.Site({"", "en"}, "assets/icons.svg", {})
    text = '<!doctype html><html lang=en><p class=\'a\' data-x="<b>">1 < 2 <a href="#x">y</a></p><br/></html>'
    made = onfile.Page("en/index.html", among).rewritten(text)
    assert made == text.replace("<html lang=en>", "<html lang=en data-folder>")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--folder", "--part", "1/2"), "leave out one of them"),
        (("--folder", "theirs"), "it has not been changed"),
        (("--folder", "site"), "choose another folder"),
        (("--folder", "content"), "it has not been changed"),
        (("--folder", "."), "it has not been changed"),
    ],
)
def test_mistakes_are_told_before_anything_is_built(
    project: Project, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    (project.root / "theirs").mkdir()
    (project.root / "theirs" / "letter.txt").write_text("Dear Anna")
    monkeypatch.chdir(project.root)
    code, told = toolkit(project, *words)
    assert code in {2, 3}
    assert says in " ".join(told.split())
    assert not (project.site / "index.html").exists()
    assert contents(project.root / "theirs") == {"letter.txt": b"Dear Anna"}


def test_a_script_that_cannot_be_linked_leaves_the_last_folder(project: Project) -> None:
    assert toolkit(project, "--no-pdf", "--folder")[0] == 0
    before = contents(project.root / "build" / "folder")
    script = project.root / "templates" / "page" / "assets" / "facets.js"
    script.parent.mkdir(parents=True)
    script.write_text("export let changing = 1;\n", encoding="utf-8")
    code, told = toolkit(project, "--no-pdf", "--folder")
    assert code == 1
    assert "facets.js:1:1" in told
    assert contents(project.root / "build" / "folder") == before
    assert not list((project.root / "build").glob(".folder*"))
