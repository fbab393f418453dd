"""What templates need, made from localised definitions.

A view is plain data: the definition's own fields by name, with texts rendered for the
medium, vocabulary values labelled, references resolved to titles and links, and what its
kind needs besides (``kinds/``). Templates add nothing but loops and conditions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..definitions import (
    L_,
    AnyDefinition,
    Item,
    Key,
    Kind,
    Labelled,
    LifeCycle,
    Minutes,
    Part,
    Ref,
    Visibility,
    field_specs,
)
from ..translation import State, joined
from . import needs
from .addresses import address_of, page_path
from .faces import Face
from .kinds import extra_of
from .outputs import PRINTS
from .partnames import part_name
from .scope import RANK
from .sheets import PrintOptions, file_name, offered
from .speaker import Speaker
from .text import View
from .typed import AnyLink, DefinitionView, Gaps, MinutesView

#: Those for whom the public site is; a page for anyone else says so.
_PUBLIC_READERS = (Visibility.client, Visibility.coach)


@dataclass(frozen=True)
class Viewer(Speaker):
    """Makes views of one edition for one medium and one reader."""

    _seen: dict[Key, tuple[View, set[str]]] = field(default_factory=dict, repr=False, compare=False)

    def view(self, definition: AnyDefinition) -> View:
        """Return the view of a localised definition; made once, since pages and indexes share it."""
        key, notes = (definition.kind, definition.id), self.edition.notes
        if key not in self._seen:
            with notes.taken() as found:
                notes.add(needs.one(key))
                self._seen[key] = self._view(definition), found
        view, found = self._seen[key]
        # Whoever gets a view that was made for another needs the same.
        notes.add(*found)
        return view

    def _view(self, definition: AnyDefinition) -> View:
        common: DefinitionView = {
            "locale": self.edition.locale,
            "kind_label": self.label(definition.kind),
            "plain_title": self.plain(definition.title),
            "plain_summary": self.plain(definition.summary),
            "path": page_path(definition.kind, definition.id),
            "gaps": self._gaps(definition),
            "life_cycle_label": self._unless(definition.life_cycle, LifeCycle.stable),
            "readers_label": self._unless(definition.visibility, *_PUBLIC_READERS),
            "used_by": [self.link(user) for user in self._users(definition)],
            "prints": [
                {
                    "path": f"{PRINTS}/{file_name(definition.id, options)}",
                    "label": self._variant(definition.kind, options),
                }
                for options in offered(self.edition.project, self.edition.scope, definition)
            ],
        }
        view: View = {**self._part(definition), **common}
        extra = extra_of(definition.kind)
        return {**view, **extra(self, definition, view)} if extra else view

    def _users(self, definition: AnyDefinition) -> list[Face]:
        """Return what this reader may see of the definitions that refer to one, by kind and title."""
        users = [user for user in self.edition.users_of(definition) if self.may_read(user)]
        kinds = list(Kind)
        return sorted(users, key=lambda user: (kinds.index(user.kind), self.edition.place(user.title)))

    def _variant(self, kind: Kind, options: PrintOptions) -> str:
        _ = self.edition.interface.gettext
        others = kind.info.prints.others if kind.info.prints else ()
        which = [self.say(other.label) for other in others if other.name == options.sheet]
        paper = _("Letter") if options.paper == "letter" else _("A4")
        if which:
            # Behind a name the words begin with no capital.
            told = (
                L_("behind a name", "to fill in (PDF)")
                if options.fillable
                else L_("behind a name", "to print (PDF)")
            )
            purpose = self.say(told)
        else:
            purpose = _("To fill in (PDF)") if options.fillable else _("To print (PDF)")
        words = [*which, purpose, paper]
        words += [_("large print")] if options.large else []
        return joined(", ", [*words, _("on one page")] if options.one_page else words)

    def _unless(self, value: Labelled, *usual: Labelled) -> str | None:
        """Return the label of a value that a reader should know of."""
        return None if value in usual else self.label(value)

    def _gaps(self, definition: AnyDefinition) -> Gaps:
        gaps = [gap.state for gap in self.edition.localised[(definition.kind, definition.id)].gaps]
        return {"missing": gaps.count(State.missing), "outdated": gaps.count(State.outdated)}

    def _part(self, part: Part, follow: bool = True) -> View:
        """Return a part's view; without ``follow`` its own references are left out."""
        view: View = {}
        for name, spec in field_specs(type(part)).items():
            if spec.visibility and RANK[Visibility(spec.visibility.visibility)] > RANK[self.reader]:
                view[name] = None
                continue
            if spec.ref and not follow:
                continue
            prose = bool(spec.text and spec.text.prose)
            view[name] = self._value(getattr(part, name), spec.text is not None, prose, spec.ref)
        return view

    def _value(self, value: Any, text: bool, prose: bool, ref: Ref | None) -> Any:
        if isinstance(value, StrEnum):
            label = self.label(value) if isinstance(value, Labelled) else value.value
            return {"value": value.value, "label": label}
        if isinstance(value, str):
            if ref is not None:
                return self._reference(ref, value)
            return self.text(value, prose) if text else value
        if isinstance(value, Item):
            return {"id": value.id, "text": self.text(value.text)}
        if isinstance(value, tuple):
            found = [self._value(child, text, prose, ref) for child in value]
            return [child for child in found if child is not None]
        if isinstance(value, Minutes):
            return self._minutes(value)
        if isinstance(value, Part):
            return self._part(value)
        if isinstance(value, dict):
            return {key: self._value(child, text, prose, ref) for key, child in value.items()}
        return value

    def _minutes(self, value: Minutes) -> MinutesView:
        return {
            "min": value.min,
            "typical": value.typical,
            "max": value.max,
            "text": self.minutes(value.typical),
            "range": self.minutes(value.typical)
            + (f" ({value.min}–{value.max})" if value.min != value.max else ""),
        }

    def _reference(self, ref: Ref, value: str) -> Mapping[str, object] | None:
        kind, parts, name = ref.target(value)
        name, _, wanted = name.partition("/")
        face = self.edition.face((kind, name))
        # What is not in this edition, or not for this reader, is not linked to.
        if face is None or not self.may_read(face):
            return None
        link = self.link(face)
        target = self.edition.get(kind, name) if wanted else None
        part = (
            next((entry for entry in getattr(target, parts) if entry.id == wanted), None)
            if target and parts
            else None
        )
        if ref.kind is None:
            return AnyLink(
                **link,
                icon=kind.info.icon,
                part_title=self.text(part_name(part, self.edition.locale)) if part else None,
                address=(address_of(target, wanted) if target else None) or link["path"],
            )
        # Questions that lead on to each other in a circle would never come to an end.
        return {**link, "part": self._part(part, follow=False), "anchor": wanted} if part else link
