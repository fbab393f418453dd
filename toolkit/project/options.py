"""What each documented key of ``mkdocs.yml`` means here: of MkDocs, Material, static-i18n, and our own.

A key does what its manual says, or it is a problem that says what to do instead. Sources: MkDocs 1.6
“Configuration”, Material for MkDocs 9 “Setup”, mkdocs-static-i18n 1.3 “Controlling your language builds”.
"""

from __future__ import annotations

import yaml

from ..errors import Message
from ..suggestions import did_you_mean
from .configfile import Reader, Rule, Where, is_empty, plain
from .languagecodes import fault
from .navigation import nav
from .rules import (
    Told,
    address,
    always,
    anything,
    file,
    folder,
    group,
    is_no,
    kept,
    link,
    nothing,
    one_of,
    output,
    several,
    tells,
    text,
    written,
)
from .timing import timetable
from .using import use

# -- theme ---------------------------------------------------------------------------------------


def _theme(reader: Reader, where: Where, node: yaml.Node) -> None:
    if isinstance(node, yaml.ScalarNode) and not is_empty(node):
        _MATERIAL(reader, where, node)
    else:
        reader.mapping(where, node, _THEME)


_MATERIAL = one_of(("material",), Message("write ‘name: material’; its pages are created automatically"))
_FONTS = Message("write false; save font files in templates/assets/fonts")
_COLOURS = Message(
    "set ‘primary’ and ‘accent’ under ‘extra: toolkit: branding:’; light or dark mode follows the device"
)


def _font(reader: Reader, where: Where, node: yaml.Node) -> None:
    if not is_no(node):
        nothing(_FONTS)(reader, where, node)


_NO_CODE = nothing(Message("delete it; program code is not supported in content"))
_THEME: dict[str, Rule] = {
    "name": _MATERIAL,
    "font": tells(_font, Told(_FONTS, ("false",))),
    "custom_dir": folder,
    "favicon": file(".svg", ".png", ".ico"),
    "logo": nothing(Message("write the path to the logo under ‘extra: toolkit: branding: logo:’")),
    "palette": nothing(_COLOURS),
    "language": nothing(Message("list the languages under ‘plugins: i18n: languages:’")),
    "locale": nothing(Message("list the languages under ‘plugins: i18n: languages:’")),
    "direction": one_of(("ltr",), Message("pages and printed sheets are laid out from left to right")),
    "features": nothing(Message("delete it; pages include everything they need")),
    "icon": nothing(Message("delete it; for a logo, use ‘extra: toolkit: branding: logo:’")),
    "static_templates": nothing(Message("write your own pages as Markdown in pages/")),
    **dict.fromkeys(("include_search_page", "search_index_only"), nothing(Message("delete it"))),
    **dict.fromkeys(("highlightjs", "hljs_style", "hljs_languages"), _NO_CODE),
    "navigation_depth": nothing(Message("delete it; the menu lists the kinds of definition")),
    **dict.fromkeys(("user_color_mode_toggle", "color_mode"), nothing(_COLOURS)),
}


# -- plugins -------------------------------------------------------------------------------------


