"""Problems as a page, which ``toolkit serve`` shows to authors while they write."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from ..project import ALARM

#: Where the server offers what the page needs; the site itself may not have been built yet.
STYLE, SCRIPT = "/__serve.css", "/__serve.js"
CSS = f"""\
.serve-problems {{ margin: 0; padding: 1rem max(1rem, calc(50vw - 38rem));
  color: {ALARM.ink}; background: {ALARM.tint};
  border-block-end: 4px solid {ALARM.rule}; font: 1rem/1.5 system-ui, sans-serif; }}
.serve-problems h1 {{ margin: 0 0 .5rem; font-size: 1.2rem; line-height: 1.3; color: {ALARM.ink_soft}; }}
.serve-problems pre {{ margin: .75rem 0 0; padding: .5rem .75rem;
  color: {ALARM.ink}; background: {ALARM.paper};
  font: .9rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }}
"""
_PAGE = Markup(
    '<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
    '<link rel="stylesheet" href="{style}">\n<script src="{script}"></script>\n</head>\n'
    "<body>\n{box}</body>\n</html>\n"
)
_BOX = Markup(
    '<section class="serve-problems" role="alert" lang="{lang}">\n<h1>{title}</h1>\n{problems}</section>\n'
)
_PROBLEM = Markup("<pre>{text}</pre>\n")


def box(problems: Iterable[str], title: str, lang: str) -> Markup:
    """Return the problems as a part of a page, in the author's language; all they quote is text."""
    told = Markup("").join(_PROBLEM.format(text=problem) for problem in problems)
    return _BOX.format(lang=lang, title=title, problems=told)


def whole(inner: Markup, title: str, lang: str) -> str:
    """Return a page of its own, for when there is no site to show."""
    return str(_PAGE.format(lang=lang, title=title, style=STYLE, script=SCRIPT, box=inner))


def within(page: str, inner: Markup) -> str:
    """Return a page of the site with the problems at its top."""
    head, found, rest = page.partition("</head>")
    body, bracket, content = rest.partition("<body")
    tag, end, after = content.partition(">")
    if not (found and bracket and end):
        return page
    style = Markup('<link rel="stylesheet" href="{0}">\n').format(STYLE)
    return f"{head}{style}{found}{body}{bracket}{tag}{end}\n{inner}{after}"
