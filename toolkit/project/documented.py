"""What the options of ``mkdocs.yml`` are for, walked by the rules that check them (``options.py``).

A rule says itself why an option has no effect; what one is for that has some stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..errors import Message
from .configfile import Rule
from .navigation import nav
from .options import KEYS
from .rules import TOLD, Told, address, folder, kept, link, output, text
from .timing import clock, first_days
from .using import use

#: What can be written for a rule that says no more of itself.
_VALUES: Mapping[Rule, Message] = {
    text: Message("one line of text"),
    address: Message("an address"),
    link: Message("an address"),
    folder: Message("a folder"),
    output: Message("a folder"),
    kept: Message("true or false"),
    nav: Message("a list of kinds and pages, such as ‘worksheet’ and ‘About me: about.md’"),
    clock: Message("a time, such as 09:00"),
    first_days: Message("a date for each ID, such as ‘my-course: 2027-01-11’"),
    use: Message("a list, such as ‘worksheet/smart-goal’ and ‘topic/goals’, or ‘all’"),
}
_BRANDING: Mapping[str, Message] = {
    "name": Message("Name of the site, if there is no ‘site_name’."),
    "logo": Message("Path to an SVG or PNG file, shown on pages and in PDFs."),
    "primary": Message("Main colour, such as ‘#0b5c63’."),
    "accent": Message("Accent colour, such as ‘#9a3f0c’."),
    "footer": Message("A line of text at the foot of each page."),
    "provider": Message("Who offers curricula that do not name a provider (default: the name of the site)."),
}
#: What an option does, by its keys from the top.
NOTES: Mapping[str, Message] = {
    "site_name": Message("Name of the site, for all languages that have none of their own."),
    "site_url": Message(
        "Address of the site: printed on worksheets and other sheets, and needed for sharing and the sitemap."
    ),
    "site_description": Message("One sentence that describes the site."),
    "site_author": Message("Author of the site, for search engines."),
    "copyright": Message("A line of text at the foot of each page."),
    "repo_url": Message("A link at the foot of each page."),
    "repo_name": Message("Text of the link given in ‘repo_url’."),
    "site_dir": Message("Folder in which the site is built (default: site)."),
    "theme: name": Message("The theme that the pages are made for."),
    "theme: font": Message("Fonts come with the toolkit."),
    "theme: custom_dir": Message(
        "Folder with your own page templates and files, which replace the toolkit’s."
    ),
    "theme: favicon": Message("Picture for browser tabs."),
    "theme: direction": Message("Pages are laid out from left to right."),
    "plugins: toolkit": Message("Builds the pages; must always be listed."),
    "plugins: i18n: languages: locale": Message("Language code without a region, such as lv."),
    "plugins: i18n: languages: name": Message("Name of the language in menus."),
    "plugins: i18n: languages: default": Message("Whether this is the first language of the site."),
    "plugins: i18n: languages: build": Message("Whether the language is published."),
    "plugins: i18n: languages: site_name": Message("Name of the site in this language."),
    "plugins: i18n: languages: site_description": Message(
        "The sentence that describes the site, in this language."
    ),
    "plugins: i18n: languages: copyright": Message(
        "The line of text at the foot of each page, in this language."
    ),
    "plugins: i18n: languages: footer": Message(
        "The branding text at the foot of each page, in this language."
    ),
    "plugins: i18n: languages: nav": Message("The menu in this language."),
    "plugins: i18n: docs_structure": Message("Each language has its own folder."),
    "plugins: i18n: reconfigure_material": Message("The toolkit builds the menus."),
    "plugins: i18n: reconfigure_search": Message("The toolkit builds the filters and the search."),
    "plugins: i18n: fallback_to_default": Message(
        "Texts without a translation are shown in the source language."
    ),
    **{f"extra: toolkit: branding: {key}": note for key, note in _BRANDING.items()},
    "extra: toolkit: print: papers": Message("Paper sizes of the PDFs that the site offers."),
    "extra: toolkit: print: fillable": Message(
        "Whether worksheets and certificates are also offered as forms to fill in."
    ),
    "extra: toolkit: print: large": Message(
        "Whether large print is also offered, in the first paper size under ‘papers’."
    ),
    "extra: toolkit: license": Message("Licence of definitions that do not name one (default: CC-BY-4.0)."),
    "extra: toolkit: timetable: start": Message("The time at which course days start (default: 09:00)."),
    "extra: toolkit: timetable: end": Message("The latest time at which course days end (default: 17:00)."),
    "extra: toolkit: timetable: break_after": Message(
        "Longest time without a break, in minutes (default: 90)."
    ),
    "extra: toolkit: timetable: break": Message(
        "Length of a break in minutes (default: 15); 0 for no breaks."
    ),
    "extra: toolkit: timetable: lunch_after": Message(
        "Longest time before lunch, in minutes (default: 240)."
    ),
    "extra: toolkit: timetable: lunch": Message("Length of lunch in minutes (default: 45); 0 for no lunch."),
    "extra: toolkit: timetable: sitting_a_day": Message(
        "Whether each course session is on a separate day (default: false)."
    ),
    "extra: toolkit: timetable: weekdays": Message(
        "Days of the week on which courses take place (default: Monday to Friday)."
    ),
    "extra: toolkit: timetable: first_day": Message(
        "First day of each curriculum; its timetable and calendar files (.ics) then show dates."
    ),
    "extra: toolkit: use": Message("Definitions that come with the toolkit; ‘toolkit use’ lists them."),
    "extra_css": Message("Paths to your own style sheets."),
    "nav": Message(
        "The menu: kinds of definition and your own pages in the order you choose, with your own titles "
        "if you wish."
    ),
    "use_directory_urls": Message("Addresses end with the name of a folder."),
    "strict": Message("A build always stops at an error."),
    "validation": Message("Broken links always stop a build."),
}


@dataclass(frozen=True)
class Option:
    """An option: its keys from the top, what can be written, and what it does or what to do instead."""

    keys: str
    value: Message | str
    note: Message
    has_effect: bool


def options() -> Iterator[Option]:
    """Yield every option of ``mkdocs.yml`` that has a meaning here, or of which we say why it has none."""
    yield from _below((), KEYS)


def _below(above: tuple[str, ...], rules: Mapping[str, Rule]) -> Iterator[Option]:
    for key, rule in rules.items():
        keys = (*above, key)
        name, told = ": ".join(keys), TOLD.get(rule, Told())
        each = TOLD.get(told.each, Told()) if told.each else told
        if told.why and not told.choices:
            yield Option(name, "", told.why, has_effect=False)
        elif name == "extra: toolkit: branding":
            for own in _BRANDING:
                yield Option(f"{name}: {own}", _VALUES[text], NOTES[f"{name}: {own}"], has_effect=True)
        elif each.below and name not in NOTES:
            yield from _below(keys, each.below)
        else:
            yield Option(name, ", ".join(each.choices) or _VALUES.get(rule, ""), NOTES[name], has_effect=True)
