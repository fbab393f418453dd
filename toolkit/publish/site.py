"""The site of one curriculum alone: for GitHub or GitLab Pages, Netlify, Cloudflare or any server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from ..build import output, run
from ..definitions import L_
from .form import Artefact, Form
from .material import Publication

#: Tells GitHub Pages to serve the files as they are.
_AS_IT_IS = ".nojekyll"


def _write(publication: Publication, folder: Path) -> Iterator[Artefact]:
    project = publication.project
    # The new site is put in place by a rename, which needs a folder on the disk of the build.
    target = project.build / "published"
    output.clean(target)
    scope, languages = publication.scope, publication.scope.languages
    try:
        run.build(project, publication.progress, languages, scope=scope, target=target)
        (target / output.MARKER).unlink()
        shutil.copytree(target, folder, dirs_exist_ok=True)
    finally:
        shutil.rmtree(target, ignore_errors=True)
    (folder / _AS_IT_IS).touch()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        inside = path.relative_to(folder)
        yield Artefact(inside.as_posix(), inside.parts[0] if inside.parts[0] in languages else "")


FORM = Form("site", L_("published form", "Website for this curriculum only"), _write)
