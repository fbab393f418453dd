"""Whether definitions are written in the language that they say.

A slip there shows nowhere while one writes, but readers of one language get pages in another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..definitions import AnyDefinition, Library, texts
from ..errors import Message, Problem
from ..project import Project
from .rulebook import languages, rulebook

_WORD = re.compile(r"\w+")
#: So many small words of a language are no accident, and so many times those of the language that it says.
_FEW, _TIMES = 8, 3


def check(project: Project, library: Library) -> Iterator[Problem]:
    """Yield a warning for each of the project's definitions that seems to be in another language."""
    for entry in library.entries.values():
        place = entry.document.place(("language",))
        if not place.path.is_relative_to(project.root):
            continue
        if other := _other(entry.definition):
            yield Problem(
                "other-language",
                place,
                Message(
                    "this says ‘language: {language}’, but the texts seem to be written in ‘{other}’",
                    language=entry.definition.language,
                    other=other,
                ),
                Message(
                    "write ‘language: {other}’ – or, if the language is right, write the texts in it",
                    other=other,
                ),
                warning=True,
            )


def _other(definition: AnyDefinition) -> str | None:
    """Return the language that a definition seems to be written in, if it is not the one that it says."""
    own = rulebook(definition.language)
    if own is None:
        # Of a language without rules nobody knows here what it looks like.
        return None
    words = Counter(
        word
        for field in texts(definition)
        if definition.language_at(field.path) == definition.language
        for word in _WORD.findall(field.text.lower())
    )
    found = {
        language: sum(words[word] for word in rules.common)
        for language in languages()
        if (rules := rulebook(language)) and rules is not own
    }
    most = max(found, key=lambda language: found[language])
    least = max(_FEW, _TIMES * sum(words[word] for word in own.common) + 1)
    return most if found[most] >= least else None
