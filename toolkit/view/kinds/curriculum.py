"""Curricula: how long their modules, sessions and activities take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, TypedDict

from ...definitions import Part, model
from ..speaker import Speaker
from ..text import View
from ..typed import Text


class Lasting(TypedDict):
    """What a module, a sitting and an activity have besides their own keys."""

    duration: Annotated[str, "How long it takes, in words."]


class ModuleLink(TypedDict):
    """A module of the same curriculum."""

    id: Annotated[str, "Its id, which is its anchor on the page."]
    title: Annotated[Text, "Its title."]


class ProgrammeStageView(TypedDict):
    """What a stage of the programme has otherwise than it is written."""

    modules: Annotated[list[ModuleLink], "Modules that belong to it."]


class CurriculumView(TypedDict):
    """What a curriculum has besides its own keys."""

    target: Annotated[str, "All learning time, in words."]
    contact: Annotated[str, "Of it together, in words."]


#: What views have besides the keys of a definition, by the part of it.
ADDED: Mapping[type[Part], type] = {
    model.curriculum.Curriculum: CurriculumView,
    model.curriculum.ProgrammeStage: ProgrammeStageView,
    model.curriculum.Module: Lasting,
    model.curriculum.Lesson: Lasting,
    model.curriculum.Activity: Lasting,
}


def extra(speaker: Speaker, curriculum: model.curriculum.Curriculum, view: View) -> CurriculumView:
    """Return what a curriculum's view has besides its fields."""
    titles = {module.id: speaker.text(module.title) for module in curriculum.modules}

    def minutes_of(lessons: Iterable[model.curriculum.Lesson]) -> int:
        return sum(activity.minutes for lesson in lessons for activity in lesson.activities)

    module: model.curriculum.Module
    for module, module_view in zip(curriculum.modules, view["modules"], strict=True):
        module_view |= Lasting(duration=speaker.minutes(minutes_of(module.sessions)))
        for lesson, lesson_view in zip(module.sessions, module_view["sessions"], strict=True):
            lesson_view |= Lasting(duration=speaker.minutes(minutes_of([lesson])))
            for activity in lesson_view["activities"]:
                activity |= Lasting(duration=speaker.minutes(activity["minutes"]))
    for stage in view["stages"]:
        stage |= ProgrammeStageView(
            modules=[{"id": name, "title": titles[name]} for name in stage["modules"]]
        )
    return {
        "target": speaker.minutes(curriculum.minutes.target),
        "contact": speaker.minutes(curriculum.minutes.contact),
    }


def facts(speaker: Speaker, view: View) -> list[str]:  # noqa: ARG001  # all kinds are asked alike
    """Return what to know of a curriculum at a glance."""
    return [view["target"], view["delivery"]["label"]]
