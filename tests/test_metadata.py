"""What machines are told about pages: true, whole, and the same as what readers see."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import LOCALES
from lxml import etree, html

from toolkit.definitions.model import Kind
from toolkit.view import Edition
from toolkit.view.addresses import page_path
from toolkit.view.metadata import linked_data, territory

BASE = "https://coaching-toolkit.example/"


def pages(site: Path, locale: str) -> dict[str, html.HtmlElement]:
    """Return a locale's pages by their path below it."""
    found = {
        str(path.parent.relative_to(site / locale)).removeprefix(".").strip("/"): html.fromstring(
            path.read_text(encoding="utf-8")
        )
        for path in (site / locale).rglob("index.html")
    }
    return {f"{path}/" if path else "": root for path, root in found.items()}


def tell(root: html.HtmlElement, name: str) -> list[str]:
    return [str(value) for value in root.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_says_what_and_where_it_is(site: Path, locale: str) -> None:
    found = pages(site, locale)
    assert len(found) >= 88
    titles = set()
    for path, root in found.items():
        (title,) = root.xpath("//title/text()")
        assert title.startswith(tell(root, "og:title")[0]), path
        titles.add(title)
        (description,) = tell(root, "description")
        assert description
        assert tell(root, "og:description") == [description]
        assert root.xpath("//link[@rel='canonical']/@href") == [f"{BASE}{locale}/{path}"]
        assert tell(root, "og:url") == [f"{BASE}{locale}/{path}"]
        assert tell(root, "og:locale") == [territory(locale)]
        assert len(tell(root, "og:locale:alternate")) == 3
        # Other languages are named only where they are.
        alternates = root.xpath("//link[@rel='alternate'][@hreflang!='x-default']")
        assert [each.get("hreflang") for each in alternates] == sorted(LOCALES)
        for each in alternates:
            assert (site / each.get("href").removeprefix(BASE) / "index.html").is_file(), path
        (picture,) = tell(root, "og:image")
        data = (site / picture.removeprefix(BASE)).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        assert data[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
        (icon,) = root.xpath("//link[@rel='icon']/@href")
        assert (site / locale / path / icon).resolve().is_file()
    assert len(titles) == len(found)


def test_territories_are_written_as_open_graph_wants() -> None:
    assert {locale: territory(locale) for locale in LOCALES} == {
        "en": "en_US",
        "es": "es_ES",
        "lv": "lv_LV",
        "fi": "fi_FI",
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_linked_data_is_that_of_the_definition(editions: dict[str, Edition], site: Path, locale: str) -> None:
    current = editions[locale]
    checked = 0
    for kind in Kind:
        for definition in current.of_kind(kind):
            path = page_path(kind, definition.id)
            root = html.fromstring((site / locale / path / "index.html").read_text(encoding="utf-8"))
            (block,) = root.xpath("//script[@type='application/ld+json']/text()")
            told = json.loads(block)
            assert told == linked_data(current, definition)
            assert told["url"] == f"{BASE}{locale}/{path}"
            assert told["inLanguage"] == locale
            assert re.sub(r"\s", " ", root.xpath("string(//h1)")).strip() == told["name"]
            for encoding in told.get("encoding", ()):
                assert (site / encoding["contentUrl"].removeprefix(BASE)).is_file()
            checked += 1
    assert checked >= 80


def test_sitemap_holds_every_page_in_every_language(site: Path) -> None:
    root = etree.parse(str(site / "sitemap.xml")).getroot()
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    places = [str(place.text) for place in root.findall("s:url/s:loc", names)]
    assert sorted(places) == sorted(
        f"{BASE}{locale}/{path}" for locale in LOCALES for path in pages(site, locale)
    )
    assert all(len(url.findall("x:link", names)) == 4 for url in root.findall("s:url", names))
