"""The folder to hand over in WebKit."""

from __future__ import annotations

from pathlib import Path

from conftest import until
from webkit import needs_webkit, webkit_window

from toolkit.build import folder


@needs_webkit
def test_webkit_opens_the_folder(tmp_path: Path, handed: folder.Handed) -> None:
    with webkit_window(tmp_path) as webkit:
        webkit.go(f"{handed.index.as_uri()}#choose", ".choose a")
        pages = f"{handed.index.parent.as_uri()}/{folder.PAGES}/en"
        webkit.go(f"{pages}/sessions/coaching-session/index.html?with=lv", "html.beside .also")
        assert webkit.told("document.querySelectorAll('.also').length") > 200
        assert webkit.told("document.querySelector('.languages svg use').getBoundingClientRect().width") > 0
        assert webkit.told("[...document.fonts].filter(({ status }) => status === 'loaded').length") >= 2
        webkit.told("document.querySelector('[data-run=open]').click()")
        webkit.told("document.querySelector('[data-run=begin]').click()")
        webkit.find(".run-left:not(:empty)")

        sheet = f"{pages}/worksheets/wheel-of-life/index.html"
        webkit.go(sheet, "form[data-ready]")
        assert webkit.told("document.querySelector('[data-folder].notice').checkVisibility()")
        line = webkit.find("form.sheet input[type=text]")
        webkit.ask(f"/element/{line}/value", {"text": "Paldies"})
        webkit.find(".sheet-state[data-state=saved]")
        # What is still being written would keep a reader from leaving.
        until(lambda: webkit.told("dispatchEvent(new Event('beforeunload', { cancelable: true }))"))
        webkit.go(sheet, "form[data-ready]")
        assert webkit.told("document.querySelector('form.sheet input[type=text]').value") == "Paldies"
