"""A site below any path, or without an address of its own: all its links lead somewhere, at any depth."""

from __future__ import annotations

import http.client
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pypdf
import pytest
from conftest import CONFIG, MakeProject, served, worksheet
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from toolkit.build import run as builder
from toolkit.project.address import absolute, base_path, printed, site_address
from toolkit.project.opened import Project
from toolkit.site import links as linkcheck

ADDRESS = "site_url: https://toolkit.test/\n"


@pytest.mark.parametrize(
    ("written", "kept", "shown"),
    [
        ("https://me.example", "https://me.example/", "me.example"),
        ("https://me.example/coaching", "https://me.example/coaching/", "me.example/coaching"),
        ("http://localhost:8080/a/b/", "http://localhost:8080/a/b/", "localhost:8080/a/b"),
        ("https://straße.example/", "https://xn--strae-oqa.example/", "straße.example"),
        ("https://[::1]:8000/x", "https://[::1]:8000/x/", "[::1]:8000/x"),
        ("https://māja.lv:81/rīki/", "https://xn--mja-1oa.lv:81/r%C4%ABki/", "māja.lv:81/rīki"),
        ("https://māja.lv/rīki/", "https://xn--mja-1oa.lv/r%C4%ABki/", "māja.lv/rīki"),
    ],
)
def test_addresses_are_written_as_machines_and_people_read_them(written: str, kept: str, shown: str) -> None:
    assert site_address(written) == kept
    assert site_address(kept) == kept
    assert printed(kept) == shown
    assert absolute(kept, "lv", "worksheets/") == f"{kept}lv/worksheets/"
    assert kept.endswith(base_path(kept))


@pytest.mark.parametrize(
    "written",
    [
        *(
            "me.example",
            "//me.example/",
            "ftp://me.example/",
            "javascript:alert(1)",
            "https://",
            "https:///x",
        ),
        *("https://me.example/?a=b", "https://me.example/#a", "https://a b/", "https://u:p@me.example/"),
        *(
            "https://me.example:99999/",
            "https://me.example/../x",
            'https://me.example/"><script>',
            "https://[x]/",
            # A browser shortens these paths, reads them as hosts, or cannot lay pages below them.
            "https://me.example/./x/",
            "https://me.example//x/",
            "https://me.example/%2e%2E/x/",
            "https://me.example/a%2Fb/",
            "https://me.example/100%/",
            "https://me.example/index.html",
            "https://-me.example/",
        ),
    ],
)
def test_what_is_no_address_is_none(written: str) -> None:
    assert site_address(written) is None


def test_without_an_address_there_is_none() -> None:
    assert (absolute("", "lv", "x/"), printed(""), base_path("")) == ("", "", "/")


def built(make_project: MakeProject, line: str) -> Project:
    project = make_project({"content/worksheets/sheet.yaml": worksheet()}, CONFIG.replace(ADDRESS, line))
    builder.build(project, lambda done, total: None)
    return project


def answers(address: str, start: list[str]) -> dict[str, int]:
    """Return the status of each address that can be reached from ``start`` on one host."""
    host = urlsplit(address).netloc
    found: dict[str, int] = {}
    waiting = list(start)
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        connection = http.client.HTTPConnection(host)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        found[path] = answer.status
        if answer.headers.get_content_type() == "text/html" and answer.status == 200:
            root = html.fromstring(body)
            for value in root.xpath("//@href | //@src | //@data-page"):
                parts = urlsplit(urljoin(path, value))
                if not parts.scheme and not parts.netloc:
                    waiting.append(parts.path)
    return found


@pytest.mark.parametrize(
    ("line", "base"),
    [
        ("site_url: https://me.example/coaching/\n", "/coaching/"),
        ("site_url: https://me.example/a/b\n", "/a/b/"),
        ("site_url: https://me.example/rīki/\n", "/r%C4%ABki/"),
        ("site_url: https://me.example\n", "/"),
        ("", "/"),
    ],
)
def test_site_is_whole_below_its_path(
    make_project: MakeProject, tmp_path: Path, line: str, base: str
) -> None:
    project = built(make_project, line)
    host = tmp_path / "host"
    shutil.copytree(project.site, host / unquote(base).strip("/"), dirs_exist_ok=True)
    with served(host) as address:
        pages = [f"{base}404.html", *(f"{base}{locale}/404.html" for locale in project.locales)]
        found = answers(address, [base, *pages])
    assert {path: status for path, status in found.items() if status != 200} == {}
    assert all(path.startswith(base) for path in found)
    assert len([path for path in found if path.endswith("/")]) >= 1 + 4 * 3


