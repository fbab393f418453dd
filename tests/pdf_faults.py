"""What two validators and qpdf have against a PDF."""

from __future__ import annotations

from pathlib import Path

import outloud  # type: ignore[import-untyped]
import page as page_validation


def ua_faults(path: Path) -> list[str]:
    """Return what two validators have against a PDF as PDF/UA-1 (ISO 14289-1); warnings are left out."""
    result = outloud.check(str(path))
    if result.error is not None:
        return [f"outloud: {result.error}"]
    found = [
        f"outloud: {finding.rule} {finding.message}"
        for finding in result.findings
        if finding.severity == "error"
    ]
    report = page_validation.validate_pdf(path, profile=page_validation.ValidationProfile.PDF_UA_1)
    return found + [f"page-validation: {failure.message}" for failure in report.failures]
