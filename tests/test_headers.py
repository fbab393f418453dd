"""What a server should say with every page: one list, in all the places from which servers take it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from conftest import REPOSITORY, MakeProject, worksheet
from lxml import html
from test_languages import CONFIG

from toolkit.build.run import build
from toolkit.site import headers


def directives(policy: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def test_the_list_says_what_a_page_cannot() -> None:
    policy = directives(headers.HEADERS["Content-Security-Policy"])
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers.HEADERS["Content-Security-Policy"]
    assert headers.HEADERS["X-Content-Type-Options"] == "nosniff"
    assert headers.HEADERS["Referrer-Policy"] == "no-referrer"
    assert int(headers.HEADERS["Strict-Transport-Security"].removeprefix("max-age=")) >= 31536000
    switched_off = set(re.findall(r"([a-z-]+)=\(\)", headers.HEADERS["Permissions-Policy"]))
    assert {"camera", "microphone", "geolocation", "payment", "usb"} <= switched_off
    # Run mode keeps the screen awake, and questions can be copied.
    assert not {"screen-wake-lock", "clipboard-write"} & switched_off
    for name, value in headers.HEADERS.items():
        # Each goes into files where a quote or a line end would begin something else.
        assert re.fullmatch(r"[A-Za-z-]+", name)
        assert re.fullmatch(r"[^\"\n\\$%]+", value)


def test_a_pdf_is_not_held_to_the_policy_of_pages() -> None:
    """Chrome draws PDFs in a page of its own, whose style the policy would forbid; framing stays forbidden."""
    assert headers.of("/lv/print/sheet.pdf")["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers.of("/lv/")["Content-Security-Policy"].startswith("default-src 'none'")


def test_pages_and_headers_have_one_policy(make_project: MakeProject) -> None:
    project = make_project({"content/worksheets/sheet.yaml": worksheet()}, CONFIG)
    build(project, lambda done, total: None, ("en",))
    sent = directives(headers.HEADERS["Content-Security-Policy"])
    pages = sorted(project.site.rglob("*.html"))
    assert len(pages) == 6
    for path in pages:
        root = html.parse(str(path)).getroot()
        (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert directives(policy) == {
            name: value for name, value in sent.items() if name != "frame-ancestors"
        }
        assert root.xpath("//meta[@name='referrer']/@content") == [headers.HEADERS["Referrer-Policy"]]
    assert_files(project.site)


def by_netlify(text: str, address: str) -> dict[str, str]:
    """Return what Netlify and Cloudflare Pages send; of two rules for one header the later one is the stricter."""
    told: dict[str, str] = {}
    matches = False
    for line in text.splitlines():
        if line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            if matches:
                told[name] = value
        else:
            pattern = re.sub(r":\w+", "[^/]+", re.escape(line).replace(r"\*", ".*").replace(r"\:", ":"))
            matches = re.fullmatch(pattern, address) is not None
    return told


def by_vercel(text: str, address: str) -> dict[str, str]:
    told: dict[str, str] = {}
    for rule in json.loads(text)["headers"]:
        if re.fullmatch(rule["source"], address):
            told |= {entry["key"]: entry["value"] for entry in rule["headers"]}
    return told


def by_apache(text: str, address: str) -> dict[str, str]:
    told: dict[str, str] = {}
    matches = True
    for line in text.splitlines():
        if found := re.fullmatch(r'\s*<FilesMatch "(.*)">', line):
            matches = re.search(found[1], address) is not None
        elif line.strip() == "</FilesMatch>":
            matches = True
        elif found := re.fullmatch(r'\s*Header always set (\S+) "([^"]*)"', line):
            told |= {found[1]: found[2]} if matches else {}
    return told


def assert_files(site: Path) -> None:
    """The files for hosts are there, and each says the whole list as its host reads it."""
    for path in sorted(site.rglob("*.*")):
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        told = headers.of(address)
        if path.name not in ("404.html", "_headers") and path.suffix in (".html", ".pdf"):
            assert by_netlify((site / "_headers").read_text(), address) == told, address
        assert by_vercel((site / "vercel.json").read_text(), address) == told, address
        assert by_apache((site / ".htaccess").read_text(), address) == told, address
    apache = (site / ".htaccess").read_text()
    # A server without the module must still serve the site.
    assert apache.startswith("<IfModule mod_headers.c>\n")
    assert apache.endswith("</IfModule>\n")


def test_the_readme_shows_the_same_list() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    for language, text in (("nginx", headers.nginx()), ("apache", headers.apache())):
        (shown,) = re.findall(rf"```{language}\n(.*?)```", readme, re.DOTALL)
        assert shown == text


def test_no_second_list_of_headers() -> None:
    """Nothing else in the program spells a policy out."""
    sources = [*(REPOSITORY / "toolkit").rglob("*.py"), *(REPOSITORY / "templates" / "page").rglob("*.*")]
    assert len(sources) > 100
    told = [
        path.name for path in sources if re.search("default-src|frame-ancestors", path.read_text("utf-8"))
    ]
    assert told == ["headers.py"]