@pytest.mark.parametrize("line", ["site_url: https://me.example/coaching/\n", ""])
def test_missing_pages_lead_home_from_any_depth(make_project: MakeProject, line: str) -> None:
    project = built(make_project, line)
    base = "/coaching/" if line else "/"
    # Hosts such as GitHub Pages know the one at the top alone; it is in the first language, and says it in all.
    top = project.site / "404.html"
    first = (project.site / project.locales[0] / "404.html").read_text(encoding="utf-8")
    assert top.read_text(encoding="utf-8").startswith(first.partition("<!-- other languages -->")[0])
    others = html.parse(str(top)).getroot().xpath("//article//li")
    assert [one.get("lang") for one in others] == list(project.locales[1:])
    assert [one.find("a").get("href") for one in others] == [f"{base}{code}/" for code in project.locales[1:]]
    assert "Lapa nav atrasta. Uz sākumlapu" in [one.text_content() for one in others]
    for locale in project.locales:
        root = html.parse(str(project.site / locale / "404.html")).getroot()
        links = root.xpath("//body//a[not(starts-with(@href, '#'))]/@href | //link/@href | //script/@src")
        assert len(links) > 8
        assert [link for link in links if not link.startswith(base)] == []
        assert f"{base}{locale}/" in links


STEPS = st.lists(st.sampled_from(["..", ".", "x", "y.html", "a%20b", ""]), min_size=1, max_size=6)


@given(STEPS, st.sampled_from(["/index.html", "/a/lv/index.html", "/lv/x/y/index.html"]), st.booleans())
def test_a_link_leads_where_it_would_in_a_browser(steps: list[str], page: str, top: bool) -> None:
    path = "/".join(steps)
    if path.startswith("/") or not path or (top and "//" in path):
        return
    path = f"/{path}" if top else path
    # Python's own way keeps steps up that lead above the top; a browser stays there.
    wanted = urlsplit(urljoin(f"https://host{page}", path)).path
    assert linkcheck._joined(page, path) == f"/{wanted.lstrip('/')}"


def test_whole_addresses_are_below_the_path(make_project: MakeProject) -> None:
    project = built(make_project, "site_url: https://me.example/coaching\n")
    page = html.parse(str(project.site / "lv" / "worksheets" / "sheet" / "index.html")).getroot()
    here = "https://me.example/coaching/lv/worksheets/sheet/"
    assert page.xpath("//link[@rel='canonical']/@href") == [here]
    assert page.xpath("//link[@hreflang='fi']/@href") == [here.replace("/lv/", "/fi/")]
    assert page.xpath("//meta[@property='og:url']/@content") == [here]
    (card,) = page.xpath("//meta[@property='og:image']/@content")
    assert (project.site / card.removeprefix("https://me.example/coaching/")).is_file()
    assert f'"url": "{here}"' in page.xpath("//script[@type='application/ld+json']")[0].text
    sitemap = (project.site / "sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.count("<loc>https://me.example/coaching/") == sitemap.count("<loc>") >= 12
    text = pypdf.PdfReader(project.site / "lv" / "print" / "sheet.pdf").pages[0].extract_text()
    assert "me.example/coaching/lv/worksheets/sheet" in text.replace("\n", "")


def test_link_check_knows_the_path(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="/x/a.html">1</a><a href="/a.html">2</a><a href="/x/b.html">3</a>'
    )
    faults = linkcheck.check(tmp_path, "/x/").faults
    assert [(fault.target, fault.reason) for fault in faults] == [
        ("/a.html", "leads out of the site"),
        ("/x/b.html", "no such page"),
    ]