def _plugins(reader: Reader, where: Where, node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, name, value in reader.pairs(node):
            _plugin(reader, where, key, name, value)
        return
    several(_entry, is_needed=True)(reader, where, node)


def _entry(reader: Reader, where: Where, node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, name, value in reader.pairs(node):
            _plugin(reader, where[:1], key, name, value)
    elif isinstance(node, yaml.ScalarNode) and node.value:
        _plugin(reader, where[:1], node, str(node.value), None)
    else:
        reader.complain(node, Message("this is not a plugin"), Message("write its name, such as ‘- toolkit’"))


def _plugin(reader: Reader, where: Where, key: yaml.Node, name: str, options: yaml.Node | None) -> None:
    here = (*where, name)
    if here in reader.places:
        twice = Message("the plugin ‘{name}’ appears twice", name=name)
        reader.complain(key, twice, Message("delete one of them"))
        return
    reader.places[here] = reader.at(key)
    if name == "toolkit":
        if options is not None:
            reader.mapping(here, options, {})
    elif name in {"i18n", "mkdocs-static-i18n"}:
        if options is not None:
            reader.mapping(here, options, _I18N)
    else:
        why = _PLUGIN_ADVICE.get(
            name.removeprefix("material/"), Message("delete the line; the toolkit builds the pages")
        )
        what = Message("the plugin ‘{name}’ has no effect here", name=name[:60])
        advice = why if name in _PLUGIN_ADVICE else did_you_mean(name, ("toolkit", "i18n"), why)
        reader.complain(key, what, advice)


_PLUGIN_ADVICE = {
    "search": Message("delete the line; index pages and question banks have their own filters and search"),
    "tags": Message("delete the line; index pages use the topics of definitions as tags"),
    "social": Message("delete the line; pictures for sharing are created when site_url is set"),
    "offline": Message("delete the line; ‘toolkit serve’ shows the site offline"),
    "privacy": Message("delete the line; pages request nothing from other hosts"),
}


def _language(reader: Reader, where: Where, node: yaml.Node) -> None:
    if isinstance(node, yaml.ScalarNode) or not isinstance(node, yaml.MappingNode):
        reader.complain(node, Message("this is not a language of the site"), LANGUAGES)
        reader.is_unusable = True
        return
    codes = [value for key, value in node.value if key.value == "locale"]
    code = str(codes[0].value) if codes and isinstance(codes[0], yaml.ScalarNode) else ""
    reader.places[where] = reader.at(codes[0] if codes else node)
    reader.mapping(where, node, _LANGUAGE)
    if not _known(reader, codes[0] if codes else node, code):
        reader.is_unusable = True
    elif any(place[:-1] == where[:-1] and found == code for place, found in _codes(reader)):
        what = Message("the language ‘{value}’ is listed twice", value=code)
        reader.complain(codes[0], what, Message("delete one of the two"))
        reader.is_unusable = True
    else:
        reader.found[(*where, "locale")] = code


def _codes(reader: Reader) -> list[tuple[Where, str]]:
    return [(key[:-1], value) for key, value in reader.found.items() if key[-1] == "locale"]


def _known(reader: Reader, node: yaml.Node, code: str) -> bool:
    if found := fault(code):
        reader.complain(node, *found)
    return found is None


def _given(_reader: Reader, _where: Where, _node: yaml.Node) -> None:
    """Leave the code to :func:`_language`, which has to know it before all else."""


LANGUAGES = Message(
    "list them under ‘plugins: i18n: languages:’, with ‘locale’ and ‘name’, one with ‘default: true’"
)
_SITE_WIDE = Message("it is the same for all languages: write it at the top level of mkdocs.yml")
_LANGUAGE: dict[str, Rule] = {
    "locale": _given,
    "name": text,
    "default": kept,
    "build": kept,
    "site_name": text,
    "site_description": text,
    "copyright": text,
    "footer": text,
    "site_author": nothing(_SITE_WIDE),
    "site_url": nothing(_SITE_WIDE),
    "site_dir": nothing(_SITE_WIDE),
    "repo_name": nothing(_SITE_WIDE),
    "repo_url": nothing(_SITE_WIDE),
    "theme": nothing(_SITE_WIDE),
    "extra": nothing(_SITE_WIDE),
    "edit_uri": nothing(Message("delete it; pages have no edit link")),
    "link": nothing(Message("delete it; each language has its own folder")),
    "fixed_link": nothing(Message("delete it; the menu lists the languages of this site")),
    "nav": nav,
    "nav_translations": nothing(Message("translate the words in the menu in locales/CODE/LC_MESSAGES/ui.po")),
    "admonition_translations": nothing(Message("delete it; admonitions are not supported in content")),
}
_I18N: dict[str, Rule] = {
    "languages": several(tells(_language, Told(below=_LANGUAGE)), is_needed=True),
    "docs_structure": one_of(("folder",), Message("write ‘folder’; each language has its own folder")),
    "reconfigure_material": always(False, Message("delete the line; the toolkit builds the menus")),
    "reconfigure_search": always(False, Message("write false, or delete the line")),
    "fallback_to_default": always(
        True, Message("delete the line; texts without a translation are shown in the source language")
    ),
    "build_only_locale": nothing(Message("use ‘toolkit build --lang CODE’")),
    "admonition_translations": nothing(Message("delete it; admonitions are not supported in content")),
    "nav_translations": nothing(Message("translate the words in the menu in locales/CODE/LC_MESSAGES/ui.po")),
    "default_language_only": nothing(Message("use ‘toolkit build --lang CODE’")),
}
_PLUGINS = {"toolkit": group({}), "i18n": group(_I18N)} | {
    name: nothing(why) for name, why in _PLUGIN_ADVICE.items()
}


# -- extra, and the top level --------------------------------------------------------------------


def _settings(reader: Reader, where: Where, node: yaml.Node) -> None:
    reader.mapping(where, node, _TOOLKIT)
    if isinstance(node, yaml.MappingNode):
        reader.found[where] = plain(node)


def _papers(reader: Reader, where: Where, node: yaml.Node) -> None:
    if isinstance(node, yaml.SequenceNode) and not node.value:
        reader.complain(node, Message("‘papers’ must be a list with ‘a4’, ‘letter’ or both"), _PAPERS)
    several(one_of(_SIZES.choices, _PAPERS))(reader, where, node)


_PAPERS, _SIZES = Message("write ‘a4’, ‘letter’ or both"), Told(choices=("a4", "letter"))
_TOOLKIT: dict[str, Rule] = {
    "branding": written,
    "print": group({"papers": tells(_papers, _SIZES), "fillable": kept, "large": kept}),
    "license": anything,
    "timetable": timetable,
    "use": use,
}
_OTHER_HOSTS = Message("delete it; the site requests nothing from other hosts")
_EXTRA: dict[str, Rule] = {
    "toolkit": tells(_settings, Told(below=_TOOLKIT)),
    "alternate": nothing(Message("list the languages under ‘plugins: i18n: languages:’")),
    "analytics": nothing(_OTHER_HOSTS),
    "consent": nothing(Message("delete it; the site sets no cookies and requests nothing from other hosts")),
    "social": nothing(
        Message("write a line of text after ‘copyright:’ or ‘extra: toolkit: branding: footer:’")
    ),
    "homepage": nothing(Message("delete it; the logo links to the home page in the same language")),
    "generator": nothing(Message("delete it")),
    "version": nothing(Message("delete it; publish each version of the site in a separate folder")),
    "tags": nothing(Message("delete it; index pages use the topics of definitions as tags")),
    "status": nothing(Message("use ‘life_cycle:’ in a definition")),
    "annotate": nothing(Message("delete it; program code is not supported in content")),
    "disqus": nothing(_OTHER_HOSTS),
}
_LINKS = one_of(("warn",), Message("write ‘warn’; a broken link always stops a build"))
KEYS: dict[str, Rule] = {
    "site_name": text,
    "site_url": address,
    "site_description": text,
    "site_author": text,
    "copyright": text,
    "repo_url": link,
    "repo_name": text,
    "site_dir": output,
    "theme": tells(_theme, Told(below=_THEME)),
    "plugins": tells(_plugins, Told(below=_PLUGINS)),
    "extra": group(_EXTRA),
    "extra_css": several(file(".css")),
    "use_directory_urls": always(True, Message("delete the line; addresses end with the name of a folder")),
    "strict": always(True, Message("delete the line; a build always stops at an error")),
    "validation": group(
        {
            "anchors": _LINKS,
            "absolute_links": _LINKS,
            "unrecognized_links": _LINKS,
            "omitted_files": _LINKS,
            "not_found": _LINKS,
            "nav": group(dict.fromkeys(("omitted_files", "not_found", "absolute_links"), _LINKS)),
            "links": group(
                dict.fromkeys(("not_found", "anchors", "absolute_links", "unrecognized_links"), _LINKS)
            ),
        }
    ),
    "nav": nav,
    "docs_dir": nothing(Message("delete it; definitions are read from content/")),
    "edit_uri": nothing(Message("delete it; pages have no edit link")),
    "edit_uri_template": nothing(Message("delete it; pages have no edit link")),
    "extra_javascript": nothing(Message("delete it; no other scripts run on pages that clients fill in")),
    "extra_templates": nothing(Message("write your own pages as Markdown in pages/")),
    "markdown_extensions": nothing(Message("delete it; texts support only emphasis, links and lists")),
    "mdx_configs": nothing(Message("delete it")),
    "hooks": nothing(Message("delete it; nothing in a project is run as a program")),
    "exclude_docs": nothing(Message("use ‘life_cycle: draft’ in the definition")),
    "draft_docs": nothing(Message("use ‘life_cycle: draft’ in the definition")),
    "not_in_nav": nothing(Message("delete it; every definition is listed in the index of its kind")),
    "dev_addr": nothing(Message("use ‘toolkit serve --port NUMBER’")),
    "watch": nothing(Message("delete it; ‘toolkit serve’ watches the whole project")),
    "remote_branch": nothing(Message("delete it; the README explains how to publish")),
    "remote_name": nothing(Message("delete it; the README explains how to publish")),
    "INHERIT": nothing(Message("write everything in this file")),
    "google_analytics": nothing(_OTHER_HOSTS),
    "pages": nothing(Message("delete it; the menu lists the kinds of definition that exist")),
}
