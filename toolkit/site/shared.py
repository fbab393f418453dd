"""What all languages of a site share: styles, scripts, fonts, pictures, the first page and the sitemap."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape

from markupsafe import Markup

from ..cache import Cache, running
from ..cache import key as key_of
from ..definitions import Kind
from ..project import Project, absolute, base_path, branding, fonts, icons, static
from ..translation import resolve
from ..view import Edition, language_name, page_path
from . import headers, joining, scripts
from .contract import RootLanguage, RootPage
from .environment import page_environment
from .pages import hubs_of

#: The page for addresses that are none, in a language's folder and at the top.
LOST = "404.html"
#: Where the frame’s 404 page has room for the other languages.
_OTHERS = "<!-- other languages -->"


def write_shared(editions: list[Edition], site: Path, cache: Path) -> None:
    """Write what all locales share: style, scripts, fonts, the page that chooses a language, the sitemap."""
    project = editions[0].project
    brand = branding.load(project)
    assets = site / "assets"
    for folder in reversed(project.template_folders):
        source = folder / scripts.FOLDER
        if source.is_dir():
            shutil.copytree(source, assets, dirs_exist_ok=True)
    joining.join(assets)
    scripts.shrink(assets)
    sprite = icons.sprite(project, (kind.info.icon for kind in Kind))
    (assets / icons.SPRITE).write_text(sprite, encoding="utf-8", newline="\n")
    for licence, name in icons.licences(project):
        shutil.copyfile(licence, assets / name)
    (assets / "brand.css").write_text(brand.css(), encoding="utf-8")
    if brand.logo:
        shutil.copyfile(brand.logo, assets / str(brand.logo_name))
    for source, name in own_files(project):
        (assets / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(source, assets / name)
    write_fonts(project, site / fonts.FOLDER, cache)
    _write_root(editions, brand, site)
    _write_lost(editions, site)
    folders = [*map(page_path, Kind), *(page.path for page in editions[0].library.pages)]
    headers.write(site, [folder.strip("/") for folder in folders])
    if project.site_url:
        (site / "sitemap.xml").write_text(_sitemap(editions), encoding="utf-8")
    for name, source in static.files(project).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, site / name)


def own_files(project: Project) -> list[tuple[Path, str]]:
    """Return the project's own files that all pages share, and what they are called among the assets."""
    return [*own_styles(project), *filter(None, [favicon(project)])]


def own_styles(project: Project) -> list[tuple[Path, str]]:
    """Return the project's own style sheets and what they are called among the site's assets."""
    return [(path, f"own/{number}-{path.name}") for number, path in enumerate(project.extra_css, 1)]


def favicon(project: Project) -> tuple[Path, str] | None:
    """Return the project's own picture for browser tabs and what it is called among the site's assets."""
    name = project.configured.favicon
    return (project.root / name, f"own/favicon{Path(name).suffix.lower()}") if name else None


def write_fonts(project: Project, target: Path, cache: Path) -> None:
    """Write web fonts of the whole TTF files."""
    target.mkdir(parents=True, exist_ok=True)
    for name, data in web_fonts(project, cache).items():
        (target / name).write_bytes(data)


def web_fonts(project: Project, cache: Path) -> dict[str, bytes]:
    """Return web fonts of the whole TTF files."""
    return {f"{source.stem}.woff2": web_font(source, cache) for source in _sources(project)}


def unmade_fonts(project: Project, cache: Path) -> list[Path]:
    """Return the TTF files of which there are no web fonts yet."""
    return [source for source in _sources(project) if not (cache / _name_of(source)).exists()]


def web_font(source: Path, cache: Path) -> bytes:
    """Return the web font of a TTF file; compressing takes long, so it is kept."""
    keep, name = Cache(cache), _name_of(source)
    made = keep.get(name)
    if made is None:
        made = fonts.web_font(source)
        keep.put(name, made)
    return made


def _sources(project: Project) -> Iterable[Path]:
    return project.template_files(fonts.FOLDER, "*.ttf").values()


def _name_of(source: Path) -> str:
    return f"{source.stem}-{key_of(running(), source.read_bytes())[:32]}.woff2"


def _write_root(editions: list[Edition], brand: branding.Branding, site: Path) -> None:
    project = editions[0].project
    environment = page_environment(editions[0])
    languages: list[RootLanguage] = [
        {
            "locale": edition.locale,
            "name": project.configured.language(edition.locale).name or language_name(edition.locale),
            "title": brand.title(edition.interface.gettext, edition.locale),
            "unpack": edition.interface.gettext(
                "If the links do not work, unzip the whole zip file and open index.html in the new folder."
            ),
        }
        for edition in editions
    ]
    told: RootPage = {
        "languages": languages,
        "site_name": brand.title(editions[0].interface.gettext, editions[0].locale),
        "site_url": project.site_url,
        "mark": brand.logo_name or "mark.svg",
        "icon": icon[1] if (icon := favicon(project)) else "mark.svg",
        "styles": [name for _, name in own_styles(project)],
        "preview": project.preview is not None,
    }
    text = environment.get_template("root.html.j2").render(told)
    (site / "index.html").write_text(resolve(text), encoding="utf-8")


def _write_lost(editions: list[Edition], site: Path) -> None:
    """Write the page for addresses without a page, with a line in each other language; links are whole paths.

    GitHub Pages and most other hosts know one such page, the one at the top.
    """
    base = base_path(editions[0].project.site_url)
    lines = Markup("\n").join(
        Markup('<li lang="{0}">{1}. <a href="{2}{0}/" hreflang="{0}">{3}</a></li>').format(
            edition.locale,
            edition.interface.gettext("Page not found"),
            base,
            edition.interface.gettext("Go to the home page"),
        )
        for edition in editions[1:]
    )
    text = (site / editions[0].locale / LOST).read_text(encoding="utf-8")
    told = f'<ul class="links">\n{lines}\n</ul>' if lines else ""
    (site / LOST).write_text(resolve(text.replace(_OTHERS, told)), encoding="utf-8", newline="\n")


def _sitemap(editions: list[Edition]) -> str:
    """Return a sitemap with the languages of each page (sitemaps.org, with xhtml:link for hreflang)."""
    site_url = editions[0].project.site_url
    paths = [""]
    for kind in hubs_of(editions[0]):
        paths += [page_path(kind)] if kind.info.folder else []
        paths += [page_path(*key) for key in editions[0].keys_of(kind)]
    paths += [page.path for page in editions[0].library.pages]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path in paths:
        addresses = {
            edition.locale: xml_escape(absolute(site_url, edition.locale, path)) for edition in editions
        }
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{locale}" href="{address}"/>'
            for locale, address in addresses.items()
        )
        lines += [f"<url><loc>{address}</loc>{alternates}</url>" for address in addresses.values()]
    return "\n".join([*lines, "</urlset>", ""])
