"""What two validators, and qpdf, have against a PDF; one that several tests make alike is validated once."""

from __future__ import annotations

import functools
import json
from importlib import metadata
from pathlib import Path

import outloud  # type: ignore[import-untyped]
import page as page_validation
import pikepdf
from outloud.registry import all_rules  # type: ignore[import-untyped]

from toolkit.cache import key

#: What stands for the validators and for how they are asked.
_ASKED = key(*map(metadata.version, ("outloud", "page-validation")), Path(__file__).read_bytes())


def ua_faults(path: Path, kept: Path) -> list[str]:
    """Return what two validators have against a PDF as PDF/UA-1 (ISO 14289-1); warnings are left out.

    ``kept`` is a folder of what the same validators found in the same bytes before.
    """
    note = kept / key(_ASKED, path.read_bytes())
    if note.is_file():
        return list(json.loads(note.read_text(encoding="utf-8")))
    found = _faults(path)
    part = note.with_suffix(f".{path.parent.name}.part")
    part.write_text(json.dumps(found), encoding="utf-8")
    part.replace(note)
    return found


@functools.cache
def _of_warnings() -> tuple[str, ...]:
    """Return the rules that never find an error: looking for what is left out takes a quarter of the time."""
    return tuple(rule.id for rule in all_rules() if rule.severity != "error")


def _faults(path: Path) -> list[str]:
    result = outloud.check(str(path), skip=_of_warnings())
    if result.error is not None:
        return [f"outloud: {result.error}"]
    found = [
        f"outloud: {finding.rule} {finding.message}"
        for finding in result.findings
        if finding.severity == "error"
    ]
    report = page_validation.validate_pdf(path, profile=page_validation.ValidationProfile.PDF_UA_1)
    return found + [f"page-validation: {failure.message}" for failure in report.failures]


def syntax_faults(path: Path) -> list[str]:
    """Return what qpdf has against a PDF's syntax, as its program says with ``--check``."""
    with pikepdf.open(path) as document:
        return list(document.check_pdf_syntax())
