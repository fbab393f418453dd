"""The manifest of a publication: every file with its form, language, size and checksum."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from ..distribution import DISTRIBUTION
from .form import Artefact
from .material import Publication

#: What the two files are called: one for programs, one that ``sha256sum --check`` reads.
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"


def write(publication: Publication, folder: Path, made: Mapping[str, Sequence[Artefact]]) -> None:
    """Write the manifest of all that was ``made``, by form, into the publication's folder."""
    files = []
    for form, artefacts in made.items():
        for artefact in artefacts:
            path = f"{form}/{artefact.path}"
            data = (folder / path).read_bytes()
            files.append(
                {
                    "path": path,
                    "form": form,
                    "language": artefact.language,
                    "bytes": len(data),
                    "sha256": hashlib.sha256(data).hexdigest(),
                }
            )
    told = {
        "generator": f"{DISTRIBUTION} {metadata.version(DISTRIBUTION)}",
        "id": publication.id,
        "editions": [material.imprint.facts() for material in publication.materials],
        "files": files,
    }
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    sums = "".join(f"{one['sha256']}  {one['path']}\n" for one in files)
    (folder / SUMS).write_text(sums, encoding="utf-8", newline="\n")
