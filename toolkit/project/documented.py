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
    nav: Message("a list of kinds and pages, such as worksheet; About me: about.md"),
    clock: Message("a time, such as 09:00"),
    first_days: Message("a date for each id, such as my-course: 2027-01-11"),
    use: Message("a list, such as worksheet/smart-goal; topic/goals; all"),
}
_BRANDING: Mapping[str, Message] = {
    "name": Message("Name of the site, where there is no site_name."),
    "logo": Message("Path of an SVG or PNG file, shown on pages and PDFs."),
    "primary": Message("First colour, such as ‘#0b5c63’."),
    "accent": Message("Second colour, such as ‘#9a3f0c’."),
    "footer": Message("A line for the foot of each page."),
}
#: What an option does, by its keys from the top.
NOTES: Mapping[str, Message] = {
    "site_name": Message("Name of the site, of all languages that have none of their own."),
    "site_url": Message("Address of the site: printed on sheets, needed for sharing and the sitemap."),
    "site_description": Message("One sentence that says what the site is."),
    "site_author": Message("Who made the site, for search engines."),
    "copyright": Message("A line for the foot of each page."),
    "repo_url": Message("A link at the foot of each page."),
    "repo_name": Message("What the link to repo_url is called."),
    "site_dir": Message("Folder that a build writes; site, if there is none."),
    "theme: name": Message("The theme that pages are made for."),
    "theme: font": Message("Fonts are part of the toolkit."),
    "theme: custom_dir": Message("Folder with page templates and files of your own that lie over ours."),
    "theme: favicon": Message("Picture for browser tabs."),
    "theme: direction": Message("Pages are laid out from the left."),
    "plugins: toolkit": Message("Makes the pages; always listed."),
    "plugins: i18n: languages: locale": Message("Code of the language, without region, such as lv."),
    "plugins: i18n: languages: name": Message("What the language is called in menus."),
    "plugins: i18n: languages: default": Message("Whether the site begins with this language."),
    "plugins: i18n: languages: build": Message("Whether the language is published."),
    "plugins: i18n: languages: site_name": Message("Name of the site in this language."),
    "plugins: i18n: languages: site_description": Message("The sentence in this language."),
    "plugins: i18n: languages: copyright": Message("The line in this language."),
    "plugins: i18n: languages: footer": Message("The line of the branding, in this language."),
    "plugins: i18n: languages: nav": Message("The menu in this language."),
    "plugins: i18n: docs_structure": Message("Each language has a folder of its own."),
    "plugins: i18n: reconfigure_material": Message("Menus are made by the toolkit."),
    "plugins: i18n: reconfigure_search": Message("Filters and search are made by the toolkit."),
    "plugins: i18n: fallback_to_default": Message("The source text stands in for a missing one."),
    **{f"extra: toolkit: branding: {key}": note for key, note in _BRANDING.items()},
    "extra: toolkit: print: papers": Message("Paper sizes of the PDFs that the site offers."),
    "extra: toolkit: print: fillable": Message(
        "Whether worksheets and certificates are offered as forms to fill in, too."
    ),
    "extra: toolkit: print: large": Message("Whether large print is offered, too."),
    "extra: toolkit: license": Message("Licence of definitions that name none; CC-BY-4.0, if there is none."),
    "extra: toolkit: timetable: start": Message(
        "When the days of a curriculum begin; 09:00, if there is none."
    ),
    "extra: toolkit: timetable: end": Message("When they end at the latest; 17:00."),
    "extra: toolkit: timetable: break_after": Message(
        "Minutes after which there is a break at the latest; 90."
    ),
    "extra: toolkit: timetable: break": Message("Minutes of such a break; 15. 0 makes none."),
    "extra: toolkit: timetable: lunch_after": Message("Minutes of a day before lunch at the most; 240."),
    "extra: toolkit: timetable: lunch": Message("Minutes of lunch; 45. 0 makes none."),
    "extra: toolkit: timetable: sitting_a_day": Message("Whether each sitting has a day of its own; false."),
    "extra: toolkit: timetable: weekdays": Message("On which days there is a course; Monday to Friday."),
    "extra: toolkit: timetable: first_day": Message(
        "When each curriculum begins; then its timetable has dates, also for calendars (.ics)."
    ),
    "extra: toolkit: use": Message("Definitions that the toolkit brings along; toolkit use lists them."),
    "extra_css": Message("Style sheets of your own, by path."),
    "nav": Message(
        "The menu: kinds and pages of your own in your order, with titles of your own if you wish."
    ),
    "use_directory_urls": Message("Addresses end with a folder’s name."),
    "strict": Message("A build always stops at what is wrong."),
    "validation": Message("Links that lead nowhere always stop a build."),
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
